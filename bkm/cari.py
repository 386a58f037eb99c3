"""What this app adds to the global search: bodies of residents by name."""

from __future__ import annotations

from typing import Any

from bkm import tautan_lembaga as tautan
from bkm.models import BKM
from wilayah.registry import HasilCari, search_lines


def search_bkm(user: Any, kata: str) -> list[HasilCari]:
    """BKM in scope whose name holds these words, living ones first."""
    qs = BKM.objects.visible_to(user).filter(badan__nama__icontains=kata).select_related("badan", "wilayah")
    return search_lines(
        qs.order_by("status", "badan__nama", "id"),
        judul=str,
        keterangan=lambda b: f"{b.get_status_display()} · {b.wilayah.nama_lengkap}",
        url=lambda b: tautan.bkm(b.wilayah_id),
    )
