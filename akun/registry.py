"""Where higher apps say how their running work moves when one officer hands over to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from inti.registry import Registri

if TYPE_CHECKING:
    from akun.models import Pengguna


@dataclass(frozen=True)
class Serahan:
    """Running work of `dari` in the area `kode_wilayah` goes to `kepada` from `tanggal` on."""

    dari: Pengguna
    kepada: Pengguna
    kode_wilayah: str
    tanggal: date


# fn(serahan, *, oleh) -> one sentence of what moved, or "" when there was nothing. Runs inside the unit of the hand-over.
serah_terima: Registri[Callable[..., Any]] = Registri("serah_terima")
