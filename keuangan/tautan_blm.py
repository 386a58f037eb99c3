"""Where the grant is shown; one place, so that an address is never guessed twice."""

from __future__ import annotations

from typing import Any


def kelurahan(kode: str, bagian: str = "") -> str:
    """The grant of a kelurahan, or one of its forms: "sppb/baru", "rekening", "pagu"."""
    return f"/kelurahan/{kode}/keuangan/blm/" + (f"{bagian}/" if bagian else "")


def sppb(pk: Any, bagian: str = "") -> str:
    """An agreement, or one of its forms."""
    return f"/keuangan/sppb/{pk}/" + (f"{bagian}/" if bagian else "")


def tahap(pk: Any, bagian: str = "") -> str:
    """A tranche, or one of its forms."""
    return f"/keuangan/tahap-blm/{pk}/" + (f"{bagian}/" if bagian else "")


def berkas(pk: Any, bagian: str = "") -> str:
    """A payment file, or one of its forms."""
    return f"/keuangan/berkas-pencairan/{pk}/" + (f"{bagian}/" if bagian else "")
