"""The filter of the figures, for the API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from dasbor.models import NilaiIndikator
from inti.errors import IsianSalah
from wilayah.filters import DalamWilayahFilter


class IndikatorFilterSet(django_filters.FilterSet):
    """Figures of one area itself (`area`, "nasional" for the nation), of an area and all below it, by month and code."""

    area = django_filters.CharFilter(label=_("Tepat wilayah ini"), method="of_area")
    wilayah = DalamWilayahFilter(label=_("Wilayah dan di bawahnya"))
    bulan = django_filters.CharFilter(label=_("Bulan (TTTT-BB)"), method="of_month")
    kode = django_filters.CharFilter(label=_("Indikator"), field_name="kode_indikator")
    program = django_filters.CharFilter(label=_("Program"))

    class Meta:
        model = NilaiIndikator
        fields = ["area", "wilayah", "bulan", "kode", "program"]

    def of_area(self, qs: Any, nama: str, nilai: str) -> Any:
        """The figures of exactly one area."""
        return qs.filter(wilayah__isnull=True) if nilai == "nasional" else qs.filter(wilayah=nilai)

    def of_month(self, qs: Any, nama: str, nilai: str) -> Any:
        """The figures of one month. Raises IsianSalah for anything but TTTT-BB."""
        from dasbor.forms import month_or_none

        bulan = month_or_none(nilai)
        if bulan is None:
            raise IsianSalah({"bulan": [str(_("Tulis bulan sebagai TTTT-BB, misalnya 2026-11."))]})
        return qs.filter(bulan=bulan)
