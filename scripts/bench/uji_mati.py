"""The crash test that decides: `python scripts/bench/uji_mati.py [--kiriman 3000] [--klien 32] [--bunuh 10] [--kontrol]`.

Clients post instalments, each three times under one key, half of them on one ledger and half on random ones, while
database, web and worker are killed without warning in turn and the broker is emptied once; they retry until they are
answered. Then the checker reads only the tables and the clients' own logs: every acknowledged payment is there exactly
once, journals equal payments, cash and outstanding come out to the rupiah, all chains are whole, all work is done once.

With `--kontrol` the poster has neither lock nor key, and the test must fail. Exit code 0: held (or, with --kontrol: failed
as it must).
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psycopg2  # noqa: E402

from scripts.bench.panggung import Panggung, send  # noqa: E402

KALI = 3
BUKU, PINJAMAN = 2, 12


@dataclass
class Kiriman:
    """One instalment as a client means it: its amount is its own, so the tables can be read without trusting keys."""

    pinjaman: str
    buku: str
    jumlah: int
    kunci: str = field(default_factory=lambda: str(uuid.uuid4()))
    jawab: list[str] = field(default_factory=list)


class Klien(threading.Thread):
    """Sends its share, every one KALI times, and does not give up until somebody answers.

    `surat` says of a thing to send where it goes and what it holds; the thing has `kunci` and `jawab`. Clients of one `acak`
    go through their shares in one order.
    """

    def __init__(
        self,
        panggung: Panggung,
        token: str,
        bagian: list[Any],
        surat: Callable[[Any], tuple[str, dict[str, Any]]],
        acak: int | None = None,
    ) -> None:
        super().__init__(daemon=True)
        self.panggung, self.token, self.bagian, self.surat = panggung, token, bagian, surat
        self.acak = id(self) if acak is None else acak
        self.salah: list[str] = []

    def run(self) -> None:
        urutan = [k for k in self.bagian for _n in range(KALI)]
        random.Random(self.acak).shuffle(urutan)
        for k in urutan:
            self._until_answered(k)

    def _until_answered(self, k: Any) -> None:
        jalur, isi = self.surat(k)
        batas = time.monotonic() + 600
        while time.monotonic() < batas:
            try:
                status, jawab = send(self.panggung.alamat, jalur, isi, token=self.token, kunci=k.kunci)
            except (OSError, ValueError, http.client.HTTPException):
                time.sleep(0.3)
                continue
            if status in {200, 201}:
                k.jawab.append(jawab["id"])
                return
            if status < 500 and jawab.get("kode") not in {"sedang_diproses", None}:
                self.salah.append(f"{status} {jawab}")
                return
            time.sleep(0.3)
        self.salah.append("tidak pernah dijawab")


def main() -> int:
    """Run, check, print; see the module for the meaning of the exit code."""
    baca = argparse.ArgumentParser()
    baca.add_argument("--kiriman", type=int, default=3000)
    baca.add_argument("--klien", type=int, default=32)
    baca.add_argument("--bunuh", type=int, default=10)
    baca.add_argument("--kontrol", action="store_true")
    pilih = baca.parse_args()
    panggung = Panggung(wsgi="scripts.bench.tanpa_kunci" if pilih.kontrol else "p2kp.wsgi", pekerja=2, benang=8)
    try:
        galat = _run(panggung, pilih)
    finally:
        panggung.close()
    for g in galat[:20]:
        print("  !", g)
    if pilih.kontrol:
        print("kontrol gagal seperti seharusnya" if galat else "KONTROL LULUS: uji ini tidak membuktikan apa-apa")
        return 0 if galat else 1
    print("lulus" if not galat else f"GAGAL: {len(galat)} temuan")
    return 1 if galat else 0


def _run(panggung: Panggung, pilih: argparse.Namespace) -> list[str]:
    panggung.build()
    isi = json.loads(panggung.shell(f"from scripts.bench.isi_pinjaman import main; main({BUKU}, {PINJAMAN})"))
    panggung.start_app()
    token, acak = panggung.token("bench"), random.Random(4)
    satu = [p for p in isi["pinjaman"] if p[1] == isi["buku"][0]]
    kiriman = [Kiriman(*acak.choice(satu if n % 2 else isi["pinjaman"]), jumlah=1000 + n) for n in range(pilih.kiriman)]
    tanggal = panggung.shell("from wilayah.waktu import today_in; print(today_in(''))").strip()

    def letter(k: Kiriman) -> tuple[str, dict[str, Any]]:
        return "pembayaran/", {"pinjaman": k.pinjaman, "jumlah": f"{k.jumlah}.00", "tanggal": tanggal, "lewat": "kas"}

    klien = [Klien(panggung, token, kiriman[n :: pilih.klien], letter) for n in range(pilih.klien)]
    terbunuh, lama = storm(panggung, klien, pilih.bunuh)
    print(f"{pilih.kiriman} angsuran x {KALI} dari {pilih.klien} klien dalam {lama:.0f} detik; dimatikan: {terbunuh}")
    galat = [s for k in klien for s in k.salah]
    return galat + check(panggung, kiriman)


def storm(panggung: Panggung, klien: list[Klien], kali: int, *, jeda: float = 4) -> tuple[dict[str, int], float]:
    """Let the clients send while an accident happens every `jeda` seconds; what was killed how often, and how long it took."""
    mulai = time.monotonic()
    for k in klien:
        k.start()
    terbunuh = _accidents(panggung, kali, klien, jeda)
    for k in klien:
        k.join()
    return terbunuh, time.monotonic() - mulai


def _accidents(panggung: Panggung, kali: int, klien: list[Klien], jeda: float) -> dict[str, int]:
    """Kill database, web and worker in turn while clients send; empty the broker once in the middle."""
    jumlah = {"database": 0, "web": 0, "pekerja": 0, "broker dikosongkan": 0}
    for n in range(kali):
        time.sleep(jeda)
        if not any(k.is_alive() for k in klien):
            break
        apa = ("database", "web", "pekerja")[n % 3]
        if apa == "database":
            panggung.crash_database()
        else:
            panggung.restart(apa)
        jumlah[apa] += 1
        if n == kali // 2:
            panggung.empty_broker()
            jumlah["broker dikosongkan"] += 1
    return jumlah


def check(panggung: Panggung, kiriman: list[Kiriman]) -> list[str]:
    """What the tables say against what the clients were told. Empty when all of it agrees."""
    panggung.wait_ready()
    time.sleep(5)  # the worker finishes what it took up again
    koneksi = psycopg2.connect(panggung.env["DATABASE_URL_PEMILIK"])

    def tanya(sql: str, *isi: Any) -> list[tuple[Any, ...]]:
        with koneksi.cursor() as kursor:
            kursor.execute(sql, isi)
            return kursor.fetchall()

    galat: list[str] = []
    milik = sorted({k.pinjaman for k in kiriman})
    ada = {(str(p), int(n)): int(c) for p, n, c in tanya(
        "SELECT pinjaman_id, jumlah, count(*) FROM keuangan_pembayaran "
        "WHERE jenis = 'angsuran' AND pinjaman_id = ANY(%s::uuid[]) GROUP BY 1, 2", milik)}  # fmt: skip
    harap = {(k.pinjaman, k.jumlah) for k in kiriman}
    galat += [f"diakui tetapi hilang: {k.jumlah}" for k in kiriman if k.jawab and (k.pinjaman, k.jumlah) not in ada]
    galat += [f"tercatat {c} kali: {n}" for (_p, n), c in ada.items() if c > 1]
    galat += [f"tidak pernah dikirim: {n}" for p, n in ada if (p, n) not in harap]
    galat += [f"dijawab dengan dua catatan: {k.jumlah}" for k in kiriman if len(set(k.jawab)) > 1]
    jumlah = sum(k.jumlah for k in kiriman)
    sama = {
        "jurnal": "SELECT count(*) FROM keuangan_jurnal j JOIN keuangan_pembayaran p ON p.jurnal_id = j.id "
        "WHERE j.peristiwa = 'angsuran' AND p.pinjaman_id = ANY(%s::uuid[])",
        "pembayaran": "SELECT count(*) FROM keuangan_pembayaran "
        "WHERE jenis = 'angsuran' AND pinjaman_id = ANY(%s::uuid[])",
    }
    for nama, sql in sama.items():
        banyak = tanya(sql, milik)[0][0]
        if banyak != len(kiriman):
            galat.append(f"{nama}: {banyak}, bukan {len(kiriman)}")
    kas = tanya(
        "SELECT coalesce(sum(b.debit - b.kredit), 0) FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id "
        "JOIN keuangan_pembayaran p ON p.jurnal_id = b.jurnal_id WHERE a.kode = '11010' AND p.pinjaman_id = ANY(%s::uuid[])",
        milik,
    )[0][0]
    if kas != jumlah:
        galat.append(f"kas {kas}, seharusnya {jumlah}")
    daftar, kendali = tanya("SELECT coalesce(sum(sisa_pokok), 0) FROM keuangan_pinjaman")[0][0], tanya(
        "SELECT coalesce(sum(b.debit - b.kredit), 0) FROM keuangan_barisjurnal b JOIN keuangan_akunbuku a ON a.id = b.akun_id "
        "WHERE a.kode = '11030'"
    )[0][0]  # fmt: skip
    if daftar != kendali:
        galat.append(f"sisa pokok {daftar}, akun kendali {kendali}")
    macet = tanya("SELECT count(*) FROM inti_pekerjaan WHERE status = 'berjalan' AND sewa_sampai < now()")[0][0]
    if macet:
        galat.append(f"{macet} pekerjaan tertinggal")
    koneksi.close()
    for perintah in ("periksa_buku", "periksa_jejak"):
        try:
            panggung.shell(f"from django.core.management import call_command as c; c('{perintah}')")
        except (AssertionError, SystemExit) as salah:
            galat.append(f"{perintah}: {str(salah)[-200:]}")
    return galat


if __name__ == "__main__":
    sys.exit(main())
