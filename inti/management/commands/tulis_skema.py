"""`manage.py tulis_skema`: write the OpenAPI document that is committed; a test fails when it drifts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from inti.dok_api import build_schema

BERKAS = Path(settings.BASE_DIR) / "docs" / "openapi.json"


def schema_text() -> str:
    """The schema as committed: sorted nowhere, indented, one line end."""
    return json.dumps(build_schema(), indent=1, ensure_ascii=False, default=str) + "\n"


class Command(BaseCommand):
    help = "Menulis docs/openapi.json dari API yang berjalan."

    def handle(self, *args: Any, **options: Any) -> None:
        BERKAS.write_text(schema_text(), encoding="utf-8")
        self.stdout.write(f"{BERKAS.name}: {len(build_schema()['paths'])} jalur.")
