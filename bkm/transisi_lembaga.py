"""Which action stands behind each transition of the body; pages and the API run these."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bkm.actions import dasar_lembaga, kepengurusan, rapat, unit
from bkm.models import AnggotaBKM
from inti.registry import AksiTransisi, aksi_transisi
from inti.widgets import TanggalInput
from siklus.formulir_transisi import AlasanForm


class HariForm(forms.Form):
    """On which day."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)


class BerakhirForm(AlasanForm):
    """On which day something ended, and why."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    field_order = ["tanggal", "alasan"]


class BerhentiForm(AlasanForm):
    """Which members' meeting noted it (its key), from when, why."""

    rapat = forms.UUIDField(label=_("Rapat anggota"))
    tanggal = forms.DateField(label=_("Berhenti sejak"), required=False, widget=TanggalInput)
    field_order = ["rapat", "tanggal", "alasan"]


class BerhentiAnggotaForm(BerhentiForm):
    """The same for a member, with the cause."""

    sebab = forms.ChoiceField(
        label=_("Sebab"), choices=[p for p in AnggotaBKM.Sebab.choices if p[0] != AnggotaBKM.Sebab.MASA_BAKTI]
    )
    field_order = ["rapat", "sebab", "tanggal", "alasan"]


def register() -> None:
    """Enter every transition of this part."""
    petugas = {
        f"bkm.{model}.{nama}": AksiTransisi(fungsi, formulir)
        for model in ("petugasup", "pengawasupk", "petugassekretariat", "penasehat")
        for nama, fungsi, formulir in (
            ("berhentikan", unit.dismiss_petugas, BerhentiForm),
            ("batalkan", unit.cancel_petugas, AlasanForm),
        )
    }
    for kode, aksi in {
        "bkm.evaluasikesiapan.batalkan": AksiTransisi(dasar_lembaga.cancel_evaluasi, AlasanForm),
        "bkm.anggarandasar.sahkan": AksiTransisi(dasar_lembaga.ratify_ad, HariForm),
        "bkm.anggarandasar.buka_lagi": AksiTransisi(dasar_lembaga.reopen_ad, AlasanForm),
        "bkm.aktabkm.batalkan": AksiTransisi(dasar_lembaga.cancel_akta, AlasanForm),
        "bkm.bkm.bubarkan": AksiTransisi(kepengurusan.dissolve_bkm, BerakhirForm),
        "bkm.kepengurusan.kukuhkan": AksiTransisi(kepengurusan.install_kepengurusan, HariForm),
        "bkm.kepengurusan.akhiri": AksiTransisi(kepengurusan.end_kepengurusan, BerakhirForm),
        "bkm.kepengurusan.batalkan": AksiTransisi(kepengurusan.cancel_kepengurusan, AlasanForm),
        "bkm.anggotabkm.berhentikan": AksiTransisi(kepengurusan.dismiss_anggota, BerhentiAnggotaForm),
        "bkm.anggotabkm.batalkan": AksiTransisi(kepengurusan.cancel_anggota, AlasanForm),
        "bkm.rapatbkm.batalkan": AksiTransisi(rapat.cancel_rapat, AlasanForm),
        **petugas,
    }.items():
        aksi_transisi.daftar(kode, aksi)
