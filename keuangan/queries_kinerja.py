"""How well a UPK lends, from the ledger and the loan register only: five KPI with bands, and three figures without. KEU-166.

Income and cost run from January; the entries that close a year are no income or cost. Every question costs a constant number
of queries for any number of ledgers and months.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from inti.formats import share
from keuangan.ambang import Ambang, thresholds_for
from keuangan.hitung.dasar import month_end, round_half
from keuangan.hitung.kinerja import Bahan, Kategori, Kinerja, measure
from keuangan.hitung.kolektibilitas import Rekap
from keuangan.models import BagianAnggota, Buku, Jurnal
from keuangan.queries_kolektibilitas import Kunci, NilaiPinjaman, RekapBuku, recaps
from keuangan.templat import TUTUP_TAHUN
from siklus.models import EntriPS2
from siklus.queries_ps2 import standing

NOL = Decimal(0)
BULAN_TREN = 12
# Fewer people than this in a class say too much about each of them.
ORANG_MIN = 3
BUKAN_PS2, BELUM_DIKETAHUI = "bukan", "belum"

BUKU_BESAR = """
WITH k AS (
  SELECT x.*, date_trunc('month', x.hari)::date AS awal, extract(year FROM x.hari)::int AS tahun,
    extract(month FROM x.hari)::int AS bulan
  FROM unnest(%(buku)s::uuid[], %(hari)s::date[], %(kecuali)s::text[]) AS x(buku_id, hari, kecuali)
), g AS (
  SELECT k.buku_id, k.hari, s.akun_id, s.tahun = k.tahun AS tahun_ini, s.debit - s.kredit AS n
  FROM k JOIN keuangan_saldobadan s ON s.buku_id = k.buku_id AND (s.tahun, s.bulan) < (k.tahun, k.bulan)
  UNION ALL
  SELECT k.buku_id, k.hari, b.akun_id, true, b.debit - b.kredit
  FROM k JOIN keuangan_barisjurnal b ON b.buku_id = k.buku_id AND b.tanggal BETWEEN k.awal AND k.hari
  UNION ALL
  SELECT k.buku_id, k.hari, b.akun_id, true, b.kredit - b.debit
  FROM k JOIN keuangan_jurnal j ON j.buku_id = k.buku_id AND j.tanggal BETWEEN make_date(k.tahun, 1, 1) AND k.hari
    LEFT JOIN keuangan_jurnal o ON o.id = j.membalik_id
    JOIN keuangan_barisjurnal b ON b.jurnal_id = j.id
    JOIN keuangan_akunbuku a ON a.id = b.akun_id AND a.golongan IN ('pendapatan', 'biaya')
  WHERE %(tutup)s IN (j.peristiwa, o.peristiwa)
)
SELECT k.buku_id, k.hari,
  coalesce(-sum(g.n) FILTER (WHERE a.golongan = 'pendapatan' AND g.tahun_ini), 0),
  coalesce(sum(g.n) FILTER (WHERE a.golongan = 'biaya' AND g.tahun_ini), 0),
  coalesce(sum(g.n) FILTER (WHERE a.golongan = 'biaya' AND g.tahun_ini
    AND NOT a.kode = ANY(string_to_array(k.kecuali, ','))), 0),
  coalesce(-sum(g.n) FILTER (WHERE a.golongan = 'ekuitas' AND a.guna = ''), 0),
  coalesce(-sum(g.n) FILTER (WHERE a.golongan = 'ekuitas' AND a.guna = '' AND NOT g.tahun_ini), 0) + coalesce((
    SELECT sum(b.kredit - b.debit) FROM keuangan_jurnal j LEFT JOIN keuangan_jurnal o ON o.id = j.membalik_id
      JOIN keuangan_barisjurnal b ON b.jurnal_id = j.id
      JOIN keuangan_akunbuku e ON e.id = b.akun_id AND e.golongan = 'ekuitas' AND e.guna = ''
    WHERE j.buku_id = k.buku_id AND 'saldo_awal' IN (j.peristiwa, o.peristiwa)
      AND j.tanggal BETWEEN date_trunc('year', k.hari)::date AND k.hari), 0),
  coalesce(sum(g.n) FILTER (WHERE a.kas_bank <> ''), 0),
  coalesce(-sum(g.n) FILTER (WHERE a.golongan = 'kewajiban'), 0),
  coalesce(sum(g.n) FILTER (WHERE a.kode = '11030'), 0),
  coalesce(-sum(g.n) FILTER (WHERE a.kode = '12010'), 0)
FROM k LEFT JOIN g ON g.buku_id = k.buku_id AND g.hari = k.hari LEFT JOIN keuangan_akunbuku a ON a.id = g.akun_id
GROUP BY k.buku_id, k.hari"""

PENAGIHAN = """
WITH k AS (
  SELECT x.*, date_trunc('month', x.hari)::date AS awal FROM unnest(%(buku)s::uuid[], %(hari)s::date[]) AS x(buku_id, hari)
), p AS (
  SELECT x.id, k.*, coalesce((SELECT max(u.jadwal_ke) FROM keuangan_penjadwalanulang u
      WHERE u.pinjaman_id = x.id AND u.tanggal <= k.hari), 1) AS jadwal_ke
  FROM k JOIN keuangan_pinjaman x ON x.buku_id = k.buku_id AND x.tanggal_cair <= k.hari
    AND x.status IN ('berjalan', 'dijadwal_ulang', 'lunas', 'dihapus_buku')
    AND (x.tanggal_selesai IS NULL OR x.tanggal_selesai >= k.awal)
    JOIN keuangan_produkpinjaman r ON r.id = x.produk_id AND r.pemilik_id IS NULL
)
SELECT k.buku_id, k.hari,
  coalesce((SELECT sum(a.pokok + a.jasa - a.jasa_dibebaskan) FROM p JOIN keuangan_angsuranpinjaman a
    ON a.pinjaman_id = p.id AND a.jadwal_ke = p.jadwal_ke AND a.jatuh_tempo BETWEEN p.awal AND p.hari
    WHERE p.buku_id = k.buku_id AND p.hari = k.hari), 0),
  coalesce((SELECT sum(l.jumlah) FROM p JOIN keuangan_pembayaran b
    ON b.pinjaman_id = p.id AND b.tanggal BETWEEN p.awal AND p.hari
    JOIN keuangan_alokasipembayaran l ON l.pembayaran_id = b.id AND l.untuk IN ('pokok', 'jasa')
    WHERE p.buku_id = k.buku_id AND p.hari = k.hari), 0)
FROM k"""


class BahanBuku(Bahan):
    """What a ledger says: not typed, so nothing in it is refused. A cost below zero (a released reserve) divides nothing."""

    def __post_init__(self) -> None:
        """Figures of a ledger are what they are."""


def last_entries(buku: Sequence[Buku], hari: datetime.date) -> dict[Any, datetime.date]:
    """The day of the last voucher of each ledger until a day: what was not entered since counts as arrears. One query."""
    akhir = Jurnal.objects.filter(buku__in=[b.pk for b in buku], tanggal__lte=hari).order_by()
    return dict(akhir.values_list("buku").annotate(n=Max("tanggal")))


@dataclass(frozen=True)
class Pecahan:
    """One ratio with what it is made of, rupiah; None where there is nothing to divide by. Source: KEU-75."""

    pembilang: Decimal
    penyebut: Decimal

    @property
    def persen(self) -> Decimal | None:
        """Unrounded percentage."""
        return share(self.pembilang, self.penyebut) if self.penyebut > 0 else None


@dataclass(frozen=True)
class KinerjaBuku:
    """One UPK on one day: the five figures with bands; the others, which nobody gave a border. Rupiah, percent.

    `menganggur` is cash and bank less savings and other liabilities; `penagihan` what was collected of what fell due this
    month; `pertumbuhan` of capital since the year began. `piutang` and `cadangan` are balances of the ledger.
    """

    rekap: RekapBuku
    bahan: Bahan
    kinerja: Kinerja
    penagihan: Pecahan
    pertumbuhan: Pecahan
    menganggur: Decimal
    piutang: Decimal
    cadangan: Decimal

    @property
    def terburuk(self) -> Kategori | None:
        """The worst band of the five. Source: KEU-76."""
        return self.kinerja.terburuk

    @property
    def sesuai(self) -> bool:
        """Whether the loan register equals its control account."""
        return self.rekap.sendiri.saldo_pokok + self.rekap.channelling.saldo_pokok == self.piutang


def performance(tempat: Iterable[tuple[Buku, datetime.date]]) -> dict[Kunci, KinerjaBuku]:
    """Many UPK on many days, by ledger key and day. Four queries, however many. Source: KEU-166."""
    diminta = list(dict.fromkeys(tempat))
    if not diminta:
        return {}
    ambang = thresholds_for([(b.wilayah_id, hari) for b, hari in diminta])
    rekap = recaps(diminta, ambang)
    kirim = {"buku": [str(b.pk) for b, _hari in diminta], "hari": [hari for _b, hari in diminta]}
    kecuali = [",".join(ambang[b.wilayah_id, hari].ccr_kecualikan) for b, hari in diminta]
    besar = _rows(BUKU_BESAR, {**kirim, "kecuali": kecuali, "tutup": TUTUP_TAHUN})
    tagih = _rows(PENAGIHAN, kirim)
    return {
        (b.pk, hari): _performance(
            rekap[b.pk, hari], besar[b.pk, hari], tagih[b.pk, hari], ambang[b.wilayah_id, hari], hari
        )
        for b, hari in diminta
    }


def performance_on(buku: Buku, hari: datetime.date) -> KinerjaBuku:
    """One UPK on one day. Four queries."""
    return performance([(buku, hari)])[buku.pk, hari]


def trend(buku: Buku, hari: datetime.date, *, banyak: int = BULAN_TREN) -> dict[datetime.date, KinerjaBuku]:
    """The last months, each at its end (the running one on the day asked), oldest first. Four queries."""
    hari_hari = [h for h in month_ends(hari, banyak) if h >= buku.mulai]
    hasil = performance([(buku, h) for h in hari_hari])
    return {h: hasil[buku.pk, h] for h in hari_hari}


def month_ends(hari: datetime.date, banyak: int) -> list[datetime.date]:
    """That many ends of months, the last one being the day itself, oldest first."""
    hasil, kini = [hari], hari.replace(day=1)
    for _n in range(banyak - 1):
        hasil.append(kini - datetime.timedelta(days=1))
        kini = hasil[-1].replace(day=1)
    return hasil[::-1]


def last_month_end(hari: datetime.date) -> datetime.date:
    """The last end of a month up to a day."""
    return hari if hari == month_end(hari) else hari.replace(day=1) - datetime.timedelta(days=1)


@dataclass(frozen=True)
class BarisPS2:
    """The loans of the people of one class together, rupiah; `orang` borrowers. RR is hidden where they are too few."""

    kelas: str
    nama: Any
    orang: int
    saldo: Decimal
    tunggakan_3: Decimal

    @property
    def tertutup(self) -> bool:
        """Whether showing the figures would tell of single people."""
        return 0 < self.orang < ORANG_MIN

    @property
    def saldo_bulat(self) -> Decimal:
        """The balance to the rupiah."""
        return round_half(self.saldo)

    @property
    def rr(self) -> Decimal | None:
        """RR of the class in percent. Source: KEU-71."""
        return None if self.tertutup else share(self.saldo - self.tunggakan_3, self.saldo)


def recovery_by_ps2(nilai: Sequence[NilaiPinjaman], hari: datetime.date) -> list[BarisPS2]:
    """RR by the PS-2 class of the members: each carries the part of the loan that is theirs. Two queries; no names. KEU-169."""
    hidup = {n.pinjaman.pk: n for n in nilai if not n.nilai.lunas and not n.channelling}
    bagian = BagianAnggota.objects.filter(pinjaman__in=list(hidup), disetujui__gt=0)
    baris = list(bagian.values_list("pinjaman_id", "disetujui", "anggota__keluarga_id"))
    keluarga = {k for _p, _n, k in baris if k}
    kelas_kk = (
        dict(standing(hari).filter(keluarga__in=keluarga).values_list("keluarga_id", "peringkat")) if keluarga else {}
    )
    saldo: dict[str, Decimal] = defaultdict(Decimal)
    tunggak: dict[str, Decimal] = defaultdict(Decimal)
    orang: dict[str, int] = defaultdict(int)
    for pk, jumlah, kk in baris:
        kelas = kelas_kk.get(kk, BUKAN_PS2) if kk else BELUM_DIKETAHUI
        n = hidup[pk]
        bagi = (jumlah or NOL) / (n.pinjaman.pokok or 1)
        orang[kelas] += 1
        saldo[kelas] += n.nilai.saldo_pokok * bagi
        tunggak[kelas] += n.nilai.tunggakan.pokok * bagi if n.nilai.berisiko else NOL
    nama: dict[str, Any] = dict(EntriPS2.Peringkat.choices)
    nama |= {BUKAN_PS2: _("Bukan PS-2"), BELUM_DIKETAHUI: _("Keluarganya belum dikaitkan")}
    return [BarisPS2(k, label, orang[k], saldo[k], tunggak[k]) for k, label in nama.items() if orang[k]]


def _rows(sql: str, kirim: dict[str, Any]) -> dict[Kunci, Sequence[Any]]:
    with connection.cursor() as kursor:
        kursor.execute(sql, kirim)
        return {(b[0], b[1]): b[2:] for b in kursor.fetchall()}


def _performance(
    rekap: RekapBuku, besar: Sequence[Any], tagih: Sequence[Any], ambang: Ambang, hari: datetime.date
) -> KinerjaBuku:
    pendapatan, biaya, biaya_ccr, modal, modal_awal, uang, kewajiban, piutang, cadangan = besar
    bahan = ingredients(rekap.sendiri, pendapatan, max(biaya_ccr, NOL), pendapatan - biaya, max(modal, NOL), hari.month)
    return KinerjaBuku(
        rekap=rekap, bahan=bahan, kinerja=measure(bahan, dict(ambang.pita)), penagihan=Pecahan(tagih[1], tagih[0]),
        pertumbuhan=Pecahan(modal - modal_awal, modal_awal), menganggur=uang - kewajiban, piutang=piutang,
        cadangan=cadangan,
    )  # fmt: skip


def ingredients(r: Rekap, pendapatan: Decimal, biaya: Decimal, laba: Decimal, modal: Decimal, bulan: int) -> Bahan:
    """A portfolio and the sums of a ledger as the KPI ask for them."""
    return BahanBuku(
        ksm_berpinjaman=r.ksm_berpinjaman, ksm_menunggak_3=r.ksm_menunggak_3, saldo_pinjaman=r.saldo_pokok,
        saldo_menunggak_3=r.saldo_menunggak_3, tunggakan_3=r.tunggakan_3, pendapatan=pendapatan, biaya=biaya, laba=laba,
        modal=modal, bulan=bulan,
    )  # fmt: skip
