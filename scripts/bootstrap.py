"""`./run`, `./test` and the services behind them. Safe to repeat, to interrupt, and to follow a kill -9.

Started with the system's Python, it makes `.venv` and continues inside it (the same process). See cluster.py for
PostgreSQL, broker.py for the task broker, steps.py for what fills the database, supervisor.py for what keeps running.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import MutableMapping
from pathlib import Path
from types import FrameType
from typing import IO, TYPE_CHECKING

from scripts import environment
from scripts.common import (
    ROOT,
    VENV,
    VENV_PYTHON,
    LauncherError,
    Stamps,
    choose_port,
    fail,
    hash_files,
    make_private_dir,
    read_or_make_secret,
    say,
)
from scripts.steps import LANGUAGE, TEST_DATABASE_INPUTS, Step, matching, steps_for

if TYPE_CHECKING:
    from scripts.cluster import Cluster

STARTED = "P2KP_MULAI"  # wall clock at the very start, kept across the exec into .venv
SOURCED = "P2KP_LINGKUNGAN"  # names that lingkungan.sh set in the shell that read it
TEMPLATE = "uji_templat"  # migrated and empty
SHORTEST_PASSWORD = 12
DEMO_LOGINS = (
    "faskel, sf, sekretaris, bkm, upl, ups, upk, kasir, pembuku, pengawas, ksm, ksm.karya, lurah, pjok, askot, korkot, ppk, "
    "satker, kmw, kmp, pmu, auditor, admin"
)


class Interrupted(BaseException):
    """Ctrl-C, TERM or a closed terminal: leave through every `finally`."""


def _interrupt(number: int, _frame: FrameType | None) -> None:
    raise Interrupted(signal.Signals(number).name)


def elapsed() -> float:
    """Seconds since the command was typed."""
    return time.time() - float(os.environ.get(STARTED, time.time()))


# -- data directory, lock, environment of the children ------------------------------------------------------------


def data_home(mode: str) -> Path:
    """Return the data directory of a mode ("demo", "kosong", "uji") below P2KP_DATA; modes never share one."""
    base = Path(os.environ.get("P2KP_DATA") or ROOT / ".data").absolute()
    make_private_dir(base, 0o711 if os.geteuid() == 0 else 0o700)
    home = make_private_dir(base / mode, 0o711 if os.geteuid() == 0 else 0o700)
    for private in ("berkas", "log", "proses", "rahasia", "surat"):  # as root the parents must let PostgreSQL through
        make_private_dir(home / private)
    return home


def take_lock(home: Path) -> IO[str] | None:
    """Return the held lock of a data directory, None when another launcher that still lives holds it.

    The kernel gives it back when a launcher dies in whatever way, so it can never be stale.
    """
    lock = (home / "kunci").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def write_lock(lock: IO[str], text: str) -> None:
    """Tell a second launcher what the first one is doing."""
    lock.seek(0)
    lock.truncate()
    lock.write(text)
    lock.flush()


def secrets_env(home: Path) -> dict[str, str]:
    """Return the secrets of the demo: given ones, else made once and kept with mode 0600.

    Raises: LauncherError when the given password is one that the system would refuse.
    """
    made = {"P2KP_KUNCI_RAHASIA": "kunci", "P2KP_KUNCI_NIK": "kunci", "P2KP_DEMO_PASSWORD": "sandi"}
    secrets = {
        name: os.environ.get(name) or read_or_make_secret(home / "rahasia" / name.removeprefix("P2KP_").lower(), kind)
        for name, kind in made.items()
    }
    if len(secrets["P2KP_DEMO_PASSWORD"]) < SHORTEST_PASSWORD:
        raise LauncherError(
            f"P2KP_DEMO_PASSWORD paling sedikit {SHORTEST_PASSWORD} huruf, seperti sandi semua petugas."
        )
    return secrets


def manage(argv: tuple[str, ...], env: dict[str, str], *, role: str = "app", loud: bool = False) -> None:
    """Run one manage.py command as one of the two database roles.

    Raises: LauncherError with its output when it fails.
    """
    done = subprocess.run(
        [str(VENV_PYTHON), "manage.py", *argv],
        cwd=ROOT,
        env={**env, "P2KP_PERAN_DB": role},
        stdin=subprocess.DEVNULL,
        stdout=None if loud else subprocess.PIPE,
        stderr=None if loud else subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        output = (done.stdout or "").strip()[-4000:]
        raise LauncherError(f"`manage.py {' '.join(argv)}` berhenti dengan galat:\n{output}")


def run_steps(steps: list[Step], env: dict[str, str], in_database: Stamps | None, in_files: Stamps) -> None:
    """Do the steps whose inputs changed. Without `in_database` (a given server) database steps always run."""
    for step in steps:
        stamps = in_database if step.in_database else in_files
        digest = step.digest(env)
        if stamps is not None and stamps.is_current(step.name, digest) and step.is_whole():
            continue
        say(f"* {step.label}")
        manage(step.argv, env, role=step.role, loud=step.loud)
        if stamps is not None:
            stamps.put(step.name, digest)


def write_shell_env(home: Path, env: dict[str, str]) -> Path:
    """Write what manage.py needs into a 0600 file that a shell can read (`. .data/demo/lingkungan.sh`)."""
    path = home / "lingkungan.sh"
    names = [
        n
        for n in env
        if n.startswith(("P2KP_", "DATABASE_URL", "REDIS_URL", "DJANGO_")) and n not in (STARTED, SOURCED)
    ]
    path.touch(mode=0o600)
    path.chmod(0o600)
    env = {**env, SOURCED: " ".join([*sorted(names), SOURCED])}
    path.write_text("".join(f"export {name}={shlex.quote(env[name])}\n" for name in [*sorted(names), SOURCED]))
    return path


def forget_shell_env(environ: MutableMapping[str, str]) -> None:
    """Drop what a shell took from our own file: these are addresses of an earlier start, not wishes of a person.

    And the wish for no bytecode, which images for containers set: two dozen processes would each compile Django anew.
    """
    for name in [*environ.get(SOURCED, "").split(), "PYTHONDONTWRITEBYTECODE"]:
        environ.pop(name, None)


# -- ./run --------------------------------------------------------------------------------------------------------


def command_run(args: argparse.Namespace) -> int:
    """Set up and serve until Ctrl-C."""
    mode = "kosong" if args.empty else "demo"
    home = data_home(mode)
    lock = take_lock(home)
    if lock is None:
        say(f"P2KP sudah berjalan: {(home / 'kunci').read_text().strip() or 'sedang disiapkan'}.")
        say("Buka alamat itu, atau hentikan dahulu di sana dengan Ctrl-C.")
        return 0
    from scripts.supervisor import Supervisor

    write_lock(lock, f"sedang disiapkan (proses {os.getpid()})")
    supervisor = Supervisor(home)
    try:
        env = _demo_env(home, args.empty)
        env |= _start_services(supervisor, home, env)
        stamps = supervisor.cluster.stamps if supervisor.cluster else None
        run_steps(steps_for(mode), env, stamps, Stamps(home / "stempel-berkas"))
        wanted = int(os.environ.get("PORT") or 8000)
        port = choose_port(wanted)
        if port != wanted:
            say(f"! Port {wanted} dipakai program lain; memakai {port}.")
        env["PORT"] = str(port)
        shell_env = write_shell_env(home, env)
        supervisor.start_web(env, port)
        if supervisor.broker or env.get("REDIS_URL"):
            supervisor.start_worker(env)
        supervisor.wait_ready(port)
        address = f"http://127.0.0.1:{port}"
        write_lock(lock, f"{address} (proses {os.getpid()})")
        _greet(address, mode, env, home, shell_env)
        supervisor.watch()
    finally:
        _ignore_signals()
        supervisor.stop_all()
        write_lock(lock, "")
    return 0


def _demo_env(home: Path, empty: bool) -> dict[str, str]:
    env = {**os.environ, **secrets_env(home), "P2KP_DATA": str(home)}
    env.setdefault("DJANGO_SETTINGS_MODULE", "p2kp.settings.dev")
    env["P2KP_DEMO"] = "0" if empty else "1"
    env.setdefault("P2KP_PDF", "1" if environment.ensure_pdf() else "0")
    if empty:
        del env["P2KP_DEMO_PASSWORD"]
    return env


def _start_services(supervisor: object, home: Path, env: dict[str, str]) -> dict[str, str]:
    """Start what is not given by address and return the addresses."""
    from scripts.broker import Broker, find_server
    from scripts.cluster import ROLE_APP, ROLE_OWNER, Cluster
    from scripts.supervisor import Supervisor

    assert isinstance(supervisor, Supervisor)
    supervisor.stop_leftovers()
    found: dict[str, str] = {}
    if env.get("DATABASE_URL"):
        if not env.get("DATABASE_URL_PEMILIK"):
            say("! DATABASE_URL_PEMILIK tidak diberikan: satu peran untuk semua, tanpa batas tulis pada buku besar.")
    else:
        say("* PostgreSQL")
        supervisor.cluster = Cluster(home)
        supervisor.cluster.start()
        found["DATABASE_URL"] = supervisor.cluster.url(ROLE_APP)
        found["DATABASE_URL_PEMILIK"] = supervisor.cluster.url(ROLE_OWNER)
    server = None if env.get("REDIS_URL") else find_server()
    if server:
        supervisor.broker = Broker(home, server)
        supervisor.broker.start()
        found["REDIS_URL"] = supervisor.broker.url(0)
        found["P2KP_CACHE_URL"] = supervisor.broker.url(1)
    elif not env.get("REDIS_URL"):
        say("! Tidak ada Redis/Valkey: tugas latar dikerjakan langsung di halaman, jadi dokumen besar terasa lambat.")
        found["P2KP_TUGAS_LANGSUNG"] = "1"
    return found


def _greet(address: str, mode: str, env: dict[str, str], home: Path, shell_env: Path) -> None:
    say()
    say(f"P2KP siap di {address}   ({elapsed():.1f} detik)")
    if mode == "demo":
        say(f"  Masuk sebagai : {DEMO_LOGINS}")
        say(f"  Kata sandi    : {env['P2KP_DEMO_PASSWORD']}")
    say(f"  Catatan       : {home / 'log'}")
    say(f"  manage.py     : . {shlex.quote(str(shell_env))} && .venv/bin/python manage.py <perintah>")
    say("  Berhenti      : Ctrl-C")


# -- ./test -------------------------------------------------------------------------------------------------------

LINTS = (
    ("ruff check", ["ruff", "check", "."]),
    ("ruff format", ["ruff", "format", "--check", "."]),
    ("djhtml", ["djhtml", "--check", "templates"]),
    ("lint-imports", ["lint-imports"]),
    ("mypy", ["mypy"]),
)


def command_test(args: argparse.Namespace) -> int:
    """Lint (only when no argument narrows the run) and test on an own cluster; return the verdict."""
    chromium = environment.ensure_test_system()
    home = data_home("uji")
    lock = take_lock(home)
    if lock is None:
        say("Uji lain sedang berjalan di folder ini; menunggu gilirannya selesai.")
        lock = _wait_for_lock(home)
    from scripts.broker import Broker, find_server
    from scripts.cluster import ROLE_APP, ROLE_OWNER, Cluster

    cluster = Cluster(home, durable=False)
    server = find_server()
    broker = Broker(home, server, durable=False) if server else None
    try:
        cluster.start()
        env = _test_env(home, chromium)
        env |= {"DATABASE_URL": cluster.url(ROLE_APP), "DATABASE_URL_PEMILIK": cluster.url(ROLE_OWNER)}
        if broker:
            broker.start()
            env["REDIS_URL"] = broker.url(0)
        forget_old_test_databases(cluster, Stamps(home / "stempel"))
        run_steps([LANGUAGE], env, None, Stamps(home / "stempel-berkas"))
        template = start_template(cluster, env)
        if not args.rest and not _lint(env):
            return fail("pemeriksaan kode menemukan kesalahan (di atas); uji tidak dijalankan.")
        if template and template.wait():
            return fail(f"migrasi basis data uji gagal:\n{(home / 'log' / 'templat.log').read_text()[-4000:]}")
        return _pytest(args.rest, env | {"P2KP_TEMPLAT_UJI": TEMPLATE}, lock)
    finally:
        _ignore_signals()
        if broker:
            broker.stop()
        cluster.stop()


def forget_old_test_databases(cluster: Cluster, stamps: Stamps) -> None:
    """Drop every test database when migrations or reference data changed since they were made."""
    digest = hash_files(matching(TEST_DATABASE_INPUTS))
    if stamps.is_current("basisdata-uji", digest):
        return
    names = cluster.psql(
        f"SELECT datname FROM pg_database WHERE NOT datistemplate AND datname NOT IN ('postgres', '{cluster.database}');"
    )
    for name in names.split():
        cluster.psql(f'DROP DATABASE "{name}" WITH (FORCE);')
    stamps.put("basisdata-uji", digest)


def start_template(cluster: Cluster, env: dict[str, str]) -> subprocess.Popen[bytes] | None:
    """Begin to migrate the empty database that every test database is a copy of; None when it is there already.

    It runs beside the lint. Interrupted halfway it does no harm: the copy migrates on.
    """
    if cluster.psql(f"SELECT 1 FROM pg_database WHERE datname = '{TEMPLATE}';"):
        return None
    from scripts.cluster import ROLE_APP, ROLE_OWNER

    cluster.psql(f'CREATE DATABASE "{TEMPLATE}" OWNER {ROLE_OWNER};')
    there = {"DATABASE_URL": cluster.url(ROLE_APP, TEMPLATE), "DATABASE_URL_PEMILIK": cluster.url(ROLE_OWNER, TEMPLATE)}
    command = [str(VENV_PYTHON), "manage.py", "migrate", "--noinput"]
    with (Path(env["P2KP_DATA"]) / "log" / "templat.log").open("wb") as log:
        return subprocess.Popen(command, cwd=ROOT, env=env | there, stdout=log, stderr=subprocess.STDOUT)


def _wait_for_lock(home: Path) -> IO[str]:
    while True:
        time.sleep(0.5)
        lock = take_lock(home)
        if lock is not None:
            return lock


def _test_env(home: Path, chromium: str) -> dict[str, str]:
    """Return the environment of lint and tests: nothing of the demo's, so that a test cannot reach it."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("P2KP_", "DATABASE_URL", "REDIS_URL", "PG"))}
    env = {**inherited, "P2KP_DATA": str(home), "DJANGO_SETTINGS_MODULE": "p2kp.settings.test"}
    env |= {"P2KP_CHROMIUM": chromium, STARTED: os.environ[STARTED]}
    kept = ("P2KP_DB_UJI", "P2KP_PDF")
    return env | {name: os.environ[name] for name in kept if name in os.environ}


def _lint(env: dict[str, str]) -> bool:
    good = True
    for name, argv in LINTS:
        started = time.monotonic()
        tool = [str(VENV / "bin" / argv[0]), *argv[1:]]
        done = subprocess.run(tool, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        verdict = "baik" if done.returncode == 0 else "SALAH"
        say(f"* {name}: {verdict} ({time.monotonic() - started:.1f} detik)")
        if done.returncode:
            say(done.stdout + done.stderr)
            good = False
    return good


def _pytest(rest: list[str], env: dict[str, str], lock: IO[str]) -> int:
    """Run pytest in the foreground; its closing line is the last thing printed (scripts/pytest_time.py).

    It inherits the lock: should we be killed, the next ./test waits until this pytest has ended too.
    """
    argv = [str(VENV_PYTHON), "-m", "pytest", "-p", "scripts.pytest_time", *(rest or _side_by_side())]
    if os.environ.get("CI", "").lower() in ("1", "true") and "--create-db" not in rest:
        argv.append("--create-db")
    child = subprocess.Popen(argv, cwd=ROOT, env=env, pass_fds=[lock.fileno()])
    try:
        return child.wait()
    except Interrupted:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
        raise


def _side_by_side() -> list[str]:
    """One process per core, four at most. Which test runs where: tests/conftest.py."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    processes = min(cores, 4)
    return ["-n", str(processes), "--dist", "loadfile", "--no-loadscope-reorder"] if processes > 1 else []


# -- services alone -----------------------------------------------------------------------------------------------


def command_services(args: argparse.Namespace) -> int:
    """Start or stop PostgreSQL and broker for development, detached; the last line printed sets the environment."""
    from scripts.broker import Broker, find_server
    from scripts.cluster import ROLE_APP, ROLE_OWNER, Cluster

    home = data_home("layanan")
    cluster = Cluster(home, durable=False)
    server = find_server()
    broker = Broker(home, server, durable=False) if server else None
    if args.stop:
        cluster.stop()
        if broker:
            broker.stop()
        return 0
    cluster.start()
    env = {"DATABASE_URL": cluster.url(ROLE_APP), "DATABASE_URL_PEMILIK": cluster.url(ROLE_OWNER)}
    if broker:
        broker.start()
        env["REDIS_URL"] = broker.url(0)
    env |= {"P2KP_DATA": str(home), "DJANGO_SETTINGS_MODULE": "p2kp.settings.test"}
    say(f". {shlex.quote(str(write_shell_env(home, env)))}")
    return 0


# -- entry --------------------------------------------------------------------------------------------------------


def _ignore_signals() -> None:
    """A second Ctrl-C while stopping must not leave children behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _parse(argv: list[str]) -> argparse.Namespace:
    if argv[:1] == ["test"]:  # everything after it belongs to pytest, --help included
        return argparse.Namespace(command="test", rest=argv[1:])
    parser = argparse.ArgumentParser(prog="./run", description="Menyiapkan dan menjalankan P2KP di mesin ini.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", prog="./run", description=command_run.__doc__, epilog=_ENVIRONMENT,
                              formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    run.add_argument("--empty", action="store_true", help="tanpa data contoh; membuat admin pertama")
    services = commands.add_parser("layanan", help="PostgreSQL dan broker saja, tetap hidup di latar")
    services.add_argument("--stop", action="store_true", help="hentikan keduanya")
    return parser.parse_args(argv)


_ENVIRONMENT = """\
Peubah lingkungan:
  PORT                  port web (bawaan 8000; bila terpakai, berikutnya)
  DATABASE_URL          PostgreSQL yang sudah ada, peran aplikasi; DATABASE_URL_PEMILIK untuk migrasi
  REDIS_URL             Redis yang sudah ada
  P2KP_DATA             letak data (bawaan .data/)
  P2KP_DEMO_PASSWORD    kata sandi akun contoh (bawaan: dibuat acak sekali)
"""


def main(argv: list[str]) -> int:
    """Entry point: prepare the environment, continue inside it, run the command."""
    args = _parse(argv)
    forget_shell_env(os.environ)
    os.environ.setdefault(STARTED, repr(time.time()))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        inside = Path(sys.prefix).resolve() == VENV.resolve()
        if not inside:
            environment.ensure_python(dev=args.command != "run")
            os.chdir(ROOT)
            os.execv(VENV_PYTHON, [str(VENV_PYTHON), "-m", "scripts.bootstrap", *argv])
        commands = {"run": command_run, "test": command_test, "layanan": command_services}
        return commands[args.command](args)
    except LauncherError as galat:
        return fail(str(galat))
    except Interrupted:
        say("\nBerhenti.")
        return 0 if args.command == "run" else 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
