"""Day books, ledger and trial balance: buku kas, buku bank, buku besar, neraca saldo (U-8). Source: KEU-27, KEU-100."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keuangan.laporan.dasar import (
    NOL,
    SATU_HARI,
    BagianLaporan,
    BarisLaporan,
    KolomLaporan,
    Laporan,
    Saring,
    some,
)
from keuangan.models import Buku
from keuangan.queries import Rekap, SaldoAkun, accounts_of, cash_book, ledgers, trial_balance

U = gettext_lazy
KOLOM_KAS = (
    KolomLaporan("tanggal", U("Tanggal"), "tanggal"), KolomLaporan("bukti", U("Bukti"), "teks"),
    KolomLaporan("uraian", U("Uraian"), "teks"), KolomLaporan("masuk", U("Masuk")), KolomLaporan("keluar", U("Keluar")),
    KolomLaporan("saldo", U("Saldo")),
)  # fmt: skip
KOLOM_BESAR = (
    *KOLOM_KAS[:3], KolomLaporan("debit", U("Debit")), KolomLaporan("kredit", U("Kredit")), KOLOM_KAS[5],
)  # fmt: skip
KOLOM_SALDO = (
    KolomLaporan("akun", U("Akun"), "teks"), KolomLaporan("kode", U("Kode"), "teks"),
    KolomLaporan("awal_debit", U("Awal debit")), KolomLaporan("awal_kredit", U("Awal kredit")),
    KolomLaporan("debit", U("Debit")), KolomLaporan("kredit", U("Kredit")),
    KolomLaporan("akhir_debit", U("Akhir debit")), KolomLaporan("akhir_kredit", U("Akhir kredit")),
)  # fmt: skip


def buku_kas(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """Cash book of a span: opening, every voucher with the balance after it, totals. Receipts first within a day."""
    bagian = [day_book(r, dari, sampai) for r in cash_book(buku, dari, sampai)]
    return Laporan("buku-kas", _("Buku kas"), dari, sampai, bagian)


def buku_bank(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """The same of each bank account."""
    rekap = cash_book(buku, dari, sampai, kas_bank="bank")
    bagian = [day_book(r, dari, sampai) for r in rekap if r.awal or r.baris or len(rekap) == 1]
    return Laporan("buku-bank", _("Buku bank"), dari, sampai, bagian)


def buku_besar(buku: Buku, dari: datetime.date, sampai: datetime.date, akun: str = "") -> Laporan:
    """Ledger of one account, or of every account that moved in the span or stands open."""
    semua = accounts_of(buku)
    pilih = [a for a in semua if a.kode == akun] if akun else semua
    rekap = [r for r in ledgers(buku, pilih, dari, sampai) if akun or r.awal or r.baris]
    kolom = KOLOM_BESAR
    return Laporan("buku-besar", _("Buku besar"), dari, sampai, [day_book(r, dari, sampai, kolom) for r in rekap])


def day_book(
    r: Rekap, dari: datetime.date, sampai: datetime.date, kolom: Sequence[KolomLaporan] = KOLOM_KAS
) -> BagianLaporan:
    """The lines of one account with the balance after each; a balance on the wrong side stands out. KEU-28."""
    akun = (r.akun.kode,)
    baris = [
        BarisLaporan(
            (dari, "", _("Saldo awal"), None, None, r.awal),
            (*[None] * 5, Saring(akun, sampai=dari - SATU_HARI)),
            "bidang",
        )
    ]
    for b in r.baris:
        satu = Saring(jurnal=b.baris.jurnal_id)
        isi = (
            b.baris.tanggal, b.baris.jurnal.nomor_bukti, b.baris.jurnal.uraian, some(b.baris.debit), some(b.baris.kredit),
            b.saldo,
        )  # fmt: skip
        baris.append(BarisLaporan(isi, (None, satu, None, satu, satu), "awas" if b.minus else ""))
    span = Saring(akun, dari, sampai)
    jumlah = [sum((getattr(b.baris, k) for b in r.baris), NOL) for k in ("debit", "kredit")]
    baris.append(
        BarisLaporan(
            (None, "", _("Jumlah dan saldo akhir"), *jumlah, r.akhir),
            (None, None, None, span, span, Saring(akun, sampai=sampai)), "jumlah",
        )
    )  # fmt: skip
    masuk, keluar = kolom[3].kode, kolom[4].kode
    return BagianLaporan(r.akun.kode, str(r.akun), tuple(kolom), baris, pindahan=(masuk, keluar, "saldo"))


def neraca_saldo(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """Trial balance (BBNS, form U-8): opening, movement and closing of every account on its side; both sides agree."""
    saldo = trial_balance(buku, dari, sampai)
    baris = [_trial_line(s, dari, sampai) for s in saldo]
    jumlah = [sum((b.isi[i] or NOL for b in baris), NOL) for i in range(2, 8)]
    baris.append(BarisLaporan((_("Jumlah"), "", *jumlah), gaya="jumlah"))
    bagian = BagianLaporan("saldo", _("Neraca saldo"), KOLOM_SALDO, baris)
    catatan = [_("Akun pada sisi yang keliru: %(akun)s.") % {"akun": s.akun} for s in saldo if s.salah_sisi]
    return Laporan("neraca-saldo", _("Buku besar dan neraca saldo (U-8)"), dari, sampai, [bagian], catatan)


def _trial_line(s: SaldoAkun, dari: datetime.date, sampai: datetime.date) -> BarisLaporan:
    akun = (s.akun.kode,)
    isi: tuple[Any, ...] = (
        s.akun.nama, s.akun.kode, some(max(s.awal, NOL)), some(max(-s.awal, NOL)), some(s.debit), some(s.kredit),
        some(max(s.akhir, NOL)), some(max(-s.akhir, NOL)),
    )  # fmt: skip
    awal, gerak, akhir = Saring(akun, sampai=dari - SATU_HARI), Saring(akun, dari, sampai), Saring(akun, sampai=sampai)
    return BarisLaporan(isi, (akhir, None, awal, awal, gerak, gerak, akhir, akhir), "awas" if s.salah_sisi else "")
