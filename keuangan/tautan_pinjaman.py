"""Where loans are shown and worked on; one place, so that an address is never guessed twice."""

from __future__ import annotations

from typing import Any


def pinjaman(pk: Any, bagian: str = "") -> str:
    """The page of a loan, or one of its parts: "berkas", "putus", "bukti"."""
    return f"/keuangan/pinjaman/{pk}/" + (f"{bagian}/" if bagian else "")


def bagian_anggota(pk: Any) -> str:
    """The visit of one member (part B); how every such address begins for ""."""
    return "/keuangan/pinjaman/bagian/" + (f"{pk}/" if pk else "")


def daftar(buku: Any, bagian: str = "") -> str:
    """The loans of a ledger, or the form for a new application."""
    return f"/keuangan/buku/{buku}/pinjaman/" + (f"{bagian}/" if bagian else "")


def produk(buku: Any) -> str:
    """The products of a ledger."""
    return f"/keuangan/buku/{buku}/produk/"
