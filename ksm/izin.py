"""The permissions of this app, as the roles in `akun` list them. Nothing here decides; `inti.izin.may` does."""

from __future__ import annotations

LIHAT = "ksm.lihat_ksm"
CATAT = "ksm.catat_ksm"

# izin -> what it allows, in the words of the screen that shows a role.
IZIN = {
    LIHAT: "Melihat KSM dan anggotanya",
    CATAT: "Mencatat KSM, anggota, aturan main, dan ceklisnya",
}
