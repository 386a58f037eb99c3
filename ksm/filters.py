"""Filters of groups and members, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import F
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from ksm.models import KSM, AnggotaKSM
from wilayah.filters import DalamWilayahFilter
from wilayah.models import JenisKelamin


class KSMFilterSet(django_filters.FilterSet):
    """Groups by name, area, kind, origin, state, shares of women and poor (persen, at least) and whether rules were agreed on."""

    q = django_filters.CharFilter(label=_("Nama"), field_name="nama", lookup_expr="icontains", max_length=60)
    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    jenis = django_filters.ChoiceFilter(label=_("Jenis"), choices=KSM.Jenis.choices, empty_label=_("Semua"))
    asal = django_filters.ChoiceFilter(label=_("Asal"), choices=KSM.Asal.choices, empty_label=_("Semua"))
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=KSM.Status.choices, empty_label=_("Semua"))
    perempuan = django_filters.NumberFilter(
        label=_("Perempuan paling sedikit (%)"), method="by_women", min_value=0, max_value=100
    )
    miskin = django_filters.NumberFilter(
        label=_("Warga miskin paling sedikit (%)"), method="by_poor", min_value=0, max_value=100
    )
    beraturan = YaTidakFilter(label=_("Punya aturan main"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")

    class Meta:
        model = KSM
        fields = ["q", "wilayah", "jenis", "asal", "status", "perempuan", "miskin", "beraturan", "langkah"]

    def by_women(self, qs: Any, nama: str, nilai: Any) -> Any:
        """Of their active members at least this percentage are women; groups without members are left out."""
        return self._at_least(qs, "anggota_p", nilai)

    def by_poor(self, qs: Any, nama: str, nilai: Any) -> Any:
        """At least this percentage belongs to households of PS-2; groups without members are left out."""
        return self._at_least(qs, "anggota_miskin", nilai)

    def _at_least(self, qs: Any, bagian: str, nilai: Any) -> Any:
        cukup = GreaterThanOrEqual(F(bagian) * 100, F("anggota_jumlah") * nilai)
        return qs.filter(cukup, anggota_jumlah__gt=0)


class AnggotaKSMFilterSet(django_filters.FilterSet):
    """Members by name, area, group, sex, office and state."""

    q = django_filters.CharFilter(label=_("Nama"), field_name="nama", lookup_expr="icontains", max_length=60)
    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    ksm = django_filters.UUIDFilter(label=_("KSM"), field_name="ksm_id")
    warga = django_filters.UUIDFilter(label=_("Warga"), field_name="warga_id")
    jenis_kelamin = django_filters.ChoiceFilter(label=_("L/P"), choices=JenisKelamin.choices)
    jabatan = django_filters.ChoiceFilter(label=_("Jabatan"), choices=AnggotaKSM.Jabatan.choices)
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=AnggotaKSM.Status.choices)

    class Meta:
        model = AnggotaKSM
        fields = ["q", "wilayah", "ksm", "warga", "jenis_kelamin", "jabatan", "status"]
