"""The schedule of a loan, to the rupiah: worked examples A to E, a living UPK's loans, and what always holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inti.errors import AturanDilanggar, IsianSalah
from keuangan.hitung.jadwal import (
    Ketentuan,
    Metode,
    Pembulatan,
    ability_to_pay,
    build_jadwal,
    build_member_jadwal,
    due_date,
    equal_parts,
    require_affordable,
    split_jadwal,
)
from tests.keuangan.contoh import TENANG, d, published, real_terms, real_upk, terms

TIDAK_TERATUR = {"K02", "K07", "K09", "K14"}  # loans of the living UPK that pay another amount than their schedule


@pytest.mark.parametrize(
    ("pokok", "tenor", "pembulatan", "biasa", "terakhir", "total_jasa"),
    [
        (2_500_000, 10, "rupiah", (250_000, 37_500), (250_000, 37_500), 375_000),
        (2_000_000, 12, "rupiah", (166_666, 30_000), (166_674, 30_000), 360_000),
        (2_000_000, 12, "atas_100", (166_700, 30_000), (166_300, 30_000), 360_000),
        (2_000_000, 12, "atas_500", (167_000, 30_000), (163_000, 30_000), 360_000),
        (5_000_000, 24, "atas_1000", (208_333, 75_667), (208_341, 75_659), 1_816_000),
    ],
    ids=["A", "B", "C", "C-500", "D"],
)
def test_worked_examples_flat(pokok, tenor, pembulatan, biasa, terakhir, total_jasa):
    """KEU-41, KEU-43, KEU-44: examples A to D; every instalment but the last is alike, the last ends the principal."""
    j = build_jadwal(terms(pokok, tenor, pembulatan=Pembulatan(pembulatan)))

    assert {(b.pokok, b.jasa) for b in j.baris[:-1]} == {biasa}
    assert (j.baris[-1].pokok, j.baris[-1].jasa, j.baris[-1].sisa_pokok) == (*terakhir, 0)
    assert (j.total_pokok, j.total_jasa, j.total) == (pokok, total_jasa, pokok + total_jasa)
    assert j.baris[0].sisa_pokok == pokok - biasa[0]


def test_cash_of_example_d_is_the_same_every_month():
    """KEU-43: rounded to the thousand, all 24 instalments are 284,000 and sum to 6,816,000."""
    j = build_jadwal(terms(5_000_000, 24, pembulatan=Pembulatan.ATAS_1000))

    assert {b.angsuran for b in j.baris} == {284_000} and j.total == 6_816_000


def test_thousand_covers_the_larger_last_principal():
    """KEU-43: 11,995 in 12 months without jasa: 1,000 a month, the last holds 1,006 of principal and needs 2,000."""
    j = build_jadwal(terms(11_995, 12, "0", pembulatan=Pembulatan.ATAS_1000))

    assert [b.angsuran for b in j.baris] == [1_000] * 11 + [2_000] and j.baris[-1].pokok == 1_006
    assert min(b.jasa for b in j.baris) >= 0


def test_worked_example_declining():
    """KEU-42: example E: jasa of every month on what is left of the principal."""
    j = build_jadwal(terms(1_000_000, 10, metode=Metode.MENURUN))

    assert [b.jasa for b in j.baris] == [15_000 - 1_500 * k for k in range(10)]
    assert (j.baris[0].angsuran, j.baris[-1].angsuran, j.total_jasa) == (115_000, 101_500, 82_500)


def test_jasa_that_is_no_whole_rupiah():
    """KEU-43: in whole rupiah jasa is rounded down, and what that leaves stands in the last instalment."""
    j = build_jadwal(terms(1_234_567, 12, "1.45"))  # 17,901.2215 a month, 214,814.658 in all

    assert {b.jasa for b in j.baris[:-1]} == {17_901}
    assert (j.baris[-1].jasa, j.total_jasa) == (17_903, 214_814)


def test_last_instalment_never_empty():
    """KEU-44: 1,000 in 12 months to the hundred would leave 1,000 - 11 x 100 = -100; less than a rupiah a month neither."""
    with pytest.raises(AturanDilanggar) as galat:
        build_jadwal(terms(1_000, 12, pembulatan=Pembulatan.ATAS_100))
    assert galat.value.aturan == "KEU-44" and "-Rp 100" in galat.value.pesan
    with pytest.raises(AturanDilanggar):  # exactly nothing left
        build_jadwal(terms(1_100, 12, pembulatan=Pembulatan.ATAS_100))
    with pytest.raises(AturanDilanggar):
        build_jadwal(terms(11, 12))

    assert build_jadwal(terms(1_200, 12, pembulatan=Pembulatan.ATAS_100)).baris[-1].pokok == 100
    assert build_jadwal(terms(12, 12)).baris[0].pokok == 1


@pytest.mark.parametrize(
    ("awal", "tempo"),
    [
        (date(2026, 1, 31), ["2026-02-28", "2026-03-31", "2026-04-30"]),
        (date(2027, 12, 31), ["2028-01-31", "2028-02-29", "2028-03-31"]),
        (date(2026, 11, 15), ["2026-12-15", "2027-01-15", "2027-02-15"]),
    ],
)
def test_due_dates_count_from_the_day_of_disbursement(awal, tempo):
    """KEU-45: the end of a short month does not shorten the months after it."""
    j = build_jadwal(terms(300_000, 3, tanggal_cair=awal))

    assert [b.jatuh_tempo.isoformat() for b in j.baris] == tempo
    assert due_date(awal, 12) == date(awal.year + 1, awal.month, awal.day)


@pytest.mark.parametrize("pinjaman", real_upk()["pinjaman"], ids=lambda p: p["ref"])
def test_loans_of_a_living_upk(pinjaman):
    """KEU-41, KEU-43: what 24 groups paid in January 2023 is what their schedules say, but for those who pay irregularly."""
    j, bayar = build_jadwal(real_terms(pinjaman)), pinjaman["bayar_januari_2023"]

    if pinjaman["ref"] not in TIDAK_TERATUR:
        assert j.baris[0].pokok == bayar["pokok"]
    if bayar["jasa"]:
        assert j.baris[0].jasa == bayar["jasa"]
    assert j.total_pokok == pinjaman["pokok"] and 0 < j.baris[-1].pokok <= j.baris[0].pokok


def test_published_receipts_of_lestari():
    """KEU-41: CK-01, both receipts hold jasa of 15 % of the principal, as 1.5 % flat over ten months gives."""
    for terima in published("CK-01")["inputs"]["penerimaan"]:
        satu = build_jadwal(terms(terima["pokok"] * 10, 10)).baris[0]
        assert (satu.pokok, satu.jasa, satu.angsuran) == (terima["pokok"], terima["jasa"], terima["kas"])


def test_published_proposal_of_kisaran_baru():
    """KEU-43, KEU-47, KEU-48: CK-02: 284,000 for each of five members, 1,420,000 for the group, all able to pay it."""
    kasus = published("CK-02")
    masuk, harap = kasus["inputs"], kasus["expected"]
    k = terms(masuk["pinjaman_ksm"], masuk["tenor_bulan"], pembulatan=Pembulatan.ATAS_1000)

    ksm, anggota = build_member_jadwal(k, equal_parts(k.pokok, masuk["jumlah_anggota"]))

    assert {b.angsuran for a in anggota for b in a.baris} == {harap["angsuran_per_anggota"]}
    assert {b.angsuran for b in ksm.baris} == {harap["angsuran_ksm_per_bulan"]}
    assert ksm.total_pokok == harap["jumlah_pinjaman_anggota"] and ksm.baris[-1].sisa_pokok == 0
    mampu = [ability_to_pay(d(a["penghasilan"]), d(a["biaya"])) for a in masuk["anggota"]]
    assert mampu == harap["kemampuan_bayar"]
    for kemampuan in mampu:
        require_affordable(ksm.baris[0].angsuran / 5, kemampuan)


def test_published_loans_of_noto_joyo_and_aid_of_barokah():
    """KEU-46: CK-03 and CK-04: equal parts of what five members and 96 old people receive are exact."""
    ck3, ck4 = published("CK-03"), published("CK-04")

    for ke in ("ke-1", "ke-3"):
        ksm = ck3["expected"][f"pinjaman_ksm_{ke.replace('-', '')}"]
        assert set(equal_parts(d(ksm), 5)) == {ck3["inputs"]["pinjaman_per_anggota"][ke]}
    assert set(equal_parts(d(ck4["expected"]["total"]), 96)) == {ck4["expected"]["per_orang"]}


def test_instalment_above_the_ability_to_pay():
    """KEU-47: one rupiah too much is refused; what is exactly able is not."""
    require_affordable(d(284_000), d(284_000))
    with pytest.raises(AturanDilanggar) as galat:
        require_affordable(d(284_001), ability_to_pay(d(1_284_000), d(1_000_000)))

    assert galat.value.aturan == "KEU-47" and galat.value.rincian["kemampuan_bayar"] == "284000.00"
    assert ability_to_pay(d(500_000), d(900_000)) == -400_000


def test_shares_of_members_in_rows_and_columns():
    """KEU-46: unequal parts: every row sums to the group's, every member ends at the own part."""
    j = build_jadwal(terms(2_000_000, 12))
    bagian = [d(333_333), d(666_667), d(1_000_000)]

    anggota = split_jadwal(j, bagian)

    assert [a.total_pokok for a in anggota] == bagian and [a.baris[-1].sisa_pokok for a in anggota] == [0, 0, 0]
    for bulan, kelompok in zip(zip(*(a.baris for a in anggota), strict=True), j.baris, strict=True):
        assert sum(b.pokok for b in bulan) == kelompok.pokok and sum(b.jasa for b in bulan) == kelompok.jasa
        assert {b.jatuh_tempo for b in bulan} == {kelompok.jatuh_tempo}


@pytest.mark.parametrize("bagian", [[1_000_000, 999_999], [2_000_001], [], [2_000_000, 0], [3_000_000, -1_000_000]])
def test_shares_that_are_not_the_loan(bagian):
    """KEU-46: parts that do not sum to the loan, or that are nothing, are refused in both ways of sharing."""
    k = terms(2_000_000, 12)

    for bagi in (lambda b: split_jadwal(build_jadwal(k), b), lambda b: build_member_jadwal(k, b)):
        with pytest.raises(AturanDilanggar) as galat:
            bagi([d(b) for b in bagian])
        assert galat.value.aturan == "KEU-46"


def test_shares_too_small_to_divide():
    """KEU-46: a rupiah a month cannot be divided over many; nobody gets a negative share."""
    with pytest.raises(AturanDilanggar):
        split_jadwal(build_jadwal(terms(24, 12, "0")), [d(1)] * 24)


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"pokok": 0}, "pokok"),
        ({"pokok": -1}, "pokok"),
        ({"pokok": "1000000.50"}, "pokok"),
        ({"pokok": "NaN"}, "pokok"),
        ({"pokok": 10**16}, "pokok"),
        ({"jasa": "-0.1"}, "jasa_persen_per_bulan"),
        ({"jasa": "100.1"}, "jasa_persen_per_bulan"),
        ({"jasa": "NaN"}, "jasa_persen_per_bulan"),
        ({"tenor": 0}, "tenor_bulan"),
        ({"tenor": 121}, "tenor_bulan"),
        ({"tanggal_cair": date(9999, 12, 31)}, "tanggal_cair"),
    ],
)
def test_terms_without_sense(isi, bidang):
    """KEU-40: each wrong term is named with what to do."""
    with pytest.raises(IsianSalah) as galat:
        terms(**isi)

    assert set(galat.value.galat) == {bidang}


@st.composite
def ketentuan(draw: st.DrawFn) -> Ketentuan:
    """Terms as people could type them."""
    return terms(
        draw(st.integers(100, 10**10)),
        draw(st.integers(1, 60)),
        draw(st.decimals(0, 10, places=2)),
        metode=draw(st.sampled_from(Metode)),
        pembulatan=draw(st.sampled_from(Pembulatan)),
        tanggal_cair=draw(st.dates(date(1999, 1, 1), date(2050, 12, 31))),
    )


@TENANG
@given(ketentuan())
def test_every_schedule_is_exact(k):
    """KEU-43, KEU-44: principal sums to the loan, nothing is negative or in cents, dates rise, balances end at zero."""
    try:
        j = build_jadwal(k)
    except AturanDilanggar:
        assume(False)

    assert j.total_pokok == k.pokok and len(j.baris) == k.tenor_bulan and j.baris[-1].sisa_pokok == 0
    assert all(b.pokok > 0 and b.jasa >= 0 and b.sisa_pokok >= 0 for b in j.baris)
    assert all(b.pokok == int(b.pokok) and b.jasa == int(b.jasa) for b in j.baris)
    tempo = [b.jatuh_tempo for b in j.baris]
    assert tempo == sorted(set(tempo)) and tempo[0] > k.tanggal_cair
    exact = [k.pokok * k.jasa_persen_per_bulan / 100] * k.tenor_bulan
    if k.metode == Metode.FLAT:
        batas = {"rupiah": 0, "atas_100": 100, "atas_500": 500, "atas_1000": 1001}[k.pembulatan]
        assert -1 < j.total_jasa - sum(exact) < batas * k.tenor_bulan + 1
    if k.pembulatan == Pembulatan.ATAS_1000:
        assert all(b.angsuran % 1000 == 0 for b in j.baris)
    if k.pembulatan in (Pembulatan.ATAS_100, Pembulatan.ATAS_500):
        kelipatan = 100 if k.pembulatan == Pembulatan.ATAS_100 else 500
        assert all(b.pokok % kelipatan == 0 for b in j.baris[:-1]) and all(b.jasa % kelipatan == 0 for b in j.baris)


@TENANG
@given(ketentuan(), st.integers(1, 30), st.booleans())
def test_shares_always_sum(k, n, per_anggota):
    """KEU-46, KEU-48: whatever the way of sharing, rows and columns sum, and no share is negative."""
    assume(k.pokok >= 100_000 * n)
    bagian = equal_parts(k.pokok, n)
    try:
        ksm, anggota = (
            build_member_jadwal(k, bagian) if per_anggota else (j := build_jadwal(k), split_jadwal(j, bagian))
        )
    except AturanDilanggar:
        assume(False)

    assert [a.total_pokok for a in anggota] == bagian and sum(bagian) == ksm.total_pokok == k.pokok
    assert sum((a.total_jasa for a in anggota), Decimal(0)) == ksm.total_jasa
    for i, baris in enumerate(ksm.baris):
        assert sum(a.baris[i].angsuran for a in anggota) == baris.angsuran
        assert all(a.baris[i].pokok >= 0 and a.baris[i].jasa >= 0 for a in anggota)
