"""The Celery application: four queues, JSON only, and a broker that may lose everything.

PostgreSQL is the truth (the Pekerjaan outbox of `inti`); the broker only carries nudges. Source: UMU-18.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "p2kp.settings.dev")

app = Celery("p2kp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
