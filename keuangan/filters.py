"""Filters of ledgers, accounts and vouchers, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from inti.widgets import TanggalInput
from keuangan.hitung.kinerja import Kategori
from keuangan.models import AkunBuku, Buku, Jurnal, Periode
from keuangan.models.buku import Bagan, Unit
from wilayah.filters import DalamWilayahFilter


class BukuFilterSet(django_filters.FilterSet):
    """Ledgers by area, body and unit."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    badan = django_filters.UUIDFilter(label=_("Badan"), field_name="badan_id")
    unit = django_filters.ChoiceFilter(label=_("Unit"), choices=Unit.choices)

    class Meta:
        model = Buku
        fields = ["wilayah", "badan", "unit"]


class UPKFilterSet(django_filters.FilterSet):
    """UPK by area, on a day, by the worst band of their KPI; band and day are judged by who lists them."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    tanggal = django_filters.DateFilter(label=_("Keadaan pada"), method="as_it_is", widget=TanggalInput)
    kategori = django_filters.ChoiceFilter(
        label=_("Kategori terburuk"), choices=Kategori.choices, method="as_it_is", empty_label=_("Semua")
    )

    class Meta:
        model = Buku
        fields = ["wilayah", "tanggal", "kategori"]

    def as_it_is(self, qs: Any, nama: str, nilai: Any) -> Any:
        """Not a column: figures are computed, never stored."""
        return qs


class AkunBukuFilterSet(django_filters.FilterSet):
    """Accounts by ledger (its sourced codes and its own), chart, group and use."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), method="by_buku")
    bagan = django_filters.ChoiceFilter(label=_("Bagan akun"), choices=Bagan.choices)
    golongan = django_filters.ChoiceFilter(label=_("Golongan"), choices=AkunBuku.Golongan.choices)
    aktif = YaTidakFilter(label=_("Dipakai"))

    class Meta:
        model = AkunBuku
        fields = ["wilayah", "buku", "bagan", "golongan", "aktif"]

    def by_buku(self, qs: Any, nama: str, nilai: Any) -> Any:
        """What one visible ledger may use; nothing for a ledger out of scope."""
        buku = Buku.objects.visible_to(self.request.user).filter(pk=nilai).first()
        if buku is None:
            return qs.none()
        return qs.filter(buku=buku) | qs.filter(buku__isnull=True, bagan=buku.bagan)


class PeriodeFilterSet(django_filters.FilterSet):
    """Months by ledger, year and state."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    tahun = django_filters.NumberFilter(label=_("Tahun"), min_value=1990, max_value=2100)
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=Periode.Status.choices)

    class Meta:
        model = Periode
        fields = ["wilayah", "buku", "tahun", "status"]


class JurnalFilterSet(django_filters.FilterSet):
    """Vouchers by ledger, area, kind, event, span of days and waiting for approval."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    jenis = django_filters.ChoiceFilter(label=_("Jenis bukti"), choices=Jurnal.Jenis.choices)
    peristiwa = django_filters.CharFilter(label=_("Peristiwa"), max_length=40)
    tahun = django_filters.NumberFilter(label=_("Tahun"), min_value=1990, max_value=2100)
    dari = django_filters.DateFilter(label=_("Dari tanggal"), field_name="tanggal", lookup_expr="gte")
    sampai = django_filters.DateFilter(label=_("Sampai tanggal"), field_name="tanggal", lookup_expr="lte")
    menunggu = YaTidakFilter(label=_("Menunggu persetujuan"), method="by_waiting")

    class Meta:
        model = Jurnal
        fields = ["wilayah", "buku", "jenis", "peristiwa", "tahun", "dari", "sampai", "menunggu"]

    def by_waiting(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Those that still need a second person, or the others."""
        if nilai:
            return qs.filter(perlu_persetujuan=True, persetujuan__isnull=True)
        return qs.exclude(perlu_persetujuan=True, persetujuan__isnull=True)
