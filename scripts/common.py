"""Shared by the launcher's modules: where things are, how it speaks, what it remembers (stamps), secrets."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"


class LauncherError(Exception):
    """Something the person at the keyboard has to know; the text says what to do next."""


def say(text: str = "") -> None:
    """Print one line at once, so that the order with the output of child processes is kept."""
    print(text, flush=True)


def is_root() -> bool:
    """True when this process may install packages and change owners."""
    return os.geteuid() == 0


def hash_files(paths: Iterable[Path], *extra: str) -> str:
    """Return one sha256 over names (relative to the project) and contents of files, and over `extra` words."""
    total = hashlib.sha256()
    for word in extra:
        total.update(word.encode() + b"\0")
    for path in sorted({p for p in paths if p.is_file()}):
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        total.update(str(name).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


class Stamps:
    """Remembers, per step, the hash of what it was last done with; a step whose hash is unchanged is skipped."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def is_current(self, name: str, digest: str) -> bool:
        """True when step `name` was completed with exactly this digest."""
        try:
            return (self.directory / name).read_text().strip() == digest
        except OSError:
            return False

    def put(self, name: str, digest: str) -> None:
        """Record that step `name` is done; written beside and renamed, so that a kill leaves no half stamp."""
        self.directory.mkdir(parents=True, exist_ok=True)
        beside = self.directory / f".{name}.baru"
        beside.write_text(digest + "\n")
        beside.replace(self.directory / name)

    def clear(self) -> None:
        """Forget everything: the database behind the stamps is new."""
        for path in self.directory.glob("*"):
            path.unlink(missing_ok=True)


def make_private_dir(path: Path, mode: int = 0o700) -> Path:
    """Create a directory with exactly this mode whatever the umask, or correct the mode of an existing one.

    Raises: LauncherError when it cannot be written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(mode)
    except OSError as galat:
        raise LauncherError(
            f"Folder data {path} tidak dapat ditulis ({galat.strerror}). Tetapkan P2KP_DATA ke folder lain."
        ) from galat
    return path


def read_or_make_secret(path: Path, make: str = "kunci") -> str:
    """Return a secret kept in a 0600 file, making it on first use.

    `make` is "kunci" (32 random bytes, base64) or "sandi" (a password that can be typed).
    """
    try:
        kept = path.read_text().strip()
        if kept:
            return kept
    except FileNotFoundError:
        pass
    value = (
        base64.b64encode(secrets.token_bytes(32)).decode()
        if make == "kunci"
        else "-".join("".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(4)) for _ in range(4))
    )
    make_private_dir(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as berkas:
        os.fchmod(berkas.fileno(), 0o600)
        berkas.write(value + "\n")
    return value


def is_port_free(port: int, host: str = "127.0.0.1") -> bool:
    """True when nobody listens on the port (a closed connection still cooling down does not count)."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def choose_port(wanted: int, host: str = "127.0.0.1", tries: int = 50) -> int:
    """Return `wanted`, or the next free port above it.

    Raises: LauncherError when none of `tries` ports is free.
    """
    for port in range(wanted, min(wanted + tries, 65536)):
        if is_port_free(port, host):
            return port
    raise LauncherError(f"Port {wanted} sampai {wanted + tries - 1} terpakai semua. Tetapkan PORT=<nomor lain>.")


def any_free_port(host: str = "127.0.0.1") -> int:
    """Return a port the system says is free now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def tail(path: Path, lines: int = 15) -> str:
    """Return the last lines of a log, for an error message."""
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def fail(text: str) -> int:
    """Print an error and return the exit status."""
    sys.stdout.flush()
    print(f"\nGAGAL: {text}", file=sys.stderr, flush=True)
    return 1
