"""Which action stands behind each transition; pages and the API run these. Source: arsitektur, one door to a state."""

from __future__ import annotations

from inti.registry import AksiTransisi, aksi_transisi
from pronangkis import actions as a
from pronangkis.forms.pengesahan import PengesahanForm
from siklus.formulir_transisi import AlasanForm


def register() -> None:
    """Enter every transition of this app."""
    for kode, aksi in {
        "pronangkis.pjm.ajukan": AksiTransisi(a.submit_pjm),
        "pronangkis.pjm.tarik": AksiTransisi(a.withdraw_pjm, AlasanForm),
        "pronangkis.pjm.sahkan": AksiTransisi(a.ratify_pjm, PengesahanForm),
        "pronangkis.pjm.gantikan": AksiTransisi(a.supersede_pjm),
        "pronangkis.pjm.batalkan": AksiTransisi(a.cancel_pjm, AlasanForm),
        "pronangkis.renta.ajukan": AksiTransisi(a.submit_renta),
        "pronangkis.renta.tarik": AksiTransisi(a.withdraw_renta, AlasanForm),
        "pronangkis.renta.sahkan": AksiTransisi(a.ratify_renta, PengesahanForm),
        "pronangkis.renta.gantikan": AksiTransisi(a.supersede_renta),
        "pronangkis.tanggapanuji.batalkan": AksiTransisi(a.cancel_tanggapan, AlasanForm),
    }.items():
        aksi_transisi.daftar(kode, aksi)
