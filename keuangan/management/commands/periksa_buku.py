"""`manage.py periksa_buku`: recompute every ledger from its lines and name the wrong row. Source: KEU-25, KEU-193."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keuangan.models import Buku
from keuangan.periksa import inspect


class Command(BaseCommand):
    help = "Menghitung ulang semua buku dari baris jurnalnya. Keluar 1 dan menyebut barisnya bila ada yang tidak cocok."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--buku", help="hanya satu buku (UUID); tanpa ini semua buku")

    def handle(self, *args: Any, **options: Any) -> None:
        buku_id = options["buku"]
        if buku_id:
            try:
                buku_id = uuid.UUID(buku_id)
            except ValueError:
                raise CommandError("--buku berisi UUID.") from None
            if not Buku.objects.filter(pk=buku_id).exists():
                raise CommandError("Buku itu tidak ada.")
        salah, tahu = inspect(buku_id=buku_id or None)
        for c in tahu:
            self.stdout.write(f"catatan, buku {c.buku_id}, {c.pemeriksaan} {c.baris}: {c.sebab}")
        for s in salah:
            self.stderr.write(f"buku {s.buku_id}, {s.pemeriksaan} {s.baris}: {s.sebab}")
        if salah:
            raise SystemExit(1)
        jumlah = 1 if buku_id else Buku.objects.count()
        self.stdout.write(f"{jumlah} buku diperiksa, semua cocok.")
