"""Forms that several apps share: many people on one sheet, one row each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Sex as the sheets write it, with a blank first: nobody is asked to guess.
PILIHAN_KELAMIN = [("", "–"), ("L", _("L")), ("P", _("P"))]


def text_area(baris: int = 3) -> forms.Textarea:
    """A text field of some lines."""
    return forms.Textarea(attrs={"rows": baris})


class BarisNamaForm(forms.Form):
    """Several people at once, one row each; rows without a name are left out.

    A subclass names the columns in `KOLOM` (`nama` and `jenis_kelamin` among them), sets `banyak`, and makes the fields
    `<kolom>_<i>` of each row.
    """

    KOLOM: tuple[str, ...] = ()
    banyak: int

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Rows of bound fields for the table."""
        return [{kolom: self[f"{kolom}_{i}"] for kolom in self.KOLOM} for i in range(self.banyak)]

    def clean(self) -> dict[str, Any]:
        """A named person has a sex; at least one row is filled."""
        data = super().clean() or {}
        if not any(data.get(f"nama_{i}") for i in range(self.banyak)):
            self.add_error("nama_0", _("Isi sedikitnya satu nama."))
        for i in range(self.banyak):
            if data.get(f"nama_{i}") and not data.get(f"jenis_kelamin_{i}"):
                self.add_error(f"jenis_kelamin_{i}", _("Pilih L atau P."))
        return data

    def rows(self) -> list[tuple[int, dict[str, Any]]]:
        """Filled rows with their number, as the action takes them."""
        return [
            (i, {kolom: self.cleaned_data.get(f"{kolom}_{i}") for kolom in self.KOLOM})
            for i in range(self.banyak)
            if self.cleaned_data.get(f"nama_{i}")
        ]
