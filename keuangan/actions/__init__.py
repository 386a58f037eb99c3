"""Every write of the ledger. Each opens one unit; each ledger waits only for itself."""

from keuangan.actions.buku import add_akun, add_pemilik_dana, load_akun_buku, open_buku
from keuangan.actions.inventaris import (
    buy_inventaris,
    depreciate_month,
    dispose_inventaris,
    edit_inventaris,
    register_inventaris,
)
from keuangan.actions.jurnal import approve_jurnal, post_jurnal, reverse_jurnal, set_saldo_awal
from keuangan.actions.laba import divide_profit
from keuangan.actions.periode import close_day, close_periode, close_year, reopen_day, reopen_periode
from keuangan.actions.peristiwa import record_peristiwa, transfer_between
from keuangan.actions.umum import Baris, Dana

__all__ = [
    "Baris",
    "Dana",
    "add_akun",
    "add_pemilik_dana",
    "approve_jurnal",
    "buy_inventaris",
    "close_day",
    "close_periode",
    "close_year",
    "depreciate_month",
    "dispose_inventaris",
    "divide_profit",
    "edit_inventaris",
    "load_akun_buku",
    "open_buku",
    "post_jurnal",
    "record_peristiwa",
    "register_inventaris",
    "reopen_day",
    "reopen_periode",
    "reverse_jurnal",
    "set_saldo_awal",
    "transfer_between",
]
