"""What the officers add to the global search: people by name, for those who may see them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from akun.izin import LIHAT_PENGGUNA
from akun.models import Pengguna
from wilayah.registry import HasilCari, search_lines


def search_petugas(user: Any, kata: str) -> list[HasilCari]:
    """Officers in scope by name or user name.."""
    if not user.cakupan(LIHAT_PENGGUNA):
        return []
    qs = Pengguna.objects.visible_to(user).filter(nama__icontains=kata).order_by("nama", "id")
    return search_lines(
        qs,
        judul=lambda p: p.nama,
        keterangan=lambda p: p.username,
        url=lambda p: reverse("akun:petugas", args=[p.pk]),
    )
