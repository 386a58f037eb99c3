"""Groups' money by API: the same querysets, filters and actions as the pages. Status moves only through `transisi/`."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import CreateMixin, ScopedViewSet
from keuangan import actions
from keuangan.api_blm import RUPIAH, _run
from keuangan.filters_lpj import BelanjaKSMFilterSet, LPJKSMFilterSet, PenyelewenganFilterSet, RPDFilterSet
from keuangan.models import LPJKSM, RPD, BarisRPD, BelanjaKSM, Penyelewengan
from keuangan.queries_lpj import with_recovered
from keuangan.queries_rpd import files_with_money
from ksm.models import KSM, BarisRAB, Usulan
from laporan.models import Berkas
from siklus.api import KUNCI_WAJIB, related, text
from wilayah.api import ScopedRelatedField
from wilayah.models import Wilayah


class BarisRPDSerializer(serializers.ModelSerializer):
    """One line (rupiah)."""

    class Meta:
        model = BarisRPD
        fields = ["baris_rab", "uraian", "jumlah"]
        read_only_fields = fields


class RPDSerializer(serializers.ModelSerializer):
    """One RPD (rupiah, as strings)."""

    baris = BarisRPDSerializer(many=True)
    ksm = serializers.UUIDField(source="usulan.ksm_id")

    class Meta:
        model = RPD
        fields = [
            "id", "versi", "wilayah", "usulan", "ksm", "termin", "berkas_pencairan", "tanggal", "jumlah", "keterangan", "baris",
            "disetujui_pada", "disetujui_oleh_nama", "disetujui_lembar",
            "dibayar_pada", "lewat", "penerima_nama", "tenggat", "jurnal", "alasan",
            "status", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class BarisRPDMasukSerializer(serializers.Serializer):
    """How much of one RAB line."""

    baris_rab = related(BarisRAB)
    jumlah = serializers.DecimalField(**RUPIAH)


class RPDMasukSerializer(serializers.Serializer):
    """An RPD to be written; its total is computed."""

    id = serializers.UUIDField(required=False)
    usulan = related(Usulan)
    berkas_pencairan = serializers.UUIDField()
    tanggal = serializers.DateField(required=False)
    keterangan = text(300)
    baris = BarisRPDMasukSerializer(many=True)


class RPDUbahSerializer(serializers.Serializer):
    """An open RPD written anew."""

    berkas_pencairan = serializers.UUIDField()
    tanggal = serializers.DateField(required=False)
    keterangan = text(300)
    baris = BarisRPDMasukSerializer(many=True)


def _file(usulan: Usulan, pk: Any) -> Any:
    """The payment file whose money is asked for: a treasurer sees no files, so it is looked up in the proposal's area."""
    return next((b for b in files_with_money(usulan.wilayah_id) if b.pk == pk), None)


def _rows(baris: list[dict[str, Any]]) -> dict[Any, Any]:
    return {b["baris_rab"].pk: b["jumlah"] for b in baris}


class LembarDanaSerializer(serializers.Serializer):
    """A signature as the sheet says it; `foto` is the photo, uploaded before. `kembali` gives the row back."""

    nama = serializers.CharField(max_length=150)
    foto = related(Berkas)
    tanggal = serializers.DateField()
    kembali = serializers.BooleanField(default=False)
    alasan = text(300)


@extend_schema_view(
    create=extend_schema(request=RPDMasukSerializer, responses={201: RPDSerializer}, parameters=[KUNCI_WAJIB])
)
class RPDViewSet(CreateMixin, ScopedViewSet):
    """RPD in scope: write, write anew, and through `transisi/` hand in, approve, pay, take back."""

    queryset = RPD.objects.select_related("usulan").prefetch_related("baris").order_by("-dibuat_pada", "-id")
    serializer_class = RPDSerializer
    write_serializer_class = RPDMasukSerializer
    filterset_class = RPDFilterSet
    ordering_fields = ["tanggal", "jumlah", "tenggat", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> RPD:
        usulan, berkas = data.pop("usulan"), data.pop("berkas_pencairan")
        return actions.compose_rpd(  # type: ignore[no-any-return]
            usulan, oleh=oleh, berkas=_file(usulan, berkas), baris=_rows(data.pop("baris")), **data
        )

    def _existing(self, data: dict[str, Any]) -> Any:
        """A resend by id finds its row; lines are compared by their rupiah."""
        lama = super()._existing({k: v for k, v in data.items() if k not in {"baris", "berkas_pencairan"}})
        if lama is None:
            return None
        isi = {b.baris_rab_id: b.jumlah for b in lama.baris.all()}
        if lama.berkas_pencairan_id != data["berkas_pencairan"] or isi != _rows(data["baris"]):
            from inti.errors import IdTerpakai

            raise IdTerpakai
        return lama

    @extend_schema(request=RPDUbahSerializer, responses=RPDSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def susun(self, request: Request, pk: str | None = None) -> Response:
        """Write an open RPD anew."""

        def kerja(obj: Any, *, oleh: Any, baris: Any, berkas_pencairan: Any, **isi: Any) -> Any:
            return actions.revise_rpd(
                obj, oleh=oleh, berkas=_file(obj.usulan, berkas_pencairan), baris=_rows(baris), **isi
            )

        return _run(self, request, RPDUbahSerializer, "susun", kerja)

    @extend_schema(request=LembarDanaSerializer, responses=RPDSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def lembar(self, request: Request, pk: str | None = None) -> Response:
        """Note the koordinator's answer from the signed sheet."""
        return _run(self, request, LembarDanaSerializer, "lembar", actions.from_sheet)


class BelanjaKSMSerializer(serializers.ModelSerializer):
    """One purchase (rupiah)."""

    class Meta:
        model = BelanjaKSM
        fields = [
            "id", "versi", "wilayah", "usulan", "rpd", "baris_rab", "tanggal", "uraian", "jumlah", "toko", "nota", "status",
            "alasan_batal", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class BelanjaKSMMasukSerializer(serializers.Serializer):
    """A purchase to be written; `nota` is the photo, uploaded before."""

    id = serializers.UUIDField(required=False)
    usulan = related(Usulan)
    tanggal = serializers.DateField()
    uraian = serializers.CharField(max_length=150)
    jumlah = serializers.DecimalField(**RUPIAH)
    toko = text(120)
    baris_rab = related(BarisRAB, wajib=False)
    rpd = related(RPD, wajib=False)
    nota = related(Berkas, wajib=False)


@extend_schema_view(
    create=extend_schema(
        request=BelanjaKSMMasukSerializer, responses={201: BelanjaKSMSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class BelanjaKSMViewSet(CreateMixin, ScopedViewSet):
    """The book of groups: write a purchase, cancel it."""

    queryset = BelanjaKSM.objects.order_by("-dibuat_pada", "-id")
    serializer_class = BelanjaKSMSerializer
    write_serializer_class = BelanjaKSMMasukSerializer
    filterset_class = BelanjaKSMFilterSet
    ordering_fields = ["tanggal", "jumlah", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> BelanjaKSM:
        return actions.record_belanja(data.pop("usulan"), oleh=oleh, **data)  # type: ignore[no-any-return]


class LPJKSMSerializer(serializers.ModelSerializer):
    """One account (rupiah); `sisa` is what is to be returned."""

    sisa = serializers.DecimalField(max_digits=18, decimal_places=2)
    ksm = serializers.UUIDField(source="usulan.ksm_id")

    class Meta:
        model = LPJKSM
        fields = [
            "id", "versi", "wilayah", "usulan", "ksm", "rpd", "akhir", "tanggal", "diterima", "belanja", "sisa", "swadaya",
            "penjelasan", "kk", "kk_miskin", "catatan", "diajukan_pada", "diperiksa_pada", "diperiksa_oleh_nama",
            "diperiksa_lembar", "diterima_pada", "diterima_oleh_nama", "diterima_lembar", "jurnal", "jurnal_sisa", "alasan",
            "status", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class LPJUbahSerializer(serializers.Serializer):
    """What the book does not know."""

    tanggal = serializers.DateField(required=False)
    akhir = serializers.BooleanField(default=False)
    kk = serializers.IntegerField(min_value=0, max_value=100_000, default=0)
    kk_miskin = serializers.IntegerField(min_value=0, max_value=100_000, default=0)
    penjelasan = text(500)
    catatan = text(2000)


class LPJMasukSerializer(LPJUbahSerializer):
    """An account to be drawn from the book of a paid RPD."""

    id = serializers.UUIDField(required=False)
    rpd = related(RPD)


class SisaDanaSerializer(serializers.Serializer):
    """How the unspent money came back."""

    tanggal = serializers.DateField(required=False)
    lewat = serializers.ChoiceField(choices=RPD.Lewat.choices, default="kas")


@extend_schema_view(
    create=extend_schema(request=LPJMasukSerializer, responses={201: LPJKSMSerializer}, parameters=[KUNCI_WAJIB])
)
class LPJKSMViewSet(CreateMixin, ScopedViewSet):
    """Accounts in scope: draw from the book, draw again, return the rest, and through `transisi/` to their acceptance."""

    queryset = LPJKSM.objects.select_related("usulan").order_by("-dibuat_pada", "-id")
    serializer_class = LPJKSMSerializer
    write_serializer_class = LPJMasukSerializer
    filterset_class = LPJKSMFilterSet
    ordering_fields = ["tanggal", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> LPJKSM:
        return actions.draft_lpj(data.pop("rpd"), oleh=oleh, **data)  # type: ignore[no-any-return]

    @extend_schema(request=LPJUbahSerializer, responses=LPJKSMSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def susun(self, request: Request, pk: str | None = None) -> Response:
        """Draw an open account from the book again."""
        return _run(self, request, LPJUbahSerializer, "susun", actions.revise_lpj)

    @extend_schema(request=SisaDanaSerializer, responses=LPJKSMSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def sisa(self, request: Request, pk: str | None = None) -> Response:
        """Book the unspent money that came back."""
        return _run(self, request, SisaDanaSerializer, "sisa", actions.return_rest)

    @extend_schema(request=LembarDanaSerializer, responses=LPJKSMSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def lembar(self, request: Request, pk: str | None = None) -> Response:
        """Note the signature of the unit, or of the koordinator, from the signed sheet."""
        return _run(self, request, LembarDanaSerializer, "lembar", actions.from_sheet)


class PenyelewenganSerializer(serializers.ModelSerializer):
    """One case (rupiah); `kembali` is what came back."""

    kembali = serializers.DecimalField(max_digits=18, decimal_places=2)
    tertahan = serializers.BooleanField()

    class Meta:
        model = Penyelewengan
        fields = [
            "id", "versi", "wilayah", "tempat", "ksm", "usulan", "tahun_dana", "jumlah", "kembali", "pelaku", "ditemukan",
            "lewat",
            "uraian", "menahan", "tertahan", "dilepas_pada", "dilepas_dasar", "ditutup_pada", "alasan", "status", "dibuat_pada",
            "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PenyelewenganMasukSerializer(serializers.Serializer):
    """A case to be reported; nobody is named."""

    id = serializers.UUIDField(required=False)
    wilayah = ScopedRelatedField(queryset=Wilayah.objects.all())
    tempat = serializers.ChoiceField(choices=Penyelewengan.Tempat.choices)
    ksm = related(KSM, wajib=False)
    usulan = related(Usulan, wajib=False)
    tahun_dana = serializers.IntegerField(min_value=1999, max_value=2100)
    jumlah = serializers.DecimalField(**RUPIAH)
    pelaku = serializers.ChoiceField(choices=Penyelewengan.Pelaku.choices)
    ditemukan = serializers.DateField()
    lewat = serializers.ChoiceField(choices=Penyelewengan.Ditemukan.choices)
    uraian = serializers.CharField(max_length=2000)


class PulihDanaSerializer(serializers.Serializer):
    """Money that came back."""

    tanggal = serializers.DateField()
    jumlah = serializers.DecimalField(**RUPIAH)
    keterangan = serializers.CharField(max_length=200)


class LepasDanaSerializer(serializers.Serializer):
    """The decision of the BKM."""

    tanggal = serializers.DateField(required=False)
    dasar = serializers.CharField(max_length=300)


@extend_schema_view(
    create=extend_schema(
        request=PenyelewenganMasukSerializer, responses={201: PenyelewenganSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class PenyelewenganViewSet(CreateMixin, ScopedViewSet):
    """Cases of misuse in scope: report, record what came back, let money go."""

    queryset = with_recovered(Penyelewengan.objects.all()).order_by("-dibuat_pada", "-id")
    serializer_class = PenyelewenganSerializer
    write_serializer_class = PenyelewenganMasukSerializer
    filterset_class = PenyelewenganFilterSet
    ordering_fields = ["ditemukan", "jumlah", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> Penyelewengan:
        return actions.report_penyelewengan(data.pop("wilayah").kode, oleh=oleh, **data)  # type: ignore[no-any-return]

    @extend_schema(request=PulihDanaSerializer, responses=PenyelewenganSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def pulih(self, request: Request, pk: str | None = None) -> Response:
        """Record money that came back."""

        def kerja(obj: Any, *, oleh: Any, **isi: Any) -> Any:
            return actions.recover_money(obj, oleh=oleh, **isi).kasus

        return _run(self, request, PulihDanaSerializer, "pulih", kerja)

    @extend_schema(request=LepasDanaSerializer, responses=PenyelewenganSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def lepas(self, request: Request, pk: str | None = None) -> Response:
        """Let new money go, by decision of the BKM."""
        return _run(self, request, LepasDanaSerializer, "lepas", actions.release_money)
