"""A real server for the browser: gunicorn as the application role, on a database of its own with a small demo.

Not `live_server`: that one empties the register and all reference rows after every test. Work is done at once
(no broker), so a page can be looked at right after the click. The database is cloned from a template that is kept
between runs, and made anew when what `./run` would redo a step for has changed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

from scripts.environment import find_chromium
from scripts.steps import STEPS

AKAR = Path(__file__).resolve().parents[2]
TEMPLAT = os.environ.get("P2KP_BASIS_PERAMBAN", "uji_peramban") + "_templat"
# Each process of `./test` its own copy.
BASIS_DATA = TEMPLAT.removesuffix("_templat") + os.environ.get("PYTEST_XDIST_WORKER", "")
SANDI = "sandi-contoh-peramban"
TUNGGU_MS = 20_000
# Two kecamatan are enough to walk every path, and make the demo small.
KECAMATAN = "32.73.15,32.73.29"


def database_url(asal: str, nama: str) -> str:
    """The same server and role, another database."""
    bagian = urlsplit(asal)
    return urlunsplit(bagian._replace(path=f"/{nama}"))


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@pytest.fixture(scope="session")
def lingkungan(tmp_path_factory) -> dict[str, str]:
    """Environment of the server: a filled database of its own and a data folder that goes away."""
    pemilik = os.environ["DATABASE_URL_PEMILIK"]
    simpanan = Path(os.environ.get("P2KP_DATA") or AKAR / ".data") / "peramban"
    data = tmp_path_factory.mktemp("peramban")
    env = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("P2KP_", "REDIS_"))},
        "DJANGO_SETTINGS_MODULE": "p2kp.settings.dev",
        "P2KP_DEMO": "1",
        "P2KP_DEMO_KECAMATAN": KECAMATAN,
        "P2KP_DEMO_PASSWORD": SANDI,
        "P2KP_KUNCI_RAHASIA": "kunci-yang-hanya-dipakai-uji-peramban-di-mesin-ini-0123456789",
        "P2KP_KUNCI_NIK": "dWppLXVqaS11amktdWppLXVqaS11amktdWppLXVqaSE=",
        "P2KP_TUGAS_LANGSUNG": "1",
    }
    simpanan.mkdir(parents=True, exist_ok=True)
    with (simpanan / "kunci").open("w") as kunci:
        fcntl.flock(kunci, fcntl.LOCK_EX)  # processes side by side: the first makes the template, the others copy it
        statis = collect_static(env, simpanan)
        fill_template(env, pemilik, simpanan)
        assert statis.wait(120) == 0, statis.stderr.read() if statis.stderr else ""
        run_sql(pemilik, f'DROP DATABASE IF EXISTS "{BASIS_DATA}" WITH (FORCE)')
        run_sql(pemilik, f'CREATE DATABASE "{BASIS_DATA}" TEMPLATE "{TEMPLAT}"')
    shutil.copytree(simpanan / "data", data, dirs_exist_ok=True)
    return {**env, **addresses(BASIS_DATA), "P2KP_DATA": str(data), "P2KP_STATIC": str(simpanan / "static")}


@pytest.fixture(scope="session")
def server(lingkungan):
    """Address of a running gunicorn; its log is printed when a test fails to reach it."""
    port = free_port()
    log = Path(lingkungan["P2KP_DATA"]) / "gunicorn.log"
    perintah = [sys.executable, "-m", "gunicorn", "p2kp.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    with log.open("w") as keluaran:
        proses = subprocess.Popen(perintah, cwd=AKAR, env=lingkungan, stdout=keluaran, stderr=subprocess.STDOUT)
    alamat = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(alamat, proses, log)
        yield alamat
    finally:
        proses.terminate()
        proses.wait(10)


@pytest.fixture(scope="session")
def base_url(server) -> str:
    """Relative addresses are those of our server."""
    return server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's chromium, without windows where that can be had; the sandbox needs an ordinary user."""
    argumen = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
    if os.geteuid() == 0:
        argumen.append("--no-sandbox")
    return {
        **browser_type_launch_args,
        "executable_path": find_chromium() or "/usr/bin/chromium",
        "args": argumen,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, server):
    """An Indonesian phone: 360 px wide unless a test says otherwise."""
    return {
        **browser_context_args,
        "base_url": server,
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
        "viewport": {"width": 360, "height": 780},
    }


@pytest.fixture(scope="session")
def kue() -> dict[str, list]:
    """Cookies of the officers who signed in already: every password costs the server a quarter of a second."""
    return {}


@pytest.fixture
def masuk(browser, browser_context_args, kue):
    """Open a page signed in as a demo officer; `galat` collects what its console says, CSP violations too."""
    konteks = []

    def buka(nama: str, *, lebar: int = 360):
        ctx = browser.new_context(**{**browser_context_args, "viewport": {"width": lebar, "height": 780}})
        ctx.set_default_timeout(TUNGGU_MS)
        konteks.append(ctx)
        halaman = ctx.new_page()
        halaman.galat = []
        halaman.on("console", lambda m: halaman.galat.append(m.text) if is_error(m) else None)
        halaman.on("pageerror", lambda e: halaman.galat.append(str(e)))
        if nama in kue:
            ctx.add_cookies(kue[nama])
            halaman.goto("/")
        else:
            sign_in(halaman, nama)
            kue[nama] = ctx.cookies()
        return halaman

    yield buka
    for ctx in konteks:
        ctx.close()


def is_error(pesan) -> bool:
    """Whether the console complains. That a suggestion asked for while typing was overtaken (sendAbort) is no complaint."""
    return pesan.type == "error" and not pesan.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))


def sign_in(halaman, nama: str) -> None:
    """Through the login page, as everybody does."""
    halaman.goto("/masuk/")
    halaman.locator("input[name=login]").fill(nama)
    halaman.locator("input[name=password]").fill(SANDI)
    halaman.locator("input[name=password]").press("Enter")
    halaman.wait_for_url(lambda u: "/masuk/" not in u)


def addresses(nama: str) -> dict[str, str]:
    """The two roles' addresses of a database of this server."""
    return {n: database_url(os.environ[n], nama) for n in ("DATABASE_URL", "DATABASE_URL_PEMILIK")}


def fill_template(env: dict[str, str], pemilik: str, simpanan: Path) -> None:
    """Make the template unless it is there and made of the same migrations, register and demo.

    What it is made of stands as a comment on the database, so that it cannot outlive it.
    """
    sidik = digest_of(env, *(s.name for s in STEPS if s.mode != "kosong" and s.in_database))
    ada = run_sql(pemilik, "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", TEMPLAT)
    if ada == [(sidik,)] and (simpanan / "data").is_dir():
        return
    run_sql(pemilik, f'DROP DATABASE IF EXISTS "{TEMPLAT}" WITH (FORCE)')
    asal = os.environ.get("P2KP_TEMPLAT_UJI")  # of ./test: migrated already
    run_sql(pemilik, f'CREATE DATABASE "{TEMPLAT}"' + (f' TEMPLATE "{asal}"' if asal else ""))
    shutil.rmtree(simpanan / "data", ignore_errors=True)
    (simpanan / "data").mkdir(parents=True)
    isi = {**env, **addresses(TEMPLAT), "P2KP_DATA": str(simpanan / "data")}
    manage(isi, "migrate", "--noinput", peran="pemilik")
    # One process for all five: starting Django costs more than the register of parameters.
    muat = "from django.core.management import call_command as c; [c(n) for n in ('muat_parameter', 'muat_wilayah', 'muat_sumber_dana', 'muat_akun_buku', 'muat_demo')]"
    manage(isi, "shell", "-v", "0", "-c", muat)
    run_sql(pemilik, f"COMMENT ON DATABASE \"{TEMPLAT}\" IS '{sidik}'")


def collect_static(env: dict[str, str], simpanan: Path) -> subprocess.Popen:
    """Compress the static files into the kept folder, beside the database's work; nothing to do when they are the same."""
    sidik, cap = digest_of(env, "statis"), simpanan / "static.sidik"
    if cap.exists() and cap.read_text() == sidik and (simpanan / "static").is_dir():
        perintah = [sys.executable, "-c", ""]
    else:
        cap.unlink(missing_ok=True)
        tulis = f"import pathlib; pathlib.Path({str(cap)!r}).write_text({sidik!r})"
        muat = "from django.core.management import call_command as c; c('collectstatic', interactive=False, clear=True, verbosity=0)"
        perintah = [sys.executable, "manage.py", "shell", "-v", "0", "-c", f"{muat}; {tulis}"]
    isi = {**env, **addresses(TEMPLAT), "P2KP_DATA": str(simpanan)}
    return subprocess.Popen(perintah, cwd=AKAR, env=isi, stderr=subprocess.PIPE, text=True)


def digest_of(env: dict[str, str], *nama: str) -> str:
    """What these steps of `./run` are made of, as one word."""
    return "-".join([KECAMATAN, *(s.digest(env)[:16] for s in STEPS if s.name in nama)])


def run_sql(pemilik: str, perintah: str, *isi: str) -> list[tuple]:
    """One statement outside a transaction, as the owner role."""
    koneksi = psycopg2.connect(pemilik)
    koneksi.autocommit = True
    try:
        with koneksi.cursor() as kursor:
            kursor.execute(perintah, isi or None)
            return kursor.fetchall() if kursor.description else []
    finally:
        koneksi.close()


def manage(env: dict[str, str], *argumen: str, peran: str = "app") -> str:
    """Run one management command; its output is shown when it fails. Returns what it printed."""
    hasil = subprocess.run(
        [sys.executable, "manage.py", *argumen],
        cwd=AKAR,
        env={**env, "P2KP_PERAN_DB": peran},
        capture_output=True,
        text=True,
        check=False,
    )
    assert hasil.returncode == 0, f"manage.py {' '.join(argumen)}\n{hasil.stdout[-2000:]}\n{hasil.stderr[-4000:]}"
    return hasil.stdout


def wait_until_ready(alamat: str, proses: subprocess.Popen, log: Path, detik: float = 30) -> None:
    batas = time.monotonic() + detik
    while time.monotonic() < batas:
        if proses.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{alamat}/sehat/siap", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"server tidak siap:\n{log.read_text()[-4000:]}")
