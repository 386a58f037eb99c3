"""What the settings of Django REST framework name: permission, parsers, filters, pages and the error answer.

Apart from `inti.api`, because REST framework reads these while its own views are being imported.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, filters, pagination, parsers, permissions
from rest_framework.request import Request
from rest_framework.response import Response

from inti.errors import JENIS_MASALAH, GalatAplikasi, IsianSalah, problem_body
from inti.teks import clean_data, clean_query

KODE_HTTP = {
    400: "isian", 401: "belum_masuk", 403: "tidak_berwenang", 404: "tidak_ditemukan", 405: "metode", 406: "format",
    413: "terlalu_besar", 415: "format", 429: "terlalu_sering", 503: "tidak_tersedia",
}  # fmt: skip


class IsiJson(parsers.JSONParser):
    """JSON whose every string is normalised and free of control characters. Source: UMU-14."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        return clean_data(super().parse(stream, media_type, parser_context))


class IsiBerkas(parsers.MultiPartParser):
    """A form with files; its text is cleaned like JSON."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        hasil = super().parse(stream, media_type, parser_context)
        hasil.data = clean_query(hasil.data)  # type: ignore[assignment]
        return hasil


class HarusMasuk(permissions.IsAuthenticated):
    """Deny by default: nobody without a login sees anything. Anonymous gets 401."""


class KeysetPagination(pagination.CursorPagination):
    """Pages by key, so that the thousandth costs what the first did. `?limit=` at most 200."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"
    cursor_query_param = "kursor"
    ordering = "pk"

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> Any:
        urutan = UrutanFilter().get_ordering(request, queryset, view) or queryset.query.order_by or ("pk",)
        urutan = [urutan] if isinstance(urutan, str) else list(urutan)
        if not any(u.lstrip("-") in {"pk", "id", queryset.model._meta.pk.name} for u in urutan):
            urutan.append("pk")
        return tuple(urutan)


class PencarianFilter(filters.SearchFilter):
    """`?cari=`: search over the fields a viewset names."""

    search_param = "cari"
    search_title = "Cari"
    search_description = "Kata yang dicari."


class UrutanFilter(filters.OrderingFilter):
    """`?urut=`: sort by the fields a viewset allows; unknown ones are refused."""

    ordering_param = "urut"
    ordering_title = "Urut"
    ordering_description = "Kolom pengurutan; awali dengan - untuk menurun."

    def remove_invalid_fields(self, queryset: Any, fields: Any, view: Any, request: Request) -> Any:
        boleh = {item[0] for item in self.get_valid_fields(queryset, view, {"request": request})}
        salah = [f for f in fields if f.lstrip("-") not in boleh]
        if salah:
            raise IsianSalah({"urut": [_("Kolom %(kolom)s tidak dapat dipakai mengurutkan.") % {"kolom": salah[0]}]})
        return fields


def jawab_galat(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Every error as problem+json: kode, pesan, rincian, permintaan. Unknown ones stay a logged 500."""
    from rest_framework.views import exception_handler, set_rollback

    if isinstance(exc, GalatAplikasi):
        set_rollback()
        return _problem(exc.status, exc.kode, exc.pesan, exc.rincian)
    if isinstance(exc, ObjectDoesNotExist):
        exc = Http404()
    if isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if isinstance(exc, RequestDataTooBig):
        return _problem(413, "terlalu_besar", _("Kiriman terlalu besar."), {})
    jawaban = exception_handler(exc, context)
    if jawaban is None:
        return None
    kode = KODE_HTTP.get(jawaban.status_code, "galat")
    rincian = jawaban.data if isinstance(exc, exceptions.ValidationError) else {}
    baru = _problem(jawaban.status_code, kode, _sentence(exc, jawaban.status_code), rincian)
    for nama in ("WWW-Authenticate", "Retry-After", "Allow"):
        if nama in jawaban.headers:
            baru[nama] = jawaban.headers[nama]
    return baru


def _sentence(exc: Exception, status: int) -> str:
    if status == 404:
        return _("Data ini tidak ditemukan.")
    if status == 401:
        return _("Silakan masuk dulu.")
    if isinstance(exc, exceptions.ValidationError):
        return _("Ada isian yang perlu diperbaiki.")
    return str(getattr(exc, "detail", "")) or _("Permintaan tidak dapat diproses.")


def _problem(status: int, kode: str, pesan: str, rincian: Any) -> Response:
    return Response(problem_body(status, kode, pesan, rincian), status=status, content_type=JENIS_MASALAH)
