from django.apps import AppConfig


class KeuanganConfig(AppConfig):
    """Where every rupiah is: ledgers, grants, the revolving fund."""

    name = "keuangan"
    verbose_name = "Keuangan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from inti.registry import Butir, impor, navigasi
        from keuangan import izin, reports_pembayaran, transisi
        from keuangan.impor import IMPOR_UPK
        from siklus.bagian import announce

        transisi.register()
        reports_pembayaran.register()
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
