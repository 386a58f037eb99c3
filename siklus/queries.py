"""What is asked of the cycle: the matrix of an area, the trail of a stage, lessons. Each a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet

from inti.jejak import history_of
from inti.latihan import PROVINSI_LATIHAN
from inti.models import Jejak
from siklus import izin
from siklus.definisi import ambil_definisi
from siklus.models import BukuCatatan, Langkah, Siklus

RIWAYAT_MAKS = 200


@dataclass(frozen=True)
class KolomMatriks:
    """One column: a stage of one tahun siklus."""

    kode: str
    nama: str
    nama_rel: str
    tahun_siklus: int


@dataclass
class BarisMatriks:
    """One area with its stages (last putaran), by (code, tahun siklus)."""

    wilayah: Any
    siklus: Siklus
    sel: dict[tuple[str, int], Langkah] = field(default_factory=dict)

    def cell(self, kolom: KolomMatriks) -> Langkah | None:
        """The stage in one column, None where this area has none."""
        return self.sel.get((kolom.kode, kolom.tahun_siklus))


@dataclass(frozen=True)
class Matriks:
    """Areas by stages."""

    kolom: list[KolomMatriks]
    baris: list[BarisMatriks]


def matriks(user: Any, kode: str, *, definisi: str = "p2kp@1", tahun_siklus: int | None = None) -> Matriks:
    """Every area of the definition's owner level under `kode` by its stages, with lateness. One query.

    Of several Siklus of an area the newest stands; `tahun_siklus` narrows the columns to one year.
    """
    d = ambil_definisi(definisi)
    qs = Langkah.objects.visible_to(user).in_area(kode).filter(definisi=definisi, siklus__isnull=False)  # type: ignore[attr-defined]
    if tahun_siklus is not None:
        qs = qs.filter(tahun_siklus=tahun_siklus)
    qs = qs.with_lateness().select_related("wilayah", "siklus").defer("temuan_beku")
    baris: dict[str, BarisMatriks] = {}
    for x in qs.order_by("wilayah_id", "siklus__nomor", "tahun_siklus", "urutan", "putaran"):
        if x.siklus is None:  # not possible after the filter; said for the type checker
            continue
        ini = baris.get(x.wilayah_id)
        if ini is None or ini.siklus.pk != x.siklus_id:
            ini = baris[x.wilayah_id] = BarisMatriks(x.wilayah, x.siklus)
        ini.sel[(x.kode, x.tahun_siklus)] = x
    ada = {kunci for b in baris.values() for kunci in b.sel}
    kolom = [
        KolomMatriks(a.kode, str(a.nama), str(a.nama_rel), t)
        for t in d.tahun
        for a in d.langkah
        if t in a.tahun and not a.tanpa_siklus and (a.kode, t) in ada
    ]
    unik = {(k.kode, k.tahun_siklus): k for k in reversed(kolom)}
    return Matriks([k for k in kolom if unik[(k.kode, k.tahun_siklus)] is k], list(baris.values()))


def siklus_terkini(user: Any, kode_wilayah: str, *, program: str = "p2kp") -> Siklus | None:
    """The newest Siklus of an area in scope, None where there is none."""
    return (
        Siklus.objects.visible_to(user)
        .filter(wilayah=kode_wilayah, program=program)
        .select_related("wilayah")
        .order_by("-nomor")
        .first()
    )


def riwayat(langkah: Langkah) -> QuerySet[Jejak]:
    """What happened to a stage and to its records, newest first."""
    return history_of(langkah, batas=RIWAYAT_MAKS)


def riwayat_siklus(siklus: Siklus) -> QuerySet[Jejak]:
    """What happened to a Siklus and the moves of its stages, newest first."""
    return history_of(siklus, batas=RIWAYAT_MAKS)


def search_pelajaran(user: Any, teks: str = "") -> QuerySet[BukuCatatan]:
    """Lessons of the whole programme that match `teks`, best first; all, newest first, without a text. Source: SIK-28.

    Lessons cross areas on purpose (they name no resident), but only for an officer who may see cycles somewhere.
    """
    if not user.cakupan(izin.LIHAT):
        return BukuCatatan.objects.none()
    semua = BukuCatatan._base_manager.select_related("langkah", "wilayah").order_by("-dibuat_pada", "-id")
    semua = (
        semua.filter(kode_provinsi=PROVINSI_LATIHAN) if user.latihan else semua.exclude(kode_provinsi=PROVINSI_LATIHAN)
    )
    if not teks.strip():
        return semua
    tanya = SearchQuery(teks, config="indonesian", search_type="websearch")
    return (
        semua.filter(cari=tanya).annotate(nilai=SearchRank(F("cari"), tanya)).order_by("-nilai", "-dibuat_pada", "-id")
    )
