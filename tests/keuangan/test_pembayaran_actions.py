"""Payments through their actions: parted before they are saved, closed by the last rupiah, taken back by their mirror."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang, TransisiDitolak
from inti.models import Jejak
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Bawaan, Terima
from keuangan.bagi import Minta, part
from keuangan.hitung.alokasi import Pengecualian
from keuangan.models import Buku, Pembayaran, Periode, Pinjaman
from keuangan.periksa import wrong_rows
from keuangan.queries import balance_of
from keuangan.queries_pembayaran import register_total
from tests.conftest import KELURAHAN
from tests.factories.keuangan import BukuFactory
from tests.factories.ksm import KSMFactory
from tests.factories.pembayaran import CAIR, TERIMA, pay, product, rows, running
from tests.helpers import check_deferred
from tests.keuangan.test_buku_actions import refused
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def pinjaman(buku):
    """Loan A: on 15 January two instalments of 250,000 + 37,500 (+ 2,500 deposit) are due."""
    return running(buku)


def pieces(bayar) -> list[tuple[int, str, int]]:
    """Where a payment went."""
    return [(a.angsuran.ke, a.untuk, int(a.jumlah)) for a in bayar.alokasi.select_related("angsuran").order_by("id")]


def lines(bayar) -> dict[str, int]:
    """Its voucher by account: debit minus credit."""
    hasil: dict[str, int] = {}
    for b in bayar.jurnal.baris.select_related("akun"):
        hasil[b.akun.kode] = hasil.get(b.akun.kode, 0) + int(b.debit - b.kredit)
    return hasil


# -- brought in ----------------------------------------------------------------------------------------------------


def test_loan_is_brought_in_with_what_was_paid(buku, pembuku, kasir, empat_petugas):
    """KEU-150, UMU-12: its schedule comes from its terms, what was paid lies on the oldest rows; only the bookkeeper brings."""
    isi = Bawaan(
        ksm=KSMFactory(), produk=product(buku), pokok=2_500_000, tenor_bulan=10, tanggal_cair=date(2025, 10, 15),
        dibayar=(300_000, 37_500, 5_000), nomor_lama="17/2025",
    )  # fmt: skip
    for orang, galat in ((kasir, TidakBerwenang), (empat_petugas["kelurahan"], TidakBerwenang),
                         (empat_petugas["kota"], TidakBerwenang), (empat_petugas["kota_lain"], Buku.DoesNotExist),
                         (empat_petugas["tanpa_tugas"], Buku.DoesNotExist)):  # fmt: skip
        with pytest.raises(galat):
            actions.bring_pinjaman(buku, isi, oleh=orang)

    p = actions.bring_pinjaman(buku, isi, oleh=pembuku)

    check_deferred()
    assert (p.status, p.nomor, p.ke, p.bawaan, p.sisa_pokok) == ("berjalan", 1, 1, True, 2_200_000)
    jadwal = rows(p)
    assert [(int(a.pokok), int(a.jasa), int(a.bop)) for a in jadwal] == [(250_000, 37_500, 2_500)] * 10
    assert jadwal[0].jatuh_tempo == date(2025, 11, 15)
    assert [(int(a.pokok_dibayar), int(a.jasa_dibayar), int(a.bop_dibayar)) for a in jadwal[:3]] == [
        (250_000, 37_500, 2_500), (50_000, 0, 2_500), (0, 0, 0),
    ]  # fmt: skip
    bayar = Pembayaran.objects.get(pinjaman=p)
    assert (bayar.lewat, bayar.jurnal, bayar.jumlah, bayar.tanggal) == ("lama", None, 342_500, date(2025, 12, 31))
    assert Jejak.objects.filter(peristiwa="keuangan.pinjaman.dibawa").count() == 1


@pytest.mark.parametrize(
    ("ubah", "aturan"),
    [
        ({"tanggal_cair": date(2026, 1, 1)}, "KEU-150"),
        ({"dibayar": (2_500_001, 0, 0)}, "KEU-150"),
        ({"dibayar": (2_500_000, 375_000, 0)}, "KEU-150"),
        ({"dibayar": (1, 0, 0), "dibayar_sampai": date(2026, 1, 1)}, "KEU-150"),
        ({"dibayar": (1, 0, 0), "dibayar_sampai": date(2025, 11, 14)}, "KEU-150"),
        ({"pokok": 9, "tenor_bulan": 10}, "KEU-44"),
    ],
)
def test_loan_that_cannot_be_brought_in(buku, ubah, aturan):
    """KEU-150, KEU-44: disbursed in this ledger, more paid than owed, lunas, paid outside the old books, no schedule."""
    isi = {"ksm": KSMFactory(), "produk": product(buku), "pokok": 2_500_000, "tenor_bulan": 10, "tanggal_cair": CAIR}

    refused(aturan, actions.bring_pinjaman, buku, Bawaan(**{**isi, **ubah}), oleh=SISTEM)
    with pytest.raises(IsianSalah):
        actions.bring_pinjaman(buku, Bawaan(**isi, ketentuan={"denda": 1}), oleh=SISTEM)

    actions.bring_pinjaman(buku, Bawaan(**isi), oleh=SISTEM)


def test_old_loans_come_while_the_opening_month_is_open(buku, pinjaman, manajer, koordinator):
    """KEU-150: after the month in which the ledger began was closed no loan is brought in, nor by SQL; reopened, it is."""
    isi = Bawaan(ksm=KSMFactory(), produk=product(buku), pokok=100_000, tenor_bulan=5, tanggal_cair=CAIR)
    for jurnal in buku.jurnal.filter(perlu_persetujuan=True):
        actions.approve_jurnal(jurnal, oleh=manajer)
    bulan = actions.close_periode(Periode.objects.get(), oleh=manajer)

    assert "01/2026" in refused("KEU-150", actions.bring_pinjaman, buku, isi, oleh=SISTEM).pesan
    salin = Pinjaman.objects.get(pk=pinjaman.pk)
    salin.pk, salin.nomor, salin.ksm = uuid4(), 2, KSMFactory()
    with pytest.raises(IntegrityError, match="Bulan pembuka"), transaction.atomic():
        salin.save(force_insert=True)

    actions.reopen_periode(bulan, oleh=koordinator, alasan="Keputusan BKM 1/2026")
    assert actions.bring_pinjaman(buku, isi, oleh=SISTEM).nomor == 2


def test_wrongly_brought_loan_is_struck(buku, pinjaman, manajer, pembuku, koordinator, empat_petugas):
    """KEU-195, KEU-152: while unpaid here and the first month is open, by the manager with a reason; then entered rightly."""
    for orang, galat in ((pembuku, TidakBerwenang), (koordinator, TidakBerwenang), (empat_petugas["kelurahan"], TidakBerwenang),
                         (empat_petugas["kota"], TidakBerwenang), (empat_petugas["kota_lain"], Pinjaman.DoesNotExist),
                         (empat_petugas["tanpa_tugas"], Pinjaman.DoesNotExist)):  # fmt: skip
        with pytest.raises(galat):
            actions.withdraw_bawaan(pinjaman, oleh=orang, alasan="Salah KSM")
    with pytest.raises(IsianSalah):
        actions.withdraw_bawaan(pinjaman, oleh=manajer, alasan=" ")
    bayar = pay(pinjaman, 100_000)
    with pytest.raises(GerbangTertutup) as galat:
        actions.withdraw_bawaan(pinjaman, oleh=manajer, alasan="Salah KSM")
    assert [k.kode for k in galat.value.kekurangan if not k.terpenuhi] == ["belum_dibayar"]
    with pytest.raises(IntegrityError, match="Hanya pinjaman bawaan"), transaction.atomic():
        Pinjaman.objects.filter(pk=pinjaman.pk).update(status="batal", alasan="x")
    actions.reverse_pembayaran(bayar, oleh=pembuku, alasan="Salah KSM", tanggal=TERIMA)
    periode = Periode.objects.get()

    p = actions.withdraw_bawaan(pinjaman, oleh=manajer, alasan="Salah KSM")

    check_deferred()
    assert (p.status, p.sisa_pokok, p.alasan) == ("batal", 0, "Salah KSM")
    assert register_total(buku, TERIMA) == 0 and [s.pemeriksaan for s in wrong_rows(buku_id=buku.pk)] == ["pinjaman"]
    with pytest.raises(IntegrityError, match="tidak sama dengan akun 11030"), transaction.atomic():
        Periode.objects.filter(pk=periode.pk).update(
            status="ditutup", ditutup_pada=timezone.now(), ditutup_oleh_id=manajer.pk
        )
    running(buku, ksm=p.ksm, saldo=False)
    check_deferred()
    assert wrong_rows(buku_id=buku.pk) == []


def test_group_has_one_running_loan(buku, pinjaman):
    """KEU-123: a second running loan of a group is refused with its name."""
    isi = Bawaan(ksm=pinjaman.ksm, produk=product(buku), pokok=100_000, tenor_bulan=5, tanggal_cair=CAIR)

    assert pinjaman.ksm.nama in refused("KEU-123", actions.bring_pinjaman, buku, isi, oleh=SISTEM).pesan


# -- paying --------------------------------------------------------------------------------------------------------


def test_pay_by_officers(buku, pinjaman, kasir, pembuku, manajer, koordinator, empat_petugas):
    """KEU-133, UMU-12: cashier and bookkeeper receive; who decides, oversees or is elsewhere does not."""
    for orang in (manajer, koordinator, empat_petugas["kelurahan"], empat_petugas["kota"]):
        with pytest.raises(TidakBerwenang):
            pay(pinjaman, 100_000, orang)
    for orang in (empat_petugas["kota_lain"], empat_petugas["tanpa_tugas"]):
        with pytest.raises(Pinjaman.DoesNotExist):
            pay(pinjaman, 100_000, orang)

    satu, dua = pay(pinjaman, 100_000, kasir), pay(pinjaman, 100_000, pembuku, lewat="bank")

    check_deferred()
    assert lines(satu) == {"11010": 100_000, "11030": -25_000, "41010": -75_000}
    assert lines(dua) == {"11021": 100_000, "11030": -100_000}
    assert satu.jurnal.peristiwa == "angsuran" and satu.jurnal.objek_id == str(satu.pk)
    assert {b.ksm_id for b in satu.jurnal.baris.all()} == {pinjaman.ksm_id}
    assert Pinjaman.objects.get().sisa_pokok == 2_500_000 - 125_000
    assert wrong_rows(buku_id=buku.pk) == []


def test_jasa_then_overdue_principal_then_deposit(pinjaman):
    """KEU-50, KEU-153: jasa of all that is due, principal oldest first, then the deposit that fell due, then what comes next."""
    bayar = pay(pinjaman, 575_000 + 4_000)
    assert pieces(bayar) == [
        (1, "jasa", 37_500), (2, "jasa", 37_500), (1, "pokok", 250_000), (2, "pokok", 250_000), (1, "bop", 2_500),
        (2, "bop", 1_500),
    ]  # fmt: skip
    assert lines(bayar)["21030"] == -4_000

    lagi = pay(pinjaman, 1_000 + 290_000 + 10_000)

    check_deferred()
    assert pieces(lagi) == [
        (3, "jasa", 37_500), (3, "pokok", 250_000), (4, "jasa", 10_000), (2, "bop", 1_000), (3, "bop", 2_500),
    ]  # fmt: skip


def test_group_names_its_deposit(pinjaman):
    """KEU-153: what the group hands over as BOP is BOP, although principal is overdue; never more than the schedule holds."""
    refused("KEU-153", pay, pinjaman, 100_000, bop=25_001)
    with pytest.raises(IsianSalah):
        pay(pinjaman, 100, bop=101)

    assert pieces(pay(pinjaman, 10_000, bop=4_000)) == [(1, "jasa", 6_000), (1, "bop", 2_500), (2, "bop", 1_500)]


def test_savings_come_with_an_instalment(buku, pinjaman):
    """KEU-133: part of the money is saved; all of it may be, never more than all."""
    with pytest.raises(IsianSalah):
        pay(pinjaman, 100, tabungan=101)

    bayar = pay(pinjaman, 50_000, tabungan=12_500)
    pay(pinjaman, 5_000, tabungan=5_000)

    check_deferred()
    assert lines(bayar) == {"11010": 50_000, "41010": -37_500, "21020": -12_500}
    assert balance_of(buku, "21020", TERIMA) == 17_500


def test_excess_stays_as_deposit_where_the_product_says(buku):
    """KEU-51: with `titipan`, money above what is due waits as the group's deposit."""
    p = running(buku, syarat={"kelebihan": "titipan"})

    bayar = pay(p, 580_000 + 7_000)

    check_deferred()
    assert bayar.titipan == 7_000 and lines(bayar)["21030"] == -12_000


def test_principal_first_needs_a_second_person(pinjaman, kasir):
    """KEU-54, KEU-156: only with a written reason and the name of another person than who records."""
    for salah in (("", "Lilis Manajer"), ("Ketua sakit", " ")):
        refused("KEU-54", lambda s=salah: Pengecualian(*s))
    sendiri = Pengecualian("Ketua sakit", "yanti  KASIR")
    refused("KEU-156", pay, pinjaman, 100_000, kasir, pokok_dulu=sendiri)

    bayar = pay(pinjaman, 260_000, kasir, pokok_dulu=Pengecualian("Ketua sakit", "Lilis Manajer"))

    check_deferred()
    assert pieces(bayar) == [(1, "pokok", 250_000), (2, "pokok", 10_000)]
    assert (bayar.pokok_dulu, bayar.disetujui_nama, bayar.alasan) == (True, "Lilis Manajer", "Ketua sakit")


def test_what_is_not_received(pinjaman):
    """KEU-52, KEU-133: nothing, fractions, more than is owed, before disbursement, in the future, by savings."""
    for jumlah in (0, -5, Decimal("0.5")):
        with pytest.raises(IsianSalah):
            pay(pinjaman, jumlah)
    refused("KEU-52", pay, pinjaman, 2_500_000 + 375_000 + 25_000 + 1)
    for hari in (CAIR - timedelta(days=1), today_in(KELURAHAN) + timedelta(days=1)):
        with pytest.raises(IsianSalah):
            pay(pinjaman, 1_000, tanggal=hari)
    with pytest.raises(IsianSalah):
        pay(pinjaman, 1_000, lewat="tabungan")
    refused("KEU-15", pay, pinjaman, 1_000, tanggal=CAIR)

    pay(pinjaman, 1_000)


def test_last_rupiah_closes_the_loan(buku, pinjaman, kasir):
    """KEU-134: lunas by itself on the day of the payment; then nothing is received any more, and the register is empty."""
    pay(pinjaman, 2_500_000 + 375_000 - 1, kasir, bop=0)
    assert Pinjaman.objects.get().status == "berjalan"

    with pytest.raises(IsianSalah):
        pay(pinjaman, 1, kasir, lewat="x")
    pay(pinjaman, 1, kasir, tanggal=date(2026, 1, 20), bop=0)

    check_deferred()
    p = Pinjaman.objects.get()
    assert (p.status, p.tanggal_selesai, p.sisa_pokok) == ("lunas", date(2026, 1, 20), 0)
    refused("KEU-133", pay, pinjaman, 1, kasir)
    assert [balance_of(buku, "11030", h) for h in (TERIMA, date(2026, 1, 20))] == [1, 0]


def test_settlement_waives_later_jasa(pinjaman, kasir):
    """KEU-53, KEU-134: principal and jasa up to the running month close a loan; another amount is told what is needed."""
    bayar_tepat = 2_500_000 + 3 * 37_500  # 20 January: due 15 December and January, running month up to 15 February
    salah = refused("KEU-53", pay, pinjaman, bayar_tepat - 1, kasir, tanggal=date(2026, 1, 20), pelunasan=True)
    assert salah.rincian["pelunasan"] == f"{bayar_tepat}.00"

    bayar = pay(pinjaman, bayar_tepat, kasir, tanggal=date(2026, 1, 20), pelunasan=True)

    check_deferred()
    assert bayar.jenis == "pelunasan" and Pinjaman.objects.get().status == "lunas"
    assert sum(int(a.jasa_dibebaskan) for a in rows(pinjaman)) == 7 * 37_500


def test_preview_is_what_is_saved(pinjaman):
    """KEU-133: the parts shown before saving are those that are stored."""
    muka = part(pinjaman, rows(pinjaman), Minta(Decimal(400_000), TERIMA))

    bayar = pay(pinjaman, 400_000)

    assert pieces(bayar) == [(a.ke, u, int(n)) for a, u, n in muka.potong]
    assert muka.sisa_pokok == Pinjaman.objects.get().sisa_pokok


def test_lunas_is_not_declared(pinjaman, kasir, manajer):
    """KEU-134, KEU-135: neither lunas nor its end is declared by hand, whoever asks."""
    for fungsi in (actions.close_pinjaman, actions.reopen_pinjaman):
        with pytest.raises(TidakBerwenang):
            fungsi(pinjaman, oleh=manajer)
    refused("KEU-134", actions.close_pinjaman, pinjaman, oleh=kasir)
    with pytest.raises(TransisiDitolak):
        actions.reopen_pinjaman(pinjaman, oleh=kasir)
    pay(pinjaman, 2_500_000 + 2 * 37_500, pelunasan=True)

    refused("KEU-135", actions.reopen_pinjaman, pinjaman, oleh=kasir)
    with pytest.raises(TransisiDitolak):
        actions.close_pinjaman(pinjaman, oleh=kasir)


# -- taken back ----------------------------------------------------------------------------------------------------


def test_payment_is_taken_back(buku, pinjaman, kasir, pembuku):
    """KEU-135: mirror and reversing voucher in one unit, once, with a reason, by the bookkeeper; its voucher not alone."""
    bayar = pay(pinjaman, 300_000, kasir, tabungan=10_000)
    with pytest.raises(TidakBerwenang):
        actions.reverse_pembayaran(bayar, oleh=kasir, alasan="Salah KSM")
    with pytest.raises(IsianSalah):
        actions.reverse_pembayaran(bayar, oleh=pembuku, alasan=" ")

    balik = actions.reverse_pembayaran(bayar, oleh=pembuku, alasan="Salah KSM", tanggal=date(2026, 1, 16))

    check_deferred()
    assert (balik.jumlah, balik.tabungan, balik.jurnal.membalik_id) == (-300_000, -10_000, bayar.jurnal_id)
    assert Pinjaman.objects.get().sisa_pokok == 2_500_000
    assert all(a.jasa_dibayar == a.pokok_dibayar == 0 for a in rows(pinjaman))
    assert balance_of(buku, "11030", date(2026, 1, 16)) == 2_500_000
    refused("KEU-135", actions.reverse_pembayaran, bayar, oleh=pembuku, alasan="Lagi")
    refused("KEU-135", actions.reverse_pembayaran, balik, oleh=pembuku, alasan="Lagi")
    assert wrong_rows(buku_id=buku.pk) == []


def test_taking_back_reopens_the_loan(buku, pinjaman, pembuku):
    """KEU-135: a settled loan runs again with its jasa, unless the group has a new loan meanwhile."""
    bayar = pay(pinjaman, 2_500_000 + 2 * 37_500, pelunasan=True)
    check_deferred()

    actions.reverse_pembayaran(bayar, oleh=pembuku, alasan="Cek kosong", tanggal=TERIMA)

    check_deferred()
    p = Pinjaman.objects.get()
    assert (p.status, p.tanggal_selesai, p.sisa_pokok) == ("berjalan", None, 2_500_000)
    assert sum(a.jasa_dibebaskan for a in rows(p)) == 0
    lagi = pay(pinjaman, 2_500_000 + 2 * 37_500, pelunasan=True)
    running(buku, ksm=p.ksm, saldo=False)
    refused("KEU-135", actions.reverse_pembayaran, lagi, oleh=pembuku, alasan="Cek kosong", tanggal=TERIMA)


def test_old_payment_is_not_taken_back(buku, pembuku):
    """KEU-135: what was paid on the old books has no voucher here."""
    p = running(buku, dibayar=(1_000, 0, 0))

    refused("KEU-135", actions.reverse_pembayaran, p.pembayaran.get(), oleh=pembuku, alasan="Salah")


# -- members -------------------------------------------------------------------------------------------------------


def test_members_bring_their_parts(buku, kasir):
    """KEU-136: who brought what sums to the payment, of members of this loan; members pay for one another."""
    p = running(buku, anggota=5)
    satu, dua, *_lain = p.bagian.order_by("urut")
    asing = running(BukuFactory(), anggota=5).bagian.first()
    refused("KEU-136", pay, p, 100_000, kasir, bagian={satu.pk: 99_999})
    refused("KEU-136", pay, p, 100_000, kasir, bagian={satu.pk: 50_000, asing.pk: 50_000})
    with pytest.raises(IsianSalah):
        pay(p, 100_000, kasir, bagian={satu.pk: 150_000, dua.pk: -50_000})

    bayar = pay(p, 100_000, kasir, bagian={satu.pk: 70_000, dua.pk: 30_000})

    check_deferred()
    assert sorted(int(b.jumlah) for b in bayar.bagian.all()) == [30_000, 70_000]
    balik = actions.reverse_pembayaran(bayar, oleh=SISTEM, alasan="Salah", tanggal=TERIMA)
    check_deferred()
    assert sorted(int(b.jumlah) for b in balik.bagian.all()) == [-70_000, -30_000]


# -- collection sheet ----------------------------------------------------------------------------------------------


def test_sheet_is_saved_whole_or_not_at_all(buku, pinjaman, kasir):
    """KEU-157: a wrong line names itself and nothing is saved; then all lines at once; empty, twice and strange refused."""
    lain = running(buku)
    asing = running(BukuFactory())

    def terima(n):
        return Terima(Minta(Decimal(n), TERIMA))

    def kumpul(*baris):
        return actions.collect_pinjaman(buku, oleh=kasir, tanggal=TERIMA, baris=baris)

    with pytest.raises(IsianSalah) as galat:
        kumpul((pinjaman, terima(100_000)), (lain, terima(99_000_000)))
    assert list(galat.value.galat) == [f"baris_{lain.pk}"] and not Pembayaran.objects.exists()
    with pytest.raises(IsianSalah):
        kumpul()
    refused("KEU-157", kumpul, (pinjaman, terima(1)), (pinjaman, terima(2)))
    refused("KEU-157", kumpul, (asing, terima(1)))

    hasil = kumpul((pinjaman, terima(100_000)), (lain, terima(290_000)))

    check_deferred()
    assert [int(b.jumlah) for b in hasil] == [100_000, 290_000]
    assert Jejak.objects.filter(peristiwa="keuangan.kumpulan.dicatat").count() == 1
    assert balance_of(buku, "11010", TERIMA) == 390_000


def test_refusals_are_all_of_rules(pinjaman):
    """KEU-55: a settled loan is told apart from one that never took money."""
    bayar = pay(pinjaman, 2_500_000 + 2 * 37_500, pelunasan=True)

    with pytest.raises(AturanDilanggar) as galat:
        part(Pinjaman.objects.get(pk=bayar.pinjaman_id), rows(pinjaman), Minta(Decimal(1), TERIMA))
    assert galat.value.aturan == "KEU-55"
