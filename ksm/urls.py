"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import path, re_path

from ksm import urls_pelaksanaan
from ksm.views import anggota, kelompok, tinjauan

app_name = "ksm"
KELURAHAN = r"(?P<kode>[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4})"

urlpatterns = [
    path("ksm/", kelompok.KSMListView.as_view(), name="daftar"),
    re_path(rf"^kelurahan/{KELURAHAN}/ksm/$", kelompok.KelurahanKSMView.as_view(), name="kelurahan"),
    re_path(rf"^kelurahan/{KELURAHAN}/ksm/baru/$", kelompok.KSMBaruView.as_view(), name="baru"),
    path("ksm/<uuid:pk>/", kelompok.KSMView.as_view(), name="ksm"),
    path("ksm/<uuid:pk>/ubah/", kelompok.KSMUbahView.as_view(), name="ubah"),
    path("ksm/<uuid:pk>/transisi/<slug:nama>/", kelompok.TransisiView.as_view(), name="transisi"),
    path("ksm/<uuid:pk>/anggota/", anggota.AnggotaView.as_view(), name="anggota"),
    path("ksm/<uuid:pk>/keluarga/", anggota.KeluargaView.as_view(), name="keluarga"),
    path("ksm/<uuid:pk>/aturan/", tinjauan.AturanView.as_view(), name="aturan"),
    path("ksm/<uuid:pk>/ceklis/<slug:jenis>/", tinjauan.CeklisView.as_view(), name="ceklis-isi"),
    path("ksm/anggota/<uuid:pk>/ubah/", anggota.AnggotaUbahView.as_view(), name="anggota-ubah"),
    path(
        "ksm/anggota/<uuid:pk>/transisi/<slug:nama>/", kelompok.AnggotaTransisiView.as_view(), name="anggota-transisi"
    ),
    path("ksm/aturan/<uuid:pk>/transisi/<slug:nama>/", kelompok.AturanTransisiView.as_view(), name="aturan-transisi"),
    path("ksm/ceklis/<uuid:pk>/", tinjauan.CeklisRinciView.as_view(), name="ceklis"),
    path("ksm/ceklis/<uuid:pk>/transisi/<slug:nama>/", kelompok.CeklisTransisiView.as_view(), name="ceklis-transisi"),
    *urls_pelaksanaan.urlpatterns,
]
