"""Arrears, age, class and reserve: borders, ageing after maturity, the worked example, a living UPK's portfolio."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.errors import IsianSalah
from keuangan.hitung.alokasi import allocate, open_tagihan, payoff, settle
from keuangan.hitung.jadwal import build_jadwal, due_date
from keuangan.hitung.kolektibilitas import (
    CADANGAN,
    BatasKelas,
    Kelas,
    Penilaian,
    Tunggakan,
    arrears,
    assess,
    classify,
    months_between,
    recap,
    reserve,
)
from tests.keuangan.contoh import CAIR, TENANG, d, loan_a, real_terms, real_upk, terms

TEPAT_MASIH_BAIK = BatasKelas(tepat=(False, False, False))


def aged(umur: object, *, jasa: int = 0) -> Tunggakan:
    """Arrears of that age."""
    pokok = d(umur) * 250_000
    return Tunggakan(pokok, d(jasa), d(umur), d(umur), CAIR if pokok or jasa else None)


def judged(kelas: Kelas, saldo: int) -> Penilaian:
    """A loan of that class and balance."""
    persen = CADANGAN[kelas]
    berisiko = kelas.nomor >= 3
    return Penilaian(d(saldo), aged(kelas.nomor), kelas, persen, reserve(d(saldo), persen), not saldo, berisiko)


@pytest.mark.parametrize(
    ("umur", "kelas", "longgar"),
    [
        ("0", "lancar", "lancar"),
        ("0.0000001", "dpk", "dpk"),
        ("1", "dpk", "dpk"),
        ("2.9999999", "dpk", "dpk"),
        ("3", "kurang_lancar", "dpk"),
        ("5.9999999", "kurang_lancar", "kurang_lancar"),
        ("6", "diragukan", "kurang_lancar"),
        ("8.9999999", "diragukan", "diragukan"),
        ("9", "macet", "diragukan"),
        ("9.0000001", "macet", "macet"),
    ],
)
def test_borders_of_the_classes(umur, kelas, longgar):
    """KEU-62: exactly 3, 6 and 9 belong to the worse class, unless the borders are set otherwise."""
    assert classify(aged(umur)) == kelas
    assert classify(aged(umur), TEPAT_MASIH_BAIK) == longgar


def test_other_borders():
    """KEU-62: borders are settings; they rise."""
    assert classify(aged(2), BatasKelas(mulai=(d(2), d(4), d(8)))) == Kelas.KURANG_LANCAR
    for mulai in ((3, 3, 9), (0, 6, 9), (9, 6, 3)):
        with pytest.raises(IsianSalah):
            BatasKelas(mulai=tuple(d(m) for m in mulai))


def test_jasa_alone_is_class_two():
    """KEU-63: principal paid, jasa not: DPK; both paid: Lancar."""
    hari = due_date(CAIR, 1)
    satu, *sisa = loan_a()
    pokok_saja = (replace(satu, pokok_dibayar=satu.pokok), *sisa)

    hanya_jasa = assess(pokok_saja, hari)

    assert (hanya_jasa.kelas, hanya_jasa.tunggakan.pokok, hanya_jasa.tunggakan.jasa) == (Kelas.DPK, 0, 37_500)
    assert (hanya_jasa.tunggakan.kali, hanya_jasa.tunggakan.sejak) == (0, hari)
    assert assess((replace(pokok_saja[0], jasa_dibayar=satu.jasa), *sisa), hari).kelas == Kelas.LANCAR


def test_due_date_itself_counts():
    """KEU-60: nothing is overdue the day before; on the day itself the instalment is; no rupiah is forgiven."""
    hari = due_date(CAIR, 1)

    assert not arrears(loan_a(), hari - timedelta(days=1)).ada
    t = arrears(loan_a(), hari)
    assert (t.pokok, t.jasa, t.kali, t.umur, t.sejak) == (250_000, 37_500, 1, 1, hari)
    kurang_serupiah = allocate(loan_a(), d(287_499), per_tanggal=hari).tagihan
    assert assess(kurang_serupiah, hari).kelas == Kelas.DPK


def test_principal_paid_ahead_covers_what_falls_due():
    """KEU-60: arrears are never negative; three instalments paid at once are none late until the fourth falls due."""
    tagihan = allocate(loan_a(), d(3 * 287_500), per_tanggal=CAIR).tagihan

    assert arrears(tagihan, CAIR).pokok == 0
    assert not arrears(tagihan, due_date(CAIR, 3)).ada
    assert arrears(tagihan, due_date(CAIR, 4)).pokok == 250_000


def test_loan_keeps_ageing_after_maturity():
    """KEU-61: a loan of three months becomes Diragukan and Macet by months once its term is over, not before."""
    tagihan = open_tagihan(build_jadwal(terms(300_000, 3)))
    tempo = [t.jatuh_tempo for t in tagihan]

    umur = {b: assess(tagihan, due_date(CAIR, b)) for b in (3, 4, 6, 7, 10, 40)}

    assert [(p.tunggakan.umur, p.kelas.value) for p in umur.values()] == [
        (3, "kurang_lancar"),
        (3, "kurang_lancar"),
        (5, "kurang_lancar"),
        (6, "diragukan"),
        (9, "macet"),
        (39, "macet"),
    ]
    assert {p.tunggakan.kali for p in umur.values()} == {3}
    # The oldest unpaid instalment counts: with the first two paid, ageing starts at the third.
    dua_lunas = allocate(tagihan, d(209_000), per_tanggal=tempo[1]).tagihan
    nanti = arrears(dua_lunas, due_date(CAIR, 7))
    assert (nanti.umur, nanti.sejak) == (4, tempo[2])


def test_within_the_term_age_is_in_instalments():
    """KEU-61: before maturity half an instalment open since January is half an instalment, however long ago."""
    tagihan = allocate(loan_a(), d(37_500 * 9 + 250_000 * 8 + 125_000), per_tanggal=due_date(CAIR, 9)).tagihan

    assert arrears(tagihan, due_date(CAIR, 9)).umur == Decimal("0.5")


@pytest.mark.parametrize(
    ("dari", "sampai", "bulan"),
    [
        ("2026-01-31", "2026-02-28", 1),
        ("2026-01-31", "2026-02-27", 0),
        ("2026-01-15", "2027-01-14", 11),
        ("2026-01-15", "2026-01-15", 0),
    ],
)
def test_whole_months(dari, sampai, bulan):
    """KEU-61: months count by the calendar of due dates."""
    assert months_between(date.fromisoformat(dari), date.fromisoformat(sampai)) == bulan


def test_reserve_of_the_worked_example():
    """KEU-64: 40, 6, 2, 1 and 1 million give 200,000 + 30,000 + 200,000 + 500,000 + 1,000,000 = 1,930,000."""
    saldo = dict(zip(Kelas, (40_000_000, 6_000_000, 2_000_000, 1_000_000, 1_000_000), strict=True))

    r = recap([judged(k, s) for k, s in saldo.items()])

    assert [b.cadangan for b in r.kelas] == [200_000, 30_000, 200_000, 500_000, 1_000_000]
    assert (r.cadangan, r.saldo_pokok) == (1_930_000, 50_000_000)
    assert [b.kelas.nomor for b in r.kelas] == [1, 2, 3, 4, 5] and {b.jumlah for b in r.kelas} == {1}


def test_reserve_is_rounded_once_per_class_half_up():
    """KEU-64: 0.5 % of 100 is half a rupiah: up; three such loans are 1.5 together, not 3."""
    assert reserve(d(100), d("0.5")) == 1 and reserve(d(99), d("0.5")) == 0
    r = recap([judged(Kelas.LANCAR, 100) for _i in range(3)])

    assert r.cadangan == 2


def test_recap_leaves_out_what_is_lunas():
    """KEU-65: a settled loan is in no class and no count; what is at risk feeds LAR, PAR and RR."""
    hari = due_date(CAIR, 5)
    macet = assess(loan_a(), hari)
    lunas = assess(settle(loan_a(), payoff(loan_a(), per_tanggal=hari).total, per_tanggal=hari).tagihan, hari)
    baik = assess(allocate(loan_a(), d(5 * 287_500), per_tanggal=hari).tagihan, hari)

    r = recap([macet, lunas, baik])

    assert lunas.lunas and lunas.saldo_pokok == lunas.cadangan == 0
    assert (r.ksm_berpinjaman, r.ksm_menunggak_3, r.saldo_menunggak_3, r.tunggakan_3) == (2, 1, 2_500_000, 1_250_000)
    assert (r.saldo_pokok, r.tunggakan_pokok, r.tunggakan_jasa) == (3_750_000, 1_250_000, 187_500)
    assert [b.jumlah for b in r.kelas] == [1, 0, 1, 0, 0]


def test_at_risk_is_three_whatever_the_class_is_called():
    """KEU-65: where exactly three is still DPK, it is at risk all the same."""
    p = assess(loan_a(), due_date(CAIR, 3), batas=TEPAT_MASIH_BAIK)

    assert p.kelas == Kelas.DPK and p.berisiko


def test_portfolio_of_a_living_upk():
    """KEU-60, KEU-62: 24 loans at the end of 2022: the published balance, and the one that hardly paid stands out."""
    hari, buku = date(2022, 12, 31), real_upk()
    penilaian = {}
    for p in buku["pinjaman"]:
        bayar, tagihan = p["dibayar_sd_2022_12_31"], []
        sisa = {"pokok": d(bayar["pokok"]), "jasa": d(bayar["jasa"])}
        for t in open_tagihan(build_jadwal(real_terms(p))):
            pokok, jasa = min(sisa["pokok"], t.pokok), min(sisa["jasa"], t.jasa)
            sisa = {"pokok": sisa["pokok"] - pokok, "jasa": sisa["jasa"] - jasa}
            tagihan.append(replace(t, pokok_dibayar=pokok, jasa_dibayar=jasa))
        assert sisa == {"pokok": 0, "jasa": 0}, p["ref"]
        penilaian[p["ref"]] = assess(tagihan, hari)

    r = recap(penilaian.values())

    harap = buku["pinjaman_diharapkan"]
    assert (r.saldo_pokok, r.ksm_berpinjaman) == (harap["saldo_pinjaman_2022_12_31"], harap["jumlah_ksm"])
    k02 = penilaian["K02"]
    assert (k02.kelas, k02.saldo_pokok, k02.tunggakan.pokok) == (Kelas.DIRAGUKAN, 51_035_000, 37_360_600)
    assert penilaian["K12"].kelas == Kelas.LANCAR  # disbursed two days before
    assert [ref for ref, p in penilaian.items() if p.berisiko] == ["K02"]


@TENANG
@given(st.integers(0, 3000), st.integers(0, 2_875_000))
def test_class_never_improves_by_waiting(hari, bayar):
    """KEU-60 to KEU-64: without a payment, a later day never shows less arrears, age or reserve."""
    tagihan = allocate(loan_a(), d(bayar), per_tanggal=CAIR).tagihan if bayar else loan_a()
    kini, nanti = (assess(tagihan, CAIR + timedelta(days=h)) for h in (hari, hari + 31))

    assert nanti.tunggakan.pokok >= kini.tunggakan.pokok >= 0 and nanti.tunggakan.umur >= kini.tunggakan.umur
    assert nanti.kelas.nomor >= kini.kelas.nomor and nanti.cadangan >= kini.cadangan
    assert nanti.tunggakan.kali <= 10 and kini.saldo_pokok == sum(t.sisa_pokok for t in tagihan)
