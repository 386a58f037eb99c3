"""The permissions of this app, as the roles in `akun` list them. Nothing here decides; `inti.izin.may` does."""

from __future__ import annotations

HITUNG = "keuangan.hitung"

# izin -> what it allows, in the words of the screen that shows a role.
IZIN = {
    HITUNG: "Menghitung angsuran pinjaman dan kinerja UPK",
}
