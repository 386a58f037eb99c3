from django.apps import AppConfig


class IntiConfig(AppConfig):
    """Shared ground: one transaction, one door to a state, the audit trail, the outbox, formats and registries."""

    name = "inti"
    verbose_name = "Inti"

    def ready(self) -> None:
        from inti import checks  # noqa: F401  (registers the system checks)
