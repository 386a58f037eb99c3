"""The permissions of this app, as the roles in `akun` list them. Nothing here decides; `inti.izin.may` does."""

from __future__ import annotations

LIHAT = "pronangkis.lihat_pjm"
SUSUN = "pronangkis.susun_pjm"
SAHKAN = "pronangkis.catat_pengesahan"

# izin -> what it allows, in the words of the screen that shows a role.
IZIN = {
    LIHAT: "Melihat PJM Pronangkis dan Renta",
    SUSUN: "Menyusun PJM Pronangkis dan Renta",
    SAHKAN: "Mencatat pengesahan PJM dan Renta oleh rembug warga",
}
