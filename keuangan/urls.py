"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import path

from keuangan.views import kinerja, kolektibilitas, simulasi

app_name = "keuangan"

urlpatterns = [
    path("keuangan/simulasi/", simulasi.SimulasiView.as_view(), name="simulasi"),
    path("keuangan/simulasi/cetak/", simulasi.SimulasiCetakView.as_view(), name="simulasi-cetak"),
    path("keuangan/kinerja/", kinerja.KinerjaView.as_view(), name="kinerja"),
    path("keuangan/kinerja/cetak/", kinerja.KinerjaCetakView.as_view(), name="kinerja-cetak"),
    path("keuangan/kinerja-upk/", kolektibilitas.KinerjaUPKView.as_view(), name="kinerja-upk"),
    path("keuangan/buku/<uuid:pk>/kolektibilitas/", kolektibilitas.KolektibilitasView.as_view(), name="kolektibilitas"),
    path("keuangan/buku/<uuid:pk>/kinerja/", kolektibilitas.KinerjaBukuView.as_view(), name="kinerja-buku"),
    path(
        "keuangan/buku/<uuid:pk>/register-pinjaman/",
        kolektibilitas.RegisterView.as_view(jenis="pinjaman"),
        name="register-pinjaman",
    ),
    path(
        "keuangan/buku/<uuid:pk>/register-tabungan/",
        kolektibilitas.RegisterView.as_view(jenis="tabungan"),
        name="register-tabungan",
    ),
    path("keuangan/buku/<uuid:pk>/cadangan/", kolektibilitas.CadanganView.as_view(), name="cadangan"),
    path("keuangan/buku/<uuid:pk>/gerbang-dana/", kolektibilitas.PengecualianView.as_view(), name="gerbang-dana"),
]
