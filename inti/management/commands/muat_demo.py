"""`manage.py muat_demo`: fill an empty database with a believable kota, by calling our own actions.

Each app registers its part (`registry.demo`), and the parts run in the order of the house; demo data therefore
cannot break a rule. Refused in production settings. Running it again changes nothing.
"""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from inti.registry import demo


class Command(BaseCommand):
    help = "Memuat data peragaan (rekaan) lewat aksi yang sama dengan layarnya. Aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MODE_DEMO:
            raise CommandError("Data peragaan hanya untuk P2KP_DEMO=1, tidak pernah untuk pemakaian sungguhan.")
        for kode, isi in demo.semua():
            mulai = time.monotonic()
            isi(self.stdout.write)
            self.stdout.write(f"{kode}: {time.monotonic() - mulai:.1f} detik")
