"""Filters of households and PS-2 entries, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from siklus.models import EntriPS2, KeberatanPS2, Keluarga, PengumumanPS2, Rumah
from wilayah.filters import DalamWilayahFilter
from wilayah.models import JenisKelamin


class RumahFilterSet(django_filters.FilterSet):
    """Dwellings by area and place."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    basis = django_filters.UUIDFilter(label=_("RT/RW"), field_name="basis_id")
    status = django_filters.ChoiceFilter(label=_("Status rumah"), choices=Rumah.Kepemilikan.choices)

    class Meta:
        model = Rumah
        fields = ["wilayah", "basis", "status"]


class KeluargaFilterSet(django_filters.FilterSet):
    """Households by name (any part), place, kind of head, and whether and how they are on PS-2."""

    q = django_filters.CharFilter(label=_("Nama"), method="by_name")
    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    basis = django_filters.UUIDFilter(label=_("RT/RW"), field_name="basis_id")
    jenis_kelamin_kk = django_filters.ChoiceFilter(label=_("Kepala keluarga"), choices=JenisKelamin.choices)
    lansia = YaTidakFilter(label=_("Lansia"))
    disabilitas = YaTidakFilter(label=_("Disabilitas"))
    daftar = django_filters.ChoiceFilter(label=_("PS-2"), choices=EntriPS2.Status.choices, method="by_entry")
    peringkat = django_filters.ChoiceFilter(label=_("Peringkat"), choices=EntriPS2.Peringkat.choices, method="by_entry")

    class Meta:
        model = Keluarga
        fields = ["q", "wilayah", "basis", "jenis_kelamin_kk", "lansia", "disabilitas", "daftar", "peringkat"]

    def by_name(self, qs: Any, nama: str, nilai: str) -> Any:
        """Any part of the name."""
        return qs.filter(nama_cari__contains=" ".join(nilai.lower().split()))

    def by_entry(self, qs: Any, nama: str, nilai: str) -> Any:
        """Households with an entry in a state; a rank is that of an entry that is not past."""
        entri = EntriPS2.objects.filter(keluarga=OuterRef("pk"))
        if nama == "daftar":
            return qs.filter(Exists(entri.filter(status=nilai)))
        return qs.filter(Exists(entri.filter(peringkat=nilai).exclude(status__in=("keluar", "batal"))))


class EntriPS2FilterSet(django_filters.FilterSet):
    """Entries by area, stage, household, place, state and rank."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    keluarga = django_filters.UUIDFilter(label=_("Keluarga"), field_name="keluarga_id")
    basis = django_filters.UUIDFilter(label=_("RT/RW"), field_name="basis_id")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=EntriPS2.Status.choices)
    peringkat = django_filters.ChoiceFilter(label=_("Peringkat"), choices=EntriPS2.Peringkat.choices)

    class Meta:
        model = EntriPS2
        fields = ["wilayah", "langkah", "keluarga", "basis", "status", "peringkat"]


class PengumumanPS2FilterSet(django_filters.FilterSet):
    """Notices by area, stage and place."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    basis = django_filters.UUIDFilter(label=_("RT/RW"), field_name="basis_id")
    status = django_filters.CharFilter(label=_("Status"))

    class Meta:
        model = PengumumanPS2
        fields = ["wilayah", "langkah", "basis", "status"]


class KeberatanPS2FilterSet(django_filters.FilterSet):
    """Objections by area, stage, notice, kind and state."""

    wilayah = DalamWilayahFilter(label=_("Wilayah"))
    langkah = django_filters.UUIDFilter(label=_("Langkah"), field_name="langkah_id")
    pengumuman = django_filters.UUIDFilter(label=_("Pengumuman"), field_name="pengumuman_id")
    jenis = django_filters.ChoiceFilter(label=_("Jenis"), choices=KeberatanPS2.Jenis.choices)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=KeberatanPS2.Status.choices)

    class Meta:
        model = KeberatanPS2
        fields = ["wilayah", "langkah", "pengumuman", "jenis", "status"]
