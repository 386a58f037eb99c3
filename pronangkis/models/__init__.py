"""Rows of the plan, one file per noun."""

from pronangkis.models.kegiatan import BiayaKegiatan, Bidang, KegiatanPJM, ProgramPJM
from pronangkis.models.monografi import Monografi
from pronangkis.models.pengesahan import Pengesahan, TanggapanUji
from pronangkis.models.pjm import PJM, AnggotaTim, BabPJM
from pronangkis.models.prioritas import DaftarPrioritas, NilaiPrioritas, PasanganPrioritas
from pronangkis.models.renta import KegiatanRenta, Renta

__all__ = [
    "PJM",
    "AnggotaTim",
    "BabPJM",
    "BiayaKegiatan",
    "Bidang",
    "DaftarPrioritas",
    "KegiatanPJM",
    "KegiatanRenta",
    "Monografi",
    "NilaiPrioritas",
    "PasanganPrioritas",
    "Pengesahan",
    "ProgramPJM",
    "Renta",
    "TanggapanUji",
]
