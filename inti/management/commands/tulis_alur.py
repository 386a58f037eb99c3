"""`manage.py tulis_alur`: write docs/alur.md from the FSM graph and the programme definitions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from inti.alur import document
from inti.registry import bagian_alur

BERKAS = Path(settings.BASE_DIR) / "docs" / "alur.md"


def alur_text() -> str:
    """What docs/alur.md must hold: states first, then what the apps above add (the cycle of each programme)."""
    return "\n".join([document(), *(buat() for _kode, buat in bagian_alur.semua())])


class Command(BaseCommand):
    help = "Menulis docs/alur.md dari graf status dan definisi program."

    def handle(self, *args: Any, **options: Any) -> None:
        BERKAS.write_text(alur_text(), encoding="utf-8")
        self.stdout.write("docs/alur.md ditulis.")
