"""`manage.py kompilasi_bahasa`: compile the message catalogues without the system's gettext."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Menyusun berkas .mo dari .po (tanpa gettext milik sistem)."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for po in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
                self.stdout.write(f"{po.parent.parent.name}: {po.stem}.mo")
