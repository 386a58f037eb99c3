"""How far the year of a ledger is: months, closing entries, profit to divide, divisions. Source: KEU-26, KEU-103 to KEU-106."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from keuangan.models import Buku, Jurnal, PembagianLaba, Periode
from keuangan.queries import NOL, balances_by_fund
from keuangan.queries_laporan import income_and_cost
from keuangan.templat import AWAL_TAHUN, TUTUP_TAHUN
from wilayah.waktu import today_in


@dataclass(frozen=True)
class KeadaanTahun:
    """One year of a ledger (rupiah)."""

    tahun: int
    terbuka: list[Periode]
    penutup: list[Jurnal]
    laba: Decimal
    belum_dibagi: Decimal
    pembagian: list[PembagianLaba]
    selesai: bool

    @property
    def ditutup(self) -> bool:
        """Whether income and cost were carried to profit."""
        return any(j.peristiwa == TUTUP_TAHUN for j in self.penutup)

    @property
    def dapat_ditutup(self) -> bool:
        """Whether nothing is in the way of closing: the year is over, the months up to November are closed."""
        return self.selesai and not self.ditutup and not any(p.bulan < 12 for p in self.terbuka)


def year_state(buku: Buku, tahun: int) -> KeadaanTahun:
    """How far one year of a ledger is. Six queries."""
    awal, akhir = datetime.date(tahun, 1, 1), datetime.date(tahun, 12, 31)
    hari_ini = today_in(buku.wilayah_id)
    penutup = Jurnal.objects.filter(
        buku=buku, peristiwa__in=(TUTUP_TAHUN, AWAL_TAHUN), objek_id=f"{buku.pk}:{tahun}", pembalik__isnull=True
    )
    gerak = income_and_cost(buku, {"tahun": (awal, akhir)})
    lalu = [-n for a, _d, n in balances_by_fund(buku, hari_ini, golongan=("ekuitas",)) if a.guna == "laba_lalu"]
    pembagian = PembagianLaba.objects.filter(buku=buku, tahun=tahun, jurnal__pembalik__isnull=True)
    terbuka = Periode.objects.filter(buku=buku, status=Periode.Status.TERBUKA)
    return KeadaanTahun(
        tahun=tahun,
        terbuka=[p for p in terbuka.order_by("tahun", "bulan") if p.awal <= akhir],
        penutup=list(penutup.select_related("persetujuan").order_by("tanggal")),
        laba=-sum((g["tahun"] for g in gerak.values()), NOL),
        belum_dibagi=sum(lalu, NOL),
        pembagian=list(pembagian.select_related("jurnal__persetujuan").prefetch_related("bagian")),
        selesai=akhir < hari_ini,
    )
