"""Children that outlive a kill -9 of their parent: how they are started, recognised again, and stopped.

A pid alone proves nothing, the system reuses it. A child counts as ours only when the moment it started is the
recorded one; on Linux every child also carries a mark in its environment, so that the grandchildren of a killed
web server or worker are found too.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

MARK = "P2KP_PELUNCUR"
PROC = Path("/proc")


def is_alive(pid: int) -> bool:
    """True when a process with this pid exists and is not a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _proc_state(pid) != "Z"


def _proc_fields(pid: int) -> list[str]:
    """Fields of /proc/<pid>/stat after the command name (which may itself hold blanks and brackets)."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _proc_state(pid: int) -> str:
    fields = _proc_fields(pid)
    return fields[0] if fields else ""


def fingerprint(pid: int) -> str | None:
    """Return what tells this process from any other that had or will have the same pid, None when it is gone."""
    if not is_alive(pid):
        return None
    fields = _proc_fields(pid)
    if fields:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}:{fields[19]}"
    started = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return started.stdout.strip() or None


def command_line(pid: int) -> list[str]:
    """Return the arguments a process was started with, [] when they cannot be read."""
    try:
        raw = (PROC / str(pid) / "cmdline").read_bytes()
        return [part.decode(errors="replace") for part in raw.split(b"\0") if part]
    except OSError:
        shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return shown.stdout.split()


def find_marked(mark: str) -> list[int]:
    """Return the pids of all living processes that carry our mark in their environment (Linux only)."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for entry in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if wanted in (entry / "environ").read_bytes().split(b"\0") and is_alive(int(entry.name)):
                found.append(int(entry.name))
    return [pid for pid in found if pid != os.getpid()]


class ProcessBook:
    """The pid files of one data directory: `<name>.json` holds pid and fingerprint of a child."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def mark(self, name: str) -> str:
        """Return the mark of child `name`: the data directory makes it unique on the machine."""
        return f"{self.directory}:{name}"

    def record(self, name: str, pid: int) -> None:
        """Write the pid file of a child that was just started."""
        self.directory.mkdir(parents=True, exist_ok=True)
        (self.directory / f"{name}.json").write_text(json.dumps({"pid": pid, "sidik": fingerprint(pid)}))

    def owned(self, name: str) -> int | None:
        """Return the pid of child `name` when it is alive and really ours, else None."""
        try:
            kept = json.loads((self.directory / f"{name}.json").read_text())
            pid, known = int(kept["pid"]), kept["sidik"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return pid if known and fingerprint(pid) == known else None

    def forget(self, name: str) -> None:
        """Remove the pid file."""
        (self.directory / f"{name}.json").unlink(missing_ok=True)

    def stop_leftovers(self, name: str) -> int:
        """Stop whatever an earlier, killed run left of child `name`; return how many processes that were."""
        leader = self.owned(name)
        pids = set(find_marked(self.mark(name))) | ({leader} if leader else set())
        for pid in pids:
            _signal(pid, signal.SIGTERM, group=False)
        until = time.monotonic() + 3  # one deadline for all of them: a start after a crash stays quick
        for pid in pids:
            if not wait_gone(pid, until - time.monotonic()):
                stop(pid, polite=signal.SIGKILL, patience=1)
        self.forget(name)
        return len(pids)

    def spawn(
        self,
        name: str,
        argv: list[str],
        *,
        env: dict[str, str],
        log: Path,
        cwd: Path,
        stdin: str | None = None,
        user: tuple[int, int] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a child in its own session (a Ctrl-C reaches only us, we stop children in order) and record it.

        `user` is (uid, gid) to run as; `stdin` is text given to it once.
        """
        log.parent.mkdir(parents=True, exist_ok=True)
        identity: dict[str, Any] = {"user": user[0], "group": user[1], "extra_groups": []} if user else {}
        with log.open("ab") as output:
            child = subprocess.Popen(
                argv,
                env={**env, MARK: self.mark(name)},
                cwd=cwd,
                stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **identity,
            )
        if stdin is not None and child.stdin is not None:
            child.stdin.write(stdin.encode())
            child.stdin.close()
        self.record(name, child.pid)
        return child


def _signal(pid: int, number: int, group: bool) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if group and os.getpgid(pid) == pid:
            os.killpg(pid, number)
        else:
            os.kill(pid, number)


def wait_gone(pid: int, seconds: float) -> bool:
    """Wait until a process is gone; True when it is. Reaps it when it is our own child."""
    until = time.monotonic() + seconds
    while True:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        if not is_alive(pid):
            return True
        if time.monotonic() > until:
            return False
        time.sleep(0.02)


def stop(pid: int, *, polite: int = signal.SIGTERM, patience: float = 10.0) -> None:
    """Ask a process to end, wait `patience` seconds, then kill it with everything in its own process group."""
    _signal(pid, polite, group=False)
    if not wait_gone(pid, patience):
        _signal(pid, signal.SIGKILL, group=True)
        wait_gone(pid, 5)
