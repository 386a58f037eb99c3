from django.apps import AppConfig


class PronangkisConfig(AppConfig):
    """What is planned and who pays: the three-year plan, the yearly Renta."""

    name = "pronangkis"
    verbose_name = "PJM Pronangkis"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from inti.registry import Tab, cari, demo, impor, tab_kelurahan
        from pronangkis import bagian, data_pribadi, izin, ringkasan, syarat, tautan, transisi
        from pronangkis.cari import search_activities
        from pronangkis.demo import load
        from pronangkis.impor import IMPOR_KEGIATAN
        from pronangkis.reports import jenis
        from wilayah.registry import GrupCari

        demo.daftar("pronangkis", load)
        data_pribadi.register()
        syarat.register()
        transisi.register()
        jenis.register()
        bagian.register()
        ringkasan.register()
        cari.daftar("pronangkis.kegiatan", GrupCari(_("Kegiatan PJM"), search_activities))
        impor.daftar("pronangkis.kegiatan", IMPOR_KEGIATAN)
        tab_kelurahan.daftar("pjm", Tab(_("PJM"), 50, tautan.kelurahan, izin.LIHAT))
