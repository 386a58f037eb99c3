"""Forms of social aid: one recipient on the phone, or everybody who signed one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import RupiahIsian
from inti.widgets import PindaianInput, TanggalInput
from ksm.models import PemanfaatUsulan, PenerimaanBantuan

Pilihan = list[tuple[str, Any]]


class _Bukti(forms.Form):
    """Day, kind and proof of one sitting."""

    tanggal = forms.DateField(label=_("Diterima pada"), widget=TanggalInput)
    bentuk = forms.ChoiceField(label=_("Bentuk"), choices=PenerimaanBantuan.Bentuk.choices, widget=forms.RadioSelect)
    bukti = forms.ChoiceField(label=_("Bukti"), choices=PenerimaanBantuan.Bukti.choices, widget=forms.RadioSelect)
    foto = forms.FileField(
        label=_("Foto tanda terima atau penyerahan"), required=False, widget=PindaianInput,
        help_text=_("Sekali saja untuk semua yang ada pada lembar itu."),
    )  # fmt: skip
    lembar = forms.ChoiceField(label=_("Atau lembar yang sudah diunggah"), required=False)

    def __init__(self, *args: Any, lembar: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if lembar:
            self.fields["lembar"].choices = [("", _("Unggah foto baru")), *lembar]  # type: ignore[attr-defined]
        else:
            del self.fields["lembar"]

    def clean(self) -> dict[str, Any]:
        """A photo, now or before."""
        data = super().clean() or {}
        if not data.get("foto") and not data.get("lembar") and "foto" not in self.errors:
            self.add_error("foto", _("Sertakan foto tanda terima atau foto penyerahannya."))
        return data


class TerimaForm(_Bukti):
    """One recipient."""

    jumlah = RupiahIsian(label=_("Yang diterima (Rp)"), required=True)
    diwakili = forms.CharField(label=_("Diterima oleh (bila diwakili)"), max_length=150, required=False)
    keterangan = forms.CharField(label=_("Keterangan"), max_length=200, required=False)
    field_order = ["jumlah", "tanggal", "bentuk", "bukti", "foto", "lembar", "diwakili", "keterangan"]


class LembarForm(_Bukti):
    """All who signed: a tick for each, and another amount where less was received."""

    def __init__(self, *args: Any, penerima: Sequence[PemanfaatUsulan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.penerima = list(penerima)
        for i, p in enumerate(self.penerima):
            self.fields[f"terima_{i}"] = forms.BooleanField(label=p.penerima, required=False, initial=True)
            self.fields[f"jumlah_{i}"] = RupiahIsian(label=_("Yang diterima (Rp)"), required=False)
            self.fields[f"jumlah_{i}"].initial = p.nilai

    @property
    def utama(self) -> list[Any]:
        """The fields that all share."""
        return [self[n] for n in ("tanggal", "bentuk", "bukti", "foto", "lembar") if n in self.fields]

    @property
    def baris(self) -> list[tuple[PemanfaatUsulan, Any, Any]]:
        """Recipient, tick, amount."""
        return [(p, self[f"terima_{i}"], self[f"jumlah_{i}"]) for i, p in enumerate(self.penerima)]

    def clean(self) -> dict[str, Any]:
        """Somebody received."""
        data = super().clean()
        if not any(data.get(f"terima_{i}") for i in range(len(self.penerima))):
            self.add_error(None, _("Pilih siapa yang sudah menerima."))
        return data

    def chosen(self) -> tuple[list[PemanfaatUsulan], dict[Any, Any]]:
        """Recipients that are ticked, and amounts by key."""
        data = self.cleaned_data
        pilih = [(i, p) for i, p in enumerate(self.penerima) if data.get(f"terima_{i}")]
        beda = {p.pk: data[f"jumlah_{i}"] for i, p in pilih if data.get(f"jumlah_{i}") is not None}
        return [p for _i, p in pilih], beda
