"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import path

from keuangan.views import kinerja, laporan, simulasi

app_name = "keuangan"

urlpatterns = [
    path("keuangan/simulasi/", simulasi.SimulasiView.as_view(), name="simulasi"),
    path("keuangan/simulasi/cetak/", simulasi.SimulasiCetakView.as_view(), name="simulasi-cetak"),
    path("keuangan/kinerja/", kinerja.KinerjaView.as_view(), name="kinerja"),
    path("keuangan/kinerja/cetak/", kinerja.KinerjaCetakView.as_view(), name="kinerja-cetak"),
    path("keuangan/buku/<uuid:pk>/laporan/", laporan.DaftarLaporanView.as_view(), name="laporan"),
    path("keuangan/buku/<uuid:pk>/laporan/baris/", laporan.BarisView.as_view(), name="laporan-baris"),
    path("keuangan/buku/<uuid:pk>/laporan/<slug:nama>/", laporan.LaporanView.as_view(), name="laporan-rinci"),
]
