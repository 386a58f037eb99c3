"""Throttling by account: after five failures each further try waits longer, at most fifteen minutes. Source: AKN-03.

django-axes counts failures per account and forgets them after a quiet day; the growing delay is ours. Names that do
not exist are counted like those that do, so the answer tells nothing. The network is limited loosely by allauth.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)

BEBAS = 5
TUNDA_MENIT = (1, 2, 4, 8, 15)
LUPA = timedelta(hours=24)


def account_name(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str | None:
    """The account behind what was typed, so that user name and e-mail share one counter."""
    from akun.models import Pengguna

    isi = credentials or {}
    ditulis = isi.get("username") or isi.get("email") or isi.get("login") or ""
    if not ditulis and request is not None:
        ditulis = request.POST.get("login") or request.POST.get("username") or ""
    ditulis = str(ditulis).replace("\x00", "").strip().lower()[:200]
    if not ditulis:
        return None
    if "@" in ditulis:
        nama = Pengguna.objects.filter(email__iexact=ditulis).values_list("username", flat=True).first()
        return (nama or ditulis).lower()
    return ditulis


def delay_after(gagal: int) -> timedelta:
    """How long to wait after `gagal` failures in a row."""
    if gagal < BEBAS:
        return timedelta(0)
    return timedelta(minutes=TUNDA_MENIT[min(gagal - BEBAS, len(TUNDA_MENIT) - 1)])


def remaining(nama: str | None) -> timedelta:
    """How long the account still has to wait; zero when it may try."""
    if not nama:
        return timedelta(0)
    ringkas = AccessAttempt.objects.filter(username=nama, attempt_time__gte=timezone.now() - LUPA).aggregate(
        gagal=Sum("failures_since_start"), terakhir=Max("attempt_time")
    )
    if not ringkas["terakhir"]:
        return timedelta(0)
    return max(timedelta(0), ringkas["terakhir"] + delay_after(ringkas["gagal"] or 0) - timezone.now())


class PenjagaPercobaan(AxesDatabaseHandler):
    """Counts as axes does, but locks for the growing delay only."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        terkunci = remaining(account_name(request, credentials)) > timedelta(0)
        if terkunci and request is not None:
            request.akun_terkunci = True
        return terkunci


def jawab_terkunci(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """The answer while an account waits: 429 with the time that is left, on the page and for programs."""
    sisa = remaining(account_name(request, credentials))
    menit = max(1, round(sisa.total_seconds() / 60 + 0.49))
    pesan = _("Terlalu sering salah. Tunggu %(menit)d menit, lalu coba lagi.") % {"menit": menit}
    if request.path.startswith("/api/"):
        isi = {"type": "about:blank", "status": 429, "kode": "terlalu_sering", "pesan": pesan, "rincian": {}}
        jawaban: HttpResponse = JsonResponse(isi, status=429, content_type="application/problem+json")
    else:
        jawaban = render(request, "akun/terkunci.html", {"pesan": pesan}, status=429)
    jawaban["Retry-After"] = str(max(1, int(sisa.total_seconds())))
    return jawaban
