"""The rules of proposals in the database: tried by breaking them with raw SQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ksm.models import BAPPUK, BarisBAPPUK, BarisRAB, Perjanjian, Usulan
from tests.conftest import KELURAHAN_TETANGGA
from tests.factories import usulan as pabrik
from tests.factories.ksm import KSMFactory
from tests.factories.ps2 import KeluargaFactory, place
from tests.helpers import check_deferred

pytestmark = pytest.mark.django_db
RAPAT = "UPDATE ksm_usulan SET status = %s WHERE id = %s"


def refused(perintah: str, *isi: Any, oleh: str = "", akhir: bool = False) -> None:
    """The statement is refused by the constraint (or trigger sentence) named; `akhir`: when the transaction ends."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        with connection.cursor() as kursor:
            kursor.execute(perintah, isi)
        if akhir:
            check_deferred()
    diag = getattr(getattr(galat.value.__cause__, "diag", None), "constraint_name", "") or ""
    assert oleh in str(galat.value) or oleh == diag


@pytest.fixture
def lengkap(kelompok: Any, renta: Any) -> Usulan:
    """A draft with everything."""
    return pabrik.filled(kelompok, renta)


@pytest.fixture
def layak(lengkap: Usulan) -> Usulan:
    """Found feasible."""
    u = pabrik.judged(pabrik.submitted(lengkap))
    check_deferred()
    return u


def test_everything_lies_in_its_kelurahan(lengkap):
    """USL-01: the proposal and what hangs on it stay in the area of group and line."""
    refused("UPDATE ksm_usulan SET kode_wilayah = %s WHERE id = %s", KELURAHAN_TETANGGA, lengkap.pk, oleh="sewilayah")
    baris = BarisRAB.objects.first()
    refused("UPDATE ksm_barisrab SET kode_wilayah = %s WHERE id = %s", KELURAHAN_TETANGGA, baris.pk, oleh="sewilayah")
    rt = place(KELURAHAN_TETANGGA)
    refused("UPDATE ksm_usulan SET basis_id = %s WHERE id = %s", rt.pk, lengkap.pk, oleh="usulan_basis_sewilayah")


def test_kind_unit_and_nature_belong_together(lengkap):
    """USL-01: works are judged by UPL, loans by UPK; social aid is by name and says its nature."""
    refused("UPDATE ksm_usulan SET unit = 'upk' WHERE id = %s", lengkap.pk, oleh="usulan_unit_menurut_jenis")
    refused("UPDATE ksm_usulan SET sifat = 'sekali' WHERE id = %s", lengkap.pk, oleh="usulan_sifat_sosial")
    refused("UPDATE ksm_usulan SET jenis = 'sosial', unit = 'ups', sifat = 'sekali' WHERE id = %s", lengkap.pk,
            oleh="usulan_sosial_ekonomi_bernama")  # fmt: skip
    refused("UPDATE ksm_usulan SET volume = 0 WHERE id = %s", lengkap.pk, oleh="usulan_volume_positif")


def test_a_proposal_stays(lengkap, renta):
    """USL-02, USL-15: never deleted, never moved to another group, year or number."""
    lain = KSMFactory()
    refused("DELETE FROM ksm_usulan WHERE id = %s", lengkap.pk, oleh="tidak dapat dihapus")
    refused("UPDATE ksm_usulan SET ksm_id = %s WHERE id = %s", lain.pk, lengkap.pk, oleh="tetap")
    refused("UPDATE ksm_usulan SET nomor = 9 WHERE id = %s", lengkap.pk, oleh="tetap")


def test_handed_in_content_is_closed(lengkap):
    """USL-02, USL-03: neither the proposal nor its lines."""
    pabrik.submitted(lengkap)
    refused("UPDATE ksm_usulan SET judul = 'x' WHERE id = %s", lengkap.pk, oleh="usulan_terkunci")
    refused("UPDATE ksm_barisrab SET uraian = 'x' WHERE usulan_id = %s", lengkap.pk, oleh="usulan_terkunci")
    refused("DELETE FROM ksm_janjiswadaya WHERE usulan_id = %s", lengkap.pk, oleh="usulan_terkunci")
    refused("DELETE FROM ksm_pemanfaatusulan WHERE usulan_id = %s", lengkap.pk, oleh="usulan_terkunci")


def test_lines_stay_in_their_rab(lengkap):
    """USL-03: a line is not moved to another RAB; figures are positive, shares not negative."""
    baris = BarisRAB.objects.order_by("urut").first()
    refused("UPDATE ksm_barisrab SET ke = 1 WHERE id = %s", baris.pk, oleh="tidak dapat dipindah")
    refused("UPDATE ksm_barisrab SET volume = 0 WHERE id = %s", baris.pk, oleh="baris_rab_positif")
    refused("UPDATE ksm_barisrab SET blm = -1 WHERE id = %s", baris.pk, oleh="baris_rab_bagian_tidak_negatif")
    refused("UPDATE ksm_barisrab SET urut = 2 WHERE id = %s", baris.pk, oleh="baris_rab_urut")


@pytest.mark.parametrize(
    ("rusak", "oleh"),
    [
        ("UPDATE ksm_barisrab SET blm = blm - 1 WHERE usulan_id = %s AND urut = 1", "usulan_rab_seimbang"),
        ("DELETE FROM ksm_janjiswadaya WHERE usulan_id = %s", "usulan_swadaya_sama"),
        ("DELETE FROM ksm_pemanfaatusulan WHERE usulan_id = %s", "usulan_berpemanfaat"),
        ("DELETE FROM ksm_barisrab WHERE usulan_id = %s AND urut = 1", "usulan_ber_rab"),
        ("UPDATE ksm_usulan SET lahan = '' WHERE id = %s", "usulan_prasarana_berlahan_berpemelihara"),
    ],
)
def test_submission_adds_up(lengkap, rusak, oleh):
    """USL-04: an unbalanced RAB, other promises, nobody who benefits, no land: not handed in."""
    with connection.cursor() as kursor:
        kursor.execute(rusak, [lengkap.pk])
    refused("UPDATE ksm_usulan SET status = 'diajukan', diajukan = current_date WHERE id = %s", lengkap.pk, oleh=oleh)


def test_submission_is_dated(lengkap):
    """USL-04: with the day on the paper."""
    refused("UPDATE ksm_usulan SET status = 'diajukan' WHERE id = %s", lengkap.pk, oleh="usulan_diajukan_bertanggal")


def test_names_are_on_ps2(kelompok, renta):
    """USL-05: by name only households of PS-2; works by RT name nobody."""
    k = KeluargaFactory()
    u = pabrik.started(kelompok, renta, bidang="sosial")
    isi = (
        "INSERT INTO ksm_pemanfaatusulan (id, versi, dibuat_pada, diubah_pada, dibuat_oleh_nama, usulan_id, kode_wilayah, ke, "
        "urut, keluarga_id, penerima) SELECT gen_random_uuid(), 1, now(), now(), '', %s, %s, 0, 1, %s, 'x'"
    )
    refused(isi, u.pk, u.wilayah_id, k.pk, oleh="pemanfaat_pada_ps2")
    jalan = pabrik.started(kelompok, renta)
    refused(isi, jalan.pk, jalan.wilayah_id, k.pk, oleh="pemanfaat_menurut_usulan")


def test_each_step_stands_on_its_paper(lengkap):
    """USL-06, USL-07, USL-09: feasible by a checklist, approved by a BAPPUK, under contract by an agreement."""
    pabrik.submitted(lengkap)
    refused(RAPAT, "verifikasi_up", lengkap.pk, oleh="usulan_layak_berdasar", akhir=True)
    pabrik.judged(lengkap)
    check_deferred()
    refused(RAPAT, "rapat_bkm", lengkap.pk, oleh="usulan_disetujui_bappuk", akhir=True)


ISI_PERJANJIAN = (
    "INSERT INTO ksm_perjanjian (id, versi, dibuat_pada, diubah_pada, dibuat_oleh_nama, usulan_id, kode_wilayah, status, "
    "alasan_batal, nomor, judul, tanggal, mulai, selesai, blm, swadaya, lain, pihak_bkm, pihak_ksm, saksi) SELECT "
    "gen_random_uuid(), 1, now(), now(), '', %s, %s, 'sah', '', '1', 'SP', current_date, current_date, current_date, %s, "
    "2000000, 0, 'A', 'B', ''"
)


def test_contract_needs_its_agreement(layak, rapat):
    """USL-09: not without the agreement, which repeats the RAB."""
    u = pabrik.approved(layak, rapat)
    check_deferred()
    refused(RAPAT, "kontrak", u.pk, oleh="usulan_berperjanjian", akhir=True)
    refused(ISI_PERJANJIAN, u.pk, u.wilayah_id, 6_000_000, oleh="perjanjian_seperti_rab")


def test_agreement_stays_within_the_decision(layak, renta, rapat):
    """USL-09: no more BLM than the meeting approved, and none before it."""
    from inti.pelaku import SISTEM
    from ksm import actions

    refused(ISI_PERJANJIAN, layak.pk, layak.wilayah_id, 7_000_000, oleh="perjanjian_sebatas_putusan")
    b = actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)
    with connection.cursor() as kursor:  # a decision for less, as a careless import could leave it
        kursor.execute("UPDATE ksm_barisbappuk SET disetujui = 5000000")
        kursor.execute("UPDATE ksm_bappuk SET status = 'ditetapkan', tersedia = 5000000 WHERE id = %s", [b.pk])
    refused(ISI_PERJANJIAN, layak.pk, layak.wilayah_id, 7_000_000, oleh="perjanjian_sebatas_putusan")


def test_meeting_divides_no_more_than_is_left(layak, renta, rapat):
    """USL-07: the sum is checked once more; determined rows stay; nothing is deleted."""
    from inti.pelaku import SISTEM
    from ksm import actions

    b = actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat)
    refused("UPDATE ksm_bappuk SET status = 'ditetapkan', tersedia = 1 WHERE id = %s", b.pk, oleh="bappuk_sebatas_dana")
    refused("UPDATE ksm_bappuk SET status = 'ditetapkan' WHERE id = %s", b.pk, oleh="bappuk_ditetapkan_berdana")
    refused("DELETE FROM ksm_bappuk WHERE id = %s", b.pk, oleh="tidak dapat dihapus")
    refused("UPDATE ksm_barisbappuk SET putusan = 'ditolak', disetujui = 0 WHERE bappuk_id = %s", b.pk,
            oleh="bappuk_putusan_lengkap")  # fmt: skip
    with pabrik.money():
        actions.determine_bappuk(b, oleh=SISTEM)
    check_deferred()
    refused("UPDATE ksm_barisbappuk SET alasan = 'x' WHERE bappuk_id = %s", b.pk, oleh="bappuk_terkunci")
    refused("UPDATE ksm_bappuk SET tersedia = tersedia + 1 WHERE id = %s", b.pk, oleh="tidak berubah")
    assert BAPPUK.objects.get().status == "ditetapkan" and BarisBAPPUK.objects.count() == 1


def test_states_follow_the_graph(lengkap):
    """UMU-30: no state is skipped, however the row is written."""
    refused(RAPAT, "kontrak", lengkap.pk, oleh="")
    assert not Perjanjian.objects.exists()
