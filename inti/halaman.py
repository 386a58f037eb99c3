"""Pages of a list by key: the thousandth page costs what the first did. For HTML lists; the API has its own cursor.

`sesudah` and `sebelum` in the query string hold the sort values of the row at the edge, packed as URL-safe JSON. A
broken or foreign value simply opens the first page: it is a place to look from, not a secret.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.http import QueryDict

from inti.tabel import lookup

UKURAN = 25


@dataclass(frozen=True)
class Halaman:
    """One page of rows, and the addresses of its neighbours ("" where there is none)."""

    baris: list[Any] = field(default_factory=list)
    sesudah: str = ""
    sebelum: str = ""


def keyset_page(qs: QuerySet, urut: tuple[str, ...], kueri: QueryDict, *, ukuran: int = UKURAN) -> Halaman:
    """One page of `qs` ordered by `urut` (field names, "-" descending, the last one unique).

    The fields must be NOT NULL, or the comparison would lose rows.
    """
    maju = _unpack(kueri.get("sesudah", ""), len(urut))
    mundur = _unpack(kueri.get("sebelum", ""), len(urut)) if maju is None else None
    arah = tuple(_flip(u) for u in urut) if mundur else urut
    batas = maju or mundur
    if batas:
        try:
            qs = qs.filter(_beyond(arah, batas))
        except (ValidationError, ValueError, TypeError):  # an edge of another list: begin at the first page
            maju = mundur = None
            arah = urut
    baris = list(qs.order_by(*arah)[: ukuran + 1])
    ada_lagi = len(baris) > ukuran
    baris = baris[:ukuran]
    if mundur:
        baris.reverse()
    return Halaman(
        baris=baris,
        sesudah=_address(kueri, "sesudah", baris[-1], urut) if baris and (ada_lagi or mundur) else "",
        sebelum=_address(kueri, "sebelum", baris[0], urut) if baris and (maju or (mundur and ada_lagi)) else "",
    )


def _beyond(urut: tuple[str, ...], batas: list[Any]) -> Q:
    """Rows after `batas` in this order: (a > x) or (a = x and b > y) ..., with a plain bound on `a` for the index."""
    syarat, sama = Q(), Q()
    for kolom, nilai in zip(urut, batas, strict=True):
        nama, banding = kolom.lstrip("-"), "lt" if kolom.startswith("-") else "gt"
        syarat |= sama & Q(**{f"{nama}__{banding}": nilai})
        sama &= Q(**{nama: nilai})
    depan = urut[0]
    return Q(**{f"{depan.lstrip('-')}__{'lte' if depan.startswith('-') else 'gte'}": batas[0]}) & syarat


def _flip(kolom: str) -> str:
    return kolom[1:] if kolom.startswith("-") else f"-{kolom}"


def _address(kueri: QueryDict, nama: str, baris: Any, urut: tuple[str, ...]) -> str:
    baru = kueri.copy()
    for lama in ("sesudah", "sebelum"):
        baru.pop(lama, None)
    baru[nama] = _pack([lookup(baris, kolom.lstrip("-").replace("__", "."), None) for kolom in urut])
    return f"?{baru.urlencode()}"


def _pack(nilai: list[Any]) -> str:
    teks = json.dumps(nilai, cls=DjangoJSONEncoder, separators=(",", ":"))
    return base64.urlsafe_b64encode(teks.encode()).decode().rstrip("=")


def _unpack(teks: str, panjang: int) -> list[Any] | None:
    if not teks or len(teks) > 500:
        return None
    try:
        nilai = json.loads(base64.urlsafe_b64decode(teks + "=" * (-len(teks) % 4)))
    except (binascii.Error, ValueError):
        return None
    baik = isinstance(nilai, list) and len(nilai) == panjang and all(isinstance(n, str | int) for n in nilai)
    return nilai if baik and not any("\x00" in n for n in nilai if isinstance(n, str)) else None
