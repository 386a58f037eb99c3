"""The meeting form: the paper attendance sheet on a screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import AngkaInput, FotoInput, JamInput, TanggalInput
from siklus.definisi.model import DefPertemuan
from siklus.models import Pertemuan
from siklus.pilihan_basis import PilihanBasis, as_choices

ORANG_MAKS = 100_000
# Form row -> column: the tag `kehadiran` names its rows by what people count.
BARIS_HADIR = {"hadir_l": "peserta_l", "hadir_p": "peserta_p", "miskin_l": "miskin_l", "miskin_p": "miskin_p"}
NAMA_KELOMPOK = {"perempuan": _("Perempuan"), "laki_laki": _("Laki-laki"), "pemuda": _("Pemuda")}


def count_field(label: Any, *, required: bool) -> forms.IntegerField:
    """Persons: a whole number of at most six digits."""
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=ORANG_MAKS, widget=AngkaInput)


class PertemuanForm(forms.Form):
    """A meeting that was held. `jenis` decides which places are offered."""

    jenis = forms.ChoiceField(label=_("Jenis pertemuan"))
    basis = forms.ChoiceField(label=_("Tempat warga"), required=False)
    kelompok = forms.ChoiceField(label=_("Kelompok"), required=False)
    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    tempat = forms.CharField(label=_("Tempat"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "on"}))
    hadir_l = count_field(_("Hadir laki-laki"), required=True)
    hadir_p = count_field(_("Hadir perempuan"), required=True)
    miskin_l = count_field(_("Miskin laki-laki"), required=False)
    miskin_p = count_field(_("Miskin perempuan"), required=False)
    jam_mulai = forms.TimeField(label=_("Jam mulai"), required=False, widget=JamInput)
    jam_selesai = forms.TimeField(label=_("Jam selesai"), required=False, widget=JamInput)
    pemimpin = forms.CharField(label=_("Pemimpin"), required=False, max_length=150)
    notulis = forms.CharField(label=_("Notulis"), required=False, max_length=150)
    media = forms.CharField(  # type: ignore[assignment]  # Django keeps fields apart from Form.media
        label=_("Media yang dipakai"), required=False, max_length=200, help_text=_("Misalnya leaflet, spanduk, film.")
    )
    hasil = forms.CharField(
        label=_("Hasil dan kesepakatan"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    foto = forms.FileField(
        label=_("Foto daftar hadir"), required=False, widget=FotoInput(attrs={"capture": "environment"})
    )
    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)

    TAMBAHAN = ("jam_mulai", "jam_selesai", "pemimpin", "notulis", "media", "hasil")

    def __init__(
        self,
        *args: Any,
        jenis: DefPertemuan,
        semua_jenis: tuple[DefPertemuan, ...],
        tempat: list[PilihanBasis],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "pertemuan-%s", **kwargs})
        self.jenis_dipilih = jenis
        self.pilihan = tempat
        self.fields["jenis"].choices = [(j.kode, j.nama) for j in semua_jenis]  # type: ignore[attr-defined]
        self.fields["basis"].choices = as_choices(tempat)  # type: ignore[attr-defined]
        if not tempat or (len(tempat) == 1 and not tempat[0].id):
            self.fields["basis"].widget = forms.HiddenInput()
        if jenis.kelompok:
            pilihan = [("", _("Campuran")), *((k, NAMA_KELOMPOK.get(k, k)) for k in jenis.kelompok)]
            self.fields["kelompok"].choices = pilihan  # type: ignore[attr-defined]
        else:
            del self.fields["kelompok"]

    @property
    def tambahan(self) -> list[Any]:
        """Fields that few meetings need, folded away."""
        return [self[nama] for nama in self.TAMBAHAN if nama in self.fields]

    @property
    def tambahan_terbuka(self) -> bool:
        """Whether the fold is open: something in it is filled or wrong."""
        return any(b.errors or b.value() for b in self.tambahan)

    @property
    def tempat_dipilih(self) -> PilihanBasis | None:
        """The chosen place; None before one was chosen."""
        kini = str(self["basis"].value() or "")
        return next((t for t in self.pilihan if t.id == kini), None)

    @property
    def dewasa(self) -> int | None:
        """Adults of the chosen place, persons; None without a roll."""
        tempat = self.tempat_dipilih
        return tempat.dewasa.jumlah if tempat is not None and tempat.dewasa is not None else None

    def isi(self) -> dict[str, Any]:
        """What the action takes: columns of Pertemuan without its kind, place and photo."""
        data = dict(self.cleaned_data)
        for lepas in ("jenis", "basis", "foto", "versi"):
            data.pop(lepas, None)
        return {BARIS_HADIR.get(nama, nama): nilai for nama, nilai in data.items()}


class JadwalPertemuanForm(forms.Form):
    """A meeting that is planned: day, hour and place, so that an invitation can be printed."""

    jenis = forms.ChoiceField(label=_("Jenis pertemuan"))
    basis = forms.ChoiceField(label=_("Tempat warga"), required=False)
    rencana_tanggal = forms.DateField(label=_("Rencana tanggal"), widget=TanggalInput)
    jam_mulai = forms.TimeField(label=_("Jam mulai"), required=False, widget=JamInput)
    tempat = forms.CharField(label=_("Tempat"), max_length=150, required=False)

    def __init__(
        self,
        *args: Any,
        jenis: DefPertemuan,
        semua_jenis: tuple[DefPertemuan, ...],
        tempat: list[PilihanBasis],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "jadwal-%s", **kwargs})
        self.fields["jenis"].choices = [(j.kode, j.nama) for j in semua_jenis]  # type: ignore[attr-defined]
        self.fields["basis"].choices = as_choices(tempat)  # type: ignore[attr-defined]
        if not tempat or (len(tempat) == 1 and not tempat[0].id):
            self.fields["basis"].widget = forms.HiddenInput()

    def isi(self) -> dict[str, Any]:
        """What the action takes besides kind and place."""
        data = dict(self.cleaned_data)
        return {k: v for k, v in data.items() if k not in ("jenis", "basis")}


class BatalForm(forms.Form):
    """A reason for taking something back."""

    alasan = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Catatannya tetap tersimpan dengan alasan ini dan terlihat di Riwayat."),
    )


class KehadiranForm(forms.Form):
    """One name of the attendance sheet."""

    nama = forms.CharField(label=_("Nama"), max_length=150)
    jenis_kelamin = forms.ChoiceField(label=_("L/P"), choices=[("L", _("Laki-laki")), ("P", _("Perempuan"))])
    unsur = forms.CharField(
        label=_("Unsur"), max_length=60, required=False, help_text=_("Misalnya ketua RT, PKK, warga.")
    )
    miskin = forms.BooleanField(label=_("Warga miskin"), required=False)


def initial_of(pertemuan: Pertemuan) -> dict[str, Any]:
    """A stored meeting as the form's starting values."""
    awal = {nama: getattr(pertemuan, kolom) for nama, kolom in BARIS_HADIR.items()}
    for nama in ("jenis", "kelompok", "tempat", *PertemuanForm.TAMBAHAN):
        awal[nama] = getattr(pertemuan, nama)
    awal["tanggal"] = pertemuan.tanggal or pertemuan.rencana_tanggal
    awal["basis"] = str(pertemuan.basis_id or "")
    awal["versi"] = pertemuan.versi
    return awal
