from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WilayahConfig(AppConfig):
    """Where, who lives there, which bodies: the area register, the tree below it, residents, bodies, parameters."""

    name = "wilayah"
    verbose_name = _("Wilayah")

    def ready(self) -> None:
        from inti import data_pribadi as data_pribadi_inti
        from inti.impor import PERIKSA, SIMPAN, run_check, run_save
        from inti.registry import Butir, Tab, cari, demo, impor, navigasi, tab_kelurahan, tugas
        from wilayah import data_pribadi, izin
        from wilayah.demo import load
        from wilayah.impor import IMPOR_BASIS
        from wilayah.registry import GrupCari
        from wilayah.views.cari import search_badan, search_group, search_warga

        data_pribadi_inti.register_own()
        data_pribadi.register()
        tugas.daftar(PERIKSA, run_check)
        tugas.daftar(SIMPAN, run_save)
        impor.daftar("basis", IMPOR_BASIS)
        demo.daftar("wilayah", load)
        cari.daftar("wilayah", GrupCari(_("Wilayah"), search_group))
        cari.daftar("warga", GrupCari(_("Warga"), search_warga))
        cari.daftar("badan", GrupCari(_("Badan"), search_badan))
        tab_kelurahan.daftar("basis", Tab(_("RW/RT"), 20, lambda kode: f"/kelurahan/{kode}/basis/", izin.LIHAT_BASIS))
        tab_kelurahan.daftar("warga", Tab(_("Warga"), 25, lambda kode: f"/kelurahan/{kode}/warga/", izin.LIHAT_WARGA))
        tab_kelurahan.daftar("badan", Tab(_("Badan"), 30, lambda kode: f"/kelurahan/{kode}/badan/", izin.LIHAT_BADAN))
        navigasi.daftar(
            "parameter",
            Butir(_("Parameter"), "wilayah:parameter", "atur", 70, izin.LIHAT_PARAMETER, awalan=("/parameter/",)),
        )
