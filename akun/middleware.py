"""What must be true of a signed-in officer before any page answers: session alive, password own, second factor set."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from akun import sesi

# Open to everybody at all times: files, health, signing in and out, public verification, language.
SELALU_BUKA = ("/static/", "/sehat/", "/keluar/", "/verifikasi/", "/publik/", "/bahasa/")
TOTP_SIAP = "totp_siap"


class AlamatAsliMiddleware:
    """Puts the caller's own address into REMOTE_ADDR when known proxies stand in front (settings.JUMLAH_PROKSI).

    Only the part of X-Forwarded-For that our own proxies wrote is believed, so nobody dodges a limit by sending the
    header themselves. Trail, throttles and the session list all read REMOTE_ADDR. Source: AKN-04.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        alamat = request.headers.get("X-Forwarded-For", "").split(",")
        if 0 < settings.JUMLAH_PROKSI <= len(alamat):
            try:
                request.META["REMOTE_ADDR"] = str(ip_address(alamat[-settings.JUMLAH_PROKSI].strip()))
            except ValueError:
                pass  # not an address: the proxy's own stays, which is only coarser
        return self.get_response(request)


class PenjagaMasukMiddleware:
    """Ends sessions that are over, and leads those who still owe something to the page where they settle it.

    A fragment or fetch that lost its session gets 401, so that the page opens login over the form. Source: AKN-05,
    AKN-08, AKN-15.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _speak(request)
        if request.path.startswith(SELALU_BUKA):
            return self.get_response(request)
        if request.user.is_authenticated:
            if sesi.is_over(request):
                logout(request)
                if not request.path.startswith((settings.LOGIN_URL, "/api/")):
                    return self._expired(request)
            else:
                sesi.touch(request)
                request.user.practise(request.session.get(sesi.LATIHAN, ""))
                utang = _owes(request)
                if utang and not request.path.startswith((utang, reverse("account_reauthenticate"))):
                    return _lead_to(request, utang)
        jawaban = self.get_response(request)
        if _is_fragment(request) and _goes_to_login(jawaban):
            return _unauthorised()
        return jawaban

    def _expired(self, request: HttpRequest) -> HttpResponse:
        if _is_fragment(request):
            return _unauthorised()
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")


def _speak(request: HttpRequest) -> None:
    """Indonesian first: the language of the button on the page, else of the person; never that of the phone's menus."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.path.startswith("/api/"):
        return
    buka = request.path.startswith(SELALU_BUKA)  # these pages never load the person
    bahasa = getattr(request.user, "bahasa", "") if not buka and request.user.is_authenticated else ""
    request.LANGUAGE_CODE = bahasa or settings.LANGUAGE_CODE
    translation.activate(request.LANGUAGE_CODE)


def _owes(request: HttpRequest) -> str:
    """Where this officer must go first: the own new password, then the second factor. "" when nothing is owed."""
    pengguna = request.user
    if pengguna.harus_ganti_sandi:  # type: ignore[union-attr]
        return reverse("akun:sandi")
    if settings.WAJIB_TOTP and pengguna.wajib_totp and not _has_totp(request):  # type: ignore[union-attr]
        return reverse("mfa_index")
    return ""


def _has_totp(request: HttpRequest) -> bool:
    """True when the second factor is set; remembered in the session, which ends when it is removed."""
    if request.session.get(TOTP_SIAP):
        return True
    if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        return False
    request.session[TOTP_SIAP] = True
    return True


def _lead_to(request: HttpRequest, alamat: str) -> HttpResponse:
    """Send an officer to what is owed: pages and fragments by redirect, programs get 403."""
    if request.path.startswith("/api/"):
        pesan = _("Selesaikan dulu pengamanan akun Anda di halaman masuk.")
        isi = {
            "type": "about:blank",
            "status": 403,
            "kode": "tidak_berwenang",
            "pesan": pesan,
            "rincian": {"ke": alamat},
        }
        return JsonResponse(isi, status=403, content_type="application/problem+json")
    if _is_fragment(request):
        jawaban = HttpResponse(status=204)
        jawaban["HX-Redirect"] = alamat
        return jawaban
    return HttpResponseRedirect(alamat)


def _is_fragment(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False)) or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _goes_to_login(jawaban: HttpResponse) -> bool:
    return jawaban.status_code == 302 and jawaban.headers.get("Location", "").startswith(settings.LOGIN_URL)


def _unauthorised() -> HttpResponse:
    """401 for a part of a page: sesi.js opens login over the form."""
    jawaban = HttpResponse(status=401)
    jawaban["WWW-Authenticate"] = 'Session realm="p2kp"'
    jawaban["HX-Trigger"] = "p2kp:masuk"
    return jawaban
