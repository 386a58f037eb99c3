"""BKM and members by API: the same querysets, filters and actions as the pages. Status is moved only through `transisi/`."""

from __future__ import annotations

from rest_framework import serializers

from bkm.filters_lembaga import AnggotaBKMFilterSet, BKMFilterSet
from bkm.models import BKM, AnggotaBKM
from inti.api import ScopedViewSet


class BKMSerializer(serializers.ModelSerializer):
    """One BKM with the name and title of its body."""

    nama = serializers.CharField(source="badan.nama")
    sebutan = serializers.CharField(source="badan.sebutan")

    class Meta:
        model = BKM
        fields = [
            "id", "versi", "wilayah", "badan", "nama", "sebutan", "asal", "status", "berakhir_pada", "alasan_berakhir",
            "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class BKMViewSet(ScopedViewSet):
    """BKM in scope: list, detail, move."""

    queryset = BKM.objects.select_related("badan").order_by("wilayah_id", "id")
    serializer_class = BKMSerializer
    filterset_class = BKMFilterSet
    ordering_fields = ["wilayah_id", "dibuat_pada"]
    kunci_wajib = True


class AnggotaBKMSerializer(serializers.ModelSerializer):
    """One member of one term."""

    class Meta:
        model = AnggotaBKM
        fields = [
            "id", "versi", "wilayah", "kepengurusan", "utusan", "warga", "nama", "jenis_kelamin", "miskin", "basis",
            "urutan", "suara", "koordinator", "pengurus_partai", "pejabat", "mulai", "selesai", "sebab", "alasan",
            "menggantikan", "status", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class AnggotaBKMViewSet(ScopedViewSet):
    """Members in scope: list, detail, move (`berhentikan` with the meeting that noted it)."""

    queryset = AnggotaBKM.objects.order_by("wilayah_id", "kepengurusan", "urutan", "id")
    serializer_class = AnggotaBKMSerializer
    filterset_class = AnggotaBKMFilterSet
    ordering_fields = ["wilayah_id", "urutan", "mulai"]
    kunci_wajib = True
