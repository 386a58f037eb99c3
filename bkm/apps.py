from django.apps import AppConfig


class BkmConfig(AppConfig):
    """Who leads, by what right: panitia, election, members, units, meetings."""

    name = "bkm"
    verbose_name = "BKM"
