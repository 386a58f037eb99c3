"""Forms that ask for the data of a transition of PS-2; the page and the API clean it through the same ones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import TanggalInput
from siklus.models import EntriPS2

SEBAB_KELUAR = [c for c in EntriPS2.Keluar.choices if c[0] in {"membaik", "pindah", "meninggal", "lainnya"}]


class PasangForm(forms.Form):
    """When and where the list was posted."""

    tanggal = forms.DateField(label=_("Dipasang pada"), widget=TanggalInput)
    tempat = forms.CharField(label=_("Tempat dipasang"), max_length=150)


class TetapkanForm(forms.Form):
    """The determination asks for nothing but a reason where one is needed."""

    alasan = forms.CharField(
        label=_("Catatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class MasukForm(forms.Form):
    """A late entry: the day of the decision and why."""

    tanggal = forms.DateField(label=_("Tanggal keputusan"), widget=TanggalInput)
    alasan = forms.CharField(label=_("Alasan masuk"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class KeluarForm(forms.Form):
    """Leaving the list: the day of the decision, the cause and why."""

    tanggal = forms.DateField(label=_("Tanggal keputusan"), widget=TanggalInput)
    sebab = forms.ChoiceField(label=_("Sebab keluar"), choices=SEBAB_KELUAR)
    alasan = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class PutusanForm(forms.Form):
    """What residents decided on an objection, when, and who led the decision."""

    putusan = forms.CharField(
        label=_("Putusan warga dan alasannya"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    tanggal = forms.DateField(label=_("Diputuskan pada"), widget=TanggalInput)
    penentu = forms.CharField(
        label=_("Diputuskan oleh"),
        max_length=150,
        required=False,
        help_text=_("Misalnya: rembug RT 02, dipimpin ketua RT."),
    )

    def clean_penentu(self) -> Any:
        """Without surrounding blanks."""
        return self.cleaned_data["penentu"].strip()
