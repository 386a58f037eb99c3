from django.apps import AppConfig


class KeuanganConfig(AppConfig):
    """Where every rupiah is: ledgers, grants, the revolving fund."""

    name = "keuangan"
    verbose_name = "Keuangan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from inti.registry import Butir, impor, navigasi
        from keuangan import gerbang_dana, izin, reports_kolektibilitas, ringkasan_upk, syarat_pinjaman, transisi
        from keuangan.impor import IMPOR_UPK
        from siklus.bagian import announce

        transisi.register()
        syarat_pinjaman.register()
        gerbang_dana.register()
        reports_kolektibilitas.register()
        ringkasan_upk.register()
        navigasi.daftar(
            "kinerja-upk",
            Butir(
                _("Kinerja UPK"), "keuangan:kinerja-upk", "grafik", 57, izin.LIHAT_PINJAMAN, ("/keuangan/kinerja-upk/",)
            ),
        )
        impor.daftar("keuangan.upk", IMPOR_UPK)
        navigasi.daftar(
            "hitung",
            Butir(
                _("Hitung pinjaman"), "keuangan:simulasi", "uang", 58, izin.HITUNG,
                ("/keuangan/simulasi/", "/keuangan/kinerja/"),
            ),
        )  # fmt: skip

        announce(
            "keuangan",
            label=_("Keuangan"),
            isi=_("Pencairan BLM per tahap, pembukuan, laporan pertanggungjawaban, dan pinjaman bergulir."),
            app="keuangan",
            urutan=70,
        )
