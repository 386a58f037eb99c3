"""Arrears: collecting, another schedule, writing off, what comes in afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from inti.errors import IsianSalah, TidakBerwenang
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import PenghapusanPinjaman, PenjadwalanUlang, Pinjaman
from keuangan.periksa import wrong_rows
from keuangan.queries import balance_of
from keuangan.queries_pembayaran import arrears_of, card_of, control_of
from tests.factories.keuangan import two
from tests.factories.ksm import AnggotaKSMFactory
from tests.factories.pembayaran import pay, rows, running
from tests.factories.wilayah import ParameterFactory
from tests.helpers import check_deferred
from tests.keuangan.test_buku_actions import refused
from tests.keuangan.test_pembayaran_actions import lines
from tests.keuangan.test_pembayaran_aturan import refuses

pytestmark = pytest.mark.django_db
HARI = date(2026, 3, 20)  # four instalments of loan A are due


@pytest.fixture
def pinjaman(buku: Any) -> Any:
    """Loan A, one instalment paid in December on the old books."""
    return running(buku, dibayar=(250_000, 37_500, 2_500))


@pytest.fixture
def macet(buku: Any) -> Any:
    """A loan of three months from January 2025 of which nothing came back: macet in 2026."""
    return running(buku, tenor_bulan=3, tanggal_cair=date(2025, 1, 15), pokok=300_000)


def bill(pinjaman: Any, oleh: Any = SISTEM, *, tanggal: date = HARI, cara: str = "kunjungan", **ubah: Any) -> Any:
    """Record a step of collecting."""
    return actions.record_tagihan(pinjaman, oleh=oleh, tanggal=tanggal, cara=cara, **ubah)


def test_steps_of_collecting(buku, pinjaman, kasir, manajer, empat_petugas):
    """KEU-139, UMU-12: with the arrears of that day; letters one after the other; nothing to collect where nothing is due."""
    for orang in (manajer, empat_petugas["kelurahan"], empat_petugas["kota"]):
        with pytest.raises(TidakBerwenang):
            bill(pinjaman, orang)
    for orang in (empat_petugas["kota_lain"], empat_petugas["tanpa_tugas"]):
        with pytest.raises(Pinjaman.DoesNotExist):
            bill(pinjaman, orang)
    refused("KEU-139", bill, pinjaman, kasir, tanggal=date(2026, 1, 14))
    refused("KEU-139", bill, pinjaman, kasir, cara="surat_2")
    for salah in ({"cara": "telepati"}, {"janji_bayar": HARI - timedelta(days=1)}):
        with pytest.raises(IsianSalah):
            bill(pinjaman, kasir, **salah)

    satu = bill(pinjaman, kasir, cara="surat_1", hasil="Diterima ketua", janji_bayar=date(2026, 3, 27))
    refused("KEU-139", bill, pinjaman, kasir, cara="surat_2")
    bill(pinjaman, kasir, cara="surat_2", tanggal=HARI + timedelta(days=7))

    assert (satu.tunggakan_pokok, satu.tunggakan_jasa) == (750_000, 112_500)


def test_list_of_arrears(buku, pinjaman, macet):
    """KEU-60, KEU-139: oldest first, with chair, last step, and a promise that has passed; four queries whatever the number."""
    running(buku, dibayar=(1_250_000, 187_500, 12_500))  # five instalments paid: nothing is due
    AnggotaKSMFactory(ksm=pinjaman.ksm, jabatan="ketua", nama="Euis Rekaan")
    bill(pinjaman, janji_bayar=date(2026, 3, 25))

    daftar = arrears_of(buku, date(2026, 3, 26))

    assert [x.pinjaman.pk for x in daftar] == [macet.pk, pinjaman.pk]
    assert (daftar[1].ketua, daftar[1].ingkar, daftar[1].hari) == ("Euis Rekaan", True, 70)
    assert (daftar[1].jumlah, daftar[0].penilaian.kelas, daftar[0].ingkar) == (862_500, "macet", False)


@pytest.mark.parametrize("banyak", [1, 6])
def test_list_costs_the_same(buku, banyak, django_assert_max_num_queries):
    """KEU-139: as many queries for six loans as for one."""
    for _n in range(banyak):
        running(buku)

    with django_assert_max_num_queries(4):
        assert len(arrears_of(buku, HARI)) == banyak


def reschedule(pinjaman: Any, oleh: Any, **ubah: Any) -> Any:
    """Twelve months from 20 March."""
    isi = {
        "tanggal": HARI, "tenor_bulan": 12, "keputusan": "Keputusan BKM 4/2026", "koordinator_nama": "Dedi Koordinator",
        "alasan": "Gagal panen", **ubah,
    }  # fmt: skip
    return actions.reschedule_pinjaman(pinjaman, oleh=oleh, **isi)


def test_another_schedule(buku, pinjaman, kasir, manajer, koordinator, empat_petugas):
    """KEU-137, UMU-12: what is still owed over the new term from the decision on; arrears of jasa first; the old one stays."""
    bayar = pay(pinjaman, 37_500, tanggal=date(2026, 3, 1))
    for orang in (kasir, koordinator, empat_petugas["kelurahan"], empat_petugas["kota"]):
        with pytest.raises(TidakBerwenang):
            reschedule(pinjaman, orang)
    for orang in (empat_petugas["kota_lain"], empat_petugas["tanpa_tugas"]):
        with pytest.raises(Pinjaman.DoesNotExist):
            reschedule(pinjaman, orang)
    for salah in ({"keputusan": " "}, {"koordinator_nama": ""}, {"alasan": ""}, {"tenor_bulan": 0},
                  {"tanggal": date(2026, 2, 28)}):  # fmt: skip
        with pytest.raises(IsianSalah):
            reschedule(pinjaman, manajer, **salah)
    refused("KEU-137", reschedule, pinjaman, manajer, koordinator_nama="lilis manajer")

    p = reschedule(pinjaman, manajer)

    check_deferred()
    assert (p.status, p.jadwal_ke, p.sisa_pokok) == ("dijadwal_ulang", 2, 2_250_000)
    baru = rows(p)
    assert len(baru) == 12 and baru[0].jatuh_tempo == date(2026, 4, 20)
    assert [int(baru[0].jasa), int(baru[1].jasa), int(baru[0].pokok)] == [33_750 + 75_000, 33_750, 187_500]
    assert p.angsuran.filter(jadwal_ke=1).count() == 10
    assert PenjadwalanUlang.objects.get().sisa_jasa == 75_000
    refused("KEU-135", actions.reverse_pembayaran, bayar, oleh=SISTEM, alasan="Salah", tanggal=HARI)
    with pytest.raises(IsianSalah):
        pay(p, 1_000, tanggal=date(2026, 3, 19))
    pay(p, 108_750 + 187_500, tanggal=date(2026, 4, 20), bop=0)
    check_deferred()
    assert Pinjaman.objects.get().sisa_pokok == 2_062_500
    kartu = card_of(p, date(2026, 4, 30))
    assert (int(kartu.baris[-1].ada_pokok), int(kartu.baris[-1].harus_pokok)) == (2_062_500, 2_062_500)
    assert wrong_rows(buku_id=buku.pk) == []


def test_schedule_without_a_decision(pinjaman):
    """KEU-137: the state needs its decision row, in the database too."""
    check_deferred()
    assert refuses(lambda: Pinjaman.objects.filter(pk=pinjaman.pk).update(jadwal_ke=2, status="dijadwal_ulang")) in {
        "penjadwalan_ulang_berdasar", "pinjaman_habis_lunas",
    }  # fmt: skip


def write_off(pinjaman: Any, oleh: Any, **ubah: Any) -> Any:
    """Decided on 20 March."""
    isi = {"tanggal": HARI, "keputusan": "Keputusan BKM 5/2026", "alasan": "KSM bubar", **ubah}
    return actions.write_off_pinjaman(pinjaman, oleh=oleh, **isi)


def test_write_off(buku, macet, kasir, manajer, koordinator, pembuku):
    """KEU-138: macet, collected, savings used; the reserve first, what it lacks as cost; the BKM's coordinator approves."""
    actions.post_jurnal(
        buku, oleh=SISTEM, jenis="bpb", tanggal=HARI, uraian="Cadangan", baris=two("51080", "12010", 120_000)
    )
    for orang in (kasir, pembuku, koordinator):
        with pytest.raises(TidakBerwenang):
            write_off(macet, orang)
    for salah in ({"keputusan": ""}, {"alasan": " "}, {"tanggal": date(2025, 1, 1)}):
        with pytest.raises(IsianSalah):
            write_off(macet, manajer, **salah)
    refused("KEU-138", write_off, macet, manajer)
    bill(macet, tanggal=date(2026, 3, 1))
    actions.deposit_tabungan(buku, macet.ksm, oleh=SISTEM, tanggal=HARI, jumlah=5_000)
    assert "tabungan" in refused("KEU-138", write_off, macet, manajer).pesan
    actions.cover_tunggakan(macet, oleh=SISTEM, tanggal=HARI, jumlah=5_000, alasan="Musyawarah")

    p = write_off(macet, manajer)

    check_deferred()
    hapus = PenghapusanPinjaman.objects.get()
    assert (p.status, p.sisa_pokok, hapus.dari_cadangan) == ("dihapus_buku", 300_000, 120_000)
    assert lines(hapus) == {"12010": 120_000, "51080": 180_000, "11030": -300_000}
    assert balance_of(buku, "11030", HARI) == 0 and control_of(buku, HARI).cocok
    for orang in (pembuku, kasir):
        with pytest.raises(TidakBerwenang):
            actions.approve_jurnal(hapus.jurnal, oleh=orang)
    actions.approve_jurnal(hapus.jurnal, oleh=koordinator)
    refused("KEU-133", pay, p, 1_000, tanggal=HARI)
    assert wrong_rows(buku_id=buku.pk) == []


def test_only_macet_is_written_off(buku, pinjaman, manajer):
    """KEU-138: a loan of a better class that day is refused with its class."""
    bill(pinjaman, tanggal=date(2026, 3, 1))

    assert "Kurang Lancar" in refused("KEU-138", write_off, pinjaman, manajer).pesan


def test_write_off_reads_the_class_of_lu02(buku, macet, pinjaman, manajer):
    """KEU-138, KEU-160, KEU-161: macet stays macet after rescheduling, and the area's own borders count for writing off too."""
    for p in (macet, pinjaman):
        bill(p, tanggal=date(2026, 3, 1))
    for nilai, kelas in enumerate(("kurang_lancar", "diragukan", "macet"), 1):
        ParameterFactory(kode=f"kolektibilitas.mulai_{kelas}", definisi="", nilai=nilai, jenis="bilangan")
    reschedule(macet, manajer)

    assert {write_off(p, manajer).status for p in (macet, pinjaman)} == {"dihapus_buku"}


def test_write_off_in_the_database(macet):
    """KEU-138: without a step of collecting on an earlier day the row itself is refused."""
    jurnal = actions.post_jurnal(
        macet.buku, oleh=SISTEM, jenis="bpb", tanggal=HARI, uraian="Hapus", baris=two("51080", "11030", 300_000)
    )
    isi = {
        "pinjaman": macet, "wilayah_id": macet.wilayah_id, "tanggal": HARI, "sisa_pokok": 300_000, "dari_cadangan": 0,
        "keputusan": "x", "alasan": "x", "jurnal": jurnal,
    }  # fmt: skip
    assert refuses(lambda: PenghapusanPinjaman.objects.create(**isi)) == "penghapusan_pinjaman_ditagih"


def test_recovery_is_income(buku, macet, kasir, manajer):
    """KEU-158: money for a written-off loan is income up to what was owed; it is taken back like any other."""

    def recover(jumlah: int, oleh: Any = kasir, **ubah: Any) -> Any:
        return actions.recover_pinjaman(macet, oleh=oleh, **{"tanggal": HARI, "jumlah": jumlah, **ubah})

    refused("KEU-158", recover, 1_000)
    bill(macet, tanggal=date(2026, 3, 1))
    write_off(macet, manajer)
    with pytest.raises(TidakBerwenang):
        recover(1_000, manajer)
    for salah in ({"lewat": "x"}, {"tanggal": HARI - timedelta(days=1)}, {"jumlah": 0}):
        with pytest.raises(IsianSalah):
            recover(**{"jumlah": 1_000, **salah})

    bayar = recover(300_000)

    check_deferred()
    assert lines(bayar) == {"11010": 300_000, "41020": -300_000} and bayar.alokasi.count() == 0
    refused("KEU-158", recover, 13_501)
    recover(13_500)
    actions.reverse_pembayaran(bayar, oleh=SISTEM, alasan="Cek kosong", tanggal=HARI)
    check_deferred()
    recover(300_000)
    check_deferred()
    assert Pinjaman.objects.get().sisa_pokok == 300_000 and wrong_rows(buku_id=buku.pk) == []
