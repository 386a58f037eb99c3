"""What reports ask of journal lines: sums by account, fund, voucher kind and month. Each a constant number of queries.

A reversal counts with what it takes back: money that came in by mistake and was reversed never came in. Source: KEU-102.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from keuangan.models import AkunBuku, BarisJurnal, Buku, Jurnal, SaldoBadan
from keuangan.queries import NOL
from keuangan.templat import SALDO_AWAL, TUTUP_TAHUN

KUNCI_DANA = ("sumber_dana_id", "tahun_dana", "termin", "pemilik_id")
NETO = F("debit") - F("kredit")
Rentang = tuple[datetime.date, datetime.date]


def lines_of(buku: Buku) -> QuerySet[Any]:
    """Lines of a ledger with the kind and event they count for: those of the voucher that a reversal takes back."""
    return BarisJurnal.objects.filter(buku=buku).annotate(
        asal_jenis=Coalesce("jurnal__membalik__jenis", "jurnal__jenis"),
        asal_peristiwa=Coalesce("jurnal__membalik__peristiwa", "jurnal__peristiwa"),
    )


def of_side(sisi: str) -> Q:
    """Lines on one side, reversals counted with the side that they take back."""
    lain = "kredit" if sisi == "debit" else "debit"
    return Q(**{f"{sisi}__gt": 0, "jurnal__membalik__isnull": True}) | Q(
        **{f"{lain}__gt": 0, "jurnal__membalik__isnull": False}
    )


def before_or_opening(hari: datetime.date) -> Q:
    """What stood there on the morning of a day: earlier lines, and opening balances."""
    return Q(tanggal__lt=hari) | Q(asal_peristiwa=SALDO_AWAL)


def income_and_cost(buku: Buku, rentang: Mapping[str, Rentang]) -> dict[Any, dict[str, Decimal]]:
    """Income and cost of some spans by account key (debit minus credit, rupiah), closing entries left out. One query."""
    jumlah = {k: Coalesce(Sum(NETO, filter=Q(tanggal__range=r)), NOL) for k, r in rentang.items()}
    baris = (
        lines_of(buku)
        .filter(akun__golongan__in=("pendapatan", "biaya"), tanggal__lte=max(r[1] for r in rentang.values()))
        .filter(tanggal__gte=min(r[0] for r in rentang.values()))
        .exclude(asal_peristiwa=TUTUP_TAHUN)
        .order_by()
        .values("akun")
        .annotate(**jumlah)
    )
    return {b["akun"]: {k: b[k] for k in rentang} for b in baris}


def income_and_cost_by_month(
    buku: Buku, dari: datetime.date, sampai: datetime.date
) -> dict[tuple[datetime.date, str], Decimal]:
    """Income and cost (rupiah, positive) by first day of the month and group, closing entries left out. One query."""
    baris = (
        lines_of(buku)
        .filter(akun__golongan__in=("pendapatan", "biaya"), tanggal__range=(dari, sampai))
        .exclude(asal_peristiwa=TUTUP_TAHUN)
        .order_by()
        .annotate(bulan=TruncMonth("tanggal"))
        .values("bulan", "akun__golongan")
        .annotate(n=Sum(NETO))
    )
    return {(b["bulan"], b["akun__golongan"]): b["n"] if b["akun__golongan"] == "biaya" else -b["n"] for b in baris}


def money_by_month(buku: Buku, akun: Sequence[AkunBuku], bulan: Sequence[datetime.date]) -> list[Decimal]:
    """Cash and bank at the end of some months, given by their first days in order (rupiah). One query."""
    akhir = bulan[-1]
    baris = (
        SaldoBadan.objects.filter(buku=buku, akun__in=akun)
        .filter(Q(tahun__lt=akhir.year) | Q(tahun=akhir.year, bulan__lte=akhir.month))
        .order_by()
        .values("tahun", "bulan")
        .annotate(n=Sum(NETO))
    )
    gerak = {datetime.date(b["tahun"], b["bulan"], 1): b["n"] for b in baris}
    return [sum((n for m, n in gerak.items() if m <= b), NOL) for b in bulan]


@dataclass(frozen=True)
class UangDana:
    """The money of one fund (rupiah): at the beginning, in, out, moved between funds."""

    kunci: tuple[str, int, int, Any]
    awal: Decimal
    masuk: Decimal
    keluar: Decimal
    pindah: Decimal

    @property
    def akhir(self) -> Decimal:
        """What is left of it."""
        return self.awal + self.masuk - self.keluar + self.pindah


def money_by_fund(buku: Buku, dari: datetime.date, sampai: datetime.date) -> list[UangDana]:
    """Cash and bank by fund; the sum of what is left is cash and bank of the ledger. One query."""
    kini = Q(tanggal__gte=dari) & ~Q(asal_peristiwa=SALDO_AWAL)
    baris = (
        lines_of(buku)
        .filter(tanggal__lte=sampai)
        .exclude(akun__kas_bank="")
        .order_by()
        .values(*KUNCI_DANA)
        .annotate(
            awal=Coalesce(Sum(NETO, filter=before_or_opening(dari)), NOL),
            **{j: Coalesce(Sum(NETO, filter=kini & Q(asal_jenis=j)), NOL) for j in ("bkm", "bkk", "bpb")},
        )
        .order_by(*KUNCI_DANA)
    )
    return [UangDana(tuple(b[k] for k in KUNCI_DANA), b["awal"], b["bkm"], -b["bkk"], b["bpb"]) for b in baris]


@dataclass(frozen=True)
class Pakai:
    """Money held or budgeted on one liability (rupiah): at the beginning, added, used. Left may be below zero."""

    akun_id: Any
    kunci: tuple[Any, ...]
    awal: Decimal
    bertambah: Decimal
    terpakai: Decimal

    @property
    def sisa(self) -> Decimal:
        """What is left: below zero is overspent."""
        return self.awal + self.bertambah - self.terpakai


def use_of(
    buku: Buku, akun: Sequence[AkunBuku], dari: datetime.date, sampai: datetime.date, *, dana: bool
) -> list[Pakai]:
    """Added to and used of some liabilities, by account, and by fund where `dana`. One query."""
    kunci = KUNCI_DANA if dana else ()
    kini = Q(tanggal__gte=dari) & ~Q(asal_peristiwa=SALDO_AWAL)
    baris = (
        lines_of(buku)
        .filter(akun__in=akun, tanggal__lte=sampai)
        .order_by()
        .values("akun", *kunci)
        .annotate(
            awal=Coalesce(Sum(NETO, filter=before_or_opening(dari)), NOL),
            tambah=Coalesce(Sum(NETO, filter=kini & of_side("kredit")), NOL),
            pakai=Coalesce(Sum(NETO, filter=kini & of_side("debit")), NOL),
        )
        .order_by("akun__kode", *kunci)
    )
    return [Pakai(b["akun"], tuple(b[k] for k in kunci), -b["awal"], -b["tambah"], b["pakai"]) for b in baris]


def last_day_of(buku: Buku) -> datetime.date | None:
    """The day of the newest voucher; None for a ledger without any. One query."""
    return Jurnal.objects.filter(buku=buku).aggregate(n=Max("tanggal"))["n"]
