"""Building blocks of a printed plan, and their numbers: "Tabel 3", "Gambar 2" with an anchor for the list in front."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Isi = dict[str, Any]
LABEL_BAWAH = 44  # letters; with longer labels the figures stand under the picture, over the whole width
BUTIR = re.compile(r"^(\d{1,2}[.)]|[-•])\s+(.+)$")


def text(isi: str) -> list[Isi]:
    """Paragraphs of a free text, parted by a blank line; lines that begin with "1." or "-" become a list."""
    hasil: list[Isi] = []
    for alinea in isi.replace("\r", "").split("\n\n"):
        for baris in (b.strip() for b in alinea.split("\n")):
            butir = BUTIR.match(baris)
            if not baris:
                continue
            jenis, nomor = ("butir", butir[1][0].isdigit()) if butir else ("paragraf", False)
            kata = " ".join((butir[2] if butir else baris).split())
            if hasil and hasil[-1]["jenis"] == jenis and (jenis == "paragraf" or hasil[-1]["nomor"] == nomor):
                hasil[-1]["isi"].append(kata)
            else:
                hasil.append({"jenis": jenis, "isi": [kata], **({"nomor": nomor} if butir else {})})
    return hasil


def heading(isi: str) -> Isi:
    """A heading inside a chapter."""
    return {"jenis": "subjudul", "isi": isi}


def bullets(isi: Sequence[str], *, nomor: bool = False) -> list[Isi]:
    """A list, numbered or not; nothing where it is empty."""
    return [{"jenis": "butir", "isi": [str(i) for i in isi], "nomor": nomor}] if isi else []


def not_yet(isi: str) -> Isi:
    """What a reader sees where nothing was recorded yet."""
    return {"jenis": "belum", "isi": isi}


def figures(isi: Sequence[tuple[str, str]]) -> Isi:
    """A row of key figures: value and what it is."""
    return {"jenis": "angka", "isi": [{"nilai": n, "label": t} for n, t in isi]}


def chart(
    rupa: str, judul: str, data: Sequence[Any], *, seri: Sequence[str] = (), satuan: str = "", kata: str = ""
) -> Isi:
    """A chart as data: `rupa` batang, bertumpuk or sebaris; `satuan` juta (of rupiah) or a noun; `kata` a sentence above it."""
    return {"jenis": "grafik", "rupa": rupa, "judul": judul, "seri": list(seri), "data": [[str(n), v] for n, v in data],
            "satuan": satuan, "kata": kata, "bawah": max((len(str(n)) for n, _v in data), default=0) > LABEL_BAWAH}  # fmt: skip


@dataclass
class Daftar:
    """Numbers tables and charts as chapters are put together."""

    tabel: list[Isi] = field(default_factory=list)
    gambar: list[Isi] = field(default_factory=list)

    def chapter(
        self,
        kode: str,
        judul: str,
        blok: list[Isi],
        *,
        lebar: bool = False,
        label: str = "Bab",
        sambung: bool = False,
        utuh: bool = False,
    ) -> Isi:
        """A chapter whose captioned blocks carry their numbers.

        `sambung` lets it follow on the same sheet, `utuh` keeps it in one piece where it fits one sheet.
        """
        for b in blok:
            if b["jenis"] == "tabel" and b["judul"]:
                self._number(b, self.tabel, "Tabel", "tabel")
            elif b["jenis"] == "grafik":
                self._number(b, self.gambar, "Gambar", "gambar")
        return {
            "kode": kode,
            "kunci": f"bagian-{kode.lower()}",
            "label": f"{label} {kode}" if label else "",
            "judul": judul,
            "blok": blok,
            "lebar": lebar,
            "sambung": sambung,
            "utuh": utuh,
        }

    @staticmethod
    def _number(b: Isi, daftar: list[Isi], kata: str, kunci: str) -> None:
        b["kunci"] = f"{kunci}-{len(daftar) + 1}"
        b["urut"] = f"{kata} {len(daftar) + 1}"
        daftar.append({"kunci": b["kunci"], "urut": b["urut"], "judul": b["judul"]})
