"""The published books of one living UPK as our own events: its opening balance and January 2023."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Baris, Dana
from tests.helpers import check_deferred

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
