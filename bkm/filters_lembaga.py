"""Filters of the lists of BKM and their members, the same for page and API."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from bkm.models import BKM, AnggotaBKM, Keadaan
from inti.filters import YaTidakFilter
from wilayah.filters import DalamWilayahFilter
from wilayah.models import JenisKelamin


class BKMFilterSet(django_filters.FilterSet):
    """BKM by name, area, state and origin."""

    q = django_filters.CharFilter(label=_("Nama"), field_name="badan__nama", lookup_expr="icontains", max_length=60)
    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=BKM.Status.choices, empty_label=_("Semua"))
    asal = django_filters.ChoiceFilter(label=_("Asal"), choices=BKM.Asal.choices, empty_label=_("Semua"))

    class Meta:
        model = BKM
        fields = ["q", "wilayah", "status", "asal"]


class AnggotaBKMFilterSet(django_filters.FilterSet):
    """Members by area, BKM, state, sex, and whether they coordinate or hold an office elsewhere."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    bkm = django_filters.UUIDFilter(label=_("BKM"), field_name="kepengurusan__bkm_id")
    kepengurusan = django_filters.UUIDFilter(label=_("Kepengurusan"), field_name="kepengurusan_id")
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=Keadaan.choices, empty_label=_("Semua"))
    jenis_kelamin = django_filters.ChoiceFilter(
        label=_("Jenis kelamin"), choices=JenisKelamin.choices, empty_label=_("Semua")
    )
    koordinator = YaTidakFilter(label=_("Koordinator"))

    class Meta:
        model = AnggotaBKM
        fields = ["wilayah", "bkm", "kepengurusan", "status", "jenis_kelamin", "koordinator"]
