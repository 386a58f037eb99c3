"""The crash test of the grant: `python scripts/bench/uji_mati_rpd.py [--usulan 50] [--klien 8] [--bunuh 9] [--kontrol]`.

Secretaries pay approved RPD of one BKM, each three times under one key and three times under another (two people who press at
the same moment), while database, web and worker are killed without warning in turn. Then the tables alone are read: every
RPD was paid exactly once, its voucher is worth what it asked for, and ledger, payment file and RPD agree to the rupiah.

With `--kontrol` the application has neither lock nor key and the database no second wall, and the test must find double
payments. With `--tembok` lock and key are gone as well, but the wall of the database stands, and the test must hold.
Exit code 0: held (or, with --kontrol: paid twice as it must).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psycopg2  # noqa: E402

from scripts.bench.panggung import Panggung  # noqa: E402
from scripts.bench.tembok_rpd import pull_down  # noqa: E402
from scripts.bench.uji_mati import Klien, storm  # noqa: E402

GANDA = "dibayar lebih dari sekali"


@dataclass
class Bayar:
    """One press of "Bayar" on one RPD."""

    rpd: str
    kunci: str = field(default_factory=lambda: str(uuid.uuid4()))
    jawab: list[str] = field(default_factory=list)


def main() -> int:
    """Run, check, print."""
    baca = argparse.ArgumentParser()
    baca.add_argument("--usulan", type=int, default=50)
    baca.add_argument("--klien", type=int, default=8)
    baca.add_argument("--bunuh", type=int, default=9)
    tanpa = baca.add_mutually_exclusive_group()
    tanpa.add_argument("--kontrol", action="store_true")
    tanpa.add_argument("--tembok", action="store_true")
    pilih = baca.parse_args()
    wsgi = "scripts.bench.tanpa_kunci_rpd" if pilih.kontrol or pilih.tembok else "p2kp.wsgi"
    panggung = Panggung(wsgi=wsgi, pekerja=2, benang=8)
    try:
        galat = _run(panggung, pilih)
    finally:
        panggung.close()
    for g in galat[:20]:
        print("  !", g)
    if pilih.kontrol:
        ganda = [g for g in galat if g.startswith(GANDA)]
        print("kontrol gagal seperti seharusnya" if ganda else "KONTROL LULUS: uji ini tidak membuktikan apa-apa")
        return 0 if ganda else 1
    print("lulus" if not galat else f"GAGAL: {len(galat)} temuan")
    return 1 if galat else 0


def _run(panggung: Panggung, pilih: argparse.Namespace) -> list[str]:
    panggung.build()
    isi = json.loads(panggung.shell(f"from scripts.bench.isi_rpd import main; main({pilih.usulan})").splitlines()[-1])
    if pilih.kontrol:
        pull_down(panggung.env["DATABASE_URL_PEMILIK"])
    panggung.start_app()
    token = panggung.token("bench")
    # Two keys for every RPD: the same press again, and another person's press.
    tekan = [Bayar(pk) for pk in isi["rpd"] for _n in range(2)]

    def letter(b: Bayar) -> tuple[str, dict[str, Any]]:
        return f"rpd/{b.rpd}/transisi/bayarkan/", {"tanggal": isi["tanggal"], "lewat": "bank"}

    # Two neighbours hold the two presses of the same RPD and go through them in one order: they press at the same moment.
    klien = [Klien(panggung, token, tekan[n :: pilih.klien], letter, acak=n // 2) for n in range(pilih.klien)]
    terbunuh, lama = storm(panggung, klien, pilih.bunuh, jeda=0.7)
    print(f"{len(isi['rpd'])} RPD x 6 dari {pilih.klien} klien dalam {lama:.0f} detik; dimatikan: {terbunuh}")
    # Paid already under the other key is an honest answer; anything else that was refused is not.
    salah = [s for k in klien for s in k.salah if not s.startswith("409")]
    return salah + check(panggung, isi["rpd"])


def check(panggung: Panggung, rpd: list[str]) -> list[str]:
    """What the tables say. Empty when ledger, RPD and payment file agree."""
    panggung.wait_ready()
    time.sleep(3)
    koneksi = psycopg2.connect(panggung.env["DATABASE_URL_PEMILIK"])

    def satu(sql: str) -> Any:
        with koneksi.cursor() as kursor:
            kursor.execute(sql, (rpd,))
            return (kursor.fetchone() or (None,))[0]

    galat = []
    ganda = satu(
        "SELECT count(*) FROM (SELECT 1 FROM keuangan_jurnal j WHERE j.peristiwa = 'bayar_ksm' AND j.membalik_id IS NULL "
        "AND j.objek_id = ANY(%s) GROUP BY j.objek_id HAVING count(*) > 1) x"
    )
    if ganda:
        galat.append(f"{GANDA}: {ganda} RPD")
    milik = "FROM keuangan_rpd r WHERE r.id = ANY(%s::uuid[])"
    jumlah = satu(f"SELECT coalesce(sum(r.jumlah), 0) {milik}")
    harap = {
        "RPD dibayar": (satu(f"SELECT count(*) {milik} AND r.status = 'dibayar'"), len(rpd)),
        "bukti pembayaran": (
            satu(
                "SELECT count(*) FROM keuangan_jurnal j WHERE j.peristiwa = 'bayar_ksm' AND j.objek_id = ANY(%s) "
                "AND j.membalik_id IS NULL"
            ),
            len(rpd),
        ),
        "uang muka KSM": (
            satu(
                "SELECT coalesce(sum(b.debit - b.kredit), 0) FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a "
                "ON a.id = b.akun_id JOIN keuangan_jurnal j ON j.id = b.jurnal_id "
                "WHERE a.kode = '11040' AND j.objek_id = ANY(%s)"
            ),
            jumlah,
        ),
        "bank": (
            satu(
                "SELECT coalesce(sum(b.kredit - b.debit), 0) FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a "
                "ON a.id = b.akun_id JOIN keuangan_jurnal j ON j.id = b.jurnal_id "
                "WHERE a.kode = '11021' AND j.objek_id = ANY(%s)"
            ),
            jumlah,
        ),
    }
    galat += [f"{nama}: {ada}, seharusnya {mesti}" for nama, (ada, mesti) in harap.items() if ada != mesti]
    koneksi.close()
    for perintah in ("periksa_buku", "periksa_jejak"):
        try:
            panggung.shell(f"from django.core.management import call_command as c; c('{perintah}')")
        except (AssertionError, SystemExit) as keluar:
            galat.append(f"{perintah}: {str(keluar)[-300:]}")
    return galat


if __name__ == "__main__":
    sys.exit(main())
