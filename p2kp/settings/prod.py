"""Real deployments: every secret from the environment, HTTPS only, `check --deploy` without a warning."""

import os

from p2kp.settings.base import *  # noqa: F403
from p2kp.settings.base import SECRET_KEY as _KUNCI

if len(_KUNCI) < 50:
    raise RuntimeError("P2KP_KUNCI_RAHASIA harus diisi, paling sedikit 50 huruf acak.")
DEBUG = False
JUMLAH_PROKSI = int(os.environ.get("P2KP_JUMLAH_PROKSI", "1"))
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^sehat/"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sesi"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
EMAIL_HOST = os.environ.get("P2KP_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("P2KP_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("P2KP_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("P2KP_SMTP_SANDI", "")
EMAIL_USE_TLS = True
DEFAULT_FROM_EMAIL = os.environ.get("P2KP_SURAT_DARI", "p2kp@localhost")
