"""The parts of one ledger's page: each app part that has one enters itself here, and every page of the ledger shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inti.registry import Registri


@dataclass(frozen=True)
class TabBuku:
    """One part: its name, where it stands in the row, its address by ledger, and for which charts."""

    label: Any
    urutan: int
    url: Callable[[Any], str]
    bagan: tuple[str, ...] = ("upk", "sekretariat")


tab_buku: Registri[TabBuku] = Registri("tab_buku")


def tabs_of(buku: Any, aktif: str) -> list[dict[str, Any]]:
    """The parts of one ledger, in order, with the open one marked."""
    semua = sorted(tab_buku.semua(), key=lambda pasangan: pasangan[1].urutan)
    return [
        {"label": t.label, "url": t.url(buku.pk), "aktif": nama == aktif} for nama, t in semua if buku.bagan in t.bagan
    ]


def register() -> None:
    """Enter the parts of the desk."""

    def part(nama: str) -> Callable[[Any], str]:
        return lambda pk: reverse(f"keuangan:{nama}", args=[pk])

    for kode, label, urutan, nama, bagan in (
        ("meja", _("Hari ini"), 10, "buku", ("upk", "sekretariat")),
        ("bukti", _("Bukti kas"), 20, "bukti-daftar", ("upk", "sekretariat")),
        ("kumpulan", _("Kumpulan"), 22, "kumpulan", ("upk",)),
        ("pinjaman", _("Pinjaman"), 24, "pinjaman-daftar", ("upk",)),
        ("tunggakan", _("Tunggakan"), 26, "tunggakan", ("upk",)),
        ("simpanan", _("Simpanan"), 27, "simpanan", ("upk",)),
        ("kas", _("Hitung kas"), 30, "kas", ("upk", "sekretariat")),
        ("bank", _("Bank"), 32, "bank", ("upk", "sekretariat")),
        ("bulan", _("Bulan"), 40, "bulan", ("upk", "sekretariat")),
        ("kinerja", _("Kinerja"), 52, "kinerja-buku", ("upk",)),
        ("pengawasan", _("Pengawasan"), 66, "pengawasan", ("upk", "sekretariat")),
        ("laporan", _("Laporan"), 70, "laporan", ("upk", "sekretariat")),
        ("register", _("Register"), 60, "register", ("sekretariat",)),
        ("akun", _("Akun"), 90, "akun", ("upk", "sekretariat")),
    ):
        tab_buku.daftar(kode, TabBuku(label, urutan, part(nama), bagan))
