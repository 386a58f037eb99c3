"""Tokens for programs. Source: AKN-13."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, permissions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from akun.actions import issue_token
from akun.adapter import SALAH_MASUK
from akun.forms import FormKodeMasuk
from inti.errors import TidakBerwenang


class MintaTokenSerializer(serializers.Serializer):
    """What a program sends to sign in."""

    username = serializers.CharField(max_length=254, help_text="Nama pengguna atau surel.")
    password = serializers.CharField(max_length=200, trim_whitespace=False)
    totp = serializers.CharField(
        max_length=20, required=False, allow_blank=True, help_text="Kode langkah kedua, bila terpasang."
    )
    nama = serializers.CharField(
        max_length=100, required=False, allow_blank=True, help_text="Nama program, agar mudah dikenali."
    )


class TokenSerializer(serializers.Serializer):
    """The answer; the token is shown only here."""

    token = serializers.CharField(read_only=True)
    kedaluwarsa = serializers.DateTimeField(read_only=True)


class TokenView(APIView):
    """POST auth/token/: user name, password and, where it is set, the second factor, for a token that expires."""

    publik = True
    authentication_classes: list[Any] = []
    permission_classes = [permissions.AllowAny]
    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "token"

    @extend_schema(request=MintaTokenSerializer, responses={200: TokenSerializer}, auth=[], tags=["auth"])
    def post(self, request: Request) -> Response:
        masuk = MintaTokenSerializer(data=request.data)
        masuk.is_valid(raise_exception=True)
        pengguna = self._person(request, masuk.validated_data)
        rahasia, token = issue_token(pengguna, nama=masuk.validated_data.get("nama", ""), oleh=pengguna)
        return Response({"token": rahasia, "kedaluwarsa": token.kedaluwarsa})

    def get_authenticate_header(self, request: Request) -> str:
        return 'Token realm="p2kp"'

    def _person(self, request: Request, isi: dict[str, Any]) -> Any:
        """The person behind the proof. Raises AuthenticationFailed (401), TidakBerwenang (403)."""
        pengguna: Any = authenticate(request._request, username=isi["username"].strip(), password=isi["password"])
        if pengguna is None:
            raise exceptions.AuthenticationFailed(str(SALAH_MASUK))
        if pengguna.harus_ganti_sandi:
            raise TidakBerwenang(_("Ganti dulu sandi sementara Anda di halaman masuk."))
        self._second_step(pengguna, isi.get("totp", ""))
        AccessAttempt.objects.filter(username=pengguna.username.lower()).delete()
        return pengguna

    def _second_step(self, pengguna: Any, kode: str) -> None:
        if is_mfa_enabled(pengguna, [Authenticator.Type.TOTP]):
            form = FormKodeMasuk(user=pengguna, data={"code": kode})
            if not form.is_valid():
                raise exceptions.AuthenticationFailed(_("Sertakan kode langkah kedua yang berlaku (totp)."))
            form.authenticator.record_usage()
        elif settings.WAJIB_TOTP and pengguna.wajib_totp:
            raise TidakBerwenang(_("Pasang dulu kode langkah kedua di halaman akun Anda."))
