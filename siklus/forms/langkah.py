"""Forms of a stage: decision, volunteers, training, evidence, plan, lesson, talk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import PILIHAN_KELAMIN, BarisNamaForm, text_area
from inti.widgets import AngkaInput, PindaianInput, TanggalInput
from siklus.definisi.model import DefKeluaran, DefLangkah, DefPelatihan
from siklus.forms.pertemuan import count_field
from siklus.models import Keputusan, Pertemuan

BARIS_RELAWAN = 4
BARIS_RELAWAN_MAKS = 60
PENANDA_TANGAN_MAKS = 8


class RencanaForm(forms.Form):
    """Planned begin and end of a stage."""

    rencana_mulai = forms.DateField(label=_("Rencana mulai"), widget=TanggalInput)
    rencana_selesai = forms.DateField(label=_("Rencana selesai"), widget=TanggalInput)

    def clean(self) -> dict[str, Any]:
        """The end does not come before the beginning."""
        data = super().clean() or {}
        mulai, selesai = data.get("rencana_mulai"), data.get("rencana_selesai")
        if mulai and selesai and selesai < mulai:
            self.add_error("rencana_selesai", _("Rencana selesai tidak boleh sebelum rencana mulai."))
        return data


class KeputusanForm(forms.Form):
    """What the residents decided, where and how."""

    hasil = forms.ChoiceField(label=_("Keputusan warga"), widget=forms.RadioSelect)
    pertemuan = forms.ChoiceField(label=_("Diambil dalam pertemuan"))
    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    cara = forms.ChoiceField(
        label=_("Cara mengambil keputusan"), choices=[c for c in Keputusan.Cara.choices if c[0] != "arsip"]
    )
    suara_setuju = count_field(_("Suara menerima"), required=False)
    suara_menolak = count_field(_("Suara menolak"), required=False)
    catatan = forms.CharField(
        label=_("Alasan dan catatan warga"),
        required=False,
        max_length=5000,
        widget=text_area(4),
        help_text=_("Wajib bila menolak: tulis alasan warga apa adanya."),
    )

    def __init__(self, *args: Any, aturan: DefLangkah, pertemuan: list[Pertemuan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hasil"].choices = [(p.kode, p.nama) for p in aturan.pilihan]  # type: ignore[attr-defined]
        self.fields["pertemuan"].choices = [(str(p.pk), str(p)) for p in pertemuan]  # type: ignore[attr-defined]
        self.fields["cara"].help_text = _("Suara hanya diisi bila diadakan pemungutan suara.")


class PelatihanForm(forms.Form):
    """A training: topic, by whom, how long, who came."""

    kode = forms.ChoiceField(label=_("Pelatihan"))
    judul = forms.CharField(label=_("Judul"), max_length=150)
    tanggal = forms.DateField(label=_("Tanggal mulai"), widget=TanggalInput)
    hari = forms.IntegerField(label=_("Lama (hari)"), min_value=1, max_value=60, initial=1, widget=AngkaInput)
    tempat = forms.CharField(label=_("Tempat"), max_length=150, required=False)
    penyelenggara = forms.CharField(label=_("Penyelenggara"), max_length=150)
    pelatih = forms.CharField(label=_("Pelatih"), max_length=200, required=False)
    topik = forms.CharField(label=_("Topik"), required=False, widget=text_area(), help_text=_("Satu topik tiap baris."))
    peserta_l = count_field(_("Peserta laki-laki"), required=True)
    peserta_p = count_field(_("Peserta perempuan"), required=True)
    materi = forms.CharField(label=_("Materi"), required=False, max_length=5000, widget=text_area())

    def __init__(self, *args: Any, daftar: tuple[DefPelatihan, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kode"].choices = [(p.kode, p.nama) for p in daftar]  # type: ignore[attr-defined]

    def clean_topik(self) -> list[str]:
        """One topic per line."""
        return [baris.strip() for baris in self.cleaned_data["topik"].splitlines() if baris.strip()]


class KeluaranForm(forms.Form):
    """Evidence: a photo or scan, what it shows, and for signed papers who signed."""

    kode = forms.ChoiceField(widget=forms.HiddenInput)
    berkas = forms.FileField(
        label=_("Foto atau pindaian"), required=False, widget=PindaianInput(attrs={"capture": "environment"})
    )
    pertemuan = forms.ChoiceField(label=_("Dari pertemuan"), required=False)
    keterangan = forms.CharField(label=_("Keterangan"), max_length=300, required=False)
    dari_kertas = forms.BooleanField(
        label=_("Ini kertas yang sudah ditandatangani"), required=False,
        help_text=_("Isi nama yang menandatangani, seperti tertulis di kertas."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, daftar: tuple[DefKeluaran, ...], pilih: DefKeluaran, pertemuan: list[Pertemuan], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pilih = pilih
        self.fields["kode"].choices = [(k.kode, k.nama) for k in daftar]  # type: ignore[attr-defined]
        pilihan = [("", _("Tidak dari satu pertemuan")), *((str(p.pk), str(p)) for p in pertemuan)]
        self.fields["pertemuan"].choices = pilihan  # type: ignore[attr-defined]
        for i, jabatan in enumerate(pilih.penandatangan[:PENANDA_TANGAN_MAKS]):
            self.fields[f"nama_{i}"] = forms.CharField(label=jabatan, max_length=150, required=False)
        if pilih.penandatangan:
            self.fields["tanggal_tangan"] = forms.DateField(
                label=_("Tanggal ditandatangani"), required=False, widget=TanggalInput
            )
        else:
            del self.fields["dari_kertas"]

    @property
    def penanda_tangan(self) -> list[Any]:
        """The fields of the signatories."""
        return [self[n] for n in self.fields if n.startswith("nama_") or n == "tanggal_tangan"]

    @property
    def biasa(self) -> list[Any]:
        """All other visible fields."""
        return [self[n] for n in ("berkas", "pertemuan", "keterangan", "dari_kertas") if n in self.fields]

    def signatories(self) -> list[dict[str, Any]]:
        """Those whose name was written: {nama, jabatan, tanggal}."""
        tanggal = self.cleaned_data.get("tanggal_tangan")
        return [
            {"nama": nama, "jabatan": str(jabatan), "tanggal": tanggal.isoformat() if tanggal else ""}
            for i, jabatan in enumerate(self.pilih.penandatangan[:PENANDA_TANGAN_MAKS])
            if (nama := self.cleaned_data.get(f"nama_{i}"))
        ]

    def clean(self) -> dict[str, Any]:
        """A signed paper has its photo, a date and at least one name. Source: SIK-52."""
        data = super().clean() or {}
        if data.get("dari_kertas"):
            if not data.get("berkas"):
                self.add_error("berkas", _("Foto atau pindai kertas yang ditandatangani."))
            if not data.get("tanggal_tangan"):
                self.add_error("tanggal_tangan", _("Isi tanggal kertas itu ditandatangani."))
            if not self.signatories():
                self.add_error("nama_0", _("Isi sedikitnya satu nama yang menandatangani."))
        elif not data.get("berkas") and not data.get("keterangan"):
            self.add_error("berkas", _("Pilih foto atau pindaian, atau tulis keterangannya."))
        return data


class RelawanForm(BarisNamaForm):
    """Several volunteers at once, one row each; rows without a name are left out."""

    KOLOM = ("nama", "jenis_kelamin", "basis", "telepon", "peran", "miskin", "pengurus_partai")

    sejak = forms.DateField(label=_("Sejak"), widget=TanggalInput)
    jumlah = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BARIS_RELAWAN_MAKS, required=False)

    def __init__(self, *args: Any, basis: list[tuple[str, str]], jumlah: int = BARIS_RELAWAN, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.banyak = max(1, min(jumlah, BARIS_RELAWAN_MAKS))
        self.fields["jumlah"].initial = self.banyak
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
            self.fields[f"basis_{i}"] = forms.ChoiceField(label=_("RT/RW"), choices=[("", "–"), *basis], required=False)
            self.fields[f"telepon_{i}"] = forms.CharField(
                label=_("Telepon"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
            )
            self.fields[f"peran_{i}"] = forms.CharField(label=_("Peran"), max_length=60, required=False)
            self.fields[f"miskin_{i}"] = forms.BooleanField(label=_("Warga miskin"), required=False)
            self.fields[f"pengurus_partai_{i}"] = forms.BooleanField(label=_("Pengurus partai"), required=False)


class PelajaranForm(forms.Form):
    """What a closing stage teaches other teams."""

    berhasil = forms.CharField(label=_("Apa yang berhasil?"), required=False, max_length=5000, widget=text_area())
    tidak_berhasil = forms.CharField(
        label=_("Apa yang tidak berhasil?"), required=False, max_length=5000, widget=text_area()
    )
    saran = forms.CharField(label=_("Saran untuk tim lain"), required=False, max_length=5000, widget=text_area())

    def clean(self) -> dict[str, Any]:
        """At least one of the three is written."""
        data = super().clean() or {}
        if not any(data.get(k) for k in ("berhasil", "tidak_berhasil", "saran")):
            self.add_error("berhasil", _("Tulis sedikitnya satu kalimat."))
        return data


class PercakapanForm(forms.Form):
    """One message between team and verifier."""

    isi = forms.CharField(label=_("Tulis catatan"), max_length=2000, widget=text_area())


class KosongForm(forms.Form):
    """A form that asks for nothing: the button is the answer."""


class KeadaanAwalForm(forms.Form):
    """A stage that was done before joining, as its paper says."""

    tanggal = forms.DateField(label=_("Tanggal selesai menurut berkas"), widget=TanggalInput)
    hasil = forms.ChoiceField(label=_("Keputusan warga menurut berkas"), required=False)
    kode = forms.ChoiceField(label=_("Berkas ini membuktikan"), required=False)
    berkas = forms.FileField(
        label=_("Foto atau pindaian berkas"), required=False, widget=PindaianInput,
        help_text=_("Boleh kosong bila berkasnya sudah disimpan di bagian Bukti."),
    )  # fmt: skip
    catatan = forms.CharField(label=_("Catatan warga"), required=False, max_length=5000, widget=text_area())
    alasan = forms.CharField(
        label=_("Keterangan"), max_length=2000, widget=text_area(),
        help_text=_("Dari mana berkasnya, dan siapa yang memegang aslinya."),
    )  # fmt: skip

    def __init__(self, *args: Any, aturan: DefLangkah, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kode"].choices = [(k.kode, k.nama) for k in aturan.keluaran]  # type: ignore[attr-defined]
        if aturan.pilihan:
            pilihan = [("", "–"), *((p.kode, p.nama) for p in aturan.pilihan)]
            self.fields["hasil"].choices = pilihan  # type: ignore[attr-defined]
        else:
            del self.fields["hasil"], self.fields["catatan"]
