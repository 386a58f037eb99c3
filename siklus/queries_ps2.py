"""What is asked of PS-2: how many poor households where, who is on the list, and whether the list grows or shrinks.

Counts are open to everybody who may see the kelurahan; households come only through `visible_to`, which asks for
`siklus.lihat_ps2`. Source: PS2-11 to PS2-14.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from siklus.models import EntriPS2, KeberatanPS2, Keluarga, Langkah, PengumumanPS2, Pertemuan

# In and out on one day of one household is no movement.
BUKAN_GERAK = ("lanjutan", "daftar_baru")


@dataclass(frozen=True)
class HitungPS2:
    """Poor households (KK) of a place by rank and kind of head, and persons (jiwa) in them by sex."""

    kk: int = 0
    sangat_miskin: int = 0
    miskin: int = 0
    rentan: int = 0
    jiwa_l: int = 0
    jiwa_p: int = 0
    kk_perempuan: int = 0
    kk_lansia: int = 0
    kk_disabilitas: int = 0

    @property
    def jiwa(self) -> int:
        """Persons, women and men together."""
        return self.jiwa_l + self.jiwa_p

    def __add__(self, lain: HitungPS2) -> HitungPS2:
        return HitungPS2(*(getattr(self, f.name) + getattr(lain, f.name) for f in fields(self)))


HITUNG = {
    "kk": Count("pk"),
    "sangat_miskin": Count("pk", filter=Q(peringkat="sangat_miskin")),
    "miskin": Count("pk", filter=Q(peringkat="miskin")),
    "rentan": Count("pk", filter=Q(peringkat="rentan")),
    "jiwa_l": Coalesce(Sum("keluarga__jiwa_l"), 0),
    "jiwa_p": Coalesce(Sum("keluarga__jiwa_p"), 0),
    "kk_perempuan": Count("pk", filter=Q(keluarga__kepala_perempuan=True)),
    "kk_lansia": Count("pk", filter=Q(keluarga__lansia=True)),
    "kk_disabilitas": Count("pk", filter=Q(keluarga__disabilitas=True)),
}


def standing(tanggal: datetime.date | None = None) -> QuerySet[EntriPS2]:
    """Memberships that count on a day (now without one): determined, and not left yet."""
    if tanggal is None:
        return EntriPS2.objects.filter(status="ditetapkan")
    return EntriPS2.objects.filter(
        Q(keluar_tanggal__isnull=True) | Q(keluar_tanggal__gt=tanggal),
        status__in=("ditetapkan", "keluar"), masuk_tanggal__lte=tanggal,
    )  # fmt: skip


def poor_counts(kode: str, tanggal: datetime.date | None = None) -> HitungPS2:
    """Poor households of an area (kelurahan or above) on a day. One query. Source: PS2-12."""
    return HitungPS2(**standing(tanggal).in_area(kode).aggregate(**HITUNG))  # type: ignore[attr-defined]


def poor_counts_many(kodes: Sequence[str], tanggal: datetime.date | None = None) -> dict[str, HitungPS2]:
    """The same for many kelurahan; those without a list are left out. One query."""
    baris: Any = standing(tanggal).filter(wilayah__in=list(kodes)).order_by().values("wilayah_id").annotate(**HITUNG)
    return {b.pop("wilayah_id"): HitungPS2(**b) for b in baris}


def poor_counts_by_basis(kode: str, *, status: Iterable[str] = ("ditetapkan",)) -> dict[Any, HitungPS2]:
    """Households of a kelurahan by RT, of the entries in these states. One query."""
    baris: Any = EntriPS2.objects.filter(wilayah=kode, status__in=list(status)).order_by().values("basis_id")
    return {b.pop("basis_id"): HitungPS2(**b) for b in baris.annotate(**HITUNG)}


def keluarga_ps2(user: Any, kode: str) -> QuerySet[Keluarga]:
    """Households of a kelurahan that are on the list now, for those who may see names; nobody else gets any."""
    terdaftar = EntriPS2.objects.filter(keluarga=OuterRef("pk"), status="ditetapkan")
    return Keluarga.objects.visible_to(user).filter(Exists(terdaftar), wilayah=kode).select_related("basis__induk")


def is_on_ps2(keluarga: Keluarga, tanggal: datetime.date | None = None) -> bool:
    """Whether a household was on the list on a day (is now without one). One query. Source: PS2-14."""
    return standing(tanggal).filter(keluarga=keluarga).exists()


def on_ps2_among(keluarga: Iterable[Any], tanggal: datetime.date | None = None) -> set[Any]:
    """Keys of the households among these that are on the list on a day. One query."""
    return set(standing(tanggal).filter(keluarga__in=list(keluarga)).values_list("keluarga_id", flat=True))


@dataclass(frozen=True)
class BulanPS2:
    """One month of the list: households that came in and left in it, and how many stood at its end."""

    bulan: datetime.date
    masuk: int
    keluar: int
    ada: int


def trend(kode: str, *, sampai: datetime.date, bulan: int = 24) -> list[BulanPS2]:
    """The last months of an area's list up to `sampai`, oldest first. Two queries. Source: PS2-14."""
    dasar = EntriPS2.objects.filter(status__in=("ditetapkan", "keluar")).in_area(kode).order_by()  # type: ignore[attr-defined]
    masuk = _by_month(dasar, "masuk_tanggal", "masuk_sebab", sampai)
    keluar = _by_month(dasar, "keluar_tanggal", "keluar_sebab", sampai)
    jumlah, hasil = 0, []
    akhir = sampai.replace(day=1)
    for b in _months(min([*masuk, *keluar, akhir]), akhir):
        jumlah += sum(masuk.get(b, (0, 0))) - sum(keluar.get(b, (0, 0)))
        hasil.append(BulanPS2(b, masuk.get(b, (0, 0))[0], keluar.get(b, (0, 0))[0], jumlah))
    return hasil[-bulan:]


def _by_month(
    qs: QuerySet[EntriPS2], tanggal: str, sebab: str, sampai: datetime.date
) -> dict[datetime.date, tuple[int, int]]:
    """Month -> (movements, those that are none)."""
    baris = qs.filter(**{f"{tanggal}__lte": sampai}).annotate(bulan=TruncMonth(tanggal)).values("bulan")
    lanjut = Q(**{f"{sebab}__in": BUKAN_GERAK})
    return {b["bulan"]: (b["gerak"], b["lanjut"]) for b in baris.annotate(
        gerak=Count("pk", filter=~lanjut), lanjut=Count("pk", filter=lanjut)
    )}  # fmt: skip


def _months(mulai: datetime.date, akhir: datetime.date) -> Iterable[datetime.date]:
    b = mulai.replace(day=1)
    while b <= akhir:
        yield b
        b = (b + datetime.timedelta(days=32)).replace(day=1)


# -- rows for the pages ----------------------------------------------------------------------------------------------


def with_open_entry(keluarga: list[Keluarga]) -> list[Keluarga]:
    """Each household with its entry that is not past as `entri_buka` (None without one). One query."""
    baris = EntriPS2.objects.filter(keluarga__in=keluarga).exclude(status__in=("keluar", "batal"))
    ada = {e.keluarga_id: e for e in baris.order_by("dibuat_pada").prefetch_related("kriteria")}
    for k in keluarga:
        k.entri_buka = ada.get(k.pk)  # type: ignore[attr-defined]
    return keluarga


def households_of_place(user: Any, basis: Any) -> list[Any]:
    """Households of one RT whose entry, if any, is not determined yet, in the order of recording. Three queries."""
    terdaftar = EntriPS2.objects.filter(keluarga=OuterRef("pk"), status="ditetapkan")
    semua = Keluarga.objects.visible_to(user).filter(~Exists(terdaftar), basis=basis, status="sah")
    return with_open_entry(list(semua.select_related("rumah").order_by("dibuat_pada", "id")))


def unlisted_households(user: Any, kode: str, *, basis: Any = None) -> list[Keluarga]:
    """Households of a kelurahan (or one RT) without an entry that is proposed, announced or determined. One query."""
    terbuka = EntriPS2.objects.filter(keluarga=OuterRef("pk"), status__in=("diusulkan", "diumumkan", "ditetapkan"))
    semua = Keluarga.objects.visible_to(user).filter(~Exists(terbuka), wilayah=kode, status="sah")
    if basis is not None:
        semua = semua.filter(basis=basis)
    return list(semua.select_related("basis__induk").order_by("nama_cari", "id")[:500])


def notices_of(user: Any, langkah: Langkah) -> list[PengumumanPS2]:
    """Valid notices of a stage, newest first. One query."""
    baris = PengumumanPS2.objects.visible_to(user).filter(langkah=langkah, status="sah")
    return list(baris.select_related("basis__induk", "foto").order_by("-tanggal", "-id"))


def entries_of_notice(user: Any, notis: PengumumanPS2) -> list[EntriPS2]:
    """Names on one sheet, by name. One query."""
    baris = EntriPS2.objects.visible_to(user).filter(pengumuman=notis).exclude(status="batal")
    return list(baris.select_related("keluarga__rumah", "basis__induk").order_by("keluarga__nama_cari", "id"))


def objections_of(
    user: Any, langkah: Langkah, *, pengumuman: PengumumanPS2 | None = None, status: str = ""
) -> list[KeberatanPS2]:
    """Objections and additions of a stage or of one notice, newest first. One query."""
    baris = KeberatanPS2.objects.visible_to(user).filter(langkah=langkah)
    if pengumuman is not None:
        baris = baris.filter(pengumuman=pengumuman)
    if status:
        baris = baris.filter(status=status)
    return list(
        baris.select_related("entri__keluarga", "keluarga", "pengumuman__basis__induk").order_by("-tanggal", "-id")
    )


def deciding_meetings(langkah: Langkah) -> list[Pertemuan]:
    """Held meetings of a stage that decide, newest first. One query."""
    jenis = [p.kode for p in langkah.aturan_main.pertemuan if p.memutuskan]
    baris = Pertemuan.objects.filter(langkah=langkah, jenis__in=jenis, status="terlaksana").select_related(
        "basis__induk"
    )
    hasil = list(baris.order_by("-tanggal", "-id"))
    for p in hasil:
        p.langkah = langkah
    return hasil


def open_stage_for_entry(user: Any, kode: str) -> Langkah | None:
    """The running stage of a kelurahan on which a late entry is recorded: the last one that is not S3. One query."""
    baris = Langkah.objects.visible_to(user).filter(
        wilayah=kode, siklus__isnull=False, status__in=("berjalan", "dikembalikan", "dibuka_kembali")
    )
    return baris.exclude(kode="S3").order_by("-tahun_siklus", "-urutan", "-putaran").first()
