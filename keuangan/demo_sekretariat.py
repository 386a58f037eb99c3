"""Demo helper: the Sekretariat's ledger beside its UPK, through one round of the grant, by our own actions. All invented.

From the first tranche, when the UPK began, that gets revolving capital and a group builds, with its own swadaya; its LPJ is
accepted last month. Another group was paid then, whose LPJ is still awaited, so that the second tranche waits. Where the BKM
has its agreement (demo_blm), the money comes through the payment file. The first month is counted and closed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from keuangan import actions
from keuangan.actions import Dana
from keuangan.demo_blm import agree, prepare_second, receive_first
from keuangan.demo_upk import Meja
from keuangan.hitung.jadwal import due_date
from keuangan.models import SPPB, Buku, Jurnal, Periode
from keuangan.pecahan import pieces_of
from keuangan.queries import balance_of
from ksm.models import KSM
from pronangkis.models import KegiatanPJM

TAHAP_1 = 60_000_000
MODAL_UPK = 15_000_000


@dataclass
class Sekretariat:
    """Who keeps the ledger of a BKM, who approves, the UPK beside it."""

    meja: Meja
    sekretaris: Any
    buku: Buku = field(init=False)

    @property
    def wilayah(self) -> str:
        """The kelurahan."""
        return str(self.buku.wilayah_id)

    def dana(self, sumber: str, termin: int = 0, ksm: KSM | None = None, kegiatan: Any = None) -> Dana:
        """Money of the year in which the ledger began."""
        return Dana(sumber, self.buku.mulai.year, termin, None, ksm, kegiatan)

    def book(self, kode: str, hari: datetime.date, jumlah: int, dana: Dana, **isi: Any) -> None:
        """One standard event by the secretary."""
        actions.record_peristiwa(self.buku, kode, oleh=self.sekretaris, tanggal=hari, jumlah=jumlah, dana=dana, **isi)


def keep(meja: Meja, sekretaris: Any) -> Buku:
    """The first month of a Sekretariat, when its UPK began, and last month. Returns its ledger."""
    s = Sekretariat(meja, sekretaris)
    awal = meja.buku.mulai
    s.buku = actions.open_buku(meja.badan, unit="sekretariat", mulai=awal, oleh=sekretaris)
    pembangun = _groups(s)
    sppb = agree(s.buku.wilayah, sekretaris, awal)
    _receive(s, awal.replace(day=5), sppb)
    _first_tranche(s, awal, pembangun[0] if pembangun else None)
    _close(s, awal)
    lalu = due_date(meja.hari_ini.replace(day=1), -1)
    _later(s, lalu, pembangun)
    if sppb is not None:
        prepare_second(sppb, sekretaris, lalu.replace(day=20))
    return s.buku


def _receive(s: Sekretariat, hari: datetime.date, sppb: SPPB | None) -> None:
    """The money of the first tranche: through its file, or by hand where there is no agreement."""
    if sppb is not None:
        receive_first(sppb, s.sekretaris, hari)
        return
    blm = s.dana("blm_apbn", 1)
    s.book("blm_masuk", hari, TAHAP_1, blm, lewat="bank", bukti="SP2D 0117", uraian="BLM tahap I")


def _groups(s: Sekretariat) -> list[KSM]:
    """Groups that build, not borrow, by name."""
    semua = KSM.objects.filter(wilayah=s.wilayah, jenis__in=["lingkungan", "panitia"], status="aktif")
    return list(semua.order_by("nama", "id")[:2])


def _activity(s: Sekretariat, ke: int) -> KegiatanPJM | None:
    """An activity of the plan that residents ratified."""
    semua = KegiatanPJM.objects.filter(wilayah=s.wilayah, pjm__status="disahkan").order_by("urutan", "id")
    return semua[ke : ke + 1].first()


def _first_tranche(s: Sekretariat, awal: datetime.date, ksm: KSM | None) -> None:
    blm = s.dana("blm_apbn", 1)
    s.book("bop_dari_blm", awal.replace(day=5), TAHAP_1 * 3 // 100, blm, uraian="Bagian BOP BKM dari BLM tahap I")
    s.book("tarik_tunai_bkm", awal.replace(day=6), 1_500_000, blm, uraian="Tarik tunai untuk BOP")
    actions.transfer_between(
        s.buku, s.meja.buku, oleh=s.sekretaris, tanggal=awal.replace(day=8), jumlah=MODAL_UPK, dana=blm,
        uraian="Modal bergulir dari BLM tahap I",
    )  # fmt: skip
    if ksm is not None:
        kegiatan = _activity(s, 0)
        milik = s.dana("blm_apbn", 1, ksm, kegiatan)
        s.book(
            "bayar_ksm", awal.replace(day=10), 12_000_000, milik, lewat="bank", uraian=f"Dana kegiatan {ksm} termin I"
        )
        swadaya = s.dana("swadaya", 0, ksm, kegiatan)
        s.book("swadaya_tunai", awal.replace(day=12), 1_500_000, swadaya, uraian=f"Iuran warga untuk kegiatan {ksm}")
        s.book("setor_bank_bkm", awal.replace(day=12), 1_500_000, swadaya, uraian="Iuran warga disetor ke bank")
        kerja = "Tenaga warga dan pasir, menurut daftarnya"
        s.book("swadaya_natura", awal.replace(day=20), 4_250_000, swadaya, uraian=kerja)
    s.book("biaya_bkm", awal.replace(day=25), 350_000, blm, akun="51050", uraian="Rapat anggota BKM")
    s.book("biaya_bkm", awal.replace(day=25), 275_000, blm, akun="51030", uraian="Kertas, materai, dan fotokopi")


def _later(s: Sekretariat, awal: datetime.date, ksm: list[KSM]) -> None:
    if ksm:
        milik = s.dana("blm_apbn", 1, ksm[0], _activity(s, 0))
        s.book("lpj_diterima", awal.replace(day=10), 11_640_000, milik, akun="21110", uraian=f"LPJ {ksm[0]} diterima")
        s.book("sisa_ksm", awal.replace(day=10), 360_000, milik, lewat="bank", uraian=f"Sisa dana {ksm[0]}")
    if len(ksm) > 1:
        milik = s.dana("blm_apbn", 1, ksm[1], _activity(s, 1))
        s.book(
            "bayar_ksm", awal.replace(day=18), 9_500_000, milik, lewat="bank", uraian=f"Dana kegiatan {ksm[1]} termin I"
        )
    s.book("bunga_bank_bkm", awal.replace(day=27), 61_300, s.dana("blm_apbn", 1), lewat="bank", uraian="Bunga bank")
    _approve(s, due_date(awal, 1))


def _approve(s: Sekretariat, sampai: datetime.date) -> None:
    tunggu = Jurnal.objects.filter(buku=s.buku, perlu_persetujuan=True, persetujuan__isnull=True, tanggal__lt=sampai)
    for jurnal in tunggu:
        actions.approve_jurnal(jurnal, oleh=s.meja.koordinator)


def _close(s: Sekretariat, awal: datetime.date) -> None:
    _approve(s, due_date(awal, 1))
    akhir = due_date(awal, 1) - datetime.timedelta(days=1)
    actions.count_kas(
        s.buku, oleh=s.sekretaris, tanggal=akhir, lembar=pieces_of(int(balance_of(s.buku, "11010", akhir))),
        penghitung=s.sekretaris.nama, saksi=s.meja.koordinator.nama,
    )  # fmt: skip
    for periode in Periode.objects.filter(buku=s.buku, tahun=awal.year, bulan=awal.month):
        actions.close_periode(periode, oleh=s.sekretaris)
