"""Statements of the bank and their matches by API: the same querysets, filters and actions as the pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import CreateMixin, ScopedViewSet
from inti.errors import IdTerpakai
from keuangan import actions
from keuangan.actions import BarisKoran
from keuangan.actions.bank import BARIS_KORAN_MAKS
from keuangan.api import RUPIAH
from keuangan.filters_bank import CocokBankFilterSet, RekeningKoranFilterSet
from keuangan.models import BarisBank, BarisJurnal, Buku, CocokBank, RekeningKoran
from keuangan.queries_bank import desk_of_statement, reconciliations, signed
from siklus.api import KUNCI_WAJIB, related, text

NOL = Decimal(0)
ANGKA = (
    "keadaan", "saldo_buku", "perjalanan", "belum", "kemudian", "sen", "saldo_seharusnya", "selisih", "n_belum", "n_cocok",
    "rekening",
)  # fmt: skip


class RekeningKoranSerializer(serializers.ModelSerializer):
    """One statement as the bank says it (rupiah, as strings); its rows and what agrees stand under `keadaan/`."""

    kode_akun = serializers.CharField(source="akun.kode")

    class Meta:
        model = RekeningKoran
        fields = [
            "id", "versi", "wilayah", "buku", "akun", "kode_akun", "dari", "sampai", "saldo_awal", "saldo_akhir",
            "jumlah_baris", "dibatalkan_pada", "dibatalkan_oleh_nama", "alasan_batal", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class BarisKoranSerializer(serializers.Serializer):
    """One row as the bank says it: money in or out, and the balance after it where it is printed."""

    tanggal = serializers.DateField()
    uraian = text(300)
    masuk = serializers.DecimalField(**RUPIAH, required=False, default=NOL, min_value=0)
    keluar = serializers.DecimalField(**RUPIAH, required=False, default=NOL, min_value=0)
    saldo = serializers.DecimalField(**RUPIAH, required=False, allow_null=True)


class RekeningKoranMasukSerializer(serializers.Serializer):
    """A statement to be recorded with all its rows, oldest first."""

    id = serializers.UUIDField(required=False)
    buku = related(Buku)
    akun = serializers.RegexField(r"^1[0-9]{4}$", required=False, default="11021")
    dari = serializers.DateField()
    sampai = serializers.DateField()
    saldo_awal = serializers.DecimalField(**RUPIAH)
    saldo_akhir = serializers.DecimalField(**RUPIAH)
    baris = serializers.ListField(child=BarisKoranSerializer(), max_length=BARIS_KORAN_MAKS)


class AlasanBatalSerializer(serializers.Serializer):
    """Why a statement is voided."""

    alasan = serializers.CharField(max_length=300)


class BarisBankSerializer(serializers.ModelSerializer):
    """One bank row that no match holds; `saran` are keys of lines of the book, nearest first, `kuat` when certain."""

    saran = serializers.SerializerMethodField()
    kuat = serializers.SerializerMethodField()

    class Meta:
        model = BarisBank
        fields = ["id", "urut", "tanggal", "uraian", "masuk", "keluar", "saldo", "saran", "kuat"]
        read_only_fields = fields

    def get_saran(self, obj: BarisBank) -> list[int]:
        """Keys of the lines that may be the same money."""
        return [s.buku.pk for s in self.context["saran"].get(obj.pk, [])]

    def get_kuat(self, obj: BarisBank) -> bool:
        """Whether there is one suggestion, and it has no other choice."""
        return any(s.kuat for s in self.context["saran"].get(obj.pk, []))


class BarisBukuSerializer(serializers.ModelSerializer):
    """One line of the book that no match holds (rupiah, money in positive)."""

    nomor_bukti = serializers.CharField(source="jurnal.nomor_bukti")
    uraian = serializers.CharField(source="jurnal.uraian")
    nilai = serializers.SerializerMethodField()

    class Meta:
        model = BarisJurnal
        fields = ["id", "jurnal", "nomor_bukti", "tanggal", "uraian", "nilai"]
        read_only_fields = fields

    def get_nilai(self, obj: BarisJurnal) -> str:
        """Money in, or out as a negative."""
        return f"{signed(obj):.2f}"


class KeadaanKoranSerializer(serializers.Serializer):
    """The reconciliation at the end of a statement, and both sides as they are to be matched."""

    keadaan = serializers.ChoiceField(choices=["cocok", "belum", "celah", "selisih", "batal"])
    saldo_buku = serializers.DecimalField(**RUPIAH)
    perjalanan = serializers.DecimalField(**RUPIAH)
    belum = serializers.DecimalField(**RUPIAH)
    kemudian = serializers.DecimalField(**RUPIAH)
    sen = serializers.DecimalField(**RUPIAH)
    saldo_seharusnya = serializers.DecimalField(**RUPIAH)
    saldo_bank = serializers.DecimalField(**RUPIAH, source="rekening.saldo_akhir")
    selisih = serializers.DecimalField(**RUPIAH)
    n_belum = serializers.IntegerField()
    n_cocok = serializers.IntegerField()
    bank = BarisBankSerializer(many=True)
    buku = BarisBukuSerializer(many=True)


class DicocokkanSerializer(serializers.Serializer):
    """How many suggestions were accepted."""

    dicocokkan = serializers.IntegerField()


@extend_schema_view(
    create=extend_schema(
        request=RekeningKoranMasukSerializer, responses={201: RekeningKoranSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class RekeningKoranViewSet(CreateMixin, ScopedViewSet):
    """Statements in scope: list, detail, record, void, both sides, accept the certain suggestions. Nothing is changed."""

    queryset = RekeningKoran.objects.select_related("akun", "buku").order_by("-sampai", "-id")
    serializer_class = RekeningKoranSerializer
    write_serializer_class = RekeningKoranMasukSerializer
    filterset_class = RekeningKoranFilterSet
    ordering_fields = ["sampai", "dari", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> RekeningKoran:
        baris = [BarisKoran(nomor=ke, **{"uraian": "", **b}) for ke, b in enumerate(data.pop("baris"), 1)]
        return actions.enter_rekening_koran(data.pop("buku"), oleh=oleh, baris=baris, **data)

    def _existing(self, data: dict[str, Any]) -> RekeningKoran | None:
        """The statement that already carries the client's id, its rows and account compared too. Raises IdTerpakai."""
        lama: RekeningKoran | None = super()._existing({k: v for k, v in data.items() if k not in {"baris", "akun"}})
        if lama is None:
            return None
        kirim = [(b["tanggal"], b["masuk"], b["keluar"]) for b in data["baris"]]
        if lama.akun.kode != data["akun"] or list(lama.baris.values_list("tanggal", "masuk", "keluar")) != kirim:
            raise IdTerpakai
        return lama

    @extend_schema(responses=KeadaanKoranSerializer)
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def keadaan(self, request: Request, pk: str | None = None) -> Response:
        """The reconciliation with what is still unmatched on both sides. Source: KEU-178."""
        rekening = self.get_object()
        if rekening.batal:
            return Response({"keadaan": "batal", "bank": [], "buku": []})
        hasil, meja = reconciliations(rekening.buku, rekening)[rekening.pk], desk_of_statement(rekening)
        isi = {**{n: getattr(hasil, n) for n in ANGKA}, "bank": meja.bank, "buku": meja.buku}
        return Response(
            KeadaanKoranSerializer(isi, context={**self.get_serializer_context(), "saran": meja.saran}).data
        )

    @extend_schema(request=AlasanBatalSerializer, responses={200: RekeningKoranSerializer}, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def batal(self, request: Request, pk: str | None = None) -> Response:
        """Void a wrong statement whole."""
        rekening = self.get_object()
        masuk = AlasanBatalSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            hasil = actions.void_rekening_koran(rekening, oleh=request.user, **masuk.validated_data)
            return Response(self.get_serializer(self._fresh(hasil)).data)

        return self.run_write(request, kerja, objek=f"{rekening.pk}:batal")

    @extend_schema(request=None, responses={200: DicocokkanSerializer}, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], url_path="terima-saran", pagination_class=None, filter_backends=[])
    def terima_saran(self, request: Request, pk: str | None = None) -> Response:
        """Accept every suggestion that has no other choice. Source: KEU-176."""
        rekening = self.get_object()

        def kerja() -> Response:
            return Response({"dicocokkan": len(actions.match_suggestions(rekening, oleh=request.user))})

        return self.run_write(request, kerja, objek=f"{rekening.pk}:terima-saran")


class CocokBankSerializer(serializers.ModelSerializer):
    """One match: keys of its bank rows and of its lines of the book."""

    kode_akun = serializers.CharField(source="akun.kode")
    bank = serializers.SerializerMethodField()
    jurnal = serializers.SerializerMethodField()

    class Meta:
        model = CocokBank
        fields = [
            "id", "versi", "wilayah", "buku", "akun", "kode_akun", "cara", "bank", "jurnal", "dibatalkan_pada",
            "dibatalkan_oleh_nama", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields

    def get_bank(self, obj: Any) -> list[int]:
        """Keys of bank rows."""
        return [a.baris_bank_id for a in obj.anggota.all() if a.baris_bank_id]

    def get_jurnal(self, obj: Any) -> list[int]:
        """Keys of lines of the book."""
        return [a.baris_jurnal_id for a in obj.anggota.all() if a.baris_jurnal_id]


class CocokBankMasukSerializer(serializers.Serializer):
    """Bank rows and lines of the book, by key, that are the same money."""

    id = serializers.UUIDField(required=False)
    buku = related(Buku)
    bank = serializers.ListField(child=serializers.IntegerField(min_value=1), required=False, max_length=200)
    jurnal = serializers.ListField(child=serializers.IntegerField(min_value=1), required=False, max_length=200)


@extend_schema_view(
    create=extend_schema(
        request=CocokBankMasukSerializer, responses={201: CocokBankSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class CocokBankViewSet(CreateMixin, ScopedViewSet):
    """Matches in scope: list, detail, match, undo."""

    queryset = CocokBank.objects.select_related("akun").prefetch_related("anggota").order_by("-id")
    serializer_class = CocokBankSerializer
    write_serializer_class = CocokBankMasukSerializer
    filterset_class = CocokBankFilterSet
    ordering_fields = ["dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> CocokBank:
        return actions.match_bank(data.pop("buku"), oleh=oleh, **data)

    def _existing(self, data: dict[str, Any]) -> CocokBank | None:
        """The match that already carries the client's id, its members compared too. Raises IdTerpakai."""
        lama: CocokBank | None = super()._existing({k: v for k, v in data.items() if k not in {"bank", "jurnal"}})
        if lama is None:
            return None
        ada = {(a.baris_bank_id, a.baris_jurnal_id) for a in lama.anggota.all()}
        if ada != {(b, None) for b in data.get("bank", [])} | {(None, j) for j in data.get("jurnal", [])}:
            raise IdTerpakai
        return lama

    @extend_schema(request=None, responses={200: CocokBankSerializer}, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def lepas(self, request: Request, pk: str | None = None) -> Response:
        """Undo a match while the month of its statement is open."""
        cocok = self.get_object()

        def kerja() -> Response:
            hasil = actions.unmatch_bank(cocok, oleh=request.user)
            return Response(self.get_serializer(self._fresh(hasil)).data)

        return self.run_write(request, kerja, objek=f"{cocok.pk}:lepas")
