"""Groups by API: the same querysets, filters and actions as the pages. Status is moved only through `transisi/`."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from inti.api import CreateMixin, ScopedViewSet, UpdateMixin
from inti.izin import may
from ksm import actions
from ksm.filters import AnggotaKSMFilterSet, KSMFilterSet
from ksm.models import KSM, AnggotaKSM
from ksm.queries import poor_share, with_members, women_share
from siklus.api import KUNCI_WAJIB, VERSI, related, text
from siklus.izin import LIHAT_PS2
from siklus.models import Keluarga, Langkah, Potensi, Relawan
from wilayah.api import ScopedRelatedField
from wilayah.models import Basis, JenisKelamin, Warga, Wilayah


class KSMSerializer(serializers.ModelSerializer):
    """One group, with its active members counted (orang), and the women and the poor among them (persen).

    `anggota_miskin` are members of households that are on PS-2 now, `anggota_berkk` those whose household is known.
    """

    anggota_l = serializers.IntegerField()
    anggota_p = serializers.IntegerField()
    anggota_berkk = serializers.IntegerField()
    anggota_miskin = serializers.IntegerField()
    beraturan = serializers.BooleanField()
    perempuan_persen = serializers.SerializerMethodField()
    miskin_persen = serializers.SerializerMethodField()

    class Meta:
        model = KSM
        fields = [
            "id", "versi", "wilayah", "badan", "nama", "jenis", "asal", "basis", "terbentuk", "ikatan", "tujuan",
            "relawan_pendamping", "langkah", "potensi", "anggota_l", "anggota_p", "perempuan_persen", "anggota_berkk",
            "anggota_miskin", "miskin_persen", "beraturan", "status", "berakhir_pada", "alasan_berakhir", "dibuat_pada",
            "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields

    def get_perempuan_persen(self, obj: Any) -> str | None:
        """Women among the active members, as a decimal string; null without members."""
        bagian = women_share(obj)
        return None if bagian is None else str(bagian)

    def get_miskin_persen(self, obj: Any) -> str | None:
        """Members of PS-2 households among the active members, as a decimal string; null without members."""
        bagian = poor_share(obj)
        return None if bagian is None else str(bagian)


class KSMMasukSerializer(serializers.Serializer):
    """A group to be registered."""

    id = serializers.UUIDField(required=False)
    wilayah = ScopedRelatedField(queryset=Wilayah.objects.all())
    nama = serializers.CharField(max_length=120)
    jenis = serializers.ChoiceField(choices=KSM.Jenis.choices)
    asal = serializers.ChoiceField(choices=KSM.Asal.choices)
    terbentuk = serializers.DateField()
    basis = related(Basis, wajib=False)
    relawan_pendamping = related(Relawan, wajib=False)
    langkah = related(Langkah, wajib=False)
    potensi = related(Potensi, wajib=False)
    ikatan = text(200)
    tujuan = text(5000)

    def get_fields(self) -> dict[str, Any]:
        """A registered group keeps its area, its stage and what it started from."""
        bidang = dict(super().get_fields())
        if self.instance is not None:
            for nama in ("id", "wilayah", "langkah", "potensi"):
                del bidang[nama]
        return bidang


@extend_schema_view(
    create=extend_schema(request=KSMMasukSerializer, responses={201: KSMSerializer}, parameters=[KUNCI_WAJIB]),
    partial_update=extend_schema(
        request=KSMMasukSerializer, responses={200: KSMSerializer}, parameters=[KUNCI_WAJIB, VERSI]
    ),
)
class KSMViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Groups in scope: register, change, move. A treasurer sees only the own group."""

    queryset = with_members(KSM.objects.all()).order_by("-dibuat_pada", "-id")
    serializer_class = KSMSerializer
    write_serializer_class = KSMMasukSerializer
    filterset_class = KSMFilterSet
    search_fields = ["nama"]
    ordering_fields = ["dibuat_pada", "nama", "terbentuk"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> KSM:
        return actions.register_ksm(data.pop("wilayah").kode, oleh=oleh, **data)

    def update_action(self, obj: KSM, data: dict[str, Any], oleh: Any) -> KSM:
        return actions.change_ksm(obj, oleh=oleh, **data)


class AnggotaKSMSerializer(serializers.ModelSerializer):
    """One membership. Personal data: only for those who may see the group; the household only with `siklus.lihat_ps2`."""

    class Meta:
        model = AnggotaKSM
        fields = [
            "id", "versi", "wilayah", "ksm", "warga", "keluarga", "nama", "pembeda", "jenis_kelamin", "jabatan", "basis",
            "masuk", "keluar", "alasan", "status", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The household is null for those who may not see PS-2. Source: KSM-17."""
        isi = dict(super().to_representation(instance))
        if not may(self.context["request"].user, LIHAT_PS2, kode=instance.wilayah_id):
            isi["keluarga"] = None
        return isi


class AnggotaKSMMasukSerializer(serializers.Serializer):
    """A member to be entered."""

    id = serializers.UUIDField(required=False)
    ksm = related(KSM)
    nama = serializers.CharField(max_length=150)
    pembeda = text(60)
    jenis_kelamin = serializers.ChoiceField(choices=JenisKelamin.choices)
    jabatan = serializers.ChoiceField(choices=AnggotaKSM.Jabatan.choices, required=False)
    basis = related(Basis, wajib=False)
    warga = related(Warga, wajib=False)
    keluarga = related(Keluarga, wajib=False)
    masuk = serializers.DateField(required=False)

    def get_fields(self) -> dict[str, Any]:
        """A member stays with the group."""
        bidang = dict(super().get_fields())
        if self.instance is not None:
            for nama in ("id", "ksm"):
                del bidang[nama]
        return bidang


@extend_schema_view(
    create=extend_schema(
        request=AnggotaKSMMasukSerializer, responses={201: AnggotaKSMSerializer}, parameters=[KUNCI_WAJIB]
    ),
    partial_update=extend_schema(
        request=AnggotaKSMMasukSerializer, responses={200: AnggotaKSMSerializer}, parameters=[KUNCI_WAJIB, VERSI]
    ),
)
class AnggotaKSMViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Members in scope: enter, change, leave."""

    queryset = AnggotaKSM.objects.order_by("-dibuat_pada", "-id")
    serializer_class = AnggotaKSMSerializer
    write_serializer_class = AnggotaKSMMasukSerializer
    filterset_class = AnggotaKSMFilterSet
    search_fields = ["nama"]
    ordering_fields = ["dibuat_pada", "nama", "masuk"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> AnggotaKSM:
        return actions.add_anggota(data.pop("ksm"), oleh=oleh, **data)

    def update_action(self, obj: AnggotaKSM, data: dict[str, Any], oleh: Any) -> AnggotaKSM:
        return actions.change_anggota(obj, oleh=oleh, **data)
