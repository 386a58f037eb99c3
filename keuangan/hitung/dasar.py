"""What the calculators share: whole rupiah, and the ways of rounding."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from inti.errors import IsianSalah
from inti.money import RUPIAH

NOL = Decimal(0)
SERATUS = Decimal(100)
# One thousand billion rupiah: far above any revolving fund, and every product of it stays exact.
RUPIAH_MAKS = Decimal(10) ** 15


def month_end(hari: date) -> date:
    """Last day of the month of a day."""
    return hari.replace(day=monthrange(hari.year, hari.month)[1])


def whole_rupiah(nilai: Decimal | int, *, bidang: str, positif: bool = False) -> Decimal:
    """The amount in whole rupiah, not negative (above zero where `positif`). Raises IsianSalah. Source: KEU-40."""
    jumlah = Decimal(nilai)
    if not jumlah.is_finite() or abs(jumlah) > RUPIAH_MAKS:
        raise IsianSalah({bidang: [_("Jumlah rupiah ini terlalu besar.")]})
    if jumlah != jumlah.to_integral_value():
        raise IsianSalah({bidang: [_("Isi rupiah utuh, tanpa sen.")]})
    if positif and jumlah <= 0:
        raise IsianSalah({bidang: [_("Isi jumlah lebih dari nol.")]})
    if jumlah < 0:
        raise IsianSalah({bidang: [_("Jumlah ini tidak boleh kurang dari nol.")]})
    return jumlah


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
