"""The programmes this house runs, by their pinned name (`p2kp@1`). Source: SIK-23 in docs/aturan.md.

A new programme is a module with one `Definisi` and one line here; a new version of a used programme is a new
`Definisi` beside the old one, because running Siklus stay pinned on theirs.
"""

from siklus.definisi.model import Definisi
from siklus.definisi.p2kp import P2KP
from siklus.definisi.pnpm_perdesaan import PNPM_PERDESAAN

DEFINISI: dict[str, Definisi] = {definisi.kunci: definisi for definisi in (P2KP, PNPM_PERDESAAN)}


def ambil_definisi(kunci: str) -> Definisi:
    """The definition pinned under this name. Raises: KeyError when nobody wrote it."""
    return DEFINISI[kunci]


def semua_definisi() -> tuple[Definisi, ...]:
    """Every definition, in the order of this module."""
    return tuple(DEFINISI.values())


def definisi_terbaru(kode: str) -> Definisi:
    """The newest version of a programme, on which new Siklus are pinned. Raises: KeyError for an unknown programme."""
    calon = [definisi for definisi in DEFINISI.values() if definisi.kode == kode]
    if not calon:
        raise KeyError(kode)
    return max(calon, key=lambda definisi: definisi.versi)
