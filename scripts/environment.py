"""The Python environment and the system's packages: made once, then recognised by the hash of the lock files."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.common import ROOT, VENV, VENV_PYTHON, LauncherError, hash_files, is_root, say, tail

LOCK_RUN = ROOT / "requirements.lock"
LOCK_DEV = ROOT / "requirements-dev.lock"
LOCK_TOOLS = ROOT / "requirements-alat.lock"
STAMP = VENV / "stempel.json"

#: What WeasyPrint loads, and the Debian packages that carry it.
PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PDF_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
#: The browser without windows takes two thirds of the time of the whole one, which serves where it cannot be had.
HEADLESS_PACKAGES = ("chromium-headless-shell",)
BROWSER_PACKAGES = ("chromium",)
#: The independent accounting program that reads our export; its test is skipped, with the reason, where it cannot be had.
LEDGER_PACKAGES = ("hledger",)


# -- Python packages ----------------------------------------------------------------------------------------------


def _stamp() -> dict[str, str]:
    try:
        kept = json.loads(STAMP.read_text())
        return kept if isinstance(kept, dict) else {}
    except (OSError, ValueError):
        return {}


def _python_works() -> bool:
    """True when the environment's interpreter starts: a system upgrade or a moved copy leaves a dead link."""
    try:
        return subprocess.run([VENV_PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def ensure_python(dev: bool) -> None:
    """Make `.venv` hold what the lock files say; `dev` adds the test tools. Skipped when nothing changed.

    An environment with the test tools also serves `./run`: the dev lock is a superset of the run lock.
    Raises: LauncherError when packages cannot be had.
    """
    version = ".".join(map(str, sys.version_info[:3]))
    run, full = hash_files([LOCK_RUN], version), hash_files([LOCK_RUN, LOCK_DEV], version)
    kept = _stamp()
    # The scripts of an environment carry its absolute path: a moved project needs a new one.
    same_place = kept.get("python") == version and kept.get("letak") == str(VENV)
    if VENV_PYTHON.exists() and same_place and kept.get("dev" if dev else "run") == (full if dev else run):
        return
    if not _python_works() or (kept and not same_place):
        _make_venv()
    wants_dev = dev or "dev" in kept
    _install(LOCK_DEV if wants_dev else LOCK_RUN)
    stamp = {"python": version, "letak": str(VENV), "run": run} | ({"dev": full} if wants_dev else {})
    STAMP.write_text(json.dumps(stamp))


def _make_venv() -> None:
    say("* lingkungan Python (.venv)")
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True, check=False).returncode:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not install_system([package]):
            raise LauncherError(f"Modul venv belum ada. Jalankan: {apt_line([package])}")
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise LauncherError(f"Lingkungan Python gagal dibuat:\n{made.stdout}{made.stderr}")


def _install(lock: Path) -> None:
    """Install exactly what the lock names: with uv, else with pip, which is slower but everywhere."""
    say(f"* paket Python ({lock.name})")
    log = VENV / "pasang.log"
    log.unlink(missing_ok=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    if not (VENV / "bin/uv").exists():
        _run_logged([*pip, "install", "--require-hashes", "-r", str(LOCK_TOOLS)], log)
    uv = [str(VENV / "bin/uv"), "pip", "sync", "--python", str(VENV_PYTHON), "--require-hashes", "--quiet", str(lock)]
    if (VENV / "bin/uv").exists() and _run_logged(uv, log, _mirror()):
        return
    say("  uv tidak dapat dipakai; dengan pip, sabar sebentar")
    if not _run_logged([*pip, "install", "--require-hashes", "-r", str(lock)], log):
        raise LauncherError(f"Paket Python gagal dipasang. Periksa jaringan. Akhir catatannya ({log}):\n{tail(log)}")


def _run_logged(argv: list[str], log: Path, env: dict[str, str] | None = None) -> bool:
    with log.open("ab") as output:
        try:
            return subprocess.run(argv, stdout=output, stderr=output, env=env, cwd=ROOT, check=False).returncode == 0
        except OSError as galat:
            output.write(f"{argv[0]}: {galat}\n".encode())
            return False


def _mirror() -> dict[str, str]:
    """Return the environment for uv, with the mirror that pip is set to: uv does not read pip's settings."""
    env = dict(os.environ)
    if any(name in env for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX")):
        return env
    asked = subprocess.run(
        [VENV_PYTHON, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    )
    mirror = env.get("PIP_INDEX_URL") or (asked.stdout.strip() if asked.returncode == 0 else "")
    return env | ({"UV_DEFAULT_INDEX": mirror} if mirror else {})


# -- system packages ----------------------------------------------------------------------------------------------


def apt_line(packages: list[str]) -> str:
    """Return the one line a person with rights has to run."""
    return "sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def install_system(packages: list[str]) -> bool:
    """Install system packages when we may (root with apt); return whether that was done."""
    apt = shutil.which("apt-get")
    if not is_root() or apt is None:
        return False
    say(f"* paket sistem: {' '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    for argv in (install, [apt, "update", "-qq"], install):  # fresh images carry no package lists: try, update, retry
        done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False)
        if done.returncode == 0 and argv is install:
            return True
    say(f"  apt menolak: {done.stderr.strip()[-400:]}")
    return False


def has_pdf_libraries() -> bool:
    """True when the libraries that WeasyPrint loads are on this machine."""
    try:
        for name in PDF_LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def ensure_pdf() -> bool:
    """Return whether PDFs can be made, after installing the libraries where we may."""
    if has_pdf_libraries():
        return True
    packages = list(PDF_PACKAGES)
    # A library installed while we run is not found by this process on every system: believe apt.
    if install_system(packages):
        return True
    say("! PDF belum tersedia di mesin ini. Sistem tetap berjalan; untuk PDF jalankan sekali:")
    say(f"    {apt_line(packages)}")
    return False


def find_chromium() -> str | None:
    """Return the path of a Chromium the browser tests can drive."""
    given = os.environ.get("P2KP_CHROMIUM")
    if given:
        return given
    names = (*HEADLESS_PACKAGES, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def ensure_test_system() -> str:
    """Return the path of Chromium, after installing what the tests need. Tests are never skipped in silence.

    Raises: LauncherError with the one line to run.
    """
    missing = [] if has_pdf_libraries() else list(PDF_PACKAGES)
    if find_chromium() is None and not install_system(list(HEADLESS_PACKAGES)):
        missing += BROWSER_PACKAGES
    if missing and not install_system(missing):
        raise LauncherError(f"Uji memerlukan paket sistem. Jalankan sekali, lalu ulangi:\n    {apt_line(missing)}")
    chromium = find_chromium()
    if chromium is None:
        raise LauncherError("Chromium tidak ditemukan. Tetapkan P2KP_CHROMIUM ke letaknya.")
    if shutil.which("hledger") is None and not install_system(list(LEDGER_PACKAGES)):
        say("! hledger tidak ada: uji yang membandingkan buku dengannya dilewati. Untuk menjalankannya:")
        say(f"    {apt_line(list(LEDGER_PACKAGES))}")
    return chromium
