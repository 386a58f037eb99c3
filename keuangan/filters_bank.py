"""Filters of statements and matches, the same for page and API."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from inti.widgets import TanggalInput
from keuangan.models import CocokBank, RekeningKoran
from wilayah.filters import DalamWilayahFilter


class RekeningKoranFilterSet(django_filters.FilterSet):
    """Statements by area, ledger, account, the days that they touch, and whether they were voided."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    akun = django_filters.CharFilter(label=_("Kode akun"), field_name="akun__kode", max_length=5)
    dari = django_filters.DateFilter(
        label=_("Dari tanggal"), field_name="sampai", lookup_expr="gte", widget=TanggalInput
    )
    sampai = django_filters.DateFilter(
        label=_("Sampai tanggal"), field_name="dari", lookup_expr="lte", widget=TanggalInput
    )
    batal = YaTidakFilter(label=_("Dibatalkan"), field_name="dibatalkan_pada", lookup_expr="isnull", exclude=True)

    class Meta:
        model = RekeningKoran
        fields = ["wilayah", "buku", "akun", "dari", "sampai", "batal"]


class CocokBankFilterSet(django_filters.FilterSet):
    """Matches by area, ledger, account, statement, way, and whether they were undone."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    akun = django_filters.CharFilter(label=_("Kode akun"), field_name="akun__kode", max_length=5)
    rekening = django_filters.UUIDFilter(
        label=_("Rekening koran"), field_name="anggota__baris_bank__rekening_id", distinct=True
    )
    cara = django_filters.ChoiceFilter(label=_("Cara"), choices=CocokBank.Cara.choices)
    lepas = YaTidakFilter(label=_("Dilepas"), field_name="dibatalkan_pada", lookup_expr="isnull", exclude=True)

    class Meta:
        model = CocokBank
        fields = ["wilayah", "buku", "akun", "rekening", "cara", "lepas"]
