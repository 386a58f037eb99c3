"""What an officer may do in one ledger, as its pages, its months and "Menunggu saya" ask."""

from __future__ import annotations

from typing import Any

from inti.izin import may
from keuangan import izin
from keuangan.actions.kas import may_count
from keuangan.actions.umum import BUKUKAN, SETUJUI, may_close, may_record
from keuangan.models import Buku


def rights_in(buku: Buku, user: Any) -> dict[str, bool]:
    """Right -> whether this officer holds it in this ledger. No queries."""
    return {
        "bukukan": may(user, BUKUKAN[buku.unit], buku),
        "catat": may_record(buku, "bkk", oleh=user),
        "setujui": may(user, SETUJUI[buku.unit], buku),
        "hitung": may_count(buku, user),
        "tutup": may(user, izin.TUTUP_PERIODE, buku) and may_close(buku, user),
        "buka": may(user, izin.BUKA_PERIODE, buku),
        "urus": may_close(buku, user),
    }
