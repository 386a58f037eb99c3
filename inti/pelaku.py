"""Who acts. Actions take `oleh`: a Pengguna, or SISTEM for commands and tasks that act for nobody in particular."""

from __future__ import annotations

import uuid
from typing import Any, Protocol

from inti.latihan import is_latihan


def lies_in(kode: str, atas: str) -> bool:
    """Whether an area code is the other one or lies below it."""
    return kode == atas or kode.startswith(atas + ".")


class Pelaku(Protocol):
    """What `inti` needs to know of an actor; `akun.Pengguna` and `SISTEM` both offer it."""

    pk: Any
    nama: str

    def may(self, izin: str, row: Any = None, *, kode: str | None = None) -> bool: ...

    def cakupan(self, izin: str) -> tuple[Cakupan, ...]: ...


class Cakupan:
    """One area in which an actor holds an izin; `badan_id` narrows it to one body, `jenis_badan` says of which kind.

    `sendiri`: it reaches rows of that body alone, also where rows of the area stand open to whoever may read there.
    The nation ("") is every real area; only the system's own scope (`penuh`) holds the practice areas too. LAT-01.
    """

    __slots__ = ("badan_id", "jenis_badan", "kode", "penuh", "sendiri")

    def __init__(
        self,
        kode: str,
        badan_id: uuid.UUID | None = None,
        jenis_badan: str = "",
        *,
        penuh: bool = False,
        sendiri: bool = False,
    ) -> None:
        self.kode = kode
        self.sendiri = sendiri
        self.badan_id = badan_id
        self.jenis_badan = jenis_badan
        self.penuh = penuh

    def __repr__(self) -> str:
        return f"Cakupan({self.kode!r}, {self.badan_id!r})"

    def __eq__(self, lain: object) -> bool:
        return isinstance(lain, Cakupan) and self._kunci == lain._kunci

    def __hash__(self) -> int:
        return hash(self._kunci)

    @property
    def _kunci(self) -> tuple[Any, ...]:
        return self.kode, self.badan_id, self.sendiri

    def covers(self, kode: str) -> bool:
        """True when the area `kode` lies in this area ("" is the nation)."""
        if not self.kode:
            return self.penuh or not is_latihan(kode)
        return lies_in(kode, self.kode)

    def admits(self, badan: Any, model: Any) -> bool:
        """True when a row of `model` that belongs to the body `badan` (None: to none) is within this scope. UMU-11, DOK-21."""
        if self.sendiri:
            return badan is not None and badan == self.badan_id
        return badan in (None, self.badan_id) or not self.narrows(model)

    def narrows(self, model: Any) -> bool:
        """True when rows of `model` are seen only where they belong to this scope's own body.

        A model whose rows belong to bodies of one kind names it in `JENIS_BADAN`: the treasurer of a KSM sees only the
        own group, the secretary of the BKM, whose body is of another kind, all groups of the kelurahan. Source: UMU-11.
        """
        if self.badan_id is None or not getattr(model, "JALUR_BADAN", ""):
            return False
        return getattr(model, "JENIS_BADAN", "") in {"", self.jenis_badan}


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
