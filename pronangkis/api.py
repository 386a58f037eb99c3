"""The plan by API: the same querysets, filters and actions as the pages. Status is moved only through `transisi/`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import CreateMixin, ScopedViewSet, UpdateMixin
from inti.errors import IdTerpakai
from pronangkis import actions
from pronangkis.filters import KegiatanPJMFilterSet, PJMFilterSet, RentaFilterSet
from pronangkis.isi import plan_content
from pronangkis.models import PJM, BiayaKegiatan, Bidang, KegiatanPJM, KegiatanRenta, Renta
from pronangkis.queries import activity_exists
from siklus.api import KUNCI, KUNCI_WAJIB, VERSI, related, text
from siklus.models import Langkah, Masalah
from wilayah.models import Basis


class PJMSerializer(serializers.ModelSerializer):
    """One version of a plan."""

    sidik = serializers.CharField(source="pengesahan.sidik", read_only=True, default=None, allow_null=True)
    disahkan_pada = serializers.DateField(source="pengesahan.tanggal", read_only=True, default=None, allow_null=True)

    class Meta:
        model = PJM
        fields = [
            "id", "versi", "wilayah", "siklus", "langkah", "versi_ke", "asal", "alasan_versi", "tahun_mulai", "tahun", "visi",
            "misi", "status", "disahkan_pada", "sidik", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PJMIsiSerializer(serializers.Serializer):
    """What may be written of a draft."""

    visi = text(2000)
    misi = text(5000)
    tahun_mulai = serializers.IntegerField(min_value=1999, max_value=2100, required=False)


class PJMMasukSerializer(serializers.Serializer):
    """A new plan in a running S6."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    tahun_mulai = serializers.IntegerField(min_value=1999, max_value=2100, required=False)


@extend_schema_view(
    create=extend_schema(request=PJMMasukSerializer, responses={201: PJMSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(request=PJMIsiSerializer, responses=PJMSerializer, parameters=[KUNCI, VERSI]),
)
class PJMViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Plans in scope, version by version; `isi/` gives the whole plan as the documents print it."""

    queryset = PJM.objects.select_related("pengesahan").order_by("-dibuat_pada", "-id")
    serializer_class = PJMSerializer
    filterset_class = PJMFilterSet
    search_fields = ["visi"]
    ordering_fields = ["dibuat_pada"]

    def get_write_serializer(self, *args: Any, **kwargs: Any) -> Any:
        kelas = PJMIsiSerializer if self.action == "partial_update" else PJMMasukSerializer
        return kelas(*args, **{"context": self.get_serializer_context(), **kwargs})

    def create_action(self, data: dict[str, Any], oleh: Any) -> PJM:
        return actions.open_pjm(data.pop("langkah"), oleh=oleh, **data)

    def update_action(self, obj: PJM, data: dict[str, Any], oleh: Any) -> PJM:
        return actions.update_pjm(obj, oleh=oleh, **data)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def isi(self, request: Request, pk: str | None = None) -> Response:
        """The whole plan: chapters, programmes, activities, recap, priorities, Renta; of a ratified version as frozen."""
        return Response(plan_content(self.get_object()))


class BiayaSerializer(serializers.ModelSerializer):
    """What one source pays in one year of the plan (rupiah)."""

    class Meta:
        model = BiayaKegiatan
        fields = ["sumber", "tahun_ke", "jumlah"]
        read_only_fields = fields


class KegiatanPJMSerializer(serializers.ModelSerializer):
    """One activity; its cost is the sum of its lines."""

    bidang = serializers.ChoiceField(source="program.bidang", choices=Bidang.choices, read_only=True)
    program_nama = serializers.CharField(source="program.nama", read_only=True)
    biaya = BiayaSerializer(many=True, read_only=True)
    biaya_total = serializers.SerializerMethodField()

    class Meta:
        model = KegiatanPJM
        fields = [
            "id", "versi", "wilayah", "pjm", "garis_id", "bidang", "program", "program_nama", "urutan", "nama", "lokasi", "basis",
            "masalah", "volume", "satuan", "volume_1", "volume_2", "volume_3", "pemanfaat_l", "pemanfaat_p", "kk_miskin",
            "pelaksana", "unit", "prioritas", "keterangan", "biaya", "biaya_total", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.DecimalField(max_digits=18, decimal_places=2))
    def get_biaya_total(self, obj: KegiatanPJM) -> str:
        """Sum of the lines."""
        return f"{sum((b.jumlah for b in obj.biaya.all()), Decimal(0)):.2f}"


def volume_field() -> serializers.DecimalField:
    """A volume."""
    return serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=Decimal(0), required=False, allow_null=True
    )


def count_field() -> serializers.IntegerField:
    """A number of persons or households."""
    return serializers.IntegerField(min_value=0, max_value=1_000_000, required=False, allow_null=True)


class BiayaMasukSerializer(serializers.Serializer):
    """One cost line as sent (whole rupiah)."""

    sumber = serializers.CharField(max_length=20)
    tahun_ke = serializers.IntegerField(min_value=1, max_value=3)
    jumlah = serializers.DecimalField(max_digits=18, decimal_places=2, min_value=Decimal(0))


class KegiatanIsiSerializer(serializers.Serializer):
    """What may be written of an activity; `biaya`, `basis` and `masalah` replace what is there."""

    nama = serializers.CharField(max_length=200)
    lokasi = text(200)
    volume = volume_field()
    satuan = text(30)
    volume_1 = volume_field()
    volume_2 = volume_field()
    volume_3 = volume_field()
    pemanfaat_l = count_field()
    pemanfaat_p = count_field()
    kk_miskin = count_field()
    pelaksana = text(100)
    unit = serializers.ChoiceField(choices=KegiatanPJM.Unit.choices, required=False, allow_blank=True)
    keterangan = text(300)
    basis = serializers.ListField(child=related(Basis), required=False, max_length=500)
    masalah = serializers.ListField(child=related(Masalah), required=False, max_length=200)
    biaya = BiayaMasukSerializer(many=True, required=False)


class KegiatanMasukSerializer(KegiatanIsiSerializer):
    """A new activity in a draft; its programme by field and name."""

    id = serializers.UUIDField(required=False)
    pjm = related(PJM)
    bidang = serializers.ChoiceField(choices=Bidang.choices)
    program_nama = serializers.CharField(max_length=150)


@extend_schema_view(
    create=extend_schema(request=KegiatanMasukSerializer, responses={201: KegiatanPJMSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(
        request=KegiatanIsiSerializer, responses=KegiatanPJMSerializer, parameters=[KUNCI, VERSI]
    ),
)
class KegiatanPJMViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Activities in scope with their costs; add to a draft, change."""

    queryset = (
        KegiatanPJM.objects.select_related("program")
        .prefetch_related("biaya", "basis", "masalah")
        .order_by("-dibuat_pada", "-id")
    )
    serializer_class = KegiatanPJMSerializer
    filterset_class = KegiatanPJMFilterSet
    search_fields = ["nama", "lokasi"]
    ordering_fields = ["dibuat_pada"]

    def get_write_serializer(self, *args: Any, **kwargs: Any) -> Any:
        kelas = KegiatanIsiSerializer if self.action == "partial_update" else KegiatanMasukSerializer
        return kelas(*args, **{"context": self.get_serializer_context(), **kwargs})

    def create_action(self, data: dict[str, Any], oleh: Any) -> KegiatanPJM:
        pjm = data.pop("pjm")
        program = actions.add_program(pjm, oleh=oleh, bidang=data.pop("bidang"), nama=data.pop("program_nama"))
        return actions.add_kegiatan(pjm, oleh=oleh, program=program, **_costs(data))

    def update_action(self, obj: KegiatanPJM, data: dict[str, Any], oleh: Any) -> KegiatanPJM:
        return actions.update_kegiatan(obj, oleh=oleh, **_costs(data))

    def _existing(self, data: dict[str, Any]) -> Any:
        """The row that already carries the client's id. Raises IdTerpakai when it is another activity."""
        if not data.get("id") or not activity_exists(data["id"]):
            return None
        lama = self.get_queryset().filter(pk=data["id"]).first()
        if lama is None or (lama.pjm_id, lama.nama, lama.program.nama) != (
            data["pjm"].pk,
            data["nama"],
            data["program_nama"],
        ):
            raise IdTerpakai
        return lama


def _costs(data: dict[str, Any]) -> dict[str, Any]:
    """Cost lines as the actions take them."""
    if "biaya" in data:
        data["biaya"] = {(b["sumber"], b["tahun_ke"]): b["jumlah"] for b in data["biaya"]}
    return data


class KegiatanRentaSerializer(serializers.ModelSerializer):
    """One line of a Renta; volume and money stand on its activity."""

    class Meta:
        model = KegiatanRenta
        fields = ["id", "kegiatan", "ksm", "bulan", "indikator", "catatan"]
        read_only_fields = fields


class RentaSerializer(serializers.ModelSerializer):
    """One yearly plan with its lines."""

    kegiatan = KegiatanRentaSerializer(many=True, read_only=True)

    class Meta:
        model = Renta
        fields = [
            "id", "versi", "wilayah", "pjm", "siklus", "langkah", "tahun_ke", "tahun", "status", "catatan", "kegiatan",
            "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class BarisRentaSerializer(serializers.Serializer):
    """What may be written of one line."""

    id = serializers.UUIDField()
    ksm = text(120)
    bulan = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=12), required=False, max_length=12
    )
    indikator = text(200)
    catatan = text(200)


class RentaIsiSerializer(serializers.Serializer):
    """Lines and note of a draft."""

    kegiatan = BarisRentaSerializer(many=True, required=False)
    catatan = text(5000)


class RentaMasukSerializer(serializers.Serializer):
    """The Renta of a later year, taken from the plan in force."""

    langkah = related(Langkah)


@extend_schema_view(
    create=extend_schema(request=RentaMasukSerializer, responses={201: RentaSerializer}, parameters=[KUNCI_WAJIB]),
    partial_update=extend_schema(request=RentaIsiSerializer, responses=RentaSerializer, parameters=[KUNCI, VERSI]),
)
class RentaViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Yearly plans in scope: begin that of a later year, fill in months, hand in and ratify through `transisi/`."""

    queryset = Renta.objects.prefetch_related("kegiatan").order_by("-dibuat_pada", "-id")
    serializer_class = RentaSerializer
    filterset_class = RentaFilterSet
    ordering_fields = ["dibuat_pada"]

    def get_write_serializer(self, *args: Any, **kwargs: Any) -> Any:
        kelas = RentaIsiSerializer if self.action == "partial_update" else RentaMasukSerializer
        return kelas(*args, **{"context": self.get_serializer_context(), **kwargs})

    def create_action(self, data: dict[str, Any], oleh: Any) -> Renta:
        return actions.open_renta(data["langkah"], oleh=oleh)

    def update_action(self, obj: Renta, data: dict[str, Any], oleh: Any) -> Renta:
        return actions.save_renta_lines(obj, oleh=oleh, baris=data.get("kegiatan", []), catatan=data.get("catatan"))
