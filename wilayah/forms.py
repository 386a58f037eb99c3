"""Forms: the shape of what is typed. Rules stand in the actions and in the database."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.widgets import AngkaInput, TanggalInput
from wilayah.kode import is_code
from wilayah.models import Badan, Basis, JenisKelamin, Parameter, Warga, Wilayah
from wilayah.models.badan import KOP_BARIS_MAKS

ORANG_MAKS = 100_000


class BerversiForm(forms.Form):
    """Carries the version of the row that the person saw when the page opened. Source: UMU-10."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    def isi(self) -> dict[str, Any]:
        """What was typed, without the version and the reason."""
        return {k: v for k, v in self.cleaned_data.items() if k not in {"versi", "alasan", "nik"}}


class BasisForm(BerversiForm):
    """One place of the tree."""

    jenis = forms.ChoiceField(label=_("Jenis"), choices=Basis.Jenis.choices)
    nomor = forms.CharField(label=_("Nomor"), required=False, max_length=4, help_text=_("Misalnya 05 atau 05A."))
    nama = forms.CharField(
        label=_("Nama"), required=False, max_length=60, help_text=_("Untuk dusun atau lingkungan yang bernama.")
    )
    induk = forms.ModelChoiceField(
        label=_("Di bawah"),
        queryset=Basis.objects.none(),
        required=False,
        empty_label=_("langsung di bawah kelurahan/desa"),
    )
    urutan = forms.IntegerField(
        label=_("Urutan tampil"), required=False, min_value=0, max_value=9999, widget=AngkaInput
    )

    def __init__(self, *args: Any, kode_wilayah: str, kecuali: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = Basis.objects.filter(wilayah_id=kode_wilayah, aktif=True).exclude(pk=kecuali)
        self.fields["induk"].queryset = pilihan  # type: ignore[attr-defined]

    def clean_urutan(self) -> int:
        return self.cleaned_data["urutan"] or 0


class DewasaForm(forms.Form):
    """Adults of a place as of a date."""

    berlaku_pada = forms.DateField(label=_("Keadaan tanggal"), widget=TanggalInput)
    dewasa_l = forms.IntegerField(label=_("Dewasa laki-laki"), min_value=0, max_value=ORANG_MAKS, widget=AngkaInput)
    dewasa_p = forms.IntegerField(label=_("Dewasa perempuan"), min_value=0, max_value=ORANG_MAKS, widget=AngkaInput)
    sumber = forms.CharField(
        label=_("Sumber"), max_length=200, required=False, help_text=_("Misalnya buku induk RT, atau DPT.")
    )


class TutupForm(BerversiForm):
    """Closing something on a day, with its reason."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    alasan = forms.CharField(label=_("Sebab"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class AlasanForm(BerversiForm):
    """A step that needs only its reason."""

    alasan = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class WargaForm(BerversiForm):
    """One resident. What is not known stays empty."""

    nama = forms.CharField(label=_("Nama"), max_length=120)
    jenis_kelamin = forms.ChoiceField(label=_("Jenis kelamin"), choices=JenisKelamin.choices, widget=forms.RadioSelect)
    tanggal_lahir = forms.DateField(label=_("Tanggal lahir"), widget=TanggalInput, required=False)
    tahun_lahir = forms.IntegerField(
        label=_("Tahun lahir"),
        required=False,
        min_value=1900,
        max_value=2100,
        widget=AngkaInput,
        help_text=_("Cukup tahunnya bila tanggalnya tidak diketahui."),
    )
    pernah_menikah = forms.BooleanField(label=_("Sudah atau pernah menikah"), required=False)
    basis = forms.ModelChoiceField(
        label=_("RT/RW"), queryset=Basis.objects.none(), required=False, empty_label=_("belum diketahui")
    )
    telepon = forms.RegexField(
        r"^[0-9+ ()-]*$",
        label=_("Telepon/WA"),
        max_length=20,
        required=False,
        error_messages={"invalid": _("Nomor telepon berisi angka saja, misalnya 0812 3456 7890.")},
    )
    alamat = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    nik = forms.CharField(
        label=_("NIK"),
        max_length=24,
        required=False,
        help_text=_("Tidak wajib. Disimpan tersandi dan hanya tampil sebagian."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, kode_wilayah: str, warga: Warga | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].queryset = Basis.objects.filter(wilayah_id=kode_wilayah, aktif=True)  # type: ignore[attr-defined]
        if warga is not None and warga.nik_samar:
            self.fields["nik"].help_text = _("Tercatat %(nik)s. Kosongkan bila tidak berubah.") % {
                "nik": warga.nik_samar
            }


class GabungForm(forms.Form):
    """Which entry lives on, and how one knows they are the same person."""

    tujuan = forms.ModelChoiceField(
        label=_("Catatan yang tetap berlaku"), queryset=Warga.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    alasan = forms.CharField(
        label=_("Bagaimana Anda tahu keduanya orang yang sama"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, calon: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tujuan"].queryset = calon  # type: ignore[attr-defined]
        self.fields["tujuan"].label_from_instance = _twin_label  # type: ignore[attr-defined]


class BadanForm(BerversiForm):
    """Name and letterhead of a body."""

    nama = forms.CharField(label=_("Nama"), max_length=120)
    sebutan = forms.CharField(
        label=_("Sebutan"), max_length=20, required=False, help_text=_("Yang dicetak di depan nama: BKM, LKM, KSM.")
    )
    kop = forms.CharField(
        label=_("Kop surat"),
        required=False,
        max_length=700,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu baris kop per baris, paling banyak enam."),
    )
    alamat = forms.CharField(label=_("Alamat kantor"), max_length=200, required=False)
    telepon = forms.CharField(label=_("Telepon kantor"), max_length=20, required=False)
    surel = forms.EmailField(label=_("Surel"), required=False)
    berdiri_pada = forms.DateField(label=_("Berdiri pada"), widget=TanggalInput, required=False)

    def clean_kop(self) -> list[str]:
        baris = [b.strip() for b in self.cleaned_data["kop"].splitlines() if b.strip()]
        if len(baris) > KOP_BARIS_MAKS:
            raise forms.ValidationError(_("Kop surat paling banyak enam baris."))
        return baris


class BadanBaruForm(BadanForm):
    """A new body also says its kind."""

    jenis = forms.ChoiceField(label=_("Jenis"), choices=Badan.Jenis.choices)
    field_order = ["jenis", "nama"]


class NilaiParameterForm(forms.Form):
    """A new dated value of a parameter."""

    nilai = forms.CharField(
        label=_("Nilai baru"), max_length=200, required=False, help_text=_("Kosongkan untuk menyatakan belum diatur.")
    )
    wilayah = forms.CharField(
        label=_("Berlaku di"),
        max_length=13,
        required=False,
        help_text=_("Kode wilayah, misalnya 32.73. Kosongkan untuk seluruh Indonesia."),
    )
    berlaku_mulai = forms.DateField(label=_("Berlaku mulai"), widget=TanggalInput)
    berlaku_sampai = forms.DateField(label=_("Berlaku sampai"), widget=TanggalInput, required=False)
    mode = forms.ChoiceField(label=_("Bila tidak terpenuhi"), choices=Parameter.Mode.choices)
    sumber = forms.CharField(
        label=_("Sumber"), max_length=300, required=False, help_text=_("Nomor surat atau pedoman.")
    )
    status_sumber = forms.ChoiceField(label=_("Status sumber"), choices=Parameter.StatusSumber.choices)
    alasan = forms.CharField(label=_("Alasan perubahan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_wilayah(self) -> Wilayah | None:
        kode = self.cleaned_data["wilayah"].strip()
        if not kode:
            return None
        wilayah = Wilayah.objects.filter(pk=kode).first() if is_code(kode) else None
        if wilayah is None:
            raise forms.ValidationError(_("Kode wilayah ini tidak ada di register."))
        return wilayah


class TutupWilayahForm(forms.Form):
    """Closing an area of the register in favour of its successor."""

    pengganti = forms.CharField(label=_("Kode wilayah pengganti"), max_length=13)
    alasan = forms.CharField(
        label=_("Dasar perubahan"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya nomor perda pemekaran."),
    )


def _twin_label(warga: Warga) -> str:
    """How a possible twin is told apart from the others."""
    bagian = [warga.nama, str(warga.basis or ""), warga.nik_samar, str(warga.tanggal_lahir or warga.tahun_lahir or "")]
    return " · ".join(b for b in bagian if b)
