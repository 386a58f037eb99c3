"""What every page needs: navigation by role, and the honest banners of a demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from inti.registry import navigasi


@dataclass(frozen=True)
class ButirMenu:
    """One navigation entry as this page shows it."""

    label: Any
    url: str
    ikon: str
    aktif: bool


def kerangka(request: HttpRequest) -> dict[str, Any]:
    """Template variables `navigasi`, `mode_demo`, `wajib_totp`, `pdf_tersedia`."""
    return {
        "navigasi": navigation_for(request),
        "mode_demo": settings.MODE_DEMO,
        "tanpa_totp": not settings.WAJIB_TOTP,
        "pdf_tersedia": settings.PDF_TERSEDIA,
        "peran_pengguna": getattr(getattr(request, "user", None), "label_peran", ""),
        "id_permintaan": getattr(request, "id_permintaan", ""),
    }


def navigation_for(request: HttpRequest) -> list[ButirMenu]:
    """Entries this officer may open, in order; nothing for a stranger."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    butir = sorted((b for _kode, b in navigasi.semua()), key=lambda b: b.urutan)
    boleh = [b for b in butir if not b.izin or user.cakupan(b.izin)]
    hasil = []
    for b in boleh:
        url = reverse(b.url_name)
        awalan = b.awalan or (url,)
        aktif = request.path == url or any(a != "/" and request.path.startswith(a) for a in awalan)
        hasil.append(ButirMenu(label=b.label, url=url, ikon=b.ikon, aktif=aktif))
    return hasil
