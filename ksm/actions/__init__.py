"""Every write of this app."""

from ksm.actions.anggota import add_anggota, cancel_anggota, change_anggota, dismiss_anggota
from ksm.actions.bantuan import receive_bantuan, receive_from_sheet
from ksm.actions.kelompok import cancel_ksm, change_ksm, dissolve_ksm, register_ksm, restore_ksm
from ksm.actions.pelaksanaan import (
    cancel_catatan,
    check_mutu,
    file_foto,
    hand_over,
    record_bahan,
    record_kemajuan,
    record_swadaya,
)
from ksm.actions.pemeliharaan import check_aset, form_pemelihara, record_kas_pemelihara
from ksm.actions.tinjauan import cancel_aturan_main, cancel_ceklis, fill_ceklis, record_aturan_main

__all__ = [
    "add_anggota",
    "cancel_anggota",
    "cancel_aturan_main",
    "cancel_catatan",
    "cancel_ceklis",
    "cancel_ksm",
    "change_anggota",
    "change_ksm",
    "check_aset",
    "check_mutu",
    "dismiss_anggota",
    "dissolve_ksm",
    "file_foto",
    "fill_ceklis",
    "form_pemelihara",
    "hand_over",
    "receive_bantuan",
    "receive_from_sheet",
    "record_aturan_main",
    "record_bahan",
    "record_kas_pemelihara",
    "record_kemajuan",
    "record_swadaya",
    "register_ksm",
    "restore_ksm",
]
