"""The grant up to its agreement: pagu by decree, shares and tranches that make the whole, in actions and in the database."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak
from keuangan import actions
from keuangan.hitung.blm import share_out, tranches
from keuangan.kertas_blm import BAWAAN, Kertas, papers_for
from keuangan.models import SPPB, DanaTahap, PaguBLM, PorsiSPPB, RekeningBKM, TahapBLM
from keuangan.parameter_blm import rules_for
from tests.conftest import KELURAHAN, KELURAHAN_LAIN, KELURAHAN_TETANGGA
from tests.factories.akun import officer
from tests.factories.blm import (
    PORSI,
    SK,
    TAHUN,
    TANDA,
    allotted,
    body,
    composed,
    drafted,
    photo,
    ratified,
    set_plan,
    signed,
)
from tests.factories.wilayah import ParameterFactory
from tests.helpers import check_deferred
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
JUTA = 1_000_000
PAGU = {"tahun_anggaran": TAHUN, "sumber": "apbn", **SK}


@pytest.fixture
def sekretaris(register: Any) -> Any:
    """Secretary of the BKM."""
    return officer("sekretaris", "sekretaris_bkm", KELURAHAN, badan=body().badan, nama="Wiwin Sekretaris")


@contextmanager
def refused(aturan: str) -> Any:
    """The named constraint of the database says no."""
    with pytest.raises(DatabaseError) as galat, transaction.atomic():
        yield
    asal = galat.value.__cause__
    nama = getattr(getattr(asal, "diag", None), "constraint_name", None) or str(galat.value)
    assert re.search(aturan, nama), nama


def change(sql: str, *isi: Any) -> None:
    """Past every action, as the owner of the hands that bypass them."""
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(sql, isi)
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET CONSTRAINTS ALL DEFERRED")


# -- worked examples: what two desa wrote into their agreement of 2007 -------------------------------------------------


@pytest.mark.parametrize(
    ("porsi", "rupiah"),
    [
        ({"lingkungan": 70, "ekonomi": 18, "sosial": 9, "bop": 3}, [175 * JUTA, 45 * JUTA, 22_500_000, 7_500_000]),
        ({"lingkungan": 80, "ekonomi": 8, "sosial": 7, "bop": 5}, [200 * JUTA, 20 * JUTA, 17_500_000, 12_500_000]),
    ],
    ids=["Blorok", "Brangsong"],
)
def test_shares_of_two_desa(register, porsi, rupiah):
    """BLM-06, BLM-10: shares of a grant of Rp 250 million in exact rupiah; swadaya with both denominators."""
    sppb = drafted(porsi=porsi, swadaya=75 * JUTA, apbn=250 * JUTA)

    check_deferred()
    milik = {p.bidang: int(p.jumlah) for p in sppb.porsi.all()}
    assert milik == dict(zip(porsi, rupiah, strict=True)) and sum(milik.values()) == 250 * JUTA
    assert (sppb.swadaya_per_blm, sppb.swadaya_per_total) == (Decimal("30.0"), Decimal("23.1"))


def test_parts_make_the_whole():
    """BLM-06, BLM-12: odd rupiah are not lost: rounded down, the last takes the rest; per source and in all."""
    persen = [Decimal("33.3333"), Decimal("33.3333"), Decimal("33.3334")]

    assert share_out(Decimal(100), persen) == [33, 33, 34]
    bagian = tranches(
        {"apbn": Decimal(249_999_999), "apbd": Decimal(50_000_001)}, [Decimal(30), Decimal(50), Decimal(20)]
    )
    assert [sum(b[s] for b in bagian) for s in ("apbn", "apbd")] == [249_999_999, 50_000_001]
    with pytest.raises(ValueError, match="seratus"):
        share_out(Decimal(100), [Decimal(60), Decimal(30)])


# -- pagu --------------------------------------------------------------------------------------------------------------


def test_pagu_is_entered_and_replaced(register, petugas_kota, petugas_kota_lain, petugas_kelurahan):
    """BLM-01, BLM-03: by decree, in scope, a correction names the old row and why; the old row stays."""
    pagu = actions.enter_pagu(KELURAHAN, oleh=petugas_kota, jumlah=250 * JUTA, **PAGU)
    assert actions.enter_pagu(KELURAHAN, oleh=petugas_kota, jumlah=250 * JUTA, **PAGU) == pagu
    with pytest.raises(Wilayah.DoesNotExist):
        actions.enter_pagu(KELURAHAN, oleh=petugas_kota_lain, jumlah=1, **PAGU)
    with pytest.raises(TidakBerwenang):
        actions.enter_pagu(KELURAHAN, oleh=petugas_kelurahan, jumlah=1, **PAGU)
    with pytest.raises(IsianSalah) as tanpa:
        actions.enter_pagu(KELURAHAN, oleh=petugas_kota, jumlah=240 * JUTA, **PAGU)
    assert "alasan" in tanpa.value.galat

    baru = actions.enter_pagu(KELURAHAN, oleh=petugas_kota, jumlah=240 * JUTA, alasan="Revisi DIPA", **PAGU)

    check_deferred()
    lama = PaguBLM.objects.get(pk=pagu.pk)
    assert (lama.status, lama.jumlah, baru.menggantikan_id) == ("diganti", 250 * JUTA, pagu.pk)
    assert PaguBLM.objects.get(status="berlaku") == baru


@pytest.mark.parametrize("jumlah", [0, -5, "1000.50", "banyak"])
def test_pagu_is_whole_rupiah(register, petugas_kota, jumlah):
    """BLM-01: nothing, less than nothing, cents and words are refused beside the field."""
    with pytest.raises(IsianSalah) as galat:
        actions.enter_pagu(KELURAHAN, oleh=petugas_kota, jumlah=jumlah, **PAGU)
    assert set(galat.value.galat) == {"jumlah"}


def test_database_keeps_the_pagu(register):
    """BLM-01, BLM-03: no second one that counts, no other amount, no deleting, no replacement without its successor."""
    (pagu,) = allotted()
    tabel = "keuangan_pagublm"
    with refused("pagu_blm_tetap"):
        change(f"UPDATE {tabel} SET jumlah = jumlah + 1")
    with refused("pagu_blm_tetap"):
        change(f"DELETE FROM {tabel}")
    with refused("pagu_blm_berpengganti"):
        change(f"UPDATE {tabel} SET status = 'diganti'")
    with refused("pagu_blm_satu_berlaku"), transaction.atomic():
        PaguBLM(
            wilayah_id=KELURAHAN,
            tahun_anggaran=TAHUN,
            sumber="apbn",
            jumlah=1,
            dibuat_oleh_id=pagu.dibuat_oleh_id,
            **SK,
        ).save(force_insert=True)
    with refused("pagu_blm_kelurahan"), transaction.atomic():
        PaguBLM(
            wilayah_id="32.73", tahun_anggaran=TAHUN, sumber="apbn", jumlah=1, dibuat_oleh_id=pagu.dibuat_oleh_id, **SK
        ).save(force_insert=True)
    assert PaguBLM.objects.get() == pagu


def test_pagu_under_an_agreement_stays(register, petugas_kota):
    """BLM-03: an allocation in a living agreement is neither replaced nor taken back; afterwards it may."""
    sppb = drafted()
    pagu = PaguBLM.objects.get()
    with pytest.raises(AturanDilanggar) as galat:
        actions.replace_pagu(pagu, oleh=petugas_kota, jumlah=1, alasan="Salah", **SK)
    assert galat.value.aturan == "BLM-03"
    with pytest.raises(GerbangTertutup):
        actions.cancel_pagu(pagu, oleh=petugas_kota, alasan="Salah")
    with refused("pagu_blm_dipakai_sppb"):
        change("UPDATE keuangan_pagublm SET status = 'batal', alasan_batal = 'x'")
    sekretaris = officer("s", "sekretaris_bkm", KELURAHAN, badan=sppb.bkm.badan)
    actions.cancel_sppb(sppb, oleh=sekretaris, alasan="Pagu diganti")
    assert actions.cancel_pagu(pagu, oleh=petugas_kota, alasan="Salah").status == "batal"


# -- agreement ---------------------------------------------------------------------------------------------------------


def test_two_sources_one_agreement(sekretaris):
    """BLM-05, BLM-11, BLM-12: the pagu of every source whole; tranches as the Korkot set them, per source in whole rupiah."""
    allotted(apbn=150 * JUTA, apbd=50_000_001)
    set_plan((30, 50, 20))
    ParameterFactory(
        kode="blm.jumlah_termin", nilai=3, jenis="jumlah", wilayah_id="32.73", berlaku_mulai=date(TAHUN, 1, 1)
    )
    sppb = actions.draft_sppb(body(), oleh=sekretaris, tahun_anggaran=TAHUN, porsi=PORSI)

    check_deferred()
    assert (sppb.jumlah, sppb.jumlah_tahap) == (200_000_001, 3)
    dana = {(d.tahap.ke, d.sumber): int(d.jumlah) for d in DanaTahap.objects.select_related("tahap")}
    assert dana == {
        (1, "apbn"): 45 * JUTA, (2, "apbn"): 75 * JUTA, (3, "apbn"): 30 * JUTA,
        (1, "apbd"): 15_000_000, (2, "apbd"): 25_000_000, (3, "apbd"): 10_000_001,
    }  # fmt: skip
    assert [int(t.jumlah) for t in sppb.tahap.all()] == [60 * JUTA, 100 * JUTA, 40_000_001]


@pytest.mark.parametrize("porsi", [{**PORSI, "bop": "2"}, {**PORSI, "bop": "4"}, {}])
def test_shares_not_a_hundred(sekretaris, porsi):
    """BLM-06: anything but a hundred is refused."""
    allotted(), set_plan()
    with pytest.raises(AturanDilanggar) as galat:
        actions.draft_sppb(body(), oleh=sekretaris, tahun_anggaran=TAHUN, porsi=porsi)
    assert galat.value.aturan == "BLM-06"


def test_percentages_in_the_database(register):
    """BLM-06, BLM-12: shares and tranches that do not make the whole are refused at commit, whoever writes them."""
    drafted()
    check_deferred()
    for sql, aturan in (
        ("UPDATE keuangan_porsisppb SET persen = persen - 1 WHERE bidang = 'bop'", "porsi_sppb_seratus"),
        ("DELETE FROM keuangan_porsisppb WHERE bidang = 'bop'", "porsi_sppb_seratus"),
        ("UPDATE keuangan_porsisppb SET jumlah = jumlah + 1 WHERE bidang = 'bop'", "porsi_sppb_genap"),
        ("UPDATE keuangan_porsisppb SET jumlah = jumlah + CASE bidang WHEN 'bop' THEN 1000 WHEN 'sosial' THEN -1000 ELSE 0 END",
         "porsi_sppb_genap"),
        ("UPDATE keuangan_tahapblm SET persen = persen - 1 WHERE ke = 2", "tahap_blm_seratus"),
        ("UPDATE keuangan_tahapblm SET jumlah = jumlah + 1 WHERE ke = 2", "tahap_blm_genap"),
        ("UPDATE keuangan_danatahap SET jumlah = jumlah + 1", "tahap_blm_genap"),
        ("UPDATE keuangan_sppb SET jumlah = jumlah + 1", "sppb_jumlah_pagu"),
        ("UPDATE keuangan_pagusppb SET jumlah = jumlah + 1", "pagu_sppb_seperti_pagunya"),
    ):  # fmt: skip
        with refused(aturan):
            change(sql)


@pytest.mark.parametrize(
    ("persen", "tahun"), [((60, 30), TAHUN), ((60, 50), TAHUN), ((60, 40), TAHUN - 1), ((100, 0), TAHUN)]
)
def test_tranches_are_set_each_year_to_a_hundred(sekretaris, persen, tahun):
    """BLM-11: last year's plan is not this year's; a plan that is not a hundred divides nothing."""
    allotted()
    set_plan(persen, tahun=tahun)
    with pytest.raises(AturanDilanggar) as galat:
        actions.draft_sppb(body(), oleh=sekretaris, tahun_anggaran=TAHUN, porsi=PORSI)
    assert galat.value.aturan == "BLM-11" and not SPPB.objects.exists()


def test_number_of_tranches_agrees(sekretaris):
    """BLM-11: as many percentages as tranches."""
    allotted()
    set_plan((60, 40))
    ParameterFactory(kode="blm.jumlah_termin", nilai=3, jenis="jumlah", wilayah_id="32.73")
    with pytest.raises(AturanDilanggar, match="3"):
        rules_for(KELURAHAN, TAHUN).tranche_plan()


def test_signing(sekretaris, petugas_kota):
    """BLM-08, BLM-30: signed with day, number, names and photo, once the plan is ratified; then it never changes."""
    sppb = drafted()
    isi = {"tanggal": date(2026, 3, 2), "berkas": photo(), **TANDA}
    with pytest.raises(GerbangTertutup) as galat:
        actions.sign_sppb(sppb, oleh=sekretaris, **isi)
    assert {k.aturan for k in galat.value.kekurangan if k.menahan} == {"BLM-30"}
    ratified()
    with pytest.raises(TidakBerwenang):
        actions.sign_sppb(sppb, oleh=petugas_kota, **isi)
    with pytest.raises(IsianSalah):
        actions.sign_sppb(sppb, oleh=sekretaris, **{**isi, "nomor": " "})

    sah = actions.sign_sppb(sppb, oleh=sekretaris, **isi)

    assert (sah.status, sah.nomor, sah.koordinator_nama) == ("ditandatangani", TANDA["nomor"], "Dedi Kurnia")
    for sql, aturan in (
        ("UPDATE keuangan_sppb SET nomor = 'x'", "sppb_tetap"),
        ("UPDATE keuangan_sppb SET status = 'draf'", "sppb|transisi"),
        ("UPDATE keuangan_porsisppb SET persen = persen", "sppb_isi_tetap"),
        ("DELETE FROM keuangan_danatahap", "sppb_isi_tetap"),
        ("DELETE FROM keuangan_sppb", "sppb_tetap"),
    ):
        with refused(aturan):
            change(sql)
    with pytest.raises(AturanDilanggar):
        actions.revise_sppb(sah, oleh=sekretaris, porsi=PORSI)
    with pytest.raises(TransisiDitolak):
        actions.sign_sppb(sah, oleh=sekretaris, **isi)


def test_draft_follows_its_pagu(sekretaris, petugas_kota):
    """BLM-05, BLM-08: a source that came later is taken in by drawing the draft up again; until then it is not signed."""
    sppb = drafted(apbn=200 * JUTA)
    ratified()
    allotted(apbd=50 * JUTA)
    isi = {"tanggal": date(2026, 3, 2), "berkas": photo(), **TANDA}
    with pytest.raises(GerbangTertutup) as galat:
        actions.sign_sppb(sppb, oleh=sekretaris, **isi)
    assert {k.aturan for k in galat.value.kekurangan if k.menahan} == {"BLM-05"}

    baru = actions.revise_sppb(sppb, oleh=sekretaris, porsi={**PORSI, "lingkungan": "73", "bop": "0"})

    check_deferred()
    assert baru.jumlah == 250 * JUTA and baru.pagu.count() == 2
    assert set(PorsiSPPB.objects.values_list("bidang", flat=True)) == {"lingkungan", "ekonomi", "sosial"}
    assert TahapBLM.objects.count() == 2 and actions.sign_sppb(baru, oleh=sekretaris, **isi).status == "ditandatangani"


def test_unpublished_pagu_is_a_warning(sekretaris):
    """BLM-02: residents read the allocation first; a reason passes it."""
    body(), set_plan()
    allotted(umum=False)
    sppb = actions.draft_sppb(body(), oleh=sekretaris, tahun_anggaran=TAHUN, porsi=PORSI)
    ratified()
    isi = {"tanggal": date(2026, 3, 2), "berkas": photo(), **TANDA}
    with pytest.raises(GerbangTertutup) as galat:
        actions.sign_sppb(sppb, oleh=sekretaris, **isi)
    assert {(k.aturan, k.mode) for k in galat.value.kekurangan if not k.terpenuhi} == {("BLM-02", "warn")}
    assert actions.sign_sppb(sppb, oleh=sekretaris, alasan="Diumumkan lisan", **isi).status == "ditandatangani"


def test_one_agreement_a_year(sekretaris):
    """BLM-05, BLM-09: a second one waits until the first is cancelled; one with a living file is not cancelled."""
    sppb = signed()
    with pytest.raises(AturanDilanggar, match="sudah punya SPPB"):
        actions.draft_sppb(body(), oleh=sekretaris, tahun_anggaran=TAHUN, porsi=PORSI)
    berkas = composed(sppb)
    with pytest.raises(GerbangTertutup):
        actions.cancel_sppb(sppb, oleh=sekretaris, alasan="Keliru")
    with refused("sppb_berkas_hidup"):
        change("UPDATE keuangan_sppb SET status = 'batal', alasan = 'x'")
    actions.cancel_berkas_pencairan(berkas, oleh=sekretaris, alasan="Keliru")
    assert actions.cancel_sppb(sppb, oleh=sekretaris, alasan="Keliru").status == "batal"
    assert actions.draft_sppb(body(), oleh=sekretaris, tahun_anggaran=TAHUN, porsi=PORSI).pk != sppb.pk


def test_usual_shares_of_the_area(sekretaris):
    """BLM-07: where an area agreed on shares, another division is told and needs its reason."""
    ParameterFactory(
        kode="blm.porsi_tridaya",
        nilai=[60, 10, 25],
        jenis="daftar",
        mode="warn",
        wilayah_id="32.73",
        status_sumber="setempat",
    )
    sppb = drafted()
    ratified()
    isi = {"tanggal": date(2026, 3, 2), "berkas": photo(), **TANDA}
    with pytest.raises(GerbangTertutup) as galat:
        actions.sign_sppb(sppb, oleh=sekretaris, **isi)
    assert {k.aturan for k in galat.value.kekurangan if not k.terpenuhi} == {"BLM-07"}
    assert actions.sign_sppb(sppb, oleh=sekretaris, alasan="Disepakati rembug", **isi).status == "ditandatangani"


def test_rows_lie_in_one_area(register):
    """BLM-04: composite keys keep agreement, shares and tranches in the area of their BKM."""
    sppb = drafted()
    for tabel, aturan in (
        ("porsisppb", "porsi_sppb_sewilayah"),
        ("tahapblm", "dana_tahap_sewilayah|tahap_blm_sewilayah"),
    ):
        with refused(aturan):
            change(f"UPDATE keuangan_{tabel} SET kode_wilayah = %s WHERE sppb_id = %s", KELURAHAN_TETANGGA, sppb.pk)


# -- account, papers ---------------------------------------------------------------------------------------------------


def test_account_is_closed_and_opened(sekretaris):
    """BLM-24: one account in use; another one closes it with a reason, nothing is rewritten."""
    bkm = body()
    isi = {"bank": "BRI", "alamat_bank": "Jalan Dago 3", "atas_nama": "BKM Cahaya", "dibuka": date(2026, 2, 2)}
    with pytest.raises(IsianSalah) as galat:
        actions.open_rekening(bkm, oleh=sekretaris, nomor="0455-88", **isi)
    assert "alasan" in galat.value.galat
    with pytest.raises(IsianSalah):
        actions.open_rekening(bkm, oleh=sekretaris, nomor="abc", alasan="Pindah", **isi)
    baru = actions.open_rekening(bkm, oleh=sekretaris, nomor="0455-88-2", alasan="Pindah bank", **isi)
    assert RekeningBKM.objects.get(ditutup__isnull=True) == baru and RekeningBKM.objects.count() == 2
    with refused("rekening_bkm_tetap"):
        change("UPDATE keuangan_rekeningbkm SET nomor = '99999'")


def test_papers_by_area_and_year(register, petugas_kota, petugas_kelurahan):
    """BLM-21: the nearest list counts as a whole; without one the programme's; the plan's resume only in tranche one."""
    assert [k.kode for k in papers_for(KELURAHAN, TAHUN, 1)] == ["sppb", "bappd", "kwitansi", "resume_pjm", "buku_rekening", "lampiran"]  # fmt: skip
    assert "rekap_lpj" in {k.kode for k in papers_for(KELURAHAN, TAHUN, 3)}
    with pytest.raises(TidakBerwenang):
        actions.set_kertas(
            "32.73", oleh=petugas_kota, tahun_anggaran=TAHUN, kertas=[]
        ) if False else actions.set_kertas(KELURAHAN, oleh=petugas_kelurahan, tahun_anggaran=TAHUN, kertas=list(BAWAAN))
    with pytest.raises(IsianSalah):
        actions.set_kertas("32.73", oleh=petugas_kota, tahun_anggaran=TAHUN, kertas=[Kertas("x", "X", wajib=False)])
    actions.set_kertas("32.73", oleh=petugas_kota, tahun_anggaran=TAHUN, kertas=[Kertas("sppb", "SPPB"), Kertas("ktp", "KTP", tahap=2)])  # fmt: skip
    actions.set_kertas(
        "32.73", oleh=petugas_kota, tahun_anggaran=TAHUN, kertas=[Kertas("sppb", "SPPB"), Kertas("npwp", "NPWP")]
    )
    assert [k.kode for k in papers_for(KELURAHAN, TAHUN, 1)] == ["sppb", "npwp"]
    assert [k.kode for k in papers_for(KELURAHAN_LAIN, TAHUN, 1)][0] == "sppb" and len(
        papers_for(KELURAHAN_LAIN, TAHUN, 1)
    ) == 6
    assert len(papers_for(KELURAHAN, TAHUN - 1, 1)) == 6
