"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import path, re_path

from ksm import urls_pelaksanaan
from ksm.views import anggota, kelompok, tinjauan, usulan, usulan_jalan

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
    path("usulan/", usulan.UsulanListView.as_view(), name="usulan-daftar"),
    path("ksm/<uuid:pk>/usulan/", usulan.UsulanBaruView.as_view(), name="usulan-baru"),
    path("usulan/<uuid:pk>/", usulan.UsulanView.as_view(), name="usulan"),
    path("usulan/<uuid:pk>/ubah/", usulan.UsulanUbahView.as_view(), name="usulan-ubah"),
    path("usulan/<uuid:pk>/rab/", usulan.RabView.as_view(), name="usulan-rab"),
    path("usulan/<uuid:pk>/janji/", usulan.JanjiView.as_view(), name="usulan-janji"),
    path("usulan/<uuid:pk>/pemanfaat/", usulan.PemanfaatView.as_view(), name="usulan-pemanfaat"),
    path("usulan/<uuid:pk>/keluarga/", usulan.UsulanKeluargaView.as_view(), name="usulan-keluarga"),
    path("usulan/<uuid:pk>/gambar/", usulan.GambarView.as_view(), name="usulan-gambar"),
    path("usulan/<uuid:pk>/nilai/", usulan_jalan.NilaiView.as_view(), name="usulan-nilai"),
    path("usulan/penilaian/<uuid:nilai>/", usulan_jalan.NilaiRinciView.as_view(), name="usulan-penilaian"),
    path("usulan/<uuid:pk>/transisi/<slug:nama>/", usulan_jalan.UsulanTransisiView.as_view(), name="usulan-transisi"),
    path(
        "usulan/penilaian/<uuid:pk>/transisi/<slug:nama>/",
        usulan_jalan.VerifikasiTransisiView.as_view(),
        name="penilaian-transisi",
    ),
    path(
        "usulan/perjanjian/<uuid:pk>/transisi/<slug:nama>/",
        usulan_jalan.PerjanjianTransisiView.as_view(),
        name="perjanjian-transisi",
    ),
    path(
        "usulan/perubahan/<uuid:pk>/transisi/<slug:nama>/",
        usulan_jalan.PerubahanTransisiView.as_view(),
        name="perubahan-transisi",
    ),
    re_path(rf"^kelurahan/{KELURAHAN}/bappuk/$", usulan_jalan.BappukKelurahanView.as_view(), name="bappuk-kelurahan"),
    path("bappuk/<uuid:pk>/", usulan_jalan.BappukView.as_view(), name="bappuk"),
    path("bappuk/<uuid:pk>/transisi/<slug:nama>/", usulan_jalan.BappukTransisiView.as_view(), name="bappuk-transisi"),
    *urls_pelaksanaan.urlpatterns,
]
