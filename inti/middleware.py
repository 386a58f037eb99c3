"""Three thin layers: bare answers stay bare, a request id around everything, our refusals become a page or problem+json."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from inti import konteks
from inti.errors import JENIS_MASALAH, GalatAplikasi, IsianSalah, problem
from inti.teks import clean_query, clean_text

TANPA_ISI = {204, 304}
POLA_ID = re.compile(r"^[A-Za-z0-9_-]{8,64}$")
TEMPLAT = {
    400: "400.html",
    403: "403.html",
    404: "404.html",
    409: "409.html",
    413: "400.html",
    422: "422.html",
    503: "503.html",
}


class TanpaIsiMiddleware:
    """Nothing follows the headers of an answer to HEAD, of 204 and of 304, whatever the layers below wrote. RFC 9110 6.4.1.

    Outermost, so that compression, which turns an empty stream into 20 bytes, is undone too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        jawaban = self.get_response(request)
        if request.method != "HEAD" and jawaban.status_code not in TANPA_ISI:
            return jawaban
        if jawaban.status_code in TANPA_ISI:
            for kepala in ("Content-Encoding", "Content-Length"):
                jawaban.headers.pop(kepala, None)
        if jawaban.streaming:
            jawaban.streaming_content = ()  # type: ignore[attr-defined]  # the file behind it is closed with the answer
        else:
            jawaban.content = b""
        return jawaban


class PermintaanMiddleware:
    """Give every request an id that shows in logs, trail, SQL settings and answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        dikirim = request.headers.get("X-Permintaan", "")
        sekarang = konteks.Permintaan(alamat_ip=request.META.get("REMOTE_ADDR", "")[:45], rute=request.path[:200])
        if POLA_ID.match(dikirim):
            sekarang.id = dikirim
        token = konteks.enter(sekarang)
        request.id_permintaan = sekarang.id  # type: ignore[attr-defined]
        try:
            jawaban = self.get_response(request)
        finally:
            konteks.leave(token)
        jawaban["X-Permintaan"] = sekarang.id
        return jawaban


class GalatMiddleware:
    """A refusal that no form caught becomes a calm page; a row out of scope becomes the same 404 as a missing one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            clean_text(request.path)
            clean_query(request.GET)
        except GalatAplikasi as galat:
            return problem_page(request, galat)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, galat: Exception) -> HttpResponse | None:
        if isinstance(galat, GalatAplikasi):
            return problem_page(request, galat)
        if isinstance(galat, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        if isinstance(galat, RequestDataTooBig):
            return render(request, "400.html", {"pesan": str(galat)}, status=413)
        return None


def problem_page(request: HttpRequest, galat: GalatAplikasi) -> HttpResponse:
    """The refusal in the form the caller reads: problem+json under /api/, a page elsewhere."""
    if request.path.startswith("/api/"):
        return JsonResponse(problem(galat), status=galat.status, content_type=JENIS_MASALAH)
    return error_page(request, galat)


def error_page(request: HttpRequest, galat: GalatAplikasi) -> HttpResponse:
    """The page (or htmx alert) of one refusal, with its HTTP status."""
    isi: dict[str, Any] = {
        "pesan": _sentence(galat),
        "kode": galat.kode,
        "rincian": galat.rincian,
        "kekurangan": getattr(galat, "kekurangan", []),
    }
    templat = (
        "components/peringatan_galat.html" if getattr(request, "htmx", False) else TEMPLAT.get(galat.status, "409.html")
    )
    return render(request, templat, isi, status=galat.status)


def _sentence(galat: GalatAplikasi) -> str:
    """What to tell: a wrong input without its form says what is wrong in it."""
    if isinstance(galat, IsianSalah):
        return " ".join(dict.fromkeys(str(p) for daftar in galat.galat.values() for p in daftar)) or galat.pesan
    return galat.pesan
