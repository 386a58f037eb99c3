from django.apps import AppConfig


class AkunConfig(AppConfig):
    """Who may: people, roles, assignments, login, sessions, tokens."""

    name = "akun"
    verbose_name = "Akun"
