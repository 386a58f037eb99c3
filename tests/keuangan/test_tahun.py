"""The year: profit is divided as residents decided it, things are written off, an independent program agrees."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from inti import pdf
from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Dana
from keuangan.actions.laba import match_amounts, shares_of
from keuangan.hledger import export_journal
from keuangan.laporan.daftar import JENIS, compute
from keuangan.models import BagianLaba, Buku, Inventaris, PembagianLaba, Periode
from keuangan.periksa import wrong_rows
from keuangan.queries import accounts_of, balance_of, balances
from keuangan.queries_inventaris import register_of
from keuangan.queries_tahun import year_state
from laporan.actions import request_dokumen
from laporan.kertas import paper_context
from tests.factories.keuangan import BukuFactory, two
from tests.helpers import api, check_deferred, fresh, kepala_kunci, kunci, masuk
from tests.keuangan.contoh import TENANG
from tests.keuangan.upk_nyata import DANA

pytestmark = pytest.mark.django_db
TIGA = {"modal": Decimal(60), "ups": Decimal(30), "upl": Decimal(10)}
LAMA, BARU = Dana("perguliran", 2024), Dana("perguliran", 2025)
RWT = date(2026, 1, 20)


@pytest.fixture
def buku_2025(bagan: Any, badan: Any) -> Buku:
    """A UPK that earned Rp 1.000.001 in 2025 from two funds, its year closed."""
    buku: Buku = BukuFactory(badan=badan, mulai=date(2025, 1, 1))
    for dana, n in ((LAMA, 400_000), (BARU, 600_001)):
        actions.post_jurnal(
            buku,
            oleh=SISTEM,
            jenis="bkm",
            tanggal=date(2025, 12, 5),
            uraian="Jasa",
            baris=two("11010", "41010", n, dana),
        )
    actions.close_year(buku, tahun=2025, oleh=SISTEM)
    return buku


def divide(buku: Buku, oleh: Any = SISTEM, **isi: Any) -> PembagianLaba:
    """The decision 60/30/10."""
    isi = {"tahun": 2025, "persen": TIGA, "tanggal": RWT, "tempat": "Balai warga", **isi}
    return actions.divide_profit(buku, oleh=oleh, **isi)


# -- dividing profit ---------------------------------------------------------------------------------------------


def test_profit_is_divided_as_decided(buku_2025, pembuku, manajer):
    """KEU-103 to KEU-106: 60/30/10 of Rp 1.000.001, half up, the difference in capital; budgets come out; two persons."""
    p = divide(buku_2025, pembuku)
    check_deferred()

    assert {b.tujuan: b.jumlah for b in p.bagian.all()} == {"modal": 600_001, "ups": 300_000, "upl": 100_000}
    assert [balance_of(buku_2025, a, RWT) for a in ("31040", "31030", "21043", "21042")] == [
        0,
        600_001,
        300_000,
        100_000,
    ]
    assert p.jurnal.perlu_persetujuan
    with pytest.raises((AturanDilanggar, TidakBerwenang)):
        actions.approve_jurnal(p.jurnal, oleh=pembuku)
    actions.approve_jurnal(p.jurnal, oleh=manajer)
    lap = compute(JENIS["anggaran"], buku_2025, date(2026, 1, 1), date(2026, 1, 31))
    assert {r.isi[1]: r.isi[3] for r in lap.bagian[0].baris[:-1]} == {"21042": 100_000, "21043": 300_000}


def test_every_fund_gives_what_it_earned(buku_2025):
    """KEU-104: no rupiah of profit changes its fund: each fund is left at zero, debits and credits agree in each."""
    p = divide(buku_2025)

    jumlah: dict[int, Decimal] = {}
    for b in p.jurnal.baris.all():
        jumlah[b.tahun_dana] = jumlah.get(b.tahun_dana, Decimal(0)) + b.debit - b.kredit
    assert jumlah == {2024: 0, 2025: 0}
    assert p.jurnal.baris.get(debit__gt=0, tahun_dana=2024).debit == 400_000


def test_published_division():
    """KEU-104: one BKM divided its profit of 2022 into 60, 30 and 10 percent."""
    laba = Decimal(102_346_782)
    hasil = shares_of(laba, TIGA)
    assert hasil == {"modal": 61_408_069, "ups": 30_704_035, "upl": 10_234_678} and sum(hasil.values()) == laba


@given(st.integers(1000, 10**12), st.lists(st.integers(1, 100), min_size=1, max_size=5))
@TENANG
def test_shares_sum_to_the_profit(laba, bobot):
    """KEU-103, KEU-104: whatever the shares, they sum to the profit and are whole rupiah."""
    total = sum(bobot)
    persen = [(Decimal(100 * b) / total).quantize(Decimal("0.01")) for b in bobot]
    persen[0] += 100 - sum(persen)
    pakai = dict(zip(BagianLaba.Tujuan.values, persen, strict=False))
    if any(n <= 0 for n in pakai.values()):
        return

    try:
        hasil = shares_of(Decimal(laba), pakai)
    except AturanDilanggar:
        assert laba < 100_000
        return

    assert sum(hasil.values()) == laba and all(n == int(n) for n in hasil.values())
    potong = match_amounts([Decimal(laba // 3), Decimal(laba - laba // 3)], list(hasil.values()))
    assert sum(n for _i, _j, n in potong) == laba


@pytest.mark.parametrize(
    ("isi", "aturan"),
    [
        ({"persen": {"modal": Decimal(60), "ups": Decimal(30)}}, "KEU-103"),
        ({"persen": {"modal": Decimal(60), "ups": Decimal("40.01")}}, "KEU-103"),
        ({"persen": {}}, "KEU-103"),
        ({"laba": 1_000_002}, "KEU-29"),
        ({"laba": -5}, "KEU-105"),
        ({"laba": 1}, "KEU-105"),
        ({"tanggal": date(2025, 12, 31), "tahun": 2025}, None),
        ({"persen": {"modal": Decimal("60.005"), "ups": Decimal("39.995")}}, None),
        ({"persen": {"modal": Decimal(-10), "ups": Decimal(110)}}, None),
        ({"persen": {"dana_lain": Decimal(100)}}, None),
        ({"tempat": " "}, None),
    ],
)  # fmt: skip
def test_division_refuses(buku_2025, isi, aturan):
    """KEU-29, KEU-103, KEU-105: shares that are not 100 %, more than there is, nothing, a year that is not over."""
    with pytest.raises(AturanDilanggar if aturan else IsianSalah) as galat:
        divide(buku_2025, **isi)
    if aturan:
        assert galat.value.aturan == aturan
    assert not PembagianLaba.objects.exists()


def test_loss_is_not_divided(bagan, badan):
    """KEU-105: a year that lost has nothing to divide, nor has a Sekretariat."""
    buku = BukuFactory(badan=badan, mulai=date(2025, 1, 1))
    actions.post_jurnal(
        buku,
        oleh=SISTEM,
        jenis="bkm",
        tanggal=date(2025, 12, 1),
        uraian="Modal",
        baris=two("11010", "31010", 900_000, BARU),
    )
    actions.post_jurnal(
        buku,
        oleh=SISTEM,
        jenis="bkk",
        tanggal=date(2025, 12, 2),
        uraian="ATK",
        baris=two("51030", "11010", 5_000, BARU),
    )
    actions.close_year(buku, tahun=2025, oleh=SISTEM)
    for milik in (buku, BukuFactory(badan=badan, unit="sekretariat", mulai=date(2025, 1, 1))):
        with pytest.raises(AturanDilanggar) as galat:
            divide(milik)
        assert galat.value.aturan == "KEU-105"


def test_division_once_until_reversed(buku_2025, pembuku):
    """KEU-12, KEU-13: one living division for a year; after its reversal the right one is booked."""
    p = divide(buku_2025)
    with pytest.raises(AturanDilanggar):
        divide(buku_2025, laba=1000)
    actions.reverse_jurnal(p.jurnal, oleh=SISTEM, alasan="RWT diulang", tanggal=RWT)
    assert year_state(buku_2025, 2025).pembagian == []

    baru = divide(buku_2025, persen={"modal": Decimal(100)})

    assert year_state(buku_2025, 2025).pembagian == [baru] and balance_of(buku_2025, "31030", RWT) == 1_000_001


def test_database_holds_the_shares(buku_2025):
    """KEU-103, KEU-104: past the action, shares that are not 100 % or not the whole amount are refused at commit."""
    p = divide(buku_2025)
    check_deferred()
    with pytest.raises(IntegrityError, match="101"), transaction.atomic():
        BagianLaba.objects.create(pembagian=p, tujuan="pengawas", persen=1, jumlah=1)
        check_deferred()
    for sql in (
        "UPDATE keuangan_bagianlaba SET jumlah = jumlah + 1",
        "DELETE FROM keuangan_bagianlaba",
        "UPDATE keuangan_pembagianlaba SET laba = laba + 1",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(sql)
    actions.reverse_jurnal(p.jurnal, oleh=SISTEM, alasan="Salah", tanggal=RWT)
    lain = actions.post_jurnal(
        buku_2025, oleh=SISTEM, jenis="bkm", tanggal=RWT, uraian="Jasa", baris=two("11010", "41010", 7, BARU)
    )
    with pytest.raises(IntegrityError, match="persen"), transaction.atomic():
        PembagianLaba.objects.create(
            buku=buku_2025,
            wilayah_id=buku_2025.wilayah_id,
            tahun=2025,
            laba=1_000_001,
            tanggal=RWT,
            tempat="x",
            jurnal=lain,
        )
        check_deferred()


def test_record_of_the_division(buku_2025, pembuku, manajer):
    """KEU-106: the berita acara is a draft until a second person approved; then final, with amounts in words."""
    p = divide(buku_2025, pembuku)
    draf = request_dokumen("ba_pembagian_laba", p, oleh=pembuku)
    actions.approve_jurnal(p.jurnal, oleh=manajer)

    final = request_dokumen("ba_pembagian_laba", p, oleh=pembuku)

    assert (draf.final, final.final) == (False, True) and "BA-LABA" in final.nomor_teks
    kertas = pdf.render_html("dokumen/pembagian_laba.html", paper_context(final))
    for kata in ("Rp 600.001", "60,00 %", "satu juta satu rupiah", "Lilis Manajer", "Balai warga"):
        assert kata in kertas


# -- pages of the year ---------------------------------------------------------------------------------------------


def test_year_pages(buku_2025, pembuku, manajer, empat_petugas):
    """KEU-26, KEU-103, UMU-12: four officers; the bookkeeper closes and divides; a wrong sum comes back filled."""
    dasar = f"/keuangan/buku/{buku_2025.pk}/laporan/tahun/2025/"
    for bagian, harap in (
        ("", (200, 200, 404, 403)),
        ("bagi/", (403, 403, 404, 403)),
        ("tutup/", (403, 403, 404, 403)),
    ):
        status = tuple(masuk(o).get(dasar + bagian).status_code for o in empat_petugas.values())
        assert status == harap, (bagian, status)
    klien = masuk(pembuku)
    assert masuk(manajer).post(f"{dasar}bagi/", kunci()).status_code == 403
    assert klien.get(f"/keuangan/buku/{buku_2025.pk}/laporan/tahun/1200/").status_code == 404
    isi = {"tanggal": "2026-01-20", "tempat": "Balai", "modal": "60", "ups": "30", "upl": "9"}
    kurang = klien.post(f"{dasar}bagi/", kunci(**isi))
    assert (
        kurang.status_code == 409
        and "harus 100" in kurang.content.decode()
        and 'value="Balai"' in kurang.content.decode()
    )

    assert klien.post(f"{dasar}bagi/", kunci(**{**isi, "upl": "10"})).status_code == 302

    halaman = klien.get(dasar).content.decode()
    assert "Rp 600.001" in halaman and "menunggu persetujuan" in halaman
    with CaptureQueriesContext(connection) as jalan:
        masuk(fresh(pembuku)).get(dasar)
    assert len(jalan) <= 40, len(jalan)


def test_year_is_closed_on_its_page(bagan, badan, pembuku):
    """KEU-26: what is in the way is said; then the year is closed by one press."""
    buku = BukuFactory(badan=badan, mulai=date(2025, 11, 1))
    for hari in (date(2025, 11, 3), date(2025, 12, 3)):
        actions.post_jurnal(
            buku, oleh=SISTEM, jenis="bkm", tanggal=hari, uraian="Jasa", baris=two("11010", "41010", 100, BARU)
        )
    dasar = f"/keuangan/buku/{buku.pk}/laporan/tahun/2025/"
    klien = masuk(pembuku)
    assert "Tutup dulu bulan" in klien.get(dasar).content.decode()
    assert klien.post(f"{dasar}tutup/", kunci()).status_code == 409
    actions.close_periode(Periode.objects.get(buku=buku, bulan=11), oleh=SISTEM)

    assert year_state(buku, 2025).dapat_ditutup
    assert klien.post(f"{dasar}tutup/", kunci()).status_code == 302
    assert year_state(buku, 2025).ditutup and "sudah ditutup" in klien.get(dasar).content.decode()


# -- inventory -------------------------------------------------------------------------------------------------------


def thing(buku: Buku, **isi: Any) -> Inventaris:
    """A computer of Rp 1.000.000 for three months, bought in cash on 10 January."""
    isi = {"nama": "Komputer", "tanggal": date(2026, 1, 10), "harga": 1_000_000, "umur_bulan": 3, **isi}
    return actions.buy_inventaris(buku, oleh=SISTEM, dana=Dana("perguliran", 2026), **isi)


@pytest.fixture
def buku_kas(buku: Any) -> Buku:
    """A UPK with Rp 5.000.000 in cash."""
    actions.post_jurnal(
        buku, oleh=SISTEM, jenis="bkm", tanggal=date(2026, 1, 2), uraian="Modal", baris=two("11010", "31010", 5_000_000)
    )
    return buku  # type: ignore[no-any-return]


def written_off(buku: Buku, hari: date) -> list[tuple[Decimal, Decimal]]:
    """Cost and depreciation of each thing on a day."""
    return [(b.barang.harga, b.akumulasi) for b in register_of(buku, hari)]


def test_straight_line_to_nothing(buku_kas):
    """KEU-108, KEU-109: equal parts from the month after, rounded so that they sum to the cost; once a month; register = ledger."""
    thing(buku_kas)
    with pytest.raises(AturanDilanggar) as awal:
        actions.depreciate_month(buku_kas, oleh=SISTEM, tanggal=date(2026, 1, 31))
    assert awal.value.aturan == "KEU-109"

    jumlah = [actions.depreciate_month(buku_kas, oleh=SISTEM, tanggal=date(2026, b, 5)).jumlah for b in (2, 3, 4)]

    assert jumlah == [333_333, 333_334, 333_333] and sum(jumlah) == 1_000_000
    with pytest.raises(AturanDilanggar):
        actions.depreciate_month(buku_kas, oleh=SISTEM, tanggal=date(2026, 4, 30))
    assert written_off(buku_kas, date(2026, 3, 31)) == [(1_000_000, 666_667)]
    assert (
        balance_of(buku_kas, "12021", date(2026, 4, 30))
        == balance_of(buku_kas, "12020", date(2026, 4, 30))
        == 1_000_000
    )
    check_deferred()
    assert wrong_rows(buku_id=buku_kas.pk) == []


def test_missed_month_is_made_up_and_reversal_undone(buku_kas):
    """KEU-109: a month left out is in the next journal; a reversed journal no longer counts and may be booked again."""
    thing(buku_kas)
    maret = actions.depreciate_month(buku_kas, oleh=SISTEM, tanggal=date(2026, 3, 1))
    assert (maret.jumlah, maret.tanggal) == (666_667, date(2026, 3, 31))

    actions.reverse_jurnal(maret, oleh=SISTEM, alasan="Salah", tanggal=date(2026, 3, 31))

    assert written_off(buku_kas, date(2026, 3, 31)) == [(1_000_000, 0)]
    assert actions.depreciate_month(buku_kas, oleh=SISTEM, tanggal=date(2026, 3, 1)).jumlah == 666_667
    assert wrong_rows(buku_id=buku_kas.pk) == []


def test_thing_is_taken_out(buku_kas):
    """KEU-110: cost and depreciation leave, the rest is cost; once; a reversed disposal or purchase is undone in the register."""
    barang = thing(buku_kas)
    actions.depreciate_month(buku_kas, oleh=SISTEM, tanggal=date(2026, 2, 1))

    lepas = actions.dispose_inventaris(barang, oleh=SISTEM, tanggal=date(2026, 3, 5), alasan="Rusak berat")

    assert lepas.jurnal_lepas.perlu_persetujuan
    assert [balance_of(buku_kas, a, date(2026, 3, 31)) for a in ("12020", "12021", "51060")] == [0, 0, 1_000_000]
    assert written_off(buku_kas, date(2026, 3, 31)) == [] and len(written_off(buku_kas, date(2026, 3, 4))) == 1
    assert wrong_rows(buku_id=buku_kas.pk) == []
    with pytest.raises(AturanDilanggar):
        actions.dispose_inventaris(barang, oleh=SISTEM, tanggal=date(2026, 3, 6), alasan="Lagi")
    actions.reverse_jurnal(lepas.jurnal_lepas, oleh=SISTEM, alasan="Diperbaiki", tanggal=date(2026, 3, 7))
    assert len(written_off(buku_kas, date(2026, 3, 31))) == 1 and wrong_rows(buku_id=buku_kas.pk) == []
    kedua = thing(buku_kas, nama="Meja")
    actions.reverse_jurnal(kedua.jurnal, oleh=SISTEM, alasan="Batal beli", tanggal=date(2026, 1, 11))
    assert len(written_off(buku_kas, date(2026, 3, 31))) == 1 and wrong_rows(buku_id=buku_kas.pk) == []


def test_thing_is_sold(buku_kas, pembuku, kasir, empat_petugas):
    """KEU-110, UMU-12: in one balanced voucher with the money; above its book value income, below it cost; also by API."""
    barang, meja = thing(buku_kas), thing(buku_kas, nama="Meja")
    actions.depreciate_month(buku_kas, oleh=SISTEM, tanggal=date(2026, 2, 1))  # 333,333 each
    with pytest.raises(IsianSalah):
        actions.dispose_inventaris(barang, oleh=SISTEM, tanggal=date(2026, 3, 5), alasan="Dijual", hasil=Decimal("-1"))
    alamat = "/api/v1/inventaris/"
    isi = {"tanggal": "2026-03-05", "hasil": "700000", "lewat": "bank", "alasan": "Dijual", "bukti": "KW 7"}
    harap = {"kelurahan": 403, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404, "kasir": 403}
    for nama, orang in {**empat_petugas, "kasir": kasir}.items():
        for jalur in ("lepas", "hitung-lepas"):
            jawab = api(orang).post(f"{alamat}{barang.pk}/{jalur}/", isi, format="json", headers=kepala_kunci())
            assert jawab.status_code == harap[nama], (nama, jalur)
    muka = api(pembuku).post(f"{alamat}{barang.pk}/hitung-lepas/", isi, format="json")
    assert [(b["akun"], b["debit"], b["kredit"]) for b in muka.json()] == [
        ("11021", "700000.00", "0.00"), ("12021", "333333.00", "0.00"), ("42010", "0.00", "33333.00"),
        ("12020", "0.00", "1000000.00"),
    ]  # fmt: skip

    jawab = api(pembuku).post(f"{alamat}{barang.pk}/lepas/", isi, format="json", headers=kepala_kunci())
    actions.dispose_inventaris(meja, oleh=SISTEM, tanggal=date(2026, 3, 6), alasan="Dijual murah", hasil=400_000)

    check_deferred()
    assert jawab.status_code == 200 and jawab.json()["lepas_pada"] == "2026-03-05"
    barang, meja = Inventaris.objects.select_related("jurnal_lepas").order_by("nama")
    assert (barang.jurnal_lepas.jenis, barang.jurnal_lepas.bukti, barang.jurnal_lepas.perlu_persetujuan) == (
        "bkm",
        "KW 7",
        True,
    )
    saldo = [balance_of(buku_kas, a, date(2026, 3, 31)) for a in ("12020", "12021", "42010", "51060", "11021", "11010")]
    assert saldo == [0, 0, 33_333, 666_666 + 266_667, 700_000, 5_000_000 - 2_000_000 + 400_000]
    assert wrong_rows(buku_id=buku_kas.pk) == []
    daftar = api(pembuku).get(alamat, {"dilepas": "true", "buku": buku_kas.pk}).json()["results"]
    assert len(daftar) == 2 and api(empat_petugas["kota_lain"]).get(alamat).json()["results"] == []


def test_register_that_differs_is_found(buku_kas):
    """KEU-25, KEU-108: a register that is not the account is named by periksa_buku and by the report."""
    actions.register_inventaris(
        buku_kas, oleh=SISTEM, nama="Lemari", tanggal=date(2025, 1, 2), harga=500_000, umur_bulan=12,
        akumulasi_awal=100_000, dana=Dana("perguliran", 2025),
    )  # fmt: skip

    (salah,) = wrong_rows(buku_id=buku_kas.pk)

    assert salah.pemeriksaan == "inventaris" and "500000.00/100000.00" in salah.sebab
    lap = compute(JENIS["inventaris"], buku_kas, date(2026, 1, 1), date(2026, 1, 31))
    assert lap.catatan and lap.bagian[0].baris[-1].isi[5:] == (500_000, 100_000, 400_000)


@pytest.mark.parametrize(
    "isi", [{"harga": 0}, {"harga": "5.5"}, {"umur_bulan": 0}, {"umur_bulan": 601}, {"nama": " "}, {"keadaan": "x"}]
)
def test_thing_that_cannot_be(buku_kas, isi):
    """KEU-108: cost, life, name and state are checked."""
    with pytest.raises(IsianSalah):
        thing(buku_kas, **isi)
    assert not Inventaris.objects.exists()


def test_database_keeps_the_thing(buku_kas):
    """KEU-108: past the action, neither cost nor life change, and nothing is deleted."""
    barang = thing(buku_kas)
    for sql in (
        "UPDATE keuangan_inventaris SET harga = 1",
        "UPDATE keuangan_inventaris SET umur_bulan = 5",
        "DELETE FROM keuangan_inventaris",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(sql)
    actions.edit_inventaris(barang, oleh=SISTEM, nama="Komputer meja", keadaan="ringan")
    assert Inventaris.objects.get().keadaan == "ringan"
    with pytest.raises(IsianSalah):
        actions.edit_inventaris(barang, oleh=SISTEM, harga=5)


def test_inventory_pages(buku_kas, pembuku, empat_petugas):
    """KEU-108, UMU-12: four officers; buy, write off, change and take out through the pages."""
    dasar = f"/keuangan/buku/{buku_kas.pk}/laporan/barang/"
    for bagian, harap in (
        ("", (200, 200, 404, 403)),
        *((b, (403, 403, 404, 403)) for b in ("beli/", "lama/", "susut/")),
    ):
        status = tuple(masuk(o).get(dasar + bagian).status_code for o in empat_petugas.values())
        assert status == harap, (bagian, status)
    klien = masuk(pembuku)
    isi = {"nama": "Printer", "tanggal": "2026-01-10", "harga": "1.200.000", "umur_bulan": "12", "lokasi": "Kantor",
           "keadaan": "baik", "sumber_dana": "perguliran", "tahun_dana": "2026", "lewat": "kas"}  # fmt: skip
    assert klien.post(f"{dasar}beli/", kunci(**{**isi, "harga": ""})).status_code == 400
    assert klien.post(f"{dasar}beli/", kunci(**isi)).status_code == 302
    barang = Inventaris.objects.get()
    assert barang.jurnal is not None and barang.jurnal.dibuat_oleh_id == pembuku.pk
    assert klien.post(f"{dasar}susut/", kunci(tanggal="2026-02-01")).status_code == 302
    assert klien.get(f"{dasar}{barang.pk}/ubah/").status_code == 200
    assert klien.post(f"{dasar}{barang.pk}/ubah/", kunci(nama="Printer 1", keadaan="baik")).status_code == 302
    assert "Printer 1" in klien.get(dasar).content.decode()
    assert masuk(empat_petugas["kelurahan"]).get(f"{dasar}{barang.pk}/lepas/").status_code == 403
    lepas = {"tanggal": "2026-03-01", "alasan": "Dijual", "hasil": "1.150.000"}
    muka = klien.post(f"{dasar}{barang.pk}/lepas/?pratinjau=1", kunci(**lepas)).content.decode()
    assert (
        "Rp 1.150.000" in muka and "Rp 50.000" in muka and "42010" in muka and not Inventaris.objects.get().lepas_pada
    )
    assert klien.post(f"{dasar}{barang.pk}/lepas/", kunci(**lepas)).status_code == 302
    assert "Belum ada barang" in klien.get(dasar).content.decode()


# -- hledger ---------------------------------------------------------------------------------------------------------


def test_export_of_a_ledger(buku_januari, pembuku, empat_petugas, tmp_path, capsys):
    """KEU-114: the file names every account and voucher with its fund; as download by scope, and by command."""
    isi = "\n".join(export_journal(buku_januari))
    assert "account aset:11010 Kas  ; type: A" in isi and isi.count("\n20") == buku_januari.jurnal.count()
    assert f"dana: {DANA.sumber}, tahun: {DANA.tahun}" in isi
    alamat = f"/keuangan/buku/{buku_januari.pk}/laporan/hledger/"
    status = {n: masuk(o).get(alamat).status_code for n, o in empat_petugas.items()}
    assert status == {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 403}
    assert masuk(pembuku).get(alamat).content.decode() == isi + "\n"
    call_command("ekspor_hledger", str(buku_januari.pk))
    assert capsys.readouterr().out == isi + "\n"
    with pytest.raises(CommandError):
        call_command("ekspor_hledger", "bukan-uuid")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("hledger") is None, reason="program hledger tidak terpasang (apt-get install hledger)")
def test_hledger_agrees_on_the_real_upk(buku_januari, tmp_path):
    """KEU-114: an independent program reads the real UPK's books and finds our balance of every account, to the rupiah."""
    berkas = tmp_path / "buku.journal"
    berkas.write_text("\n".join(export_journal(buku_januari)) + "\n", encoding="utf-8")

    def hledger(*perintah: str) -> str:
        jalan = subprocess.run(["hledger", "-f", str(berkas), *perintah], capture_output=True, text=True, check=False, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/local/bin"})  # fmt: skip
        assert jalan.returncode == 0, jalan.stderr
        return jalan.stdout

    hledger("check", "accounts", "commodities", "ordereddates")
    baris = hledger("balance", "--flat", "--no-total", "--output-format=csv").splitlines()[1:]
    milik_hledger = {}
    for b in baris:
        nama, jumlah = b.strip('"').split('","')
        milik_hledger[nama.split(":")[1][:5]] = Decimal(jumlah.removesuffix(" IDR"))

    saldo = balances(buku_januari, date(2023, 1, 31))
    kita = {a.kode: saldo[a.pk] for a in accounts_of(buku_januari) if saldo.get(a.pk)}
    assert milik_hledger == kita and kita["11010"] == 1_046_850 and kita["11021"] == 290_844_727
