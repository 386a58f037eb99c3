"""What the archive adds to the global search: documents by title, number or code."""

from __future__ import annotations

from typing import Any

from laporan.filters import DokumenFilter
from laporan.models import Dokumen
from wilayah.registry import HasilCari, search_lines


def search_dokumen(user: Any, kata: str) -> list[HasilCari]:
    """Documents in scope, newest first."""
    qs = DokumenFilter({"q": kata}, queryset=Dokumen.objects.visible_to(user)).qs
    return search_lines(
        qs.select_related("nomor", "wilayah").order_by("-dibuat_pada", "-id"),
        judul=lambda d: d.judul,
        keterangan=lambda d: " · ".join(x for x in (d.nomor_teks, str(d.label_keadaan), d.wilayah.nama_lengkap) if x),
        url=lambda d: d.get_absolute_url(),
    )
