"""Shapes of what people send about paper. Rules live in actions; a form reads, shrinks and recognises."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti.errors import GalatAplikasi, IsianSalah
from inti.unggah import FOTO, PDF, Unggahan, check_upload
from inti.widgets import PindaianInput
from laporan.models import Dokumen
from laporan.qr import Terbaca, read_paper
from laporan.queries import Kertas, signed_papers


class AlasanForm(forms.Form):
    """Why something is cancelled."""

    alasan = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Terbaca oleh semua yang melihat catatan ini."),
    )


class KertasForm(forms.Form):
    """One photo or scan of a signed sheet. Its QR says which sheet it is; else it is chosen from what is out.

    After `is_valid`: `cleaned_data["unggahan"]` is the checked upload, `cleaned_data["sasaran"]` the Kertas it belongs
    to or None. Source: DOK-11.
    """

    file = forms.FileField(
        label=_("Foto kertas bertanda tangan"),
        widget=PindaianInput,
        help_text=_("Satu lembar satu foto, seluruh lembar terlihat termasuk kotak QR di bawahnya. Paling besar 8 MB."),
    )
    kertas = forms.ChoiceField(
        label=_("Kertas yang mana"), required=False, help_text=_("Boleh dikosongkan: sistem membaca QR pada foto.")
    )
    keterangan = forms.CharField(label=_("Keterangan"), max_length=300, required=False)

    def __init__(self, *args: Any, pelaku: Any, saring: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pelaku = pelaku
        self.di_luar = {k.kunci: k for k in signed_papers(pelaku, **(saring or {}))}
        self.fields["kertas"].choices = [("", gettext("Baca dari QR")), *paper_choices(self.di_luar)]  # type: ignore[attr-defined]

    def clean_file(self) -> Unggahan:
        """The upload, judged by its content and made small."""
        try:
            return check_upload(self.cleaned_data["file"], boleh=(FOTO, PDF))
        except IsianSalah as galat:
            raise forms.ValidationError(galat.galat["file"]) from galat
        except GalatAplikasi as galat:
            raise forms.ValidationError(galat.pesan) from galat

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        unggahan = data.get("file")
        data["unggahan"], data["sasaran"] = unggahan, self.di_luar.get(data.get("kertas", ""))
        if unggahan is not None and data["sasaran"] is None and unggahan.jenis == FOTO:
            data["sasaran"] = self._by_qr(unggahan)
        return data

    def _by_qr(self, unggahan: Unggahan) -> Kertas | None:
        """Read the QR: first in the photo as it came, which is sharper than what we keep."""
        asli: Any = self.files["file"]
        asli.seek(0)
        terbaca = read_paper(asli.read())
        if terbaca is None:
            return None
        kertas = find_paper(self.pelaku, terbaca)
        if kertas is None:
            raise forms.ValidationError(
                {
                    "file": gettext(
                        "QR pada foto ini bukan milik kertas di wilayah tugas Anda. Periksa fotonya, atau pilih dari daftar."
                    )
                }
            )
        return kertas


class PilihKertasForm(forms.Form):
    """Choose by hand which sheet a photo without readable QR is."""

    kertas = forms.ChoiceField(label=_("Kertas yang mana"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, pelaku: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.di_luar = {k.kunci: k for k in signed_papers(pelaku)}
        self.fields["kertas"].choices = paper_choices(self.di_luar)  # type: ignore[attr-defined]

    @property
    def sasaran(self) -> Kertas:
        """The chosen sheet, after `is_valid`."""
        return self.di_luar[self.cleaned_data["kertas"]]


def paper_choices(kertas: dict[str, Kertas]) -> list[tuple[str, str]]:
    """Options: sheets that are still out first, then those of which a photo is here (another page of it may follow)."""
    urut = sorted(kertas.values(), key=lambda k: k.sudah)
    return [(k.kunci, f"{k.label} – {gettext('sudah ada fotonya')}" if k.sudah else k.label) for k in urut]


def find_paper(pelaku: Any, terbaca: Terbaca) -> Kertas | None:
    """The sheet that a QR names, if it is in the person's scope and printed."""
    dokumen = (
        Dokumen.objects.visible_to(pelaku)
        .filter(kode=terbaca.kode, status=Dokumen.Status.SIAP)
        .select_related("nomor", "wilayah")
        .first()
    )
    if dokumen is None:
        return None
    kind = dokumen.jenis_terdaftar
    bagian = kind.part(terbaca.bagian) or (kind.returning[0] if len(kind.returning) == 1 else None)
    return Kertas(dokumen, bagian) if bagian is not None else None


class PeriksaForm(forms.Form):
    """The code of a paper, typed by anyone."""

    kode = forms.CharField(
        label=_("Kode verifikasi"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Dua belas huruf dan angka di bagian bawah kertas, misalnya 7K4Q-92MD-XT3A."),
    )
