"""`manage.py hitung_ringkasan`: refresh what is stale, all kelurahan, or the months before where there are no rows."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dasbor.hitung import month_of
from dasbor.langkah import PROGRAM
from dasbor.segarkan import fill_month, refresh
from inti.latihan import PROVINSI_LATIHAN
from inti.models import Usang
from siklus.models import Siklus
from wilayah.waktu import today_in


class Command(BaseCommand):
    help = "Menghitung ringkasan yang usang; --semua menghitung semua, --sejak mengisi bulan lalu yang belum ada."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--semua", action="store_true", help="hitung semua kelurahan, usang atau tidak")
        parser.add_argument("--sejak", metavar="TTTT-BB", help="isi bulan lalu sejak bulan ini bila belum ada")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["sejak"]:
            for akhir in months_since(options["sejak"]):
                self.stdout.write(f"{akhir:%Y-%m}: {fill_month(akhir)} kelurahan diisi")
        if options["semua"]:
            kodes = Siklus.objects.filter(program=PROGRAM).exclude(kode_provinsi=PROVINSI_LATIHAN)
            Usang.objects.bulk_create([Usang(kode_wilayah=k) for k in set(kodes.values_list("wilayah_id", flat=True))])
        self.stdout.write(f"{refresh(batas_detik=3600)} kelurahan dihitung")


def months_since(teks: str) -> list[date]:
    """The last days of the months from `teks` ("2026-06") to the one before this. Raises CommandError for a bad one."""
    try:
        tahun, bulan = (int(t) for t in teks.split("-"))
        hari = date(tahun, bulan, 1)
    except ValueError as galat:
        raise CommandError("Tulis bulan sebagai TTTT-BB, misalnya 2026-06.") from galat
    hasil = []
    while hari < month_of(today_in("")):
        akhir = hari.replace(day=calendar.monthrange(hari.year, hari.month)[1])
        hasil.append(akhir)
        hari = date.fromordinal(akhir.toordinal() + 1)
    return hasil
