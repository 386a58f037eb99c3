"""What things are called in an area: BKM or LKM, kelurahan and lurah or desa and kepala desa, RT or dusun.

Words follow the kind of the area; a place that says otherwise (nagari, gampong, LKM) sets the parameter
`sebutan.<butir>` for its area. Source: WIL-12.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wilayah.models import Wilayah


@dataclass(frozen=True)
class Sebutan:
    """The words of one area, as they are printed: titles with capitals."""

    wilayah: str
    kepala: str
    basis_atas: str
    basis: str
    badan: str = "BKM"


KELURAHAN = Sebutan(wilayah="Kelurahan", kepala="Lurah", basis_atas="RW", basis="RT")
DESA = Sebutan(wilayah="Desa", kepala="Kepala Desa", basis_atas="Dusun", basis="RT")
LAIN = {
    "kecamatan": Sebutan(wilayah="Kecamatan", kepala="Camat", basis_atas="Kelurahan", basis="RW"),
    "kota": Sebutan(wilayah="Kota", kepala="Wali Kota", basis_atas="Kecamatan", basis="Kelurahan"),
    "kabupaten": Sebutan(wilayah="Kabupaten", kepala="Bupati", basis_atas="Kecamatan", basis="Desa"),
    "provinsi": Sebutan(wilayah="Provinsi", kepala="Gubernur", basis_atas="Kota/Kabupaten", basis="Kecamatan"),
}


def usual_words(wilayah: Wilayah) -> Sebutan:
    """The words that follow from the kind of the area alone; asks no database."""
    if wilayah.jenis in LAIN:
        return LAIN[wilayah.jenis]
    return DESA if wilayah.desa else KELURAHAN


def words_for(wilayah: Wilayah, *, tanggal: date | None = None) -> Sebutan:
    """The words in force in an area on a date (today by default), overrides included. One query."""
    from wilayah.parameter import values_for
    from wilayah.waktu import today_in

    dasar = usual_words(wilayah)
    kode = {f"sebutan.{f.name}": f.name for f in fields(Sebutan)}
    nilai = values_for(kode, kode_wilayah=wilayah.kode, tanggal=tanggal or today_in(wilayah.kode))
    return replace(dasar, **{nama: str(nilai[k].nilai) for k, nama in kode.items() if nilai[k].nilai})
