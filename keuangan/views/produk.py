"""The loan products of a ledger: everybody who sees the ledger sees them, the manager sets their terms."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.izin import may, require
from inti.views import FormActionView
from keuangan import actions, izin
from keuangan.actions.produk import ISI
from keuangan.forms.produk import KetentuanForm, ProdukForm
from keuangan.models import KetentuanProduk, PemilikDana, ProdukPinjaman
from keuangan.queries_pinjaman import products_of, terms_on
from keuangan.views.pinjaman import BukuPinjamanMixin, loan_crumbs
from siklus.models import SumberDana
from wilayah.waktu import today_in


class ProdukListView(BukuPinjamanMixin):
    """Products of a ledger with the terms in force, those to come and those before."""

    template_name = "keuangan/produk_list.html"
    izin = izin.LIHAT_BUKU

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        buku, hari = self.buku, today_in(self.buku.wilayah_id)
        return super().get_context_data(
            **{
                **self.frame(), "judul": _("Produk pinjaman"), "remah": loan_crumbs(buku, buku.wilayah),
                "daftar": [(p, *_by_time(p, hari)) for p in products_of(buku)],
                "boleh": may(self.request.user, izin.KELOLA_PINJAMAN, buku), **kwargs,
            }
        )  # fmt: skip


def _by_time(produk: ProdukPinjaman, hari: Any) -> tuple[KetentuanProduk | None, list[KetentuanProduk]]:
    """The terms in force on a day, and all others, newest first. No queries."""
    semua = list(produk.ketentuan.all())  # type: ignore[attr-defined]
    kini = next((k for k in semua if k.berlaku_mulai <= hari), None)
    return kini, [k for k in semua if k is not kini]


class ProdukFormView(BukuPinjamanMixin, FormActionView):
    """A form about products; the manager's."""

    template_name = "ksm/formulir.html"
    izin = izin.LIHAT_BUKU
    judul: Any = ""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and request.user.cakupan(izin.LIHAT_BUKU):
            require(request.user, izin.KELOLA_PINJAMAN, self.buku)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("keuangan:produk", args=[self.buku.pk])

    def objek_kunci(self) -> str:
        return f"keuangan.produkpinjaman:{self.kwargs['pk']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alamat = reverse("keuangan:produk", args=[self.buku.pk])
        jalur = [*loan_crumbs(self.buku, self.buku.wilayah), (_("Produk pinjaman"), alamat)]
        isi = {"judul": str(self.judul), "subjudul": str(self.buku), "remah": jalur, "batal": alamat, "grid": True}
        return super().get_context_data(**{**isi, **kwargs})


class ProdukBaruView(ProdukFormView):
    """Open a product; its terms follow on the next page."""

    form_class = ProdukForm
    judul = gettext_lazy("Produk baru")
    pesan_berhasil = gettext_lazy("Produk dibuka. Lanjutkan dengan ketentuannya.")

    @cached_property
    def pilihan(self) -> dict[str, list[Any]]:
        """Sources and owners to choose from. Two queries."""
        pemilik = PemilikDana.objects.visible_to(self.request.user).filter(wilayah=self.buku.wilayah_id)
        return {"sumber": list(SumberDana.objects.order_by("urutan")), "pemilik": list(pemilik.order_by("nama"))}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), **self.pilihan}

    def get_initial(self) -> dict[str, Any]:
        return {"sumber_dana": "perguliran"}

    def run_action(self, form: Any) -> Any:
        data = form.cleaned_data
        sumber = next(s for s in self.pilihan["sumber"] if s.pk == data["sumber_dana"])
        pemilik = next((p for p in self.pilihan["pemilik"] if str(p.pk) == data["pemilik"]), None)
        return actions.open_produk(
            self.buku, oleh=self.request.user, nama=data["nama"], sumber_dana=sumber, pemilik=pemilik
        )

    def success_target(self, hasil: Any) -> str:
        return reverse("keuangan:ketentuan-baru", args=[hasil.pk])


class KetentuanBaruView(ProdukFormView):
    """Other terms from a day on; the last ones stand in the form, so that a small change is a small change."""

    form_class = KetentuanForm
    pesan_berhasil = gettext_lazy("Ketentuan tersimpan. Pinjaman yang sudah akad tetap memakai ketentuannya sendiri.")

    @cached_property
    def milik(self) -> ProdukPinjaman:
        """The product in scope. Raises ProdukPinjaman.DoesNotExist."""
        qs = ProdukPinjaman.objects.visible_to(self.request.user).select_related("buku__badan", "buku__wilayah")
        return qs.get(pk=self.kwargs["pk"])

    @cached_property
    def buku(self) -> Any:  # type: ignore[override]
        """Its ledger."""
        return self.milik.buku

    def get_initial(self) -> dict[str, Any]:
        hari = today_in(self.buku.wilayah_id)
        lama = terms_on(self.milik, hari)
        if lama is None:
            return {"berlaku_mulai": self.buku.mulai}
        tangga = {f"tangga_{t.ke}": t.maks_per_anggota for t in lama.tangga.all()}  # type: ignore[attr-defined]
        return {"berlaku_mulai": hari, **{b: getattr(lama, b) for b in ISI}, **tangga}

    def run_action(self, form: Any) -> Any:
        return actions.set_ketentuan(self.milik, oleh=self.request.user, **form.terms())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"judul": _("Ketentuan %(produk)s") % {"produk": self.milik}, **kwargs})
