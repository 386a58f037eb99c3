"""Filter of payments, the same for page and API."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from inti.widgets import TanggalInput
from keuangan.models import Pembayaran
from wilayah.filters import DalamWilayahFilter


class PembayaranFilterSet(django_filters.FilterSet):
    """Payments by area, ledger, loan, group, kind, way of paying and span of days."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="pinjaman__buku_id")
    pinjaman = django_filters.UUIDFilter(label=_("Pinjaman"), field_name="pinjaman_id")
    ksm = django_filters.UUIDFilter(label=_("KSM"), field_name="pinjaman__ksm_id")
    jenis = django_filters.ChoiceFilter(label=_("Jenis"), empty_label=_("Semua"), choices=Pembayaran.Jenis.choices)
    lewat = django_filters.ChoiceFilter(label=_("Lewat"), empty_label=_("Semua"), choices=Pembayaran.Lewat.choices)
    dari = django_filters.DateFilter(
        label=_("Dari tanggal"), field_name="tanggal", lookup_expr="gte", widget=TanggalInput
    )
    sampai = django_filters.DateFilter(
        label=_("Sampai tanggal"), field_name="tanggal", lookup_expr="lte", widget=TanggalInput
    )

    class Meta:
        model = Pembayaran
        fields = ["wilayah", "buku", "pinjaman", "ksm", "jenis", "lewat", "dari", "sampai"]
