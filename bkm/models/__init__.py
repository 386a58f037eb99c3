"""Rows of BKM building, one file per part of the work."""

from bkm.models.pemilihan import (
    TPS,
    AnggotaPanitia,
    HasilAnggota,
    Hitungan,
    Panitia,
    Pemilihan,
    PengumumanHasil,
    PenyatuanNama,
    PerolehanSuara,
    TataTertib,
    Utusan,
)

__all__ = [
    "TPS",
    "AnggotaPanitia",
    "HasilAnggota",
    "Hitungan",
    "Panitia",
    "Pemilihan",
    "PengumumanHasil",
    "PenyatuanNama",
    "PerolehanSuara",
    "TataTertib",
    "Utusan",
]
