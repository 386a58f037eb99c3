"""The reserve of a month: posted once for the difference, kept with its loans, asked for when the month is closed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Baris, Dana
from keuangan.models import Buku, CadanganBulan, Jurnal, KolektibilitasBulan, PengecualianGerbang, Periode
from keuangan.queries import balance_of
from tests.factories.keuangan import PemilikDanaFactory
from tests.factories.kolektibilitas import pay, running_loan
from tests.factories.wilayah import ParameterFactory
from tests.helpers import check_deferred
from tests.keuangan.contoh import d, terms

GULIR = Dana("perguliran", 2026)
JANUARI, FEBRUARI = date(2026, 1, 31), date(2026, 2, 28)


def opening(buku, piutang):
    """The opening balance: loans that run, the rest in cash, all of it capital."""
    baris = [Baris("11030", GULIR, debit=piutang), Baris("11010", GULIR, debit=5_000_000)]
    return actions.set_saldo_awal(buku, oleh=SISTEM, saldo=[*baris, Baris("31010", GULIR, kredit=piutang + 5_000_000)])


@pytest.fixture
def portofolio(buku):
    """Two loans of the old books: one in good time, one with nothing paid for half a year (2,500,000 in ten months each)."""
    baik = running_loan(buku, terms(tanggal_cair=date(2025, 12, 20)))
    buruk = running_loan(buku, terms(tanggal_cair=date(2025, 6, 15)))
    opening(buku, 5_000_000)
    return baik, buruk


def test_reserve_is_the_difference_and_its_loans_are_kept(buku, portofolio, pembuku):
    """KEU-163, KEU-164: Dr 51080 Cr 12010 for what lacks; every loan with its class, balance, arrears and the rules used."""
    satu = actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku)
    check_deferred()

    # 31 January: the first is one instalment late (DPK, 0.5 %), the second seven (Diragukan, 50 %).
    assert satu.cadangan == d(12_500) + d(1_250_000)
    assert balance_of(buku, "12010", JANUARI) == balance_of(buku, "51080", JANUARI) == satu.cadangan
    assert (satu.saldo_lalu, satu.pinjaman, satu.saldo_pokok) == (0, 2, 5_000_000)
    assert satu.jurnal.tanggal == JANUARI and satu.jurnal.peristiwa == "cadangan_naik"
    assert satu.aturan["mulai"] == ["3", "6", "9"] and satu.aturan["cadangan"]["diragukan"] == "50"
    baris = list(satu.baris.values_list("kelas", "tunggakan_pokok", "umur", "berisiko", "cadangan"))
    assert baris == [("dpk", 250_000, 1, False, 12_500), ("diragukan", 1_750_000, 7, True, 1_250_000)]


def test_next_month_books_only_what_changed(buku, portofolio, pembuku):
    """KEU-163: a loan that pays its arrears releases reserve (Dr 12010 Cr 51080); channelled loans have none."""
    baik, buruk = portofolio
    running_loan(buku, terms(tanggal_cair=date(2025, 6, 15)), pemilik=PemilikDanaFactory())
    actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku)
    pay(buruk, date(2026, 2, 10), 2_100_000)

    satu = actions.post_cadangan(buku, tahun=2026, bulan=2, oleh=pembuku)
    check_deferred()

    assert satu.jurnal.peristiwa == "cadangan_turun" and satu.pinjaman == 2
    assert satu.cadangan == balance_of(buku, "12010", FEBRUARI) < satu.saldo_lalu


def test_once_a_month_and_again_only_with_a_reason(buku, portofolio, pembuku):
    """KEU-12, KEU-164: unchanged it is refused; changed it needs a reason, takes the journal back and books anew."""
    _baik, buruk = portofolio
    actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku)
    with pytest.raises(AturanDilanggar, match="masih tepat"):
        actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku, alasan="Coba lagi")
    pay(buruk, date(2026, 1, 30), 2_000_000)
    with pytest.raises(AturanDilanggar, match="Tulis alasan"):
        actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku)

    dua = actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku, alasan="Angsuran susulan")
    check_deferred()

    assert dua.ke == 2 and dua.saldo_lalu == 0
    assert balance_of(buku, "12010", JANUARI) == dua.cadangan
    assert Jurnal.objects.filter(buku=buku, peristiwa="pembalikan").count() == 1


def test_unchanged_reserve_needs_no_journal(buku, pembuku):
    """KEU-164: without loans nothing is booked; the month is done all the same."""
    opening(buku, 1)
    satu = actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku)
    check_deferred()
    assert satu.jurnal is None and satu.cadangan == 0 == satu.pinjaman


def test_month_must_be_over_and_open(buku, buku_bkm, portofolio, pembuku, sekretaris):
    """KEU-164, KEU-15: not a month that runs, not the Sekretariat, not a month that does not exist."""
    with pytest.raises(AturanDilanggar, match="belum selesai"):
        actions.post_cadangan(buku, tahun=2100, bulan=1, oleh=pembuku)
    with pytest.raises(IsianSalah):
        actions.post_cadangan(buku, tahun=2026, bulan=13, oleh=pembuku)
    with pytest.raises(AturanDilanggar, match="buku UPK"):
        actions.post_cadangan(buku_bkm, tahun=2026, bulan=1, oleh=sekretaris)


def test_reserve_by_officers(buku, portofolio, pembuku, kasir, manajer, empat_petugas):
    """KEU-164: the bookkeeper of that UPK; the cashier, the manager and the four officers do not book it."""
    for oleh in (kasir, manajer, empat_petugas["kelurahan"], empat_petugas["kota"]):
        with pytest.raises(TidakBerwenang):
            actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=oleh)
    for nama in ("kota_lain", "tanpa_tugas"):
        with pytest.raises(Buku.DoesNotExist):
            actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=empat_petugas[nama])
    assert actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku)


@pytest.mark.parametrize("mode", ["block", "warn", ""])
def test_month_closes_with_its_reserve(buku, portofolio, pembuku, manajer, mode):
    """KEU-165: a month without its reserve, or with one that is no longer right, stays open where the Parameter says so."""
    if mode:
        ParameterFactory(kode="cadangan.wajib_sebelum_tutup", definisi="", nilai=True, jenis="ya_tidak", mode=mode)
    actions.approve_jurnal(Jurnal.objects.get(buku=buku, peristiwa="saldo_awal"), oleh=manajer)
    bulan = Periode.objects.get(buku=buku, tahun=2026, bulan=1)
    if mode != "block":
        actions.close_periode(bulan, oleh=manajer)
        return
    with pytest.raises(AturanDilanggar, match="Cadangan risiko bulan ini belum tepat"):
        actions.close_periode(bulan, oleh=manajer)
    actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku)
    pay(portofolio[1], date(2026, 1, 30), 2_000_000)
    with pytest.raises(AturanDilanggar, match="Cadangan risiko bulan ini belum tepat"):
        actions.close_periode(bulan, oleh=manajer)
    actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku, alasan="Angsuran susulan")
    balik = Jurnal.objects.get(buku=buku, peristiwa="pembalikan")
    actions.approve_jurnal(balik, oleh=manajer)
    actions.close_periode(bulan, oleh=manajer)
    with pytest.raises(AturanDilanggar, match="ditutup"):
        actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku)


def test_ledger_without_loans_closes_freely(buku, manajer):
    """KEU-165: nothing is asked of a ledger that lends to nobody."""
    ParameterFactory(kode="cadangan.wajib_sebelum_tutup", definisi="", nilai=True, jenis="ya_tidak", mode="block")
    awal = actions.set_saldo_awal(
        buku, oleh=SISTEM, saldo=[Baris("11010", GULIR, debit=1_000), Baris("31010", GULIR, kredit=1_000)]
    )
    actions.approve_jurnal(awal, oleh=manajer)
    actions.close_periode(Periode.objects.get(buku=buku), oleh=manajer)


def refused(nama, kerja):
    """A statement that the database refuses by that rule."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        kerja()
        check_deferred()
    assert galat.value.__cause__.diag.constraint_name == nama


def test_what_the_database_keeps(buku, buku_lain, portofolio, pembuku):
    """KEU-164: written once, complete, equal to the ledger, one living month; nothing is added or changed later."""
    satu = actions.post_cadangan(buku, tahun=2026, bulan=1, oleh=pembuku)
    check_deferred()
    baris = satu.baris.first()
    sama = {
        "buku": buku, "wilayah_id": buku.wilayah_id, "periode": satu.periode, "pinjaman": 0, "saldo_pokok": 0,
        "cadangan": satu.cadangan, "saldo_lalu": satu.cadangan, "aturan": {},
    }  # fmt: skip
    refused("cadangan_bulan_satu_hidup", lambda: CadanganBulan.objects.create(**sama, ke=2))
    lain = Periode.objects.create(buku=buku, wilayah_id=buku.wilayah_id, tahun=2026, bulan=2)
    sama["periode"] = lain
    refused("cadangan_bulan_genap", lambda: CadanganBulan.objects.create(**{**sama, "pinjaman": 1}))
    refused("cadangan_bulan_genap", lambda: CadanganBulan.objects.create(**{**sama, "cadangan": 0, "saldo_lalu": 0}))
    refused("cadangan_bulan_berbukti", lambda: CadanganBulan.objects.create(**{**sama, "saldo_lalu": 0}))
    refused(
        "cadangan_bulan_cocok",
        lambda: CadanganBulan.objects.create(**{**sama, "saldo_lalu": 0, "jurnal": _foreign(buku)}),
    )
    refused("cadangan_bulan_sebuku", lambda: CadanganBulan.objects.create(**{**sama, "buku": buku_lain}))
    isi = {k: getattr(baris, k) for k in ("kelas", "saldo_pokok", "tunggakan_pokok", "tunggakan_jasa", "umur", "berisiko",
                                          "cadangan_persen", "cadangan", "pinjaman")}  # fmt: skip
    refused(
        "kolektibilitas_bulan_sebuku", lambda: KolektibilitasBulan.objects.create(cadangan_bulan=satu, urut=3, **isi)
    )
    for baris_mana in (CadanganBulan.objects.filter(pk=satu.pk), KolektibilitasBulan.objects.filter(pk=baris.pk)):
        with pytest.raises(Exception, match="tidak dapat diubah|hanya"), transaction.atomic():
            baris_mana.update(cadangan=0)
        with pytest.raises(Exception, match="tidak dapat|hanya"), transaction.atomic():
            baris_mana._raw_delete("default")


def _foreign(buku):
    return Jurnal.objects.get(buku=buku, peristiwa="saldo_awal")


def test_exception_of_the_bkm(buku, buku_bkm, koordinator, manajer, pembuku):
    """KEU-168: the coordinator notes the BKM's decision with reason and end; nobody else, never for long."""
    hari = date.today()
    isi = {"sampai": hari, "keputusan": "Rapat 3/2026", "alasan": "Sudah ditagih"}
    for oleh in (manajer, pembuku):
        with pytest.raises(TidakBerwenang):
            actions.except_gerbang(buku, **isi, oleh=oleh)
    for ubah in ({"alasan": " "}, {"keputusan": ""}, {"sampai": date(2000, 1, 1)}, {"sampai": date(2999, 1, 1)}):
        with pytest.raises(IsianSalah):
            actions.except_gerbang(buku, **{**isi, **ubah}, oleh=koordinator)
    with pytest.raises(IsianSalah):
        actions.except_gerbang(buku_bkm, **isi, oleh=koordinator)
    satu = actions.except_gerbang(buku, **isi, oleh=koordinator)
    assert satu.dibuat_oleh_nama == "Dedi Koordinator"
    refused("pengecualian_gerbang_sebuku", lambda: PengecualianGerbang.objects.create(
        buku=buku_bkm, wilayah_id=buku.wilayah_id, mulai=hari, sampai=hari, keputusan="a", alasan="b"))  # fmt: skip
