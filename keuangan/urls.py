"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import path

from keuangan.views import kinerja, simulasi

app_name = "keuangan"

urlpatterns = [
    path("keuangan/simulasi/", simulasi.SimulasiView.as_view(), name="simulasi"),
    path("keuangan/simulasi/cetak/", simulasi.SimulasiCetakView.as_view(), name="simulasi-cetak"),
    path("keuangan/kinerja/", kinerja.KinerjaView.as_view(), name="kinerja"),
    path("keuangan/kinerja/cetak/", kinerja.KinerjaCetakView.as_view(), name="kinerja-cetak"),
]
