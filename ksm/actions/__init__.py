"""Every write of this app."""

from ksm.actions.anggota import add_anggota, cancel_anggota, change_anggota, dismiss_anggota
from ksm.actions.kelompok import cancel_ksm, change_ksm, dissolve_ksm, register_ksm, restore_ksm
from ksm.actions.tinjauan import cancel_aturan_main, cancel_ceklis, fill_ceklis, record_aturan_main

__all__ = [
    "add_anggota",
    "cancel_anggota",
    "cancel_aturan_main",
    "cancel_ceklis",
    "cancel_ksm",
    "change_anggota",
    "change_ksm",
    "dismiss_anggota",
    "dissolve_ksm",
    "fill_ceklis",
    "record_aturan_main",
    "register_ksm",
    "restore_ksm",
]
