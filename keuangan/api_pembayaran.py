"""Payments by API: list, receive with id and key, preview without saving, take back. The same actions as the pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import CreateMixin, ScopedViewSet
from keuangan import actions
from keuangan.actions import Terima
from keuangan.api import RUPIAH, BalikSerializer
from keuangan.bagi import Bagi, Minta
from keuangan.filters_pembayaran import PembayaranFilterSet
from keuangan.hitung.alokasi import Pengecualian
from keuangan.models import AlokasiPembayaran, Pembayaran, Pinjaman
from siklus.api import KUNCI_WAJIB, related, text

# Ways in which a payment is received here; savings have their own action.
LEWAT_BAYAR = [(n.value, n.label) for n in (Pembayaran.Lewat.KAS, Pembayaran.Lewat.BANK, Pembayaran.Lewat.TITIPAN)]


class AlokasiSerializer(serializers.ModelSerializer):
    """One part of a payment (rupiah, as strings)."""

    ke = serializers.IntegerField(source="angsuran.ke")
    jadwal_ke = serializers.IntegerField(source="angsuran.jadwal_ke")

    class Meta:
        model = AlokasiPembayaran
        fields = ["jadwal_ke", "ke", "untuk", "jumlah"]
        read_only_fields = fields


class PembayaranSerializer(serializers.ModelSerializer):
    """One payment with where it went; below zero where it takes another back."""

    nomor_pinjaman = serializers.CharField(source="pinjaman.nomor_pinjaman")
    ksm = serializers.UUIDField(source="pinjaman.ksm_id")
    nama_ksm = serializers.CharField(source="pinjaman.ksm.nama")
    nomor_bukti = serializers.CharField(source="jurnal.nomor_bukti", default=None, allow_null=True)
    alokasi = AlokasiSerializer(many=True)

    class Meta:
        model = Pembayaran
        fields = [
            "id", "wilayah", "pinjaman", "nomor_pinjaman", "ksm", "nama_ksm", "tanggal", "jenis", "lewat", "jumlah",
            "tabungan", "titipan", "jurnal", "nomor_bukti", "membalik", "pokok_dulu", "disetujui_nama", "alasan", "alokasi",
            "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PembayaranMintaSerializer(serializers.Serializer):
    """What is handed over for a loan (rupiah): in all, of it savings, of it named as BOP; principal first with a reason."""

    pinjaman = related(Pinjaman)
    lewat = serializers.ChoiceField(choices=LEWAT_BAYAR, default="kas")
    tanggal = serializers.DateField()
    jumlah = serializers.DecimalField(**RUPIAH, min_value=1)
    pelunasan = serializers.BooleanField(required=False, default=False)
    tabungan = serializers.DecimalField(**RUPIAH, required=False, default=Decimal(0), min_value=0)
    bop = serializers.DecimalField(**RUPIAH, required=False, allow_null=True, default=None, min_value=0)
    pokok_dulu = serializers.BooleanField(required=False, default=False)
    alasan = text(300)
    disetujui_nama = text(150)


class BagianMasukSerializer(serializers.Serializer):
    """Who in the group brought how much."""

    bagian = serializers.UUIDField()
    jumlah = serializers.DecimalField(**RUPIAH, min_value=1)


class PembayaranMasukSerializer(PembayaranMintaSerializer):
    """A payment to be received."""

    id = serializers.UUIDField(required=False)
    bukti = text(60)
    bagian = serializers.ListField(child=BagianMasukSerializer(), required=False, max_length=60)


class PotongSerializer(serializers.Serializer):
    """One part of a previewed payment."""

    ke = serializers.IntegerField()
    untuk = serializers.CharField()
    jumlah = serializers.DecimalField(**RUPIAH)


class BagiSerializer(serializers.Serializer):
    """A payment parted without being saved (rupiah, as strings)."""

    alokasi = PotongSerializer(many=True)
    pokok = serializers.DecimalField(**RUPIAH)
    jasa = serializers.DecimalField(**RUPIAH)
    bop = serializers.DecimalField(**RUPIAH)
    titipan = serializers.DecimalField(**RUPIAH)
    tabungan = serializers.DecimalField(**RUPIAH)
    jasa_dibebaskan = serializers.DecimalField(**RUPIAH)
    sisa_pokok = serializers.DecimalField(**RUPIAH)
    sisa_jasa = serializers.DecimalField(**RUPIAH)
    lunas = serializers.BooleanField()


def asked(data: dict[str, Any]) -> Minta:
    """What is asked to be parted. Raises: AturanDilanggar (KEU-54)."""
    dulu = Pengecualian(data.get("alasan", ""), data.get("disetujui_nama", "")) if data.get("pokok_dulu") else None
    return Minta(
        data["jumlah"], data["tanggal"], data["pelunasan"], data["tabungan"], data["bop"], dulu,
        dari_titipan=data["lewat"] == "titipan",
    )  # fmt: skip


def as_parts(bagi: Bagi) -> dict[str, Any]:
    """A parted payment as the preview answers."""
    return {
        "alokasi": [{"ke": a.ke, "untuk": u, "jumlah": n} for a, u, n in bagi.potong], "tabungan": bagi.minta.tabungan,
        **{n: getattr(bagi, n) for n in ("pokok", "jasa", "bop", "titipan", "jasa_dibebaskan", "sisa_pokok", "sisa_jasa",
                                         "lunas")},
    }  # fmt: skip


@extend_schema_view(
    create=extend_schema(
        request=PembayaranMasukSerializer, responses={201: PembayaranSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class PembayaranViewSet(CreateMixin, ScopedViewSet):
    """Payments in scope: list, detail, receive, preview (`hitung/`), take back (`balik/`). A key is always demanded."""

    queryset = (
        Pembayaran.objects.select_related("pinjaman__ksm", "jurnal")
        .prefetch_related("alokasi__angsuran")
        .order_by("-tanggal", "-id")
    )
    serializer_class = PembayaranSerializer
    write_serializer_class = PembayaranMasukSerializer
    filterset_class = PembayaranFilterSet
    ordering_fields = ["tanggal", "dibuat_pada", "jumlah"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> Pembayaran:
        bagian = {b["bagian"]: b["jumlah"] for b in data.get("bagian", [])}
        isi = Terima(asked(data), data["lewat"], data.get("bukti", ""), bagian, data.get("alasan", ""), data.get("id"))
        return actions.pay_pinjaman(data["pinjaman"], isi, oleh=oleh)

    def _existing(self, data: dict[str, Any]) -> Pembayaran | None:
        """The payment that already carries the client's id, with what is stored of it compared. Raises IdTerpakai."""
        tersimpan = ("id", "pinjaman", "tanggal", "jumlah", "lewat", "tabungan", "pokok_dulu")
        lama: Pembayaran | None = super()._existing({k: v for k, v in data.items() if k in tersimpan})
        return lama

    @extend_schema(request=PembayaranMintaSerializer, responses={200: BagiSerializer})
    @action(detail=False, methods=["post"], pagination_class=None, filter_backends=[])
    def hitung(self, request: Request) -> Response:
        """Where a payment would go, without saving anything."""
        masuk = PembayaranMintaSerializer(data=request.data, context=self.get_serializer_context())
        masuk.is_valid(raise_exception=True)
        p = masuk.validated_data["pinjaman"]
        return Response(BagiSerializer(as_parts(actions.part_as_asked(p, asked(masuk.validated_data)))).data)

    @extend_schema(request=BalikSerializer, responses={201: PembayaranSerializer}, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def balik(self, request: Request, pk: str | None = None) -> Response:
        """Take a payment back by its mirror; answers with the mirror."""
        bayar = self.get_object()
        masuk = BalikSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            hasil = actions.reverse_pembayaran(bayar, oleh=request.user, **masuk.validated_data)
            return Response(self.get_serializer(self._fresh(hasil)).data, status=201)

        return self.run_write(request, kerja, objek=f"{bayar.pk}:balik")
