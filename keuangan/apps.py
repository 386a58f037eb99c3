from django.apps import AppConfig


class KeuanganConfig(AppConfig):
    """Where every rupiah is: ledgers, grants, the revolving fund."""

    name = "keuangan"
    verbose_name = "Keuangan"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from keuangan import transisi
        from siklus.bagian import announce

        transisi.register()
        announce(
            "keuangan",
            label=_("Keuangan"),
            isi=_("Pencairan BLM per tahap, pembukuan, laporan pertanggungjawaban, dan pinjaman bergulir."),
            app="keuangan",
            urutan=70,
        )
