"""Where findings, reminders and share texts lead. One place, so that an address is never guessed twice."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode


def langkah(pk: Any, bagian: str = "", **tanya: str) -> str:
    """The page of a stage, or one of its parts: "pertemuan/baru", "keluaran/baru", "keputusan", "relawan"."""
    alamat = f"/langkah/{pk}/" + (f"{bagian}/" if bagian else "")
    return f"{alamat}?{urlencode(tanya)}" if tanya else alamat


def kelurahan(kode: str, tab: str = "") -> str:
    """The page of an area, or one of its tabs."""
    return f"/kelurahan/{kode}/" + (f"{tab}/" if tab else "")


def jadwal(kode: str) -> str:
    """The master schedule of a kota."""
    return f"/jadwal/{kode}/"


def lokasi() -> str:
    """The official list of locations."""
    return "/lokasi/"
