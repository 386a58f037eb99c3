"""The permissions of paper. Roles (akun/peran.py) list them; pages, API and tasks ask for them."""

LIHAT_DOKUMEN = "laporan.lihat_dokumen"
MINTA_DOKUMEN = "laporan.minta_dokumen"
BATALKAN_DOKUMEN = "laporan.batalkan_dokumen"
LIHAT_BERKAS = "laporan.lihat_berkas"
UNGGAH_BERKAS = "laporan.unggah_berkas"
BATALKAN_BERKAS = "laporan.batalkan_berkas"
