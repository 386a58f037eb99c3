"""How summaries are computed: measures of kelurahan from the registered providers, their sums, the figures of them.

Pure of the question when: `dasbor.segarkan` decides what is due, `periksa_ringkasan` compares. Source: DAS-03 to DAS-06.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation

from dasbor.langkah import PROGRAM, Fakta, shared, stage_facts
from dasbor.models import NilaiIndikator, RingkasanKelurahan, RingkasanWilayah
from inti.registry import Indikator, indikator, ringkasan
from wilayah.kode import parent_of, path_of
from wilayah.waktu import today_in

Nilai = int | str  # a whole number, or a decimal as text: what JSON keeps exactly

# What is compared and overwritten when a kelurahan is computed again.
ISI = (
    "siklus_id", "siklus_status", "angkatan", "gelombang_mulai", "tahun_siklus", "kini", "keadaan", "temuan_persen",
    "hari_lewat", "sebab", "sebab_tautan", "menunggu_sejak", "kegiatan_terakhir", "langkah", "ukuran",
    "versi_sumber", "per_tanggal",
)  # fmt: skip
DATAR = [f.removesuffix("_id") for f in ISI]


@dataclass
class Jumlah:
    """Sums over kelurahan: how many, how many of them are late, the measures, and by measure how many know it."""

    kelurahan: int = 0
    terlambat: int = 0
    ukuran: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    melapor: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    per_tanggal: date | None = None

    def add(self, baris: RingkasanKelurahan | RingkasanWilayah) -> None:
        """Take in one row of the floor below."""
        if isinstance(baris, RingkasanKelurahan):
            self.kelurahan += 1
            self.terlambat += int(baris.hari_lewat > 0)
            melapor = dict.fromkeys(baris.ukuran, 1)
        else:
            self.kelurahan += baris.kelurahan
            self.terlambat += baris.terlambat
            melapor = baris.melapor
        for kode, nilai in baris.ukuran.items():
            self.ukuran[kode] += Decimal(nilai)
            self.melapor[kode] += melapor.get(kode, 0)
        self.per_tanggal = min(filter(None, (self.per_tanggal, baris.per_tanggal)))


@dataclass(frozen=True)
class Angka:
    """One figure: numerator, denominator (None for a plain sum), kelurahan that owe it and that know it."""

    pembilang: Decimal | None
    penyebut: Decimal | None
    wajib: int
    melapor: int


def month_of(hari: date) -> date:
    """The first day of its month."""
    return hari.replace(day=1)


def exact(nilai: Any) -> Nilai:
    """A measure as JSON keeps it exactly."""
    d = Decimal(str(nilai))
    return int(d) if d == d.to_integral_value() else str(d.normalize())


def source_version() -> str:
    """A fingerprint of the providers and their measures: rows made by others are computed again."""
    teks = ";".join(f"{kode}:{','.join(u.kode for u in p.ukuran)}" for kode, p in ringkasan.semua())
    return hashlib.sha256(teks.encode()).hexdigest()[:16]


def measures(kodes: Sequence[str], per_tanggal: date) -> dict[str, dict[str, Nilai]]:
    """What every provider knows of some kelurahan. Raises ValueError for a measure that its provider does not name."""
    hasil: dict[str, dict[str, Nilai]] = {k: {} for k in kodes}
    for nama, penyedia in ringkasan.semua():
        dikenal = {u.kode for u in penyedia.ukuran}
        for kode, isi in penyedia.hitung(list(kodes), per_tanggal).items():
            if asing := set(isi) - dikenal:
                raise ValueError(f"ringkasan {nama}: ukuran {sorted(asing)} tidak dinyatakan")
            if kode in hasil:
                hasil[kode].update({u: exact(n) for u, n in isi.items() if n is not None})
    return hasil


def compute(kodes: Iterable[str], *, saat: datetime | None = None) -> list[RingkasanKelurahan]:
    """The rows of some kelurahan as they stand now, unsaved, by code. Constant number of queries."""
    saat = saat or timezone.now()
    with translation.override("id"):  # reasons are kept in Indonesian
        fakta = stage_facts(sorted(kodes))
        per_hari: dict[date, list[str]] = defaultdict(list)
        for kode in fakta:
            per_hari[today_in(kode, saat=saat)].append(kode)
        versi = source_version()
        with shared(fakta):
            return [
                _row(kode, fakta[kode], isi, hari, versi, saat)
                for hari, sebagian in sorted(per_hari.items())
                for kode, isi in measures(sebagian, hari).items()
            ]


def compute_month(kodes: Iterable[str], akhir: date) -> list[RingkasanKelurahan]:
    """Rows of a month that has passed, from what its field dates tell; the states of stages are not known any more."""
    saat, versi = timezone.now(), source_version()
    isi = measures(sorted(kodes), akhir)
    fakta = stage_facts([k for k, u in isi.items() if u], temuan=False)
    return [
        RingkasanKelurahan(
            wilayah_id=kode, program=PROGRAM, bulan=month_of(akhir), siklus_id=f.siklus.pk, siklus_status="berjalan",
            angkatan=f.siklus.tahun_mulai, gelombang_mulai=f.gelombang_mulai,
            ukuran=isi[kode], versi_sumber=versi, per_tanggal=akhir, dihitung_pada=saat,
        )
        for kode, f in fakta.items()
    ]  # fmt: skip


def _row(kode: str, f: Fakta, ukuran: dict[str, Nilai], hari: date, versi: str, saat: datetime) -> RingkasanKelurahan:
    return RingkasanKelurahan(
        wilayah_id=kode, program=PROGRAM, bulan=month_of(hari), siklus_id=f.siklus.pk, siklus_status=f.siklus.status,
        angkatan=f.siklus.tahun_mulai, gelombang_mulai=f.gelombang_mulai, tahun_siklus=f.tahun,
        kini=f.kini.kode if f.kini is not None else "",
        keadaan=f.keadaan, temuan_persen=f.temuan_persen, hari_lewat=f.hari_lewat, sebab=f.sebab,
        sebab_tautan=f.sebab_tautan[:300], menunggu_sejak=f.menunggu_sejak, kegiatan_terakhir=f.kegiatan_terakhir,
        langkah=f.sel, ukuran=ukuran, versi_sumber=versi, per_tanggal=hari, dihitung_pada=saat,
    )  # fmt: skip


# -- sums --------------------------------------------------------------------------------------------------------------


def sum_rows(baris: Iterable[RingkasanKelurahan | RingkasanWilayah]) -> Jumlah:
    """The sum of some rows of one level."""
    hasil = Jumlah()
    for b in baris:
        hasil.add(b)
    return hasil


def children(kodes: Sequence[str], bulan: date) -> dict[str, list[Any]]:
    """The rows of the floor directly below some areas of one level, by area. One query."""
    panjang = len(kodes[0])
    if panjang == 8:
        qs: Any = RingkasanKelurahan.objects.filter(kode_kecamatan__in=kodes)
    else:
        bawah = {5: "kecamatan", 2: "kota", 0: "provinsi"}[panjang]
        qs = RingkasanWilayah.objects.filter(wilayah__tingkat=bawah)
        if panjang:
            qs = qs.filter(**{{5: "kode_kota__in", 2: "kode_provinsi__in"}[panjang]: kodes})
    hasil: dict[str, list[Any]] = {k: [] for k in kodes}
    for b in qs.filter(program=PROGRAM, bulan=bulan):
        hasil[parent_of(b.wilayah_id) or ""].append(b)
    return hasil


def area_row(kode: str, bulan: date, j: Jumlah) -> RingkasanWilayah:
    """The row of an area from its sum, unsaved."""
    return RingkasanWilayah(
        wilayah_id=kode or None, program=PROGRAM, bulan=bulan, kelurahan=j.kelurahan, terlambat=j.terlambat,
        ukuran={u: exact(n) for u, n in sorted(j.ukuran.items())}, melapor=dict(sorted(j.melapor.items())),
        per_tanggal=j.per_tanggal or bulan, dihitung_pada=timezone.now(),
    )  # fmt: skip


def figure(i: Indikator, j: Jumlah) -> Angka:
    """One indicator over a sum. A measure that nobody knows is unknown, not zero."""
    kodes = [k for k in (i.pembilang, i.penyebut) if k]
    wajib = int(j.ukuran.get(f"langkah.{i.langkah}.mulai", 0)) if i.langkah else j.kelurahan
    return Angka(
        pembilang=j.ukuran.get(i.pembilang) if i.pembilang in j.melapor else None,
        penyebut=j.ukuran.get(i.penyebut) if i.penyebut and i.penyebut in j.melapor else None,
        wajib=wajib,
        melapor=min([wajib, *(j.melapor.get(k, 0) for k in kodes)]),
    )


def figures(j: Jumlah) -> dict[str, Angka]:
    """Every registered indicator over a sum."""
    return {kode: figure(i, j) for kode, i in indikator.semua()}


def indicator_rows(kode: str, bulan: date, j: Jumlah) -> list[NilaiIndikator]:
    """The figures of one area and month, unsaved."""
    saat = timezone.now()
    return [
        NilaiIndikator(
            wilayah_id=kode or None, program=PROGRAM, bulan=bulan, kode_indikator=k, pembilang=a.pembilang,
            penyebut=a.penyebut, wajib=a.wajib, melapor=a.melapor, dihitung_pada=saat,
        )
        for k, a in figures(j).items()
    ]  # fmt: skip


def ancestors_of(kodes: Iterable[str]) -> set[str]:
    """Codes of all areas above some kelurahan, "" for the nation."""
    return {k for kode in kodes for k in path_of(kode) if k != kode} | {""}


def same(a: Any, b: Any, bidang: Iterable[str]) -> list[str]:
    """Names of the fields in which two rows differ."""
    return [n for n in bidang if getattr(a, n) != getattr(b, n)]


def by_key(baris: Iterable[Any]) -> Mapping[Any, Any]:
    """Figures by area, month and indicator."""
    return {(b.kode, b.bulan, b.kode_indikator): b for b in baris}
