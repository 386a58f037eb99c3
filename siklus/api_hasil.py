"""Results of Refleksi and Pemetaan Swadaya by API: the same querysets, filters and actions as the pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from inti.api import CreateMixin, ScopedViewSet, UpdateMixin
from siklus import actions
from siklus.api import KUNCI, VERSI, people, related, text
from siklus.filters import MasalahFilterSet, PotensiFilterSet, RefleksiFilterSet
from siklus.models import Bidang, Kajian, Langkah, Masalah, Nilai, Pertemuan, Potensi, RefleksiButir
from wilayah.models import Basis

UMUM = ["id", "versi", "wilayah", "langkah"]
AKHIR = ["status", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama"]


class UbahMixin(UpdateMixin):
    """A PATCH takes another body than a POST: the stage and kind of a row do not change."""

    change_serializer_class: Any = None

    def get_write_serializer(self: Any, *args: Any, **kwargs: Any) -> Any:
        kelas = self.change_serializer_class if self.action == "partial_update" else self.write_serializer_class
        return kelas(*args, **{"context": self.get_serializer_context(), **kwargs})


class RefleksiSerializer(serializers.ModelSerializer):
    """One point of the Refleksi."""

    class Meta:
        model = RefleksiButir
        fields = [
            *UMUM, "jenis", "uraian", "cakupan", "bobot", "nilai", "pertemuan", "basis", "disepakati", "disepakati_dari",
            "urutan", *AKHIR,
        ]  # fmt: skip
        read_only_fields = fields


class RefleksiIsiSerializer(serializers.Serializer):
    """What may be corrected about a point."""

    uraian = serializers.CharField(max_length=500)
    cakupan = serializers.ChoiceField(choices=RefleksiButir.Cakupan.choices, required=False)
    bobot = serializers.IntegerField(min_value=1, max_value=100, required=False, allow_null=True)
    nilai = serializers.ListField(child=serializers.ChoiceField(choices=Nilai.choices), required=False, max_length=6)


class RefleksiMasukSerializer(RefleksiIsiSerializer):
    """A point of a discussion, or of the kelurahan's list."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    jenis = serializers.ChoiceField(choices=RefleksiButir.Jenis.choices)
    pertemuan = related(Pertemuan, wajib=False)
    basis = related(Basis, wajib=False)
    disepakati = serializers.BooleanField(required=False)


@extend_schema_view(
    create=extend_schema(request=RefleksiMasukSerializer, responses={201: RefleksiSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(
        request=RefleksiIsiSerializer, responses=RefleksiSerializer, parameters=[KUNCI, VERSI]
    ),
)
class RefleksiViewSet(UbahMixin, CreateMixin, ScopedViewSet):
    """Points in scope: record, correct, cancel."""

    queryset = RefleksiButir.objects.order_by("-dibuat_pada", "-id")
    serializer_class = RefleksiSerializer
    write_serializer_class = RefleksiMasukSerializer
    change_serializer_class = RefleksiIsiSerializer
    filterset_class = RefleksiFilterSet
    search_fields = ["uraian"]
    ordering_fields = ["dibuat_pada"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> RefleksiButir:
        return actions.record_butir(data.pop("langkah"), oleh=oleh, **data)

    def update_action(self, obj: RefleksiButir, data: dict[str, Any], oleh: Any) -> RefleksiButir:
        return actions.update_butir(obj, oleh=oleh, **data)


class MasalahSerializer(serializers.ModelSerializer):
    """One problem; counts are persons and families."""

    class Meta:
        model = Masalah
        fields = [
            *UMUM, "bidang", "uraian", "sebab", "akibat", "basis", "lokasi", "terdampak_l", "terdampak_p", "kk_miskin",
            "sumber", "potensi", "disepakati", "prioritas", *AKHIR,
        ]  # fmt: skip
        read_only_fields = fields


class MasalahIsiSerializer(serializers.Serializer):
    """What may be said, and corrected, about a problem; `potensi` are those of its stage that answer it."""

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
    potensi = serializers.ManyRelatedField(child_relation=related(Potensi), required=False)


class MasalahMasukSerializer(MasalahIsiSerializer):
    """A problem to be recorded."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)


@extend_schema_view(
    create=extend_schema(request=MasalahMasukSerializer, responses={201: MasalahSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(request=MasalahIsiSerializer, responses=MasalahSerializer, parameters=[KUNCI, VERSI]),
)
class MasalahViewSet(UbahMixin, CreateMixin, ScopedViewSet):
    """Problems in scope: record, correct, cancel."""

    queryset = Masalah.objects.prefetch_related("potensi").order_by("-dibuat_pada", "-id")
    serializer_class = MasalahSerializer
    write_serializer_class = MasalahMasukSerializer
    change_serializer_class = MasalahIsiSerializer
    filterset_class = MasalahFilterSet
    search_fields = ["uraian", "lokasi"]
    ordering_fields = ["dibuat_pada"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> Masalah:
        return actions.record_masalah(data.pop("langkah"), oleh=oleh, **data)

    def update_action(self, obj: Masalah, data: dict[str, Any], oleh: Any) -> Masalah:
        return actions.update_masalah(obj, oleh=oleh, **data)


class PotensiSerializer(serializers.ModelSerializer):
    """One potential; `nilai` in rupiah."""

    class Meta:
        model = Potensi
        fields = [*UMUM, "bidang", "jenis", "uraian", "basis", "lokasi", "nilai", "kelompok_ada", *AKHIR]
        read_only_fields = fields


class PotensiIsiSerializer(serializers.Serializer):
    """What may be said, and corrected, about a potential."""

    bidang = serializers.ChoiceField(choices=Bidang.choices)
    jenis = serializers.ChoiceField(choices=Potensi.Jenis.choices)
    uraian = serializers.CharField(max_length=500)
    basis = related(Basis, wajib=False)
    lokasi = text(150)
    nilai = serializers.DecimalField(
        max_digits=18, decimal_places=2, min_value=Decimal(0), required=False, allow_null=True
    )
    kelompok_ada = serializers.BooleanField(required=False)


class PotensiMasukSerializer(PotensiIsiSerializer):
    """A potential to be recorded."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)


@extend_schema_view(
    create=extend_schema(request=PotensiMasukSerializer, responses={201: PotensiSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(request=PotensiIsiSerializer, responses=PotensiSerializer, parameters=[KUNCI, VERSI]),
)
class PotensiViewSet(UbahMixin, CreateMixin, ScopedViewSet):
    """Potentials in scope: record, correct, cancel."""

    queryset = Potensi.objects.order_by("-dibuat_pada", "-id")
    serializer_class = PotensiSerializer
    write_serializer_class = PotensiMasukSerializer
    change_serializer_class = PotensiIsiSerializer
    filterset_class = PotensiFilterSet
    search_fields = ["uraian", "lokasi"]
    ordering_fields = ["dibuat_pada"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> Potensi:
        return actions.record_potensi(data.pop("langkah"), oleh=oleh, **data)

    def update_action(self, obj: Potensi, data: dict[str, Any], oleh: Any) -> Potensi:
        return actions.update_potensi(obj, oleh=oleh, **data)
