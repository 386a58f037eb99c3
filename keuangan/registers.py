"""Registers of the Sekretariat, computed from journal lines: BLM by tranche, swadaya, fund cards, BOP. Source: KEU-88.

A line of a reversal counts for the event that it takes back, so a mistake and its reversal leave every column as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from keuangan.models import BarisJurnal, Buku
from keuangan.queries import rows_of
from keuangan.queries_rpd import DARI_DANA_KSM
from siklus.models import SumberDana

NOL = Decimal(0)
DANA_BLM, UANG_MUKA, DANA_SWADAYA = "21110", "11040", "21130"
NATURA, BOP = "41020", "41010"


def event_lines(buku: Buku, **saring: Any) -> QuerySet[BarisJurnal]:
    """Lines of a ledger with `asal`: the event that they belong to, that of the original for a reversal."""
    return BarisJurnal.objects.filter(buku=buku, **saring).annotate(
        asal=Coalesce(F("jurnal__membalik__peristiwa"), F("jurnal__peristiwa"))
    )


@dataclass
class BarisBLM:
    """One source, year and tranche of BLM (rupiah)."""

    sumber: Any
    tahun: int
    termin: int
    diterima: Decimal = NOL
    modal: Decimal = NOL
    bop: Decimal = NOL
    dipakai: Decimal = NOL
    lain: Decimal = NOL
    uang_muka: Decimal = NOL

    @property
    def sisa(self) -> Decimal:
        """Balance of the fund: received less all that was used."""
        return self.diterima - self.modal - self.bop - self.dipakai - self.lain

    @property
    def di_bkm(self) -> Decimal:
        """Still with the BKM: the balance without what KSM hold and have not accounted for."""
        return self.sisa - self.uang_muka


KOLOM_BLM = {
    "blm_masuk": "diterima", "saldo_awal": "diterima", "modal_disalurkan": "modal", "bop_dari_blm": "bop",
    "lpj_diterima": "dipakai",
}  # fmt: skip


def blm_register(buku: Buku) -> list[BarisBLM]:
    """BLM received, used and left by source, year and tranche. Three queries. Source: KEU-88."""
    hasil: dict[tuple[Any, ...], BarisBLM] = {}
    nama = {s.pk: s for s in SumberDana.objects.all()}

    def row(b: dict[str, Any]) -> BarisBLM:
        kunci = (b["sumber_dana"], b["tahun_dana"], b["termin"])
        return hasil.setdefault(kunci, BarisBLM(nama[b["sumber_dana"]], b["tahun_dana"], b["termin"]))

    dana = ("sumber_dana", "tahun_dana", "termin")
    masuk = event_lines(buku, akun__kode=DANA_BLM).order_by()
    for b in masuk.values(*dana, "asal").annotate(n=Sum(F("kredit") - F("debit"))):
        satu, kolom = row(b), KOLOM_BLM.get(b["asal"], "lain")
        setattr(satu, kolom, getattr(satu, kolom) + (b["n"] if kolom == "diterima" else -b["n"]))
    muka = BarisJurnal.objects.filter(buku=buku, akun__kode=UANG_MUKA, sumber_dana__in={k[0] for k in hasil}).order_by()
    for b in muka.values(*dana).annotate(n=Sum(F("debit") - F("kredit"))):
        row(b).uang_muka = b["n"]
    return [hasil[k] for k in sorted(hasil, key=lambda k: (-k[1], str(k[0]), k[2]))]


@dataclass
class BarisSwadaya:
    """What residents gave, for one KSM and activity in one programme year (rupiah)."""

    tahun: int
    ksm: Any
    kegiatan: Any
    tunai: Decimal = NOL
    natura: Decimal = NOL

    @property
    def jumlah(self) -> Decimal:
        """Cash and kind together."""
        return self.tunai + self.natura


def swadaya_register(buku: Buku) -> list[BarisSwadaya]:
    """Swadaya in cash and in kind by year, KSM and activity. Three queries. Source: KEU-88."""
    kolom = {DANA_SWADAYA: "tunai", NATURA: "natura"}
    asal = ("swadaya_tunai", "swadaya_natura", "saldo_awal", "dana_masuk", "lain")
    baris = event_lines(buku, akun__kode__in=kolom).order_by()
    menurut = ("tahun_dana", "ksm", "kegiatan", "akun__kode", "asal")
    semua = baris.values(*menurut).annotate(n=Sum(F("kredit") - F("debit")))
    jumlah = [b for b in semua if b["asal"] in asal]
    ksm, kegiatan = (rows_of(n, {b[n] for b in jumlah if b[n]}) for n in ("ksm", "kegiatan"))
    hasil: dict[tuple[Any, ...], BarisSwadaya] = {}
    for b in jumlah:
        kunci = (b["tahun_dana"], b["ksm"], b["kegiatan"])
        satu = hasil.setdefault(kunci, BarisSwadaya(b["tahun_dana"], ksm.get(b["ksm"]), kegiatan.get(b["kegiatan"])))
        nama = kolom[b["akun__kode"]]
        setattr(satu, nama, getattr(satu, nama) + b["n"])
    return sorted(
        (b for b in hasil.values() if b.jumlah), key=lambda b: (-b.tahun, str(b.ksm or ""), str(b.kegiatan or ""))
    )


@dataclass
class KartuDana:
    """Money handed to one KSM for one activity, from one fund (rupiah)."""

    ksm: Any
    kegiatan: Any
    sumber: Any
    tahun: int
    termin: int
    dibayar: Decimal = NOL
    lpj: Decimal = NOL
    kembali: Decimal = NOL
    lain: Decimal = NOL

    @property
    def sisa(self) -> Decimal:
        """Not accounted for yet: the balance of the advance."""
        return self.dibayar - self.lpj - self.kembali + self.lain


KOLOM_KARTU = {"bayar_ksm": "dibayar", "saldo_awal": "dibayar", "lpj_diterima": "lpj", "sisa_ksm": "kembali"}


def fund_cards(buku: Buku, *, tanpa_rpd: bool = False) -> list[KartuDana]:
    """The card of every KSM and activity that was paid: paid, accounted for, returned, open. Four queries. Source: KEU-88.

    `tanpa_rpd` leaves out what RPD and accounts booked, so that each card shows only what was paid outside them.
    """
    dana = ("ksm", "kegiatan", "sumber_dana", "tahun_dana", "termin")
    baris = event_lines(buku, akun__kode=UANG_MUKA).order_by()
    if tanpa_rpd:
        baris = baris.annotate(milik=Coalesce(F("jurnal__membalik__objek_jenis"), F("jurnal__objek_jenis")))
        baris = baris.exclude(milik__in=DARI_DANA_KSM)
    jumlah = list(baris.values(*dana, "asal").annotate(n=Sum(F("debit") - F("kredit"))))
    ksm, kegiatan = (rows_of(n, {b[n] for b in jumlah if b[n]}) for n in ("ksm", "kegiatan"))
    nama = {s.pk: s for s in SumberDana.objects.all()}
    hasil: dict[tuple[Any, ...], KartuDana] = {}
    for b in jumlah:
        kunci = tuple(b[k] for k in dana)
        satu = hasil.setdefault(
            kunci,
            KartuDana(
                ksm.get(b["ksm"]), kegiatan.get(b["kegiatan"]), nama[b["sumber_dana"]], b["tahun_dana"], b["termin"]
            ),
        )
        kolom = KOLOM_KARTU.get(b["asal"], "lain")
        setattr(satu, kolom, getattr(satu, kolom) + (-b["n"] if kolom in {"lpj", "kembali"} else b["n"]))
    return sorted(hasil.values(), key=lambda k: (str(k.ksm or ""), str(k.kegiatan or ""), -k.tahun, k.termin))


def advances_without_rpd(kode: str) -> list[KartuDana]:
    """Advances that the Sekretariat of a kelurahan paid without RPD and that are still owed: the gate of the next tranche
    counts them with the RPD. Five queries at most. Source: BLM-32, RPD-12.
    """
    buku = Buku._base_manager.filter(wilayah=kode, unit="sekretariat", badan__aktif=True).first()
    return [k for k in fund_cards(buku, tanpa_rpd=True) if k.ksm and k.sisa > 0] if buku else []


@dataclass
class BarisBOP:
    """One entry of the BOP record, with the balance after it (rupiah)."""

    baris: BarisJurnal
    masuk: Decimal
    keluar: Decimal
    saldo: Decimal


def bop_record(buku: Buku, tahun: int) -> list[BarisBOP]:
    """BOP received and spent in one calendar year, day by day. One query. Source: KEU-88."""
    qs = BarisJurnal.objects.filter(buku=buku, tanggal__year=tahun).exclude(jurnal__peristiwa="tutup_tahun")
    terima, biaya = qs.filter(akun__kode=BOP), qs.filter(akun__kode__regex="^5[12]")
    saldo, hasil = NOL, []
    for b in (terima | biaya).select_related("jurnal", "akun").order_by("tanggal", "jurnal_id", "urut"):
        saldo += b.kredit - b.debit
        if b.akun.kode == BOP:
            hasil.append(BarisBOP(b, b.kredit - b.debit, NOL, saldo))
        else:
            hasil.append(BarisBOP(b, NOL, b.debit - b.kredit, saldo))
    return hasil
