"""Pages of the register and of what lies in an area."""

from django.urls import path, register_converter

from wilayah.views import badan, basis, cari, parameter, warga


class KodeWilayah:
    """An area code in an address; anything else does not match, which is the same 404."""

    regex = r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KodeWilayah, "kode_wilayah")

app_name = "wilayah"
urlpatterns = [
    path("cari/", cari.CariView.as_view(), name="cari"),
    path("wilayah/<kode_wilayah:kode>/", cari.WilayahView.as_view(), name="wilayah"),
    path("wilayah/<kode_wilayah:kode>/tutup/", cari.TutupWilayahView.as_view(), name="wilayah-tutup"),
    path("wilayah/<kode_wilayah:kode>/buka/", cari.BukaWilayahView.as_view(), name="wilayah-buka"),
    path("kelurahan/<kode_wilayah:kode>/basis/", basis.BasisView.as_view(), name="basis"),
    path("kelurahan/<kode_wilayah:kode>/basis/tambah/", basis.BasisTambahView.as_view(), name="basis-tambah"),
    path("basis/<uuid:pk>/ubah/", basis.BasisUbahView.as_view(), name="basis-ubah"),
    path("basis/<uuid:pk>/tutup/", basis.BasisTutupView.as_view(), name="basis-tutup"),
    path("basis/<uuid:pk>/buka/", basis.BasisBukaView.as_view(), name="basis-buka"),
    path("basis/<uuid:pk>/dewasa/", basis.DewasaView.as_view(), name="basis-dewasa"),
    path("kelurahan/<kode_wilayah:kode>/warga/", warga.WargaView.as_view(), name="warga"),
    path("kelurahan/<kode_wilayah:kode>/warga/tambah/", warga.WargaTambahView.as_view(), name="warga-tambah"),
    path("warga/<uuid:pk>/", warga.WargaUbahView.as_view(), name="warga-ubah"),
    path("warga/<uuid:pk>/gabung/", warga.WargaGabungView.as_view(), name="warga-gabung"),
    path("warga/<uuid:pk>/nik/", warga.NikView.as_view(), name="warga-nik"),
    path("penggabungan/<uuid:pk>/batal/", warga.GabungBatalView.as_view(), name="gabung-batal"),
    path("kelurahan/<kode_wilayah:kode>/badan/", badan.BadanView.as_view(), name="badan"),
    path("kelurahan/<kode_wilayah:kode>/badan/tambah/", badan.BadanTambahView.as_view(), name="badan-tambah"),
    path("badan/<uuid:pk>/ubah/", badan.BadanUbahView.as_view(), name="badan-ubah"),
    path("badan/<uuid:pk>/tutup/", badan.BadanTutupView.as_view(), name="badan-tutup"),
    path("parameter/", parameter.ParameterView.as_view(), name="parameter"),
    path("parameter/<uuid:pk>/", parameter.ParameterRinciView.as_view(), name="parameter-rinci"),
    path("parameter/<uuid:pk>/nilai/", parameter.ParameterNilaiView.as_view(), name="parameter-nilai"),
    path("parameter/<uuid:pk>/batal/", parameter.ParameterBatalView.as_view(), name="parameter-batal"),
]
