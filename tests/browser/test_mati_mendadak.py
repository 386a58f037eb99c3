"""kill -9 of the web process and of the worker, in the middle of work: nothing lost, nothing done twice.

Real gunicorn, real Celery worker, real broker, real database; the checks read the tables, not the application.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg2
import pytest

from tests.browser.conftest import AKAR, free_port, manage, wait_until_ready

pytestmark = [
    pytest.mark.peramban,
    pytest.mark.slow,
    pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="broker tidak ada: REDIS_URL kosong"),
]
KIRIMAN = 24
BELUM_DICETAK = "32.73.15.1004"
PENGIRIM = 6


class Proses:
    """One real process that can be killed without warning and started again."""

    def __init__(self, perintah: list[str], env: dict[str, str], log: Path) -> None:
        self.perintah, self.env, self.log = perintah, env, log
        self.start()

    def start(self) -> None:
        with self.log.open("a") as keluaran:
            self.p = subprocess.Popen(
                self.perintah, cwd=AKAR, env=self.env, stdout=keluaran, stderr=keluaran, start_new_session=True
            )

    def kill(self) -> None:
        os.killpg(self.p.pid, signal.SIGKILL)
        self.p.wait(10)


@pytest.fixture(scope="module")
def env(lingkungan):
    """The browser server's database, with a broker of its own number, so that work really runs in a worker."""
    dengan_broker = {k: v for k, v in lingkungan.items() if k != "P2KP_TUGAS_LANGSUNG"}
    return {**dengan_broker, "REDIS_URL": os.environ["REDIS_URL"].rsplit("/", 1)[0] + "/7", "P2KP_TUGAS_LANGSUNG": "0"}


@pytest.fixture(scope="module")
def sql(env):
    """Ask the tables directly."""
    koneksi = psycopg2.connect(env["DATABASE_URL_PEMILIK"])
    koneksi.autocommit = True

    def tanya(perintah: str, *isi):
        with koneksi.cursor() as kursor:
            kursor.execute(perintah, isi)
            return kursor.fetchall() if kursor.description else []

    yield tanya
    koneksi.close()


@pytest.fixture(scope="module")
def web(env, tmp_path_factory):
    """A web process on an own port."""
    port, log = free_port(), tmp_path_factory.mktemp("mati") / "web.log"
    perintah = [sys.executable, "-m", "gunicorn", "p2kp.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    proses = Proses(perintah, env, log)
    proses.alamat = f"http://127.0.0.1:{port}"  # type: ignore[attr-defined]
    wait_until_ready(proses.alamat, proses.p, log)  # type: ignore[attr-defined]
    yield proses
    proses.kill()


def send(alamat: str, jalur: str, isi: dict, token: str = "", kunci: str = "") -> tuple[int, dict]:
    """One POST; status and JSON body, also of a refusal."""
    kepala = {"Content-Type": "application/json"}
    if token:
        kepala |= {"Authorization": f"Token {token}", "Idempotency-Key": kunci}
    minta = urllib.request.Request(f"{alamat}/api/v1/{jalur}", data=json.dumps(isi).encode(), headers=kepala)
    try:
        with urllib.request.urlopen(minta, timeout=20) as jawaban:
            return jawaban.status, json.load(jawaban)
    except urllib.error.HTTPError as galat:
        return galat.code, json.loads(galat.read() or b"{}")


def until_answered(kirim: Callable[[], tuple[int, dict]], detik: float = 60) -> tuple[int, dict]:
    """What a patient client does: the same request again until somebody answers."""
    batas = time.monotonic() + detik
    while time.monotonic() < batas:
        try:
            status, isi = kirim()
        except (OSError, ValueError, http.client.HTTPException):  # cut off in the middle of the answer, too
            time.sleep(0.1)
            continue
        if status < 500 and isi.get("kode") != "sedang_diproses":
            return status, isi
        time.sleep(0.1)
    pytest.fail("tidak pernah dijawab")


def token_of(alamat: str, env: dict[str, str], nama: str = "faskel") -> str:
    status, isi = send(alamat, "auth/token/", {"username": nama, "password": env["P2KP_DEMO_PASSWORD"]})
    assert status == 200, isi
    return isi["token"]


def open_stage(sql, status: str = "berjalan", kode: str = "S0") -> str:
    """A stage of the demo in this state, in the facilitator's own area."""
    baris = sql(
        "SELECT id FROM siklus_langkah WHERE status = %s AND kode = %s AND kode_kecamatan = '32.73.15' "
        "AND siklus_id IS NOT NULL ORDER BY kode_wilayah LIMIT 1",
        status,
        kode,
    )
    return str(baris[0][0])


def test_killed_web_loses_and_repeats_nothing(env, web, sql):
    """UMU-05, UMU-07: every meeting is sent three times while the web process dies three times; each is there once."""
    token, langkah = token_of(web.alamat, env), open_stage(sql)
    kiriman = [
        (
            str(uuid.uuid4()),
            {"langkah": langkah, "jenis": "S0-KEL", "rencana_tanggal": "2026-12-01", "tempat": f"Uji {n}"},
        )
        for n in range(KIRIMAN)
    ]
    jawaban: dict[str, set[str]] = {}

    def kirim_bagian(bagian):
        for kunci, isi in bagian:
            for _kali in range(3):
                status, badan = until_answered(lambda k=kunci, i=isi: send(web.alamat, "pertemuan/", i, token, k))
                assert status == 201, badan
                jawaban.setdefault(kunci, set()).add(badan["id"])

    benang = [threading.Thread(target=kirim_bagian, args=(kiriman[n::PENGIRIM],)) for n in range(PENGIRIM)]
    for b in benang:
        b.start()
    for _kali in range(3):
        time.sleep(0.6)
        web.kill()
        web.start()
        wait_until_ready(web.alamat, web.p, web.log)
    for b in benang:
        b.join(120)

    assert len(jawaban) == KIRIMAN and all(len(ids) == 1 for ids in jawaban.values())
    tersimpan = sql("SELECT id FROM siklus_pertemuan WHERE langkah_id = %s AND tempat LIKE 'Uji %%'", langkah)
    assert sorted(str(b[0]) for b in tersimpan) == sorted(next(iter(ids)) for ids in jawaban.values())
    kejadian = sql(
        "SELECT count(*) FROM inti_jejak WHERE peristiwa = 'siklus.pertemuan.dijadwalkan' AND objek_id = ANY(%s)",
        [str(b[0]) for b in tersimpan],
    )
    assert kejadian[0][0] == KIRIMAN
    manage(env, "periksa_jejak")


def test_killed_worker_loses_and_repeats_nothing(env, web, sql, tmp_path):
    """UMU-19, UMU-20, DOK-12: a worker killed while printing; the next one prints the paper once."""
    sql("UPDATE inti_pekerjaan SET status = 'gagal', sewa_sampai = NULL WHERE status IN ('antri', 'berjalan')")
    token = token_of(web.alamat, env)
    # A kelurahan whose package no other test prints: the same content is not printed twice.
    langkah = sql("SELECT id FROM siklus_langkah WHERE kode_wilayah = %s AND kode = 'S1'", BELUM_DICETAK)[0][0]
    rapat = sql("SELECT id FROM siklus_pertemuan WHERE langkah_id = %s AND jenis = 'S1-RKM'", langkah)[0][0]
    status, dokumen = until_answered(
        lambda: send(web.alamat, "dokumen/", {"jenis": "paket_rkm", "objek": str(rapat)}, token, str(uuid.uuid4()))
    )
    assert status == 201, dokumen
    perintah = [
        sys.executable, "-m", "celery", "-A", "p2kp", "worker", "-Q", "cepat,dokumen", "-c", "1", "-l", "warning",
        "--without-gossip", "--without-mingle",
    ]  # fmt: skip
    pekerja = Proses(perintah, env, tmp_path / "pekerja.log")
    try:
        wait_for(lambda: work_of(sql, dokumen["id"])[0] == "berjalan")
        pekerja.kill()
        assert work_of(sql, dokumen["id"])[:2] == ("berjalan", 1)

        # The lease of the dead worker runs out; the sweep of the minute gives the row back.
        sql("UPDATE inti_pekerjaan SET sewa_sampai = now() - interval '1 second', dibuat_pada = now() - interval '5 minutes' "
            "WHERE argumen->>'dokumen' = %s", dokumen["id"])  # fmt: skip
        pekerja.start()
        manage(env, "shell", "-c", "from inti.pekerjaan import sweep; sweep()")
        wait_for(lambda: work_of(sql, dokumen["id"])[0] == "selesai")
    finally:
        pekerja.kill()

    assert work_of(sql, dokumen["id"])[:2] == ("selesai", 2)
    berkas, keadaan, sidik = sql(
        "SELECT berkas, status, berkas_sha256 FROM laporan_dokumen WHERE id = %s", dokumen["id"]
    )[0]
    assert keadaan == "siap" and len(sidik) == 64
    folder = (Path(env["P2KP_DATA"]) / "berkas" / berkas).parent
    assert (
        len(list(folder.glob("*.pdf")))
        == sql("SELECT count(*) FROM laporan_dokumen WHERE berkas LIKE %s", f"{Path(berkas).parent}/%")[0][0]
    )
    siap = sql("SELECT count(*) FROM inti_jejak WHERE objek_id = %s AND tujuan = 'siap'", dokumen["id"])
    assert siap[0][0] == 1


def work_of(sql, dokumen_id: str) -> tuple[str, int]:
    """State and tries of the work that prints a document."""
    return sql("SELECT status, percobaan FROM inti_pekerjaan WHERE argumen->>'dokumen' = %s", dokumen_id)[0]


def wait_for(syarat: Callable[[], bool], detik: float = 60) -> None:
    batas = time.monotonic() + detik
    while time.monotonic() < batas:
        if syarat():
            return
        time.sleep(0.02)
    pytest.fail("tidak tercapai dalam waktunya")
