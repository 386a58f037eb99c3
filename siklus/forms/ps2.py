"""Forms of PS-2: the quick table of an RT, the household, notice, objection and verdict, determination, leaving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import PILIHAN_KELAMIN
from inti.widgets import AngkaInput, PindaianInput, TanggalInput
from siklus.actions import BarisPS2
from siklus.formulir_ps2 import PasangForm, PutusanForm
from siklus.models import EntriPS2, KeberatanPS2, RefleksiButir, Rumah
from wilayah.models import Basis

BARIS = 5
BARIS_MAKS = 40
PERINGKAT = [("", _("Bukan PS-2")), *EntriPS2.Peringkat.choices]


class TabelPS2Form(forms.Form):
    """Several households of one RT, a row each, with the agreed criteria as boxes; rows without a name are left out."""

    POKOK = ("nama_kk", "jenis_kelamin_kk", "jiwa_l", "jiwa_p", "peringkat")
    TANDA = ("lansia", "disabilitas")
    LAIN = ("alamat", "wawancara_tanggal", "pembeda")

    jumlah = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BARIS_MAKS, required=False)

    def __init__(
        self, *args: Any, kriteria: list[RefleksiButir], isi: list[dict[str, Any]], jumlah: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kriteria = kriteria
        self.banyak = max(1, min(jumlah, BARIS_MAKS))
        self.fields["jumlah"].initial = self.banyak
        for i in range(self.banyak):
            self._row(i, isi[i] if i < len(isi) else {})

    def _row(self, i: int, isi: dict[str, Any]) -> None:
        orang = {"min_value": 0, "max_value": 50, "required": False, "widget": AngkaInput}
        bidang: dict[str, forms.Field] = {
            "nama_kk": forms.CharField(label=_("Kepala keluarga"), max_length=150, required=False),
            "jenis_kelamin_kk": forms.ChoiceField(label=_("L/P"), choices=PILIHAN_KELAMIN, required=False),
            "jiwa_l": forms.IntegerField(label=_("Jiwa L"), **orang),  # type: ignore[arg-type]
            "jiwa_p": forms.IntegerField(label=_("Jiwa P"), **orang),  # type: ignore[arg-type]
            "lansia": forms.BooleanField(label=_("Lansia"), required=False),
            "disabilitas": forms.BooleanField(label=_("Disabilitas"), required=False),
            **{f"k{n}": forms.BooleanField(label=b.uraian, required=False) for n, b in enumerate(self.kriteria, 1)},
            "peringkat": forms.ChoiceField(label=_("Peringkat"), choices=PERINGKAT, required=False),
            "alamat": forms.CharField(label=_("Alamat rumah"), max_length=200, required=False),
            "wawancara_tanggal": forms.DateField(label=_("Wawancara"), required=False, widget=TanggalInput),
            "pembeda": forms.CharField(label=_("Pembeda"), max_length=60, required=False),
        }
        for nama, f in bidang.items():
            f.initial = isi.get(nama)
            self.fields[f"{nama}_{i}"] = f

    @property
    def kartu(self) -> list[dict[str, Any]]:
        """A card of bound fields per household: who, what is true of it, and the rest, open where something is in it."""
        kriteria = [f"k{n}" for n in range(1, len(self.kriteria) + 1)]
        hasil = []
        for i in range(self.banyak):
            lain = [self[f"{k}_{i}"] for k in self.LAIN]
            hasil.append(
                {
                    "nama": self[f"nama_kk_{i}"],
                    "pokok": [self[f"{k}_{i}"] for k in self.POKOK],
                    "tanda": [self[f"{k}_{i}"] for k in self.TANDA],
                    "kriteria": [self[f"{k}_{i}"] for k in kriteria],
                    "lain": lain,
                    "buka": any(f.errors or f.value() for f in lain[1:]),
                }
            )
        return hasil

    def clean(self) -> dict[str, Any]:
        """A named household has a sex of its head; at least one row is filled."""
        data = super().clean() or {}
        terisi = [i for i in range(self.banyak) if data.get(f"nama_kk_{i}")]
        if not terisi:
            self.add_error("nama_kk_0", _("Isi sedikitnya satu keluarga."))
        for i in terisi:
            if not data.get(f"jenis_kelamin_kk_{i}"):
                self.add_error(f"jenis_kelamin_kk_{i}", _("Pilih L atau P."))
        return data

    def rows(self, basis: Basis) -> list[BarisPS2]:
        """Filled rows as the action takes them; the number of a refused row is that of the filled ones."""
        d = self.cleaned_data
        return [
            BarisPS2(
                basis=basis, nama_kk=d[f"nama_kk_{i}"], jenis_kelamin_kk=d[f"jenis_kelamin_kk_{i}"],
                jiwa_l=d.get(f"jiwa_l_{i}") or 0, jiwa_p=d.get(f"jiwa_p_{i}") or 0, lansia=d[f"lansia_{i}"],
                disabilitas=d[f"disabilitas_{i}"], pembeda=d[f"pembeda_{i}"], alamat=d[f"alamat_{i}"],
                peringkat=d[f"peringkat_{i}"], wawancara_tanggal=d[f"wawancara_tanggal_{i}"],
                kriteria=[b.pk for n, b in enumerate(self.kriteria, 1) if d.get(f"k{n}_{i}")],
            )
            for i in self.filled()
        ]  # fmt: skip

    def filled(self) -> list[int]:
        """Numbers of the rows with a name."""
        return [i for i in range(self.banyak) if self.cleaned_data.get(f"nama_kk_{i}")]


class PasangFotoForm(PasangForm):
    """A notice with the photo of the posted sheet, which may follow later."""

    foto = forms.FileField(
        label=_("Foto lembar yang terpasang"), required=False, widget=PindaianInput(attrs={"capture": "environment"})
    )


class FotoForm(forms.Form):
    """The photo of the posted sheet."""

    foto = forms.FileField(
        label=_("Foto lembar yang terpasang"), widget=PindaianInput(attrs={"capture": "environment"})
    )


class KeberatanForm(forms.Form):
    """An objection to a name on the sheet, or a household that residents want added."""

    jenis = forms.ChoiceField(label=_("Jenis"), choices=KeberatanPS2.Jenis.choices, widget=forms.RadioSelect)
    entri = forms.ChoiceField(label=_("Nama yang dikeberatankan"), required=False)
    keluarga = forms.ChoiceField(
        label=_("Keluarga yang diusulkan"), required=False, help_text=_("Belum ada di sini? Catat dulu di tabel RT.")
    )
    tanggal = forms.DateField(label=_("Disampaikan pada"), widget=TanggalInput)
    pelapor = forms.CharField(label=_("Disampaikan oleh"), max_length=150, required=False)
    uraian = forms.CharField(label=_("Apa yang disampaikan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, entri: list[Any], keluarga: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entri"].choices = [("", "–"), *((str(e.pk), e.keluarga.nama_kk) for e in entri)]  # type: ignore[attr-defined]
        self.fields["keluarga"].choices = [("", "–"), *((str(k.pk), k.nama_kk) for k in keluarga)]  # type: ignore[attr-defined]


class PutusForm(PutusanForm):
    """The verdict: accepted or not, with its reason; an accepted addition gets a rank."""

    hasil = forms.ChoiceField(
        label=_("Putusan"), choices=[("terima", _("Diterima")), ("tolak", _("Ditolak"))], widget=forms.RadioSelect
    )
    peringkat = forms.ChoiceField(
        label=_("Peringkat bila ditambahkan"), choices=EntriPS2.Peringkat.choices, required=False, initial="miskin"
    )
    field_order = ["hasil", "putusan", "peringkat", "tanggal", "penentu"]


class TetapkanForm(forms.Form):
    """The Lokakarya that determined the list."""

    pertemuan = forms.ChoiceField(label=_("Ditetapkan dalam"))

    def __init__(self, *args: Any, pertemuan: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pertemuan"].choices = [(str(p.pk), str(p)) for p in pertemuan]  # type: ignore[attr-defined]


class KeluargaForm(forms.Form):
    """One household, with the version that was seen."""

    nama_kk = forms.CharField(label=_("Kepala keluarga"), max_length=150)
    pembeda = forms.CharField(label=_("Pembeda bila bernama sama"), max_length=60, required=False)
    jenis_kelamin_kk = forms.ChoiceField(label=_("Jenis kelamin kepala keluarga"), choices=PILIHAN_KELAMIN[1:])
    basis: Any = forms.ModelChoiceField(label=_("RT/RW"), queryset=None)
    jiwa_l = forms.IntegerField(label=_("Jiwa laki-laki"), min_value=0, max_value=50, widget=AngkaInput)
    jiwa_p = forms.IntegerField(label=_("Jiwa perempuan"), min_value=0, max_value=50, widget=AngkaInput)
    lansia = forms.BooleanField(label=_("Kepala keluarga lansia"), required=False)
    disabilitas = forms.BooleanField(label=_("Ada penyandang disabilitas"), required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, tempat: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].queryset = tempat  # type: ignore[attr-defined]

    def isi(self) -> dict[str, Any]:
        """The fields without the version."""
        return {k: v for k, v in self.cleaned_data.items() if k != "versi"}


class RumahForm(forms.Form):
    """One dwelling, with the version that was seen; the point is optional."""

    alamat = forms.CharField(label=_("Alamat rumah"), max_length=200)
    status = forms.ChoiceField(
        label=_("Status rumah"), choices=[("", _("Belum diketahui")), *Rumah.Kepemilikan.choices], required=False
    )
    lintang = forms.DecimalField(
        label=_("Lintang"), max_digits=8, decimal_places=6, min_value=-12, max_value=7, required=False, localize=False,
        help_text=_("Hanya bila diukur di tempat, misalnya -6.914744."),
    )  # fmt: skip
    bujur = forms.DecimalField(
        label=_("Bujur"), max_digits=9, decimal_places=6, min_value=94, max_value=142, required=False, localize=False
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class MasukDaftarForm(forms.Form):
    """A household enters the determined list by a decision."""

    keluarga = forms.ChoiceField(label=_("Keluarga"))
    peringkat = forms.ChoiceField(label=_("Peringkat"), choices=EntriPS2.Peringkat.choices, initial="miskin")
    tanggal = forms.DateField(label=_("Tanggal keputusan"), widget=TanggalInput)
    alasan = forms.CharField(label=_("Alasan masuk"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, keluarga: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(str(k.pk), f"{k.nama_kk} ({k.basis.label_lengkap})") for k in keluarga]
        self.fields["keluarga"].choices = [("", "–"), *pilihan]  # type: ignore[attr-defined]
