"""Search over the whole register and whatever other apps add; and the page of one area of the register."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inti.izin import may
from inti.pelaku import lies_in
from inti.registry import cari
from inti.teks import clean_text
from inti.views import HalamanView
from wilayah import actions
from wilayah.bingkai import frame
from wilayah.filters import BadanFilterSet, WargaFilterSet
from wilayah.forms import AlasanForm, TutupWilayahForm
from wilayah.izin import LIHAT_BASIS, UBAH_REGISTER
from wilayah.models import Badan, Warga, Wilayah
from wilayah.queries import search_wilayah, successor_of, with_ancestors
from wilayah.registry import HasilCari, search_lines
from wilayah.views.dasar import FormView

KATA_MAKS = 100
PUNYA_HALAMAN = (Badan.Jenis.BKM, Badan.Jenis.KSM)
INSTAN_MAKS = 8


class CariView(HalamanView):
    """/cari/?q=: a page, or the list under the search box for htmx. Groups come from the registry, each in scope."""

    template_name = "wilayah/cari.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kata = clean_text(request.GET.get("q", ""), bidang="q").strip()[:KATA_MAKS]
        grup = [(g.label, g.cari(request.user, kata)) for _kode, g in cari.semua()] if len(kata) > 1 else []
        grup = [(label, hasil) for label, hasil in grup if hasil]
        if getattr(request, "htmx", False):
            hasil = [h for _label, isi in grup for h in isi][:INSTAN_MAKS]
            return render(request, "components/hasil_cari.html", {"hasil": hasil, "q": kata})
        return self.render_to_response(self.get_context_data(judul=_("Cari"), grup=grup, q=kata))


def search_group(user: Any, kata: str) -> list[HasilCari]:
    """Areas by name or code; one's own first. A kelurahan in scope opens its own page, others the register's."""
    dekat = [c.kode for c in user.cakupan(LIHAT_BASIS)]
    baris = with_ancestors(search_wilayah(kata, dekat=[k for k in dekat if k]))
    return [HasilCari(w.nama_lengkap, f"{atas} · {w.kode}".strip(" ·"), address_of(w, dekat)) for w, atas in baris]


def search_warga(user: Any, kata: str) -> list[HasilCari]:
    """Residents by name, for those who may see them; the newest merge wins, so a merged entry is not found."""
    qs = WargaFilterSet({"q": kata}, queryset=Warga.objects.visible_to(user).filter(digabung_ke__isnull=True)).qs
    return search_lines(
        qs.select_related("wilayah", "basis__induk"),
        judul=lambda w: w.nama,
        keterangan=lambda w: " · ".join(
            x for x in (w.basis.label_lengkap if w.basis else "", w.wilayah.nama_lengkap) if x
        ),
        url=lambda w: reverse("wilayah:warga-ubah", args=[w.pk]),
    )


def search_badan(user: Any, kata: str) -> list[HasilCari]:
    """Bodies by name: forums, dinas, committees; BKM and KSM have groups and pages of their own."""
    qs = BadanFilterSet({"q": kata}, queryset=Badan.objects.visible_to(user).exclude(jenis__in=PUNYA_HALAMAN)).qs
    return search_lines(
        qs.select_related("wilayah").order_by("nama", "id"),
        judul=str,
        keterangan=lambda b: f"{b.get_jenis_display()} · {b.wilayah.nama_lengkap}",
        url=lambda b: reverse("wilayah:badan", args=[b.wilayah_id]),
    )


def address_of(w: Wilayah, cakupan: list[str]) -> str:
    """Where a search result leads."""
    milik = any(not k or lies_in(w.kode, k) for k in cakupan)
    if w.tingkat == "kelurahan" and milik:
        return f"/kelurahan/{w.kode}/"
    return reverse("wilayah:wilayah", args=[w.kode])


class WilayahView(HalamanView):
    """/wilayah/<kode>/: what the register says of one area, and what lies below it. Public reference data."""

    template_name = "wilayah/wilayah.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        wilayah = Wilayah.objects.visible_to(user).select_related("pengganti").get(pk=self.kwargs["kode"])
        dekat = [c.kode for c in user.cakupan(LIHAT_BASIS)]
        anak = [(a, address_of(a, dekat)) for a in wilayah.anak.all()]
        return super().get_context_data(
            **{**frame(user, wilayah), "tab": []},
            anak=anak,
            sebutan=wilayah.sebutan(),
            penerus=successor_of(wilayah) if wilayah.pengganti_id else None,
            boleh_ubah=may(user, UBAH_REGISTER, kode=wilayah.kode),
            **kwargs,
        )


class RegisterFormView(FormView):
    """A change of the register itself."""

    izin = UBAH_REGISTER

    def row(self) -> Wilayah:
        return Wilayah.objects.visible_to(self.request.user).get(pk=self.kwargs["kode"])

    def get_success_url(self) -> str:
        return reverse("wilayah:wilayah", args=[self.kwargs["kode"]])


class TutupWilayahView(RegisterFormView):
    """Close an area in favour of its successor."""

    form_class = TutupWilayahForm
    judul = _("Tutup wilayah")

    def run_action(self, form: Any) -> Any:
        return actions.close_wilayah(self.row(), oleh=self.request.user, **form.cleaned_data)


class BukaWilayahView(RegisterFormView):
    """Take back a closing."""

    form_class = AlasanForm
    judul = _("Buka kembali wilayah")

    def run_action(self, form: Any) -> Any:
        return actions.reopen_wilayah(self.row(), alasan=form.cleaned_data["alasan"], oleh=self.request.user)
