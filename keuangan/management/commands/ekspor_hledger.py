"""`manage.py ekspor_hledger <uuid>`: one whole ledger as a journal for hledger, to the screen. Source: KEU-114."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keuangan.hledger import export_journal
from keuangan.models import Buku


class Command(BaseCommand):
    help = "Menulis satu buku utuh sebagai jurnal hledger."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("buku", help="UUID buku")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            buku = Buku.objects.select_related("badan").get(pk=uuid.UUID(options["buku"]))
        except (ValueError, Buku.DoesNotExist):
            raise CommandError("Buku itu tidak ada.") from None
        for baris in export_journal(buku):
            self.stdout.write(baris)
