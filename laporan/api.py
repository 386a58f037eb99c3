"""Paper by API: the archive, asking for a document, uploads. The same actions and querysets as the pages."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import parsers, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.api import ScopedViewSet
from inti.errors import IdTerpakai, IsianSalah
from inti.unggah import check_upload
from laporan import actions
from laporan.filters import BerkasFilter, DokumenFilter
from laporan.models import Berkas, Dokumen
from laporan.queries import upload_by_id
from laporan.registry import kind_of
from laporan.views.berkas import serve
from laporan.views.dokumen import base_address
from wilayah.queries import area_or_none

KUNCI = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER, required=False)
BINER = {(200, "application/octet-stream"): OpenApiTypes.BINARY}


class DokumenSerializer(serializers.ModelSerializer):
    """One document as programs see it; the printed data itself is not given out, only its fingerprint."""

    nomor = serializers.CharField(source="nomor_teks", read_only=True)
    keadaan = serializers.CharField(read_only=True)
    kode = serializers.CharField(source="kode_tampil", read_only=True)
    kemajuan = serializers.IntegerField(source="pekerjaan.kemajuan", read_only=True, default=0)
    galat = serializers.CharField(source="pekerjaan.galat", read_only=True, default="")

    class Meta:
        model = Dokumen
        fields = [
            "id", "versi", "wilayah", "jenis", "objek_jenis", "objek_id", "judul", "nomor", "tahun", "versi_ke", "status",
            "keadaan", "final", "isi_sidik", "templat_versi", "kode", "penerbit", "berkas_sha256", "ukuran", "halaman",
            "siap_pada", "kemajuan", "galat", "digantikan_oleh", "dibatalkan_pada", "dibatalkan_alasan", "dibuat_pada",
            "dibuat_oleh_nama",
        ]  # fmt: skip
        read_only_fields = fields


class DokumenMintaSerializer(serializers.Serializer):
    """Ask for a document: its kind and the id of the object it is about."""

    jenis = serializers.CharField(max_length=40)
    objek = serializers.CharField(max_length=64)


class AlasanSerializer(serializers.Serializer):
    """A written reason."""

    alasan = serializers.CharField(max_length=300)


class DokumenViewSet(ScopedViewSet):
    """Documents in scope: list, detail, ask (POST), download, try again, cancel."""

    queryset = Dokumen.objects.select_related("nomor", "pekerjaan").order_by("-dibuat_pada", "-id")
    serializer_class = DokumenSerializer
    filterset_class = DokumenFilter
    ordering_fields = ["dibuat_pada"]

    @extend_schema(request=DokumenMintaSerializer, responses={201: DokumenSerializer}, parameters=[KUNCI])
    def create(self, request: Request) -> Response:
        """Ask for a document; the same content gives the document that is there already."""
        masuk = DokumenMintaSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)
        try:
            kind = kind_of(masuk.validated_data["jenis"])
        except LookupError as galat:
            raise IsianSalah({"jenis": [str(galat)]}) from galat
        objek = kind.find_object(masuk.validated_data["objek"], request.user)

        def kerja() -> Response:
            d = actions.request_dokumen(kind.kode, objek, oleh=request.user, alamat_dasar=base_address(request))
            return Response(self.get_serializer(d).data, status=201)

        return self.run_write(request, kerja, objek=str(objek.pk))

    @extend_schema(responses=BINER)
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def unduh(self, request: Request, pk: str | None = None) -> FileResponse:
        """The PDF."""
        d = self.get_object()
        if not d.berkas:
            raise Http404
        return serve(d.berkas, "application/pdf", nama=f"{d.jenis}-{d.kode_tampil}.pdf", lampiran=True)

    @extend_schema(request=None, responses=DokumenSerializer, parameters=[KUNCI])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def ulang(self, request: Request, pk: str | None = None) -> Response:
        """Try a failed print again."""
        d = self.get_object()

        def kerja() -> Response:
            actions.retry_dokumen(d, oleh=request.user)
            return Response(self.get_serializer(self._fresh(d)).data)

        return self.run_write(request, kerja, objek=str(d.pk))

    @extend_schema(request=AlasanSerializer, responses=DokumenSerializer, parameters=[KUNCI])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def batalkan(self, request: Request, pk: str | None = None) -> Response:
        """Withdraw a document with a reason."""
        return cancel_row(self, request, actions.cancel_dokumen)


class BerkasSerializer(serializers.ModelSerializer):
    """One upload as programs see it."""

    class Meta:
        model = Berkas
        fields = [
            "id", "versi", "wilayah", "jenis", "jenis_isi", "nama_asli", "ukuran", "sha256", "lebar", "tinggi", "lokasi",
            "lintang", "bujur", "keterangan", "objek_jenis", "objek_id", "dokumen", "slot", "dibuat_pada",
            "dibuat_oleh_nama", "dibatalkan_pada", "dibatalkan_alasan",
        ]  # fmt: skip
        read_only_fields = fields


class BerkasMasukSerializer(serializers.Serializer):
    """One upload: multipart, kept in an area until a row takes it in. GPS is only what the sender declares."""

    id = serializers.UUIDField(required=False)
    file = serializers.FileField()
    wilayah = serializers.CharField(max_length=13)
    keterangan = serializers.CharField(max_length=300, required=False, allow_blank=True)
    lokasi = serializers.CharField(max_length=200, required=False, allow_blank=True)
    lintang = serializers.DecimalField(max_digits=9, decimal_places=6, required=False, min_value=-90, max_value=90)
    bujur = serializers.DecimalField(max_digits=9, decimal_places=6, required=False, min_value=-180, max_value=180)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """A place has both coordinates or none."""
        if ("lintang" in data) != ("bujur" in data):
            raise serializers.ValidationError({"bujur": [_("Isi lintang dan bujur bersama-sama.")]})
        return data


class BerkasViewSet(ScopedViewSet):
    """Uploads in scope: list, detail, upload (multipart), the file, cancel."""

    queryset = Berkas.objects.order_by("-dibuat_pada", "-id")
    serializer_class = BerkasSerializer
    filterset_class = BerkasFilter
    ordering_fields = ["dibuat_pada"]

    def get_parsers(self) -> list[Any]:
        """Uploads come as multipart, a reason as JSON."""
        return [parsers.MultiPartParser(), parsers.JSONParser()]

    @extend_schema(
        request={"multipart/form-data": BerkasMasukSerializer}, responses={201: BerkasSerializer}, parameters=[KUNCI]
    )
    def create(self, request: Request) -> Response:
        """Keep one upload. The same id with the same content gives the stored row, other content 409."""
        masuk = BerkasMasukSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)
        data = dict(masuk.validated_data)
        unggahan = check_upload(data.pop("file"))
        wilayah = area_or_none(data.pop("wilayah"))
        if wilayah is None:
            raise IsianSalah({"wilayah": [_("Kode wilayah tidak dikenal.")]})

        def kerja() -> Response:
            lama = self._twin(data.get("id"), unggahan.sha256, request.user)
            if lama is not None:
                return Response(self.get_serializer(lama).data)
            b = actions.save_berkas(unggahan, oleh=request.user, wilayah=wilayah, **data)
            return Response(self.get_serializer(b).data, status=201)

        return self.run_write(request, kerja)

    def _twin(self, id: Any, sha256: str, oleh: Any) -> Berkas | None:
        """The row that carries the client's id. Raises IdTerpakai when its content or owner differs. Source: UMU-08."""
        lama = upload_by_id(id)
        if lama is not None and (lama.sha256, lama.dibuat_oleh_id) != (sha256, oleh.pk):
            raise IdTerpakai
        return lama

    @extend_schema(responses=BINER)
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def isi(self, request: Request, pk: str | None = None) -> FileResponse:
        """The file itself."""
        b = self.get_object()
        return serve(b.file, b.jenis_isi, nama=b.nama_asli, lampiran=True)

    @extend_schema(request=AlasanSerializer, responses=BerkasSerializer, parameters=[KUNCI])
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def batalkan(self, request: Request, pk: str | None = None) -> Response:
        """Mark an upload as wrong, with a reason."""
        return cancel_row(self, request, actions.cancel_berkas)


def cancel_row(view: ScopedViewSet, request: Request, fungsi: Any) -> Response:
    """Run a cancelling action on the row of the address."""
    baris = view.get_object()
    masuk = AlasanSerializer(data=request.data)
    masuk.is_valid(raise_exception=True)

    def kerja() -> Response:
        fungsi(baris, oleh=request.user, alasan=masuk.validated_data["alasan"])
        return Response(view.get_serializer(view._fresh(baris)).data)

    return view.run_write(request, kerja, objek=str(baris.pk))
