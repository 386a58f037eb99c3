"""Loans that ran before their ledger began, with their payments: what the triggers let in without an application."""

from __future__ import annotations

import uuid
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
    Buku,
    Pembayaran,
    PemilikDana,
    PenjadwalanUlang,
    Pinjaman,
)
from tests.factories.produk import brought, product

GULIR = Dana("perguliran", 2026)


def running_loan(
    buku: Buku, ketentuan: Ketentuan, *, anggota: int = 0, pemilik: PemilikDana | None = None, ksm: Any = None
) -> Pinjaman:
    """A loan by such terms, disbursed before the ledger began, with nothing paid; channelled where `pemilik` is named."""
    satu = product(buku, nama=f"Titipan {pemilik.nama}" if pemilik else "Bergulir", pemilik=pemilik, tenor_maks=24)
    return brought(
        buku, satu, ksm=ksm, anggota=anggota, pokok=int(ketentuan.pokok), tenor_bulan=ketentuan.tenor_bulan,
        tanggal_cair=ketentuan.tanggal_cair, ketentuan={
            "metode": ketentuan.metode, "jasa_persen": ketentuan.jasa_persen_per_bulan, "pembulatan": ketentuan.pembulatan,
        },
    )  # fmt: skip


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
        pinjaman.buku, "angsuran", oleh=SISTEM, tanggal=tanggal, jumlah={"pokok": pokok, "jasa": jasa}, dana=GULIR,
        objek=("keuangan.pembayaran", str(uuid.uuid4())),
    )  # fmt: skip


def _allocate(bayar: Pembayaran, alokasi: Sequence[Alokasi]) -> None:
    pinjaman = Pinjaman.objects.get(pk=bayar.pinjaman_id)
    baris = {a.ke: a for a in AngsuranPinjaman.objects.filter(pinjaman=pinjaman, jadwal_ke=pinjaman.jadwal_ke)}
    AlokasiPembayaran.objects.bulk_create(
        [AlokasiPembayaran(pembayaran=bayar, angsuran=baris[a.ke], untuk=a.untuk, jumlah=a.jumlah) for a in alokasi]
    )


def days(n: int) -> timedelta:
    """A span of days."""
    return timedelta(days=n)
