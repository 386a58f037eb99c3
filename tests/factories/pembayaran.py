"""Running loans for tests, brought in by our own action. All groups and people are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Terima
from keuangan.bagi import Minta
from keuangan.models import AkunBuku, AngsuranPinjaman, Pembayaran, Pinjaman, ProdukPinjaman
from tests.factories import produk
from tests.factories.keuangan import GULIR, BukuFactory, load_chart, two

CAIR = date(2025, 11, 15)
TERIMA = date(2026, 1, 15)


def product(buku: Any, **syarat: Any) -> ProdukPinjaman:
    """The product of a ledger with its terms, a deposit of 0.1 % among them; made once."""
    return produk.product(buku, **{"bop_persen": "0.1", **syarat})


def running(buku: Any, *, pokok: int = 2_500_000, saldo: bool = True, **ubah: Any) -> Pinjaman:
    """Loan A: 2,500,000 in ten months from 15 November 2025, with `anggota` members' equal shares where asked.

    `saldo` books the same amount on 11030 against capital, as the opening balance would.
    """
    syarat = ubah.pop("syarat", {})
    isi = {"tenor_bulan": 10, "tanggal_cair": CAIR, "produk": product(buku, **syarat), **ubah}
    pinjaman = produk.brought(buku, pokok=pokok, **isi)
    if saldo and pinjaman.sisa_pokok:
        actions.post_jurnal(
            buku, oleh=SISTEM, jenis="bpb", tanggal=buku.mulai, uraian="Pinjaman bawaan",
            baris=two("11030", "31020", int(pinjaman.sisa_pokok), GULIR),
        )  # fmt: skip
    return pinjaman


def pay(pinjaman: Any, jumlah: int, oleh: Any = SISTEM, *, tanggal: date = TERIMA, **ubah: Any) -> Pembayaran:
    """Receive money for a loan in cash."""
    luar = {k: ubah.pop(k) for k in ("lewat", "bagian", "alasan", "bukti", "id") if k in ubah}
    return actions.pay_pinjaman(pinjaman, Terima(Minta(jumlah, tanggal, **ubah), **luar), oleh=oleh)


class PembayaranFactory(factory.django.DjangoModelFactory):
    """Rp 100.000 for a running loan."""

    class Meta:
        model = Pembayaran

    wilayah_id = "32.73.01.1001"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> Pembayaran:
        if not AkunBuku.objects.filter(buku__isnull=True).exists():
            load_chart()
        return pay(running(BukuFactory(wilayah_id=isi["wilayah_id"]), anggota=5), 100_000)


def rows(pinjaman: Any) -> list[AngsuranPinjaman]:
    """The schedule that counts, in order."""
    p = Pinjaman.objects.get(pk=pinjaman.pk)
    return list(AngsuranPinjaman.objects.filter(pinjaman=p, jadwal_ke=p.jadwal_ke).order_by("ke"))
