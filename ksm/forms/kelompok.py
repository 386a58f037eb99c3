"""Forms of a group: its facts, its members, its rules, a checklist."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import PILIHAN_KELAMIN, BarisNamaForm, RupiahIsian, text_area
from inti.widgets import AngkaInput, PindaianInput, TanggalInput
from ksm.ceklis import DefCeklis
from ksm.models import KSM, AnggotaKSM, AturanMain

BARIS_ANGGOTA = 5
BARIS_ANGGOTA_MAKS = 60
Pilihan = list[tuple[str, str]]


class KSMForm(forms.Form):
    """What is known of a group."""

    nama = forms.CharField(
        label=_("Nama kelompok"), max_length=120, help_text=_("Tanpa kata KSM di depannya, misalnya Melati.")
    )
    jenis = forms.ChoiceField(label=_("Jenis"), choices=[("", _("Pilih")), *KSM.Jenis.choices])
    asal = forms.ChoiceField(
        label=_("Asal"), choices=KSM.Asal.choices, widget=forms.RadioSelect,
        help_text=_("Kelompok yang sudah ada sama haknya, asal warga miskin dapat bergabung dan diperlakukan setara."),
    )  # fmt: skip
    terbentuk = forms.DateField(label=_("Terbentuk"), widget=TanggalInput)
    basis = forms.ChoiceField(label=_("RT/RW"), required=False)
    relawan_pendamping = forms.ChoiceField(label=_("Relawan pendamping"), required=False)
    ikatan = forms.CharField(
        label=_("Ikatan bersama"), max_length=200, required=False, help_text=_("Misalnya tetangga, pengajian, arisan.")
    )
    tujuan = forms.CharField(label=_("Tujuan bersama"), max_length=5000, required=False, widget=text_area())

    def __init__(self, *args: Any, basis: Pilihan, relawan: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [("", _("Seluruh kelurahan")), *basis]  # type: ignore[attr-defined]
        self.fields["relawan_pendamping"].choices = [("", _("Belum ada")), *relawan]  # type: ignore[attr-defined]


class KeluargaInput(forms.TextInput):
    """A household by part of its head's name; what fits is offered while one types, of the RT that `basis` names."""

    def __init__(self, url: str, daftar: str, basis: str) -> None:
        super().__init__(
            attrs={
                "list": daftar, "autocomplete": "off", "placeholder": _("Nama kepala keluarga"), "hx-get": url,
                "hx-trigger": "input changed delay:250ms, focus once", "hx-target": f"#{daftar}", "hx-include": f"#{basis}",
                "hx-sync": "this:replace",
            }
        )  # fmt: skip


class BanyakAnggotaForm(BarisNamaForm):
    """Several members at once, one row each; rows without a name are left out.

    The column of households is only there for those who may see PS-2 (`url_keluarga` offers what fits).
    """

    KOLOM: tuple[str, ...] = ("nama", "jenis_kelamin", "jabatan", "basis")

    masuk = forms.DateField(label=_("Menjadi anggota sejak"), widget=TanggalInput)
    jumlah = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BARIS_ANGGOTA_MAKS, required=False)

    def __init__(
        self, *args: Any, basis: Pilihan, jumlah: int = BARIS_ANGGOTA, url_keluarga: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if url_keluarga:
            self.KOLOM = (*self.KOLOM, "keluarga")
        self.banyak = max(1, min(jumlah, BARIS_ANGGOTA_MAKS))
        self.fields["jumlah"].initial = self.banyak
        for i in range(self.banyak):
            self.fields[f"nama_{i}"] = forms.CharField(
                label=_("Nama"), max_length=150, required=False,
                widget=forms.TextInput(attrs={"placeholder": _("Nama"), "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"jenis_kelamin_{i}"] = forms.ChoiceField(
                label=_("L/P"), choices=PILIHAN_KELAMIN, required=False
            )
            self.fields[f"jabatan_{i}"] = forms.ChoiceField(
                label=_("Jabatan"), choices=AnggotaKSM.Jabatan.choices, initial="anggota", required=False
            )
            self.fields[f"basis_{i}"] = forms.ChoiceField(label=_("RT/RW"), choices=[("", "–"), *basis], required=False)
            if url_keluarga:
                self.fields[f"keluarga_{i}"] = forms.CharField(
                    label=_("Keluarga"), max_length=200, required=False,
                    widget=KeluargaInput(url_keluarga, f"keluarga-{i}", f"id_basis_{i}"),
                )  # fmt: skip


class AnggotaForm(forms.Form):
    """One member as recorded. `warga` offers residents of the same name, so that one person is known as one."""

    nama = forms.CharField(label=_("Nama"), max_length=150)
    pembeda = forms.CharField(label=_("Pembeda bila bernama sama"), max_length=60, required=False)
    jenis_kelamin = forms.ChoiceField(label=_("L/P"), choices=[("L", _("Laki-laki")), ("P", _("Perempuan"))])
    jabatan = forms.ChoiceField(label=_("Jabatan"), choices=AnggotaKSM.Jabatan.choices)
    basis = forms.ChoiceField(label=_("RT/RW"), required=False)
    masuk = forms.DateField(label=_("Menjadi anggota sejak"), widget=TanggalInput)
    keluarga = forms.CharField(
        label=_("Keluarga"), max_length=200, required=False,
        help_text=_("Ketik sebagian nama kepala keluarganya. Miskin atau tidak dibaca dari daftar PS-2."),
    )  # fmt: skip
    warga = forms.ChoiceField(
        label=_("Warga dalam daftar kelurahan"), required=False,
        help_text=_("Warga yang namanya mirip. Pilih bila orangnya sama."),
    )  # fmt: skip

    def __init__(self, *args: Any, basis: Pilihan, warga: Pilihan, url_keluarga: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [("", "–"), *basis]  # type: ignore[attr-defined]
        if url_keluarga:
            self.fields["keluarga"].widget = KeluargaInput(url_keluarga, "keluarga-0", "id_basis")
        else:
            del self.fields["keluarga"]
        if warga:
            self.fields["warga"].choices = [("", _("Tidak dikaitkan")), *warga]  # type: ignore[attr-defined]
        else:
            del self.fields["warga"]


class AturanMainForm(forms.Form):
    """The rules a group agreed on, as on its sheet."""

    disepakati = forms.DateField(label=_("Disepakati pada"), widget=TanggalInput)
    irama = forms.ChoiceField(label=_("Pertemuan rutin"), choices=AturanMain.Irama.choices, initial="bulanan")
    pertemuan = forms.CharField(
        label=_("Hari dan tempat"), max_length=200, required=False, help_text=_("Misalnya Minggu pertama, rumah ketua.")
    )
    simpanan_pokok = RupiahIsian(label=_("Simpanan pokok per orang"), nol=True)
    simpanan_wajib = RupiahIsian(label=_("Simpanan wajib tiap pertemuan"), nol=True)
    tabungan = forms.CharField(label=_("Aturan tabungan"), max_length=5000, required=False, widget=text_area(2))
    pembagian_tugas = forms.CharField(
        label=_("Pembagian tugas"), max_length=5000, widget=text_area(4), help_text=_("Siapa mengerjakan apa.")
    )
    keputusan = forms.CharField(
        label=_("Cara mengambil keputusan"), max_length=5000, required=False, widget=text_area(2)
    )
    lain = forms.CharField(label=_("Kesepakatan lain dan sanksi"), max_length=5000, required=False, widget=text_area(3))
    hadir_l = forms.IntegerField(
        label=_("Hadir laki-laki"), min_value=0, max_value=1000, required=False, widget=AngkaInput
    )
    hadir_p = forms.IntegerField(
        label=_("Hadir perempuan"), min_value=0, max_value=1000, required=False, widget=AngkaInput
    )
    berkas = forms.FileField(
        label=_("Foto lembar aturan main yang ditandatangani"), required=False,
        widget=PindaianInput(attrs={"capture": "environment"}),
    )  # fmt: skip


class CeklisForm(forms.Form):
    """One checklist: each question "sudah" or "belum", with a note."""

    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    peninjau = forms.CharField(
        label=_("Ditinjau bersama"),
        max_length=150,
        required=False,
        help_text=_("Nama relawan pendamping atau fasilitator."),
    )
    catatan = forms.CharField(
        label=_("Catatan dan tindak lanjut"), max_length=5000, required=False, widget=text_area(3)
    )

    def __init__(self, *args: Any, definisi: DefCeklis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definisi = definisi
        for b in definisi.butir:
            self.fields[f"ya_{b.kode}"] = forms.ChoiceField(
                label=b.teks, choices=[("ya", _("Sudah")), ("belum", _("Belum"))], widget=forms.RadioSelect,
                error_messages={"required": _("Pilih sudah atau belum.")},
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
