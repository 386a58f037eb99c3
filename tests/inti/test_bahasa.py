"""The English catalogue: every text has one, with the same placeholders, and the pages speak it."""

from __future__ import annotations

import re

import polib
import pytest
from django.conf import settings

PO = settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"
SISIPAN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def katalog() -> polib.POFile:
    return polib.pofile(str(PO))


def test_catalogue_is_complete(katalog):
    """Indonesian first, English second: no text is left without its English, none is guessed."""
    assert [e.msgid for e in katalog if not e.obsolete and not e.translated()] == []
    assert [e.msgid for e in katalog if e.fuzzy] == []


def test_translations_keep_their_placeholders(katalog):
    """A lost placeholder would be a 500 in English only."""
    salah = []
    for e in katalog:
        for teks in [e.msgstr] if not e.msgid_plural else e.msgstr_plural.values():
            if not set(SISIPAN.findall(teks)) <= set(SISIPAN.findall(e.msgid + (e.msgid_plural or ""))):
                salah.append(e.msgid)

    assert salah == []


@pytest.mark.django_db
def test_page_speaks_the_chosen_language(client):
    """The language button wins over the menus of the phone; Indonesian is where everybody starts."""
    assert "Masuk" in client.get("/masuk/", headers={"Accept-Language": "en"}).content.decode()

    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Log in" in client.get("/masuk/").content.decode()
