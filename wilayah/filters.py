"""Filters of the lists, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from wilayah.kode import is_code, search_name
from wilayah.models import Badan, Basis, DaftarDewasa, JenisKelamin, Parameter, Warga, Wilayah


class DalamWilayahFilter(django_filters.CharFilter):
    """`?wilayah=32.73`: everything in that area, by equality on its scope column. A malformed code finds nothing."""

    def filter(self, qs: Any, value: str) -> Any:
        if not value:
            return qs
        return qs.in_area(value) if is_code(value) else qs.none()


class WilayahFilterSet(django_filters.FilterSet):
    """Areas of the register by name, level and parent."""

    nama = django_filters.CharFilter(label=_("Nama (awal)"), method="by_name")
    tingkat = django_filters.ChoiceFilter(label=_("Tingkat"), choices=Wilayah.Tingkat.choices)
    induk = django_filters.CharFilter(label=_("Kode induk"), field_name="induk", lookup_expr="exact")
    aktif = YaTidakFilter(label=_("Masih berlaku"))

    class Meta:
        model = Wilayah
        fields = ["nama", "tingkat", "induk", "aktif"]

    def by_name(self, qs: Any, name: str, value: str) -> Any:
        return qs.filter(nama_cari__startswith=search_name(value))


class BasisFilterSet(django_filters.FilterSet):
    """Places below the kelurahan."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    jenis = django_filters.ChoiceFilter(label=_("Jenis"), choices=Basis.Jenis.choices)
    aktif = YaTidakFilter(label=_("Masih ada"))

    class Meta:
        model = Basis
        fields = ["wilayah", "jenis", "aktif"]


class DaftarDewasaFilterSet(django_filters.FilterSet):
    """Rows of the adult roll."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    basis = django_filters.UUIDFilter(label=_("Tempat"), field_name="basis_id")

    class Meta:
        model = DaftarDewasa
        fields = ["wilayah", "basis"]


class WargaFilterSet(django_filters.FilterSet):
    """Residents by name (any part), place and sex. Never by NIK in an address. Source: UMU-33."""

    q = django_filters.CharFilter(label=_("Nama"), field_name="nama_cari", method="by_name")
    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    basis = django_filters.UUIDFilter(label=_("RT/RW"), field_name="basis_id")
    jenis_kelamin = django_filters.ChoiceFilter(label=_("Jenis kelamin"), choices=JenisKelamin.choices)

    class Meta:
        model = Warga
        fields = ["q", "wilayah", "basis", "jenis_kelamin"]

    def by_name(self, qs: Any, name: str, value: str) -> Any:
        return qs.filter(nama_cari__contains=" ".join(value.lower().split()))


class BadanFilterSet(django_filters.FilterSet):
    """Bodies by area, kind and name."""

    q = django_filters.CharFilter(label=_("Nama"), field_name="nama", lookup_expr="icontains")
    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    jenis = django_filters.ChoiceFilter(label=_("Jenis"), choices=Badan.Jenis.choices)
    aktif = YaTidakFilter(label=_("Masih berjalan"))

    class Meta:
        model = Badan
        fields = ["q", "wilayah", "jenis", "aktif"]


class ParameterFilterSet(django_filters.FilterSet):
    """Values of parameters, history included."""

    kode = django_filters.CharFilter(label=_("Kode (awal)"), lookup_expr="startswith")
    definisi = django_filters.CharFilter(label=_("Program"))
    mode = django_filters.ChoiceFilter(label=_("Mode"), choices=Parameter.Mode.choices)
    berlaku = YaTidakFilter(label=_("Tidak dibatalkan"), field_name="dibatalkan_pada", lookup_expr="isnull")

    class Meta:
        model = Parameter
        fields = ["kode", "definisi", "mode", "berlaku"]
