"""The ledger by API: the same querysets, filters and actions as the pages. Nothing posted is changed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import CreateMixin, ScopedViewSet
from inti.errors import IdTerpakai
from keuangan import actions
from keuangan.actions import Baris, Dana
from keuangan.api_bulan import AkhirBulanMixin
from keuangan.api_kolektibilitas import KinerjaMixin
from keuangan.filters import AkunBukuFilterSet, BukuFilterSet, HitungKasFilterSet, JurnalFilterSet, PeriodeFilterSet
from keuangan.laporan.daftar import JENIS, compute, usual_span
from keuangan.laporan.keluaran import as_data
from keuangan.models import AkunBuku, BarisJurnal, Buku, HitungKas, Jurnal, PemilikDana, Periode
from keuangan.models.buku import Unit
from keuangan.pecahan import LEMBAR_MAKS, PECAHAN
from ksm.models import KSM
from pronangkis.models import KegiatanPJM
from siklus.api import KUNCI_WAJIB, related, text
from siklus.models import SumberDana
from wilayah.models import Badan

NOL = Decimal(0)
RUPIAH: dict[str, Any] = {"max_digits": 18, "decimal_places": 2}


class BukuSerializer(serializers.ModelSerializer):
    """One ledger with the name of its body."""

    nama_badan = serializers.CharField(source="badan.nama")

    class Meta:
        model = Buku
        fields = [
            "id", "versi", "wilayah", "badan", "nama_badan", "unit", "bagan", "mulai", "tutup_hari", "dibuat_pada",
            "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class BukuMasukSerializer(serializers.Serializer):
    """A ledger to be opened: for which body and unit, from which day."""

    id = serializers.UUIDField(required=False)
    badan = related(Badan)
    unit = serializers.ChoiceField(choices=Unit.choices)
    mulai = serializers.DateField()


class KolomLaporanSerializer(serializers.Serializer):
    """One column of a report."""

    kode = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    jenis = serializers.CharField()


class BarisLaporanSerializer(serializers.Serializer):
    """One row: values by column code, rupiah as strings; `gaya` bidang (heading), jumlah (sum), awas."""

    gaya = serializers.CharField()
    nilai = serializers.DictField(child=serializers.CharField(allow_null=True))


class BagianLaporanSerializer(serializers.Serializer):
    """One table of a report."""

    kode = serializers.CharField()
    judul = serializers.CharField()
    kolom = KolomLaporanSerializer(many=True)
    baris = BarisLaporanSerializer(many=True)


class GrafikLaporanSerializer(serializers.Serializer):
    """Figures by month (rupiah)."""

    judul = serializers.CharField()
    bulan = serializers.ListField(child=serializers.DateField())
    seri = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))


class LaporanSerializer(serializers.Serializer):
    """One report of a ledger over a span of days."""

    nama = serializers.CharField()
    judul = serializers.CharField()
    dari = serializers.DateField()
    sampai = serializers.DateField()
    bagian = BagianLaporanSerializer(many=True)
    catatan = serializers.ListField(child=serializers.CharField())
    grafik = GrafikLaporanSerializer(allow_null=True)


class RentangSerializer(serializers.Serializer):
    """The span of a report, and the account of a buku besar."""

    dari = serializers.DateField(required=False)
    sampai = serializers.DateField(required=False)
    akun = serializers.RegexField(r"^[1-5][0-9]{4}$", required=False)


@extend_schema_view(
    create=extend_schema(request=BukuMasukSerializer, responses={201: BukuSerializer}, parameters=[KUNCI_WAJIB])
)
class BukuViewSet(KinerjaMixin, CreateMixin, ScopedViewSet):
    """Ledgers in scope: list, detail, open; performance and collectibility of those of UPK."""

    queryset = Buku.objects.select_related("badan").order_by("wilayah_id", "unit", "id")
    serializer_class = BukuSerializer
    write_serializer_class = BukuMasukSerializer
    filterset_class = BukuFilterSet
    ordering_fields = ["wilayah_id", "unit", "mulai"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> Buku:
        return actions.open_buku(data.pop("badan"), oleh=oleh, **data)

    @extend_schema(
        responses=LaporanSerializer,
        parameters=[RentangSerializer, OpenApiParameter("nama", str, OpenApiParameter.PATH, enum=sorted(JENIS))],
        description="Satu laporan buku: angka yang sama dengan halaman, PDF, dan XLSX-nya. Tanpa `dari` dan `sampai`: bulan "
        "bukti terbaru. `akun` hanya untuk buku-besar.",
    )
    @action(
        detail=True, methods=["get"], url_path=r"laporan/(?P<nama>[a-z-]+)", pagination_class=None, filter_backends=[]
    )
    def laporan(self, request: Request, pk: str | None = None, nama: str = "") -> Response:
        """One report of this ledger. Source: KEU-100."""
        buku = self.get_object()
        if nama not in JENIS:
            raise Http404
        masuk = RentangSerializer(data=request.query_params)
        masuk.is_valid(raise_exception=True)
        isi = masuk.validated_data
        dari, sampai = usual_span(buku)
        lap = compute(JENIS[nama], buku, isi.get("dari", dari), isi.get("sampai", sampai), akun=isi.get("akun", ""))
        return Response(as_data(lap))


class PeriodeSerializer(serializers.ModelSerializer):
    """One month of one ledger."""

    class Meta:
        model = Periode
        fields = [
            "id", "versi", "wilayah", "buku", "tahun", "bulan", "status", "ditutup_pada", "ditutup_oleh_nama",
            "alasan_buka",
        ]  # fmt: skip
        read_only_fields = fields


class PeriodeViewSet(AkhirBulanMixin, ScopedViewSet):
    """Months in scope: list, detail, close and reopen by `transisi/`; the path to the end of a month."""

    queryset = Periode.objects.select_related("buku__badan").order_by("-tahun", "-bulan", "id")
    serializer_class = PeriodeSerializer
    filterset_class = PeriodeFilterSet
    ordering_fields = ["tahun", "bulan"]
    kunci_wajib = True


class AkunBukuSerializer(serializers.ModelSerializer):
    """One account; `buku` is null for a sourced code."""

    class Meta:
        model = AkunBuku
        fields = [
            "id", "versi", "wilayah", "buku", "bagan", "kode", "nama", "golongan", "kas_bank", "kontra", "guna", "sumber",
            "aktif",
        ]  # fmt: skip
        read_only_fields = fields


class AkunBukuMasukSerializer(serializers.Serializer):
    """An account of a ledger's own."""

    id = serializers.UUIDField(required=False)
    buku = related(Buku)
    kode = serializers.RegexField(r"^[1-5][0-9]{4}$")
    nama = serializers.CharField(max_length=100)
    golongan = serializers.ChoiceField(choices=AkunBuku.Golongan.choices)
    kas_bank = serializers.ChoiceField(choices=AkunBuku.KasBank.choices, required=False, allow_blank=True)
    kontra = serializers.BooleanField(required=False)


@extend_schema_view(
    create=extend_schema(request=AkunBukuMasukSerializer, responses={201: AkunBukuSerializer}, parameters=[KUNCI_WAJIB])
)
class AkunBukuViewSet(CreateMixin, ScopedViewSet):
    """Accounts in scope: the sourced codes and those that bodies added; add one."""

    queryset = AkunBuku.objects.order_by("bagan", "kode", "id")
    serializer_class = AkunBukuSerializer
    write_serializer_class = AkunBukuMasukSerializer
    filterset_class = AkunBukuFilterSet
    search_fields = ["kode", "nama"]
    ordering_fields = ["kode", "bagan"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> AkunBuku:
        return actions.add_akun(data.pop("buku"), oleh=oleh, **data)


class BarisJurnalSerializer(serializers.ModelSerializer):
    """One line (rupiah, as strings)."""

    kode_akun = serializers.CharField(source="akun.kode")
    nama_akun = serializers.CharField(source="akun.nama")

    class Meta:
        model = BarisJurnal
        fields = [
            "urut", "akun", "kode_akun", "nama_akun", "debit", "kredit", "sumber_dana", "tahun_dana", "termin", "pemilik",
            "ksm", "kegiatan",
        ]  # fmt: skip
        read_only_fields = fields


class JurnalSerializer(serializers.ModelSerializer):
    """One voucher with its lines. `jumlah` is the sum of its debits; `dibalik` whether a later one took it back."""

    nomor_bukti = serializers.CharField()
    baris = BarisJurnalSerializer(many=True)
    disetujui_oleh_nama = serializers.CharField(source="persetujuan.oleh_nama", default=None, allow_null=True)
    dibalik = serializers.SerializerMethodField()

    class Meta:
        model = Jurnal
        fields = [
            "id", "wilayah", "buku", "periode", "jenis", "tahun", "nomor", "nomor_bukti", "tanggal", "peristiwa", "uraian",
            "bukti", "jumlah", "perlu_persetujuan", "disetujui_oleh_nama", "membalik", "dibalik", "alasan", "pasangan",
            "objek_jenis", "objek_id", "baris", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields

    def get_dibalik(self, obj: Any) -> bool:
        """Whether a later journal took it back."""
        return bool(obj.pembalik.all())


class BarisMasukSerializer(serializers.Serializer):
    """One line to be booked: account by code, one side, and whose money."""

    akun = serializers.RegexField(r"^[1-5][0-9]{4}$")
    debit = serializers.DecimalField(**RUPIAH, required=False, default=NOL, min_value=0)
    kredit = serializers.DecimalField(**RUPIAH, required=False, default=NOL, min_value=0)
    sumber_dana = serializers.PrimaryKeyRelatedField(queryset=SumberDana.objects.all())
    tahun_dana = serializers.IntegerField(min_value=1999, max_value=2100)
    termin = serializers.IntegerField(min_value=0, max_value=12, required=False, default=0)
    pemilik = related(PemilikDana, wajib=False)
    ksm = related(KSM, wajib=False)
    kegiatan = related(KegiatanPJM, wajib=False)


class JurnalMasukSerializer(serializers.Serializer):
    """A voucher to be booked."""

    id = serializers.UUIDField(required=False)
    buku = related(Buku)
    jenis = serializers.ChoiceField(choices=Jurnal.Jenis.choices)
    tanggal = serializers.DateField()
    uraian = serializers.CharField(max_length=200)
    bukti = text(60)
    baris = serializers.ListField(child=BarisMasukSerializer(), min_length=2, max_length=200)


class BalikSerializer(serializers.Serializer):
    """Why a voucher is taken back, and on which day (today)."""

    alasan = serializers.CharField(max_length=300)
    tanggal = serializers.DateField(required=False)


def as_line(b: dict[str, Any]) -> Baris:
    """A line as the action takes it."""
    dana = Dana(b["sumber_dana"].pk, b["tahun_dana"], b["termin"], b.get("pemilik"), b.get("ksm"), b.get("kegiatan"))
    return Baris(b["akun"], dana, debit=b["debit"], kredit=b["kredit"])


@extend_schema_view(
    create=extend_schema(request=JurnalMasukSerializer, responses={201: JurnalSerializer}, parameters=[KUNCI_WAJIB])
)
class JurnalViewSet(CreateMixin, ScopedViewSet):
    """Vouchers in scope: list, detail, book, approve, reverse. An Idempotency-Key is always demanded."""

    queryset = Jurnal.objects.select_related("persetujuan").prefetch_related("baris__akun", "pembalik").order_by(
        "-tanggal", "-id"
    )  # fmt: skip
    serializer_class = JurnalSerializer
    write_serializer_class = JurnalMasukSerializer
    filterset_class = JurnalFilterSet
    search_fields = ["uraian", "bukti"]
    ordering_fields = ["tanggal", "dibuat_pada", "jumlah"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> Jurnal:
        baris = [as_line(b) for b in data.pop("baris")]
        return actions.post_jurnal(data.pop("buku"), oleh=oleh, baris=baris, **data)

    def _existing(self, data: dict[str, Any]) -> Jurnal | None:
        """The voucher that already carries the client's id, its lines compared too. Raises IdTerpakai."""
        isi = {k: v for k, v in data.items() if k != "baris"}
        lama: Jurnal | None = super()._existing(isi)
        if lama is None:
            return None
        milik = [self._plain(b) for b in lama.baris.select_related("akun").order_by("urut")]
        kirim = [
            (b["akun"], b["debit"], b["kredit"], b["sumber_dana"].pk, b["tahun_dana"], b["termin"],
             *(getattr(b.get(n), "pk", None) for n in ("pemilik", "ksm", "kegiatan")))
            for b in data["baris"]
        ]  # fmt: skip
        if milik != kirim:
            raise IdTerpakai
        return lama

    def _plain(self, b: BarisJurnal) -> tuple[Any, ...]:
        return (
            b.akun.kode, b.debit, b.kredit, b.sumber_dana_id, b.tahun_dana, b.termin, b.pemilik_id, b.ksm_id, b.kegiatan_id,
        )  # fmt: skip

    @extend_schema(request=None, responses={200: JurnalSerializer}, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def setujui(self, request: Request, pk: str | None = None) -> Response:
        """Approve a voucher that another person recorded."""
        jurnal = self.get_object()

        def kerja() -> Response:
            hasil = actions.approve_jurnal(jurnal, oleh=request.user)
            return Response(self.get_serializer(self._fresh(hasil)).data)

        return self.run_write(request, kerja, objek=f"{jurnal.pk}:setujui")

    @extend_schema(request=BalikSerializer, responses={201: JurnalSerializer}, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def balik(self, request: Request, pk: str | None = None) -> Response:
        """Take a voucher back by its mirror; answers with the reversal."""
        jurnal = self.get_object()
        masuk = BalikSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            hasil = actions.reverse_jurnal(jurnal, oleh=request.user, **masuk.validated_data)
            return Response(self.get_serializer(self._fresh(hasil)).data, status=201)

        return self.run_write(request, kerja, objek=f"{jurnal.pk}:balik")


class HitungKasSerializer(serializers.ModelSerializer):
    """One cash count (rupiah, as strings). `lembar`: pieces per denomination, "k50000" notes, "l500" coins."""

    kode_akun = serializers.CharField(source="akun.kode")
    lembar = serializers.DictField(child=serializers.IntegerField(min_value=0))

    class Meta:
        model = HitungKas
        fields = [
            "id", "wilayah", "buku", "akun", "kode_akun", "tanggal", "lembar", "jumlah", "saldo_buku", "selisih",
            "penjelasan", "penghitung", "saksi", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class LembarSerializer(serializers.Serializer):
    """Pieces of every denomination; what is left out was not there."""

    def get_fields(self) -> dict[str, Any]:
        """One whole number for each note and coin."""
        return {
            kode: serializers.IntegerField(min_value=0, max_value=LEMBAR_MAKS, required=False, default=0)
            for kode in PECAHAN
        }

    def to_internal_value(self, data: Any) -> Any:
        """A denomination that does not exist is refused, not left out."""
        asing = sorted(set(data) - set(PECAHAN)) if isinstance(data, dict) else []
        if asing:
            raise serializers.ValidationError({k: [_("Pecahan ini tidak dikenal.")] for k in asing})
        return super().to_internal_value(data)


class HitungKasMasukSerializer(serializers.Serializer):
    """A cash count as it is recorded; its sum and the book's balance are computed."""

    id = serializers.UUIDField(required=False)
    buku = related(Buku)
    akun = serializers.RegexField(r"^1[0-9]{4}$", required=False, default="11010")
    tanggal = serializers.DateField()
    lembar = LembarSerializer()
    penghitung = serializers.CharField(max_length=150)
    saksi = serializers.CharField(max_length=150)
    penjelasan = text(300)


@extend_schema_view(
    create=extend_schema(
        request=HitungKasMasukSerializer, responses={201: HitungKasSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class HitungKasViewSet(CreateMixin, ScopedViewSet):
    """Cash counts in scope: list, detail, record. Nothing counted is changed."""

    queryset = HitungKas.objects.select_related("akun").order_by("-tanggal", "-id")
    serializer_class = HitungKasSerializer
    write_serializer_class = HitungKasMasukSerializer
    filterset_class = HitungKasFilterSet
    ordering_fields = ["tanggal", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> HitungKas:
        return actions.count_kas(data.pop("buku"), oleh=oleh, **data)

    def _existing(self, data: dict[str, Any]) -> HitungKas | None:
        """The count that already carries the client's id, its pieces and account compared too. Raises IdTerpakai."""
        lama: HitungKas | None = super()._existing({k: v for k, v in data.items() if k not in {"lembar", "akun"}})
        if lama is None:
            return None
        kirim = {k: n for k, n in data["lembar"].items() if n}
        if lama.lembar != kirim or lama.akun.kode != data["akun"]:
            raise IdTerpakai
        return lama
