"""Data tables: what a list shows, said once for screen and phone. The markup is templates/components/tabel.html.

A page gives `Kolom` descriptions and rows; `build_table` turns them into cells that are already formatted, so the
template neither queries nor decides. The same columns may feed the XLSX export (`label`, `ambil`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.http import QueryDict

from inti import formats

Jenis = Literal["teks", "angka", "rupiah", "uang", "persen", "tanggal", "tanda"]
FORMAT: dict[str, Callable[[Any], str]] = {
    "angka": formats.angka,
    "rupiah": formats.rupiah,
    "uang": lambda nilai: formats.rupiah(nilai, lambang=False),
    "persen": formats.persen,
    "tanggal": lambda nilai: formats.tanggal(nilai, "singkat"),
}


@dataclass(frozen=True)
class Kolom:
    """One column. `ambil` is a dotted path or a function of the row (default: `kode`); `tautan` a function to an address.

    `urut` names the ordering parameter value when the list can be sorted by this column.
    """

    kode: str
    label: Any
    jenis: Jenis = "teks"
    ambil: str | Callable[[Any], Any] = ""
    tautan: Callable[[Any], str] | None = None
    urut: str = ""

    @property
    def bilangan(self) -> bool:
        """True for columns of figures, which are aligned to the right."""
        return self.jenis in {"angka", "rupiah", "uang", "persen"}

    def nilai(self, baris: Any) -> Any:
        """The raw value of this column in one row."""
        return self.ambil(baris) if callable(self.ambil) else lookup(baris, self.ambil or self.kode)


@dataclass(frozen=True)
class Sel:
    """One cell as the template prints it."""

    kolom: Kolom
    isi: Any
    tautan: str = ""


class BarisSel(list[Sel]):
    """The cells of one row; `gaya` is how it stands out: "bidang" (heading of a group), "jumlah" (sum), "awas"."""

    gaya = ""


@dataclass(frozen=True)
class Kepala:
    """One column head, with the address that sorts by it and the direction in force ("", "naik", "turun")."""

    kolom: Kolom
    tautan: str = ""
    arah: str = ""


def lookup(objek: Any, jalur: str, bawaan: Any = "") -> Any:
    """Value at a dotted path through attributes and dictionaries; `bawaan` where something on the way is missing."""
    for nama in jalur.split("."):
        objek = objek.get(nama, bawaan) if isinstance(objek, dict) else getattr(objek, nama, bawaan)
        if objek is None:
            return bawaan
    return objek


def build_table(
    kolom: Sequence[Kolom], baris: Iterable[Any], *, kueri: QueryDict | None = None
) -> tuple[list[Kepala], list[BarisSel]]:
    """Heads (with sort links that keep the rest of the query) and rows of formatted cells.

    A row that has a `gaya` keeps it; the heading of a group shows nothing where it has nothing.
    """
    kepala = [_head(k, kueri) for k in kolom]
    isi = []
    for b in baris:
        sel = BarisSel(_cell(k, b) for k in kolom)
        sel.gaya = str(getattr(b, "gaya", ""))
        isi.append(sel)
    return kepala, isi


def _cell(kolom: Kolom, baris: Any) -> Sel:
    nilai = kolom.nilai(baris)
    if nilai in (None, "") and getattr(baris, "gaya", "") == "bidang":
        return Sel(kolom, "")
    isi = FORMAT[kolom.jenis](nilai or None if kolom.jenis == "tanggal" else nilai) if kolom.jenis in FORMAT else nilai
    return Sel(kolom, isi, kolom.tautan(baris) if kolom.tautan else "")


def _head(kolom: Kolom, kueri: QueryDict | None) -> Kepala:
    if not kolom.urut or kueri is None:
        return Kepala(kolom)
    kini = kueri.get("urut", "")
    arah = {kolom.urut: "naik", f"-{kolom.urut}": "turun"}.get(kini, "")
    baru = kueri.copy()
    for nama in ("sesudah", "sebelum", "cursor"):  # another order starts from the first page
        baru.pop(nama, None)
    baru["urut"] = f"-{kolom.urut}" if arah == "naik" else kolom.urut
    return Kepala(kolom, f"?{baru.urlencode()}", arah)
