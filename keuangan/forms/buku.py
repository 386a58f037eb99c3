"""Forms of a ledger's frame: opening it, its own accounts, owners of money, its days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import AngkaInput, TanggalInput
from keuangan.models import AkunBuku
from siklus.forms.hasil import KOSONG


class BukuForm(forms.Form):
    """Which body and unit keeps the ledger, and from which day. Source: KEU-01."""

    badan = forms.ChoiceField(label=_("Badan"))
    unit = forms.ChoiceField(label=_("Unit"))
    mulai = forms.DateField(
        label=_("Mulai tanggal"),
        widget=TanggalInput,
        help_text=_("Hari saldo awalnya; tidak dapat diganti sesudahnya."),
    )

    def __init__(self, *args: Any, badan: Any, unit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["badan"].choices = badan  # type: ignore[attr-defined]
        self.fields["unit"].choices = unit  # type: ignore[attr-defined]


class AkunForm(forms.Form):
    """An account of the ledger's own. Source: KEU-03."""

    golongan = forms.ChoiceField(label=_("Golongan"), choices=AkunBuku.Golongan.choices)
    kode = forms.CharField(
        label=_("Kode"), max_length=5, min_length=5, widget=AngkaInput,
        help_text=_("Lima angka; yang pertama menurut golongan: 1 aset, 2 kewajiban, 3 ekuitas, 4 pendapatan, 5 biaya."),
    )  # fmt: skip
    nama = forms.CharField(label=_("Nama akun"), max_length=100)
    kas_bank = forms.ChoiceField(
        label=_("Menyimpan uang"), required=False, choices=[KOSONG, *AkunBuku.KasBank.choices],
        help_text=_("Untuk kas atau rekening bank tambahan."),
    )  # fmt: skip
    kontra = forms.BooleanField(
        label=_("Akun pengurang"), required=False, help_text=_("Saldonya di sisi sebaliknya, seperti penyusutan.")
    )


class PemilikForm(forms.Form):
    """Whose money passes through. Source: KEU-05."""

    nama = forms.CharField(
        label=_("Nama pemilik dana"), max_length=120, help_text=_("Dinas, bank, lembaga, atau donatur.")
    )
    keterangan = forms.CharField(label=_("Keterangan"), max_length=200, required=False)


class TutupHariForm(forms.Form):
    """Up to which day the ledger is closed. Source: KEU-23, KEU-24."""

    tanggal = forms.DateField(label=_("Tutup sampai tanggal"), widget=TanggalInput)


class BukaHariForm(forms.Form):
    """From which day on, and why. Source: KEU-24."""

    tanggal = forms.DateField(label=_("Buka sejak tanggal"), widget=TanggalInput)
    alasan = forms.CharField(label=_("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
