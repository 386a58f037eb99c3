"""Ratification from the signed paper; the page and the API clean it through the same form. Source: PJM-11."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import TanggalInput
from pronangkis.queries import ratifying_meetings, ratifying_papers
from siklus.models import Keluaran, Pertemuan


class PengesahanForm(forms.Form):
    """Which rembug, who signed, the photo of the paper. `langkah` narrows the choices to one stage."""

    rembug = forms.ModelChoiceField(label=_("Rembug pengesahan"), queryset=Pertemuan.objects.none())
    koordinator_nama = forms.CharField(label=_("Nama koordinator BKM yang menandatangani"), max_length=150)
    lurah_nama = forms.CharField(label=_("Nama lurah/kepala desa yang mengetahui"), max_length=150)
    lurah_tanggal = forms.DateField(
        label=_("Tanggal lurah menandatangani"), required=False, widget=TanggalInput,
        help_text=_("Kosongkan bila sama dengan hari rembug."),
    )  # fmt: skip
    keluaran = forms.ModelChoiceField(
        label=_("Bukti kertas bertanda tangan"), queryset=Keluaran.objects.none(), required=False,
        empty_label=_("Belum ada fotonya; menyusul"),
    )  # fmt: skip
    catatan = forms.CharField(
        label=_("Catatan rembug"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, langkah: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rembug, kertas = self.fields["rembug"], self.fields["keluaran"]
        assert isinstance(rembug, forms.ModelChoiceField) and isinstance(kertas, forms.ModelChoiceField)  # noqa: S101
        rembug.queryset, kertas.queryset = ratifying_meetings(langkah), ratifying_papers(langkah)
