"""The ledger of every body, one file per noun."""

from keuangan.models.buku import AkunBuku, Buku, PemilikDana
from keuangan.models.jurnal import BarisJurnal, Jurnal, PeristiwaJurnal, PersetujuanJurnal
from keuangan.models.kas import HitungKas
from keuangan.models.periode import Periode
from keuangan.models.saldo import SaldoBadan

__all__ = [
    "AkunBuku",
    "BarisJurnal",
    "Buku",
    "HitungKas",
    "Jurnal",
    "PemilikDana",
    "Periode",
    "PeristiwaJurnal",
    "PersetujuanJurnal",
    "SaldoBadan",
]
