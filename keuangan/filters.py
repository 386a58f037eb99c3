"""Filters of ledgers, accounts and vouchers, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from inti.widgets import TanggalInput
from keuangan.hitung.kinerja import Kategori
from keuangan.models import AkunBuku, BarisJurnal, Buku, HitungKas, Inventaris, Jurnal, Periode
from keuangan.models.buku import Bagan, Unit
from keuangan.queries_laporan import before_or_opening, of_side
from keuangan.templat import SALDO_AWAL, TUTUP_TAHUN
from wilayah.filters import DalamWilayahFilter


class BukuFilterSet(django_filters.FilterSet):
    """Ledgers by area, body and unit."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    badan = django_filters.UUIDFilter(label=_("Badan"), field_name="badan_id")
    unit = django_filters.ChoiceFilter(label=_("Unit"), choices=Unit.choices, empty_label=_("Semua"))

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


KEADAAN_BUKTI = [
    ("menunggu", _("Menunggu persetujuan")),
    ("disetujui", _("Disetujui")),
    ("tanpa", _("Tidak perlu disetujui")),
    ("dibalik", _("Sudah dibalik")),
    ("balik", _("Jurnal balik")),
]


class JurnalFilterSet(django_filters.FilterSet):
    """Vouchers by ledger, area, kind, event, span of days and waiting for approval."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    jenis = django_filters.ChoiceFilter(label=_("Jenis bukti"), choices=Jurnal.Jenis.choices, empty_label=_("Semua"))
    peristiwa = django_filters.CharFilter(label=_("Peristiwa"), max_length=40)
    tahun = django_filters.NumberFilter(label=_("Tahun"), min_value=1990, max_value=2100)
    dari = django_filters.DateFilter(
        label=_("Dari tanggal"), field_name="tanggal", lookup_expr="gte", widget=TanggalInput
    )
    sampai = django_filters.DateFilter(
        label=_("Sampai tanggal"), field_name="tanggal", lookup_expr="lte", widget=TanggalInput
    )
    menunggu = YaTidakFilter(label=_("Menunggu persetujuan"), method="by_waiting")
    keadaan = django_filters.ChoiceFilter(
        label=_("Keadaan"), choices=KEADAAN_BUKTI, method="by_state", empty_label=_("Semua")
    )
    akun = django_filters.CharFilter(label=_("Kode akun"), max_length=5, method="by_account")
    q = django_filters.CharFilter(label=_("Uraian atau nomor bukti kertas"), max_length=60, method="by_words")

    class Meta:
        model = Jurnal
        fields = [
            "q", "wilayah", "buku", "jenis", "peristiwa", "tahun", "dari", "sampai", "akun", "keadaan", "menunggu",
        ]  # fmt: skip

    def by_waiting(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Those that still need a second person, or the others."""
        if nilai:
            return qs.filter(perlu_persetujuan=True, persetujuan__isnull=True)
        return qs.exclude(perlu_persetujuan=True, persetujuan__isnull=True)

    def by_state(self, qs: Any, nama: str, nilai: str) -> Any:
        """As the list shows it: waiting, approved, without need, taken back, or itself a reversal."""
        syarat = {
            "menunggu": Q(perlu_persetujuan=True, persetujuan__isnull=True), "disetujui": Q(persetujuan__isnull=False),
            "tanpa": Q(perlu_persetujuan=False), "balik": Q(membalik__isnull=False),
            "dibalik": Exists(Jurnal._base_manager.filter(membalik=OuterRef("pk"))),
        }  # fmt: skip
        return qs.filter(syarat[nilai])

    def by_account(self, qs: Any, nama: str, nilai: str) -> Any:
        """Vouchers with a line on an account whose code begins so."""
        baris = BarisJurnal._base_manager.filter(jurnal=OuterRef("pk"), akun__kode__startswith=nilai)
        return qs.filter(Exists(baris))

    def by_words(self, qs: Any, nama: str, nilai: str) -> Any:
        """In the description or the number on the paper."""
        return qs.filter(Q(uraian__icontains=nilai) | Q(bukti__icontains=nilai))


class HitungKasFilterSet(django_filters.FilterSet):
    """Cash counts by area, ledger, days, and whether the money differed from the book."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    dari = django_filters.DateFilter(
        label=_("Dari tanggal"), field_name="tanggal", lookup_expr="gte", widget=TanggalInput
    )
    sampai = django_filters.DateFilter(
        label=_("Sampai tanggal"), field_name="tanggal", lookup_expr="lte", widget=TanggalInput
    )
    selisih = YaTidakFilter(label=_("Ada selisih"), method="by_difference")

    class Meta:
        model = HitungKas
        fields = ["wilayah", "buku", "dari", "sampai", "selisih"]

    def by_difference(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Those that differ, or those that agree."""
        return qs.exclude(selisih=0) if nilai else qs.filter(selisih=0)


class InventarisFilterSet(django_filters.FilterSet):
    """Things by area, ledger, state, and whether they are still there."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    buku = django_filters.UUIDFilter(label=_("Buku"), field_name="buku_id")
    keadaan = django_filters.ChoiceFilter(label=_("Keadaan"), choices=Inventaris.Keadaan.choices)
    dilepas = YaTidakFilter(label=_("Sudah dilepas"), method="by_disposal")

    class Meta:
        model = Inventaris
        fields = ["wilayah", "buku", "keadaan", "dilepas"]

    def by_disposal(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Taken out, and not put back by a reversal; or still there."""
        dibalik = Jurnal.objects.filter(membalik=OuterRef("jurnal_lepas"))
        lepas = Q(lepas_pada__isnull=False) & ~Exists(dibalik)
        return qs.filter(lepas) if nilai else qs.exclude(lepas)


class BarisFilterSet(django_filters.FilterSet):
    """Journal lines of one ledger behind a figure of a report; works on `queries_laporan.lines_of`. Source: KEU-101.

    `akun` is one or several beginnings of codes; a reversal counts with what it takes back, as in the reports.
    """

    akun = django_filters.CharFilter(label=_("Kode akun (atau awalnya)"), method="by_akun", max_length=200)
    dari = django_filters.DateFilter(label=_("Dari tanggal"), field_name="tanggal", lookup_expr="gte")
    sampai = django_filters.DateFilter(label=_("Sampai tanggal"), field_name="tanggal", lookup_expr="lte")
    sumber = django_filters.CharFilter(label=_("Sumber dana"), field_name="sumber_dana_id", max_length=40)
    tahun_dana = django_filters.NumberFilter(label=_("Tahun dana"), min_value=1990, max_value=2100)
    termin = django_filters.NumberFilter(label=_("Tahap dana"), min_value=0, max_value=12)
    pemilik = django_filters.UUIDFilter(field_name="pemilik_id", widget=forms.HiddenInput)
    jenis = django_filters.ChoiceFilter(
        label=_("Jenis bukti"), field_name="asal_jenis", choices=[(j.value, j.label) for j in Jurnal.Jenis]
    )
    sisi = django_filters.ChoiceFilter(
        method="by_side", choices=[("debit", "debit"), ("kredit", "kredit")], widget=forms.HiddenInput
    )
    awal = django_filters.DateFilter(method="by_opening", widget=forms.HiddenInput)
    tanpa = django_filters.ChoiceFilter(
        method="without", choices=[(p, p) for p in (SALDO_AWAL, TUTUP_TAHUN)], widget=forms.HiddenInput
    )
    jurnal = django_filters.UUIDFilter(field_name="jurnal_id", widget=forms.HiddenInput)

    class Meta:
        model = BarisJurnal
        fields = [
            "akun", "dari", "sampai", "sumber", "tahun_dana", "termin", "pemilik", "jenis", "sisi", "awal", "tanpa", "jurnal",
        ]  # fmt: skip

    def by_akun(self, qs: Any, nama: str, nilai: str) -> Any:
        """Accounts whose code begins with one of those given; nothing for something that is no code."""
        syarat = Q(pk__in=[])
        for awalan in nilai.split(","):
            if awalan.strip().isdigit():
                syarat |= Q(akun__kode__startswith=awalan.strip())
        return qs.filter(syarat)

    def by_side(self, qs: Any, nama: str, nilai: str) -> Any:
        """One side, reversals with the side that they take back."""
        return qs.filter(of_side(nilai))

    def by_opening(self, qs: Any, nama: str, nilai: Any) -> Any:
        """What stood there on the morning of a day."""
        return qs.filter(before_or_opening(nilai))

    def without(self, qs: Any, nama: str, nilai: str) -> Any:
        """Without one event and its reversals."""
        return qs.exclude(asal_peristiwa=nilai)
