"""Products and loans by API: the same querysets, filters and actions as the pages. Status moves only through `transisi/`."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import CreateMixin, ScopedViewSet, read_version
from inti.errors import IdTerpakai
from inti.izin import may, require
from keuangan import actions, izin
from keuangan.actions.produk import ISI
from keuangan.filters_pinjaman import PinjamanFilterSet, ProdukFilterSet
from keuangan.models import (
    AngsuranPinjaman,
    BagianAnggota,
    Buku,
    KetentuanProduk,
    PemilikDana,
    Pinjaman,
    ProdukPinjaman,
    TanggaPinjaman,
    UsulanPutusan,
)
from keuangan.queries_pinjaman import with_members_counted
from keuangan.syarat_pinjaman import findings_for
from ksm.models import KSM, AnggotaKSM
from siklus.api import KUNCI_WAJIB, VERSI, KekuranganSerializer, related, text
from siklus.models import SumberDana

RUPIAH: dict[str, Any] = {"max_digits": 18, "decimal_places": 2, "min_value": 0}


class TanggaPinjamanSerializer(serializers.ModelSerializer):
    """One step of the ladder (rupiah a member)."""

    class Meta:
        model = TanggaPinjaman
        fields = ["ke", "maks_per_anggota"]
        read_only_fields = fields


class KetentuanSerializer(serializers.ModelSerializer):
    """Terms of a product from a day on."""

    tangga = TanggaPinjamanSerializer(many=True)

    class Meta:
        model = KetentuanProduk
        fields = ["id", "berlaku_mulai", *ISI, "dasar", "tangga", "dibuat_pada", "dibuat_oleh_nama"]
        read_only_fields = fields


class ProdukSerializer(serializers.ModelSerializer):
    """One kind of loan with all its terms, newest first."""

    ketentuan = KetentuanSerializer(many=True)

    class Meta:
        model = ProdukPinjaman
        fields = [
            "id",
            "versi",
            "wilayah",
            "buku",
            "nama",
            "sumber_dana",
            "pemilik",
            "aktif",
            "ketentuan",
            "dibuat_pada",
        ]
        read_only_fields = fields


class ProdukMasukSerializer(serializers.Serializer):
    """A product to be opened."""

    id = serializers.UUIDField(required=False)
    buku = related(Buku)
    nama = serializers.CharField(max_length=80)
    sumber_dana = serializers.PrimaryKeyRelatedField(queryset=SumberDana.objects.all())
    pemilik = related(PemilikDana, wajib=False)


@extend_schema_view(
    create=extend_schema(request=ProdukMasukSerializer, responses={201: ProdukSerializer}, parameters=[KUNCI_WAJIB])
)
class ProdukViewSet(CreateMixin, ScopedViewSet):
    """Loan products in scope: list, detail, open. Terms are set on the page of the ledger."""

    queryset = ProdukPinjaman.objects.prefetch_related("ketentuan__tangga").order_by("-dibuat_pada", "-id")
    serializer_class = ProdukSerializer
    write_serializer_class = ProdukMasukSerializer
    filterset_class = ProdukFilterSet
    search_fields = ["nama"]
    ordering_fields = ["nama", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> ProdukPinjaman:
        return actions.open_produk(data.pop("buku"), oleh=oleh, **data)


class BagianAnggotaSerializer(serializers.ModelSerializer):
    """One member's share (rupiah, as strings). Personal data: only with `keuangan.lihat_bagian_pinjaman`."""

    nama = serializers.CharField(source="anggota.nama")
    kemampuan_bayar = serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True)

    class Meta:
        model = BagianAnggota
        fields = [
            "id", "urut", "anggota", "nama", "diminta", "usaha", "penghasilan", "biaya", "kemampuan_bayar", "diusulkan",
            "dikunjungi", "ktp_ada", "keluarga_setuju", "lembaga_lain", "catatan", "disetujui",
        ]  # fmt: skip
        read_only_fields = fields


class AngsuranPinjamanSerializer(serializers.ModelSerializer):
    """One row of a schedule (rupiah, as strings)."""

    class Meta:
        model = AngsuranPinjaman
        fields = [
            "jadwal_ke", "ke", "jatuh_tempo", "pokok", "jasa", "bop", "pokok_dibayar", "jasa_dibayar", "bop_dibayar",
            "jasa_dibebaskan",
        ]  # fmt: skip
        read_only_fields = fields


class PinjamanSerializer(serializers.ModelSerializer):
    """One loan; `jumlah` is what it stands at (rupiah: approved, else proposed, else asked), `anggota` who borrow (orang)."""

    nomor_pinjaman = serializers.CharField()
    nama_ksm = serializers.CharField(source="ksm.nama")
    anggota = serializers.IntegerField()
    jumlah = serializers.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        model = Pinjaman
        fields = [
            "id", "versi", "wilayah", "buku", "ksm", "nama_ksm", "produk", "nomor", "nomor_pinjaman", "ke", "bawaan", "diajukan",
            "keperluan", "tenor_diminta", "anggota", "jumlah", "diperiksa", "pemeriksa_nama", "tanggung_renteng", "dilatih",
            "menabung_bulan", "pokok", "tenor_bulan", "metode", "jasa_persen", "bop_persen", "pembulatan", "tenggang_bulan",
            "tanggal_akad", "tanggal_cair", "lewat", "jurnal", "jadwal_ke", "sisa_pokok", "tanggal_selesai", "alasan", "status",
            "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PinjamanRinciSerializer(PinjamanSerializer):
    """A loan with its schedule, and the shares of members for those who may see them (else null)."""

    bagian = serializers.SerializerMethodField()
    angsuran = AngsuranPinjamanSerializer(many=True)

    class Meta(PinjamanSerializer.Meta):
        fields = [*PinjamanSerializer.Meta.fields, "bagian", "angsuran"]
        read_only_fields = fields

    @extend_schema_field(BagianAnggotaSerializer(many=True, allow_null=True))
    def get_bagian(self, obj: Any) -> Any:
        """Shares in their order; null without the right to see them."""
        if not may(self.context["request"].user, izin.LIHAT_BAGIAN_PINJAMAN, obj):
            return None
        return BagianAnggotaSerializer(obj.bagian.all(), many=True).data


class BagianPermohonanSerializer(serializers.Serializer):
    """One member and the rupiah asked for."""

    anggota = related(AnggotaKSM)
    diminta = serializers.DecimalField(**RUPIAH)


class PinjamanMasukSerializer(serializers.Serializer):
    """An application (part A). `jumlah`, where given, must equal the sum of the shares."""

    id = serializers.UUIDField(required=False)
    buku = related(Buku)
    ksm = related(KSM)
    produk = related(ProdukPinjaman)
    diajukan = serializers.DateField()
    keperluan = serializers.CharField(max_length=300)
    tenor_bulan = serializers.IntegerField(min_value=1, max_value=120)
    jumlah = serializers.DecimalField(**RUPIAH, required=False, allow_null=True)
    bagian = serializers.ListField(child=BagianPermohonanSerializer(), min_length=1, max_length=100)


class PinjamanUbahSerializer(serializers.Serializer):
    """An application corrected: all of its members as the letter has them now. `jumlah` as in an application."""

    keperluan = serializers.CharField(max_length=300)
    tenor_bulan = serializers.IntegerField(min_value=1, max_value=120)
    jumlah = serializers.DecimalField(**RUPIAH, required=False, allow_null=True)
    bagian = serializers.ListField(child=BagianPermohonanSerializer(), min_length=1, max_length=100)


class KunjunganPinjamanSerializer(serializers.Serializer):
    """What the visit of one member found (part B); only what is sent is written."""

    bagian = related(BagianAnggota)
    dikunjungi = serializers.DateField(required=False, allow_null=True)
    usaha = text(120)
    penghasilan = serializers.DecimalField(**RUPIAH, required=False, allow_null=True)
    biaya = serializers.DecimalField(**RUPIAH, required=False, allow_null=True)
    diusulkan = serializers.DecimalField(**RUPIAH, required=False, allow_null=True)
    ktp_ada = serializers.BooleanField(required=False)
    keluarga_setuju = serializers.BooleanField(required=False)
    lembaga_lain = serializers.BooleanField(required=False)
    catatan = text(300)


class BerkasPeriksaSerializer(serializers.Serializer):
    """What the file of the group shows; only what is sent is written."""

    tanggung_renteng = serializers.DateField(required=False, allow_null=True)
    dilatih = serializers.DateField(required=False, allow_null=True)
    menabung_bulan = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=600)
    catatan_periksa = text(5000)


class BagianPutusSerializer(serializers.Serializer):
    """One share and the rupiah approved."""

    bagian = related(BagianAnggota)
    disetujui = serializers.DecimalField(**RUPIAH)


class PutusSerializer(serializers.Serializer):
    """What the Manajer UPK proposes to decide (part C); the coordinator confirms through `transisi/`."""

    hasil = serializers.ChoiceField(choices=UsulanPutusan.Hasil.choices)
    tanggal = serializers.DateField()
    tenor_bulan = serializers.IntegerField(min_value=1, max_value=120, required=False, allow_null=True)
    alasan = text(300)
    bagian = serializers.ListField(child=BagianPutusSerializer(), required=False, max_length=100)


@extend_schema_view(
    retrieve=extend_schema(responses=PinjamanRinciSerializer),
    create=extend_schema(
        request=PinjamanMasukSerializer, responses={201: PinjamanSerializer}, parameters=[KUNCI_WAJIB]
    ),
)
class PinjamanViewSet(CreateMixin, ScopedViewSet):
    """Loans in scope: list, detail, apply, check, decide, move. A treasurer sees only the own group."""

    queryset = with_members_counted(Pinjaman.objects.select_related("ksm")).order_by("-dibuat_pada", "-id")
    serializer_class = PinjamanSerializer
    write_serializer_class = PinjamanMasukSerializer
    filterset_class = PinjamanFilterSet
    search_fields = ["ksm__nama", "keperluan"]
    ordering_fields = ["dibuat_pada", "diajukan", "nomor"]
    kunci_wajib = True

    def get_serializer_class(self) -> Any:
        return PinjamanRinciSerializer if self.action == "retrieve" else PinjamanSerializer

    def get_queryset(self) -> Any:
        qs = super().get_queryset()
        return qs.prefetch_related("bagian__anggota", "angsuran") if self.action == "retrieve" else qs

    def create_action(self, data: dict[str, Any], oleh: Any) -> Pinjaman:
        bagian = [(b["anggota"], b["diminta"]) for b in data.pop("bagian")]
        return actions.apply_pinjaman(data.pop("buku"), oleh=oleh, bagian=bagian, **data)

    def _existing(self, data: dict[str, Any]) -> Pinjaman | None:
        """The application that already carries the client's id, its shares compared too. Raises IdTerpakai."""
        isi = {k: v for k, v in data.items() if k not in {"bagian", "jumlah", "tenor_bulan"}}
        lama: Pinjaman | None = super()._existing(isi)
        if lama is None:
            return None
        milik = sorted((str(b.anggota_id), b.diminta) for b in lama.bagian.all())
        kirim = sorted((str(b["anggota"].pk), b["diminta"]) for b in data["bagian"] if b["diminta"])
        if milik != kirim or lama.tenor_diminta != data["tenor_bulan"]:
            raise IdTerpakai
        return lama

    @extend_schema(responses=KekuranganSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def kekurangan(self, request: Request, pk: str | None = None) -> Response:
        """What is still missing for the next step, met or not; for those who may see the shares."""
        pinjaman = self.get_object()
        require(request.user, izin.LIHAT_BAGIAN_PINJAMAN, pinjaman)
        return Response([k.as_dict() for k in findings_for(pinjaman)])

    def _run(self, request: Request, pk: str, nama: str, kelas: Any, kerja: Any) -> Response:
        pinjaman = self.get_object()
        masuk = kelas(data=request.data, context=self.get_serializer_context())
        masuk.is_valid(raise_exception=True)

        def sekali() -> Response:
            kerja(pinjaman, dict(masuk.validated_data))
            return Response(self.get_serializer(self._fresh(pinjaman)).data)

        return self.run_write(request, sekali, objek=f"{pinjaman.pk}:{nama}")

    @extend_schema(request=PinjamanUbahSerializer, responses=PinjamanSerializer, parameters=[KUNCI_WAJIB, VERSI])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def perbaiki(self, request: Request, pk: str = "") -> Response:
        """Correct an application before its examination begins; If-Match says which version was seen."""
        versi = read_version(request)

        def kerja(p: Pinjaman, data: dict[str, Any]) -> None:
            bagian = [(b["anggota"], b["diminta"]) for b in data.pop("bagian")]
            actions.revise_pinjaman(p, oleh=request.user, bagian=bagian, versi=versi, **data)

        return self._run(request, pk, "perbaiki", PinjamanUbahSerializer, kerja)

    @extend_schema(request=KunjunganPinjamanSerializer, responses=PinjamanSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def kunjungan(self, request: Request, pk: str = "") -> Response:
        """Note what the visit of one member found (part B)."""

        def kerja(p: Pinjaman, data: dict[str, Any]) -> None:
            bagian = data.pop("bagian")
            if bagian.pinjaman_id != p.pk:
                raise BagianAnggota.DoesNotExist
            actions.check_anggota(bagian, oleh=request.user, **data)

        return self._run(request, pk, "kunjungan", KunjunganPinjamanSerializer, kerja)

    @extend_schema(request=BerkasPeriksaSerializer, responses=PinjamanSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], url_path="periksa-berkas", pagination_class=None, filter_backends=[])
    def periksa_berkas(self, request: Request, pk: str = "") -> Response:
        """Note what the file of the group shows."""

        def kerja(p: Pinjaman, data: dict[str, Any]) -> None:
            actions.check_berkas(p, oleh=request.user, **data)

        return self._run(request, pk, "periksa-berkas", BerkasPeriksaSerializer, kerja)

    @extend_schema(request=PutusSerializer, responses=PinjamanSerializer, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def putuskan(self, request: Request, pk: str = "") -> Response:
        """The Manajer UPK proposes the decision per member (part C)."""

        def kerja(p: Pinjaman, data: dict[str, Any]) -> None:
            bagian = [(b["bagian"], b["disetujui"]) for b in data.pop("bagian", [])]
            actions.decide_pinjaman(p, oleh=request.user, bagian=bagian, **data)

        return self._run(request, pk, "putuskan", PutusSerializer, kerja)
