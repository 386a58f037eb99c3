from django.apps import AppConfig


class KeuanganConfig(AppConfig):
    """Where every rupiah is: ledgers, grants, the revolving fund."""

    name = "keuangan"
    verbose_name = "Keuangan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from inti.registry import Butir, menunggu, navigasi
        from keuangan import halaman_ksm, izin, menunggu_pinjaman, paket_pinjaman, syarat_pinjaman, transisi
        from ksm.registry import bagian_ksm
        from siklus.bagian import announce

        transisi.register()
        syarat_pinjaman.register()
        paket_pinjaman.register()
        bagian_ksm.daftar("keuangan.pinjaman", halaman_ksm.loans_part)
        menunggu.daftar("keuangan.pinjaman", menunggu_pinjaman.waiting_for)
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
