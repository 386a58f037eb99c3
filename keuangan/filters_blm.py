"""Filters of the grant, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from keuangan.models import SPPB, BerkasPencairan, PaguBLM, TahapBLM
from keuangan.models.berkas_pencairan import LANGKAH
from keuangan.models.blm import SumberBLM
from wilayah.filters import DalamWilayahFilter

SELESAI = ("cair", "batal")
# Whom a file waits for, in the words of the list; the BKM's own turns and the money on its way are waited for too.
MENUNGGU = [
    ("bkm", _("BKM")), *((d.kode, d.nama) for d in LANGKAH.values()), ("dana", _("Dana masuk rekening")),
]  # fmt: skip
KEADAAN = [("jalan", _("Masih berjalan")), *BerkasPencairan.Status.choices]


def waiting_q(siapa: str) -> Q:
    """Files that wait for one of them."""
    if siapa == "bkm":
        return Q(status="dikembalikan") | Q(status="disusun", diserahkan__isnull=True)
    if siapa == "dana":
        return Q(status="disetujui_satker")
    dari = LANGKAH[siapa].dari
    return Q(status=dari, diserahkan__isnull=False) if siapa == "faskel" else Q(status=dari)


class PaguBLMFilterSet(django_filters.FilterSet):
    """Allocations by area, fiscal year, source, state and whether residents were told."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    tahun = django_filters.NumberFilter(
        label=_("Tahun anggaran"), field_name="tahun_anggaran", min_value=1999, max_value=2100
    )
    sumber = django_filters.ChoiceFilter(label=_("Sumber"), choices=SumberBLM.choices, empty_label=_("Semua"))
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=PaguBLM.Status.choices, empty_label=_("Semua"))
    diumumkan = YaTidakFilter(label=_("Sudah diumumkan"), method="by_told")

    class Meta:
        model = PaguBLM
        fields = ["wilayah", "tahun", "sumber", "status", "diumumkan"]

    def by_told(self, qs: Any, nama: str, nilai: bool) -> Any:
        """Those that residents can read, or those that they cannot."""
        return qs.filter(diumumkan__isnull=not nilai)


class SPPBFilterSet(django_filters.FilterSet):
    """Agreements by area, fiscal year and state."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    tahun = django_filters.NumberFilter(
        label=_("Tahun anggaran"), field_name="tahun_anggaran", min_value=1999, max_value=2100
    )
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=SPPB.Status.choices, empty_label=_("Semua"))

    class Meta:
        model = SPPB
        fields = ["wilayah", "tahun", "status"]


class TahapBLMFilterSet(django_filters.FilterSet):
    """Tranches by area, fiscal year, agreement and number."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    tahun = django_filters.NumberFilter(
        label=_("Tahun anggaran"), field_name="sppb__tahun_anggaran", min_value=1999, max_value=2100
    )
    sppb = django_filters.UUIDFilter(label=_("SPPB"), field_name="sppb_id")
    ke = django_filters.NumberFilter(label=_("Tahap"), min_value=1, max_value=12)

    class Meta:
        model = TahapBLM
        fields = ["wilayah", "tahun", "sppb", "ke"]


class BerkasPencairanFilterSet(django_filters.FilterSet):
    """Files by area, fiscal year, source, tranche, state and whom they wait for. Source: BLM-29."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    tahun = django_filters.NumberFilter(
        label=_("Tahun anggaran"), field_name="tahap__sppb__tahun_anggaran", min_value=1999, max_value=2100
    )
    sumber = django_filters.ChoiceFilter(label=_("Sumber"), choices=SumberBLM.choices, empty_label=_("Semua"))
    ke = django_filters.NumberFilter(label=_("Tahap"), field_name="tahap__ke", min_value=1, max_value=12)
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=KEADAAN, method="by_state", empty_label=_("Semua"))
    menunggu = django_filters.ChoiceFilter(
        label=_("Menunggu"), choices=MENUNGGU, method="by_turn", empty_label=_("Semua")
    )
    tahap = django_filters.UUIDFilter(label=_("Tahap"), field_name="tahap_id")

    class Meta:
        model = BerkasPencairan
        fields = ["wilayah", "tahun", "sumber", "ke", "status", "menunggu", "tahap"]

    def by_state(self, qs: Any, nama: str, nilai: str) -> Any:
        """One state, or all that are still on their way."""
        return qs.exclude(status__in=SELESAI) if nilai == "jalan" else qs.filter(status=nilai)

    def by_turn(self, qs: Any, nama: str, nilai: str) -> Any:
        """Whose turn it is."""
        return qs.filter(waiting_q(nilai))
