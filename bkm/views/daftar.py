"""The register of BKM: every body in scope with its term and its members counted."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from bkm import izin
from bkm.filters_lembaga import BKMFilterSet
from bkm.models import BKM
from bkm.queries import with_term
from inti.formats import share
from inti.halaman import keyset_page
from inti.tabel import Kolom
from inti.views import DaftarView

KOLOM = (
    Kolom("nama", "BKM", ambil=str, tautan=lambda b: reverse("bkm:kelurahan", args=[b.wilayah_id])),
    Kolom("wilayah", gettext_lazy("Kelurahan"), ambil=lambda b: b.wilayah.nama),
    Kolom("asal", gettext_lazy("Asal"), ambil=lambda b: b.get_asal_display()),
    Kolom("periode", gettext_lazy("Periode"), "angka", ambil="masa_periode"),
    Kolom("dikukuhkan", gettext_lazy("Dikukuhkan"), "tanggal", ambil="masa_mulai"),
    Kolom("sampai", gettext_lazy("Masa bakti sampai"), "tanggal", ambil="masa_sampai"),
    Kolom("l", "L", "angka", ambil="anggota_l"),
    Kolom("p", "P", "angka", ambil="anggota_p"),
    Kolom("perempuan", "% P", "persen", ambil=lambda b: share(b.anggota_p, b.anggota_l + b.anggota_p)),
    Kolom("status", gettext_lazy("Keadaan"), ambil=lambda b: b.get_status_display()),
)
URUT = ("wilayah_id", "id")
SARINGAN = ("q", "wilayah", "status", "asal")


class BKMListView(DaftarView):
    """BKM in scope, by area: filters by name, area, state and origin; the same as XLSX. Source: UMU-11, BKM-51."""

    template_name = "bkm/bkm_list.html"
    izin = izin.LIHAT
    nama_xlsx, judul_xlsx, kolom_xlsx = "bkm", gettext_lazy("Daftar BKM"), KOLOM

    @cached_property
    def saring(self) -> BKMFilterSet:
        """The filter as filled."""
        semua = with_term(BKM.objects.visible_to(self.request.user)).select_related("badan", "wilayah")
        return BKMFilterSet(self.request.GET, queryset=semua)

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs = self.saring.qs.order_by()
        return super().get_context_data(
            judul="BKM",
            kolom=KOLOM,
            halaman=keyset_page(qs, URUT, self.request.GET),
            saring=self.saring.form,
            aktif=any(self.request.GET.get(k) for k in SARINGAN),
            jumlah=qs.count(),
            **kwargs,
        )
