"""Cash counts beside their book. Source: KEU-193.

The balance that a count kept is what the lines dated up to its day *and recorded by its moment* come to: a voucher that was
recorded later with an earlier date makes no count wrong. That is two orders at once, so it is computed here in one pass over
both, not in SQL: a join of counts and lines would grow with their product.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import connection

NOL = Decimal(0)
JEDA = datetime.timedelta(seconds=5)
# Lines of the cash accounts that were ever counted, and the counts, as they were recorded; at one moment the lines first.
BARIS = """
  WITH hitung AS (SELECT * FROM keuangan_hitungkas WHERE %(buku)s::uuid IS NULL OR buku_id = %(buku)s)
  SELECT b.buku_id, b.akun_id, j.dibuat_pada AS pada, b.tanggal, b.debit - b.kredit AS n, NULL::uuid AS id,
    NULL::numeric AS jumlah, NULL::numeric AS lembarnya
  FROM keuangan_barisjurnal b JOIN keuangan_jurnal j ON j.id = b.jurnal_id
  WHERE (b.buku_id, b.akun_id) IN (SELECT buku_id, akun_id FROM hitung)
  UNION ALL
  SELECT buku_id, akun_id, dibuat_pada, tanggal, saldo_buku, id, jumlah, (
    SELECT coalesce(sum(substr(key, 2)::numeric * value::numeric), 0) FROM jsonb_each_text(lembar))
  FROM hitung ORDER BY 1, 2, 3, 6 NULLS FIRST"""


@dataclass(frozen=True)
class Banding:
    """One count (rupiah): what it kept, what its pieces and its book came to at that moment, and what followed later."""

    buku_id: Any
    id: Any
    tanggal: datetime.date
    jumlah: Decimal
    lembarnya: Decimal
    saldo_buku: Decimal
    seharusnya: Decimal
    kini: Decimal

    @property
    def cocok(self) -> bool:
        """Whether what was kept is what it was."""
        return self.saldo_buku == self.seharusnya and self.jumlah == self.lembarnya

    @property
    def menyusul(self) -> Decimal:
        """What was recorded after the count with a day up to its own."""
        return self.kini - self.seharusnya


def compare_counts(*, buku_id: Any = None) -> list[Banding]:
    """Every count of one ledger, or of all, beside its book. One query, one pass."""
    with connection.cursor() as kursor:
        kursor.execute(BARIS, {"buku": buku_id})
        hasil: list[Banding] = []
        for _akun, isi in groupby(iter(kursor.fetchone, None), key=lambda b: b[:2]):
            hasil += _account(list(isi))
        return hasil


class _Saldo:
    """Running balance by day, for lines that come in any order of days (a binary indexed tree)."""

    def __init__(self, hari: Iterable[datetime.date]) -> None:
        self.ke = {h: i for i, h in enumerate(sorted(set(hari)), 1)}
        self.isi = [NOL] * (len(self.ke) + 1)

    def add(self, hari: datetime.date, n: Decimal) -> None:
        i = self.ke[hari]
        while i < len(self.isi):
            self.isi[i] += n
            i += i & -i

    def up_to(self, hari: datetime.date) -> Decimal:
        i, n = self.ke[hari], NOL
        while i:
            n += self.isi[i]
            i -= i & -i
        return n


def _account(baris: Sequence[Any]) -> Iterator[Banding]:
    """The counts of one account, from its lines and counts in the order of recording."""
    saldo = _Saldo(b[3] for b in baris)
    hitung = []
    for ke, b in enumerate(baris):
        if b[5] is None:
            saldo.add(b[3], b[4])
        else:
            hitung.append((b, _at_its_moment(baris, ke, saldo.up_to(b[3]))))
    for (buku, _akun, _pada, tanggal, tersimpan, id, jumlah, lembarnya), seharusnya in hitung:
        yield Banding(buku, id, tanggal, jumlah, lembarnya, tersimpan, seharusnya, saldo.up_to(tanggal))


def _at_its_moment(baris: Sequence[Any], ke: int, saldo: Decimal) -> Decimal:
    """The balance for the count at place `ke`; of two servers, the clock of one may be ahead by a little.

    Where the kept balance is that of a moment within JEDA, it is that one.
    """
    hitung = baris[ke]
    for arah, tanda in ((range(ke - 1, -1, -1), -1), (range(ke + 1, len(baris)), 1)):
        n = saldo
        for i in arah:
            if n == hitung[4] or abs(baris[i][2] - hitung[2]) > JEDA:
                break
            if baris[i][5] is None and baris[i][3] <= hitung[3]:
                n += tanda * baris[i][4]
        if n == hitung[4]:
            return n
    return saldo
