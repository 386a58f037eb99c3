"""Forms of the reference data: opening a Siklus, a second RKM, leaving the programme, the master schedule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import text_area
from inti.widgets import AngkaInput, TanggalInput
from siklus.actions import BarisJadwal
from siklus.definisi.model import Definisi
from siklus.forms.langkah import RencanaForm

TAHUN_MIN, TAHUN_MAKS = 1999, 2100


class BukaSiklusForm(forms.Form):
    """Open the cycle of one area on the official list."""

    tahun = forms.IntegerField(
        label=_("Tahun mulai"), min_value=TAHUN_MIN, max_value=TAHUN_MAKS, widget=AngkaInput,
        help_text=_("Tahun pertama kelurahan ini menjalani siklusnya."),
    )  # fmt: skip
    keadaan_awal = forms.BooleanField(
        label=_("Bergabung di tengah jalan"),
        required=False,
        help_text=_(
            "Centang bila kelurahan ini sudah mempunyai BKM, PJM, atau UPK yang berjalan. Langkah yang sudah lewat "
            "dicatat dari berkasnya, tanpa diulang."
        ),
    )


class RkmUlangForm(RencanaForm):
    """Plan a second RKM after a refusal."""

    alasan = forms.CharField(label=_("Mengapa diadakan lagi"), required=False, max_length=2000, widget=text_area())


class UsulKeluarForm(forms.Form):
    """Korkot's written proposal that a location leaves the programme."""

    tanggal = forms.DateField(label=_("Tanggal usulan"), widget=TanggalInput)
    catatan = forms.CharField(label=_("Alasan usulan"), max_length=5000, widget=text_area(4))


class TahunForm(forms.Form):
    """Year of a schedule or list."""

    tahun = forms.IntegerField(
        label=_("Tahun"), required=False, min_value=TAHUN_MIN, max_value=TAHUN_MAKS, widget=AngkaInput
    )


class JadwalForm(forms.Form):
    """The whole master schedule of one kota and year as one table: begin and end of every stage."""

    def __init__(self, *args: Any, definisi: Definisi, tahun_siklus: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tahap = [x for x in definisi.langkah if tahun_siklus in x.tahun]
        for x in self.tahap:
            for sisi, label in (("mulai", _("Rencana mulai")), ("selesai", _("Rencana selesai"))):
                self.fields[f"{sisi}_{x.kode}_{x.tingkat}"] = forms.DateField(
                    label=label, required=False, widget=TanggalInput
                )

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Rows for the table: the stage and its pair of fields."""
        return [
            {"langkah": x, "pasangan": [self[f"{sisi}_{x.kode}_{x.tingkat}"] for sisi in ("mulai", "selesai")]}
            for x in self.tahap
        ]

    def clean(self) -> dict[str, Any]:
        """Both dates or none, in order."""
        data = super().clean() or {}
        for x in self.tahap:
            mulai, selesai = (data.get(f"{sisi}_{x.kode}_{x.tingkat}") for sisi in ("mulai", "selesai"))
            if bool(mulai) != bool(selesai):
                kosong = "selesai" if mulai else "mulai"
                self.add_error(f"{kosong}_{x.kode}_{x.tingkat}", _("Isi kedua tanggalnya."))
            elif mulai and selesai and selesai < mulai:
                self.add_error(f"selesai_{x.kode}_{x.tingkat}", _("Tidak boleh sebelum rencana mulai."))
        return data

    def rows(self, tahun_siklus: int) -> list[BarisJadwal]:
        """Filled rows as the action takes them."""
        return [
            BarisJadwal(
                kode=x.kode,
                tingkat=x.tingkat.value,
                rencana_mulai=self.cleaned_data[f"mulai_{x.kode}_{x.tingkat}"],
                rencana_selesai=self.cleaned_data[f"selesai_{x.kode}_{x.tingkat}"],
                tahun_siklus=tahun_siklus,
            )
            for x in self.tahap
            if self.cleaned_data.get(f"mulai_{x.kode}_{x.tingkat}")
        ]
