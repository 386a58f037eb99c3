"""A real server for the browser: gunicorn as the application role, on a database of its own with a small demo.

Not `live_server`: that one empties the register and all reference rows after every test. Work is done at once
(no broker), so a page can be looked at right after the click.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

AKAR = Path(__file__).resolve().parents[2]
BASIS_DATA = "uji_peramban"
# Two kecamatan are enough to walk every path, and make the demo small.
KECAMATAN = "32.73.15,32.73.04"


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
    """Environment of the server: a fresh, migrated, filled database and a data folder that goes away."""
    pemilik = os.environ["DATABASE_URL_PEMILIK"]
    create_database(pemilik)
    data = tmp_path_factory.mktemp("peramban")
    env = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("P2KP_", "REDIS_"))},
        "DATABASE_URL": database_url(os.environ["DATABASE_URL"], BASIS_DATA),
        "DATABASE_URL_PEMILIK": database_url(pemilik, BASIS_DATA),
        "DJANGO_SETTINGS_MODULE": "p2kp.settings.dev",
        "P2KP_DATA": str(data),
        "P2KP_DEMO": "1",
        "P2KP_DEMO_KECAMATAN": KECAMATAN,
        "P2KP_DEMO_PASSWORD": secrets.token_urlsafe(12),
        "P2KP_KUNCI_RAHASIA": secrets.token_urlsafe(60),
        "P2KP_KUNCI_NIK": "dWppLXVqaS11amktdWppLXVqaS11amktdWppLXVqaSE=",
        "P2KP_TUGAS_LANGSUNG": "1",
    }
    manage(env, "migrate", "--noinput", peran="pemilik")
    for perintah in ("muat_parameter", "muat_wilayah", "muat_demo"):
        manage(env, perintah)
    manage(env, "collectstatic", "--noinput")
    return env


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
def browser_type_launch_args(browser_type_launch_args):
    """Debian's chromium; the sandbox needs an ordinary user."""
    argumen = ["--disable-quic", "--disable-background-networking", "--disable-component-update"]
    if os.geteuid() == 0:
        argumen.append("--no-sandbox")
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("P2KP_CHROMIUM", "/usr/bin/chromium"),
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


@pytest.fixture
def masuk(browser, browser_context_args, lingkungan):
    """Open a page signed in as a demo officer; console errors and CSP violations fail the test."""
    konteks = []

    def buka(nama: str, *, lebar: int = 360):
        ctx = browser.new_context(**{**browser_context_args, "viewport": {"width": lebar, "height": 780}})
        konteks.append(ctx)
        halaman = ctx.new_page()
        halaman.galat = []
        halaman.on("console", lambda m: halaman.galat.append(m.text) if m.type == "error" else None)
        halaman.on("pageerror", lambda e: halaman.galat.append(str(e)))
        halaman.goto("/masuk/")
        halaman.locator("input[name=login]").fill(nama)
        halaman.locator("input[name=password]").fill(lingkungan["P2KP_DEMO_PASSWORD"])
        halaman.locator("input[name=password]").press("Enter")
        halaman.wait_for_url(lambda u: "/masuk/" not in u)
        return halaman

    yield buka
    for ctx in konteks:
        ctx.close()


def create_database(pemilik: str) -> None:
    """A new, empty database owned by the owner role; an old one of an earlier run is dropped."""
    koneksi = psycopg2.connect(pemilik)
    koneksi.autocommit = True
    try:
        with koneksi.cursor() as kursor:
            kursor.execute(f'DROP DATABASE IF EXISTS "{BASIS_DATA}" WITH (FORCE)')
            kursor.execute(f'CREATE DATABASE "{BASIS_DATA}"')
    finally:
        koneksi.close()


def manage(env: dict[str, str], *argumen: str, peran: str = "app") -> None:
    """Run one management command; its output is shown when it fails."""
    hasil = subprocess.run(
        [sys.executable, "manage.py", *argumen],
        cwd=AKAR,
        env={**env, "P2KP_PERAN_DB": peran},
        capture_output=True,
        text=True,
        check=False,
    )
    assert hasil.returncode == 0, f"manage.py {' '.join(argumen)}\n{hasil.stdout[-2000:]}\n{hasil.stderr[-4000:]}"


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
