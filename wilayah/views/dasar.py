"""What the pages of this app share: one area in scope, versioned forms, the form page itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.functional import cached_property

from inti.errors import GalatAplikasi, VersiBerbeda
from inti.izin import require
from inti.views import FormActionView, HalamanView
from wilayah.bingkai import area_for, frame
from wilayah.izin import LIHAT_BASIS
from wilayah.models import Wilayah


class SatuWilayah:
    """Mixin: the kelurahan of the address, inside the scope of `izin_baca`, and the frame of its pages."""

    izin_baca = LIHAT_BASIS
    tab = ""
    request: Any
    kwargs: dict[str, Any]

    @cached_property
    def wilayah(self) -> Wilayah:
        """The kelurahan. Raises Wilayah.DoesNotExist out of scope."""
        return area_for(self.request.user, self.kwargs["kode"], self.izin_baca)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**frame(self.request.user, self.wilayah, tab=self.tab), **kwargs})  # type: ignore[misc]


class KelurahanView(SatuWilayah, HalamanView):
    """A read page of one kelurahan."""


class FormView(FormActionView):
    """A form page of this app. `judul`, `keterangan`, `tombol`, `batal` are shown; `baris_izin()` is the row acted on."""

    template_name = "wilayah/form.html"
    pesan_berhasil: Any = ""
    judul: Any = ""
    keterangan: Any = ""
    tombol: Any = ""

    def setup(self, *args: Any, **kwargs: Any) -> None:
        super().setup(*args, **kwargs)
        self.bentrok: VersiBerbeda | None = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and self.izin:
            require(request.user, self.izin, self.row())
        return super().dispatch(request, *args, **kwargs)

    def row(self) -> Any:
        """The row or area whose permission is asked before the page opens. Raises DoesNotExist out of scope."""
        raise NotImplementedError

    def refused(self, form: Any, galat: GalatAplikasi) -> HttpResponse:
        if isinstance(galat, VersiBerbeda):
            self.bentrok = galat
            # Whoever has seen both values may save over the newer one.
            form.data = form.data.copy()
            form.data["versi"] = str(self._version_now())
        return super().refused(form, galat)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {
            "judul": self.judul,
            "keterangan": self.keterangan,
            "tombol": self.tombol,
            "batal": self.get_success_url(),
            "bentrok": self._both_values(kwargs.get("form")),
        }
        return super().get_context_data(**{**isi, **kwargs})

    def _version_now(self) -> int:
        row = self.row()
        return int(type(row)._base_manager.values_list("versi", flat=True).get(pk=row.pk))

    def _both_values(self, form: Any) -> list[tuple[str, Any, Any]]:
        """Label, stored and typed value of every field on which two people disagree."""
        if self.bentrok is None or form is None:
            return []
        simpan, kirim = self.bentrok.rincian["tersimpan"], self.bentrok.rincian["dikirim"]
        return [
            (str(form.fields[k].label), simpan[k], kirim[k])
            for k in kirim
            if k in form.fields and simpan.get(k) != kirim[k]
        ]


class KelurahanFormView(SatuWilayah, FormView):
    """A form page below one kelurahan."""

    def row(self) -> Wilayah:
        return self.wilayah
