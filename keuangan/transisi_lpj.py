"""Which action stands behind each transition of RPD, accounts and misuse; pages and the API run these."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.registry import AksiTransisi, aksi_transisi
from inti.widgets import TanggalInput
from keuangan import actions as a
from keuangan.models import RPD
from ksm.actions import automatic_step
from siklus.formulir_transisi import AlasanForm


class AlasanBolehForm(forms.Form):
    """The reason where a warning is passed."""

    alasan = forms.CharField(
        label=_("Alasan melewati peringatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class HariAlasanForm(AlasanBolehForm):
    """On which day."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    field_order = ["tanggal", "alasan"]


class BayarForm(forms.Form):
    """How the money is handed out, and who signs for it."""

    tanggal = forms.DateField(label=_("Dibayar tanggal"), widget=TanggalInput)
    lewat = forms.ChoiceField(label=_("Lewat"), choices=RPD.Lewat.choices, widget=forms.RadioSelect)
    penerima = forms.CharField(
        label=_("Diterima oleh"), required=False, max_length=150,
        help_text=_("Kosongkan bila diterima wakil KSM yang menandatangani perjanjian."),
    )  # fmt: skip


class TarikForm(AlasanForm):
    """On which day it is taken back, and why."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput, required=False)
    field_order = ["tanggal", "alasan"]


def register() -> None:
    """Enter every transition of RPD, accounts and misuse."""
    for kode, aksi in {
        "rpd.ajukan": AksiTransisi(a.submit_rpd, AlasanBolehForm),
        "rpd.setujui": AksiTransisi(a.approve_rpd, HariAlasanForm),
        "rpd.kembalikan": AksiTransisi(a.return_rpd, AlasanForm),
        "rpd.bayarkan": AksiTransisi(a.pay_rpd, BayarForm),
        "rpd.urungkan_bayar": AksiTransisi(a.withdraw_payment, TarikForm),
        "rpd.batalkan": AksiTransisi(a.cancel_rpd, AlasanForm),
        "belanjaksm.batalkan": AksiTransisi(a.cancel_entry, AlasanForm),
        "upahksm.batalkan": AksiTransisi(a.cancel_entry, AlasanForm),
        "lpjksm.ajukan": AksiTransisi(a.submit_lpj, HariAlasanForm),
        "lpjksm.periksa": AksiTransisi(a.check_lpj, HariAlasanForm),
        "lpjksm.kembalikan": AksiTransisi(a.return_lpj, AlasanForm),
        "lpjksm.kembalikan_bkm": AksiTransisi(a.return_lpj_bkm, AlasanForm),
        "lpjksm.terima": AksiTransisi(a.accept_lpj, HariAlasanForm),
        "lpjksm.tarik_terima": AksiTransisi(a.withdraw_acceptance, TarikForm),
        "lpjksm.batalkan": AksiTransisi(a.cancel_lpj, AlasanForm),
        "lpjbkm.batalkan": AksiTransisi(a.cancel_lpj_bkm, AlasanForm),
        "penyelewengan.buktikan": AksiTransisi(a.prove_case, AlasanForm),
        "penyelewengan.bersihkan": AksiTransisi(a.clear_case, AlasanForm),
        "penyelewengan.kembalikan_sebagian": AksiTransisi(automatic_step, AlasanBolehForm),
        "penyelewengan.selesaikan": AksiTransisi(automatic_step, AlasanBolehForm),
        "penyelewengan.hapuskan": AksiTransisi(a.write_off_case, AlasanForm),
        "pemulihandana.batalkan": AksiTransisi(a.cancel_recovery, AlasanForm),
    }.items():
        aksi_transisi.daftar(f"keuangan.{kode}", aksi)
