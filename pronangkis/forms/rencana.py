"""Forms of the plan as a whole: opening, vision, chapters, versions, team, reactions, Renta, figures of the kelurahan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import PILIHAN_KELAMIN, AngkaField, BarisNamaForm, text_area
from pronangkis.models import AnggotaTim, KegiatanPJM, TanggapanUji
from siklus.models import Pertemuan

BARIS_TIM = 5
BARIS_TIM_MAKS = 40
BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


class BukaForm(forms.Form):
    """Begin a plan."""

    tahun_mulai = forms.IntegerField(label=_("Tahun pertama PJM"), min_value=1999, max_value=2100)


class KosongForm(forms.Form):
    """A step without questions."""


class VisiForm(forms.Form):
    """Vision and mission as residents agreed them."""

    visi = forms.CharField(
        label=_("Visi"), max_length=2000, widget=text_area(3), required=False,
        help_text=_("Keadaan kelurahan yang diinginkan warga, dalam satu atau dua kalimat."),
    )  # fmt: skip
    misi = forms.CharField(
        label=_("Misi"), max_length=5000, widget=text_area(6), required=False, help_text=_("Satu misi satu baris.")
    )
    tahun_mulai = forms.IntegerField(label=_("Tahun pertama PJM"), min_value=1999, max_value=2100)


class BabForm(forms.Form):
    """One chapter."""

    isi = forms.CharField(
        label=_("Isi bab"),
        max_length=30_000,
        widget=text_area(18),
        help_text=_("Pisahkan paragraf dengan satu baris kosong."),
    )


class VersiBaruForm(forms.Form):
    """Why a new version is made."""

    alasan = forms.CharField(
        label=_("Mengapa versi baru dibuat"), max_length=300, widget=text_area(3),
        help_text=_("Misalnya: hasil uji publik RW 02 dan RW 05."),
    )  # fmt: skip


class TimForm(BarisNamaForm):
    """Several members of the team at once, one row each; rows without a name are left out."""

    KOLOM = ("nama", "jenis_kelamin", "unsur", "jabatan")

    def __init__(self, *args: Any, jumlah: int = BARIS_TIM, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.banyak = max(1, min(jumlah, BARIS_TIM_MAKS))
        self.fields["jumlah"] = forms.IntegerField(
            widget=forms.HiddenInput, min_value=1, max_value=BARIS_TIM_MAKS, required=False, initial=self.banyak
        )
        for i in range(self.banyak):
            self.fields[f"nama_{i}"] = forms.CharField(label=_("Nama"), max_length=150, required=False)
            self.fields[f"jenis_kelamin_{i}"] = forms.ChoiceField(
                label=_("L/P"), choices=PILIHAN_KELAMIN, required=False
            )
            self.fields[f"unsur_{i}"] = forms.ChoiceField(
                label=_("Unsur"), choices=[("", "–"), *AnggotaTim.Unsur.choices], required=False
            )
            self.fields[f"jabatan_{i}"] = forms.CharField(label=_("Jabatan"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """A named member has a sex and an element."""
        data = super().clean()
        for i in range(self.banyak):
            if data.get(f"nama_{i}") and not data.get(f"unsur_{i}"):
                self.add_error(f"unsur_{i}", _("Pilih unsurnya."))
        return data


class TanggapanForm(forms.Form):
    """One reaction in an uji publik."""

    pertemuan = forms.ChoiceField(label=_("Uji publik"))
    jenis = forms.ChoiceField(label=_("Jenis tanggapan"), choices=TanggapanUji.Jenis.choices)
    uraian = forms.CharField(label=_("Apa kata warga"), max_length=500, widget=text_area(3))
    kegiatan = forms.ChoiceField(label=_("Tentang kegiatan"), required=False)
    tindak = forms.ChoiceField(label=_("Tindak lanjut"), choices=TanggapanUji.Tindak.choices, initial="belum")
    hasil = forms.CharField(
        label=_("Apa yang diubah atau dijelaskan"), max_length=500, required=False, widget=text_area(2)
    )

    def __init__(self, *args: Any, pertemuan: list[Pertemuan], kegiatan: list[KegiatanPJM], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pertemuan"].choices = [(str(p.pk), meeting_name(p)) for p in pertemuan]  # type: ignore[attr-defined]
        pilihan = [("", _("Rancangan seluruhnya")), *((str(k.pk), k.nama) for k in kegiatan)]
        self.fields["kegiatan"].choices = pilihan  # type: ignore[attr-defined]


def meeting_name(p: Pertemuan) -> str:
    """Place and day of a meeting."""
    return f"{p.basis.label_lengkap}, {p}" if p.basis else str(p)


class TindakForm(forms.Form):
    """What followed from a reaction."""

    tindak = forms.ChoiceField(label=_("Tindak lanjut"), choices=TanggapanUji.Tindak.choices)
    hasil = forms.CharField(
        label=_("Apa yang diubah atau dijelaskan"), max_length=500, required=False, widget=text_area(3)
    )


class RentaForm(forms.Form):
    """Months, group, indicator and note of every line of a Renta; names carry the line's key."""

    def __init__(self, *args: Any, baris: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.daftar = baris
        for b in baris:
            f = self.fields
            f[f"ksm_{b.pk}"] = forms.CharField(label=_("KSM/panitia"), max_length=120, required=False, initial=b.ksm)
            f[f"bulan_{b.pk}"] = forms.TypedMultipleChoiceField(
                label=_("Bulan"), choices=[(i, n) for i, n in enumerate(BULAN, 1)], coerce=int, required=False,
                initial=b.bulan, widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
            f[f"indikator_{b.pk}"] = forms.CharField(
                label=_("Indikator hasil"), max_length=200, required=False, initial=b.indikator
            )
        self.fields["catatan"] = forms.CharField(
            label=_("Catatan Renta"), required=False, max_length=5000, widget=text_area(3)
        )

    def rows(self) -> list[dict[str, Any]]:
        """Lines as the action takes them."""
        return [
            {"id": b.pk, **{k: self.cleaned_data[f"{k}_{b.pk}"] for k in ("ksm", "bulan", "indikator")}}
            for b in self.daftar
        ]

    def field_of(self, nama: str, pk: Any) -> Any:
        """One bound field of a line."""
        return self[f"{nama}_{pk}"]


class MonografiForm(forms.Form):
    """The kelurahan in figures. Lists are typed one line each: name = number."""

    tahun = forms.IntegerField(label=_("Tahun data"), min_value=1990, max_value=2100)
    luas_ha = AngkaField(label=_("Luas wilayah (hektare)"))
    penduduk_l = AngkaField(label=_("Penduduk laki-laki"), bulat=True)
    penduduk_p = AngkaField(label=_("Penduduk perempuan"), bulat=True)
    kk = AngkaField(label=_("Jumlah KK"), bulat=True)
    batas_utara = forms.CharField(label=_("Batas utara"), max_length=100, required=False)
    batas_timur = forms.CharField(label=_("Batas timur"), max_length=100, required=False)
    batas_selatan = forms.CharField(label=_("Batas selatan"), max_length=100, required=False)
    batas_barat = forms.CharField(label=_("Batas barat"), max_length=100, required=False)
    rupa_bumi = forms.CharField(label=_("Keadaan alam"), max_length=3000, required=False, widget=text_area(3))
    pekerjaan = forms.CharField(
        label=_("Mata pencaharian"),
        required=False,
        max_length=3000,
        widget=text_area(4),
        help_text=_("Satu baris satu pekerjaan, misalnya: Buruh harian = 412"),
    )
    pendidikan = forms.CharField(
        label=_("Pendidikan"),
        required=False,
        max_length=3000,
        widget=text_area(4),
        help_text=_("Misalnya: Tamat SD = 1.250"),
    )
    sarana = forms.CharField(
        label=_("Sarana dan prasarana"),
        required=False,
        max_length=3000,
        widget=text_area(4),
        help_text=_("Misalnya: Posyandu = 8"),
    )
    lembaga = forms.CharField(label=_("Lembaga yang ada"), required=False, max_length=3000, widget=text_area(2))
    sumber = forms.CharField(label=_("Sumber data"), max_length=200, required=False)

    def clean_pekerjaan(self) -> list[dict[str, Any]]:
        """Lines as rows."""
        return self._rows("pekerjaan")

    def clean_pendidikan(self) -> list[dict[str, Any]]:
        """Lines as rows."""
        return self._rows("pendidikan")

    def clean_sarana(self) -> list[dict[str, Any]]:
        """Lines as rows."""
        return self._rows("sarana")

    def _rows(self, bidang: str) -> list[dict[str, Any]]:
        hasil = []
        for baris in self.cleaned_data[bidang].splitlines():
            if not baris.strip():
                continue
            nama, _sama, angka = baris.rpartition("=")
            bersih = angka.strip().replace(".", "")
            if not nama.strip() or not bersih.isdecimal() or len(bersih) > 9:
                raise forms.ValidationError(
                    _("Tulis tiap baris sebagai nama = jumlah: %(b)s"), params={"b": baris[:60]}
                )
            hasil.append({"nama": nama.strip()[:80], "jumlah": int(bersih)})
        return hasil[:40]


def as_lines(isi: list[dict[str, Any]]) -> str:
    """The rows of a list as they are typed."""
    return "\n".join(f"{x['nama']} = {x['jumlah']}" for x in isi)
