"""What the pages of results share: the stage that asks for them, quick tables, places to choose from."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy

from inti.izin import may, require
from siklus import izin
from siklus.forms.hasil import BARIS, BARIS_MAKS
from siklus.pilihan_basis import whole_tree
from siklus.views.dasar import MENCATAT, LangkahFormView
from wilayah.models import Basis
from wilayah.waktu import today_in


class HasilView(LangkahFormView):
    """A page of results of a stage whose definition asks for them: everybody in scope reads, the team writes."""

    izin_baris = izin.LIHAT
    syarat = ""
    pesan_berhasil = gettext_lazy("Tersimpan.")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            if request.method == "POST":
                require(request.user, izin.CATAT, self.langkah)
            if not any(s.fungsi == self.syarat for s in self.langkah.aturan_main.syarat):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def boleh(self) -> bool:
        """Whether this officer may record here now."""
        return may(self.request.user, izin.CATAT, self.langkah) and self.langkah.status in MENCATAT

    @cached_property
    def tempat(self) -> list[tuple[str, str]]:
        """Places of the kelurahan to choose from."""
        return [(t.id, t.label) for t in whole_tree(self.langkah, today_in(self.langkah.wilayah_id))]

    @property
    def banyak(self) -> int:
        """How many rows the quick table has."""
        diminta = self.request.POST.get("jumlah") or self.request.GET.get("baris") or ""
        return min(int(diminta), BARIS_MAKS) if diminta.isdecimal() and len(diminta) < 4 else BARIS

    def place_of(self, pk: str) -> Basis | None:
        """The chosen place; the action checks that it is the stage's own."""
        return Basis.objects.visible_to(self.request.user).filter(pk=pk).first() if pk else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        isi = {"boleh": self.boleh, "tambah_baris": min(self.banyak + BARIS, BARIS_MAKS), **kwargs}
        return super().get_context_data(**isi)
