"""Areas, places, residents, bodies and parameters by API: the same querysets, filters and actions as the pages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import CreateMixin, ScopedViewSet, UpdateMixin
from inti.errors import IsianSalah
from inti.izin import may
from wilayah import actions
from wilayah.filters import BadanFilterSet, BasisFilterSet, ParameterFilterSet, WargaFilterSet, WilayahFilterSet
from wilayah.izin import UBAH_WARGA
from wilayah.models import Badan, Basis, DaftarDewasa, JenisKelamin, Parameter, Warga, Wilayah
from wilayah.models.badan import KOP_BARIS_MAKS
from wilayah.queries import living

KUNCI = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER, required=False)
VERSI = OpenApiParameter("If-Match", OpenApiTypes.INT, OpenApiParameter.HEADER, required=True)
ORANG_MAKS = 100_000
# Seen only by those who may change a resident; others get null. Source: WIL-16 (fields by role).
RINCIAN_WARGA = ("tanggal_lahir", "telepon", "alamat")


class ScopedRelatedField(serializers.PrimaryKeyRelatedField):
    """A row that may be pointed at only when the caller can see it."""

    def get_queryset(self) -> Any:
        semua: Any = super().get_queryset()
        return semua.visible_to(self.context["request"].user)


class WilayahSerializer(serializers.ModelSerializer):
    """One area of the register."""

    class Meta:
        model = Wilayah
        fields = ["kode", "nama", "tingkat", "jenis", "induk", "zona", "aktif", "pengganti", "pengganti_alasan"]
        read_only_fields = fields


class WilayahViewSet(ScopedViewSet):
    """The area register: public reference data for whoever is signed in."""

    queryset = Wilayah.objects.order_by("kode")
    serializer_class = WilayahSerializer
    filterset_class = WilayahFilterSet
    search_fields = ["^nama_cari", "^kode"]
    ordering_fields = ["kode", "nama_cari"]
    lookup_value_regex = r"[0-9.]{2,13}"


class DewasaSerializer(serializers.ModelSerializer):
    """One row of the adult roll (orang)."""

    class Meta:
        model = DaftarDewasa
        fields = [
            "id",
            "versi",
            "basis",
            "berlaku_pada",
            "dewasa_l",
            "dewasa_p",
            "sumber",
            "dibuat_pada",
            "dibuat_oleh_nama",
        ]
        read_only_fields = fields


class DewasaMasukSerializer(serializers.Serializer):
    """Adults of a place as of a date; the same date again corrects that row."""

    berlaku_pada = serializers.DateField()
    dewasa_l = serializers.IntegerField(min_value=0, max_value=ORANG_MAKS)
    dewasa_p = serializers.IntegerField(min_value=0, max_value=ORANG_MAKS)
    sumber = serializers.CharField(max_length=200, required=False, allow_blank=True)


class BasisSerializer(serializers.ModelSerializer):
    """One place below a kelurahan."""

    label = serializers.CharField(read_only=True)  # type: ignore[assignment]

    class Meta:
        model = Basis
        fields = [
            "id", "versi", "wilayah", "jenis", "nomor", "nama", "label", "induk", "urutan", "aktif", "ditutup_pada",
            "ditutup_alasan",
        ]  # fmt: skip
        read_only_fields = fields


class BasisMasukSerializer(serializers.Serializer):
    """A place as it is sent. `wilayah` counts only when it is made."""

    id = serializers.UUIDField(required=False)
    wilayah = ScopedRelatedField(queryset=Wilayah.objects.all())
    jenis = serializers.ChoiceField(choices=Basis.Jenis.choices)
    nomor = serializers.CharField(max_length=4, required=False, allow_blank=True)
    nama = serializers.CharField(max_length=60, required=False, allow_blank=True)
    induk = ScopedRelatedField(
        queryset=Basis.objects.all(), pk_field=serializers.UUIDField(), required=False, allow_null=True
    )
    urutan = serializers.IntegerField(min_value=0, max_value=9999, required=False)

    def validate_nomor(self, nilai: str) -> str:
        try:
            return actions.clean_number(nilai)
        except IsianSalah as galat:
            raise serializers.ValidationError(galat.galat["nomor"]) from galat


@extend_schema_view(
    create=extend_schema(request=BasisMasukSerializer, responses={201: BasisSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(request=BasisMasukSerializer, responses=BasisSerializer, parameters=[KUNCI, VERSI]),
)
class BasisViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """RW, RT, lingkungan, dusun; with their adult roll under `dewasa/`."""

    queryset = Basis.objects.order_by("id")
    serializer_class = BasisSerializer
    write_serializer_class = BasisMasukSerializer
    filterset_class = BasisFilterSet
    search_fields = ["nama", "nomor"]
    ordering_fields = ["urutan", "nomor"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> Basis:
        return actions.add_basis(data.pop("wilayah").kode, oleh=oleh, **data)

    def update_action(self, obj: Basis, data: dict[str, Any], oleh: Any) -> Basis:
        return actions.change_basis(obj, data=data, oleh=oleh)

    @extend_schema(methods=["GET"], responses=DewasaSerializer(many=True))
    @extend_schema(
        methods=["POST"], request=DewasaMasukSerializer, responses={201: DewasaSerializer}, parameters=[KUNCI]
    )
    @action(detail=True, methods=["get", "post"], pagination_class=None, filter_backends=[])
    def dewasa(self, request: Request, pk: str | None = None) -> Response:
        """The adult roll of this place, newest first; POST records one date."""
        basis = self.get_object()
        if request.method == "GET":
            return Response(DewasaSerializer(basis.daftar_dewasa.all()[:200], many=True).data)
        masuk = DewasaMasukSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            baris = actions.record_adults(basis, oleh=request.user, **masuk.validated_data)
            return Response(DewasaSerializer(baris).data, status=201)

        return self.run_write(request, kerja, objek=str(basis.pk))


class WargaSerializer(serializers.ModelSerializer):
    """One resident; the NIK only masked."""

    class Meta:
        model = Warga
        fields = [
            "id", "versi", "wilayah", "nama", "jenis_kelamin", "tanggal_lahir", "tahun_lahir", "pernah_menikah", "basis",
            "telepon", "alamat", "nik_samar",
        ]  # fmt: skip
        read_only_fields = fields

    def to_representation(self, instance: Warga) -> dict[str, Any]:
        isi = super().to_representation(instance)
        if not may(self.context["request"].user, UBAH_WARGA, instance):
            isi |= dict.fromkeys(RINCIAN_WARGA)
        return isi


class WargaMasukSerializer(serializers.Serializer):
    """A resident as sent. `nik` is never given back in clear."""

    id = serializers.UUIDField(required=False)
    wilayah = ScopedRelatedField(queryset=Wilayah.objects.all())
    nama = serializers.CharField(max_length=120)
    jenis_kelamin = serializers.ChoiceField(choices=JenisKelamin.choices)
    tanggal_lahir = serializers.DateField(required=False, allow_null=True)
    tahun_lahir = serializers.IntegerField(min_value=1900, max_value=2100, required=False, allow_null=True)
    pernah_menikah = serializers.BooleanField(required=False)
    basis = ScopedRelatedField(
        queryset=Basis.objects.all(), pk_field=serializers.UUIDField(), required=False, allow_null=True
    )
    telepon = serializers.RegexField(r"^[0-9+ ()-]*$", max_length=20, required=False, allow_blank=True)
    alamat = serializers.CharField(max_length=200, required=False, allow_blank=True)
    nik = serializers.CharField(max_length=24, required=False, allow_blank=True, write_only=True)


@extend_schema_view(
    create=extend_schema(request=WargaMasukSerializer, responses={201: WargaSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(request=WargaMasukSerializer, responses=WargaSerializer, parameters=[KUNCI, VERSI]),
)
class WargaViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Residents that count (merged entries are left out)."""

    queryset = Warga.objects.order_by("nama_cari", "id")
    serializer_class = WargaSerializer
    write_serializer_class = WargaMasukSerializer
    filterset_class = WargaFilterSet
    search_fields = ["nama_cari"]
    ordering_fields = ["nama_cari"]

    def get_queryset(self) -> Any:
        return living(super().get_queryset())

    def create_action(self, data: dict[str, Any], oleh: Any) -> Warga:
        isi = {k: v for k, v in data.items() if k not in {"id", "wilayah", "nik"}}
        return actions.add_warga(data["wilayah"].kode, data=isi, nik=data.get("nik", ""), id=data.get("id"), oleh=oleh)

    def update_action(self, obj: Warga, data: dict[str, Any], oleh: Any) -> Warga:
        return actions.change_warga(obj, data=data, nik=data.get("nik"), oleh=oleh)


class BadanSerializer(serializers.ModelSerializer):
    """One body."""

    class Meta:
        model = Badan
        fields = [
            "id", "versi", "wilayah", "jenis", "nama", "sebutan", "kop", "alamat", "telepon", "surel", "berdiri_pada",
            "aktif", "ditutup_pada", "ditutup_alasan",
        ]  # fmt: skip
        read_only_fields = fields


class BadanMasukSerializer(serializers.Serializer):
    """A body as sent. `wilayah` and `jenis` count only when it is made."""

    id = serializers.UUIDField(required=False)
    wilayah = ScopedRelatedField(queryset=Wilayah.objects.all())
    jenis = serializers.ChoiceField(choices=Badan.Jenis.choices)
    nama = serializers.CharField(max_length=120)
    sebutan = serializers.CharField(max_length=20, required=False, allow_blank=True)
    kop = serializers.ListField(
        child=serializers.CharField(max_length=100, allow_blank=True), max_length=KOP_BARIS_MAKS, required=False
    )
    alamat = serializers.CharField(max_length=200, required=False, allow_blank=True)
    telepon = serializers.CharField(max_length=20, required=False, allow_blank=True)
    surel = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    berdiri_pada = serializers.DateField(required=False, allow_null=True)


@extend_schema_view(
    create=extend_schema(request=BadanMasukSerializer, responses={201: BadanSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(request=BadanMasukSerializer, responses=BadanSerializer, parameters=[KUNCI, VERSI]),
)
class BadanViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Bodies with a name: BKM, KSM, UPK, forum, dinas."""

    queryset = Badan.objects.order_by("nama", "id")
    serializer_class = BadanSerializer
    write_serializer_class = BadanMasukSerializer
    filterset_class = BadanFilterSet
    search_fields = ["nama"]
    ordering_fields = ["nama", "jenis"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> Badan:
        isi = {k: v for k, v in data.items() if k not in {"id", "wilayah", "jenis"}}
        return actions.add_badan(data["wilayah"].kode, jenis=data["jenis"], data=isi, id=data.get("id"), oleh=oleh)

    def update_action(self, obj: Badan, data: dict[str, Any], oleh: Any) -> Badan:
        return actions.change_badan(obj, data=data, oleh=oleh)


class ParameterSerializer(serializers.ModelSerializer):
    """One dated value of a programme number."""

    nilai = serializers.JSONField(read_only=True)
    nilai_tampil = serializers.CharField(read_only=True)

    class Meta:
        model = Parameter
        fields = [
            "id", "versi", "kode", "definisi", "wilayah", "nama", "nilai", "nilai_tampil", "jenis", "satuan", "mode",
            "berlaku_mulai", "berlaku_sampai", "sumber", "status_sumber", "keterangan", "dibatalkan_pada", "dibatalkan_alasan",
        ]  # fmt: skip
        read_only_fields = fields


class ParameterViewSet(ScopedViewSet):
    """Parameters with their history: national rows and those of the caller's areas."""

    queryset = Parameter.objects.order_by("kode", "id")
    serializer_class = ParameterSerializer
    filterset_class = ParameterFilterSet
    search_fields = ["kode", "nama"]
    ordering_fields = ["kode", "berlaku_mulai"]
