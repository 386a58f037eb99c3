"""Rupiah: `numeric(18,2)`, never float. One function each to round, to check for whole rupiah, to split. Source: UMU-17."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext as _

from inti.errors import IsianSalah

SEN = Decimal("0.01")
RUPIAH = Decimal(1)
MAKS = Decimal("9999999999999999.99")
# One thousand billion rupiah: far above what any kelurahan moves, and every product of it stays exact.
RUPIAH_MAKS = Decimal(10) ** 15


class RupiahField(models.DecimalField):
    """An amount in rupiah, `numeric(18,2)`; not negative unless `boleh_negatif`."""

    def __init__(self, *args: Any, boleh_negatif: bool = False, **kwargs: Any) -> None:
        kwargs["max_digits"], kwargs["decimal_places"] = 18, 2
        self.boleh_negatif = boleh_negatif
        if not boleh_negatif:
            kwargs.setdefault("validators", [MinValueValidator(Decimal(0))])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        nama, jalur, args, kwargs = super().deconstruct()
        kwargs.pop("max_digits"), kwargs.pop("decimal_places"), kwargs.pop("validators", None)
        if self.boleh_negatif:
            kwargs["boleh_negatif"] = True
        return nama, jalur, args, kwargs


def to_rupiah(nilai: Any, *, bidang: str = "jumlah") -> Decimal:
    """Read an amount as people type it ("Rp 1.250.000", "1250000", "1.250.000,50"). Raises IsianSalah."""
    if isinstance(nilai, Decimal | int) and not isinstance(nilai, bool):
        hasil = Decimal(nilai)
    else:
        teks = str(nilai).replace("Rp", "").replace(" ", "").replace("\u00a0", "").strip()
        if "," in teks or teks.count(".") > 1 or (teks.count(".") == 1 and len(teks.split(".")[1]) == 3):
            teks = teks.replace(".", "").replace(",", ".")
        try:
            hasil = Decimal(teks)
        except InvalidOperation:
            raise IsianSalah({bidang: [_("Tulis jumlah rupiah dengan angka, misalnya 1.250.000.")]}) from None
    if not hasil.is_finite() or abs(hasil) > MAKS:
        raise IsianSalah({bidang: [_("Jumlah rupiah ini terlalu besar.")]})
    return hasil.quantize(SEN, rounding=ROUND_HALF_UP)


def whole_rupiah(nilai: Any, *, bidang: str = "jumlah", positif: bool = False, maks: Decimal = RUPIAH_MAKS) -> Decimal:
    """An amount of whole rupiah, as a number or as people type it: not negative, above zero where `positif`, at most `maks`.

    The one check wherever money is written. Raises IsianSalah. Source: UMU-17, KEU-40.
    """
    angka = isinstance(nilai, Decimal | int) and not isinstance(nilai, bool)
    jumlah = Decimal(nilai) if angka else to_rupiah(nilai, bidang=bidang)
    if not jumlah.is_finite() or abs(jumlah) > maks:
        raise IsianSalah({bidang: [_("Jumlah rupiah ini terlalu besar.")]})
    if jumlah != jumlah.to_integral_value():
        raise IsianSalah({bidang: [_("Isi rupiah utuh, tanpa sen.")]})
    if positif and jumlah <= 0:
        raise IsianSalah({bidang: [_("Isi jumlah lebih dari nol.")]})
    if jumlah < 0:
        raise IsianSalah({bidang: [_("Jumlah ini tidak boleh kurang dari nol.")]})
    return jumlah


def split_rupiah(jumlah: Decimal, bobot: Sequence[Decimal | int]) -> list[Decimal]:
    """Split whole rupiah by weights; floors each share and gives the rest to the last, so the shares sum to `jumlah`.

    Raises ValueError without weights or with weights that sum to zero.
    """
    total = sum((Decimal(b) for b in bobot), Decimal(0))
    if not bobot or total <= 0:
        raise ValueError("bobot kosong")
    bagian = [(jumlah * Decimal(b) / total).to_integral_value(rounding="ROUND_FLOOR") for b in bobot]
    bagian[-1] += jumlah - sum(bagian)
    return bagian
