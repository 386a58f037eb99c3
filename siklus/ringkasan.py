"""Counts of the cycle over an area: how many kelurahan stand where, who is late, what waits for a verifier.

Every figure is computed from the rows when it is asked, with the address of the list that it counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from inti.formats import share
from siklus.models import Langkah
from siklus.queries_halaman import latest_siklus


@dataclass(frozen=True)
class Ringkasan:
    """Figures of one area. Counts are kelurahan unless said; `tertua` is days since the oldest submission."""

    kelurahan: int
    terlambat: int
    menolak: int
    dikembalikan: int
    menunggu_langkah: int
    tertua: int | None

    @property
    def tepat(self) -> int:
        """Kelurahan without a late stage."""
        return self.kelurahan - self.terlambat

    @property
    def persen_tepat(self) -> Decimal | None:
        """Percent of kelurahan without a late stage; None where there is no kelurahan."""
        return share(self.tepat, self.kelurahan)


def summarise(user: Any, *, kode: str = "") -> Ringkasan:
    """Figures of the officer's whole scope, or of one area in it. Four queries."""
    siklus = latest_siklus(user)
    langkah = Langkah.objects.visible_to(user)
    if kode:
        siklus, langkah = siklus.in_area(kode), langkah.in_area(kode)  # type: ignore[attr-defined]
    dalam = langkah.filter(siklus__in=siklus.values("pk"))
    jumlah = siklus.aggregate(semua=Count("pk"), menolak=Count("pk", filter=Q(status="menolak")))
    menunggu = langkah.filter(status="diajukan").with_lateness().only("id", "wilayah_id")
    hari = [x.hari_menunggu for x in menunggu]  # type: ignore[attr-defined]
    return Ringkasan(
        kelurahan=jumlah["semua"],
        terlambat=dalam.late().values("siklus").distinct().count(),
        menolak=jumlah["menolak"],
        dikembalikan=dalam.filter(status="dikembalikan").values("siklus").distinct().count(),
        menunggu_langkah=len(hari),
        tertua=max(hari, default=None),
    )
