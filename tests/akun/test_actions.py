"""Giving, ending and handing over assignments; accounts and tokens: who may, who may not, what is written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from akun import actions
from akun.models import Pengguna, Penugasan, TokenAkses
from akun.registry import serah_terima
from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.models import AuditBaris, Jejak
from inti.pelaku import SISTEM
from tests.conftest import KELURAHAN, KELURAHAN_LAIN, KELURAHAN_TETANGGA, KOTA
from tests.factories.akun import PenggunaFactory, officer
from tests.factories.wilayah import BadanFactory
from tests.helpers import fresh
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
HARI = today_in("")
IZIN = "siklus.lihat_siklus"


def test_grant_penugasan(petugas_kota, petugas_kota_lain, petugas_kelurahan):
    """AKN-11: below the own role, inside the own area, never to oneself; success is written in the trail."""
    orang = PenggunaFactory()
    for oleh, peran, kode in (
        (petugas_kota_lain, "faskel_cd", KELURAHAN),  # not in this kota
        (petugas_kelurahan, "relawan", KELURAHAN),  # a facilitator gives no roles
        (petugas_kota, "korkot", KOTA),  # not below the own role
        (petugas_kota, "pmu", ""),  # above
        (petugas_kota, "faskel_cd", KELURAHAN_LAIN),  # out of the area
    ):
        with pytest.raises(TidakBerwenang):
            actions.grant_penugasan(orang, peran=peran, kode_wilayah=kode, oleh=oleh)
    with pytest.raises(TidakBerwenang):
        actions.grant_penugasan(petugas_kota, peran="sf", kode_wilayah="32.73.01", oleh=petugas_kota)
    assert orang.penugasan.count() == 0

    tugas = actions.grant_penugasan(orang, peran="faskel_cd", kode_wilayah=KELURAHAN, oleh=petugas_kota)

    assert (tugas.mulai, tugas.selesai, tugas.ditugaskan_oleh_nama) == (HARI, None, petugas_kota.nama)
    assert fresh(orang).may(IZIN, kode=KELURAHAN)
    jejak = Jejak.objects.get(peristiwa="akun.penugasan.diberikan")
    assert (jejak.kode_wilayah, jejak.tujuan, jejak.pelaku_id) == (KELURAHAN, "faskel_cd", petugas_kota.pk)
    assert AuditBaris.objects.filter(tabel="akun_penugasan", operasi="INSERT", pelaku=str(petugas_kota.pk)).exists()
    with pytest.raises(AturanDilanggar, match="sudah memegang"):
        actions.grant_penugasan(orang, peran="faskel_cd", kode_wilayah=KELURAHAN, oleh=petugas_kota)


@pytest.mark.parametrize(
    ("peran", "kode", "lain", "bidang"),
    [
        ("tidak_ada", KELURAHAN, {}, "peran"),
        ("faskel_cd", "32.73.01", {}, "wilayah"),
        ("faskel_cd", "32.73.99.9999", {}, "wilayah"),
        ("sekretaris_bkm", KELURAHAN, {}, "wilayah"),
        ("faskel_cd", KELURAHAN, {"selesai": HARI - timedelta(days=1)}, "selesai"),
    ],
)
def test_grant_penugasan_wrong_shape(petugas_kota, peran, kode, lain, bidang):
    """AKN-10: wrong role, level, area or dates are said in words beside the field."""
    with pytest.raises(IsianSalah) as galat:
        actions.grant_penugasan(PenggunaFactory(), peran=peran, kode_wilayah=kode, oleh=petugas_kota, **lain)

    assert list(galat.value.galat) == [bidang]


def test_cash_and_books_in_two_hands(petugas_kota, register):
    """KEU-198: kasir and pembuku of one UPK are two people on every day; with the manager's task it is allowed and said."""
    satu, dua = PenggunaFactory(nama="Yanti"), PenggunaFactory(nama="Agus")
    upk, lain = BadanFactory(), BadanFactory()

    def give(orang, peran, badan=upk, **isi):
        return actions.grant_penugasan(orang, peran=peran, badan=badan, oleh=petugas_kota, **isi)

    kasir = give(satu, "kasir_upk")
    with pytest.raises(AturanDilanggar, match="dua orang") as galat:
        give(satu, "pembuku_upk")
    assert galat.value.aturan == "KEU-198"
    give(satu, "pembuku_upk", badan=lain)
    pembuku = give(dua, "pembuku_upk")
    with pytest.raises(IntegrityError, match="dua orang"), transaction.atomic():
        type(pembuku).objects.filter(pk=pembuku.pk).update(pengguna=satu)
    manajer = give(dua, "manajer_upk")
    assert "dua tugas" in actions.doubled_duty(manajer) and actions.doubled_duty(kasir) == ""
    assert Jejak.objects.filter(peristiwa="akun.penugasan.diberikan", rincian__rangkap=True).count() == 1
    actions.end_penugasan(kasir, alasan="Pindah ke pembukuan", oleh=petugas_kota)
    actions.end_penugasan(pembuku, alasan="Berhenti", oleh=petugas_kota)
    give(satu, "pembuku_upk")


def test_auditor_needs_an_end(register):
    """AKN-17: an auditor is assigned for a time only."""
    admin, orang = officer("admin", "admin", ""), PenggunaFactory()
    with pytest.raises(IsianSalah):
        actions.grant_penugasan(orang, peran="auditor", kode_wilayah=KOTA, oleh=admin)

    actions.grant_penugasan(orang, peran="auditor", kode_wilayah=KOTA, selesai=HARI + timedelta(days=30), oleh=admin)
    assert fresh(orang).may("inti.lihat_jejak", kode=KELURAHAN)


def test_end_penugasan(petugas_kelurahan, petugas_kota, petugas_kota_lain):
    """AKN-21: ended by a superior with a reason; the right is gone at once, the row stays."""
    tugas = petugas_kelurahan.penugasan.get()
    for oleh in (petugas_kota_lain, petugas_kelurahan):
        with pytest.raises(TidakBerwenang):
            actions.end_penugasan(tugas, alasan="Pindah", oleh=oleh)
    with pytest.raises(IsianSalah):
        actions.end_penugasan(tugas, alasan=" ", oleh=petugas_kota)
    assert fresh(petugas_kelurahan).may(IZIN)

    actions.end_penugasan(tugas, alasan="Pindah tugas", oleh=petugas_kota)

    assert not fresh(petugas_kelurahan).may(IZIN)
    assert Penugasan.objects.get(pk=tugas.pk).selesai == HARI - timedelta(days=1)
    assert Jejak.objects.get(peristiwa="akun.penugasan.diakhiri").alasan == "Pindah tugas"
    with pytest.raises(AturanDilanggar, match="sudah berakhir"):
        actions.end_penugasan(tugas, alasan="Lagi", oleh=petugas_kota)


@pytest.mark.parametrize("mulai", [HARI, HARI + timedelta(days=5)])
def test_end_penugasan_before_a_full_day(petugas_kota, mulai):
    """AKN-21: one given by mistake today, or for later, is taken back at once and may be given again."""
    orang = PenggunaFactory()
    tugas = actions.grant_penugasan(orang, peran="relawan", kode_wilayah=KELURAHAN, mulai=mulai, oleh=petugas_kota)

    actions.end_penugasan(tugas, alasan="Salah orang", oleh=petugas_kota)

    assert not fresh(orang).may(IZIN)
    assert Penugasan.objects.get(pk=tugas.pk).keadaan == "dibatalkan"
    actions.grant_penugasan(orang, peran="relawan", kode_wilayah=KELURAHAN, mulai=mulai, oleh=petugas_kota)


def test_hand_over(petugas_kelurahan, petugas_kota, petugas_kota_lain, monkeypatch):
    """AKN-12: all running work in the area changes hands on one day, each app moves its own, all in one trail."""
    penerima = PenggunaFactory(nama="Gita Ganti")
    dipindah = []
    monkeypatch.setattr(serah_terima, "_isi", {"uji": lambda s, *, oleh: dipindah.append(s) or "2 langkah"})
    isi = {"kode_wilayah": KELURAHAN, "tanggal": HARI, "alasan": "Cuti panjang"}
    with pytest.raises(TidakBerwenang):
        actions.hand_over(petugas_kelurahan, penerima, oleh=petugas_kota_lain, **isi)
    with pytest.raises(IsianSalah):
        actions.hand_over(petugas_kelurahan, petugas_kelurahan, oleh=petugas_kota, **isi)
    with pytest.raises(IsianSalah):
        actions.hand_over(petugas_kelurahan, penerima, oleh=petugas_kota, **{**isi, "kode_wilayah": KELURAHAN_TETANGGA})
    assert not dipindah and petugas_kelurahan.penugasan.get().selesai is None

    hasil = actions.hand_over(fresh(petugas_kelurahan), penerima, oleh=petugas_kota, **isi)

    assert not fresh(petugas_kelurahan).may(IZIN) and fresh(penerima).may(IZIN, kode=KELURAHAN)
    assert hasil.lama[0].selesai == HARI - timedelta(days=1) and hasil.baru[0].mulai == HARI
    assert hasil.baru[0].pendahulu == hasil.lama[0] and hasil.pindahan == ["2 langkah"]
    assert dipindah[0].kepada == penerima
    assert Jejak.objects.get(peristiwa="akun.tugas.diserahterimakan").rincian["pindahan"] == ["2 langkah"]


def test_hand_over_is_all_or_nothing(petugas_kelurahan, petugas_kota, monkeypatch):
    """UMU-01: when an app refuses to move its work, no assignment changes."""

    def refuse(serahan, *, oleh):
        raise AturanDilanggar("Masih ada langkah diajukan.", aturan="UJI-1")

    monkeypatch.setattr(serah_terima, "_isi", {"uji": refuse})
    penerima = PenggunaFactory()

    with pytest.raises(AturanDilanggar):
        actions.hand_over(
            petugas_kelurahan, penerima, kode_wilayah=KELURAHAN, tanggal=HARI, alasan="Cuti", oleh=petugas_kota
        )

    assert petugas_kelurahan.penugasan.get().selesai is None and not penerima.penugasan.exists()


def test_create_officer(petugas_kota, petugas_kelurahan):
    """AKN-07, AKN-11: a superior makes the account; a taken name is refused in words; the code opens it."""
    isi = {"nama": "Rina Relawan", "peran": "relawan", "kode_wilayah": KELURAHAN}
    with pytest.raises(TidakBerwenang):
        actions.create_officer(username="rina", oleh=petugas_kelurahan, **isi)
    with pytest.raises(IsianSalah) as galat:
        actions.create_officer(username="FASKEL", oleh=petugas_kota, **isi)
    assert "sudah dipakai" in galat.value.galat["username"][0]
    assert not Pengguna.objects.filter(nama="Rina Relawan").exists()

    baru = actions.create_officer(username="Rina", oleh=petugas_kota, **isi)

    assert baru.pengguna.username == "rina" and not baru.pengguna.has_usable_password()
    actions.redeem_code(username="rina", kode=baru.kode, sandi="empat kata yang panjang")
    assert fresh(baru.pengguna).check_password("empat kata yang panjang")
    assert not fresh(baru.pengguna).harus_ganti_sandi


def test_only_superiors_manage_an_account(petugas_kelurahan, petugas_kota, petugas_kota_lain):
    """AKN-11: a reset or closing is a superior's act in every role the person holds, never one's own or a peer's."""
    kmw = officer("kmw", "kmw", "32")
    for oleh, orang in (
        (petugas_kota_lain, petugas_kelurahan),
        (petugas_kelurahan, petugas_kota),
        (petugas_kota, petugas_kota),
        (petugas_kota, kmw),
    ):
        with pytest.raises(TidakBerwenang):
            actions.issue_reset_code(orang, oleh=oleh)
        with pytest.raises(TidakBerwenang):
            actions.deactivate_pengguna(orang, alasan="coba", oleh=oleh)

    actions.issue_reset_code(petugas_kota, oleh=kmw)
    actions.deactivate_pengguna(petugas_kelurahan, alasan="Kontrak berakhir", oleh=petugas_kota)
    assert actions.reactivate_pengguna(fresh(petugas_kelurahan), oleh=petugas_kota).is_active


def test_reset_may_remove_a_lost_second_factor(petugas_kelurahan, petugas_kota):
    """AKN-08: who lost the phone gets in again through the superior, and only when the superior says so."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(petugas_kelurahan, "JBSWY3DPEHPK3PXP")
    actions.issue_reset_code(petugas_kelurahan, oleh=petugas_kota)
    assert Authenticator.objects.filter(user=petugas_kelurahan).exists()

    actions.issue_reset_code(petugas_kelurahan, lepas_totp=True, oleh=petugas_kota)
    assert not Authenticator.objects.filter(user=petugas_kelurahan).exists()


def test_profile_is_changed_by_its_owner(petugas_kelurahan, petugas_kota):
    """AKN-19: own name, phone, e-mail, language and nothing else; the trail names fields, not values."""
    with pytest.raises(TidakBerwenang):
        actions.update_profile(petugas_kelurahan, nama="Lain", oleh=petugas_kota)
    with pytest.raises(IsianSalah):
        actions.update_profile(petugas_kelurahan, nama="", oleh=petugas_kelurahan)

    hasil = actions.update_profile(petugas_kelurahan, email="Fitri@Contoh.ID", telepon="0812", oleh=petugas_kelurahan)

    assert (hasil.email, hasil.nama) == ("fitri@contoh.id", "Fitri Faskel")
    assert Jejak.objects.get(peristiwa="akun.profil.diubah").rincian == {"bidang": ["email", "telepon"]}
    baris = AuditBaris.objects.filter(tabel="akun_pengguna", operasi="UPDATE").latest("id")
    assert "fitri" not in str(baris.baru) and "0812" not in str(baris.baru)


def test_buat_admin(db, capsys):
    """AKN-11: the first admin is made on the server, once, with a password that must be changed."""
    call_command("buat_admin")
    sandi = capsys.readouterr().out.split("Sandi sementara: ")[1].split()[0]

    admin = Pengguna.objects.get(username="admin")
    assert admin.check_password(sandi) and admin.harus_ganti_sandi
    assert admin.may("akun.kelola_penugasan", kode=KELURAHAN) and not admin.may("siklus.catat_langkah")
    call_command("buat_admin")
    assert "Tidak ada yang dibuat" in capsys.readouterr().out and Pengguna.objects.count() == 1
    with pytest.raises(TidakBerwenang):
        actions.make_admin(username="lain", nama="Lain", oleh=admin)
    with pytest.raises(TidakBerwenang):
        actions.grant_penugasan(PenggunaFactory(), peran="admin", oleh=admin)


def test_token_is_stored_as_fingerprint(petugas_kelurahan, petugas_kota_lain):
    """AKN-13: the secret is nowhere in the database; the owner (or a superior) revokes it."""
    rahasia, token = actions.issue_token(petugas_kelurahan, nama="aplikasi lapangan", oleh=petugas_kelurahan)
    assert rahasia.startswith("p2kp_") and rahasia not in str(TokenAkses.objects.values())
    assert token.is_valid() and not token.is_valid(saat=timezone.now() + timedelta(days=8))
    with pytest.raises(TidakBerwenang):
        actions.revoke_token(token, oleh=petugas_kota_lain)

    actions.revoke_token(token, oleh=petugas_kelurahan)
    assert not TokenAkses.objects.get(pk=token.pk).is_valid()


def test_system_may_give_every_role(register):
    """AKN-11: commands act as the system and may give any role, at its level."""
    tugas = actions.grant_penugasan(PenggunaFactory(), peran="kmw", kode_wilayah="32", oleh=SISTEM)

    assert tugas.ditugaskan_oleh_nama == "Sistem"
