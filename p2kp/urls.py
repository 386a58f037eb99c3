"""Where every page lives. Paths are Indonesian; each app owns its own list."""

import os

from django.conf import settings
from django.urls import include, path

from p2kp import api

urlpatterns = [
    path("", include("inti.urls")),
    path("", include("akun.urls")),
    path("", include("wilayah.urls")),
    path("", include("laporan.urls")),
    # Apps above the cycle come first: each takes its own tab of the kelurahan page over from "not built yet".
    path("", include("bkm.urls")),
    path("", include("pronangkis.urls")),
    path("", include("ksm.urls")),
    path("", include("keuangan.urls")),
    path("", include("siklus.urls")),
    path("", include("dasbor.urls")),
    path("api/v1/", include(api.urlpatterns)),
    path("bahasa/", include("django.conf.urls.i18n")),
]

if settings.MODE_DEMO or settings.DEBUG or os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".test"):
    urlpatterns.append(path("", include("inti.urls_gaya")))

handler404 = "inti.views.not_found"
