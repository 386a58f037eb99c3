"""Pages of an import: upload with template, preview with wrong rows first, confirmation, result. Source: UMU-26."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from inti.errors import GalatAplikasi, TidakBerwenang
from inti.impor import PERIKSA, SIMPAN, Importir, confirm_import, importer, start_import
from inti.izin import may
from inti.models import Pekerjaan
from inti.registry import impor
from inti.views import FormActionView, HalamanView
from inti.xlsx import template_xlsx, xlsx_response


class UnggahForm(forms.Form):
    """One workbook."""

    berkas = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        help_text=_("Paling besar 10 MB. Belum ada yang disimpan sebelum Anda memeriksa pratinjaunya."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class SatuImpor:
    """Mixin: the importer of the address, and the right to use it there."""

    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def importir(self) -> Importir:
        """The importer. Raises Http404 for a code nobody registered."""
        satu = impor.ambil(self.kwargs["kode"])
        if satu is None:
            raise Http404
        return satu


class ImporView(SatuImpor, FormActionView):
    """/impor/<kode>/<kode_wilayah>/: choose the file."""

    form_class = UnggahForm
    template_name = "inti/impor_unggah.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self._require(request.user)
        return super().dispatch(request, *args, **kwargs)

    def run_action(self, form: Any) -> Pekerjaan:
        return start_import(
            self.kwargs["kode"],
            form.cleaned_data["berkas"],
            kode_wilayah=self.kwargs["kode_wilayah"],
            oleh=self.request.user,
        )

    def success_target(self, hasil: Pekerjaan) -> str:
        return reverse("inti:impor-pratinjau", args=[hasil.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kode_wilayah = self.kwargs["kode_wilayah"]
        return super().get_context_data(
            judul=self.importir.judul,
            subjudul=kode_wilayah,
            importir=self.importir,
            kode=self.kwargs["kode"],
            batal=self.importir.selesai(kode_wilayah),
            **kwargs,
        )

    def _require(self, user: Any) -> None:
        """404 outside the scope, 403 inside it without the permission. Source: UMU-12, UMU-13."""
        if may(user, self.importir.izin, kode=self.kwargs["kode_wilayah"]):
            return
        if any(c.covers(self.kwargs["kode_wilayah"]) for c in user.cakupan(self.importir.izin_baca)):
            raise TidakBerwenang
        raise Http404


class TemplatView(SatuImpor, HalamanView):
    """/impor/<kode>/templat.xlsx: an empty sheet to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return xlsx_response(f"templat-{kwargs['kode']}", template_xlsx(self.importir.judul, self.importir.kolom))


class PekerjaanSendiri:
    """Mixin: a piece of import work of the signed-in officer; anybody else's does not exist for them."""

    request: Any
    kwargs: dict[str, Any]
    jenis: tuple[str, ...] = (PERIKSA, SIMPAN)

    @cached_property
    def pekerjaan(self) -> Pekerjaan:
        """The row. Raises Pekerjaan.DoesNotExist for another person's."""
        return Pekerjaan.objects.get(pk=self.kwargs["pk"], pelaku_id=self.request.user.pk, jenis__in=self.jenis)


class PratinjauView(PekerjaanSendiri, HalamanView):
    """/impor/pekerjaan/<id>/: progress, then wrong rows first, what is new and changed; or the result of saving.

    While the work runs, htmx asks this page again every two seconds.
    """

    template_name = "inti/impor_pratinjau.html"

    def get_template_names(self) -> list[str]:
        return ["inti/partials/impor_pratinjau.html"] if getattr(self.request, "htmx", False) else [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        p = self.pekerjaan
        importir = importer(p.argumen["importir"])
        hasil = p.hasil or {}
        return super().get_context_data(
            judul=importir.judul,
            subjudul=f"{p.berkas_nama} · {p.kode_wilayah}",
            pekerjaan=p,
            hasil=hasil,
            menunggu=p.status in {Pekerjaan.Status.ANTRI, Pekerjaan.Status.BERJALAN},
            memeriksa=p.jenis == PERIKSA,
            ada_baru=bool(hasil.get("baru") or hasil.get("berubah")),
            ulang=reverse("inti:impor", args=[p.argumen["importir"], p.kode_wilayah]),
            selesai=importir.selesai(p.kode_wilayah),
            **kwargs,
        )


class KonfirmasiForm(forms.Form):
    """Nothing to type: the file was seen, save it."""


class SimpanView(PekerjaanSendiri, FormActionView):
    """POST /impor/pekerjaan/<id>/simpan/: store what the preview showed."""

    form_class = KonfirmasiForm
    template_name = "inti/impor_pratinjau.html"
    http_method_names = ["post"]
    jenis = (PERIKSA,)

    def run_action(self, form: Any) -> Pekerjaan:
        return confirm_import(self.pekerjaan, oleh=self.request.user)

    def success_target(self, hasil: Pekerjaan) -> str:
        return reverse("inti:impor-pratinjau", args=[hasil.pk])

    def refused(self, form: Any, galat: GalatAplikasi) -> HttpResponse:
        raise galat  # there is no form to fill again: the middleware shows the refusal as a page
