"""Where groups are shown and entered; one place, so that an address is never guessed twice."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode


def ksm(pk: Any, bagian: str = "") -> str:
    """The page of a group, or one of its parts: "anggota", "aturan"."""
    return f"/ksm/{pk}/" + (f"{bagian}/" if bagian else "")


def kelurahan(kode: str, bagian: str = "") -> str:
    """The groups of a kelurahan, or the form for a new one."""
    return f"/kelurahan/{kode}/ksm/" + (f"{bagian}/" if bagian else "")


def daftar(kode: str = "", **saring: str) -> str:
    """The register, narrowed to an area."""
    isi = {k: v for k, v in {"wilayah": kode, "status": "aktif", **saring}.items() if v}
    return f"/ksm/?{urlencode(isi)}"


def usulan(pk: Any, bagian: str = "") -> str:
    """The page of a proposal, or one of its parts: "rab", "janji", "pemanfaat", "ubah"; works see `tautan_pelaksanaan`."""
    return f"/usulan/{pk}/" + (f"{bagian}/" if bagian else "")


def daftar_usulan(kode: str = "", **saring: str) -> str:
    """The register of proposals, narrowed to an area."""
    isi = {k: v for k, v in {"wilayah": kode, **saring}.items() if v}
    return "/usulan/" + (f"?{urlencode(isi)}" if isi else "")


def bappuk(pk: Any, bagian: str = "") -> str:
    """The page of a BAPPUK."""
    return f"/bappuk/{pk}/" + (f"{bagian}/" if bagian else "")


def bappuk_kelurahan(kode: str, bagian: str = "") -> str:
    """The BAPPUK of a kelurahan, with the money left."""
    return f"/kelurahan/{kode}/bappuk/" + (f"{bagian}/" if bagian else "")
