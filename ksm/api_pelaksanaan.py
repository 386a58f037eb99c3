"""Works, upkeep and aid by API: the same querysets, filters and actions as the pages. A record is written once, or taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import CreateMixin, ScopedViewSet
from ksm import actions
from ksm import filters_pelaksanaan as f
from ksm.ceklis_mutu import newest
from ksm.models import (
    BadanPemelihara,
    BahanUsulan,
    FotoPekerjaan,
    JanjiSwadaya,
    KasPemelihara,
    KemajuanUsulan,
    PemanfaatUsulan,
    PemeriksaanAset,
    PemeriksaanMutu,
    PenerimaanBantuan,
    SerahTerima,
    SwadayaUsulan,
    Usulan,
)
from laporan.models import Berkas
from siklus.api import KUNCI_WAJIB, related, text
from wilayah.models import JenisKelamin

UMUM = ("status", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama")


def volume(*, wajib: bool = True) -> serializers.DecimalField:
    """A figure in the record's unit, as a decimal string."""
    isi: dict[str, Any] = {} if wajib else {"required": False, "allow_null": True}
    return serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0, **isi)


def rupiah(*, wajib: bool = True) -> serializers.DecimalField:
    """Whole rupiah, as a decimal string."""
    isi: dict[str, Any] = {} if wajib else {"required": False, "allow_null": True}
    return serializers.DecimalField(max_digits=18, decimal_places=2, min_value=0, **isi)


def output(kelas: Any, *bidang: str) -> Any:
    """The serializer of one kind of record, read-only."""
    nama = ["id", "versi", "wilayah", "usulan", *bidang, *UMUM]
    meta = type("Meta", (), {"model": kelas, "fields": nama, "read_only_fields": nama})
    dokumen = f"One record of {kelas.__name__}."
    return type(f"{kelas.__name__}Serializer", (serializers.ModelSerializer,), {"Meta": meta, "__doc__": dokumen})


class MasukSerializer(serializers.Serializer):
    """What every new record brings: its proposal, and a key of the device."""

    id = serializers.UUIDField(required=False)
    usulan = related(Usulan)


class KemajuanMasukSerializer(MasukSerializer):
    """Progress on a day (persen)."""

    tanggal = serializers.DateField()
    persen = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=0, max_value=100)
    uraian = serializers.CharField(max_length=300)
    kendala = text(300)
    tindak = text(300)


class FotoMasukSerializer(MasukSerializer):
    """A photo of one spot, uploaded before."""

    titik = serializers.CharField(max_length=60)
    tahap = serializers.ChoiceField(choices=FotoPekerjaan.Tahap.choices)
    tanggal = serializers.DateField()
    berkas = related(Berkas)
    keterangan = text(150)


class BahanMasukSerializer(MasukSerializer):
    """Material that came."""

    tanggal = serializers.DateField()
    uraian = serializers.CharField(max_length=150)
    volume = volume()
    satuan = serializers.CharField(max_length=30)
    pemasok = text(120)
    mutu = text(150)


class SwadayaMasukSerializer(MasukSerializer):
    """Swadaya realised: cash as `jumlah`, the rest as `volume` at the promised or at an agreed price (rupiah)."""

    tanggal = serializers.DateField()
    janji = related(JanjiSwadaya, wajib=False)
    bentuk = serializers.ChoiceField(choices=JanjiSwadaya.Bentuk.choices, required=False)
    uraian = text(150)
    jumlah = rupiah(wajib=False)
    volume = volume(wajib=False)
    satuan = text(30)
    harga_satuan = rupiah(wajib=False)
    orang = serializers.IntegerField(min_value=1, max_value=10_000, required=False, allow_null=True)
    jam = serializers.DecimalField(max_digits=7, decimal_places=2, min_value=0, required=False, allow_null=True)
    penyumbang = text(150)
    jenis_kelamin = serializers.ChoiceField(choices=JenisKelamin.choices, required=False, allow_blank=True)


class MutuMasukSerializer(MasukSerializer):
    """A filled quality checklist: question -> {"ya": bool, "catatan": text}, every question of the newest edition."""

    tanggal = serializers.DateField()
    jawaban = serializers.DictField(child=serializers.DictField())
    hasil = serializers.ChoiceField(choices=PemeriksaanMutu.Hasil.choices)
    volume = volume(wajib=False)
    catatan = text(5000)
    pemeriksa = serializers.CharField(max_length=150)

    def validate_jawaban(self, nilai: dict[str, Any]) -> dict[str, Any]:
        """Only questions of the newest edition."""
        kenal = {b.kode for b in newest().butir}
        return {k: v for k, v in nilai.items() if k in kenal}


class SerahTerimaMasukSerializer(MasukSerializer):
    """A hand-over from the signed paper."""

    tanggal = serializers.DateField()
    selesai = serializers.DateField()
    volume = volume()
    satuan = text(30)
    dari = serializers.CharField(max_length=150)
    kepada = serializers.CharField(max_length=150)
    saksi = text(150)
    catatan = text(5000)
    alasan = text(300)
    berkas = related(Berkas, wajib=False)


class PemeliharaMasukSerializer(MasukSerializer):
    """A maintenance body; `alasan` where another one gives way."""

    nama = serializers.CharField(max_length=120)
    ketua = serializers.CharField(max_length=150)
    telepon = text(20)
    dibentuk = serializers.DateField()
    umur_tahun = serializers.IntegerField(min_value=1, max_value=50)
    irama = serializers.ChoiceField(choices=BadanPemelihara.Irama.choices)
    iuran = rupiah(wajib=False)
    tugas = text(5000)
    alasan = text(300)


class KasMasukSerializer(MasukSerializer):
    """A line of the body's cash book (rupiah)."""

    tanggal = serializers.DateField()
    arah = serializers.ChoiceField(choices=KasPemelihara.Arah.choices)
    jumlah = rupiah()
    uraian = serializers.CharField(max_length=150)


class PeriksaAsetMasukSerializer(MasukSerializer):
    """A yearly check."""

    tanggal = serializers.DateField()
    keadaan = serializers.ChoiceField(choices=PemeriksaanAset.Keadaan.choices)
    temuan = text(300)
    tindak = text(300)
    pemeriksa = serializers.CharField(max_length=150)
    berkas = related(Berkas, wajib=False)


class PenerimaanMasukSerializer(serializers.Serializer):
    """One recipient received (rupiah; the whole right without `jumlah`)."""

    id = serializers.UUIDField(required=False)
    pemanfaat = related(PemanfaatUsulan)
    tanggal = serializers.DateField()
    bentuk = serializers.ChoiceField(choices=PenerimaanBantuan.Bentuk.choices)
    jumlah = rupiah(wajib=False)
    bukti = serializers.ChoiceField(choices=PenerimaanBantuan.Bukti.choices)
    berkas = related(Berkas)
    diwakili = text(150)
    keterangan = text(200)


class PenerimaLembarSerializer(serializers.Serializer):
    """One who signed the sheet (rupiah; the whole right without `jumlah`)."""

    pemanfaat = related(PemanfaatUsulan)
    jumlah = rupiah(wajib=False)


class LembarMasukSerializer(serializers.Serializer):
    """One signed sheet: the photo of it, and all who signed."""

    usulan = related(Usulan)
    tanggal = serializers.DateField()
    bentuk = serializers.ChoiceField(choices=PenerimaanBantuan.Bentuk.choices)
    bukti = serializers.ChoiceField(choices=PenerimaanBantuan.Bukti.choices)
    berkas = related(Berkas)
    penerima = PenerimaLembarSerializer(many=True, allow_empty=False)


class CatatanViewSet(CreateMixin, ScopedViewSet):
    """Records of one kind in scope: enter, read, take back."""

    kunci_wajib = True
    aksi: Callable[..., Any]
    induk = "usulan"

    def create_action(self, data: dict[str, Any], oleh: Any) -> Any:
        return type(self).aksi(data.pop(self.induk), oleh=oleh, **data)


def viewset(
    kelas: Any, masuk: Any, aksi: Any, saring: Any, *bidang: str, urut: str = "-tanggal", induk: str = "usulan"
) -> Any:
    """The resource of one kind of record."""
    keluar = output(kelas, *bidang)
    isi = {
        "queryset": kelas.objects.order_by("-dibuat_pada", "-id"), "serializer_class": keluar, "write_serializer_class": masuk,
        "filterset_class": saring, "ordering_fields": ["dibuat_pada", urut.lstrip("-")], "aksi": staticmethod(aksi),
        "induk": induk, "__doc__": f"{kelas._meta.verbose_name} dalam cakupan: catat, baca, batalkan.",
    }  # fmt: skip
    jadi = type(f"{kelas.__name__}ViewSet", (CatatanViewSet,), isi)
    skema = extend_schema(request=masuk, responses={201: keluar}, parameters=[KUNCI_WAJIB])
    return extend_schema_view(create=skema)(jadi)


KemajuanUsulanViewSet = viewset(
    KemajuanUsulan, KemajuanMasukSerializer, actions.record_kemajuan, f.KemajuanFilterSet,
    "tanggal", "persen", "uraian", "kendala", "tindak",
)  # fmt: skip
FotoPekerjaanViewSet = viewset(
    FotoPekerjaan,
    FotoMasukSerializer,
    actions.file_foto,
    f.FotoFilterSet,
    "titik",
    "tahap",
    "tanggal",
    "berkas",
    "keterangan",
)
BahanUsulanViewSet = viewset(
    BahanUsulan, BahanMasukSerializer, actions.record_bahan, f.BahanFilterSet,
    "tanggal", "uraian", "volume", "satuan", "pemasok", "mutu",
)  # fmt: skip
SwadayaUsulanViewSet = viewset(
    SwadayaUsulan, SwadayaMasukSerializer, actions.record_swadaya, f.SwadayaFilterSet,
    "tanggal", "janji", "bentuk", "uraian", "volume", "satuan", "harga_satuan", "nilai", "orang", "jam", "penyumbang",
    "jenis_kelamin",
)  # fmt: skip
PemeriksaanMutuViewSet = viewset(
    PemeriksaanMutu, MutuMasukSerializer, actions.check_mutu, f.MutuFilterSet,
    "tanggal", "edisi", "jawaban", "ya", "butir", "hasil", "volume", "catatan", "pemeriksa",
)  # fmt: skip
SerahTerimaViewSet = viewset(
    SerahTerima, SerahTerimaMasukSerializer, actions.hand_over, f.SerahTerimaFilterSet,
    "tanggal", "selesai", "volume", "satuan", "dari", "kepada", "saksi", "catatan", "berkas",
)  # fmt: skip
BadanPemeliharaViewSet = viewset(
    BadanPemelihara, PemeliharaMasukSerializer, actions.form_pemelihara, f.PemeliharaFilterSet,
    "nama", "ketua", "telepon", "dibentuk", "umur_tahun", "irama", "iuran", "tugas", urut="dibentuk",
)  # fmt: skip
KasPemeliharaViewSet = viewset(
    KasPemelihara, KasMasukSerializer, actions.record_kas_pemelihara, f.KasPemeliharaFilterSet,
    "tanggal", "arah", "jumlah", "uraian",
)  # fmt: skip
PemeriksaanAsetViewSet = viewset(
    PemeriksaanAset, PeriksaAsetMasukSerializer, actions.check_aset, f.PeriksaAsetFilterSet,
    "tahun", "tanggal", "keadaan", "temuan", "tindak", "pemeriksa", "berkas",
)  # fmt: skip
PENERIMAAN = viewset(
    PenerimaanBantuan, PenerimaanMasukSerializer, actions.receive_bantuan, f.PenerimaanFilterSet,
    "pemanfaat", "tanggal", "bentuk", "jumlah", "bukti", "berkas", "diwakili", "keterangan", induk="pemanfaat",
)  # fmt: skip


class PenerimaanBantuanViewSet(PENERIMAAN):  # type: ignore[misc, valid-type]
    """Penerimaan bantuan dalam cakupan: catat satu, catat selembar, baca, batalkan."""

    @extend_schema(
        request=LembarMasukSerializer, responses={201: PENERIMAAN.serializer_class(many=True)}, parameters=[KUNCI_WAJIB],
        description="Catat semua yang bertanda tangan pada satu lembar, semua atau tidak sama sekali.",
    )  # fmt: skip
    @action(detail=False, methods=["post"], url_path="lembar", pagination_class=None, filter_backends=[])
    def lembar(self, request: Request) -> Response:
        masuk = LembarMasukSerializer(data=request.data, context=self.get_serializer_context())
        masuk.is_valid(raise_exception=True)
        data = dict(masuk.validated_data)
        siapa = data.pop("penerima")
        jumlah = {p["pemanfaat"].pk: p["jumlah"] for p in siapa if p.get("jumlah") is not None}

        def kerja() -> Response:
            baris = actions.receive_from_sheet(
                data["usulan"], oleh=request.user, pemanfaat=[p["pemanfaat"] for p in siapa], jumlah=jumlah,
                tanggal=data["tanggal"], bentuk=data["bentuk"], bukti=data["bukti"], berkas=data["berkas"],
            )  # fmt: skip
            milik = self.get_queryset().filter(pk__in=[b.pk for b in baris]).order_by("pemanfaat__urut")
            return Response(self.get_serializer(milik, many=True).data, status=201)

        return self.run_write(request, kerja, objek=f"ksm.lembar:{data['usulan'].pk}", wajib=True)


# Route -> resource, as p2kp/api.py registers them.
SUMBER: dict[str, Any] = {
    "kemajuan-usulan": KemajuanUsulanViewSet,
    "foto-pekerjaan": FotoPekerjaanViewSet,
    "bahan-usulan": BahanUsulanViewSet,
    "swadaya-usulan": SwadayaUsulanViewSet,
    "pemeriksaan-mutu": PemeriksaanMutuViewSet,
    "serah-terima": SerahTerimaViewSet,
    "badan-pemelihara": BadanPemeliharaViewSet,
    "kas-pemelihara": KasPemeliharaViewSet,
    "pemeriksaan-aset": PemeriksaanAsetViewSet,
    "penerimaan-bantuan": PenerimaanBantuanViewSet,
}
