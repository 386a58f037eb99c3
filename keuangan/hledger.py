"""A whole ledger as a journal for hledger, so that an independent program can check our sums. Source: KEU-114.

Accounts are named by group, code and name; the fund of each line is a tag on its posting; amounts are whole IDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from keuangan.models import AkunBuku, BarisJurnal, Buku
from keuangan.queries import accounts_of

GOLONGAN = {"aset": "A", "kewajiban": "L", "ekuitas": "E", "pendapatan": "R", "biaya": "X"}


def account_name(akun: AkunBuku) -> str:
    """An account as hledger reads it: "aset:11010 Kas"."""
    return f"{akun.golongan}:{akun.kode} {plain(akun.nama)}"


def plain(teks: str) -> str:
    """Text on one line without what hledger reads as syntax: comments, codes, double spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[;|\r\n\t:,()*!]", " ", teks)).strip()


def export_journal(buku: Buku) -> Iterator[str]:
    """The lines of the file: head, accounts, then every voucher in date order, receipts first within a day. Two queries."""
    yield f"; {plain(str(buku))}"
    yield "decimal-mark ."
    yield "commodity 1000. IDR"
    for akun in accounts_of(buku):
        yield f"account {account_name(akun)}  ; type: {GOLONGAN[akun.golongan]}"
    baris = (
        BarisJurnal.objects.filter(buku=buku)
        .select_related("jurnal", "akun", "pemilik", "ksm")
        .order_by("tanggal", "jurnal__jenis", "jurnal__nomor", "urut")
    )
    for _id, isi in groupby(baris.iterator(1000), key=lambda b: b.jurnal_id):
        yield from _voucher(list(isi))


def _voucher(baris: list[BarisJurnal]) -> Iterator[str]:
    j = baris[0].jurnal
    yield ""
    yield f"{j.tanggal:%Y-%m-%d} ({j.nomor_bukti}) {plain(j.uraian)}  ; peristiwa: {j.peristiwa}"
    for b in baris:
        yield f"    {account_name(b.akun)}  {b.debit - b.kredit:.0f} IDR  ; {fund_tags(b)}"


def fund_tags(b: BarisJurnal) -> str:
    """The fund of a line as tags."""
    isi: dict[str, Any] = {"dana": b.sumber_dana_id, "tahun": b.tahun_dana}
    if b.termin:
        isi["tahap"] = b.termin
    if b.pemilik is not None:
        isi["pemilik"] = plain(b.pemilik.nama)
    if b.ksm is not None:
        isi["ksm"] = plain(str(b.ksm))
    return ", ".join(f"{k}: {v}" for k, v in isi.items())
