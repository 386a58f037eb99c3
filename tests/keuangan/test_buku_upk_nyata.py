"""The published books of one living UPK: its opening balance and January 2023 come out to the rupiah."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from inti.errors import AturanDilanggar
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import Periode
from keuangan.periksa import wrong_rows
from keuangan.queries import cash_book, negative_days, trial_balance, wrong_side
from tests.keuangan.upk_nyata import DANA, ISI, book_january

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_opening_balance_of_a_living_upk(buku_nyata):
    """KEU-22: 1.131.891.296 on both sides, as the UPK published it."""
    harap = ISI["saldo_awal_diharapkan"]
    sisi: dict[str, int] = defaultdict(int)
    for s in trial_balance(buku_nyata, buku_nyata.mulai, buku_nyata.mulai):
        sisi["aktiva" if s.akun.golongan == "aset" else "pasiva"] += int(s.akhir)

    assert sisi["aktiva"] == -sisi["pasiva"] == harap["total_aktiva"] == 1_131_891_296
    laba = next(s for s in trial_balance(buku_nyata, buku_nyata.mulai, buku_nyata.mulai) if s.akun.kode == "31040")
    assert laba.saldo == harap["laba_2022"]


def test_january_of_a_living_upk(buku_nyata):
    """KEU-21, KEU-23, KEU-28: cash and bank close to the rupiah; receipts come first; the overspent budget shows."""
    book_january(buku_nyata)

    akhir = {s.akun.kode: int(s.saldo) for s in trial_balance(buku_nyata, date(2023, 1, 1), date(2023, 1, 31))}
    harap = ISI["januari_diharapkan"]
    assert akhir["11010"] == harap["kas_akhir_2023_01_31"] == 1_046_850
    assert akhir["11021"] == harap["bank_akhir_2023_01_31"] == 290_844_727
    assert akhir["51010"] == harap["honor_dan_lembur"]
    assert akhir["21041"] == -harap["belanja_dari_anggaran_bop_bkm"]
    assert [s.akun.kode for s in wrong_side(buku_nyata, date(2023, 1, 31))] == ["21041"]
    assert negative_days(buku_nyata) == []
    (kas,) = cash_book(buku_nyata, date(2023, 1, 1), date(2023, 1, 31))
    assert (kas.awal, kas.akhir) == (291_350, 1_046_850) and not any(b.minus for b in kas.baris)
    assert wrong_rows(buku_id=buku_nyata.pk) == []


def test_january_closes(buku_nyata, manajer):
    """KEU-16: once every payment is approved, December and January of these books close."""
    book_january(buku_nyata)
    desember, januari = Periode.objects.filter(buku=buku_nyata).order_by("tahun", "bulan")
    with pytest.raises(AturanDilanggar):
        actions.close_periode(desember, oleh=manajer)

    for jurnal in buku_nyata.jurnal.filter(perlu_persetujuan=True):
        actions.approve_jurnal(jurnal, oleh=manajer)
    actions.close_periode(desember, oleh=manajer)
    actions.close_periode(januari, oleh=manajer)

    assert set(Periode.objects.values_list("status", flat=True)) == {"ditutup"}


def test_withdrawal_left_out_is_found(buku_nyata):
    """KEU-23: without the withdrawal of 2 January, cash stands below zero that very day, and from then on."""
    actions.record_peristiwa(
        buku_nyata, "biaya", oleh=SISTEM, tanggal=date(2023, 1, 2), jumlah=3_850_000, dana=DANA, akun="51010"
    )

    (minus,) = negative_days(buku_nyata)
    assert (minus.akun.kode, minus.tanggal, minus.saldo) == ("11010", date(2023, 1, 2), 291_350 - 3_850_000)
