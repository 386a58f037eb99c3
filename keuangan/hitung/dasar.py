"""What the calculators share: the ways of rounding."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from inti.money import RUPIAH

NOL = Decimal(0)
SERATUS = Decimal(100)


def month_end(hari: date) -> date:
    """Last day of the month of a day."""
    return hari.replace(day=monthrange(hari.year, hari.month)[1])


def round_down(nilai: Decimal) -> Decimal:
    """Down to the rupiah."""
    return nilai.to_integral_value(rounding=ROUND_FLOOR)


def round_up(nilai: Decimal, kelipatan: int) -> Decimal:
    """Up to the next multiple of `kelipatan` rupiah."""
    return (nilai / kelipatan).to_integral_value(rounding=ROUND_CEILING) * kelipatan


def round_half(nilai: Decimal) -> Decimal:
    """To the nearest rupiah, half up."""
    return nilai.quantize(RUPIAH, rounding=ROUND_HALF_UP)


def plain_text(nilai: Decimal) -> str:
    """An amount as the details of a refusal carry it: text with two decimals, as everywhere in the API."""
    return f"{nilai:.2f}"
