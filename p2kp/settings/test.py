"""Tests: the owner role (never a superuser), eager tasks, fast hashing, no compression of static files."""

import os
from pathlib import Path

os.environ.setdefault("P2KP_PERAN_DB", "pemilik")
# Playwright keeps an event loop in the thread for as long as the session lasts; nothing of ours is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from p2kp.settings.base import *  # noqa: E402, F403

SECRET_KEY = "kunci-uji-" + "u" * 50
KUNCI_NIK = "dWppLXVqaS11amktdWppLXVqaS11amktdWppLXVqaSE="
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "inti.unggah.PenyimpananUtuh"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_BROKER_URL = "redis://127.0.0.1:1/0"  # nobody listens: a test that reaches for the broker fails
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WAJIB_TOTP = False
MODE_DEMO = False
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = Path(os.environ.get("P2KP_MEDIA_UJI", DATA_DIR / "berkas-uji"))  # noqa: F405
MEDIA_ROOT = MEDIA_ROOT / os.environ.get("PYTEST_XDIST_WORKER", "")  # processes side by side do not share files
DATABASES["default"]["TEST"] = {  # noqa: F405
    "NAME": os.environ.get("P2KP_DB_UJI", "uji_p2kp"),
    "TEMPLATE": os.environ.get("P2KP_TEMPLAT_UJI"),  # of ./test: migrated already
}
