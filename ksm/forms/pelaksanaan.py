"""Forms of works: progress, a photo of one spot, material, swadaya, quality, hand-over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import PILIHAN_KELAMIN, AngkaField, RupiahIsian, text_area
from inti.widgets import AngkaInput, FotoInput, PindaianInput, TanggalInput
from ksm.ceklis import DefCeklis
from ksm.models import FotoPekerjaan, JanjiSwadaya, PemeriksaanMutu

Pilihan = list[tuple[str, Any]]


class KemajuanForm(forms.Form):
    """How far the work is."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    persen = AngkaField(
        label=_("Kemajuan fisik (%)"),
        required=True,
        help_text=_("Seluruh pekerjaan sampai hari ini, bukan tambahannya."),
    )
    uraian = forms.CharField(label=_("Yang dikerjakan"), max_length=300, widget=text_area(2))
    kendala = forms.CharField(label=_("Kendala"), max_length=300, required=False, widget=text_area(2))
    tindak = forms.CharField(label=_("Yang akan dilakukan"), max_length=300, required=False, widget=text_area(2))


class FotoForm(forms.Form):
    """One photo; the place is written, because the file forgets where it was taken."""

    titik = forms.CharField(
        label=_("Titik foto"), max_length=60, help_text=_("Tempat berdiri yang sama setiap kali, misalnya Depan pos ronda."),
        widget=forms.TextInput(attrs={"list": "titik-foto", "autocomplete": "off"}),
    )  # fmt: skip
    tahap = forms.TypedChoiceField(
        label=_("Tahap"),
        choices=[(n, f"{n} %") for n in FotoPekerjaan.Tahap.values],
        coerce=int,
        widget=forms.RadioSelect,
    )
    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    foto = forms.FileField(label=_("Foto"), widget=FotoInput, help_text=_("Foto diperkecil di ponsel sebelum dikirim."))
    keterangan = forms.CharField(label=_("Keterangan"), max_length=150, required=False)


class BahanForm(forms.Form):
    """Material that came."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    uraian = forms.CharField(label=_("Bahan"), max_length=150)
    volume = AngkaField(label=_("Jumlah"), required=True)
    satuan = forms.CharField(label=_("Satuan"), max_length=30, help_text=_("Misalnya zak, m3, batang."))
    pemasok = forms.CharField(label=_("Dari"), max_length=120, required=False)
    mutu = forms.CharField(label=_("Keadaan bahan"), max_length=150, required=False)


class SwadayaForm(forms.Form):
    """What residents brought. With a promise chosen, kind, unit and price are the promised ones."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    janji = forms.ChoiceField(
        label=_("Memenuhi janji"), required=False, help_text=_("Kosongkan bila tidak dijanjikan dalam usulan.")
    )
    bentuk = forms.ChoiceField(
        label=_("Bentuk"), choices=[("", _("Menurut janjinya")), *JanjiSwadaya.Bentuk.choices], required=False
    )
    uraian = forms.CharField(label=_("Uraian"), max_length=150, required=False)
    jumlah = RupiahIsian(label=_("Uang tunai (Rp)"), help_text=_("Hanya untuk uang."))
    volume = AngkaField(label=_("Jumlah tenaga atau barang"), help_text=_("Tenaga: orang dikali hari."))
    satuan = forms.CharField(label=_("Satuan"), max_length=30, required=False)
    harga_satuan = RupiahIsian(label=_("Harga satuan (Rp)"), help_text=_("Hanya bila tidak dijanjikan."))
    orang = forms.IntegerField(
        label=_("Banyak orang"), min_value=1, max_value=10_000, required=False, widget=AngkaInput
    )
    jam = AngkaField(label=_("Jam kerja tiap orang"))
    penyumbang = forms.CharField(
        label=_("Dari"), max_length=150, required=False, help_text=_("Nama, bila ia tidak keberatan.")
    )
    jenis_kelamin = forms.ChoiceField(label=_("L/P"), choices=PILIHAN_KELAMIN, required=False)

    def __init__(self, *args: Any, janji: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["janji"].choices = [("", _("Tidak dijanjikan")), *janji]  # type: ignore[attr-defined]


class MutuForm(forms.Form):
    """The quality checklist: each question "sesuai" or "belum", with a note."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    pemeriksa = forms.CharField(label=_("Diperiksa oleh"), max_length=150, help_text=_("Nama UPL dan fasilitator."))
    volume = AngkaField(label=_("Volume terpasang"))
    hasil = forms.ChoiceField(label=_("Hasil"), choices=PemeriksaanMutu.Hasil.choices, widget=forms.RadioSelect)
    catatan = forms.CharField(
        label=_("Yang harus diperbaiki"), max_length=5000, required=False, widget=text_area(3),
        help_text=_("Wajib bila hasilnya bukan baik."),
    )  # fmt: skip

    def __init__(self, *args: Any, definisi: DefCeklis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definisi = definisi
        for b in definisi.butir:
            self.fields[f"ya_{b.kode}"] = forms.ChoiceField(
                label=b.teks, choices=[("ya", _("Sesuai")), ("belum", _("Belum"))], widget=forms.RadioSelect,
                error_messages={"required": _("Pilih sesuai atau belum.")},
            )  # fmt: skip
            self.fields[f"catatan_{b.kode}"] = forms.CharField(
                label=_("Catatan"), max_length=300, required=False,
                widget=forms.TextInput(attrs={"placeholder": _("Catatan")}),
            )  # fmt: skip

    @property
    def butir(self) -> Iterable[tuple[Any, Any, Any]]:
        """Question, its choice, its note."""
        return [(b, self[f"ya_{b.kode}"], self[f"catatan_{b.kode}"]) for b in self.definisi.butir]

    def answers(self) -> dict[str, dict[str, Any]]:
        """As the action takes them."""
        data = self.cleaned_data
        return {
            b.kode: {"ya": data[f"ya_{b.kode}"] == "ya", "catatan": data[f"catatan_{b.kode}"]}
            for b in self.definisi.butir
        }


class SerahTerimaForm(forms.Form):
    """Completion and hand-over as the signed paper says."""

    selesai = forms.DateField(label=_("Pekerjaan selesai"), widget=TanggalInput)
    tanggal = forms.DateField(label=_("Tanggal serah terima"), widget=TanggalInput)
    volume = AngkaField(label=_("Volume jadi"), required=True)
    satuan = forms.CharField(label=_("Satuan"), max_length=30)
    dari = forms.CharField(label=_("Diserahkan oleh (KSM)"), max_length=150)
    kepada = forms.CharField(
        label=_("Diterima oleh"), max_length=150, help_text=_("Misalnya BKM, lalu badan pemelihara.")
    )
    saksi = forms.CharField(label=_("Mengetahui"), max_length=150, required=False)
    catatan = forms.CharField(label=_("Catatan"), max_length=5000, required=False, widget=text_area(2))
    berkas = forms.FileField(label=_("Foto berita acara yang ditandatangani"), required=False, widget=PindaianInput)
    alasan = forms.CharField(label=_("Alasan melewati peringatan"), max_length=300, required=False, widget=text_area(2))
