"""Everything that findings read, fetched once for one Langkah or for many: the number of queries does not grow.

`Bahan` fetches lazily, a table at a time, for all its Langkah together; `Konteks` is the view of one of them. Rule
functions (here and in the apps above) get a Konteks and read only from it or from their own bulk lookups.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Q

from siklus.definisi.model import DefLangkah
from siklus.models import (
    BidangNihil,
    Keluaran,
    Keputusan,
    Langkah,
    LokasiSasaran,
    Masalah,
    Pelatihan,
    Pertemuan,
    Potensi,
    RefleksiButir,
    Relawan,
)
from wilayah.kode import path_of
from wilayah.models import Basis
from wilayah.parameter import NilaiParameter, values_for_areas
from wilayah.waktu import today_in

T = TypeVar("T")


class Bahan:
    """The rows that the findings of some Langkah need."""

    def __init__(self, langkah: Iterable[Langkah]) -> None:
        self.langkah = list(langkah)
        self._pertemuan_jenis: dict[str, dict[Any, list[Pertemuan]]] = {}

    @cached_property
    def ids(self) -> list[Any]:
        """Keys of the Langkah."""
        return [x.pk for x in self.langkah]

    @cached_property
    def siklus_ids(self) -> set[Any]:
        """Keys of their Siklus."""
        return {x.siklus_id for x in self.langkah if x.siklus_id}

    @cached_property
    def pertemuan(self) -> dict[Any, list[Pertemuan]]:
        """Meetings by Langkah, without the cancelled."""
        return _group(Pertemuan.objects.filter(langkah__in=self.ids).exclude(status="batal"), _langkah_id)

    def pertemuan_siklus(self, jenis: str) -> dict[Any, list[Pertemuan]]:
        """Meetings of one kind by Siklus, whatever their stage."""
        if jenis not in self._pertemuan_jenis:
            baris = Pertemuan.objects.filter(langkah__siklus__in=self.siklus_ids, jenis=jenis).exclude(status="batal")
            self._pertemuan_jenis[jenis] = _group(baris.select_related("langkah"), lambda p: p.langkah.siklus_id)
        return self._pertemuan_jenis[jenis]

    @cached_property
    def keluaran(self) -> dict[Any, list[Keluaran]]:
        """Valid evidence by Langkah, with its file and document."""
        baris = Keluaran.objects.filter(langkah__in=self.ids, status="sah").select_related("berkas", "dokumen")
        return _group(baris, _langkah_id)

    @cached_property
    def keputusan(self) -> dict[Any, list[Keputusan]]:
        """The valid decision by Langkah (at most one)."""
        return _group(
            Keputusan.objects.filter(langkah__in=self.ids, status="sah").select_related("pertemuan"), _langkah_id
        )

    @cached_property
    def pelatihan(self) -> dict[Any, list[Pelatihan]]:
        """Valid trainings by Siklus, and by Langkah where there is no Siklus."""
        baris = Pelatihan.objects.filter(
            Q(langkah__in=self.ids) | Q(langkah__siklus__in=self.siklus_ids), status="sah"
        ).select_related("langkah")
        return _group(baris, lambda p: p.langkah.siklus_id or p.langkah_id)

    @cached_property
    def relawan(self) -> dict[Any, list[Relawan]]:
        """Valid volunteers by Siklus."""
        return _group(Relawan.objects.filter(siklus__in=self.siklus_ids, status="sah"), lambda r: r.siklus_id)

    @cached_property
    def refleksi(self) -> dict[Any, list[RefleksiButir]]:
        """Valid points of the Refleksi by Langkah, only what the gates ask of them."""
        baris = RefleksiButir.objects.filter(langkah__in=self.ids, status="sah")
        return _group(baris.only("id", "langkah_id", "jenis", "disepakati", "disepakati_dari_id"), _langkah_id)

    @cached_property
    def bidang_beres(self) -> dict[Any, set[str]]:
        """Fields with an agreed problem, or said to have none, by Langkah. Two queries."""
        hasil: dict[Any, set[str]] = defaultdict(set)
        sepakat = Masalah.objects.filter(langkah__in=self.ids, status="sah", disepakati=True)
        nihil = BidangNihil.objects.filter(langkah__in=self.ids, status="sah")
        for baris in (sepakat, nihil):
            for langkah, bidang in baris.order_by().values_list("langkah_id", "bidang").distinct():
                hasil[langkah].add(bidang)
        return hasil

    @cached_property
    def berpotensi(self) -> set[Any]:
        """Langkah with at least one valid potential."""
        baris = Potensi.objects.filter(langkah__in=self.ids, status="sah")
        return set(baris.order_by().values_list("langkah_id", flat=True).distinct())

    @cached_property
    def langkah_siklus(self) -> dict[Any, list[Langkah]]:
        """All stages by Siklus."""
        return _group(Langkah.objects.filter(siklus__in=self.siklus_ids), lambda x: x.siklus_id)

    @cached_property
    def langkah_siklus_lalu(self) -> dict[tuple[str, str, int], list[Langkah]]:
        """Stages of the Siklus before, by (area of the Siklus, programme, its number)."""
        lalu = Q(pk__in=[])
        for s in {x.siklus for x in self.langkah if x.siklus is not None and x.siklus.nomor > 1}:
            lalu |= Q(siklus__wilayah=s.wilayah_id, siklus__program=s.program, siklus__nomor=s.nomor - 1)
        baris = Langkah.objects.filter(lalu).select_related("siklus")
        return _group(baris, _siklus_key)

    @cached_property
    def langkah_atas(self) -> dict[tuple[str, int, str], list[Langkah]]:
        """Stages without Siklus of the areas above (and of the areas themselves), by (definition, year, area)."""
        kode = {k for x in self.langkah for k in path_of(x.wilayah_id)}
        baris = Langkah.objects.filter(
            siklus__isnull=True, wilayah__in=kode, definisi__in={x.definisi for x in self.langkah}
        )
        return _group(baris, lambda x: (x.definisi, x.tahun, x.wilayah_id))

    @cached_property
    def basis(self) -> dict[str, list[Basis]]:
        """Places below the kelurahan that exist today, by area."""
        ada = Basis.objects.filter(wilayah__in={x.wilayah_id for x in self.langkah}, aktif=True)
        return _group(ada.select_related("induk"), _wilayah_id)

    @cached_property
    def lokasi(self) -> dict[str, list[LokasiSasaran]]:
        """Official locations in force, by their own area and every area above it."""
        kode = {x.wilayah_id for x in self.langkah}
        baris = LokasiSasaran.objects.filter(
            Q(wilayah__in=kode) | Q(kode_kecamatan__in=kode) | Q(kode_kota__in=kode) | Q(kode_provinsi__in=kode),
            berlaku=True,
        ).only("id", "wilayah_id", "program", "tahun_anggaran")
        hasil: dict[str, list[LokasiSasaran]] = defaultdict(list)
        for x in baris:
            for k in path_of(x.wilayah_id):
                hasil[k].append(x)
        return hasil

    @cached_property
    def parameter(self) -> dict[tuple[str, str, datetime.date], dict[str, NilaiParameter]]:
        """Values of every number their definitions name, by (programme, area, date that counts). Source: SIK-16."""
        kode = {k for x in self.langkah for k in parameter_codes(x.aturan_main)}
        return values_for_areas(kode, {tempat(x) for x in self.langkah})


class Konteks:
    """What the rules may know of one Langkah."""

    def __init__(self, langkah: Langkah, bahan: Bahan | None = None) -> None:
        self.langkah = langkah
        self.bahan = bahan or Bahan([langkah])

    @property
    def aturan(self) -> DefLangkah:
        """The stage in its definition."""
        return self.langkah.aturan_main

    @property
    def nomor_siklus(self) -> int:
        """Which run of the cycle this is (1 = the first)."""
        return self.langkah.siklus.nomor if self.langkah.siklus else 1

    @cached_property
    def hari_ini(self) -> datetime.date:
        """Today in the province's time zone."""
        return today_in(self.langkah.wilayah_id)

    @property
    def pertemuan(self) -> list[Pertemuan]:
        """Its meetings, planned and held."""
        return self.bahan.pertemuan.get(self.langkah.pk, [])

    def terlaksana(self, jenis: str) -> list[Pertemuan]:
        """Its held meetings of one kind."""
        return [p for p in self.pertemuan if p.jenis == jenis and p.status == "terlaksana"]

    def pertemuan_siklus(self, jenis: str) -> list[Pertemuan]:
        """Meetings of one kind in its whole Siklus."""
        return self.bahan.pertemuan_siklus(jenis).get(self.langkah.siklus_id, [])

    @property
    def keluaran(self) -> list[Keluaran]:
        """Its valid evidence."""
        return self.bahan.keluaran.get(self.langkah.pk, [])

    @property
    def keputusan(self) -> Keputusan | None:
        """Its valid decision."""
        return next(iter(self.bahan.keputusan.get(self.langkah.pk, [])), None)

    @property
    def putusan(self) -> str:
        """Code of the option that was decided, "" while nothing is."""
        return self.keputusan.hasil if self.keputusan else ""

    @property
    def pelatihan(self) -> list[Pelatihan]:
        """Trainings of its Siklus (or its own, where there is none)."""
        return self.bahan.pelatihan.get(self.langkah.siklus_id or self.langkah.pk, [])

    @property
    def relawan(self) -> list[Relawan]:
        """Volunteers of its Siklus."""
        return self.bahan.relawan.get(self.langkah.siklus_id, [])

    @property
    def basis(self) -> list[Basis]:
        """Places below its area."""
        return self.bahan.basis.get(self.langkah.wilayah_id, [])

    @cached_property
    def basis_atas(self) -> list[Basis]:
        """The floor directly below the kelurahan (RW, dusun, lingkungan)."""
        ada = {b.pk for b in self.basis}
        return [b for b in self.basis if b.induk_id not in ada]

    @cached_property
    def basis_bawah(self) -> list[Basis]:
        """The lowest floor (RT, or the places that have nothing below them)."""
        induk = {b.induk_id for b in self.basis}
        return sorted((b for b in self.basis if b.pk not in induk), key=lambda b: b.urut_jalan)

    @property
    def satu_lapis(self) -> bool:
        """Whether the tree has only one floor."""
        return bool(self.basis) and len(self.basis_atas) == len(self.basis)

    @property
    def lokasi(self) -> list[LokasiSasaran]:
        """Official locations of this programme in this area, by budget year."""
        program = self.langkah.definisi.partition("@")[0]
        return [x for x in self.bahan.lokasi.get(self.langkah.wilayah_id, []) if x.program == program]

    def parameter(self, kode: str) -> NilaiParameter:
        """The value of one number at the stage's field start (today while it has not started). Source: SIK-16."""
        return self.bahan.parameter[tempat(self.langkah)][kode]

    def tanggal_parameter(self) -> datetime.date:
        """The date on which numbers are read."""
        return tempat(self.langkah)[2]


def tempat(langkah: Langkah) -> tuple[str, str, datetime.date]:
    """Programme, area and date by which the numbers of a stage are looked up. Source: SIK-16."""
    program = langkah.definisi.partition("@")[0]
    return program, langkah.wilayah_id, langkah.tanggal_mulai or today_in(langkah.wilayah_id)


def parameter_codes(aturan: DefLangkah) -> set[str]:
    """Codes of all numbers that guard one stage."""
    kode = {g.parameter for g in aturan.gerbang} | {s.parameter for s in aturan.syarat}
    kode |= {b for p in aturan.pertemuan for b in (p.minimum, p.jangkauan)}
    kode |= {p.lama for p in aturan.pelatihan}
    return kode - {""}


def _group(baris: Iterable[T], kunci: Callable[[T], Any]) -> dict[Any, list[T]]:
    hasil: dict[Any, list[T]] = defaultdict(list)
    for isi in baris:
        hasil[kunci(isi)].append(isi)
    return hasil


def _langkah_id(baris: Any) -> Any:
    return baris.langkah_id


def _siklus_key(x: Langkah) -> tuple[str, str, int] | None:
    return (x.siklus.wilayah_id, x.siklus.program, x.siklus.nomor) if x.siklus else None


def _wilayah_id(baris: Any) -> str:
    return str(baris.wilayah_id)


def latest(baris: Sequence[Langkah]) -> list[Langkah]:
    """Of each area and year only the last putaran."""
    akhir: dict[tuple[str, int], Langkah] = {}
    for x in baris:
        kunci = (x.wilayah_id, x.tahun_siklus)
        if kunci not in akhir or akhir[kunci].putaran < x.putaran:
            akhir[kunci] = x
    return list(akhir.values())
