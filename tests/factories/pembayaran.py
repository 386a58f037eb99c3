"""Running loans for tests, brought in by our own action. All groups and people are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Bawaan, Terima
from keuangan.bagi import Minta
from keuangan.models import AkunBuku, AngsuranPinjaman, KetentuanProduk, Pembayaran, Pinjaman, ProdukPinjaman
from siklus.models import SumberDana
from tests.factories.keuangan import GULIR, BukuFactory, load_chart, two
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory

CAIR = date(2025, 11, 15)
TERIMA = date(2026, 1, 15)


class ProdukPinjamanFactory(factory.django.DjangoModelFactory):
    """What a UPK lends from its own fund."""

    class Meta:
        model = ProdukPinjaman

    wilayah_id = "32.73.01.1001"
    buku = factory.SubFactory(BukuFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    nama = "Pinjaman bergulir"
    sumber_dana_id = "perguliran"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> ProdukPinjaman:
        if not SumberDana.objects.exists():
            load_chart()
        hasil: ProdukPinjaman = super()._create(model_class, *args, **isi)
        return hasil


class KetentuanProdukFactory(factory.django.DjangoModelFactory):
    """1.5 % flat with a deposit of 0.1 %, whole rupiah."""

    class Meta:
        model = KetentuanProduk

    wilayah_id = "32.73.01.1001"
    produk = factory.SubFactory(ProdukPinjamanFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    berlaku_mulai = date(2020, 1, 1)
    jasa_persen = "1.5"
    bop_persen = "0.1"
    dasar = "Keputusan BKM 1/2020"


def product(buku: Any, **ubah: Any) -> ProdukPinjaman:
    """The product of a ledger with its terms; made once."""
    ada = ProdukPinjaman.objects.filter(buku=buku).first()
    if ada is None:
        ada = ProdukPinjamanFactory(buku=buku, wilayah_id=buku.wilayah_id)
        KetentuanProdukFactory(produk=ada, wilayah_id=buku.wilayah_id, **ubah)
    return ada


def running(buku: Any, *, anggota: int = 0, pokok: int = 2_500_000, saldo: bool = True, **ubah: Any) -> Pinjaman:
    """Loan A: 2,500,000 in ten months from 15 November 2025, with members' equal shares where asked.

    `saldo` books the same amount on 11030 against capital, as the opening balance would.
    """
    syarat = ubah.pop("syarat", {})
    ksm = ubah.pop("ksm", None) or KSMFactory(wilayah_id=buku.wilayah_id)
    orang = [AnggotaKSMFactory(ksm=ksm, wilayah_id=buku.wilayah_id) for _n in range(anggota)]
    isi: dict[str, Any] = {
        "ksm": ksm, "produk": product(buku, **syarat), "pokok": pokok, "tenor_bulan": 10, "tanggal_cair": CAIR,
        "bagian": [(a, pokok // anggota) for a in orang], **ubah,
    }  # fmt: skip
    pinjaman = actions.bring_pinjaman(buku, Bawaan(**isi), oleh=SISTEM)
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


class PinjamanFactory(factory.django.DjangoModelFactory):
    """A running loan."""

    class Meta:
        model = Pinjaman

    wilayah_id = "32.73.01.1001"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> Pinjaman:
        if not AkunBuku.objects.filter(buku__isnull=True).exists():
            load_chart()
        return running(BukuFactory(wilayah_id=isi["wilayah_id"]), anggota=5)


class PembayaranFactory(factory.django.DjangoModelFactory):
    """Rp 100.000 for a running loan."""

    class Meta:
        model = Pembayaran

    wilayah_id = "32.73.01.1001"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> Pembayaran:
        return pay(PinjamanFactory(wilayah_id=isi["wilayah_id"]), 100_000)


def rows(pinjaman: Any) -> list[AngsuranPinjaman]:
    """The schedule that counts, in order."""
    p = Pinjaman.objects.get(pk=pinjaman.pk)
    return list(AngsuranPinjaman.objects.filter(pinjaman=p, jadwal_ke=p.jadwal_ke).order_by("ke"))
