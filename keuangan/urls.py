"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import path

from keuangan.views import kinerja, laporan, simulasi, tahun

app_name = "keuangan"

urlpatterns = [
    path("keuangan/simulasi/", simulasi.SimulasiView.as_view(), name="simulasi"),
    path("keuangan/simulasi/cetak/", simulasi.SimulasiCetakView.as_view(), name="simulasi-cetak"),
    path("keuangan/kinerja/", kinerja.KinerjaView.as_view(), name="kinerja"),
    path("keuangan/kinerja/cetak/", kinerja.KinerjaCetakView.as_view(), name="kinerja-cetak"),
    path("keuangan/buku/<uuid:pk>/laporan/", laporan.DaftarLaporanView.as_view(), name="laporan"),
    path("keuangan/buku/<uuid:pk>/laporan/baris/", laporan.BarisView.as_view(), name="laporan-baris"),
    path("keuangan/buku/<uuid:pk>/laporan/hledger/", laporan.HledgerView.as_view(), name="hledger"),
    path("keuangan/buku/<uuid:pk>/laporan/tahun/<int:tahun>/", tahun.TahunView.as_view(), name="tahun"),
    path(
        "keuangan/buku/<uuid:pk>/laporan/tahun/<int:tahun>/tutup/", tahun.TutupTahunView.as_view(), name="tahun-tutup"
    ),
    path("keuangan/buku/<uuid:pk>/laporan/tahun/<int:tahun>/bagi/", tahun.BagiLabaView.as_view(), name="tahun-bagi"),
    path("keuangan/buku/<uuid:pk>/laporan/barang/", tahun.InventarisView.as_view(), name="inventaris"),
    path("keuangan/buku/<uuid:pk>/laporan/barang/beli/", tahun.BeliBarangView.as_view(), name="inventaris-beli"),
    path("keuangan/buku/<uuid:pk>/laporan/barang/lama/", tahun.BarangLamaView.as_view(), name="inventaris-lama"),
    path("keuangan/buku/<uuid:pk>/laporan/barang/susut/", tahun.SusutView.as_view(), name="inventaris-susut"),
    path(
        "keuangan/buku/<uuid:pk>/laporan/barang/<uuid:barang>/ubah/",
        tahun.UbahBarangView.as_view(),
        name="inventaris-ubah",
    ),
    path(
        "keuangan/buku/<uuid:pk>/laporan/barang/<uuid:barang>/lepas/",
        tahun.LepasBarangView.as_view(),
        name="inventaris-lepas",
    ),
    path("keuangan/buku/<uuid:pk>/laporan/<slug:nama>/", laporan.LaporanView.as_view(), name="laporan-rinci"),
]
