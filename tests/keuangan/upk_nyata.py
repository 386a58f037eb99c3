"""The published books of one living UPK as our own events: its opening balance and January 2023."""

from __future__ import annotations

from datetime import date
from typing import Any

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Baris
from keuangan.demo_upk_nyata import AKUN, BELANJA_BKM, DANA, JENIS, published
from tests.helpers import check_deferred

ISI = published()


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
