"""Which action stands behind each transition of this app; pages and the API run these."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.registry import AksiTransisi, aksi_transisi
from inti.widgets import TanggalInput
from keuangan import actions as a
from keuangan.forms.pembayaran import HapusBukuForm, JadwalUlangForm
from keuangan.forms.pengawasan import SelesaiForm, TindakLanjutForm
from keuangan.models import Pinjaman
from siklus.formulir_transisi import AlasanForm


class TanpaIsianForm(forms.Form):
    """Nothing is asked."""


class TanggalForm(forms.Form):
    """The day of a step, and the reason where a warning is passed."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    alasan = forms.CharField(
        label=_("Alasan melewati peringatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SetujuiForm(TanggalForm):
    """The coordinator agrees with what the manager proposed."""


class CairkanForm(TanggalForm):
    """On which day and from where the money goes out."""

    lewat = forms.ChoiceField(label=_("Uang dari"), choices=Pinjaman.Lewat.choices, widget=forms.RadioSelect)
    field_order = ["tanggal", "lewat", "alasan"]


def register() -> None:
    """Enter every transition of this app."""
    aksi_transisi.daftar("keuangan.periode.tutup", AksiTransisi(a.close_periode, TanpaIsianForm))
    aksi_transisi.daftar("keuangan.periode.buka_kembali", AksiTransisi(a.reopen_periode, AlasanForm))
    for nama, aksi in {
        "periksa": AksiTransisi(a.finish_periksa, TanggalForm),
        "setujui": AksiTransisi(a.approve_pinjaman, SetujuiForm),
        "ulangi": AksiTransisi(a.recheck_pinjaman, AlasanForm),
        "tolak": AksiTransisi(a.refuse_pinjaman, AlasanForm),
        "akadkan": AksiTransisi(a.sign_akad, TanggalForm),
        "cairkan": AksiTransisi(a.disburse_pinjaman, CairkanForm),
        "batalkan": AksiTransisi(a.cancel_pinjaman, AlasanForm),
        "cabut": AksiTransisi(a.withdraw_bawaan, AlasanForm),
        "jadwalkan_ulang": AksiTransisi(a.reschedule_pinjaman, JadwalUlangForm),
        "hapuskan": AksiTransisi(a.write_off_pinjaman, HapusBukuForm),
        "lunasi": AksiTransisi(a.close_pinjaman),
        "hidupkan": AksiTransisi(a.reopen_pinjaman),
    }.items():
        aksi_transisi.daftar(f"keuangan.pinjaman.{nama}", aksi)
    for nama, aksi in {
        "tindaklanjuti": AksiTransisi(a.follow_up_temuan, TindakLanjutForm),
        "kembalikan": AksiTransisi(a.return_temuan, AlasanForm),
        "selesaikan": AksiTransisi(a.finish_temuan, SelesaiForm),
        "gantikan": AksiTransisi(a.replace_temuan, AlasanForm),
    }.items():
        aksi_transisi.daftar(f"keuangan.temuanpemeriksaan.{nama}", aksi)
