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


def daftar_pertemuan(kode: str, **saring: str) -> str:
    """Held meetings of an area."""
    return f"/pertemuan/?{urlencode({'area': kode, **saring})}"


def pertemuan_dihitung(kode: str) -> str:
    """The meetings of an area whose attendance enters the participation figures."""
    return daftar_pertemuan(kode, dihitung="true")


def daftar_masalah(kode: str, **saring: str) -> str:
    """Problems of an area."""
    return f"/masalah/?{urlencode({'wilayah': kode, **saring})}"


def daftar_potensi(kode: str, **saring: str) -> str:
    """Potentials of an area."""
    return f"/potensi/?{urlencode({'wilayah': kode, **saring})}"


def warga_peta(kode: str, bagian: str = "") -> str:
    """The tab "Warga & peta" of a kelurahan, or one of its parts."""
    return kelurahan(kode, "warga-peta") + (f"#{bagian}" if bagian else "")
