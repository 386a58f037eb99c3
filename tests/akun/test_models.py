"""Assignments: rules the database holds, and what a person may do by them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from akun.models import Penugasan
from inti.pelaku import Cakupan
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA, KOTA
from tests.factories.akun import PenggunaFactory, PenugasanFactory, officer
from tests.helpers import fresh
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
IZIN = "siklus.lihat_siklus"


def refused(nama: str, **isi) -> None:
    with pytest.raises(DatabaseError, match=nama), transaction.atomic():
        PenugasanFactory(**isi)


def test_assignment_gives_scope(petugas_kelurahan, petugas_kota, petugas_tanpa_tugas):
    """AKN-10: rights come from a running assignment, inside its area only; without one nobody sees anything."""
    assert petugas_kelurahan.cakupan(IZIN) == (Cakupan(KELURAHAN),)
    assert petugas_kelurahan.may(IZIN, kode=KELURAHAN)
    assert not petugas_kelurahan.may(IZIN, kode=KELURAHAN_TETANGGA)
    assert petugas_kota.may(IZIN, kode=KELURAHAN_TETANGGA)
    assert not petugas_kota.may(IZIN, kode="32.77")
    assert not petugas_kota.may(IZIN, kode="32")
    assert petugas_tanpa_tugas.cakupan(IZIN) == ()
    assert not petugas_tanpa_tugas.may(IZIN)


def test_scope_prefix_is_a_whole_level(register):
    """UMU-11: 32.7 is no area, and a code that merely begins alike is not covered."""
    assert not Cakupan("32.73").covers("32.731")
    assert Cakupan("32.73").covers("32.73")
    assert Cakupan("").covers("11")


def test_assignments_are_read_once(petugas_kota, django_assert_num_queries):
    """AKN-10: any number of questions costs one query per request."""
    orang = fresh(petugas_kota)

    with django_assert_num_queries(1):
        for izin in ("siklus.lihat_siklus", "wilayah.lihat_basis", "tidak.ada"):
            orang.may(izin, kode=KOTA)
        orang.label_peran, orang.wajib_totp, orang.wilayah_codes()  # noqa: B018


@pytest.mark.parametrize(
    ("mulai", "selesai", "berjalan"),
    [(-10, None, True), (0, None, True), (2, None, False), (-10, 0, True), (-10, -1, False)],
)
def test_assignment_runs_between_its_dates(register, mulai, selesai, berjalan):
    """AKN-21: both days included; one that is over, or has not begun, gives no right but stays as a row."""
    hari = today_in("")
    orang = PenggunaFactory()
    PenugasanFactory(
        pengguna=orang,
        mulai=hari + timedelta(days=mulai),
        selesai=None if selesai is None else hari + timedelta(days=selesai),
    )

    assert orang.may(IZIN, kode=KELURAHAN) is berjalan
    assert Penugasan.objects.filter(pengguna=orang).exists()


def test_inactive_person_may_nothing(petugas_kota):
    """AKN-06: a disabled account keeps its assignments but has no right."""
    petugas_kota.is_active = False

    assert petugas_kota.cakupan(IZIN) == ()


@pytest.mark.parametrize(
    ("peran", "kode"),
    [
        ("korkot", KELURAHAN),
        ("faskel_cd", KOTA),
        ("pmu", "32"),
        ("kmw", KOTA),
        ("sekretaris_bkm", KELURAHAN),
        ("tidak_ada", KOTA),
    ],
)
def test_role_at_wrong_level_is_refused(register, peran, kode):
    """AKN-10: the database refuses a role at a level that its class does not name."""
    refused("penugasan_peran_sesuai_tingkat", peran=peran, wilayah_id=kode)


def test_dates_and_self_assignment_are_refused(register):
    """AKN-11, AKN-17: end before start, an auditor without an end, and an assignment given to oneself."""
    hari = today_in("")
    orang = PenggunaFactory()

    refused("penugasan_selesai_sesudah_mulai", mulai=hari, selesai=hari - timedelta(days=1))
    refused("penugasan_auditor_berbatas_waktu", peran="auditor", wilayah_id=KOTA)
    refused("penugasan_bukan_diri_sendiri", pengguna=orang, ditugaskan_oleh_id=orang.pk)


def test_same_assignment_twice_is_refused(petugas_kelurahan):
    """AKN-10: one person holds one role in one place once at a time; after the end a new one may begin."""
    hari = today_in("")
    lama = petugas_kelurahan.penugasan.get()
    refused("Penugasan yang sama", pengguna=petugas_kelurahan, mulai=hari)

    lama.selesai = hari
    lama.save()
    refused("Penugasan yang sama", pengguna=petugas_kelurahan, mulai=hari)
    PenugasanFactory(pengguna=petugas_kelurahan, mulai=hari + timedelta(days=1))


def test_assignment_is_never_deleted(petugas_kelurahan):
    """AKN-21: history stays, also against raw deletion."""
    with pytest.raises(DatabaseError, match="tidak boleh"), transaction.atomic():
        petugas_kelurahan.penugasan.all().delete()


def test_username_and_email_are_unique_without_case(db):
    """AKN-01: one login name, one e-mail, whatever the capitals."""
    PenggunaFactory(username="Siti", email="siti@contoh.id")
    for isi in ({"username": "SITI"}, {"email": "Siti@Contoh.id"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PenggunaFactory(**isi)


def test_body_bound_role_sees_own_body_only(register):
    """AKN-10: a secretary is bound to the own body; another body of the same kelurahan is out of reach."""
    from wilayah.models import Badan

    sendiri = Badan.objects.create(wilayah_id=KELURAHAN, jenis="bkm", nama="BKM Sejahtera")
    lain = Badan.objects.create(wilayah_id=KELURAHAN, jenis="ksm", nama="KSM Mawar")
    sekretaris = officer("sekretaris", "sekretaris_bkm", KELURAHAN, badan=sendiri)

    assert sekretaris.may("wilayah.ubah_badan", sendiri)
    assert not sekretaris.may("wilayah.ubah_badan", lain)
    assert sekretaris.may(IZIN, kode=KELURAHAN)
    refused("Wilayah penugasan", peran="sekretaris_bkm", badan=sendiri, wilayah_id=KELURAHAN_TETANGGA)
