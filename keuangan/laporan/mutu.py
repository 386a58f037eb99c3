"""How well the books are kept, from facts only; the weights are parameters of this project, without a source. Source: KEU-113."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.formats import share
from keuangan.laporan.dasar import NOL, BagianLaporan, BarisLaporan, KolomLaporan, Laporan, year_start
from keuangan.models import BarisJurnal, Buku, HitungKas, Jurnal, Periode
from keuangan.queries import negative_days
from keuangan.templat import AWAL_TAHUN, PEMBALIKAN, SALDO_AWAL, TUTUP_TAHUN
from wilayah.parameter import NilaiParameter, values_for
from wilayah.waktu import today_in

U = gettext_lazy
KODE = ("catat", "setuju", "kas", "tutup", "hitung")
BOBOT = {k: f"upk.mutu_bobot_{k}" for k in KODE}
HARI_CATAT, HARI_TUTUP = "upk.mutu_hari_catat", "upk.mutu_hari_tutup"
# Written by rule or to mend something: their day says nothing about how promptly vouchers are recorded.
BUKAN_HARIAN = (SALDO_AWAL, TUTUP_TAHUN, AWAL_TAHUN, PEMBALIKAN)
KOLOM = (
    KolomLaporan("ukuran", U("Yang diukur"), "teks"), KolomLaporan("fakta", U("Faktanya"), "teks"),
    KolomLaporan("nilai", U("Nilai"), "persen"), KolomLaporan("bobot", U("Bobot"), "persen"),
)  # fmt: skip


@dataclass(frozen=True)
class Fakta:
    """One fact: how many of how many are in order."""

    kode: str
    nama: str
    baik: int
    semua: int

    @property
    def nilai(self) -> Decimal | None:
        """Percent in order; None where there is nothing to judge."""
        return share(self.baik, self.semua)


def mutu(buku: Buku, dari: datetime.date, sampai: datetime.date) -> Laporan:
    """Score of the year so far: recorded in time, approved, money never below zero, months closed, cash counted."""
    mulai = max(year_start(sampai), buku.mulai)
    batas = min(sampai, today_in(buku.wilayah_id))
    nilai = values_for([*BOBOT.values(), HARI_CATAT, HARI_TUTUP], kode_wilayah=buku.wilayah_id, tanggal=batas)
    # What has no weight yet on that day was no part of the score then.
    fakta = [
        f for f in facts_of(buku, mulai, batas, nilai) if nilai[BOBOT[f.kode]].angka is not None or f.kode != "hitung"
    ]
    bobot = {f.kode: nilai[BOBOT[f.kode]].angka or NOL for f in fakta}
    baris = [
        BarisLaporan(
            (f.nama, _("%(baik)d dari %(semua)d") % {"baik": f.baik, "semua": f.semua}, f.nilai, bobot[f.kode]),
            gaya="awas" if f.nilai is not None and f.nilai < 100 else "",
        )
        for f in fakta
    ]
    baris.append(
        BarisLaporan((_("Nilai mutu pembukuan"), "", score(fakta, bobot), sum(bobot.values(), NOL)), gaya="jumlah")
    )
    catatan = [_("Bobot dan batas harinya ketetapan proyek ini, belum bersumber; dapat diubah di Parameter.")]
    return Laporan(
        "mutu", _("Mutu pembukuan"), mulai, sampai, [BagianLaporan("mutu", _("Mutu pembukuan"), KOLOM, baris)], catatan
    )


def score(fakta: list[Fakta], bobot: dict[str, Decimal]) -> Decimal | None:
    """Weighted mean of the facts that can be judged, percent; None where none can."""
    ada = [(f.nilai, bobot[f.kode]) for f in fakta if f.nilai is not None]
    berat = sum((b for _n, b in ada), NOL)
    return sum((n * b for n, b in ada if n is not None), NOL) / berat if berat else None


def facts_of(buku: Buku, mulai: datetime.date, batas: datetime.date, nilai: dict[str, NilaiParameter]) -> list[Fakta]:
    """The facts of a span of days that are over. Five queries."""
    jurnal = list(
        Jurnal.objects.filter(buku=buku, tanggal__range=(mulai, batas)).values_list(
            "tanggal", "dibuat_pada", "peristiwa", "perlu_persetujuan", "persetujuan"
        )
    )
    hari_catat, hari_tutup = (datetime.timedelta(days=int(nilai[k].angka or 0)) for k in (HARI_CATAT, HARI_TUTUP))
    harian = [(t, p) for t, p, peristiwa, _perlu, _s in jurnal if peristiwa not in BUKAN_HARIAN]
    perlu = [s for _t, _p, _e, perlu, s in jurnal if perlu]
    minus = {m.tanggal for m in negative_days(buku, batas) if m.tanggal >= mulai}
    bulan = [p for p in Periode.objects.filter(buku=buku) if mulai <= p.akhir and p.akhir + hari_tutup <= batas]
    tepat = sum(
        1 for p in bulan
        if p.status == Periode.Status.DITUTUP and p.ditutup_pada and timezone.localdate(p.ditutup_pada) <= p.akhir + hari_tutup
    )  # fmt: skip
    gerak = BarisJurnal.objects.filter(buku=buku, akun__kas_bank="kas", tanggal__range=(mulai, batas))
    tunai = set(
        gerak.exclude(jurnal__peristiwa__in=BUKAN_HARIAN).order_by().values_list("tanggal", flat=True).distinct()
    )
    dihitung = HitungKas.objects.filter(buku=buku, tanggal__range=(mulai, batas)).values_list("tanggal", flat=True)
    hari = max((batas - mulai).days + 1, 0)
    return [
        Fakta(
            "catat", _("Bukti dicatat paling lama %(n)d hari sesudah tanggalnya") % {"n": hari_catat.days},
            sum(timezone.localdate(p) - t <= hari_catat for t, p in harian), len(harian),
        ),
        Fakta("setuju", _("Bukti yang wajib disetujui sudah disetujui"), sum(s is not None for s in perlu), len(perlu)),
        Fakta("kas", _("Hari tanpa kas atau bank minus"), max(hari - len(minus), 0), hari),
        Fakta("tutup", _("Bulan ditutup paling lama %(n)d hari sesudah berakhir") % {"n": hari_tutup.days}, tepat, len(bulan)),
        Fakta(
            "hitung", _("Hari yang uang tunainya bergerak ditutup dengan hitung kas"), counted_days(tunai, dihitung),
            len(tunai),
        ),
    ]  # fmt: skip


def counted_days(gerak: Iterable[datetime.date], dihitung: Iterable[datetime.date]) -> int:
    """Days on which cash moved whose closing balance was counted: on that day, or later before it moved again."""
    hitung, hari = sorted(dihitung), sorted(gerak)
    batas = [bisect_left(hitung, h) for h in hari] + [len(hitung)]
    return sum(sesudah > sebelum for sebelum, sesudah in pairwise(batas))
