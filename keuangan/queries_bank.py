"""Matching the bank: what may belong together, what stands open, whether a statement agrees. KEU-176, KEU-178, KEU-179.

Whether a statement is "cocok" is never stored: the database computes what stands open at its end (sql/bank.sql), for one
statement and for all of a ledger alike.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from inti.formats import days_between, rupiah
from inti.formats import tanggal as format_tanggal
from inti.registry import Kekurangan
from keuangan.models import AkunBuku, AnggotaCocok, BarisBank, BarisJurnal, Buku, CocokBank, Periode, RekeningKoran
from keuangan.queries import accounts_of
from keuangan.templat import SALDO_AWAL
from wilayah import parameter

NOL = Decimal(0)
SATU_HARI = datetime.timedelta(days=1)
HARI_SARAN, WAJIB_TUTUP = "bank.hari_saran", "bank.wajib_sebelum_tutup"
HARI_SARAN_BAWAAN = 7  # where no parameter is loaded; the loaded row says the same


def bank_accounts(buku: Buku) -> list[AkunBuku]:
    """Bank accounts of a ledger, by code. One query."""
    return [a for a in accounts_of(buku) if a.kas_bank == "bank"]


@dataclass(frozen=True)
class Rekonsiliasi:
    """The book and the bank at the end of one statement (rupiah; money in positive). Source: KEU-178.

    `perjalanan` is in the book and not at the bank, `belum` at the bank and not in the book, `kemudian` at the bank and
    booked after the statement's end, `sen` the cents that the book rounds. `celah`: days since the first statement without one.
    """

    rekening: RekeningKoran
    saldo_buku: Decimal
    perjalanan: Decimal = NOL
    belum: Decimal = NOL
    kemudian: Decimal = NOL
    sen: Decimal = NOL
    n_perjalanan: int = 0
    n_belum: int = 0
    n_kemudian: int = 0
    n_cocok: int = 0
    celah: bool = False

    @property
    def saldo_seharusnya(self) -> Decimal:
        """What the bank should say, from the book and what is open."""
        return self.saldo_buku - self.perjalanan + self.belum + self.kemudian + self.sen

    @property
    def selisih(self) -> Decimal:
        """What nothing explains: the bank's closing balance minus what it should be."""
        return self.rekening.saldo_akhir - self.saldo_seharusnya

    @property
    def cocok(self) -> bool:
        """Every bank row up to its end is in the book, no days are missing, and nothing stays unexplained."""
        return not (self.n_belum or self.selisih or self.celah)

    @property
    def keadaan(self) -> str:
        """batal, cocok, celah, belum (rows not in the book) or selisih."""
        if self.rekening.batal:
            return "batal"
        if self.cocok:
            return "cocok"
        return "celah" if self.celah else "belum" if self.n_belum else "selisih"


def reconciliations(buku: Buku, rekening: RekeningKoran | None = None) -> dict[Any, Rekonsiliasi]:
    """Every living statement of a ledger (or one) with its reconciliation, oldest first. Two queries. Source: KEU-178."""
    hidup = RekeningKoran.objects.filter(buku=buku, dibatalkan_pada__isnull=True)
    semua = list(hidup.select_related("akun").order_by("akun__kode", "dari"))
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT rekening_id, saldo_buku, perjalanan, belum, kemudian, sen, n_perjalanan, n_belum, n_kemudian, n_cocok "
            "FROM keuangan_rekonsiliasi(%s, %s)",
            [buku.pk, rekening.pk if rekening else None],
        )
        angka = {b[0]: b[1:] for b in kursor.fetchall()}
    hasil, lalu = {}, dict[Any, datetime.date]()
    celah: set[Any] = set()
    for r in semua:
        if r.akun_id in lalu and r.dari != lalu[r.akun_id] + SATU_HARI:
            celah.add(r.akun_id)
        lalu[r.akun_id] = r.sampai
        if r.pk in angka:
            r.buku = buku
            hasil[r.pk] = _reconciliation(r, angka[r.pk], celah=r.akun_id in celah)
    return hasil


def _reconciliation(rekening: RekeningKoran, angka: Sequence[Any], *, celah: bool) -> Rekonsiliasi:
    """The columns of keuangan_rekonsiliasi; sums and counts of nothing are empty there."""
    saldo, perjalanan, belum, kemudian, sen = (n or NOL for n in angka[:5])
    n_perjalanan, n_belum, n_kemudian, n_cocok = (n or 0 for n in angka[5:])
    return Rekonsiliasi(
        rekening, saldo, perjalanan, belum, kemudian, sen, n_perjalanan, n_belum, n_kemudian, n_cocok, celah
    )


@dataclass(frozen=True)
class KeadaanBank:
    """One bank account of a ledger: its statements newest first, until when it is matched, and the newest's difference."""

    akun: AkunBuku
    daftar: list[Rekonsiliasi] = field(default_factory=list)

    @property
    def terakhir(self) -> Rekonsiliasi | None:
        """The newest statement."""
        return self.daftar[0] if self.daftar else None

    @property
    def sampai(self) -> datetime.date | None:
        """The end of the newest statement that agrees; what it holds covers all before it."""
        return next((r.rekening.sampai for r in self.daftar if r.cocok), None)


def bank_states(buku: Buku) -> list[KeadaanBank]:
    """Every bank account of a ledger, by code, with its statements. Three queries. Source: KEU-178."""
    hasil = {a.pk: KeadaanBank(a) for a in bank_accounts(buku)}
    for r in reversed(reconciliations(buku).values()):
        hasil[r.rekening.akun_id].daftar.append(r)
    return list(hasil.values())


# -- one statement -------------------------------------------------------------------------------------------------


@dataclass
class Terbuka:
    """What stands open at the end of one statement, each by day: lines of the book, bank rows, and bank rows booked later."""

    perjalanan: list[BarisJurnal] = field(default_factory=list)
    belum: list[BarisBank] = field(default_factory=list)
    kemudian: list[BarisBank] = field(default_factory=list)


def open_items(rekening: RekeningKoran) -> Terbuka:
    """The items behind the figures of one statement's reconciliation. Three queries. Source: KEU-178."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT macam, baris_bank_id, baris_jurnal_id FROM keuangan_butir_bank(%s, %s)",
            [rekening.buku_id, rekening.pk],
        )
        butir = kursor.fetchall()
    buku = BarisJurnal.objects.filter(pk__in=[j for _m, _b, j in butir if j]).select_related("jurnal", "ksm")
    macam = {b: m for m, b, _j in butir if b}
    hasil = Terbuka(perjalanan=list(buku.order_by("tanggal", "id")))
    for b in (
        BarisBank.objects.filter(pk__in=list(macam)).select_related("rekening").order_by("tanggal", "rekening", "urut")
    ):
        (hasil.belum if macam[b.pk] == "belum" else hasil.kemudian).append(b)
    return hasil


def signed(baris: BarisBank | BarisJurnal) -> Decimal:
    """Money in positive, out negative (rupiah), of either side."""
    nilai: Decimal = baris.nilai if isinstance(baris, BarisBank) else baris.debit - baris.kredit
    return nilai


@dataclass(frozen=True)
class Saran:
    """One bank row and the line of the book that may be the same; strong when neither has another choice. Source: KEU-176."""

    bank: BarisBank
    buku: BarisJurnal
    kuat: bool

    @property
    def kunci(self) -> str:
        """Both keys as the page sends them."""
        return f"{self.bank.pk}:{self.buku.pk}"

    @property
    def hari(self) -> int:
        """Days from the bank's date to the book's, negative when the book was first."""
        return days_between(self.bank.tanggal, self.buku.tanggal)


@dataclass
class Meja:
    """The two sides of one statement as they are to be matched.

    `bank` are its rows and `buku` the lines that no match holds; `mula` is the first day of any statement; `saran` by bank
    row, nearest first; `balik` are journals with their reversal, neither matched.
    """

    rekening: RekeningKoran
    bank: list[BarisBank]
    buku: list[BarisJurnal]
    hari: int
    mula: datetime.date
    saran: dict[int, list[Saran]] = field(default_factory=dict)
    balik: list[tuple[BarisJurnal, BarisJurnal]] = field(default_factory=list)

    @property
    def kuat(self) -> list[Saran]:
        """The suggestions that one press accepts."""
        return [s for satu in self.saran.values() for s in satu if s.kuat]


def suggestion_days(rekening: RekeningKoran) -> int:
    """Most days between the bank's date and the book's for a suggestion. One query. Source: KEU-176."""
    nilai = parameter.value(HARI_SARAN, kode_wilayah=rekening.wilayah_id, tanggal=rekening.sampai).angka
    return int(nilai) if nilai is not None else HARI_SARAN_BAWAAN


def desk_of_statement(rekening: RekeningKoran) -> Meja:
    """What is unmatched on both sides of one statement, with suggestions. Four queries at any length. Source: KEU-176."""
    hari = suggestion_days(rekening)
    jendela = datetime.timedelta(days=hari)
    milik = AnggotaCocok.objects.filter(lepas=False)
    bank = BarisBank.objects.filter(~Exists(milik.filter(baris_bank=OuterRef("pk"))), rekening=rekening).order_by(
        "urut"
    )
    mula = (
        RekeningKoran.objects.filter(buku=rekening.buku_id, akun=rekening.akun_id, dibatalkan_pada__isnull=True)
        .order_by("dari").values_list("dari", flat=True).first()
    ) or rekening.dari  # fmt: skip
    awal = Q(jurnal__peristiwa=SALDO_AWAL) | Q(jurnal__membalik__peristiwa=SALDO_AWAL)
    buku = (
        BarisJurnal.objects.filter(
            ~Exists(milik.filter(baris_jurnal=OuterRef("pk"))), ~awal, buku=rekening.buku_id, akun=rekening.akun_id,
            tanggal__range=(mula - jendela, rekening.sampai + jendela),
        )
        .select_related("jurnal", "ksm").order_by("tanggal", "id")
    )  # fmt: skip
    meja = Meja(rekening, list(bank), list(buku), hari, mula)
    meja.saran = suggest(meja.bank, meja.buku, hari)
    jurnal: dict[Any, BarisJurnal] = {b.jurnal_id: b for b in meja.buku}
    meja.balik = [
        (asal, b) for b in meja.buku if (asal := jurnal.get(b.jurnal.membalik_id)) is not None and signed(asal) == -signed(b)
    ]  # fmt: skip
    return meja


def suggest(bank: Sequence[BarisBank], buku: Sequence[BarisJurnal], hari: int) -> dict[int, list[Saran]]:
    """By bank row: lines of the same amount (the bank's cents left aside) and side within `hari` days, nearest first.

    Strong where the row has one line and the line no other row. Source: KEU-176.
    """
    menurut: dict[Decimal, list[BarisJurnal]] = {}
    for b in buku:
        menurut.setdefault(signed(b), []).append(b)
    calon: dict[int, list[BarisJurnal]] = {}
    peminat: dict[int, int] = {}
    for r in bank:
        nilai = signed(r)
        # A whole amount has one key; with cents the book may have rounded down or up.
        bulat = {nilai.to_integral_value(arah) for arah in ("ROUND_FLOOR", "ROUND_CEILING")}
        cocok = [b for n in bulat for b in menurut.get(n, []) if abs(days_between(r.tanggal, b.tanggal)) <= hari]
        if cocok:
            calon[r.pk] = sorted(cocok, key=lambda b: (abs(days_between(r.tanggal, b.tanggal)), b.tanggal, b.pk))
        for b in cocok:
            peminat[b.pk] = peminat.get(b.pk, 0) + 1
    baris = {r.pk: r for r in bank}
    return {
        pk: [Saran(baris[pk], b, len(daftar) == 1 and peminat[b.pk] == 1) for b in daftar] for pk, daftar in calon.items()
    }  # fmt: skip


@dataclass(frozen=True)
class Kelompok:
    """One living match with its members."""

    cocok: CocokBank
    bank: list[BarisBank]
    buku: list[BarisJurnal]


def matches_of(rekening: RekeningKoran) -> list[Kelompok]:
    """Living matches that hold a row of one statement, in the order of its rows. Three queries."""
    cocok = CocokBank.objects.filter(
        Exists(AnggotaCocok.objects.filter(cocok=OuterRef("pk"), baris_bank__rekening=rekening)),
        dibatalkan_pada__isnull=True,
    )
    return sorted(
        _groups(list(cocok)), key=lambda k: min((b.urut for b in k.bank if b.rekening_id == rekening.pk), default=0)
    )


def month_closed(buku: Buku, hari: datetime.date) -> bool:
    """Whether the month of a day is closed in a ledger: then matches of statements that end in it stay. One query. KEU-175."""
    bulan = Periode.objects.filter(buku=buku, tahun=hari.year, bulan=hari.month, status=Periode.Status.DITUTUP)
    return bulan.exists()


def undone_of(rekening: RekeningKoran) -> list[CocokBank]:
    """Matches with a row of one statement that were undone, newest first: who and when. One query. Source: KEU-175."""
    anggota = AnggotaCocok.objects.filter(cocok=OuterRef("pk"), baris_bank__rekening=rekening)
    return list(
        CocokBank.objects.filter(Exists(anggota), dibatalkan_pada__isnull=False).order_by("-dibatalkan_pada")[:20]
    )


def pairs_of(buku: Buku, akun: AkunBuku, sampai: datetime.date) -> list[Kelompok]:
    """Living matches without a bank row (a journal with its reversal) up to a day. Three queries."""
    anggota = AnggotaCocok.objects.filter(cocok=OuterRef("pk"))
    cocok = CocokBank.objects.filter(
        ~Exists(anggota.filter(baris_bank__isnull=False)), Exists(anggota.filter(baris_jurnal__tanggal__lte=sampai)),
        buku=buku, akun=akun, dibatalkan_pada__isnull=True,
    )  # fmt: skip
    return _groups(list(cocok))


def _groups(cocok: list[CocokBank]) -> list[Kelompok]:
    hasil = {c.pk: Kelompok(c, [], []) for c in cocok}
    anggota = AnggotaCocok.objects.filter(cocok__in=hasil).select_related(
        "baris_bank", "baris_jurnal__jurnal", "baris_jurnal__ksm"
    )
    for a in anggota.order_by("id"):
        if a.baris_bank is not None:
            hasil[a.cocok_id].bank.append(a.baris_bank)
        elif a.baris_jurnal is not None:
            hasil[a.cocok_id].buku.append(a.baris_jurnal)
    return list(hasil.values())


def bank_row(buku: Buku, kunci: str) -> BarisBank | None:
    """A row of a living statement of a ledger by its key as an address gives it; None where there is no such row. One query."""
    if not kunci.isdigit() or len(kunci) > 18:
        return None
    hidup = BarisBank.objects.filter(rekening__buku=buku, rekening__dibatalkan_pada__isnull=True)
    return hidup.filter(pk=int(kunci)).select_related("rekening").first()


# -- months --------------------------------------------------------------------------------------------------------


def bank_findings(buku: Buku, periode: Sequence[Periode]) -> dict[Any, list[Kekurangan]]:
    """By month: whether each bank account that moved by then is matched up to its end. Five queries, however many months.

    How strict it is, a dated parameter says (`info` where none is set). Source: KEU-179.
    """
    if not periode:
        return {}
    pertama = _first_days(buku)
    if not pertama:
        return {p.pk: [] for p in periode}
    bank = [k for k in bank_states(buku) if k.akun.pk in pertama]
    tempat = {p.pk: ("", buku.wilayah_id, p.akhir) for p in periode}
    nilai = parameter.values_for_areas([WAJIB_TUTUP], tempat.values())
    return {
        p.pk: [_matched(k, p, buku, nilai[tempat[p.pk]][WAJIB_TUTUP]) for k in bank if pertama[k.akun.pk] <= p.akhir]
        for p in periode
    }


def _first_days(buku: Buku) -> dict[Any, datetime.date]:
    baris = BarisJurnal.objects.filter(buku=buku, akun__kas_bank="bank").order_by("akun", "tanggal").distinct("akun")
    return dict(baris.values_list("akun", "tanggal"))


def _matched(k: KeadaanBank, p: Periode, buku: Buku, aturan: parameter.NilaiParameter) -> Kekurangan:
    penuh = k.sampai is not None and k.sampai >= p.akhir
    rincian = ""
    if not penuh:
        akhir = k.terakhir
        if akhir is None or akhir.rekening.sampai < p.akhir:
            rincian = _("Masukkan rekening koran sampai %(hari)s.") % {"hari": format_tanggal(p.akhir)}
        elif akhir.n_belum:
            rincian = _("%(n)d baris bank belum dicocokkan.") % {"n": akhir.n_belum}
        else:
            rincian = _("Selisih %(n)s belum dijelaskan.") % {"n": rupiah(akhir.selisih)}
    return Kekurangan(
        "KEU-179", aturan.mode if aturan.nilai else "info", penuh, kode="bank", rincian=rincian,
        pesan=(_("%(akun)s sudah dicocokkan sampai %(hari)s.") if penuh else _("%(akun)s belum dicocokkan sampai %(hari)s."))
        % {"akun": k.akun.nama, "hari": format_tanggal(p.akhir)},
        tautan="" if penuh else reverse("keuangan:bank", args=[buku.pk]),
    )  # fmt: skip
