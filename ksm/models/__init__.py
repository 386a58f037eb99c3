"""Groups of residents, what they ask for, what they build and keep up; one file per noun."""

from ksm.models.anggota import AnggotaKSM
from ksm.models.bantuan import PenerimaanBantuan
from ksm.models.kelompok import KSM
from ksm.models.pelaksanaan import (
    BahanUsulan,
    FotoPekerjaan,
    KemajuanUsulan,
    PemeriksaanMutu,
    SerahTerima,
    SwadayaUsulan,
)
from ksm.models.pemeliharaan import BadanPemelihara, KasPemelihara, PemeriksaanAset
from ksm.models.putusan import BAPPUK, BarisBAPPUK, Perjanjian, PerubahanUsulan, VerifikasiUsulan
from ksm.models.tinjauan import AturanMain, CeklisKSM
from ksm.models.usulan import BarisRAB, JanjiSwadaya, PemanfaatUsulan, Usulan

__all__ = [
    "BAPPUK",
    "KSM",
    "AnggotaKSM",
    "AturanMain",
    "BadanPemelihara",
    "BahanUsulan",
    "BarisBAPPUK",
    "BarisRAB",
    "CeklisKSM",
    "FotoPekerjaan",
    "JanjiSwadaya",
    "KasPemelihara",
    "KemajuanUsulan",
    "PemanfaatUsulan",
    "PemeriksaanAset",
    "PemeriksaanMutu",
    "PenerimaanBantuan",
    "Perjanjian",
    "PerubahanUsulan",
    "SerahTerima",
    "SwadayaUsulan",
    "Usulan",
    "VerifikasiUsulan",
]
