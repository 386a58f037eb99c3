"""Correcting one result of the Refleksi or the Pemetaan Swadaya. Each form carries the version that was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import AngkaInput
from siklus.forms.hasil import KOSONG
from siklus.forms.pertemuan import count_field
from siklus.models import Bidang, Kajian, Nilai, Potensi, RefleksiButir


class UbahForm(forms.Form):
    """Base: `isi()` gives what the action takes."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def isi(self) -> dict[str, Any]:
        """The cleaned fields without the version."""
        return {k: v for k, v in self.cleaned_data.items() if k != "versi"}


def long_text(label: Any, maks: int, *, wajib: bool = False) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(label=label, max_length=maks, required=wajib, widget=forms.Textarea(attrs={"rows": 2}))


class ButirUbahForm(UbahForm):
    """Words of a point; a criterion also says what it measures and its weight, a trait of leaders its values."""

    uraian = long_text(_("Uraian"), 500, wajib=True)
    cakupan = forms.ChoiceField(label=_("Mengukur"), choices=RefleksiButir.Cakupan.choices)
    bobot = forms.IntegerField(
        label=_("Bobot"), min_value=1, max_value=100, required=False, widget=AngkaInput,
        help_text=_("1 sampai 100; kosongkan bila warga tidak memberi bobot."),
    )  # fmt: skip
    nilai = forms.MultipleChoiceField(
        label=_("Nilai"), choices=Nilai.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, jenis: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if jenis != RefleksiButir.Jenis.KRITERIA:
            del self.fields["cakupan"], self.fields["bobot"]
        if jenis != RefleksiButir.Jenis.PEMIMPIN:
            del self.fields["nilai"]


class MasalahUbahForm(UbahForm):
    """One problem, and the potentials of its stage that answer it."""

    bidang = forms.ChoiceField(label=_("Bidang"), choices=Bidang.choices)
    uraian = long_text(_("Masalah"), 500, wajib=True)
    sebab = long_text(_("Sebab"), 1000)
    akibat = long_text(_("Akibat"), 1000)
    basis = forms.ChoiceField(label=_("RT/RW"), required=False)
    lokasi = forms.CharField(label=_("Lokasi"), max_length=150, required=False)
    terdampak_l = count_field(_("Terdampak laki-laki"), required=False)
    terdampak_p = count_field(_("Terdampak perempuan"), required=False)
    kk_miskin = count_field(_("KK miskin terdampak"), required=False)
    sumber = forms.ChoiceField(label=_("Sumber kajian"), choices=[KOSONG, *Kajian.choices], required=False)
    potensi = forms.MultipleChoiceField(
        label=_("Potensi yang dapat menjawabnya"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, basis: Sequence[tuple[str, str]], potensi: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [KOSONG, *basis]  # type: ignore[attr-defined]
        self.fields["potensi"].choices = potensi  # type: ignore[attr-defined]
        if not potensi:
            self.fields["potensi"].help_text = _("Belum ada potensi yang dicatat pada langkah ini.")


class PotensiUbahForm(UbahForm):
    """One potential."""

    bidang = forms.ChoiceField(label=_("Bidang"), choices=Bidang.choices)
    jenis = forms.ChoiceField(label=_("Jenis"), choices=Potensi.Jenis.choices)
    uraian = long_text(_("Potensi"), 500, wajib=True)
    basis = forms.ChoiceField(label=_("RT/RW"), required=False)
    lokasi = forms.CharField(label=_("Lokasi"), max_length=150, required=False)
    nilai = forms.DecimalField(
        label=_("Nilai (rupiah)"), required=False, min_value=0, max_digits=18, decimal_places=2, widget=AngkaInput,
        help_text=_("Kosongkan bila tidak diketahui."),
    )  # fmt: skip
    kelompok_ada = forms.BooleanField(label=_("Kelompok yang sudah ada"), required=False)

    def __init__(self, *args: Any, basis: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [KOSONG, *basis]  # type: ignore[attr-defined]
