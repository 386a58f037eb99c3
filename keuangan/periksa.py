"""Recompute a ledger from its lines and say what does not hold, naming the row. Source: KEU-25.

Triggers keep all of this; the command proves it after a restore, every night, and against hands that pass by the triggers.
The end of a month asks it of one ledger (KEU-190).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from keuangan.periksa_kas import Banding, compare_counts

# Checks that are no single question to the database.
HITUNG_KAS, KAS_MENYUSUL = "hitung_kas", "kas_menyusul"

# Each finds the wrong rows of some ledgers: (ledger, row, what is wrong). %(buku)s is a ledger or null for all.
PERIKSA: dict[str, str] = {
    "jurnal": """
        SELECT j.buku_id, j.id::text, format('%%s: debit %%s, kredit %%s, %%s baris; tertulis %%s dan %%s baris',
          upper(j.jenis) || ' ' || j.nomor || '/' || j.tahun, coalesce(b.d, 0), coalesce(b.k, 0), coalesce(b.n, 0),
          j.jumlah, j.jumlah_baris)
        FROM keuangan_jurnal j LEFT JOIN (
          SELECT jurnal_id, sum(debit) d, sum(kredit) k, count(*) n FROM keuangan_barisjurnal GROUP BY jurnal_id
        ) b ON b.jurnal_id = j.id
        WHERE (%(buku)s::uuid IS NULL OR j.buku_id = %(buku)s)
          AND (b.n IS DISTINCT FROM j.jumlah_baris OR b.d IS DISTINCT FROM j.jumlah OR b.k IS DISTINCT FROM j.jumlah)""",
    "baris": """
        SELECT b.buku_id, b.id::text, 'baris tidak cocok dengan jurnal, akun, atau rupiah utuhnya'
        FROM keuangan_barisjurnal b JOIN keuangan_jurnal j ON j.id = b.jurnal_id
          JOIN keuangan_buku u ON u.id = b.buku_id JOIN keuangan_akunbuku a ON a.id = b.akun_id
        WHERE (%(buku)s::uuid IS NULL OR b.buku_id = %(buku)s)
          AND (b.buku_id <> j.buku_id OR b.tanggal <> j.tanggal OR a.bagan <> u.bagan
               OR (a.buku_id IS NOT NULL AND a.buku_id <> b.buku_id)
               OR (b.debit > 0) = (b.kredit > 0) OR b.debit <> trunc(b.debit) OR b.kredit <> trunc(b.kredit))""",
    "nomor": """
        SELECT n.buku_id, n.id::text, format('%%s %%s/%%s meloncat dari %%s', upper(n.jenis), n.nomor, n.tahun, n.lalu)
        FROM (SELECT j.*, lag(nomor, 1, 0) OVER (PARTITION BY buku_id, jenis, tahun ORDER BY nomor) AS lalu
              FROM keuangan_jurnal j WHERE %(buku)s::uuid IS NULL OR j.buku_id = %(buku)s) n
        WHERE n.nomor <> n.lalu + 1""",
    "periode": """
        SELECT j.buku_id, j.id::text, format('tanggal %%s di luar bulan %%s/%%s atau bukunya', j.tanggal, p.bulan, p.tahun)
        FROM keuangan_jurnal j JOIN keuangan_periode p ON p.id = j.periode_id JOIN keuangan_buku u ON u.id = j.buku_id
        WHERE (%(buku)s::uuid IS NULL OR j.buku_id = %(buku)s)
          AND (p.buku_id <> j.buku_id OR j.tanggal < u.mulai
               OR (p.tahun, p.bulan) <> (extract(year FROM j.tanggal), extract(month FROM j.tanggal)))""",
    "persetujuan": """
        SELECT j.buku_id, j.id::text, CASE WHEN s.jurnal_id IS NULL THEN 'belum disetujui dalam bulan yang ditutup'
          ELSE 'disetujui pencatatnya sendiri' END
        FROM keuangan_jurnal j JOIN keuangan_periode p ON p.id = j.periode_id
          LEFT JOIN keuangan_persetujuanjurnal s ON s.jurnal_id = j.id
        WHERE (%(buku)s::uuid IS NULL OR j.buku_id = %(buku)s)
          AND (s.oleh_id = j.dibuat_oleh_id OR (s.jurnal_id IS NULL AND j.perlu_persetujuan AND p.status = 'ditutup'))""",
    "peristiwa": """
        SELECT j.buku_id, j.id::text, 'peristiwanya tidak tercatat, tercatat lain, atau tanda baliknya keliru'
        FROM keuangan_jurnal j LEFT JOIN keuangan_peristiwajurnal e ON e.jurnal_id = j.id
        WHERE (%(buku)s::uuid IS NULL OR j.buku_id = %(buku)s)
          AND (e.jurnal_id IS NULL OR (e.buku_id, e.objek_jenis, e.objek_id, e.peristiwa)
                 <> (j.buku_id, j.objek_jenis, j.objek_id, j.peristiwa)
               OR e.dibalik <> EXISTS (SELECT 1 FROM keuangan_jurnal r WHERE r.membalik_id = j.id))""",
    "balik": """
        SELECT r.buku_id, r.id::text, 'jurnal balik bukan cermin asalnya'
        FROM keuangan_jurnal r
        WHERE (%(buku)s::uuid IS NULL OR r.buku_id = %(buku)s) AND r.membalik_id IS NOT NULL AND EXISTS (
          SELECT 1 FROM keuangan_barisjurnal b WHERE b.jurnal_id IN (r.id, r.membalik_id)
          GROUP BY b.akun_id, b.sumber_dana_id, b.pemilik_id, b.tahun_dana, b.termin, b.ksm_id, b.kegiatan_id
          HAVING sum(b.debit) <> sum(b.kredit))""",
    "pasangan": """
        SELECT j.buku_id, j.id::text, 'kedua sisi pemindahan tidak cocok'
        FROM keuangan_jurnal j
        WHERE (%(buku)s::uuid IS NULL OR j.buku_id = %(buku)s) AND j.pasangan IS NOT NULL
          AND (SELECT count(*) <> 2 OR count(DISTINCT x.buku_id) <> 2 OR count(DISTINCT (x.tanggal, x.jumlah)) <> 1
               FROM keuangan_jurnal x WHERE x.pasangan = j.pasangan)""",
    "blm": """
        SELECT k.id, b.id::text, format('berkas pencairan %%s sebesar %%s tidak sama dengan bukti %%s', b.sumber, b.jumlah, j.id)
        FROM keuangan_berkaspencairan b JOIN keuangan_tahapblm t ON t.id = b.tahap_id JOIN keuangan_sppb s ON s.id = t.sppb_id
          JOIN bkm_bkm m ON m.id = s.bkm_id JOIN keuangan_buku k ON k.badan_id = m.badan_id AND k.unit = 'sekretariat'
          LEFT JOIN keuangan_jurnal j ON j.id = b.jurnal_id
        WHERE (%(buku)s::uuid IS NULL OR k.id = %(buku)s) AND b.status = 'cair'
          AND (j.id IS NULL OR (j.buku_id, j.peristiwa, j.jumlah, j.tanggal, j.objek_id)
                 IS DISTINCT FROM (k.id, 'blm_masuk', b.jumlah, b.diterima_pada, b.id::text)
               OR EXISTS (SELECT 1 FROM keuangan_jurnal r WHERE r.membalik_id = j.id)
               OR b.jumlah <> (SELECT coalesce(sum(l.debit), 0) FROM keuangan_barisjurnal l WHERE l.jurnal_id = j.id
                    AND (l.sumber_dana_id, l.termin, l.tahun_dana) = ('blm_' || b.sumber, t.ke, s.tahun_anggaran)))
        UNION ALL
        SELECT j.buku_id, j.objek_id, format('bukti penerimaan %%s tidak dipegang berkas pencairan mana pun', j.id)
        FROM keuangan_jurnal j
        WHERE (%(buku)s::uuid IS NULL OR j.buku_id = %(buku)s) AND j.objek_jenis = 'keuangan.berkaspencairan'
          AND j.peristiwa = 'blm_masuk' AND NOT EXISTS (SELECT 1 FROM keuangan_jurnal r WHERE r.membalik_id = j.id)
          AND NOT EXISTS (SELECT 1 FROM keuangan_berkaspencairan b WHERE b.jurnal_id = j.id)""",
    "dana_ksm": """
        SELECT j.buku_id, r.id::text, format('RPD %%s sebesar %%s tidak sama dengan bukti %%s', r.termin, r.jumlah, j.id)
        FROM keuangan_rpd r JOIN ksm_usulan u ON u.id = r.usulan_id
          JOIN pronangkis_kegiatanrenta g ON g.id = u.kegiatan_renta_id LEFT JOIN keuangan_jurnal j ON j.id = r.jurnal_id
        WHERE (%(buku)s::uuid IS NULL OR j.buku_id = %(buku)s) AND r.status = 'dibayar'
          AND (j.id IS NULL OR (j.peristiwa, j.jumlah, j.tanggal, j.objek_id)
                 IS DISTINCT FROM ('bayar_ksm', r.jumlah, r.dibayar_pada, r.id::text)
               OR EXISTS (SELECT 1 FROM keuangan_jurnal y WHERE y.membalik_id = j.id)
               OR r.jumlah <> (SELECT coalesce(sum(l.debit), 0) FROM keuangan_barisjurnal l WHERE l.jurnal_id = j.id
                    AND (l.ksm_id, l.kegiatan_id) = (u.ksm_id, g.kegiatan_id)))
        UNION ALL
        SELECT j.buku_id, l.id::text, format('LPJ sebesar %%s tidak sama dengan buktinya', least(l.belanja, l.diterima))
        FROM keuangan_lpjksm l LEFT JOIN keuangan_jurnal j ON j.id = l.jurnal_id
          LEFT JOIN keuangan_jurnal s ON s.id = l.jurnal_sisa_id
        WHERE (%(buku)s::uuid IS NULL OR coalesce(j.buku_id, s.buku_id) = %(buku)s) AND l.status = 'diterima'
          AND (coalesce(j.jumlah, 0) <> least(l.belanja, l.diterima)
               OR coalesce(s.jumlah, 0) <> l.diterima - least(l.belanja, l.diterima)
               OR EXISTS (SELECT 1 FROM keuangan_jurnal y WHERE y.membalik_id IN (j.id, s.id)))
        UNION ALL
        SELECT x.buku_id, x.ksm_id::text, format('uang muka KSM %%s, dari RPD dan LPJ %%s', x.saldo, x.daftar)
        FROM (SELECT b.buku_id, b.ksm_id, sum(b.debit - b.kredit) AS saldo,
                (SELECT coalesce(sum(r.jumlah), 0) FROM keuangan_rpd r JOIN ksm_usulan u ON u.id = r.usulan_id
                  WHERE u.ksm_id = b.ksm_id AND r.status = 'dibayar')
                - (SELECT coalesce(sum(least(l.belanja, l.diterima)), 0) FROM keuangan_lpjksm l
                     JOIN ksm_usulan u ON u.id = l.usulan_id WHERE u.ksm_id = b.ksm_id AND l.status = 'diterima')
                - (SELECT coalesce(sum(s.jumlah), 0) FROM keuangan_lpjksm l JOIN ksm_usulan u ON u.id = l.usulan_id
                     JOIN keuangan_jurnal s ON s.id = l.jurnal_sisa_id WHERE u.ksm_id = b.ksm_id) AS daftar
              FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id
                JOIN keuangan_jurnal j ON j.id = b.jurnal_id LEFT JOIN keuangan_jurnal asal ON asal.id = j.membalik_id
              WHERE (%(buku)s::uuid IS NULL OR b.buku_id = %(buku)s) AND a.kode = '11040'
                AND coalesce(asal.objek_jenis, j.objek_jenis) IN ('keuangan.rpd', 'keuangan.lpjksm')
              GROUP BY b.buku_id, b.ksm_id) x
        WHERE x.saldo <> x.daftar""",
    "saldo": """
        SELECT coalesce(s.buku_id, h.buku_id), coalesce(s.id::text, 'tidak ada'),
          format('akun %%s bulan %%s/%%s: tersimpan %%s/%%s, dari baris %%s/%%s', a.kode, coalesce(s.bulan, h.bulan),
                 coalesce(s.tahun, h.tahun), s.debit, s.kredit, h.d, h.k)
        FROM (SELECT * FROM keuangan_saldobadan WHERE %(buku)s::uuid IS NULL OR buku_id = %(buku)s) s
        FULL JOIN (SELECT buku_id, akun_id, extract(year FROM tanggal)::int AS tahun, extract(month FROM tanggal)::int AS bulan,
                     sum(debit) d, sum(kredit) k FROM keuangan_barisjurnal
                   WHERE %(buku)s::uuid IS NULL OR buku_id = %(buku)s GROUP BY 1, 2, 3, 4) h
          ON (s.buku_id, s.akun_id, s.tahun, s.bulan) = (h.buku_id, h.akun_id, h.tahun, h.bulan)
        JOIN keuangan_akunbuku a ON a.id = coalesce(s.akun_id, h.akun_id)
        WHERE (s.debit, s.kredit) IS DISTINCT FROM (h.d, h.k)""",
    "inventaris": """
        WITH barang AS (
          SELECT i.* FROM keuangan_inventaris i
          WHERE (%(buku)s::uuid IS NULL OR i.buku_id = %(buku)s)
            AND NOT EXISTS (SELECT 1 FROM keuangan_jurnal r WHERE r.membalik_id = i.jurnal_id)
            AND (i.jurnal_lepas_id IS NULL OR EXISTS (SELECT 1 FROM keuangan_jurnal r WHERE r.membalik_id = i.jurnal_lepas_id))),
        daftar AS (
          SELECT buku_id, sum(harga) AS harga, sum(akumulasi_awal + coalesce((
              SELECT sum(s.jumlah) FROM keuangan_susutinventaris s WHERE s.inventaris_id = barang.id
                AND NOT EXISTS (SELECT 1 FROM keuangan_jurnal r WHERE r.membalik_id = s.jurnal_id)), 0)) AS susut
          FROM barang GROUP BY buku_id),
        akun AS (
          SELECT b.buku_id, sum(b.debit - b.kredit) FILTER (WHERE a.kode = '12020') AS harga,
            sum(b.kredit - b.debit) FILTER (WHERE a.kode = '12021') AS susut
          FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id
          WHERE a.kode IN ('12020', '12021') AND (%(buku)s::uuid IS NULL OR b.buku_id = %(buku)s) GROUP BY b.buku_id)
        SELECT d.buku_id, d.buku_id::text, format('daftar inventaris %%s/%%s, akun 12020/12021 %%s/%%s', d.harga, d.susut,
          coalesce(k.harga, 0), coalesce(k.susut, 0))
        FROM daftar d LEFT JOIN akun k ON k.buku_id = d.buku_id
        WHERE (d.harga, d.susut) IS DISTINCT FROM (coalesce(k.harga, 0), coalesce(k.susut, 0))""",
    "kas": """
        SELECT u.id, u.id::text, format('akun %%s minus %%s pada %%s, hari yang sudah ditutup', a.kode, m.saldo, m.tanggal)
        FROM keuangan_buku u CROSS JOIN LATERAL keuangan_hari_minus(u.id, u.tutup_hari) m
          JOIN keuangan_akunbuku a ON a.id = m.akun_id
        WHERE (%(buku)s::uuid IS NULL OR u.id = %(buku)s) AND u.tutup_hari IS NOT NULL""",
    "rekening_koran": """
        SELECT r.buku_id, r.id::text, format('saldo awal %%s, mutasi %%s, saldo akhir %%s, %%s baris dari %%s', r.saldo_awal,
          coalesce(b.n, 0), r.saldo_akhir, coalesce(b.banyak, 0), r.jumlah_baris)
        FROM keuangan_rekeningkoran r LEFT JOIN (
          SELECT rekening_id, sum(masuk - keluar) n, count(*) banyak FROM keuangan_barisbank GROUP BY rekening_id
        ) b ON b.rekening_id = r.id
        WHERE (%(buku)s::uuid IS NULL OR r.buku_id = %(buku)s)
          AND (r.saldo_awal + coalesce(b.n, 0) <> r.saldo_akhir OR coalesce(b.banyak, 0) <> r.jumlah_baris)""",
    "cocok_bank": """
        SELECT c.buku_id, c.id::text, format('di bank %%s, di buku %%s, %%s baris dari %%s', sum(coalesce(b.masuk - b.keluar, 0)),
          sum(coalesce(l.debit - l.kredit, 0)), count(a.id), c.banyak)
        FROM keuangan_cocokbank c LEFT JOIN keuangan_anggotacocok a ON a.cocok_id = c.id
          LEFT JOIN keuangan_barisbank b ON b.id = a.baris_bank_id LEFT JOIN keuangan_barisjurnal l ON l.id = a.baris_jurnal_id
        WHERE %(buku)s::uuid IS NULL OR c.buku_id = %(buku)s GROUP BY c.id
        HAVING count(a.id) <> c.banyak OR bool_or(a.lepas) IS DISTINCT FROM (c.dibatalkan_pada IS NOT NULL)
          OR abs(sum(coalesce(b.masuk - b.keluar, 0)) - sum(coalesce(l.debit - l.kredit, 0))) >= 1""",
    "pinjaman": """
        SELECT x.buku_id, x.buku_id::text, format('daftar pinjaman %%s, akun 11030 %%s', x.daftar, x.buku)
        FROM (SELECT u.id AS buku_id, keuangan_register_pinjaman(u.id, 'infinity') AS daftar,
                (SELECT coalesce(sum(b.debit - b.kredit), 0) FROM keuangan_barisjurnal b
                   JOIN keuangan_akunbuku a ON a.id = b.akun_id WHERE b.buku_id = u.id AND a.kode = '11030') AS buku
              FROM keuangan_buku u WHERE (%(buku)s::uuid IS NULL OR u.id = %(buku)s) AND EXISTS (
                SELECT 1 FROM keuangan_pinjaman p WHERE p.buku_id = u.id AND p.tanggal_cair IS NOT NULL)) x
        WHERE x.daftar <> x.buku""",
    "angsuran": """
        SELECT p.buku_id, a.id::text, format('PJ %%s ke-%%s: tersimpan %%s/%%s/%%s, alokasi %%s/%%s/%%s', p.nomor, a.ke,
          a.pokok_dibayar, a.jasa_dibayar, a.bop_dibayar, coalesce(h.pokok, 0), coalesce(h.jasa, 0), coalesce(h.bop, 0))
        FROM keuangan_angsuranpinjaman a JOIN keuangan_pinjaman p ON p.id = a.pinjaman_id LEFT JOIN LATERAL (
          SELECT sum(x.jumlah) FILTER (WHERE x.untuk = 'pokok') pokok, sum(x.jumlah) FILTER (WHERE x.untuk = 'jasa') jasa,
            sum(x.jumlah) FILTER (WHERE x.untuk = 'bop') bop
          FROM keuangan_alokasipembayaran x WHERE x.angsuran_id = a.id) h ON true
        WHERE (%(buku)s::uuid IS NULL OR p.buku_id = %(buku)s) AND (a.pokok_dibayar, a.jasa_dibayar, a.bop_dibayar)
          IS DISTINCT FROM (coalesce(h.pokok, 0), coalesce(h.jasa, 0), coalesce(h.bop, 0))""",
    "sisa_pinjaman": """
        SELECT p.buku_id, p.id::text, format('sisa pokok tersimpan %%s, menurut pembayaran %%s', p.sisa_pokok, p.pokok - h.n)
        FROM keuangan_pinjaman p JOIN LATERAL (
          SELECT coalesce(sum(a.jumlah), 0) n FROM keuangan_pembayaran b
            JOIN keuangan_alokasipembayaran a ON a.pembayaran_id = b.id
          WHERE b.pinjaman_id = p.id AND a.untuk = 'pokok') h ON true
        WHERE (%(buku)s::uuid IS NULL OR p.buku_id = %(buku)s) AND p.tanggal_cair IS NOT NULL
          AND p.sisa_pokok <> CASE WHEN p.status = 'batal' THEN 0 ELSE p.pokok - h.n END""",
    "pembayaran": """
        SELECT p.buku_id, b.id::text, format('pembayaran %%s, tempatnya %%s', b.jumlah, h.n + b.tabungan + b.titipan)
        FROM keuangan_pembayaran b JOIN keuangan_pinjaman p ON p.id = b.pinjaman_id JOIN LATERAL (
          SELECT coalesce(sum(a.jumlah), 0) n FROM keuangan_alokasipembayaran a WHERE a.pembayaran_id = b.id) h ON true
        WHERE (%(buku)s::uuid IS NULL OR p.buku_id = %(buku)s) AND h.n + b.tabungan + b.titipan <> b.jumlah
          AND b.jenis <> 'setelah_hapus' AND NOT EXISTS (
            SELECT 1 FROM keuangan_pembayaran x WHERE x.id = b.membalik_id AND x.jenis = 'setelah_hapus')""",
    "simpanan": """
        SELECT b.buku_id, b.ksm_id::text, format('simpanan KSM di akun %%s minus %%s', a.kode, sum(b.kredit - b.debit))
        FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id
        WHERE (%(buku)s::uuid IS NULL OR b.buku_id = %(buku)s) AND a.bagan = 'upk' AND a.kode IN ('21020', '21030')
          AND b.ksm_id IS NOT NULL
        GROUP BY b.buku_id, b.ksm_id, a.kode HAVING sum(b.kredit - b.debit) < 0""",
}


@dataclass(frozen=True)
class BarisSalah:
    """One row that does not hold: which check, which ledger, which row, and why."""

    pemeriksaan: str
    buku_id: Any
    baris: str
    sebab: str


def wrong_rows(*, buku_id: Any = None) -> list[BarisSalah]:
    """Everything that does not hold in one ledger, or in all. One query for each check, whatever their number. Source: KEU-25."""
    return inspect(buku_id=buku_id)[0]


def inspect(*, buku_id: Any = None) -> tuple[list[BarisSalah], list[BarisSalah]]:
    """What does not hold, and what holds but somebody should know (vouchers recorded after their cash was counted).

    One query for each check. Source: KEU-25, KEU-193.
    """
    salah = []
    with connection.cursor() as kursor:
        for nama, sql in PERIKSA.items():
            kursor.execute(sql, {"buku": buku_id})
            salah += [BarisSalah(nama, *b) for b in kursor.fetchall()]
    hitung = compare_counts(buku_id=buku_id)
    salah += [BarisSalah(HITUNG_KAS, h.buku_id, str(h.id), _wrong_count(h)) for h in hitung if not h.cocok]
    return salah, [BarisSalah(KAS_MENYUSUL, h.buku_id, str(h.id), _followed(h)) for h in hitung if h.menyusul]


def _wrong_count(h: Banding) -> str:
    return (
        f"hitung kas {h.tanggal}: tersimpan uang {h.jumlah} dan saldo buku {h.saldo_buku}, "
        f"seharusnya {h.lembarnya} dan {h.seharusnya}"
    )


def _followed(h: Banding) -> str:
    return (
        f"sesudah kas {h.tanggal} dihitung, bukti bertanggal sampai hari itu menyusul: saldo bukunya berubah dari "
        f"{h.seharusnya} menjadi {h.kini}"
    )
