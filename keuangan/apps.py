from django.apps import AppConfig


class KeuanganConfig(AppConfig):
    """Where every rupiah is: ledgers, grants, the revolving fund."""

    name = "keuangan"
    verbose_name = "Keuangan"
