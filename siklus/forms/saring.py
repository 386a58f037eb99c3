"""Filter forms above lists. A value that makes no sense is ignored: a list always opens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from siklus.definisi import semua_definisi
from siklus.models import Langkah
from siklus.queries_halaman import kecamatan_choices
from wilayah.kode import is_code

SEMUA = ("", _("Semua"))
KEADAAN = [
    SEMUA,
    ("terlambat", _("Terlambat")),
    ("tepat", _("Tanpa keterlambatan")),
    *[(s.value, s.label) for s in Langkah.Status],
    ("menolak", _("RKM ditolak warga")),
    ("dikeluarkan", _("Keluar dari program")),
    ("selesai", _("Siklus selesai")),
]

KHUSUS_SIKLUS = {"tepat", "menolak", "dikeluarkan", "selesai"}


def stage_choices() -> list[tuple[str, Any]]:
    """Stages of every programme by code, once each, in programme order, named as in the place that runs them."""
    kode: dict[str, Any] = {}
    for definisi in semua_definisi():
        for langkah in definisi.langkah:
            kode.setdefault(langkah.kode, definisi.ambil(langkah.kode).nama_rel)
    return [SEMUA, *((k, f"{k} {nama}") for k, nama in kode.items())]


class SaringForm(forms.Form):
    """Base: `nilai` holds what was understood, `aktif` whether anything narrows the list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "saring-%s", **kwargs})

    @property
    def nilai(self) -> dict[str, Any]:
        """Cleaned values of the fields that are well-formed."""
        self.is_valid()
        return {nama: v for nama, v in self.cleaned_data.items() if v not in (None, "")}

    @property
    def aktif(self) -> bool:
        """Whether the list is narrowed."""
        return bool(self.nilai)


class SaringKelurahan(SaringForm):
    """Name or code, kecamatan, stage, state."""

    nama = forms.CharField(label=_("Nama atau kode"), required=False, max_length=60)
    area = forms.ChoiceField(label=_("Kecamatan"), required=False)
    langkah = forms.ChoiceField(label=_("Langkah"), required=False, choices=stage_choices)
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False, choices=KEADAAN)
    tahun = forms.IntegerField(required=False, min_value=1, max_value=9, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = kecamatan_choices(user)
        diminta = str(self.data.get("area", ""))
        if is_code(diminta) and diminta not in dict(pilihan):  # a kota, as the dashboards link it
            pilihan.insert(0, (diminta, diminta))
        self.fields["area"].choices = [SEMUA, *pilihan]  # type: ignore[attr-defined]


class SaringLangkah(SaringForm):
    """Stage, state, area of a list of stages."""

    langkah = forms.ChoiceField(label=_("Langkah"), required=False, choices=stage_choices)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[k for k in KEADAAN if k[0] not in KHUSUS_SIKLUS]
    )
    area = forms.CharField(label=_("Kode wilayah"), required=False, max_length=13)

    def clean_area(self) -> str:
        """Only a well-formed code."""
        kode = str(self.cleaned_data["area"])
        if kode and not is_code(kode):
            raise forms.ValidationError(_("Tulis kode wilayah seperti 32.73.01."))
        return kode


class SaringPertemuan(SaringLangkah):
    """Meetings by stage, state and area."""

    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[SEMUA, ("terlaksana", _("Terlaksana")), ("terjadwal", _("Terjadwal")), ("batal", _("Dibatalkan"))],
    )
    dihitung = forms.ChoiceField(
        label=_("Partisipasi"), required=False, choices=[SEMUA, ("true", _("Yang dihitung dalam partisipasi"))]
    )


class SaringPelajaran(SaringForm):
    """Words, stage and area of a search through lessons."""

    q = forms.CharField(label=_("Kata"), required=False, max_length=120)
    langkah = forms.ChoiceField(label=_("Langkah"), required=False, choices=stage_choices)


class SaringLokasi(SaringForm):
    """Locations by budget year and name."""

    tahun = forms.IntegerField(label=_("Tahun anggaran"), required=False, min_value=1999, max_value=2100)
    nama = forms.CharField(label=_("Nama"), required=False, max_length=60)
