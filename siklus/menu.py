"""Where the pages of the cycle stand in the navigation and among the tabs of a kelurahan."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inti.registry import Butir, Tab, navigasi, tab_kelurahan
from siklus import izin


def register() -> None:
    """Enter the navigation entries and the trail's tab."""
    navigasi.daftar("beranda", Butir(_("Beranda"), "siklus:beranda", "beranda", 10))
    navigasi.daftar(
        "kelurahan",
        Butir(
            _("Kelurahan"), "siklus:kelurahan", "peta", 20, izin.LIHAT,
            ("/kelurahan/", "/langkah/", "/pertemuan/", "/catat/", "/siklus/"),
        ),
    )  # fmt: skip
    navigasi.daftar(
        "jadwal", Butir(_("Jadwal induk"), "siklus:jadwal-pilih", "kalender", 60, izin.LIHAT, ("/jadwal/",))
    )
    navigasi.daftar("lokasi", Butir(_("Lokasi sasaran"), "siklus:lokasi", "saring", 65, izin.LIHAT, ("/lokasi/",)))
    navigasi.daftar("pelajaran", Butir(_("Pelajaran"), "siklus:pelajaran", "pesan", 70, izin.LIHAT, ("/pelajaran/",)))
    navigasi.daftar("bantuan", Butir(_("Bantuan"), "siklus:bantuan", "info", 95, izin.LIHAT, ("/bantuan/",)))
    tab_kelurahan.daftar(
        "riwayat", Tab(_("Riwayat"), 90, lambda kode: reverse("siklus:kelurahan-riwayat", args=[kode]), izin.LIHAT)
    )
