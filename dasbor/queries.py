"""Figures over an area: the matrix of kelurahan by stages, its counts, and attendance. Computed when asked.

The matrix is one query; everything counted from it is counted in memory, so the tiles and the cells cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from inti.formats import share
from siklus.models import Langkah, Pertemuan
from siklus.queries import BarisMatriks, KolomMatriks, Matriks, matriks
from siklus.sajian import current_stage, latest_rounds, state_of, year_in_progress
from wilayah.parameter import NilaiParameter, value
from wilayah.waktu import today_in

# What a cell of a stage under way or late shows besides its colour.
URUT_KEADAAN = (
    "terverifikasi",
    "diajukan",
    "berjalan",
    "terlambat",
    "dikembalikan",
    "dibuka_kembali",
    "menolak",
    "terkunci",
    "belum",
)


@dataclass(frozen=True)
class Sel:
    """One cell as the tag `peta_panas` reads it."""

    keadaan: str
    teks: str = ""
    url: str = ""
    judul: str = ""


@dataclass
class BarisPanas:
    """One kelurahan of the heat map."""

    kode: str
    nama: str
    kecamatan: str
    url: str
    sel: list[Sel] = field(default_factory=list)
    kini: Langkah | None = None
    hari_lewat: int = 0
    ditolak: bool = False


@dataclass
class PetaPanas:
    """The heat map of an area and what is counted from it."""

    kolom: list[KolomMatriks]
    baris: list[BarisPanas]
    tahun: int
    jumlah: list[Counter[str]] = field(default_factory=list)

    @property
    def terlambat(self) -> int:
        """Kelurahan with at least one late stage in the year shown."""
        return sum(b.hari_lewat > 0 for b in self.baris)

    @property
    def tepat(self) -> int:
        """Kelurahan without a late stage."""
        return len(self.baris) - self.terlambat

    @property
    def persen_tepat(self) -> Decimal | None:
        """Percent of kelurahan without a late stage; None without kelurahan."""
        return share(self.tepat, len(self.baris))

    @property
    def menolak(self) -> int:
        """Kelurahan whose residents refused."""
        return sum(b.ditolak for b in self.baris)


@dataclass(frozen=True)
class Kehadiran:
    """Women among those present, summed over the meetings whose attendance counts (persons, not different people)."""

    perempuan: int
    hadir: int
    sasaran: NilaiParameter

    @property
    def persen(self) -> Decimal | None:
        """Percent of women; None without a meeting."""
        return share(self.perempuan, self.hadir)


def heat_map(user: Any, kode: str, *, definisi: str = "p2kp@1", tahun: int | None = None) -> PetaPanas:
    """Kelurahan x stages of one tahun siklus (default: the one most of them stand in). One query."""
    semua = matriks(user, kode, definisi=definisi)
    berdiri = Counter(year_in_progress(b.sel.values()) for b in semua.baris)
    dipilih = tahun or (berdiri.most_common(1)[0][0] if berdiri else 1)
    kolom = [k for k in semua.kolom if k.tahun_siklus == dipilih and _shown(k, semua)]
    baris = [_row(b, kolom, dipilih) for b in semua.baris]
    peta = PetaPanas(kolom, baris, dipilih)
    peta.jumlah = [Counter(b.sel[i].keadaan for b in baris) for i in range(len(kolom))]
    return peta


def attendance(user: Any, kode: str) -> Kehadiran:
    """Women among those present in an area, over meetings whose attendance counts. Two queries."""
    baris = Pertemuan.objects.visible_to(user).in_area(kode).filter(status="terlaksana", hadir__gt=0)
    jumlah = {
        b["jenis"]: b for b in baris.values("jenis").annotate(p=Sum("peserta_p"), n=Sum("hadir")).order_by("jenis")
    }
    dihitung = counted_kinds()
    terpilih = [b for jenis, b in jumlah.items() if jenis in dihitung]
    return Kehadiran(
        perempuan=sum(b["p"] for b in terpilih),
        hadir=sum(b["n"] for b in terpilih),
        sasaran=value("partisipasi.perempuan_min", definisi="p2kp", kode_wilayah=kode, tanggal=today_in(kode)),
    )


def counted_kinds() -> set[str]:
    """Codes of the meetings whose attendance enters the participation figures. Source: SIK-46."""
    from siklus.definisi import semua_definisi

    return {p.kode for d in semua_definisi() for x in d.langkah for p in x.pertemuan if p.hadir_dihitung}


def waiting(user: Any, kode: str) -> tuple[int, int | None]:
    """Stages that wait for a verifier in an area, and the days of the oldest. One query."""
    baris = Langkah.objects.visible_to(user).in_area(kode).filter(status="diajukan").with_lateness()
    hari = [x.hari_menunggu for x in baris.only("id", "wilayah_id")]  # type: ignore[attr-defined]
    return len(hari), max(hari, default=None)


def _shown(kolom: KolomMatriks, semua: Matriks) -> bool:
    """Optional stages only where somebody has begun them."""
    sel = [b.cell(kolom) for b in semua.baris]
    return any(x is not None and (not x.opsional or x.status != "belum") for x in sel)


def _row(b: BarisMatriks, kolom: Iterable[KolomMatriks], tahun: int) -> BarisPanas:
    jalur = latest_rounds(b.sel.values(), tahun)
    return BarisPanas(
        kode=b.wilayah.kode,
        nama=b.wilayah.nama,
        kecamatan=b.wilayah.kode[:8],
        url=reverse("siklus:kelurahan-detail", args=[b.wilayah.kode]),
        sel=[_cell(b, b.cell(k), jalur, k) for k in kolom],
        kini=current_stage(jalur, b.siklus),
        hari_lewat=max((getattr(x, "hari_lewat", 0) or 0 for x in jalur), default=0),
        ditolak=b.siklus.status == "menolak",
    )


def _cell(b: BarisMatriks, x: Langkah | None, jalur: list[Langkah], kolom: KolomMatriks) -> Sel:
    if x is None:
        return Sel("belum", " ")
    keadaan = state_of(x, jalur, b.siklus)
    hari = getattr(x, "hari_lewat", 0) or 0
    teks = _("+%(n)d h") % {"n": hari} if hari and keadaan in ("terlambat", "dikembalikan") else ""
    return Sel(
        keadaan=keadaan,
        teks=teks if keadaan == "terlambat" else "",
        url=reverse("siklus:langkah", args=[x.pk]),
        judul=f"{b.wilayah.nama}, {kolom.nama}",
    )
