"""Project package: settings, URLs, Celery and the API router. No models and no rules live here."""

from p2kp.celery import app as celery_app

__all__ = ["celery_app"]
