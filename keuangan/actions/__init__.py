"""Every write of the ledger. Each opens one unit; each ledger waits only for itself."""

from keuangan.actions.buku import add_akun, add_pemilik_dana, load_akun_buku, open_buku
from keuangan.actions.jurnal import approve_jurnal, post_jurnal, reverse_jurnal, set_saldo_awal
from keuangan.actions.kas import count_kas, may_count
from keuangan.actions.periode import close_day, close_periode, close_year, reopen_day, reopen_periode
from keuangan.actions.peristiwa import lines_of, record_peristiwa, transfer_between
from keuangan.actions.umum import Baris, Dana, may_record

__all__ = [
    "Baris",
    "Dana",
    "add_akun",
    "add_pemilik_dana",
    "approve_jurnal",
    "close_day",
    "close_periode",
    "close_year",
    "count_kas",
    "lines_of",
    "load_akun_buku",
    "may_count",
    "may_record",
    "open_buku",
    "post_jurnal",
    "record_peristiwa",
    "reopen_day",
    "reopen_periode",
    "reverse_jurnal",
    "set_saldo_awal",
    "transfer_between",
]
