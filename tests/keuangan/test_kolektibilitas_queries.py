"""Collectibility from the database: equal to the pure functions on random loans, at any day, in a constant number of queries."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inti.pelaku import SISTEM
from inti.unit_kerja import unit_kerja
from keuangan.ambang import Ambang, thresholds
from keuangan.hitung.jadwal import Ketentuan, Metode, Pembulatan
from keuangan.hitung.kolektibilitas import (
    CADANGAN,
    BatasKelas,
    Kelas,
    arrears,
    assess,
    class_through_schedules,
    classify,
    paid_instalments,
    recap,
)
from keuangan.models import PenjadwalanUlang, Pinjaman
from keuangan.queries_kolektibilitas import assess_ledger, recap_on, recaps
from tests.factories.keuangan import BukuFactory, PemilikDanaFactory
from tests.factories.kolektibilitas import finish, pay, reschedule, running_loan, tagihan_of, take_back
from tests.factories.wilayah import ParameterFactory
from tests.keuangan.contoh import d, terms

MULAI = date(2026, 11, 1)
ATURAN = {
    "baku": Ambang(),
    "longgar": Ambang(batas=BatasKelas(tepat=(False, False, False)), bukti=1),
    "ketat": Ambang(batas=BatasKelas((d(1), d(2), d("2.5")), (True, False, True)), bukti=2),
}


@pytest.fixture
def buku_tua(bagan, badan):
    """A ledger that began this month: all that is paid here was paid in the old books."""
    return BukuFactory(badan=badan, mulai=MULAI)


def pure(pinjaman, hari, ambang):
    """The loan by the calculators alone: its schedules until that day, each judged when it ended. None: not out, or lunas."""
    pinjaman = Pinjaman.objects.get(pk=pinjaman.pk)
    if pinjaman.tanggal_cair > hari:
        return None
    pindah = list(PenjadwalanUlang.objects.filter(pinjaman=pinjaman, tanggal__lte=hari).order_by("jadwal_ke"))
    lalu = []
    for p in pindah:
        lama = tagihan_of(pinjaman, p.jadwal_ke - 1, p.tanggal)
        lalu.append((classify(arrears(lama, p.tanggal), ambang.batas), paid_instalments(lama)))
    kini = tagihan_of(pinjaman, len(pindah) + 1, hari)
    return assess(kini, hari, batas=ambang.batas, cadangan=ambang.cadangan, lalu=lalu, bukti=ambang.bukti)


def plain(nilai):
    """What must be equal, with ages to ten places: the database divides to twenty, Decimal to twenty-eight."""
    t = nilai.tunggakan
    umur = [n.quantize(Decimal("1e-10")) for n in (Decimal(t.kali), Decimal(t.umur))]
    return (
        nilai.saldo_pokok,
        t.pokok,
        t.jasa,
        t.sejak,
        *umur,
        nilai.kelas,
        nilai.cadangan,
        nilai.berisiko,
        nilai.lunas,
    )


pinjaman_acak = st.fixed_dictionaries(
    {
        "pokok": st.integers(1, 60).map(lambda n: n * 50_000),
        "tenor": st.integers(1, 12),
        "jasa": st.sampled_from(["0", "1.5", "2"]),
        "metode": st.sampled_from([Metode.FLAT, Metode.MENURUN]),
        "pembulatan": st.sampled_from([Pembulatan.RUPIAH, Pembulatan.ATAS_100]),
        "cair": st.integers(40, 900).map(lambda n: MULAI - timedelta(days=n)),
        "bayar": st.lists(st.tuples(st.integers(1, 300), st.integers(1, 300)), max_size=5),
        "ulang": st.lists(st.tuples(st.integers(1, 300), st.integers(1, 8)), max_size=2),
    }
)


def build(buku, isi):
    """One random loan with its payments and reschedulings in the order of their days."""
    ketentuan = Ketentuan(
        pokok=d(isi["pokok"]), jasa_persen_per_bulan=d(isi["jasa"]), tenor_bulan=isi["tenor"], tanggal_cair=isi["cair"],
        metode=isi["metode"], pembulatan=isi["pembulatan"],
    )  # fmt: skip
    pinjaman = running_loan(buku, ketentuan)
    hari = isi["cair"]
    kejadian = sorted([(n, "bayar", x) for n, x in isi["bayar"]] + [(n, "ulang", x) for n, x in isi["ulang"]])
    for n, jenis, x in kejadian:
        hari = isi["cair"] + timedelta(days=n)
        if hari >= MULAI:
            break
        if jenis == "bayar":
            pay(pinjaman, hari, max(1, isi["pokok"] * x // 300))
        elif Pinjaman.objects.get(pk=pinjaman.pk).sisa_pokok >= 100_000 and not PenjadwalanUlang.objects.filter(
            pinjaman=pinjaman, tanggal__gte=hari
        ):
            reschedule(pinjaman, hari, x)
    return pinjaman


class Selesai(Exception):
    """An example is done, and nothing of it stays."""


@pytest.mark.slow
@pytest.mark.parametrize("aturan", ATURAN)
def test_database_and_calculator_agree(buku_tua, aturan):
    """KEU-60, KEU-61, KEU-62, KEU-63, KEU-160, KEU-162: any loan, any day, any borders: every figure is the calculator's."""
    ambang = ATURAN[aturan]

    @settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.lists(pinjaman_acak, min_size=1, max_size=4), st.lists(st.integers(0, 900), min_size=3, max_size=3))
    def jalan(semua, mundur):
        def kerja():
            pinjaman = [build(buku_tua, isi) for isi in semua]
            for n in mundur:
                hari = MULAI - timedelta(days=n)
                harap = {p.pk: nilai for p in pinjaman if (nilai := pure(p, hari, ambang)) is not None}
                dapat = {n.pinjaman.pk: n.nilai for n in assess_ledger(buku_tua, hari, ambang)}
                assert {k: plain(v) for k, v in dapat.items()} == {k: plain(v) for k, v in harap.items()}
            raise Selesai

        # One unit of work for all of its loans, taken back whole at the end.
        with suppress(Selesai):
            unit_kerja(kerja, oleh=SISTEM)

    jalan()


def test_payments_after_the_day_and_reversals(bagan, badan):
    """KEU-162: a payment counts from its day, a reversal from its own: both days are as the ledger says."""
    buku = BukuFactory(badan=badan, mulai=date(2026, 1, 1))
    pinjaman = running_loan(buku, terms(tanggal_cair=date(2025, 12, 15)))

    def saldo(*hari):
        return [assess_ledger(buku, date(2026, *h))[0].nilai.saldo_pokok for h in hari]

    bayar = pay(pinjaman, date(2026, 2, 10), 287_500)
    assert saldo((2, 9), (2, 10)) == [2_500_000, 2_250_000]
    take_back(bayar, date(2026, 2, 20))
    assert saldo((2, 9), (2, 19), (2, 20)) == [2_500_000, 2_250_000, 2_500_000]


def test_paid_loan_leaves_on_its_last_day(buku_tua):
    """KEU-65: the loan stands until the day it was settled, and is gone from then on, whatever its state is now."""
    pinjaman = running_loan(buku_tua, terms(tanggal_cair=date(2025, 12, 15)))
    pay(pinjaman, date(2026, 8, 1), 5_000_000)
    finish(pinjaman, date(2026, 8, 1))
    assert [n.nilai.saldo_pokok for n in assess_ledger(buku_tua, date(2026, 7, 31))] == [2_500_000]
    assert assess_ledger(buku_tua, date(2026, 8, 1)) == []


def test_rescheduling_alone_improves_nothing(buku_tua):
    """KEU-160: Macet stays Macet, and at risk, until three instalments of the new schedule are paid."""
    pinjaman = running_loan(buku_tua, terms(tanggal_cair=date(2025, 1, 15)))
    reschedule(pinjaman, date(2026, 3, 15), 10)

    def kini(hari):
        n = assess_ledger(buku_tua, hari)[0].nilai
        return n.kelas, n.berisiko, n.tunggakan.pokok

    assert kini(date(2026, 3, 14))[0] == Kelas.MACET
    assert kini(date(2026, 3, 16)) == (Kelas.MACET, True, 0)
    for bulan in (4, 5):
        pay(pinjaman, date(2026, bulan, 15), 287_500)
    assert kini(date(2026, 5, 20))[0] == Kelas.MACET
    pay(pinjaman, date(2026, 6, 15), 287_500)
    assert kini(date(2026, 6, 15)) == (Kelas.LANCAR, False, 0)
    assert kini(date(2026, 3, 14))[0] == Kelas.MACET


def test_class_through_schedules():
    """KEU-160: the worst class since the last schedule that was proved by payments."""
    L, D, M = Kelas.LANCAR, Kelas.DIRAGUKAN, Kelas.MACET
    assert class_through_schedules([(M, 0)]) == M
    assert class_through_schedules([(M, 0), (L, 2)]) == M
    assert class_through_schedules([(M, 0), (L, 3)]) == L
    assert class_through_schedules([(M, 0), (L, 3), (D, 0), (L, 1)]) == D
    assert class_through_schedules([(M, 0), (L, 1)], bukti=1) == L


def test_parameters_decide_and_default(buku_tua):
    """KEU-161: without rows the values of the calculators; a row of the kota counts there from its day on."""
    ambang = thresholds(buku_tua.wilayah_id, MULAI)
    assert (ambang.batas, ambang.cadangan, ambang.bukti) == (BatasKelas(), dict(CADANGAN), 3)
    ParameterFactory(
        kode="kolektibilitas.mulai_kurang_lancar", definisi="", nilai=2, jenis="bilangan", wilayah_id="32.73"
    )
    ParameterFactory(kode="cadangan.macet", definisi="", nilai=80, jenis="persen")
    ParameterFactory(kode="kinerja.lar.memuaskan", definisi="", nilai=5, jenis="bilangan")
    ambang = thresholds(buku_tua.wilayah_id, MULAI)
    assert ambang.batas.mulai == (2, 6, 9) and ambang.cadangan[Kelas.MACET] == 80 and ambang.pita["lar"].memuaskan == 5
    assert thresholds("32.77.01.1001", MULAI).batas.mulai == (3, 6, 9)
    running_loan(buku_tua, terms(tanggal_cair=date(2026, 8, 1)))
    assert assess_ledger(buku_tua, date(2026, 10, 5))[0].nilai.kelas == Kelas.KURANG_LANCAR


def test_parameter_file_holds_the_defaults(db):
    """KEU-161: the rows that are loaded say what the calculators say without them."""
    call_command("muat_parameter", verbosity=0)
    assert thresholds("", MULAI).as_dict()["cadangan"] == Ambang().as_dict()["cadangan"]
    dimuat = thresholds("", MULAI)
    assert (dimuat.batas, dimuat.bukti, dict(dimuat.pita), dimuat.ccr_kecualikan) == (
        Ambang().batas, Ambang().bukti, dict(Ambang().pita), (),
    )  # fmt: skip


def test_recap_equals_its_loans_in_a_constant_number_of_queries(buku_tua, bagan):
    """KEU-64, KEU-162: the sums of the database are those of its loans; more loans, ledgers and days ask no more queries."""
    titipan = PemilikDanaFactory()
    for n in range(6):
        p = running_loan(buku_tua, terms(tanggal_cair=date(2026, 9 - n, 15)), pemilik=titipan if n == 5 else None)
        if n % 2:
            pay(p, date(2026, 9, 20), 300_000)
    hari = date(2026, 10, 20)

    nilai = assess_ledger(buku_tua, hari)
    assert recap_on(buku_tua, hari).sendiri == recap([n.nilai for n in nilai if not n.channelling])
    assert recap_on(buku_tua, hari).channelling == recap([n.nilai for n in nilai if n.channelling])
    lain = BukuFactory(mulai=MULAI, wilayah_id="32.73.01.1002")
    running_loan(lain, terms(tanggal_cair=date(2026, 5, 15)))
    with CaptureQueriesContext(
        connection,
    ) as banyak:
        hasil = recaps([(b, h) for b in (buku_tua, lain) for h in (hari, date(2026, 9, 30), date(2026, 6, 30))])
    assert len(banyak) == 2 and hasil[lain.pk, hari].sendiri.ksm_berpinjaman == 1
    with CaptureQueriesContext(connection) as satu:
        assess_ledger(buku_tua, hari)
    assert len(satu) == 3
