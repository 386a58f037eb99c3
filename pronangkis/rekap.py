"""Sums of a plan by source, year and field, from its cost lines. Everything that shows money adds up here. PJM-06, PJM-19.

Shares carry one decimal and always sum to exactly 100, BOP included; swadaya is told with its denominator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from inti.formats import share
from pronangkis.models import Bidang

NOL = Decimal(0)
SERATUS = Decimal(100)
LANGKAH_PERSEN = Decimal("0.1")
SWADAYA = "swadaya"
BLM = ("blm_apbn", "blm_apbd")


def exact_shares(nilai: Sequence[Decimal | int], *, langkah: Decimal = LANGKAH_PERSEN) -> list[Decimal]:
    """Shares in percent that sum to exactly 100 (largest remainder); all zero where nothing is to be shared."""
    total = sum((Decimal(n) for n in nilai), NOL)
    if total <= 0:
        return [NOL for _n in nilai]
    tepat = [Decimal(n) * SERATUS / total for n in nilai]
    bulat = [(t / langkah).to_integral_value(rounding="ROUND_FLOOR") * langkah for t in tepat]
    sisa = int((SERATUS - sum(bulat, NOL)) / langkah)
    for i in sorted(range(len(tepat)), key=lambda i: (bulat[i] - tepat[i], i))[:sisa]:
        bulat[i] += langkah
    return bulat


@dataclass
class BarisRekap:
    """One field of M3: rupiah by source, its total, its share (percent) of the plan."""

    bidang: str
    nama: str
    sumber: dict[str, Decimal] = field(default_factory=dict)
    total: Decimal = NOL
    persen: Decimal = NOL


@dataclass
class Rekap:
    """M3 of a plan (or of one of its years), in rupiah."""

    baris: list[BarisRekap]
    sumber: dict[str, Decimal]
    tahun: dict[int, Decimal]
    total: Decimal

    @property
    def swadaya(self) -> Decimal:
        """What residents bring, rupiah."""
        return self.sumber.get(SWADAYA, NOL)

    @property
    def blm(self) -> Decimal:
        """The grant, rupiah, whatever its government source."""
        return sum((self.sumber.get(k, NOL) for k in BLM), NOL)

    @property
    def swadaya_per_blm(self) -> Decimal | None:
        """Swadaya as percent of the grant; None without a grant."""
        return share(self.swadaya, self.blm) if self.blm else None

    @property
    def swadaya_per_total(self) -> Decimal | None:
        """Swadaya as percent of the whole cost; None without cost."""
        return share(self.swadaya, self.total) if self.total else None


def recap(biaya: Iterable[tuple[str, str, int, Decimal]], *, tahun: int | None = None) -> Rekap:
    """Add up lines of (bidang, sumber, tahun_ke, rupiah); `tahun` keeps one year of the plan.

    Tridaya and BOP are always there, in the order of the matrix; the work programme of the BKM where it has money.
    """
    per: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: NOL))
    per_tahun: dict[int, Decimal] = defaultdict(lambda: NOL)
    for bidang, sumber, ke, jumlah in biaya:
        if tahun is not None and ke != tahun:
            continue
        per[bidang][sumber] += jumlah
        per_tahun[ke] += jumlah
    ada = [b for b in Bidang if b != Bidang.KELEMBAGAAN or per.get(b.value)]
    baris = [
        BarisRekap(b.value, str(b.label), dict(per.get(b.value, {})), sum(per.get(b.value, {}).values(), NOL))
        for b in ada
    ]
    for satu, persen in zip(baris, exact_shares([b.total for b in baris]), strict=True):
        satu.persen = persen
    menurut: dict[str, Decimal] = defaultdict(lambda: NOL)
    for isi in per.values():
        for kode, jumlah in isi.items():
            menurut[kode] += jumlah
    return Rekap(baris, dict(menurut), dict(per_tahun), sum(menurut.values(), NOL))


def lines_of(kegiatan: Iterable[Any]) -> list[tuple[str, str, int, Decimal]]:
    """The cost lines of activities fetched with `program` and `biaya`."""
    return [(k.program.bidang, b.sumber_id, b.tahun_ke, b.jumlah) for k in kegiatan for b in k.biaya.all()]
