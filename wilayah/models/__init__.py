"""Rows of the register, one file per noun."""

from wilayah.models.badan import Badan
from wilayah.models.basis import Basis, DaftarDewasa
from wilayah.models.parameter import Parameter
from wilayah.models.warga import JenisKelamin, PenggabunganWarga, Warga
from wilayah.models.wilayah import Berwilayah, Wilayah, scope_indexes

__all__ = [
    "Badan",
    "Basis",
    "Berwilayah",
    "DaftarDewasa",
    "JenisKelamin",
    "Parameter",
    "PenggabunganWarga",
    "Warga",
    "Wilayah",
    "scope_indexes",
]
