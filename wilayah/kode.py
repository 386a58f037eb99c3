"""Area codes as text: their level, their parent, the zone and kind that follow from them. No database. Source: WIL-01."""

from __future__ import annotations

import re
import unicodedata

from inti.latihan import real_part

POLA = re.compile(r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$")
PANJANG_TINGKAT = {2: "provinsi", 5: "kota", 8: "kecamatan", 13: "kelurahan"}
PANJANG_KELURAHAN = 13

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
# Kalimantan Barat and Tengah keep western time (Keppres 41/1987), the rest of Kalimantan central time.
PROVINSI_WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
PROVINSI_WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


def is_code(teks: str) -> bool:
    """True for a well-formed area code of any level."""
    return bool(POLA.match(teks))


def level_of(kode: str) -> str:
    """Level of a code: provinsi, kota, kecamatan or kelurahan. Raises KeyError for anything else."""
    return PANJANG_TINGKAT[len(kode)]


def parent_of(kode: str) -> str:
    """Code of the area above, "" above a province."""
    return kode.rpartition(".")[0]


def path_of(kode: str) -> list[str]:
    """The code itself and all codes above it, narrowest first: 32.73.01 -> [32.73.01, 32.73, 32]."""
    jalur = []
    while kode:
        jalur.append(kode)
        kode = parent_of(kode)
    return jalur


def zone_of(kode: str) -> str:
    """IANA time zone of the province in which an area lies (a practice area: of its kota). Source: WIL-04."""
    provinsi = real_part(kode)[:2]
    if provinsi in PROVINSI_WIT:
        return WIT
    return WITA if provinsi in PROVINSI_WITA else WIB


def kind_of(kode: str, nama: str) -> str:
    """Kind of an area: the name tells kota from kabupaten, the first digit of the last part kelurahan from desa.

    In the Kemendagri register 1xxx is a kelurahan, 2xxx a desa, 3xxx a desa adat.
    """
    tingkat = level_of(kode)
    if tingkat == "kota":
        return "kabupaten" if nama.startswith("Kabupaten ") else "kota"
    if tingkat == "kelurahan":
        return {"1": "kelurahan", "3": "desa_adat"}.get(kode[9], "desa")
    return tingkat


def clean_name(nama: str) -> str:
    """A name as it is shown: NFC, plain apostrophes (the source writes Soka"an for Soka'an), single spaces."""
    rapi = unicodedata.normalize("NFC", nama)
    for tanda in ('"', "\u2019", "\u2018", "`"):
        rapi = rapi.replace(tanda, "'")
    return " ".join(rapi.split())


def search_name(nama: str) -> str:
    """A name as it is searched: lower case, without accents, apostrophes and double spaces."""
    dasar = unicodedata.normalize("NFKD", clean_name(nama).lower())
    huruf = "".join(h for h in dasar if not unicodedata.combining(h) and h != "'")
    return " ".join(huruf.split())
