"""Addresses of works, upkeep and aid below those of their proposal, in Indonesian."""

from __future__ import annotations

from django.urls import path

from ksm.views import bantuan, pelaksanaan, pemeliharaan

U = "usulan/<uuid:pk>/"

urlpatterns = [
    path("sarana/", pemeliharaan.AsetListView.as_view(), name="aset"),
    path(f"{U}pekerjaan/", pelaksanaan.PekerjaanView.as_view(), name="pekerjaan"),
    path(f"{U}pekerjaan/kemajuan/", pelaksanaan.KemajuanBaruView.as_view(), name="kemajuan-baru"),
    path(f"{U}pekerjaan/bahan/", pelaksanaan.BahanBaruView.as_view(), name="bahan-baru"),
    path(f"{U}pekerjaan/mutu/", pelaksanaan.MutuBaruView.as_view(), name="mutu-baru"),
    path(f"{U}pekerjaan/serah-terima/", pelaksanaan.SerahTerimaBaruView.as_view(), name="serah-terima-baru"),
    path(f"{U}foto/", pelaksanaan.FotoView.as_view(), name="foto"),
    path(f"{U}foto/baru/", pelaksanaan.FotoBaruView.as_view(), name="foto-baru"),
    path(f"{U}swadaya/", pelaksanaan.SwadayaView.as_view(), name="swadaya"),
    path(f"{U}swadaya/baru/", pelaksanaan.SwadayaBaruView.as_view(), name="swadaya-baru"),
    path(f"{U}bantuan/", bantuan.BantuanView.as_view(), name="bantuan"),
    path(f"{U}bantuan/lembar/", bantuan.LembarView.as_view(), name="bantuan-lembar"),
    path(f"{U}bantuan/<uuid:penerima>/", bantuan.TerimaView.as_view(), name="bantuan-terima"),
    path(f"{U}pemeliharaan/", pemeliharaan.PemeliharaanView.as_view(), name="pemeliharaan"),
    path(f"{U}pemeliharaan/badan/", pemeliharaan.PemeliharaBaruView.as_view(), name="pemelihara-baru"),
    path(f"{U}pemeliharaan/kas/", pemeliharaan.KasBaruView.as_view(), name="kas-pemelihara-baru"),
    path(f"{U}pemeliharaan/periksa/", pemeliharaan.PeriksaAsetView.as_view(), name="periksa-aset"),
    path("usulan/mutu/<uuid:pk>/", pelaksanaan.MutuRinciView.as_view(), name="mutu"),
    path(
        "usulan/catatan/<slug:jenis>/<uuid:pk>/transisi/<slug:nama>/",
        pelaksanaan.CatatanTransisiView.as_view(),
        name="catatan-transisi",
    ),
]
