"""What higher apps show on the pages of groups and proposals, and what they answer; filled in `ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from inti.registry import KartuBagian, Registri


@dataclass(frozen=True)
class BagianKSM:
    """One part of a group's page: its rows (each a link), what an empty part says, and the way to a new row ("": none)."""

    judul: Any
    baris: list[KartuBagian] = field(default_factory=list)
    kosong: Any = ""
    baru: str = ""
    label_baru: Any = ""


# code -> fn(ksm, user): the part, or None for those who may not see it.
bagian_ksm: Registri[Callable[[Any, Any], BagianKSM | None]] = Registri("bagian_ksm")


# code -> fn(renta): rupiah that the BKM may still divide under a yearly plan: what came in and is still to come of its
# BLM, less `ksm.queries_usulan.bound(renta)`; None where it cannot say. Several add up; without any, no meeting determines.
dana_tersedia: Registri[Callable[[Any], Any]] = Registri("dana_tersedia")

# code -> fn(renta): the same by field of the plan ("lingkungan"), rupiah; a field that no agreement names is left out.
dana_bidang: Registri[Callable[[Any], dict[str, Any]]] = Registri("dana_bidang")

# code -> fn(usulan): why a proposal may not be put off or cancelled now, one sentence each (a payment is under way). USL-08.
penahan_henti: Registri[Callable[[Any], list[str]]] = Registri("penahan_henti")

# code -> fn(usulan, user): one part of a proposal's page that a higher app owns (loan, payments, account), or None.
bagian_usulan: Registri[Callable[[Any, Any], BagianKSM | None]] = Registri("bagian_usulan")

# code -> fn(penerimaan, oleh): what a higher app writes with a receipt of aid, in the same transaction; again when it is
# taken back (its status says which).
bantuan_diterima: Registri[Callable[[Any, Any], None]] = Registri("bantuan_diterima")
