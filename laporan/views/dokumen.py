"""The archive, one document with its progress and file, asking for one, trying again, cancelling."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from inti import pdf
from inti.halaman import keyset_page
from inti.izin import may
from inti.tabel import Kolom
from inti.views import DaftarView, FormActionView, HalamanMixin
from laporan import actions
from laporan.filters import DokumenFilter
from laporan.forms import AlasanForm
from laporan.izin import BATALKAN_BERKAS, BATALKAN_DOKUMEN, LIHAT_DOKUMEN, MINTA_DOKUMEN, UNGGAH_BERKAS
from laporan.kertas import paper_context
from laporan.models import Berkas, Dokumen
from laporan.queries import papers_out
from laporan.registry import kind_of
from laporan.sajian import details, part_title

URUT = ("-dibuat_pada", "-id")
SIMPAN_DOKUMEN = "private, no-cache"


def base_address(request: HttpRequest) -> str:
    """The address that QR codes on paper hold: the public one of the settings, else the one in use."""
    return settings.ALAMAT_PUBLIK or request.build_absolute_uri("/").rstrip("/")


class DokumenMixin(HalamanMixin):
    """One document in the officer's scope; out of scope is 404."""

    izin = LIHAT_DOKUMEN
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def dokumen(self) -> Dokumen:
        """The row of this page. Raises Dokumen.DoesNotExist."""
        cari = Dokumen.objects.visible_to(self.request.user).select_related(
            "nomor", "wilayah", "pekerjaan", "digantikan_oleh"
        )
        return cari.get(pk=self.kwargs["pk"])


class DokumenDaftarView(DaftarView):
    """The archive: everything asked for in scope, with progress, size and code; also as XLSX."""

    izin = LIHAT_DOKUMEN
    template_name = "laporan/dokumen_list.html"
    nama_xlsx, judul_xlsx = "dokumen", gettext_lazy("Dokumen")
    kolom_xlsx = (
        Kolom("judul", gettext_lazy("Judul")),
        Kolom("wilayah_id", gettext_lazy("Kode wilayah")),
        Kolom("wilayah", gettext_lazy("Wilayah"), ambil=lambda d: str(d.wilayah)),
        Kolom("nomor_teks", gettext_lazy("Nomor")),
        Kolom("keadaan", gettext_lazy("Keadaan"), ambil=lambda d: str(d.keadaan)),
        Kolom("halaman", gettext_lazy("Halaman"), "angka"),
        Kolom("kode_tampil", gettext_lazy("Kode verifikasi")),
        Kolom("dibuat_pada", gettext_lazy("Diminta pada"), "tanggal"),
        Kolom("dibuat_oleh_nama", gettext_lazy("Diminta oleh")),
    )

    @cached_property
    def saring(self) -> DokumenFilter:
        """The filter over what the officer may see."""
        cari = Dokumen.objects.visible_to(self.request.user).select_related("nomor", "wilayah", "pekerjaan")
        return DokumenFilter(self.request.GET, queryset=cari)

    def rows(self) -> Any:
        """Documents as filtered; all of them where the filter is broken, as the page shows."""
        return self.saring.qs if self.saring.is_valid() else self.saring.queryset

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kueri, saring = self.request.GET, self.saring
        halaman = keyset_page(self.rows(), URUT, kueri)
        return super().get_context_data(
            judul=_("Dokumen"),
            saring=saring,
            disaring=any(kueri.get(n) for n in saring.filters),
            halaman=halaman,
            boleh_unggah=bool(self.request.user.cakupan(UNGGAH_BERKAS)),  # type: ignore[union-attr]
            **kwargs,
        )


class DokumenDetailView(DokumenMixin, TemplateView):
    """One document: its state, file, code, versions, and the signed sheets that came back."""

    template_name = "laporan/dokumen_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        d, user = self.dokumen, self.request.user
        return super().get_context_data(
            d=d,
            judul=d.judul,
            subjudul=d.nomor_teks,
            remah=[(_("Dokumen"), reverse("laporan:dokumen-daftar"))],
            rincian=details(d),
            kembali=[(part_title(d, b.slot), b) for b in Berkas.objects.visible_to(user).filter(dokumen=d)],
            keluar=papers_out(user, pk=d.pk),
            versi_lain=Dokumen.objects.visible_to(user)
            .filter(jenis=d.jenis, objek_jenis=d.objek_jenis, objek_id=d.objek_id)
            .exclude(pk=d.pk)
            .order_by("-versi_ke"),
            boleh_batal=d.status != Dokumen.Status.DIBATALKAN and may(user, BATALKAN_DOKUMEN, d),
            boleh_ulang=may(user, MINTA_DOKUMEN, d),
            boleh_unggah=may(user, UNGGAH_BERKAS, d),
            boleh_batal_berkas=may(user, BATALKAN_BERKAS, d),
            pdf_siap=pdf.pdf_available(),
            **kwargs,
        )


class DokumenKemajuanView(DokumenMixin, View):
    """How far a print is, asked by the page every second and a half until it ends."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        isi = {"d": self.dokumen, "boleh_ulang": may(request.user, MINTA_DOKUMEN, self.dokumen)}
        ringkas = "ringkas" in request.GET
        jawaban = render(request, f"laporan/partials/{'dokumen_baris' if ringkas else 'kemajuan'}.html", isi)
        if not ringkas and self.dokumen.keadaan != Dokumen.Keadaan.DISUSUN:
            jawaban["HX-Refresh"] = "true"  # the page around it now has a file, a size, buttons
        return jawaban


class DokumenUnduhView(DokumenMixin, View):
    """The PDF itself; scope and permission are judged again at every download. Source: UMU-22."""

    def get(self, request: HttpRequest, pk: Any) -> FileResponse:
        d = self.dokumen
        if not d.berkas:
            raise Http404
        nama = f"{slugify(f'{d.jenis}-{d.wilayah.nama}-{d.nomor_teks}')[:120]}-v{d.versi_ke}.pdf"
        jawaban = FileResponse(d.berkas.open("rb"), as_attachment=True, filename=nama, content_type="application/pdf")
        jawaban["Cache-Control"] = SIMPAN_DOKUMEN
        return jawaban


class DokumenIsiView(DokumenMixin, View):
    """The content on screen, printed from the browser where no PDF can be made. Source: DOK-13."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        return HttpResponse(pdf.render_html(self.dokumen.jenis_terdaftar.templat, paper_context(self.dokumen)))


class DokumenMintaView(FormActionView):
    """Ask for a document about one object; the button on other pages posts here."""

    izin = MINTA_DOKUMEN
    template_name = "laporan/dokumen_minta.html"
    form_class = forms.Form

    @cached_property
    def kind(self) -> Any:
        """The kind that the address names. Raises Http404."""
        try:
            return kind_of(self.kwargs["jenis"])
        except LookupError as galat:
            raise Http404 from galat

    @cached_property
    def objek(self) -> Any:
        """The object in scope. Raises DoesNotExist."""
        return self.kind.find_object(self.kwargs["objek"], self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remah = [(_("Dokumen"), reverse("laporan:dokumen-daftar"))]
        return super().get_context_data(
            judul=self.kind.title_for(self.objek), objek=self.objek, remah=remah, pdf_siap=pdf.pdf_available(), **kwargs
        )

    def run_action(self, form: Any) -> Dokumen:
        return actions.request_dokumen(
            self.kind.kode, self.objek, oleh=self.request.user, alamat_dasar=base_address(self.request)
        )

    def success_target(self, hasil: Any) -> str:
        return str(hasil.get_absolute_url())


class DokumenUlangView(DokumenMixin, FormActionView):
    """Try a failed print again."""

    izin = MINTA_DOKUMEN
    template_name = "laporan/dokumen_ulang.html"
    form_class = forms.Form
    pesan_berhasil = gettext_lazy("Dokumen disusun ulang.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(judul=_("Susun ulang"), d=self.dokumen, **kwargs)

    def run_action(self, form: Any) -> Dokumen:
        return actions.retry_dokumen(self.dokumen, oleh=self.request.user)

    def success_target(self, hasil: Any) -> str:
        return str(self.dokumen.get_absolute_url())


class DokumenBatalView(DokumenMixin, FormActionView):
    """Withdraw a document with a reason."""

    izin = BATALKAN_DOKUMEN
    template_name = "laporan/batalkan.html"
    form_class = AlasanForm
    pesan_berhasil = gettext_lazy("Dokumen dibatalkan. Halaman verifikasinya sekarang menyatakan demikian.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            judul=_("Batalkan dokumen"), apa=str(self.dokumen), kembali=self.dokumen.get_absolute_url(), **kwargs
        )

    def run_action(self, form: Any) -> Dokumen:
        return actions.cancel_dokumen(self.dokumen, oleh=self.request.user, alasan=form.cleaned_data["alasan"])

    def success_target(self, hasil: Any) -> str:
        return str(self.dokumen.get_absolute_url())
