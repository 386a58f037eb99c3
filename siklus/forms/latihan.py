"""Form of the practice mode."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class LatihanForm(forms.Form):
    """Where to practise, and whether to start from an empty kelurahan."""

    kota = forms.ChoiceField(label=_("Kota/kabupaten"))
    dari_awal = forms.BooleanField(
        label=_("Mulai lagi dari kelurahan kosong"),
        required=False,
        help_text=_(
            "Kelurahan latihan yang sekarang ditutup untuk semua rekan di kota ini. Biarkan kosong untuk melanjutkan."
        ),
    )

    def __init__(self, *args: Any, kota: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kota"].choices = [(w.kode, w.nama) for w in kota]  # type: ignore[attr-defined]
