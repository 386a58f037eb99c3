"""Rows of the cycle, one file per noun."""

from siklus.models.catatan import BukuCatatan, Percakapan
from siklus.models.keluaran import Keluaran
from siklus.models.keputusan import Keputusan
from siklus.models.langkah import Langkah
from siklus.models.pelatihan import Pelatihan, PesertaPelatihan
from siklus.models.pemetaan import Bidang, BidangNihil, Kajian, Masalah, Peta, Potensi
from siklus.models.pertemuan import Kehadiran, Pertemuan
from siklus.models.ps2 import EntriPS2, KeberatanPS2, Keluarga, PengumumanPS2, Rumah
from siklus.models.referensi import JadwalInduk, LokasiSasaran, SumberDana
from siklus.models.refleksi import Nilai, Prinsip, RefleksiButir
from siklus.models.relawan import Relawan, RelawanTahun
from siklus.models.siklus import Siklus

__all__ = [
    "Bidang",
    "BidangNihil",
    "BukuCatatan",
    "EntriPS2",
    "JadwalInduk",
    "Kajian",
    "KeberatanPS2",
    "Kehadiran",
    "Keluaran",
    "Keluarga",
    "Keputusan",
    "Langkah",
    "LokasiSasaran",
    "Masalah",
    "Nilai",
    "Pelatihan",
    "PengumumanPS2",
    "Percakapan",
    "Pertemuan",
    "PesertaPelatihan",
    "Peta",
    "Potensi",
    "Prinsip",
    "RefleksiButir",
    "Relawan",
    "RelawanTahun",
    "Rumah",
    "Siklus",
    "SumberDana",
]
