"""The end of a month by API: the state of its path, the check of the books, the notice. The same actions as the pages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.errors import IdTerpakai
from keuangan import actions
from keuangan.models import PemeriksaanBuku, PengumumanBulan
from keuangan.queries_bulan import KEADAAN, path_of
from siklus.api import KUNCI_WAJIB, KekuranganSerializer


class LangkahBulanSerializer(serializers.Serializer):
    """One step of the end of a month: computed, never stored."""

    kode = serializers.CharField()
    judul = serializers.CharField()
    keadaan = serializers.ChoiceField(choices=KEADAAN)
    ringkas = serializers.CharField()
    temuan = KekuranganSerializer(many=True)


class JalanBulanSerializer(serializers.Serializer):
    """The path of a month; `kini` is the step that is done next ("" for none), `tahun` what comes with December."""

    periode = serializers.UUIDField(source="periode.pk")
    selesai = serializers.IntegerField()
    perlu = serializers.IntegerField()
    kini = serializers.CharField()
    langkah = LangkahBulanSerializer(many=True)
    tahun = LangkahBulanSerializer(many=True)


class BarisPeriksaSerializer(serializers.Serializer):
    """One row that a check named."""

    pemeriksaan = serializers.CharField()
    baris = serializers.CharField()
    sebab = serializers.CharField()


class PemeriksaanSerializer(serializers.ModelSerializer):
    """One check of the books; `rincian` names at most a hundred of the wrong rows, `jumlah_salah` counts all."""

    rincian = BarisPeriksaSerializer(many=True)
    catatan = BarisPeriksaSerializer(many=True)

    class Meta:
        model = PemeriksaanBuku
        fields = [
            "id", "wilayah", "buku", "periode", "ke", "jumlah_jurnal", "jumlah_baris", "jumlah_salah", "rincian", "catatan",
            "dibuat_pada", "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class PengumumanSerializer(serializers.ModelSerializer):
    """One notice of a closed month."""

    tempat = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = PengumumanBulan
        fields = [
            "id",
            "wilayah",
            "buku",
            "periode",
            "tanggal",
            "tempat",
            "ditutup_pada",
            "dibuat_pada",
            "dibuat_oleh_nama",
        ]
        read_only_fields = fields


class PeriksaMasukSerializer(serializers.Serializer):
    """A check that is asked for."""

    id = serializers.UUIDField(required=False)


class UmumkanMasukSerializer(PeriksaMasukSerializer):
    """When and where the sheet of the month was put up."""

    tanggal = serializers.DateField()
    tempat = serializers.ListField(child=serializers.CharField(max_length=100), min_length=1, max_length=20)


class AkhirBulanMixin:
    """The routes of the end of a month, beside those of the month itself."""

    @extend_schema(
        responses=JalanBulanSerializer, description="Keadaan tujuh langkah akhir bulan, dihitung dari catatannya."
    )
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def langkah(self: Any, request: Request, pk: str | None = None) -> Response:
        """The path of this month. Source: KEU-192."""
        periode = self.get_object()
        return Response(JalanBulanSerializer(path_of(periode, {}, request.user.pk)).data)

    @extend_schema(
        request=PeriksaMasukSerializer, responses={201: PemeriksaanSerializer}, parameters=[KUNCI_WAJIB],
        description="Hitung ulang buku bulan ini dan simpan hasilnya. Baris yang keliru menahan penguncian bulan.",
    )  # fmt: skip
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def periksa(self: Any, request: Request, pk: str | None = None) -> Response:
        """Check the books of this month. Source: KEU-190."""
        return self._of_month(request, PeriksaMasukSerializer, actions.check_buku, PemeriksaanSerializer, "periksa")

    @extend_schema(
        request=UmumkanMasukSerializer, responses={201: PengumumanSerializer}, parameters=[KUNCI_WAJIB],
        description="Catat bahwa lembar papan informasi bulan yang sudah dikunci ini dipasang.",
    )  # fmt: skip
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def umumkan(self: Any, request: Request, pk: str | None = None) -> Response:
        """Note a notice of this month. Source: KEU-191."""
        return self._of_month(request, UmumkanMasukSerializer, actions.announce_month, PengumumanSerializer, "umumkan")

    def _of_month(self: Any, request: Request, masuk: Any, aksi: Any, keluar: Any, nama: str) -> Response:
        """Run one action about this month; the same client id gives the stored row."""
        periode = self.get_object()
        data = masuk(data=request.data)
        data.is_valid(raise_exception=True)
        isi = dict(data.validated_data)

        def kerja() -> Response:
            lama = stored(keluar.Meta.model, periode, isi, request.user)
            if lama is not None:
                return Response(keluar(lama).data)
            return Response(keluar(aksi(periode, oleh=request.user, **isi)).data, status=201)

        return self.run_write(request, kerja, objek=f"{periode.pk}:{nama}")


def stored(model: Any, periode: Any, isi: dict[str, Any], user: Any) -> Any:
    """The row that already carries the client's id. Raises: IdTerpakai when it is another's or says something else."""
    if not isi.get("id") or not model._base_manager.filter(pk=isi["id"]).exists():
        return None
    lama = model.objects.visible_to(user).filter(pk=isi["id"], periode=periode).first()
    if lama is None or any(getattr(lama, k) != n for k, n in isi.items()):
        raise IdTerpakai
    return lama
