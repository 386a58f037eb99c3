from django.apps import AppConfig


class LaporanConfig(AppConfig):
    """How paper is made, numbered, filed and verified: uploads, documents, their numbers and codes."""

    name = "laporan"
    verbose_name = "Laporan"
