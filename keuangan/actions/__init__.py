"""Every write of the ledger. Each opens one unit; each ledger waits only for itself."""

from keuangan.actions.bawaan import Bawaan, bring_pinjaman
from keuangan.actions.buku import add_akun, add_pemilik_dana, load_akun_buku, open_buku
from keuangan.actions.jurnal import approve_jurnal, post_jurnal, reverse_jurnal, set_saldo_awal
from keuangan.actions.pembayaran import (
    Terima,
    close_pinjaman,
    collect_pinjaman,
    pay_pinjaman,
    reopen_pinjaman,
    reverse_pembayaran,
)
from keuangan.actions.periode import close_day, close_periode, close_year, reopen_day, reopen_periode
from keuangan.actions.peristiwa import record_peristiwa, transfer_between
from keuangan.actions.simpanan import cover_tunggakan, deposit_tabungan, pay_out_simpanan
from keuangan.actions.tunggakan import record_tagihan, recover_pinjaman, reschedule_pinjaman, write_off_pinjaman
from keuangan.actions.umum import Baris, Dana

__all__ = [
    "Baris",
    "Bawaan",
    "Dana",
    "Terima",
    "add_akun",
    "add_pemilik_dana",
    "approve_jurnal",
    "bring_pinjaman",
    "close_day",
    "close_periode",
    "close_pinjaman",
    "close_year",
    "collect_pinjaman",
    "cover_tunggakan",
    "deposit_tabungan",
    "load_akun_buku",
    "open_buku",
    "pay_out_simpanan",
    "pay_pinjaman",
    "post_jurnal",
    "record_peristiwa",
    "record_tagihan",
    "recover_pinjaman",
    "reopen_day",
    "reopen_periode",
    "reopen_pinjaman",
    "reschedule_pinjaman",
    "reverse_jurnal",
    "reverse_pembayaran",
    "set_saldo_awal",
    "transfer_between",
    "write_off_pinjaman",
]
