"""Where findings, cards and share texts lead. One place, so that an address is never guessed twice."""

from __future__ import annotations

from typing import Any

from siklus import tautan as siklus_tautan

KERTAS = "kertas-rencana"  # where the card of the papers stands on a page


def langkah(pk: Any) -> str:
    """The workshop of the plan below its stage."""
    return siklus_tautan.langkah(pk, "pjm")


def pjm(pk: Any, bagian: str = "") -> str:
    """One version, or one of its pages: "kegiatan", "bab", "prioritas", "uji", "pengesahan", "beda", "visi"."""
    return f"/pjm/{pk}/" + (f"{bagian}/" if bagian else "")


def kegiatan(pk: Any) -> str:
    """One activity."""
    return f"/pjm/kegiatan/{pk}/"


def renta(pk: Any) -> str:
    """One Renta."""
    return f"/renta/{pk}/"


def kelurahan(kode: str) -> str:
    """The PJM tab of a kelurahan."""
    return siklus_tautan.kelurahan(kode, "pjm")
