"""Tokens: how a program signs in, and that nothing but a valid one opens the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from akun import actions
from akun.models import Pengguna, TokenAkses
from inti.models import Jejak
from tests.factories.akun import SANDI
from tests.helpers import masuk

pytestmark = pytest.mark.django_db
ALAMAT = "/api/v1/auth/token/"


class SiapaView(APIView):
    """The smallest view under the defaults of the house."""

    def get(self, request):
        return Response({"siapa": request.user.username})

    post = get


def ask(**kepala):
    return SiapaView.as_view()(APIRequestFactory().get("/", **kepala))


def minta(**isi):
    return Client().post(ALAMAT, isi, content_type="application/json")


def test_token_opens_the_api(petugas_kelurahan):
    """AKN-13: user name and password give a token that expires; it opens the API until it is revoked."""
    jawaban = minta(username="faskel", password=SANDI)

    assert jawaban.status_code == 200 and set(jawaban.json()) == {"token", "kedaluwarsa"}
    token = jawaban.json()["token"]
    assert ask(HTTP_AUTHORIZATION=f"Token {token}").data == {"siapa": "faskel"}
    assert TokenAkses.objects.get().terakhir_pada is not None
    assert Jejak.objects.filter(peristiwa="akun.token.dibuat").count() == 1

    actions.revoke_token(TokenAkses.objects.get(), oleh=petugas_kelurahan)
    assert ask(HTTP_AUTHORIZATION=f"Token {token}").status_code == 401


def test_bad_tokens_are_401(petugas_kelurahan):
    """AKN-13: none, unknown, broken, expired, of a closed account: all 401 with the way to sign in."""
    rahasia, token = actions.issue_token(petugas_kelurahan, oleh=petugas_kelurahan)
    for kepala in ({}, {"HTTP_AUTHORIZATION": "Token p2kp_x"}, {"HTTP_AUTHORIZATION": "Token"}, {"HTTP_AUTHORIZATION": "Token a b"},
                   {"HTTP_AUTHORIZATION": "Token p2kp_é"}):  # fmt: skip
        jawaban = ask(**kepala)
        assert jawaban.status_code == 401 and jawaban["WWW-Authenticate"].startswith("Token")
        assert jawaban.data["kode"] == "belum_masuk"
    TokenAkses.objects.filter(pk=token.pk).update(kedaluwarsa=timezone.now() - timedelta(seconds=1))
    assert ask(HTTP_AUTHORIZATION=f"Token {rahasia}").status_code == 401
    TokenAkses.objects.filter(pk=token.pk).update(kedaluwarsa=timezone.now() + timedelta(days=1))
    assert ask(HTTP_AUTHORIZATION=f"Token {rahasia}").status_code == 200
    Pengguna.objects.filter(pk=petugas_kelurahan.pk).update(is_active=False)
    assert ask(HTTP_AUTHORIZATION=f"Token {rahasia}").status_code == 401


@pytest.mark.parametrize(
    ("isi", "status"),
    [
        ({"username": "faskel", "password": "salah"}, 401),
        ({"username": "tidak.ada", "password": "salah"}, 401),
        ({"username": "faskel"}, 400),
        ({"username": "fas\x00kel", "password": "x"}, 400),
        ({"username": ["a"], "password": {}}, 400),
        ({"username": "faskel", "password": "x" * 500}, 400),
    ],
)
def test_token_is_refused(petugas_kelurahan, isi, status):
    """AKN-01, AKN-13: wrong proof is 401 in one wording, wrong shape 400; never a 500."""
    jawaban = minta(**isi)

    assert jawaban.status_code == status, jawaban.content
    assert not TokenAkses.objects.exists()


@pytest.mark.slow
def test_token_shares_the_throttle_of_the_page(petugas_kelurahan):
    """AKN-03: failures by program and by page are counted together; the answer is problem+json with Retry-After."""
    for _ke in range(3):
        minta(username="faskel", password="salah")
    for _ke in range(2):
        terakhir = Client().post("/masuk/", {"login": "faskel", "password": "salah"})
    assert terakhir.status_code == 429

    jawaban = minta(username="faskel", password=SANDI)

    assert jawaban.status_code == 429 and int(jawaban.headers["Retry-After"]) > 0
    assert jawaban.json()["kode"] == "terlalu_sering"


def test_token_asks_for_the_second_factor(petugas_kota, settings):
    """AKN-08: where it is set it is asked for; where it is demanded and not set, no token is given."""
    from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

    settings.WAJIB_TOTP = True
    assert minta(username="korkot", password=SANDI).status_code == 403
    TOTP.activate(petugas_kota, "JBSWY3DPEHPK3PXP")
    assert minta(username="korkot", password=SANDI).status_code == 401
    assert minta(username="korkot", password=SANDI, totp="000000").status_code == 401

    kode = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", next(iter(yield_hotp_counters_from_time()))))
    assert minta(username="korkot", password=SANDI, totp=kode).status_code == 200


def test_temporary_password_gives_no_token(petugas_kelurahan):
    """AKN-15: first an own password, then programs."""
    Pengguna.objects.filter(pk=petugas_kelurahan.pk).update(harus_ganti_sandi=True)

    assert minta(username="faskel", password=SANDI).status_code == 403


def test_session_needs_csrf_on_the_api(petugas_kelurahan):
    """AKN-05: the browser's session works for the API, but a write without CSRF token is refused."""
    sesi = masuk(petugas_kelurahan).cookies["sessionid"].value
    klien = Client(enforce_csrf_checks=True)
    klien.cookies["sessionid"] = sesi
    from rest_framework.exceptions import PermissionDenied
    from rest_framework.request import Request

    from akun.otentikasi import SesiAuthentication

    wsgi = APIRequestFactory(enforce_csrf_checks=True).post("/")
    wsgi.user = petugas_kelurahan
    with pytest.raises(PermissionDenied, match="CSRF"):
        SesiAuthentication().authenticate(Request(wsgi))
