"""Uploads: the file behind its scope check, and the photo of a signed sheet on its way to its place."""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from inti.errors import IsianSalah
from inti.izin import may
from inti.views import FormActionView, HalamanMixin
from laporan import actions
from laporan.forms import AlasanForm, KertasForm, PilihKertasForm
from laporan.izin import LIHAT_BERKAS, LIHAT_DOKUMEN, UNGGAH_BERKAS
from laporan.kode import read_code
from laporan.models import Berkas
from laporan.queries import home_area
from wilayah.models import Wilayah

log = logging.getLogger(__name__)
SIMPAN_GAMBAR = "private, max-age=86400, immutable"


class BerkasMixin(HalamanMixin):
    """One upload in the officer's scope; out of scope is 404."""

    izin = LIHAT_BERKAS
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def berkas(self) -> Berkas:
        """The row of this page. Raises Berkas.DoesNotExist."""
        return (
            Berkas.objects.visible_to(self.request.user).select_related("wilayah", "dokumen").get(pk=self.kwargs["pk"])
        )


class BerkasIsiView(BerkasMixin, View):
    """The file itself: photos inline, all else as an attachment; never guessed at, never shared. Source: DOK-04."""

    def get(self, request: HttpRequest, pk: Any) -> FileResponse:
        b = self.berkas
        nama = str(PurePosixPath(b.nama_asli).with_suffix(PurePosixPath(str(b.file.name)).suffix))
        return serve(b.file, b.jenis_isi, nama=nama, lampiran=b.jenis != Berkas.Jenis.FOTO or "unduh" in request.GET)


class BerkasKecilView(BerkasMixin, View):
    """The thumbnail of a photo."""

    def get(self, request: HttpRequest, pk: Any) -> FileResponse:
        if not self.berkas.kecil:
            raise Http404
        return serve(self.berkas.kecil, "image/jpeg", nama="kecil.jpg", lampiran=False)


def serve(berkas: Any, jenis_isi: str, *, nama: str, lampiran: bool) -> FileResponse:
    """One stored file as it was typed when it came in; the browser may not run or guess anything in it.

    A file that storage lost is not found, and the log of the operator says which one.
    """
    try:
        isi = berkas.open("rb")
    except FileNotFoundError:
        log.error("berkas hilang dari penyimpanan: %s", berkas.name)
        raise Http404 from None
    jawaban = FileResponse(isi, as_attachment=lampiran, filename=nama, content_type=jenis_isi)
    jawaban["Cache-Control"] = SIMPAN_GAMBAR
    jawaban["X-Content-Type-Options"] = "nosniff"
    jawaban["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return jawaban


def archive_crumb(pelaku: Any) -> tuple[str, str]:
    """The crumb "Dokumen"; a link only for those who may open the archive."""
    return _("Dokumen"), reverse("laporan:dokumen-daftar") if may(pelaku, LIHAT_DOKUMEN) else ""


class KertasUnggahView(FormActionView):
    """Photo of a signed sheet: dropped here, filed by its QR, or by hand where the QR cannot be read. Source: DOK-11."""

    izin = UNGGAH_BERKAS
    template_name = "laporan/unggah.html"
    form_class = KertasForm
    _pesan = ""

    @property
    def pesan_berhasil(self) -> str:  # type: ignore[override]
        """Says where the photo went."""
        return self._pesan

    def get_form_kwargs(self) -> dict[str, Any]:
        kode = read_code(self.request.GET.get("kode", ""))
        return {**super().get_form_kwargs(), "pelaku": self.request.user, "saring": {"kode": kode} if kode else {}}

    def get_initial(self) -> dict[str, Any]:
        return {"kertas": self.request.GET.get("kertas", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        milik = Berkas.objects.visible_to(self.request.user).valid()
        return super().get_context_data(
            judul=_("Unggah kertas bertanda tangan"),
            remah=[archive_crumb(self.request.user)],
            belum=milik.filter(objek_jenis="", dibuat_oleh_id=self.request.user.pk)[:12],
            **kwargs,
        )

    def run_action(self, form: Any) -> Berkas:
        data, user = form.cleaned_data, self.request.user
        sasaran = data["sasaran"]
        if sasaran is not None:
            self._pesan = _("Tersimpan sebagai %(kertas)s.") % {"kertas": sasaran.label}
            return actions.file_paper(
                data["unggahan"],
                oleh=user,
                dokumen=sasaran.dokumen,
                slot=sasaran.bagian.kode,
                keterangan=data["keterangan"],
            )
        self._pesan = _("Foto tersimpan, tetapi QR-nya tidak terbaca. Pilih di bawah ini kertas mana yang Anda foto.")
        return actions.save_berkas(
            data["unggahan"], oleh=user, wilayah=waiting_area(user), keterangan=data["keterangan"]
        )

    def success_target(self, hasil: Any) -> str:
        if hasil.dokumen_id:
            return reverse("laporan:dokumen-detail", args=[hasil.dokumen_id])
        return reverse("laporan:berkas-tempatkan", args=[hasil.pk])


def waiting_area(user: Any) -> Wilayah:
    """Where an upload without a place waits: the person's own first area. Raises IsianSalah for the nation."""
    wilayah = home_area(user, UNGGAH_BERKAS)
    if wilayah is None:
        raise IsianSalah({"kertas": [_("QR pada foto tidak terbaca. Pilih kertasnya dari daftar.")]})
    return wilayah


class BerkasTempatkanView(BerkasMixin, FormActionView):
    """Choose by hand which sheet a photo is."""

    izin = UNGGAH_BERKAS
    template_name = "laporan/tempatkan.html"
    form_class = PilihKertasForm
    pesan_berhasil = gettext_lazy("Foto sudah masuk ke tempatnya.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "pelaku": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remah = [
            archive_crumb(self.request.user),
            (_("Unggah kertas"), reverse("laporan:berkas-unggah")),
        ]
        return super().get_context_data(judul=_("Kertas yang mana?"), b=self.berkas, remah=remah, **kwargs)

    def run_action(self, form: Any) -> Berkas:
        k = form.sasaran
        return actions.place_berkas(self.berkas, oleh=self.request.user, dokumen=k.dokumen, slot=k.bagian.kode)

    def success_target(self, hasil: Any) -> str:
        return reverse("laporan:dokumen-detail", args=[hasil.dokumen_id])


class BerkasBatalView(BerkasMixin, FormActionView):
    """Mark an upload as wrong, with a reason."""

    izin = LIHAT_BERKAS
    template_name = "laporan/batalkan.html"
    form_class = AlasanForm
    pesan_berhasil = gettext_lazy("Berkas dibatalkan. Berkasnya tetap tersimpan bersama alasannya.")

    @property
    def kembali(self) -> str:
        """Back to the document it belongs to, else to the uploads."""
        dokumen = self.berkas.dokumen_id
        return reverse("laporan:dokumen-detail", args=[dokumen]) if dokumen else reverse("laporan:berkas-unggah")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            judul=_("Batalkan berkas"), apa=str(self.berkas), kembali=self.kembali, **kwargs
        )

    def run_action(self, form: Any) -> Berkas:
        return actions.cancel_berkas(self.berkas, oleh=self.request.user, alasan=form.cleaned_data["alasan"])

    def success_target(self, hasil: Any) -> str:
        return self.kembali
