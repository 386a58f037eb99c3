from django.apps import AppConfig


class KsmConfig(AppConfig):
    """Who does it, with whom and how far: groups, proposals, works."""

    name = "ksm"
    verbose_name = "KSM"
