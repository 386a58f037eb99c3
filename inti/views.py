"""Building blocks of pages: signed in, in scope, one action, nothing typed lost.

A view fetches through `visible_to(request.user)`, calls at most one action, and renders what it returned.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from inti.errors import GalatAplikasi, IsianSalah, KunciDipakaiUlang, TidakBerwenang
from inti.idempotensi import Hasil, Kunci, digest, parse_key, run_once
from inti.models import Denyut
from inti.tabel import Kolom
from inti.teks import clean_query
from inti.xlsx import export_xlsx, xlsx_response

DENYUT_BASI_DETIK = 180


class HalamanMixin(LoginRequiredMixin):
    """A page for signed-in officers. `izin` names what it needs; without it in any area the page answers 403."""

    izin = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and self.izin and not request.user.cakupan(self.izin):
            raise TidakBerwenang
        return super().dispatch(request, *args, **kwargs)


class HalamanView(HalamanMixin, TemplateView):
    """A read page."""


class DaftarView(HalamanView):
    """A list that also leaves as a workbook: `?format=xlsx`, with the same filters and scope as the page.

    Subclasses give `rows()` (the filtered rows), `kolom_xlsx` and `nama_xlsx`. Source: UMU-11, UMU-24.
    """

    kolom_xlsx: tuple[Kolom, ...] = ()
    nama_xlsx = ""
    judul_xlsx: Any = ""

    def rows(self) -> Any:
        """The rows of the list as filtered, in scope: a queryset, or rows that are computed already."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("format") == "xlsx":
            baris = self.rows()
            if isinstance(baris, QuerySet):
                baris = baris.iterator(500)
            return xlsx_response(self.nama_xlsx, export_xlsx(self.judul_xlsx, self.kolom_xlsx, baris))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kueri = self.request.GET.copy()
        kueri["format"] = "xlsx"
        return super().get_context_data(xlsx=f"?{kueri.urlencode()}", **kwargs)


class FormActionView(HalamanMixin, FormView):
    """A form that runs one action once, and comes back filled when it is refused.

    Subclasses give `form_class`, `template_name`, `run_action(form)` and `success_url`/`get_success_url(hasil)`.
    `objek_kunci()` names the row acted on for the idempotency key. Source: UMU-05, UMU-23.
    """

    pesan_berhasil: Any = ""
    kekurangan: list[Any] = []

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if "data" in kwargs:
            kwargs["data"] = clean_query(kwargs["data"])
        return kwargs

    def run_action(self, form: Any) -> Any:
        """Call the one action of this form; its return value is passed to `get_success_url`."""
        raise NotImplementedError

    def objek_kunci(self) -> str:
        """The object of the idempotency key."""
        return str(self.kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        def kerja() -> Hasil:
            hasil = self.run_action(form)
            return Hasil(302, lokasi=self.success_target(hasil))

        try:
            jawaban = run_once(kerja, oleh=self.request.user, kunci=self.read_key(), alasan=self._alasan(form))
        except GalatAplikasi as galat:
            return self.refused(form, galat)
        # A form sent twice is saved as well: its answer says so once, whichever of the two the browser shows.
        if self.pesan_berhasil and not (jawaban.ulangan and len(messages.get_messages(self.request))):
            messages.success(self.request, str(self.pesan_berhasil))
        return self.redirect(jawaban.lokasi)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=400)

    def refused(self, form: Any, galat: GalatAplikasi) -> HttpResponse:
        """Show the refusal inside the filled form, with the refusal's own status."""
        add_errors(form, galat)
        if isinstance(galat, KunciDipakaiUlang):
            # Sent before with other content. The form gets a key of its own, so that the next press is a new record.
            isian = self.request.POST.copy()
            isian.pop("kunci")
            self.request.POST = isian  # type: ignore[assignment]
        self.kekurangan = getattr(galat, "kekurangan", [])
        return self.render_to_response(self.get_context_data(form=form, galat=galat), status=galat.status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("kekurangan", self.kekurangan)
        return super().get_context_data(**kwargs)

    def read_key(self) -> Kunci | None:
        """The form's idempotency key. Every form of ours carries one; without it the page was not ours."""
        nilai = self.request.POST.get("kunci", "")
        isi: dict[str, Any] = {k: v for k, v in self.request.POST.lists() if k not in {"kunci", "csrfmiddlewaretoken"}}
        isi["_berkas"] = [(f.name, f.size) for daftar in self.request.FILES.lists() for f in daftar[1]]
        return Kunci(parse_key(nilai), rute=self.request.path, objek=self.objek_kunci(), sidik=digest(isi))

    def success_target(self, hasil: Any) -> str:
        """Where to go after success; views with a target that depends on the result override it."""
        return str(self.get_success_url())

    def redirect(self, lokasi: str) -> HttpResponse:
        """A redirect that htmx follows as a page change too."""
        if getattr(self.request, "htmx", False):
            jawaban = HttpResponse(status=204)
            jawaban["HX-Redirect"] = lokasi
            return jawaban
        return HttpResponseRedirect(lokasi)

    def _alasan(self, form: Any) -> str:
        return str(form.cleaned_data.get("alasan") or "")


def add_errors(form: forms.Form, galat: GalatAplikasi) -> None:
    """Put a refusal where it helps: beside the field when it names one, else above the form."""
    if not isinstance(galat, IsianSalah):
        form.add_error(None, galat.pesan)
        return
    for bidang, pesan in galat.galat.items():
        form.add_error(bidang if bidang in form.fields else None, [str(p) for p in pesan])


class HidupView(View):
    """/sehat/hidup: the process answers. Public, tells nothing else."""

    publik = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse({"status": "hidup"})


class SiapView(View):
    """/sehat/siap: database write, migrations, broker, heartbeat. Details only to those who may see them. UMU-21."""

    publik = True

    def get(self, request: HttpRequest) -> HttpResponse:
        periksa = {"basis_data": _database_ok(), "migrasi": _migrations_ok(), "pekerja": _worker_ok()}
        baik = periksa["basis_data"] and periksa["migrasi"]
        isi: dict[str, Any] = {"status": "siap" if baik else "belum"}
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            isi["rincian"] = periksa
        return JsonResponse(isi, status=200 if baik else 503)


def _database_ok() -> bool:
    try:
        with connection.cursor() as kursor:
            kursor.execute("SELECT pg_is_in_recovery()")
            return not kursor.fetchone()[0]
    except Exception:
        return False


def _migrations_ok() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:
        return False


def _worker_ok() -> bool:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return True
    try:
        terakhir = Denyut.objects.get(antrean="cepat").terakhir
    except Exception:
        return False
    return (timezone.now() - terakhir).total_seconds() < DENYUT_BASI_DETIK


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The one 404: the same words for what is missing and for what is out of scope."""
    return render(request, "404.html", status=404)
