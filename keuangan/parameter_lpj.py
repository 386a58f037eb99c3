"""Numbers of accounts and misuse in one area, as dated parameters. Source: LPJ-12, LPJ-13, SLW-04."""

from __future__ import annotations

import datetime

from keuangan.parameter_blm import program_of
from wilayah.parameter import NilaiParameter, values_for

TENGGAT, NOTA, TAHAN = "lpj.tenggat_hari", "lpj.nota_wajib", "penyelewengan.tahan_dana"
KODE = (TENGGAT, NOTA, TAHAN)
# Where nobody has set it: the account of a termin within a month. Unsourced.
TENGGAT_BAWAAN = 30


def numbers_for(kode_wilayah: str, hari: datetime.date) -> dict[str, NilaiParameter]:
    """The parameters in force on a day. Two queries."""
    return values_for(KODE, definisi=program_of(kode_wilayah), kode_wilayah=kode_wilayah, tanggal=hari)


def due_date(kode_wilayah: str, dibayar: datetime.date) -> datetime.date:
    """The last day for the account of money paid on a day. Two queries. Source: LPJ-12."""
    n = numbers_for(kode_wilayah, dibayar)[TENGGAT].angka
    return dibayar + datetime.timedelta(days=int(n) if n is not None else TENGGAT_BAWAAN)
