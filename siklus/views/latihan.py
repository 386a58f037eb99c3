"""Practice: going into the sandbox of a kota and out again, starting it anew, and the trainer's verification."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.sesi import LATIHAN
from inti.views import FormActionView
from siklus import actions, izin
from siklus.forms.langkah import KosongForm
from siklus.forms.latihan import LatihanForm
from siklus.queries_halaman import kota_of
from siklus.views.dasar import LangkahFormView
from wilayah.models import Wilayah


class LatihanView(FormActionView):
    """/latihan/: what practice is; choose the kota and begin, or begin again. Source: LAT-02, LAT-03."""

    template_name = "siklus/latihan.html"
    form_class = LatihanForm
    izin = izin.LIHAT

    @cached_property
    def kota(self) -> list[Wilayah]:
        """Kota in which this officer has a task; while practising, the one practised in."""
        return kota_of(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kota": self.kota}

    def get_initial(self) -> dict[str, Any]:
        return {"kota": self.kota[0].kode if self.kota else ""}

    def run_action(self, form: Any) -> Any:
        user: Any = self.request.user
        kota = next(w for w in self.kota if w.kode == form.cleaned_data["kota"])
        user.practise("")  # whether one may practise follows from the real tasks
        return actions.open_latihan(kota, oleh=user, dari_awal=form.cleaned_data["dari_awal"])

    def form_valid(self, form: Any) -> HttpResponse:
        jawaban = super().form_valid(form)
        if jawaban.status_code in {204, 302}:
            self.request.session[LATIHAN] = form.cleaned_data["kota"]
        return jawaban

    def success_target(self, hasil: Any) -> str:
        return reverse("siklus:kelurahan-detail", args=[hasil.wilayah_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "judul": _("Latihan"),
                "subjudul": _("Coba semua langkah tanpa takut salah: yang dicatat di sini tidak dihitung di mana pun."),
                "kota": self.kota,
                **kwargs,
            }
        )


class SelesaiLatihanView(FormActionView):
    """/latihan/selesai/: back to real work."""

    form_class = KosongForm
    template_name = "siklus/formulir.html"
    izin = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.session.pop(LATIHAN, None)
        return self.redirect(reverse("siklus:beranda"))


class PelatihView(LangkahFormView):
    """/langkah/<id>/pelatih/: the trainer verifies a submitted stage of a practice kelurahan. Source: LAT-04."""

    form_class = KosongForm
    izin_baris = izin.LIHAT
    judul = gettext_lazy("Minta verifikasi pelatih")
    tombol = gettext_lazy("Verifikasi sebagai latihan")
    pesan_berhasil = gettext_lazy("Pelatih sudah memverifikasi. Lanjutkan ke langkah berikutnya.")

    def run_action(self, form: Any) -> Any:
        return actions.verify_practice(self.langkah, oleh=self.request.user)
