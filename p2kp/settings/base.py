"""Settings shared by every environment. Everything that differs between machines comes from the environment.

`DATABASE_URL` is the application role and `DATABASE_URL_PEMILIK` the owner of the tables; `P2KP_PERAN_DB`
says which of the two this process uses, so that only migrations ever run as the owner.
"""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def env_bool(nama: str, bawaan: bool = False) -> bool:
    """Read a yes/no environment variable (1, true, ya)."""
    return os.environ.get(nama, str(int(bawaan))).strip().lower() in {"1", "true", "ya", "yes"}


DATA_DIR = Path(os.environ.get("P2KP_DATA", BASE_DIR / ".data")).resolve()
SECRET_KEY = os.environ.get("P2KP_KUNCI_RAHASIA", "")
KUNCI_NIK = os.environ.get("P2KP_KUNCI_NIK", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = [h for h in os.environ.get("P2KP_ALAMAT", "").split(",") if h]
CSRF_TRUSTED_ORIGINS = [a for a in os.environ.get("P2KP_ASAL_TEPERCAYA", "").split(",") if a]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_celery_beat",
    "inti",
    "wilayah",
    "akun",
    "laporan",
    "siklus",
    "bkm",
    "pronangkis",
    "ksm",
    "keuangan",
    "dasbor",
]

MIDDLEWARE = [
    "inti.middleware.TanpaIsiMiddleware",
    "akun.middleware.AlamatAsliMiddleware",
    "inti.middleware.PermintaanMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # weak links first; Django pads the answer against BREACH
    "inti.unggah.BatasBadanMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "akun.middleware.PenjagaMasukMiddleware",
    "inti.middleware.GalatMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "p2kp.urls"
WSGI_APPLICATION = "p2kp.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inti.context_processors.kerangka",
            ],
        },
    },
]

# One database, two roles. Pages and workers are the app role, migrations the owner.
PERAN_DB = os.environ.get("P2KP_PERAN_DB", "app")
PERAN_DB_APLIKASI = os.environ.get("P2KP_NAMA_PERAN_APP", "p2kp_app")
_URL_APP = os.environ.get("DATABASE_URL", "")
_URL_PEMILIK = os.environ.get("DATABASE_URL_PEMILIK", "") or _URL_APP
DATABASES = {
    "default": dj_database_url.parse(
        (_URL_PEMILIK if PERAN_DB == "pemilik" else _URL_APP) or "postgres:///p2kp", conn_max_age=60
    )
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"].setdefault("OPTIONS", {})
if PERAN_DB != "pemilik":
    DATABASES["default"]["OPTIONS"]["options"] = (
        f"-c lock_timeout=3s -c idle_in_transaction_session_timeout=60s "
        f"-c statement_timeout={os.environ.get('P2KP_BATAS_SQL', '30s')}"
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "akun.Pengguna"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# How many proxies of our own stand in front and write X-Forwarded-For; 0 believes the header of nobody.
JUMLAH_PROKSI = int(os.environ.get("P2KP_JUMLAH_PROKSI", "0"))
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/masuk/"
WAJIB_TOTP = env_bool("P2KP_WAJIB_TOTP", True)

# django-allauth: login by user name or e-mail, no public sign-up (accounts are made by a superior).
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "akun.adapter.AdaptorAkun"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "50/10m/ip", "reset_password": "20/m/ip,5/m/key"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "akun.forms.FormMasuk",
    "reauthenticate": "akun.forms.FormKonfirmasi",
    "reset_password": "akun.forms.FormLupaSandi",
    "reset_password_from_key": "akun.forms.FormSandiDariTautan",
}
PASSWORD_RESET_TIMEOUT = 3600
MFA_ADAPTER = "akun.adapter.AdaptorDuaLangkah"
MFA_FORMS = {
    "authenticate": "akun.forms.FormKodeMasuk",
    "reauthenticate": "akun.forms.FormKodeKonfirmasi",
    "activate_totp": "akun.forms.FormAktifkanTOTP",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "P2KP"
# Activity is noted once a minute by akun.sesi.touch, not on every request.
USERSESSIONS_TRACK_ACTIVITY = False

AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_FORM_FIELD = "login"
# Failures are forgotten after a quiet day; the delay that grows with them is in akun.batas_masuk.
AXES_COOLOFF_TIME = timedelta(hours=24)
AXES_HANDLER = "akun.batas_masuk.PenjagaPercobaan"
AXES_USERNAME_CALLABLE = "akun.batas_masuk.account_name"
# One office shares one address, so the account is counted and the network only limited loosely (ACCOUNT_RATE_LIMITS).
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # tries during the delay neither count nor prolong it
AXES_LOCKOUT_CALLABLE = "akun.batas_masuk.jawab_terkunci"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
# Idle limits in minutes: roles that handle money, and field entry. Source: AKN.
SESI_DIAM_UANG_MENIT = 30
SESI_DIAM_LAPANGAN_MENIT = 480

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("P2KP_STATIC", DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "inti.unggah.PenyimpananUtuh"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "berkas"
MEDIA_URL = "/berkas-tidak-publik/"  # never routed: files leave only through a scope-checking view
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_PERMISSIONS = 0o640

REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
if os.environ.get("P2KP_CACHE_URL"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": os.environ["P2KP_CACHE_URL"],
    }
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = env_bool("P2KP_TUGAS_LANGSUNG", not REDIS_URL)
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "cepat"
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = {
    "denyut": {"task": "inti.denyut", "schedule": 60.0, "options": {"queue": "cepat", "expires": 55}},
    "sapu-pekerjaan": {"task": "inti.sapu_pekerjaan", "schedule": 60.0, "options": {"queue": "cepat", "expires": 55}},
    "segarkan-ringkasan": {"task": "dasbor.segarkan", "schedule": 60.0, "options": {"queue": "berkala", "expires": 55}},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "akun.otentikasi.SesiAuthentication",
        "akun.otentikasi.TokenAksesAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["inti.api_dasar.HarusMasuk"],
    "DEFAULT_FILTER_BACKENDS": [
        "django_filters.rest_framework.DjangoFilterBackend",
        "inti.api_dasar.PencarianFilter",
        "inti.api_dasar.UrutanFilter",
    ],
    "DEFAULT_PAGINATION_CLASS": "inti.api_dasar.KeysetPagination",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["inti.api_dasar.IsiJson", "inti.api_dasar.IsiBerkas"],
    "DEFAULT_SCHEMA_CLASS": "inti.skema.SkemaOtomatis",
    "EXCEPTION_HANDLER": "inti.api_dasar.jawab_galat",
    "COERCE_DECIMAL_TO_STRING": True,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "DEFAULT_THROTTLE_RATES": {"token": "20/min"},
    "NUM_PROXIES": 0,  # REMOTE_ADDR is already the caller's own (AlamatAsliMiddleware)
}
SPECTACULAR_SETTINGS = {
    "TITLE": "API P2KP",
    "DESCRIPTION": "Siklus P2KP / PNPM Mandiri: aksi dan data yang sama dengan layarnya.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "SumberEnum": "siklus.models.pemetaan.Kajian",
        "SumberBLMEnum": "keuangan.models.blm.SumberBLM",
        "LewatUangEnum": "keuangan.models.pinjaman.Pinjaman.Lewat",
        "LewatTemuanEnum": "keuangan.models.penyelewengan.Penyelewengan.Ditemukan",
        "StatusRPDEnum": "keuangan.models.rpd.RPD.Status",
        "StatusLPJEnum": "keuangan.models.lpj.LPJKSM.Status",
        "LewatBayarEnum": "keuangan.api_pembayaran.LEWAT_BAYAR",
        "BentukSwadayaEnum": "ksm.models.usulan.JanjiSwadaya.Bentuk",
        "BentukBantuanEnum": "ksm.models.bantuan.PenerimaanBantuan.Bentuk",
        "BuktiBantuanEnum": "ksm.models.bantuan.PenerimaanBantuan.Bukti",
        "HasilMutuEnum": "ksm.models.pelaksanaan.PemeriksaanMutu.Hasil",
        "KeadaanAsetEnum": "ksm.models.pemeliharaan.PemeriksaanAset.Keadaan",
        "HasilPenilaianUsulanEnum": "ksm.models.putusan.VerifikasiUsulan.Hasil",
        "StatusUsulanEnum": "ksm.models.usulan.Usulan.Status",
        "JenisUsulanEnum": "ksm.models.usulan.Usulan.Jenis",
        "UnitUsulanEnum": "ksm.models.usulan.Usulan.Unit",
        "JenisBadanEnum": "wilayah.models.badan.Badan.Jenis",
        "JenisBasisEnum": "wilayah.models.basis.Basis.Jenis",
        "JenisKSMEnum": "ksm.models.kelompok.KSM.Jenis",
        "StatusKSMEnum": "ksm.models.kelompok.KSM.Status",
        "StatusAnggotaKSMEnum": "ksm.models.anggota.AnggotaKSM.Status",
        "StatusPinjamanEnum": "keuangan.models.pinjaman.Pinjaman.Status",
        "JenisAuditEnum": "keuangan.models.pengawasan.AuditTahunan.Jenis",
        "JawabanCeklisEnum": "keuangan.models.pengawasan.JawabanCeklis.Jawaban",
        "KategoriTemuanEnum": "keuangan.models.pengawasan.TemuanPemeriksaan.Kategori",
        "StatusTemuanEnum": "keuangan.models.pengawasan.TemuanPemeriksaan.Status",
        "AsalBKMEnum": "bkm.models.lembaga.BKM.Asal",
        "AsalKSMEnum": "ksm.models.kelompok.KSM.Asal",
        "StatusBKMEnum": "bkm.models.lembaga.BKM.Status",
        "StatusAnggotaBKMEnum": "bkm.models.lembaga.Keadaan",
        "StatusTPSEnum": "bkm.models.pemilihan.TPS.Status",
        "TingkatTPSEnum": "bkm.models.pemilihan.Tingkat",
        "CaraHitunganEnum": "bkm.models.pemilihan.Hitungan.Cara",
        "CaraKeputusanEnum": "siklus.models.keputusan.Keputusan.Cara",
        "BidangMasalahEnum": "siklus.models.pemetaan.Bidang",
        "BidangPJMEnum": "pronangkis.models.kegiatan.Bidang",
        "StatusPJMEnum": "pronangkis.models.pjm.PJM.Status",
        "StatusRentaEnum": "pronangkis.models.renta.Renta.Status",
        "JenisRefleksiEnum": "siklus.models.refleksi.RefleksiButir.Jenis",
        "JenisPotensiEnum": "siklus.models.pemetaan.Potensi.Jenis",
        "JenisKeberatanEnum": "siklus.models.ps2.KeberatanPS2.Jenis",
        "StatusKeberatanEnum": "siklus.models.ps2.KeberatanPS2.Status",
        "StatusEntriPS2Enum": "siklus.models.ps2.EntriPS2.Status",
        "StatusRumahEnum": "siklus.models.ps2.Rumah.Kepemilikan",
        "PeringkatPS2Enum": "siklus.models.ps2.EntriPS2.Peringkat",
        "StatusBuktiEnum": "siklus.models.dasar.Sah",
        "UnitKegiatanEnum": "pronangkis.models.kegiatan.KegiatanPJM.Unit",
        "UnitBukuEnum": "keuangan.models.buku.Unit",
        "JenisBuktiEnum": "keuangan.models.jurnal.Jurnal.Jenis",
        "StatusPeriodeEnum": "keuangan.models.periode.Periode.Status",
        "JenisKelaminEnum": "wilayah.models.warga.JenisKelamin",
        "MetodeJasaEnum": "keuangan.hitung.jadwal.Metode",
        "PembulatanAngsuranEnum": "keuangan.hitung.jadwal.Pembulatan",
        "KelasKolektibilitasEnum": "keuangan.hitung.kolektibilitas.Kelas",
        "KategoriKinerjaEnum": "keuangan.hitung.kinerja.Kategori",
    },
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}

# Upload limits (bytes, pixels, rows). Source: UMU-16, DOK.
BATAS_FOTO = 8 * 1024 * 1024
BATAS_PIKSEL = 25_000_000
BATAS_PDF = 10 * 1024 * 1024
BATAS_TABEL = 10 * 1024 * 1024
BATAS_TABEL_BARIS = 50_000
BATAS_BADAN = 12 * 1024 * 1024  # the largest upload with its form around it
BATAS_KUOTA_HARIAN = 500 * 1024 * 1024
# The public address that QR codes on paper hold; empty: the address the officer used.
ALAMAT_PUBLIK = os.environ.get("P2KP_URL", "").rstrip("/")
PDF_TERSEDIA = env_bool("P2KP_PDF", True)
MODE_DEMO = env_bool("P2KP_DEMO", False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"permintaan": {"()": "inti.log.PermintaanFilter"}},
    "formatters": {"json": {"()": "inti.log.JsonFormatter"}},
    "handlers": {"konsol": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["permintaan"]}},
    "root": {"handlers": ["konsol"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "ERROR"},
        "django.server": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
TOKEN_UMUR = timedelta(days=7)
