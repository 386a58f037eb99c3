"""Filters of reach, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from bkm.models import BKM
from wilayah.filters import DalamWilayahFilter

KEADAAN: dict[str, Any] = {
    "belum": _("Belum terjangkau"), "prasarana": _("Hanya lewat prasarana RT"), "bernama": _("Menerima atas nama"),
}  # fmt: skip


class SasaranFilterSet(django_filters.FilterSet):
    """Kelurahan with a living BKM, by area."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)

    class Meta:
        model = BKM
        fields = ["wilayah"]


class SasaranKKForm(forms.Form):
    """PS-2 households of one kelurahan by how they were reached."""

    keadaan = forms.ChoiceField(
        label=_("Keluarga yang"), required=False,
        choices=[("", _("Semua")), *KEADAAN.items(), ("sering", _("Menerima berulang kali"))],
    )  # fmt: skip
