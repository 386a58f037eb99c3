"""One filter for the list of officers, its export and the API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from akun.models import Pengguna, Penugasan
from akun.peran import role_choices
from inti.filters import YaTidakFilter
from inti.queries import KOLOM_CAKUPAN


class PetugasFilter(django_filters.FilterSet):
    """By name, role, area and state."""

    cari = django_filters.CharFilter(label=_("Nama"), method="filter_cari")
    peran = django_filters.ChoiceFilter(
        label=_("Peran"), choices=role_choices, method="filter_peran", empty_label=_("Semua")
    )
    wilayah = django_filters.CharFilter(label=_("Kode wilayah"), method="filter_wilayah")
    aktif = YaTidakFilter(label=_("Akun aktif"), field_name="is_active")

    class Meta:
        model = Pengguna
        fields: list[str] = []

    def filter_cari(self, qs: QuerySet, nama: str, nilai: str) -> QuerySet:
        return qs.filter(Q(nama__icontains=nilai) | Q(username__istartswith=nilai))

    def filter_peran(self, qs: QuerySet, nama: str, nilai: str) -> QuerySet:
        return qs.filter(pk__in=self._tugas().filter(peran=nilai).values("pengguna_id"))

    def filter_wilayah(self, qs: QuerySet, nama: str, nilai: str) -> QuerySet:
        if len(nilai) not in KOLOM_CAKUPAN:
            return qs.none()
        return qs.filter(pk__in=self._tugas().in_area(nilai).values("pengguna_id"))

    def _tugas(self) -> Any:
        """Running assignments that the asking officer may see."""
        return Penugasan.objects.visible_to(self.request.user).running()
