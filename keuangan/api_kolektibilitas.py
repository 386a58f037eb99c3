"""Performance and collectibility of a UPK by API: two read routes of its ledger. Source: KEU-166, KEU-170."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.errors import IsianSalah
from keuangan.api_hitung import RekapSerializer, amount
from keuangan.hitung.kinerja import Kategori
from keuangan.hitung.kolektibilitas import Kelas
from keuangan.izin import LIHAT_PINJAMAN
from keuangan.models import Buku
from keuangan.queries_kinerja import performance_on
from keuangan.queries_kolektibilitas import assess_ledger, recap_on
from keuangan.sajian_kinerja import as_api
from wilayah.waktu import today_in

TANGGAL = OpenApiParameter("tanggal", str, description="TTTT-BB-HH; hari ini bila kosong.")


class UkuranSerializer(serializers.Serializer):
    """One figure in percent with its band, numerator and denominator (KSM or rupiah)."""

    nilai = amount(allow_null=True)
    kategori = serializers.ChoiceField(choices=Kategori.choices, allow_null=True)
    pembilang = amount()
    penyebut = amount()


class KinerjaBukuSerializer(serializers.Serializer):
    """The KPI of one UPK on a day; the last ones have no bands. Rupiah and percent as text."""

    tanggal = serializers.DateField()
    lar = UkuranSerializer()
    par = UkuranSerializer()
    rr = UkuranSerializer()
    ccr = UkuranSerializer()
    roi = UkuranSerializer()
    terburuk = serializers.ChoiceField(choices=Kategori.choices, allow_null=True)
    rr_penagihan = amount(allow_null=True)
    uang_menganggur = amount()
    pertumbuhan_modal = amount(allow_null=True)
    cadangan_perlu = amount()
    cadangan_tercatat = amount()
    register_sesuai = serializers.BooleanField()


class PinjamanNilaiSerializer(serializers.Serializer):
    """One loan on that day."""

    pinjaman = serializers.UUIDField(source="pinjaman.pk")
    nomor = serializers.CharField(source="pinjaman.nomor_pinjaman")
    ksm = serializers.UUIDField(source="pinjaman.ksm_id")
    channelling = serializers.BooleanField()
    saldo_pokok = amount(source="nilai.saldo_pokok")
    tunggakan_pokok = amount(source="nilai.tunggakan.pokok")
    tunggakan_jasa = amount(source="nilai.tunggakan.jasa")
    umur = amount(source="nilai.tunggakan.umur")
    kelas = serializers.ChoiceField(source="nilai.kelas", choices=Kelas.choices)
    berisiko = serializers.BooleanField(source="nilai.berisiko")
    cadangan = amount(source="nilai.cadangan")


class KolektibilitasBukuSerializer(serializers.Serializer):
    """Every loan that was out on a day, and the portfolio without channelled ones."""

    tanggal = serializers.DateField()
    pinjaman = PinjamanNilaiSerializer(many=True)
    total = RekapSerializer()


class KinerjaMixin:
    """The two read routes of a UPK's ledger."""

    def _upk(self: Any) -> Buku:
        """The ledger of a UPK, for those who may see its loans. Raises Http404."""
        buku: Buku = self.get_object()
        if (
            buku.unit != "upk"
            or not Buku.objects.visible_to(self.request.user, izin=LIHAT_PINJAMAN).filter(pk=buku.pk).exists()
        ):  # type: ignore[attr-defined]
            from django.http import Http404

            raise Http404
        return buku

    def _day(self: Any, buku: Buku) -> Any:
        teks = self.request.query_params.get("tanggal", "")
        kini = today_in(buku.wilayah_id)
        if not teks:
            return kini
        bidang = serializers.DateField()
        try:
            hari = bidang.to_internal_value(teks)
        except serializers.ValidationError as galat:
            raise IsianSalah({"tanggal": [str(d) for d in galat.detail]}) from galat
        return min(hari, kini)

    @extend_schema(parameters=[TANGGAL], responses={200: KinerjaBukuSerializer})
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def kinerja(self, request: Request, pk: str | None = None) -> Response:
        """LAR, PAR, RR, CCr and ROI of a UPK on a day, from ledger and register."""
        buku = self._upk()
        hari = self._day(buku)
        return Response(KinerjaBukuSerializer({"tanggal": hari, **as_api(performance_on(buku, hari))}).data)

    @extend_schema(parameters=[TANGGAL], responses={200: KolektibilitasBukuSerializer})
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def kolektibilitas(self, request: Request, pk: str | None = None) -> Response:
        """Class, arrears and reserve of every loan of a UPK on a day."""
        buku = self._upk()
        hari = self._day(buku)
        baris = [n for n in assess_ledger(buku, hari) if not n.nilai.lunas]
        isi = {"tanggal": hari, "pinjaman": baris, "total": recap_on(buku, hari).sendiri}
        return Response(KolektibilitasBukuSerializer(isi).data)
