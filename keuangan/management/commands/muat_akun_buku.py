"""manage.py muat_akun_buku: load the sourced chart of accounts. Safe to run again."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from inti.errors import GalatAplikasi
from inti.pelaku import SISTEM
from keuangan.actions import load_akun_buku


class Command(BaseCommand):
    """Load data/akun_buku.json; accounts that are already so stay untouched. Source: KEU-02."""

    help = "Memuat bagan akun baku. Aman diulang; akun tambahan badan tidak disentuh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", nargs="?", default=str(Path(settings.BASE_DIR) / "data" / "akun_buku.json"))

    def handle(self, *args: Any, **opsi: Any) -> None:
        try:
            isi = json.loads(Path(opsi["berkas"]).read_text(encoding="utf-8"))
            hasil = load_akun_buku(isi["akun"], oleh=SISTEM)
        except (OSError, ValueError, KeyError) as galat:
            raise CommandError(f"Berkas bagan akun tidak terbaca: {galat}") from galat
        except GalatAplikasi as galat:
            raise CommandError(galat.pesan) from galat
        self.stdout.write(f"Akun buku: {hasil.baru} baru, {hasil.berubah} diperbarui, {hasil.sama} tetap.")
