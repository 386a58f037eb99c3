"""Forms of the election desk: panitia, tata tertib, the tally as its paper looks, who is elected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkm.models import TPS, AnggotaPanitia, Hitungan, Utusan
from bkm.peringkat import Baris
from inti.forms import PILIHAN_KELAMIN, BarisNamaForm
from inti.widgets import AngkaInput, PindaianInput, TanggalInput

BARIS = 6
BARIS_MAKS = 60


def number(label: Any, *, wajib: bool = True, **isi: Any) -> forms.IntegerField:
    """A count typed with the number pad."""
    return forms.IntegerField(
        label=label, min_value=0, max_value=100_000, required=wajib, widget=AngkaInput(attrs=isi), localize=False
    )


class PanitiaForm(BarisNamaForm):
    """The day the panitia was formed, and several people at once; rows without a name are left out."""

    KOLOM = ("nama", "jenis_kelamin", "pokja", "jabatan", "basis", "miskin")

    dibentuk = forms.DateField(label=_("Dibentuk pada"), widget=TanggalInput)
    jumlah = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BARIS_MAKS, required=False)

    def __init__(self, *args: Any, basis: list[tuple[str, str]], jumlah: int = BARIS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.banyak = max(1, min(jumlah, BARIS_MAKS))
        self.fields["jumlah"].initial = self.banyak
        pokja = [("", _("Pengurus panitia")), *AnggotaPanitia.Pokja.choices]
        for i in range(self.banyak):
            self.fields[f"nama_{i}"] = forms.CharField(
                label=_("Nama"),
                max_length=150,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": _("Nama")}),
            )
            self.fields[f"jenis_kelamin_{i}"] = forms.ChoiceField(
                label=_("L/P"), choices=PILIHAN_KELAMIN, required=False
            )
            self.fields[f"pokja_{i}"] = forms.ChoiceField(label=_("Pokja"), choices=pokja, required=False)
            self.fields[f"jabatan_{i}"] = forms.ChoiceField(
                label=_("Jabatan"), choices=AnggotaPanitia.Jabatan.choices, required=False, initial="anggota"
            )
            self.fields[f"basis_{i}"] = forms.ChoiceField(label=_("RT/RW"), choices=[("", "–"), *basis], required=False)
            self.fields[f"miskin_{i}"] = forms.BooleanField(label=_("Warga miskin"), required=False)


class TatibForm(forms.Form):
    """What the meeting on the tata tertib agreed."""

    disepakati = forms.DateField(label=_("Disepakati pada"), widget=TanggalInput)
    nama_basis = number(_("Nama pada surat suara RT"))
    utusan_per_basis = number(_("Utusan setiap RT (orang)"))
    nama_kelurahan = number(_("Nama pada surat suara kelurahan"))
    jumlah_anggota = number(_("Anggota BKM (orang)"))
    jenjang_rw = forms.BooleanField(
        label=_("Memakai jenjang RW"), required=False, help_text=_("Utusan RT memilih utusan RW lebih dahulu.")
    )
    nama_rw = number(_("Nama pada surat suara RW"), wajib=False)
    utusan_per_rw = number(_("Utusan setiap RW (orang)"), wajib=False)
    panitia_boleh_dipilih = forms.BooleanField(label=_("Anggota panitia boleh dipilih"), required=False)
    kriteria = forms.CharField(
        label=_("Kriteria pemimpin"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Satu kriteria tiap baris, dari refleksi kepemimpinan."),
    )  # fmt: skip
    aturan_lain = forms.CharField(
        label=_("Aturan lain"), required=False, max_length=10000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SiapkanForm(forms.Form):
    """From which day's roll the polling places are made."""

    tanggal_daftar = forms.DateField(label=_("Daftar warga dewasa per"), widget=TanggalInput)


class BuktiForm(forms.Form):
    """The photo of a signed tally sheet."""

    berkas = forms.FileField(
        label=_("Foto kertas hitungan"), widget=PindaianInput(attrs={"capture": "environment"}),
        help_text=_("Kertas yang ditandatangani petugas dan saksi."),
    )  # fmt: skip


class UmumkanForm(forms.Form):
    """When and where the result was put up."""

    tanggal = forms.DateField(label=_("Diumumkan pada"), widget=TanggalInput)
    tempat = forms.CharField(label=_("Papan informasi di"), max_length=150, required=False)


class HitunganForm(forms.Form):
    """The tally in the order of the paper: voters, ballots, names; with visits where the place is visited.

    Above the basis every utusan has a line and nobody else.
    """

    ANGKA = ("pemilih_l", "pemilih_p", "pemilih", "surat_sah", "surat_rusak", "surat_masuk")
    KUNJUNGAN = ("kunjungan_l", "kunjungan_p", "kunjungan_sah", "kunjungan_rusak")

    def __init__(
        self,
        *args: Any,
        tps: TPS,
        utusan: Sequence[Utusan] = (),
        jumlah: int = 8,
        kunjungan: bool = False,
        koreksi: bool = False,
        beralasan: bool = True,
        ulang: Sequence[Baris] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tps, self.utusan, self.kunjungan, self.ulang = tps, list(utusan), kunjungan, list(ulang)
        self.banyak = len(self.ulang) or len(self.utusan) or max(1, min(jumlah, BARIS_MAKS))
        self.fields["jumlah"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=self.banyak)
        label = (_("Laki-laki"), _("Perempuan"), _("Jumlah"), _("Sah"), _("Tidak sah"), _("Jumlah"))
        for nama, teks in zip(self.ANGKA, label, strict=True):
            self.fields[nama] = number(teks, **{"data-hitung": nama})  # type: ignore[arg-type]
        if kunjungan:
            for nama, teks in zip(
                self.KUNJUNGAN, (_("Laki-laki"), _("Perempuan"), _("Sah"), _("Tidak sah")), strict=True
            ):
                self.fields[nama] = number(teks, wajib=False, **{"data-hitung": nama})
        if not self.ulang:
            if not self.utusan:
                self.fields["cara"] = forms.ChoiceField(
                    label=_("Cara mencatat"), choices=Hitungan.Cara.choices, initial="singkat",
                    help_text=_("Singkat: nama-nama teratas saja, selebihnya “lain-lain”. Lengkap: setiap nama."),
                )  # fmt: skip
            self.fields["lain_lain"] = number(_("Suara untuk nama lain"), wajib=False, **{"data-hitung": "lain_lain"})
        self._add_names()
        if koreksi:
            self.fields["alasan"] = forms.CharField(
                label=_("Alasan koreksi"),
                max_length=300,
                required=beralasan,
                help_text=_("Angka lama tetap tersimpan bersama alasan ini."),
            )

    def _add_names(self) -> None:
        for i in range(self.banyak):
            if not self.ulang and not self.utusan:
                self.fields[f"nama_{i}"] = forms.CharField(
                    label=_("Nama yang tertulis"), max_length=150, required=False,
                    widget=forms.TextInput(attrs={"autocomplete": "off"}),
                )  # fmt: skip
            self.fields[f"suara_{i}"] = number(_("Suara"), wajib=False, **{"data-suara": "tps"})
            if self.kunjungan:
                self.fields[f"kunjungan_{i}"] = number(_("Dari kunjungan"), wajib=False, **{"data-suara": "kunjungan"})

    @property
    def baris(self) -> list[dict[str, Any]]:
        """One line for each name: the label where it is fixed, and its fields."""
        hasil = []
        for i in range(self.banyak):
            isi: dict[str, Any] = {"suara": self[f"suara_{i}"], "label": self.label_of(i)}
            if f"nama_{i}" in self.fields:
                isi["nama"] = self[f"nama_{i}"]
            if self.kunjungan:
                isi["kunjungan"] = self[f"kunjungan_{i}"]
            hasil.append(isi)
        return hasil

    def label_of(self, i: int) -> str:
        """The fixed name of a line."""
        if self.ulang:
            return self.ulang[i].nama
        if self.utusan:
            return f"{self.utusan[i].nama}, {self.utusan[i].basis.label_lengkap}"
        return ""

    def figures(self) -> dict[str, Any]:
        """Everything beside the names, as the action takes it."""
        data = self.cleaned_data
        isi = {n: data.get(n) or 0 for n in (*self.ANGKA, *self.KUNJUNGAN, "lain_lain") if n in self.fields}
        if "cara" in self.fields:
            isi["cara"] = data["cara"]
        if "alasan" in self.fields:
            isi["alasan"] = data["alasan"]
        return isi

    def names(self) -> list[dict[str, Any]]:
        """Names with their votes; lines without both are left out."""
        data, hasil = self.cleaned_data, []
        for i in range(self.banyak):
            suara, kunjungan = data.get(f"suara_{i}"), data.get(f"kunjungan_{i}") or 0
            nama = data.get(f"nama_{i}") or self.label_of(i)
            if suara is None and not kunjungan and not data.get(f"nama_{i}"):
                continue
            isi: dict[str, Any] = {"nama": nama, "suara": suara or 0, "kunjungan": kunjungan}
            if self.ulang:
                isi["nama"], isi["utusan"] = self.ulang[i].nama, getattr(self.ulang[i].utusan, "pk", None)
            elif self.utusan:
                isi["utusan"] = self.utusan[i].pk
            hasil.append(isi)
        return hasil


class TetapkanForm(forms.Form):
    """Sex and poverty of each elected name; a reason where a warning is passed."""

    def __init__(self, *args: Any, terpilih: Sequence[Baris], peringatan: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terpilih = list(terpilih)
        for i, b in enumerate(self.terpilih):
            if b.utusan is None:
                self.fields[f"jenis_kelamin_{i}"] = forms.ChoiceField(label=_("L/P"), choices=PILIHAN_KELAMIN)
                self.fields[f"miskin_{i}"] = forms.BooleanField(label=_("Warga miskin"), required=False)
        if peringatan:
            self.fields["alasan"] = forms.CharField(label=_("Alasan melewati peringatan"), max_length=300)

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Each elected name with its fields."""
        return [
            {"b": b, **({"jk": self[f"jenis_kelamin_{i}"], "miskin": self[f"miskin_{i}"]} if b.utusan is None else {})}
            for i, b in enumerate(self.terpilih)
        ]

    def people(self) -> list[dict[str, Any]]:
        """As the action takes them."""
        data = self.cleaned_data
        return [
            {"nama": b.nama, "jenis_kelamin": data[f"jenis_kelamin_{i}"], "miskin": data[f"miskin_{i}"]}
            for i, b in enumerate(self.terpilih)
            if b.utusan is None
        ]


class NamaForm(forms.Form):
    """One answer: two spellings are one person, or two."""

    nama = forms.CharField(max_length=150)
    dengan = forms.CharField(max_length=150)
    putusan = forms.ChoiceField(choices=[("sama", "sama"), ("beda", "beda")])


class GantiForm(forms.Form):
    """Who fills the seat of an utusan who withdrew: the next name of the tally."""

    jenis_kelamin = forms.ChoiceField(label=_("L/P"), choices=PILIHAN_KELAMIN)
    miskin = forms.BooleanField(label=_("Warga miskin"), required=False)
