"""Collectibility at any day, computed in the database: one query for any number of ledgers, days and loans. KEU-60 to KEU-65.

What was paid until a day is what is paid now, less what came later: only payments after the day are read, so the end of
last month costs little however old the loans are. The same arithmetic as `hitung.kolektibilitas`, which a test compares.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from inti.formats import rupiah
from inti.registry import Kekurangan
from keuangan import tautan_kolektibilitas as tautan
from keuangan.ambang import WAJIB_TUTUP, Ambang, thresholds, thresholds_for
from keuangan.hitung.kolektibilitas import BarisKelas, Kelas, Penilaian, Rekap, Tunggakan, reserve
from keuangan.models import Buku, CadanganBulan, Periode, Pinjaman
from keuangan.models.buku import Unit
from keuangan.queries import balance_of

NOL = Decimal(0)
AKUN_CADANGAN = "12010"
KELAS = tuple(Kelas)
Kunci = tuple[Any, datetime.date]

# k: what is asked (ledger, day, rules). p: loans that were out that day. m: what was paid after it. j: their schedules
# until that day, each with the day on which it is judged. s: sums of a schedule. u: its age and class. f: the loan.
DASAR = """
WITH k AS (
  SELECT * FROM unnest(%(buku)s::uuid[], %(hari)s::date[], %(b1)s::numeric[], %(b2)s::numeric[], %(b3)s::numeric[],
    %(t1)s::boolean[], %(t2)s::boolean[], %(t3)s::boolean[], %(bukti)s::integer[])
    AS x(buku_id, hari, b1, b2, b3, t1, t2, t3, bukti)
), p AS (
  SELECT x.id, x.sisa_pokok, x.jadwal_ke AS jadwal_kini, x.produk_id, x.ksm_id, k.*
  FROM k JOIN keuangan_pinjaman x ON x.buku_id = k.buku_id AND x.tanggal_cair <= k.hari
    AND x.status IN ('berjalan', 'dijadwal_ulang', 'lunas', 'dihapus_buku')
    AND (x.tanggal_selesai IS NULL OR x.tanggal_selesai > k.hari
         OR (x.status = 'lunas' AND EXISTS (
           SELECT 1 FROM keuangan_pembayaran b WHERE b.pinjaman_id = x.id AND b.tanggal > k.hari)))
), m AS (
  SELECT p.id, p.hari, l.angsuran_id,
    coalesce(sum(l.jumlah) FILTER (WHERE l.untuk = 'pokok'), 0) AS pokok,
    coalesce(sum(l.jumlah) FILTER (WHERE l.untuk = 'jasa'), 0) AS jasa
  FROM p JOIN keuangan_pembayaran b ON b.pinjaman_id = p.id AND b.tanggal > p.hari
    JOIN keuangan_alokasipembayaran l ON l.pembayaran_id = b.id
  GROUP BY p.id, p.hari, l.angsuran_id
), j AS (
  SELECT p.id, p.hari, 1 AS jadwal_ke, coalesce(CASE WHEN p.jadwal_kini > 1 THEN (
      SELECT u.tanggal FROM keuangan_penjadwalanulang u
      WHERE u.pinjaman_id = p.id AND u.jadwal_ke = 2 AND u.tanggal <= p.hari) END, p.hari) AS nilai_pada
  FROM p
  UNION ALL
  SELECT p.id, p.hari, u.jadwal_ke, coalesce((
      SELECT v.tanggal FROM keuangan_penjadwalanulang v
      WHERE v.pinjaman_id = p.id AND v.jadwal_ke = u.jadwal_ke + 1 AND v.tanggal <= p.hari), p.hari)
  FROM p JOIN keuangan_penjadwalanulang u ON u.pinjaman_id = p.id AND u.tanggal <= p.hari WHERE p.jadwal_kini > 1
), s AS (
  SELECT j.id, j.hari, j.jadwal_ke, max(j.nilai_pada) AS nilai_pada,
    coalesce(sum(a.pokok) FILTER (WHERE a.jatuh_tempo <= j.nilai_pada), 0) AS jatuh_pokok,
    sum(a.pokok_dibayar - coalesce(m.pokok, 0)) AS bayar_pokok,
    sum(a.jasa_dibayar - coalesce(m.jasa, 0)) AS bayar_jasa,
    coalesce(sum(a.jasa - a.jasa_dibayar - a.jasa_dibebaskan + coalesce(m.jasa, 0))
      FILTER (WHERE a.jatuh_tempo <= j.nilai_pada), 0) AS tunggakan_jasa,
    sum(a.jasa - a.jasa_dibayar - a.jasa_dibebaskan + coalesce(m.jasa, 0)) AS sisa_jasa,
    min(a.jatuh_tempo) FILTER (WHERE a.jatuh_tempo <= j.nilai_pada
      AND a.jasa > a.jasa_dibayar + a.jasa_dibebaskan - coalesce(m.jasa, 0)) AS sejak_jasa,
    coalesce(nullif(max(a.pokok) FILTER (WHERE a.ke = 1), 0), max(a.pokok)) AS satu_pokok,
    coalesce(max(a.pokok + a.jasa) FILTER (WHERE a.ke = 1), 0) AS angsuran,
    sum(a.pokok) AS jumlah_pokok, sum(a.jasa) AS jumlah_jasa, max(a.jatuh_tempo) AS tempo,
    count(*) FILTER (WHERE a.pokok = a.pokok_dibayar - coalesce(m.pokok, 0)
      AND a.jasa = a.jasa_dibayar + a.jasa_dibebaskan - coalesce(m.jasa, 0)) AS lunas_ke
  FROM j JOIN keuangan_angsuranpinjaman a ON a.pinjaman_id = j.id AND a.jadwal_ke = j.jadwal_ke
    LEFT JOIN m ON m.angsuran_id = a.id AND m.hari = j.hari
  GROUP BY j.id, j.hari, j.jadwal_ke
), t AS (
  SELECT s.*, greatest(0, s.jatuh_pokok - s.bayar_pokok) AS tunggakan_pokok, o.sejak AS sejak_pokok
  FROM s LEFT JOIN LATERAL (
    SELECT min(y.jatuh_tempo) AS sejak FROM (
      SELECT a.jatuh_tempo, sum(a.pokok) OVER (ORDER BY a.ke) AS sampai FROM keuangan_angsuranpinjaman a
      WHERE a.pinjaman_id = s.id AND a.jadwal_ke = s.jadwal_ke AND a.jatuh_tempo <= s.nilai_pada
        AND s.jatuh_pokok > s.bayar_pokok) y
    WHERE y.sampai > s.bayar_pokok) o ON true
), u AS (
  SELECT t.*, h.kali, h.umur FROM t CROSS JOIN LATERAL (
    SELECT n.kali, CASE WHEN t.sejak_pokok IS NULL THEN n.kali
      ELSE greatest(n.kali, n.bulan - ((t.sejak_pokok + make_interval(months => n.bulan))::date > t.nilai_pada)::int) END AS umur
    FROM (SELECT coalesce(t.tunggakan_pokok::numeric(38, 20) / nullif(t.satu_pokok, 0), 0) AS kali,
            ((extract(year FROM t.nilai_pada) - extract(year FROM t.sejak_pokok)) * 12
             + extract(month FROM t.nilai_pada) - extract(month FROM t.sejak_pokok))::int AS bulan) n) h
), c AS (
  SELECT u.*, p.buku_id, p.produk_id, p.ksm_id, p.sisa_pokok, p.b1, CASE
      WHEN u.umur > p.b3 OR (p.t3 AND u.umur = p.b3) THEN 5
      WHEN u.umur > p.b2 OR (p.t2 AND u.umur = p.b2) THEN 4
      WHEN u.umur > p.b1 OR (p.t1 AND u.umur = p.b1) THEN 3
      WHEN u.tunggakan_pokok > 0 OR u.tunggakan_jasa > 0 THEN 2 ELSE 1 END AS kelas_jadwal,
    max(u.jadwal_ke) OVER w AS akhir_ke,
    max(CASE WHEN u.jadwal_ke = 1 OR u.lunas_ke >= p.bukti THEN u.jadwal_ke END) OVER w AS sejak_ke
  FROM u JOIN p ON p.id = u.id AND p.hari = u.hari
  WINDOW w AS (PARTITION BY u.id, u.hari)
), g AS (
  SELECT c.*, max(c.kelas_jadwal) FILTER (WHERE c.jadwal_ke >= c.sejak_ke) OVER (PARTITION BY c.id, c.hari) AS kelas
  FROM c
), f AS (
  SELECT g.*, g.umur >= g.b1 OR (g.akhir_ke > 1 AND g.kelas >= 3) AS berisiko,
    g.sisa_pokok + coalesce(n.pokok, 0) AS saldo,
    (SELECT r.pemilik_id IS NOT NULL FROM keuangan_produkpinjaman r WHERE r.id = g.produk_id) AS channelling
  FROM g LEFT JOIN (SELECT id, hari, sum(pokok) AS pokok FROM m GROUP BY id, hari) n ON n.id = g.id AND n.hari = g.hari
  WHERE g.jadwal_ke = g.akhir_ke
)
"""
RINCI = (
    DASAR
    + """
SELECT f.buku_id, f.hari, f.id, f.saldo, f.tunggakan_pokok, f.tunggakan_jasa, f.kali, f.umur,
  least(f.sejak_pokok, f.sejak_jasa), f.kelas, f.berisiko, f.saldo = 0 AND f.sisa_jasa = 0, f.channelling,
  f.tempo, f.angsuran, greatest(0, f.jumlah_pokok - f.jatuh_pokok), f.jumlah_jasa, f.bayar_jasa, f.akhir_ke
FROM f ORDER BY f.buku_id, f.hari, f.kelas, f.id"""
)
REKAP = (
    DASAR
    + """
SELECT f.buku_id, f.hari, f.channelling, f.kelas, count(*), sum(f.saldo), sum(f.tunggakan_pokok), sum(f.tunggakan_jasa),
  count(*) FILTER (WHERE f.berisiko), coalesce(sum(f.saldo) FILTER (WHERE f.berisiko), 0),
  coalesce(sum(f.tunggakan_pokok) FILTER (WHERE f.berisiko), 0)
FROM f WHERE f.saldo > 0 OR f.sisa_jasa > 0
GROUP BY f.buku_id, f.hari, f.channelling, f.kelas"""
)


@dataclass(frozen=True)
class NilaiPinjaman:
    """One loan on one day. `seharusnya` is the principal that would be owed had all been paid in time, rupiah.

    `angsuran` is the first instalment of the schedule in force, `tempo` its last due date; `jasa` and `jasa_dibayar` are
    those of that schedule. Channelled loans have their own line everywhere.
    """

    pinjaman: Pinjaman
    nilai: Penilaian
    channelling: bool
    tempo: datetime.date
    angsuran: Decimal
    seharusnya: Decimal
    jasa: Decimal
    jasa_dibayar: Decimal
    jadwal_ke: int


@dataclass(frozen=True)
class RekapBuku:
    """The loans of one ledger on one day: its own, and those it only passes on."""

    sendiri: Rekap
    channelling: Rekap


def assess_ledger(buku: Buku, tanggal: datetime.date, ambang: Ambang | None = None) -> list[NilaiPinjaman]:
    """Every loan of a ledger that was out on a day, with its class, by class and number. At most three queries."""
    isi = {(buku.pk, tanggal): ambang or thresholds_for([(buku.wilayah_id, tanggal)])[buku.wilayah_id, tanggal]}
    baris = _run(RINCI, isi)
    pinjaman = Pinjaman.objects.select_related("ksm", "produk").in_bulk([b[2] for b in baris]) if baris else {}
    hasil = [_loan(b, pinjaman[b[2]], isi[b[0], b[1]]) for b in baris]
    return sorted(hasil, key=lambda n: (n.channelling, n.nilai.kelas.nomor, n.pinjaman.nomor))


def assess_loan(pinjaman: Pinjaman, tanggal: datetime.date) -> Penilaian:
    """One loan that is out on a day, by the rules of its ledger: what LU-02 says of it. Source: KEU-160 to KEU-162."""
    semua = assess_ledger(pinjaman.buku, tanggal)
    return next(n.nilai for n in semua if n.pinjaman.pk == pinjaman.pk)


def recaps(
    tempat: Iterable[tuple[Buku, datetime.date]], ambang: Mapping[tuple[str, datetime.date], Ambang] | None = None
) -> dict[Kunci, RekapBuku]:
    """The portfolio of many ledgers on many days, by ledger key and day. At most two queries, however many."""
    diminta = list(tempat)
    ambang = ambang or thresholds_for([(b.wilayah_id, hari) for b, hari in diminta])
    isi = {(b.pk, hari): ambang[b.wilayah_id, hari] for b, hari in diminta}
    baris: dict[tuple[Any, datetime.date, bool], list[Any]] = {}
    for b in _run(REKAP, isi):
        baris.setdefault((b[0], b[1], b[2]), []).append(b[3:])
    return {
        k: RekapBuku(_recap(baris.get((*k, False), []), a), _recap(baris.get((*k, True), []), a))
        for k, a in isi.items()
    }


def recap_on(buku: Buku, tanggal: datetime.date) -> RekapBuku:
    """The portfolio of one ledger on one day. Two queries."""
    return recaps([(buku, tanggal)])[buku.pk, tanggal]


def living_reserve(periode: Periode) -> CadanganBulan | None:
    """What was done last for a month, None when nothing was or its journal was taken back. One query."""
    satu = CadanganBulan.objects.filter(periode=periode).select_related("jurnal").order_by("-ke").first()
    if satu is None or (satu.jurnal is not None and satu.jurnal.pembalik.exists()):
        return None
    return satu


def reserve_finding(buku: Buku, periode: Periode) -> Kekurangan | None:
    """Whether the reserve of a month is in the ledger; None where there are no loans to keep one for. Few queries. KEU-165."""
    if buku.unit != Unit.UPK:
        return None
    ambang = thresholds(buku.wilayah_id, periode.akhir)
    rekap = recaps([(buku, periode.akhir)], {(buku.wilayah_id, periode.akhir): ambang})[buku.pk, periode.akhir].sendiri
    tercatat = balance_of(buku, AKUN_CADANGAN, periode.akhir)
    if not rekap.ksm_berpinjaman and not tercatat:
        return None
    tepat = tercatat == rekap.cadangan and living_reserve(periode) is not None
    mode: Any = ambang.mode(WAJIB_TUTUP)
    return Kekurangan(
        aturan="KEU-165", mode=mode, terpenuhi=tepat, kode="cadangan", tautan=tautan.cadangan(buku.pk), sumber="KP",
        pesan=_("Cadangan risiko bulan ini sudah dibukukan."),
        rincian="" if tepat else _("Yang diperlukan %(perlu)s, dalam buku %(ada)s. Bukukan cadangannya.")
        % {"perlu": rupiah(rekap.cadangan), "ada": rupiah(tercatat)},
    )  # fmt: skip


def _run(sql: str, isi: Mapping[Kunci, Ambang]) -> list[Any]:
    if not isi:
        return []
    batas = [a.batas for a in isi.values()]
    kirim: dict[str, Any] = {
        "buku": [str(b) for b, _hari in isi], "hari": [hari for _b, hari in isi],
        "bukti": [a.bukti for a in isi.values()],
        **{f"b{i + 1}": [b.mulai[i] for b in batas] for i in range(3)},
        **{f"t{i + 1}": [b.tepat[i] for b in batas] for i in range(3)},
    }  # fmt: skip
    with connection.cursor() as kursor:
        kursor.execute(sql, kirim)
        return list(kursor.fetchall())


def _loan(b: Sequence[Any], pinjaman: Pinjaman, ambang: Ambang) -> NilaiPinjaman:
    kelas = KELAS[b[9] - 1]
    nilai = Penilaian(
        saldo_pokok=b[3], tunggakan=Tunggakan(b[4], b[5], b[6], b[7], b[8]), kelas=kelas,
        cadangan_persen=ambang.cadangan[kelas], cadangan=reserve(b[3], ambang.cadangan[kelas]), lunas=b[11],
        berisiko=b[10],
    )  # fmt: skip
    return NilaiPinjaman(pinjaman, nilai, *b[12:])


def _recap(baris: Sequence[Any], ambang: Ambang) -> Rekap:
    """Sums of classes as `hitung` states a portfolio; the reserve is rounded once per class. Source: KEU-64."""
    per = {KELAS[b[0] - 1]: b for b in baris}
    kelas = tuple(
        BarisKelas(k, n, saldo, ambang.cadangan[k], reserve(saldo, ambang.cadangan[k]))
        for k in KELAS
        for _nomor, n, saldo, *_lain in [per.get(k, (0, 0, NOL))]
    )

    def total(i: int, awal: Any) -> Any:
        return sum((b[i] for b in baris), awal)

    return Rekap(
        kelas=kelas, saldo_pokok=total(2, NOL), tunggakan_pokok=total(3, NOL), tunggakan_jasa=total(4, NOL),
        cadangan=sum((k.cadangan for k in kelas), NOL), ksm_berpinjaman=total(1, 0), ksm_menunggak_3=total(5, 0),
        saldo_menunggak_3=total(6, NOL), tunggakan_3=total(7, NOL),
    )  # fmt: skip
