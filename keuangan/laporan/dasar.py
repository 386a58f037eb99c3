"""What a report is made of: sections, columns, rows, and behind each figure its journal lines. Source: KEU-100, KEU-101."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from inti.tabel import Jenis
from keuangan.hitung.dasar import month_end

NOL = Decimal(0)
SATU_HARI = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Saring:
    """Which journal lines make up a figure, as the list of lines filters them. Source: KEU-101.

    `akun` are prefixes of codes; `dana` is (source, year, tranche, owner); `jenis` and `sisi` count a reversal with what it
    takes back; `awal` means everything before that day and opening balances; `tanpa` leaves an event out.
    """

    akun: tuple[str, ...] = ()
    dari: datetime.date | None = None
    sampai: datetime.date | None = None
    dana: tuple[str, int, int, Any] | None = None
    jenis: str = ""
    sisi: str = ""
    awal: datetime.date | None = None
    tanpa: str = ""
    jurnal: Any = None

    @property
    def kueri(self) -> str:
        """The query string of the list of lines."""
        isi: dict[str, Any] = {
            "akun": ",".join(self.akun), "dari": self.dari, "sampai": self.sampai, "jenis": self.jenis, "sisi": self.sisi,
            "awal": self.awal, "tanpa": self.tanpa, "jurnal": self.jurnal,
        }  # fmt: skip
        if self.dana is not None:
            isi |= dict(zip(("sumber", "tahun_dana", "termin", "pemilik"), self.dana, strict=True))
        return urlencode({k: v for k, v in isi.items() if v not in (None, "")})


@dataclass(frozen=True)
class KolomLaporan:
    """One column: its code for programs, its heading, its kind of value."""

    kode: str
    label: Any
    jenis: Jenis = "uang"


@dataclass(frozen=True)
class BarisLaporan:
    """One row: a value for each column, the lines behind each (None: none), and how it stands out.

    `gaya`: "" plain, "bidang" heading of a group, "jumlah" sum, "awas" needs attention.
    """

    isi: tuple[Any, ...]
    saring: tuple[Saring | None, ...] = ()
    gaya: str = ""

    def behind(self, i: int) -> Saring | None:
        """The lines behind the value of one column."""
        return self.saring[i] if i < len(self.saring) else None


@dataclass(frozen=True)
class BagianLaporan:
    """One table of a report. `pindahan` names the columns that are carried from page to page on paper."""

    kode: str
    judul: Any
    kolom: tuple[KolomLaporan, ...]
    baris: Sequence[BarisLaporan]
    kosong: Any = ""
    pindahan: tuple[str, ...] = ()


@dataclass(frozen=True)
class GarisWaktu:
    """Figures by month for the chart of a report, in rupiah."""

    judul: Any
    waktu: Sequence[datetime.date]
    seri: Mapping[str, Sequence[Decimal]]


@dataclass(frozen=True)
class Laporan:
    """One report of one ledger over a span of days."""

    kode: str
    judul: Any
    dari: datetime.date
    sampai: datetime.date
    bagian: Sequence[BagianLaporan]
    catatan: Sequence[Any] = field(default_factory=tuple)
    grafik: GarisWaktu | None = None


def some(nilai: Decimal) -> Decimal | None:
    """A figure, or nothing where it is zero: a dash on the page."""
    return nilai or None


def year_start(hari: datetime.date) -> datetime.date:
    """1 January of the year of a day."""
    return hari.replace(month=1, day=1)


def shift_months(hari: datetime.date, bulan: int) -> datetime.date:
    """The same day some months away; the last day of a month stays the last day."""
    nomor = hari.year * 12 + hari.month - 1 + bulan
    tahun, ke = divmod(nomor, 12)
    akhir = monthrange(tahun, ke + 1)[1]
    return datetime.date(tahun, ke + 1, akhir if hari == month_end(hari) else min(hari.day, akhir))


def span_before(dari: datetime.date, sampai: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The span of the same length just before: whole months before whole months, else as many days."""
    if dari.day == 1 and sampai == month_end(sampai):
        lama = (sampai.year - dari.year) * 12 + sampai.month - dari.month + 1
        return shift_months(dari, -lama), month_end(shift_months(sampai, -lama))
    return dari - (sampai - dari) - SATU_HARI, dari - SATU_HARI


def span_last_year(dari: datetime.date, sampai: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The same span a year earlier."""
    return shift_months(dari, -12), shift_months(sampai, -12)


def months_until(sampai: datetime.date, mulai: datetime.date, banyak: int = 12) -> list[datetime.date]:
    """The first days of the last months up to that of a day, oldest first; none before the ledger began."""
    kini, awal = sampai.replace(day=1), mulai.replace(day=1)
    return [b for i in range(banyak - 1, -1, -1) if (b := shift_months(kini, -i)) >= min(awal, kini)]
