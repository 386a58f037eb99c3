from django.apps import AppConfig


class PronangkisConfig(AppConfig):
    """What is planned and who pays: the three-year plan, the yearly Renta."""

    name = "pronangkis"
    verbose_name = "PJM Pronangkis"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from pronangkis import data_pribadi, syarat, transisi
        from pronangkis.reports import jenis
        from siklus.bagian import announce

        data_pribadi.register()
        syarat.register()
        transisi.register()
        jenis.register()
        announce(
            "pjm",
            label=_("PJM"),
            isi=_(
                "PJM Pronangkis tiga tahun, Renta tahunan, kegiatan dengan biaya menurut sumber dana, prioritas, dan pengesahan."
            ),
            app="pronangkis",
            urutan=50,
        )
