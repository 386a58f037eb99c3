"""`manage.py periksa_ringkasan [--kode 32.73]`: compute summaries again and compare. Exit 0 when equal, 1 naming the rows.

The running month is compared with the records, every month with the sums and figures that were made from it. What waits
in the queue is not wrong, only not yet computed; it is counted apart. Source: DAS-07.
"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from dasbor.periksa import check


class Command(BaseCommand):
    help = "Menghitung ulang ringkasan dan membandingkannya; kode keluar 1 bila ada yang berbeda."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--kode", default="", help="hanya wilayah ini dan di bawahnya")

    def handle(self, *args: Any, **options: Any) -> None:
        hasil = check(options["kode"])
        for kalimat in hasil.beda:
            self.stderr.write(kalimat)
        self.stdout.write(
            f"{hasil.diperiksa} baris sama, {len(hasil.beda)} berbeda, {hasil.menunggu} menunggu dihitung"
        )
        if hasil.beda:
            sys.exit(1)
