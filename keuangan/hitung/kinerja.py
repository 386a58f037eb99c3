"""How well a UPK lends: LAR, PAR, RR, CCr and ROI with their bands. Source: KEU-70 to KEU-77.

Ratios stay unrounded until they are printed: 20.000001 is above 20, although both print as 20.00.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import IsianSalah
from inti.formats import share
from inti.money import whole_rupiah

BULAN_SETAHUN = 12


class Kategori(TextChoices):
    """The band of a figure, from good to bad."""

    MEMUASKAN = "memuaskan", gettext_lazy("memuaskan")
    MINIMUM = "minimum", gettext_lazy("minimum")
    PENUNDAAN = "penundaan", gettext_lazy("penundaan")


@dataclass(frozen=True)
class Pita:
    """The borders of one figure, in percent: `memuaskan` and `minimum` still belong to their band.

    `tinggi_baik` says which way is better; without `tepat_minimum` a figure exactly on the border is already penundaan,
    as one field program has it.
    """

    memuaskan: Decimal
    minimum: Decimal
    tinggi_baik: bool
    tepat_minimum: bool = True

    def band(self, nilai: Decimal) -> Kategori:
        """The band of an unrounded percentage. Source: KEU-74."""
        tanda = 1 if self.tinggi_baik else -1
        if tanda * nilai >= tanda * self.memuaskan:
            return Kategori.MEMUASKAN
        lewat = tanda * nilai - tanda * self.minimum
        return Kategori.MINIMUM if lewat > 0 or (lewat == 0 and self.tepat_minimum) else Kategori.PENUNDAAN


PITA: dict[str, Pita] = {
    "lar": Pita(Decimal(10), Decimal(20), tinggi_baik=False),
    "par": Pita(Decimal(10), Decimal(20), tinggi_baik=False),
    "rr": Pita(Decimal(90), Decimal(80), tinggi_baik=True),
    "ccr": Pita(Decimal(125), Decimal(100), tinggi_baik=True),
    "roi": Pita(Decimal(10), Decimal(0), tinggi_baik=True),
}


@dataclass(frozen=True)
class Bahan:
    """What the KPI of a month are made of: counts of KSM, rupiah, and the number of the month (1 to 12).

    `saldo_menunggak_3` is the whole balance of the loans three instalments or more in arrears, `tunggakan_3` only their
    overdue part. `pendapatan`, `biaya` and `laba` run from January; `modal` is all capital.
    Raises: IsianSalah for what cannot be, such as a part above its whole. Source: KEU-40, KEU-77.
    """

    ksm_berpinjaman: int
    ksm_menunggak_3: int
    saldo_pinjaman: Decimal
    saldo_menunggak_3: Decimal
    tunggakan_3: Decimal
    pendapatan: Decimal
    biaya: Decimal
    laba: Decimal
    modal: Decimal
    bulan: int

    def __post_init__(self) -> None:
        galat: dict[str, list[str]] = {}
        for bidang in ("saldo_pinjaman", "saldo_menunggak_3", "tunggakan_3", "pendapatan", "biaya", "modal"):
            whole_rupiah(getattr(self, bidang), bidang=bidang)
        whole_rupiah(abs(Decimal(self.laba)), bidang="laba")
        if self.ksm_berpinjaman < 0 or self.ksm_menunggak_3 < 0:
            galat["ksm_berpinjaman"] = [_("Jumlah KSM tidak boleh kurang dari nol.")]
        if self.ksm_menunggak_3 > self.ksm_berpinjaman:
            galat["ksm_menunggak_3"] = [_("Tidak boleh melebihi jumlah KSM yang berpinjaman.")]
        if self.saldo_menunggak_3 > self.saldo_pinjaman:
            galat["saldo_menunggak_3"] = [_("Tidak boleh melebihi seluruh saldo pinjaman.")]
        if self.tunggakan_3 > self.saldo_menunggak_3:
            galat["tunggakan_3"] = [_("Tidak boleh melebihi saldo pinjaman yang menunggak itu.")]
        if not 1 <= self.bulan <= BULAN_SETAHUN:
            galat["bulan"] = [_("Isi bulan 1 sampai 12.")]
        if galat:
            raise IsianSalah(galat)


@dataclass(frozen=True)
class Nilai:
    """One figure: percent, unrounded, and its band; both None where there is nothing to divide by."""

    nilai: Decimal | None
    kategori: Kategori | None


@dataclass(frozen=True)
class Kinerja:
    """The five figures of one month."""

    lar: Nilai
    par: Nilai
    rr: Nilai
    ccr: Nilai
    roi: Nilai

    @property
    def terburuk(self) -> Kategori | None:
        """The worst band of those known; there is no sourced score to add them up. Source: KEU-76."""
        return worst(n.kategori for n in (self.lar, self.par, self.rr, self.ccr, self.roi))


def measure(bahan: Bahan, pita: dict[str, Pita] = PITA) -> Kinerja:
    """The five figures of a month with their bands.

    Source: KEU-70 (LAR, PAR), KEU-71 (RR), KEU-72 (CCr), KEU-73 (ROI), KEU-74 (bands), KEU-75 (nothing to divide by).
    """
    return Kinerja(
        lar=_judge(share(bahan.ksm_menunggak_3, bahan.ksm_berpinjaman), pita["lar"]),
        par=_judge(share(bahan.saldo_menunggak_3, bahan.saldo_pinjaman), pita["par"]),
        rr=_judge(share(bahan.saldo_pinjaman - bahan.tunggakan_3, bahan.saldo_pinjaman), pita["rr"]),
        ccr=_judge(share(bahan.pendapatan, bahan.biaya), pita["ccr"]),
        roi=_judge(share(bahan.laba * BULAN_SETAHUN, bahan.modal * bahan.bulan), pita["roi"]),
    )


def worst(kategori: Iterable[Kategori | None]) -> Kategori | None:
    """The worst of some bands, None when none is known. Source: KEU-76."""
    urut = list(Kategori)
    return max((k for k in kategori if k is not None), key=urut.index, default=None)


def _judge(nilai: Decimal | None, pita: Pita) -> Nilai:
    return Nilai(nilai, None if nilai is None else pita.band(nilai))
