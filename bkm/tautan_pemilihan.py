"""Where the election is entered. One place, so that an address is never guessed twice."""

from __future__ import annotations

from typing import Any

from siklus.tautan import kelurahan, langkah

__all__ = ["kelurahan", "langkah", "meja", "panitia", "tatib", "tps"]


def meja(pk: Any) -> str:
    """The election desk of an S4."""
    return langkah(pk, "pemilihan")


def panitia(pk: Any) -> str:
    """Its panitia."""
    return langkah(pk, "panitia")


def tatib(pk: Any) -> str:
    """Its tata tertib."""
    return langkah(pk, "tatib")


def tps(pk: Any, baris: Any, bagian: str = "") -> str:
    """One polling place, or one of its forms: "hitung", "tetapkan", "ulang"."""
    return langkah(pk, f"tps/{baris}" + (f"/{bagian}" if bagian else ""))
