"""`./run`: a demo on this machine. Secrets are made once into the data directory by scripts/bootstrap.py."""

from p2kp.settings.base import *  # noqa: F403
from p2kp.settings.base import SECRET_KEY as _KUNCI
from p2kp.settings.base import env_bool

SECRET_KEY = _KUNCI or "hanya-untuk-pengembangan-di-mesin-sendiri-" + "x" * 30
DEBUG = env_bool("P2KP_DEBUG", False)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost"]
MODE_DEMO = env_bool("P2KP_DEMO", True)
# Off only in the demo, and said so in a banner on every page.
WAJIB_TOTP = env_bool("P2KP_WAJIB_TOTP", False)
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "surat")  # noqa: F405
