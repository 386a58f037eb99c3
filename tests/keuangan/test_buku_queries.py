"""Balances, trial balance, ledger and cash book: right, and at the same cost for three entries and for three hundred."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import AkunBuku, Buku, Periode
from keuangan.periksa import PERIKSA, wrong_rows
from keuangan.queries import (
    balances,
    balances_by_fund,
    cash_book,
    general_ledger,
    negative_days,
    trial_balance,
    wrong_side,
)
from keuangan.templat import BERPASANGAN, SIMPANAN_KSM, TEMPLAT
from tests.factories.keuangan import GULIR, BukuFactory, two
from tests.helpers import check_deferred

pytestmark = pytest.mark.django_db
AWAL, AKHIR = date(2026, 1, 1), date(2026, 3, 31)


def book(buku: Any, hari: date, debit: str, kredit: str, jumlah: int, jenis: str = "bkm") -> None:
    """One short voucher by the system."""
    actions.post_jurnal(buku, oleh=SISTEM, jenis=jenis, tanggal=hari, uraian="Uji", baris=two(debit, kredit, jumlah))


def fill(buku: Any, n: int) -> None:
    """`n` receipts and payments over three months."""
    for i in range(n):
        hari = AWAL + timedelta(days=i % 90)
        book(buku, hari, "11010", "41010", 1000)
        book(buku, hari, "51030", "11010", 400, "bkk")


def test_balance_on_a_day(buku):
    """KEU-27: months that are over and the running one add up; a later entry does not count."""
    book(buku, date(2026, 1, 10), "11010", "31010", 1000)
    book(buku, date(2026, 2, 10), "11010", "31010", 200)
    book(buku, date(2026, 2, 20), "11010", "31010", 30)
    kas = AkunBuku.objects.get(bagan="upk", kode="11010").pk

    saldo = [
        balances(buku, h).get(kas, 0)
        for h in (date(2026, 1, 9), date(2026, 1, 31), date(2026, 2, 10), date(2026, 3, 1))
    ]

    assert saldo == [0, 1000, 1200, 1230]


def test_trial_balance_and_ledger_agree(buku):
    """KEU-27: sides are equal, contra accounts stand on theirs, the ledger ends where the trial balance does."""
    fill(buku, 5)
    book(buku, date(2026, 2, 1), "51080", "12010", 150, "bpb")

    neraca = trial_balance(buku, AWAL, AKHIR)

    assert sum(s.akhir for s in neraca) == 0 and sum(s.debit for s in neraca) == sum(s.kredit for s in neraca)
    cadangan = next(s for s in neraca if s.akun.kode == "12010")
    assert cadangan.saldo == 150 and not cadangan.salah_sisi
    for s in neraca:
        assert general_ledger(buku, s.akun, AWAL, AKHIR).akhir == s.saldo
    (kas,) = cash_book(buku, date(2026, 1, 3), AKHIR)
    assert (kas.awal, kas.akhir) == (1200, 3000)


def test_receipts_come_first_within_a_day(buku):
    """KEU-23: a payment typed before the receipt of the same day leaves the cash book above zero; a day before, below."""
    book(buku, date(2026, 1, 5), "51030", "11010", 400, "bkk")
    assert [(m.akun.kode, m.saldo) for m in negative_days(buku)] == [("11010", -400)]
    book(buku, date(2026, 1, 5), "11010", "31010", 400)

    assert negative_days(buku) == []
    (kas,) = cash_book(buku, AWAL, AKHIR)
    assert [b.saldo for b in kas.baris] == [400, 0] and not any(b.minus for b in kas.baris)
    book(buku, date(2026, 1, 4), "51030", "11010", 1, "bkk")
    assert [(m.tanggal, m.saldo) for m in negative_days(buku)] == [(date(2026, 1, 4), -1), (date(2026, 1, 5), -1)]


def test_overspent_budget_is_shown(buku):
    """KEU-28: spending beyond a budget is booked and shows as standing on the wrong side."""
    book(buku, date(2026, 1, 5), "11010", "31010", 400)
    book(buku, date(2026, 1, 5), "21042", "11010", 300, "bkk")

    assert [(s.akun.kode, s.saldo) for s in wrong_side(buku, AKHIR)] == [("21042", -300)]


def test_cost_does_not_grow(buku, buku_lain):
    """KEU-27: every question has a constant number of queries."""
    kas = AkunBuku.objects.get(bagan="upk", kode="11010")
    tanya = (
        (2, lambda b: balances(b, AKHIR)), (4, lambda b: trial_balance(b, AWAL, AKHIR)),
        (3, lambda b: general_ledger(b, kas, AWAL, AKHIR)), (4, lambda b: cash_book(b, AWAL, AKHIR)),
        (2, lambda b: negative_days(b)), (3, lambda b: wrong_side(b, AKHIR)), (2, lambda b: balances_by_fund(b, AKHIR)),
        (len(PERIKSA) + 1, lambda b: wrong_rows(buku_id=b.pk)),  # the checks, and the cash counts
    )  # fmt: skip
    fill(buku, 2)
    fill(buku_lain, 20)

    for n, fungsi in tanya:
        for milik in (buku, buku_lain):
            with CaptureQueriesContext(
                connection,
            ) as jalan:
                fungsi(milik)
            assert len(jalan) <= n, [q["sql"][:90] for q in jalan.captured_queries]


def test_indexes_begin_with_the_ledger(buku):
    """KEU-27: a ledger's lines are found by its own key."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname IN ('baris_jurnal_buku', 'jurnal_buku', 'saldo_badan_sekali')"
        )
        assert all("(buku_id" in b[0] for b in kursor.fetchall())


LANGKAH = st.tuples(
    st.sampled_from(sorted(
        k for k, t in TEMPLAT.items() if t.bagan == "upk" and k not in BERPASANGAN | SIMPANAN_KSM and not t.sebatas
    )),
    st.integers(1, 5_000_000), st.integers(0, 80), st.sampled_from(["kas", "bank"]), st.booleans(),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(langkah=st.lists(LANGKAH, min_size=1, max_size=8))
def test_any_sequence_of_posts_keeps_balances(bagan, langkah):
    """KEU-06, KEU-25: whatever is booked, in any order, taken back or not: stored sums equal lines and both sides agree."""
    buku = BukuFactory()
    harap: dict[str, int] = {}
    akun = {a: next(k for k in ("51030", "21042", "21110") if k.startswith(a)) for a in ("51", "2104", "211")}
    for kode, jumlah, selisih, lewat, balik in langkah:
        templat = TEMPLAT[kode]
        bagian = next(b for b, _a in (*templat.debit, *templat.kredit) if b != "=")
        jurnal = actions.record_peristiwa(
            buku, kode, oleh=SISTEM, tanggal=AWAL + timedelta(days=selisih), jumlah={bagian: jumlah}, dana=GULIR,
            lewat=lewat, akun=akun[templat.pilihan[0]] if templat.pilihan else "",
        )  # fmt: skip
        if balik:
            actions.reverse_jurnal(jurnal, oleh=SISTEM, alasan="Uji", tanggal=jurnal.tanggal)
            continue
        for b in jurnal.baris.select_related("akun"):
            harap[b.akun.kode] = harap.get(b.akun.kode, 0) + int(b.debit - b.kredit)
    check_deferred()

    neraca = trial_balance(buku, AWAL, AKHIR)

    assert {s.akun.kode: int(s.akhir) for s in neraca if s.akhir} == {k: n for k, n in harap.items() if n}
    assert sum(s.akhir for s in neraca) == 0
    assert wrong_rows(buku_id=buku.pk) == []
    assert Periode.objects.filter(buku=buku).exists() and Buku.objects.filter(pk=buku.pk).exists()
