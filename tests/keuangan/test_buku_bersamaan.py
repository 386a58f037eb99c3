"""Many hands on one ledger at once, on real transactions: no gap, no double, nothing in a month that closed meanwhile."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from inti.errors import AturanDilanggar
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import Jurnal, Periode
from keuangan.periksa import wrong_rows
from keuangan.queries import trial_balance
from tests.factories.keuangan import BLM, GULIR, BukuFactory, JurnalFactory, two

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HARI = date(2026, 1, 5)


def at_once(*kerja: Callable[[], Any]) -> Counter[str]:
    """Run all at the same moment, each on its own connection; how each ended."""
    mulai, hasil = threading.Barrier(len(kerja)), Counter[str]()

    def run(satu: Callable[[], Any]) -> None:
        try:
            mulai.wait()
            satu()
            hasil["jadi"] += 1
        except AturanDilanggar as galat:
            hasil[galat.aturan] += 1
        except Exception as galat:
            hasil[f"{type(galat).__name__}: {galat}"] += 1
        finally:
            connection.close()

    benang = [threading.Thread(target=run, args=(k,)) for k in kerja]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    return hasil


def post(buku: Any, jenis: str, jumlah: int = 10) -> Any:
    pasangan = {"bkm": ("11010", "31010"), "bkk": ("51030", "11010"), "bpb": ("51080", "12010")}[jenis]
    return actions.post_jurnal(buku, oleh=SISTEM, jenis=jenis, tanggal=HARI, uraian="Uji", baris=two(*pasangan, jumlah))


def test_numbers_and_sums_under_twelve_writers(buku):
    """KEU-11, KEU-25: twelve at once on one ledger: numbers 1 to n per kind, sums as expected, none lost."""
    jenis = ["bkm", "bkk", "bpb"] * 4

    hasil = at_once(*[lambda j=j: post(buku, j) for j in jenis])

    assert hasil == {"jadi": 12}
    for j in ("bkm", "bkk", "bpb"):
        assert sorted(Jurnal.objects.filter(jenis=j).values_list("nomor", flat=True)) == [1, 2, 3, 4]
    assert {s.akun.kode: int(s.saldo) for s in trial_balance(buku, HARI, HARI)} == {
        "11010": 0, "12010": 40, "31010": 40, "51030": 40, "51080": 40,
    }  # fmt: skip
    assert wrong_rows() == []


def test_one_event_of_eight(buku):
    """KEU-12: eight at once for the same event leave one journal."""

    def kerja() -> Any:
        return actions.record_peristiwa(
            buku, "angsuran", oleh=SISTEM, tanggal=HARI, jumlah={"pokok": 5}, dana=GULIR, objek=("uji.bayar", "1")
        )

    assert at_once(*[kerja] * 8) == {"jadi": 1, "KEU-12": 7}
    assert Jurnal.objects.count() == 1 and wrong_rows() == []


def test_one_reversal_of_four(buku):
    """KEU-13: four at once take a journal back once."""
    asal = JurnalFactory(buku=buku)

    hasil = at_once(*[lambda: actions.reverse_jurnal(asal, oleh=SISTEM, alasan="Uji", tanggal=HARI)] * 4)

    assert hasil == {"jadi": 1, "KEU-13": 3} and Jurnal.objects.count() == 2


def test_nothing_enters_a_month_that_closes(buku):
    """KEU-15, KEU-16: while one closes the month, eight write; whoever came later is refused, whoever came before counts."""
    JurnalFactory(buku=buku)
    periode = Periode.objects.get()

    hasil = at_once(*[lambda: post(buku, "bkm")] * 8, lambda: actions.close_periode(periode, oleh=SISTEM))

    tutup = Periode.objects.get()
    assert tutup.status == "ditutup" and hasil["jadi"] + hasil["KEU-15"] + hasil["KEU-24"] == 9
    assert Jurnal.objects.count() == hasil["jadi"]  # the one before, and one less for the closing
    assert not Jurnal.objects.filter(dibuat_pada__gt=tutup.ditutup_pada).exists()


def test_transfers_in_both_directions_do_not_lock_each_other(buku_bkm, badan):
    """KEU-14: pairs and single postings on the same two ledgers at once: all done, none stuck."""
    upk = BukuFactory(badan=badan)

    def pindah() -> Any:
        return actions.transfer_between(buku_bkm, upk, oleh=SISTEM, tanggal=HARI, jumlah=100, dana=BLM)

    hasil = at_once(*[pindah] * 4, *[lambda: post(upk, "bkm")] * 4)

    assert hasil == {"jadi": 8} and wrong_rows() == []
