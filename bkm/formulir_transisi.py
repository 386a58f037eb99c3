"""Forms that ask for the data of a transition of the election; the page and the API clean it through the same ones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siklus.formulir_transisi import AlasanForm

__all__ = ["AlasanForm", "BukaForm", "HitungForm", "SahkanForm"]


class BukaForm(forms.Form):
    """Opening of a polling place: the day of the vote and where."""

    tanggal = forms.DateField(label=gettext_lazy("Tanggal pemungutan"), required=False)
    tempat = forms.CharField(label=gettext_lazy("Tempat"), required=False, max_length=150)


class DaftarField(forms.JSONField):
    """A JSON list of objects; a body that is already parsed passes through."""

    def clean(self, value: Any) -> list[dict[str, Any]]:
        isi = super().clean(value)
        if isi in (None, ""):
            return []
        if not isinstance(isi, list) or not all(isinstance(x, dict) for x in isi):
            raise forms.ValidationError(_("Kirim sebuah daftar."))
        return isi


class SahkanForm(forms.Form):
    """What is asked when a count is to stand: {nama, jenis_kelamin, miskin} of each elected name at the basis."""

    orang = DaftarField(label=gettext_lazy("Yang terpilih"), required=False)
    alasan = forms.CharField(label=gettext_lazy("Alasan melewati peringatan"), required=False, max_length=2000)

    def clean_orang(self) -> list[dict[str, Any]]:
        """Only what the form knows; a resident's record is linked on the page."""
        boleh = ("nama", "jenis_kelamin", "miskin")
        return [{k: o[k] for k in boleh if k in o} for o in self.cleaned_data["orang"]]


class HitungForm(forms.Form):
    """The tally, as the API sends it with the transition `hitung`."""

    cara = forms.CharField(required=False, max_length=8, empty_value="singkat")
    pemilih_l = forms.IntegerField(min_value=0)
    pemilih_p = forms.IntegerField(min_value=0)
    pemilih = forms.IntegerField(min_value=0)
    surat_masuk = forms.IntegerField(min_value=0)
    surat_sah = forms.IntegerField(min_value=0)
    surat_rusak = forms.IntegerField(min_value=0)
    kunjungan_l = forms.IntegerField(min_value=0, required=False)
    kunjungan_p = forms.IntegerField(min_value=0, required=False)
    kunjungan_sah = forms.IntegerField(min_value=0, required=False)
    kunjungan_rusak = forms.IntegerField(min_value=0, required=False)
    lain_lain = forms.IntegerField(min_value=0, required=False)
    perolehan = DaftarField()
    alasan = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Numbers that were left out are zero."""
        data = super().clean() or {}
        for nama, isian in self.fields.items():
            if isinstance(isian, forms.IntegerField) and not isian.required:
                data[nama] = data.get(nama) or 0
        return data
