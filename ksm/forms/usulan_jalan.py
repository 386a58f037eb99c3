"""Forms of the steps of a proposal; page and API clean through the same ones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inti.forms import AngkaField, text_area
from inti.widgets import TanggalInput
from ksm.queries_usulan import valid_meetings


def warning_reason() -> forms.CharField:
    """Asked only where a warning is passed."""
    return forms.CharField(
        label=_("Alasan melewati peringatan"), required=False, max_length=2000, widget=text_area(2)
    )  # fmt: skip


class AjukanUsulanForm(forms.Form):
    """The day on the signed form."""

    tanggal = forms.DateField(label=_("Tanggal pada lembar usulan"), widget=TanggalInput)
    alasan = warning_reason()


class LangkahForm(forms.Form):
    """Nothing is asked, save the reason where a warning is passed."""

    alasan = warning_reason()


class PerjanjianForm(forms.Form):
    """The agreement as signed; its amounts come from the RAB."""

    tanggal = forms.DateField(label=_("Tanggal perjanjian"), widget=TanggalInput)
    mulai = forms.DateField(label=_("Pekerjaan mulai"), widget=TanggalInput)
    selesai = forms.DateField(label=_("Pekerjaan selesai"), widget=TanggalInput)
    pihak_bkm = forms.CharField(label=_("Ditandatangani atas nama BKM oleh"), max_length=150)
    pihak_ksm = forms.CharField(label=_("Ditandatangani atas nama KSM oleh"), max_length=150)
    saksi = forms.CharField(label=_("Mengetahui"), max_length=150, required=False)
    nomor = forms.CharField(
        label=_("Nomor"), max_length=60, required=False, help_text=_("Kosongkan agar dinomori oleh aplikasi.")
    )
    alasan = warning_reason()


class KoreksiPerjanjianForm(PerjanjianForm):
    """A wrong agreement is cancelled and written again."""

    alasan = forms.CharField(label=_("Alasan pembetulan"), max_length=300, widget=text_area(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama in ("tanggal", "mulai", "selesai", "pihak_bkm", "pihak_ksm"):
            self.fields[nama].required = False


class UsulPerubahanForm(forms.Form):
    """What the group's meeting decided to change."""

    alasan = forms.CharField(label=_("Sebab perubahan"), max_length=300, widget=text_area(2))
    volume = AngkaField(label=_("Volume baru"), required=True)
    rapat_ksm = forms.DateField(label=_("Tanggal rapat KSM"), widget=TanggalInput)
    berita_acara = forms.CharField(label=_("Nomor berita acara rapat KSM"), max_length=60)


class SahkanPerubahanForm(forms.Form):
    """Which members' meeting of the BKM ratified the change."""

    rapat: Any = forms.ModelChoiceField(label=_("Rapat anggota BKM"), queryset=None)
    selesai = forms.DateField(
        label=_("Batas selesai yang baru"), required=False, widget=TanggalInput,
        help_text=_("Kosongkan bila tidak berubah."),
    )  # fmt: skip
    alasan = warning_reason()

    def __init__(self, *args: Any, rapat: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The API has no page that narrows the choice; the action refuses the meeting of another kelurahan.
        self.fields["rapat"].queryset = valid_meetings() if rapat is None else rapat  # type: ignore[attr-defined]
