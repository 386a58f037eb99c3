"""Who acts. Actions take `oleh`: a Pengguna, or SISTEM for commands and tasks that act for nobody in particular."""

from __future__ import annotations

import uuid
from typing import Any, Protocol


class Pelaku(Protocol):
    """What `inti` needs to know of an actor; `akun.Pengguna` and `SISTEM` both offer it."""

    pk: Any
    nama: str

    def may(self, izin: str, row: Any = None, *, kode: str | None = None) -> bool: ...

    def cakupan(self, izin: str) -> tuple[Cakupan, ...]: ...


class Cakupan:
    """One area in which an actor holds an izin; `badan_id` narrows it to one body (BKM, KSM)."""

    __slots__ = ("badan_id", "kode")

    def __init__(self, kode: str, badan_id: uuid.UUID | None = None) -> None:
        self.kode = kode
        self.badan_id = badan_id

    def __repr__(self) -> str:
        return f"Cakupan({self.kode!r}, {self.badan_id!r})"

    def __eq__(self, lain: object) -> bool:
        return isinstance(lain, Cakupan) and (self.kode, self.badan_id) == (lain.kode, lain.badan_id)

    def __hash__(self) -> int:
        return hash((self.kode, self.badan_id))

    def covers(self, kode: str) -> bool:
        """True when the area `kode` lies in this area ("" is the nation)."""
        return not self.kode or kode == self.kode or kode.startswith(self.kode + ".")


class PelakuSistem:
    """The system itself: management commands, sweeps and reference loads. May do everything, everywhere."""

    pk = uuid.UUID(int=0)
    id = pk
    nama = "Sistem"
    is_authenticated = True

    def may(self, izin: str, row: Any = None, *, kode: str | None = None) -> bool:
        return True

    def cakupan(self, izin: str) -> tuple[Cakupan, ...]:
        return (Cakupan(""),)


SISTEM = PelakuSistem()
