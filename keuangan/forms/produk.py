"""Forms of a loan product and of its terms."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.formats import to_number
from inti.forms import AngkaField, RupiahIsian
from inti.widgets import TanggalInput
from keuangan.actions.produk import ISI
from keuangan.models import KetentuanProduk, PemilikDana
from siklus.models import SumberDana

BARIS_TANGGA = 4
PILIHAN = ("metode", "pembulatan", "bulatkan_per", "dasar_tabungan", "jasa_pelunasan", "kelebihan")
PERSEN = ("jasa_persen", "bop_persen", "perempuan_min", "tabungan_persen")
RUPIAH = ("maks_per_anggota", "maks_per_ksm")
BOLEH_KOSONG = ("anggota_maks", "pinjaman_maks", *RUPIAH)


class PersenField(AngkaField):
    """A percentage with as many decimals as its column keeps."""

    def __init__(self, *, desimal: int, **kwargs: Any) -> None:
        self.satuan = Decimal(1).scaleb(-desimal)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value in (None, ""):
            return None
        try:
            angka = to_number(value)
        except ValueError:
            raise forms.ValidationError(_("Isi dengan angka.")) from None
        if not 0 <= angka <= 100:
            raise forms.ValidationError(_("Isi antara 0 dan 100 persen."))
        return angka.quantize(self.satuan)


class ProdukForm(forms.Form):
    """A kind of loan."""

    nama = forms.CharField(label=_("Nama produk"), max_length=80, help_text=_("Misalnya Pinjaman bergulir KSM."))
    sumber_dana = forms.ChoiceField(label=_("Sumber dana"))
    pemilik = forms.ChoiceField(
        label=_("Pemilik dana"), required=False, help_text=_("Hanya untuk dana channelling, yang bukan milik UPK.")
    )

    def __init__(self, *args: Any, sumber: Sequence[SumberDana], pemilik: Sequence[PemilikDana], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sumber_dana"].choices = [(s.pk, str(s)) for s in sumber]  # type: ignore[attr-defined]
        kosong = ("", _("UPK sendiri"))
        self.fields["pemilik"].choices = [kosong, *((str(p.pk), p.nama) for p in pemilik)]  # type: ignore[attr-defined]


class KetentuanForm(forms.Form):
    """The terms of a product from a day on, each field as its column is called."""

    berlaku_mulai = forms.DateField(label=_("Berlaku mulai"), widget=TanggalInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama in ISI:
            self.fields[nama] = _field_of(nama)
        self.fields["dasar"] = forms.CharField(
            label=_("Dasar keputusan"), max_length=200, help_text=_("Misalnya rapat BKM 12 Januari 2026.")
        )
        for ke in range(1, BARIS_TANGGA + 1):
            self.fields[f"tangga_{ke}"] = RupiahIsian(
                label=_("Tangga: pinjaman ke-%(ke)d, per anggota (rupiah)") % {"ke": ke},
                help_text=_("Boleh kosong: mengikuti yang sebelumnya.") if ke > 1 else "",
            )

    def terms(self) -> dict[str, Any]:
        """The terms as the action takes them."""
        data = self.cleaned_data
        tangga = {ke: n for ke in range(1, BARIS_TANGGA + 1) if (n := data.get(f"tangga_{ke}"))}
        isi = {b: data[b] for b in ISI}
        return {**isi, "berlaku_mulai": data["berlaku_mulai"], "dasar": data["dasar"], "tangga": tangga}


def _field_of(nama: str) -> forms.Field:
    """The form field of one column of the terms, with its label and range."""
    kolom: Any = KetentuanProduk._meta.get_field(nama)
    label = str(kolom.verbose_name)
    label = label[:1].upper() + label[1:]
    if nama in PILIHAN:
        return forms.ChoiceField(label=label, choices=kolom.choices, initial=kolom.default)
    wajib = nama not in BOLEH_KOSONG
    kosong = "" if wajib else _("Kosongkan bila tidak dibatasi.")
    awal = None if nama == "jasa_persen" else kolom.get_default()
    if nama in RUPIAH:
        return RupiahIsian(label=label, help_text=kosong)
    if nama in PERSEN:
        return PersenField(desimal=kolom.decimal_places, label=label, required=wajib, initial=awal)
    return AngkaField(bulat=True, label=label, required=wajib, help_text=kosong, initial=awal)
