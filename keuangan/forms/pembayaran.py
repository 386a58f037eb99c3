"""Forms of payments, savings, collecting, another schedule, writing off; page, transition and API clean by the same ones."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.formats import rupiah
from inti.forms import RupiahIsian, text_area
from inti.widgets import TanggalInput
from keuangan.actions import Terima
from keuangan.bagi import Minta
from keuangan.hitung.alokasi import Pengecualian
from keuangan.hitung.jadwal import TENOR_MAKS
from keuangan.models import TagihanPinjaman
from siklus.formulir_transisi import AlasanForm

LEWAT = [("kas", _("Kas")), ("bank", _("Bank"))]


class BayarForm(forms.Form):
    """Money received for one loan; the fields at the end are for what is rarely needed."""

    tanggal = forms.DateField(label=_("Tanggal diterima"), widget=TanggalInput)
    jumlah = RupiahIsian(label=_("Uang diterima (Rp)"), required=True)
    lewat = forms.ChoiceField(label=_("Lewat"), choices=LEWAT, initial="kas")
    pelunasan = forms.BooleanField(
        label=_("Pelunasan: menutup pinjaman hari itu"), required=False,
        help_text=_("Jumlahnya harus tepat sama dengan jumlah pelunasan."),
    )  # fmt: skip
    tabungan = RupiahIsian(label=_("Di dalamnya untuk tabungan (Rp)"))
    bop = RupiahIsian(
        label=_("Di dalamnya untuk titipan BOP KSM (Rp)"),
        help_text=_("Kosongkan bila tidak disebut: titipan yang jatuh tempo diisi sesudah jasa dan pokok."),
    )  # fmt: skip
    bukti = forms.CharField(label=_("Nomor kwitansi"), max_length=60, required=False)
    pokok_dulu = forms.BooleanField(label=_("Dahulukan pokok, bukan jasa"), required=False)
    alasan = forms.CharField(label=_("Alasan mendahulukan pokok"), max_length=300, required=False)
    disetujui_oleh = forms.CharField(
        label=_("Disetujui oleh"), max_length=150, required=False, help_text=_("Orang lain, biasanya manajer UPK.")
    )

    def __init__(self, *args: Any, bagian: Sequence[Any] = (), titipan: Decimal = Decimal(0), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if titipan > 0:
            ada = _("Titipan KSM, ada %(n)s") % {"n": rupiah(titipan)}
            self.fields["lewat"].choices = [*LEWAT, ("titipan", ada)]  # type: ignore[attr-defined]
        self.bagian = list(bagian)
        for b in self.bagian:
            self.fields[f"anggota_{b.pk}"] = RupiahIsian(label=b.anggota.nama)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("pokok_dulu"):
            for bidang, pesan in (
                ("alasan", _("Tuliskan alasannya.")),
                ("disetujui_oleh", _("Tulis yang menyetujui.")),
            ):
                if not isi.get(bidang):
                    self.add_error(bidang, pesan)
        return isi

    @property
    def anggota(self) -> list[Any]:
        """The fields of who brought how much, as bound fields."""
        return [self[f"anggota_{b.pk}"] for b in self.bagian]

    @property
    def utama(self) -> list[Any]:
        """The fields that every payment asks."""
        return [self[n] for n in ("tanggal", "jumlah", "lewat", "pelunasan")]

    @property
    def lain(self) -> list[Any]:
        """The fields that are rarely needed."""
        return [self[n] for n in ("tabungan", "bop", "bukti", "pokok_dulu", "alasan", "disetujui_oleh")]

    def minta(self) -> Minta:
        """What is asked to be parted. Raises: AturanDilanggar (KEU-54)."""
        d = self.cleaned_data
        dulu = Pengecualian(d["alasan"], d["disetujui_oleh"]) if d.get("pokok_dulu") else None
        return Minta(
            d["jumlah"], d["tanggal"], pelunasan=d["pelunasan"], tabungan=d.get("tabungan") or Decimal(0),
            bop=d.get("bop"), pokok_dulu=dulu, dari_titipan=d["lewat"] == "titipan",
        )  # fmt: skip

    def terima(self) -> Terima:
        """The payment as the action takes it."""
        d = self.cleaned_data
        bagian = {b.pk: d[f"anggota_{b.pk}"] for b in self.bagian if d.get(f"anggota_{b.pk}")}
        return Terima(self.minta(), lewat=d["lewat"], bukti=d.get("bukti", ""), bagian=bagian)


class BalikForm(AlasanForm):
    """Why a payment is taken back, and on which day."""

    tanggal = forms.DateField(label=_("Tanggal pembalikan"), widget=TanggalInput)
    field_order = ["tanggal", "alasan"]


class KumpulPilihForm(forms.Form):
    """Which meeting day a collection sheet is for."""

    tanggal = forms.DateField(label=_("Tanggal kumpulan"), widget=TanggalInput)
    ksm = forms.ChoiceField(label=_("KSM"), required=False)

    def __init__(self, *args: Any, ksm: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ksm"].choices = [("", _("Semua yang berpinjaman")), *ksm]  # type: ignore[attr-defined]


class KumpulForm(forms.Form):
    """A whole collection sheet: for each loan instalment and savings; an empty line is no payment."""

    tanggal = forms.DateField(label=_("Tanggal kumpulan"), widget=forms.HiddenInput)
    lewat = forms.ChoiceField(label=_("Diterima lewat"), choices=LEWAT, initial="kas")

    def __init__(self, *args: Any, baris: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.baris = list(baris)
        for b in self.baris:
            p = b.pinjaman
            self.fields[f"baris_{p.pk}"] = RupiahIsian(label=_("Angsuran %(ksm)s") % {"ksm": p.ksm.nama})
            self.fields[f"tabungan_{p.pk}"] = RupiahIsian(label=_("Tabungan %(ksm)s") % {"ksm": p.ksm.nama})

    def isian(self) -> list[tuple[Any, Any, Any]]:
        """Each line with its two fields."""
        return [(b, self[f"baris_{b.pinjaman.pk}"], self[f"tabungan_{b.pinjaman.pk}"]) for b in self.baris]

    def terima(self) -> list[tuple[Any, Terima]]:
        """The lines that were filled."""
        d, hasil = self.cleaned_data, []
        for b in self.baris:
            angsuran, tabungan = (d.get(f"{n}_{b.pinjaman.pk}") or Decimal(0) for n in ("baris", "tabungan"))
            if angsuran or tabungan:
                minta = Minta(angsuran + tabungan, d["tanggal"], tabungan=tabungan)
                hasil.append((b.pinjaman, Terima(minta, d["lewat"])))
        return hasil


class SimpananForm(forms.Form):
    """Savings paid in or handed out, deposits given back, or savings used for arrears."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    jumlah = RupiahIsian(label=_("Jumlah (Rp)"), required=True)
    lewat = forms.ChoiceField(label=_("Lewat"), choices=LEWAT, initial="kas")
    bukti = forms.CharField(label=_("Nomor bukti"), max_length=60, required=False)


class TanggungRentengForm(forms.Form):
    """Savings of the group for its own arrears."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    jumlah = RupiahIsian(label=_("Jumlah dari tabungan (Rp)"), required=True)
    alasan = forms.CharField(
        label=_("Keputusan musyawarah"), max_length=300, widget=text_area(2),
        help_text=_("Kapan anggota bermusyawarah dan apa yang disepakati."),
    )  # fmt: skip


class TagihanForm(forms.Form):
    """One step of collecting."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    cara = forms.ChoiceField(label=_("Cara"), choices=TagihanPinjaman.Cara.choices)
    hasil = forms.CharField(label=_("Hasil"), max_length=300, required=False, widget=text_area(2))
    janji_bayar = forms.DateField(label=_("Janji bayar"), required=False, widget=TanggalInput)


class JadwalUlangForm(AlasanForm):
    """Another schedule, by decision of the BKM."""

    tanggal = forms.DateField(label=_("Tanggal keputusan"), widget=TanggalInput)
    tenor_bulan = forms.IntegerField(label=_("Jangka waktu baru (bulan)"), min_value=1, max_value=TENOR_MAKS)
    keputusan = forms.CharField(label=_("Keputusan BKM"), max_length=200, help_text=_("Nomor dan tanggalnya."))
    koordinator_nama = forms.CharField(label=_("Koordinator BKM"), max_length=150)
    field_order = ["tanggal", "tenor_bulan", "keputusan", "koordinator_nama", "alasan"]


class HapusBukuForm(AlasanForm):
    """Writing off, by decision of the BKM."""

    tanggal = forms.DateField(label=_("Tanggal keputusan"), widget=TanggalInput)
    keputusan = forms.CharField(label=_("Keputusan BKM"), max_length=200, help_text=_("Nomor dan tanggalnya."))
    field_order = ["tanggal", "keputusan", "alasan"]


def today_or(nilai: Any, hari: datetime.date) -> datetime.date:
    """A date typed into an address; `hari` where it is none."""
    try:
        return datetime.date.fromisoformat(str(nilai or ""))
    except ValueError:
        return hari
