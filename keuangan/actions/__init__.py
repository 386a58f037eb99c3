"""Every write of the ledger. Each opens one unit; each ledger waits only for itself."""

from keuangan.actions.bank import (
    BarisKoran,
    enter_rekening_koran,
    match_bank,
    match_suggestions,
    unmatch_bank,
    void_rekening_koran,
)
from keuangan.actions.bawaan import Bawaan, bring_pinjaman
from keuangan.actions.buku import add_akun, add_pemilik_dana, load_akun_buku, open_buku
from keuangan.actions.bulan import announce_month, check_buku, may_close
from keuangan.actions.inventaris import (
    buy_inventaris,
    depreciate_month,
    dispose_inventaris,
    edit_inventaris,
    register_inventaris,
)
from keuangan.actions.jurnal import approve_jurnal, post_jurnal, reverse_jurnal, set_saldo_awal
from keuangan.actions.kas import count_kas, may_count
from keuangan.actions.kolektibilitas import except_gerbang, post_cadangan
from keuangan.actions.laba import divide_profit
from keuangan.actions.pembayaran import (
    Terima,
    close_pinjaman,
    collect_pinjaman,
    pay_pinjaman,
    reopen_pinjaman,
    reverse_pembayaran,
)
from keuangan.actions.periode import close_day, close_periode, close_year, reopen_day, reopen_periode
from keuangan.actions.peristiwa import lines_of, record_peristiwa, transfer_between
from keuangan.actions.pinjaman import (
    apply_pinjaman,
    approve_pinjaman,
    cancel_pinjaman,
    check_anggota,
    check_berkas,
    confirm_putusan,
    decide_pinjaman,
    disburse_pinjaman,
    file_bukti,
    finish_periksa,
    recheck_pinjaman,
    refuse_pinjaman,
    sign_akad,
)
from keuangan.actions.produk import open_produk, set_ketentuan
from keuangan.actions.simpanan import cover_tunggakan, deposit_tabungan, pay_out_simpanan
from keuangan.actions.tunggakan import record_tagihan, recover_pinjaman, reschedule_pinjaman, write_off_pinjaman
from keuangan.actions.umum import Baris, Dana, may_record

__all__ = [
    "Baris",
    "BarisKoran",
    "Bawaan",
    "Dana",
    "Terima",
    "add_akun",
    "add_pemilik_dana",
    "announce_month",
    "apply_pinjaman",
    "approve_jurnal",
    "approve_pinjaman",
    "bring_pinjaman",
    "buy_inventaris",
    "cancel_pinjaman",
    "check_anggota",
    "check_berkas",
    "check_buku",
    "close_day",
    "close_periode",
    "close_pinjaman",
    "close_year",
    "collect_pinjaman",
    "confirm_putusan",
    "count_kas",
    "cover_tunggakan",
    "decide_pinjaman",
    "deposit_tabungan",
    "depreciate_month",
    "disburse_pinjaman",
    "dispose_inventaris",
    "divide_profit",
    "edit_inventaris",
    "enter_rekening_koran",
    "except_gerbang",
    "file_bukti",
    "finish_periksa",
    "lines_of",
    "load_akun_buku",
    "match_bank",
    "match_suggestions",
    "may_close",
    "may_count",
    "may_record",
    "open_buku",
    "open_produk",
    "pay_out_simpanan",
    "pay_pinjaman",
    "post_cadangan",
    "post_jurnal",
    "recheck_pinjaman",
    "record_peristiwa",
    "record_tagihan",
    "recover_pinjaman",
    "refuse_pinjaman",
    "register_inventaris",
    "reopen_day",
    "reopen_periode",
    "reopen_pinjaman",
    "reschedule_pinjaman",
    "reverse_jurnal",
    "reverse_pembayaran",
    "set_ketentuan",
    "set_saldo_awal",
    "sign_akad",
    "transfer_between",
    "unmatch_bank",
    "void_rekening_koran",
    "write_off_pinjaman",
]
