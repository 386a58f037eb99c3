"""Filters of the archive, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from laporan.models import Berkas, Dokumen
from laporan.registry import kind_titles
from wilayah.kode import is_code, search_name


def by_area(qs: Any, kata: str) -> Any:
    """Rows of an area code (and below), or of areas whose name begins with a word."""
    kata = kata.strip()
    if is_code(kata):
        return qs.in_area(kata)
    return qs.filter(wilayah__nama_cari__startswith=search_name(kata)) if kata else qs


class DokumenFilter(django_filters.FilterSet):
    """Jenis, kelurahan, keadaan, tahun, and a word of the title, number or code."""

    jenis = django_filters.ChoiceFilter(label=_("Jenis"), empty_label=_("Semua jenis"))
    kelurahan = django_filters.CharFilter(label=_("Wilayah (nama atau kode)"), method="filter_kelurahan")
    keadaan = django_filters.ChoiceFilter(
        label=_("Keadaan"), choices=Dokumen.Keadaan.choices, method="filter_keadaan", empty_label=_("Semua keadaan")
    )
    q = django_filters.CharFilter(label=_("Judul, nomor, atau kode"), method="filter_q")

    class Meta:
        model = Dokumen
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["jenis"].extra["choices"] = list(kind_titles().items())

    def filter_kelurahan(self, qs: Any, nama: str, nilai: str) -> Any:
        """By area code or the beginning of its name."""
        return by_area(qs, nilai)

    def filter_keadaan(self, qs: Any, nama: str, nilai: str) -> Any:
        """By the state as people see it."""
        return qs.in_state(nilai)

    def filter_q(self, qs: Any, nama: str, nilai: str) -> Any:
        """By a part of title or number, or by the whole code."""
        from laporan.kode import read_code

        return qs.filter(Q(judul__icontains=nilai) | Q(nomor__teks__icontains=nilai) | Q(kode=read_code(nilai) or "-"))


class BerkasFilter(django_filters.FilterSet):
    """Jenis, wilayah, the row it belongs to, and whether it is still valid."""

    jenis = django_filters.ChoiceFilter(label=_("Jenis"), choices=Berkas.Jenis.choices)
    kelurahan = django_filters.CharFilter(label=_("Wilayah (nama atau kode)"), method="filter_kelurahan")
    objek_id = django_filters.CharFilter(label=_("Objek"))
    dibatalkan = YaTidakFilter(
        label=_("Dibatalkan"),
        field_name="dibatalkan_pada",
        lookup_expr="isnull",
        exclude=True,
        widget=forms.CheckboxInput,
    )

    class Meta:
        model = Berkas
        fields: list[str] = []

    def filter_kelurahan(self, qs: Any, nama: str, nilai: str) -> Any:
        """By area code or the beginning of its name."""
        return by_area(qs, nilai)
