from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AkunConfig(AppConfig):
    """Who may: people, roles, assignments, login, sessions, tokens."""

    name = "akun"
    verbose_name = "Akun"

    def ready(self) -> None:
        from akun import data_pribadi, otentikasi, tanda_masuk  # noqa: F401  (otentikasi describes itself to the schema)
        from akun.cari import search_petugas
        from akun.demo import load
        from akun.izin import LIHAT_PENGGUNA
        from inti.registry import Butir, cari, demo, menunggu, navigasi
        from wilayah.registry import GrupCari

        data_pribadi.register()
        demo.daftar("akun", load)
        cari.daftar("petugas", GrupCari(_("Petugas"), search_petugas))
        menunggu.daftar("akun.gagal_masuk", tanda_masuk.waiting_for)
        navigasi.daftar(
            "petugas",
            Butir(_("Petugas"), "akun:daftar-petugas", "users", 80, izin=LIHAT_PENGGUNA, awalan=("/petugas/",)),
        )
