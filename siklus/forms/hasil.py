"""Quick tables of the Refleksi and the Pemetaan Swadaya: several rows at once, empty ones left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import AngkaInput, FotoInput
from siklus.forms.pertemuan import count_field
from siklus.models import Bidang, Kajian, Nilai, Peta, Potensi, RefleksiButir

BARIS, BARIS_MAKS = 4, 30
KOSONG = ("", "–")


class TabelForm(forms.Form):
    """Base: `fields_for(i)` gives the columns of one row; a row counts when its `uraian` is filled."""

    jumlah = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BARIS_MAKS, required=False)

    def __init__(self, *args: Any, jumlah: int = BARIS, basis: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.banyak = max(1, min(jumlah, BARIS_MAKS))
        self.fields["jumlah"].initial = self.banyak
        self.tempat = [KOSONG, *basis]
        for i in range(self.banyak):
            for nama, isian in self.columns().items():
                self.fields[f"{nama}_{i}"] = isian

    def columns(self) -> dict[str, forms.Field]:
        """Fresh fields of one row."""
        raise NotImplementedError

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Rows of bound fields for the table."""
        return [{kolom: self[f"{kolom}_{i}"] for kolom in self.columns()} for i in range(self.banyak)]

    def rows(self) -> list[tuple[int, dict[str, Any]]]:
        """Filled rows with their number, as the action takes them."""
        return [
            (i, {kolom: self.cleaned_data.get(f"{kolom}_{i}") for kolom in self.columns()})
            for i in range(self.banyak)
            if self.cleaned_data.get(f"uraian_{i}")
        ]

    def clean(self) -> dict[str, Any]:
        """At least one row is filled."""
        data = super().clean() or {}
        if not any(data.get(f"uraian_{i}") for i in range(self.banyak)) and not self.errors:
            self.add_error("uraian_0", _("Isi sedikitnya satu baris."))
        return data


def text(label: Any, maks: int) -> forms.CharField:
    """An optional text of one row."""
    return forms.CharField(label=label, max_length=maks, required=False)


class ButirForm(TabelForm):
    """What one discussion said."""

    pertemuan = forms.ChoiceField(label=_("Dari diskusi"))

    def __init__(self, *args: Any, pertemuan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pertemuan"].choices = [  # type: ignore[attr-defined]
            *pertemuan, ("kelurahan", _("Langsung ke daftar kelurahan"))
        ]  # fmt: skip

    def columns(self) -> dict[str, forms.Field]:
        """Kind, words, what it measures, values."""
        return {
            "jenis": forms.ChoiceField(label=_("Jenis"), choices=RefleksiButir.Jenis.choices, required=False),
            "uraian": text(_("Uraian"), 500),
            "cakupan": forms.ChoiceField(
                label=_("Mengukur"), choices=[KOSONG, *RefleksiButir.Cakupan.choices], required=False
            ),
            "nilai": forms.MultipleChoiceField(
                label=_("Nilai (ciri pemimpin)"), choices=Nilai.choices, required=False,
                widget=forms.CheckboxSelectMultiple,
            ),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A criterion measures families unless said otherwise; other kinds measure nothing and only leaders have values."""
        data = super().clean()
        for i in range(self.banyak):
            jenis = data.get(f"jenis_{i}")
            if jenis == RefleksiButir.Jenis.KRITERIA:
                data[f"cakupan_{i}"] = data.get(f"cakupan_{i}") or RefleksiButir.Cakupan.RUMAH_TANGGA
            else:
                data[f"cakupan_{i}"] = ""
        return data


class SatukanForm(forms.Form):
    """Several points that say the same, and the words the kelurahan agreed on."""

    butir = forms.MultipleChoiceField(label=_("Butir yang sama"), widget=forms.CheckboxSelectMultiple)
    uraian = forms.CharField(label=_("Satukan menjadi"), max_length=500)

    def __init__(self, *args: Any, pilihan: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["butir"].choices = pilihan  # type: ignore[attr-defined]


class UrutForm(forms.Form):
    """Rows with a number each: the smaller comes first, an empty one is left out."""

    def __init__(self, *args: Any, baris: list[tuple[str, str, int | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pk, label, kini in baris:
            self.fields[f"urut_{pk}"] = forms.IntegerField(
                label=label, required=False, min_value=1, max_value=999, initial=kini, widget=AngkaInput
            )

    def order(self) -> list[str]:
        """Keys in the order people gave; equal numbers keep the order of the page."""
        isi = [(n, nama.removeprefix("urut_")) for nama, n in self.cleaned_data.items() if n]
        return [pk for _n, pk in sorted(isi, key=lambda x: x[0])]


class MasalahForm(TabelForm):
    """Problems of one field or several."""

    def columns(self) -> dict[str, forms.Field]:
        """Field, words, cause, effect, place, people hit, study."""
        return {
            "bidang": forms.ChoiceField(label=_("Bidang"), choices=Bidang.choices, required=False),
            "uraian": text(_("Masalah"), 500),
            "sebab": text(_("Sebab"), 1000),
            "akibat": text(_("Akibat"), 1000),
            "basis": forms.ChoiceField(label=_("RT/RW"), choices=self.tempat, required=False),
            "lokasi": text(_("Lokasi"), 150),
            "terdampak_l": count_field(_("Terdampak L"), required=False),
            "terdampak_p": count_field(_("Terdampak P"), required=False),
            "kk_miskin": count_field(_("KK miskin"), required=False),
            "sumber": forms.ChoiceField(label=_("Kajian"), choices=[KOSONG, *Kajian.choices], required=False),
        }


class PotensiForm(TabelForm):
    """Potentials, several at once."""

    def columns(self) -> dict[str, forms.Field]:
        """Field, kind, words, place, value, existing group."""
        return {
            "bidang": forms.ChoiceField(label=_("Bidang"), choices=Bidang.choices, required=False),
            "jenis": forms.ChoiceField(label=_("Jenis"), choices=Potensi.Jenis.choices, required=False),
            "uraian": text(_("Potensi"), 500),
            "basis": forms.ChoiceField(label=_("RT/RW"), choices=self.tempat, required=False),
            "lokasi": text(_("Lokasi"), 150),
            "nilai": forms.DecimalField(label=_("Nilai (Rp)"), required=False, min_value=0, max_digits=18, decimal_places=2,
                                        widget=AngkaInput),
            "kelompok_ada": forms.BooleanField(label=_("Kelompok sudah ada"), required=False),
        }  # fmt: skip


class NihilForm(forms.Form):
    """One field without problems, and how people know."""

    bidang = forms.ChoiceField(label=_("Bidang"), choices=Bidang.choices)
    keterangan = forms.CharField(
        label=_("Bagaimana warga mengetahuinya"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class PetaForm(forms.Form):
    """One map with its photo."""

    jenis = forms.ChoiceField(label=_("Jenis peta"), choices=Peta.Jenis.choices)
    basis = forms.ChoiceField(label=_("Wilayah yang digambar"), required=False)
    judul = forms.CharField(label=_("Judul"), max_length=150, required=False, help_text=_("Wajib untuk peta tematik."))
    skala = forms.CharField(label=_("Skala"), max_length=30, required=False, help_text=_("Misalnya 1 : 1.000."))
    berkas = forms.FileField(label=_("Foto atau pindaian peta"), widget=FotoInput)

    def __init__(self, *args: Any, basis: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [("", _("Seluruh kelurahan")), *basis]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A thematic map names its theme."""
        data = super().clean() or {}
        if data.get("jenis") == Peta.Jenis.TEMATIK and not data.get("judul"):
            self.add_error("judul", _("Tulis tema peta ini."))
        return data
