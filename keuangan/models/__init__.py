"""The ledger of every body, one file per noun."""

from keuangan.models.buku import AkunBuku, Buku, PemilikDana
from keuangan.models.jurnal import BarisJurnal, Jurnal, PeristiwaJurnal, PersetujuanJurnal
from keuangan.models.periode import Periode
from keuangan.models.saldo import SaldoBadan
from keuangan.models.tahun import BagianLaba, Inventaris, PembagianLaba, SusutInventaris

__all__ = [
    "AkunBuku",
    "BagianLaba",
    "BarisJurnal",
    "Buku",
    "Inventaris",
    "Jurnal",
    "PembagianLaba",
    "PemilikDana",
    "Periode",
    "PeristiwaJurnal",
    "PersetujuanJurnal",
    "SaldoBadan",
    "SusutInventaris",
]
