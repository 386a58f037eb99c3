"""The grant by API: the same querysets, filters and actions as the pages. Status moves only through `transisi/`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from bkm.models import BKM
from inti.api import CreateMixin, ScopedViewSet
from keuangan import actions
from keuangan.filters_blm import BerkasPencairanFilterSet, PaguBLMFilterSet, SPPBFilterSet, TahapBLMFilterSet
from keuangan.gerbang_blm import gate_of_tranche, waits_for
from keuangan.models import (
    SPPB,
    BerkasPencairan,
    DanaTahap,
    LangkahBerkas,
    PaguBLM,
    PaguSPPB,
    PeriksaKertas,
    PorsiSPPB,
    TahapBLM,
)
from keuangan.models.berkas_pencairan import LANGKAH
from keuangan.models.blm import Bidang, SumberBLM
from keuangan.queries_blm import days_waiting
from laporan.models import Berkas
from siklus.api import KUNCI_WAJIB, KekuranganSerializer, related, text
from wilayah.api import ScopedRelatedField
from wilayah.models import Wilayah

RUPIAH: dict[str, Any] = {"max_digits": 18, "decimal_places": 2, "min_value": 0}


class PaguBLMSerializer(serializers.ModelSerializer):
    """One official allocation (rupiah, as a string)."""

    class Meta:
        model = PaguBLM
        fields = [
            "id", "versi", "wilayah", "tahun_anggaran", "sumber", "jumlah", "nomor_sk", "tanggal_sk", "diumumkan",
            "diumumkan_di", "menggantikan", "alasan", "alasan_batal", "status", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PaguMasukSerializer(serializers.Serializer):
    """An allocation to be entered; `alasan` where one stands already."""

    id = serializers.UUIDField(required=False)
    wilayah = ScopedRelatedField(queryset=Wilayah.objects.all())
    tahun_anggaran = serializers.IntegerField(min_value=1999, max_value=2100)
    sumber = serializers.ChoiceField(choices=SumberBLM.choices)
    jumlah = serializers.DecimalField(**RUPIAH)
    nomor_sk = serializers.CharField(max_length=100)
    tanggal_sk = serializers.DateField()
    alasan = text(300)


class UmumkanSerializer(serializers.Serializer):
    """Since when and where residents can read it."""

    tanggal = serializers.DateField()
    tempat = serializers.CharField(max_length=200)


@extend_schema_view(
    create=extend_schema(request=PaguMasukSerializer, responses={201: PaguBLMSerializer}, parameters=[KUNCI_WAJIB])
)
class PaguBLMViewSet(CreateMixin, ScopedViewSet):
    """Allocations in scope: enter, announce, replace, take back."""

    queryset = PaguBLM.objects.order_by("-dibuat_pada", "-id")
    serializer_class = PaguBLMSerializer
    write_serializer_class = PaguMasukSerializer
    filterset_class = PaguBLMFilterSet
    ordering_fields = ["tahun_anggaran", "jumlah", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> PaguBLM:
        return actions.enter_pagu(data.pop("wilayah").kode, oleh=oleh, **data)  # type: ignore[no-any-return]

    @extend_schema(request=UmumkanSerializer, responses=PaguBLMSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def umumkan(self, request: Request, pk: str | None = None) -> Response:
        """Note that residents can read it."""
        return _run(self, request, UmumkanSerializer, "umumkan", actions.publish_pagu)


class PaguSPPBSerializer(serializers.ModelSerializer):
    """What one source pays (rupiah)."""

    class Meta:
        model = PaguSPPB
        fields = ["sumber", "pagu", "jumlah"]
        read_only_fields = fields


class PorsiSPPBSerializer(serializers.ModelSerializer):
    """The share of one field (percent and rupiah)."""

    class Meta:
        model = PorsiSPPB
        fields = ["bidang", "persen", "jumlah"]
        read_only_fields = fields


class DanaTahapSerializer(serializers.ModelSerializer):
    """What one source pays in one tranche (rupiah)."""

    class Meta:
        model = DanaTahap
        fields = ["sumber", "jumlah"]
        read_only_fields = fields


class TahapBLMSerializer(serializers.ModelSerializer):
    """One tranche (percent and rupiah) with the part of each source."""

    dana = DanaTahapSerializer(many=True)
    tahun_anggaran = serializers.IntegerField(source="sppb.tahun_anggaran")

    class Meta:
        model = TahapBLM
        fields = ["id", "versi", "wilayah", "sppb", "tahun_anggaran", "ke", "persen", "jumlah", "dana", "dibuat_pada"]
        read_only_fields = fields


class SPPBSerializer(serializers.ModelSerializer):
    """One agreement with its sources, shares and tranches; swadaya against the grant and against the total (percent)."""

    pagu = PaguSPPBSerializer(many=True)
    porsi = PorsiSPPBSerializer(many=True)
    tahap = TahapBLMSerializer(many=True)
    swadaya_per_blm = serializers.DecimalField(max_digits=12, decimal_places=1)
    swadaya_per_total = serializers.DecimalField(max_digits=12, decimal_places=1)

    class Meta:
        model = SPPB
        fields = [
            "id", "versi", "wilayah", "bkm", "tahun_anggaran", "jumlah", "jumlah_tahap", "pagu", "porsi", "tahap", "swadaya",
            "swadaya_per_blm", "swadaya_per_total", "nomor", "tanggal", "pemerintah_nama", "pemerintah_jabatan",
            "koordinator_nama", "mengetahui_nama", "berkas", "alasan", "status", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PorsiMasukSerializer(serializers.Serializer):
    """Percent of each field; together a hundred."""

    lingkungan = serializers.DecimalField(
        max_digits=7, decimal_places=4, min_value=0, max_value=100, default=Decimal(0)
    )
    ekonomi = serializers.DecimalField(max_digits=7, decimal_places=4, min_value=0, max_value=100, default=Decimal(0))
    sosial = serializers.DecimalField(max_digits=7, decimal_places=4, min_value=0, max_value=100, default=Decimal(0))
    bop = serializers.DecimalField(max_digits=7, decimal_places=4, min_value=0, max_value=100, default=Decimal(0))


class SPPBMasukSerializer(serializers.Serializer):
    """An agreement to be drawn up; rupiah are computed."""

    id = serializers.UUIDField(required=False)
    bkm = related(BKM)
    tahun_anggaran = serializers.IntegerField(min_value=1999, max_value=2100)
    porsi = PorsiMasukSerializer()
    swadaya = serializers.DecimalField(**RUPIAH, default=Decimal(0))


class SPPBUbahSerializer(serializers.Serializer):
    """A draft drawn up anew."""

    porsi = PorsiMasukSerializer()
    swadaya = serializers.DecimalField(**RUPIAH, default=Decimal(0))


@extend_schema_view(
    create=extend_schema(request=SPPBMasukSerializer, responses={201: SPPBSerializer}, parameters=[KUNCI_WAJIB])
)
class SPPBViewSet(CreateMixin, ScopedViewSet):
    """Agreements in scope: draw up, draw up anew, sign, cancel."""

    queryset = SPPB.objects.prefetch_related("pagu", "porsi", "tahap__dana", "tahap__sppb").order_by(
        "-dibuat_pada", "-id"
    )
    serializer_class = SPPBSerializer
    write_serializer_class = SPPBMasukSerializer
    filterset_class = SPPBFilterSet
    ordering_fields = ["tahun_anggaran", "jumlah", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> SPPB:
        return actions.draft_sppb(data.pop("bkm"), oleh=oleh, **data)  # type: ignore[no-any-return]

    def _existing(self, data: dict[str, Any]) -> Any:
        """A resend by id finds its row; shares are compared by their percent."""
        isi = {k: v for k, v in data.items() if k != "porsi"}
        lama = super()._existing(isi)
        if lama is None:
            return None
        ada = {p.bidang: p.persen for p in lama.porsi.all()}
        if any(ada.get(b, 0) != data["porsi"].get(b, 0) for b in Bidang.values):
            from inti.errors import IdTerpakai

            raise IdTerpakai
        return lama

    @extend_schema(request=SPPBUbahSerializer, responses=SPPBSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def susun(self, request: Request, pk: str | None = None) -> Response:
        """Draw a draft up anew from the pagu and tranches as they stand."""
        return _run(self, request, SPPBUbahSerializer, "susun", actions.revise_sppb)


@extend_schema_view()
class TahapBLMViewSet(ScopedViewSet):
    """Tranches in scope, and the gate of each."""

    queryset = TahapBLM.objects.select_related("sppb").prefetch_related("dana").order_by("-dibuat_pada", "-id")
    serializer_class = TahapBLMSerializer
    filterset_class = TahapBLMFilterSet
    ordering_fields = ["ke", "dibuat_pada"]

    @extend_schema(
        responses=KekuranganSerializer(many=True), description="Yang harus terpenuhi sebelum tahap ini diminta."
    )
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def gerbang(self, request: Request, pk: str | None = None) -> Response:
        """What this tranche asks, met or not. Source: BLM-30."""
        return Response([k.as_dict() for k in gate_of_tranche(self.get_object())])


class PeriksaKertasSerializer(serializers.ModelSerializer):
    """One paper: is it there, is it right."""

    class Meta:
        model = PeriksaKertas
        fields = ["kode", "nama", "wajib", "ada", "benar", "catatan", "foto"]
        read_only_fields = fields


class LangkahBerkasSerializer(serializers.ModelSerializer):
    """One signature or return."""

    class Meta:
        model = LangkahBerkas
        fields = [
            "putaran",
            "langkah",
            "hasil",
            "tanggal",
            "nama",
            "catatan",
            "cara",
            "foto",
            "dibuat_pada",
            "dibuat_oleh_nama",
        ]
        read_only_fields = fields


class BerkasPencairanSerializer(serializers.ModelSerializer):
    """One payment file (rupiah, as a string); `menunggu` says whom it waits for, `hari_menunggu` since how many days."""

    kertas = PeriksaKertasSerializer(many=True)
    langkah = LangkahBerkasSerializer(many=True)
    tahun_anggaran = serializers.IntegerField(source="tahap.sppb.tahun_anggaran")
    ke = serializers.IntegerField(source="tahap.ke")
    menunggu = serializers.SerializerMethodField()
    hari_menunggu = serializers.SerializerMethodField()

    class Meta:
        model = BerkasPencairan
        fields = [
            "id", "versi", "wilayah", "tahap", "tahun_anggaran", "ke", "sumber", "jumlah", "rekening", "putaran", "disusun",
            "diserahkan", "sejak", "menunggu", "hari_menunggu", "nomor_pp", "tanggal_pp", "pjok_nama", "pjok_sk", "nomor_spp",
            "tanggal_spp", "nomor_spm", "tanggal_spm", "nomor_sp2d", "tanggal_sp2d", "diterima_pada", "jurnal", "alasan",
            "kertas", "langkah", "status", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields

    def get_menunggu(self, obj: Any) -> str:
        """As a sentence; "" when nothing is waited for."""
        return waits_for(obj)

    def get_hari_menunggu(self, obj: Any) -> int | None:
        """Days; null when nothing is waited for."""
        return days_waiting(obj) if obj.terbuka else None


class BerkasPencairanMasukSerializer(serializers.Serializer):
    """A file to be begun."""

    id = serializers.UUIDField(required=False)
    tahap = related(TahapBLM)
    sumber = serializers.ChoiceField(choices=SumberBLM.choices)
    tanggal = serializers.DateField(required=False)


class SatuKertasSerializer(serializers.Serializer):
    """What was found about one paper."""

    kode = serializers.SlugField(max_length=30)
    ada = serializers.BooleanField(allow_null=True, required=False)
    benar = serializers.BooleanField(allow_null=True, required=False)
    catatan = text(300)


class KertasMasukSerializer(serializers.Serializer):
    """What was found about some papers."""

    kertas = SatuKertasSerializer(many=True)


class LembarBerkasSerializer(serializers.Serializer):
    """A step as the signed sheet says it; `foto` is the photo, uploaded before. `kembali` sends the file back."""

    langkah = serializers.ChoiceField(choices=list(LANGKAH))
    nama = serializers.CharField(max_length=150)
    foto = related(Berkas)
    tanggal = serializers.DateField()
    kembali = serializers.BooleanField(default=False)
    catatan = text(500)
    alasan = text(2000)
    nomor = text(100)
    sk = text(100)


class SuratSerializer(serializers.Serializer):
    """Number and day of SPP, SPM, SP2D."""

    nomor_spp = text(100)
    tanggal_spp = serializers.DateField(required=False, allow_null=True)
    nomor_spm = text(100)
    tanggal_spm = serializers.DateField(required=False, allow_null=True)
    nomor_sp2d = text(100)
    tanggal_sp2d = serializers.DateField(required=False, allow_null=True)


class TanggalSerializer(serializers.Serializer):
    """On which day."""

    tanggal = serializers.DateField(required=False)


@extend_schema_view(
    create=extend_schema(
        request=BerkasPencairanMasukSerializer, responses={201: BerkasPencairanSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class BerkasPencairanViewSet(CreateMixin, ScopedViewSet):
    """Payment files in scope: begin, check papers, hand over, pass on, note the money."""

    queryset = (
        BerkasPencairan.objects.select_related("tahap__sppb")
        .prefetch_related("kertas", "langkah")
        .order_by("-dibuat_pada", "-id")
    )
    serializer_class = BerkasPencairanSerializer
    write_serializer_class = BerkasPencairanMasukSerializer
    filterset_class = BerkasPencairanFilterSet
    ordering_fields = ["sejak", "jumlah", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> BerkasPencairan:
        return actions.compose_berkas(data.pop("tahap"), oleh=oleh, **data)  # type: ignore[no-any-return]

    @extend_schema(request=KertasMasukSerializer, responses=BerkasPencairanSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def kertas(self, request: Request, pk: str | None = None) -> Response:
        """Note of each paper whether it is there and right."""

        def kerja(obj: Any, *, oleh: Any, kertas: list[dict[str, Any]]) -> Any:
            return actions.check_kertas(obj, oleh=oleh, kertas={k.pop("kode"): k for k in kertas})

        return _run(self, request, KertasMasukSerializer, "kertas", kerja)

    @extend_schema(request=TanggalSerializer, responses=BerkasPencairanSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def serahkan(self, request: Request, pk: str | None = None) -> Response:
        """Hand the file to the Tim Faskel."""
        return _run(self, request, TanggalSerializer, "serahkan", actions.hand_over)

    @extend_schema(request=LembarBerkasSerializer, responses=BerkasPencairanSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def lembar(self, request: Request, pk: str | None = None) -> Response:
        """Note a step from its signed sheet."""
        return _run(self, request, LembarBerkasSerializer, "lembar", _from_sheet)

    @extend_schema(request=SuratSerializer, responses=BerkasPencairanSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"])
    def surat(self, request: Request, pk: str | None = None) -> Response:
        """Note SPP, SPM and SP2D."""
        return _run(self, request, SuratSerializer, "surat", actions.note_surat)


def _from_sheet(obj: BerkasPencairan, *, oleh: Any, langkah: str, kembali: bool, **isi: Any) -> BerkasPencairan:
    if kembali:
        alasan = isi.get("alasan") or isi.get("catatan", "")
        return actions.return_berkas(  # type: ignore[no-any-return]
            obj, oleh=oleh, alasan=alasan, tanggal=isi["tanggal"], nama=isi["nama"], foto=isi["foto"]
        )
    return actions.pass_berkas(obj, langkah, oleh=oleh, **isi)  # type: ignore[no-any-return]


def _run(viewset: Any, request: Request, masuk: type[serializers.Serializer], nama: str, aksi: Any) -> Response:
    """Run one action on the row of the address, once per key."""
    obj = viewset.get_object()
    data = masuk(data=request.data, context=viewset.get_serializer_context())
    data.is_valid(raise_exception=True)

    def kerja() -> Response:
        hasil = aksi(obj, oleh=request.user, **data.validated_data)
        return Response(viewset.get_serializer(viewset._fresh(hasil)).data)

    jawab: Response = viewset.run_write(request, kerja, objek=f"{obj._meta.label_lower}:{obj.pk}:{nama}")
    return jawab
