"""Forms of the grant: allocation, account, agreement, papers, the signed sheet, letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from inti.forms import RupiahIsian, text_area
from inti.widgets import AngkaInput, PindaianInput, TanggalInput
from keuangan.kertas_blm import Kertas
from keuangan.models import PeriksaKertas
from keuangan.models.berkas_pencairan import LANGKAH
from keuangan.models.blm import TAHAP_MAKS, Bidang, SumberBLM
from keuangan.transisi_blm import TandaTanganForm

PERIKSA = [("", _("belum dilihat")), ("ya", _("ya")), ("tidak", _("tidak"))]
BARIS_KERTAS = 12


class TahunField(forms.IntegerField):
    """A fiscal year."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Tahun anggaran"), min_value=1999, max_value=2100, widget=AngkaInput, **kwargs)


class PaguForm(forms.Form):
    """What a decree allots; the reason where an allocation stands already."""

    tahun_anggaran = TahunField()
    sumber = forms.ChoiceField(label=_("Sumber"), choices=SumberBLM.choices, widget=forms.RadioSelect)
    jumlah = RupiahIsian(
        label=_("Pagu"), required=True, help_text=_("Seperti tertulis dalam keputusan; tidak dihitung.")
    )
    nomor_sk = forms.CharField(label=_("Nomor keputusan"), max_length=100)
    tanggal_sk = forms.DateField(label=_("Tanggal keputusan"), widget=TanggalInput)
    alasan = forms.CharField(
        label=_("Alasan perubahan"), max_length=300, required=False, widget=text_area(2),
        help_text=_("Hanya bila pagu tahun dan sumber ini sudah tercatat dan diganti."),
    )  # fmt: skip


class UmumkanForm(forms.Form):
    """Since when and where residents can read the allocation."""

    tanggal = forms.DateField(label=_("Diumumkan sejak"), widget=TanggalInput)
    tempat = forms.CharField(
        label=_("Di mana"), max_length=200, help_text=_("Misalnya papan informasi kelurahan dan balai RW 03.")
    )


class RekeningForm(forms.Form):
    """The account as the bank book says it."""

    bank = forms.CharField(label=_("Bank"), max_length=100)
    alamat_bank = forms.CharField(label=_("Alamat bank"), max_length=200)
    atas_nama = forms.CharField(label=_("Atas nama"), max_length=150)
    nomor = forms.CharField(label=_("Nomor rekening"), max_length=40)
    dibuka = forms.DateField(label=_("Dibuka"), widget=TanggalInput)
    foto = forms.FileField(label=_("Foto halaman depan buku rekening"), required=False, widget=PindaianInput)
    alasan = forms.CharField(
        label=_("Mengapa rekening lama diganti"), max_length=300, required=False, widget=text_area(2),
        help_text=_("Hanya bila rekening lain sedang dipakai; rekening itu ditutup."),
    )  # fmt: skip


class SPPBForm(forms.Form):
    """How the pagu is divided over fields; a hundred percent with the running cost of the BKM."""

    tahun_anggaran = TahunField()
    swadaya = RupiahIsian(
        label=_("Swadaya yang dijanjikan warga"), nol=True,
        help_text=_("Rupiah uang, bahan, dan tenaga; boleh nol. Dilaporkan terhadap BLM dan terhadap totalnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, tetap: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if tetap:
            del self.fields["tahun_anggaran"]
        for kode, nama in Bidang.choices:
            self.fields[kode] = forms.CharField(
                label=_("%(nama)s (%%)") % {"nama": nama}, max_length=10, required=False,
                widget=AngkaInput(attrs={"inputmode": "decimal"}),
            )  # fmt: skip

    def shares(self) -> dict[str, str]:
        """Percent of each field as typed."""
        return {kode: self.cleaned_data.get(kode) or "0" for kode in Bidang.values}


class TandaTanganFotoForm(TandaTanganForm):
    """Both signatures with the photo of the sheet."""

    berkas = forms.FileField(label=_("Foto lembar SPPB"), widget=PindaianInput)


class BerkasBaruForm(forms.Form):
    """Begin the file of one source."""

    tanggal = forms.DateField(label=_("Disusun mulai"), widget=TanggalInput)


class KertasForm(forms.Form):
    """The papers of a file, one row each: there, right, a note, a photo. `benar` only for who may say so."""

    def __init__(self, *args: Any, kertas: Sequence[PeriksaKertas], periksa: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kertas, self.periksa = list(kertas), periksa
        for k in self.kertas:
            self.fields[f"ada_{k.kode}"] = forms.ChoiceField(
                label=_("Ada"), choices=PERIKSA, required=False, initial=_word(k.ada)
            )
            if periksa:
                self.fields[f"benar_{k.kode}"] = forms.ChoiceField(
                    label=_("Benar"), choices=PERIKSA, required=False, initial=_word(k.benar)
                )
            self.fields[f"catatan_{k.kode}"] = forms.CharField(
                label=_("Catatan"), max_length=300, required=False, initial=k.catatan
            )
            self.fields[f"foto_{k.kode}"] = forms.FileField(label=_("Foto"), required=False, widget=PindaianInput)

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Papers with their bound fields."""
        return [
            {
                "kertas": k, "ada": self[f"ada_{k.kode}"], "catatan": self[f"catatan_{k.kode}"], "foto": self[f"foto_{k.kode}"],
                "benar": self[f"benar_{k.kode}"] if self.periksa else None,
            }
            for k in self.kertas
        ]  # fmt: skip

    def found(self) -> dict[str, dict[str, Any]]:
        """What was found of each paper, as the action takes it."""
        data, hasil = self.cleaned_data, {}
        for k in self.kertas:
            isi = {"ada": _truth(data[f"ada_{k.kode}"]), "catatan": data[f"catatan_{k.kode}"]}
            if self.periksa:
                isi["benar"] = _truth(data[f"benar_{k.kode}"]) if isi["ada"] else None
            hasil[k.kode] = isi
        return hasil

    def photos(self) -> dict[str, Any]:
        """Uploads by paper."""
        return {k.kode: f for k in self.kertas if (f := self.cleaned_data.get(f"foto_{k.kode}"))}


def _word(nilai: bool | None) -> str:
    return "" if nilai is None else "ya" if nilai else "tidak"


def _truth(kata: str) -> bool | None:
    return {"ya": True, "tidak": False}.get(kata)


class LembarDasarForm(forms.Form):
    """A step as the signed sheet says it: who signed, when, and the photo; or that it comes back."""

    HASIL: Any = ()

    nama = forms.CharField(label=_("Nama yang menandatangani"), max_length=150)
    tanggal = forms.DateField(label=_("Tanggal"), widget=TanggalInput)
    foto = forms.FileField(label=_("Foto lembar yang ditandatangani"), widget=PindaianInput)
    hasil = forms.ChoiceField(label=_("Hasil"), initial="lolos", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hasil"].choices = self.HASIL  # type: ignore[attr-defined]


class LembarForm(LembarDasarForm):
    """One of the five steps of a payment file."""

    HASIL = [("lolos", _("Diteruskan")), ("kembali", _("Dikembalikan ke BKM"))]
    catatan = forms.CharField(label=_("Catatan"), max_length=500, required=False, widget=text_area(2))
    alasan = forms.CharField(
        label=_("Alasan"), max_length=300, required=False, widget=text_area(2),
        help_text=_("Bila dikembalikan: apa yang diperbaiki. Bila ada peringatan: mengapa tetap diteruskan."),
    )  # fmt: skip

    def __init__(self, *args: Any, langkah: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if langkah == "pjok":
            self.fields["nomor"] = forms.CharField(label=_("Nomor PP-BLM"), max_length=100, required=False)
            self.fields["sk"] = forms.CharField(label=_("Nomor SK penunjukan PJOK"), max_length=100, required=False)
        if langkah in LANGKAH:
            self.fields["nama"].help_text = LANGKAH[langkah].nama


class SuratForm(forms.Form):
    """SPP, SPM and SP2D: number with day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kode in ("spp", "spm", "sp2d"):
            nama = kode.upper()
            self.fields[f"nomor_{kode}"] = forms.CharField(
                label=_("Nomor %(n)s") % {"n": nama}, max_length=100, required=False
            )
            self.fields[f"tanggal_{kode}"] = forms.DateField(
                label=_("Tanggal %(n)s") % {"n": nama}, required=False, widget=TanggalInput
            )


class DispensasiForm(forms.Form):
    """The letter that lets the next tranche pass although one KSM is late."""

    ksm = forms.ChoiceField(label=_("KSM yang terlambat"))
    nomor_surat = forms.CharField(label=_("Nomor surat"), max_length=100)
    tanggal_surat = forms.DateField(label=_("Tanggal surat"), widget=TanggalInput)
    alasan = forms.CharField(label=_("Alasan menurut surat"), max_length=500, widget=text_area(3))
    foto = forms.FileField(label=_("Foto surat"), widget=PindaianInput)

    def __init__(self, *args: Any, ksm: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ksm"].choices = list(ksm)  # type: ignore[attr-defined]


class DaftarKertasForm(forms.Form):
    """The papers that files of an area ask for in a fiscal year, one row each; a row without a name is left out."""

    tahun_anggaran = forms.IntegerField(widget=forms.HiddenInput, min_value=1999, max_value=2100)

    def __init__(self, *args: Any, kertas: Sequence[Kertas], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lama = list(kertas)
        self.banyak = max(len(self.lama) + 3, BARIS_KERTAS)
        tahap = [("0", _("setiap tahap")), *((str(n), _("tahap %(n)d") % {"n": n}) for n in range(1, TAHAP_MAKS + 1))]
        for i in range(self.banyak):
            k = self.lama[i] if i < len(self.lama) else None
            self.fields[f"nama_{i}"] = forms.CharField(
                label=_("Kertas"), max_length=150, required=False, initial=str(k.nama) if k else ""
            )
            self.fields[f"tahap_{i}"] = forms.ChoiceField(
                label=_("Diminta pada"), choices=tahap, required=False, initial=str(k.tahap if k else 0)
            )
            self.fields[f"wajib_{i}"] = forms.BooleanField(
                label=_("Wajib"), required=False, initial=k.wajib if k else True
            )

    @property
    def baris(self) -> list[dict[str, Any]]:
        """Rows of bound fields."""
        return [{b: self[f"{b}_{i}"] for b in ("nama", "tahap", "wajib")} for i in range(self.banyak)]

    def papers(self) -> list[Kertas]:
        """Named rows; a paper that was there keeps its code."""
        kode = {str(k.nama): k.kode for k in self.lama}
        hasil = []
        for i in range(self.banyak):
            nama = " ".join(str(self.cleaned_data.get(f"nama_{i}") or "").split())
            if nama:
                tahap = int(self.cleaned_data.get(f"tahap_{i}") or 0)
                wajib = bool(self.cleaned_data.get(f"wajib_{i}"))
                hasil.append(Kertas(kode.get(nama) or slugify(nama)[:30] or f"kertas-{i}", nama, wajib, tahap))
        return hasil
