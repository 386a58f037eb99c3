from django.apps import AppConfig


class LaporanConfig(AppConfig):
    """How paper is made, numbered, filed and verified: uploads, documents, their numbers and codes."""

    name = "laporan"
    verbose_name = "Laporan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from inti.registry import Butir, Tab, cari, menunggu, navigasi, tab_kelurahan, tugas
        from laporan import data_pribadi
        from laporan.actions import TUGAS_SUSUN
        from laporan.cari import search_dokumen
        from laporan.izin import LIHAT_DOKUMEN
        from laporan.sajian import archive_of, waiting
        from laporan.tasks import susun_dokumen
        from wilayah.registry import GrupCari

        data_pribadi.register()
        tugas.daftar(TUGAS_SUSUN, susun_dokumen)
        navigasi.daftar(
            "dokumen",
            Butir(_("Dokumen"), "laporan:dokumen-daftar", "dokumen", 40, LIHAT_DOKUMEN, ("/dokumen/", "/berkas/")),
        )
        menunggu.daftar("laporan", waiting)
        cari.daftar("dokumen", GrupCari(_("Dokumen"), search_dokumen))
        tab_kelurahan.daftar("dokumen", Tab(_("Dokumen"), 80, archive_of, LIHAT_DOKUMEN))
