"""Loans and ledgers at size, beside bare SQL over the same rows: `python scripts/bench/pinjaman.py <what> [n]`.

what: `kolektibilitas` (n loans of 200 a ledger, 400,000), `saldo` (n lines of one account, 100,000), `akhir_bulan` (the
reserve of a UPK with n loans, 2,000). Rows are multiplied by SQL from one that our own code made, so the database must be
one made for it: its name begins with "bench_" (clone any migrated one). Rounds alternate, the best of each side counts;
the ratio says how much of the time is ours: 1.0 would be as fast as the bare query.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "p2kp.settings.dev")

PUTARAN, PER_BUKU = 3, 200
MULAI, HARI = date(2026, 1, 1), date(2026, 1, 31)
# Loans of this bench only, not of a demo that the database was cloned from.
HITUNG = (
    "SELECT count(*) FROM keuangan_pinjaman p JOIN keuangan_buku b ON b.id = p.buku_id "
    "JOIN wilayah_badan w ON w.id = b.badan_id WHERE w.nama LIKE 'Bench %%'"
)
BANYAK = {"kolektibilitas": 400_000, "saldo": 100_000, "akhir_bulan": 2_000}


def main(apa: str, banyak: int) -> int:
    """Fill, measure and print; 1 where the database is not one made for it."""
    import django

    django.setup()
    from django.db import connection

    nama = str(connection.settings_dict["NAME"])
    if not nama.startswith("bench_"):
        print(f"basis data {nama!r} bukan basis bench_…: buat salinannya dulu")
        return 1
    {"kolektibilitas": collectibility, "saldo": balance, "akhir_bulan": month_end}[apa](banyak)
    return 0


def collectibility(banyak: int) -> None:
    """Class, arrears and balance of every loan, summed by ledger, against the sum of principal over the same rows."""
    from keuangan.models import Buku
    from keuangan.queries_kolektibilitas import recaps

    mulai = time.perf_counter()
    contoh = sample()
    multiply(contoh, banyak, per_buku=PER_BUKU)
    print(f"{banyak} pinjaman disusun dalam {time.perf_counter() - mulai:.0f} s; basis {size()}")
    buku = list(Buku.objects.filter(unit="upk", badan__nama__startswith="Bench "))

    def ours() -> None:
        assert sum(r.sendiri.ksm_berpinjaman for r in recaps([(b, HARI) for b in buku]).values()) >= banyak

    def bare() -> None:
        rows(
            "SELECT p.buku_id, count(DISTINCT p.id), sum(a.pokok - a.pokok_dibayar) FROM keuangan_pinjaman p "
            "JOIN keuangan_angsuranpinjaman a ON a.pinjaman_id = p.id AND a.jadwal_ke = p.jadwal_ke GROUP BY p.buku_id"
        )

    compare(f"kolektibilitas {banyak} pinjaman dalam {len(buku)} buku", ours, bare)


def balance(banyak: int) -> None:
    """The balance of an account with many lines, against a plain sum of them."""
    from keuangan.models import BarisJurnal
    from keuangan.queries import balance_of

    buku = sample()["buku"]
    baris = BarisJurnal.objects.filter(buku=buku, akun__kode="11010").first()
    assert baris is not None
    ada = BarisJurnal.objects.filter(buku=buku, akun=baris.akun).count()
    with unguarded("keuangan_jurnal", "keuangan_barisjurnal", "keuangan_saldobadan"):
        if ada < banyak:  # a journal numbers its lines with two bytes: ten journals hold them
            copy("keuangan_jurnal", str(baris.jurnal_id), {"id": "gen_random_uuid()", "nomor": "n + 1000"}, 10)
            satu = f"(SELECT j.id FROM keuangan_jurnal j WHERE j.buku_id = '{buku.pk}' AND j.nomor = 1001 + n % 10)"
            ganti = {"urut": "n / 10 + 10", "jurnal_id": satu.replace("%", "%%")}
            copy("keuangan_barisjurnal", str(baris.pk), ganti, banyak - ada, buang=("id",))
        execute(
            "UPDATE keuangan_saldobadan s SET debit = x.d FROM (SELECT sum(debit) d FROM keuangan_barisjurnal "
            "WHERE buku_id = %s AND akun_id = %s) x WHERE s.buku_id = %s AND s.akun_id = %s AND s.bulan = 1",
            [buku.pk, baris.akun_id, buku.pk, baris.akun_id],
        )
    execute("ANALYZE keuangan_barisjurnal")

    def ours() -> None:
        assert balance_of(buku, "11010", date(2026, 2, 15)) > 0

    def bare() -> None:
        rows(
            "SELECT sum(debit - kredit) FROM keuangan_barisjurnal WHERE buku_id = %s AND akun_id = %s AND tanggal <= %s",
            [buku.pk, baris.akun_id, date(2026, 2, 15)],
        )

    compare(f"saldo akun dengan {banyak} baris", ours, bare)


def month_end(banyak: int) -> None:
    """The reserve of one large UPK with its snapshot, against writing its balances by one bare query; both rolled back."""
    from django.db import transaction

    from inti.pelaku import SISTEM
    from keuangan import actions

    contoh = sample()
    multiply(contoh, banyak, per_buku=0)

    def ours() -> None:
        from inti.unit_kerja import unit_kerja

        def kerja() -> None:
            actions.post_cadangan(contoh["buku"], tahun=2026, bulan=1, oleh=SISTEM)
            rows("SELECT count(*) FROM keuangan_kolektibilitasbulan")
            raise Selesai

        try:
            unit_kerja(kerja, oleh=SISTEM)
        except Selesai:
            pass

    def bare() -> None:
        with transaction.atomic():
            execute(
                "CREATE TEMP TABLE telanjang ON COMMIT DROP AS SELECT p.id, p.sisa_pokok FROM keuangan_pinjaman p "
                "JOIN keuangan_angsuranpinjaman a ON a.pinjaman_id = p.id WHERE p.buku_id = %s GROUP BY p.id, p.sisa_pokok",
                [contoh["buku"].pk],
            )

    compare(f"akhir bulan UPK dengan {banyak} pinjaman", ours, bare)


class Selesai(Exception):
    """The work is measured; nothing of it stays."""


# -- rows ------------------------------------------------------------------------------------------------------------


def sample() -> dict[str, Any]:
    """One ledger with one loan, two instalments of it paid in the old books, and its opening balance; made once."""
    from inti.pelaku import SISTEM
    from keuangan import actions
    from keuangan.actions import Baris, Bawaan, Dana
    from keuangan.models import Buku, KetentuanProduk, Pembayaran, Pinjaman, ProdukPinjaman
    from ksm.models import KSM
    from wilayah.models import Badan, Wilayah

    lama = Buku.objects.filter(badan__nama="Bench 0").first()
    if lama is None:
        w = Wilayah.objects.filter(tingkat="kelurahan").order_by("kode").first()
        assert w is not None
        badan = Badan.objects.create(jenis="bkm", nama="Bench 0", wilayah=w)
        lama = Buku.objects.create(badan=badan, wilayah=w, unit="upk", bagan="upk", mulai=MULAI)
        produk = ProdukPinjaman.objects.create(buku=lama, wilayah=w, nama="Bergulir", sumber_dana_id="perguliran")
        KetentuanProduk.objects.create(
            produk=produk, wilayah=w, berlaku_mulai=date(2000, 1, 1), jasa_persen=Decimal("1.5"), dasar="Bench"
        )
        ksm = KSM.objects.create(
            wilayah=w, nama="Bench", jenis="ekonomi", asal="sudah_ada", terbentuk=date(2020, 1, 1),
            badan=Badan.objects.create(jenis="ksm", nama="Bench", sebutan="KSM", wilayah=w),
        )  # fmt: skip
        isi = Bawaan(
            ksm=ksm, produk=produk, pokok=2_500_000, tenor_bulan=10, tanggal_cair=date(2025, 9, 15),
            dibayar=(500_000, 75_000, 0),
        )  # fmt: skip
        actions.bring_pinjaman(lama, isi, oleh=SISTEM)
        dana = Dana("perguliran", 2026)
        saldo = [
            Baris("11030", dana, debit=2_000_000),
            Baris("11010", dana, debit=1_000),
            Baris("31010", dana, kredit=2_001_000),
        ]
        actions.set_saldo_awal(lama, oleh=SISTEM, saldo=saldo)
    pinjaman = Pinjaman.objects.filter(buku=lama).order_by("nomor").first()
    assert pinjaman is not None
    return {"buku": lama, "pinjaman": pinjaman, "bayar": Pembayaran.objects.filter(pinjaman=pinjaman).first()}


def multiply(contoh: dict[str, Any], banyak: int, *, per_buku: int) -> None:
    """That many loans like the sample, each of a group of its own, `per_buku` to a ledger (0: all to the sample's)."""
    buku, pinjaman, bayar = contoh["buku"], contoh["pinjaman"], contoh["bayar"]
    semua = int(rows(HITUNG)[0][0])
    sini = int(rows("SELECT count(*) FROM keuangan_pinjaman WHERE buku_id = %s", [buku.pk])[0][0])
    baru = banyak - (semua if per_buku else sini)
    if baru <= 0:
        return
    tabel = [
        "wilayah_badan", "ksm_ksm", "keuangan_buku", "keuangan_pinjaman", "keuangan_angsuranpinjaman", "keuangan_pembayaran",
        "keuangan_alokasipembayaran",
    ]  # fmt: skip
    with unguarded(*tabel):
        execute(
            "CREATE TEMP TABLE salin AS SELECT n, gen_random_uuid() badan, gen_random_uuid() ksm, gen_random_uuid() pinjaman, "
            "gen_random_uuid() bayar, %s::uuid AS buku FROM generate_series(1, %s) n",
            [buku.pk, baru],
        )
        if per_buku:
            execute(
                "CREATE TEMP TABLE bukubaru AS SELECT n, gen_random_uuid() badan, gen_random_uuid() buku "
                "FROM generate_series(1, %s) n",
                [baru // per_buku + 1],
            )
            copy("wilayah_badan", str(buku.badan_id), {"id": "x.badan", "nama": "'Bench ' || x.badan"}, dari="bukubaru")
            copy("keuangan_buku", str(buku.pk), {"id": "x.buku", "badan_id": "x.badan"}, dari="bukubaru")
            execute("UPDATE salin s SET buku = b.buku FROM bukubaru b WHERE b.n = s.n / %s + 1", [per_buku])
        copy("wilayah_badan", str(pinjaman.ksm.badan_id), {"id": "x.badan", "nama": "'KSM ' || x.ksm"})
        copy("ksm_ksm", str(pinjaman.ksm_id), {"id": "x.ksm", "badan_id": "x.badan", "nama": "'KSM ' || x.ksm"})
        mundur = "make_interval(months => n %% 9)"
        copy(
            "keuangan_pinjaman", str(pinjaman.pk),
            {"id": "x.pinjaman", "ksm_id": "x.ksm", "buku_id": "x.buku", "nomor": f"n + {semua}",
             "tanggal_cair": f"(t.tanggal_cair - {mundur})::date", "tanggal_akad": f"(t.tanggal_akad - {mundur})::date"},
        )  # fmt: skip
        copy(
            "keuangan_angsuranpinjaman", str(pinjaman.pk),
            {"pinjaman_id": "x.pinjaman", "jatuh_tempo": f"(t.jatuh_tempo - {mundur})::date"},
            kunci="pinjaman_id", buang=("id",),
        )  # fmt: skip
        copy("keuangan_pembayaran", str(bayar.pk), {"id": "x.bayar", "pinjaman_id": "x.pinjaman"})
        execute(
            "INSERT INTO keuangan_alokasipembayaran (pembayaran_id, angsuran_id, untuk, jumlah) "
            "SELECT x.bayar, b.id, l.untuk, l.jumlah FROM salin x JOIN keuangan_alokasipembayaran l ON l.pembayaran_id = %s "
            "JOIN keuangan_angsuranpinjaman a ON a.id = l.angsuran_id "
            "JOIN keuangan_angsuranpinjaman b ON b.pinjaman_id = x.pinjaman AND b.ke = a.ke AND b.jadwal_ke = a.jadwal_ke",
            [bayar.pk],
        )
        execute("DROP TABLE salin")
        if per_buku:
            execute("DROP TABLE bukubaru")
    for t in tabel:
        execute(f"ANALYZE {t}")


def copy(
    tabel: str, nilai: str, ubah: dict[str, str], banyak: int = 0, *, dari: str = "salin", kunci: str = "id",
    buang: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Rows of a table again and again, with some columns as SQL says (t: the row, x: the line of `dari`, n: its number)."""
    kolom = [
        r[0] for r in rows(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER' "
            "AND table_schema = 'public' ORDER BY ordinal_position", [tabel]
        ) if r[0] not in buang
    ]  # fmt: skip
    sumber = f"(SELECT generate_series(1, {banyak}) AS n)" if banyak else dari
    isi = ", ".join(ubah.get(k, f"t.{k}") for k in kolom)
    execute(
        f"INSERT INTO {tabel} ({', '.join(kolom)}) SELECT {isi} FROM {tabel} t CROSS JOIN {sumber} x WHERE t.{kunci} = %s",
        [nilai],
    )


class unguarded:  # noqa: N801 - used like a function
    """Tables without our triggers, for filling only; foreign keys and constraints stay."""

    def __init__(self, *tabel: str) -> None:
        self.tabel = tabel

    def __enter__(self) -> None:
        for t in self.tabel:
            execute(f"ALTER TABLE {t} DISABLE TRIGGER USER")

    def __exit__(self, *galat: Any) -> None:
        for t in self.tabel:
            execute(f"ALTER TABLE {t} ENABLE TRIGGER USER")


# -- measuring -------------------------------------------------------------------------------------------------------


def compare(nama: str, kita: Callable[[], None], telanjang: Callable[[], None]) -> None:
    """Both in alternating rounds; the best time of each, and the ratio."""
    waktu: dict[str, list[float]] = {"kita": [], "telanjang": []}
    for _kali in range(PUTARAN):
        for sisi, kerja in (("kita", kita), ("telanjang", telanjang)):
            mulai = time.perf_counter()
            kerja()
            waktu[sisi].append(time.perf_counter() - mulai)
    a, b = min(waktu["kita"]), min(waktu["telanjang"])
    print(f"{nama}: kita {a * 1000:.0f} ms, SQL telanjang {b * 1000:.0f} ms, rasio {a / b:.1f}")


def size() -> str:
    """How large the database is."""
    return str(rows("SELECT pg_size_pretty(pg_database_size(current_database()))")[0][0])


def execute(sql: str, isi: list[Any] | None = None) -> None:
    """Run one statement."""
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute(sql, isi or [])


def rows(sql: str, isi: list[Any] | None = None) -> list[Any]:
    """Run one query."""
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute(sql, isi or [])
        return list(kursor.fetchall())


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in BANYAK:
        sys.exit(str(__doc__))
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else BANYAK[sys.argv[1]]))
