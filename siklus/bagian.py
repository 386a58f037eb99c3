"""Parts of the house that are not built yet, said honestly: what each will hold, and which stages wait for it.

An app of a later floor announces itself here until it has pages of its own; then its line goes. What waits is not typed:
it is read from the definitions, by the functions that nobody has registered. Source: SIK-17.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from inti import registry
from inti.registry import Tab, tab_kelurahan
from siklus import izin, tautan
from siklus.definisi.model import DefGerbang, Definisi, DefLangkah, DefSyarat


@dataclass(frozen=True)
class BagianBelum:
    """One part to come: its address below the kelurahan, its name, what it will hold, and its app."""

    kode: str
    label: Any
    isi: Any
    app: str


@dataclass(frozen=True)
class Menanti:
    """One stage and the conditions of it that wait for a part."""

    langkah: DefLangkah
    kalimat: list[str]


belum: dict[str, BagianBelum] = {}


def announce(kode: str, *, label: Any, isi: Any, app: str, urutan: int) -> None:
    """Register a part that is not built yet, with its tab on the kelurahan page."""
    belum[kode] = BagianBelum(kode, label, isi, app)
    tab_kelurahan.daftar(kode, Tab(label, urutan, lambda wilayah: tautan.kelurahan(wilayah, kode), izin.LIHAT))


def waiting_stages(bagian: BagianBelum, definisi: Definisi) -> list[Menanti]:
    """Stages of a programme whose gates or conditions ask this part, with what they ask."""
    hasil = []
    for langkah in definisi.langkah:
        butir: list[DefGerbang | DefSyarat] = [*langkah.gerbang, *langkah.syarat]
        tanya = [
            str(b.kalimat) for b in butir if b.fungsi.startswith(f"{bagian.app}.") and b.fungsi not in registry.syarat
        ]
        if tanya:
            hasil.append(Menanti(langkah, tanya))
    return hasil
