from django.apps import AppConfig


class BkmConfig(AppConfig):
    """Who leads, by what right: panitia, election, members, units, meetings."""

    name = "bkm"
    verbose_name = "BKM"

    def ready(self) -> None:
        from bkm import daftar_lembaga, daftar_pemilihan
        from bkm.demo import load
        from inti.registry import demo

        demo.daftar("bkm", load)

        daftar_pemilihan.register()
        daftar_lembaga.register()
