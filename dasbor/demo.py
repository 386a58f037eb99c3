"""Demo part of `dasbor`: the months before, and the figures of today, so that the first look needs no worker."""

from __future__ import annotations

from dasbor.management.commands.hitung_ringkasan import months_since
from dasbor.segarkan import fill_month, refresh
from inti.peragaan import Tulis

MULAI = "2026-01"


def load(tulis: Tulis) -> None:
    """Fill the months since the demo cycle began, and compute everything that is stale."""
    for akhir in months_since(MULAI):
        fill_month(akhir)
    tulis(f"  {refresh(batas_detik=3600)} kelurahan diringkas")
