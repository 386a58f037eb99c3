"""Where works, upkeep and aid of a proposal are shown and recorded; one place, so that an address is never guessed twice."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from ksm import tautan


def karya(pk: Any, bagian: str = "pekerjaan", langkah: str = "") -> str:
    """A part of a proposal: "pekerjaan", "foto", "swadaya", "bantuan", "pemeliharaan"; or a form below it."""
    return tautan.usulan(pk, bagian) + (f"{langkah}/" if langkah else "")


def aset(kode: str = "", **saring: str) -> str:
    """The list of assets, narrowed to an area."""
    isi = {k: v for k, v in {"wilayah": kode, **saring}.items() if v}
    return "/sarana/" + (f"?{urlencode(isi)}" if isi else "")
