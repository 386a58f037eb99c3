"""Filters of proposals and BAPPUK, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ksm.models import BAPPUK, Usulan
from wilayah.filters import DalamWilayahFilter


class UsulanFilterSet(django_filters.FilterSet):
    """Proposals by words, area, group, Renta line, year, kind, unit and state."""

    q = django_filters.CharFilter(label=_("Kegiatan atau KSM"), method="by_words", max_length=60)
    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    ksm = django_filters.UUIDFilter(label=_("KSM"), field_name="ksm_id")
    kegiatan_renta = django_filters.UUIDFilter(label=_("Kegiatan Renta"), field_name="kegiatan_renta_id")
    tahun = django_filters.NumberFilter(label=_("Tahun"), min_value=1999, max_value=2100)
    jenis = django_filters.ChoiceFilter(label=_("Jenis"), choices=Usulan.Jenis.choices, empty_label=_("Semua"))
    unit = django_filters.ChoiceFilter(label=_("Dinilai oleh"), choices=Usulan.Unit.choices, empty_label=_("Semua"))
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=Usulan.Status.choices, empty_label=_("Semua"))

    class Meta:
        model = Usulan
        fields = ["q", "wilayah", "ksm", "kegiatan_renta", "tahun", "jenis", "unit", "status"]

    def by_words(self, qs: Any, nama: str, nilai: str) -> Any:
        """Words of the activity or of the group's name."""
        return qs.filter(Q(judul__icontains=nilai) | Q(ksm__nama__icontains=nilai))


class BAPPUKFilterSet(django_filters.FilterSet):
    """BAPPUK by area, yearly plan and state."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    renta = django_filters.UUIDFilter(label=_("Renta"), field_name="renta_id")
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=BAPPUK.Status.choices, empty_label=_("Semua"))

    class Meta:
        model = BAPPUK
        fields = ["wilayah", "renta", "status"]
