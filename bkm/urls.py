"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from bkm.views import daftar, kelurahan, lembaga, pemilihan, tps

app_name = "bkm"

S4 = "langkah/<uuid:pk>"
TPS = f"{S4}/tps/<uuid:baris>"
KELURAHAN = r"^kelurahan/(?P<kode>[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4})/bkm"

urlpatterns: list[URLPattern] = [
    path("bkm/", daftar.BKMListView.as_view(), name="daftar"),
    path(f"{S4}/kesiapan/", lembaga.KesiapanView.as_view(), name="kesiapan"),
    path(f"{S4}/anggaran-dasar/", lembaga.ADView.as_view(), name="ad"),
    path(f"{S4}/anggaran-dasar/sahkan/", lembaga.ADSahView.as_view(), name="ad-sah"),
    path(f"{S4}/pengukuhan/", lembaga.PengukuhanView.as_view(), name="pengukuhan"),
    path(f"{S4}/koordinator/", lembaga.KoordinatorView.as_view(), name="koordinator"),
    path(f"{S4}/susunan/", lembaga.SusunanView.as_view(), name="susunan"),
    re_path(rf"{KELURAHAN}/$", kelurahan.BKMView.as_view(), name="kelurahan"),
    re_path(rf"{KELURAHAN}/rapat/$", kelurahan.RapatBaruView.as_view(), name="rapat-baru"),
    re_path(rf"{KELURAHAN}/akta/$", kelurahan.AktaView.as_view(), name="akta"),
    re_path(rf"{KELURAHAN}/petugas/$", kelurahan.PetugasBaruView.as_view(), name="petugas-baru"),
    re_path(rf"{KELURAHAN}/keadaan-awal/$", kelurahan.KeadaanAwalView.as_view(), name="keadaan-awal"),
    path("bkm/anggota/<uuid:pk>/berhenti/", kelurahan.AnggotaBerhentiView.as_view(), name="anggota-berhenti"),
    path("bkm/anggota/<uuid:pk>/ubah/", kelurahan.AnggotaUbahView.as_view(), name="anggota-ubah"),
    path("bkm/sekretariat/<uuid:pk>/", kelurahan.SekretariatView.as_view(), name="sekretariat"),
    path("bkm/<slug:jenis>/<uuid:pk>/berhenti/", kelurahan.PetugasBerhentiView.as_view(), name="petugas-berhenti"),
    path("bkm/<slug:jenis>/<uuid:pk>/transisi/<slug:nama>/", kelurahan.TransisiView.as_view(), name="lembaga-transisi"),
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
