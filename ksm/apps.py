from django.apps import AppConfig


class KsmConfig(AppConfig):
    """Who does it, with whom and how far: groups, proposals, works."""

    name = "ksm"
    verbose_name = "KSM"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from ksm import data_pribadi, transisi
        from ksm.gabung import follow_merge
        from siklus.bagian import announce
        from wilayah.registry import gabung_warga

        data_pribadi.register()
        transisi.register()
        gabung_warga.daftar("ksm.anggotaksm", follow_merge())

        announce(
            "ksm",
            label=_("KSM"),
            isi=_(
                "KSM dan anggotanya, usulan, penilaian, perjanjian, pelaksanaan dengan foto, swadaya, dan pemeliharaan."
            ),
            app="ksm",
            urutan=60,
        )
