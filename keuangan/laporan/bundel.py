"""All reports of one month in one file: cover, contents with page numbers, one sheet of signatures, then the reports.

Every part is the report itself (`compute`, `build_lu02`), so the file says what the single papers say. DRAF while the month
is open, final once it is locked, dated on that day. Source: KEU-200, DOK-06.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti import formats
from inti.registry import jenis_dokumen
from keuangan.laporan.daftar import JENIS, compute
from keuangan.laporan.dokumen import closed, head_of, issuer, pictures
from keuangan.laporan.keluaran import as_data
from keuangan.models import Buku, Periode
from keuangan.reports_kolektibilitas import build_lu02
from laporan.models import NomorSurat
from laporan.nomor import take_number
from laporan.registry import JenisDokumen
from wilayah.waktu import today_in

BUNDEL = "bundel_bulan"
KOLEKTIBILITAS = "kolektibilitas"
# What a month hands over, in the order in which it is read; of a UPK its loans, of the others the money of each fund.
ISI_UPK = ("neraca-saldo", "neraca", "laba-rugi", KOLEKTIBILITAS, "buku-kas", "buku-bank")
ISI_LAIN = ("neraca-saldo", "neraca", "laba-rugi", "dana", "buku-kas", "buku-bank")

Isi = dict[str, Any]


def build(periode: Periode) -> Isi:
    """Cover, place, signatures and every report of the month that has a figure. A constant number of queries."""
    buku = Buku.objects.select_related("badan", "wilayah").get(pk=periode.buku_id)
    periode.buku = buku
    susunan = ISI_UPK if buku.unit == "upk" else ISI_LAIN
    lembar = [lembar for kode in susunan if (lembar := _sheet(kode, buku, periode)) is not None]
    kepala = head_of(buku)
    hari = day_of(periode)
    return {
        **kepala, "tempat_tanggal": f"{kepala['tempat']['singkat']}, {formats.tanggal(hari)}",
        "buku": str(buku), "bulan": formats.tanggal(periode.awal, "bulan"), "akhir": formats.tanggal(periode.akhir),
        "dikunci": formats.tanggal(periode.ditutup_pada) if closed(periode) else "", "lembar": lembar,
    }  # fmt: skip


def day_of(periode: Periode) -> Any:
    """The day the file bears: that of locking, so that a locked month is printed the same for ever; today before."""
    return periode.ditutup_pada if closed(periode) else today_in(periode.wilayah_id)


def _sheet(kode: str, buku: Buku, periode: Periode) -> Isi | None:
    """One part; None where the ledger has nothing to say in it."""
    susun: Callable[[str, Buku, Periode], Isi | None] = _loans if kode == KOLEKTIBILITAS else _report
    return susun(kode, buku, periode)


def _report(kode: str, buku: Buku, periode: Periode) -> Isi | None:
    lap = compute(JENIS[kode], buku, periode.awal, periode.akhir)
    if not any(isinstance(n, Decimal) and n for b in lap.bagian for r in b.baris for n in r.isi):
        return None
    return {"kode": kode, "judul": str(lap.judul), "laporan": as_data(lap)}


def _loans(kode: str, buku: Buku, periode: Periode) -> Isi | None:
    isi = build_lu02(periode)
    if not any(t["baris"] for t in isi["tabel"][:-1]):  # the last one counts classes, there are always those
        return None
    return {"kode": kode, "judul": isi["judul"], "hari": isi["hari"], "tabel": isi["tabel"]}


def drawings(isi: Isi) -> Isi:
    """By code of a part: its tables as print shows them, and its chart."""
    return {s["kode"]: pictures({"laporan": s["laporan"]}) for s in isi["lembar"] if "laporan" in s}


def number(periode: Periode) -> NomorSurat:
    """The number of the file of this month, taken once, dated on its last day or today."""
    hari = min(today_in(periode.wilayah_id), periode.akhir)
    return take_number(
        BUNDEL, periode, pemilik=str(periode.buku_id), singkatan="LAP-BLN", lingkup=periode.wilayah_id, tanggal=hari
    )


def title(periode: Periode) -> str:
    """The title in the archive."""
    buku = Buku.objects.select_related("badan").get(pk=periode.buku_id)
    return f"Laporan keuangan {buku}, {formats.tanggal(periode.awal, 'bulan')}"


def register() -> None:
    """Tell laporan of the file of a month."""
    jenis_dokumen.daftar(
        BUNDEL,
        JenisDokumen(
            kode=BUNDEL, judul=_("Laporan keuangan satu bulan"), model="keuangan.periode",
            templat="dokumen/bundel_bulan.html", build=build, penerbit=issuer, final=closed, nomor=number, nama=title,
            gambar=drawings,
        ),
    )  # fmt: skip
