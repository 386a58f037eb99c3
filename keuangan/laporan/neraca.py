"""Statements: neraca and laba rugi (LU-01) with earlier columns, perubahan modal. Source: KEU-100, KEU-102.

Income and cost are shown without the entries that close a year, so that December reads the same before and after closing.
The neraca adds what is not yet carried to the profit of the year, so that it balances on every day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import tanggal as format_tanggal
from keuangan.hitung.dasar import month_end
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
    span_last_year,
    year_start,
)
from keuangan.models import AkunBuku, Buku
from keuangan.queries import accounts_of, balances, trial_balance
from keuangan.queries_laporan import Rentang, income_and_cost, income_and_cost_by_month, money_by_month
from keuangan.templat import TUTUP_TAHUN

U = gettext_lazy
NOMINAL = ("4", "5")
KODE_AKUN = (KolomLaporan("akun", U("Akun"), "teks"), KolomLaporan("kode", U("Kode"), "teks"))


def neraca(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """Balance sheet on the last day of the span, beside the month before and the end of last year. Constant queries."""
    hari = {
        "kini": sampai,
        "bulan_lalu": sampai.replace(day=1) - SATU_HARI,
        "tahun_lalu": year_start(sampai) - SATU_HARI,
    }
    saldo_pada = cache(lambda h: balances(buku, h))
    saldo = {k: saldo_pada(h) for k, h in hari.items()}
    akun = accounts_of(buku)
    kolom = (*KODE_AKUN, *(KolomLaporan(k, format_tanggal(h, "singkat")) for k, h in hari.items()))
    baris: list[BarisLaporan] = []
    aset = _group(baris, _("Aset"), akun, ("aset",), saldo, hari, 1)
    baris.append(_total(_("Jumlah aset"), aset))
    utang = _group(baris, _("Kewajiban"), akun, ("kewajiban",), saldo, hari, -1)
    baris.append(_total(_("Jumlah kewajiban"), utang))
    modal = _group(baris, _("Ekuitas"), [a for a in akun if a.guna != "laba_berjalan"], ("ekuitas",), saldo, hari, -1)
    modal = _add(modal, _profit_rows(baris, akun, saldo, saldo_pada, hari))
    baris += [_total(_("Jumlah ekuitas"), modal), _total(_("Jumlah kewajiban dan ekuitas"), _add(utang, modal))]
    uang = [a for a in akun if a.kas_bank]
    bulan = months_until(sampai, buku.mulai)
    grafik = GarisWaktu(
        _("Kas dan bank tiap akhir bulan"), bulan, {_("Kas dan bank"): money_by_month(buku, uang, bulan)}
    )
    bagian = BagianLaporan("neraca", _("Neraca"), kolom, baris)
    return Laporan("neraca", _("Neraca (LU-01)"), dari, sampai, [bagian], grafik=grafik)


def _group(
    baris: list[BarisLaporan], judul: str, akun: Sequence[AkunBuku], golongan: Sequence[str],
    saldo: dict[str, dict[Any, Decimal]], hari: dict[str, datetime.date], arah: int,
) -> list[Decimal]:  # fmt: skip
    """Add the accounts of one side that stand open on any of the days; returns their totals."""
    baris.append(BarisLaporan((judul, "", *[None] * len(hari)), gaya="bidang"))
    jumlah = [NOL] * len(hari)
    for a in akun:
        nilai = [saldo[k].get(a.pk, NOL) * arah for k in hari]
        if a.golongan in golongan and any(nilai):
            jumlah = _add(jumlah, nilai)
            saring = [Saring((a.kode,), sampai=h) for h in hari.values()]
            salah = nilai[0] * arah * (1 if a.normal_debit else -1) < 0
            baris.append(
                BarisLaporan(
                    (a.nama, a.kode, *map(some, nilai)), (None, None, *saring), "awas" if salah else ""
                )
            )  # fmt: skip
    return jumlah


def _profit_rows(
    baris: list[BarisLaporan], akun: Sequence[AkunBuku], saldo: dict[str, dict[Any, Decimal]],
    saldo_pada: Callable[[datetime.date], dict[Any, Decimal]], hari: dict[str, datetime.date],
) -> list[Decimal]:  # fmt: skip
    """Profit of the year so far, and of years that were never closed, where there is any."""
    berjalan = next((a for a in akun if a.guna == "laba_berjalan"), None)
    nominal = [a.pk for a in akun if a.golongan in {"pendapatan", "biaya"}]
    akhir_lalu = {k: year_start(h) - SATU_HARI for k, h in hari.items()}
    lama = [-sum((saldo_pada(h).get(a, NOL) for a in nominal), NOL) for h in akhir_lalu.values()]
    semua = [-sum((saldo[k].get(a, NOL) for a in [*nominal, berjalan and berjalan.pk]), NOL) for k in hari]
    kini = [s - t for s, t in zip(semua, lama, strict=True)]
    kode = (berjalan.kode if berjalan else "", *NOMINAL)
    if any(lama):
        saring = [Saring(NOMINAL, sampai=h) for h in akhir_lalu.values()]
        isi = (_("Laba tahun-tahun lalu yang belum ditutup"), "", *map(some, lama))
        baris.append(BarisLaporan(isi, (None, None, *saring), "awas"))
    belakang = [None if t else Saring(kode, sampai=h) for t, h in zip(lama, hari.values(), strict=True)]
    nama = berjalan.nama if berjalan else _("Laba tahun berjalan")
    baris.append(BarisLaporan((nama, kode[0], *map(some, kini)), (None, None, *belakang)))
    return semua


def _total(judul: str, nilai: Sequence[Decimal]) -> BarisLaporan:
    return BarisLaporan((judul, "", *nilai), gaya="jumlah")


def _add(a: Sequence[Decimal], b: Sequence[Decimal]) -> list[Decimal]:
    return [x + y for x, y in zip(a, b, strict=True)]


def laba_rugi(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """Income, cost and profit of the span, of the year so far, of the span before and a year ago. Two queries."""
    lalu, tahun_lalu = span_before(dari, sampai), span_last_year(dari, sampai)
    rentang: dict[str, Rentang] = {
        "kini": (dari, sampai), "sejak_januari": (year_start(sampai), sampai), "sebelumnya": lalu, "tahun_lalu": tahun_lalu,
    }  # fmt: skip
    judul = {"kini": _span_text(dari, sampai), "sejak_januari": _("Sejak Januari"), "sebelumnya": _span_text(*lalu),
             "tahun_lalu": _span_text(*tahun_lalu)}  # fmt: skip
    kolom = (*KODE_AKUN, *(KolomLaporan(k, judul[k]) for k in rentang))
    gerak = income_and_cost(buku, rentang)
    akun = [a for a in accounts_of(buku) if a.pk in gerak]
    baris: list[BarisLaporan] = []
    masuk = _nominal(baris, _("Pendapatan"), akun, "pendapatan", gerak, rentang, -1)
    baris.append(_total(_("Jumlah pendapatan"), masuk))
    keluar = _nominal(baris, _("Biaya"), akun, "biaya", gerak, rentang, 1)
    baris.append(_total(_("Jumlah biaya"), keluar))
    baris.append(_total(_("Laba (rugi) bersih"), [m - k for m, k in zip(masuk, keluar, strict=True)]))
    bulan = months_until(sampai, buku.mulai)
    per_bulan = income_and_cost_by_month(buku, bulan[0], month_end(sampai))
    seri = {
        nama: [per_bulan.get((b, g), NOL) for b in bulan]
        for nama, g in ((_("Pendapatan"), "pendapatan"), (_("Biaya"), "biaya"))
    }
    grafik = GarisWaktu(_("Pendapatan dan biaya tiap bulan"), bulan, seri)
    return Laporan(
        "laba-rugi", _("Laba rugi (LU-01)"), dari, sampai, [BagianLaporan("laba-rugi", _("Laba rugi"), kolom, baris)],
        grafik=grafik,
    )  # fmt: skip


def _nominal(
    baris: list[BarisLaporan], judul: str, akun: Sequence[AkunBuku], golongan: str,
    gerak: dict[Any, dict[str, Decimal]], rentang: dict[str, Rentang], arah: int,
) -> list[Decimal]:  # fmt: skip
    baris.append(BarisLaporan((judul, "", *[None] * len(rentang)), gaya="bidang"))
    jumlah = [NOL] * len(rentang)
    for a in akun:
        nilai = [gerak[a.pk][k] * arah for k in rentang]
        if a.golongan == golongan and any(nilai):
            jumlah = _add(jumlah, nilai)
            saring = [Saring((a.kode,), *r, tanpa=TUTUP_TAHUN) for r in rentang.values()]
            baris.append(BarisLaporan((a.nama, a.kode, *map(some, nilai)), (None, None, *saring)))
    return jumlah


def _span_text(dari: datetime.date, sampai: datetime.date) -> str:
    """A month by its name, any other span by its days."""
    if dari.day == 1 and sampai == month_end(dari):
        return format_tanggal(dari, "bulan")
    return f"{format_tanggal(dari, 'singkat')} – {format_tanggal(sampai, 'singkat')}"


def perubahan_modal(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """How equity moved from 1 January to the last day of the span, account by account, with the profit of the year."""
    mulai = year_start(sampai)
    kolom = (*KODE_AKUN, *(KolomLaporan(k, judul) for k, judul in (
        ("awal", format_tanggal(mulai - SATU_HARI, "singkat")), ("bertambah", _("Bertambah")), ("berkurang", _("Berkurang")),
        ("akhir", format_tanggal(sampai, "singkat")))))  # fmt: skip
    saldo = trial_balance(buku, mulai, sampai)
    baris = []
    for s in saldo:
        if s.akun.golongan == "ekuitas" and s.akun.guna != "laba_berjalan":
            a = (s.akun.kode,)
            gerak = Saring(a, mulai, sampai)
            isi = (s.akun.nama, s.akun.kode, some(-s.awal), some(s.kredit), some(s.debit), some(-s.akhir))
            saring = (None, None, Saring(a, sampai=mulai - SATU_HARI), gerak, gerak, Saring(a, sampai=sampai))
            baris.append(BarisLaporan(isi, saring))
    gabung = [s for s in saldo if s.akun.guna == "laba_berjalan" or s.akun.golongan in {"pendapatan", "biaya"}]
    awal, akhir = (-sum((getattr(s, k) for s in gabung), NOL) for k in ("awal", "akhir"))
    tahun = {"tahun": (mulai, sampai)}
    laba = -sum((g["tahun"] for g in income_and_cost(buku, tahun).values()), NOL)
    pindah = akhir - awal - laba
    naik, turun = max(laba, NOL) + max(pindah, NOL), max(-laba, NOL) + max(-pindah, NOL)
    kode = next((a.kode for a in accounts_of(buku) if a.guna == "laba_berjalan"), "")
    belakang = (kode, *NOMINAL)
    baris.append(
        BarisLaporan(
            (_("Laba tahun berjalan"), kode, some(awal), some(naik), some(turun), some(akhir)),
            (None, None, Saring(belakang, sampai=mulai - SATU_HARI), None, None, Saring(belakang, sampai=sampai)),
        )
    )
    jumlah = [sum((b.isi[i] or NOL for b in baris), NOL) for i in range(2, 6)]
    baris.append(_total(_("Jumlah ekuitas"), jumlah))
    bagian = BagianLaporan("modal", _("Perubahan modal"), kolom, baris)
    return Laporan("perubahan-modal", _("Perubahan modal"), mulai, sampai, [bagian])
