"""Numbers of RPD, accounts and misuse in one area, as dated parameters. Source: RPD-13, LPJ-12, LPJ-13, SLW-04."""

from __future__ import annotations

import datetime

from inti.registry import Mode
from keuangan.parameter_blm import program_of
from wilayah.parameter import NilaiParameter, values_for

TENGGAT, NOTA, TAHAN = "lpj.tenggat_hari", "lpj.nota_wajib", "penyelewengan.tahan_dana"
BARIS_RAB = "rpd.batas_baris_rab"
KODE = (TENGGAT, NOTA, TAHAN, BARIS_RAB)
# Where nobody has set it: the account of a termin within a month. Unsourced.
TENGGAT_BAWAAN = 30


def numbers_for(kode_wilayah: str, hari: datetime.date) -> dict[str, NilaiParameter]:
    """The parameters in force on a day. Two queries."""
    return values_for(KODE, definisi=program_of(kode_wilayah), kode_wilayah=kode_wilayah, tanggal=hari)


def mode_of(n: NilaiParameter) -> Mode | None:
    """How strict a rule is: a warning where nobody has said; None where it was switched off."""
    if n.nilai is False:
        return None
    return "block" if n.mode == "block" else "warn"


def due_date(kode_wilayah: str, dibayar: datetime.date) -> datetime.date:
    """The last day for the account of money paid on a day. Two queries. Source: LPJ-12."""
    n = numbers_for(kode_wilayah, dibayar)[TENGGAT].angka
    return dibayar + datetime.timedelta(days=int(n) if n is not None else TENGGAT_BAWAAN)
