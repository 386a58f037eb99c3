"""Demo helper: a UPK in its daily life, from ten months ago until today, by our own actions. All of it is invented.

Three groups came with running loans; two pay, one has fallen behind. One borrowed here by decision of the BKM in spite of
that, from application to money; one waits for its decision. Every month costs are paid, money goes to the bank, cash is
counted and the month closed, but for the last two.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from keuangan import actions
from keuangan.actions import Baris, Bawaan, Dana, Terima
from keuangan.bagi import Minta
from keuangan.hitung.jadwal import due_date
from keuangan.models import AngsuranPinjaman, Buku, Jurnal, Periode, Pinjaman, ProdukPinjaman
from keuangan.pecahan import pieces_of
from keuangan.queries import balance_of
from ksm.models import KSM
from siklus.models import SumberDana
from wilayah.models import Badan
from wilayah.waktu import today_in

BULAN = 10
# Group, rupiah per member, how many months before the ledger it was disbursed, after how many months here it stopped paying.
BAWAAN = [("Mekar Sari", 1_500_000, 3, None), ("Melati 2", 1_000_000, 1, None), ("Mekar Sari 2", 1_500_000, 2, 6)]
BERHENTI = {nama: bulan for nama, _per_orang, _lalu, bulan in BAWAAN if bulan is not None}
TENOR = 12
# Group, and whether its money has gone out: both applied last month.
PERMOHONAN = [("Melati", True), ("Kenanga", False)]
ALASAN = "Sudah dibicarakan dalam rapat UPK."
USAHA = [
    "Warung nasi",
    "Kue basah",
    "Jahit",
    "Sayur keliling",
    "Gorengan",
    "Pulsa",
    "Kerupuk",
    "Salon rumahan",
    "Ikan asin",
]
BANK_AWAL, KAS_AWAL = 18_500_000, 350_000


@dataclass
class Meja:
    """The people of one UPK and its ledger."""

    badan: Badan
    manajer: Any
    kasir: Any
    pembuku: Any
    koordinator: Any
    buku: Buku = field(init=False)
    produk: ProdukPinjaman = field(init=False)

    @property
    def hari_ini(self) -> datetime.date:
        """Today where the UPK is."""
        return today_in(self.badan.wilayah_id)

    @property
    def dana(self) -> Dana:
        """The revolving fund of the year in which the ledger began."""
        return Dana("perguliran", self.buku.mulai.year)

    def book(self, kode: str, tanggal: datetime.date, jumlah: int, **isi: Any) -> None:
        """One standard event by the bookkeeper."""
        if jumlah > 0:
            actions.record_peristiwa(
                self.buku, kode, oleh=self.pembuku, tanggal=tanggal, jumlah=jumlah, dana=self.dana, **isi
            )


def live(meja: Meja) -> Buku:
    """Ten months of one UPK. Returns its ledger."""
    awal = due_date(meja.hari_ini.replace(day=1), -BULAN)
    meja.buku = actions.open_buku(meja.badan, unit="upk", mulai=awal, oleh=meja.pembuku)
    _product(meja, awal)
    pinjaman = [_bring(meja, awal, *b[:3]) for b in BAWAAN]
    _open_balance(meja, [p for p in pinjaman if p is not None])
    for n in range(BULAN + 1):
        _month(meja, due_date(awal, n), n)
    # One group in arrears of three is a third of all: the gate is closed, and the BKM opens it by decision.
    actions.except_gerbang(
        meja.buku, oleh=meja.koordinator, sampai=meja.hari_ini + datetime.timedelta(days=30),
        keputusan="Rapat BKM bulan ini", alasan="Satu KSM yang menunggak sedang dijadwalkan ulang; yang lain lancar.",
    )  # fmt: skip
    for nama, cair in PERMOHONAN:
        _lend(meja, nama, due_date(meja.hari_ini.replace(day=1), -1), cair=cair)
    return meja.buku


def _product(meja: Meja, awal: datetime.date) -> None:
    """One product whose ladder is that of the guide of 2013."""
    perguliran = SumberDana.objects.get(pk="perguliran")
    meja.produk = actions.open_produk(meja.buku, oleh=meja.manajer, nama="Pinjaman bergulir", sumber_dana=perguliran)
    actions.set_ketentuan(
        meja.produk, oleh=meja.manajer, berlaku_mulai=due_date(awal, -24), dasar="Rapat BKM tentang aturan pinjaman",
        metode="flat", jasa_persen=Decimal("1.5"), pembulatan="atas_100", tenor_min=3, tenor_maks=TENOR,
        maks_per_anggota=Decimal(3_000_000), pinjaman_maks=4,
        tangga={1: 1_000_000, 2: 2_000_000, 3: 3_000_000, 4: 3_000_000},
    )  # fmt: skip


def _bring(meja: Meja, awal: datetime.date, nama: str, per_orang: int, lalu: int) -> Pinjaman | None:
    """One running loan as the old books have it: every instalment before the ledger was paid."""
    ksm = KSM.objects.filter(wilayah=meja.badan.wilayah_id, nama=nama, status="aktif").first()
    if ksm is None:
        return None
    anggota = list(ksm.anggota.filter(status="aktif").order_by("id"))
    cair = due_date(awal, -lalu).replace(day=18)
    pokok = per_orang * len(anggota)
    # Twelve equal instalments of amounts that divide: what was paid is counted, not typed.
    bulanan = (Decimal(pokok) / TENOR, Decimal(pokok) * Decimal("0.015"))
    sudah = lalu - 1
    isi = Bawaan(
        ksm=ksm, produk=meja.produk, pokok=pokok, tenor_bulan=TENOR, tanggal_cair=cair,
        dibayar=(_up(bulanan[0]) * sudah, _up(bulanan[1]) * sudah, Decimal(0)),
        dibayar_sampai=due_date(cair, sudah) if sudah else None, bagian=[(a, per_orang) for a in anggota],
    )  # fmt: skip
    return actions.bring_pinjaman(meja.buku, isi, oleh=meja.pembuku)


def _up(n: Decimal) -> Decimal:
    return -(-n // 100) * 100


def _open_balance(meja: Meja, pinjaman: list[Pinjaman]) -> None:
    """Cash, bank, what every group owes and has saved; the rest is capital. The manager agrees."""
    dana, saldo = meja.dana, []
    for p in pinjaman:
        milik = Dana(dana.sumber, dana.tahun, ksm=p.ksm)
        saldo.append(Baris("11030", milik, debit=p.sisa_pokok))
        saldo.append(Baris("21020", milik, kredit=(p.pokok or Decimal(0)) * 5 / 100))
    saldo += [Baris("11010", dana, debit=KAS_AWAL), Baris("11021", dana, debit=BANK_AWAL)]
    modal = sum((b.debit - b.kredit for b in saldo), Decimal(0))
    saldo.append(Baris("31020", dana, kredit=modal))
    jurnal = actions.set_saldo_awal(meja.buku, oleh=meja.pembuku, saldo=saldo)
    actions.approve_jurnal(jurnal, oleh=meja.manajer)


def _month(meja: Meja, awal: datetime.date, n: int) -> None:
    """Collection on the day it is due, costs, bank, count, approval; closed when two months have passed since."""
    hari = [h for h in (awal.replace(day=d) for d in (18, 20, 27)) if h <= meja.hari_ini]
    if hari:
        _collect(meja, hari[0], n)
    if len(hari) > 1:
        meja.book("biaya", hari[1], 150_000, akun="51010", uraian="Insentif petugas UPK")
        meja.book("biaya", hari[1], 15_000 + 1_000 * n, akun="51030", uraian="Kertas, materai, dan fotokopi")
    if len(hari) > 2:
        meja.book("bunga_bank", hari[2], 21_400 + 730 * n, lewat="bank", uraian="Bunga bank")
        meja.book("biaya_bank", hari[2], 12_500, lewat="bank", uraian="Biaya administrasi bank")
    lewat = due_date(awal, 2) <= meja.hari_ini.replace(day=1)
    if lewat:
        _close(meja, awal)


def _collect(meja: Meja, hari: datetime.date, n: int) -> None:
    """Every group that still pays brings its instalment; what is above the float goes to the bank the same day."""
    for p in Pinjaman.objects.filter(buku=meja.buku, status="berjalan").select_related("ksm").order_by("nomor"):
        if n >= BERHENTI.get(p.ksm.nama, BULAN + 1):
            continue
        tagih = AngsuranPinjaman.objects.filter(pinjaman=p, jadwal_ke=p.jadwal_ke, jatuh_tempo__lte=hari)
        jumlah = sum((a.sisa_pokok + a.sisa_jasa for a in tagih), Decimal(0))
        if jumlah:
            actions.pay_pinjaman(p, Terima(Minta(jumlah, hari)), oleh=meja.kasir)
    kas = balance_of(meja.buku, "11010", hari)
    meja.book("setor_bank", hari, int(kas - 900_000) // 1000 * 1000, uraian="Kas disetor ke bank")


def _lend(meja: Meja, nama: str, awal: datetime.date, *, cair: bool) -> None:
    """An application as its paper says, checked at every house; decided by two, signed and paid where `cair`."""
    ksm = KSM.objects.filter(wilayah=meja.badan.wilayah_id, nama=nama, status="aktif").first()
    if ksm is None:
        return
    anggota = list(ksm.anggota.filter(status="aktif").order_by("id"))
    hari = [awal + datetime.timedelta(days=d) for d in (1, 4, 8, 10, 12, 13)]
    p = actions.apply_pinjaman(
        meja.buku, oleh=meja.kasir, ksm=ksm, produk=meja.produk, bagian=[(a, 1_000_000) for a in anggota],
        keperluan="Menambah barang dagangan dan bahan baku", tenor_bulan=10, diajukan=hari[0],
    )  # fmt: skip
    for ke, b in enumerate(p.bagian.order_by("urut")):
        actions.check_anggota(
            b, oleh=meja.pembuku, dikunjungi=hari[1], usaha=USAHA[ke % len(USAHA)], diusulkan=Decimal(1_000_000),
            penghasilan=Decimal(1_900_000 + 150_000 * ke), biaya=Decimal(1_450_000 + 100_000 * ke), ktp_ada=True,
            keluarga_setuju=True, lembaga_lain=False, catatan="Usaha berjalan, pelanggan tetap ada.",
        )  # fmt: skip
    actions.check_berkas(
        p, oleh=meja.pembuku, tanggung_renteng=hari[1], dilatih=awal - datetime.timedelta(days=20), menabung_bulan=4
    )
    actions.finish_periksa(p, oleh=meja.pembuku, tanggal=hari[2], alasan=ALASAN)
    if not cair:
        return
    bagian = [(b, b.diusulkan or 0) for b in p.bagian.order_by("urut")]
    actions.decide_pinjaman(
        p, oleh=meja.manajer, hasil="setuju", tanggal=hari[3], tenor_bulan=10, bagian=bagian, alasan=ALASAN
    )
    actions.confirm_putusan(p, oleh=meja.koordinator, tanggal=hari[3], alasan=ALASAN)
    actions.sign_akad(p, oleh=meja.manajer, tanggal=hari[4], alasan=ALASAN)
    actions.disburse_pinjaman(p, oleh=meja.kasir, tanggal=hari[5], lewat="bank", alasan=ALASAN)


def _close(meja: Meja, awal: datetime.date) -> None:
    akhir = due_date(awal, 1) - datetime.timedelta(days=1)
    for jurnal in Jurnal.objects.filter(
        buku=meja.buku, perlu_persetujuan=True, persetujuan__isnull=True, tanggal__lte=akhir
    ):
        actions.approve_jurnal(jurnal, oleh=meja.manajer)
    actions.count_kas(
        meja.buku, oleh=meja.kasir, tanggal=akhir, lembar=pieces_of(int(balance_of(meja.buku, "11010", akhir))),
        penghitung=meja.kasir.nama, saksi=meja.manajer.nama,
    )  # fmt: skip
    actions.post_cadangan(meja.buku, tahun=awal.year, bulan=awal.month, oleh=meja.pembuku)
    for periode in Periode.objects.filter(buku=meja.buku, tahun=awal.year, bulan=awal.month):
        actions.check_buku(periode, oleh=meja.pembuku)
        actions.close_periode(periode, oleh=meja.manajer)
