"""Forms of collectibility: the day asked for, the month of the reserve, the BKM's exception."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import TanggalInput
from keuangan.hitung.kolektibilitas import Kelas


class HariForm(forms.Form):
    """The day of a report; empty or malformed means today."""

    tanggal = forms.DateField(label=_("Keadaan pada"), required=False, widget=TanggalInput)


class KolektibilitasForm(HariForm):
    """The day, and which loans of it."""

    kelas = forms.ChoiceField(label=_("Kelas"), required=False, choices=[("", _("Semua")), *Kelas.choices])
    risiko = forms.BooleanField(label=_("Hanya yang menunggak 3x atau lebih"), required=False)


class CadanganForm(forms.Form):
    """Which month's reserve is booked; a reason only where that month was booked before."""

    bulan = forms.ChoiceField(label=_("Bulan"))
    alasan = forms.CharField(
        label=_("Alasan dibukukan ulang"), required=False, max_length=300,
        help_text=_("Isi hanya bila cadangan bulan itu sudah pernah dibukukan dan angkanya berubah."),
    )  # fmt: skip

    def __init__(self, *args: Any, bulan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bulan"].choices = bulan  # type: ignore[attr-defined]

    def clean_bulan(self) -> tuple[int, int]:
        """Year and month."""
        hari = datetime.date.fromisoformat(f"{self.cleaned_data['bulan']}-01")
        return hari.year, hari.month


class PengecualianForm(forms.Form):
    """The decision of the BKM that its UPK may lend although the gate is closed."""

    keputusan = forms.CharField(
        label=_("Keputusan BKM"), max_length=200, help_text=_("Nomor dan tanggal rapat yang memutuskan.")
    )
    alasan = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    sampai = forms.DateField(label=_("Berlaku sampai"), widget=TanggalInput)
