"""Forms that several apps share: figures as people type them, many people on one sheet with one row each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.errors import IsianSalah
from inti.formats import to_number
from inti.money import to_rupiah
from inti.widgets import AngkaInput

# Sex as the sheets write it, with a blank first: nobody is asked to guess.
PILIHAN_KELAMIN = [("", "–"), ("L", _("L")), ("P", _("P"))]


def text_area(baris: int = 3) -> forms.Textarea:
    """A text field of some lines."""
    return forms.Textarea(attrs={"rows": baris})


class AngkaField(forms.Field):
    """A figure as people type it in Indonesian: 1.250 or 2,5. Empty is None."""

    widget = AngkaInput

    def __init__(self, *, bulat: bool = False, **kwargs: Any) -> None:
        self.bulat = bulat
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value in (None, ""):
            return None
        try:
            angka = to_number(value)
        except ValueError:
            raise forms.ValidationError(_("Isi dengan angka.")) from None
        if angka < 0 or angka > Decimal("9999999999.99"):
            raise forms.ValidationError(_("Angka ini di luar jangkauan."))
        if self.bulat:
            if angka != angka.to_integral_value() or angka > 1_000_000:
                raise forms.ValidationError(_("Isi bilangan bulat."))
            return int(angka)
        return angka.quantize(Decimal("0.01"))

    def prepare_value(self, value: Any) -> Any:
        """Shown the way it is typed: no needless zeros, a comma for the decimals."""
        if isinstance(value, Decimal):
            teks = f"{value:f}"
            teks = teks.rstrip("0").rstrip(".") if "." in teks else teks
            return teks.replace(".", ",")
        return value


class RupiahIsian(forms.Field):
    """Whole rupiah as people type them; empty is None, and so is 0 unless `nol` makes it an answer of its own."""

    widget = AngkaInput

    def __init__(self, *, nol: bool = False, **kwargs: Any) -> None:
        self.nol = nol
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value in (None, ""):
            return None
        try:
            jumlah = to_rupiah(value)
        except IsianSalah as galat:
            raise forms.ValidationError([str(p) for v in galat.galat.values() for p in v]) from None
        if jumlah < 0 or jumlah != jumlah.to_integral_value():
            raise forms.ValidationError(_("Isi rupiah utuh."))
        return jumlah if jumlah or self.nol else None

    def prepare_value(self, value: Any) -> Any:
        """With thousands parted by dots."""
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return f"{int(value):,}".replace(",", ".")
        return value


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
