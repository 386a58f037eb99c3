"""What is asked of a ledger. Balances are computed, never typed; each question a constant number of queries. Source: KEU-27.

Months that are over are read from SaldoBadan, the running one from its lines, through indexes that begin with the ledger.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Case, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar
from keuangan.models import SPPB, AkunBuku, BarisJurnal, Buku, Inventaris, Jurnal, Periode, Pinjaman, SaldoBadan
from keuangan.templat import DARI_BERKAS, DARI_INVENTARIS, DARI_PINJAMAN
from wilayah.waktu import today_in

NOL = Decimal(0)
DANA = ("sumber_dana_id", "tahun_dana", "termin", "pemilik", "ksm", "kegiatan")


def accounts_of(buku: Buku) -> list[AkunBuku]:
    """Accounts that a ledger may use, by code: the sourced ones of its chart and its own. One query."""
    return list(AkunBuku.objects.filter(Q(bagan=buku.bagan, buku__isnull=True) | Q(buku=buku)).order_by("kode"))


def chart_by_code(buku: Buku) -> dict[str, AkunBuku]:
    """Accounts of a ledger by code. One query."""
    return {a.kode: a for a in accounts_of(buku)}


def events_of_registers(buku: Buku) -> frozenset[str]:
    """Events that this ledger books from a register: of its loans, of its things, of the grant's files. Two queries.

    Source: KEU-199, BLM-28.
    """
    if buku.bagan == "sekretariat":
        sppb = SPPB.objects.filter(bkm__badan=buku.badan_id, status="ditandatangani").exists()
        barang = Inventaris.objects.filter(buku=buku).exists()
        return (DARI_BERKAS if sppb else frozenset()) | (DARI_INVENTARIS if barang else frozenset())
    pinjaman = Pinjaman.objects.filter(buku=buku, tanggal_cair__isnull=False).exclude(status="batal").exists()
    barang = Inventaris.objects.filter(buku=buku).exists()
    return (DARI_PINJAMAN if pinjaman else frozenset()) | (DARI_INVENTARIS if barang else frozenset())


def account_for(buku: Buku, guna: str) -> AkunBuku:
    """The account that has a place in closing. Raises: AturanDilanggar (KEU-02) when the chart was never loaded."""
    akun = AkunBuku.objects.filter(bagan=buku.bagan, buku__isnull=True, guna=guna).first()
    if akun is None:
        raise AturanDilanggar(_("Bagan akun belum dimuat."), aturan="KEU-02")
    return akun


@dataclass(frozen=True)
class SaldoAkun:
    """One account with what moved and where it stands (rupiah, debit minus credit)."""

    akun: AkunBuku
    awal: Decimal
    debit: Decimal
    kredit: Decimal

    @property
    def akhir(self) -> Decimal:
        """Closing balance: positive stands on the debit side."""
        return self.awal + self.debit - self.kredit

    @property
    def saldo(self) -> Decimal:
        """Closing balance as people read it: positive on the usual side of the account."""
        return self.akhir if self.akun.normal_debit else -self.akhir

    @property
    def salah_sisi(self) -> bool:
        """Whether it stands on the side where it should not: a budget overspent, cash below zero."""
        return self.saldo < 0


def balances(buku: Buku, tanggal: datetime.date) -> dict[Any, Decimal]:
    """Balance (debit minus credit, rupiah) of every account that moved up to and including a day, by key. Two queries."""
    lalu = Q(tahun__lt=tanggal.year) | Q(tahun=tanggal.year, bulan__lt=tanggal.month)
    hasil: dict[Any, Decimal] = {}
    utuh = (
        SaldoBadan.objects.filter(lalu, buku=buku).order_by().values("akun").annotate(n=Sum(F("debit") - F("kredit")))
    )
    bulan_ini = BarisJurnal.objects.filter(buku=buku, tanggal__range=(tanggal.replace(day=1), tanggal))
    for baris in (utuh, bulan_ini.order_by().values("akun").annotate(n=Sum(F("debit") - F("kredit")))):
        for b in baris:
            hasil[b["akun"]] = hasil.get(b["akun"], NOL) + b["n"]
    return hasil


def balance_of(buku: Buku, kode: str, tanggal: datetime.date) -> Decimal:
    """Balance of one account of a ledger on a day (rupiah, on its usual side); zero when it never moved. Three queries."""
    akun = next(a for a in accounts_of(buku) if a.kode == kode)
    saldo = balances(buku, tanggal).get(akun.pk, NOL)
    return saldo if akun.normal_debit else -saldo


def trial_balance(buku: Buku, dari: datetime.date, sampai: datetime.date) -> list[SaldoAkun]:
    """Neraca saldo of a span: opening, debits, credits, closing of every account that ever moved, by code. Four queries."""
    awal = balances(buku, dari - datetime.timedelta(days=1))
    gerak = {
        b["akun"]: (b["d"], b["k"])
        for b in BarisJurnal.objects.filter(buku=buku, tanggal__range=(dari, sampai))
        .order_by()
        .values("akun")
        .annotate(d=Sum("debit"), k=Sum("kredit"))
    }
    return [
        SaldoAkun(a, awal.get(a.pk, NOL), *gerak.get(a.pk, (NOL, NOL)))
        for a in accounts_of(buku)
        if a.pk in awal or a.pk in gerak
    ]


def wrong_side(buku: Buku, tanggal: datetime.date) -> list[SaldoAkun]:
    """Accounts that stand on the wrong side on a day: an overspent budget is shown, not hidden. Three queries. KEU-28."""
    saldo = balances(buku, tanggal)
    semua = [SaldoAkun(a, saldo[a.pk], NOL, NOL) for a in accounts_of(buku) if a.pk in saldo]
    return [s for s in semua if s.salah_sisi]


@dataclass(frozen=True)
class BarisBuku:
    """One line of a ledger or cash book with the balance after it (rupiah, on the usual side of the account)."""

    baris: BarisJurnal
    saldo: Decimal

    @property
    def minus(self) -> bool:
        """Whether the account stands below zero after this line."""
        return self.saldo < 0


@dataclass(frozen=True)
class Rekap:
    """A span of one account: opening balance, lines, closing balance (rupiah, on its usual side)."""

    akun: AkunBuku
    awal: Decimal
    baris: list[BarisBuku]

    @property
    def akhir(self) -> Decimal:
        """Balance after the last line."""
        return self.baris[-1].saldo if self.baris else self.awal


def general_ledger(buku: Buku, akun: AkunBuku, dari: datetime.date, sampai: datetime.date) -> Rekap:
    """Buku besar of one account: within a day receipts come first, as in the cash book. Three queries. Source: KEU-27."""
    return ledgers(buku, [akun], dari, sampai)[0]


def cash_book(buku: Buku, dari: datetime.date, sampai: datetime.date, *, kas_bank: str = "kas") -> list[Rekap]:
    """Cash (or bank) book of a span, one part per account, each with its running balance. Four queries at any length."""
    akun = [a for a in accounts_of(buku) if a.kas_bank == kas_bank]
    return ledgers(buku, akun, dari, sampai)


def ledgers(buku: Buku, akun: Sequence[AkunBuku], dari: datetime.date, sampai: datetime.date) -> list[Rekap]:
    """The lines of some accounts in a span, each with the balance after it; within a day receipts first. Three queries."""
    arah = {a.pk: 1 if a.normal_debit else -1 for a in akun}
    lalu = balances(buku, dari - datetime.timedelta(days=1))
    rekap = {a.pk: Rekap(a, lalu.get(a.pk, NOL) * arah[a.pk], []) for a in akun}
    baris = (
        BarisJurnal.objects.filter(buku=buku, akun__in=akun, tanggal__range=(dari, sampai))
        .select_related("jurnal", "ksm")
        .order_by("tanggal", Case(When(debit__gt=0, then=0), default=1), "id")
    )
    for b in baris:
        satu = rekap[b.akun_id]
        satu.baris.append(BarisBuku(b, satu.akhir + (b.debit - b.kredit) * arah[b.akun_id]))
    return list(rekap.values())


@dataclass(frozen=True)
class HariMinus:
    """One day that a cash or bank account ended below zero (rupiah)."""

    akun: AkunBuku
    tanggal: datetime.date
    saldo: Decimal

    @property
    def kurang(self) -> Decimal:
        """How much is missing, as a positive amount."""
        return -self.saldo


def negative_days(buku: Buku, sampai: datetime.date | None = None) -> list[HariMinus]:
    """Days on which cash or bank ended below zero, oldest first: shown at once, refused at closing. Two queries. KEU-23."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT akun_id, tanggal, saldo FROM keuangan_hari_minus(%s, %s)",
            [buku.pk, sampai or today_in(buku.wilayah_id)],
        )
        baris = kursor.fetchall()
    akun = AkunBuku.objects.in_bulk({b[0] for b in baris}) if baris else {}
    return [HariMinus(akun[a], t, s) for a, t, s in baris]


def balances_by_fund(
    buku: Buku, sampai: datetime.date, *, golongan: Sequence[str] = ()
) -> list[tuple[AkunBuku, dict[str, Any], Decimal]]:
    """Accounts with the fund of their money and the balance (debit minus credit, rupiah) where it is not zero. Few queries."""
    qs = BarisJurnal.objects.filter(buku=buku, tanggal__lte=sampai)
    if golongan:
        qs = qs.filter(akun__golongan__in=golongan)
    jumlah = qs.order_by().values("akun", *DANA).annotate(n=Coalesce(Sum(F("debit") - F("kredit")), NOL)).exclude(n=0)
    baris = list(jumlah.order_by("akun__kode", *DANA))
    akun = {a.pk: a for a in accounts_of(buku)}
    luar = {n: rows_of(n, {b[n] for b in baris if b[n]}) for n in ("pemilik", "ksm", "kegiatan")}
    return [
        (
            akun[b["akun"]],
            {
                "sumber": b["sumber_dana_id"], "tahun": b["tahun_dana"], "termin": b["termin"],
                **{n: luar[n].get(b[n]) for n in luar},
            },
            b["n"],
        )
        for b in baris
    ]  # fmt: skip


def rows_of(bidang: str, kunci: set[Any]) -> dict[Any, Any]:
    """The owners, groups or activities (`bidang`) that lines name, by key. One query at most."""
    model: Any = BarisJurnal._meta.get_field(bidang).related_model
    return dict(model._base_manager.in_bulk(kunci)) if kunci else {}


def waiting_approval(buku: Buku, periode: Periode | None = None) -> QuerySet[Jurnal]:
    """Vouchers of a ledger (or of one month) that still need a second person, oldest first."""
    qs = Jurnal.objects.filter(buku=buku, perlu_persetujuan=True, persetujuan__isnull=True)
    return (qs.filter(periode=periode) if periode is not None else qs).order_by("tanggal", "id")
