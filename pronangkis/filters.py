"""Filters of the lists of plans, the same for page and API."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from pronangkis.models import PJM, Bidang, KegiatanPJM, Renta
from wilayah.filters import DalamWilayahFilter


class PJMFilterSet(django_filters.FilterSet):
    """Versions by area, Siklus, stage and state."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    siklus = django_filters.UUIDFilter(label=_("Siklus"), field_name="siklus_id")
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    status = django_filters.MultipleChoiceFilter(label=_("Status"), choices=PJM.Status.choices)

    class Meta:
        model = PJM
        fields = ["wilayah", "siklus", "langkah", "status"]


class KegiatanPJMFilterSet(django_filters.FilterSet):
    """Activities by area, version, state of the version, field, source of money."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    pjm = django_filters.UUIDFilter(label=_("PJM"), field_name="pjm_id")
    status = django_filters.ChoiceFilter(label=_("Status PJM"), field_name="pjm__status", choices=PJM.Status.choices)
    bidang = django_filters.ChoiceFilter(label=_("Bidang"), field_name="program__bidang", choices=Bidang.choices)
    garis_id = django_filters.UUIDFilter(label=_("Garis"))
    sumber = django_filters.CharFilter(label=_("Sumber dana"), field_name="biaya__sumber", distinct=True, max_length=20)

    class Meta:
        model = KegiatanPJM
        fields = ["wilayah", "pjm", "status", "bidang", "garis_id", "sumber"]


class RentaFilterSet(django_filters.FilterSet):
    """Rentas by area, plan, year and state."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    pjm = django_filters.UUIDFilter(label=_("PJM"), field_name="pjm_id")
    tahun = django_filters.NumberFilter(label=_("Tahun"), min_value=1999, max_value=2100)
    tahun_ke = django_filters.NumberFilter(label=_("Tahun ke"), min_value=1, max_value=3)
    status = django_filters.MultipleChoiceFilter(label=_("Status"), choices=Renta.Status.choices)

    class Meta:
        model = Renta
        fields = ["wilayah", "pjm", "tahun", "tahun_ke", "status"]
