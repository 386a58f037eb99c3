"""What the cycle adds to the global search: meetings by their place or leader, and lessons by their words."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from inti.formats import tanggal
from siklus.models import Pertemuan
from siklus.queries import search_pelajaran
from wilayah.registry import HasilCari, search_lines


def search_pertemuan(user: Any, kata: str) -> list[HasilCari]:
    """Meetings by their place, leader or what was said, newest first."""
    cocok = Q(tempat__icontains=kata) | Q(pemimpin__icontains=kata) | Q(hasil__icontains=kata)
    qs = Pertemuan.objects.visible_to(user).filter(cocok, status="terlaksana").select_related("langkah", "wilayah")
    return search_lines(
        qs.order_by("-tanggal", "-id"),
        judul=lambda p: p.langkah.aturan_main.ambil_pertemuan(p.jenis).nama,
        keterangan=lambda p: f"{tanggal(p.tanggal)} · {p.tempat} · {p.wilayah.nama_lengkap}",
        url=lambda p: reverse("siklus:pertemuan", args=[p.pk]),
    )


def search_lessons(user: Any, kata: str) -> list[HasilCari]:
    """Lessons that hold these words, of all teams. Source: SIK-28."""
    return search_lines(
        search_pelajaran(user, kata),
        judul=str,
        keterangan=lambda b: f"{b.langkah.nama} · {b.wilayah.nama_lengkap}",
        url=lambda b: f"{reverse('siklus:pelajaran')}?q={kata}",
    )
