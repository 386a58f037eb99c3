"""Problems and potentials in scope as lists with filters and workbook, and the tab "Warga & peta" of a kelurahan."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.halaman import keyset_page
from inti.izin import may
from inti.tabel import Kolom
from inti.views import DaftarView, HalamanView
from siklus import izin, tautan
from siklus.filters import MasalahFilterSet, PotensiFilterSet
from siklus.queries_hasil import potential_rows, problem_rows, tab_data
from wilayah.bingkai import area_for, frame

URUT = ("-dibuat_pada", "-id")
SEMUA = ("", None, "unknown")


def stage_page(halaman: str) -> Any:
    """The page of the stage that a row was recorded on, at its field."""
    return lambda b: f"{reverse(f'siklus:{halaman}', args=[b.langkah_id])}#{b.bidang}"


MASALAH = (
    Kolom("uraian", gettext_lazy("Masalah"), tautan=stage_page("masalah")),
    Kolom("wilayah", gettext_lazy("Kelurahan"), ambil=lambda m: m.wilayah.nama),
    Kolom("bidang", gettext_lazy("Bidang"), ambil=lambda m: m.get_bidang_display()),
    Kolom("tempat", gettext_lazy("Lokasi")),
    Kolom("terdampak_l", gettext_lazy("Terdampak L"), "angka"),
    Kolom("terdampak_p", gettext_lazy("Terdampak P"), "angka"),
    Kolom("kk_miskin", gettext_lazy("KK miskin"), "angka"),
    Kolom("prioritas", gettext_lazy("Urutan"), "angka"),
)
MASALAH_XLSX = (
    *MASALAH,
    Kolom("sebab", gettext_lazy("Sebab")),
    Kolom("akibat", gettext_lazy("Akibat")),
    Kolom("sumber", gettext_lazy("Kajian")),
    Kolom("disepakati", gettext_lazy("Disepakati"), ambil=lambda m: _("ya") if m.disepakati else _("belum")),
    Kolom("potensi", gettext_lazy("Potensi yang menjawab"), ambil=lambda m: "; ".join(map(str, m.potensi.all()))),
)
POTENSI = (
    Kolom("uraian", gettext_lazy("Potensi"), tautan=stage_page("potensi")),
    Kolom("wilayah", gettext_lazy("Kelurahan"), ambil=lambda p: p.wilayah.nama),
    Kolom("bidang", gettext_lazy("Bidang"), ambil=lambda p: p.get_bidang_display()),
    Kolom("jenis", gettext_lazy("Jenis"), ambil=lambda p: p.get_jenis_display()),
    Kolom("tempat", gettext_lazy("Lokasi")),
    Kolom("nilai", gettext_lazy("Nilai"), "rupiah"),
    Kolom("kelompok", gettext_lazy("Kelompok ada"), ambil=lambda p: _("ya") if p.kelompok_ada else ""),
)


class HasilListView(DaftarView):
    """Base of both lists: one filter for page, workbook and count."""

    template_name = "siklus/daftar_hasil.html"
    izin = izin.LIHAT
    saringan: Any = None
    kolom: tuple[Kolom, ...] = ()

    def source(self) -> Any:
        """Valid rows in scope."""
        raise NotImplementedError

    @cached_property
    def saring(self) -> Any:
        """The filter as filled, without the fields that only machines use."""
        saring = self.saringan(self.request.GET, queryset=self.source())
        for nama in ("langkah", "basis", "status"):
            saring.form.fields.pop(nama, None)
        return saring

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        qs, form = self.saring.qs.order_by(), self.saring.form
        return super().get_context_data(
            judul=str(self.judul_xlsx),
            kolom=self.kolom,
            halaman=keyset_page(qs, URUT, self.request.GET),
            saring=form,
            aktif=any(self.request.GET.get(k) not in SEMUA for k in form.fields),
            jumlah=qs.count(),
            **kwargs,
        )


class MasalahListView(HasilListView):
    """/masalah/: valid problems in scope."""

    saringan, kolom, kolom_xlsx = MasalahFilterSet, MASALAH, MASALAH_XLSX
    nama_xlsx, judul_xlsx = "masalah", gettext_lazy("Masalah menurut warga")

    def source(self) -> Any:
        return problem_rows(self.request.user)


class PotensiListView(HasilListView):
    """/potensi/: valid potentials in scope."""

    saringan, kolom, kolom_xlsx = PotensiFilterSet, POTENSI, POTENSI
    nama_xlsx, judul_xlsx = "potensi", gettext_lazy("Potensi warga dan lingkungan")

    def source(self) -> Any:
        return potential_rows(self.request.user)


class WargaPetaView(HalamanView):
    """/kelurahan/<kode>/warga-peta/: criteria, problems by field, potentials, maps and volunteers of the newest cycle."""

    template_name = "siklus/warga_peta.html"
    izin = izin.LIHAT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        wilayah = area_for(user, self.kwargs["kode"], izin.LIHAT)
        return super().get_context_data(
            **frame(user, wilayah, tab="warga-peta"),
            **tab_data(user, wilayah.kode, lihat_ps2=may(user, izin.LIHAT_PS2, kode=wilayah.kode)),
            url_masalah=tautan.daftar_masalah(wilayah.kode),
            url_potensi=tautan.daftar_potensi(wilayah.kode),
            **kwargs,
        )
