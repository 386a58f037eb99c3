"""Forms that ask for the data of a transition; the page and the API clean it through the same ones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siklus.models import Pertemuan


class AlasanForm(forms.Form):
    """A step that must be explained."""

    alasan = forms.CharField(label=_("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class MulaiForm(forms.Form):
    """Start of a stage: the day it began in the field; a reason where a warning is passed."""

    tanggal = forms.DateField(label=_("Tanggal mulai di lapangan"), required=False)
    alasan = forms.CharField(
        label=_("Alasan melewati peringatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class AjukanForm(forms.Form):
    """Submission of a stage: the day it ended in the field; a reason where a warning is passed."""

    tanggal = forms.DateField(label=_("Tanggal selesai di lapangan"), required=False)
    alasan = forms.CharField(
        label=_("Alasan melewati peringatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class KeadaanAwalForm(AlasanForm):
    """A stage done before joining, on papers that are filed already."""

    tanggal = forms.DateField(label=_("Tanggal selesai menurut berkas"))
    hasil = forms.CharField(label=_("Keputusan warga menurut berkas"), required=False, max_length=30)
    catatan = forms.CharField(label=_("Catatan warga"), required=False, max_length=5000)
    field_order = ["tanggal", "hasil", "catatan", "alasan"]


class JadwalUlangForm(forms.Form):
    """Plan of the next putaran."""

    rencana_mulai = forms.DateField(label=_("Rencana mulai"))
    rencana_selesai = forms.DateField(label=_("Rencana selesai"))
    alasan = forms.CharField(label=_("Catatan"), required=False, max_length=2000)


class LaksanakanForm(forms.Form):
    """What a held meeting must say, and what it may."""

    tanggal = forms.DateField(label=_("Tanggal"))
    tempat = forms.CharField(label=_("Tempat"), max_length=150)
    jam_mulai = forms.TimeField(label=_("Jam mulai"), required=False)
    jam_selesai = forms.TimeField(label=_("Jam selesai"), required=False)
    peserta_l = forms.IntegerField(label=_("Hadir laki-laki"), min_value=0)
    peserta_p = forms.IntegerField(label=_("Hadir perempuan"), min_value=0)
    miskin_l = forms.IntegerField(label=_("Warga miskin laki-laki"), min_value=0, required=False)
    miskin_p = forms.IntegerField(label=_("Warga miskin perempuan"), min_value=0, required=False)
    sumber_miskin = forms.ChoiceField(
        label=_("Sumber angka miskin"), choices=Pertemuan.SumberMiskin.choices, required=False
    )
    pemimpin = forms.CharField(label=_("Pemimpin"), max_length=150, required=False)
    notulis = forms.CharField(label=_("Notulis"), max_length=150, required=False)
    media = forms.CharField(  # type: ignore[assignment]  # the noun of the field; nothing renders form.media here
        label=_("Media yang dipakai"), max_length=200, required=False
    )
    hasil = forms.CharField(label=_("Hasil"), max_length=5000, required=False)
    catatan = forms.CharField(label=_("Catatan"), max_length=5000, required=False)

    def clean_sumber_miskin(self) -> Any:
        """An estimate unless said otherwise. Source: SIK-45."""
        return self.cleaned_data["sumber_miskin"] or Pertemuan.SumberMiskin.PERKIRAAN
