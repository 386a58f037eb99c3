"""What this app adds to the global search: groups by name, proposals by activity and number."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from ksm.models import KSM, Usulan
from wilayah.registry import HasilCari, search_lines


def search_ksm(user: Any, kata: str) -> list[HasilCari]:
    """Groups in scope whose name holds these words, living ones first."""
    qs = KSM.objects.visible_to(user).filter(nama__icontains=kata).exclude(status="batal").select_related("wilayah")
    return search_lines(
        qs.order_by("status", "nama", "id"),
        judul=str,
        keterangan=lambda k: f"{k.get_status_display()} · {k.wilayah.nama_lengkap}",
        url=lambda k: reverse("ksm:ksm", args=[k.pk]),
    )


def search_usulan(user: Any, kata: str) -> list[HasilCari]:
    """Proposals in scope by the words of their activity, or by their number: "12/2026", "US 0012/2026"."""
    syarat = Q(judul__icontains=kata)
    nomor, _garis, tahun = kata.upper().removeprefix("US").strip().partition("/")
    if nomor.isdigit() and tahun.isdigit() and len(nomor) <= 6 and len(tahun) == 4:
        syarat |= Q(nomor=int(nomor), tahun=int(tahun))
    qs = Usulan.objects.visible_to(user).filter(syarat).select_related("wilayah", "ksm")
    return search_lines(
        qs.order_by("-tahun", "-nomor", "id"),
        judul=lambda u: f"{u}: {u.judul}",
        keterangan=lambda u: f"{u.ksm} · {u.get_status_display()} · {u.wilayah.nama_lengkap}",
        url=lambda u: reverse("ksm:usulan", args=[u.pk]),
    )
