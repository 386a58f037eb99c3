"""Whom the money reaches: PS-2 households by name or through a work in their RT, those never reached, those reached often.

By name are social aid and houses (receipts) and loans (members' shares of what was disbursed). A road or drain names nobody:
its RT counts KK and the KK on PS-2 among them, and its money is parted by that count, said so on the page. Each question a
constant number of queries, whatever the number of kelurahan. Source: TGT-01 to TGT-06.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from inti.formats import share
from inti.money import split_rupiah
from keuangan.models import BagianAnggota
from keuangan.models.pinjaman import BERAKAD
from keuangan.queries_rpd import net_paid
from ksm.models import PemanfaatUsulan, PenerimaanBantuan, Perjanjian, SwadayaUsulan
from siklus.models import EntriPS2, Keluarga
from siklus.queries_ps2 import standing
from wilayah import parameter
from wilayah.models import Basis
from wilayah.waktu import today_in

NOL = Decimal(0)
SERING, TIDAK_DIUKUR = "sasaran.sering_min", 10_000
# Money has come to these: their works reach the RT that they name.
SAMPAI = ("cair", "berjalan", "perubahan", "lpj", "selesai")
# Ways in which the money of the programme reaches a household.
JALAN = {"bantuan": _("Bantuan sosial"), "pinjaman": _("Pinjaman bergulir"), "prasarana": _("Prasarana di RT-nya")}


@dataclass(frozen=True)
class Manfaat:
    """One time that a household was reached by name: `jalan` of JALAN, value in rupiah, and the row behind it."""

    keluarga: Any
    jalan: str
    tanggal: datetime.date
    nilai: Decimal
    ps2: bool
    uraian: str
    objek: Any


@dataclass
class Capaian:
    """How well one area's money reached its poor (rupiah, KK). Source: TGT-01 to TGT-04.

    `kk_bernama` + `kk_prasarana` + `kk_belum` = `kk_ps2`: reached by name, only through a work of their RT, not at all.
    """

    bernama: Decimal = NOL
    bernama_ps2: Decimal = NOL
    prasarana: Decimal = NOL
    prasarana_ps2: Decimal = NOL
    kk_ps2: int = 0
    kk_bernama: int = 0
    kk_prasarana: int = 0
    kk_sering: int = 0
    penerima: int = 0
    penerima_ps2: int = 0

    @property
    def rupiah(self) -> Decimal:
        """All that reached residents (rupiah)."""
        return self.bernama + self.prasarana

    @property
    def rupiah_ps2(self) -> Decimal:
        """Of it what reached households on PS-2 (rupiah)."""
        return self.bernama_ps2 + self.prasarana_ps2

    @property
    def persen(self) -> Decimal | None:
        """Share of the benefit that reached PS-2 (persen); None before anything was handed out. Source: TGT-01."""
        return share(self.rupiah_ps2, self.rupiah)

    @property
    def kk_belum(self) -> int:
        """PS-2 households that nothing has reached (KK). Source: TGT-02."""
        return self.kk_ps2 - self.kk_bernama - self.kk_prasarana

    def count(self, kali: int, lewat_rt: bool, *, sering: bool = False) -> None:
        """One PS-2 household more: reached so many times by name, else through a work of its RT, else not. Source: TGT-02."""
        self.kk_ps2 += 1
        self.kk_bernama += kali > 0
        self.kk_prasarana += kali == 0 and lewat_rt
        self.kk_sering += sering

    def __add__(self, lain: Capaian) -> Capaian:
        return Capaian(*(getattr(self, f) + getattr(lain, f) for f in self.__dataclass_fields__))


@dataclass
class BarisKK:
    """One PS-2 household with how it was reached (times, rupiah)."""

    keluarga: Keluarga
    entri: EntriPS2
    kali: int = 0
    nilai: Decimal = NOL
    terakhir: datetime.date | None = None
    prasarana: int = 0
    jalan: set[str] = field(default_factory=set)

    @property
    def keadaan(self) -> str:
        """ "bernama", "prasarana" or "belum"."""
        return "bernama" if self.kali else "prasarana" if self.prasarana else "belum"


def named_benefits(kodes: Sequence[str], *, sampai: datetime.date | None = None, keluarga: Any = None) -> list[Manfaat]:
    """What households of these kelurahan received by name, newest first; a membership without a household is nobody's.

    Two queries. Source: TGT-01, TGT-03.
    """
    ps2 = standing_then("tanggal")
    bantuan = PenerimaanBantuan.objects.filter(wilayah__in=list(kodes), status="sah")
    pinjaman = BagianAnggota.objects.filter(
        wilayah__in=list(kodes), disetujui__gt=0, anggota__keluarga__isnull=False,
        pinjaman__status__in=BERAKAD, pinjaman__tanggal_cair__isnull=False,
    )  # fmt: skip
    if sampai is not None:
        bantuan, pinjaman = bantuan.filter(tanggal__lte=sampai), pinjaman.filter(pinjaman__tanggal_cair__lte=sampai)
    if keluarga is not None:
        bantuan, pinjaman = bantuan.filter(pemanfaat__keluarga=keluarga), pinjaman.filter(anggota__keluarga=keluarga)
    semua = [
        Manfaat(b.pemanfaat.keluarga_id, "bantuan", b.tanggal, b.jumlah, b.ps2, b.usulan.judul, b)
        for b in bantuan.select_related("pemanfaat", "usulan__ksm").annotate(
            ps2=Exists(ps2.filter(keluarga=OuterRef("pemanfaat__keluarga")))
        )
    ]
    semua += [
        Manfaat(b.anggota.keluarga_id, "pinjaman", day_of(b), b.disetujui or NOL, b.ps2, b.pinjaman.keperluan, b)
        for b in pinjaman.select_related("anggota", "pinjaman__ksm").annotate(
            ps2=Exists(standing_then("pinjaman__tanggal_cair").filter(keluarga=OuterRef("anggota__keluarga")))
        )
    ]
    return sorted(semua, key=lambda m: m.tanggal, reverse=True)


def day_of(bagian: BagianAnggota) -> datetime.date:
    """The day on which a share was handed out. Raises ValueError for one that was not."""
    if bagian.pinjaman.tanggal_cair is None:
        raise ValueError("pinjaman belum cair")
    return bagian.pinjaman.tanggal_cair


def standing_then(tanggal: str) -> QuerySet[EntriPS2]:
    """Memberships of PS-2 on the day of the row itself: who was on the list when it was reached. Source: TGT-01."""
    return EntriPS2.objects.filter(
        Q(keluar_tanggal__isnull=True) | Q(keluar_tanggal__gt=OuterRef(tanggal)),
        status__in=("ditetapkan", "keluar"), masuk_tanggal__lte=OuterRef(tanggal),
    )  # fmt: skip


def works_by_place(kodes: Sequence[str], *, sampai: datetime.date | None = None) -> list[PemanfaatUsulan]:
    """RT that works with money reach, in the count that holds now, with the BLM paid for them, net (rupiah). One query.

    `sampai` leaves out money of later days. Source: TGT-01, LPJ-15.
    """
    blm = net_paid(sampai=sampai).filter(usulan=OuterRef("usulan")).order_by().values("usulan")
    return list(
        PemanfaatUsulan.objects.filter(
            wilayah__in=list(kodes), keluarga__isnull=True, usulan__status__in=SAMPAI, ke=F("usulan__rab_ke")
        )
        .select_related("usulan__ksm", "basis__induk")
        .annotate(nilai_usulan=Subquery(blm.annotate(n=Sum("bersih")).values("n")))
        .filter(nilai_usulan__gt=0)
        .order_by("-usulan__tahun", "-usulan__nomor", "urut")
    )


def reach(
    kodes: Sequence[str], *, sampai: datetime.date | None = None, sering: dict[str, int] | None = None
) -> dict[str, Capaian]:
    """How the money of many kelurahan reached their poor. Five queries at most. Source: TGT-01 to TGT-04.

    `sering` says from how many times on a household counts as reached often, by kelurahan (Parameter sasaran.sering_min).
    """
    hasil = {k: Capaian() for k in kodes}
    kali: dict[Any, int] = {}
    for m in named_benefits(kodes, sampai=sampai):
        satu = hasil[m.objek.wilayah_id]
        satu.bernama += m.nilai
        satu.penerima += 1
        if m.ps2:
            satu.bernama_ps2 += m.nilai
            satu.penerima_ps2 += 1
        kali[m.keluarga] = kali.get(m.keluarga, 0) + 1
    karya = works_by_place(kodes, sampai=sampai)
    for nilai, baris in _by_work(karya).values():
        satu = hasil[baris[0].wilayah_id]
        satu.prasarana += nilai
        satu.prasarana_ps2 += poor_part(nilai, baris)
    terjangkau = places_reached(karya)
    batas = sering or {}
    for e in standing(sampai).filter(wilayah__in=list(kodes)).only("keluarga_id", "wilayah_id", "basis_id"):
        n = kali.get(e.keluarga_id, 0)
        hasil[e.wilayah_id].count(n, e.basis_id in terjangkau, sering=n >= batas.get(e.wilayah_id, TIDAK_DIUKUR))
    return hasil


def reached(c: Capaian) -> list[int]:
    """PS-2 households (KK) by name, only through a work of their RT, not at all: the three parts of the list. TGT-02."""
    return [c.kk_bernama, c.kk_prasarana, c.kk_belum]


def reach_by_place(kode: str) -> list[tuple[Basis, Capaian]]:
    """PS-2 households of a kelurahan by their RT (KK), as `reach` counts them; most never reached first, then as people walk.

    Counts only, never a name. Five queries at most. Source: TGT-07.
    """
    kali: dict[Any, int] = {}
    for m in named_benefits([kode]):
        kali[m.keluarga] = kali.get(m.keluarga, 0) + 1
    terjangkau = places_reached(works_by_place([kode]))
    hasil: dict[Basis, Capaian] = {}
    for e in standing().filter(wilayah=kode).select_related("basis__induk"):
        hasil.setdefault(e.basis, Capaian()).count(kali.get(e.keluarga_id, 0), e.basis_id in terjangkau)
    return sorted(hasil.items(), key=lambda b: (-b[1].kk_belum, b[0].urut_jalan))


def _by_work(karya: Iterable[PemanfaatUsulan]) -> dict[Any, tuple[Decimal, list[PemanfaatUsulan]]]:
    """Works with the BLM paid for them (rupiah) and the RT that they reach."""
    hasil: dict[Any, tuple[Decimal, list[PemanfaatUsulan]]] = {}
    for b in karya:
        hasil.setdefault(b.usulan_id, (b.nilai_usulan, []))[1].append(b)  # type: ignore[attr-defined]
    return hasil


def poor_part(nilai: Decimal, baris: Iterable[PemanfaatUsulan]) -> Decimal:
    """The part of a work's money that falls to KK on PS-2, by their count in the RT it reaches (rupiah). Source: TGT-01."""
    semua = list(baris)
    miskin, kk = sum(b.kk_miskin or 0 for b in semua), sum(b.kk or 0 for b in semua)
    return split_rupiah(nilai, [miskin, kk - miskin])[0]


def places_reached(karya: Iterable[PemanfaatUsulan]) -> dict[Any, int]:
    """Places that works reach -> how many works; a work for an RW reaches its RT. One query. Source: TGT-02."""
    langsung: dict[Any, int] = {}
    for b in karya:
        langsung[b.basis_id] = langsung.get(b.basis_id, 0) + 1
    hasil = dict(langsung)
    for anak, induk in Basis.objects.filter(induk__in=list(langsung)).values_list("pk", "induk"):
        hasil[anak] = hasil.get(anak, 0) + langsung[induk]
    return hasil


def household_rows(user: Any, kode: str) -> list[BarisKK]:
    """Every PS-2 household of a kelurahan with how it was reached, the least reached first; in scope. Five queries.

    Nobody for those who may not see PS-2. Source: TGT-02, TGT-03.
    """
    terlihat = EntriPS2.objects.visible_to(user)  # type: ignore[attr-defined]
    entri = terlihat.filter(pk__in=standing().filter(wilayah=kode)).select_related("keluarga", "basis__induk")
    terjangkau = places_reached(works_by_place([kode]))
    baris = {e.keluarga_id: BarisKK(e.keluarga, e, prasarana=terjangkau.get(e.basis_id, 0)) for e in entri}
    for m in named_benefits([kode]):
        satu = baris.get(m.keluarga)
        if satu is None:
            continue
        satu.kali += 1
        satu.nilai += m.nilai
        satu.terakhir = max(satu.terakhir or m.tanggal, m.tanggal)
        satu.jalan.add(m.jalan)
    return sorted(baris.values(), key=lambda b: (b.kali, b.prasarana, b.keluarga.nama_cari, str(b.keluarga.pk)))


def works_for(keluarga: Keluarga) -> list[PemanfaatUsulan]:
    """Works with money that reach the RT (or RW) of one household. One query. Source: TGT-03."""
    tempat = {keluarga.basis_id, keluarga.basis.induk_id}
    return [b for b in works_by_place([keluarga.wilayah_id]) if b.basis_id in tempat]


@dataclass
class Swadaya:
    """What residents brought beside what the grant paid (rupiah). Source: TGT-05."""

    swadaya: Decimal = NOL
    blm: Decimal = NOL
    lain: Decimal = NOL

    @property
    def per_blm(self) -> Decimal | None:
        """Swadaya over the grant (persen): `swadaya_per_blm`."""
        return share(self.swadaya, self.blm)

    @property
    def per_total(self) -> Decimal | None:
        """Swadaya over all that it cost (persen): `swadaya_per_total`."""
        return share(self.swadaya, self.total)

    @property
    def total(self) -> Decimal:
        """Grant, swadaya and other money together (rupiah)."""
        return self.swadaya + self.blm + self.lain


def often_from(kodes: Sequence[str]) -> dict[str, int]:
    """From how many times on a household counts as reached often, by kelurahan. One query. Source: TGT-04."""
    hari = {k: today_in(k) for k in kodes}
    nilai = parameter.values_for_areas([SERING], [("", k, hari[k]) for k in kodes])
    return {k: int(nilai["", k, hari[k]][SERING].angka or TIDAK_DIUKUR) for k in kodes}


def swadaya_of(kodes: Sequence[str], *, sampai: datetime.date | None = None) -> dict[str, tuple[Swadaya, Swadaya]]:
    """Swadaya realised beside the grant paid to groups, of many kelurahan: (all proposals, works alone). Three queries.

    The grant is what was paid by RPD less what groups returned; other money is that of the agreements with money. TGT-05, LPJ-15.
    """
    hasil = {k: (Swadaya(), Swadaya()) for k in kodes}

    def add(baris: Iterable[Any], nama: str) -> None:
        for kode, jenis, n in baris:
            semua, karya = hasil[kode]
            for satu in (semua, karya) if jenis == "prasarana" else (semua,):
                setattr(satu, nama, getattr(satu, nama) + (n or NOL))

    kelompok = ("wilayah_id", "usulan__jenis")
    hadir = SwadayaUsulan.objects.filter(wilayah__in=list(kodes), status="sah")
    dibayar = net_paid(sampai=sampai).filter(wilayah__in=list(kodes))
    lain = Perjanjian.objects.filter(wilayah__in=list(kodes), status="sah", usulan__status__in=SAMPAI)
    if sampai is not None:
        hadir, lain = hadir.filter(tanggal__lte=sampai), lain.filter(tanggal__lte=sampai)
    for qs, kolom, nama in ((hadir, "nilai", "swadaya"), (dibayar, "bersih", "blm"), (lain, "lain", "lain")):
        add(qs.order_by().values_list(*kelompok).annotate(n=Sum(kolom)), nama)
    return hasil
