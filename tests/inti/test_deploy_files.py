"""The files of a real deployment: checked by their own tools, and the backup tried out on a real database."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings

from scripts.cluster import ROLE_APP, ROLE_OWNER, Cluster, fallback_home

ROOT = Path(settings.BASE_DIR)
BIN = Path(sys.executable).parent
COMPOSE = ROOT / "docker-compose.yml"
BACKUP, RESTORE = ROOT / "deploy/cadangan.sh", ROOT / "deploy/pulihkan.sh"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The compose file with its anchors resolved."""
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    return loaded


def check_compose(path: Path) -> subprocess.CompletedProcess[str]:
    """Run the schema check of compose files."""
    return subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", path],
        capture_output=True,
        text=True,
        check=False,
    )


# -- compose and image --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_compose_follows_schema(tmp_path: Path) -> None:
    """UMU-39: the compose file is valid, and a misspelt key would be caught."""
    misspelt = tmp_path / "docker-compose.yml"
    misspelt.write_text(COMPOSE.read_text().replace("depends_on:", "dependson:", 1))

    good, bad = check_compose(COMPOSE), check_compose(misspelt)

    assert good.returncode == 0, good.stdout
    assert bad.returncode != 0


@pytest.mark.slow
def test_dockerfile_passes_hadolint(tmp_path: Path) -> None:
    """UMU-39: the Dockerfile passes its linter, which does complain about a bad one."""
    bad = tmp_path / "Dockerfile"
    bad.write_text("FROM debian\nRUN cd /tmp && apt-get install curl\n")

    results = [
        subprocess.run([BIN / "hadolint", f], capture_output=True, text=True, check=False)
        for f in (ROOT / "Dockerfile", bad)
    ]

    assert results[0].returncode == 0, results[0].stdout
    assert results[1].returncode != 0


def test_compose_secrets_have_no_default(compose: dict[str, Any]) -> None:
    """UMU-37: compose refuses to start without every secret; none has a default or stands in the file."""
    text = COMPOSE.read_text()
    secrets = set(re.findall(r"P2KP_(?:KUNCI|SANDI)_\w+", text))
    example = dict(re.findall(r"^(P2KP_(?:KUNCI|SANDI)_\w+)=(.*)$", (ROOT / "deploy/env.contoh").read_text(), re.M))

    assert len(secrets) >= 6
    for name in secrets:
        assert set(re.findall(rf"\$\{{{name}(..?)", text)) <= {":?"}, name
    assert example == dict.fromkeys(secrets, "")


def test_compose_only_proxy_is_published(compose: dict[str, Any]) -> None:
    """UMU-36: only the proxy has ports; database and brokers are on a network without an outside."""
    published = [name for name, service in compose["services"].items() if "ports" in service]

    assert published == ["proxy"]
    assert compose["networks"]["dalam"]["internal"] is True
    for name in ("db", "redis", "cache", "backup"):
        assert compose["services"][name]["networks"] == ["dalam"]


def test_compose_only_migrate_knows_the_owner(compose: dict[str, Any]) -> None:
    """UMU-28: web and workers never see the owner's password; nobody but the database sees the superuser's."""
    services = compose["services"]
    knows = {name for name, s in services.items() if "P2KP_SANDI_DB_PEMILIK" in str(s.get("environment"))}
    superuser = {name for name, s in services.items() if "P2KP_SANDI_DB_INDUK" in str(s)}

    assert knows == {"db", "migrate", "backup"}
    assert superuser == {"db"}


def test_compose_every_queue_is_consumed_once(compose: dict[str, Any]) -> None:
    """UMU-18: every queue has exactly one kind of worker, and long documents have theirs alone."""
    taken = [
        queue
        for service in compose["services"].values()
        if "-Q" in (argv := service.get("command") or [])
        for queue in argv[argv.index("-Q") + 1].split(",")
    ]

    assert sorted(taken) == ["berkala", "cepat", "dokumen", "impor"]
    assert _option(compose["services"]["pdf-worker"]["command"], "--concurrency") == "1"


def _option(argv: list[str], name: str) -> str:
    return argv[argv.index(name) + 1]


def test_compose_waits_for_health(compose: dict[str, Any]) -> None:
    """UMU-21: web and workers wait for a healthy database and finished migrations."""
    for name in ("web", "worker", "pdf-worker", "beat"):
        waits = {k: v["condition"] for k, v in compose["services"][name]["depends_on"].items()}
        assert waits["db"] == "service_healthy", name
        assert waits["migrate"] == "service_completed_successfully", name


def test_image_contains_every_app() -> None:
    """UMU-39: the image's list of what is copied names every app of this project and its settings, and no test."""
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    own = {Path(app.path).relative_to(ROOT).parts[0] for app in apps.get_app_configs() if Path(app.path).parent == ROOT}

    assert own | {"p2kp", "manage.py", "templates", "static", "data", "requirements.lock"} <= kept
    assert not kept & {"tests", ".env", ".data", "scripts"}


def test_image_runs_as_ordinary_user() -> None:
    """UMU-37: the process in the image is not root, and its health is watched."""
    text = (ROOT / "Dockerfile").read_text()

    assert re.search(r"^USER 10001", text, re.M)
    assert "HEALTHCHECK" in text


@pytest.mark.parametrize("script", sorted((ROOT / "deploy").rglob("*.sh")), ids=lambda p: p.name)
def test_shell_script_parses(script: Path) -> None:
    """UMU-39: every deployment script is plain sh without a syntax error, and can be run."""
    done = subprocess.run(["/bin/sh", "-n", script], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert os.access(script, os.X_OK)


# -- roles, backup, restore on a real server ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A database server of its own, as empty as a new volume except for the launcher's roles."""
    home = tmp_path_factory.mktemp("db")
    started = Cluster(home, durable=False)
    started.start()
    yield started
    started.stop()
    fallback_home(home)  # where it had to go there, leave nothing behind
    subprocess.run(["rm", "-rf", str(fallback_home(home))], check=True)


def pg_env(server: Cluster, user: str, database: str, **extra: str) -> dict[str, str]:
    """Environment that leads libpq's tools to one database of the server."""
    path = f"{server.binaries.directory}{os.pathsep}{os.environ['PATH']}"
    address = {"PGHOST": str(server.socket_dir), "PGPORT": "5432", "PGUSER": user, "PGDATABASE": database}
    return {"PATH": path, "LC_ALL": "C.UTF-8", **address, **extra}


@pytest.mark.slow
def test_role_script_on_empty_server(server: Cluster) -> None:
    """UMU-28: the script of the database container makes two roles without power and a database nobody else enters."""
    server.psql(f"DROP DATABASE p2kp; DROP ROLE {ROLE_APP}; DROP ROLE {ROLE_OWNER};")
    env = pg_env(
        server, "postgres", "postgres", P2KP_SANDI_DB_PEMILIK="a'b", P2KP_SANDI_DB_APP="c", POSTGRES_USER="postgres"
    )

    done = subprocess.run([ROOT / "deploy/postgres/10-peran.sh"], env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    roles = server.psql(
        "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname LIKE 'p2kp%' ORDER BY 1;"
    )
    assert roles.splitlines() == [f"{ROLE_APP}|f|f|f", f"{ROLE_OWNER}|f|f|f"]
    public = server.psql("SELECT has_database_privilege('public', 'p2kp', 'CONNECT');")
    assert public == "f"


class BackupSite:
    """A small database, its uploads and a place for backups."""

    def __init__(self, server: Cluster, base: Path) -> None:
        self.server, self.base = server, base
        self.files, self.target = base / "berkas", base / "cadangan"
        self.files.mkdir()
        self.target.mkdir()
        (self.files / "foto.jpg").write_bytes(b"foto")
        server.psql("DROP DATABASE IF EXISTS asal; DROP DATABASE IF EXISTS baru;")
        server.psql(f"CREATE DATABASE asal OWNER {ROLE_OWNER}; ")
        server.psql(f"CREATE DATABASE baru OWNER {ROLE_OWNER} TEMPLATE template0;")
        self.sql("asal", f"CREATE TABLE jurnal (id int PRIMARY KEY, jumlah numeric); GRANT SELECT ON jurnal TO {ROLE_APP};"
                         "INSERT INTO jurnal SELECT g, g * 1000 FROM generate_series(1, 500) g;")  # fmt: skip

    def sql(self, database: str, text: str) -> str:
        return self.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", text], database).stdout.strip()

    def run(self, argv: list[str | Path], database: str, **extra: str) -> subprocess.CompletedProcess[str]:
        places = {"CADANGAN_TUJUAN": str(self.target), "CADANGAN_BERKAS": str(self.files)} | extra
        return subprocess.run(
            argv, env=pg_env(self.server, ROLE_OWNER, database, **places), capture_output=True, text=True, check=False
        )

    def backup(self) -> Path:
        done = self.run([BACKUP, "sekali"], "asal")
        assert done.returncode == 0, done.stderr
        return next(self.target.glob("[0-9]*Z"))


@pytest.fixture
def site(server: Cluster, tmp_path: Path) -> BackupSite:
    """A site to back up."""
    return BackupSite(server, tmp_path)


@pytest.mark.slow
def test_backup_and_restore(site: BackupSite) -> None:
    """UMU-38: what is restored from a backup is what was there: rows, grants, files."""
    kept = site.backup()
    restored_files = site.base / "pulih"

    done = site.run([RESTORE, kept], "baru", CADANGAN_BERKAS=str(restored_files))

    assert done.returncode == 0, done.stderr
    assert site.sql("baru", "SELECT count(*), sum(jumlah) FROM jurnal") == "500|125250000"
    assert site.sql("baru", f"SELECT has_table_privilege('{ROLE_APP}', 'jurnal', 'SELECT')") == "t"
    assert (restored_files / "foto.jpg").read_bytes() == b"foto"
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_restore_refuses_living_data(site: BackupSite) -> None:
    """UMU-38: neither a database with tables nor a folder with files is restored over."""
    kept = site.backup()

    over_tables = site.run([RESTORE, kept], "asal", CADANGAN_BERKAS=str(site.base / "pulih"))
    over_files = site.run([RESTORE, kept], "baru")

    assert (over_tables.returncode, over_files.returncode) == (1, 1)
    assert "sudah berisi" in over_tables.stderr and "sudah berisi" in over_files.stderr
    assert site.sql("asal", "SELECT count(*) FROM jurnal") == "500"
    assert site.sql("baru", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"


@pytest.mark.slow
def test_restore_refuses_damaged_backup(site: BackupSite) -> None:
    """UMU-38: one changed byte in a backup is noticed before anything is restored."""
    kept = site.backup()
    dump = bytearray((kept / "p2kp.dump").read_bytes())
    dump[len(dump) // 2] ^= 1
    (kept / "p2kp.dump").write_bytes(dump)

    done = site.run([RESTORE, kept], "baru", CADANGAN_BERKAS=str(site.base / "pulih"))

    assert done.returncode == 1
    assert "rusak" in done.stderr
    assert site.sql("baru", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"


@pytest.mark.slow
def test_backup_failed_leaves_no_folder(site: BackupSite) -> None:
    """UMU-38: a backup that could not be made is not mistaken for one, and the health check says so."""
    before = site.run([BACKUP, "periksa"], "asal").returncode
    failed = site.run([BACKUP, "sekali"], "tidak_ada")
    after = site.run([BACKUP, "periksa"], "asal").returncode
    site.backup()
    then = site.run([BACKUP, "periksa"], "asal").returncode

    assert failed.returncode != 0
    assert (before, after, then) == (1, 1, 0)


@pytest.mark.slow
def test_backup_rotation(site: BackupSite) -> None:
    """UMU-38: the newest days stay, of older ones the first of each month, the rest goes."""
    now = datetime.now(UTC)
    made = [f"{now - timedelta(days=age):%Y%m%dT020000Z}" for age in range(1, 70)]
    for name in made:
        (site.target / name).mkdir()

    done = site.run([BACKUP, "sekali"], "asal", CADANGAN_SIMPAN_HARI="5", CADANGAN_SIMPAN_BULAN="2")

    assert done.returncode == 0, done.stderr
    left = sorted(path.name for path in site.target.iterdir())
    everything = sorted([*made, left[-1]])
    months = sorted({name[:6] for name in everything})[-2:]
    firsts = {min(name for name in everything if name.startswith(month)) for month in months}
    assert set(left) == set(everything[-5:]) | firsts
