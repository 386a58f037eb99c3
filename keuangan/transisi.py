"""Which action stands behind each transition of this app; pages and the API run these."""

from __future__ import annotations

from django import forms

from inti.registry import AksiTransisi, aksi_transisi
from keuangan.actions import (
    close_periode,
    close_pinjaman,
    reopen_periode,
    reopen_pinjaman,
    reschedule_pinjaman,
    write_off_pinjaman,
)
from keuangan.forms.pembayaran import HapusBukuForm, JadwalUlangForm
from siklus.formulir_transisi import AlasanForm


class TanpaIsianForm(forms.Form):
    """Nothing is asked."""


def register() -> None:
    """Enter every transition of this app."""
    aksi_transisi.daftar("keuangan.periode.tutup", AksiTransisi(close_periode, TanpaIsianForm))
    aksi_transisi.daftar("keuangan.periode.buka_kembali", AksiTransisi(reopen_periode, AlasanForm))
    aksi_transisi.daftar("keuangan.pinjaman.jadwalkan_ulang", AksiTransisi(reschedule_pinjaman, JadwalUlangForm))
    aksi_transisi.daftar("keuangan.pinjaman.hapuskan", AksiTransisi(write_off_pinjaman, HapusBukuForm))
    aksi_transisi.daftar("keuangan.pinjaman.lunasi", AksiTransisi(close_pinjaman))
    aksi_transisi.daftar("keuangan.pinjaman.hidupkan", AksiTransisi(reopen_pinjaman))
