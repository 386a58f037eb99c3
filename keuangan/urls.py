"""Addresses of this app, in Indonesian."""

from __future__ import annotations

from django.urls import path, re_path

from keuangan.views import (
    bank,
    beranda,
    bukti,
    buku,
    bulan,
    kas,
    kinerja,
    kolektibilitas,
    laporan,
    pembayaran,
    pengawasan,
    pinjaman,
    produk,
    simulasi,
    tahun,
)

app_name = "keuangan"
KELURAHAN = r"(?P<kode>[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4})"

PINJAMAN = "keuangan/pinjaman/<uuid:pk>/"
BUKU = "keuangan/buku/<uuid:pk>/"

urlpatterns = [
    path("keuangan/", beranda.BerandaView.as_view(), name="beranda"),
    re_path(rf"^kelurahan/{KELURAHAN}/keuangan/$", beranda.KelurahanView.as_view(), name="kelurahan"),
    re_path(rf"^kelurahan/{KELURAHAN}/keuangan/baru/$", beranda.BukuBaruView.as_view(), name="buku-baru"),
    path("keuangan/buku/<uuid:pk>/", buku.MejaView.as_view(), name="buku"),
    path("keuangan/buku/<uuid:pk>/saldo-awal/", buku.SaldoAwalView.as_view(), name="saldo-awal"),
    path("keuangan/buku/<uuid:pk>/akun/", buku.AkunView.as_view(), name="akun"),
    path("keuangan/buku/<uuid:pk>/akun/baru/", buku.AkunBaruView.as_view(), name="akun-baru"),
    path("keuangan/buku/<uuid:pk>/pemilik/baru/", buku.PemilikBaruView.as_view(), name="pemilik-baru"),
    path("keuangan/buku/<uuid:pk>/tutup-hari/", buku.TutupHariView.as_view(), name="tutup-hari"),
    path("keuangan/buku/<uuid:pk>/buka-hari/", buku.BukaHariView.as_view(), name="buka-hari"),
    path("keuangan/buku/<uuid:pk>/bulan/", buku.BulanView.as_view(), name="bulan"),
    path("keuangan/periode/<uuid:pk>/", bulan.PeriodeView.as_view(), name="periode"),
    path("keuangan/periode/<uuid:pk>/periksa/", bulan.PeriksaView.as_view(), name="periode-periksa"),
    path("keuangan/periode/<uuid:pk>/umumkan/", bulan.UmumkanView.as_view(), name="periode-umumkan"),
    path("keuangan/pengumuman/<uuid:pk>/foto/", bulan.FotoView.as_view(), name="pengumuman-foto"),
    path(
        "keuangan/periode/<uuid:pk>/transisi/<slug:nama>/", buku.PeriodeTransisiView.as_view(), name="periode-transisi"
    ),
    path("keuangan/buku/<uuid:pk>/register/", buku.RegisterView.as_view(), name="register"),
    path("keuangan/buku/<uuid:pk>/register/<slug:jenis>/", buku.RegisterView.as_view(), name="register-jenis"),
    path("keuangan/buku/<uuid:pk>/bukti/", bukti.BuktiDaftarView.as_view(), name="bukti-daftar"),
    path("keuangan/buku/<uuid:pk>/bukti/baru/", bukti.BuktiPilihView.as_view(), name="bukti-pilih"),
    path("keuangan/buku/<uuid:pk>/bukti/bebas/", bukti.BebasView.as_view(), name="bukti-bebas"),
    path("keuangan/buku/<uuid:pk>/bukti/pindah/", bukti.PindahView.as_view(), name="bukti-pindah"),
    path("keuangan/buku/<uuid:pk>/bukti/baru/<slug:peristiwa>/", bukti.BuktiBaruView.as_view(), name="bukti-baru"),
    path("keuangan/bukti/<uuid:pk>/", bukti.BuktiView.as_view(), name="bukti"),
    path("keuangan/bukti/<uuid:pk>/setujui/", bukti.SetujuiView.as_view(), name="bukti-setujui"),
    path("keuangan/bukti/<uuid:pk>/balik/", bukti.BalikView.as_view(), name="bukti-balik"),
    path("keuangan/bukti/<uuid:pk>/nota/", bukti.NotaView.as_view(), name="bukti-nota"),
    path("keuangan/buku/<uuid:pk>/kas/", kas.KasView.as_view(), name="kas"),
    path("keuangan/buku/<uuid:pk>/kas/hitung/", kas.HitungKasView.as_view(), name="hitung-kas"),
    path("keuangan/hitung-kas/<uuid:pk>/", kas.HitungView.as_view(), name="hitung"),
    path(f"{BUKU}bank/", bank.BankView.as_view(), name="bank"),
    path(f"{BUKU}bank/impor/", bank.ImporView.as_view(), name="bank-impor"),
    path(f"{BUKU}bank/ketik/", bank.KetikView.as_view(), name="bank-ketik"),
    path("keuangan/rekening-koran/<uuid:pk>/", bank.RekeningView.as_view(), name="rekening-koran"),
    path("keuangan/rekening-koran/<uuid:pk>/batal/", bank.BatalView.as_view(), name="rekening-batal"),
    path("keuangan/buku/<uuid:pk>/produk/", produk.ProdukListView.as_view(), name="produk"),
    path("keuangan/buku/<uuid:pk>/produk/baru/", produk.ProdukBaruView.as_view(), name="produk-baru"),
    path("keuangan/produk/<uuid:pk>/ketentuan/", produk.KetentuanBaruView.as_view(), name="ketentuan-baru"),
    path("keuangan/buku/<uuid:pk>/pinjaman/", pinjaman.PinjamanListView.as_view(), name="pinjaman-daftar"),
    path("keuangan/buku/<uuid:pk>/pinjaman/baru/", pinjaman.PinjamanBaruView.as_view(), name="pinjaman-baru"),
    path("keuangan/pinjaman/<uuid:pk>/", pinjaman.PinjamanView.as_view(), name="pinjaman"),
    path("keuangan/pinjaman/<uuid:pk>/berkas/", pinjaman.BerkasPeriksaView.as_view(), name="pinjaman-berkas"),
    path("keuangan/pinjaman/<uuid:pk>/ubah/", pinjaman.UbahPermohonanView.as_view(), name="pinjaman-ubah"),
    path("keuangan/pinjaman/<uuid:pk>/putus/", pinjaman.PutusView.as_view(), name="pinjaman-putus"),
    path("keuangan/pinjaman/<uuid:pk>/bukti/", pinjaman.BuktiPinjamanView.as_view(), name="pinjaman-bukti"),
    path("keuangan/pinjaman/bagian/<uuid:pk>/", pinjaman.KunjunganView.as_view(), name="pinjaman-bagian"),
    path(
        "keuangan/pinjaman/<uuid:pk>/transisi/<slug:nama>/",
        pinjaman.PinjamanTransisiView.as_view(),
        name="pinjaman-transisi",
    ),
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
    path(f"{BUKU}pengawasan/", pengawasan.PengawasanView.as_view(), name="pengawasan"),
    path(f"{BUKU}pengawasan/kunjungan/", pengawasan.KunjunganBaruView.as_view(), name="kunjungan-pengawas-baru"),
    path(f"{BUKU}pengawasan/audit/", pengawasan.AuditBaruView.as_view(), name="audit-baru"),
    path("keuangan/kunjungan-pengawas/<uuid:pk>/", pengawasan.KunjunganView.as_view(), name="kunjungan-pengawas"),
    path("keuangan/audit/<uuid:pk>/", pengawasan.AuditView.as_view(), name="audit"),
    path("keuangan/audit/<uuid:pk>/temuan/", pengawasan.AuditTemuanView.as_view(), name="audit-temuan"),
    path("keuangan/audit/<uuid:pk>/umumkan/", pengawasan.AuditUmumkanView.as_view(), name="audit-umumkan"),
    path("keuangan/temuan/", pengawasan.TemuanListView.as_view(), name="temuan-daftar"),
    path("keuangan/temuan/<uuid:pk>/", pengawasan.TemuanView.as_view(), name="temuan"),
    path(
        "keuangan/temuan/<uuid:pk>/tindak-lanjut/", pengawasan.TindakLanjutView.as_view(), name="temuan-tindak-lanjut"
    ),
    path(
        "keuangan/temuan/<uuid:pk>/transisi/<slug:nama>/",
        pengawasan.TemuanTransisiView.as_view(),
        name="temuan-transisi",
    ),
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
