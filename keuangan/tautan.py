"""Where ledgers are shown; one place, so that an address is never guessed twice."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse


def kelurahan(kode: str) -> str:
    """The ledgers of a kelurahan."""
    return f"/kelurahan/{kode}/keuangan/"


def report_url(buku: Any, kode: str, dari: datetime.date, sampai: datetime.date) -> str:
    """The page of one report of a ledger and span."""
    return f"{reverse('keuangan:laporan-rinci', args=[buku.pk, kode])}?dari={dari}&sampai={sampai}"
