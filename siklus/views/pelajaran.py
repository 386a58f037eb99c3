"""Lessons of all teams, searchable by words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inti.halaman import keyset_page
from inti.views import HalamanView
from siklus import izin
from siklus.forms.saring import SaringPelajaran
from siklus.queries import search_pelajaran


class PelajaranView(HalamanView):
    """What worked and what did not, from every stage that closed. Source: SIK-28."""

    template_name = "siklus/pelajaran_list.html"
    izin = izin.LIHAT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        saring = SaringPelajaran(self.request.GET)
        nilai = saring.nilai
        qs = search_pelajaran(self.request.user, nilai.get("q", "")).select_related(
            "langkah__wilayah", "wilayah__induk"
        )
        if kode := nilai.get("langkah"):
            qs = qs.filter(langkah__kode=kode)
        halaman = keyset_page(qs, ("-dibuat_pada", "-id"), self.request.GET)
        return super().get_context_data(judul=_("Pelajaran"), saring=saring, halaman=halaman, **kwargs)
