"""Forms of groups' money: RPD by RAB line, purchases, wages, accounts, misuse."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.formats import rupiah
from inti.forms import RupiahIsian, text_area
from inti.widgets import AngkaInput, FotoInput, PindaianInput, TanggalInput
from keuangan.forms.blm import LembarDasarForm
from keuangan.models import RPD, BerkasPencairan, Penyelewengan
from ksm.models import KSM, BarisRAB


class RPDForm(forms.Form):
    """What is asked of each RAB line now; empty lines are left out. The total is computed."""

    berkas = forms.ChoiceField(label=_("Dari dana"))
    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    keterangan = forms.CharField(label=_("Keterangan"), max_length=300, required=False, widget=text_area(2))

    def __init__(
        self,
        *args: Any,
        rab: Sequence[BarisRAB],
        diminta: dict[Any, Decimal],
        dana: Sequence[BerkasPencairan],
        sisa: Decimal | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rab, self.diminta, self.dana = list(rab), diminta, {str(b.pk): b for b in dana}
        self.sisa = sisa
        self.fields["berkas"].choices = [  # type: ignore[attr-defined]
            (k, f"{b} {b.tahap.sppb.tahun_anggaran}") for k, b in self.dana.items()
        ]
        for b in self.rab:
            sisa_baris = rupiah(b.blm - diminta.get(b.pk, Decimal(0)))
            self.fields[f"baris_{b.pk}"] = RupiahIsian(
                label=b.uraian, required=False, nol=True,
                help_text=_("RAB %(a)s, belum diminta %(s)s") % {"a": rupiah(b.blm), "s": sisa_baris},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Above what the agreement leaves it could never be handed in: said while the figures are still typed. Source: RPD-05."""
        d = super().clean() or {}
        jumlah = sum((d.get(f"baris_{b.pk}") or Decimal(0) for b in self.rab), Decimal(0))
        if self.sisa is not None and jumlah > self.sisa:
            pesan = _(
                "Jumlahnya %(n)s, padahal BLM perjanjian yang belum diminta tinggal %(s)s. Kurangi salah satu barisnya."
            )
            self.add_error(None, pesan % {"n": rupiah(jumlah), "s": rupiah(max(self.sisa, Decimal(0)))})
        return d

    @property
    def baris(self) -> list[Any]:
        """One field for each RAB line; its help says what BLM pays of it and what is left."""
        return [self[f"baris_{b.pk}"] for b in self.rab]

    @property
    def kepala(self) -> list[Any]:
        """The fields above the table."""
        return [self[n] for n in ("berkas", "tanggal", "keterangan")]

    def values(self) -> dict[str, Any]:
        """As the action takes it."""
        d = self.cleaned_data
        return {
            "berkas": self.dana[d["berkas"]], "tanggal": d["tanggal"], "keterangan": d["keterangan"],
            "baris": {b.pk: d[f"baris_{b.pk}"] for b in self.rab if d.get(f"baris_{b.pk}")},
        }  # fmt: skip


def rab_choices(rab: Sequence[BarisRAB]) -> list[tuple[str, Any]]:
    """RAB lines to choose from; none is allowed."""
    return [("", _("Di luar RAB")), *((str(b.pk), b.uraian) for b in rab)]


class BukuKSMForm(forms.Form):
    """What purchase and wages share: for which RAB line."""

    def __init__(self, *args: Any, rab: Sequence[BarisRAB], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rab = {str(b.pk): b for b in rab}
        self.fields["baris_rab"].choices = rab_choices(rab)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """As the action takes it; the photo apart."""
        d = {k: v for k, v in self.cleaned_data.items() if k != "foto"}
        return {**d, "baris_rab": self.rab.get(d["baris_rab"] or "")}


class BelanjaForm(BukuKSMForm):
    """One purchase, as it is written at the shop."""

    uraian = forms.CharField(label=_("Apa yang dibeli"), max_length=150)
    jumlah = RupiahIsian(label=_("Jumlah"), required=True)
    baris_rab = forms.ChoiceField(label=_("Untuk baris RAB"), required=False)
    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    toko = forms.CharField(label=_("Toko"), max_length=120, required=False)
    foto = forms.FileField(label=_("Foto nota"), required=False, widget=FotoInput)


class UpahForm(BukuKSMForm):
    """The wages of one week, from the signed sheet."""

    minggu = forms.DateField(label=_("Salah satu hari minggu itu"), widget=TanggalInput)
    pekerja_l = forms.IntegerField(label=_("Pekerja laki-laki"), min_value=0, max_value=500, widget=AngkaInput)
    pekerja_p = forms.IntegerField(label=_("Pekerja perempuan"), min_value=0, max_value=500, widget=AngkaInput)
    hok = forms.CharField(
        label=_("Hari orang kerja (HOK)"), max_length=8, widget=AngkaInput(attrs={"inputmode": "decimal"}),
        help_text=_("Jumlah hari semua pekerja; setengah hari 0,5."),
    )  # fmt: skip
    jumlah = RupiahIsian(label=_("Upah yang dibayar"), required=True)
    baris_rab = forms.ChoiceField(label=_("Untuk baris RAB"), required=False)
    uraian = forms.CharField(label=_("Pekerjaan"), max_length=150, required=False)
    foto = forms.FileField(label=_("Foto daftar hadir dan upah"), required=False, widget=PindaianInput)


class BuktiForm(forms.Form):
    """The photo that was missing."""

    foto = forms.FileField(label=_("Foto nota atau lembarnya"), widget=PindaianInput)


class LPJForm(forms.Form):
    """What the book does not know: how many were reached, and words. Money comes from the book."""

    tanggal = forms.DateField(label=_("Tanggal LPJ"), widget=TanggalInput)
    kk = forms.IntegerField(label=_("KK pemanfaat yang terjangkau"), min_value=0, max_value=100_000, widget=AngkaInput)
    kk_miskin = forms.IntegerField(
        label=_("Di antaranya KK miskin (PS-2)"), min_value=0, max_value=100_000, widget=AngkaInput
    )
    akhir = forms.BooleanField(
        label=_("LPJ akhir: pekerjaan selesai, tidak meminta dana lagi"), required=False
    )  # fmt: skip
    penjelasan = forms.CharField(
        label=_("Penjelasan bila belanja di atas dana dan swadaya"), max_length=500, required=False, widget=text_area(2)
    )
    catatan = forms.CharField(label=_("Catatan"), max_length=2000, required=False, widget=text_area(2))


class LembarDanaForm(LembarDasarForm):
    """Who signed an RPD or an account, as the sheet says."""

    HASIL = [("lolos", _("Disetujui")), ("kembali", _("Dikembalikan untuk diperbaiki"))]
    alasan = forms.CharField(
        label=_("Alasan"), max_length=300, required=False, widget=text_area(2),
        help_text=_("Bila dikembalikan: apa yang diperbaiki. Bila ada peringatan: mengapa tetap disetujui."),
    )  # fmt: skip


class SisaForm(forms.Form):
    """The unspent money came back."""

    tanggal = forms.DateField(label=_("Diterima tanggal"), widget=TanggalInput)
    lewat = forms.ChoiceField(label=_("Lewat"), choices=RPD.Lewat.choices, widget=forms.RadioSelect)


class LPJBKMForm(forms.Form):
    """The day of the account; its figures are computed."""

    tanggal = forms.DateField(label=_("Tanggal penetapan"), widget=TanggalInput)
    catatan = forms.CharField(label=_("Catatan"), max_length=2000, required=False, widget=text_area(3))


class PenyelewenganForm(forms.Form):
    """A case, without names of persons."""

    tempat = forms.ChoiceField(label=_("Terjadi di"), choices=Penyelewengan.Tempat.choices)
    ksm = forms.ChoiceField(label=_("KSM"), required=False, help_text=_("Hanya bila terjadi di KSM."))
    jumlah = RupiahIsian(label=_("Jumlah"), required=True)
    tahun_dana = forms.IntegerField(label=_("Tahun dana"), min_value=1999, max_value=2100, widget=AngkaInput)
    pelaku = forms.ChoiceField(
        label=_("Pelaku sebagai"), choices=Penyelewengan.Pelaku.choices, help_text=_("Peran saja, bukan nama orang.")
    )
    ditemukan = forms.DateField(label=_("Ditemukan pada"), widget=TanggalInput)
    lewat = forms.ChoiceField(label=_("Ditemukan lewat"), choices=Penyelewengan.Ditemukan.choices)
    uraian = forms.CharField(label=_("Apa yang terjadi"), max_length=2000, widget=text_area(4))

    def __init__(self, *args: Any, ksm: Sequence[KSM], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grup = {str(k.pk): k for k in ksm}
        self.fields["ksm"].choices = [("", "–"), *((k, str(v)) for k, v in self.grup.items())]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """As the action takes it."""
        d = self.cleaned_data
        return {**d, "ksm": self.grup.get(d["ksm"] or "")}


class PulihForm(forms.Form):
    """Money that came back."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    jumlah = RupiahIsian(label=_("Jumlah yang kembali"), required=True)
    keterangan = forms.CharField(label=_("Bagaimana kembalinya"), max_length=200)
    foto = forms.FileField(label=_("Foto bukti"), required=False, widget=PindaianInput)


class LepasForm(forms.Form):
    """The decision that lets new money go."""

    tanggal = forms.DateField(label=_("Tanggal keputusan"), widget=TanggalInput)
    dasar = forms.CharField(label=_("Keputusan rapat BKM"), max_length=300, widget=text_area(2))
