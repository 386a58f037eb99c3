"""What this app adds to the global search: activities of the plans by name."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from pronangkis.models import PJM, KegiatanPJM
from wilayah.registry import HasilCari, search_lines

# A version that was replaced or dropped holds the same activities again; only the plan in force or in hand is found.
HIDUP = (PJM.Status.DRAF, PJM.Status.UJI_PUBLIK, PJM.Status.DISAHKAN)


def search_activities(user: Any, kata: str) -> list[HasilCari]:
    """Activities in scope whose name holds these words, newest plans first. One query."""
    qs = KegiatanPJM.objects.visible_to(user).filter(nama__icontains=kata, pjm__status__in=HIDUP)
    return search_lines(
        qs.select_related("pjm", "wilayah").order_by("-pjm__tahun_mulai", "nama", "id"),
        judul=str,
        keterangan=lambda k: f"{k.pjm} · {k.wilayah.nama_lengkap}",
        url=lambda k: reverse("pronangkis:kegiatan-ubah", args=[k.pk]),
    )
