from django.apps import AppConfig


class WilayahConfig(AppConfig):
    """Where, who lives there, which bodies: the area register, the tree below it, residents, bodies, parameters."""

    name = "wilayah"
    verbose_name = "Wilayah"
