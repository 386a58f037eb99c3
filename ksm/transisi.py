"""Which action stands behind each transition of this app; pages and the API run these."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.registry import AksiTransisi, aksi_transisi
from inti.widgets import TanggalInput
from ksm import actions as a
from siklus.formulir_transisi import AlasanForm


class BerakhirForm(AlasanForm):
    """On which day a membership or a group ended, and why."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    field_order = ["tanggal", "alasan"]


def register() -> None:
    """Enter every transition of this app."""
    for kode, aksi in {
        "ksm.ksm.bubarkan": AksiTransisi(a.dissolve_ksm, BerakhirForm),
        "ksm.ksm.batalkan": AksiTransisi(a.cancel_ksm, AlasanForm),
        "ksm.ksm.pulihkan": AksiTransisi(a.restore_ksm, AlasanForm),
        "ksm.anggotaksm.keluarkan": AksiTransisi(a.dismiss_anggota, BerakhirForm),
        "ksm.anggotaksm.batalkan": AksiTransisi(a.cancel_anggota, AlasanForm),
        "ksm.aturanmain.batalkan": AksiTransisi(a.cancel_aturan_main, AlasanForm),
        "ksm.ceklisksm.batalkan": AksiTransisi(a.cancel_ceklis, AlasanForm),
    }.items():
        aksi_transisi.daftar(kode, aksi)
