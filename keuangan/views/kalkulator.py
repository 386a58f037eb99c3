"""A calculator as a page: the form is sent by GET, so that a result can be kept, sent and printed by its address."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from inti.errors import GalatAplikasi
from inti.pdf import render_html
from inti.views import HalamanView, add_errors
from keuangan import izin


class KalkulatorView(HalamanView):
    """The form, and its result or its refusal. A subclass gives `form_class`, `wajib` and `compute(data)`.

    `wajib` is a field that every filled form carries: without it in the address the form is still empty. Source: KEU-78.
    """

    izin = izin.HITUNG
    form_class: type[forms.Form]
    wajib = ""
    cetak_url = ""

    def compute(self, data: dict[str, Any]) -> Any:
        """The result for a form that is well filled. Raises GalatAplikasi."""
        raise NotImplementedError

    @cached_property
    def form(self) -> Any:
        """The form, filled from the address."""
        return self.form_class(self.request.GET if self.wajib in self.request.GET else None)

    @cached_property
    def jawaban(self) -> tuple[Any, int]:
        """The result (None: there is none) and the status of the page."""
        if not self.form.is_bound:
            return None, 200
        if not self.form.is_valid():
            return None, 400
        try:
            return self.compute(self.form.cleaned_data), 200
        except GalatAplikasi as galat:
            add_errors(self.form, galat)
            return None, galat.status

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        hasil, status = self.jawaban
        return self.render_to_response(self.get_context_data(hasil=hasil), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kini = self.request.resolver_match.view_name if self.request.resolver_match else ""
        tab = (("keuangan:simulasi", _("Simulasi pinjaman")), ("keuangan:kinerja", _("Kinerja UPK")))
        return super().get_context_data(
            form=self.form,
            tab=[{"label": label, "url": reverse(nama), "aktif": nama == kini} for nama, label in tab],
            cetak=f"{reverse(self.cetak_url)}?{self.request.GET.urlencode()}" if self.cetak_url else "",
            **kwargs,
        )


class CetakMixin(KalkulatorView):
    """The same result as a paper, read on the screen and printed by the browser. Paper is Indonesian.

    A result without stored data has no number, code or archive: it is a sheet for the talk, not a document.
    """

    templat = ""
    layar = ""

    def paper(self, hasil: Any) -> dict[str, Any]:
        """What the paper prints."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        hasil, _status = self.jawaban
        kembali = f"{reverse(self.layar)}?{request.GET.urlencode()}"
        if hasil is None:
            return HttpResponseRedirect(kembali)
        return HttpResponse(render_html(self.templat, {"kembali": kembali, **self.paper(hasil)}))
