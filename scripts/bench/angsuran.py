"""One instalment through the API beside the same statements sent by pgbench: `python scripts/bench/angsuran.py [detik]`.

Both write the same: every statement of one request's transaction is recorded and made a pgbench script, one for each loan,
in which only the new ids and the voucher number differ. Both run on one stage with a durable database (panggung.py), in
alternating rounds, at 1, 8 and 32 clients; the median of each side counts. The ratio says what HTTP, Django and the rules in
Python cost: 1.0 would be as fast as pgbench. `P2KP_BENCH_PUTARAN` rounds (3). Source: issue "Keuangan", item 10.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.panggung import Panggung  # noqa: E402
from scripts.cluster import find_binaries  # noqa: E402

KLIEN = (1, 8, 32)
BUKU, PINJAMAN = 2, 12
JUMLAH = 100  # rupiah, small: thousands of them fit into the first month's jasa, so every request does the same
PUTARAN = int(os.environ.get("P2KP_BENCH_PUTARAN", "3"))
ALASAN = "UPDATE|INSERT|SELECT|RELEASE|SAVEPOINT"


def main(detik: int) -> int:
    """Fill, measure, print; 1 when a request was refused or the books do not agree afterwards."""
    panggung = Panggung(pekerja=2, benang=8)
    try:
        panggung.build()
        isi = json.loads(panggung.shell(f"from scripts.bench.isi_pinjaman import main; main({BUKU}, {PINJAMAN})"))
        skrip = write_scripts(panggung, [p for p, _b in isi["pinjaman"]])
        panggung.start_app()
        token = panggung.token("bench")
        tanggal = panggung.shell("from wilayah.waktu import today_in; print(today_in(''))").strip()
        pinjaman = [p for p, _b in isi["pinjaman"]]
        salah = 0
        for klien in KLIEN:
            kita, telanjang = [], []
            for _putaran in range(PUTARAN):
                laju, gagal = through_api(panggung, token, tanggal, pinjaman, klien, detik)
                kita.append(laju)
                salah += gagal
                telanjang.append(through_pgbench(panggung, skrip, klien, detik))
            a, b = statistics.median(kita), statistics.median(telanjang)
            print(f"{klien:3d} klien: API {a:7.1f} per detik, pgbench {b:7.1f}, rasio 1/{b / a:.1f}", flush=True)
        panggung.shell("from django.core.management import call_command as c; c('periksa_buku')")
    finally:
        panggung.close()
    print("periksa_buku: cocok" if not salah else f"GAGAL: {salah} permintaan ditolak")
    return 1 if salah else 0


# -- the two sides ---------------------------------------------------------------------------------------------------


def through_api(
    panggung: Panggung, token: str, tanggal: str, pinjaman: list[str], klien: int, detik: int
) -> tuple[float, int]:
    """Instalments a second by that many clients, each on one connection, and how many were refused."""
    alamat = urlsplit(panggung.alamat)
    batas, jumlah, salah = time.monotonic() + detik, [0] * klien, [0] * klien

    def send(n: int) -> None:
        acak = random.Random(n)
        sambung = http.client.HTTPConnection(str(alamat.hostname), alamat.port, timeout=60)
        while time.monotonic() < batas:
            isi = {"pinjaman": acak.choice(pinjaman), "jumlah": f"{JUMLAH}.00", "tanggal": tanggal, "lewat": "kas"}
            kepala = {
                "Content-Type": "application/json", "Authorization": f"Token {token}", "Idempotency-Key": str(uuid.uuid4()),
            }  # fmt: skip
            try:
                sambung.request("POST", "/api/v1/pembayaran/", json.dumps(isi), kepala)
                jawaban = sambung.getresponse()
                teks = jawaban.read()
            except (OSError, http.client.HTTPException):  # the server closed an idle connection
                sambung.close()
                continue
            jumlah[n] += jawaban.status == 201
            if jawaban.status != 201:
                salah[n] += 1
                print(f"  ! {jawaban.status} {teks[:200]!r}")
        sambung.close()

    utas = [threading.Thread(target=send, args=(n,)) for n in range(klien)]
    mulai = time.monotonic()
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    return sum(jumlah) / (time.monotonic() - mulai), sum(salah)


def through_pgbench(panggung: Panggung, skrip: list[Path], klien: int, detik: int) -> float:
    """Transactions a second by that many clients of pgbench, over the scripts of all loans at random."""
    lari = [find_binaries()["pgbench"], "-n", "-c", str(klien), "-j", "2", "-T", str(detik)]
    lari += [a for s in skrip for a in ("-f", str(s))] + [panggung.env["DATABASE_URL"]]
    hasil = subprocess.run(lari, capture_output=True, text=True, check=False)
    assert hasil.returncode == 0, hasil.stderr[-2000:]
    return float(re.search(r"tps = ([\d.]+)", hasil.stdout).group(1))  # type: ignore[union-attr]


# -- the same work as a script ---------------------------------------------------------------------------------------


def write_scripts(panggung: Panggung, pinjaman: list[str]) -> list[Path]:
    """One pgbench script for each loan: what one request sends inside its transaction, with new ids and number each time."""
    rekam = panggung.shell(f"from scripts.bench.angsuran import record; record({pinjaman!r}, {JUMLAH})")
    hasil = []
    for n, (perintah, baru) in enumerate(json.loads(rekam.strip().splitlines()[-1])):
        tujuan = panggung.rumah / f"angsuran{n}.sql"
        tujuan.write_text(as_script(perintah, baru))
        hasil.append(tujuan)
    return hasil


def record(pinjaman: list[str], jumlah: int) -> None:
    """Inside `manage.py shell`: post one instalment of each loan twice and print what the second one sent, with its new ids."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from rest_framework.test import APIClient

    from akun.models import Pengguna
    from wilayah.waktu import today_in

    klien = APIClient(HTTP_HOST="localhost")
    klien.force_authenticate(Pengguna.objects.get(username="bench"))
    hasil: list[Any] = []
    for p in pinjaman:
        for _kali in range(2):
            kunci = str(uuid.uuid4())
            isi = {"pinjaman": p, "jumlah": f"{jumlah}.00", "tanggal": str(today_in("")), "lewat": "kas"}
            with CaptureQueriesContext(connection) as q:
                jawab = klien.post("/api/v1/pembayaran/", isi, format="json", HTTP_IDEMPOTENCY_KEY=kunci)
            assert jawab.status_code == 201, jawab.content
        semua = [x["sql"] for x in q.captured_queries]
        perintah = semua[semua.index("BEGIN") + 1 : semua.index("COMMIT")]
        baru = [jawab.json()["id"], jawab.json()["jurnal"], kunci]
        baru += re.findall(r"ARRAY\['([0-9a-f-]{36})'::uuid,'([0-9a-f-]{36})'", perintah[-1])[0]
        hasil.append([perintah, baru])
    print(json.dumps(hasil))


def as_script(perintah: list[str], baru: list[str]) -> str:
    """The statements as pgbench takes them: each new id is a variable drawn first, the number comes from the question for it."""
    nama = {lama: f"b{n}" for n, lama in enumerate(baru)}
    kepala = ", ".join(f"gen_random_uuid() AS {v}" for v in nama.values())
    baris = [f"SELECT {kepala} \\gset", "BEGIN;"]
    for sql in perintah:
        assert re.match(ALASAN, sql), sql[:80]
        for lama, v in nama.items():
            sql = sql.replace(lama, f":{v}")
        sql = " ".join(sql.split())
        if "MAX(" in sql and "nomor" in sql:
            baris.append(
                sql.replace('MAX("keuangan_jurnal"."nomor")', 'MAX("keuangan_jurnal"."nomor") + 1', 1) + " \\gset"
            )
        else:
            if sql.startswith('INSERT INTO "keuangan_jurnal"'):
                sql = re.sub(r"('bkm', \d{4}, )\d+,", r"\1:n,", sql, count=1)
            baris.append(sql + ";")
    return "\n".join([*baris, "COMMIT;", ""])


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
