"""Tables of a plan as data: columns with their widths, heads, bands, rows and sums; one template prints them all.

A table is plain JSON: `kolom` [{k: kind of cell, l: width in mm}], `kepala` rows of head cells {t, k, r, c}, `baris`
[{rupa, sel, span}]. Widths are reckoned here from what the cells really hold, because the matrix must fit the sheet with
two sources of money as with seven, and figures must never break: numbers get what they need, words share the rest.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inti.formats import angka

TEGAK, LEBAR = 165, 277  # mm of print on a standing and on a lying sheet
PT = 0.3528  # mm
SISI = 2.1  # mm of air beside a cell's text, both sides together
NO, KATA, ANGKA, TENGAH, BULAN = "no", "", "n", "t", "bulan"
KOSONG = "–"
TIPIS, RAMPING, LEBAR_HURUF = ".,:;'| ", "ijlIt", "MWmw%"


@dataclass(frozen=True)
class Kolom:
    """One column: its head, the kind of its cells, and its least width (mm) or its share of the room left for words.

    A column of short words without share (`maks`) is as wide as its longest word, up to `maks` mm.
    """

    judul: str
    k: str = KATA
    bobot: float = 0.0
    min: float = 0.0
    maks: float = 0.0
    grup: str = ""


def text_width(teks: str, pt: float, *, tebal: bool = False) -> float:
    """About how wide a text is in Source Sans 3 (mm): digits are half an em, points a quarter."""
    em = sum(
        0.5 if h.isdigit() else 0.27 if h in TIPIS else 0.3 if h in RAMPING else 0.86 if h in LEBAR_HURUF else 0.56
        for h in teks
    )
    return em * pt * PT * (1.06 if tebal else 1.0)


def widths(kolom: Sequence[Kolom], baris: Iterable[Sequence[str]], *, ruang: int, pt: float) -> list[int]:
    """Widths in whole mm that fill `ruang`: figures as wide as their longest, words share the rest by weight."""
    isi = list(baris)
    tetap: dict[int, int] = {}
    for i, k in enumerate(kolom):
        if k.bobot:
            continue
        kata = max((text_width(w, pt, tebal=True) for w in re.split(r"[\s/]+", k.judul)), default=0.0)
        sel = (b[i] for b in isi)
        bagian = (w for t in sel for w in t.split()) if k.maks else sel
        terpanjang = max((text_width(t, pt, tebal=not k.maks) for t in bagian), default=0.0)
        tetap[i] = math.ceil(max(kata, min(terpanjang, k.maks or terpanjang), k.min) + SISI)
    sisa = ruang - sum(tetap.values())
    bobot = sum(k.bobot for k in kolom) or 1.0
    hasil = [tetap.get(i, max(math.floor(sisa * k.bobot / bobot), 8)) for i, k in enumerate(kolom)]
    lebih = ruang - sum(hasil)
    kata_pertama = max((i for i in range(len(kolom)) if i not in tetap), key=lambda i: hasil[i], default=None)
    if kata_pertama is not None:
        hasil[kata_pertama] += lebih
    return hasil


def head(kolom: Sequence[Kolom]) -> list[list[dict[str, Any]]]:
    """The head of a table: one row, or two where neighbouring columns share a group."""
    if not any(k.grup for k in kolom):
        return [[{"t": k.judul, "k": k.k, "r": 1, "c": 1} for k in kolom]]
    atas: list[dict[str, Any]] = []
    bawah: list[dict[str, Any]] = []
    for k in kolom:
        if not k.grup:
            atas.append({"t": k.judul, "k": k.k, "r": 2, "c": 1})
            continue
        if atas and atas[-1]["k"] == "g" and atas[-1]["t"] == k.grup:
            atas[-1]["c"] += 1
        else:
            atas.append({"t": k.grup, "k": "g", "r": 1, "c": 1})
        bawah.append({"t": k.judul, "k": k.k, "r": 1, "c": 1})
    return [atas, bawah]


def row(sel: Sequence[Any], rupa: str = "", span: int = 1) -> dict[str, Any]:
    """One row; a band or a sum lets its first cell span `span` columns."""
    return {"rupa": rupa, "sel": [str(s) for s in sel], "span": span}


def table(
    kolom: Sequence[Kolom],
    baris: list[dict[str, Any]],
    *,
    judul: str = "",
    ruang: int = TEGAK,
    pt: float = 8.6,
    rupa: str = "",
    catatan: str = "",
) -> dict[str, Any]:
    """A table block. Rows whose first cell spans are measured by the cells after it."""
    ukur = [["", *[""] * (b["span"] - 1), *b["sel"][1:]] if b["span"] > 1 else b["sel"] for b in baris]
    lebar = widths(kolom, [u for u in ukur if len(u) == len(kolom)], ruang=ruang, pt=pt)
    return {
        "jenis": "tabel",
        "judul": judul,
        "rupa": rupa,
        "kolom": [{"k": k.k, "l": n} for k, n in zip(kolom, lebar, strict=True)],
        "kepala": head(kolom),
        "baris": baris,
        "catatan": catatan,
    }


def amount(nilai: Any) -> str:
    """A count in a cell; nothing planned is a dash, not a zero."""
    return angka(nilai) if nilai else KOSONG


@dataclass(frozen=True)
class Uang:
    """How money is written in a matrix: in thousands where every line allows it exactly, else in rupiah."""

    ribu: bool

    @classmethod
    def of(cls, nilai: Iterable[int]) -> Uang:
        """Thousands only when no line loses anything by it."""
        return cls(ribu=all(n % 1000 == 0 for n in nilai))

    @property
    def satuan(self) -> str:
        """The unit, for heads."""
        return "ribu rupiah" if self.ribu else "rupiah"

    def tulis(self, nilai: int) -> str:
        """An amount of rupiah in this unit; a dash for nothing."""
        return amount(nilai // 1000 if self.ribu else nilai)


def volume(teks: str) -> str:
    """A planned volume ("1250.5") as people write it; "" where nothing is planned."""
    try:
        return angka(Decimal(teks)) if teks else ""
    except ArithmeticError:
        return teks
