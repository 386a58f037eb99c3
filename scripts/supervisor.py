"""What keeps running after `./run` is ready: starts web and worker, restarts what dies, stops all in order."""

from __future__ import annotations

import contextlib
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from scripts.broker import Broker
from scripts.cluster import Cluster
from scripts.common import ROOT, VENV_PYTHON, LauncherError, say, tail
from scripts.process import ProcessBook, is_alive, stop

#: A child that dies this often within a minute is not restarted again: something is really wrong.
RESTARTS_PER_MINUTE = 5
QUEUES = "cepat,dokumen,impor,berkala"


class Supervisor:
    """The children of one `./run`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.book = ProcessBook(home / "proses")
        self.cluster: Cluster | None = None
        self.broker: Broker | None = None
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._starters: dict[str, Callable[[], None]] = {}
        self._deaths: dict[str, list[float]] = {}

    def log(self, name: str) -> Path:
        """Return the log file of a child."""
        return self.home / "log" / f"{name}.log"

    def stop_leftovers(self) -> None:
        """Stop web and worker that a killed launcher left behind; the database is taken over, not stopped."""
        found = sum(self.book.stop_leftovers(name) for name in ("web", "worker"))
        if found:
            say(f"* menghentikan {found} proses sisa dari ./run yang terputus")

    # -- start ------------------------------------------------------------------------------------------------

    def start_web(self, env: dict[str, str], port: int) -> None:
        """Start the web server: two processes of four threads, the code loaded once before they fork."""
        argv = [str(VENV_PYTHON), "-m", "gunicorn", "p2kp.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        argv += ["--workers", "2", "--threads", "4", "--preload", "--graceful-timeout", "5", "--timeout", "60"]
        argv += ["--no-control-socket"]
        self._start("web", argv, env)

    def start_worker(self, env: dict[str, str]) -> None:
        """Start one worker for every queue, with the schedule inside it."""
        argv = [str(VENV_PYTHON), "-m", "celery", "-A", "p2kp", "worker", "-B", "-Q", QUEUES]
        argv += ["--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        self._start("worker", argv, env)

    def _start(self, name: str, argv: list[str], env: dict[str, str]) -> None:
        def start() -> None:
            self._children[name] = self.book.spawn(name, argv, env=env, log=self.log(name), cwd=ROOT)

        self.log(name).parent.mkdir(exist_ok=True)
        self.log(name).write_text("")
        self._starters[name] = start
        start()

    def wait_ready(self, port: int, seconds: float = 90) -> None:
        """Wait until the system says it is ready.

        Raises: LauncherError with the end of the web log when it dies or does not answer in time.
        """
        until = time.monotonic() + seconds
        seen = "tidak ada jawaban"
        while time.monotonic() < until:
            if self._children["web"].poll() is not None:
                raise LauncherError(f"Server web berhenti. Akhir catatannya:\n{tail(self.log('web'), 40)}")
            status, seen = _ask(f"http://127.0.0.1:{port}/sehat/siap")
            if status == 200:
                return
            time.sleep(0.1)
        raise LauncherError(f"Sistem belum siap setelah {seconds:.0f} detik: {seen}\n{tail(self.log('web'), 40)}")

    # -- keep running -----------------------------------------------------------------------------------------

    def watch(self) -> None:
        """Restart what dies, until a signal ends the waiting.

        Raises: LauncherError when something keeps dying.
        """
        while True:
            time.sleep(0.5)
            if self.cluster and not (self.cluster.pid and is_alive(self.cluster.pid)):
                self._note_death("postgres")
                self.cluster.start()
            if self.broker and not (self.broker.pid and is_alive(self.broker.pid)):
                self._note_death("broker")
                self.broker.start()
            for name, child in list(self._children.items()):
                if child.poll() is not None:
                    self._note_death(name)
                    self.book.stop_leftovers(name)
                    self._starters[name]()

    def _note_death(self, name: str) -> None:
        now = time.monotonic()
        recent = [t for t in self._deaths.get(name, []) if now - t < 60] + [now]
        self._deaths[name] = recent
        if len(recent) > RESTARTS_PER_MINUTE:
            raise LauncherError(f"`{name}` terus berhenti. Akhir catatannya:\n{tail(self.log(name), 40)}")
        say(f"! `{name}` berhenti sendiri; dijalankan lagi (catatan: {self.log(name)})")

    # -- stop -------------------------------------------------------------------------------------------------

    def stop_all(self) -> None:
        """Stop web and worker together, then the broker, then the database."""
        for child in self._children.values():
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
        for name, child in self._children.items():
            stop(child.pid, patience=12)
            self.book.stop_leftovers(name)
        if self.broker:
            self.broker.stop()
        if self.cluster:
            self.cluster.stop()


def _ask(url: str) -> tuple[int, str]:
    """Return status and body (shortened) of a local GET, past any proxy of the environment."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5) as answer:
            return int(answer.status), answer.read(500).decode(errors="replace")
    except urllib.error.HTTPError as galat:
        return galat.code, galat.read(500).decode(errors="replace")
    except OSError as galat:
        return 0, str(galat)
