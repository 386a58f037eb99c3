"""Filters of the lists of the election, the same for page and API."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from bkm.models import TPS, Pemilihan
from bkm.models.pemilihan import Tingkat
from wilayah.filters import DalamWilayahFilter


class PemilihanFilterSet(django_filters.FilterSet):
    """Elections by area and stage."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")

    class Meta:
        model = Pemilihan
        fields = ["wilayah", "langkah"]


class TPSFilterSet(django_filters.FilterSet):
    """Polling places by area, election, tier and state."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    pemilihan = django_filters.UUIDFilter(label=_("Pemilihan"), field_name="pemilihan_id")
    tingkat = django_filters.ChoiceFilter(label=_("Tingkat"), choices=Tingkat.choices)
    status = django_filters.MultipleChoiceFilter(label=_("Status"), choices=TPS.Status.choices)

    class Meta:
        model = TPS
        fields = ["wilayah", "pemilihan", "tingkat", "status"]
