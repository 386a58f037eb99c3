"""What the pages of one stage share: the row in scope, its frame, its forms."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from inti.izin import require
from inti.views import FormActionView, HalamanView
from siklus import izin
from siklus.models import Langkah
from siklus.queries_halaman import stage_for_page, stages_of
from siklus.sajian import build_rail
from siklus.views.wilayah import crumbs_of

TERBUKA = ("belum", "berjalan", "dikembalikan", "dibuka_kembali")
MENCATAT = ("berjalan", "dikembalikan", "dibuka_kembali")


class LangkahMixin(HalamanView):
    """The stage of the address, in scope: another area's is the same 404 as one that does not exist."""

    izin = izin.LIHAT

    @cached_property
    def langkah(self) -> Langkah:
        """The stage with its area, Siklus and lateness. Raises Langkah.DoesNotExist out of scope."""
        return stage_for_page(self.request.user, self.kwargs["pk"])

    @property
    def url_langkah(self) -> str:
        """The stage's page."""
        return reverse("siklus:langkah", args=[self.kwargs["pk"]])

    def frame(self) -> dict[str, Any]:
        """Title, crumbs and rail that every page of a stage shows."""
        langkah = self.langkah
        return {
            "langkah": langkah,
            "aturan": langkah.aturan_main,
            "siklus": langkah.siklus,
            "url_langkah": self.url_langkah,
        }

    def rail(self) -> list[Any]:
        """The rail of the stage's year; empty above the kelurahan. Two queries."""
        if self.langkah.siklus is None:
            return []
        semua = stages_of([self.langkah.siklus])[self.langkah.siklus_id]
        return build_rail(semua, self.langkah.siklus, kini=self.langkah, tahun=self.langkah.tahun_siklus)

    def crumbs(self, akhir: str = "") -> list[tuple[str, str]]:
        """Kota, kecamatan, kelurahan, and the stage where the page lies below it."""
        jalur = crumbs_of(self.langkah.wilayah)
        if akhir:
            jalur.append((self.langkah.nama, self.url_langkah))
        return jalur


class LangkahFormView(LangkahMixin, FormActionView):
    """A form page below a stage. `izin_baris` is asked of the stage before the form shows at all."""

    template_name = "siklus/formulir.html"
    izin_baris = izin.CATAT
    judul: Any = ""
    tombol: Any = ""
    draf = ""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(request.user, self.izin_baris, self.langkah)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return self.url_langkah

    def objek_kunci(self) -> str:
        return f"siklus.langkah:{self.kwargs['pk']}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "judul": str(self.judul),
                "subjudul": f"{self.langkah.nama}, {self.langkah.wilayah.nama}",
                "remah": self.crumbs("x"),
                "tombol": self.tombol or _("Simpan"),
                "draf": self.draf,
                **self.frame(),
                **kwargs,
            }
        )
