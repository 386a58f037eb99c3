"""The launcher of `./run` and `./test`: it survives kill -9, long paths and strangers, and harms none of them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from akun.demo import AKUN
from scripts import bootstrap, cluster, common, environment, process, steps
from scripts.broker import Broker, find_server
from scripts.cluster import ROLE_APP, ROLE_OWNER, Cluster
from scripts.common import LauncherError, Stamps
from scripts.process import ProcessBook
from scripts.supervisor import RESTARTS_PER_MINUTE, Supervisor

ROOT = Path(settings.BASE_DIR)


def mode_of(path: Path) -> int:
    """Permission bits of a path."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A living process that is not ours."""
    child = subprocess.Popen(["sleep", "300"], start_new_session=True)
    yield child
    child.kill()
    child.wait()


@pytest.fixture(scope="module")
def deep_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data directory whose path is far longer than a socket path may be, below a 0700 directory."""
    home = tmp_path_factory.mktemp("jauh")
    home.chmod(0o700)
    for _ in range(6):
        home = home / ("folder-yang-namanya-sangat-panjang-" + "x" * 20)
    yield home
    shutil.rmtree(Path("/var/tmp") / cluster.fallback_home(home).name, ignore_errors=True)


@pytest.fixture(scope="module")
def running(deep_home: Path) -> Iterator[Cluster]:
    """A started cluster in that directory."""
    started = Cluster(deep_home, durable=False)
    started.start()
    yield started
    started.stop()


# -- PostgreSQL ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_cluster_long_path(running: Cluster, deep_home: Path) -> None:
    """UMU-36: the socket lies in a short private directory however long the project's path is; no network port."""
    assert len(str(deep_home)) > cluster.SOCKET_PATH_LIMIT
    assert running.socket_dir is not None

    assert cluster.socket_path_fits(running.socket_dir)
    assert mode_of(running.socket_dir) == 0o700
    assert running.socket_dir.stat().st_uid == running.user.uid
    assert running.psql("SHOW listen_addresses;") == ""
    assert mode_of(running.data) == 0o700


@pytest.mark.slow
def test_cluster_roles(running: Cluster) -> None:
    """UMU-28: neither role is a superuser; only the owner may create databases, for the tests."""
    rows = running.psql(
        "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname LIKE 'p2kp%' ORDER BY 1;"
    )
    owner = running.psql("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'p2kp';")

    assert rows.splitlines() == [f"{ROLE_APP}|f|f|f", f"{ROLE_OWNER}|f|t|f"]
    assert owner == ROLE_OWNER


@pytest.mark.slow
def test_cluster_survivor_is_adopted(running: Cluster, deep_home: Path) -> None:
    """UMU-35: a server that outlived its launcher is taken over with its socket, not started twice."""
    second = Cluster(deep_home, durable=False)
    second.start()

    assert (second.pid, second.socket_dir) == (running.pid, running.socket_dir)


@pytest.mark.slow
def test_cluster_stale_lock_of_stranger(running: Cluster, stranger: subprocess.Popen[bytes]) -> None:
    """UMU-35: a lock whose pid now belongs to a stranger is removed, the stranger lives on, the data is kept."""
    running.psql("CREATE TABLE bukti (); ")
    running.stop()
    lock = running.data / "postmaster.pid"
    lock.write_text(f"{stranger.pid}\n{running.data}\n{int(time.time())}\n5432\n/tmp\n\n  1 1\nready\n")

    assert running.running_pid() is None
    running.start()

    assert stranger.poll() is None
    assert running.running_pid() == running.pid != stranger.pid
    assert running.psql("SELECT count(*) FROM pg_class WHERE relname = 'bukti';") == "1"


@pytest.mark.slow
def test_cluster_killed_server_starts_again(running: Cluster) -> None:
    """UMU-35: after kill -9 of the server it starts again at the same address."""
    assert running.pid is not None
    address = running.url(ROLE_APP)
    os.kill(running.pid, signal.SIGKILL)
    process.wait_gone(running.pid, 5)

    running.start()

    assert running.url(ROLE_APP) == address
    assert running.psql("SELECT 1;") == "1"


@pytest.mark.slow
def test_old_test_databases_are_forgotten(running: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UMU-39: a test database made by other migrations is dropped; one made by these is kept."""
    inputs = [tmp_path / "0001.py"]
    inputs[0].write_text("lama")
    monkeypatch.setattr(bootstrap, "matching", lambda patterns: inputs)
    stamps = Stamps(tmp_path / "stempel")
    found = "SELECT count(*) FROM pg_database WHERE datname = 'uji_lama';"
    bootstrap.forget_old_test_databases(running, stamps)

    running.psql("CREATE DATABASE uji_lama;")
    bootstrap.forget_old_test_databases(running, stamps)
    kept = running.psql(found)
    inputs[0].write_text("baru")
    bootstrap.forget_old_test_databases(running, stamps)

    assert kept == "1"
    assert running.psql(found) == "0"
    assert running.psql("SELECT count(*) FROM pg_database WHERE datname = 'p2kp';") == "1"


def test_cluster_fallback_home_of_stranger(tmp_path: Path) -> None:
    """UMU-35: in /var/tmp everybody may write; a directory that is not ours is refused, our own is taken."""
    mine = cluster.fallback_home(tmp_path / "a")
    assert mine.is_dir() and mode_of(mine) == 0o711
    mine.rmdir()
    mine.symlink_to(tmp_path)

    try:
        with pytest.raises(LauncherError, match="bukan milik kita"):
            cluster.fallback_home(tmp_path / "a")
    finally:
        mine.unlink()


# -- broker -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_broker_answers_only_with_password(tmp_path: Path) -> None:
    """UMU-36: the broker listens on the loopback address and wants the password, which no command line shows."""
    server = find_server()
    assert server, "the locked packages bring a broker"
    broker = Broker(tmp_path, server, durable=False)
    broker.start()
    try:
        with socket.create_connection(("127.0.0.1", broker.port), timeout=2) as line:
            line.sendall(b"PING\r\n")
            refused = line.recv(100)
        assert broker.pid is not None
        shown = " ".join(process.command_line(broker.pid))
        restarted = Broker(tmp_path, server, durable=False)
        first = broker.pid
        restarted.start()  # as after a kill -9 of the launcher

        assert refused.startswith(b"-NOAUTH")
        assert broker.password not in shown
        assert not process.is_alive(first)
    finally:
        Broker(tmp_path, server).stop()


# -- processes ----------------------------------------------------------------------------------------------------


def test_process_book_reused_pid(tmp_path: Path, stranger: subprocess.Popen[bytes]) -> None:
    """UMU-35: a pid file whose pid the system gave to somebody else is not ours, and nobody is stopped."""
    book = ProcessBook(tmp_path)
    book.record("web", stranger.pid)
    ours_before = book.owned("web")
    kept = tmp_path / "web.json"
    kept.write_text(kept.read_text().replace(process.fingerprint(stranger.pid) or "?", "lain:1"))

    assert ours_before == stranger.pid  # the same set-up is recognised while the fingerprint fits
    assert book.owned("web") is None
    assert book.stop_leftovers("web") == 0
    assert stranger.poll() is None


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="marks are read from /proc")
def test_process_book_orphans_of_killed_leader(tmp_path: Path) -> None:
    """UMU-35: children of a web server that was killed with -9 are found by their mark and stopped."""
    book = ProcessBook(tmp_path / "proses")
    leader = book.spawn(
        "web",
        ["/bin/sh", "-c", "sleep 301 & wait"],
        env={"PATH": os.environ["PATH"]},
        log=tmp_path / "log",
        cwd=tmp_path,
    )
    until = time.monotonic() + 5
    while len(process.find_marked(book.mark("web"))) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    leader.kill()
    leader.wait()
    orphans = process.find_marked(book.mark("web"))

    stopped = book.stop_leftovers("web")

    assert stopped == len(orphans) == 1
    assert not process.is_alive(orphans[0])


def test_supervisor_gives_up_on_what_keeps_dying(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """UMU-20: a child that dies is restarted, but not for ever: then the log is shown."""
    supervisor = Supervisor(tmp_path)
    for _ in range(RESTARTS_PER_MINUTE):
        supervisor._note_death("web")
    (tmp_path / "log").mkdir()
    (tmp_path / "log/web.log").write_text("alasan terakhir\n")

    with pytest.raises(LauncherError, match="alasan terakhir"):
        supervisor._note_death("web")
    assert capsys.readouterr().out.count("dijalankan lagi") == RESTARTS_PER_MINUTE


@pytest.mark.slow
def test_lock_of_killed_launcher_is_free(tmp_path: Path) -> None:
    """UMU-35: a second launcher waits outside while the first lives, and gets in after its kill -9."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD_LOCK, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "held"
    while_alive = bootstrap.take_lock(tmp_path)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    afterwards = bootstrap.take_lock(tmp_path)

    assert while_alive is None
    assert afterwards is not None
    afterwards.close()


_HOLD_LOCK = """
import sys, time
from pathlib import Path
from scripts.bootstrap import take_lock
lock = take_lock(Path(sys.argv[1]))
print("held" if lock else "refused", flush=True)
time.sleep(60)
"""


# -- ports, secrets, stamps ---------------------------------------------------------------------------------------


def test_choose_port_taken() -> None:
    """UMU-35: a taken port is passed over for the next free one; a free one is kept."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        chosen = common.choose_port(port)
        with pytest.raises(LauncherError, match="PORT"):
            common.choose_port(port, tries=1)

    assert port < chosen < port + 50
    assert common.choose_port(port) == port


@pytest.mark.parametrize("kind", ["kunci", "sandi"])
def test_secret_is_private_and_stable(tmp_path: Path, kind: str) -> None:
    """UMU-37: a secret is made once, readable by its owner only whatever the umask."""
    before = os.umask(0)
    try:
        first = common.read_or_make_secret(tmp_path / "rahasia" / "x", kind)
    finally:
        os.umask(before)
    again = common.read_or_make_secret(tmp_path / "rahasia" / "x", kind)
    other = common.read_or_make_secret(tmp_path / "rahasia" / "y", kind)

    assert first == again != other
    assert mode_of(tmp_path / "rahasia" / "x") == 0o600
    assert mode_of(tmp_path / "rahasia") == 0o700


def test_shell_environment_is_complete_private_and_forgotten(tmp_path: Path) -> None:
    """UMU-37: the file for manage.py is private; a launcher started in a shell that read it is not led astray by it."""
    env = {"P2KP_DATA": str(tmp_path / "a b"), "DATABASE_URL": "postgres://x", "HOME": "/x", bootstrap.STARTED: "1"}
    written = bootstrap.write_shell_env(tmp_path, env)
    shell = subprocess.run(
        ["/bin/sh", "-c", '. "$1"; env', "sh", written],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    read = dict(line.split("=", 1) for line in shell.stdout.splitlines())
    given = {"P2KP_DATA": read["P2KP_DATA"], "DATABASE_URL": read["DATABASE_URL"]}

    read["PYTHONDONTWRITEBYTECODE"] = "1"  # as images for containers set it
    bootstrap.forget_shell_env(read)

    assert "PYTHONDONTWRITEBYTECODE" not in read
    assert mode_of(written) == 0o600
    assert given == {"P2KP_DATA": str(tmp_path / "a b"), "DATABASE_URL": "postgres://x"}
    assert not {"P2KP_DATA", "DATABASE_URL", bootstrap.SOURCED} & set(read)
    assert read["PATH"] == os.environ["PATH"]


def test_given_secret_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UMU-37: a password given from outside is used and not written down."""
    monkeypatch.setenv("P2KP_DEMO_PASSWORD", "diberi-dari-luar")

    env = bootstrap.secrets_env(tmp_path)

    monkeypatch.setenv("P2KP_DEMO_PASSWORD", "pendek")
    with pytest.raises(LauncherError, match="12"):
        bootstrap.secrets_env(tmp_path)

    assert env["P2KP_DEMO_PASSWORD"] == "diberi-dari-luar"
    assert not (tmp_path / "rahasia/demo_password").exists()
    assert len(env["P2KP_KUNCI_NIK"]) == 44


def test_steps_skip_only_what_is_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UMU-35: a step runs again when its files change or when it failed, and only then."""
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(common, "ROOT", tmp_path)
    (tmp_path / "data").mkdir()
    source = tmp_path / "data/isi.csv"
    source.write_text("1")
    step = steps.Step("isi", "isi", ("muat_isi",), ("data/*",))
    done: list[str] = []
    broken = False

    def manage(argv: tuple[str, ...], env: dict[str, str], **_: object) -> None:
        done.append(source.read_text())
        if broken:
            raise LauncherError("galat")

    monkeypatch.setattr(bootstrap, "manage", manage)
    stamps = Stamps(tmp_path / "stempel")

    def run() -> None:
        bootstrap.run_steps([step], {}, stamps, stamps)

    run()
    run()
    assert done == ["1"]
    source.write_text("2")
    broken = True
    with pytest.raises(LauncherError):
        run()
    broken = False
    run()
    run()
    assert done == ["1", "2", "2"]
    (tmp_path / "data/baru.csv").write_text("x")
    run()
    assert len(done) == 4
    stamps.clear()
    run()
    assert len(done) == 5


def test_steps_made_file_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UMU-35: a step is not skipped while what it makes is missing, as in a fresh clone beside an old stamp."""
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(common, "ROOT", tmp_path)
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/django.po").write_text("")
    step = steps.Step("bahasa", "bahasa", ("kompilasi_bahasa",), ("locale/*.po",), makes=".mo")
    stamps = Stamps(tmp_path / "stempel")
    done: list[bool] = []

    def manage(*_: object, **__: object) -> None:
        done.append((tmp_path / "locale/django.mo").exists())
        (tmp_path / "locale/django.mo").write_text("")

    monkeypatch.setattr(bootstrap, "manage", manage)
    for _ in range(2):
        bootstrap.run_steps([step], {}, stamps, stamps)
    (tmp_path / "locale/django.mo").unlink()
    bootstrap.run_steps([step], {}, stamps, stamps)

    assert done == [False, False]


def test_steps_name_existing_commands() -> None:
    """UMU-35: every step of ./run is a command of this project, and every stamp watches at least one file."""
    known = get_commands()

    for step in steps.STEPS:
        assert step.argv[0] in known, step.name
        assert step.once or any(True for _ in steps.matching(step.inputs)), f"{step.name} watches nothing"


def test_step_follows_given_password() -> None:
    """AKN-02: the demo is loaded again when the printed password is another one, or nobody could log in with it."""
    demo = next(step for step in steps.STEPS if step.name == "demo")

    assert demo.digest({"P2KP_DEMO_PASSWORD": "a"}) != demo.digest({"P2KP_DEMO_PASSWORD": "b"})
    assert demo.digest({"P2KP_DEMO_PASSWORD": "a", "PORT": "1"}) == demo.digest({"P2KP_DEMO_PASSWORD": "a"})


def test_printed_logins_exist() -> None:
    """UMU-23: ./run prints a login of every role of the demo, each one that it makes; the shortest password is the system's."""
    made = {username: role for username, role, _ in AKUN}
    lengths = [v["OPTIONS"]["min_length"] for v in settings.AUTH_PASSWORD_VALIDATORS if "MinimumLength" in v["NAME"]]

    printed = bootstrap.DEMO_LOGINS.split(", ")
    assert set(printed) <= set(made)
    facilitators = {"faskel_ekonomi", "faskel_teknik"}  # the same pages as the first of their team
    assert {made[name] for name in printed} == set(made.values()) - {""} - facilitators
    assert lengths == [bootstrap.SHORTEST_PASSWORD]


def test_steps_migrations_run_as_owner_only() -> None:
    """UMU-28: only migrations run as the owner of the tables."""
    assert {step.name for step in steps.STEPS if step.role == "pemilik"} == {"migrasi"}


def test_test_environment_forgets_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """UMU-34: ./test inherits nothing that leads to the demo's or anybody's data."""
    monkeypatch.setenv(bootstrap.STARTED, "0")
    monkeypatch.setenv("DATABASE_URL", "postgres://orang/lain")
    monkeypatch.setenv("P2KP_KUNCI_NIK", "rahasia")
    monkeypatch.setenv("PGHOST", "orang.lain")
    monkeypatch.setenv("P2KP_DB_UJI", "uji_saya")

    env = bootstrap._test_env(tmp_path, "/usr/bin/chromium")

    assert not {"DATABASE_URL", "P2KP_KUNCI_NIK", "PGHOST"} & set(env)
    assert env["P2KP_DB_UJI"] == "uji_saya"


# -- environment --------------------------------------------------------------------------------------------------


def pins(lock: Path) -> dict[str, str]:
    """Package -> version of a lock file."""
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ \\]+)", lock.read_text(), re.M))


@pytest.mark.parametrize("lock", [environment.LOCK_RUN, environment.LOCK_DEV, environment.LOCK_TOOLS])
def test_lock_is_hashed_and_names_no_host(lock: Path) -> None:
    """UMU-39: every locked package has hashes, and no lock names a host or a place on somebody's machine."""
    text = lock.read_text()
    entries = [block for block in re.split(r"^(?=[a-z0-9])", text, flags=re.M) if block.strip()]

    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--find-links|@ ", text)


def test_lock_for_tests_contains_lock_for_running() -> None:
    """UMU-39: what is tested is what runs: the same versions."""
    run, dev = pins(environment.LOCK_RUN), pins(environment.LOCK_DEV)

    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in", "requirements-alat.in"])
def test_requirements_are_pinned_and_locked(name: str) -> None:
    """UMU-39: every wished package has an exact version, and it is the locked one."""
    wished = re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]+\])?(==\S+)?", (ROOT / name).read_text(), re.M)
    locked = pins((ROOT / name).with_suffix(".lock"))

    assert wished
    for package, version in wished:
        assert version, f"{package} has no version"
        assert locked[package.lower()] == version.removeprefix("==")


def test_python_version_is_told_everywhere_the_same() -> None:
    """UMU-39: pyproject, wrapper and image agree on the oldest Python."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]

    assert needed == ">=3.11"
    assert "(3, 11)" in (ROOT / "run").read_text()
    assert "FROM python:3.11-" in (ROOT / "Dockerfile").read_text()


@pytest.mark.parametrize("command", ["run", "test"])
def test_wrapper_without_new_python(tmp_path: Path, command: str) -> None:
    """UMU-23: with no Python that is new enough the command says what to install and fails."""
    for name in ("dirname",):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    fake = tmp_path / "python3"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)

    done = subprocess.run(
        ["/bin/sh", str(ROOT / command)], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "apt-get install" in done.stderr


def test_missing_system_packages_name_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """UMU-23: without rights ./run goes on without PDF and says the one line; ./test fails and says it."""
    monkeypatch.setattr(environment, "has_pdf_libraries", lambda: False)
    monkeypatch.setattr(environment, "find_chromium", lambda: None)
    monkeypatch.setattr(environment, "is_root", lambda: False)
    line = "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

    assert environment.ensure_pdf() is False
    assert line in capsys.readouterr().out
    with pytest.raises(LauncherError, match=f"{line} chromium"):
        environment.ensure_test_system()


def test_browser_without_windows_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """UMU-23: it is asked for first and driven where both are there; the whole browser serves where it cannot be had."""
    there, repository = {"hledger"}, {"chromium"}

    def install(packages: list[str]) -> bool:
        possible = set(packages) <= repository
        there.update(packages if possible else [])
        return possible

    monkeypatch.delenv("P2KP_CHROMIUM", raising=False)
    monkeypatch.setattr(environment, "has_pdf_libraries", lambda: True)
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/bin/{name}" if name in there else None)
    monkeypatch.setattr(environment, "install_system", install)
    assert environment.ensure_test_system() == "/bin/chromium"
    there.discard("chromium")
    repository.add("chromium-headless-shell")
    assert environment.ensure_test_system() == "/bin/chromium-headless-shell"
    there.add("chromium")
    assert environment.ensure_test_system() == "/bin/chromium-headless-shell"


@pytest.mark.parametrize("name", ["run", "test", ".ci/run"])
def test_commands_are_executable(name: str) -> None:
    """UMU-39: the commands of the README can be typed as they stand, and CI runs the same ./test."""
    assert os.access(ROOT / name, os.X_OK)
    if name == ".ci/run":
        assert 'exec ./test "$@"' in (ROOT / name).read_text()
