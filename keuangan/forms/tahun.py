"""What is filled in for a year: the division of profit, and things of the inventory."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import AngkaField, RupiahIsian, text_area
from inti.widgets import TanggalInput
from keuangan.actions import Dana
from keuangan.models import BagianLaba, Inventaris
from siklus.models import SumberDana


class BagiLabaForm(forms.Form):
    """The decision of the RWT: when, where, and the percentage of each purpose."""

    tanggal = forms.DateField(label=_("Tanggal RWT"), widget=TanggalInput)
    tempat = forms.CharField(label=_("Tempat RWT"), max_length=120)
    laba = RupiahIsian(label=_("Laba yang dibagi"), help_text=_("Kosong: seluruh laba tahun lalu yang belum dibagi."))
    keputusan = forms.CharField(label=_("Isi keputusan"), max_length=300, required=False, widget=text_area())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for t in BagianLaba.Tujuan:
            self.fields[t.value] = AngkaField(label=_("%(tujuan)s (persen)") % {"tujuan": t.label})

    def shares(self) -> dict[str, Decimal]:
        """Percentages by purpose, those filled."""
        return {t: Decimal(self.cleaned_data[t]) for t in BagianLaba.Tujuan.values if self.cleaned_data.get(t)}


class BarangForm(forms.Form):
    """A thing that was bought."""

    nama = forms.CharField(label=_("Nama barang"), max_length=120)
    tanggal = forms.DateField(label=_("Tanggal perolehan"), widget=TanggalInput)
    harga = RupiahIsian(label=_("Harga perolehan"), required=True)
    umur_bulan = AngkaField(
        label=_("Umur (bulan)"),
        bulat=True,
        required=True,
        help_text=_("Penyusutan sama besar tiap bulan sampai habis."),
    )
    lokasi = forms.CharField(label=_("Letak"), max_length=120, required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), choices=Inventaris.Keadaan.choices)
    sumber_dana = forms.ModelChoiceField(label=_("Sumber dana"), queryset=SumberDana.objects.order_by("pk"))
    tahun_dana = AngkaField(label=_("Tahun dana"), bulat=True, required=True)

    def values(self) -> dict[str, Any]:
        """As the actions take it."""
        data = dict(self.cleaned_data)
        data["dana"] = Dana(data.pop("sumber_dana").pk, data.pop("tahun_dana"))
        if "akumulasi_awal" in data:
            data["akumulasi_awal"] = data["akumulasi_awal"] or 0
        return data


class BeliBarangForm(BarangForm):
    """A purchase: paid from cash or bank."""

    lewat = forms.ChoiceField(label=_("Dibayar dari"), choices=[("kas", _("Kas")), ("bank", _("Bank"))])
    bukti = forms.CharField(label=_("Nomor bukti kertas"), max_length=60, required=False)


class BarangLamaForm(BarangForm):
    """A thing of the opening balance: what was written off before."""

    umur_bulan = AngkaField(label=_("Sisa umur (bulan)"), bulat=True, required=True)
    akumulasi_awal = RupiahIsian(label=_("Sudah disusutkan sebelumnya"))


class LepasBarangForm(forms.Form):
    """When and why a thing is taken out."""

    tanggal = forms.DateField(label=_("Tanggal dilepas"), widget=TanggalInput)
    alasan = forms.CharField(
        label=_("Sebab dilepas"), max_length=200, help_text=_("Rusak, hilang, dijual, atau dihibahkan.")
    )
    hasil = RupiahIsian(label=_("Hasil penjualan (Rp)"), help_text=_("Kosongkan bila tidak dijual."))
    lewat = forms.ChoiceField(label=_("Diterima di"), choices=[("kas", _("Kas")), ("bank", _("Bank"))], required=False)
    bukti = forms.CharField(label=_("Nomor bukti kertas"), max_length=60, required=False)

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        d = self.cleaned_data
        return {**d, "hasil": d["hasil"] or 0, "lewat": d["lewat"] or "kas"}


class UbahBarangForm(forms.Form):
    """What may change on a thing."""

    nama = forms.CharField(label=_("Nama barang"), max_length=120)
    lokasi = forms.CharField(label=_("Letak"), max_length=120, required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), choices=Inventaris.Keadaan.choices)


class TanggalForm(forms.Form):
    """One day."""

    tanggal = forms.DateField(label=_("Sampai bulan"), widget=TanggalInput)
