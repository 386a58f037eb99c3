"""Filters of works, upkeep and aid, the same for page and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from inti.filters import YaTidakFilter
from ksm.models import (
    BadanPemelihara,
    BahanUsulan,
    FotoPekerjaan,
    JanjiSwadaya,
    KasPemelihara,
    KemajuanUsulan,
    PemeriksaanAset,
    PemeriksaanMutu,
    PenerimaanBantuan,
    SerahTerima,
    SwadayaUsulan,
    Usulan,
)
from siklus.models.dasar import Sah
from wilayah.filters import DalamWilayahFilter


class AsetFilterSet(django_filters.FilterSet):
    """Assets by name, area, state at the last check, and whether a check is due. Needs `queries_pelaksanaan.assets`."""

    q = django_filters.CharFilter(label=_("Sarana"), field_name="judul", lookup_expr="icontains", max_length=60)
    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    keadaan = django_filters.ChoiceFilter(
        label=_("Keadaan"), choices=PemeriksaanAset.Keadaan.choices, empty_label=_("Semua")
    )
    terlambat = YaTidakFilter(label=_("Waktunya diperiksa"))

    class Meta:
        model = Usulan
        fields = ["q", "wilayah", "keadaan", "terlambat"]


class _CatatanFilterSet(django_filters.FilterSet):
    """What every record of a proposal is narrowed by: area, proposal, group, validity, day."""

    wilayah = DalamWilayahFilter(label=_("Kode wilayah"), max_length=13)
    usulan = django_filters.UUIDFilter(label=_("Usulan"), field_name="usulan_id")
    ksm = django_filters.UUIDFilter(label=_("KSM"), field_name="usulan__ksm_id")
    status = django_filters.ChoiceFilter(label=_("Keadaan"), choices=Sah.choices)
    sejak = django_filters.DateFilter(label=_("Sejak"), field_name="tanggal", lookup_expr="gte")
    sampai = django_filters.DateFilter(label=_("Sampai"), field_name="tanggal", lookup_expr="lte")


def _filter_for(kelas: Any, **pilihan: Any) -> Any:
    """The filter of one kind of record, with the choices it has besides."""
    meta = type(
        "Meta", (), {"model": kelas, "fields": ["wilayah", "usulan", "ksm", "status", "sejak", "sampai", *pilihan]}
    )
    isi = {k: django_filters.ChoiceFilter(label=label, choices=daftar) for k, (label, daftar) in pilihan.items()}
    dasar = (_CatatanFilterSet,)
    return type(f"{kelas.__name__}FilterSet", dasar, {"Meta": meta, "__doc__": f"Records of {kelas.__name__}.", **isi})


KemajuanFilterSet = _filter_for(KemajuanUsulan)
FotoFilterSet = _filter_for(FotoPekerjaan, tahap=(_("Tahap"), FotoPekerjaan.Tahap.choices))
BahanFilterSet = _filter_for(BahanUsulan)
SwadayaFilterSet = _filter_for(SwadayaUsulan, bentuk=(_("Bentuk"), JanjiSwadaya.Bentuk.choices))
MutuFilterSet = _filter_for(PemeriksaanMutu, hasil=(_("Hasil"), PemeriksaanMutu.Hasil.choices))
SerahTerimaFilterSet = _filter_for(SerahTerima)
KasPemeliharaFilterSet = _filter_for(KasPemelihara, arah=(_("Arah"), KasPemelihara.Arah.choices))
PeriksaAsetFilterSet = _filter_for(PemeriksaanAset, keadaan=(_("Keadaan"), PemeriksaanAset.Keadaan.choices))
PenerimaanFilterSet = _filter_for(PenerimaanBantuan, bentuk=(_("Bentuk"), PenerimaanBantuan.Bentuk.choices))


class PemeliharaFilterSet(_CatatanFilterSet):
    """Maintenance bodies, by the day on which they were formed."""

    sejak = django_filters.DateFilter(label=_("Sejak"), field_name="dibentuk", lookup_expr="gte")
    sampai = django_filters.DateFilter(label=_("Sampai"), field_name="dibentuk", lookup_expr="lte")

    class Meta:
        model = BadanPemelihara
        fields = ["wilayah", "usulan", "ksm", "status", "sejak", "sampai"]
