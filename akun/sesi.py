"""Sessions: how old, how idle, and how fresh the proof of identity is. Source: AKN-05, AKN-06, AKN-14."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from inti.errors import PerluKonfirmasi

MASUK_PADA = "masuk_pada"
AKTIF_PADA = "aktif_pada"
KUNCI_PADA = "kunci_pada"
CATAT_SETIAP_DETIK = 60
LATIHAN = "latihan"  # code of the kota in whose practice ground the session works. LAT-02


def start(request: HttpRequest) -> None:
    """Stamp a new session; called when somebody has signed in."""
    kini = time.time()
    request.session[MASUK_PADA] = request.session[AKTIF_PADA] = request.session[KUNCI_PADA] = kini


def is_over(request: HttpRequest) -> bool:
    """True when the session is too old (12 hours) or was idle too long (30 minutes with money, else 8 hours)."""
    kini = time.time()
    masuk = request.session.get(MASUK_PADA)
    if masuk is None:
        return False
    diam = settings.SESI_DIAM_UANG_MENIT if request.user.pegang_uang else settings.SESI_DIAM_LAPANGAN_MENIT  # type: ignore[union-attr]
    aktif = request.session.get(AKTIF_PADA, masuk)
    return kini - masuk > settings.SESSION_COOKIE_AGE or kini - aktif > diam * 60


def touch(request: HttpRequest) -> None:
    """Remember activity, at most once a minute, and give the session a new id when rights have changed since."""
    kini = time.time()
    if MASUK_PADA not in request.session:
        start(request)
    berubah = getattr(request.user, "kewenangan_berubah_pada", None)
    if berubah is not None and berubah.timestamp() > request.session.get(KUNCI_PADA, 0):
        _renew_key(request)
    if kini - request.session.get(AKTIF_PADA, 0) >= CATAT_SETIAP_DETIK:
        request.session[AKTIF_PADA] = kini
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def _renew_key(request: HttpRequest) -> None:
    """Change the session id and keep the own list of sessions in step."""
    lama = request.session.session_key
    request.session[KUNCI_PADA] = time.time()
    request.session.cycle_key()
    follow_key(request, lama or "")


def follow_key(request: HttpRequest, lama: str) -> None:
    """Give the own session list the id that replaced `lama`."""
    baru = request.session.session_key
    if lama and baru and baru != lama:
        UserSession.objects.filter(session_key=lama).update(session_key=baru)


def is_fresh(request: HttpRequest) -> bool:
    """True when a password or second factor was given in this session within the last ten minutes."""
    bukti: list[dict[str, Any]] = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    terakhir = max((float(b.get("at", 0)) for b in bukti), default=0.0)
    return time.time() - terakhir < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def require_fresh(request: HttpRequest) -> None:
    """Raise PerluKonfirmasi unless the proof of identity is fresh; weighty steps call it first."""
    if not is_fresh(request):
        raise PerluKonfirmasi


def end_all(pengguna: Any, *, kecuali: str = "") -> int:
    """End every session of a person, except the one with the key `kecuali`. Returns how many ended."""
    baris = list(UserSession.objects.filter(user=pengguna).exclude(session_key=kecuali))
    for s in baris:
        s.end()
    return len(baris)
