"""Filters of RPD, books, accounts and misuse, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from keuangan.models import LPJKSM, RPD, BelanjaKSM, Penyelewengan
from keuangan.models.lpj import LPJ_TERKUNCI
from wilayah.filters import DalamWilayahFilter
from wilayah.waktu import today_in


class RPDFilterSet(django_filters.FilterSet):
    """RPD by area, group, proposal, tranche, state, and whether its account is late. Source: LPJ-12."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    tahun = django_filters.NumberFilter(label=_("Tahun"), field_name="usulan__tahun", min_value=1999, max_value=2100)
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=RPD.Status.choices, empty_label=_("Semua"))
    lpj_terlambat = YaTidakFilter(label=_("LPJ terlambat"), method="by_late")
    q = django_filters.CharFilter(label=_("KSM atau kegiatan"), method="by_text", max_length=100)
    usulan = django_filters.UUIDFilter(label=_("Usulan"), field_name="usulan_id")
    ksm = django_filters.UUIDFilter(label=_("KSM"), field_name="usulan__ksm_id")
    berkas = django_filters.UUIDFilter(label=_("Berkas pencairan"), field_name="berkas_pencairan_id")

    class Meta:
        model = RPD
        fields = ["wilayah", "tahun", "status", "lpj_terlambat", "q", "usulan", "ksm", "berkas"]

    def by_late(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Paid, past its day, not handed in; or the others."""
        telat = Q(status="dibayar", tenggat__lt=today_in("")) & ~Q(lpj__status__in=LPJ_TERKUNCI)
        return qs.filter(telat) if nilai else qs.exclude(pk__in=qs.filter(telat).values("pk"))

    def by_text(self, qs: Any, nama: str, nilai: str) -> Any:
        """Name of the group or of the activity."""
        return qs.filter(Q(usulan__ksm__nama__icontains=nilai) | Q(usulan__judul__icontains=nilai))


class LPJKSMFilterSet(django_filters.FilterSet):
    """Accounts of groups by area, year, state, and whether they are the last."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    tahun = django_filters.NumberFilter(label=_("Tahun"), field_name="usulan__tahun", min_value=1999, max_value=2100)
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=LPJKSM.Status.choices, empty_label=_("Semua"))
    akhir = YaTidakFilter(label=_("LPJ akhir"), method="by_last")
    usulan = django_filters.UUIDFilter(label=_("Usulan"), field_name="usulan_id")
    ksm = django_filters.UUIDFilter(label=_("KSM"), field_name="usulan__ksm_id")

    class Meta:
        model = LPJKSM
        fields = ["wilayah", "tahun", "status", "akhir", "usulan", "ksm"]

    def by_last(self, qs: Any, nama: str, nilai: bool) -> Any:
        """The last ones, or those of a termin."""
        return qs.filter(akhir=nilai)


class BelanjaKSMFilterSet(django_filters.FilterSet):
    """Purchases by area, proposal, RPD, day, and whether the photo is there."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    usulan = django_filters.UUIDFilter(label=_("Usulan"), field_name="usulan_id")
    rpd = django_filters.UUIDFilter(label=_("RPD"), field_name="rpd_id")
    dari = django_filters.DateFilter(label=_("Dari tanggal"), field_name="tanggal", lookup_expr="gte")
    sampai = django_filters.DateFilter(label=_("Sampai tanggal"), field_name="tanggal", lookup_expr="lte")
    bernota = YaTidakFilter(label=_("Foto nota ada"), method="by_proof")

    class Meta:
        model = BelanjaKSM
        fields = ["wilayah", "usulan", "rpd", "dari", "sampai", "bernota"]

    def by_proof(self, qs: Any, nama: str, nilai: bool) -> Any:
        """With a photo, or without."""
        ada = Q(nota__isnull=False) | Q(penerimaan__isnull=False)
        return qs.filter(ada if nilai else ~ada)


class PenyelewenganFilterSet(django_filters.FilterSet):
    """Cases by area, year of the money, where, role, state, and whether they hold money back. Source: SLW-06."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    tahun = django_filters.NumberFilter(label=_("Tahun dana"), field_name="tahun_dana", min_value=1999, max_value=2100)
    tempat = django_filters.ChoiceFilter(
        label=_("Terjadi di"), choices=Penyelewengan.Tempat.choices, empty_label=_("Semua")
    )
    pelaku = django_filters.ChoiceFilter(
        label=_("Pelaku sebagai"), choices=Penyelewengan.Pelaku.choices, empty_label=_("Semua")
    )
    status = django_filters.ChoiceFilter(
        label=_("Keadaan"), choices=Penyelewengan.Status.choices, empty_label=_("Semua")
    )
    ksm = django_filters.UUIDFilter(label=_("KSM"), field_name="ksm_id")

    class Meta:
        model = Penyelewengan
        fields = ["wilayah", "tahun", "tempat", "pelaku", "status", "ksm"]
