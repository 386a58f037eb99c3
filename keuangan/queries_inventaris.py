"""The inventory on a day: each thing with what is written off; its totals are the accounts 12020 and 12021. Source: KEU-108."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from keuangan.models import Buku, Inventaris, Jurnal, SusutInventaris
from keuangan.queries import NOL


@dataclass(frozen=True)
class BarangBuku:
    """One thing with what is written off (rupiah)."""

    barang: Inventaris
    akumulasi: Decimal

    @property
    def nilai_buku(self) -> Decimal:
        """What it still stands for."""
        return self.barang.harga - self.akumulasi


def register_of(buku: Buku, hari: datetime.date) -> list[BarangBuku]:
    """Things of a ledger that were there at the end of a day, oldest first. One query.

    Journals that were taken back by then do not count: neither a purchase, nor a depreciation, nor a disposal.
    """
    dibalik = Jurnal.objects.filter(membalik=OuterRef("jurnal"), tanggal__lte=hari)
    dipulihkan = Jurnal.objects.filter(membalik=OuterRef("jurnal_lepas"), tanggal__lte=hari)
    susut = (
        SusutInventaris.objects.filter(inventaris=OuterRef("pk"), jurnal__tanggal__lte=hari)
        .filter(~Exists(dibalik))
        .order_by()
        .values("inventaris")
        .annotate(n=Sum("jumlah"))
    )
    baris = (
        Inventaris.objects.filter(buku=buku, tanggal__lte=hari)
        .filter(~Exists(dibalik))
        .filter(Q(lepas_pada__isnull=True) | Q(lepas_pada__gt=hari) | Exists(dipulihkan))
        .annotate(susut_jumlah=Coalesce(Subquery(susut.values("n")), NOL))
        .order_by("tanggal", "id")
    )
    return [BarangBuku(b, b.akumulasi_awal + b.susut_jumlah) for b in baris]
