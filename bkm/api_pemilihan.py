"""The election by API: the same querysets, filters and actions as the pages. A tally is sent under a key."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from bkm import actions
from bkm.filters_pemilihan import PemilihanFilterSet, TPSFilterSet
from bkm.models import TPS, Hitungan, Pemilihan, Utusan
from bkm.queries_pemilihan import Penghitungan, counted, totals
from inti.api import CreateMixin, ScopedViewSet
from siklus.api import KUNCI_WAJIB, people, related, text
from siklus.models import Langkah

SUARA = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER, required=True)


class PemilihanSerializer(serializers.ModelSerializer):
    """The election of one S4."""

    class Meta:
        model = Pemilihan
        fields = ["id", "versi", "wilayah", "langkah", "tanggal_daftar", "catatan", "dibuat_pada", "dibuat_oleh_nama"]
        read_only_fields = fields


class PemilihanMasukSerializer(serializers.Serializer):
    """Make the polling places of an S4, with the roll of a day."""

    langkah = related(Langkah)
    tanggal_daftar = serializers.DateField()


@extend_schema_view(
    create=extend_schema(
        request=PemilihanMasukSerializer, responses={201: PemilihanSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class PemilihanViewSet(CreateMixin, ScopedViewSet):
    """Elections in scope: list, detail, prepare, sums."""

    queryset = Pemilihan.objects.order_by("-dibuat_pada", "-id")
    serializer_class = PemilihanSerializer
    write_serializer_class = PemilihanMasukSerializer
    filterset_class = PemilihanFilterSet
    ordering_fields = ["dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> Pemilihan:
        return actions.prepare_pemilihan(data.pop("langkah"), oleh=oleh, **data)

    @extend_schema(responses=OpenApiTypes.OBJECT, description="Jumlah orang dan TPS; hanya TPS yang sah dihitung.")
    @action(detail=True, methods=["get"], url_path="jumlah", pagination_class=None, filter_backends=[])
    def jumlah(self, request: Request, pk: str | None = None) -> Response:
        pemilihan = self.get_object()
        j = totals([pemilihan.pk])[pemilihan.pk]
        isi = {
            "dewasa": j.dewasa, "pemilih_l": j.pemilih_l, "pemilih_p": j.pemilih_p, "tps": j.tps, "tps_sah": j.tps_sah,
            "utusan_l": j.utusan_l, "utusan_p": j.utusan_p, "anggota_l": j.anggota_l, "anggota_p": j.anggota_p,
            "persen": None if j.persen is None else str(j.persen),
        }  # fmt: skip
        return Response(isi)


class TPSSerializer(serializers.ModelSerializer):
    """One polling place; its figures before the tier is published are for the team of the area only."""

    nama = serializers.CharField(read_only=True)

    class Meta:
        model = TPS
        fields = [
            "id", "versi", "wilayah", "pemilihan", "langkah", "tingkat", "basis", "nama", "urutan", "tempat", "tanggal",
            "daftar_l", "daftar_p", "daftar", "nama_per_suara", "kursi", "ambang", "mengikat", "bukti", "status", "alasan",
            "dihitung_oleh_nama", "disahkan_oleh_nama", "disahkan_pada",
        ]  # fmt: skip
        read_only_fields = fields


class PerolehanMasukSerializer(serializers.Serializer):
    """Votes for one written name (or one utusan above the basis)."""

    nama = serializers.CharField(max_length=150, required=False)
    utusan = related(Utusan, wajib=False)
    suara = people()
    kunjungan = people(wajib=False)


class HitunganMasukSerializer(serializers.Serializer):
    """The tally as the paper says it; `pemilih` and `surat_masuk` are its own totals."""

    id = serializers.UUIDField(required=False)
    cara = serializers.ChoiceField(choices=Hitungan.Cara.choices, default="singkat")
    pemilih_l = people()
    pemilih_p = people()
    pemilih = people()
    surat_masuk = people()
    surat_sah = people()
    surat_rusak = people()
    kunjungan_l = serializers.IntegerField(min_value=0, default=0)
    kunjungan_p = serializers.IntegerField(min_value=0, default=0)
    kunjungan_sah = serializers.IntegerField(min_value=0, default=0)
    kunjungan_rusak = serializers.IntegerField(min_value=0, default=0)
    lain_lain = serializers.IntegerField(min_value=0, default=0)
    perolehan = PerolehanMasukSerializer(many=True)
    alasan = text(300)


class HitunganSerializer(serializers.ModelSerializer):
    """One version of a tally."""

    class Meta:
        model = Hitungan
        fields = [
            "id", "tps", "jenis", "ke", "cara", "pemilih_l", "pemilih_p", "pemilih", "surat_masuk", "surat_sah", "surat_rusak",
            "kunjungan_l", "kunjungan_p", "kunjungan_sah", "kunjungan_rusak", "lain_lain", "alasan", "dibuat_pada",
            "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class TPSViewSet(ScopedViewSet):
    """Polling places in scope: states by `transisi/`, the tally by `hitungan/`."""

    queryset = TPS.objects.select_related("basis").order_by("tingkat", "urutan", "id")
    serializer_class = TPSSerializer
    filterset_class = TPSFilterSet
    ordering_fields = ["tingkat", "urutan"]
    kunci_wajib = True

    @extend_schema(
        methods=["GET"], responses=OpenApiTypes.OBJECT, description="Semua versi hitungan dan urutan perolehan suara."
    )
    @extend_schema(methods=["POST"], request=HitunganMasukSerializer, responses=HitunganSerializer, parameters=[SUARA])
    @action(detail=True, methods=["get", "post"], url_path="hitungan", pagination_class=None, filter_backends=[])
    def hitungan(self, request: Request, pk: str | None = None) -> Response:
        tps = self.get_object()
        if request.method == "GET":
            return Response(tally_as_data(counted(tps)))
        masuk = HitunganMasukSerializer(data=request.data, context=self.get_serializer_context())
        masuk.is_valid(raise_exception=True)
        data = dict(masuk.validated_data)

        def kerja() -> Response:
            hitungan = actions.record_hitungan(tps, oleh=request.user, **data)
            return Response(HitunganSerializer(hitungan).data, status=201)

        return self.run_write(request, kerja, objek=f"bkm.tps:{tps.pk}:hitungan", wajib=True)


def tally_as_data(hasil: Penghitungan) -> dict[str, Any]:
    """Every version of one tally, and the order of the one that counts."""
    versi = hasil.tps.hitungan.order_by("jenis", "ke")  # type: ignore[attr-defined]
    return {
        "versi": HitunganSerializer(versi, many=True).data,
        "urutan": [
            {
                "peringkat": b.peringkat, "nama": b.nama, "suara": b.suara, "kunjungan": b.kunjungan, "ulang": b.ulang,
                "terpilih": b.terpilih, "seri": b.seri, "tertulis": b.tertulis,
            }
            for b in hasil.peringkat.baris
        ],
        "perlu_dijawab": [[a.nama, b.nama] for a, b in hasil.pertanyaan],
    }  # fmt: skip
