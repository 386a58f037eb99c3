from django.apps import AppConfig


class SiklusConfig(AppConfig):
    """The cycle engine: programmes as data, their stages in every area, what is missing, who decided what."""

    name = "siklus"
    verbose_name = "Siklus"
