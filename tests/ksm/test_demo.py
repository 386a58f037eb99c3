"""Logins of the demo bear the names that the registers of its BKM and KSM know."""

from __future__ import annotations

import pytest

from akun import demo as demo_akun
from akun.models import Pengguna
from bkm.demo_lembaga import recorded_name
from bkm.models import PengawasUPK, PetugasSekretariat, PetugasUP
from bkm.queries import koordinator
from ksm.demo import officer_of
from tests.conftest import KELURAHAN, KELURAHAN_LAIN
from tests.factories.bkm_lembaga import staffed
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory
from tests.factories.wilayah import BadanFactory

pytestmark = pytest.mark.django_db


def test_logins_are_the_recorded_officers(register, monkeypatch):
    """UMU-34: kasir, pembuku, manajer, UPL, UPS, Pengawas, sekretaris, koordinator and treasurer are one person in login and register."""
    monkeypatch.setenv("P2KP_DEMO_PASSWORD", "sandi-contoh-peramban")
    monkeypatch.setattr(demo_akun, "KAYA", KELURAHAN)
    badan = staffed().bkm.badan
    ksm = KSMFactory()
    AnggotaKSMFactory(ksm=ksm, nama="Cucu Cahyati", jabatan="bendahara")
    kedua = KSMFactory()
    AnggotaKSMFactory(ksm=kedua, nama="Deden Darmawan", jabatan="bendahara")

    demo_akun.load_bodies(lambda _teks: None, officer_of)

    nama = dict(Pengguna.objects.values_list("username", "nama"))
    petugas = dict(PetugasUP.objects.filter(unit__jenis="upk").values_list("jabatan", "nama"))
    assert {"upk": petugas["manajer"], "kasir": petugas["kasir"], "pembuku": petugas["pembuku"]}.items() <= nama.items()
    assert PengawasUPK.objects.filter(bkm__badan=badan, nama=nama["pengawas"], status="aktif").exists()
    assert nama["sekretaris"] == PetugasSekretariat.objects.get(jabatan="sekretaris").nama
    assert nama["bkm"] == koordinator(KELURAHAN).nama and nama["ksm"] == "Cucu Cahyati"
    assert {u: nama[u] for u in ("upl", "ups")} == {
        p.unit.jenis: p.nama for p in PetugasUP.objects.filter(unit__jenis__in=["upl", "ups"]).select_related("unit")
    }
    karya = Pengguna.objects.get(username="ksm.karya")
    assert karya.nama == "Deden Darmawan" and [p.badan for p in karya.penugasan.all()] == [kedua.badan]


def test_login_of_an_empty_office_is_invented(register, monkeypatch):
    """UMU-34: where a BKM recorded nobody, the demo invents a person, and a role outside it has no office."""
    monkeypatch.setenv("P2KP_DEMO_PASSWORD", "sandi-contoh-peramban")
    badan = BadanFactory(wilayah_id=KELURAHAN_LAIN)

    demo_akun.load_upk_nyata(badan, recorded_name)

    assert {recorded_name(p, badan) for p in ("kasir_upk", "pengawas_upk", "koordinator_bkm", "lurah")} == {""}
    assert all(Pengguna.objects.filter(username__endswith=".nyata").values_list("nama", flat=True))
