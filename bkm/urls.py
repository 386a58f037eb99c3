"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import URLPattern, path

from bkm.views import pemilihan, tps

app_name = "bkm"

S4 = "langkah/<uuid:pk>"
TPS = f"{S4}/tps/<uuid:baris>"

urlpatterns: list[URLPattern] = [
    path(f"{S4}/pemilihan/", pemilihan.MejaView.as_view(), name="meja"),
    path(f"{S4}/pemilihan/siapkan/", pemilihan.SiapkanView.as_view(), name="siapkan"),
    path(f"{S4}/pemilihan/umumkan/<slug:tingkat>/", pemilihan.UmumkanView.as_view(), name="umumkan"),
    path(f"{S4}/tatib/", pemilihan.TatibView.as_view(), name="tatib"),
    path(f"{S4}/panitia/", pemilihan.PanitiaView.as_view(), name="panitia"),
    path(f"{S4}/panitia/<uuid:baris>/keluar/", pemilihan.PanitiaKeluarView.as_view(), name="panitia-keluar"),
    path(f"{TPS}/", tps.TPSView.as_view(), name="tps"),
    path(f"{TPS}/hitung/", tps.HitungView.as_view(), name="tps-hitung"),
    path(f"{TPS}/ulang/", tps.UlangView.as_view(), name="tps-ulang"),
    path(f"{TPS}/tetapkan/", tps.TetapkanView.as_view(), name="tps-tetapkan"),
    path(f"{TPS}/nama/", tps.NamaView.as_view(), name="tps-nama"),
    path(f"{TPS}/nama/<uuid:satu>/cabut/", tps.NamaCabutView.as_view(), name="tps-nama-cabut"),
    path(f"{TPS}/bukti/", tps.BuktiView.as_view(), name="tps-bukti"),
    path(f"{TPS}/utusan/ganti/", tps.UtusanGantiView.as_view(), name="tps-utusan-ganti"),
    path(f"{TPS}/utusan/<uuid:utusan>/batal/", tps.UtusanBatalView.as_view(), name="tps-utusan-batal"),
    path(f"{TPS}/transisi/<slug:nama>/", tps.TPSTransisiView.as_view(), name="tps-transisi"),
]
