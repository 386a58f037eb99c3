"""Loans that ran before their ledger began, with their payments: what the triggers let in without an application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Dana
from keuangan.hitung.alokasi import Alokasi, Tagihan, allocate, open_tagihan
from keuangan.hitung.jadwal import Ketentuan, build_jadwal
from keuangan.models import (
    AlokasiPembayaran,
    AngsuranPinjaman,
    BagianAnggota,
    Buku,
    KetentuanProduk,
    Pembayaran,
    PemilikDana,
    PenjadwalanUlang,
    Pinjaman,
    ProdukPinjaman,
)
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory

GULIR = Dana("perguliran", 2026)


def product(buku: Buku, *, pemilik: PemilikDana | None = None) -> KetentuanProduk:
    """The terms of the UPK's own product, or of one that lends the money of `pemilik`."""
    nama = f"Titipan {pemilik.nama}" if pemilik else "Bergulir"
    ada = KetentuanProduk.objects.filter(produk__buku=buku, produk__nama=nama).first()
    if ada is not None:
        return ada
    produk = ProdukPinjaman.objects.create(
        buku=buku, wilayah_id=buku.wilayah_id, nama=nama, pemilik=pemilik,
        sumber_dana_id="channelling" if pemilik else "perguliran",
    )  # fmt: skip
    return KetentuanProduk.objects.create(
        produk=produk, wilayah_id=buku.wilayah_id, berlaku_mulai=date(2000, 1, 1), jasa_persen=Decimal("1.5"),
        tenor_maks=24, dasar="Rapat BKM",
    )  # fmt: skip


def running_loan(
    buku: Buku, ketentuan: Ketentuan, *, anggota: int = 0, pemilik: PemilikDana | None = None, ksm: Any = None
) -> Pinjaman:
    """A loan disbursed before the ledger began, with its first schedule and nothing paid."""
    syarat = product(buku, pemilik=pemilik)
    ksm = ksm or KSMFactory(wilayah_id=buku.wilayah_id)
    nomor = Pinjaman.objects.filter(buku=buku).count() + 1
    ke = 0 if pemilik else Pinjaman.objects.filter(ksm=ksm).count() + 1
    pinjaman = Pinjaman.objects.create(
        buku=buku, wilayah_id=buku.wilayah_id, ksm=ksm, produk=syarat.produk, ketentuan=syarat, nomor=nomor, ke=ke,
        bawaan=True, diajukan=ketentuan.tanggal_cair, keperluan="Modal dagang", tenor_diminta=ketentuan.tenor_bulan,
        pokok=ketentuan.pokok, tenor_bulan=ketentuan.tenor_bulan, metode=ketentuan.metode, bop_persen=0,
        jasa_persen=ketentuan.jasa_persen_per_bulan, pembulatan=ketentuan.pembulatan, tenggang_bulan=0,
        jasa_pelunasan="berjalan", kelebihan="angsuran_berikut", tanggal_akad=ketentuan.tanggal_cair,
        tanggal_cair=ketentuan.tanggal_cair, jadwal_ke=1, status="berjalan",
    )  # fmt: skip
    _schedule(pinjaman, 1, open_tagihan(build_jadwal(ketentuan)))
    for i in range(anggota):
        bagian = ketentuan.pokok // anggota + (ketentuan.pokok % anggota if i == 0 else 0)
        BagianAnggota.objects.create(
            pinjaman=pinjaman, wilayah_id=pinjaman.wilayah_id, urut=i + 1, diminta=bagian, disetujui=bagian,
            anggota=AnggotaKSMFactory(ksm=ksm, wilayah_id=pinjaman.wilayah_id),
        )  # fmt: skip
    return pinjaman


def _schedule(pinjaman: Pinjaman, jadwal_ke: int, tagihan: Sequence[Tagihan]) -> None:
    AngsuranPinjaman.objects.bulk_create(
        [
            AngsuranPinjaman(
                pinjaman=pinjaman, jadwal_ke=jadwal_ke, ke=t.ke, jatuh_tempo=t.jatuh_tempo, pokok=t.pokok, jasa=t.jasa
            )
            for t in tagihan
        ]
    )


def tagihan_of(pinjaman: Pinjaman, jadwal_ke: int, sampai: date | None = None) -> tuple[Tagihan, ...]:
    """The instalments of one schedule with what was allocated to them until a day (now without one), row by row."""
    hasil = []
    for a in AngsuranPinjaman.objects.filter(pinjaman=pinjaman, jadwal_ke=jadwal_ke).order_by("ke"):
        bayar = {"pokok": Decimal(0), "jasa": Decimal(0)}
        alokasi = AlokasiPembayaran.objects.filter(angsuran=a).select_related("pembayaran")
        for satu in alokasi if sampai is None else alokasi.filter(pembayaran__tanggal__lte=sampai):
            bayar[satu.untuk] += satu.jumlah
        hasil.append(Tagihan(a.ke, a.jatuh_tempo, a.pokok, a.jasa, bayar["pokok"], bayar["jasa"], a.jasa_dibebaskan))
    return tuple(hasil)


def pay(pinjaman: Pinjaman, tanggal: date, jumlah: Any) -> Pembayaran | None:
    """A payment by the rules; in the old books before the ledger began, else with its voucher. None when nothing is owed."""
    kini = Pinjaman.objects.get(pk=pinjaman.pk)
    tagihan = tagihan_of(kini, kini.jadwal_ke)
    uang = min(Decimal(jumlah), sum((t.sisa for t in tagihan), Decimal(0)))
    if uang <= 0:
        return None
    hasil = allocate(tagihan, uang, per_tanggal=tanggal)
    lama = tanggal < kini.buku.mulai
    jurnal = None if lama else _voucher(kini, tanggal, hasil.pokok, hasil.jasa)
    bayar = Pembayaran.objects.create(
        pinjaman=kini, wilayah_id=kini.wilayah_id, tanggal=tanggal, jenis="bawaan" if lama else "angsuran",
        lewat="lama" if lama else "kas", jumlah=uang, jurnal=jurnal,
    )  # fmt: skip
    _allocate(bayar, hasil.alokasi)
    return bayar


def take_back(bayar: Pembayaran, tanggal: date) -> Pembayaran:
    """The same payment below zero, with the reversal of its voucher."""
    assert bayar.jurnal is not None
    jurnal = actions.reverse_jurnal(bayar.jurnal, oleh=SISTEM, alasan="Salah catat", tanggal=tanggal)
    balik = Pembayaran.objects.create(
        pinjaman=bayar.pinjaman, wilayah_id=bayar.wilayah_id, tanggal=tanggal, jenis="pembalikan", lewat=bayar.lewat,
        jumlah=-bayar.jumlah, jurnal=jurnal, membalik=bayar, alasan="Salah catat",
    )  # fmt: skip
    AlokasiPembayaran.objects.bulk_create(
        [
            AlokasiPembayaran(pembayaran=balik, angsuran_id=a.angsuran_id, untuk=a.untuk, jumlah=-a.jumlah)
            for a in bayar.alokasi.all()
        ]
    )
    return balik


def reschedule(pinjaman: Pinjaman, tanggal: date, tenor: int) -> None:
    """A new schedule of what is still owed, from a decision on."""
    kini = Pinjaman.objects.get(pk=pinjaman.pk)
    lama = tagihan_of(kini, kini.jadwal_ke)
    sisa = sum((t.sisa_pokok for t in lama), Decimal(0))
    baru = Ketentuan(
        pokok=sisa, jasa_persen_per_bulan=kini.jasa_persen, tenor_bulan=tenor, tanggal_cair=tanggal,
    )  # fmt: skip
    ke = kini.jadwal_ke + 1
    _schedule(kini, ke, open_tagihan(build_jadwal(baru)))
    PenjadwalanUlang.objects.create(
        pinjaman=kini, wilayah_id=kini.wilayah_id, jadwal_ke=ke, tanggal=tanggal, tenor_bulan=tenor, sisa_pokok=sisa,
        sisa_jasa=0, keputusan="Rapat BKM", alasan="Musim paceklik", koordinator_nama="Dedi",
    )  # fmt: skip
    Pinjaman.objects.filter(pk=kini.pk).update(status="dijadwal_ulang", jadwal_ke=ke)


def finish(pinjaman: Pinjaman, tanggal: date) -> None:
    """The loan is marked as paid."""
    Pinjaman.objects.filter(pk=pinjaman.pk).update(status="lunas", tanggal_selesai=tanggal)


def _voucher(pinjaman: Pinjaman, tanggal: date, pokok: Decimal, jasa: Decimal) -> Any:
    return actions.record_peristiwa(
        pinjaman.buku, "angsuran", oleh=SISTEM, tanggal=tanggal, jumlah={"pokok": pokok, "jasa": jasa}, dana=GULIR
    )


def _allocate(bayar: Pembayaran, alokasi: Sequence[Alokasi]) -> None:
    pinjaman = Pinjaman.objects.get(pk=bayar.pinjaman_id)
    baris = {a.ke: a for a in AngsuranPinjaman.objects.filter(pinjaman=pinjaman, jadwal_ke=pinjaman.jadwal_ke)}
    AlokasiPembayaran.objects.bulk_create(
        [AlokasiPembayaran(pembayaran=bayar, angsuran=baris[a.ke], untuk=a.untuk, jumlah=a.jumlah) for a in alokasi]
    )


def days(n: int) -> timedelta:
    """A span of days."""
    return timedelta(days=n)
