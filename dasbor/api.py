"""`indikator`: the figures of dashboards, per area and month, as stored. Source: DAS-05, DAS-10."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from dasbor import sajian
from dasbor.filters import IndikatorFilterSet
from dasbor.models import NilaiIndikator
from inti.api import ScopedViewSet
from inti.formats import share
from inti.registry import Indikator, indikator
from wilayah.waktu import today_in


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    return sajian.units()


class IndikatorSerializer(serializers.ModelSerializer):
    """One figure. `nilai` is a percentage where there is a denominator, else the sum; null where nobody knows it."""

    kode = serializers.CharField(source="kode_indikator")
    nama = serializers.SerializerMethodField()
    kelompok = serializers.SerializerMethodField()
    nilai = serializers.SerializerMethodField()
    satuan = serializers.SerializerMethodField()
    sasaran = serializers.SerializerMethodField()
    arah = serializers.SerializerMethodField()
    langkah = serializers.SerializerMethodField()
    kelengkapan = serializers.SerializerMethodField()

    class Meta:
        model = NilaiIndikator
        fields = [
            "id", "wilayah", "program", "bulan", "kode", "nama", "kelompok", "nilai", "satuan", "pembilang", "penyebut",
            "sasaran", "arah", "langkah", "kelengkapan", "melapor", "wajib", "dihitung_pada",
        ]  # fmt: skip
        read_only_fields = fields

    def _of(self, obj: NilaiIndikator) -> Indikator | None:
        return indikator.ambil(obj.kode_indikator)

    def get_nama(self, obj: NilaiIndikator) -> str:
        i = self._of(obj)
        return str(i.nama) if i is not None else obj.kode_indikator

    def get_kelompok(self, obj: NilaiIndikator) -> str:
        i = self._of(obj)
        return i.kelompok if i is not None else ""

    @extend_schema_field(serializers.DecimalField(max_digits=20, decimal_places=2, allow_null=True))
    def get_nilai(self, obj: NilaiIndikator) -> str | None:
        i = self._of(obj)
        if i is not None and i.penyebut:
            return _decimal(obj.persen if obj.pembilang is not None else None)
        return _decimal(obj.pembilang)

    def get_satuan(self, obj: NilaiIndikator) -> str:
        i = self._of(obj)
        return "%" if i is not None and i.penyebut else _units().get(i.pembilang, "") if i is not None else ""

    @extend_schema_field(serializers.DecimalField(max_digits=20, decimal_places=2, allow_null=True))
    def get_sasaran(self, obj: NilaiIndikator) -> str | None:
        return _decimal(self.context["sasaran"](obj).get(obj.kode_indikator))

    def get_arah(self, obj: NilaiIndikator) -> str:
        i = self._of(obj)
        return i.arah if i is not None else ""

    def get_langkah(self, obj: NilaiIndikator) -> str:
        i = self._of(obj)
        return i.langkah if i is not None else ""

    @extend_schema_field(serializers.DecimalField(max_digits=6, decimal_places=2, allow_null=True))
    def get_kelengkapan(self, obj: NilaiIndikator) -> str | None:
        return _decimal(share(obj.melapor, obj.wajib))


def _decimal(nilai: Any) -> str | None:
    return None if nilai is None else str(Decimal(nilai).quantize(Decimal("0.01")))


@extend_schema_view(
    list=extend_schema(
        description="Angka dasbor per wilayah dan bulan: nilai, pembilang, penyebut, satuan, sasaran, arah, dan kelengkapan "
        "data. `?area=32.73` hanya kota itu sendiri (`nasional` untuk seluruh negeri), `?wilayah=32.73` beserta semua di "
        "bawahnya, `?bulan=2026-11`, `?kode=partisipasi.perempuan`. Dihitung ulang oleh tugas; lihat `dihitung_pada`."
    )
)
class IndikatorViewSet(ScopedViewSet):
    """Figures in scope: read only."""

    queryset = NilaiIndikator.objects.select_related("wilayah").order_by("-bulan", "id")
    serializer_class = IndikatorSerializer
    filterset_class = IndikatorFilterSet
    ordering_fields = ["bulan"]

    def get_serializer_context(self) -> dict[str, Any]:
        """Targets are read once per area on a page, not once per row."""
        ada: dict[str, dict[str, Any]] = {}

        def targets(obj: NilaiIndikator) -> dict[str, Any]:
            kode = obj.kode[:5]  # targets of a kota hold for its kelurahan; a page of many kelurahan asks once
            if kode not in ada:
                ada[kode] = sajian.targets(kode, today_in(kode))
            return ada[kode]

        return {**super().get_serializer_context(), "sasaran": targets}
