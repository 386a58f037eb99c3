"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import path

from keuangan.views import kinerja, pembayaran, simulasi

app_name = "keuangan"

PINJAMAN = "keuangan/pinjaman/<uuid:pk>/"
BUKU = "keuangan/buku/<uuid:pk>/"

urlpatterns = [
    path(f"{PINJAMAN}kartu/", pembayaran.KartuView.as_view(), name="kartu"),
    path(f"{PINJAMAN}bayar/", pembayaran.BayarView.as_view(), name="bayar"),
    path(f"{PINJAMAN}bayar/muka/", pembayaran.BayarMukaView.as_view(), name="bayar-muka"),
    path(f"{PINJAMAN}tagih/", pembayaran.TagihView.as_view(), name="tagih"),
    path(f"{PINJAMAN}tabungan/", pembayaran.TanggungRentengView.as_view(), name="tanggung-renteng"),
    path(f"{PINJAMAN}jadwal-ulang/", pembayaran.JadwalUlangView.as_view(), name="jadwal-ulang"),
    path(f"{PINJAMAN}hapus-buku/", pembayaran.HapusBukuView.as_view(), name="hapus-buku"),
    path(f"{PINJAMAN}pulih/", pembayaran.PulihView.as_view(), name="pulih"),
    path("keuangan/pembayaran/<uuid:pk>/balik/", pembayaran.BalikView.as_view(), name="pembayaran-balik"),
    path(f"{BUKU}kumpulan/", pembayaran.KumpulView.as_view(), name="kumpulan"),
    path(f"{BUKU}pembayaran/", pembayaran.PembayaranListView.as_view(), name="pembayaran-daftar"),
    path(f"{BUKU}tunggakan/", pembayaran.TunggakanView.as_view(), name="tunggakan"),
    path(f"{BUKU}simpanan/", pembayaran.SimpananView.as_view(), name="simpanan"),
    path(f"{BUKU}simpanan/<uuid:ksm>/", pembayaran.SimpananKSMView.as_view(), name="simpanan-ksm"),
    *(
        path(
            f"{BUKU}simpanan/<uuid:ksm>/{gerak}/",
            pembayaran.SimpananGerakView.as_view(),
            {"gerak": gerak},
            name=f"simpanan-{gerak}",
        )
        for gerak in ("setor", "tabungan", "titipan")
    ),
    path("keuangan/simulasi/", simulasi.SimulasiView.as_view(), name="simulasi"),
    path("keuangan/simulasi/cetak/", simulasi.SimulasiCetakView.as_view(), name="simulasi-cetak"),
    path("keuangan/kinerja/", kinerja.KinerjaView.as_view(), name="kinerja"),
    path("keuangan/kinerja/cetak/", kinerja.KinerjaCetakView.as_view(), name="kinerja-cetak"),
]
