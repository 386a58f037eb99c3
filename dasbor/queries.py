"""What dashboards read: rows of summaries in scope, narrowed by kecamatan, wave, year and month. Constant in queries.

Stages that have moved since the last refresh are read again for the few kelurahan concerned, so that a cell is never
behind the click that changed it; measures and percentages are those of the summary, and the page says their hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DecimalField, Q, QuerySet, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from dasbor import hitung
from dasbor.izin import LIHAT
from dasbor.langkah import PROGRAM, measures_now, stage_facts
from dasbor.models import NilaiIndikator, RingkasanKelurahan, RingkasanWilayah
from inti.models import Usang
from siklus.models import Langkah, Siklus
from siklus.queries_halaman import areas_for
from wilayah.models import Wilayah
from wilayah.waktu import today_in

SEGARKAN_MAKS = 25  # kelurahan whose stages a page reads again
TREN_BULAN = 6


@dataclass(frozen=True)
class Saring:
    """How a dashboard is narrowed: area ("" nation), kecamatan, wave (planned start), first year, month (its first day)."""

    kode: str
    bulan: date
    kecamatan: str = ""
    gelombang: date | None = None
    angkatan: int = 0

    @property
    def area(self) -> str:
        """The area that is counted."""
        return self.kecamatan or self.kode

    @property
    def dipersempit(self) -> bool:
        """Whether less than the whole area is counted."""
        return bool(self.kecamatan or self.gelombang or self.angkatan)

    @property
    def bulan_ini(self) -> bool:
        """Whether the running month is shown, the only one that still changes."""
        return self.bulan == hitung.month_of(today_in(self.kode))


def kelurahan_rows(user: Any, s: Saring) -> QuerySet[RingkasanKelurahan]:
    """Rows of kelurahan in scope, as narrowed."""
    qs = RingkasanKelurahan.objects.visible_to(user).in_area(s.area).filter(program=PROGRAM, bulan=s.bulan)  # type: ignore[attr-defined]
    if s.gelombang:
        qs = qs.filter(gelombang_mulai=s.gelombang)
    if s.angkatan:
        qs = qs.filter(angkatan=s.angkatan)
    return qs.select_related("wilayah").order_by("wilayah_id")


def current_rows(user: Any, s: Saring) -> list[RingkasanKelurahan]:
    """Rows of the kelurahan of a kota; of the running month also those that are not summed up yet. At most 25 are read anew."""
    baris = {b.wilayah_id: b for b in kelurahan_rows(user, s)}
    if not s.bulan_ini:
        return list(baris.values())
    siklus = Siklus.objects.visible_to(user).in_area(s.area).filter(program=PROGRAM)  # type: ignore[attr-defined]
    usang = Usang.objects.filter(lapis=Usang.Lapis.ISI, kode_wilayah__startswith=s.area).values("kode_wilayah")
    ada = RingkasanKelurahan.objects.filter(program=PROGRAM, bulan=s.bulan).values("wilayah_id")
    segar = (
        siklus.filter(Q(wilayah__in=usang) | ~Q(wilayah__in=ada))
        .order_by("wilayah_id")
        .values_list("wilayah_id", flat=True)
    )
    kodes = list(dict.fromkeys(segar))[:SEGARKAN_MAKS]
    if lama := [k for k in kodes if k in baris]:
        _overlay(baris, lama)
    if baru := [k for k in kodes if k not in baris]:
        nama = Wilayah.objects.in_bulk(baru)
        for b in hitung.compute(baru):
            if (not s.gelombang or b.gelombang_mulai == s.gelombang) and (not s.angkatan or b.angkatan == s.angkatan):
                b.wilayah = nama[b.wilayah_id]
                baris[b.wilayah_id] = b
    return [baris[k] for k in sorted(baris)]


def _overlay(baris: dict[str, RingkasanKelurahan], kodes: Sequence[str]) -> None:
    """Put the states of now over those of the summary; percentages and reasons stay until the refresh."""
    for kode, f in stage_facts(kodes, temuan=False).items():
        b = baris.get(kode)
        if b is None:
            continue
        persen = {(x["kode"], x["tahun"]): x["persen"] for x in b.langkah if "persen" in x}
        b.langkah = [
            {**x, "persen": persen[x["kode"], x["tahun"]]} if (x["kode"], x["tahun"]) in persen else x for x in f.sel
        ]
        b.hari_lewat, b.siklus_status, b.keadaan = f.hari_lewat, f.siklus.status, f.keadaan
        b.kini = f.kini.kode if f.kini is not None else ""
        b.ukuran = {**b.ukuran, **measures_now(f, today_in(kode))}


def area_rows(user: Any, s: Saring) -> list[RingkasanWilayah]:
    """Rows of the areas directly shown on a page above the kota: its kota, or the provinces of the nation. One query."""
    tingkat = "kota" if s.kode else "provinsi"
    qs = RingkasanWilayah.objects.visible_to(user).in_area(s.kode)  # type: ignore[attr-defined]
    return list(
        qs.filter(program=PROGRAM, bulan=s.bulan, wilayah__tingkat=tingkat)
        .select_related("wilayah")
        .order_by("wilayah_id")
    )


def months(user: Any, kode: str) -> list[date]:
    """Months of which there are rows in an area, newest first, at most a year. One query."""
    qs = RingkasanKelurahan.objects.visible_to(user).in_area(kode).filter(program=PROGRAM)  # type: ignore[attr-defined]
    return list(qs.order_by("-bulan").values_list("bulan", flat=True).distinct()[:12])


def trend(user: Any, s: Saring, kodes: Sequence[str]) -> dict[str, dict[date, Any]]:
    """Percentages of some indicators by month up to the one shown, for the whole area. One query."""
    qs = NilaiIndikator.objects.visible_to(user).filter(program=PROGRAM, kode_indikator__in=kodes, bulan__lte=s.bulan)
    qs = qs.filter(wilayah=s.area) if s.area else qs.filter(wilayah__isnull=True)
    hasil: dict[str, dict[date, Any]] = {k: {} for k in kodes}
    for n in qs.order_by("-bulan")[: TREN_BULAN * len(kodes)]:
        hasil[n.kode_indikator][n.bulan] = n.persen
    return hasil


def listed(user: Any, s: Saring, ukuran: str) -> QuerySet[RingkasanKelurahan]:
    """Kelurahan behind one measure: those that have any of it, with their `nilai`. Source: DAS-09."""
    nilai = Cast(KT(f"ukuran__{ukuran}"), DecimalField(max_digits=20, decimal_places=2))
    return kelurahan_rows(user, s).select_related("wilayah__induk").annotate(nilai=nilai).filter(nilai__gt=0)


def total(baris: QuerySet[RingkasanKelurahan]) -> Any:
    """The sum of `nilai` of such a list."""
    return baris.order_by().aggregate(n=Sum("nilai"))["n"] or 0


def waiting(user: Any, kode: str) -> tuple[int, int | None]:
    """Stages that wait for a verifier in an area now, and the days of the oldest. One query."""
    baris = Langkah.objects.visible_to(user).in_area(kode).filter(status="diajukan").with_lateness()
    hari = [x.hari_menunggu for x in baris.only("id", "wilayah_id")]  # type: ignore[attr-defined]
    return len(hari), max(hari, default=None)


def choices(user: Any) -> list[Wilayah | None]:
    """What the officer may open: the nation (None), provinces and kota that a task covers, or in which a Siklus lies."""
    cakupan = {c.kode for c in user.cakupan(LIHAT)}
    hasil: list[Wilayah | None] = [None] if "" in cakupan else []
    provinsi = {k for k in cakupan if len(k) == 2}
    if "" in cakupan:
        ada = RingkasanWilayah.objects.visible_to(user).filter(wilayah__tingkat="provinsi").order_by()
        provinsi |= set(ada.values_list("wilayah_id", flat=True))
    if provinsi:
        hasil += list(Wilayah.objects.filter(kode__in=provinsi).order_by("nama"))
    return [*hasil, *areas_for(user, 5)]


def waves(baris: Sequence[RingkasanKelurahan]) -> list[date]:
    """Planned starts that occur, earliest first: the waves of a kota."""
    return sorted({b.gelombang_mulai for b in baris if b.gelombang_mulai is not None})
