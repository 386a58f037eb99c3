"""Forms of the residents' body: readiness, installing, koordinator, offices given by one meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from bkm.actions.unit import JABATAN_UP, UNIT
from bkm.ciri import CIRI, HASIL_PS
from bkm.models import AnggotaBKM, KeputusanRapat, PetugasSekretariat, PetugasUP
from bkm.queries import RUMPUN, Pejabat, clash
from inti.forms import PILIHAN_KELAMIN
from inti.widgets import TanggalInput

Pilihan = Sequence[tuple[str, str]]
BARIS, BARIS_MAKS = 10, 30


class KesiapanForm(forms.Form):
    """Every item ya or belum, with a note where it helps; then the conclusion."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    penilai = forms.CharField(label=_("Ditulis oleh"), max_length=200, help_text=_("Faskel dan relawan yang menilai."))
    siap = forms.ChoiceField(
        label=_("Kesimpulan"),
        widget=forms.RadioSelect,
        choices=[("ya", _("Siap membentuk BKM")), ("belum", _("Belum siap"))],
    )
    kesimpulan = forms.CharField(
        label=_("Alasan, dan yang perlu disiapkan"), widget=forms.Textarea(attrs={"rows": 3}), max_length=3000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kode, kalimat in (*HASIL_PS, *CIRI):
            self.fields[kode] = forms.ChoiceField(
                label=kalimat, choices=[("ya", _("Ya")), ("belum", _("Belum"))], widget=forms.RadioSelect
            )
            self.fields[f"catatan_{kode}"] = forms.CharField(label=_("Catatan"), max_length=300, required=False)

    def pairs(self, daftar: Iterable[tuple[str, Any]]) -> list[tuple[Any, Any]]:
        """Answer and note of each item, as bound fields."""
        return [(self[kode], self[f"catatan_{kode}"]) for kode, _kalimat in daftar]

    @property
    def bagian(self) -> list[tuple[Any, list[tuple[Any, Any]]]]:
        """The two checklists with their titles."""
        return [
            (_("Hasil Pemetaan Swadaya"), self.pairs(HASIL_PS)),
            (_("Sepuluh ciri himpunan warga"), self.pairs(CIRI)),
        ]

    def action_data(self) -> dict[str, Any]:
        """As the action takes it."""
        d = self.cleaned_data
        jawaban = {k: {"ya": d[k] == "ya", "catatan": d[f"catatan_{k}"]} for k, _kalimat in (*HASIL_PS, *CIRI)}
        return {
            "tanggal": d["tanggal"], "penilai": d["penilai"], "siap": d["siap"] == "ya", "kesimpulan": d["kesimpulan"],
            "jawaban": jawaban,
        }  # fmt: skip


class PengukuhanForm(forms.Form):
    """The rembug, and the name of a new BKM; a kelurahan whose BKM lives keeps its name."""

    nama = forms.CharField(label=_("Nama BKM"), max_length=100, help_text=_("Misalnya: Cahaya Mandiri."))
    sebutan = forms.ChoiceField(label=_("Sebutan"), choices=[("BKM", "BKM"), ("LKM", "LKM")])
    alamat = forms.CharField(label=_("Alamat sekretariat"), max_length=200, required=False)
    pertemuan = forms.ChoiceField(label=_("Dikukuhkan dalam rembug"))

    def __init__(self, *args: Any, pertemuan: Pilihan, baru: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pertemuan"].choices = pertemuan  # type: ignore[attr-defined]
        if not baru:
            for bidang in ("nama", "sebutan", "alamat"):
                del self.fields[bidang]


class RapatForm(forms.Form):
    """A held members' meeting of the stage, who was there, how it decided."""

    pertemuan = forms.ChoiceField(label=_("Rapat"))
    hadir = forms.MultipleChoiceField(label=_("Anggota yang hadir"), widget=forms.CheckboxSelectMultiple)
    cara = forms.ChoiceField(label=_("Cara memutuskan"), choices=KeputusanRapat.Cara.choices, initial="mufakat")

    def __init__(self, *args: Any, anggota: Sequence[AnggotaBKM], pertemuan: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pertemuan"].choices = pertemuan  # type: ignore[attr-defined]
        self.fields["hadir"].choices = [(str(a.pk), a.nama) for a in anggota]  # type: ignore[attr-defined]
        self.fields["hadir"].initial = [str(a.pk) for a in anggota]


class KoordinatorForm(RapatForm):
    """Whom the members chose."""

    koordinator = forms.ChoiceField(label=_("Koordinator terpilih"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, anggota: Sequence[AnggotaBKM], **kwargs: Any) -> None:
        super().__init__(*args, anggota=anggota, **kwargs)
        self.fields["koordinator"].choices = [(str(a.pk), a.nama) for a in anggota]  # type: ignore[attr-defined]


def office_choices() -> list[tuple[str, Any]]:
    """Office codes "lembaga:jabatan" with their words."""
    unit = [(f"{j}:{k}", f"{j.upper()}: {PetugasUP.Jabatan(k).label}") for j in UNIT for k in JABATAN_UP[j]]
    staf = [(f"sekretariat:{k}", f"{_g('Sekretariat')}: {v}") for k, v in PetugasSekretariat.Jabatan.choices]
    return [("", "–"), *unit, *staf, ("pengawas:", _g("Pengawas UPK")), ("penasehat:", _g("Penasehat"))]


class SusunanForm(RapatForm):
    """Offices given by one meeting: a row for each person; a double office is said beside the row before saving."""

    KOLOM = ("nama", "jenis_kelamin", "jabatan", "basis", "telepon", "miskin", "pengurus_partai")
    nomor = forms.CharField(label=_("Nomor surat keputusan"), max_length=60, required=False)

    def __init__(
        self,
        *args: Any,
        basis: Pilihan,
        ada: Sequence[Pejabat],
        awal: Sequence[str],
        jumlah: int = BARIS,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ada, self.banyak = list(ada), max(1, min(jumlah, BARIS_MAKS))
        self.kepala_nama = list(self.fields)
        jabatan = office_choices()
        for i in range(self.banyak):
            self.fields[f"jabatan_{i}"] = forms.ChoiceField(
                label=_("Jabatan"), choices=jabatan, required=False, initial=awal[i] if i < len(awal) else ""
            )
            self.fields[f"nama_{i}"] = forms.CharField(
                label=_("Nama"),
                max_length=150,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": _("Nama")}),
            )
            self.fields[f"jenis_kelamin_{i}"] = forms.ChoiceField(
                label=_("L/P"), choices=PILIHAN_KELAMIN, required=False
            )
            self.fields[f"basis_{i}"] = forms.ChoiceField(label=_("RT/RW"), choices=[("", "–"), *basis], required=False)
            self.fields[f"telepon_{i}"] = forms.CharField(
                label=_("Telepon"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
            )
            self.fields[f"miskin_{i}"] = forms.BooleanField(label=_("Warga miskin"), required=False)
            self.fields[f"pengurus_partai_{i}"] = forms.BooleanField(label=_("Pengurus partai"), required=False)

    @property
    def kepala(self) -> list[Any]:
        """Fields about the meeting and its decision."""
        return [self[n] for n in self.kepala_nama]

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Rows of bound fields for the table."""
        return [{kolom: self[f"{kolom}_{i}"] for kolom in self.KOLOM} for i in range(self.banyak)]

    def clean(self) -> dict[str, Any]:
        """A named person has office and sex, and holds nothing that forbids it. Source: BKM-66, BKM-67."""
        d = super().clean() or {}
        ada, nama_jabatan = list(self.ada), dict(office_choices())
        terisi = [i for i in range(self.banyak) if d.get(f"nama_{i}")]
        if not terisi:
            self.add_error("nama_0", _("Isi sedikitnya satu nama."))
        for i in terisi:
            nama, jabatan, jk = d[f"nama_{i}"], d.get(f"jabatan_{i}"), d.get(f"jenis_kelamin_{i}")
            if not jabatan:
                self.add_error(f"jabatan_{i}", _("Pilih jabatannya."))
            if not jk:
                self.add_error(f"jenis_kelamin_{i}", _("Pilih L atau P."))
            if jabatan and jk:
                rumpun = RUMPUN.get(jabatan.partition(":")[0], "")
                lain = clash(ada, rumpun=rumpun, nama=nama, jenis_kelamin=jk)
                if lain is not None:
                    self.add_error(f"nama_{i}", _g("Merangkap: sudah %(jabatan)s.") % {"jabatan": lain.jabatan})
                ada.append(Pejabat(None, None, nama, jk, rumpun, str(nama_jabatan[jabatan])))
        return d

    def rows(self) -> list[dict[str, Any]]:
        """Filled rows as the action takes them; places still as keys."""
        d = self.cleaned_data
        hasil = []
        for i in range(self.banyak):
            if d.get(f"nama_{i}"):
                lembaga, _titik, jabatan = d[f"jabatan_{i}"].partition(":")
                isi = {k: d[f"{k}_{i}"] for k in self.KOLOM if k != "jabatan"}
                hasil.append({"lembaga": lembaga, "jabatan": jabatan, **isi})
        return hasil
