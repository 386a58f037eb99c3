"""Filters of the lists of the cycle, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from siklus.models import (
    Bidang,
    Keluaran,
    Keputusan,
    Langkah,
    Masalah,
    Pelatihan,
    Pertemuan,
    Potensi,
    RefleksiButir,
    Relawan,
    Siklus,
)
from wilayah.filters import DalamWilayahFilter


class SiklusFilterSet(django_filters.FilterSet):
    """Cycles by area, programme, number and state."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    program = django_filters.CharFilter(label=_("Program"))
    nomor = django_filters.NumberFilter(label=_("Siklus ke"), min_value=1, max_value=1000)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Siklus.Status.choices)

    class Meta:
        model = Siklus
        fields = ["wilayah", "program", "nomor", "status"]


class LangkahFilterSet(django_filters.FilterSet):
    """Stages by area, cycle, code, year and state; `terlambat` is computed. Source: SIK-13."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    siklus = django_filters.UUIDFilter(label=_("Siklus"), field_name="siklus_id")
    definisi = django_filters.CharFilter(label=_("Definisi"))
    kode = django_filters.CharFilter(label=_("Langkah"))
    tingkat = django_filters.CharFilter(label=_("Tingkat"))
    tahun = django_filters.NumberFilter(label=_("Tahun"), min_value=1990, max_value=2100)
    tahun_siklus = django_filters.NumberFilter(label=_("Tahun siklus"), min_value=1, max_value=100)
    status = django_filters.MultipleChoiceFilter(label=_("Status"), choices=Langkah.Status.choices)
    terlambat = YaTidakFilter(label=_("Terlambat"), method="by_lateness")

    class Meta:
        model = Langkah
        fields = ["wilayah", "siklus", "definisi", "kode", "tingkat", "tahun", "tahun_siklus", "status", "terlambat"]

    def by_lateness(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Late now, or not; the queryset carries the annotation already."""
        return qs.filter(terlambat=nilai)


class PertemuanFilterSet(django_filters.FilterSet):
    """Meetings by area, stage, kind, state and day."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    jenis = django_filters.CharFilter(label=_("Jenis"))
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Pertemuan.Status.choices)
    sejak = django_filters.DateFilter(label=_("Sejak tanggal"), field_name="tanggal", lookup_expr="gte")
    sampai = django_filters.DateFilter(label=_("Sampai tanggal"), field_name="tanggal", lookup_expr="lte")

    class Meta:
        model = Pertemuan
        fields = ["wilayah", "langkah", "jenis", "status", "sejak", "sampai"]


class KeluaranFilterSet(django_filters.FilterSet):
    """Evidence by area, stage, code, and whether its file is there."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    kode = django_filters.CharFilter(label=_("Keluaran"))
    status = django_filters.CharFilter(label=_("Status"))
    tanpa_berkas = YaTidakFilter(label=_("Belum ada berkas"), field_name="berkas", lookup_expr="isnull")

    class Meta:
        model = Keluaran
        fields = ["wilayah", "langkah", "kode", "status", "tanpa_berkas"]


class KeputusanFilterSet(django_filters.FilterSet):
    """Decisions by area, stage, kind and result."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    jenis = django_filters.ChoiceFilter(label=_("Jenis"), choices=Keputusan.Jenis.choices)
    hasil = django_filters.CharFilter(label=_("Hasil"))
    status = django_filters.CharFilter(label=_("Status"))

    class Meta:
        model = Keputusan
        fields = ["wilayah", "langkah", "jenis", "hasil", "status"]


class PelatihanFilterSet(django_filters.FilterSet):
    """Trainings by area, stage and code."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    kode = django_filters.CharFilter(label=_("Pelatihan"))
    status = django_filters.CharFilter(label=_("Status"))

    class Meta:
        model = Pelatihan
        fields = ["wilayah", "langkah", "kode", "status"]


class RelawanFilterSet(django_filters.FilterSet):
    """Volunteers by area, cycle, place and sex."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    siklus = django_filters.UUIDFilter(label=_("Siklus"), field_name="siklus_id")
    basis = django_filters.UUIDFilter(label=_("RT/RW"), field_name="basis_id")
    jenis_kelamin = django_filters.CharFilter(label=_("Jenis kelamin"))
    status = django_filters.CharFilter(label=_("Status"))

    class Meta:
        model = Relawan
        fields = ["wilayah", "siklus", "basis", "jenis_kelamin", "status"]


class RefleksiFilterSet(django_filters.FilterSet):
    """Points of the Refleksi by area, stage, kind, place, and whether the kelurahan agreed on them."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    jenis = django_filters.ChoiceFilter(label=_("Jenis"), choices=RefleksiButir.Jenis.choices)
    basis = django_filters.UUIDFilter(label=_("RT/RW"), field_name="basis_id")
    disepakati = YaTidakFilter(label=_("Disepakati"), field_name="disepakati")
    status = django_filters.CharFilter(label=_("Status"))

    class Meta:
        model = RefleksiButir
        fields = ["wilayah", "langkah", "jenis", "basis", "disepakati", "status"]


class MasalahFilterSet(django_filters.FilterSet):
    """Problems by words, area, stage, field, place, and whether they are agreed."""

    q = django_filters.CharFilter(label=_("Kata"), method="by_words", max_length=60)
    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    bidang = django_filters.ChoiceFilter(label=_("Bidang"), choices=Bidang.choices, empty_label=_("Semua"))
    basis = django_filters.UUIDFilter(label=_("RT/RW"), field_name="basis_id")
    disepakati = YaTidakFilter(label=_("Disepakati"), field_name="disepakati")
    status = django_filters.CharFilter(label=_("Status"))

    class Meta:
        model = Masalah
        fields = ["q", "wilayah", "langkah", "bidang", "basis", "disepakati", "status"]

    def by_words(self, qs: Any, nama: str, nilai: str) -> Any:
        """In the problem, its cause or its place."""
        return qs.filter(Q(uraian__icontains=nilai) | Q(sebab__icontains=nilai) | Q(lokasi__icontains=nilai))


class PotensiFilterSet(django_filters.FilterSet):
    """Potentials by words, area, stage, field and kind."""

    q = django_filters.CharFilter(label=_("Kata"), method="by_words", max_length=60)
    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    bidang = django_filters.ChoiceFilter(label=_("Bidang"), choices=Bidang.choices, empty_label=_("Semua"))
    jenis = django_filters.ChoiceFilter(label=_("Jenis"), choices=Potensi.Jenis.choices, empty_label=_("Semua"))
    kelompok_ada = YaTidakFilter(label=_("Kelompok sudah ada"), field_name="kelompok_ada")
    status = django_filters.CharFilter(label=_("Status"))

    class Meta:
        model = Potensi
        fields = ["q", "wilayah", "langkah", "bidang", "jenis", "kelompok_ada", "status"]

    def by_words(self, qs: Any, nama: str, nilai: str) -> Any:
        """In the potential or its place."""
        return qs.filter(Q(uraian__icontains=nilai) | Q(lokasi__icontains=nilai))
