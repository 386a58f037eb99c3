"""The permissions of paper. Roles (akun/peran) list them; pages, API and tasks ask for them."""

from __future__ import annotations

from inti.registry import Registri

LIHAT_DOKUMEN = "laporan.lihat_dokumen"
MINTA_DOKUMEN = "laporan.minta_dokumen"
BATALKAN_DOKUMEN = "laporan.batalkan_dokumen"
LIHAT_BERKAS = "laporan.lihat_berkas"
UNGGAH_BERKAS = "laporan.unggah_berkas"
BATALKAN_BERKAS = "laporan.batalkan_berkas"

# izin -> what it allows, in the words of the screen that shows a role.
IZIN = {
    LIHAT_DOKUMEN: "Melihat dan mengunduh dokumen",
    MINTA_DOKUMEN: "Meminta dokumen disusun dan dicetak",
    BATALKAN_DOKUMEN: "Membatalkan dokumen dengan alasan",
    LIHAT_BERKAS: "Melihat foto dan berkas yang diunggah",
    UNGGAH_BERKAS: "Mengunggah foto dan berkas",
    BATALKAN_BERKAS: "Membatalkan berkas yang salah dengan alasan",
}

# Kind of row ("siklus.pengumumanps2") -> the permission that its papers and uploads ask for beside their own.
izin_objek: Registri[str] = Registri("izin_objek")
