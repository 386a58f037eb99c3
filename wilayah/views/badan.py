"""Bodies of an area and their letterheads."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inti.izin import may
from inti.tabel import Kolom
from wilayah import actions
from wilayah.forms import BadanBaruForm, BadanForm, TutupForm
from wilayah.izin import LIHAT_BADAN, UBAH_BADAN
from wilayah.models import Badan
from wilayah.views.dasar import FormView, KelurahanFormView, KelurahanView
from wilayah.waktu import today_in

KOLOM = [
    Kolom("jenis", _("Jenis"), ambil=lambda b: b.get_jenis_display()),
    Kolom("kop", _("Kop surat"), ambil=lambda b: " / ".join(b.kop)),
    Kolom("status", _("Status"), "tanda", ambil=lambda b: "aktif" if b.aktif else "nonaktif"),
]


def columns(user: Any) -> list[Kolom]:
    """The columns of the list; a name leads to the form of its body for those who may change it."""
    nama = Kolom(
        "nama", _("Nama"), ambil=str,
        tautan=lambda b: reverse("wilayah:badan-ubah", args=[b.pk]) if may(user, UBAH_BADAN, b) else "",
    )  # fmt: skip
    return [nama, *KOLOM]


class BadanView(KelurahanView):
    """/kelurahan/<kode>/badan/: the bodies of a kelurahan."""

    template_name = "wilayah/badan.html"
    izin = izin_baca = LIHAT_BADAN
    tab = "badan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, kode = self.request.user, self.wilayah.kode
        return super().get_context_data(
            kolom=columns(user),
            badan=Badan.objects.visible_to(user).in_area(kode).order_by("-aktif", "jenis", "nama")[:200],
            boleh_ubah=may(user, UBAH_BADAN, kode=kode),
            **kwargs,
        )


class BadanTambahView(KelurahanFormView):
    """Add a body."""

    form_class = BadanBaruForm
    izin = UBAH_BADAN
    izin_baca = LIHAT_BADAN
    tab = "badan"
    judul = _("Tambah badan")
    pesan_berhasil: Any = _("Badan tersimpan.")

    def get_initial(self) -> dict[str, Any]:
        return {"sebutan": self.wilayah.sebutan().badan}

    def run_action(self, form: Any) -> Badan:
        isi = form.isi()
        return actions.add_badan(self.wilayah.kode, jenis=isi.pop("jenis"), data=isi, oleh=self.request.user)

    def get_success_url(self) -> str:
        return reverse("wilayah:badan", args=[self.kwargs["kode"]])


class SatuBadanView(FormView):
    """A form on one body."""

    izin = UBAH_BADAN
    pesan_berhasil: Any = _("Tersimpan.")

    def row(self) -> Badan:
        return Badan.objects.visible_to(self.request.user).select_related("wilayah").get(pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        badan = self.row()
        if badan.wilayah.tingkat == "kelurahan":
            return reverse("wilayah:badan", args=[badan.wilayah_id])
        return reverse("wilayah:wilayah", args=[badan.wilayah_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        badan = self.row()
        return super().get_context_data(
            **{"remah": [(badan.wilayah.nama, self.get_success_url()), (str(badan), "")], "badan": badan, **kwargs}
        )


class BadanUbahView(SatuBadanView):
    """Change name and letterhead."""

    form_class = BadanForm
    template_name = "wilayah/badan_ubah.html"
    judul = _("Badan dan kop surat")

    def get_initial(self) -> dict[str, Any]:
        b = self.row()
        bidang = ("nama", "sebutan", "alamat", "telepon", "surel", "berdiri_pada", "versi")
        return {"kop": "\n".join(b.kop)} | {k: getattr(b, k) for k in bidang}

    def run_action(self, form: Any) -> Badan:
        return actions.change_badan(
            self.row(), data=form.isi(), versi=form.cleaned_data["versi"], oleh=self.request.user
        )


class BadanTutupView(SatuBadanView):
    """Close a body; where something else has to be ended instead, say so and lead there. Source: WIL-17."""

    template_name = "wilayah/badan_tutup.html"
    form_class = TutupForm
    judul = _("Tutup badan ini")
    keterangan = _("Pembukuan dan suratnya tetap tersimpan.")
    tombol = _("Tutup")

    def get_initial(self) -> dict[str, Any]:
        badan = self.row()
        return {"tanggal": today_in(badan.wilayah_id), "versi": badan.versi}

    def run_action(self, form: Any) -> Badan:
        return actions.close_badan(self.row(), oleh=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"lewat": actions.closed_elsewhere(self.row()), **kwargs})
