"""The ways a report leaves: as plain data (API, frozen paper), as a workbook, as a table with links, as a chart. KEU-100."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inti import charts
from inti.formats import angka
from inti.formats import tanggal as format_tanggal
from inti.tabel import Kolom
from inti.xlsx import Lembar, export_sheets
from keuangan.laporan.dasar import BagianLaporan, BarisLaporan, Laporan, Saring
from keuangan.models import Buku

JUTA = Decimal(1_000_000)


def plain(nilai: Any) -> Any:
    """A value for programs: rupiah as a string with two decimals, a day as ISO, nothing as null."""
    if isinstance(nilai, Decimal):
        return f"{nilai:.2f}"
    if isinstance(nilai, datetime.date):
        return nilai.isoformat()
    return None if nilai is None or nilai == "" else str(nilai)


def as_data(lap: Laporan) -> dict[str, Any]:
    """The whole report as plain data: the same values for API and paper."""
    return {
        "nama": lap.kode, "judul": str(lap.judul), "dari": lap.dari.isoformat(), "sampai": lap.sampai.isoformat(),
        "bagian": [
            {
                "kode": b.kode, "judul": str(b.judul), "kosong": str(b.kosong),
                "kolom": [{"kode": k.kode, "label": str(k.label), "jenis": k.jenis} for k in b.kolom],
                "baris": [
                    {"gaya": r.gaya, "nilai": {k.kode: plain(n) for k, n in zip(b.kolom, r.isi, strict=True)}} for r in b.baris
                ],
            }
            for b in lap.bagian
        ],
        "catatan": [str(c) for c in lap.catatan],
        "grafik": {
            "judul": str(lap.grafik.judul), "bulan": [b.isoformat() for b in lap.grafik.waktu],
            "seri": {n: [plain(x) for x in s] for n, s in lap.grafik.seri.items()},
        } if lap.grafik else None,
    }  # fmt: skip


def _value(i: int) -> Callable[[BarisLaporan], Any]:
    return lambda b: b.isi[i]


def _address(i: int, alamat: Callable[[Saring], str]) -> Callable[[BarisLaporan], str]:
    def tautan(b: BarisLaporan) -> str:
        saring = b.behind(i)
        return alamat(saring) if saring is not None and b.isi[i] not in (None, "") else ""

    return tautan


def columns_of(bagian: BagianLaporan, alamat: Callable[[Saring], str] | None = None) -> list[Kolom]:
    """The columns of a section for the table component; `alamat` leads from a figure to its journal lines."""
    return [
        Kolom(k.kode, k.label, k.jenis, ambil=_value(i), tautan=_address(i, alamat) if alamat else None)
        for i, k in enumerate(bagian.kolom)
    ]


def as_xlsx(lap: Laporan, buku: Buku) -> bytes:
    """The report as a workbook, one sheet for each section; figures are numbers. Source: UMU-24."""
    lembar = [
        Lembar(f"{i} {b.judul}" if len(lap.bagian) > 1 else b.judul, columns_of(b), b.baris)
        for i, b in enumerate(lap.bagian, 1)
    ]
    keterangan = [
        (_("Buku"), str(buku)), (_("Dari"), format_tanggal(lap.dari)), (_("Sampai"), format_tanggal(lap.sampai)),
        *((_("Catatan"), str(c)) for c in lap.catatan),
    ]  # fmt: skip
    return export_sheets(lap.judul, lembar or [Lembar(_("Data"), [], [])], keterangan=keterangan)


def draw(data: Mapping[str, Any] | None, lebar: int = 640, tinggi: int = 220) -> charts.Grafik | None:
    """The chart of a report from its plain data, in millions of rupiah; None where there is nothing but zero."""
    if not data or not any(Decimal(n) for s in data["seri"].values() for n in s if n is not None):
        return None
    return charts.line(
        _("%(judul)s (juta rupiah)") % {"judul": data["judul"]},
        [format_tanggal(datetime.date.fromisoformat(b), "bulan_pendek") for b in data["bulan"]],
        {n: [Decimal(x) / JUTA for x in s] for n, s in data["seri"].items()},
        tulis=lambda n: angka(n, 1), lebar=lebar, tinggi=tinggi,
    )  # fmt: skip
