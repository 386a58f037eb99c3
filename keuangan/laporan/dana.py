"""Whose money it is, what budgets are left, and the sheet for the notice board. Source: KEU-28, KEU-100, KEU-107."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import rupiah
from inti.formats import tanggal as format_tanggal
from keuangan.laporan.dasar import (
    NOL,
    SATU_HARI,
    BagianLaporan,
    BarisLaporan,
    GarisWaktu,
    KolomLaporan,
    Laporan,
    Saring,
    months_until,
    some,
    span_before,
    year_start,
)
from keuangan.models import AkunBuku, Buku, PemilikDana, PersetujuanJurnal
from keuangan.queries import accounts_of, balances, ledgers
from keuangan.queries_laporan import Rentang, income_and_cost, money_by_fund, money_by_month, use_of
from keuangan.templat import SALDO_AWAL, TUTUP_TAHUN
from siklus.models import SumberDana

U = gettext_lazy
TITIPAN, ANGGARAN = ("211",), ("2104", "2121")
KOLOM_DANA = (
    KolomLaporan("sumber", U("Sumber dana"), "teks"), KolomLaporan("tahun", U("Tahun"), "teks"),
    KolomLaporan("tahap", U("Tahap"), "teks"),
)  # fmt: skip
KOLOM_UANG = (
    *KOLOM_DANA, KolomLaporan("awal", U("Saldo awal")), KolomLaporan("masuk", U("Diterima")),
    KolomLaporan("keluar", U("Dibayarkan")), KolomLaporan("pindah", U("Pindah dana")), KolomLaporan("sisa", U("Sisa uang")),
)  # fmt: skip
KOLOM_TITIPAN = (
    KolomLaporan("akun", U("Akun"), "teks"), *KOLOM_DANA, KolomLaporan("awal", U("Saldo awal")),
    KolomLaporan("diterima", U("Diterima")), KolomLaporan("terpakai", U("Terpakai")), KolomLaporan("sisa", U("Sisa")),
)  # fmt: skip
KOLOM_ANGGARAN = (
    KolomLaporan("akun", U("Anggaran"), "teks"), KolomLaporan("kode", U("Kode"), "teks"),
    KolomLaporan("awal", U("Sisa lalu")), KolomLaporan("bertambah", U("Bertambah")),
    KolomLaporan("terpakai", U("Terpakai")), KolomLaporan("sisa", U("Sisa")),
    KolomLaporan("keadaan", U("Keadaan"), "teks"),
)  # fmt: skip
KOLOM_LEBIH = (
    KolomLaporan("tanggal", U("Tanggal"), "tanggal"), KolomLaporan("bukti", U("Bukti"), "teks"),
    KolomLaporan("akun", U("Anggaran"), "teks"), KolomLaporan("uraian", U("Uraian"), "teks"),
    KolomLaporan("jumlah", U("Jumlah")), KolomLaporan("lebih", U("Melebihi")),
    KolomLaporan("persetujuan", U("Persetujuan"), "teks"),
)  # fmt: skip


def dana(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """Money by source, year and tranche: received, paid, left; and money held for others: received, used, left.

    What is left of all funds is the cash and bank of the ledger.
    """
    akun = accounts_of(buku)
    titipan = [a for a in akun if a.kode.startswith(TITIPAN)]
    uang, pegang = money_by_fund(buku, dari, sampai), use_of(buku, titipan, dari, sampai, dana=True)
    nama = _Nama({u.kunci[0] for u in uang} | {p.kunci[0] for p in pegang}, {u.kunci[3] for u in uang if u.kunci[3]})
    kas = tuple(a.kode for a in akun if a.kas_bank)
    baris = []
    for u in uang:
        gerak = [Saring(kas, dari, sampai, u.kunci, jenis=j, tanpa=SALDO_AWAL) for j in ("bkm", "bkk", "bpb")]
        isi = (*nama.of(u.kunci), some(u.awal), some(u.masuk), some(u.keluar), some(u.pindah), some(u.akhir))
        saring = (Saring(kas, dana=u.kunci, awal=dari, sampai=sampai), *gerak, Saring(kas, sampai=sampai, dana=u.kunci))
        baris.append(BarisLaporan(isi, (None, None, None, *saring), "awas" if u.akhir < 0 else ""))
    bagian = [_with_total("uang", _("Kas dan bank menurut dananya"), KOLOM_UANG, baris, 3)]
    if titipan:
        kode = {a.pk: a.kode for a in titipan}
        baris = [
            BarisLaporan(
                (kode[p.akun_id], *nama.of(p.kunci), some(p.awal), some(p.bertambah), some(p.terpakai), some(p.sisa)),
                (None, None, None, None, *_use_filters(kode[p.akun_id], dari, sampai, p.kunci)),
                "awas" if p.sisa < 0 else "",
            )
            for p in pegang
        ]
        bagian.append(_with_total("titipan", _("Dana yang dipegang untuk kegiatan"), KOLOM_TITIPAN, baris, 4))
    return Laporan("dana", _("Dana per sumber"), dari, sampai, bagian)


class _Nama:
    """Names of funds: one query for sources, one for owners."""

    def __init__(self, sumber: set[str], pemilik: set[Any]) -> None:
        self.sumber = {s.pk: str(s) for s in SumberDana.objects.filter(pk__in=sumber)}
        self.pemilik = {p.pk: p.nama for p in PemilikDana.objects.filter(pk__in=pemilik)} if pemilik else {}

    def of(self, kunci: tuple[Any, ...]) -> tuple[str, str, str]:
        """Source with its owner, year, tranche."""
        milik = self.pemilik.get(kunci[3])
        nama = self.sumber.get(kunci[0], kunci[0])
        return f"{nama} ({milik})" if milik else nama, str(kunci[1]), str(kunci[2] or "")


def _use_filters(kode: str, dari: datetime.date, sampai: datetime.date, kunci: Any = None) -> list[Saring]:
    gerak = [Saring((kode,), dari, sampai, kunci, sisi=s, tanpa=SALDO_AWAL) for s in ("kredit", "debit")]
    return [Saring((kode,), dana=kunci, awal=dari, sampai=sampai), *gerak, Saring((kode,), sampai=sampai, dana=kunci)]


def _with_total(
    kode: str, judul: str, kolom: tuple[KolomLaporan, ...], baris: list[BarisLaporan], mulai: int
) -> BagianLaporan:
    jumlah = [
        sum((b.isi[i] or NOL for b in baris), NOL) if k.jenis == "uang" else ""
        for i, k in enumerate(kolom) if i >= mulai
    ]  # fmt: skip
    ekor = [BarisLaporan((_("Jumlah"), *[""] * (mulai - 1), *jumlah), gaya="jumlah")] if baris else []
    return BagianLaporan(kode, judul, kolom, [*baris, *ekor], kosong=_("Belum ada yang tercatat."))


def anggaran(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """Yearly budgets (liabilities paid from last year's profit) from 1 January on: in, used, left; overspent is flagged.

    Vouchers that went beyond their budget are listed with who approved them. Source: KEU-28, KEU-107.
    """
    mulai = year_start(sampai)
    akun = [a for a in accounts_of(buku) if a.kode.startswith(ANGGARAN)]
    menurut = {a.pk: a for a in akun}
    baris = []
    for p in use_of(buku, akun, mulai, sampai, dana=False):
        a = menurut[p.akun_id]
        keadaan = _("terlampaui %(jumlah)s") % {"jumlah": rupiah(-p.sisa)} if p.sisa < 0 else ""
        isi = (a.nama, a.kode, some(p.awal), some(p.bertambah), some(p.terpakai), some(p.sisa), keadaan)
        saring = (None, None, *_use_filters(a.kode, mulai, sampai))
        baris.append(BarisLaporan(isi, saring, "awas" if p.sisa < 0 else ""))
    bagian = [_with_total("anggaran", _("Realisasi anggaran"), KOLOM_ANGGARAN, baris, 2)]
    lebih = overspending(buku, akun, mulai, sampai)
    if lebih:
        bagian.append(BagianLaporan("lebih", _("Belanja yang melampaui anggarannya"), KOLOM_LEBIH, lebih))
    catatan = [_("Anggaran yang terlampaui ditunjukkan apa adanya; bicarakan dalam rapat BKM.")] if lebih else []
    return Laporan("anggaran", _("Realisasi anggaran tahunan"), mulai, sampai, bagian, catatan)


def overspending(buku: Buku, akun: list[AkunBuku], dari: datetime.date, sampai: datetime.date) -> list[BarisLaporan]:
    """Vouchers after which a budget stood below zero, in the order of days, with their approval. Four queries. KEU-107."""
    kena = [b for r in ledgers(buku, akun, dari, sampai) for b in r.baris if b.minus and b.baris.debit]
    jurnal = [b.baris.jurnal_id for b in kena]
    setuju = (
        dict(PersetujuanJurnal.objects.filter(jurnal__in=jurnal).values_list("jurnal", "oleh_nama")) if kena else {}
    )
    kode = {a.pk: a for a in akun}
    baris = []
    for b in sorted(kena, key=lambda b: (b.baris.tanggal, b.baris.pk)):
        oleh = setuju.get(b.baris.jurnal_id)
        isi = (
            b.baris.tanggal, b.baris.jurnal.nomor_bukti, str(kode[b.baris.akun_id]), b.baris.jurnal.uraian, b.baris.debit,
            min(-b.saldo, b.baris.debit), oleh or _("belum disetujui"),
        )  # fmt: skip
        satu = Saring(jurnal=b.baris.jurnal_id)
        baris.append(BarisLaporan(isi, (None, satu, None, None, satu), "" if oleh else "awas"))
    return baris


def papan(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """One sheet for residents: cash, bank, loans, income, cost and profit of the span, beside the span before."""
    lalu = span_before(dari, sampai)
    akun = accounts_of(buku)
    saldo = {h: balances(buku, h) for h in (sampai, lalu[1])}
    gerak: dict[str, Rentang] = {"kini": (dari, sampai), "lalu": lalu, "tahun": (year_start(sampai), sampai)}
    nominal = income_and_cost(buku, gerak)

    def stand(judul: str, pilih: list[AkunBuku]) -> BarisLaporan:
        nilai = [sum((saldo[h].get(a.pk, NOL) for a in pilih), NOL) for h in (sampai, lalu[1])]
        kode = tuple(a.kode for a in pilih)
        return BarisLaporan((judul, *nilai), (None, Saring(kode, sampai=sampai), Saring(kode, sampai=lalu[1])))

    def moved(
        judul: str, awalan: tuple[str, ...], arah: int, rentang: tuple[str, ...] = ("kini", "lalu")
    ) -> BarisLaporan:
        cocok = [a.pk for a in akun if a.kode.startswith(awalan)]
        nilai = [sum((nominal.get(a, {}).get(k, NOL) for a in cocok), NOL) * arah for k in rentang]
        saring = [Saring(awalan, *gerak[k], tanpa=TUTUP_TAHUN) for k in rentang]
        return BarisLaporan((judul, *nilai, *[None] * (2 - len(nilai))), (None, *saring))

    kas, bank = ([a for a in akun if a.kas_bank == j] for j in ("kas", "bank"))
    baris = [stand(_("Uang kas"), kas), stand(_("Uang di bank"), bank)]
    if any(a.kode == "11030" for a in akun):
        baris.append(stand(_("Pinjaman di tangan KSM"), [a for a in akun if a.kode == "11030"]))
    baris += [
        moved(_("Pendapatan"), ("4",), -1), moved(_("Biaya"), ("5",), 1), moved(_("Laba (rugi)"), ("4", "5"), -1),
        moved(_("Laba (rugi) sejak Januari"), ("4", "5"), -1, ("tahun",)),
    ]  # fmt: skip
    kolom = (KolomLaporan("uraian", U("Keadaan"), "teks"), KolomLaporan("kini", _span(dari, sampai)),
             KolomLaporan("lalu", _span(*lalu)))  # fmt: skip
    bulan = months_until(sampai, buku.mulai)
    grafik = GarisWaktu(
        _("Kas dan bank tiap akhir bulan"), bulan, {_("Kas dan bank"): money_by_month(buku, [*kas, *bank], bulan)}
    )
    bagian = BagianLaporan("papan", _("Keadaan keuangan"), kolom, baris)
    return Laporan("papan", _("Lembar papan informasi"), dari, sampai, [bagian], grafik=grafik)


def _span(dari: datetime.date, sampai: datetime.date) -> str:
    bulanan = dari.day == 1 and (sampai + SATU_HARI).day == 1
    return format_tanggal(sampai, "bulan" if bulanan else "singkat")
