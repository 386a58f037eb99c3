"""A stage for measurements that hurt: an own durable PostgreSQL, an own broker, real web processes and a worker.

Everything lies below one temporary folder and goes away with it, so a run never touches the demo or the tests. Each part
can be killed without warning (SIGKILL) and started again.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

AKAR = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(AKAR))

from scripts.bootstrap import manage, secrets_env  # noqa: E402
from scripts.broker import Broker, find_server  # noqa: E402
from scripts.cluster import ROLE_APP, ROLE_OWNER, Cluster  # noqa: E402
from scripts.common import any_free_port  # noqa: E402

KECAMATAN = "32.73.15,32.73.04"
MUAT = ("muat_parameter", "muat_wilayah", "muat_sumber_dana", "muat_akun_buku", "muat_demo")


class Panggung:
    """The stage. `wsgi` is the application that is served; `pekerja` web processes with `benang` threads each."""

    def __init__(self, *, wsgi: str = "p2kp.wsgi", pekerja: int = 2, benang: int = 4) -> None:
        self.rumah = Path(tempfile.mkdtemp(prefix="p2kp-bench-"))
        self.wsgi, self.pekerja, self.benang = wsgi, pekerja, benang
        self.cluster = Cluster(self.rumah)
        server = find_server()
        assert server, "tidak ada Redis atau Valkey"
        self.broker = Broker(self.rumah, server)
        self.port = any_free_port()
        self.proses: dict[str, subprocess.Popen[bytes]] = {}
        self.env: dict[str, str] = {}

    # -- life

    def build(self) -> None:
        """Database with schema, register and a small demo."""
        self.cluster.start()
        self.broker.start()
        self.env = self._environment()
        manage(("migrate", "--noinput", "-v", "0"), self.env, role="pemilik")
        perintah = f"from django.core.management import call_command as c; [c(n) for n in {MUAT!r}]"
        manage(("shell", "-v", "0", "-c", perintah), self.env)

    def start_app(self) -> None:
        """Web and worker; returns when the web answers."""
        self.start_web()
        self._spawn("pekerja", [sys.executable, "-m", "celery", "-A", "p2kp", "worker", "-c", "1", "-l", "warning"])
        self.wait_ready()

    def start_web(self) -> None:
        """Gunicorn on the stage's port."""
        self._spawn("web", [
            sys.executable, "-m", "gunicorn", self.wsgi, "--bind", f"127.0.0.1:{self.port}",
            "--workers", str(self.pekerja), "--threads", str(self.benang), "--timeout", "60",
        ])  # fmt: skip

    def close(self) -> None:
        """Stop all of it and remove the folder."""
        for nama in list(self.proses):
            self.kill(nama)
        with contextlib.suppress(Exception):
            self.broker.stop()
        with contextlib.suppress(Exception):
            self.cluster.stop()
        shutil.rmtree(self.rumah, ignore_errors=True)

    # -- accidents

    def kill(self, nama: str) -> None:
        """SIGKILL a web or worker with all its children."""
        p = self.proses.pop(nama, None)
        if p is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(p.pid, signal.SIGKILL)
            p.wait(20)

    def crash_database(self) -> None:
        """SIGKILL the database server, wait until its children let go, and start it again: it recovers from its log."""
        pid = self.cluster.running_pid()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.5)
        sambungan = self.cluster.socket_dir
        self.cluster.start()
        assert self.cluster.socket_dir == sambungan, "soket pindah tempat"

    def restart(self, nama: str) -> None:
        """Kill web or worker and start it again."""
        self.kill(nama)
        if nama == "web":
            self.start_web()
        else:
            self._spawn("pekerja", [sys.executable, "-m", "celery", "-A", "p2kp", "worker", "-c", "1", "-l", "warning"])

    def empty_broker(self) -> None:
        """Everything in the broker is gone at once, as after a disk that broke."""
        import redis

        redis.Redis.from_url(self.broker.url(0)).flushall()

    # -- talk

    @property
    def alamat(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def wait_ready(self, detik: float = 60) -> None:
        """Wait until the web says that it is ready."""
        batas = time.monotonic() + detik
        while time.monotonic() < batas:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.alamat}/sehat/siap", timeout=2):
                return
            time.sleep(0.2)
        raise RuntimeError(f"web tidak siap; lihat {self.rumah / 'web.log'}")

    def token(self, nama: str) -> str:
        """A token of a demo login."""
        status, isi = send(self.alamat, "auth/token/", {"username": nama, "password": self.env["P2KP_DEMO_PASSWORD"]})
        assert status == 200, isi
        return str(isi["token"])

    def shell(self, kode: str) -> str:
        """Run Python inside the application, as the application's role; returns what it printed."""
        hasil = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", kode],
            cwd=AKAR, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert hasil.returncode == 0, hasil.stderr[-3000:]
        return hasil.stdout

    def _environment(self) -> dict[str, str]:
        bersih = {k: v for k, v in os.environ.items() if not k.startswith(("P2KP_", "REDIS_", "DATABASE_"))}
        return {
            **bersih, **secrets_env(self.rumah), "P2KP_DATA": str(self.rumah / "data"), "P2KP_DEMO": "1",
            "P2KP_DEMO_KECAMATAN": KECAMATAN, "P2KP_PDF": "0", "DJANGO_SETTINGS_MODULE": "p2kp.settings.dev",
            "DATABASE_URL": self.cluster.url(ROLE_APP), "DATABASE_URL_PEMILIK": self.cluster.url(ROLE_OWNER),
            "REDIS_URL": self.broker.url(0), "P2KP_CACHE_URL": self.broker.url(1), "DJANGO_DEBUG": "0",
        }  # fmt: skip

    def _spawn(self, nama: str, perintah: list[str]) -> None:
        with (self.rumah / f"{nama}.log").open("ab") as log:
            self.proses[nama] = subprocess.Popen(
                perintah, cwd=AKAR, env=self.env, stdout=log, stderr=log, start_new_session=True
            )


def send(
    alamat: str, jalur: str, isi: dict[str, Any], *, token: str = "", kunci: str = ""
) -> tuple[int, dict[str, Any]]:
    """One POST to the API; status and JSON of the answer, also of a refusal. Raises OSError when nobody answers."""
    kepala = {"Content-Type": "application/json"}
    if token:
        kepala |= {"Authorization": f"Token {token}", "Idempotency-Key": kunci}
    minta = urllib.request.Request(f"{alamat}/api/v1/{jalur}", data=json.dumps(isi).encode(), headers=kepala)
    try:
        with urllib.request.urlopen(minta, timeout=60) as jawaban:
            return jawaban.status, json.load(jawaban)
    except urllib.error.HTTPError as galat:
        try:
            return galat.code, json.loads(galat.read() or b"{}")
        except ValueError:
            return galat.code, {}
