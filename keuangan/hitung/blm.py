"""Shares of the grant in whole rupiah: every part is rounded down, the last takes what is left, so that parts make the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from inti.money import split_rupiah

SERATUS = Decimal(100)
# A share is written with at most four decimals, as the columns hold it.
TELITI = Decimal("0.0001")


def read_percent(nilai: Any) -> Decimal:
    """A percentage as people type it ("12,5"). Raises: ValueError outside 0 to 100 or with more than four decimals."""
    try:
        hasil = Decimal(str(nilai).strip().rstrip("%").strip().replace(",", "."))
    except InvalidOperation:
        raise ValueError(str(nilai)) from None
    if not hasil.is_finite() or not 0 <= hasil <= SERATUS or hasil != hasil.quantize(TELITI):
        raise ValueError(str(nilai))
    return hasil


def share_out(jumlah: Decimal, persen: Sequence[Decimal]) -> list[Decimal]:
    """Rupiah of each percentage of `jumlah`; they sum to it exactly. Raises: ValueError unless they make 100. BLM-06."""
    if sum(persen, Decimal(0)) != SERATUS:
        raise ValueError("bukan seratus persen")
    return split_rupiah(jumlah, persen)


def tranches(pagu: Mapping[str, Decimal], persen: Sequence[Decimal]) -> list[dict[str, Decimal]]:
    """For each tranche what every source pays (rupiah): per source they sum to its pagu. Raises: ValueError. BLM-12."""
    milik = {sumber: share_out(jumlah, persen) for sumber, jumlah in pagu.items()}
    return [{sumber: bagian[ke] for sumber, bagian in milik.items()} for ke in range(len(persen))]
