"""What a UPK lends, and loans that ran before its ledger began: made once, by our own actions. All groups are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Bawaan
from keuangan.models import Buku, KetentuanProduk, PemilikDana, Pinjaman, ProdukPinjaman
from siklus.models import SumberDana
from tests.factories.keuangan import BukuFactory, load_chart
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory

DASAR = {"jasa_persen": "1.5", "dasar": "Rapat BKM"}
LAMA = date(2000, 1, 1)


class ProdukPinjamanFactory(factory.django.DjangoModelFactory):
    """A product without terms, written straight to the tables."""

    class Meta:
        model = ProdukPinjaman

    wilayah_id = "32.73.01.1001"
    buku = factory.SubFactory(BukuFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    nama = factory.Sequence(lambda n: f"Pinjaman {n}")
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


def product(
    buku: Buku,
    *,
    oleh: Any = SISTEM,
    nama: str = "Pinjaman bergulir",
    pemilik: PemilikDana | None = None,
    mulai: date = LAMA,
    **syarat: Any,
) -> ProdukPinjaman:
    """A product of a ledger with terms from a day on (1.5 % a month unless said otherwise); made once for its name."""
    ada = ProdukPinjaman.objects.filter(buku=buku, nama=nama).first()
    if ada is not None:
        return ada
    sumber = SumberDana.objects.get(pk="channelling" if pemilik else "perguliran")
    produk = actions.open_produk(buku, oleh=oleh, nama=nama, sumber_dana=sumber, pemilik=pemilik)
    terms(produk, oleh=oleh, mulai=mulai, **syarat)
    return produk


def terms(produk: ProdukPinjaman, *, oleh: Any = SISTEM, mulai: date = LAMA, **isi: Any) -> KetentuanProduk:
    """Terms of a product from a day on."""
    return actions.set_ketentuan(produk, oleh=oleh, berlaku_mulai=mulai, **{**DASAR, **isi})


def brought(
    buku: Buku, produk: ProdukPinjaman, *, ksm: Any = None, anggota: int = 0, pokok: int, **isi: Any
) -> Pinjaman:
    """A loan that ran before the ledger began, of a new group unless said otherwise, with members' equal shares if asked."""
    kelompok = ksm or KSMFactory(wilayah_id=buku.wilayah_id)
    orang = [AnggotaKSMFactory(ksm=kelompok, wilayah_id=buku.wilayah_id) for _n in range(anggota)]
    bagian = [(a, pokok // anggota + (pokok % anggota if ke == 0 else 0)) for ke, a in enumerate(orang)]
    return actions.bring_pinjaman(
        buku, Bawaan(ksm=kelompok, produk=produk, pokok=pokok, bagian=bagian, **isi), oleh=SISTEM
    )
