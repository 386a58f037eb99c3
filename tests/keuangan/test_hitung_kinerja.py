"""LAR, PAR, RR, CCr and ROI: the worked example, published bands, borders compared unrounded, nothing to divide by."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.errors import IsianSalah
from keuangan.hitung.kinerja import PITA, Bahan, Kategori, Pita, measure, worst
from tests.keuangan.contoh import TENANG, d, published

CONTOH: dict[str, Any] = {
    "ksm_berpinjaman": 20, "ksm_menunggak_3": 3, "saldo_pinjaman": d(100_000_000), "saldo_menunggak_3": d(6_000_000),
    "tunggakan_3": d(4_000_000), "pendapatan": d(30_000_000), "biaya": d(20_000_000), "laba": d(10_000_000),
    "modal": d(100_000_000), "bulan": 6,
}  # fmt: skip


def made(**isi: Any) -> Bahan:
    """The worked example, with other figures where named."""
    return Bahan(**{**CONTOH, **isi})


def test_worked_example():
    """KEU-70, KEU-71, KEU-72, KEU-73: LAR 15 %, PAR 6 %, RR 96 %, CCr 150 %, ROI 20 %; RR is not 100 - PAR."""
    k = measure(made())

    assert [(n.nilai, n.kategori.value) for n in (k.lar, k.par, k.rr, k.ccr, k.roi)] == [
        (15, "minimum"),
        (6, "memuaskan"),
        (96, "memuaskan"),
        (150, "memuaskan"),
        (20, "memuaskan"),
    ]
    assert k.rr.nilai != 100 - k.par.nilai


def test_roi_is_taken_to_a_year():
    """KEU-73: the same profit is worth twice as much in June as in December; a loss is negative."""
    assert measure(made(bulan=12)).roi.nilai == 10
    assert measure(made(bulan=1)).roi.nilai == 120
    rugi = measure(made(laba=d(-1))).roi
    assert rugi.nilai < 0 and rugi.kategori == Kategori.PENUNDAAN


def test_published_bands():
    """KEU-74: CK-05, the bands of the 2013 procedure."""
    kasus = published("CK-05")

    for isi, pita in zip(kasus["inputs"]["nilai"], kasus["expected"]["band"], strict=True):
        assert PITA[isi["kpi"].lower()].band(d(isi["persen"])) == pita, isi


@pytest.mark.parametrize(
    ("ukuran", "nilai", "kategori"),
    [
        ("lar", "10", "memuaskan"),
        ("lar", "10.000001", "minimum"),
        ("par", "20", "minimum"),
        ("par", "20.000001", "penundaan"),
        ("rr", "90", "memuaskan"),
        ("rr", "89.999999", "minimum"),
        ("rr", "80", "minimum"),
        ("rr", "79.999999", "penundaan"),
        ("ccr", "125", "memuaskan"),
        ("ccr", "124.999999", "minimum"),
        ("ccr", "100", "minimum"),
        ("ccr", "99.999999", "penundaan"),
        ("roi", "10", "memuaskan"),
        ("roi", "9.999999", "minimum"),
        ("roi", "0", "minimum"),
        ("roi", "-0.000001", "penundaan"),
    ],
)
def test_borders_are_compared_unrounded(ukuran, nilai, kategori):
    """KEU-74: a figure that prints as the border may lie beyond it."""
    assert PITA[ukuran].band(d(nilai)) == kategori


def test_ratio_just_above_the_border_is_not_rounded_down():
    """KEU-74: 20,000,001 of 100 million prints as 20.00 % and is above 20."""
    par = measure(made(saldo_menunggak_3=d(20_000_001))).par

    assert round(par.nilai, 2) == 20 and par.kategori == Kategori.PENUNDAAN
    assert measure(made(saldo_menunggak_3=d(20_000_000))).par.kategori == Kategori.MINIMUM


def test_exactly_twenty_may_be_set_to_penundaan():
    """KEU-74: one field program puts exactly 20 into penundaan; it is a setting."""
    ketat = Pita(d(10), d(20), tinggi_baik=False, tepat_minimum=False)

    assert ketat.band(d(20)) == Kategori.PENUNDAAN and ketat.band(d("19.99")) == Kategori.MINIMUM
    assert measure(made(ksm_menunggak_3=4), {**PITA, "lar": ketat}).lar.kategori == Kategori.PENUNDAAN


def test_nothing_to_divide_by():
    """KEU-75: no KSM, no balance, no cost, no capital: no figure and no band, never zero percent."""
    nol = d(0)
    k = measure(
        made(ksm_berpinjaman=0, ksm_menunggak_3=0, saldo_pinjaman=nol, saldo_menunggak_3=nol, tunggakan_3=nol,
             biaya=nol, modal=nol)
    )  # fmt: skip

    assert all((n.nilai, n.kategori) == (None, None) for n in (k.lar, k.par, k.rr, k.ccr, k.roi))
    assert k.terburuk is None
    baik = measure(made(ksm_menunggak_3=0)).lar
    assert (baik.nilai, baik.kategori) == (0, Kategori.MEMUASKAN)


def test_overall_is_the_worst_band():
    """KEU-76: no invented score: one figure in penundaan makes the whole penundaan."""
    assert measure(made()).terburuk == Kategori.MINIMUM
    assert measure(made(laba=d(-1))).terburuk == Kategori.PENUNDAAN
    assert worst([None, Kategori.MEMUASKAN]) == Kategori.MEMUASKAN and worst([]) is None


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"ksm_menunggak_3": 21}, "ksm_menunggak_3"),
        ({"ksm_berpinjaman": -1, "ksm_menunggak_3": -1}, "ksm_berpinjaman"),
        ({"saldo_menunggak_3": d(100_000_001)}, "saldo_menunggak_3"),
        ({"tunggakan_3": d(6_000_001)}, "tunggakan_3"),
        ({"bulan": 0}, "bulan"),
        ({"bulan": 13}, "bulan"),
        ({"saldo_pinjaman": d(-1)}, "saldo_pinjaman"),
        ({"modal": d("0.5")}, "modal"),
        ({"laba": d("0.5")}, "laba"),
    ],
)
def test_figures_that_cannot_be(isi, bidang):
    """KEU-40, KEU-77: a part above its whole, a month that is none, cents: named with what is wrong."""
    with pytest.raises(IsianSalah) as galat:
        made(**isi)

    assert bidang in galat.value.galat


@TENANG
@given(
    st.integers(1, 10**12), st.integers(0, 100), st.integers(0, 100), st.integers(1, 12), st.integers(-(10**9), 10**9)
)
def test_figures_stay_in_their_range(saldo, bagian, lewat, bulan, laba):
    """KEU-70 to KEU-74: LAR, PAR and RR lie between 0 and 100, RR is never below 100 - PAR, bands fit the figures."""
    menunggak = d(saldo * bagian // 100)
    k = measure(
        made(saldo_pinjaman=d(saldo), saldo_menunggak_3=menunggak, tunggakan_3=menunggak * lewat // 100, bulan=bulan,
             laba=d(laba))
    )  # fmt: skip

    for n in (k.lar, k.par, k.rr):
        assert 0 <= n.nilai <= 100
    assert k.rr.nilai >= 100 - k.par.nilai - Decimal("1e-20")
    assert (k.par.kategori == Kategori.MEMUASKAN) == (menunggak * 10 <= saldo)
    assert (k.roi.kategori == Kategori.PENUNDAAN) == (laba < 0)
