"""The published books of one living UPK: its opening balance and January 2023 come out to the rupiah."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inti.errors import AturanDilanggar
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Baris, Dana
from keuangan.models import Periode
from keuangan.periksa import wrong_rows
from keuangan.queries import cash_book, negative_days, trial_balance, wrong_side
from tests.factories.keuangan import BukuFactory
from tests.helpers import check_deferred

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ISI = json.loads((Path(__file__).parents[1] / "contoh" / "upk_nyata.json").read_text())
DANA = Dana("perguliran", 2022)
AKUN = {
    "kas_upk": "11010", "bank_upk": "11021", "piutang_ksm": "11030", "inventaris": "12020",
    "akumulasi_penyusutan_inventaris": "12021", "titipan_bop_ksm": "21030", "anggaran_upl": "21042",
    "anggaran_ups": "21043", "modal_dari_bkm": "31020", "modal_dari_laba": "31030",
    "laba_2022_dibukukan_terpisah": "31040", "jasa_pinjaman_2022_atas_pinjaman_berjalan": "31040",
}  # fmt: skip
# What each kind of daily entry is as an event, through which money, on which account.
JENIS = {
    "tarik tunai": ("tarik_tunai", "kas", ""),
    "setoran kas ke bank": ("setor_bank", "kas", ""),
    "bunga bank": ("bunga_bank", "bank", ""),
    "biaya administrasi bank": ("biaya_bank", "bank", ""),
    "pajak bank": ("biaya_bank", "bank", ""),
    "honor": ("biaya", "kas", "51010"),
    "lembur petugas pembukuan": ("biaya", "kas", "51010"),
}
BELANJA_BKM = ("belanja_anggaran", "kas", "21041")


def opening() -> list[Baris]:
    """The opening balance as published: assets as debits, the rest as credits."""
    saldo = [(AKUN[k], n, 0) for k, n in ISI["saldo_awal"]["aktiva"].items()]
    saldo += [(AKUN[k], 0, n) for k, n in ISI["saldo_awal"]["pasiva"].items()]
    return [
        Baris(akun, DANA, debit=max(d, 0) + max(-k, 0), kredit=max(k, 0) + max(-d, 0)) for akun, d, k in saldo if d or k
    ]


@pytest.fixture
def buku_nyata(bagan: Any, badan: Any) -> Any:
    """The ledger with its opening balance."""
    buku = BukuFactory(badan=badan, mulai=date.fromisoformat(ISI["saldo_awal"]["tanggal"]))
    actions.set_saldo_awal(buku, oleh=SISTEM, saldo=opening())
    check_deferred()
    return buku


def book_january(buku: Any) -> None:
    """Every published entry of the month, in the order of the file: not the order of days."""
    for b in ISI["penerimaan_januari"]["penerimaan_per_ksm"]:
        jumlah = {"pokok": b["pokok"], "jasa": b["jasa"], "titipan": b["bop"]}
        actions.record_peristiwa(
            buku, "angsuran", oleh=SISTEM, tanggal=date.fromisoformat(b["tanggal"]), jumlah=jumlah, dana=DANA,
            objek=("contoh.ksm", b["ref"]),
        )  # fmt: skip
    for m in ISI["januari"]["mutasi"]:
        kode, lewat, akun = JENIS.get(m["jenis"], BELANJA_BKM)
        actions.record_peristiwa(
            buku, kode, oleh=SISTEM, tanggal=date.fromisoformat(m["tanggal"]), jumlah=m["jumlah"], dana=DANA, lewat=lewat,
            akun=akun, uraian=m["jenis"],
        )  # fmt: skip
    check_deferred()


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
