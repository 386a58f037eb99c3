"""What is committed about the API and the states says what the code does."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from inti.dok_api import build_schema
from inti.management.commands import tulis_alur, tulis_skema

PERINTAH = "Jalankan `manage.py {}` lalu ikutkan berkasnya."


def test_openapi_file_is_current():
    """The committed OpenAPI document is the one the API gives now."""
    assert tulis_skema.BERKAS.read_text(encoding="utf-8") == tulis_skema.schema_text(), PERINTAH.format("tulis_skema")


def test_schema_has_no_warning(capsys):
    """Every operation, field and enumeration has one name; nothing is guessed."""
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")

    assert build_schema()["openapi"].startswith("3.1")


def test_every_operation_declares_its_refusals():
    """UMU-23: 401 and 404 are declared everywhere, 409 and 422 on every write."""
    for jalur, operasi in build_schema()["paths"].items():
        if "/skema/" in jalur:
            continue
        for metode, isi in operasi.items():
            harus = {"401", "404"} | ({"409", "422"} if metode in {"post", "patch", "put"} else set())
            assert harus <= set(isi["responses"]), f"{metode.upper()} {jalur}"


def test_state_diagrams_are_current():
    """UMU-30: docs/alur.md is drawn from the graph."""
    assert tulis_alur.BERKAS.read_text(encoding="utf-8") == tulis_alur.alur_text(), PERINTAH.format("tulis_alur")


@pytest.mark.django_db
def test_documentation_page_needs_nothing_from_outside(client):
    """The page of the API is rendered here: no CDN, no script of others."""
    halaman = client.get(reverse("dok-api"))

    assert halaman.status_code == 200
    isi = halaman.content.decode()
    assert "/api/v1/langkah/{id}/transisi/{nama}/" in isi
    # Only what the browser would fetch; the page's own random tokens may contain any letters.
    assert re.findall(r"""(?:src|href|action|url)\s*[=(]\s*["']?((?:https?:)?//[^"')\s]+)""", isi) == []
