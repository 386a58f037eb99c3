"""The notice of a closed month: when and where its sheet was put up, and its photo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import text_area
from inti.widgets import PindaianInput, TanggalInput


class FotoPapanForm(forms.Form):
    """The photo of the sheet where it hangs."""

    foto = forms.FileField(
        label=_("Foto lembar yang terpasang"), widget=PindaianInput(attrs={"capture": "environment"})
    )


class UmumkanForm(FotoPapanForm):
    """A notice; its photo may follow. Source: KEU-191."""

    tanggal = forms.DateField(label=_("Tanggal dipasang"), widget=TanggalInput)
    tempat = forms.CharField(
        label=_("Tempat"),
        max_length=2000,
        widget=text_area(),
        help_text=_("Satu baris satu tempat: balai warga, papan RW 03."),
    )
    field_order = ("tanggal", "tempat", "foto")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["foto"].required = False

    def notice(self) -> dict[str, Any]:
        """What the action takes; only of a valid form."""
        return {"tanggal": self.cleaned_data["tanggal"], "tempat": self.cleaned_data["tempat"].splitlines()}
