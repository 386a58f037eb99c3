"""What the Refleksi and the Pemetaan Swadaya of a Siklus found, as the plan reads it. Bulk, a table a query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from siklus.models import Masalah, Potensi, RefleksiButir
from siklus.queries_ps2 import poor_counts, poor_counts_by_basis


def agreed_problems(siklus_id: Any) -> list[Any]:
    """Problems that the kelurahan agreed on, by priority. One query."""
    return list(
        Masalah.objects.filter(langkah__siklus=siklus_id, disepakati=True, status="sah")
        .select_related("basis__induk", "langkah")
        .order_by("bidang", "prioritas", "id")
    )


def has_problems(siklus_id: Any) -> bool:
    """Whether the kelurahan agreed on any problem. One query."""
    return Masalah.objects.filter(langkah__siklus=siklus_id, disepakati=True, status="sah").exists()


def agreed_points(siklus_id: Any, jenis: str) -> list[str]:
    """Agreed results of the Refleksi of one kind: criteria, causes, vision. One query."""
    return list(
        RefleksiButir.objects.filter(langkah__siklus=siklus_id, jenis=jenis, disepakati=True, status="sah")
        .order_by("urutan", "id")
        .values_list("uraian", flat=True)
    )


def potentials_count(siklus_id: Any) -> dict[str, int]:
    """Number of potentials by field. One query."""
    hitung: dict[str, int] = defaultdict(int)
    for bidang in Potensi.objects.filter(langkah__siklus=siklus_id, status="sah").values_list("bidang", flat=True):
        hitung[bidang] += 1
    return dict(hitung)


def poor_households(kode: str) -> dict[str, Any]:
    """KK and people on PS-2 of a kelurahan: kk, jiwa_l, jiwa_p."""
    hitung = poor_counts(kode)
    return {"kk": hitung.kk, "jiwa_l": hitung.jiwa_l, "jiwa_p": hitung.jiwa_p}


def poor_by_basis(kode: str) -> dict[Any, int]:
    """KK on PS-2 by place (RT), as sums only; empty where there is no list yet. One query."""
    return {basis: hitung.kk for basis, hitung in poor_counts_by_basis(kode).items()}


def by_field(masalah: Iterable[Any]) -> dict[str, list[Any]]:
    """Problems by field."""
    hasil: dict[str, list[Any]] = defaultdict(list)
    for m in masalah:
        hasil[m.bidang].append(m)
    return dict(hasil)
