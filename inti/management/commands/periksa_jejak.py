"""`manage.py periksa_jejak`: walk every hash chain of the audit trail and name the first bad row. Source: UMU-03."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from inti.jejak import broken_links


class Command(BaseCommand):
    help = "Memeriksa rantai jejak: ubahan, hapusan, pertukaran, dan sisipan ditemukan. Keluar 1 bila ada yang rusak."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--wilayah", help="hanya satu kode wilayah (kosong: semua)")

    def handle(self, *args: Any, **options: Any) -> None:
        rusak = broken_links(kode_wilayah=options["wilayah"])
        for baris in rusak:
            self.stderr.write(f"{baris.kode_wilayah or 'nasional'} #{baris.nomor}: {baris.sebab} ({baris.jejak_id})")
        if rusak:
            raise SystemExit(1)
        self.stdout.write("Semua rantai jejak utuh.")
