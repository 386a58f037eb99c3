"""Addresses of this app, in Indonesian. Findings and cards lead here through pronangkis/tautan.py."""

from __future__ import annotations

from django.urls import path, re_path

from pronangkis.views import kegiatan, prioritas, rencana, renta, uji

app_name = "pronangkis"
KELURAHAN = r"(?P<kode>[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4})"

urlpatterns = [
    re_path(rf"^kelurahan/{KELURAHAN}/pjm/$", rencana.KelurahanPjmView.as_view(), name="kelurahan"),
    re_path(rf"^kelurahan/{KELURAHAN}/monografi/$", rencana.MonografiView.as_view(), name="monografi"),
    path("langkah/<uuid:pk>/pjm/", rencana.LangkahPjmView.as_view(), name="langkah"),
    path("langkah/<uuid:pk>/tim/", rencana.TimView.as_view(), name="tim"),
    path("tim/<uuid:pk>/hapus/", rencana.TimHapusView.as_view(), name="tim-hapus"),
    path("pjm/<uuid:pk>/", rencana.PjmView.as_view(), name="pjm"),
    path("pjm/<uuid:pk>/visi/", rencana.VisiView.as_view(), name="visi"),
    path("pjm/<uuid:pk>/bab/", rencana.BabDaftarView.as_view(), name="bab-daftar"),
    path("pjm/bab/<uuid:bab>/", rencana.BabView.as_view(), name="bab"),
    path("pjm/bab/<uuid:bab>/bawaan/", rencana.BabBawaanView.as_view(), name="bab-bawaan"),
    path("pjm/<uuid:pk>/versi-baru/", rencana.VersiBaruView.as_view(), name="versi-baru"),
    path("pjm/<uuid:pk>/beda/", rencana.BedaView.as_view(), name="beda"),
    path("pjm/<uuid:pk>/transisi/<slug:nama>/", rencana.TransisiView.as_view(), name="pjm-transisi"),
    path("pjm/<uuid:pk>/kegiatan/", kegiatan.KegiatanView.as_view(), name="kegiatan"),
    path("pjm/<uuid:pk>/kegiatan/baru/", kegiatan.KegiatanBaruView.as_view(), name="kegiatan-baru"),
    path("pjm/<uuid:pk>/program/baru/", kegiatan.ProgramBaruView.as_view(), name="program-baru"),
    path("pjm/<uuid:pk>/tempel/", kegiatan.TempelView.as_view(), name="tempel"),
    path("pjm/program/<uuid:program>/", kegiatan.ProgramUbahView.as_view(), name="program"),
    path("pjm/kegiatan/<uuid:kegiatan>/", kegiatan.KegiatanUbahView.as_view(), name="kegiatan-ubah"),
    path("pjm/kegiatan/<uuid:kegiatan>/hapus/", kegiatan.KegiatanHapusView.as_view(), name="kegiatan-hapus"),
    path("pjm/kegiatan/<uuid:pk>/baris/", kegiatan.BarisView.as_view(), name="baris"),
    path("pjm/<uuid:pk>/prioritas/", prioritas.PrioritasView.as_view(), name="prioritas"),
    path("pjm/<uuid:pk>/uji/", uji.UjiView.as_view(), name="uji"),
    path("pjm/tanggapan/<uuid:tanggapan>/", uji.TindakView.as_view(), name="tindak"),
    path("pjm/tanggapan/<uuid:tanggapan>/batal/", uji.TanggapanBatalView.as_view(), name="tanggapan-batal"),
    path("pjm/<uuid:pk>/renta/", renta.RentaPjmView.as_view(), name="renta-pjm"),
    path("renta/<uuid:renta>/", renta.RentaView.as_view(), name="renta"),
    path("renta/<uuid:renta>/transisi/<slug:nama>/", renta.RentaTransisiView.as_view(), name="renta-transisi"),
]
