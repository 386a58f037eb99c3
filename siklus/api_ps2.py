"""PS-2 by API. Households, entries and objections only for those with `siklus.lihat_ps2`; notices name nobody."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from inti.api import CreateMixin, ScopedViewSet, UpdateMixin
from siklus import actions
from siklus.api import KUNCI, KUNCI_WAJIB, VERSI, related, text
from siklus.filters_ps2 import (
    EntriPS2FilterSet,
    KeberatanPS2FilterSet,
    KeluargaFilterSet,
    PengumumanPS2FilterSet,
    RumahFilterSet,
)
from siklus.models import EntriPS2, KeberatanPS2, Keluarga, Langkah, PengumumanPS2, RefleksiButir, Rumah
from wilayah.api import ScopedRelatedField
from wilayah.models import Basis, JenisKelamin, Wilayah

REKAM = ["id", "versi", "wilayah"]
TANDA = ["dibuat_pada", "dibuat_oleh_nama"]


class RumahSerializer(serializers.ModelSerializer):
    """One dwelling. Personal data."""

    class Meta:
        model = Rumah
        fields = [*REKAM, "basis", "alamat", "status", "lintang", "bujur", *TANDA]
        read_only_fields = fields


class RumahIsiSerializer(serializers.Serializer):
    """What may be said of a dwelling."""

    basis = related(Basis, wajib=False)
    alamat = serializers.CharField(max_length=200)
    status = serializers.ChoiceField(choices=Rumah.Kepemilikan.choices, required=False, allow_blank=True)
    lintang = serializers.DecimalField(max_digits=8, decimal_places=6, required=False, allow_null=True)
    bujur = serializers.DecimalField(max_digits=9, decimal_places=6, required=False, allow_null=True)


class RumahMasukSerializer(RumahIsiSerializer):
    """A new dwelling."""

    id = serializers.UUIDField(required=False)
    wilayah = ScopedRelatedField(queryset=Wilayah.objects.all())


@extend_schema_view(
    create=extend_schema(request=RumahMasukSerializer, responses={201: RumahSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(request=RumahIsiSerializer, responses=RumahSerializer, parameters=[KUNCI, VERSI]),
)
class RumahViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Dwellings, for the kelurahan and its team."""

    queryset = Rumah.objects.order_by("-dibuat_pada", "-id")
    serializer_class = RumahSerializer
    filterset_class = RumahFilterSet
    ordering_fields = ["dibuat_pada"]

    def get_write_serializer(self, *args: Any, **kwargs: Any) -> Any:
        kelas = RumahIsiSerializer if self.action == "partial_update" else RumahMasukSerializer
        return kelas(*args, **{"context": self.get_serializer_context(), **kwargs})

    def create_action(self, data: dict[str, Any], oleh: Any) -> Rumah:
        return actions.record_rumah(data.pop("wilayah"), oleh=oleh, **data)

    def update_action(self, obj: Rumah, data: dict[str, Any], oleh: Any) -> Rumah:
        return actions.update_rumah(obj, oleh=oleh, **data)


class KeluargaSerializer(serializers.ModelSerializer):
    """One household with its entries' states. Personal data."""

    class EntriSingkat(serializers.ModelSerializer):
        """One entry in short."""

        class Meta:
            model = EntriPS2
            fields = ["id", "langkah", "peringkat", "status", "masuk_tanggal", "keluar_tanggal"]
            read_only_fields = fields

    entri = EntriSingkat(many=True, read_only=True)

    class Meta:
        model = Keluarga
        fields = [
            *REKAM, "rumah", "basis", "nama_kk", "pembeda", "jenis_kelamin_kk", "warga", "jiwa_l", "jiwa_p",
            "kepala_perempuan", "lansia", "disabilitas", "status", "alasan_batal", "entri", *TANDA,
        ]  # fmt: skip
        read_only_fields = fields


class KeluargaMasukSerializer(serializers.Serializer):
    """A household to be recorded or corrected."""

    id = serializers.UUIDField(required=False)
    basis = related(Basis)
    rumah = related(Rumah, wajib=False)
    nama_kk = serializers.CharField(max_length=150)
    pembeda = text(60)
    jenis_kelamin_kk = serializers.ChoiceField(choices=JenisKelamin.choices)
    jiwa_l = serializers.IntegerField(min_value=0, max_value=50)
    jiwa_p = serializers.IntegerField(min_value=0, max_value=50)
    lansia = serializers.BooleanField(required=False)
    disabilitas = serializers.BooleanField(required=False)


@extend_schema_view(
    create=extend_schema(request=KeluargaMasukSerializer, responses={201: KeluargaSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(
        request=KeluargaMasukSerializer, responses=KeluargaSerializer, parameters=[KUNCI, VERSI]
    ),
)
class KeluargaViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Households, for the kelurahan and its team."""

    queryset = Keluarga.objects.prefetch_related("entri").order_by("-dibuat_pada", "-id")
    serializer_class = KeluargaSerializer
    write_serializer_class = KeluargaMasukSerializer
    filterset_class = KeluargaFilterSet
    ordering_fields = ["dibuat_pada", "nama_cari"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> Keluarga:
        return actions.record_keluarga(data.pop("basis"), oleh=oleh, **data)

    def update_action(self, obj: Keluarga, data: dict[str, Any], oleh: Any) -> Keluarga:
        data.pop("id", None)
        return actions.update_keluarga(obj, oleh=oleh, **data)


class EntriPS2Serializer(serializers.ModelSerializer):
    """One membership. Personal data."""

    class Meta:
        model = EntriPS2
        fields = [
            *REKAM, "langkah", "keluarga", "basis", "kriteria", "peringkat", "peringkat_usulan", "wawancara_tanggal",
            "catatan", "pengumuman", "pertemuan", "status", "masuk_tanggal", "masuk_sebab", "masuk_alasan",
            "keluar_tanggal", "keluar_sebab", "keluar_alasan", "alasan_batal", *TANDA,
        ]  # fmt: skip
        read_only_fields = fields


class EntriIsiSerializer(serializers.Serializer):
    """What may be said of a proposal."""

    peringkat = serializers.ChoiceField(choices=EntriPS2.Peringkat.choices)
    kriteria = ScopedRelatedField(
        queryset=RefleksiButir.objects.all(), pk_field=serializers.UUIDField(), many=True, required=False
    )
    wawancara_tanggal = serializers.DateField(required=False, allow_null=True)
    catatan = text(300)


class EntriMasukSerializer(EntriIsiSerializer):
    """A household to be proposed."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    keluarga = related(Keluarga)


@extend_schema_view(
    create=extend_schema(request=EntriMasukSerializer, responses={201: EntriPS2Serializer}, parameters=[KUNCI_WAJIB]),
    partial_update=extend_schema(
        request=EntriIsiSerializer, responses=EntriPS2Serializer, parameters=[KUNCI_WAJIB, VERSI]
    ),
)
class EntriPS2ViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Entries, for the kelurahan and its team; announced, determined and left through `transisi/`."""

    queryset = EntriPS2.objects.select_related("langkah").prefetch_related("kriteria").order_by("-dibuat_pada", "-id")
    serializer_class = EntriPS2Serializer
    filterset_class = EntriPS2FilterSet
    ordering_fields = ["dibuat_pada"]
    kunci_wajib = True

    def get_write_serializer(self, *args: Any, **kwargs: Any) -> Any:
        kelas = EntriIsiSerializer if self.action == "partial_update" else EntriMasukSerializer
        return kelas(*args, **{"context": self.get_serializer_context(), **kwargs})

    def _existing(self, data: dict[str, Any]) -> Any:
        # Criteria are rows of their own: the same entry sent again is judged by the rest.
        return super()._existing({k: v for k, v in data.items() if k != "kriteria"})

    def create_action(self, data: dict[str, Any], oleh: Any) -> EntriPS2:
        return actions.propose_entri(data.pop("keluarga"), oleh=oleh, **data)

    def update_action(self, obj: EntriPS2, data: dict[str, Any], oleh: Any) -> EntriPS2:
        return actions.update_entri(obj, oleh=oleh, **data)


class PengumumanPS2Serializer(serializers.ModelSerializer):
    """One notice: where, when, until when, how many households. Nobody is named."""

    class Meta:
        model = PengumumanPS2
        fields = [
            *REKAM, "langkah", "basis", "tanggal", "masa_hari", "akhir", "tempat", "jumlah_kk", "status", "alasan_batal",
            *TANDA,
        ]  # fmt: skip
        read_only_fields = fields


class PengumumanMasukSerializer(serializers.Serializer):
    """A list that was posted."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    basis = related(Basis, wajib=False)
    tanggal = serializers.DateField()
    tempat = serializers.CharField(max_length=150)


@extend_schema_view(
    create=extend_schema(
        request=PengumumanMasukSerializer, responses={201: PengumumanPS2Serializer}, parameters=[KUNCI_WAJIB]
    )
)
class PengumumanPS2ViewSet(CreateMixin, ScopedViewSet):
    """Notices in scope: how far each RT is."""

    queryset = PengumumanPS2.objects.order_by("-dibuat_pada", "-id")
    serializer_class = PengumumanPS2Serializer
    write_serializer_class = PengumumanMasukSerializer
    filterset_class = PengumumanPS2FilterSet
    ordering_fields = ["dibuat_pada", "tanggal"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> PengumumanPS2:
        data.setdefault("basis", None)
        return actions.announce_ps2(data.pop("langkah"), oleh=oleh, **data)


class KeberatanPS2Serializer(serializers.ModelSerializer):
    """One objection or addition. Personal data."""

    class Meta:
        model = KeberatanPS2
        fields = [
            *REKAM, "langkah", "pengumuman", "jenis", "entri", "keluarga", "tanggal", "pelapor", "uraian", "status",
            "putusan", "putusan_tanggal", "putusan_oleh", *TANDA,
        ]  # fmt: skip
        read_only_fields = fields


class KeberatanMasukSerializer(serializers.Serializer):
    """An objection, or a household to be added."""

    id = serializers.UUIDField(required=False)
    pengumuman = related(PengumumanPS2)
    jenis = serializers.ChoiceField(choices=KeberatanPS2.Jenis.choices)
    entri = related(EntriPS2, wajib=False)
    keluarga = related(Keluarga, wajib=False)
    tanggal = serializers.DateField()
    pelapor = text(150)
    uraian = serializers.CharField(max_length=1000)


@extend_schema_view(
    create=extend_schema(
        request=KeberatanMasukSerializer, responses={201: KeberatanPS2Serializer}, parameters=[KUNCI_WAJIB]
    )
)
class KeberatanPS2ViewSet(CreateMixin, ScopedViewSet):
    """Objections, for the kelurahan and its team; decided through `transisi/`."""

    queryset = KeberatanPS2.objects.order_by("-dibuat_pada", "-id")
    serializer_class = KeberatanPS2Serializer
    write_serializer_class = KeberatanMasukSerializer
    filterset_class = KeberatanPS2FilterSet
    ordering_fields = ["dibuat_pada", "tanggal"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> KeberatanPS2:
        return actions.file_keberatan(data.pop("pengumuman"), oleh=oleh, **data)
