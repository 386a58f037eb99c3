from django.apps import AppConfig


class BkmConfig(AppConfig):
    """Who leads, by what right: panitia, election, members, units, meetings."""

    name = "bkm"
    verbose_name = "BKM"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from bkm import daftar_lembaga, daftar_pemilihan
        from bkm.demo import load
        from inti.registry import demo
        from siklus.bagian import announce

        demo.daftar("bkm", load)

        daftar_pemilihan.register()
        daftar_lembaga.register()
        announce(
            "bkm",
            label=_("BKM"),
            isi=_(
                "Panitia, pemilihan dari RT sampai rembug kelurahan, anggota BKM, unit pengelola, sekretariat, dan rapat BKM."
            ),
            app="bkm",
            urutan=40,
        )
