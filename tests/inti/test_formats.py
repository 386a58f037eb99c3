"""Numbers, money and dates as Indonesians write them; amounts in words as receipts need them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from inti import formats
from inti.errors import IsianSalah
from inti.money import RUPIAH_MAKS, split_rupiah, to_rupiah, whole_rupiah


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        (0, "nol"),
        (1, "satu"),
        (11, "sebelas"),
        (15, "lima belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (1_000_000, "satu juta"),
        (449_700_000, "empat ratus empat puluh sembilan juta tujuh ratus ribu"),
        (
            1_131_891_296,
            "satu miliar seratus tiga puluh satu juta delapan ratus sembilan puluh satu ribu dua ratus sembilan puluh enam",
        ),
        (Decimal("1500.50"), "seribu lima ratus koma lima puluh"),
        (-3, "minus tiga"),
    ],
)
def test_terbilang(nilai, teks):
    """UMU-17: amounts in words, as on receipts."""
    assert formats.terbilang(nilai) == teks


def test_terbilang_has_an_end():
    with pytest.raises(ValueError):
        formats.terbilang(10**15)


def test_numbers_and_money_follow_the_language():
    """Indonesian first, English second: the same figure, each in its own signs."""
    with translation.override("id"):
        assert formats.rupiah(449_700_000) == "Rp 449.700.000"
        assert formats.rupiah(Decimal("-1250.5")) == "-Rp 1.250,50"
        assert formats.persen(Decimal("63.5636")) == "63,6 %"
        assert [formats.persen_pas(Decimal(n)) for n in ("60.0000", "12.5", "98")] == ["60 %", "12,5 %", "98 %"]
        assert formats.persen_pas(None) == "–"
        assert [formats.persen_pas(n, d) for n, d in ((Decimal("33.335"), 2), (Decimal("23.08"), 1), (100, 1))] == [
            "33,34 %", "23,1 %", "100 %",
        ]  # fmt: skip
        assert formats.angka(4748) == "4.748"
        assert [formats.angka(n, d) for n, d in ((64.7963, 1), (Decimal("0.005"), 2), (7, 1))] == [
            "64,8",
            "0,01",
            "7,0",
        ]
        assert formats.hari_tanggal(date(2026, 11, 14)) == "Sabtu, 14 November 2026"
    with translation.override("en"):
        assert formats.angka(4748) == "4,748"
    assert formats.tanggal_terbilang(date(2026, 11, 14)) == (
        "Sabtu tanggal empat belas bulan November tahun dua ribu dua puluh enam"
    )


def test_nothing_to_divide_by_is_a_dash():
    """A zero denominator shows a dash, never 0 %."""
    assert formats.share(3, 0) is None
    assert formats.persen(formats.share(3, 0)) == "–"
    assert formats.rupiah(None) == "–"


def test_published_turnout_is_reproduced():
    """Desa Darek 2005: 3,018 voters of 4,748 adults, reported by the programme as 63.56 %."""
    with translation.override("id"):
        assert formats.persen(formats.share(3018, 4748), 2) == "63,56 %"


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("Rp 1.250.000", 1_250_000),
        ("1250000", 1_250_000),
        ("1.250.000,50", Decimal("1250000.50")),
        ("75.000", 75_000),
        ("12.5", Decimal("12.50")),
    ],
)
def test_amounts_as_people_type_them(teks, nilai):
    """UMU-17: dots group, a comma divides."""
    assert to_rupiah(teks) == nilai


@pytest.mark.parametrize("teks", ["seribu", "NaN", "Infinity", "1e40", ""])
def test_amount_that_is_none(teks):
    """UMU-14: what is no amount is told so beside the field."""
    with pytest.raises(IsianSalah):
        to_rupiah(teks)


@given(
    jumlah=st.integers(min_value=0, max_value=10**12),
    bobot=st.lists(st.integers(min_value=0, max_value=1000), min_size=1, max_size=20).filter(lambda b: sum(b) > 0),
)
def test_shares_sum_to_the_whole(jumlah, bobot):
    """UMU-17: whatever is split sums to what was split."""
    bagian = split_rupiah(Decimal(jumlah), bobot)

    assert sum(bagian) == jumlah
    assert all(b >= 0 and b == b.to_integral_value() for b in bagian)


@pytest.mark.parametrize(
    ("nilai", "hasil"),
    [("Rp 1.250.000", 1_250_000), ("0", 0), (0, 0), (Decimal("5.00"), 5), (RUPIAH_MAKS, 10**15)],
)
def test_whole_rupiah_as_people_type_it(nilai, hasil):
    """UMU-17, KEU-40: typed or computed, an amount of whole rupiah is taken as it is."""
    assert whole_rupiah(nilai) == hasil


@pytest.mark.parametrize(
    ("nilai", "pesan"),
    [
        ("1250,50", "tanpa sen"), (Decimal("0.004"), "tanpa sen"), (-1, "kurang dari nol"), (RUPIAH_MAKS + 1, "terlalu besar"),
        (Decimal("NaN"), "terlalu besar"), (None, "dengan angka"), ("", "dengan angka"), (True, "dengan angka"),
    ],
)  # fmt: skip
def test_whole_rupiah_refuses(nilai, pesan):
    """UMU-17, KEU-40: cents, less than nothing, too much and what is no amount are refused at their field, in one way."""
    with pytest.raises(IsianSalah) as galat:
        whole_rupiah(nilai, bidang="harga")
    (kalimat,) = galat.value.galat["harga"]
    assert pesan in str(kalimat)


def test_whole_rupiah_within_bounds():
    """KEU-40: nothing is refused where there must be something, and each caller may say how much is too much."""
    for isi in ({"nilai": 0, "positif": True}, {"nilai": 101, "maks": Decimal(100)}):
        with pytest.raises(IsianSalah):
            whole_rupiah(**isi)
