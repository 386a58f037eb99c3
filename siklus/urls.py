"""Addresses of the cycle. Findings and share texts lead here through siklus/tautan.py."""

from django.urls import path, re_path

from siklus.views import (
    bagian,
    beranda,
    catatan,
    jadwal,
    kelurahan,
    langkah,
    latihan,
    paket,
    pelajaran,
    pertemuan,
    siklus,
    wilayah,
)

app_name = "siklus"
KELURAHAN = r"(?P<kode>[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4})"
ATAS = r"(?P<kode>[0-9]{2}\.[0-9]{2}(?:\.[0-9]{2})?)"

urlpatterns = [
    path("", beranda.BerandaView.as_view(), name="beranda"),
    path("catat/", pertemuan.CatatPertemuanView.as_view(), name="catat-pertemuan"),
    path("kelurahan/", kelurahan.KelurahanListView.as_view(), name="kelurahan"),
    path("kelurahan.xlsx", kelurahan.KelurahanXlsxView.as_view(), name="kelurahan-xlsx"),
    re_path(rf"^kelurahan/{KELURAHAN}/(?:siklus/)?$", kelurahan.KelurahanDetailView.as_view(), name="kelurahan-detail"),
    re_path(rf"^kelurahan/{KELURAHAN}/riwayat/$", kelurahan.RiwayatView.as_view(), name="kelurahan-riwayat"),
    re_path(
        rf"^kelurahan/{KELURAHAN}/(?P<bagian>bkm|pjm|keuangan)/$",
        bagian.BagianBelumView.as_view(),
        name="kelurahan-bagian",
    ),
    re_path(rf"^kelurahan/{ATAS}/$", wilayah.WilayahAtasView.as_view(), name="wilayah-detail"),
    path("langkah/", langkah.LangkahListView.as_view(), name="langkah-daftar"),
    path("langkah.xlsx", langkah.LangkahXlsxView.as_view(), name="langkah-xlsx"),
    path("langkah/<uuid:pk>/", langkah.LangkahView.as_view(), name="langkah"),
    path("langkah/<uuid:pk>/pelatih/", latihan.PelatihView.as_view(), name="pelatih"),
    path("langkah/<uuid:pk>/temuan/", langkah.TemuanView.as_view(), name="langkah-temuan"),
    path("langkah/<uuid:pk>/transisi/buka_awal/", langkah.KeadaanAwalView.as_view(), name="keadaan-awal"),
    path("langkah/<uuid:pk>/transisi/<slug:nama>/", langkah.TransisiView.as_view(), name="langkah-transisi"),
    path("langkah/<uuid:pk>/rencana/", langkah.RencanaView.as_view(), name="langkah-rencana"),
    path("langkah/<uuid:pk>/percakapan/", langkah.PercakapanView.as_view(), name="percakapan"),
    path("langkah/<uuid:pk>/pelajaran/", langkah.PelajaranBaruView.as_view(), name="pelajaran-baru"),
    path("langkah/<uuid:pk>/paket/", paket.PaketView.as_view(), name="paket"),
    path("langkah/<uuid:pk>/paket/<slug:jenis>/", paket.PaketMintaView.as_view(), name="paket-minta"),
    path("langkah/<uuid:pk>/pertemuan/", langkah.DaftarPertemuanView.as_view(), name="pertemuan-langkah"),
    path("langkah/<uuid:pk>/pertemuan/baru/", pertemuan.PertemuanBaruView.as_view(), name="pertemuan-baru"),
    path("langkah/<uuid:pk>/pertemuan/jadwal/", pertemuan.PertemuanJadwalView.as_view(), name="pertemuan-jadwal"),
    path("langkah/<uuid:pk>/keputusan/", catatan.KeputusanView.as_view(), name="keputusan"),
    path("langkah/<uuid:pk>/relawan/", catatan.RelawanView.as_view(), name="relawan"),
    path("langkah/<uuid:pk>/pelatihan/baru/", catatan.PelatihanBaruView.as_view(), name="pelatihan-baru"),
    path("langkah/<uuid:pk>/keluaran/baru/", catatan.KeluaranBaruView.as_view(), name="keluaran-baru"),
    path("pertemuan/", pertemuan.PertemuanListView.as_view(), name="pertemuan-daftar"),
    path("pertemuan.xlsx", pertemuan.PertemuanXlsxView.as_view(), name="pertemuan-xlsx"),
    path("pertemuan/<uuid:pertemuan>/", pertemuan.PertemuanView.as_view(), name="pertemuan"),
    path("pertemuan/<uuid:pertemuan>/ubah/", pertemuan.PertemuanUbahView.as_view(), name="pertemuan-ubah"),
    path("pertemuan/<uuid:pertemuan>/batal/", pertemuan.PertemuanBatalView.as_view(), name="pertemuan-batal"),
    path("pertemuan/<uuid:pertemuan>/nama/", pertemuan.KehadiranBaruView.as_view(), name="kehadiran-baru"),
    path(
        "pertemuan/<uuid:pertemuan>/nama/<uuid:nama>/", pertemuan.KehadiranHapusView.as_view(), name="kehadiran-hapus"
    ),
    path("keluaran/<uuid:baris>/batal/", catatan.KeluaranBatalView.as_view(), name="keluaran-batal"),
    path("keputusan/<uuid:baris>/batal/", catatan.KeputusanBatalView.as_view(), name="keputusan-batal"),
    path("pelatihan/<uuid:baris>/batal/", catatan.PelatihanBatalView.as_view(), name="pelatihan-batal"),
    path("relawan/<uuid:baris>/batal/", catatan.RelawanBatalView.as_view(), name="relawan-batal"),
    path("siklus/<uuid:pk>/transisi/<slug:nama>/", siklus.SiklusTransisiView.as_view(), name="siklus-transisi"),
    path("siklus/<uuid:pk>/usul-keluar/", siklus.UsulKeluarView.as_view(), name="usul-keluar"),
    path("lokasi/", siklus.LokasiListView.as_view(), name="lokasi"),
    path("lokasi/<uuid:pk>/buka/", siklus.BukaSiklusView.as_view(), name="buka-siklus"),
    path("jadwal/", jadwal.JadwalPilihView.as_view(), name="jadwal-pilih"),
    re_path(r"^jadwal/(?P<kode>[0-9]{2}\.[0-9]{2})/$", jadwal.JadwalView.as_view(), name="jadwal"),
    re_path(r"^jadwal/(?P<kode>[0-9]{2}\.[0-9]{2})/ubah/$", jadwal.JadwalUbahView.as_view(), name="jadwal-ubah"),
    path("latihan/", latihan.LatihanView.as_view(), name="latihan"),
    path("latihan/selesai/", latihan.SelesaiLatihanView.as_view(), name="latihan-selesai"),
    path("pelajaran/", pelajaran.PelajaranView.as_view(), name="pelajaran"),
]
