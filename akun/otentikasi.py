"""Who calls the API: a browser session (CSRF enforced) or a token that expires. Anonymous gets 401. Source: AKN-13."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.request import Request

from akun.models import TokenAkses
from akun.models.bukti import fingerprint

TANDAI_SETIAP = timedelta(minutes=5)


class SesiAuthentication(SessionAuthentication):
    """The browser's session. Answers 401, not 403, so that a program knows it has to sign in."""

    def authenticate_header(self, request: Request) -> str:
        return 'Token realm="p2kp"'


class TokenAksesAuthentication(BaseAuthentication):
    """`Authorization: Token p2kp_...`."""

    def authenticate(self, request: Request) -> tuple[Any, TokenAkses] | None:
        bagian = get_authorization_header(request).split()
        if not bagian or bagian[0].lower() != b"token":
            return None
        if len(bagian) != 2 or len(bagian[1]) > 200:
            raise exceptions.AuthenticationFailed(_("Token tidak sah."))
        token = self._find(bagian[1])
        if token is None or not token.is_valid() or not token.pengguna.is_active:
            raise exceptions.AuthenticationFailed(_("Token tidak sah, sudah dicabut, atau sudah lewat waktunya."))
        if token.pengguna.harus_ganti_sandi:
            raise exceptions.AuthenticationFailed(_("Ganti dulu sandi sementara Anda di halaman masuk."))
        _mark_used(token)
        return token.pengguna, token

    def authenticate_header(self, request: Request) -> str:
        return 'Token realm="p2kp"'

    def _find(self, rahasia: bytes) -> TokenAkses | None:
        try:
            sidik = fingerprint(rahasia.decode("ascii"))
        except UnicodeDecodeError:
            return None
        return TokenAkses.objects.select_related("pengguna").filter(sidik=sidik).first()


def _mark_used(token: TokenAkses) -> None:
    """Remember the last use, at most every five minutes: a busy program must not write on every call."""
    batas = timezone.now() - TANDAI_SETIAP
    TokenAkses.objects.filter(Q(terakhir_pada__isnull=True) | Q(terakhir_pada__lt=batas), pk=token.pk).update(
        terakhir_pada=timezone.now()
    )


class SkemaSesi(OpenApiAuthenticationExtension):
    """How the session shows in the API description."""

    target_class = "akun.otentikasi.SesiAuthentication"
    name = "sesi"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


class SkemaToken(OpenApiAuthenticationExtension):
    """How the token shows in the API description."""

    target_class = "akun.otentikasi.TokenAksesAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token p2kp_..."}
