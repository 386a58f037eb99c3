"""Where money of groups, their books and accounts are shown; one place, so that an address is never guessed twice."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode


def kelurahan(kode: str) -> str:
    """The money of the groups of a kelurahan: RPD and accounts."""
    return f"/kelurahan/{kode}/keuangan/dana-ksm/"


def buku(usulan: Any, bagian: str = "") -> str:
    """The book of a proposal, or one of its forms: "belanja", "upah", "rpd"."""
    return f"/keuangan/buku-ksm/{usulan}/" + (f"{bagian}/" if bagian else "")


def rpd(pk: Any, bagian: str = "") -> str:
    """An RPD, or one of its forms: "ubah", "bayar"."""
    return f"/keuangan/rpd/{pk}/" + (f"{bagian}/" if bagian else "")


def lpj(pk: Any, bagian: str = "") -> str:
    """An account of a group, or one of its forms: "ubah", "sisa"."""
    return f"/keuangan/lpj-ksm/{pk}/" + (f"{bagian}/" if bagian else "")


def lpj_bkm(pk: Any) -> str:
    """An account of the BKM."""
    return f"/keuangan/lpj-bkm/{pk}/"


def kasus(pk: Any, bagian: str = "") -> str:
    """A case of misuse, or one of its forms."""
    return f"/keuangan/penyelewengan/{pk}/" + (f"{bagian}/" if bagian else "")


def daftar(apa: str, kode: str = "", **saring: str) -> str:
    """A register ("rpd", "lpj-ksm", "penyelewengan"), narrowed to an area."""
    isi = {k: v for k, v in {"wilayah": kode, **saring}.items() if v}
    return f"/keuangan/{apa}/" + (f"?{urlencode(isi)}" if isi else "")
