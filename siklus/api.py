"""The cycle by API: the same querysets, filters and actions as the pages. Status is moved only through `transisi/`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import CreateMixin, ScopedViewSet, UpdateMixin, transition_as_dict
from laporan.models import Berkas, Dokumen
from siklus import actions
from siklus.definisi import semua_definisi
from siklus.definisi.model import Definisi, ke_data
from siklus.filters import (
    KeluaranFilterSet,
    KeputusanFilterSet,
    LangkahFilterSet,
    PelatihanFilterSet,
    PertemuanFilterSet,
    RelawanFilterSet,
    SiklusFilterSet,
)
from siklus.gerbang import periksa_gerbang
from siklus.models import Keluaran, Keputusan, Langkah, Pelatihan, Pertemuan, Relawan, Siklus
from siklus.wewenang import moves
from wilayah.api import ScopedRelatedField
from wilayah.models import Basis, JenisKelamin, Wilayah

KUNCI = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER, required=False)
KUNCI_WAJIB = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER, required=True)
VERSI = OpenApiParameter("If-Match", OpenApiTypes.INT, OpenApiParameter.HEADER, required=True)
ORANG_MAKS = 100_000


def related(model: Any, *, wajib: bool = True) -> ScopedRelatedField:
    """A reference by UUID to a row that the caller can see."""
    isi: dict[str, Any] = {} if wajib else {"required": False, "allow_null": True}
    return ScopedRelatedField(queryset=model.objects.all(), pk_field=serializers.UUIDField(), **isi)


def people(*, wajib: bool = True) -> serializers.IntegerField:
    """A count of persons."""
    isi: dict[str, Any] = {} if wajib else {"required": False, "allow_null": True}
    return serializers.IntegerField(min_value=0, max_value=ORANG_MAKS, **isi)


def text(maks: int) -> serializers.CharField:
    """An optional text."""
    return serializers.CharField(max_length=maks, required=False, allow_blank=True)


class KekuranganSerializer(serializers.Serializer):
    """One finding: rule, strictness, met or not, sentence, detail, where to mend it, the guideline behind it."""

    aturan = serializers.CharField()
    mode = serializers.ChoiceField(choices=["block", "warn", "info"])
    terpenuhi = serializers.BooleanField()
    pesan = serializers.CharField()
    rincian = serializers.CharField()
    tautan = serializers.CharField()
    sumber = serializers.CharField()
    kode = serializers.CharField()


# -- cycles --------------------------------------------------------------------------------------------------------


class SiklusSerializer(serializers.ModelSerializer):
    """One run of the cycle in one area."""

    class Meta:
        model = Siklus
        fields = [
            "id", "versi", "wilayah", "definisi", "program", "nomor", "tahun_mulai", "keadaan_awal", "status",
            "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class SiklusMasukSerializer(serializers.Serializer):
    """Open a cycle: where, which programme, in which year it begins."""

    id = serializers.UUIDField(required=False)
    wilayah = ScopedRelatedField(queryset=Wilayah.objects.all())
    program = serializers.CharField(max_length=20, required=False)
    tahun = serializers.IntegerField(min_value=1999, max_value=2100)
    keadaan_awal = serializers.BooleanField(required=False)
    nomor = serializers.IntegerField(min_value=1, max_value=100, required=False)


@extend_schema_view(
    create=extend_schema(request=SiklusMasukSerializer, responses={201: SiklusSerializer}, parameters=[KUNCI_WAJIB])
)
class SiklusViewSet(CreateMixin, ScopedViewSet):
    """Cycles in scope: list, detail, open, move."""

    queryset = Siklus.objects.order_by("wilayah_id", "-nomor", "id")
    serializer_class = SiklusSerializer
    write_serializer_class = SiklusMasukSerializer
    filterset_class = SiklusFilterSet
    ordering_fields = ["wilayah_id", "nomor", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> Siklus:
        return actions.create_siklus(data.pop("wilayah"), oleh=oleh, **data)


# -- stages --------------------------------------------------------------------------------------------------------


class LangkahSerializer(serializers.ModelSerializer):
    """One stage with its plan, field dates, server times and computed lateness (days)."""

    nama = serializers.CharField(read_only=True)
    terlambat = serializers.BooleanField(read_only=True)
    hari_lewat = serializers.IntegerField(read_only=True)
    hari_menunggu = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = Langkah
        fields = [
            "id", "versi", "wilayah", "siklus", "definisi", "tahun", "kode", "nama", "tingkat", "tahun_siklus", "putaran",
            "urutan", "opsional", "status", "rencana_mulai", "rencana_selesai", "tanggal_mulai", "tanggal_selesai", "hasil",
            "catatan", "alasan", "keadaan_awal", "temuan_beku", "diajukan_pada", "diajukan_oleh_nama", "diverifikasi_pada",
            "diverifikasi_oleh_nama", "terlambat", "hari_lewat", "hari_menunggu",
        ]  # fmt: skip
        read_only_fields = fields


class LangkahRencanaSerializer(serializers.Serializer):
    """Planned dates of a stage."""

    rencana_mulai = serializers.DateField()
    rencana_selesai = serializers.DateField()


@extend_schema_view(
    partial_update=extend_schema(
        request=LangkahRencanaSerializer, responses=LangkahSerializer, parameters=[KUNCI, VERSI]
    )
)
class LangkahViewSet(UpdateMixin, ScopedViewSet):
    """Stages in scope; `gerbang/` gives what is missing for the next move, PATCH moves the plan."""

    queryset = Langkah.objects.select_related("wilayah", "siklus").order_by(
        "wilayah_id", "tahun_siklus", "urutan", "id"
    )
    serializer_class = LangkahSerializer
    write_serializer_class = LangkahRencanaSerializer
    filterset_class = LangkahFilterSet
    ordering_fields = ["wilayah_id", "urutan", "tahun_siklus"]

    def get_queryset(self) -> Any:
        return super().get_queryset().with_lateness()

    def get_write_serializer(self, *args: Any, **kwargs: Any) -> Any:
        # Both dates belong together, so a PATCH carries both.
        return LangkahRencanaSerializer(data=kwargs["data"], context=self.get_serializer_context())

    def update_action(self, obj: Langkah, data: dict[str, Any], oleh: Any) -> Langkah:
        return actions.plan_langkah(obj, oleh=oleh, **data)

    @extend_schema(responses=KekuranganSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def gerbang(self, request: Request, pk: str | None = None) -> Response:
        """What guards the next move of this stage (start or submission); empty while it waits or is done."""
        return Response([k.as_dict() for k in periksa_gerbang(self.get_object())])

    @extend_schema(
        responses=OpenApiTypes.OBJECT,
        description="Semua transisi langkah ini, boleh atau tidak, dan apa yang masih kurang.",
    )
    @action(detail=True, methods=["get"], url_path="transisi", pagination_class=None, filter_backends=[])
    def transisi(self, request: Request, pk: str | None = None) -> Response:  # type: ignore[override]
        obj = self.get_object()
        return Response({"status": obj.status, "transisi": [transition_as_dict(t) for t in moves(obj, request.user)]})


# -- records of a stage --------------------------------------------------------------------------------------------


class PertemuanSerializer(serializers.ModelSerializer):
    """One meeting with its attendance (persons)."""

    nama = serializers.CharField(read_only=True)

    class Meta:
        model = Pertemuan
        fields = [
            "id", "versi", "wilayah", "langkah", "jenis", "nama", "tingkat", "basis", "kelompok", "status", "rencana_tanggal",
            "tanggal", "jam_mulai", "jam_selesai", "tempat", "pemimpin", "notulis", "peserta_l", "peserta_p", "hadir",
            "miskin_l", "miskin_p", "sumber_miskin", "dewasa_l", "dewasa_p", "media", "hasil", "catatan", "alasan_batal",
            "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PertemuanIsiSerializer(serializers.Serializer):
    """What may be said, and corrected, about a meeting."""

    rencana_tanggal = serializers.DateField(required=False)
    tanggal = serializers.DateField(required=False)
    jam_mulai = serializers.TimeField(required=False, allow_null=True)
    jam_selesai = serializers.TimeField(required=False, allow_null=True)
    tempat = text(150)
    pemimpin = text(150)
    notulis = text(150)
    peserta_l = people(wajib=False)
    peserta_p = people(wajib=False)
    miskin_l = people(wajib=False)
    miskin_p = people(wajib=False)
    sumber_miskin = serializers.ChoiceField(choices=Pertemuan.SumberMiskin.choices, required=False)
    kelompok = text(20)
    media = text(200)
    hasil = text(5000)
    catatan = text(5000)


class PertemuanMasukSerializer(PertemuanIsiSerializer):
    """A new meeting: with `tanggal` it was held (place and attendance are asked), else it is planned."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    jenis = serializers.CharField(max_length=20)
    tingkat = text(12)
    basis = related(Basis, wajib=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        harus = ("tempat", "peserta_l", "peserta_p") if data.get("tanggal") else ("rencana_tanggal",)
        kurang = {k: [_("Bidang ini harus diisi.")] for k in harus if data.get(k) in (None, "")}
        if kurang:
            raise serializers.ValidationError(kurang)
        return data


@extend_schema_view(
    create=extend_schema(request=PertemuanMasukSerializer, responses={201: PertemuanSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(
        request=PertemuanIsiSerializer, responses=PertemuanSerializer, parameters=[KUNCI, VERSI]
    ),
)
class PertemuanViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Meetings in scope: plan, record, correct, hold, call off."""

    queryset = Pertemuan.objects.select_related("langkah").order_by("-dibuat_pada", "-id")
    serializer_class = PertemuanSerializer
    filterset_class = PertemuanFilterSet
    search_fields = ["tempat", "hasil"]
    ordering_fields = ["dibuat_pada"]

    def get_write_serializer(self, *args: Any, **kwargs: Any) -> Any:
        kelas = PertemuanIsiSerializer if self.action == "partial_update" else PertemuanMasukSerializer
        return kelas(*args, **{"context": self.get_serializer_context(), **kwargs})

    def create_action(self, data: dict[str, Any], oleh: Any) -> Pertemuan:
        langkah = data.pop("langkah")
        if data.get("tanggal"):
            return actions.record_pertemuan(langkah, oleh=oleh, **data)
        return actions.schedule_pertemuan(langkah, oleh=oleh, **data)

    def update_action(self, obj: Pertemuan, data: dict[str, Any], oleh: Any) -> Pertemuan:
        return actions.update_pertemuan(obj, oleh=oleh, **data)


class PenandaTanganSerializer(serializers.Serializer):
    """Who signed a paper, as what, when."""

    nama = serializers.CharField(max_length=150)
    jabatan = serializers.CharField(max_length=100)
    tanggal = serializers.DateField()

    def to_internal_value(self, data: Any) -> dict[str, str]:
        return {k: str(v) for k, v in super().to_internal_value(data).items()}


class KeluaranSerializer(serializers.ModelSerializer):
    """One piece of evidence."""

    nama = serializers.CharField(read_only=True)

    class Meta:
        model = Keluaran
        fields = [
            "id", "versi", "wilayah", "langkah", "kode", "nama", "pertemuan", "basis", "keterangan", "berkas", "dokumen",
            "dari_kertas", "penanda_tangan", "status", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class KeluaranIsiSerializer(serializers.Serializer):
    """What may be added to evidence."""

    berkas = related(Berkas, wajib=False)
    dokumen = related(Dokumen, wajib=False)
    keterangan = text(300)
    dari_kertas = serializers.BooleanField(required=False)
    penanda_tangan = PenandaTanganSerializer(many=True, required=False)


class KeluaranMasukSerializer(KeluaranIsiSerializer):
    """New evidence of a stage."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    kode = serializers.CharField(max_length=20)
    pertemuan = related(Pertemuan, wajib=False)
    basis = related(Basis, wajib=False)


@extend_schema_view(
    create=extend_schema(request=KeluaranMasukSerializer, responses={201: KeluaranSerializer}, parameters=[KUNCI]),
    partial_update=extend_schema(
        request=KeluaranIsiSerializer, responses=KeluaranSerializer, parameters=[KUNCI, VERSI]
    ),
)
class KeluaranViewSet(CreateMixin, UpdateMixin, ScopedViewSet):
    """Evidence in scope: file, complete, cancel."""

    queryset = Keluaran.objects.select_related("langkah").order_by("-dibuat_pada", "-id")
    serializer_class = KeluaranSerializer
    filterset_class = KeluaranFilterSet
    search_fields = ["keterangan"]
    ordering_fields = ["dibuat_pada"]

    def get_write_serializer(self, *args: Any, **kwargs: Any) -> Any:
        kelas = KeluaranIsiSerializer if self.action == "partial_update" else KeluaranMasukSerializer
        return kelas(*args, **{"context": self.get_serializer_context(), **kwargs})

    def create_action(self, data: dict[str, Any], oleh: Any) -> Keluaran:
        return actions.file_keluaran(data.pop("langkah"), oleh=oleh, **data)

    def update_action(self, obj: Keluaran, data: dict[str, Any], oleh: Any) -> Keluaran:
        return actions.update_keluaran(obj, oleh=oleh, **data)


class KeputusanSerializer(serializers.ModelSerializer):
    """One decision, valid or corrected."""

    class Meta:
        model = Keputusan
        fields = [
            "id", "versi", "wilayah", "langkah", "siklus", "pertemuan", "jenis", "hasil", "tanggal", "cara", "suara_setuju",
            "suara_menolak", "catatan", "status", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class KeputusanMasukSerializer(serializers.Serializer):
    """What residents decided in a held meeting."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    pertemuan = related(Pertemuan)
    hasil = serializers.CharField(max_length=30)
    tanggal = serializers.DateField(required=False)
    cara = serializers.ChoiceField(
        choices=[c for c in Keputusan.Cara.choices if c[0] != Keputusan.Cara.ARSIP], required=False
    )
    suara_setuju = people(wajib=False)
    suara_menolak = people(wajib=False)
    catatan = text(5000)


@extend_schema_view(
    create=extend_schema(
        request=KeputusanMasukSerializer, responses={201: KeputusanSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class KeputusanViewSet(CreateMixin, ScopedViewSet):
    """Decisions in scope: record, and correct through `transisi/batalkan/`."""

    queryset = Keputusan.objects.order_by("-dibuat_pada", "-id")
    serializer_class = KeputusanSerializer
    write_serializer_class = KeputusanMasukSerializer
    filterset_class = KeputusanFilterSet
    ordering_fields = ["dibuat_pada", "tanggal"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> Keputusan:
        return actions.record_keputusan(data.pop("langkah"), oleh=oleh, **data)


class PelatihanSerializer(serializers.ModelSerializer):
    """One training."""

    class Meta:
        model = Pelatihan
        fields = [
            "id", "versi", "wilayah", "langkah", "kode", "judul", "topik", "tanggal", "hari", "tempat", "penyelenggara",
            "pelatih", "materi", "peserta_l", "peserta_p", "peserta_jumlah", "status", "alasan_batal", "dibuat_pada",
            "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PelatihanMasukSerializer(serializers.Serializer):
    """A training that was held."""

    id = serializers.UUIDField(required=False)
    langkah = related(Langkah)
    kode = serializers.CharField(max_length=20)
    judul = serializers.CharField(max_length=150)
    topik = serializers.ListField(child=serializers.CharField(max_length=200), required=False, max_length=30)
    tanggal = serializers.DateField()
    hari = serializers.IntegerField(min_value=1, max_value=60)
    tempat = text(150)
    penyelenggara = serializers.CharField(max_length=150)
    pelatih = text(200)
    materi = text(5000)
    peserta_l = people()
    peserta_p = people()


@extend_schema_view(
    create=extend_schema(request=PelatihanMasukSerializer, responses={201: PelatihanSerializer}, parameters=[KUNCI])
)
class PelatihanViewSet(CreateMixin, ScopedViewSet):
    """Trainings in scope: record, cancel."""

    queryset = Pelatihan.objects.order_by("-dibuat_pada", "-id")
    serializer_class = PelatihanSerializer
    write_serializer_class = PelatihanMasukSerializer
    filterset_class = PelatihanFilterSet
    search_fields = ["judul"]
    ordering_fields = ["dibuat_pada", "tanggal"]

    def create_action(self, data: dict[str, Any], oleh: Any) -> Pelatihan:
        return actions.record_pelatihan(data.pop("langkah"), oleh=oleh, **data)


class RelawanSerializer(serializers.ModelSerializer):
    """One volunteer. Personal data: only for the team of the area."""

    class Meta:
        model = Relawan
        fields = [
            "id", "versi", "wilayah", "siklus", "langkah", "warga", "nama", "pembeda", "jenis_kelamin", "miskin", "basis",
            "peran", "sejak", "pengurus_partai", "status", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class RelawanMasukSerializer(serializers.Serializer):
    """A volunteer to be entered."""

    id = serializers.UUIDField(required=False)
    siklus = related(Siklus)
    langkah = related(Langkah, wajib=False)
    basis = related(Basis, wajib=False)
    nama = serializers.CharField(max_length=150)
    pembeda = text(60)
    jenis_kelamin = serializers.ChoiceField(choices=JenisKelamin.choices)
    miskin = serializers.BooleanField(required=False)
    peran = text(60)
    telepon = text(20)
    sejak = serializers.DateField()
    pengurus_partai = serializers.BooleanField(required=False)


@extend_schema_view(
    create=extend_schema(request=RelawanMasukSerializer, responses={201: RelawanSerializer}, parameters=[KUNCI_WAJIB])
)
class RelawanViewSet(CreateMixin, ScopedViewSet):
    """Volunteers in scope: enter, cancel."""

    queryset = Relawan.objects.order_by("-dibuat_pada", "-id")
    serializer_class = RelawanSerializer
    write_serializer_class = RelawanMasukSerializer
    filterset_class = RelawanFilterSet
    search_fields = ["nama"]
    ordering_fields = ["dibuat_pada", "nama"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> Relawan:
        return actions.register_relawan(data.pop("siklus"), oleh=oleh, **data)


# -- programmes ----------------------------------------------------------------------------------------------------


class ProgramViewSet(viewsets.ViewSet):
    """Every programme definition as the engine runs it: stages, gates, meetings, outputs, syarat, decision kinds.

    Reference data for whoever is signed in; nothing of an area is in it.
    """

    lookup_value_regex = r"[a-z0-9_]{1,20}@[0-9]{1,3}"

    @extend_schema(responses=OpenApiTypes.OBJECT, operation_id="program_list")
    def list(self, request: Request) -> Response:
        """All definitions."""
        return Response({"results": [as_data(d) for d in semua_definisi()], "next": None, "previous": None})

    @extend_schema(
        responses=OpenApiTypes.OBJECT, parameters=[OpenApiParameter("id", OpenApiTypes.STR, OpenApiParameter.PATH)]
    )
    def retrieve(self, request: Request, pk: str = "") -> Response:
        """One definition by its pinned name, such as `p2kp@1`."""
        for d in semua_definisi():
            if d.kunci == pk:
                return Response(as_data(d))
        raise NotFound


def as_data(definisi: Definisi) -> dict[str, Any]:
    """A definition as JSON, with its pinned name."""
    return {"kunci": definisi.kunci, **ke_data(definisi)}
