"""Forms of a living BKM: statutes, deed, routine meeting, replacement of a member, entering from papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bkm.ciri import NILAI, PRINSIP
from bkm.models import AktaBKM, AnggotaBKM, HasilAnggota, KeputusanRapat, Penghadap
from inti.forms import PILIHAN_KELAMIN
from inti.widgets import FotoInput, TanggalInput

Pilihan = Sequence[tuple[str, str]]
BARIS_ANGGOTA, BARIS_KEPUTUSAN, BAB_TAMBAHAN = 13, 3, 1


def place_field(basis: Pilihan) -> forms.ChoiceField:
    """RT or RW of a person; may stay open."""
    return forms.ChoiceField(label=_("RT/RW"), choices=[("", "–"), *basis], required=False)


class ADForm(forms.Form):
    """The statutes: what every one says, then the chapters, once the draft has been begun."""

    nama = forms.CharField(label=_("Nama BKM"), max_length=120)
    kedudukan = forms.CharField(label=_("Tempat kedudukan"), max_length=200)
    jumlah_anggota = forms.IntegerField(label=_("Jumlah anggota (orang)"), min_value=3, max_value=51)
    masa_bakti = forms.IntegerField(label=_("Masa bakti (tahun)"), min_value=1, max_value=10)
    nilai = forms.MultipleChoiceField(
        label=_("Nilai dan prinsip yang dipegang"), choices=[*NILAI, *PRINSIP], widget=forms.CheckboxSelectMultiple
    )
    lambang = forms.CharField(label=_("Lambang"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    penyusun = forms.CharField(label=_("Penyusun"), max_length=200, required=False, help_text=_("Pokja perumus AD."))

    def __init__(self, *args: Any, bab: Sequence[dict[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kepala_nama = list(self.fields)
        self.banyak = len(bab) + BAB_TAMBAHAN if bab else 0
        for i in range(self.banyak):
            isi = bab[i] if i < len(bab) else {"judul": "", "isi": ""}
            self.fields[f"judul_{i}"] = forms.CharField(
                label=_("Judul bab"), max_length=200, required=False, initial=isi["judul"]
            )
            self.fields[f"isi_{i}"] = forms.CharField(
                label=_("Isi bab"), required=False, initial=isi["isi"], max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    @property
    def kepala(self) -> list[Any]:
        """Fields that every statute has."""
        return [self[n] for n in self.kepala_nama]

    @property
    def bab(self) -> list[tuple[Any, Any]]:
        """Title and text of each chapter, as bound fields."""
        return [(self[f"judul_{i}"], self[f"isi_{i}"]) for i in range(self.banyak)]

    def clean(self) -> dict[str, Any]:
        """A chapter has both title and text, or is left out."""
        d = super().clean() or {}
        for i in range(self.banyak):
            if bool(d.get(f"judul_{i}", "").strip()) != bool(d.get(f"isi_{i}", "").strip()):
                self.add_error(f"judul_{i}", _("Isi judul dan isinya, atau kosongkan keduanya."))
        return d

    def action_data(self) -> dict[str, Any]:
        """As the action takes it; chapters only where they stood in the form."""
        d = {n: self.cleaned_data[n] for n in self.kepala_nama}
        if self.banyak:
            d["bab"] = [
                {"judul": self.cleaned_data[f"judul_{i}"], "isi": self.cleaned_data[f"isi_{i}"]}
                for i in range(self.banyak)
            ]
        return d


class PengesahanADForm(forms.Form):
    """In which held rembug the statutes were ratified."""

    pertemuan = forms.ChoiceField(label=_("Disahkan dalam rembug"))

    def __init__(self, *args: Any, pertemuan: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pertemuan"].choices = pertemuan  # type: ignore[attr-defined]


class AktaForm(forms.Form):
    """Number, day and notary; the three who appeared; a photo of the page that shows them."""

    nomor = forms.CharField(label=_("Nomor akta"), max_length=60)
    tanggal = forms.DateField(label=_("Tanggal akta"), widget=TanggalInput)
    notaris = forms.CharField(label=_("Notaris"), max_length=150)
    bentuk = forms.ChoiceField(label=_("Bentuk hukum"), choices=AktaBKM.Bentuk.choices)
    berkas = forms.FileField(
        label=_("Foto halaman nomor, tanggal, dan nama penghadap"), widget=FotoInput(attrs={"accept": "image/*,.pdf"})
    )

    def __init__(self, *args: Any, basis: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kepala_nama = list(self.fields)
        for unsur in Penghadap.Unsur.values:
            self.fields[f"nama_{unsur}"] = forms.CharField(label=_("Nama"), max_length=150)
            self.fields[f"pekerjaan_{unsur}"] = forms.CharField(label=_("Pekerjaan"), max_length=80)
            self.fields[f"basis_{unsur}"] = place_field(basis)

    @property
    def kepala(self) -> list[Any]:
        """Fields of the deed."""
        return [self[n] for n in self.kepala_nama]

    @property
    def penghadap(self) -> list[tuple[Any, list[Any]]]:
        """The three who appeared: element and bound fields."""
        return [
            (nama, [self[f"{b}_{k}"] for b in ("nama", "pekerjaan", "basis")]) for k, nama in Penghadap.Unsur.choices
        ]


class RapatRutinForm(forms.Form):
    """A members' meeting outside the stages: when, who was there, what was decided."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    tempat = forms.CharField(label=_("Tempat"), max_length=150)
    pokok = forms.CharField(label=_("Pokok bahasan"), max_length=200)
    pemimpin = forms.CharField(label=_("Pemimpin rapat"), max_length=150)
    notulis = forms.CharField(label=_("Notulis"), max_length=150, required=False)
    catatan = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    berkas = forms.FileField(
        label=_("Foto notulen"), required=False, widget=FotoInput(attrs={"accept": "image/*,.pdf"})
    )
    hadir = forms.MultipleChoiceField(label=_("Anggota yang hadir"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, anggota: Sequence[AnggotaBKM], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hadir"].choices = [(str(a.pk), a.nama) for a in anggota]  # type: ignore[attr-defined]
        self.kepala_nama = [n for n in self.fields if n != "hadir"]
        for i in range(BARIS_KEPUTUSAN):
            self.fields[f"isi_{i}"] = forms.CharField(
                label=_("Keputusan"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"cara_{i}"] = forms.ChoiceField(
                label=_("Cara memutuskan"), choices=KeputusanRapat.Cara.choices, required=False, initial="mufakat"
            )

    @property
    def kepala(self) -> list[Any]:
        """Fields of the meeting."""
        return [self[n] for n in self.kepala_nama]

    @property
    def keputusan(self) -> list[tuple[Any, Any]]:
        """Text and way of each decision, as bound fields."""
        return [(self[f"isi_{i}"], self[f"cara_{i}"]) for i in range(BARIS_KEPUTUSAN)]

    def decisions(self) -> list[dict[str, str]]:
        """Decisions that were filled in."""
        d = self.cleaned_data
        return [
            {"isi": d[f"isi_{i}"], "cara": d[f"cara_{i}"] or "mufakat"}
            for i in range(BARIS_KEPUTUSAN)
            if d[f"isi_{i}"].strip()
        ]


class BerhentiAnggotaPAWForm(forms.Form):
    """Why a member leaves, which meeting noted it, who of the reserve list takes the place."""

    rapat = forms.ChoiceField(label=_("Rapat anggota yang memutuskan"))
    sebab = forms.ChoiceField(
        label=_("Sebab"), choices=[p for p in AnggotaBKM.Sebab.choices if p[0] != AnggotaBKM.Sebab.MASA_BAKTI]
    )
    tanggal = forms.DateField(label=_("Berhenti sejak"), required=False, widget=TanggalInput,
                              help_text=_("Kosongkan bila sejak tanggal rapat."))  # fmt: skip
    alasan = forms.CharField(label=_("Keterangan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    pengganti = forms.ChoiceField(label=_("Pengganti"), required=False, widget=forms.RadioSelect)
    isi = forms.CharField(
        label=_("Isi keputusan rapat"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila urutan cadangan dilewati: tuliskan sebabnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, rapat: Pilihan, cadangan: Sequence[HasilAnggota], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rapat"].choices = rapat  # type: ignore[attr-defined]
        pilihan = [
            (
                str(h.pk),
                f"{h.peringkat}. {h.utusan.nama} ({h.utusan.jenis_kelamin}), {h.utusan.basis.label_lengkap}, {h.suara} suara",
            )
            for h in cadangan
        ]
        self.fields["pengganti"].choices = [*pilihan, ("", _("Belum ada pengganti"))]  # type: ignore[attr-defined]
        self.fields["pengganti"].initial = pilihan[0][0] if pilihan else ""


class BerhentiPetugasForm(forms.Form):
    """Which meeting dismissed or released an officer, from when, why."""

    rapat = forms.ChoiceField(label=_("Rapat anggota yang memutuskan"))
    tanggal = forms.DateField(label=_("Berhenti sejak"), required=False, widget=TanggalInput,
                              help_text=_("Kosongkan bila sejak tanggal rapat."))  # fmt: skip
    alasan = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, rapat: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rapat"].choices = rapat  # type: ignore[attr-defined]


class TandaAnggotaForm(forms.Form):
    """What is known of a member beside the name."""

    telepon = forms.CharField(label=_("Telepon"), max_length=20, required=False)
    pekerjaan = forms.CharField(label=_("Pekerjaan"), max_length=80, required=False)
    miskin = forms.BooleanField(label=_("Warga miskin"), required=False)
    pengurus_partai = forms.BooleanField(label=_("Pengurus partai atau calon pejabat"), required=False)
    pejabat = forms.BooleanField(label=_("Pejabat pemerintah, militer, atau lembaga agama"), required=False)


class SekretariatForm(forms.Form):
    """Where the secretariat is and when it is open."""

    alamat = forms.CharField(label=_("Alamat sekretariat"), max_length=200, required=False)
    jam_kerja = forms.CharField(
        label=_("Jam kerja"), max_length=100, required=False, help_text=_("Misalnya: Senin sampai Jumat, 09.00–15.00.")
    )


class KeadaanAwalForm(forms.Form):
    """A BKM that lived before the programme, from its papers: name, installing, members in order, koordinator."""

    nama = forms.CharField(label=_("Nama BKM"), max_length=100, help_text=_("Misalnya: Cahaya Mandiri."))
    sebutan = forms.ChoiceField(label=_("Sebutan"), choices=[("BKM", "BKM"), ("LKM", "LKM")])
    alamat = forms.CharField(label=_("Alamat sekretariat"), max_length=200, required=False)
    dikukuhkan_pada = forms.DateField(label=_("Dikukuhkan pada"), widget=TanggalInput)
    masa_bakti = forms.IntegerField(label=_("Masa bakti (tahun)"), min_value=1, max_value=10, initial=3)
    koordinator = forms.TypedChoiceField(label=_("Koordinator"), coerce=int, empty_value=0, required=False)  # type: ignore[arg-type]
    berkas = forms.FileField(
        label=_("Berita acara, surat keputusan, atau akta"), widget=FotoInput(attrs={"accept": "image/*,.pdf"})
    )
    KOLOM = ("nama", "jenis_kelamin", "basis", "miskin")

    def __init__(self, *args: Any, basis: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kepala_nama = list(self.fields)
        nomor = [(str(i), _("Baris %(n)d") % {"n": i}) for i in range(1, BARIS_ANGGOTA + 1)]
        self.fields["koordinator"].choices = [("", _("Belum ada")), *nomor]  # type: ignore[attr-defined]
        for i in range(BARIS_ANGGOTA):
            self.fields[f"nama_{i}"] = forms.CharField(label=_("Nama"), max_length=150, required=False)
            self.fields[f"jenis_kelamin_{i}"] = forms.ChoiceField(
                label=_("L/P"), choices=PILIHAN_KELAMIN, required=False
            )
            self.fields[f"basis_{i}"] = place_field(basis)
            self.fields[f"miskin_{i}"] = forms.BooleanField(label=_("Warga miskin"), required=False)

    @property
    def kepala(self) -> list[Any]:
        """Fields of the body and its term."""
        return [self[n] for n in self.kepala_nama]

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Rows of bound fields for the table."""
        return [{k: self[f"{k}_{i}"] for k in self.KOLOM} for i in range(BARIS_ANGGOTA)]

    def clean(self) -> dict[str, Any]:
        """A named member has a sex; rows are filled without gaps, so that the koordinator's number is right."""
        d = super().clean() or {}
        terisi = [i for i in range(BARIS_ANGGOTA) if d.get(f"nama_{i}")]
        for i in terisi:
            if not d.get(f"jenis_kelamin_{i}"):
                self.add_error(f"jenis_kelamin_{i}", _("Pilih L atau P."))
        lubang = next((i for i in range(len(terisi)) if i not in terisi), None)
        if lubang is not None:
            self.add_error(f"nama_{lubang}", _("Isi dari baris pertama, tanpa baris kosong di antaranya."))
        return d

    def rows(self) -> list[dict[str, Any]]:
        """Members as the action takes them; places still as keys."""
        d = self.cleaned_data
        return [{k: d[f"{k}_{i}"] for k in self.KOLOM} for i in range(BARIS_ANGGOTA) if d.get(f"nama_{i}")]
