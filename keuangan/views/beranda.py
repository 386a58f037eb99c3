"""The list of ledgers, the tab of the kelurahan, and opening a ledger."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import TidakBerwenang
from inti.formats import tanggal
from inti.halaman import keyset_page
from inti.izin import may
from inti.tabel import Kolom
from inti.views import DaftarView, FormActionView, HalamanView
from keuangan import actions, izin
from keuangan.actions.umum import BUKUKAN
from keuangan.filters import BukuFilterSet
from keuangan.forms.buku import BukuForm
from keuangan.models import Buku
from keuangan.models.buku import UNIT_BADAN, Unit
from keuangan.queries_meja import Keadaan, ledgers_in, states_of
from keuangan.views.blm import parts_for
from keuangan.views.dasar import crumbs_of
from wilayah.bingkai import area_for, frame
from wilayah.models import Badan, Wilayah

URUT = ("wilayah_id", "unit", "id")
KOLOM = (
    Kolom("buku", gettext_lazy("Buku"), ambil=lambda k: str(k.buku), tautan=lambda k: reverse("keuangan:buku", args=[k.buku.pk])),
    Kolom("wilayah", gettext_lazy("Wilayah"), ambil=lambda k: k.buku.wilayah.nama),
    Kolom("kas", gettext_lazy("Kas"), "rupiah"),
    Kolom("bank", gettext_lazy("Bank"), "rupiah"),
    Kolom("menunggu", gettext_lazy("Menunggu persetujuan"), "angka"),
    Kolom("minus", gettext_lazy("Hari minus"), "angka"),
    Kolom("bulan", gettext_lazy("Bulan terbuka sejak"), ambil=lambda k: open_since(k)),
    Kolom("hitung", gettext_lazy("Kas dihitung"), "tanggal", ambil="hitung_terakhir"),
)  # fmt: skip
# Which units keep their ledger on which kind of body. Source: KEU-01.


def open_since(k: Keadaan) -> str:
    """The oldest open month, with how many months are overdue."""
    if k.bulan_terbuka is None:
        return "–"
    nama = tanggal(k.bulan_terbuka.awal, "bulan")
    return f"{nama} ({_('%(n)d belum ditutup') % {'n': k.bulan_tertinggal}})" if k.bulan_tertinggal else nama


class BerandaView(DaftarView):
    """/keuangan/: ledgers in scope with cash, bank, what waits, days below zero and the month. Source: KEU-85."""

    template_name = "keuangan/beranda.html"
    izin = izin.LIHAT_BUKU
    nama_xlsx, judul_xlsx, kolom_xlsx = "buku", gettext_lazy("Daftar buku"), KOLOM

    @cached_property
    def saring(self) -> BukuFilterSet:
        """The filter as filled."""
        semua = Buku.objects.visible_to(self.request.user).select_related("badan", "wilayah")
        saring = BukuFilterSet(self.request.GET, queryset=semua, request=self.request)
        saring.form.fields.pop("badan", None)
        return saring

    def rows(self) -> Any:
        return states_of(list(self.saring.qs.order_by(*URUT)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        halaman = keyset_page(self.saring.qs, URUT, self.request.GET)
        return super().get_context_data(
            judul=_("Keuangan"),
            kolom=KOLOM,
            halaman=halaman,
            keadaan=states_of(halaman.baris),
            saring=self.saring.form,
            aktif=any(self.request.GET.get(k) for k in ("wilayah", "unit")),
            jumlah=self.saring.qs.count(),
            **kwargs,
        )


class KelurahanView(HalamanView):
    """/kelurahan/<kode>/keuangan/: the ledgers kept there, and opening one."""

    template_name = "keuangan/kelurahan.html"
    izin = izin.LIHAT_BUKU

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        wilayah = area_for(user, self.kwargs["kode"], izin.LIHAT_BUKU)
        buku = ledgers_in(user, wilayah.kode)
        boleh = [u for u in (Unit.UPK, Unit.SEKRETARIAT) if may(user, BUKUKAN[u], kode=wilayah.kode)]
        return super().get_context_data(
            **frame(user, wilayah, tab="keuangan"),
            keadaan=states_of(buku),
            boleh=[u for u in boleh if u not in {b.unit for b in buku}],
            boleh_blm=may(user, izin.SUSUN_BERKAS, kode=wilayah.kode),
            **parts_for(user, wilayah.kode),
            **kwargs,
        )


class BukuBaruView(FormActionView):
    """Open a ledger of a body in one area."""

    template_name = "keuangan/formulir.html"
    form_class = BukuForm
    izin = izin.LIHAT_BUKU
    pesan_berhasil = gettext_lazy("Buku dibuka. Lanjutkan dengan saldo awalnya.")

    @cached_property
    def wilayah(self) -> Wilayah:
        """The kelurahan. Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], izin.LIHAT_BUKU)

    @cached_property
    def unit(self) -> list[Unit]:
        """Units whose books this officer keeps here."""
        return [u for u in Unit if may(self.request.user, BUKUKAN[u], kode=self.wilayah.kode)]

    @cached_property
    def badan(self) -> list[Badan]:
        """Bodies of the kelurahan that keep a ledger."""
        qs = Badan.objects.visible_to(self.request.user).filter(wilayah=self.wilayah, aktif=True)
        return list(qs.filter(jenis__in=UNIT_BADAN).order_by("jenis", "nama"))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.LIHAT_BUKU) and not self.unit:
            raise TidakBerwenang
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "badan": [(str(b.pk), str(b)) for b in self.badan],
            "unit": [(u.value, u.label) for u in self.unit if any(u in UNIT_BADAN[b.jenis] for b in self.badan)],
        }

    def run_action(self, form: Any) -> Buku:
        d = form.cleaned_data
        badan = next(b for b in self.badan if str(b.pk) == d["badan"])
        return actions.open_buku(badan, unit=d["unit"], mulai=d["mulai"], oleh=self.request.user)

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:saldo-awal", args=[hasil.pk])

    def objek_kunci(self) -> str:
        return f"keuangan.buku.baru:{self.kwargs['kode']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": _("Buka buku"), "subjudul": self.wilayah.nama_lengkap, "remah": crumbs_of(self.wilayah),
            "tombol": _("Buka buku"), "batal": reverse("keuangan:kelurahan", args=[self.wilayah.kode]),
        }  # fmt: skip
        return super().get_context_data(**{**isi, **kwargs})
