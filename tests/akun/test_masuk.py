"""Signing in by browser: wording, throttle, sessions, temporary passwords, second factor, one-time codes."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun import actions, batas_masuk
from akun.models import KodeSandi, Pengguna
from inti.models import Jejak
from tests.conftest import KELURAHAN
from tests.factories.akun import SANDI, PenggunaFactory, officer
from tests.helpers import fresh, masuk

pytestmark = pytest.mark.django_db
MASUK = "/masuk/"


def login(klien: Client, nama: str, sandi: str = SANDI, **lain):
    return klien.post(MASUK, {"login": nama, "password": sandi, **lain})


def test_login_by_username_or_email(petugas_kelurahan, client):
    """AKN-01: both names open the same account; the event is in the trail and the session is new."""
    Pengguna.objects.filter(pk=petugas_kelurahan.pk).update(email="fitri@contoh.id")
    lama = client.session.session_key

    for nama in ("faskel", "FASKEL", "fitri@contoh.id"):
        klien = Client()
        assert login(klien, nama).headers["Location"] == "/"
        assert klien.session.session_key != lama

    assert Jejak.objects.filter(peristiwa="akun.masuk", objek_id=str(petugas_kelurahan.pk)).count() == 3


def test_wrong_name_and_wrong_password_read_alike(petugas_kelurahan, client):
    """AKN-01: the answer does not tell whether the name exists, and nothing typed as password is kept."""
    salah_sandi = login(client, "faskel", "salah-sekali-123")
    salah_nama = login(client, "tidak.ada", "salah-sekali-123")

    def pesan(jawaban):
        return [str(p) for p in jawaban.context["form"].non_field_errors()]

    assert salah_sandi.status_code == salah_nama.status_code == 200
    assert pesan(salah_sandi) == pesan(salah_nama) and "tidak cocok" in pesan(salah_nama)[0]
    assert not any("salah-sekali" in str(j.rincian) for j in Jejak.objects.all())
    assert "salah-sekali" not in str(AccessAttempt.objects.values_list("post_data"))


def test_unknown_name_costs_a_hash_too(client, django_assert_max_num_queries, monkeypatch):
    """AKN-01: a name that does not exist is hashed as well, so the time tells nothing."""
    dihitung = []
    asli = Pengguna.set_password
    monkeypatch.setattr(Pengguna, "set_password", lambda self, s: (dihitung.append(1), asli(self, s))[1])

    login(client, "tidak.ada", "salah-sekali-123")

    assert dihitung


@pytest.mark.parametrize("nama", ["faskel", "tidak.ada"])
def test_account_waits_longer_after_each_failure(petugas_kelurahan, nama):
    """AKN-03: five free tries, then 1, 2, 4, 8, 15, 15 minutes; a right password does not help meanwhile."""
    klien = Client()
    for _ke in range(4):
        assert login(klien, nama, "salah").status_code == 200
    kelima = login(klien, nama, "salah")
    assert kelima.status_code == 429 and int(kelima.headers["Retry-After"]) <= 60

    assert login(klien, nama, SANDI).status_code == 429
    menit = [batas_masuk.delay_after(n) / timedelta(minutes=1) for n in range(4, 12)]
    assert menit == [0, 1, 2, 4, 8, 15, 15, 15]

    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(seconds=61))
    keenam = login(klien, nama, "salah")
    assert keenam.status_code == 429 and 60 < int(keenam.headers["Retry-After"]) <= 120


def test_delay_ends_and_success_forgets(petugas_kelurahan):
    """AKN-03: after the delay the right password opens, and the count starts anew."""
    klien = Client()
    for _ke in range(5):
        login(klien, "faskel", "salah")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(seconds=61))

    assert login(klien, "faskel").status_code == 302
    assert not AccessAttempt.objects.exists()


def test_throttle_counts_the_account_not_the_address(petugas_kelurahan, petugas_kota):
    """AKN-04: a colleague at the same address is not held up, and e-mail and name share one counter."""
    Pengguna.objects.filter(pk=petugas_kelurahan.pk).update(email="fitri@contoh.id")
    klien = Client()
    for nama in ("faskel", "fitri@contoh.id", "FASKEL", "faskel", "fitri@contoh.id"):
        terakhir = login(klien, nama, "salah")

    assert terakhir.status_code == 429
    assert login(Client(), "korkot").status_code == 302


def test_many_failures_warn_the_admin(register, petugas_kota, monkeypatch):
    """AKN-03: more than fifty failures in ten minutes stand on the admin's Beranda, and on nobody else's."""
    from akun import tanda_masuk

    admin = officer("admin", "admin", "")
    assert tanda_masuk.waiting_for(admin) == []
    monkeypatch.setattr(tanda_masuk, "BATAS_GAGAL", 3)
    for ke in range(4):
        login(Client(), f"tebakan{ke}", "salah")

    assert "4 kali gagal" in tanda_masuk.waiting_for(admin)[0].judul
    assert tanda_masuk.waiting_for(petugas_kota) == []


def test_inactive_account_cannot_enter(petugas_kelurahan, client):
    """AKN-06: a closed account is sent back to the login page."""
    Pengguna.objects.filter(pk=petugas_kelurahan.pk).update(is_active=False)

    assert login(client, "faskel").headers["Location"].startswith("/masuk/")
    assert "_auth_user_id" not in client.session


def test_no_public_sign_up(client):
    """AKN-01: accounts are made by a superior; there is no page for strangers."""
    for alamat in ("/daftar/", "/masuk/daftar/", "/signup/", "/accounts/signup/"):
        assert client.get(alamat).status_code == 404


def test_nul_in_login_is_no_server_error(client):
    """UMU-14: characters that the database cannot hold are an ordinary wrong login."""
    assert login(client, "fas\x00kel", "x\x00y").status_code in {200, 400}


def test_login_form_alone_for_a_layer(client):
    """AKN-05: the form that is laid over a page comes without the page around it."""
    isi = client.get("/masuk/?lapis=1").content.decode()

    assert 'name="login"' in isi and 'name="password"' in isi and "<html" not in isi


@pytest.mark.parametrize(
    ("peran", "menit", "hidup"), [("faskel_cd", 31, True), ("faskel_cd", 481, False), ("kasir_upk", 31, False)]
)
def test_idle_sessions_end(register, peran, menit, hidup):
    """AKN-05: thirty minutes for those who handle money, eight hours for field entry."""
    badan = None
    if peran == "kasir_upk":
        from wilayah.models import Badan

        badan = Badan.objects.create(wilayah_id=KELURAHAN, jenis="upk", nama="UPK Uji")
    klien = masuk(officer("orang", peran, KELURAHAN, badan=badan))
    sesi = klien.session
    sesi["aktif_pada"] = time.time() - menit * 60
    sesi.save()

    jawaban = klien.get("/akun/")

    assert jawaban.status_code == (200 if hidup else 302)
    if not hidup:
        assert jawaban.headers["Location"] == "/masuk/?next=%2Fakun%2F"


def test_session_ends_after_twelve_hours(petugas_kelurahan):
    """AKN-05: however busy, a session ends after twelve hours; a fragment is told by 401."""
    klien = masuk(petugas_kelurahan)
    sesi = klien.session
    sesi["masuk_pada"] = time.time() - 12 * 3600 - 5
    sesi.save()

    jawaban = klien.get("/akun/", headers={"HX-Request": "true"})

    assert jawaban.status_code == 401 and "WWW-Authenticate" in jawaban.headers


def test_lost_session_of_a_fragment_is_401(client, register):
    """AKN-05: a part of a page that finds no session gets 401, so that login opens over the form."""
    assert client.get("/akun/", headers={"HX-Request": "true"}).status_code == 401
    assert client.get("/akun/").status_code == 302


def test_session_id_changes_when_rights_change(petugas_kelurahan, petugas_kota):
    """AKN-05: a new assignment gives the running session a new id; the person stays signed in."""
    klien = Client()
    login(klien, "faskel")
    lama = klien.session.session_key

    actions.grant_penugasan(petugas_kelurahan, peran="relawan", kode_wilayah="32.73.01.1002", oleh=petugas_kota)

    assert klien.get("/akun/").status_code == 200
    assert klien.session.session_key != lama
    assert UserSession.objects.get(user=petugas_kelurahan).session_key == klien.session.session_key


def test_temporary_password_must_be_changed(petugas_kelurahan):
    """AKN-15: until then every page leads to the password page; afterwards all is open and others sessions are gone."""
    Pengguna.objects.filter(pk=petugas_kelurahan.pk).update(harus_ganti_sandi=True)
    klien, lain = Client(), Client()
    login(klien, "faskel"), login(lain, "faskel")
    assert klien.get("/akun/").headers["Location"] == "/akun/sandi/"
    baru = "empat kata yang panjang"

    salah = klien.post("/akun/sandi/", {"sandi_lama": "bukan", "sandi": baru, "sandi_ulang": baru})
    lemah = klien.post("/akun/sandi/", {"sandi_lama": SANDI, "sandi": "12345678", "sandi_ulang": "12345678"})
    beda = klien.post("/akun/sandi/", {"sandi_lama": SANDI, "sandi": baru, "sandi_ulang": baru + "x"})
    assert [j.status_code for j in (salah, lemah, beda)] == [400, 400, 400]

    assert klien.post("/akun/sandi/", {"sandi_lama": SANDI, "sandi": baru, "sandi_ulang": baru}).status_code == 302
    assert klien.get("/akun/").status_code == 200
    assert lain.get("/akun/").status_code == 302
    assert not fresh(petugas_kelurahan).harus_ganti_sandi
    assert Jejak.objects.filter(peristiwa="akun.sandi.diganti").count() == 1


def test_second_factor_is_demanded_of_those_who_must(petugas_kota, petugas_kelurahan, settings):
    """AKN-08: a korkot (grants roles) must set up TOTP first; a faskel need not; off in the demo only."""
    settings.WAJIB_TOTP = True
    klien = masuk(petugas_kota)

    assert klien.get("/akun/").headers["Location"] == "/akun/dua-langkah/"
    assert klien.get("/akun/dua-langkah/").status_code == 200
    assert klien.get("/akun/dua-langkah/pasang/").status_code in {200, 302}
    assert masuk(petugas_kelurahan).get("/akun/").status_code == 200
    settings.WAJIB_TOTP = False
    assert klien.get("/akun/").status_code == 200


def test_second_step_of_login(petugas_kota, client):
    """AKN-08, AKN-09: with TOTP the password alone is not enough; a recovery code works once."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    TOTP.activate(petugas_kota, "JBSWY3DPEHPK3PXP")
    kode = RecoveryCodes.activate(petugas_kota).get_unused_codes()[0]
    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.values_list("data"))

    assert login(client, "korkot").headers["Location"].startswith("/masuk/dua-langkah/")
    assert client.get("/akun/").status_code == 302
    assert client.post("/masuk/dua-langkah/", {"code": "000000"}).status_code == 200
    assert client.post("/masuk/dua-langkah/", {"code": kode}).headers["Location"] == "/"
    assert client.get("/akun/").status_code == 200

    kedua = Client()
    login(kedua, "korkot")
    assert kedua.post("/masuk/dua-langkah/", {"code": kode}).status_code == 200
    assert "_auth_user_id" not in kedua.session


@pytest.mark.slow
def test_totp_set_up_by_page(petugas_kelurahan):
    """AKN-08: the page shows the picture without inline script, takes the first code, and shows recovery codes."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    klien = Client()
    login(klien, "faskel")
    halaman = klien.get("/akun/dua-langkah/pasang/")
    if halaman.status_code == 302:
        klien.post("/akun/konfirmasi/", {"password": SANDI, "next": "/akun/dua-langkah/pasang/"})
        halaman = klien.get("/akun/dua-langkah/pasang/")
    assert 'src="data:image/svg+xml' in halaman.content.decode() and "<script>" not in halaman.content.decode()
    rahasia = halaman.context["form"].secret
    kode = format_hotp_value(hotp_value(rahasia, next(iter(yield_hotp_counters_from_time()))))

    jawaban = klien.post("/akun/dua-langkah/pasang/", {"code": kode})

    assert jawaban.headers["Location"] == "/akun/dua-langkah/pemulihan/"
    assert len(klien.get("/akun/dua-langkah/pemulihan/").context["unused_codes"]) == 10


def test_reset_by_mail_is_single_use(petugas_kelurahan, client):
    """AKN-07: the link in the letter opens once; the answer is the same for an address nobody has."""
    Pengguna.objects.filter(pk=petugas_kelurahan.pk).update(email="fitri@contoh.id")
    for surel in ("fitri@contoh.id", "tidak.ada@contoh.id"):
        assert client.post("/lupa-sandi/", {"email": surel}).headers["Location"] == "/lupa-sandi/terkirim/"
    assert len(mail.outbox) == 1
    tautan = re.search(r"http://testserver(/lupa-sandi/\S+)", mail.outbox[0].body)[1]
    baru = "empat kata yang panjang"

    kedua = client.get(tautan, follow=True)
    alamat = kedua.redirect_chain[-1][0]
    assert client.post(alamat, {"password1": baru, "password2": baru}).headers["Location"] == "/lupa-sandi/selesai/"

    assert login(Client(), "faskel", baru).status_code == 302
    assert Client().get(tautan, follow=True).context["token_fail"]


@pytest.mark.slow
def test_reset_by_superior(petugas_kelurahan, petugas_kota, petugas_kota_lain):
    """AKN-07: the code works once, for its person, within 24 hours; the old password and sessions are gone at once."""
    from inti.errors import TidakBerwenang

    terbuka = Client()
    login(terbuka, "faskel")
    with pytest.raises(TidakBerwenang):
        actions.issue_reset_code(petugas_kelurahan, oleh=petugas_kota_lain)

    kode = actions.issue_reset_code(petugas_kelurahan, oleh=petugas_kota)

    assert terbuka.get("/akun/").status_code == 302
    assert login(Client(), "faskel").status_code == 200
    assert kode not in str(KodeSandi.objects.values_list("sidik"))
    isi = {
        "username": "faskel",
        "kode": kode.lower(),
        "sandi": "empat kata yang panjang",
        "sandi_ulang": "empat kata yang panjang",
    }
    assert Client().post("/masuk/kode/", {**isi, "kode": "AAAAA-AAAAA"}).status_code == 400
    assert Client().post("/masuk/kode/", {**isi, "username": "korkot"}).status_code == 400
    assert Client().post("/masuk/kode/", isi).headers["Location"] == "/masuk/"
    assert Client().post("/masuk/kode/", isi).status_code == 400
    assert login(Client(), "faskel", "empat kata yang panjang").status_code == 302


def test_code_dies_after_five_wrong_tries_or_a_day(petugas_kelurahan, petugas_kota):
    """AKN-07: guessing is hopeless, and an old code is worthless; a refusal is remembered."""
    from inti.errors import IsianSalah

    kode = actions.issue_reset_code(petugas_kelurahan, oleh=petugas_kota)
    for _ke in range(5):
        with pytest.raises(IsianSalah):
            actions.redeem_code(username="faskel", kode="AAAAA-AAAAA", sandi="empat kata yang panjang")
    with pytest.raises(IsianSalah):
        actions.redeem_code(username="faskel", kode=kode, sandi="empat kata yang panjang")

    kode = actions.issue_reset_code(petugas_kelurahan, oleh=petugas_kota)
    KodeSandi.objects.filter(dipakai_pada=None).update(kedaluwarsa=timezone.now())
    with pytest.raises(IsianSalah):
        actions.redeem_code(username="faskel", kode=kode, sandi="empat kata yang panjang")


@pytest.mark.slow
def test_own_sessions_can_be_ended(petugas_kelurahan, petugas_kota):
    """AKN-06: one's own lost phone is signed out at once; somebody else's session cannot be touched."""
    from tests.helpers import kunci

    hp, laptop, orang_lain = Client(), Client(), Client()
    login(hp, "faskel"), login(laptop, "faskel"), login(orang_lain, "korkot")
    sesi_hp = UserSession.objects.get(session_key=hp.session.session_key)
    assert laptop.get("/akun/sesi/").content.decode().count("Akhiri sesi") == 1

    assert orang_lain.post(f"/akun/sesi/{sesi_hp.pk}/akhiri/", kunci()).status_code == 404
    assert hp.get("/akun/").status_code == 200
    assert laptop.post(f"/akun/sesi/{sesi_hp.pk}/akhiri/", kunci()).status_code == 302
    assert hp.get("/akun/").status_code == 302
    assert laptop.get("/akun/").status_code == 200


def test_disabled_account_is_out_at_once(petugas_kelurahan, petugas_kota):
    """AKN-06: closing an account ends its sessions and tokens in the same moment."""
    klien = Client()
    login(klien, "faskel")
    _rahasia, token = actions.issue_token(petugas_kelurahan, oleh=petugas_kelurahan)

    actions.deactivate_pengguna(petugas_kelurahan, alasan="Kontrak berakhir", oleh=petugas_kota)

    assert klien.get("/akun/").status_code == 302
    assert type(token).objects.get(pk=token.pk).dicabut_pada is not None
    assert not UserSession.objects.filter(user=petugas_kelurahan).exists()


def test_language_follows_the_person(petugas_kelurahan):
    """AKN-10: the pages speak the language of the account, until the button on the page says otherwise."""
    Pengguna.objects.filter(pk=petugas_kelurahan.pk).update(bahasa="en")

    assert '<html lang="id"' in Client(headers={"Accept-Language": "en-US"}).get(MASUK).content.decode()
    klien = masuk(petugas_kelurahan)
    assert '<html lang="en"' in klien.get("/akun/").content.decode()

    klien.post("/bahasa/setlang/", {"language": "id"})
    assert '<html lang="id"' in klien.get("/akun/").content.decode()


@pytest.mark.parametrize(
    ("proksi", "kepala", "tercatat"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "bukan alamat", "127.0.0.1"),
    ],
)
def test_address_of_the_caller(petugas_kelurahan, settings, proksi, kepala, tercatat):
    """AKN-04: only what our own proxies wrote is believed; a header sent by the caller changes nothing."""
    settings.JUMLAH_PROKSI = proksi

    Client(headers={"X-Forwarded-For": kepala}).post(MASUK, {"login": "faskel", "password": SANDI})

    assert Jejak.objects.get(peristiwa="akun.masuk").alamat_ip == tercatat


def test_login_is_reversible_by_name(db):
    """AKN-01: the path is the one the contract names."""
    assert reverse("account_login") == MASUK and reverse("account_logout") == "/keluar/"
    assert PenggunaFactory().check_password(SANDI)
