"""The permissions of this app, as the roles in `akun` list them. Nothing here decides; `inti.izin.may` does."""

from __future__ import annotations

LIHAT = "bkm.lihat_bkm"
CATAT = "bkm.catat_bkm"

# izin -> what it allows, in the words of the screen that shows a role.
IZIN = {
    LIHAT: "Melihat panitia, pemilihan, BKM, unit pengelola, dan sekretariat",
    CATAT: "Mencatat panitia, pemilihan, perolehan suara, susunan BKM, unit pengelola, dan sekretariat",
}
