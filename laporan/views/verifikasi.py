"""The public check of a paper: type or scan its code, read what it is. No personal data. Source: DOK-09."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from inti.formats import tanggal
from inti.izin import may
from inti.latihan import is_latihan
from laporan.forms import PeriksaForm
from laporan.izin import LIHAT_DOKUMEN, UNGGAH_BERKAS
from laporan.kertas import group_digest
from laporan.kode import read_code, show_code
from laporan.models import Dokumen
from laporan.qr import read_address
from laporan.queries import paper_by_code
from laporan.registry import kind_titles


class PeriksaView(FormView):
    """Anyone types the code of a paper. Public. Source: DOK-09."""

    publik = True
    template_name = "laporan/periksa.html"
    form_class = PeriksaForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return {**kwargs, "data": self.request.GET} if "kode" in self.request.GET else kwargs

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "kode" not in request.GET:
            return super().get(request, *args, **kwargs)
        form = self.get_form()
        terbaca = read_address(form.cleaned_data["kode"]) if form.is_valid() else None
        if terbaca is not None:
            return HttpResponseRedirect(reverse("laporan:verifikasi", args=[show_code(terbaca.kode)]))
        if form.is_valid():
            form.add_error("kode", _("Kode terdiri dari 12 huruf dan angka. Periksa lagi yang tertulis di kertas."))
        return self.render_to_response(self.get_context_data(form=form), status=400)


class VerifikasiView(TemplateView):
    """What a code stands for: kind, number, version, state, fingerprint, issuer. Public, no personal data. DOK-09."""

    publik = True
    template_name = "laporan/verifikasi.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kode = read_code(self.kwargs["kode"])
        d = paper_by_code(kode)
        konteks = self.get_context_data(d=d, kode=show_code(kode) if kode else "", **verdict(d))
        boleh = d is not None and may(request.user, UNGGAH_BERKAS, d)
        konteks["unggah"] = f"{reverse('laporan:berkas-unggah')}?kode={kode}" if boleh else ""
        konteks["buka"] = d.get_absolute_url() if d is not None and may(request.user, LIHAT_DOKUMEN, d) else ""
        return self.render_to_response(konteks, status=200 if d else 404)


def verdict(d: Dokumen | None) -> dict[str, Any]:
    """Context of components/keaslian.html for a document, or for a code that belongs to none."""
    if d is None or d.keadaan in {Dokumen.Keadaan.DISUSUN, Dokumen.Keadaan.GAGAL}:
        return {
            "sah": False,
            "judul": _("Kode ini tidak dikenal"),
            "pesan": _(
                "Tidak ada kertas yang kami cetak dengan kode ini. Periksa hurufnya; bila tetap sama, anggap kertas itu palsu."
            ),
        }
    keadaan = d.keadaan if d.final or d.keadaan != Dokumen.Keadaan.BERLAKU else "draf"
    if is_latihan(d.wilayah_id):
        keadaan = "latihan"
    return {
        "sah": keadaan == Dokumen.Keadaan.BERLAKU,
        "keadaan": keadaan,
        "judul": d.judul,
        "pesan": SABDA[keadaan],
        "butir": [
            (_("Jenis"), kind_titles().get(d.jenis, d.jenis)),
            *([(_("Nomor"), d.nomor_teks)] if d.nomor_id else []),
            (_("Penerbit"), d.penerbit),
            (_("Versi"), d.versi_ke),
            (_("Dicetak"), tanggal(d.siap_pada)),
            (_("Halaman"), d.halaman),
            *([(_("Dibatalkan"), tanggal(d.dibatalkan_pada))] if d.dibatalkan_pada else []),
        ],
        "sidik": group_digest(d.isi_sidik, 64),
    }


SABDA: dict[str, Any] = {
    "latihan": gettext_lazy("Kertas ini dibuat dalam LATIHAN. Bukan bukti, dan tidak berlaku di mana pun."),
    "berlaku": gettext_lazy("Kertas ini dicetak oleh sistem P2KP dan masih berlaku. Cocokkan nomor dan sidik isinya."),
    "draf": gettext_lazy("Kertas ini masih DRAF: belum boleh dipakai sebagai bukti."),
    "digantikan": gettext_lazy("Kertas ini asli, tetapi sudah ada versi yang lebih baru."),
    "dibatalkan": gettext_lazy("Kertas ini pernah dicetak, lalu dibatalkan. Jangan dipakai."),
}
