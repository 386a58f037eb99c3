"""Forms of programmes and activities: the row of the grid, the page of one activity, the pasted sheet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import AngkaField, RupiahIsian
from pronangkis.models import PJM, Bidang, KegiatanPJM, ProgramPJM
from siklus.models import SumberDana


class ProgramForm(forms.Form):
    """One programme."""

    bidang = forms.ChoiceField(label=_("Bidang"), choices=Bidang.choices)
    nama = forms.CharField(label=_("Program"), max_length=150)
    tujuan = forms.CharField(
        label=_("Tujuan program"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class BarisForm(forms.Form):
    """One row of the grid: what is usually typed at the desk. Field names carry the activity's key as prefix."""

    nama = forms.CharField(label=_("Kegiatan"), max_length=200)
    lokasi = forms.CharField(label=_("Lokasi"), max_length=200, required=False)
    volume = AngkaField(label=_("Volume"))
    satuan = forms.CharField(label=_("Satuan"), max_length=30, required=False)
    volume_1 = AngkaField(label=_("Volume tahun 1"))
    volume_2 = AngkaField(label=_("Volume tahun 2"))
    volume_3 = AngkaField(label=_("Volume tahun 3"))
    pemanfaat_l = AngkaField(label=_("Pemanfaat L"), bulat=True)
    pemanfaat_p = AngkaField(label=_("Pemanfaat P"), bulat=True)
    kk_miskin = AngkaField(label=_("KK miskin"), bulat=True)
    versi = forms.IntegerField(widget=forms.HiddenInput)
    kegiatan: KegiatanPJM

    def __init__(self, *args: Any, sumber: list[SumberDana], tahun: int, **kwargs: Any) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        self.sumber = sumber
        for ke in range(tahun + 1, 4):
            del self.fields[f"volume_{ke}"]
        for s in sumber:
            self.fields[f"s_{s.kode}"] = RupiahIsian(label=s.nama)

    def values(self) -> dict[str, Any]:
        """As `update_kegiatan` takes them."""
        data = self.cleaned_data
        isi = {k: v for k, v in data.items() if k != "versi" and not k.startswith("s_")}
        total = {s.kode: data.get(f"s_{s.kode}") or Decimal(0) for s in self.sumber}
        return {**isi, "sumber_total": total}


class KegiatanForm(forms.Form):
    """Everything of one activity, with its cost by source and year."""

    nama = forms.CharField(label=_("Kegiatan"), max_length=200)
    program = forms.ChoiceField(label=_("Program"), required=False)
    bidang_baru = forms.ChoiceField(
        label=_("Bidang program baru"), required=False, choices=[("", _("Pilih bidang")), *Bidang.choices]
    )
    program_baru = forms.CharField(label=_("Program baru"), max_length=150, required=False)
    masalah = forms.MultipleChoiceField(
        label=_("Masalah yang dijawab"), required=False, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.MultipleChoiceField(label=_("RT/RW"), required=False, widget=forms.CheckboxSelectMultiple)
    lokasi = forms.CharField(
        label=_("Tempat"), max_length=200, required=False, help_text=_("Misalnya: sepanjang Gang Mawar.")
    )
    volume = AngkaField(label=_("Volume"))
    satuan = forms.CharField(
        label=_("Satuan"), max_length=30, required=False, widget=forms.TextInput(attrs={"list": "daftar-satuan"})
    )
    volume_1 = AngkaField(label=_("Volume tahun 1"))
    volume_2 = AngkaField(label=_("Volume tahun 2"))
    volume_3 = AngkaField(label=_("Volume tahun 3"))
    pemanfaat_l = AngkaField(label=_("Pemanfaat laki-laki (orang)"), bulat=True)
    pemanfaat_p = AngkaField(label=_("Pemanfaat perempuan (orang)"), bulat=True)
    kk_miskin = AngkaField(label=_("KK miskin"), bulat=True)
    pelaksana = forms.CharField(
        label=_("Pelaksana"), max_length=100, required=False, help_text=_("KSM, panitia, atau dinas yang mengerjakan.")
    )
    unit = forms.ChoiceField(
        label=_("Penanggung jawab UP"), required=False, choices=[("", "–"), *KegiatanPJM.Unit.choices]
    )
    keterangan = forms.CharField(label=_("Keterangan"), max_length=300, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        pjm: PJM,
        program: list[ProgramPJM],
        sumber: list[SumberDana],
        basis: list[tuple[str, str]],
        masalah: list[Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pjm, self.sumber = pjm, sumber
        kelompok: dict[str, list[tuple[str, str]]] = {}
        for p in program:
            kelompok.setdefault(str(p.get_bidang_display()), []).append((str(p.pk), p.nama))
        f = self.fields
        f["program"].choices = [("", _("Program baru…")), *kelompok.items()]  # type: ignore[attr-defined]
        f["basis"].choices = basis  # type: ignore[attr-defined]
        f["masalah"].choices = [(str(m.pk), f"{m.get_bidang_display()}: {m.uraian}") for m in masalah]  # type: ignore[attr-defined]
        for nama, ada in (("basis", basis), ("masalah", masalah)):
            if not ada:
                del f[nama]
        for ke in range(pjm.tahun + 1, 4):
            del f[f"volume_{ke}"]
        for s in sumber:
            for ke in pjm.tahun_ke:
                f[f"b_{s.kode}_{ke}"] = RupiahIsian(label=_("%(s)s, tahun %(ke)s") % {"s": s.nama, "ke": ke})

    def clean(self) -> dict[str, Any]:
        """A programme is chosen, or a new one named with its field."""
        data = super().clean() or {}
        if not data.get("program"):
            if not data.get("program_baru"):
                self.add_error("program", _("Pilih programnya, atau tulis program baru."))
            elif not data.get("bidang_baru"):
                self.add_error("bidang_baru", _("Pilih bidang program baru."))
        return data

    @property
    def matriks(self) -> list[dict[str, Any]]:
        """Rows of the cost table: source and its fields by year; sources in use first."""
        return [{"sumber": s, "isian": [self[f"b_{s.kode}_{ke}"] for ke in self.pjm.tahun_ke]} for s in self.sumber]

    def costs(self) -> dict[tuple[str, int], Decimal]:
        """As the action takes them."""
        return {
            (s.kode, ke): jumlah
            for s in self.sumber
            for ke in self.pjm.tahun_ke
            if (jumlah := self.cleaned_data.get(f"b_{s.kode}_{ke}"))
        }

    def row(self) -> dict[str, Any]:
        """Plain fields of the activity."""
        lain = {"program", "bidang_baru", "program_baru", "masalah", "basis", "versi"}
        return {k: v for k, v in self.cleaned_data.items() if k not in lain and not k.startswith("b_")}


class TempelForm(forms.Form):
    """Rows copied from a sheet. `simpan` is set by the button below the preview."""

    teks = forms.CharField(
        label=_("Baris dari lembar kerja"), max_length=200_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "wrap": "off"}),
        help_text=_(
            "Salin baris di Excel atau lembar kerja lain, lalu tempel di sini. Bila baris pertama judul kolom, kolomnya "
            "dikenali; bila tidak, urutannya: kegiatan, lokasi, volume, satuan, volume tiga tahun, pemanfaat L dan P, KK miskin."
        ),
    )  # fmt: skip
    bidang = forms.ChoiceField(label=_("Bidang, bila barisnya tidak menyebut"), choices=Bidang.choices)
    program = forms.CharField(label=_("Program, bila barisnya tidak menyebut"), max_length=150, required=False)
    simpan = forms.BooleanField(required=False, widget=forms.HiddenInput)


class HapusForm(forms.Form):
    """Nothing to type: sure or not."""
