"""Every write of the plan, one module per noun; callers import from here."""

from pronangkis.actions.prioritas import save_order, save_pairs, save_scores
from pronangkis.actions.rencana import (
    cancel_pjm,
    new_version,
    open_pjm,
    ratify_pjm,
    reset_bab,
    save_bab,
    submit_pjm,
    supersede_pjm,
    update_pjm,
    withdraw_pjm,
)
from pronangkis.actions.renta import (
    open_renta,
    ratify_renta,
    save_renta_lines,
    submit_renta,
    supersede_renta,
    withdraw_renta,
)
from pronangkis.actions.uji import (
    add_anggota_tim,
    cancel_tanggapan,
    follow_up_tanggapan,
    record_tanggapan,
    remove_anggota_tim,
    save_monografi,
)

__all__ = [
    "add_anggota_tim",
    "cancel_pjm",
    "cancel_tanggapan",
    "follow_up_tanggapan",
    "new_version",
    "open_pjm",
    "open_renta",
    "ratify_pjm",
    "ratify_renta",
    "record_tanggapan",
    "remove_anggota_tim",
    "reset_bab",
    "save_bab",
    "save_monografi",
    "save_order",
    "save_pairs",
    "save_renta_lines",
    "save_scores",
    "submit_pjm",
    "submit_renta",
    "supersede_pjm",
    "supersede_renta",
    "update_pjm",
    "withdraw_pjm",
    "withdraw_renta",
]
