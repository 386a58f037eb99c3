"""Loans for tests, led by our own actions from the product to the money. All people are invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import factory

from keuangan import actions
from keuangan.models import BagianAnggota, Buku, KetentuanProduk, Pinjaman, ProdukPinjaman
from tests.factories import produk
from tests.factories.keuangan import MULAI, two
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory
from tests.factories.produk import KetentuanProdukFactory
from tests.factories.ps2 import KeluargaFactory, put_on_ps2

MINTA, PERIKSA, PUTUS, AKAD, CAIR = (
    date(2026, 1, 10), date(2026, 1, 12), date(2026, 1, 13), date(2026, 1, 14), date(2026, 1, 15),
)  # fmt: skip
SYARAT: dict[str, Any] = {"pembulatan": "atas_1000", "tenor_maks": 24}


class PinjamanFactory(factory.django.DjangoModelFactory):
    """An application of one group, without shares."""

    class Meta:
        model = Pinjaman

    wilayah_id = "32.73.01.1001"
    ketentuan = factory.SubFactory(KetentuanProdukFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    produk = factory.SelfAttribute("ketentuan.produk")
    buku = factory.SelfAttribute("produk.buku")
    ksm = factory.SubFactory(KSMFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    nomor = factory.LazyAttribute(lambda p: Pinjaman.objects.filter(buku=p.buku).count() + 1)
    ke = 1
    diajukan = MINTA
    keperluan = "Modal warung"
    tenor_diminta = 12


class BagianAnggotaFactory(factory.django.DjangoModelFactory):
    """One member's share of an application."""

    class Meta:
        model = BagianAnggota

    wilayah_id = "32.73.01.1001"
    pinjaman = factory.SubFactory(PinjamanFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    anggota = factory.LazyAttribute(lambda b: AnggotaKSMFactory(ksm=b.pinjaman.ksm, wilayah_id=b.wilayah_id))
    urut = 1
    diminta = 1_000_000


def product(buku: Buku, *, oleh: Any, **isi: Any) -> ProdukPinjaman:
    """A product with terms since the ledger began: flat 1.5 % a month, up to 24 months, rounding to Rp 1.000."""
    return produk.product(buku, oleh=oleh, **{"mulai": MULAI, **SYARAT, **isi})


def terms(satu: ProdukPinjaman, *, oleh: Any, mulai: date = MULAI, **isi: Any) -> KetentuanProduk:
    """Terms of a product from a day on."""
    return produk.terms(satu, oleh=oleh, mulai=mulai, **{**SYARAT, **isi})


def group(nama: str = "Melati", *, orang: int = 5, kelamin: str = "PPPPP", ps2: bool = True) -> Any:
    """An economic KSM whose members belong to households of PS-2."""
    ksm = KSMFactory(nama=nama)
    for ke in range(orang):
        keluarga = None
        if ps2:
            keluarga = KeluargaFactory(nama_kk=f"Kepala {nama} {ke + 1}")
            put_on_ps2(keluarga)
        AnggotaKSMFactory(
            ksm=ksm, nama=f"Anggota {nama} {ke + 1}", jenis_kelamin=kelamin[ke % len(kelamin)], keluarga=keluarga,
            jabatan="ketua" if ke == 0 else "anggota",
        )  # fmt: skip
    return ksm


def members(ksm: Any) -> list[Any]:
    """Its members in the order in which they joined."""
    return list(ksm.anggota.order_by("dibuat_pada", "id"))


def applied(
    buku: Buku, produk: ProdukPinjaman, ksm: Any, *, oleh: Any, jumlah: int | Sequence[int] = 5_000_000, tenor: int = 24
) -> Pinjaman:
    """The application of every member of a group, each for so many rupiah."""
    anggota = members(ksm)
    minta = [jumlah] * len(anggota) if isinstance(jumlah, int) else list(jumlah)
    return actions.apply_pinjaman(
        buku, oleh=oleh, ksm=ksm, produk=produk, bagian=list(zip(anggota, minta, strict=True)), keperluan="Modal warung",
        tenor_bulan=tenor, diajukan=MINTA,
    )  # fmt: skip


def visit(bagian: BagianAnggota, *, oleh: Any, **isi: Any) -> BagianAnggota:
    """Part B of one member, everything in order."""
    bawaan = {
        "dikunjungi": PERIKSA, "usaha": "Warung", "penghasilan": 2_000_000, "biaya": 1_000_000, "diusulkan": bagian.diminta,
        "ktp_ada": True, "keluarga_setuju": True,
    }  # fmt: skip
    return actions.check_anggota(bagian, oleh=oleh, **{**bawaan, **isi})


def looked_into(p: Pinjaman, *, oleh: Any, anggota: dict[str, Any] | None = None, **berkas: Any) -> Pinjaman:
    """All visits made and the file read; `anggota` changes what was found at the first member's."""
    for ke, b in enumerate(p.bagian.order_by("urut")):
        visit(b, oleh=oleh, **(anggota or {} if ke == 0 else {}))
    bawaan = {"tanggung_renteng": PERIKSA, "dilatih": date(2025, 12, 1), "menabung_bulan": 3}
    return actions.check_berkas(p, oleh=oleh, **{**bawaan, **berkas})


def checked(p: Pinjaman, *, oleh: Any, **isi: Any) -> Pinjaman:
    """The check is over."""
    looked_into(p, oleh=oleh, **isi)
    return actions.finish_periksa(p, oleh=oleh, tanggal=PERIKSA)


def proposed(p: Pinjaman, *, oleh: Any, tenor: int | None = None, **isi: Any) -> Pinjaman:
    """The manager proposes what was asked, with a reason for what only warns."""
    bagian = [(b, b.diusulkan or 0) for b in p.bagian.all()]
    bawaan = {
        "hasil": "setuju",
        "tanggal": PUTUS,
        "tenor_bulan": tenor or p.tenor_diminta,
        "bagian": bagian,
        "alasan": "Layak.",
    }
    return actions.decide_pinjaman(p, oleh=oleh, **{**bawaan, **isi})


def fill_cash(buku: Buku, *, oleh: Any, jumlah: int = 60_000_000) -> None:
    """Own money of the UPK in cash, since the first day."""
    actions.post_jurnal(
        buku, oleh=oleh, jenis="bkm", tanggal=buku.mulai, uraian="Modal", baris=two("11010", "31010", jumlah)
    )
