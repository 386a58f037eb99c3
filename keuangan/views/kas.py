"""Counting the cash: the counts of a ledger, a new one, and its page with the paper."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.halaman import keyset_page
from inti.tabel import Kolom
from inti.views import DaftarView
from keuangan import actions
from keuangan.filters import HitungKasFilterSet
from keuangan.forms.kas import HitungKasForm
from keuangan.models import Buku, HitungKas
from keuangan.pecahan import JENIS, rows
from keuangan.queries import accounts_of, balances
from keuangan.queries_meja import cash_limit
from keuangan.views.dasar import BukuFormView, BukuMixin
from wilayah.waktu import today_in

KOLOM = (
    Kolom("tanggal", gettext_lazy("Tanggal"), "tanggal", tautan=lambda h: reverse("keuangan:hitung", args=[h.pk])),
    Kolom("akun", gettext_lazy("Kas"), ambil="akun.nama"),
    Kolom("jumlah", gettext_lazy("Uang dihitung"), "rupiah"),
    Kolom("saldo_buku", gettext_lazy("Saldo buku"), "rupiah"),
    Kolom("selisih", gettext_lazy("Selisih"), "rupiah"),
    Kolom("penjelasan", gettext_lazy("Penjelasan")),
    Kolom("penghitung", gettext_lazy("Dihitung oleh")),
    Kolom("saksi", gettext_lazy("Disaksikan oleh")),
)
URUT = ("-tanggal", "-id")


class KasView(BukuMixin, DaftarView):
    """Cash counts of one ledger, newest first; the same as XLSX."""

    template_name = "keuangan/kas.html"
    tab = "kas"
    nama_xlsx, judul_xlsx, kolom_xlsx = "hitung-kas", gettext_lazy("Hitung kas"), KOLOM

    @cached_property
    def saring(self) -> HitungKasFilterSet:
        """The filter as filled, for this ledger only."""
        milik = HitungKas.objects.visible_to(self.request.user).filter(buku=self.buku).select_related("akun")
        saring = HitungKasFilterSet(self.request.GET, queryset=milik, request=self.request)
        for nama in ("wilayah", "buku"):
            saring.form.fields.pop(nama, None)
        return saring

    def rows(self) -> Any:
        return self.saring.qs.order_by(*URUT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "kolom": KOLOM, "halaman": keyset_page(self.saring.qs, URUT, self.request.GET), "saring": self.saring.form,
            "aktif": any(self.request.GET.get(k) not in (None, "", "unknown") for k in ("dari", "sampai", "selisih")),
            "jumlah": self.saring.qs.count(),
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})


class HitungKasView(BukuFormView):
    """Type the pieces; the sum and the difference stand beside them at once. Source: KEU-80 to KEU-83."""

    template_name = "keuangan/hitung_kas.html"
    form_class = HitungKasForm
    judul = gettext_lazy("Hitung kas")
    perlu = "hitung"
    tab = "kas"
    kembali = "keuangan:kas"
    draf = "hitung-kas"
    pesan_berhasil = gettext_lazy("Hitung kas tersimpan. Cetak berita acaranya.")

    @cached_property
    def akun(self) -> list[Any]:
        """Cash accounts of the ledger."""
        return [a for a in accounts_of(self.buku) if a.kas_bank == "kas" and a.aktif]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "akun": self.akun, "wilayah": self.buku.wilayah_id}

    def get_initial(self) -> dict[str, Any]:
        isi = {"penghitung": getattr(self.request.user, "nama", "")}
        if hari := self.request.GET.get("tanggal"):
            isi["tanggal"] = hari
        return isi

    def run_action(self, form: Any) -> Any:
        return actions.count_kas(self.buku, oleh=self.request.user, **form.count())

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:hitung", args=[hasil.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        hari = form["tanggal"].value()
        try:
            tanggal = form.fields["tanggal"].to_python(hari) or today_in(self.buku.wilayah_id)
        except Exception:  # a day that cannot be read: the form says so itself
            tanggal = today_in(self.buku.wilayah_id)
        saldo = balances(self.buku, tanggal).get(self.akun[0].pk, 0) if len(self.akun) == 1 else None
        return super().get_context_data(**{**kwargs, "form": form, "saldo": saldo, "hari": tanggal})


class HitungView(BukuMixin):
    """One cash count: what lay in the box, what the book said, and the paper to sign; the day is closed from here."""

    template_name = "keuangan/hitung.html"
    tab = "kas"

    @cached_property
    def hitung(self) -> HitungKas:
        """The count, in scope. Raises HitungKas.DoesNotExist."""
        qs = HitungKas.objects.visible_to(self.request.user)
        return qs.select_related("buku__badan", "buku__wilayah", "akun").get(pk=self.kwargs["pk"])

    @cached_property
    def buku(self) -> Buku:  # type: ignore[override]
        """Its ledger."""
        return self.hitung.buku

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        h = self.hitung
        batas = cash_limit(self.buku, h.tanggal)
        pecahan = [(JENIS[j], n, lembar, nilai) for j, n, lembar, nilai in rows(h.lembar) if lembar]
        ditutup = self.buku.tutup_hari is not None and h.tanggal <= self.buku.tutup_hari
        isi = {
            "judul": _("Hitung kas"), "hitung": h, "pecahan": pecahan, "batas": batas,
            "lebih": batas.angka is not None and h.jumlah > batas.angka, "ditutup": ditutup,
        }  # fmt: skip
        return super().get_context_data(**{**self.frame(), **isi, **kwargs})
