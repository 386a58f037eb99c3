from django.apps import AppConfig


class PronangkisConfig(AppConfig):
    """What is planned and who pays: the three-year plan, the yearly Renta."""

    name = "pronangkis"
    verbose_name = "PJM Pronangkis"
