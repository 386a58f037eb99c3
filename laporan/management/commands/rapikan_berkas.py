"""Remove files that no row knows: what an upload left behind whose transaction was refused. Source: UMU-01."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from laporan.models import Berkas, Dokumen

AKAR = "berkas"
UMUR_JAM = 24  # an upload may still be on its way to its commit


class Command(BaseCommand):
    """Names the files without a row that are older than a day; `--hapus` removes them."""

    help = "Menyebut berkas tersimpan yang tidak dikenal basis data; --hapus menghapusnya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--hapus", action="store_true", help="Hapus berkas yang disebut.")

    def handle(self, *args: Any, **options: Any) -> None:
        yatim = sorted(orphans())
        for nama in yatim:
            self.stdout.write(nama)
            if options["hapus"]:
                default_storage.delete(nama)
        self.stdout.write(f"{len(yatim)} berkas tanpa catatan" + (" dihapus." if options["hapus"] else "."))


def orphans() -> Iterator[str]:
    """Stored names that are older than a day and that no row holds."""
    batas = timezone.now() - timedelta(hours=UMUR_JAM)
    dikenal = {
        *Berkas.objects.values_list("file", flat=True),
        *Berkas.objects.values_list("kecil", flat=True),
        *Dokumen.objects.values_list("berkas", flat=True),
    }
    return (n for n in _walk(AKAR) if n not in dikenal and default_storage.get_modified_time(n) < batas)


def _walk(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    sub, berkas = default_storage.listdir(folder)
    yield from (f"{folder}/{b}" for b in berkas)
    for s in sub:
        yield from _walk(f"{folder}/{s}")
