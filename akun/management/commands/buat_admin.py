"""The first admin of an installation. Prints a temporary password once; it must be changed at the first login."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akun.actions import make_admin
from akun.models import Penugasan
from inti.errors import GalatAplikasi
from inti.pelaku import SISTEM


class Command(BaseCommand):
    """`manage.py buat_admin [--username admin] [--nama "Admin sistem"] [--tambah]`."""

    help = "Membuat admin sistem pertama dan mencetak sandi sementaranya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="admin")
        parser.add_argument("--nama", default="Admin sistem")
        parser.add_argument("--tambah", action="store_true", help="buat admin lagi walau sudah ada")

    def handle(self, *args: Any, **opsi: Any) -> None:
        ada = Penugasan.objects.visible_to(SISTEM).running().filter(peran="admin").select_related("pengguna").first()
        if ada is not None and not opsi["tambah"]:
            self.stdout.write(f"Admin sudah ada: {ada.pengguna.username}. Tidak ada yang dibuat.")
            return
        try:
            pengguna, sandi = make_admin(username=opsi["username"], nama=opsi["nama"], oleh=SISTEM)
        except GalatAplikasi as galat:
            raise CommandError(f"{galat.pesan} {galat.rincian}") from galat
        self.stdout.write(f"Nama pengguna: {pengguna.username}")
        self.stdout.write(f"Sandi sementara: {sandi}")
        self.stdout.write("Sandi ini harus diganti saat masuk pertama dan tidak akan ditampilkan lagi.")
