"""Which action stands behind each transition of this app; pages and the API run these."""

from __future__ import annotations

from django import forms

from inti.registry import AksiTransisi, aksi_transisi
from keuangan.actions import close_periode, reopen_periode
from siklus.formulir_transisi import AlasanForm


class TanpaIsianForm(forms.Form):
    """Nothing is asked."""


def register() -> None:
    """Enter every transition of this app."""
    aksi_transisi.daftar("keuangan.periode.tutup", AksiTransisi(close_periode, TanpaIsianForm))
    aksi_transisi.daftar("keuangan.periode.buka_kembali", AksiTransisi(reopen_periode, AlasanForm))
