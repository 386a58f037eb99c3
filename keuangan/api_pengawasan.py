"""Oversight by API: visits with their checklist, audits, findings with follow-up; the same actions and filters as the pages.

A month's facts are read before a visit is recorded (`fakta`), with the fingerprint that says whether they still hold. KEU-181.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from bkm.models import PengawasUPK, PetugasUP
from inti.api import CreateMixin, ScopedViewSet
from inti.errors import IdTerpakai, IsianSalah
from keuangan import actions
from keuangan.actions import IsiTemuan, Jawab
from keuangan.api import RUPIAH
from keuangan.ceklis_pengawas import checklist_on
from keuangan.fakta_pengawas import facts_for, fingerprint
from keuangan.filters_pengawasan import AuditTahunanFilterSet, KunjunganPengawasFilterSet, TemuanFilterSet
from keuangan.models import (
    AuditTahunan,
    Buku,
    JawabanCeklis,
    KunjunganPengawas,
    PengawasHadir,
    Periode,
    PublikasiAudit,
    TemuanPemeriksaan,
    TindakLanjutTemuan,
)
from laporan.models import Berkas
from siklus.api import KUNCI_WAJIB, related, text
from wilayah.waktu import today_in

BERTANDA: dict[str, Any] = {"max_digits": 18, "decimal_places": 2}


class FaktaSerializer(serializers.Serializer):
    """One fact of the ledger: in words, how it stands ("", "ok", "awas", "buruk"), the page behind it."""

    teks = serializers.CharField()
    keadaan = serializers.CharField()
    tautan = serializers.CharField()


class ButirFaktaSerializer(serializers.Serializer):
    """One point of the checklist with what the ledger says now."""

    kode = serializers.CharField()
    pertanyaan = serializers.CharField()
    kategori = serializers.CharField()
    sumber = serializers.CharField()
    fakta = FaktaSerializer(many=True)


class CeklisSerializer(serializers.Serializer):
    """The checklist of a month: version, fingerprint of the facts, points."""

    ceklis = serializers.CharField()
    sidik = serializers.CharField()
    butir = ButirFaktaSerializer(many=True)


class PengawasHadirSerializer(serializers.ModelSerializer):
    """One of the Pengawas who came."""

    class Meta:
        model = PengawasHadir
        fields = ["pengawas", "nama"]
        read_only_fields = fields


class JawabanCeklisSerializer(serializers.ModelSerializer):
    """One answer with the facts of that moment and its finding."""

    fakta = FaktaSerializer(many=True)
    temuan = serializers.UUIDField(source="temuan.pk", default=None, allow_null=True)

    class Meta:
        model = JawabanCeklis
        fields = ["urut", "kode", "pertanyaan", "sumber", "kategori", "fakta", "jawaban", "catatan", "temuan"]
        read_only_fields = fields


class KunjunganPengawasSerializer(serializers.ModelSerializer):
    """One visit of the Pengawas, as it was recorded."""

    tahun = serializers.IntegerField(source="periode.tahun")
    bulan = serializers.IntegerField(source="periode.bulan")
    hadir = PengawasHadirSerializer(many=True)
    jawaban = JawabanCeklisSerializer(many=True)
    pembetulan = serializers.UUIDField(source="pembetulan.pk", default=None, allow_null=True)

    class Meta:
        model = KunjunganPengawas
        fields = [
            "id", "wilayah", "buku", "periode", "tahun", "bulan", "tanggal", "penerima", "penerima_nama", "ceklis",
            "kesimpulan", "membetulkan", "alasan", "pembetulan", "hadir", "jawaban", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class JawabMasukSerializer(serializers.Serializer):
    """The answer to one point; `catatan` where it is "tidak", and what is to be done about it."""

    kode = serializers.CharField(max_length=30)
    jawaban = serializers.ChoiceField(choices=JawabanCeklis.Jawaban.choices)
    catatan = text(500)
    rekomendasi = text(500)
    penanggung_jawab = text(150)
    batas_waktu = serializers.DateField(required=False, allow_null=True)
    nilai = serializers.DecimalField(**RUPIAH, required=False, allow_null=True, min_value=1)


class KunjunganPengawasMasukSerializer(serializers.Serializer):
    """A visit as it is recorded: one answer for every point of the checklist of that day."""

    id = serializers.UUIDField(required=False)
    periode = related(Periode)
    tanggal = serializers.DateField()
    pengawas = serializers.ListField(child=related(PengawasUPK), max_length=20)
    penerima = related(PetugasUP, wajib=False)
    penerima_nama = text(150)
    kesimpulan = text(1000)
    membetulkan = related(KunjunganPengawas, wajib=False)
    alasan = text(300)
    sidik = text(16)
    jawaban = serializers.ListField(child=JawabMasukSerializer(), max_length=100)


def answer_of(d: dict[str, Any]) -> Jawab:
    """One answer as the action takes it; without any of the finding's fields the usual finding is made."""
    catatan = d.get("catatan", "")
    isi = {k: d.get(k) for k in ("rekomendasi", "penanggung_jawab", "batas_waktu", "nilai")}
    if d["jawaban"] != JawabanCeklis.Jawaban.TIDAK or not any(isi.values()):
        return Jawab(d["kode"], d["jawaban"], catatan)
    teks = {k: isi[k] or "" for k in ("rekomendasi", "penanggung_jawab")}
    temuan = IsiTemuan(catatan, **teks, batas_waktu=isi["batas_waktu"], nilai=isi["nilai"])
    return Jawab(d["kode"], d["jawaban"], catatan, temuan)


@extend_schema_view(
    create=extend_schema(
        request=KunjunganPengawasMasukSerializer, responses={201: KunjunganPengawasSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class KunjunganPengawasViewSet(CreateMixin, ScopedViewSet):
    """Visits of the Pengawas in scope: list, detail, record. Nothing recorded is changed. Source: KEU-180 to KEU-184."""

    queryset = (
        KunjunganPengawas.objects.select_related("periode", "pembetulan")
        .prefetch_related("hadir", "jawaban__temuan")
        .order_by("-tanggal", "-id")
    )
    serializer_class = KunjunganPengawasSerializer
    write_serializer_class = KunjunganPengawasMasukSerializer
    filterset_class = KunjunganPengawasFilterSet
    ordering_fields = ["tanggal", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> KunjunganPengawas:
        jawaban = [answer_of(d) for d in data.pop("jawaban")]
        return actions.file_kunjungan(data.pop("periode"), oleh=oleh, jawaban=jawaban, **data)

    def _existing(self, data: dict[str, Any]) -> KunjunganPengawas | None:
        """The visit that already carries the client's id, its answers compared too. Raises IdTerpakai."""
        pokok = {k: v for k, v in data.items() if k not in {"jawaban", "pengawas", "sidik", "penerima_nama"}}
        lama: KunjunganPengawas | None = super()._existing(pokok)
        if lama is None:
            return None
        kirim = {d["kode"]: (d["jawaban"], " ".join(d.get("catatan", "").split())) for d in data["jawaban"]}
        orang = {p.pk for p in data["pengawas"]} == {h.pengawas_id for h in lama.hadir.all()}
        if not orang or kirim != {j.kode: (j.jawaban, j.catatan) for j in lama.jawaban.all()}:
            raise IdTerpakai
        return lama

    @extend_schema(
        parameters=[OpenApiParameter("periode", str, required=True, description="Bulan buku yang diperiksa.")],
        responses={200: CeklisSerializer},
    )
    @action(detail=False, methods=["get"], pagination_class=None, filter_backends=[])
    def fakta(self, request: Request) -> Response:
        """The checklist of today for a month, with what the ledger says now. Source: KEU-181."""
        periode = self._month(request.query_params.get("periode", ""))
        ceklis = checklist_on(today_in(periode.wilayah_id))
        fakta = facts_for(periode, ceklis)
        butir = [
            {"kode": b.kode, "pertanyaan": b.pertanyaan, "kategori": b.kategori, "sumber": b.sumber, "fakta": fakta[b.kode]}
            for b in ceklis.butir
        ]  # fmt: skip
        return Response(CeklisSerializer({"ceklis": ceklis.kode, "sidik": fingerprint(fakta), "butir": butir}).data)

    def _month(self, kunci: str) -> Periode:
        """A month of a UPK in scope. Raises IsianSalah."""
        bidang = serializers.UUIDField()
        try:
            pk = bidang.to_internal_value(kunci)
        except serializers.ValidationError as galat:
            raise IsianSalah({"periode": [str(d) for d in galat.detail]}) from galat
        terlihat = Periode.objects.visible_to(self.request.user).select_related("buku")  # type: ignore[attr-defined]
        periode: Periode = terlihat.get(pk=pk, buku__unit="upk")
        return periode


class PublikasiAuditSerializer(serializers.ModelSerializer):
    """When and where the RWT heard of an audit."""

    class Meta:
        model = PublikasiAudit
        fields = ["tanggal", "tempat", "dibuat_oleh_nama"]
        read_only_fields = fields


class AuditTahunanSerializer(serializers.ModelSerializer):
    """One audit; `*_buku` is what the books say, `*_auditor` what the report says (rupiah, as strings)."""

    cocok = serializers.BooleanField()
    publikasi = PublikasiAuditSerializer(default=None, allow_null=True)
    pembetulan = serializers.UUIDField(source="pembetulan.pk", default=None, allow_null=True)

    class Meta:
        model = AuditTahunan
        fields = [
            "id", "wilayah", "buku", "tahun", "jenis", "auditor", "lembaga", "tanggal", "nomor_laporan", "opini",
            "aset_buku", "aset_auditor", "laba_buku", "laba_auditor", "pinjaman_buku", "pinjaman_auditor", "cocok", "berkas",
            "membetulkan", "alasan", "pembetulan", "publikasi", "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class AuditTahunanMasukSerializer(serializers.Serializer):
    """An audit as its report says; the books' figures are computed. Loans only for a UPK."""

    id = serializers.UUIDField(required=False)
    buku = related(Buku)
    tahun = serializers.IntegerField(min_value=1999, max_value=2100)
    jenis = serializers.ChoiceField(choices=AuditTahunan.Jenis.choices)
    auditor = serializers.CharField(max_length=150)
    lembaga = serializers.CharField(max_length=150)
    tanggal = serializers.DateField()
    nomor_laporan = text(80)
    opini = serializers.CharField(max_length=120)
    aset = serializers.DecimalField(**BERTANDA)
    laba = serializers.DecimalField(**BERTANDA)
    pinjaman = serializers.DecimalField(**BERTANDA, required=False, allow_null=True)
    berkas = related(Berkas)
    membetulkan = related(AuditTahunan, wajib=False)
    alasan = text(300)


class PublikasiMasukSerializer(serializers.Serializer):
    """The RWT that heard of an audit."""

    tanggal = serializers.DateField()
    tempat = serializers.CharField(max_length=120)


class TemuanMasukSerializer(serializers.Serializer):
    """One finding of an audit; without `batas_waktu` the usual span of days is taken."""

    uraian = serializers.CharField(max_length=500)
    kategori = serializers.ChoiceField(choices=TemuanPemeriksaan.Kategori.choices)
    nilai = serializers.DecimalField(**RUPIAH, required=False, allow_null=True, min_value=1)
    rekomendasi = serializers.CharField(max_length=500)
    penanggung_jawab = serializers.CharField(max_length=150)
    batas_waktu = serializers.DateField(required=False, allow_null=True)


class TindakLanjutSerializer(serializers.ModelSerializer):
    """What was done about a finding."""

    class Meta:
        model = TindakLanjutTemuan
        fields = ["id", "tanggal", "uraian", "berkas", "dibuat_pada", "dibuat_oleh_nama"]
        read_only_fields = fields


class TindakLanjutMasukSerializer(serializers.Serializer):
    """A follow-up as it is recorded."""

    tanggal = serializers.DateField()
    uraian = serializers.CharField(max_length=500)
    berkas = related(Berkas, wajib=False)


class TemuanSerializer(serializers.ModelSerializer):
    """One finding with everything that was done about it (rupiah as strings)."""

    kunjungan = serializers.UUIDField(source="jawaban.kunjungan_id", default=None, allow_null=True)
    terlambat = serializers.SerializerMethodField()
    tindak_lanjut = TindakLanjutSerializer(many=True)

    class Meta:
        model = TemuanPemeriksaan
        fields = [
            "id", "wilayah", "buku", "nomor", "kunjungan", "audit", "tanggal", "uraian", "kategori", "nilai", "rekomendasi",
            "penanggung_jawab", "batas_waktu", "status", "terlambat", "selesai_pada", "selesai_oleh_nama", "tindak_lanjut",
            "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields

    def get_terlambat(self, temuan: TemuanPemeriksaan) -> bool:
        """Whether it is open after its last day there. Source: KEU-189."""
        return temuan.is_overdue(today_in(temuan.wilayah_id))


@extend_schema_view(
    create=extend_schema(
        request=AuditTahunanMasukSerializer, responses={201: AuditTahunanSerializer}, parameters=[KUNCI_WAJIB]
    )
)
class AuditTahunanViewSet(CreateMixin, ScopedViewSet):
    """Audits in scope: list, detail, record, publish, add a finding. Source: KEU-185 to KEU-187."""

    queryset = AuditTahunan.objects.select_related("publikasi", "pembetulan").order_by("-tahun", "-tanggal", "-id")
    serializer_class = AuditTahunanSerializer
    write_serializer_class = AuditTahunanMasukSerializer
    filterset_class = AuditTahunanFilterSet
    ordering_fields = ["tahun", "tanggal", "dibuat_pada"]
    kunci_wajib = True

    def create_action(self, data: dict[str, Any], oleh: Any) -> AuditTahunan:
        return actions.record_audit(data.pop("buku"), oleh=oleh, **data)

    def _existing(self, data: dict[str, Any]) -> AuditTahunan | None:
        """The audit that already carries the client's id, its figures compared too. Raises IdTerpakai."""
        lama: AuditTahunan | None = super()._existing(data)
        if lama is not None and any(getattr(lama, f"{k}_auditor") != data.get(k) for k in ("aset", "laba", "pinjaman")):
            raise IdTerpakai
        return lama

    @extend_schema(request=PublikasiMasukSerializer, responses={200: AuditTahunanSerializer}, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def umumkan(self, request: Request, pk: str | None = None) -> Response:
        """Note the RWT that heard of it."""
        audit = self.get_object()
        masuk = PublikasiMasukSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            actions.publish_audit(audit, oleh=request.user, **masuk.validated_data)
            return Response(self.get_serializer(self._fresh(audit)).data)

        return self.run_write(request, kerja, objek=f"{audit.pk}:umumkan")

    @extend_schema(request=TemuanMasukSerializer, responses={201: TemuanSerializer}, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def temuan(self, request: Request, pk: str | None = None) -> Response:
        """Write down one finding of it."""
        audit = self.get_object()
        masuk = TemuanMasukSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            temuan = actions.add_temuan(audit, IsiTemuan(**masuk.validated_data), oleh=request.user)
            return Response(TemuanSerializer(temuan, context=self.get_serializer_context()).data, status=201)

        return self.run_write(request, kerja, objek=f"{audit.pk}:temuan")


class TemuanViewSet(ScopedViewSet):
    """Findings in scope: list, detail, follow up, judge by transition. Source: KEU-184, KEU-188, KEU-189."""

    queryset = (
        TemuanPemeriksaan.objects.select_related("jawaban")
        .prefetch_related("tindak_lanjut")
        .order_by("batas_waktu", "id")
    )
    serializer_class = TemuanSerializer
    filterset_class = TemuanFilterSet
    ordering_fields = ["batas_waktu", "nomor", "dibuat_pada"]
    kunci_wajib = True

    @extend_schema(request=TindakLanjutMasukSerializer, responses={200: TemuanSerializer}, parameters=[KUNCI_WAJIB])
    @action(detail=True, methods=["post"], url_path="tindak-lanjut", pagination_class=None, filter_backends=[])
    def tindak_lanjut(self, request: Request, pk: str | None = None) -> Response:
        """Note what was done about it."""
        temuan = self.get_object()
        masuk = TindakLanjutMasukSerializer(data=request.data, context=self.get_serializer_context())
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            actions.follow_up_temuan(temuan, oleh=request.user, **masuk.validated_data)
            return Response(self.get_serializer(self._fresh(temuan)).data)

        return self.run_write(request, kerja, objek=f"{temuan.pk}:tindak-lanjut")
