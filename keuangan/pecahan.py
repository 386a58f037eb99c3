"""Notes and coins of the rupiah, as a cash count lists them. A code says kind and value: "k50000", "l500"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

KERTAS = (100_000, 75_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
LOGAM = (1_000, 500, 200, 100, 50)
# code -> (kind, value in rupiah)
PECAHAN: dict[str, tuple[str, int]] = {
    **{f"k{n}": ("kertas", n) for n in KERTAS},
    **{f"l{n}": ("logam", n) for n in LOGAM},
}
JENIS: dict[str, Any] = {"kertas": _("Uang kertas"), "logam": _("Uang logam")}
LEMBAR_MAKS = 1_000_000


def worth(lembar: Mapping[str, int]) -> Decimal:
    """What counted notes and coins are worth (rupiah)."""
    return Decimal(sum(PECAHAN[kode][1] * n for kode, n in lembar.items()))


def rows(lembar: Mapping[str, int]) -> list[tuple[str, int, int, int]]:
    """(kind, value, pieces, rupiah) of every denomination, largest first, empty ones too."""
    return [(jenis, n, lembar.get(kode, 0), n * lembar.get(kode, 0)) for kode, (jenis, n) in PECAHAN.items()]


def pieces_of(jumlah: int) -> dict[str, int]:
    """Pieces that make up an amount (rupiah), largest first; what is less than the smallest is left over."""
    sisa, lembar = jumlah, {}
    for kode, (_jenis, nilai) in sorted(PECAHAN.items(), key=lambda x: -x[1][1]):
        lembar[kode], sisa = divmod(sisa, nilai)
    return lembar
