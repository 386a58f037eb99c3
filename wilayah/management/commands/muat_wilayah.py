"""manage.py muat_wilayah: load the area register. Safe to run again."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inti.errors import GalatAplikasi
from inti.pelaku import SISTEM
from wilayah.actions import load_register
from wilayah.register import read_register


class Command(BaseCommand):
    """Load the vendored register (data/wilayah) and say what changed. Source: WIL-02."""

    help = "Memuat register wilayah (38 provinsi sampai 83.762 kelurahan/desa). Aman diulang."

    def handle(self, *args: Any, **opsi: Any) -> None:
        mulai = time.monotonic()
        try:
            hasil = load_register(read_register(), oleh=SISTEM)
        except GalatAplikasi as galat:
            raise CommandError(galat.pesan) from galat
        lama = time.monotonic() - mulai
        if not (hasil.baru or hasil.berubah):
            self.stdout.write(
                f"Register wilayah sudah sesuai: {hasil.sama} wilayah, tidak ada yang berubah ({lama:.1f} detik)."
            )
        else:
            self.stdout.write(
                f"Register wilayah dimuat: {hasil.baru} baru, {hasil.berubah} berubah, {hasil.sama} tetap ({lama:.1f} detik)."
            )
        if hasil.hilang:
            self.stdout.write(
                f"{hasil.hilang} wilayah di basis data tidak ada dalam berkas; tutup lewat aplikasi dengan penggantinya."
            )
