"""The rule register, the code and the deployment settings say the same."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import rules

AKAR = Path(__file__).resolve().parents[2]
APLIKASI = ["inti", "wilayah", "akun", "laporan", "siklus", "bkm", "pronangkis", "ksm", "keuangan", "dasbor", "p2kp"]


def test_register_names_only_tests_that_exist():
    """The column *Uji* of docs/aturan.md (`make aturan`) never points at a test that is gone."""
    disebut = set(re.findall(r"`(\w+/\w+::test_\w+)`", rules.REGISTER.read_text(encoding="utf-8")))
    ada = {nama for daftar in rules.tests_by_rule().values() for nama in daftar}

    assert disebut and disebut <= ada, f"Jalankan `make aturan`: {sorted(disebut - ada)[:5]}"


def test_every_rule_that_code_cites_is_in_the_register():
    """A rule id in a docstring leads somewhere."""
    terdaftar = {m["id"] for m in map(rules.ROW.match, rules.REGISTER.read_text(encoding="utf-8").splitlines()) if m}
    asing = {
        f"{berkas.relative_to(AKAR)}: {nomor}"
        for aplikasi in APLIKASI
        for pola in ("*.py", "*.sql")
        for berkas in (AKAR / aplikasi).rglob(pola)
        for nomor in rules.ID.findall(berkas.read_text(encoding="utf-8"))
        if nomor not in terdaftar
    }

    assert not asing


def test_repository_names_no_machine_and_no_registry():
    """What is committed installs and reads the same anywhere."""
    daftar = subprocess.run(["git", "ls-files"], cwd=AKAR, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    pola = re.compile(r"/(?:work|root|home/\w+)/|pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian\.org")
    salah = []
    for nama in filter(None, daftar):
        berkas = AKAR / nama
        if (
            berkas.suffix in {".gz", ".woff2", ".png", ".jpg", ".mo"}
            or berkas == Path(__file__)
            or not berkas.is_file()
        ):
            continue
        if pola.search(berkas.read_text(encoding="utf-8", errors="ignore")):
            salah.append(nama)

    assert not salah


@pytest.mark.slow
def test_production_settings_pass_the_deployment_check():
    """UMU-27, AKN-05: `check --deploy` has nothing to say about the production settings."""
    env = {
        **{k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"},  # only for Playwright
        "DJANGO_SETTINGS_MODULE": "p2kp.settings.prod",
        "P2KP_KUNCI_RAHASIA": secrets.token_urlsafe(60),
        "P2KP_KUNCI_NIK": os.environ.get("P2KP_KUNCI_NIK", "dWppLXVqaS11amktdWppLXVqaS11amktdWppLXVqaSE="),
        "P2KP_ALAMAT": "p2kp.example",
    }
    hasil = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=AKAR, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert hasil.returncode == 0, hasil.stdout + hasil.stderr
