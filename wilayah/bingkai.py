"""The frame of a kelurahan's pages: who may open them, their head, their tabs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from inti import registry
from wilayah.kode import PANJANG_KELURAHAN, is_code
from wilayah.models import Wilayah
from wilayah.queries import ancestors


def area_for(user: Any, kode: str, izin: str, *, kelurahan: bool = True) -> Wilayah:
    """An area inside the officer's scope. Raises Wilayah.DoesNotExist for all others, known or not. Source: UMU-12."""
    if not is_code(kode) or (kelurahan and len(kode) != PANJANG_KELURAHAN):
        raise Wilayah.DoesNotExist
    if not any(c.covers(kode) for c in user.cakupan(izin)):
        raise Wilayah.DoesNotExist
    return Wilayah.objects.select_related("pengganti").get(pk=kode)


def frame(user: Any, wilayah: Wilayah, *, tab: str = "") -> dict[str, Any]:
    """Head and tabs of a page about one area: `judul`, `subjudul`, `remah`, `tab`, `wilayah`. One query."""
    atas = ancestors(wilayah.kode)[:-1]
    return {
        "wilayah": wilayah,
        "judul": wilayah.nama_lengkap,
        "subjudul": " · ".join([*(a.nama_lengkap for a in reversed(atas)), wilayah.kode]),
        "remah": [(a.nama, reverse("wilayah:wilayah", args=[a.kode])) for a in atas],
        "tab": tabs_for(user, wilayah.kode, tab) if wilayah.tingkat == "kelurahan" else [],
    }


def tabs_for(user: Any, kode: str, aktif: str) -> list[dict[str, Any]]:
    """Tabs of the kelurahan page that this officer may open here, from every app."""
    semua = sorted(registry.tab_kelurahan.semua(), key=lambda pasangan: pasangan[1].urutan)
    return [
        {"label": t.label, "url": t.url(kode), "aktif": nama == aktif}
        for nama, t in semua
        if not t.izin or user.may(t.izin, kode=kode)
    ]
