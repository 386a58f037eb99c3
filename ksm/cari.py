"""What this app adds to the global search: groups by name."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from ksm.models import KSM
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
