"""Where collectibility and performance are shown; one place, so that an address is never guessed twice."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode


def _page(buku: Any, nama: str, hari: datetime.date | None = None, **saring: Any) -> str:
    isi = {**({"tanggal": hari.isoformat()} if hari else {}), **{k: v for k, v in saring.items() if v}}
    return f"/keuangan/buku/{buku}/{nama}/" + (f"?{urlencode(isi)}" if isi else "")


def kolektibilitas(buku: Any, hari: datetime.date | None = None, **saring: Any) -> str:
    """LU-02 of a ledger on a day; `kelas` and `risiko` narrow it to the loans behind a figure."""
    return _page(buku, "kolektibilitas", hari, **saring)


def kinerja(buku: Any, hari: datetime.date | None = None) -> str:
    """The KPI of a UPK on a day."""
    return _page(buku, "kinerja", hari)


def register(buku: Any, jenis: str, hari: datetime.date | None = None) -> str:
    """LU-04: "pinjaman" or "tabungan"."""
    return _page(buku, f"register-{jenis}", hari)


def cadangan(buku: Any) -> str:
    """Where the reserve of a month is posted."""
    return _page(buku, "cadangan")


def pengecualian(buku: Any) -> str:
    """Where the BKM lets its UPK lend past the gate."""
    return _page(buku, "gerbang-dana")
