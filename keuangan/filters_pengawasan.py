"""Filters of visits, audits and findings, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from inti.widgets import TanggalInput
from keuangan.models import AuditTahunan, KunjunganPengawas, TemuanPemeriksaan
from keuangan.models.buku import Unit
from keuangan.queries_pengawasan import HIDUP
from wilayah.filters import DalamWilayahFilter
from wilayah.waktu import today_in


class KunjunganPengawasFilterSet(django_filters.FilterSet):
    """Visits by area, ledger, month and span of days."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    periode = django_filters.UUIDFilter(label=_("Bulan"), field_name="periode_id")
    dari = django_filters.DateFilter(
        label=_("Dari tanggal"), field_name="tanggal", lookup_expr="gte", widget=TanggalInput
    )
    sampai = django_filters.DateFilter(
        label=_("Sampai tanggal"), field_name="tanggal", lookup_expr="lte", widget=TanggalInput
    )

    class Meta:
        model = KunjunganPengawas
        fields = ["wilayah", "buku", "periode", "dari", "sampai"]


class AuditTahunanFilterSet(django_filters.FilterSet):
    """Audits by area, ledger, year, kind of auditor, and whether they were told to the RWT."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    tahun = django_filters.NumberFilter(label=_("Tahun"), min_value=1999, max_value=2100)
    jenis = django_filters.ChoiceFilter(label=_("Yang memeriksa"), choices=AuditTahunan.Jenis.choices)
    diumumkan = YaTidakFilter(label=_("Sudah diumumkan"), method="by_told")

    class Meta:
        model = AuditTahunan
        fields = ["wilayah", "buku", "tahun", "jenis", "diumumkan"]

    def by_told(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Those with a publication, or those without."""
        return qs.filter(publikasi__isnull=not nilai)


KEADAAN = [("hidup", _("Masih terbuka")), *TemuanPemeriksaan.Status.choices]


class TemuanFilterSet(django_filters.FilterSet):
    """Findings by area, unit, ledger, state, kind, where they come from, past their last day, and words. Source: KEU-189."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    unit = django_filters.ChoiceFilter(
        label=_("Unit"), field_name="buku__unit", choices=Unit.choices, empty_label=_("Semua")
    )
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=KEADAAN, method="by_state", empty_label=_("Semua"))
    kategori = django_filters.ChoiceFilter(
        label=_("Kategori"), choices=TemuanPemeriksaan.Kategori.choices, empty_label=_("Semua")
    )
    asal = django_filters.ChoiceFilter(
        label=_("Asal"), method="by_origin", empty_label=_("Semua"),
        choices=[("kunjungan", _("Kunjungan Pengawas")), ("audit", _("Audit tahunan"))],
    )  # fmt: skip
    kunjungan = django_filters.UUIDFilter(label=_("Kunjungan"), field_name="jawaban__kunjungan_id")
    audit = django_filters.UUIDFilter(label=_("Audit"), field_name="audit_id")
    lewat = YaTidakFilter(label=_("Lewat batas waktu"), method="by_overdue")
    q = django_filters.CharFilter(label=_("Kata dalam temuan"), max_length=60, method="by_words")

    class Meta:
        model = TemuanPemeriksaan
        fields = ["q", "wilayah", "buku", "unit", "status", "kategori", "asal", "kunjungan", "audit", "lewat"]

    def by_state(self, qs: Any, nama: str, nilai: str) -> Any:
        """One state, or all that are still to be done."""
        return qs.filter(status__in=HIDUP) if nilai == "hidup" else qs.filter(status=nilai)

    def by_origin(self, qs: Any, nama: str, nilai: str) -> Any:
        """From a visit or from an audit."""
        return qs.filter(audit__isnull=nilai == "kunjungan")

    def by_overdue(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Open after their last day, or the others."""
        lewat = Q(status__in=HIDUP, batas_waktu__lt=today_in(""))
        return qs.filter(lewat) if nilai else qs.exclude(lewat)

    def by_words(self, qs: Any, nama: str, nilai: str) -> Any:
        """In what was found, or who is to set it right."""
        return qs.filter(Q(uraian__icontains=nilai) | Q(penanggung_jawab__icontains=nilai))
