"""Papers of the loans of a UPK: LU-02, LU-04 and the KPI of a month; DRAF while the month is open. Source: KEU-170, DOK-06.

Each is about one month of one ledger, as it stood on its last day (today while it runs).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti import charts
from inti.formats import persen, rupiah, tanggal
from inti.registry import jenis_dokumen
from inti.tabel import Kolom, build_table
from keuangan.lembar_pinjaman import (
    KOLOM_KELAS,
    REGISTER,
    Lembaran,
    class_rows,
    class_sums,
    lu02,
)
from keuangan.models import Buku, Periode
from keuangan.queries_kinerja import trend
from keuangan.sajian_kinerja import figure_rows, other_rows, trend_series
from laporan.registry import Bagian, JenisDokumen
from siklus.reports.data import body_letterhead, place_data
from wilayah.waktu import today_in

LU02, LU04_PINJAMAN, LU04_TABUNGAN, KINERJA = "lu02", "lu04_pinjaman", "lu04_tabungan", "kinerja_upk"
LEBAR = 640
Isi = dict[str, Any]


def report_day(periode: Periode) -> datetime.date:
    """The day a paper of a month speaks of."""
    return min(periode.akhir, today_in(periode.wilayah_id))


def _frame(periode: Periode, kode: str) -> Isi:
    """Letterhead, day and signatures that every one of these papers has."""
    buku, hari = periode.buku, report_day(periode)
    tempat = place_data(periode.wilayah)
    kop = body_letterhead(periode.wilayah) if buku.badan.jenis == "bkm" else None
    return {
        "tempat": tempat, "kop": kop or {"atas": [], "nama": str(buku.badan), "alamat": ""},
        "unit": str(buku.get_unit_display()), "hari": tanggal(hari), "kode_bagian": kode,
        "tempat_tanggal": f"{tempat['singkat']}, {tanggal(hari)}",
        "penanda_tangan": [
            {"pengantar": "Disusun oleh,", "jabatan": "Pembuku UPK", "nama": ""},
            {"pengantar": "", "jabatan": "Manajer UPK", "nama": ""},
            {"pengantar": "Mengetahui,", "jabatan": "Pengawas UPK", "nama": ""},
        ],
    }  # fmt: skip


def _table(satu: Lembaran, judul: str = "") -> Isi:
    """A sheet as text, frozen: heads, rows, sums."""
    jumlah = satu.jumlah if satu.baris else []
    return {**_cells(satu.kolom, satu.baris, jumlah), "judul": judul, "catatan": satu.catatan}


def _cells(kolom: Sequence[Kolom], baris: Sequence[dict[str, Any]], jumlah: Sequence[Any]) -> Isi:
    """Cells as text, each saying whether it is a figure; what is empty stays empty."""
    kaki = [dict(zip((k.kode for k in kolom), jumlah, strict=True))] if jumlah else []
    isi = [
        [{"teks": "" if s.isi in ("", "–") else str(s.isi), "n": s.kolom.bilangan} for s in sel]
        for sel in build_table(kolom, [*baris, *kaki])[1]
    ]
    return {
        "kepala": [{"teks": str(k.label), "n": k.bilangan} for k in kolom],
        "baris": isi[:-1] if kaki else isi, "jumlah": isi[-1] if kaki else [],
    }  # fmt: skip


def build_lu02(periode: Periode) -> Isi:
    """Loans by class with sums, the classes with their reserve, LAR and PAR; channelled loans apart."""
    data = lu02(periode.buku, report_day(periode))
    rekap = {
        **_cells(KOLOM_KELAS, class_rows(data, periode.buku), class_sums(data)), "judul": "Risiko pinjaman menurut kelas",
        "catatan": [f"Cadangan risiko dalam buku (12010): {rupiah(data.tercatat)}."],
    }  # fmt: skip
    tabel = [_table(data.sendiri)]
    if data.channelling.baris:
        tabel.append(_table(data.channelling, "Pinjaman dana channelling"))
    return {
        **_frame(periode, LU02),
        "judul": "Laporan Kolektibilitas (LU-02)",
        "tabel": [*tabel, rekap],
        "mendatar": True,
    }


def build_register(jenis: str, kode: str) -> Any:
    """The builder of one register of LU-04."""

    def build(periode: Periode) -> Isi:
        satu = REGISTER[jenis](periode.buku, report_day(periode))
        return {
            **_frame(periode, kode),
            "judul": str(satu.judul),
            "tabel": [_table(satu)],
            "mendatar": jenis == "pinjaman",
        }

    return build


def build_kinerja(periode: Periode) -> Isi:
    """The five figures with numerator, denominator and band, the others, and the last months."""
    bulan = trend(periode.buku, report_day(periode))
    kini = bulan[report_day(periode)]
    seri = trend_series(bulan)
    return {
        **_frame(periode, KINERJA), "judul": "Kinerja UPK", "mendatar": False, "tabel": [],
        "ukuran": [{k: str(v) for k, v in b.items()} for b in figure_rows(kini, periode.buku)],
        "lain": [[str(b["nama"]), str(b["nilai"]), str(b["dari"])] for b in other_rows(kini)],
        "terburuk": str(kini.terburuk.label) if kini.terburuk else "",
        "tren": {
            "bulan": [tanggal(h, "bulan") for h in bulan],
            "seri": {n: [None if x is None else str(x) for x in isi] for n, isi in seri.items()},
        },
    }  # fmt: skip


def pictures(isi: Isi) -> Isi:
    """The trend, drawn from the frozen figures."""
    t = isi.get("tren") or {}
    if len(t.get("bulan", [])) < 2:
        return {}
    seri = {n: [None if x is None else Decimal(x) for x in s] for n, s in t["seri"].items()}
    pendek = [b[:3] + " " + b[-2:] for b in t["bulan"]]
    return {"tren": charts.line("Kinerja menurut bulan (%)", pendek, seri, tulis=lambda n: persen(n, 0), lebar=LEBAR)}


def closed(periode: Periode) -> bool:
    """A closed month no longer changes."""
    return periode.status == Periode.Status.DITUTUP


def of_upk(periode: Periode) -> bool:
    """Only the ledger of a UPK lends."""
    return periode.buku.unit == "upk"


def title(judul: Any) -> Any:
    """The title in the archive."""
    return lambda p: f"{judul} {p.buku}, {tanggal(p.awal, 'bulan')}"


def printable(buku: Buku, hari: datetime.date) -> Periode | None:
    """The month of a day, which its papers are about; None while nothing was booked in it. One query."""
    return Periode.objects.filter(buku=buku, tahun=hari.year, bulan=hari.month).first()


def register() -> None:
    """Tell laporan of these papers."""
    for kode, judul, build in (
        (LU02, _("Laporan kolektibilitas (LU-02)"), build_lu02),
        (LU04_PINJAMAN, _("Register perguliran pinjaman (LU-04)"), build_register("pinjaman", LU04_PINJAMAN)),
        (LU04_TABUNGAN, _("Register tabungan KSM (LU-04)"), build_register("tabungan", LU04_TABUNGAN)),
        (KINERJA, _("Kinerja UPK"), build_kinerja),
    ):
        jenis_dokumen.daftar(
            kode,
            JenisDokumen(
                kode=kode, judul=judul, model="keuangan.periode", templat="dokumen/kolektibilitas.html", build=build,
                penerbit=lambda p: str(p.buku.badan), final=closed, cocok=of_upk, nama=title(judul), gambar=pictures,
                bagian=(Bagian(kode, judul),),
            ),
        )  # fmt: skip
