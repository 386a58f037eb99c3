"""One question of permission: may this actor do this to this row? `akun` answers through the user object."""

from __future__ import annotations

from typing import Any

from inti.errors import TidakBerwenang


def may(pelaku: Any, izin: str, row: Any = None, *, kode: str | None = None) -> bool:
    """True when a running Penugasan of `pelaku` that covers `row` (or area `kode`) carries `izin`."""
    tanya = getattr(pelaku, "may", None)
    return bool(tanya and tanya(izin, row, kode=kode))


def require(pelaku: Any, izin: str, row: Any = None, *, kode: str | None = None) -> None:
    """Raise TidakBerwenang unless `may`."""
    if not may(pelaku, izin, row, kode=kode):
        raise TidakBerwenang
