"""Who acts. Actions take `oleh`: a Pengguna, or SISTEM for commands and tasks that act for nobody in particular."""

from __future__ import annotations

import uuid
from typing import Any, Protocol

from inti.latihan import is_latihan


class Pelaku(Protocol):
    """What `inti` needs to know of an actor; `akun.Pengguna` and `SISTEM` both offer it."""

    pk: Any
    nama: str

    def may(self, izin: str, row: Any = None, *, kode: str | None = None) -> bool: ...

    def cakupan(self, izin: str) -> tuple[Cakupan, ...]: ...


class Cakupan:
    """One area in which an actor holds an izin; `badan_id` narrows it to one body (BKM, KSM).

    The nation ("") is every real area; only the system's own scope (`penuh`) holds the practice areas too. LAT-01.
    """

    __slots__ = ("badan_id", "kode", "penuh")

    def __init__(self, kode: str, badan_id: uuid.UUID | None = None, *, penuh: bool = False) -> None:
        self.kode = kode
        self.badan_id = badan_id
        self.penuh = penuh

    def __repr__(self) -> str:
        return f"Cakupan({self.kode!r}, {self.badan_id!r})"

    def __eq__(self, lain: object) -> bool:
        return isinstance(lain, Cakupan) and (self.kode, self.badan_id) == (lain.kode, lain.badan_id)

    def __hash__(self) -> int:
        return hash((self.kode, self.badan_id))

    def covers(self, kode: str) -> bool:
        """True when the area `kode` lies in this area ("" is the nation)."""
        if not self.kode:
            return self.penuh or not is_latihan(kode)
        return kode == self.kode or kode.startswith(self.kode + ".")


class PelakuSistem:
    """The system itself: management commands, sweeps and reference loads. May do everything, everywhere."""

    pk = uuid.UUID(int=0)
    id = pk
    nama = "Sistem"
    is_authenticated = True

    def may(self, izin: str, row: Any = None, *, kode: str | None = None) -> bool:
        return True

    def cakupan(self, izin: str) -> tuple[Cakupan, ...]:
        return (Cakupan("", penuh=True),)


class Pelatih(PelakuSistem):
    """Verifies in practice areas, so that one person can practise the whole way alone. Source: LAT-04."""

    pk = uuid.UUID(int=99)
    id = pk
    nama = "Pelatih (latihan)"


SISTEM = PelakuSistem()
PELATIH = Pelatih()
