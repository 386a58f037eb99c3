"""manage.py muat_sumber_dana: load the one list of money sources. Safe to run again."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from inti.pelaku import SISTEM
from siklus.actions import load_sumber_dana


class Command(BaseCommand):
    """Load data/sumber_dana.json; sources that are already so stay untouched."""

    help = "Memuat daftar sumber dana. Aman diulang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", nargs="?", default=str(Path(settings.BASE_DIR) / "data" / "sumber_dana.json"))

    def handle(self, *args: Any, **opsi: Any) -> None:
        try:
            isi = json.loads(Path(opsi["berkas"]).read_text(encoding="utf-8"))
            hasil = load_sumber_dana(isi["sumber_dana"], oleh=SISTEM)
        except (OSError, ValueError, KeyError) as galat:
            raise CommandError(f"Berkas sumber dana tidak terbaca: {galat}") from galat
        self.stdout.write(f"Sumber dana: {hasil.baru} baru, {hasil.berubah} diperbarui, {hasil.sama} tetap.")
