"""The value of a programme number on a date, for an area. Source: PAR-02, PAR-09, SIK-16.

Precedence: the most specific area (kelurahan, kecamatan, kota, provinsi, nation), then a value of the programme before a
general one, then the newest that was already in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.db.models import Q

from inti.registry import Mode
from wilayah.kode import path_of
from wilayah.models import Parameter


@dataclass(frozen=True)
class NilaiParameter:
    """What counts: the value with its mode, unit and source, and where and since when it is set.

    `nilai` is None when nothing is set ("belum diatur"); then nothing is held back, unless the row itself says block.
    """

    kode: str
    nilai: Any = None
    mode: Mode = "info"
    satuan: str = ""
    jenis: str = ""
    sumber: str = ""
    berlaku_mulai: date | None = None
    wilayah: str = ""
    nama: str = ""

    @property
    def diatur(self) -> bool:
        """True when there is a value to compare with."""
        return self.nilai is not None

    @property
    def angka(self) -> Decimal | None:
        """The value as an exact number, None when it is not set. Raises TypeError for a list, text or range."""
        if self.nilai is None:
            return None
        if isinstance(self.nilai, bool) or not isinstance(self.nilai, int | float):
            raise TypeError(f"{self.kode} bukan bilangan")
        return Decimal(str(self.nilai))


def value(kode: str, *, definisi: str = "", kode_wilayah: str = "", tanggal: date) -> NilaiParameter:
    """The value of one code on `tanggal` in an area ("" is the nation)."""
    return values_for([kode], definisi=definisi, kode_wilayah=kode_wilayah, tanggal=tanggal)[kode]


def values_for(
    kodes: Iterable[str], *, definisi: str = "", kode_wilayah: str = "", tanggal: date
) -> dict[str, NilaiParameter]:
    """The values of many codes in one query; a code without any row is there too, not set."""
    diminta = list(dict.fromkeys(kodes))
    terpilih: dict[str, Parameter] = {}
    for p in rows_in_force(diminta, definisi=definisi, kode_wilayah=kode_wilayah, tanggal=tanggal):
        lama = terpilih.get(p.kode)
        if lama is None or _rank(p) > _rank(lama):
            terpilih[p.kode] = p
    return {kode: _to_value(kode, terpilih.get(kode)) for kode in diminta}


def rows_in_force(kodes: Iterable[str], *, definisi: str, kode_wilayah: str, tanggal: date) -> Iterable[Parameter]:
    """All rows that could count on `tanggal`: of the area and above it, of the programme and general, not withdrawn."""
    return Parameter.objects.filter(
        Q(wilayah__isnull=True) | Q(wilayah__in=path_of(kode_wilayah)),
        Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=tanggal),
        kode__in=tuple(kodes),
        definisi__in={"", definisi},
        berlaku_mulai__lte=tanggal,
        dibatalkan_pada__isnull=True,
    )


def values_for_areas(
    kodes: Iterable[str], permintaan: Iterable[tuple[str, str, date]]
) -> dict[tuple[str, str, date], dict[str, NilaiParameter]]:
    """The same for many (definisi, kode_wilayah, tanggal) at once, still in one query, for lists and dashboards."""
    diminta, tempat = list(dict.fromkeys(kodes)), list(dict.fromkeys(permintaan))
    wilayah = {k for _definisi, kode, _tanggal in tempat for k in path_of(kode)}
    cocok = Parameter.objects.filter(
        Q(wilayah__isnull=True) | Q(wilayah__in=wilayah), kode__in=diminta, dibatalkan_pada__isnull=True
    )
    baris = list(cocok) if diminta else []
    return {
        t: {kode: _to_value(kode, terpilih.get(kode)) for kode in diminta}
        for t in tempat
        for terpilih in [_pick(baris, *t)]
    }


def _pick(baris: Iterable[Parameter], definisi: str, kode_wilayah: str, tanggal: date) -> dict[str, Parameter]:
    jalur = {"", *path_of(kode_wilayah)}
    terpilih: dict[str, Parameter] = {}
    for p in baris:
        berlaku = p.berlaku_mulai <= tanggal and (p.berlaku_sampai is None or p.berlaku_sampai >= tanggal)
        if not berlaku or p.kode_wilayah not in jalur or p.definisi not in {"", definisi}:
            continue
        if p.kode not in terpilih or _rank(p) > _rank(terpilih[p.kode]):
            terpilih[p.kode] = p
    return terpilih


def _rank(p: Parameter) -> tuple[int, bool, date]:
    return len(p.kode_wilayah), p.definisi != "", p.berlaku_mulai


def _to_value(kode: str, p: Parameter | None) -> NilaiParameter:
    if p is None:
        return NilaiParameter(kode)
    return NilaiParameter(
        kode=kode,
        nilai=p.nilai,
        mode=cast(Mode, p.mode),
        satuan=p.satuan,
        jenis=p.jenis,
        sumber=p.sumber,
        berlaku_mulai=p.berlaku_mulai,
        wilayah=p.kode_wilayah,
        nama=p.nama,
    )
