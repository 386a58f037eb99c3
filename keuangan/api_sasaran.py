"""Reach and swadaya by kelurahan over the API: figures only, never a name. Source: TGT-06."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bkm.models import BKM
from inti.api import ScopedViewSet
from keuangan.filters_sasaran import SasaranFilterSet
from keuangan.queries_sasaran import often_from, reach, swadaya_of

RUPIAH: dict[str, Any] = {"max_digits": 18, "decimal_places": 2}
PERSEN: dict[str, Any] = {"max_digits": 9, "decimal_places": 4, "allow_null": True}


class SasaranSerializer(serializers.Serializer):
    """One kelurahan: rupiah that reached residents and PS-2, KK by how they were reached, swadaya with both denominators."""

    id = serializers.UUIDField()
    wilayah = serializers.CharField()
    rupiah = serializers.DecimalField(**RUPIAH)
    rupiah_ps2 = serializers.DecimalField(**RUPIAH)
    persen_ps2 = serializers.DecimalField(**PERSEN)
    kk_ps2 = serializers.IntegerField()
    kk_bernama = serializers.IntegerField()
    kk_prasarana = serializers.IntegerField()
    kk_belum = serializers.IntegerField()
    kk_sering = serializers.IntegerField()
    swadaya = serializers.DecimalField(**RUPIAH)
    blm = serializers.DecimalField(**RUPIAH)
    swadaya_per_blm = serializers.DecimalField(**PERSEN)
    swadaya_per_total = serializers.DecimalField(**PERSEN)


@extend_schema_view(
    list=extend_schema(responses=SasaranSerializer(many=True)), retrieve=extend_schema(responses=SasaranSerializer)
)
class SasaranViewSet(ScopedViewSet):
    """Kelurahan in scope with a living BKM (`id`); computed for the page that is shown. Read only."""

    queryset = BKM.objects.filter(status="aktif").order_by("-dibuat_pada", "-id")
    serializer_class = SasaranSerializer
    filterset_class = SasaranFilterSet
    http_method_names = ["get", "head", "options"]

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        halaman = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(SasaranSerializer(figures(halaman or []), many=True).data)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(SasaranSerializer(figures([self.get_object()])[0]).data)


def figures(bkm: Sequence[BKM]) -> list[dict[str, Any]]:
    """What the API says of the kelurahan of these BKM, in their order. A constant number of queries."""
    kodes = [b.wilayah_id for b in bkm]
    capaian, swadaya = reach(kodes, sering=often_from(kodes)), swadaya_of(kodes)
    hasil = []
    for b in bkm:
        c, s = capaian[b.wilayah_id], swadaya[b.wilayah_id][0]
        hasil.append({
            "id": b.pk, "wilayah": b.wilayah_id,
            "rupiah": c.rupiah, "rupiah_ps2": c.rupiah_ps2, "persen_ps2": c.persen, "kk_ps2": c.kk_ps2,
            "kk_bernama": c.kk_bernama, "kk_prasarana": c.kk_prasarana, "kk_belum": c.kk_belum, "kk_sering": c.kk_sering,
            "swadaya": s.swadaya, "blm": s.blm, "swadaya_per_blm": s.per_blm, "swadaya_per_total": s.per_total,
        })  # fmt: skip
    return hasil
