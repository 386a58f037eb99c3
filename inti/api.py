"""The API's ground: the same actions and querysets as the pages, one error form, keyset pages.

A viewset on `ScopedViewSet` lists and shows what `visible_to(request.user)` allows; a create, update or transition runs
one action inside one unit, under the caller's Idempotency-Key. Source: UMU-05 to UMU-13.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from inti.errors import (
    IdTerpakai,
    IsianSalah,
    VersiBerbeda,
    plain,
)
from inti.idempotensi import Hasil, Kunci, digest, parse_key, run_once
from inti.registry import aksi_transisi
from inti.transitions import transitions_for


class ScopedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """List and detail in scope, and the two generic transition routes.

    Subclasses may name `create_action(data, oleh)` and `update_action(obj, data, oleh)`; without them the methods
    do not exist. `kunci_wajib` demands an Idempotency-Key on every write.
    """

    kunci_wajib = False
    create_action: Callable[..., Any] | None = None
    update_action: Callable[..., Any] | None = None
    write_serializer_class: type[serializers.BaseSerializer] | None = None

    def get_queryset(self) -> Any:
        queryset: Any = self.queryset  # type: ignore[arg-type]
        if getattr(self, "swagger_fake_view", False):
            return queryset.none()
        return queryset.visible_to(self.request.user)

    def run_write(
        self, request: Request, kerja: Callable[[], Response], *, objek: str = "", wajib: bool | None = None
    ) -> Response:
        """Run one write under the caller's key; a resend gets the stored answer with `Idempotent-Replay: true`."""
        kunci = read_key(request, objek=objek, wajib=self.kunci_wajib if wajib is None else wajib)

        def sekali() -> Hasil:
            jawaban = kerja()
            return Hasil(jawaban.status_code, isi=jawaban.data)

        hasil = run_once(sekali, oleh=request.user, kunci=kunci)
        kepala = {"Idempotent-Replay": "true"} if hasil.ulangan else {}
        return Response(hasil.isi, status=hasil.status, headers=kepala)

    @extend_schema(
        responses=OpenApiTypes.OBJECT,
        description="Semua transisi status baris ini, boleh atau tidak, dan apa yang masih kurang.",
    )
    @action(detail=True, methods=["get"], url_path="transisi", pagination_class=None, filter_backends=[])
    def transisi(self, request: Request, pk: str | None = None) -> Response:
        obj = self.get_object()
        return Response(
            {
                "status": getattr(obj, "status", ""),
                "transisi": [transition_as_dict(t) for t in transitions_for(obj, request.user)],
            }
        )

    @extend_schema(
        request=OpenApiTypes.OBJECT,
        responses=OpenApiTypes.OBJECT,
        parameters=[OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, OpenApiParameter.HEADER, required=True)],
        description="Jalankan satu transisi. Isi: alasan dan data lain yang diminta transisi itu.",
    )
    @action(
        detail=True, methods=["post"], url_path=r"transisi/(?P<nama>[a-z_]+)", pagination_class=None, filter_backends=[]
    )
    def jalankan_transisi(self, request: Request, pk: str | None = None, nama: str = "") -> Response:
        obj = self.get_object()
        aksi = aksi_transisi.ambil(f"{obj._meta.label_lower}.{nama}")
        if aksi is None:
            raise Http404
        data = transition_data(aksi.formulir, request.data)

        def kerja() -> Response:
            hasil = aksi.fungsi(obj, oleh=request.user, **data)
            return Response(self.get_serializer(self._fresh(hasil)).data)

        return self.run_write(request, kerja, objek=f"{obj._meta.label_lower}:{obj.pk}:{nama}", wajib=True)

    def _fresh(self, obj: Any) -> Any:
        return self.get_queryset().get(pk=obj.pk)


class CreateMixin:
    """POST on the collection: a client id is accepted; the same id and content give the stored row, other content 409."""

    def create(self: Any, request: Request) -> Response:
        masuk = self.get_write_serializer(data=request.data)
        masuk.is_valid(raise_exception=True)

        def kerja() -> Response:
            lama = self._existing(masuk.validated_data)
            if lama is not None:
                return Response(self.get_serializer(lama).data, status=200)
            obj = self.create_action(dict(masuk.validated_data), request.user)
            return Response(self.get_serializer(self._fresh(obj)).data, status=201)

        return self.run_write(request, kerja)

    def get_write_serializer(self: Any, *args: Any, **kwargs: Any) -> Any:
        kelas = self.write_serializer_class or self.serializer_class
        kwargs.setdefault("context", self.get_serializer_context())
        return kelas(*args, **kwargs)

    def _existing(self: Any, data: dict[str, Any]) -> Any:
        """The row that already carries the client's id. Raises IdTerpakai when its content differs."""
        if not data.get("id"):
            return None
        model = self.queryset.model
        if not model._base_manager.filter(pk=data["id"]).exists():
            return None
        lama = self.get_queryset().filter(pk=data["id"]).first()
        if lama is None or any(k != "id" and hasattr(lama, k) and getattr(lama, k) != v for k, v in data.items()):
            raise IdTerpakai
        return lama


class UpdateMixin:
    """PATCH on a row: `If-Match` carries the version the caller saw; a stale one is 409 with both values."""

    def partial_update(self: Any, request: Request, pk: str | None = None) -> Response:
        obj = self.get_object()
        masuk = self.get_write_serializer(obj, data=request.data, partial=True)
        masuk.is_valid(raise_exception=True)
        versi = read_version(request)

        def kerja() -> Response:
            check_version(obj, versi, dict(masuk.validated_data))
            hasil = self.update_action(obj, dict(masuk.validated_data), request.user)
            return Response(self.get_serializer(self._fresh(hasil)).data)

        return self.run_write(request, kerja, objek=str(obj.pk))


def read_key(request: Request, *, objek: str, wajib: bool) -> Kunci | None:
    """The Idempotency-Key of a request. Raises IsianSalah when it is demanded and missing, or not a UUID."""
    nilai = request.headers.get("Idempotency-Key", "")
    if not nilai:
        if wajib:
            raise IsianSalah(
                {"Idempotency-Key": [_("Sertakan kepala Idempotency-Key berisi UUID agar kiriman ulang aman.")]}
            )
        return None
    isi = request.data if isinstance(request.data, dict) else {"isi": request.data}
    ringkas = {k: _brief(v) for k, v in isi.items()}
    return Kunci(parse_key(nilai), rute=f"{request.method} {request.path}", objek=objek, sidik=digest(ringkas))


def _brief(nilai: Any) -> Any:
    """A value as it counts for the fingerprint: a file by its name and size."""
    return f"{nilai.name}:{nilai.size}" if hasattr(nilai, "read") else nilai


def read_version(request: Request) -> int:
    """The version in If-Match. Raises IsianSalah when it is missing or no number."""
    teks = request.headers.get("If-Match", "").strip().strip('W/"')
    if not teks.isdigit() or len(teks) > 9:
        raise IsianSalah({"If-Match": [_("Sertakan kepala If-Match berisi versi yang Anda lihat.")]})
    return int(teks)


def check_version(obj: Any, versi: int, dikirim: dict[str, Any]) -> None:
    """Lock the row and raise VersiBerbeda when it is newer than `versi`. Source: UMU-10."""
    kini = type(obj)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=obj.pk)
    if kini.versi != versi:
        tersimpan = {k: getattr(kini, k, None) for k in dikirim}
        raise VersiBerbeda(tersimpan={"versi": kini.versi, **plain(tersimpan)}, dikirim=plain(dikirim))


def transition_data(formulir: type[Any] | None, data: Any) -> dict[str, Any]:
    """Clean the body of a transition through the same form as the page. Raises IsianSalah."""
    if not isinstance(data, dict):
        raise IsianSalah({"isi": [_("Kirim sebuah objek JSON.")]})
    if formulir is None:
        return {"alasan": _text(data.get("alasan", ""))} if data.get("alasan") else {}
    form = formulir(data=data)
    if not form.is_valid():
        raise IsianSalah({k: [str(p) for p in v] for k, v in form.errors.items()})
    return dict(form.cleaned_data)


def transition_as_dict(t: Any) -> dict[str, Any]:
    """JSON of one transition as seen by the caller."""
    isi = {"nama": t.nama, "label": t.label, "boleh": t.boleh, "tujuan": t.tujuan, "perlu_alasan": t.perlu_alasan}
    if not t.boleh:
        isi["kekurangan"] = [k.as_dict() for k in t.kekurangan if not k.terpenuhi]
        isi["sebab"] = "transisi" if not t.mungkin else "tidak_berwenang" if not t.berwenang else "gerbang"
    return isi


def _text(nilai: Any) -> str:
    if not isinstance(nilai, str) or len(nilai) > 2000 or "\x00" in nilai:
        raise IsianSalah({"alasan": [_("Alasan berupa teks, paling banyak 2.000 huruf.")]})
    return nilai
