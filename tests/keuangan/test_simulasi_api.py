"""The three calculators as programs use them: the contract's fields, money as text, refusals as problem+json."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti.errors import JENIS_MASALAH
from tests.keuangan.contoh import published

SIMULASI, KINERJA, KOLEKTIBILITAS = (
    "/api/v1/pinjaman/simulasi/", "/api/v1/kinerja-upk/hitung/", "/api/v1/kolektibilitas/hitung/",
)  # fmt: skip
PINJAMAN = {
    "pokok": "2000000", "jasa_persen_per_bulan": "1.5", "metode": "flat", "tenor_bulan": 12,
    "tanggal_cair": "2026-01-31", "pembulatan": "atas_100",
}  # fmt: skip
KPI = {
    "ksm_berpinjaman": 20, "ksm_menunggak_3": 3, "saldo_pinjaman": "100000000", "saldo_menunggak_3": "6000000",
    "tunggakan_3": "4000000", "pendapatan": "30000000", "biaya": "20000000", "laba": "10000000", "modal": "100000000",
    "bulan": 6,
}  # fmt: skip
A = {"pokok": "2500000", "tenor_bulan": 10, "tanggal_cair": "2026-01-15", "jasa_persen_per_bulan": "1.5"}
PORTOFOLIO = {"per_tanggal": "2026-03-15", "pinjaman": [{**A, "ref": "K1"}, {**A, "pembayaran": [
    {"tanggal": "2026-03-15", "jumlah": "60000"}, {"tanggal": "2026-02-15", "jumlah": "287500"},
    {"tanggal": "2026-04-01", "jumlah": "999999"},
]}]}  # fmt: skip
SEMUA = [(SIMULASI, PINJAMAN), (KINERJA, KPI), (KOLEKTIBILITAS, PORTOFOLIO)]


@pytest.fixture
def kirim(petugas_kelurahan: Any, klien_api: Any) -> Any:
    """`kirim(address, body)`: one signed-in call."""
    return lambda alamat, isi: klien_api(petugas_kelurahan).post(alamat, isi)


def refused(jawab: Any, status: int, kode: str) -> Any:
    """The details of a refusal in the house's form."""
    assert (jawab.status_code, jawab["Content-Type"]) == (status, JENIS_MASALAH), jawab.content
    isi = jawab.json()
    assert isi["kode"] == kode and isi["pesan"] and isi["permintaan"]
    return isi["rincian"]


def test_simulation(kirim):
    """KEU-43, KEU-45, KEU-78: example C, exactly the fields of the contract."""
    isi = kirim(SIMULASI, PINJAMAN).json()

    assert set(isi) == {"jadwal", "total_pokok", "total_jasa", "total"} and len(isi["jadwal"]) == 12
    assert isi["jadwal"][0] == {
        "ke": 1, "jatuh_tempo": "2026-02-28", "pokok": "166700.00", "jasa": "30000.00", "angsuran": "196700.00",
        "sisa_pokok": "1833300.00",
    }  # fmt: skip
    assert isi["jadwal"][-1]["angsuran"] == "196300.00" and isi["jadwal"][-1]["sisa_pokok"] == "0.00"
    assert (isi["total_pokok"], isi["total_jasa"], isi["total"]) == ("2000000.00", "360000.00", "2360000.00")


def test_simulation_declining_and_largest(kirim):
    """KEU-42: numbers come as JSON numbers too; the largest loan that is accepted is answered."""
    turun = kirim(
        SIMULASI, {**PINJAMAN, "pokok": 1000000, "tenor_bulan": 10, "metode": "menurun", "jasa_persen_per_bulan": 1.5}
    )
    assert turun.json()["total_jasa"] == "82500.00"
    besar = kirim(SIMULASI, {**PINJAMAN, "pokok": "1" + "0" * 15, "tenor_bulan": 120, "jasa_persen_per_bulan": "100"})
    assert besar.json()["total_jasa"] == "1" + "2" + "0" * 16 + ".00"


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"pokok": "0"}, "pokok"),
        ({"pokok": "1000.50"}, "pokok"),
        ({"pokok": "banyak"}, "pokok"),
        ({"pokok": None}, "pokok"),
        ({"tenor_bulan": 0}, "tenor_bulan"),
        ({"tenor_bulan": 10_000_000}, "tenor_bulan"),
        ({"jasa_persen_per_bulan": "-1"}, "jasa_persen_per_bulan"),
        ({"jasa_persen_per_bulan": "NaN"}, "jasa_persen_per_bulan"),
        ({"metode": "anuitas"}, "metode"),
        ({"pembulatan": "bawah_100"}, "pembulatan"),
        ({"tanggal_cair": "2026-02-30"}, "tanggal_cair"),
        ({"tanggal_cair": "9999-12-31"}, "tanggal_cair"),
    ],
)
def test_simulation_of_wrong_terms(kirim, isi, bidang):
    """KEU-40: 400 in the house's form, with the field."""
    assert set(refused(kirim(SIMULASI, {**PINJAMAN, **isi}), 400, "isian")) == {bidang}


def test_simulation_refused_by_a_rule(kirim):
    """KEU-44: 409 with the rule's id."""
    rincian = refused(kirim(SIMULASI, {**PINJAMAN, "pokok": "1000"}), 409, "aturan")

    assert rincian["aturan"] == "KEU-44" and rincian["pokok_terakhir"] == "-100.00"


def test_performance(kirim):
    """KEU-70 to KEU-74: the worked example, each figure with its band."""
    assert kirim(KINERJA, KPI).json() == {
        "lar": {"nilai": "15.00", "kategori": "minimum"},
        "par": {"nilai": "6.00", "kategori": "memuaskan"},
        "rr": {"nilai": "96.00", "kategori": "memuaskan"},
        "ccr": {"nilai": "150.00", "kategori": "memuaskan"},
        "roi": {"nilai": "20.00", "kategori": "memuaskan"},
    }


def test_performance_prints_rounded_but_judges_unrounded(kirim):
    """KEU-74: 20.00 % in penundaan is no contradiction; half a hundredth is printed up."""
    isi = kirim(KINERJA, {**KPI, "saldo_menunggak_3": "20000001"}).json()
    assert isi["par"] == {"nilai": "20.00", "kategori": "penundaan"}
    assert kirim(KINERJA, {**KPI, "saldo_menunggak_3": "6005000"}).json()["par"]["nilai"] == "6.01"


def test_performance_without_denominator(kirim):
    """KEU-75: null, not zero."""
    isi = kirim(KINERJA, {**KPI, "biaya": "0", "modal": "0"}).json()

    assert isi["ccr"] == isi["roi"] == {"nilai": None, "kategori": None}
    assert isi["lar"]["nilai"] == "15.00"


def test_performance_of_published_bands(kirim):
    """KEU-74: CK-05 by API: LAR in percent of a hundred KSM, the others from their own parts."""
    kasus = published("CK-05")
    for isi, pita in zip(kasus["inputs"]["nilai"], kasus["expected"]["band"], strict=True):
        persen = isi["persen"]
        bahan = {
            "LAR": {"ksm_berpinjaman": 100, "ksm_menunggak_3": persen},
            "PAR": {"saldo_pinjaman": "100", "saldo_menunggak_3": str(persen), "tunggakan_3": "0"},
            "CCr": {"pendapatan": str(persen), "biaya": "100"},
            "ROI": {"laba": str(persen), "modal": "100", "bulan": 12},
            "RR": {"saldo_pinjaman": "100", "saldo_menunggak_3": "100", "tunggakan_3": str(100 - persen)},
        }[isi["kpi"]]

        jawab = kirim(KINERJA, {**KPI, **bahan}).json()[isi["kpi"].lower()]

        assert jawab == {"nilai": f"{persen}.00", "kategori": pita}, isi


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"ksm_menunggak_3": 21}, "ksm_menunggak_3"),
        ({"saldo_menunggak_3": "100000001"}, "saldo_menunggak_3"),
        ({"tunggakan_3": "6000001"}, "tunggakan_3"),
        ({"bulan": 13}, "bulan"),
        ({"modal": "-1"}, "modal"),
        ({"laba": ""}, "laba"),
    ],
)
def test_performance_of_wrong_figures(kirim, isi, bidang):
    """KEU-77: 400 with the field."""
    assert bidang in refused(kirim(KINERJA, {**KPI, **isi}), 400, "isian")


def test_collectibility(kirim):
    """KEU-50, KEU-60, KEU-62, KEU-64: two due and unpaid; the other paid one and then 60,000 (example G's order)."""
    isi = kirim(KOLEKTIBILITAS, PORTOFOLIO).json()

    assert isi["per_tanggal"] == "2026-03-15" and [p["ref"] for p in isi["pinjaman"]] == ["K1", ""]
    assert isi["pinjaman"][0] == {
        "ref": "K1", "saldo_pokok": "2500000.00", "tunggakan_pokok": "500000.00", "tunggakan_jasa": "75000.00",
        "kali": "2.00", "umur": "2.00", "menunggak_sejak": "2026-02-15", "kelas": "dpk", "nomor_kelas": 2,
        "cadangan_persen": "0.50", "cadangan": "12500.00", "lunas": False,
    }  # fmt: skip
    dua = isi["pinjaman"][1]
    assert (dua["tunggakan_pokok"], dua["tunggakan_jasa"], dua["kali"]) == ("227500.00", "0.00", "0.91")
    assert dua["saldo_pokok"] == "2227500.00" and dua["menunggak_sejak"] == "2026-03-15"
    total = isi["total"]
    assert (total["saldo_pokok"], total["cadangan"]) == ("4727500.00", "23638.00")
    assert (total["ksm_berpinjaman"], total["ksm_menunggak_3"], total["tunggakan_3"]) == (2, 0, "0.00")
    assert [(b["kelas"], b["jumlah"]) for b in total["kelas"]] == [
        ("lancar", 0), ("dpk", 2), ("kurang_lancar", 0), ("diragukan", 0), ("macet", 0),
    ]  # fmt: skip


def test_collectibility_after_maturity_and_settled(kirim):
    """KEU-53, KEU-61: a forgotten loan is Macet; one that was settled early is lunas and in no class."""
    lunas = [{"tanggal": "2026-02-15", "jumlah": "2537500"}]
    isi = kirim(
        KOLEKTIBILITAS,
        {"per_tanggal": "2027-09-15", "pinjaman": [{**A, "tenor_bulan": 3}, {**A, "pembayaran": lunas}]},
    ).json()

    lupa, selesai = isi["pinjaman"]
    assert (lupa["kelas"], lupa["kali"], lupa["umur"], lupa["cadangan"]) == ("macet", "3.00", "19.00", "2500000.00")
    assert selesai["lunas"] and selesai["saldo_pokok"] == "0.00" and selesai["menunggak_sejak"] is None
    assert isi["total"]["ksm_berpinjaman"] == 1


@pytest.mark.parametrize(
    ("bayar", "hari", "aturan"),
    [
        ([{"tanggal": "2026-02-15", "jumlah": "2875001"}], "2026-03-15", "KEU-52"),
        ([{"tanggal": "2026-01-14", "jumlah": "1000"}], "2026-03-15", "KEU-55"),
    ],
)
def test_collectibility_refused_by_a_rule(kirim, bayar, hari, aturan):
    """KEU-52, KEU-55: the refusal names the loan it is about."""
    rincian = refused(
        kirim(KOLEKTIBILITAS, {"per_tanggal": hari, "pinjaman": [A, {**A, "pembayaran": bayar}]}), 409, "aturan"
    )

    assert rincian["aturan"] == aturan and rincian["pinjaman"] == 1


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({"pinjaman": []}, "pinjaman"),
        ({"pinjaman": [A] * 501}, "pinjaman"),
        ({"pinjaman": [{**A, "pembayaran": [{"tanggal": "2026-02-15", "jumlah": "1"}] * 240}] * 26}, "pinjaman"),
        ({"per_tanggal": "kemarin"}, "per_tanggal"),
        ({"per_tanggal": "2026-01-14"}, "pinjaman.0.tanggal_cair"),
        ({"pinjaman": [A, {**A, "pokok": "0"}]}, "pinjaman.1.pokok"),
        ({"pinjaman": [{**A, "pembayaran": [{"tanggal": "2026-02-15", "jumlah": "0.5"}]}]}, "pinjaman.0.jumlah"),
    ],
)
def test_collectibility_of_wrong_figures(kirim, isi, bidang):
    """KEU-40, KEU-55: 400 with the loan and the field; more than one answer can carry is refused."""
    assert bidang in refused(kirim(KOLEKTIBILITAS, {**PORTOFOLIO, **isi}), 400, "isian")


@pytest.mark.parametrize(("alamat", "isi"), SEMUA)
def test_calculators_by_four_officers(empat_petugas, klien_api, alamat, isi):
    """KEU-78: everybody who is signed in may compute, without a key and without a query; a stranger gets 401."""
    for orang in empat_petugas.values():
        api = klien_api(orang)
        with CaptureQueriesContext(connection) as kueri:
            assert api.post(alamat, isi).status_code == 200
        assert not kueri.captured_queries
    assert klien_api().post(alamat, isi).status_code == 401
    assert klien_api(empat_petugas["kelurahan"]).get(alamat).status_code == 405
    assert klien_api(empat_petugas["kelurahan"]).post(alamat, []).status_code == 400
