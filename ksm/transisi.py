"""Which action stands behind each transition of this app; pages and the API run these."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.registry import AksiTransisi, aksi_transisi
from inti.widgets import TanggalInput
from ksm import actions as a
from ksm.forms.usulan_jalan import (
    AjukanUsulanForm,
    KoreksiPerjanjianForm,
    LangkahForm,
    PerjanjianForm,
    SahkanPerubahanForm,
    UsulPerubahanForm,
)
from siklus.formulir_transisi import AlasanForm


class BerakhirForm(AlasanForm):
    """On which day a membership or a group ended, and why."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    field_order = ["tanggal", "alasan"]


# Steps that run with a payment, an account, a meeting; nobody takes them by themselves. Source: USL-10.
OTOMATIS = (
    "setujui", "cairkan", "urungkan_cair", "kembali_kontrak", "kembali_cair", "kembali_berjalan", "pertanggungjawabkan",
    "buka_lpj", "selesaikan",
)  # fmt: skip


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
        "ksm.usulan.ajukan": AksiTransisi(a.submit_usulan, AjukanUsulanForm),
        "ksm.usulan.kembalikan": AksiTransisi(a.return_usulan, AlasanForm),
        "ksm.usulan.layakkan": AksiTransisi(a.accept_usulan, LangkahForm),
        "ksm.usulan.tunda": AksiTransisi(a.postpone_usulan, AlasanForm),
        "ksm.usulan.lanjutkan": AksiTransisi(a.resume_usulan, AlasanForm),
        "ksm.usulan.kontrakkan": AksiTransisi(a.sign_perjanjian, PerjanjianForm),
        "ksm.usulan.mulai": AksiTransisi(a.start_usulan, LangkahForm),
        "ksm.usulan.usul_ubah": AksiTransisi(a.propose_perubahan, UsulPerubahanForm),
        "ksm.usulan.batalkan": AksiTransisi(a.cancel_usulan, AlasanForm),
        "ksm.verifikasiusulan.batalkan": AksiTransisi(a.cancel_verifikasi, AlasanForm),
        "ksm.bappuk.tetapkan": AksiTransisi(a.determine_bappuk, LangkahForm),
        "ksm.bappuk.batalkan": AksiTransisi(a.cancel_bappuk, AlasanForm),
        "ksm.perjanjian.batalkan": AksiTransisi(a.correct_perjanjian, KoreksiPerjanjianForm),
        "ksm.perubahanusulan.sahkan": AksiTransisi(a.ratify_perubahan, SahkanPerubahanForm),
        "ksm.perubahanusulan.tolak": AksiTransisi(a.refuse_perubahan, AlasanForm),
        **{f"ksm.usulan.{nama}": AksiTransisi(a.automatic_step) for nama in OTOMATIS},
    }.items():
        aksi_transisi.daftar(kode, aksi)
