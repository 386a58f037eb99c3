from django.apps import AppConfig


class KsmConfig(AppConfig):
    """Who does it, with whom and how far: groups, proposals, works."""

    name = "ksm"
    verbose_name = "KSM"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from inti.jejak import register_sentences
        from inti.registry import Butir, Tab, bagian_langkah, cari, demo, impor, menunggu, navigasi, tab_kelurahan
        from ksm import cari as pencarian
        from ksm import (
            daftar_pelaksanaan,
            data_pribadi,
            halaman_langkah,
            izin,
            reports,
            reports_usulan,
            ringkasan,
            syarat,
            syarat_usulan,
            tautan,
            transisi,
        )
        from ksm.demo import load
        from ksm.gabung import close_through_ksm, follow_merge
        from ksm.impor import IMPOR_KSM
        from ksm.impor_rab import IMPOR_RAB
        from ksm.menunggu import waiting_for
        from ksm.sajian import KALIMAT
        from wilayah.registry import GrupCari, gabung_warga, tutup_badan

        demo.daftar("ksm", load)
        data_pribadi.register()
        transisi.register()
        syarat.register()
        syarat_usulan.register()
        reports.register()
        reports_usulan.register()
        ringkasan.register()
        daftar_pelaksanaan.register()
        tab_kelurahan.daftar("ksm", Tab(_("KSM"), 60, tautan.kelurahan, izin.LIHAT))
        navigasi.daftar("ksm", Butir(_("KSM"), "ksm:daftar", "kelompok", 55, izin.LIHAT, ("/ksm/",)))
        navigasi.daftar(
            "ksm.usulan", Butir(_("Usulan"), "ksm:usulan-daftar", "dokumen", 56, izin.LIHAT, ("/usulan/", "/bappuk/"))
        )
        bagian_langkah.daftar("ksm.kelompok", halaman_langkah.cards)
        impor.daftar("ksm.anggota", IMPOR_KSM)
        impor.daftar("ksm.rab", IMPOR_RAB)
        cari.daftar("ksm", GrupCari(_("KSM"), pencarian.search_ksm))
        cari.daftar("ksm.usulan", GrupCari(_("Usulan KSM"), pencarian.search_usulan))
        menunggu.daftar("ksm.usulan", waiting_for)
        register_sentences(KALIMAT, "ksm")
        gabung_warga.daftar("ksm.anggotaksm", follow_merge())
        tutup_badan.daftar("ksm", close_through_ksm)
