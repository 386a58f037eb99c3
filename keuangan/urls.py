"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import path

from keuangan.views import kinerja, pinjaman, produk, simulasi

app_name = "keuangan"

urlpatterns = [
    path("keuangan/buku/<uuid:pk>/produk/", produk.ProdukListView.as_view(), name="produk"),
    path("keuangan/buku/<uuid:pk>/produk/baru/", produk.ProdukBaruView.as_view(), name="produk-baru"),
    path("keuangan/produk/<uuid:pk>/ketentuan/", produk.KetentuanBaruView.as_view(), name="ketentuan-baru"),
    path("keuangan/buku/<uuid:pk>/pinjaman/", pinjaman.PinjamanListView.as_view(), name="pinjaman-daftar"),
    path("keuangan/buku/<uuid:pk>/pinjaman/baru/", pinjaman.PinjamanBaruView.as_view(), name="pinjaman-baru"),
    path("keuangan/pinjaman/<uuid:pk>/", pinjaman.PinjamanView.as_view(), name="pinjaman"),
    path("keuangan/pinjaman/<uuid:pk>/berkas/", pinjaman.BerkasPeriksaView.as_view(), name="pinjaman-berkas"),
    path("keuangan/pinjaman/<uuid:pk>/putus/", pinjaman.PutusView.as_view(), name="pinjaman-putus"),
    path("keuangan/pinjaman/<uuid:pk>/bukti/", pinjaman.BuktiPinjamanView.as_view(), name="pinjaman-bukti"),
    path("keuangan/pinjaman/bagian/<uuid:pk>/", pinjaman.KunjunganView.as_view(), name="pinjaman-bagian"),
    path(
        "keuangan/pinjaman/<uuid:pk>/transisi/<slug:nama>/",
        pinjaman.PinjamanTransisiView.as_view(),
        name="pinjaman-transisi",
    ),
    path("keuangan/simulasi/", simulasi.SimulasiView.as_view(), name="simulasi"),
    path("keuangan/simulasi/cetak/", simulasi.SimulasiCetakView.as_view(), name="simulasi-cetak"),
    path("keuangan/kinerja/", kinerja.KinerjaView.as_view(), name="kinerja"),
    path("keuangan/kinerja/cetak/", kinerja.KinerjaCetakView.as_view(), name="kinerja-cetak"),
]
