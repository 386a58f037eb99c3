"""Things of lasting value by API: list, detail, and taking one out, sold or not, with its journal shown first."""

from __future__ import annotations

from decimal import Decimal

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import ScopedViewSet
from inti.izin import require
from keuangan import actions
from keuangan.actions.umum import BUKUKAN
from keuangan.api import RUPIAH
from keuangan.filters import InventarisFilterSet
from keuangan.models import Inventaris
from siklus.api import KUNCI_WAJIB, text


class InventarisSerializer(serializers.ModelSerializer):
    """One thing (rupiah, as strings). `jurnal_lepas` took it out of the books."""

    class Meta:
        model = Inventaris
        fields = [
            "id", "versi", "wilayah", "buku", "nama", "tanggal", "harga", "umur_bulan", "akumulasi_awal", "lokasi", "keadaan",
            "sumber_dana", "tahun_dana", "jurnal", "lepas_pada", "lepas_alasan", "jurnal_lepas", "dibuat_pada",
        ]  # fmt: skip
        read_only_fields = fields


class HasilLepasSerializer(serializers.Serializer):
    """When a thing goes, and what it was sold for (rupiah; 0: not sold)."""

    tanggal = serializers.DateField()
    hasil = serializers.DecimalField(**RUPIAH, required=False, default=Decimal(0), min_value=0)
    lewat = serializers.ChoiceField(choices=[("kas", "Kas"), ("bank", "Bank")], default="kas")


class LepasSerializer(HasilLepasSerializer):
    """The same with why it goes."""

    alasan = serializers.CharField(max_length=200)
    bukti = text(60)


class BarisLepasSerializer(serializers.Serializer):
    """One line of the journal that it would give."""

    akun = serializers.CharField()
    debit = serializers.DecimalField(**RUPIAH)
    kredit = serializers.DecimalField(**RUPIAH)


class InventarisViewSet(ScopedViewSet):
    """Things in scope: list, detail, preview of taking one out (`hitung-lepas/`), taking it out (`lepas/`)."""

    queryset = Inventaris.objects.order_by("-tanggal", "-id")
    serializer_class = InventarisSerializer
    filterset_class = InventarisFilterSet
    search_fields = ["nama"]
    ordering_fields = ["tanggal", "dibuat_pada", "harga"]
    kunci_wajib = True

    @extend_schema(request=HasilLepasSerializer, responses={200: BarisLepasSerializer(many=True)})
    @action(detail=True, methods=["post"], url_path="hitung-lepas", pagination_class=None, filter_backends=[])
    def hitung_lepas(self, request: Request, pk: str | None = None) -> Response:
        """The journal that taking it out would give, without saving anything."""
        barang = self.get_object()
        require(request.user, BUKUKAN[barang.buku.unit], barang.buku)
        masuk = HasilLepasSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)
        return Response(BarisLepasSerializer(actions.disposal_lines(barang, **masuk.validated_data), many=True).data)

    @extend_schema(request=LepasSerializer, responses=InventarisSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def lepas(self, request: Request, pk: str | None = None) -> Response:
        """Take it out: one voucher with the money it brought; a second person approves."""
        barang = self.get_object()
        masuk = LepasSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            hasil = actions.dispose_inventaris(barang, oleh=request.user, **masuk.validated_data)
            return Response(self.get_serializer(self._fresh(hasil)).data)

        return self.run_write(request, kerja, objek=f"{barang.pk}:lepas")
