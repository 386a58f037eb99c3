from django.apps import AppConfig


class WilayahConfig(AppConfig):
    """Where, who lives there, which bodies: the area register, the tree below it, residents, bodies, parameters."""

    name = "wilayah"
    verbose_name = "Wilayah"

    def ready(self) -> None:
        from inti import data_pribadi as data_pribadi_inti
        from inti.registry import demo
        from wilayah import data_pribadi
        from wilayah.demo import load

        data_pribadi_inti.register_own()
        data_pribadi.register()
        demo.daftar("wilayah", load)
