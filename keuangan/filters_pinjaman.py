"""The filter of loans, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from inti.widgets import TanggalInput
from keuangan.models import Pinjaman, ProdukPinjaman
from keuangan.models.pinjaman import MENUNGGU
from wilayah.filters import DalamWilayahFilter


class PinjamanFilterSet(django_filters.FilterSet):
    """Loans by group, state, product, ledger, area, day of application, and whether they wait in the queue."""

    q = django_filters.CharFilter(label=_("Nama KSM"), field_name="ksm__nama", lookup_expr="icontains", max_length=60)
    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    ksm = django_filters.UUIDFilter(label=_("KSM"), field_name="ksm_id")
    produk = django_filters.UUIDFilter(label=_("Produk"), field_name="produk_id")
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=Pinjaman.Status.choices, empty_label=_("Semua"))
    antrean = YaTidakFilter(label=_("Dalam antrean"), method="by_queue")
    dari = django_filters.DateFilter(
        label=_("Diajukan dari"), field_name="diajukan", lookup_expr="gte", widget=TanggalInput
    )
    sampai = django_filters.DateFilter(
        label=_("Diajukan sampai"), field_name="diajukan", lookup_expr="lte", widget=TanggalInput
    )

    class Meta:
        model = Pinjaman
        fields = ["q", "wilayah", "buku", "ksm", "produk", "status", "antrean", "dari", "sampai"]

    def by_queue(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Applications that are not decided to their end, or the others."""
        return qs.filter(status__in=MENUNGGU) if nilai else qs.exclude(status__in=MENUNGGU)


class ProdukFilterSet(django_filters.FilterSet):
    """Products by ledger, area and whether they are lent."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    aktif = YaTidakFilter(label=_("Dipakai"))

    class Meta:
        model = ProdukPinjaman
        fields = ["wilayah", "buku", "aktif"]
