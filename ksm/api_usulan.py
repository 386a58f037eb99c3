"""Proposals and BAPPUK by API: the same querysets, filters and actions as the pages. Status is moved only through `transisi/`."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from bkm.models import RapatBKM
from inti.api import CreateMixin, ScopedViewSet, UpdateMixin, read_version
from inti.izin import may
from ksm import actions, izin
from ksm.filters_usulan import BAPPUKFilterSet, UsulanFilterSet
from ksm.models import (
    BAPPUK,
    KSM,
    BarisBAPPUK,
    BarisRAB,
    JanjiSwadaya,
    PemanfaatUsulan,
    Perjanjian,
    PerubahanUsulan,
    Usulan,
    VerifikasiUsulan,
)
from ksm.queries_usulan import beneficiaries_of, promises_of, rab_of, with_beneficiaries, with_totals
from pronangkis.models import KegiatanRenta, Renta
from siklus.api import KUNCI_WAJIB, VERSI, related, text
from siklus.models import Keluarga
from wilayah.models import Basis


def money(**isi: Any) -> serializers.DecimalField:
    """Whole rupiah, not negative."""
    return serializers.DecimalField(max_digits=18, decimal_places=2, min_value=0, **isi)


def figure(**isi: Any) -> serializers.DecimalField:
    """A figure with at most two decimals."""
    return serializers.DecimalField(max_digits=12, decimal_places=2, **isi)


class BarisRABSerializer(serializers.ModelSerializer):
    """One line of the cost plan, rupiah; `jumlah` is computed."""

    class Meta:
        model = BarisRAB
        fields = ["urut", "kelompok", "uraian", "volume", "satuan", "harga_satuan", "jumlah", "blm", "swadaya", "lain"]
        read_only_fields = fields


class JanjiSwadayaSerializer(serializers.ModelSerializer):
    """One promise of swadaya, rupiah; `nilai` is computed."""

    class Meta:
        model = JanjiSwadaya
        fields = ["id", "urut", "bentuk", "uraian", "volume", "satuan", "harga_satuan", "nilai"]
        read_only_fields = fields


class PemanfaatUsulanSerializer(serializers.ModelSerializer):
    """One household by name, or the KK of one RT. Personal data: only for those with `ksm.lihat_pemanfaat`."""

    class Meta:
        model = PemanfaatUsulan
        fields = ["id", "urut", "keluarga", "penerima", "nilai", "basis", "kk", "kk_miskin", "jiwa_l", "jiwa_p"]
        read_only_fields = fields


class UsulanSerializer(serializers.ModelSerializer):
    """One proposal with the sums of the RAB that counts (rupiah) and its beneficiaries counted (KK)."""

    rab_jumlah = money(read_only=True)
    rab_blm = money(read_only=True)
    rab_swadaya = money(read_only=True)
    rab_lain = money(read_only=True)
    pemanfaat_kk = serializers.IntegerField(read_only=True)

    class Meta:
        model = Usulan
        fields = [
            "id", "versi", "wilayah", "ksm", "kegiatan_renta", "tahun", "nomor", "nomor_usulan", "jenis", "unit", "bernama",
            "sifat", "judul", "latar", "lokasi", "basis", "volume", "satuan", "selisih_alasan", "mulai_rencana",
            "selesai_rencana", "lahan", "lahan_keterangan", "pemelihara", "pemeliharaan", "diajukan", "rab_ke", "rab_jumlah",
            "rab_blm", "rab_swadaya", "rab_lain", "pemanfaat_kk", "status", "alasan", "selesai_pada", "dibuat_pada",
            "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class UsulanRinciSerializer(UsulanSerializer):
    """The same with its lists, as they are being written; `pemanfaat` is null for those who may not see names."""

    rab = serializers.SerializerMethodField()
    janji = serializers.SerializerMethodField()
    pemanfaat = serializers.SerializerMethodField()

    class Meta(UsulanSerializer.Meta):
        fields = [*UsulanSerializer.Meta.fields, "rab", "janji", "pemanfaat"]
        read_only_fields = fields

    @extend_schema_field(BarisRABSerializer(many=True))
    def get_rab(self, obj: Usulan) -> Any:
        """Lines of the cost plan."""
        return BarisRABSerializer(rab_of(obj), many=True).data

    @extend_schema_field(JanjiSwadayaSerializer(many=True))
    def get_janji(self, obj: Usulan) -> Any:
        """Promises of swadaya."""
        return JanjiSwadayaSerializer(promises_of(obj), many=True).data

    @extend_schema_field(PemanfaatUsulanSerializer(many=True, allow_null=True))
    def get_pemanfaat(self, obj: Usulan) -> Any:
        """Beneficiaries, or null."""
        user = self.context["request"].user
        if not may(user, izin.LIHAT_PEMANFAAT, obj):
            return None
        return PemanfaatUsulanSerializer(beneficiaries_of(obj, oleh=user), many=True).data


class BarisRentaField(serializers.PrimaryKeyRelatedField):
    """A line of a ratified Renta; a treasurer may ask for it without seeing the whole plan."""

    def get_queryset(self) -> Any:
        return KegiatanRenta.objects.filter(renta__status=Renta.Status.DISAHKAN)


class UsulanMasukSerializer(serializers.Serializer):
    """A proposal to be begun, or what it says; what is left out is taken over from the Renta."""

    id = serializers.UUIDField(required=False)
    ksm = related(KSM)
    kegiatan_renta = BarisRentaField(pk_field=serializers.UUIDField())
    jenis = serializers.ChoiceField(choices=Usulan.Jenis.choices, required=False)
    bernama = serializers.BooleanField(required=False)
    sifat = serializers.ChoiceField(choices=Usulan.Sifat.choices, required=False, allow_blank=True)
    judul = text(200)
    latar = text(5000)
    lokasi = text(200)
    basis = related(Basis, wajib=False)
    volume = figure(required=False)
    satuan = text(30)
    selisih_alasan = text(300)
    mulai_rencana = serializers.DateField(required=False, allow_null=True)
    selesai_rencana = serializers.DateField(required=False, allow_null=True)
    lahan = serializers.ChoiceField(choices=Usulan.Lahan.choices, required=False, allow_blank=True)
    lahan_keterangan = text(300)
    pemelihara = text(120)
    pemeliharaan = text(5000)

    def get_fields(self) -> dict[str, Any]:
        """A proposal stays with its group and its line."""
        bidang = dict(super().get_fields())
        if self.instance is not None:
            for nama in ("id", "ksm", "kegiatan_renta"):
                del bidang[nama]
        return bidang


class RABMasukSerializer(serializers.Serializer):
    """One line of the cost plan."""

    kelompok = serializers.ChoiceField(choices=BarisRAB.Kelompok.choices, required=False)
    uraian = serializers.CharField(max_length=150)
    volume = figure()
    satuan = serializers.CharField(max_length=30)
    harga_satuan = money()
    blm = money(required=False)
    swadaya = money(required=False)
    lain = money(required=False)


class JanjiMasukSerializer(serializers.Serializer):
    """One promise of swadaya."""

    bentuk = serializers.ChoiceField(choices=JanjiSwadaya.Bentuk.choices)
    uraian = serializers.CharField(max_length=150)
    volume = figure()
    satuan = serializers.CharField(max_length=30)
    harga_satuan = money()


class KeluargaPemanfaatField(serializers.PrimaryKeyRelatedField):
    """A household: the action says whether this officer may name it."""

    def get_queryset(self) -> Any:
        return Keluarga.objects.filter(status="sah")


class PemanfaatMasukSerializer(serializers.Serializer):
    """One household by name, or the KK of one RT."""

    keluarga = KeluargaPemanfaatField(required=False, allow_null=True, pk_field=serializers.UUIDField())
    penerima = text(150)
    nilai = money(required=False, allow_null=True)
    basis = serializers.PrimaryKeyRelatedField(
        queryset=Basis.objects.all(), required=False, allow_null=True, pk_field=serializers.UUIDField()
    )
    kk = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=1_000_000)
    kk_miskin = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=1_000_000)
    jiwa_l = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=1_000_000)
    jiwa_p = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=1_000_000)


class IsiUsulanSerializer(serializers.Serializer):
    """The lists of a proposal, each whole; a list that is left out stays as it is."""

    rab = RABMasukSerializer(many=True, required=False)
    janji = JanjiMasukSerializer(many=True, required=False)
    pemanfaat = PemanfaatMasukSerializer(many=True, required=False)


class NilaiMasukSerializer(serializers.Serializer):
    """The unit's judgement: question -> {"ya": bool, "catatan": str}."""

    tanggal = serializers.DateField()
    hasil = serializers.ChoiceField(choices=VerifikasiUsulan.Hasil.choices)
    jawaban = serializers.DictField(child=serializers.DictField())
    catatan = text(5000)
    pemeriksa = text(150)
    alasan = text(2000)


@extend_schema_view(
    create=extend_schema(request=UsulanMasukSerializer, responses={201: UsulanSerializer}, parameters=[KUNCI_WAJIB]),
    partial_update=extend_schema(
        request=UsulanMasukSerializer, responses={200: UsulanSerializer}, parameters=[KUNCI_WAJIB, VERSI]
    ),
)
class UsulanViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Proposals in scope: begin, change, write lists, judge, move. A treasurer sees only those of the own group."""

    queryset = with_beneficiaries(with_totals(Usulan.objects.select_related("ksm"))).order_by("-dibuat_pada", "-id")
    serializer_class = UsulanSerializer
    write_serializer_class = UsulanMasukSerializer
    filterset_class = UsulanFilterSet
    search_fields = ["judul", "ksm__nama"]
    ordering_fields = ["dibuat_pada", "tahun", "nomor", "diajukan"]
    kunci_wajib = True

    def get_serializer_class(self) -> Any:
        return UsulanRinciSerializer if self.action in {"retrieve", "isi"} else UsulanSerializer

    def create_action(self, data: dict[str, Any], oleh: Any) -> Usulan:
        return actions.create_usulan(data.pop("ksm"), oleh=oleh, **data)

    def update_action(self, obj: Usulan, data: dict[str, Any], oleh: Any) -> Usulan:
        return actions.change_usulan(obj, oleh=oleh, **data)

    def _fresh(self, obj: Any) -> Any:
        """Some steps give what they recorded (agreement, change): the answer is the proposal."""
        return self.get_queryset().get(pk=obj.pk if isinstance(obj, Usulan) else obj.usulan_id)

    @extend_schema(request=IsiUsulanSerializer, responses=UsulanRinciSerializer, parameters=[KUNCI_WAJIB, VERSI])
    @action(detail=True, methods=["put"], pagination_class=None, filter_backends=[])
    def isi(self, request: Request, pk: str = "") -> Response:
        """Write the lists as they stand now; If-Match says which version was seen."""
        usulan, versi = self.get_object(), read_version(request)
        masuk = IsiUsulanSerializer(data=request.data, context=self.get_serializer_context())
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            actions.write_isi(usulan, oleh=request.user, versi=versi, **masuk.validated_data)
            return Response(self.get_serializer(self._fresh(usulan)).data)

        return self.run_write(request, kerja, objek=f"ksm.usulan:{usulan.pk}:isi")

    @extend_schema(request=NilaiMasukSerializer, responses=UsulanSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def nilai(self, request: Request, pk: str = "") -> Response:
        """Keep the unit's checklist; the proposal follows its result."""
        usulan = self.get_object()
        masuk = NilaiMasukSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            actions.judge_usulan(usulan, oleh=request.user, **masuk.validated_data)
            return Response(self.get_serializer(self._fresh(usulan)).data)

        return self.run_write(request, kerja, objek=f"ksm.usulan:{usulan.pk}:nilai")


class BarisBAPPUKSerializer(serializers.ModelSerializer):
    """One proposal in the meeting; `disetujui` in rupiah of BLM."""

    class Meta:
        model = BarisBAPPUK
        fields = ["usulan", "peringkat", "putusan", "disetujui", "alasan"]
        read_only_fields = fields


class BAPPUKSerializer(serializers.ModelSerializer):
    """One meeting with its rows; `tersedia` is what was left on the day it was determined (rupiah)."""

    baris = BarisBAPPUKSerializer(many=True, read_only=True)

    class Meta:
        model = BAPPUK
        fields = [
            "id", "versi", "wilayah", "renta", "rapat", "nomor", "tersedia", "catatan", "baris", "status", "alasan_batal",
            "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class BarisBAPPUKMasukSerializer(serializers.Serializer):
    """Rank and decision of one proposal."""

    usulan = related(Usulan)
    peringkat = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=999)
    putusan = serializers.ChoiceField(choices=BarisBAPPUK.Putusan.choices)
    alasan = text(300)


class BAPPUKMasukSerializer(serializers.Serializer):
    """A meeting to be begun: its rows follow the plan and the money; or how they are to stand."""

    id = serializers.UUIDField(required=False)
    renta = related(Renta)
    rapat = related(RapatBKM)
    catatan = text(5000)
    baris = BarisBAPPUKMasukSerializer(many=True, required=False)

    def get_fields(self) -> dict[str, Any]:
        """Rows are written on a meeting that was begun; it keeps its plan."""
        bidang = dict(super().get_fields())
        for nama in ("id", "renta") if self.instance is not None else ("baris",):
            del bidang[nama]
        return bidang


@extend_schema_view(
    create=extend_schema(request=BAPPUKMasukSerializer, responses={201: BAPPUKSerializer}, parameters=[KUNCI_WAJIB]),
    partial_update=extend_schema(
        request=BAPPUKMasukSerializer, responses={200: BAPPUKSerializer}, parameters=[KUNCI_WAJIB, VERSI]
    ),
)
class BAPPUKViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Meetings that rank proposals: begin, arrange, determine."""

    queryset = BAPPUK.objects.prefetch_related("baris").order_by("-dibuat_pada", "-id")
    serializer_class = BAPPUKSerializer
    write_serializer_class = BAPPUKMasukSerializer
    filterset_class = BAPPUKFilterSet
    ordering_fields = ["dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> BAPPUK:
        return actions.open_bappuk(data.pop("renta"), oleh=oleh, **data)

    def update_action(self, obj: BAPPUK, data: dict[str, Any], oleh: Any) -> BAPPUK:
        return actions.arrange_bappuk(obj, oleh=oleh, baris=data.pop("baris", []), **data)


class PerjanjianSerializer(serializers.ModelSerializer):
    """One agreement, rupiah. Names of who signed are personal data."""

    class Meta:
        model = Perjanjian
        fields = [
            "id", "versi", "wilayah", "usulan", "nomor", "judul", "tanggal", "mulai", "selesai", "blm", "swadaya", "lain",
            "pihak_bkm", "pihak_ksm", "saksi", "berkas", "status", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PerubahanUsulanSerializer(serializers.ModelSerializer):
    """One change with its two decisions; `sebelum` is the proposal as it stood."""

    class Meta:
        model = PerubahanUsulan
        fields = [
            "id", "versi", "wilayah", "usulan", "ke", "sebab", "volume", "sebelum", "rapat_ksm", "berita_acara", "rapat_bkm",
            "catatan", "status", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class VerifikasiUsulanSerializer(serializers.ModelSerializer):
    """One judgement with its answers."""

    class Meta:
        model = VerifikasiUsulan
        fields = [
            "id", "versi", "wilayah", "usulan", "unit", "edisi", "tanggal", "jawaban", "ya", "butir", "hasil", "catatan",
            "pemeriksa", "status", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PerjanjianViewSet(ScopedViewSet):
    """Agreements in scope."""

    queryset = Perjanjian.objects.order_by("-dibuat_pada", "-id")
    serializer_class = PerjanjianSerializer
    filterset_fields = ["usulan", "status"]
    ordering_fields = ["dibuat_pada", "tanggal"]


class PerubahanUsulanViewSet(ScopedViewSet):
    """Changes in scope."""

    queryset = PerubahanUsulan.objects.order_by("-dibuat_pada", "-id")
    serializer_class = PerubahanUsulanSerializer
    filterset_fields = ["usulan", "status"]
    ordering_fields = ["dibuat_pada"]


class VerifikasiUsulanViewSet(ScopedViewSet):
    """Judgements in scope."""

    queryset = VerifikasiUsulan.objects.order_by("-dibuat_pada", "-id")
    serializer_class = VerifikasiUsulanSerializer
    filterset_fields = ["usulan", "status", "hasil"]
    ordering_fields = ["dibuat_pada", "tanggal"]
