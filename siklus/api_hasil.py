"""Results of Refleksi and Pemetaan Swadaya by API: the same querysets, filters and actions as the pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from inti.api import CreateMixin, ScopedViewSet
from siklus import actions
from siklus.api import KUNCI, people, related, text
from siklus.filters import MasalahFilterSet, PotensiFilterSet, RefleksiFilterSet
from siklus.models import Bidang, Kajian, Langkah, Masalah, Nilai, Pertemuan, Potensi, RefleksiButir
from wilayah.models import Basis

UMUM = ["id", "versi", "wilayah", "langkah"]
AKHIR = ["status", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama"]


class RefleksiSerializer(serializers.ModelSerializer):
    """One point of the Refleksi."""

    class Meta:
        model = RefleksiButir
        fields = [
            *UMUM, "jenis", "uraian", "cakupan", "bobot", "nilai", "pertemuan", "basis", "disepakati", "disepakati_dari",
            "urutan", *AKHIR,
        ]  # fmt: skip
        read_only_fields = fields


class RefleksiMasukSerializer(serializers.Serializer):
    """A point of a discussion, or of the kelurahan's list."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    jenis = serializers.ChoiceField(choices=RefleksiButir.Jenis.choices)
    uraian = serializers.CharField(max_length=500)
    pertemuan = related(Pertemuan, wajib=False)
    basis = related(Basis, wajib=False)
    cakupan = serializers.ChoiceField(choices=RefleksiButir.Cakupan.choices, required=False)
    bobot = serializers.IntegerField(min_value=1, max_value=100, required=False, allow_null=True)
    nilai = serializers.ListField(child=serializers.ChoiceField(choices=Nilai.choices), required=False, max_length=6)
    disepakati = serializers.BooleanField(required=False)


@extend_schema_view(
    create=extend_schema(request=RefleksiMasukSerializer, responses={201: RefleksiSerializer}, parameters=[KUNCI])
)
class RefleksiViewSet(CreateMixin, ScopedViewSet):
    """Points in scope: record, cancel."""

    queryset = RefleksiButir.objects.order_by("-dibuat_pada", "-id")
    serializer_class = RefleksiSerializer
    write_serializer_class = RefleksiMasukSerializer
    filterset_class = RefleksiFilterSet
    search_fields = ["uraian"]
    ordering_fields = ["dibuat_pada"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> RefleksiButir:
        return actions.record_butir(data.pop("langkah"), oleh=oleh, **data)


class MasalahSerializer(serializers.ModelSerializer):
    """One problem; counts are persons and families."""

    class Meta:
        model = Masalah
        fields = [
            *UMUM, "bidang", "uraian", "sebab", "akibat", "basis", "lokasi", "terdampak_l", "terdampak_p", "kk_miskin",
            "sumber", "disepakati", "prioritas", *AKHIR,
        ]  # fmt: skip
        read_only_fields = fields


class MasalahMasukSerializer(serializers.Serializer):
    """A problem to be recorded."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    bidang = serializers.ChoiceField(choices=Bidang.choices)
    uraian = serializers.CharField(max_length=500)
    sebab = text(1000)
    akibat = text(1000)
    basis = related(Basis, wajib=False)
    lokasi = text(150)
    terdampak_l = people(wajib=False)
    terdampak_p = people(wajib=False)
    kk_miskin = people(wajib=False)
    sumber = serializers.ChoiceField(choices=Kajian.choices, required=False)


@extend_schema_view(
    create=extend_schema(request=MasalahMasukSerializer, responses={201: MasalahSerializer}, parameters=[KUNCI])
)
class MasalahViewSet(CreateMixin, ScopedViewSet):
    """Problems in scope: record, cancel."""

    queryset = Masalah.objects.order_by("-dibuat_pada", "-id")
    serializer_class = MasalahSerializer
    write_serializer_class = MasalahMasukSerializer
    filterset_class = MasalahFilterSet
    search_fields = ["uraian", "lokasi"]
    ordering_fields = ["dibuat_pada"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> Masalah:
        return actions.record_masalah(data.pop("langkah"), oleh=oleh, **data)


class PotensiSerializer(serializers.ModelSerializer):
    """One potential; `nilai` in rupiah."""

    class Meta:
        model = Potensi
        fields = [*UMUM, "bidang", "jenis", "uraian", "basis", "lokasi", "nilai", "kelompok_ada", *AKHIR]
        read_only_fields = fields


class PotensiMasukSerializer(serializers.Serializer):
    """A potential to be recorded."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    bidang = serializers.ChoiceField(choices=Bidang.choices)
    jenis = serializers.ChoiceField(choices=Potensi.Jenis.choices)
    uraian = serializers.CharField(max_length=500)
    basis = related(Basis, wajib=False)
    lokasi = text(150)
    nilai = serializers.DecimalField(
        max_digits=18, decimal_places=2, min_value=Decimal(0), required=False, allow_null=True
    )
    kelompok_ada = serializers.BooleanField(required=False)


@extend_schema_view(
    create=extend_schema(request=PotensiMasukSerializer, responses={201: PotensiSerializer}, parameters=[KUNCI])
)
class PotensiViewSet(CreateMixin, ScopedViewSet):
    """Potentials in scope: record, cancel."""

    queryset = Potensi.objects.order_by("-dibuat_pada", "-id")
    serializer_class = PotensiSerializer
    write_serializer_class = PotensiMasukSerializer
    filterset_class = PotensiFilterSet
    search_fields = ["uraian", "lokasi"]
    ordering_fields = ["dibuat_pada"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> Potensi:
        return actions.record_potensi(data.pop("langkah"), oleh=oleh, **data)
