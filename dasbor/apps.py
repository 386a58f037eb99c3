from django.apps import AppConfig


class DasborConfig(AppConfig):
    """How it is going: the matrix of a kota and its figures."""

    name = "dasbor"
    verbose_name = "Dasbor"
