"""Lessons of all teams, searchable by words."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.halaman import keyset_page
from inti.tabel import Kolom
from inti.views import DaftarView
from siklus import izin
from siklus.forms.saring import SaringPelajaran
from siklus.models import Langkah
from siklus.queries import search_pelajaran


class PelajaranView(DaftarView):
    """What worked and what did not, from every stage that closed; also as XLSX. Source: SIK-28."""

    template_name = "siklus/pelajaran_list.html"
    izin = izin.LIHAT
    nama_xlsx, judul_xlsx = "pelajaran", gettext_lazy("Pelajaran")
    kolom_xlsx = (
        Kolom("langkah", gettext_lazy("Langkah"), ambil=lambda b: str(b.langkah.nama)),
        Kolom("wilayah", gettext_lazy("Wilayah"), ambil=lambda b: b.wilayah.nama),
        Kolom("berhasil", gettext_lazy("Yang berhasil")),
        Kolom("tidak_berhasil", gettext_lazy("Yang tidak berhasil")),
        Kolom("saran", gettext_lazy("Saran")),
        Kolom("dibuat_oleh_nama", gettext_lazy("Ditulis oleh")),
        Kolom("dibuat_pada", gettext_lazy("Tanggal"), "tanggal"),
    )

    @cached_property
    def saring(self) -> SaringPelajaran:
        """The filter form as filled."""
        return SaringPelajaran(self.request.GET)

    def rows(self) -> Any:
        """Lessons that match the words and the stage."""
        nilai = self.saring.nilai
        qs = search_pelajaran(self.request.user, nilai.get("q", "")).select_related(
            "langkah__wilayah", "wilayah__induk"
        )
        if kode := nilai.get("langkah"):
            qs = qs.filter(langkah__kode=kode)
        return qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        halaman = keyset_page(self.rows(), ("-dibuat_pada", "-id"), self.request.GET)
        kunci = [b.langkah_id for b in halaman.baris]  # lessons are read by all, their stages by scope
        terlihat = set(Langkah.objects.visible_to(self.request.user).filter(pk__in=kunci).values_list("pk", flat=True))
        return super().get_context_data(
            judul=_("Pelajaran"), saring=self.saring, halaman=halaman, terlihat=terlihat, **kwargs
        )
