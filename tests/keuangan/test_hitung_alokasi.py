"""Where a payment goes: worked examples F and G, early settlement, refusals, and that no rupiah is lost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.errors import AturanDilanggar, IsianSalah
from keuangan.hitung.alokasi import (
    JasaPelunasan,
    Kelebihan,
    Pengecualian,
    Tagihan,
    allocate,
    open_tagihan,
    outstanding,
    payoff,
    replay,
    settle,
)
from keuangan.hitung.jadwal import build_jadwal, due_date
from keuangan.hitung.kolektibilitas import arrears
from tests.keuangan.contoh import CAIR, TENANG, d, loan_a, real_terms, real_upk, terms

ALASAN = Pengecualian(alasan="Kesepakatan rapat BKM 3 Januari", disetujui_oleh="Koordinator BKM")


def parts(hasil):
    """The allocations of a result, short."""
    return [(a.ke, a.untuk, int(a.jumlah)) for a in hasil.alokasi]


def test_example_f():
    """KEU-50, KEU-60: one instalment due, 200,000 paid: jasa 37,500, principal 162,500; 0.35 instalment in arrears."""
    hari = due_date(CAIR, 1)

    hasil = allocate(loan_a(), d(200_000), per_tanggal=hari)

    assert parts(hasil) == [(1, "jasa", 37_500), (1, "pokok", 162_500)]
    t = arrears(hasil.tagihan, hari)
    assert (t.pokok, t.jasa, t.kali) == (87_500, 0, Decimal("0.35"))


def test_example_g():
    """KEU-50: two instalments due, 60,000 paid: the jasa of both, oldest first, before any principal."""
    hari = due_date(CAIR, 2)

    hasil = allocate(loan_a(), d(60_000), per_tanggal=hari)

    assert parts(hasil) == [(1, "jasa", 37_500), (2, "jasa", 22_500)] and (hasil.pokok, hasil.jasa) == (0, 60_000)
    t = arrears(hasil.tagihan, hari)
    assert (t.pokok, t.jasa) == (500_000, 15_000)


def test_principal_oldest_first():
    """KEU-50: after all jasa due, the oldest principal."""
    hasil = allocate(loan_a(), d(400_000), per_tanggal=due_date(CAIR, 2))

    assert parts(hasil) == [(1, "jasa", 37_500), (2, "jasa", 37_500), (1, "pokok", 250_000), (2, "pokok", 75_000)]


def test_overpayment():
    """KEU-51: above what is due: the next instalments, jasa then principal of each; or titipan."""
    hari = due_date(CAIR, 1)

    maju = allocate(loan_a(), d(600_000), per_tanggal=hari)
    titip = allocate(loan_a(), d(600_000), per_tanggal=hari, kelebihan=Kelebihan.TITIPAN)

    assert parts(maju)[2:] == [(2, "jasa", 37_500), (2, "pokok", 250_000), (3, "jasa", 25_000)] and maju.titipan == 0
    assert parts(titip) == [(1, "jasa", 37_500), (1, "pokok", 250_000)] and titip.titipan == 312_500


def test_payment_above_all_that_is_owed():
    """KEU-52, KEU-55: everything can be paid, not a rupiah more, and nothing after that."""
    semua = outstanding(loan_a())
    for kelebihan in Kelebihan:
        with pytest.raises(AturanDilanggar) as galat:
            allocate(loan_a(), semua + 1, per_tanggal=CAIR, kelebihan=kelebihan)
        assert galat.value.aturan == "KEU-52" and galat.value.rincian["sisa"] == "2875000.00"

    lunas = allocate(loan_a(), semua, per_tanggal=CAIR).tagihan

    assert outstanding(lunas) == 0
    with pytest.raises(AturanDilanggar) as galat:
        allocate(lunas, d(1), per_tanggal=CAIR)
    assert galat.value.aturan == "KEU-55"


@pytest.mark.parametrize("jumlah", [0, -1, "0.5", "NaN"])
def test_amount_that_is_none(jumlah):
    """KEU-40: a payment is whole rupiah above zero, to allocate and to settle."""
    for bayar in (allocate, settle):
        with pytest.raises(IsianSalah):
            bayar(loan_a(), d(jumlah), per_tanggal=CAIR)


def test_more_paid_than_owed_cannot_be_stated():
    """KEU-52: an instalment with more paid than it asks does not exist."""
    for isi in ({"pokok_dibayar": d(11)}, {"jasa_dibayar": d(2)}, {"pokok_dibayar": d(-1)}, {"jasa_dibebaskan": d(2)}):
        with pytest.raises(AturanDilanggar):
            Tagihan(1, CAIR, d(10), d(1), **isi)


def test_principal_first_only_with_reason_and_approval():
    """KEU-54: as K02 of the living UPK paid in January 2023: all to principal, said and approved; else jasa first."""
    k02 = next(p for p in real_upk()["pinjaman"] if p["ref"] == "K02")
    tagihan, bayar = open_tagihan(build_jadwal(real_terms(k02))), k02["bayar_januari_2023"]
    hari, jumlah = date.fromisoformat(bayar["tanggal"]), d(bayar["pokok"])

    khusus = allocate(tagihan, jumlah, per_tanggal=hari, pokok_dulu=ALASAN)

    assert (khusus.pokok, khusus.jasa) == (bayar["pokok"], bayar["jasa"])
    assert allocate(tagihan, jumlah, per_tanggal=hari).pokok == 0
    for isi in ({"alasan": " ", "disetujui_oleh": "Koordinator"}, {"alasan": "Rapat", "disetujui_oleh": ""}):
        with pytest.raises(AturanDilanggar) as galat:
            Pengecualian(**isi)
        assert galat.value.aturan == "KEU-54"


def test_principal_first_holds_for_what_comes_later_too():
    """KEU-54: the exception also turns the order around inside an instalment paid ahead."""
    hasil = allocate(loan_a(), d(300_000), per_tanggal=CAIR, pokok_dulu=ALASAN)

    assert parts(hasil) == [(1, "pokok", 250_000), (1, "jasa", 37_500), (2, "pokok", 12_500)]


@pytest.mark.parametrize(
    ("hari", "jasa"),
    [
        (CAIR, 37_500),  # the first month runs
        (due_date(CAIR, 3), 112_500),  # on a due date no next month has begun
        (due_date(CAIR, 3) + timedelta(days=1), 150_000),
        (due_date(CAIR, 10) + timedelta(days=40), 375_000),
    ],
)
def test_early_settlement(hari, jasa):
    """KEU-53: all principal and the jasa up to the running month; the rest is waived; with `penuh` nothing is."""
    p, penuh = (payoff(loan_a(), per_tanggal=hari, jasa_pelunasan=j) for j in JasaPelunasan)
    assert (p.pokok, p.jasa, p.jasa_dibebaskan) == (2_500_000, jasa, 375_000 - jasa)
    assert (penuh.jasa, penuh.jasa_dibebaskan) == (375_000, 0)

    hasil = settle(loan_a(), p.total, per_tanggal=hari)

    assert (hasil.pokok, hasil.jasa, hasil.titipan, outstanding(hasil.tagihan)) == (2_500_000, jasa, 0, 0)
    assert sum(t.jasa_dibebaskan for t in hasil.tagihan) == 375_000 - jasa
    for jumlah in (p.total - 1, p.total + 1):
        with pytest.raises(AturanDilanggar) as galat:
            settle(loan_a(), jumlah, per_tanggal=hari)
        assert galat.value.aturan == "KEU-53"


def test_history_is_replayed_in_order():
    """KEU-50, KEU-53: payments by date, whatever the order they come in; an exact settlement closes; later ones wait."""
    jadwal = build_jadwal(terms())
    bayar = [(due_date(CAIR, 3), d(2_037_500)), (due_date(CAIR, 1), d(287_500)), (due_date(CAIR, 2), d(287_500))]

    di_tengah = replay(jadwal, bayar, tanggal_cair=CAIR, per_tanggal=due_date(CAIR, 2))
    akhir = replay(jadwal, bayar, tanggal_cair=CAIR, per_tanggal=due_date(CAIR, 3))
    penuh = replay(jadwal, bayar, tanggal_cair=CAIR, per_tanggal=due_date(CAIR, 3), jasa_pelunasan=JasaPelunasan.PENUH)

    assert sum(t.sisa_pokok for t in di_tengah) == 2_000_000
    assert outstanding(akhir) == 0 and sum(t.jasa_dibebaskan for t in akhir) == 7 * 37_500
    assert outstanding(penuh) == 2_875_000 - 2_612_500


def test_history_that_cannot_be():
    """KEU-55: nothing is paid before the loan was disbursed or after it is lunas."""
    jadwal = build_jadwal(terms())
    sebelum, sesudah = [(CAIR - timedelta(days=1), d(1_000))], [(CAIR, d(2_875_000)), (due_date(CAIR, 1), d(1_000))]

    for bayar in (sebelum, sesudah):
        with pytest.raises(AturanDilanggar) as galat:
            replay(jadwal, bayar, tanggal_cair=CAIR, per_tanggal=due_date(CAIR, 2))
        assert galat.value.aturan == "KEU-55"


@TENANG
@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 900_000)), min_size=1, max_size=12),
    st.sampled_from(Kelebihan),
    st.booleans(),
)
def test_no_rupiah_is_lost(pembayaran, kelebihan, khusus):
    """KEU-50 to KEU-52: allocations and titipan sum to the payment; what is owed falls by what was allocated; none < 0."""
    tagihan = loan_a()
    for hari, jumlah in pembayaran:
        sebelum = outstanding(tagihan)
        if jumlah > sebelum:
            return
        hasil = allocate(
            tagihan, d(jumlah), per_tanggal=CAIR + timedelta(days=hari), kelebihan=kelebihan,
            pokok_dulu=ALASAN if khusus else None,
        )  # fmt: skip
        assert hasil.pokok + hasil.jasa + hasil.titipan == jumlah
        assert outstanding(hasil.tagihan) == sebelum - hasil.pokok - hasil.jasa
        assert all(t.sisa_pokok >= 0 and t.sisa_jasa >= 0 for t in hasil.tagihan)
        assert [t.ke for t in hasil.tagihan] == [t.ke for t in tagihan]
        tagihan = hasil.tagihan


@TENANG
@given(st.integers(0, 400), st.integers(0, 2_000_000))
def test_settlement_always_closes(hari, dulu):
    """KEU-53: whatever was paid before, the amount of the payoff closes the loan and the parts sum."""
    saat = CAIR + timedelta(days=hari)
    tagihan = allocate(loan_a(), d(dulu), per_tanggal=CAIR).tagihan if dulu else loan_a()

    for cara in JasaPelunasan:
        p = payoff(tagihan, per_tanggal=saat, jasa_pelunasan=cara)
        assert p.total + p.jasa_dibebaskan == outstanding(tagihan)
        hasil = settle(tagihan, p.total, per_tanggal=saat, jasa_pelunasan=cara)
        assert outstanding(hasil.tagihan) == 0 and (hasil.pokok, hasil.jasa) == (p.pokok, p.jasa)
