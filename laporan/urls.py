from django.urls import path

from laporan.views import berkas, dokumen, verifikasi

app_name = "laporan"
urlpatterns = [
    path("dokumen/", dokumen.DokumenDaftarView.as_view(), name="dokumen-daftar"),
    path("dokumen/minta/<str:jenis>/<str:objek>/", dokumen.DokumenMintaView.as_view(), name="dokumen-minta"),
    path("dokumen/<uuid:pk>/", dokumen.DokumenDetailView.as_view(), name="dokumen-detail"),
    path("dokumen/<uuid:pk>/kemajuan/", dokumen.DokumenKemajuanView.as_view(), name="dokumen-kemajuan"),
    path("dokumen/<uuid:pk>/unduh/", dokumen.DokumenUnduhView.as_view(), name="dokumen-unduh"),
    path("dokumen/<uuid:pk>/isi/", dokumen.DokumenIsiView.as_view(), name="dokumen-isi"),
    path("dokumen/<uuid:pk>/ulang/", dokumen.DokumenUlangView.as_view(), name="dokumen-ulang"),
    path("dokumen/<uuid:pk>/batalkan/", dokumen.DokumenBatalView.as_view(), name="dokumen-batalkan"),
    path("berkas/unggah/", berkas.KertasUnggahView.as_view(), name="berkas-unggah"),
    path("berkas/<uuid:pk>/", berkas.BerkasIsiView.as_view(), name="berkas-isi"),
    path("berkas/<uuid:pk>/kecil/", berkas.BerkasKecilView.as_view(), name="berkas-kecil"),
    path("berkas/<uuid:pk>/tempatkan/", berkas.BerkasTempatkanView.as_view(), name="berkas-tempatkan"),
    path("berkas/<uuid:pk>/batalkan/", berkas.BerkasBatalView.as_view(), name="berkas-batalkan"),
    path("verifikasi/", verifikasi.PeriksaView.as_view(), name="periksa"),
    path("verifikasi/<str:kode>/", verifikasi.VerifikasiView.as_view(), name="verifikasi"),
]
