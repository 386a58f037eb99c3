"""The vendored area register: reading and checking its files. Loading it is `wilayah.actions.register`. Source: WIL-02."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar
from wilayah.kode import clean_name, kind_of, level_of, parent_of, search_name, zone_of

# Rows each file must hold; anything else is not the register that was checked in.
JUMLAH_BAKU = {"provinces": 38, "regencies": 514, "districts": 7_285, "villages": 83_762}


@dataclass(frozen=True)
class BarisRegister:
    """One area as it will be stored."""

    kode: str
    nama: str
    nama_cari: str
    tingkat: str
    jenis: str
    kode_induk: str
    zona: str


def register_dir() -> Path:
    """Folder of the vendored files."""
    return Path(settings.BASE_DIR) / "data" / "wilayah"


def read_register(folder: Path | None = None) -> list[BarisRegister]:
    """All areas of the vendored register, checked against its fingerprints, counts and own tree.

    Raises: AturanDilanggar (WIL-01) naming the file or code that is wrong.
    """
    folder = folder or register_dir()
    sidik = {b.split()[1]: b.split()[0] for b in (folder / "SHA256SUMS").read_text().splitlines()}
    baris = [b for nama in JUMLAH_BAKU for b in _read_file(folder / f"{nama}.csv.gz", JUMLAH_BAKU[nama], sidik)]
    _check_tree(baris)
    return baris


def to_row(kode: str, nama: str) -> BarisRegister:
    """Everything that follows from a code and a name. Raises KeyError for a code of no level."""
    bersih = clean_name(nama)
    return BarisRegister(
        kode=kode,
        nama=bersih,
        nama_cari=search_name(bersih),
        tingkat=level_of(kode),
        jenis=kind_of(kode, bersih),
        kode_induk=parent_of(kode),
        zona=zone_of(kode),
    )


def _read_file(berkas: Path, jumlah: int, sidik: dict[str, str]) -> Iterator[BarisRegister]:
    isi = berkas.read_bytes()
    if hashlib.sha256(isi).hexdigest() != sidik.get(berkas.name):
        raise AturanDilanggar(
            _("Berkas register %(nama)s tidak sama dengan yang tercatat; ambil ulang dari sumbernya.")
            % {"nama": berkas.name},
            aturan="WIL-02",
        )
    pembaca = csv.reader(io.StringIO(gzip.decompress(isi).decode("utf-8")))
    next(pembaca)
    baris = [to_row(b[0], b[-1]) for b in pembaca]
    if len(baris) != jumlah:
        raise AturanDilanggar(
            _("Register %(nama)s berisi %(ada)d baris, seharusnya %(harus)d.")
            % {"nama": berkas.name, "ada": len(baris), "harus": jumlah},
            aturan="WIL-02",
        )
    yield from baris


def _check_tree(baris: list[BarisRegister]) -> None:
    kode = {b.kode for b in baris}
    ganda = len(baris) - len(kode)
    yatim = [b.kode for b in baris if b.kode_induk and b.kode_induk not in kode]
    if ganda or yatim:
        raise AturanDilanggar(
            _("Register berisi %(ganda)d kode ganda dan %(yatim)d kode tanpa induk.")
            % {"ganda": ganda, "yatim": len(yatim)},
            aturan="WIL-01",
            rincian={"yatim": yatim[:20]},
        )
