"""Every write of this app, one file per part of the work."""

from bkm.actions.hitungan import merge_names, record_hitungan, record_ulang, separate_names, unmerge_names
from bkm.actions.panitia import add_anggota_panitia, cancel_anggota_panitia, form_panitia
from bkm.actions.tatib import prepare_pemilihan, save_tatib
from bkm.actions.tps import (
    announce_hasil,
    attach_bukti,
    cancel_hasil,
    cancel_utusan,
    certify_tps,
    close_tps,
    open_tps,
    recheck_tps,
    replace_utusan,
    restore_tps,
    skip_tps,
    undo_open_tps,
    visit_tps,
    void_tps,
)

__all__ = [
    "add_anggota_panitia",
    "announce_hasil",
    "attach_bukti",
    "cancel_anggota_panitia",
    "cancel_hasil",
    "cancel_utusan",
    "certify_tps",
    "close_tps",
    "form_panitia",
    "merge_names",
    "open_tps",
    "prepare_pemilihan",
    "recheck_tps",
    "record_hitungan",
    "record_ulang",
    "replace_utusan",
    "restore_tps",
    "save_tatib",
    "separate_names",
    "skip_tps",
    "undo_open_tps",
    "unmerge_names",
    "visit_tps",
    "void_tps",
]
