"""Savings and deposits of a group; each refusal shares its setup with the success."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from inti.errors import IsianSalah, TidakBerwenang
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Dana, umum
from keuangan.models import Buku, Pinjaman
from keuangan.periksa import wrong_rows
from keuangan.queries_pembayaran import collection_of, savings_card, savings_of
from tests.factories.keuangan import two
from tests.factories.ksm import KSMFactory
from tests.factories.pembayaran import TERIMA, pay, running
from tests.helpers import check_deferred
from tests.keuangan.test_buku_actions import refused
from tests.keuangan.test_pembayaran_actions import lines
from tests.keuangan.test_pembayaran_aturan import refuses_at_commit

pytestmark = pytest.mark.django_db


@pytest.fixture
def pinjaman(buku: Any) -> Any:
    """Loan A with savings of 60,000 and a deposit of 5,000."""
    p = running(buku)
    actions.deposit_tabungan(buku, p.ksm, oleh=SISTEM, tanggal=date(2026, 1, 5), jumlah=60_000)
    pay(p, 5_000, tanggal=date(2026, 1, 5), bop=5_000)
    check_deferred()
    return p


def take(buku: Any, ksm: Any, jumlah: int, oleh: Any = SISTEM, **ubah: Any) -> Any:
    """Hand savings out."""
    return actions.pay_out_simpanan(buku, ksm, oleh=oleh, tanggal=TERIMA, jumlah=jumlah, **ubah)


def test_savings_by_officers(buku, pinjaman, kasir, pembuku, manajer, empat_petugas):
    """KEU-155, UMU-12: cashier and bookkeeper take savings in; others do not."""
    isi: dict[str, Any] = {"tanggal": TERIMA, "jumlah": 10_000}
    for orang in (manajer, empat_petugas["kelurahan"], empat_petugas["kota"]):
        with pytest.raises(TidakBerwenang):
            actions.deposit_tabungan(buku, pinjaman.ksm, oleh=orang, **isi)
        with pytest.raises(TidakBerwenang):
            take(buku, pinjaman.ksm, 1, orang, jenis="titipan")
    for orang in (empat_petugas["kota_lain"], empat_petugas["tanpa_tugas"]):
        with pytest.raises(Buku.DoesNotExist):
            actions.deposit_tabungan(buku, pinjaman.ksm, oleh=orang, **isi)

    for orang in (kasir, pembuku):
        actions.deposit_tabungan(buku, pinjaman.ksm, oleh=orang, **isi)
    check_deferred()

    assert savings_of(buku)[pinjaman.ksm_id].tabungan == 80_000
    assert [int(b.saldo) for b in savings_card(buku, pinjaman.ksm)] == [60_000, 70_000, 80_000]
    assert [int(b.saldo) for b in savings_card(buku, pinjaman.ksm, "titipan")] == [5_000]


def test_savings_wait_until_the_loan_is_lunas(buku, pinjaman, kasir, monkeypatch):
    """KEU-154, KEU-155: refused before lunas by action and database, then handed out, never more than there is."""
    refused("KEU-154", take, buku, pinjaman.ksm, 1_000, kasir)
    monkeypatch.setattr(umum, "require_savings", lambda *args: None)
    dana = Dana("perguliran", 2026, 0, None, pinjaman.ksm)

    actions.record_peristiwa(buku, "tabungan_keluar", oleh=SISTEM, tanggal=TERIMA, jumlah=1, dana=dana)

    assert refuses_at_commit() == "tabungan_sesudah_lunas"


def test_savings_after_lunas(buku, pinjaman, kasir):
    """KEU-154, KEU-155: after lunas they are handed out by a voucher that waits for a second person, of their own fund."""
    pay(pinjaman, 2_500_000 + 2 * 37_500, pelunasan=True)
    refused("KEU-155", take, buku, pinjaman.ksm, 60_001, kasir)
    for salah in ({"jenis": "x"}, {"lewat": "x"}):
        with pytest.raises(IsianSalah):
            take(buku, pinjaman.ksm, 1, kasir, **salah)

    jurnal = take(buku, pinjaman.ksm, 60_000, kasir)

    check_deferred()
    assert jurnal.perlu_persetujuan and jurnal.peristiwa == "tabungan_keluar"
    assert savings_of(buku)[pinjaman.ksm_id].tabungan == 0
    assert wrong_rows(buku_id=buku.pk) == []


def test_deposit_is_given_back_any_time(buku, pinjaman, kasir, monkeypatch):
    """KEU-155: the group's deposit is its own, also while a loan runs; never below zero, in the database too."""
    refused("KEU-155", take, buku, pinjaman.ksm, 5_001, kasir, jenis="titipan")
    take(buku, pinjaman.ksm, 5_000, kasir, jenis="titipan", lewat="bank")
    check_deferred()
    monkeypatch.setattr(umum, "require_savings", lambda *args: None)
    dana = Dana("perguliran", 2026, 0, None, pinjaman.ksm)

    actions.record_peristiwa(buku, "titipan_keluar", oleh=SISTEM, tanggal=TERIMA, jumlah=1, dana=dana)

    assert refuses_at_commit() == "simpanan_tidak_minus"


def test_savings_that_go_out_name_their_group(buku, pinjaman, monkeypatch):
    """KEU-155: in a ledger with running loans no savings leave without saying whose they are."""
    isi = {"oleh": SISTEM, "jenis": "bkk", "tanggal": TERIMA, "uraian": "Ambil", "baris": two("21020", "11010", 1_000)}
    refused("KEU-155", actions.post_jurnal, buku, **isi)
    monkeypatch.setattr(umum, "require_savings", lambda *args: None)

    actions.post_jurnal(buku, **isi)

    assert refuses_at_commit() == "simpanan_sebut_ksm"


def test_payment_whose_deposit_is_gone_stays(buku, pinjaman):
    """KEU-155: a payment is not taken back once the deposit it made was handed out."""
    take(buku, pinjaman.ksm, 5_000, jenis="titipan")
    check_deferred()

    bayar = pinjaman.pembayaran.get()

    refused("KEU-155", actions.reverse_pembayaran, bayar, oleh=SISTEM, alasan="Salah", tanggal=TERIMA)


def test_savings_cover_own_arrears(buku, pinjaman, kasir, pembuku, manajer):
    """KEU-154: by the bookkeeper with the group's decision and a second person; only what is due, only what was saved."""

    def cover(jumlah: int, oleh: Any = pembuku, alasan: str = "Musyawarah 14-01-2026: disepakati") -> Any:
        return actions.cover_tunggakan(pinjaman, oleh=oleh, tanggal=TERIMA, jumlah=jumlah, alasan=alasan)

    with pytest.raises(TidakBerwenang):
        cover(50_000, kasir)
    with pytest.raises(IsianSalah):
        cover(50_000, alasan=" ")
    refused("KEU-155", cover, 60_001)
    actions.deposit_tabungan(buku, pinjaman.ksm, oleh=SISTEM, tanggal=TERIMA, jumlah=900_000)
    refused("KEU-154", cover, 575_001)

    bayar = cover(80_000)

    check_deferred()
    assert (bayar.lewat, bayar.jurnal.jenis, bayar.jurnal.perlu_persetujuan) == ("tabungan", "bpb", True)
    assert lines(bayar) == {"21020": 80_000, "11030": -5_000, "41010": -75_000}
    actions.approve_jurnal(bayar.jurnal, oleh=manajer)
    assert Pinjaman.objects.get().sisa_pokok == 2_495_000
    actions.reverse_pembayaran(bayar, oleh=pembuku, alasan="Keliru", tanggal=TERIMA)
    check_deferred()
    assert savings_of(buku)[pinjaman.ksm_id].tabungan == 960_000


def test_deposit_pays_what_fell_due(buku, kasir, pembuku, manajer, empat_petugas):
    """KEU-197, KEU-133: jasa then principal that are due, out of the group's deposit and no more; no cash; taken back whole."""
    p = running(buku, syarat={"kelebihan": "titipan"})
    pay(p, 287_500 * 2 + 5_000 + 400_000)  # two due, their BOP, and 400,000 that wait here
    hari, isi = date(2026, 3, 20), {"tanggal": date(2026, 3, 20), "lewat": "titipan", "dari_titipan": True}

    def use(jumlah: int, oleh: Any = kasir, **ubah: Any) -> Any:
        return pay(p, jumlah, oleh, **{**isi, **ubah})

    for orang in (manajer, empat_petugas["kelurahan"], empat_petugas["kota"]):
        with pytest.raises(TidakBerwenang):
            use(1_000, orang)
    for orang in (empat_petugas["kota_lain"], empat_petugas["tanpa_tugas"]):
        with pytest.raises(Pinjaman.DoesNotExist):
            use(1_000, orang)
    for salah in (
        {"pelunasan": True},
        {"tabungan": 500},
        {"bop": 100},
        {"bagian": {uuid4(): 1_000}},
        {"dari_titipan": False},
    ):
        with pytest.raises(IsianSalah):
            use(1_000, **salah)
    refused("KEU-197", use, 405_001)
    refused("KEU-197", use, 287_501, tanggal=date(2026, 2, 20))

    bayar = use(300_000)

    check_deferred()
    assert (bayar.lewat, bayar.jurnal.jenis, bayar.jurnal.perlu_persetujuan) == ("titipan", "bpb", False)
    assert lines(bayar) == {"21030": 300_000, "11030": -225_000, "41010": -75_000}
    assert savings_of(buku)[p.ksm_id].titipan == 105_000 == collection_of(buku, hari)[0].titipan
    assert Pinjaman.objects.get().sisa_pokok == 2_500_000 - 500_000 - 225_000 and wrong_rows(buku_id=buku.pk) == []
    actions.reverse_pembayaran(bayar, oleh=pembuku, alasan="Keliru", tanggal=hari)
    check_deferred()
    assert savings_of(buku)[p.ksm_id].titipan == 405_000


def test_group_without_savings_has_none(buku):
    """KEU-155: a group nobody saved for has nothing to take."""
    refused("KEU-155", take, buku, KSMFactory(), 1, jenis="titipan")
