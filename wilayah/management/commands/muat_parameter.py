"""manage.py muat_parameter: load the programme numbers that ship with the system. Safe to run again."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from inti.errors import GalatAplikasi
from inti.pelaku import SISTEM
from wilayah.actions import load_parameters


class Command(BaseCommand):
    """Load data/parameter.json; values that are there, or that an officer changed, stay. Source: PAR-10."""

    help = "Memuat daftar parameter program. Aman diulang; nilai yang diubah petugas tidak ditimpa."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", nargs="?", default=str(Path(settings.BASE_DIR) / "data" / "parameter.json"))

    def handle(self, *args: Any, **opsi: Any) -> None:
        try:
            isi = json.loads(Path(opsi["berkas"]).read_text(encoding="utf-8"))
            hasil = load_parameters(isi["parameter"], oleh=SISTEM)
        except (OSError, ValueError, KeyError) as galat:
            raise CommandError(f"Berkas parameter tidak terbaca: {galat}") from galat
        except GalatAplikasi as galat:
            raise CommandError(f"{galat.pesan} {galat.rincian}") from galat
        if not (hasil.baru or hasil.kata):
            self.stdout.write(f"Parameter sudah sesuai: {hasil.sama} baris, tidak ada yang berubah.")
        else:
            self.stdout.write(
                f"Parameter dimuat: {hasil.baru} baru, {hasil.kata} keterangan diperbarui, {hasil.sama} tetap."
            )
        if hasil.berbeda:
            self.stdout.write(f"Nilai berikut berbeda dari berkas dan dibiarkan: {', '.join(sorted(hasil.berbeda))}")
