"""Where the body of the residents is entered. One place, so that an address is never guessed twice."""

from __future__ import annotations

from typing import Any

from siklus.tautan import kelurahan, langkah


def bkm(kode: str, bagian: str = "") -> str:
    """The tab "BKM" of a kelurahan, or one of its forms: "rapat", "akta", "keadaan-awal"."""
    return kelurahan(kode, "bkm" + (f"/{bagian}" if bagian else ""))


def kesiapan(pk: Any) -> str:
    """The readiness evaluation of an S4."""
    return langkah(pk, "kesiapan")


def ad(pk: Any) -> str:
    """The statutes of an S4."""
    return langkah(pk, "anggaran-dasar")


def pengukuhan(pk: Any) -> str:
    """Naming and installing the BKM from the result of an S4."""
    return langkah(pk, "pengukuhan")


def rapat_koordinator(pk: Any) -> str:
    """The members' meeting that chooses the koordinator."""
    return langkah(pk, "koordinator")


def susunan(pk: Any) -> str:
    """Appointing units and secretariat from an S4b."""
    return langkah(pk, "susunan")
