"""Where ledgers are shown; one place, so that an address is never guessed twice."""

from __future__ import annotations


def kelurahan(kode: str) -> str:
    """The ledgers of a kelurahan."""
    return f"/kelurahan/{kode}/keuangan/"
