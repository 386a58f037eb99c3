"""Whom the money reaches: by kelurahan, the PS-2 households of one kelurahan, and what one household received."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkm.models import BKM
from inti.formats import rupiah
from inti.halaman import keyset_page
from inti.izin import may
from inti.tabel import Kolom
from inti.views import DaftarView, HalamanView
from keuangan import izin
from keuangan.filters_sasaran import KEADAAN, SasaranFilterSet, SasaranKKForm
from keuangan.queries_sasaran import (
    JALAN,
    BarisKK,
    household_rows,
    named_benefits,
    often_from,
    reach,
    reach_by_place,
    reached,
    swadaya_of,
    works_for,
)
from keuangan.sajian_sasaran import of_word, place_chart, reach_chart
from laporan.izin import MINTA_DOKUMEN
from siklus.izin import LIHAT_PS2
from siklus.models import Keluarga
from wilayah.bingkai import area_for, frame
from wilayah.models import Wilayah

URUT = ("wilayah_id", "id")
SEHALAMAN, BESAR = 25, 7  # households on one page; digits of an address that are still read


def reach_columns(tautan: bool = True) -> tuple[Kolom, ...]:
    """Columns of a kelurahan with its reach; rows are dicts of `area_row`."""
    alamat = (lambda b: reverse("keuangan:sasaran-kelurahan", args=[b["kode"]])) if tautan else None
    return (
        Kolom("nama", gettext_lazy("Kelurahan"), tautan=alamat),
        Kolom("kk_ps2", gettext_lazy("KK PS-2"), "angka", ambil="capaian.kk_ps2"),
        Kolom("kk_bernama", gettext_lazy("Menerima atas nama"), "angka", ambil="capaian.kk_bernama"),
        Kolom("kk_prasarana", gettext_lazy("Hanya lewat prasarana RT"), "angka", ambil="capaian.kk_prasarana"),
        Kolom("kk_belum", gettext_lazy("Belum terjangkau"), "angka", ambil="capaian.kk_belum"),
        Kolom("kk_sering", gettext_lazy("Berulang kali"), "angka", ambil="capaian.kk_sering"),
        Kolom("rupiah", gettext_lazy("Manfaat"), "uang", ambil="capaian.rupiah"),
        Kolom("persen", gettext_lazy("Sampai ke PS-2"), "persen", ambil="capaian.persen"),
        Kolom("swadaya", gettext_lazy("Swadaya"), "uang", ambil="swadaya.swadaya"),
        Kolom("per_blm", gettext_lazy("Swadaya dari BLM"), "persen", ambil="swadaya.per_blm"),
        Kolom("per_total", gettext_lazy("Swadaya dari seluruh biaya"), "persen", ambil="swadaya.per_total"),
    )


def area_rows(bkm: list[BKM]) -> list[dict[str, Any]]:
    """Kelurahan with their reach and swadaya; a constant number of queries for any number of them."""
    kodes = [b.wilayah_id for b in bkm]
    capaian, swadaya = reach(kodes, sering=often_from(kodes)), swadaya_of(kodes)
    return [
        {"kode": b.wilayah_id, "nama": b.wilayah.nama, "capaian": capaian[b.wilayah_id], "swadaya": swadaya[b.wilayah_id][0]}
        for b in bkm
    ]  # fmt: skip


class SasaranListView(DaftarView):
    """/keuangan/sasaran/: kelurahan in scope with how well their money reached the poor; no names. Source: TGT-01."""

    template_name = "keuangan/sasaran_list.html"
    izin = izin.LIHAT_BUKU
    nama_xlsx, judul_xlsx, kolom_xlsx = "sasaran", gettext_lazy("Sasaran dan swadaya"), reach_columns()

    @cached_property
    def saring(self) -> SasaranFilterSet:
        """The filter as filled."""
        bkm = BKM.objects.visible_to(self.request.user).filter(status="aktif").select_related("wilayah")  # type: ignore[attr-defined]
        return SasaranFilterSet(self.request.GET, queryset=bkm)

    def rows(self) -> list[dict[str, Any]]:
        return area_rows(list(self.saring.qs.order_by(*URUT)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        halaman = keyset_page(self.saring.qs, URUT, self.request.GET)
        return super().get_context_data(
            judul=_("Sasaran dan swadaya"),
            subjudul=_("Apakah uang sampai ke keluarga dalam daftar PS-2?"),
            kolom=reach_columns(),
            halaman=halaman,
            baris=area_rows(halaman.baris),
            saring=self.saring.form,
            jumlah=self.saring.qs.order_by().count(),
            **kwargs,
        )


KOLOM_KK = (
    Kolom("nama", gettext_lazy("Kepala keluarga"), ambil="keluarga.nama_kk",
          tautan=lambda b: reverse("keuangan:sasaran-kk", args=[b.keluarga.pk])),
    Kolom("basis", gettext_lazy("RT/RW"), ambil=lambda b: b.entri.basis.label_lengkap),
    Kolom("peringkat", gettext_lazy("Peringkat"), ambil=lambda b: b.entri.get_peringkat_display()),
    Kolom("keadaan", gettext_lazy("Terjangkau"), ambil=lambda b: KEADAAN[b.keadaan]),
    Kolom("kali", gettext_lazy("Kali menerima"), "angka"),
    Kolom("nilai", gettext_lazy("Nilai"), "uang"),
    Kolom("terakhir", gettext_lazy("Terakhir"), "tanggal"),
    Kolom("prasarana", gettext_lazy("Prasarana di RT-nya"), "angka"),
)  # fmt: skip


class SasaranKelurahanView(DaftarView):
    """/kelurahan/<kode>/sasaran/: the reach of one kelurahan; its households only for those who may see PS-2. TGT-02."""

    template_name = "keuangan/sasaran.html"
    izin = izin.LIHAT_BUKU
    nama_xlsx, judul_xlsx, kolom_xlsx = "sasaran-kk", gettext_lazy("Keluarga PS-2 dan yang diterimanya"), KOLOM_KK

    @cached_property
    def wilayah(self) -> Wilayah:
        """The kelurahan. Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT_BUKU)

    @cached_property
    def sering(self) -> int:
        """From how many times on a household counts as reached often."""
        return often_from([self.wilayah.kode])[self.wilayah.kode]

    @property
    def boleh_nama(self) -> bool:
        """Whether this officer may see who is on PS-2. Source: PS2-11."""
        return may(self.request.user, LIHAT_PS2, kode=self.wilayah.kode)

    def rows(self) -> list[BarisKK]:
        """Households as filtered; nobody for those who may not see names."""
        semua = household_rows(self.request.user, self.wilayah.kode) if self.boleh_nama else []
        pilih = self.form.cleaned_data.get("keadaan") if self.form.is_valid() else ""
        if pilih == "sering":
            return [b for b in semua if b.kali >= self.sering]
        return [b for b in semua if not pilih or b.keadaan == pilih]

    @cached_property
    def form(self) -> SasaranKKForm:
        """The filter of households."""
        return SasaranKKForm(self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kode = self.wilayah.kode
        capaian = reach([kode], sering={kode: self.sering})[kode]
        semua, karya = swadaya_of([kode])[kode]
        bingkai = frame(self.request.user, self.wilayah, tab="keuangan")
        bingkai["subjudul"] = bingkai["judul"]
        return super().get_context_data(
            **{**bingkai, "judul": _("Sasaran dan swadaya")},
            capaian=capaian, swadaya=semua, swadaya_karya=karya,
            dari={
                "manfaat": of_word(capaian.rupiah_ps2, capaian.rupiah),
                "blm": of_word(semua.swadaya, semua.blm),
                "total": of_word(semua.swadaya, semua.total),
            }, batas=self.sering, grafik=reach_chart(reached(capaian)),
            grafik_rt=place_chart([(b.label_rapat, reached(c)) for b, c in reach_by_place(kode)]), bkm=self._printable(),
            boleh_nama=self.boleh_nama, form=self.form, kolom=KOLOM_KK, **self._page(),
            **kwargs,
        )  # fmt: skip

    def _printable(self) -> BKM | None:
        """The BKM for whose kelurahan this officer may print the paper. Two queries."""
        bkm = BKM.objects.visible_to(self.request.user).filter(wilayah=self.wilayah.kode, status="aktif").first()  # type: ignore[attr-defined]
        return bkm if bkm is not None and may(self.request.user, MINTA_DOKUMEN, bkm) else None

    def _page(self) -> dict[str, Any]:
        """One page of households, with the addresses of its neighbours."""
        semua, tanya = self.rows(), self.request.GET
        teks = tanya.get("mulai", "")
        mulai = int(teks) if teks.isdecimal() and len(teks) < BESAR else 0

        def address(ke: int) -> str:
            kueri = tanya.copy()
            kueri["mulai"] = str(ke)
            return f"?{kueri.urlencode()}"

        return {
            "baris": semua[mulai : mulai + SEHALAMAN],
            "sebelum": address(max(0, mulai - SEHALAMAN)) if mulai else "",
            "sesudah": address(mulai + SEHALAMAN) if len(semua) > mulai + SEHALAMAN else "",
            "banyak": len(semua),
        }


class SasaranKKView(HalamanView):
    """/keuangan/sasaran/kk/<id>/: all that one household received, with what it was part of. Source: TGT-03."""

    template_name = "keuangan/sasaran_kk.html"
    izin = LIHAT_PS2

    @cached_property
    def keluarga(self) -> Keluarga:
        """The household in scope. Raises Keluarga.DoesNotExist."""
        terlihat = Keluarga.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        return terlihat.select_related("basis__induk", "wilayah__induk").get(pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        k = self.keluarga
        manfaat = named_benefits([k.wilayah_id], keluarga=k.pk)
        jumlah = sum((m.nilai for m in manfaat), start=0)
        return super().get_context_data(
            judul=k.nama_kk,
            subjudul=f"{k.basis.label_lengkap}, {k.wilayah.nama_lengkap}",
            remah=[
                (k.wilayah.nama, reverse("siklus:kelurahan-detail", args=[k.wilayah_id])),
                (_("Sasaran"), reverse("keuangan:sasaran-kelurahan", args=[k.wilayah_id])),
            ],
            keluarga=k,
            entri=k.entri.exclude(status="batal").order_by("-dibuat_pada").first(),
            manfaat=[{"m": m, "jalan": JALAN[m.jalan]} for m in manfaat],
            prasarana=works_for(k),
            jumlah=jumlah,
            ringkas=_("%(kali)d kali, %(nilai)s") % {"kali": len(manfaat), "nilai": rupiah(jumlah)},
            **kwargs,
        )
