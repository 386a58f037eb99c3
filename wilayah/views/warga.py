"""Residents of a kelurahan: list, form, merge of two entries, one NIK in clear for a written reason."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inti.errors import PerluKonfirmasi
from inti.formats import KOSONG
from inti.halaman import keyset_page
from inti.izin import may
from inti.tabel import Kolom
from inti.xlsx import export_xlsx, xlsx_response
from wilayah import actions
from wilayah.filters import WargaFilterSet
from wilayah.forms import AlasanForm, GabungForm, WargaForm
from wilayah.izin import BUKA_NIK, GABUNG_WARGA, LIHAT_WARGA, UBAH_WARGA
from wilayah.models import Basis, PenggabunganWarga, Warga
from wilayah.queries import likely_twins, living
from wilayah.views.dasar import FormView, KelurahanFormView, KelurahanView

KOLOM = [
    Kolom("nama", _("Nama"), tautan=lambda w: reverse("wilayah:warga-ubah", args=[w.pk])),
    Kolom("jenis_kelamin", _("L/P")),
    Kolom("basis", _("RT/RW"), ambil=lambda w: w.basis.label_lengkap if w.basis else KOSONG),
    Kolom("lahir", _("Lahir"), ambil=lambda w: w.tahun_lahir or (w.tanggal_lahir.year if w.tanggal_lahir else KOSONG)),
    Kolom("nik", _("NIK"), ambil=lambda w: w.nik_samar or KOSONG),
]


class WargaView(KelurahanView):
    """/kelurahan/<kode>/warga/: residents by name, filtered, in keyset pages; `?format=xlsx` after fresh proof of identity."""

    template_name = "wilayah/warga.html"
    izin = izin_baca = LIHAT_WARGA
    tab = "warga"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        semua = living(Warga.objects.visible_to(request.user).in_area(self.wilayah.kode)).select_related("basis__induk")
        self.saring = WargaFilterSet(request.GET, queryset=semua)
        self._only_here(self.saring)
        if request.GET.get("format") == "xlsx":
            return self._download(request)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, kode = self.request.user, self.wilayah.kode
        halaman = keyset_page(self.saring.qs.order_by(), ("nama_cari", "id"), self.request.GET)
        return super().get_context_data(
            kolom=KOLOM,
            halaman=halaman,
            saring=self.saring.form,
            tersaring=any(self.request.GET.get(k) for k in ("q", "basis", "jenis_kelamin")),
            boleh_ubah=may(user, UBAH_WARGA, kode=kode),
            **kwargs,
        )

    def _only_here(self, saring: WargaFilterSet) -> None:
        """The page is already one kelurahan: no area field, and its own places to choose from."""
        del saring.form.fields["wilayah"]
        tempat = Basis.objects.filter(wilayah_id=self.wilayah.kode, aktif=True).select_related("induk")
        saring.form.fields["basis"].widget = forms.Select(
            choices=[("", _("Semua")), *((b.pk, b.label_lengkap) for b in tempat)]
        )

    def _download(self, request: HttpRequest) -> HttpResponse:
        """People in bulk leave only after fresh proof of identity, and the leaving is logged. Source: UMU-02."""
        if not is_fresh(request):
            return confirm_first(request)
        baris = list(self.saring.qs.order_by("nama_cari", "id"))
        actions.log_people_export(self.wilayah, jumlah=len(baris), oleh=request.user)
        isi = export_xlsx(_("Warga"), KOLOM, baris, keterangan=[(_("Wilayah"), self.wilayah.nama_lengkap)])
        return xlsx_response(f"warga-{self.wilayah.kode}", isi)


class WargaTambahView(KelurahanFormView):
    """Add a resident."""

    form_class = WargaForm
    izin = UBAH_WARGA
    izin_baca = LIHAT_WARGA
    tab = "warga"
    judul = _("Tambah warga")
    pesan_berhasil: Any = _("Warga tersimpan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kode_wilayah": self.wilayah.kode}

    def run_action(self, form: Any) -> Warga:
        return actions.add_warga(
            self.wilayah.kode, data=form.isi(), nik=form.cleaned_data["nik"], oleh=self.request.user
        )

    def get_success_url(self) -> str:
        return reverse("wilayah:warga", args=[self.kwargs["kode"]])


class SatuWargaView(FormView):
    """A form on one resident."""

    izin = UBAH_WARGA
    pesan_berhasil: Any = _("Tersimpan.")

    def row(self) -> Warga:
        return (
            Warga.objects.visible_to(self.request.user)
            .select_related("wilayah", "basis__induk", "digabung_ke")
            .get(pk=self.kwargs["pk"])
        )

    def get_success_url(self) -> str:
        return reverse("wilayah:warga", args=[self.row().wilayah_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        warga = self.row()
        remah = [(warga.wilayah.nama, reverse("wilayah:warga", args=[warga.wilayah_id])), (warga.nama, "")]
        return super().get_context_data(**{"remah": remah, "warga": warga, **kwargs})


class WargaUbahView(SatuWargaView):
    """Change a resident; the page also shows merges and leads to merging and to the NIK."""

    form_class = WargaForm
    template_name = "wilayah/warga_ubah.html"
    izin = LIHAT_WARGA
    judul = _("Data warga")

    def get_form_kwargs(self) -> dict[str, Any]:
        warga = self.row()
        return {**super().get_form_kwargs(), "kode_wilayah": warga.wilayah_id, "warga": warga}

    def get_initial(self) -> dict[str, Any]:
        w = self.row()
        return {"basis": w.basis_id, "versi": w.versi} | {
            k: getattr(w, k)
            for k in ("nama", "jenis_kelamin", "tanggal_lahir", "tahun_lahir", "pernah_menikah", "telepon", "alamat")
        }

    def run_action(self, form: Any) -> Warga:
        nik = form.cleaned_data["nik"] or None  # an empty field leaves the NIK as it is
        return actions.change_warga(
            self.row(), data=form.isi(), nik=nik, versi=form.cleaned_data["versi"], oleh=self.request.user
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        warga, user = self.row(), self.request.user
        return super().get_context_data(
            boleh_ubah=may(user, UBAH_WARGA, warga) and warga.digabung_ke_id is None,
            boleh_gabung=may(user, GABUNG_WARGA, warga) and warga.digabung_ke_id is None,
            boleh_nik=may(user, BUKA_NIK, warga) and bool(warga.nik_samar),
            gabungan=PenggabunganWarga.objects.filter(tujuan=warga).select_related("asal"),
            **kwargs,
        )


class WargaGabungView(SatuWargaView):
    """Merge this entry into another of the same person: choose among likely twins, or search by `?q=`."""

    form_class = GabungForm
    template_name = "wilayah/warga_gabung.html"
    izin = GABUNG_WARGA
    judul = _("Gabungkan dua catatan orang yang sama")
    pesan_berhasil: Any = _("Kedua catatan digabung. Penggabungan ini dapat dibatalkan.")

    def candidates(self) -> Any:
        warga = self.row()
        kata = self.request.GET.get("q", "").strip().lower()
        sekitar = living(Warga.objects.visible_to(self.request.user).in_area(warga.wilayah_id)).exclude(pk=warga.pk)
        if self.request.method == "POST":
            return sekitar
        pilih = sekitar.filter(nama_cari__contains=kata) if kata else likely_twins(warga)
        return sekitar.filter(pk__in=[w.pk for w in pilih[:20]]).select_related("basis__induk")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "calon": self.candidates()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"q": self.request.GET.get("q", ""), **kwargs})

    def run_action(self, form: Any) -> PenggabunganWarga:
        return actions.merge_warga(self.row(), oleh=self.request.user, **form.cleaned_data)


class GabungBatalView(FormView):
    """Undo a merge."""

    form_class = AlasanForm
    izin = GABUNG_WARGA
    judul = _("Pisahkan kembali dua catatan")
    keterangan = _("Yang diisikan saat digabung dikosongkan lagi, dan catatan lain yang ikut dipindah dikembalikan.")
    pesan_berhasil: Any = _("Kedua catatan dipisah kembali.")

    def row(self) -> PenggabunganWarga:
        return PenggabunganWarga.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])

    def run_action(self, form: Any) -> Warga:
        return actions.unmerge_warga(self.row(), alasan=form.cleaned_data["alasan"], oleh=self.request.user)

    def get_success_url(self) -> str:
        return reverse("wilayah:warga-ubah", args=[self.row().tujuan_id])


class NikView(SatuWargaView):
    """One NIK in clear, after fresh proof of identity and a reason; it appears once and is never put in an address."""

    form_class = AlasanForm
    template_name = "wilayah/nik.html"
    izin = BUKA_NIK
    judul = _("Buka NIK")
    keterangan = _("Pembukaan ini tercatat dalam jejak beserta alasannya.")
    tombol = _("Buka")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if is_fresh(request) else confirm_first(request)

    def form_valid(self, form: Any) -> HttpResponse:
        if not is_fresh(self.request):
            raise PerluKonfirmasi
        nik = actions.reveal_nik(self.row(), alasan=form.cleaned_data["alasan"], oleh=self.request.user)
        jawaban = self.render_to_response(self.get_context_data(form=form, nik=nik))
        jawaban["Cache-Control"] = "no-store"
        return jawaban


def is_fresh(request: HttpRequest) -> bool:
    """True when password or second factor was given in this session in the last ten minutes (reliability D4)."""
    bukti = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    terakhir = max((float(b.get("at", 0)) for b in bukti), default=0.0)
    return time.time() - terakhir < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def confirm_first(request: HttpRequest) -> HttpResponse:
    """Ask for the password or code once more, then come back to this address."""
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
