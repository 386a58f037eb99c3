"""Rows of the cycle, one file per noun."""

from siklus.models.catatan import BukuCatatan, Percakapan
from siklus.models.keluaran import Keluaran
from siklus.models.keputusan import Keputusan
from siklus.models.langkah import Langkah
from siklus.models.pelatihan import Pelatihan, PesertaPelatihan
from siklus.models.pertemuan import Kehadiran, Pertemuan
from siklus.models.referensi import JadwalInduk, LokasiSasaran, SumberDana
from siklus.models.relawan import Relawan, RelawanTahun
from siklus.models.siklus import Siklus

__all__ = [
    "BukuCatatan",
    "JadwalInduk",
    "Kehadiran",
    "Keluaran",
    "Keputusan",
    "Langkah",
    "LokasiSasaran",
    "Pelatihan",
    "Percakapan",
    "Pertemuan",
    "PesertaPelatihan",
    "Relawan",
    "RelawanTahun",
    "Siklus",
    "SumberDana",
]
