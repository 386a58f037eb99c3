"""The calculators on screen and on paper: who opens them, what they show, what they say when it cannot be."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.conftest import KELURAHAN
from tests.factories.akun import officer

SIMULASI, KINERJA = "/keuangan/simulasi/", "/keuangan/kinerja/"
C = {
    "pokok": "2.000.000", "jasa_persen_per_bulan": "1,5", "tenor_bulan": "12", "tanggal_cair": "2026-01-31",
    "metode": "flat", "pembulatan": "atas_100", "dibulatkan": "ksm",
}  # fmt: skip
KPI = {
    "bulan": "6", "ksm_berpinjaman": "20", "ksm_menunggak_3": "3", "saldo_pinjaman": "100.000.000",
    "saldo_menunggak_3": "6.000.000", "tunggakan_3": "4.000.000", "pendapatan": "30.000.000", "biaya": "20.000.000",
    "modal": "100.000.000",
}  # fmt: skip
HALAMAN = [(SIMULASI, C), (f"{SIMULASI}cetak/", C), (KINERJA, KPI), (f"{KINERJA}cetak/", KPI)]


@pytest.fixture
def buka(petugas_kelurahan: Any, klien: Any) -> Any:
    """`buka(address, fields)`: the page as an officer of the kelurahan sees it."""
    k = klien(petugas_kelurahan)
    return lambda alamat, isi=None: k.get(alamat, isi or {})


def words(jawab: Any) -> str:
    """The text of the main part, spaces in one."""
    isi = jawab.content.decode()
    isi = isi.partition("<main")[2] or isi
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", isi)))


@pytest.mark.parametrize(("alamat", "isi"), HALAMAN)
def test_pages_by_four_officers(empat_petugas, klien, alamat, isi):
    """KEU-78: who coaches, lends or borrows may compute wherever they are; without a task nobody does."""
    status = {n: klien(p).get(alamat, isi).status_code for n, p in empat_petugas.items()}

    assert status == {"kelurahan": 200, "kota": 200, "kota_lain": 200, "tanpa_tugas": 403}


def test_only_those_who_lend_or_coach_find_it_in_their_menu(petugas_kelurahan, register, klien):
    """KEU-78: a lurah neither has the entry nor the page."""
    lurah = klien(officer("lurah", "lurah", KELURAHAN))

    assert lurah.get(SIMULASI).status_code == 403 and SIMULASI not in lurah.get("/").content.decode()
    assert f'href="{SIMULASI}"' in klien(petugas_kelurahan).get("/").content.decode()


def test_empty_form(buka):
    """KEU-78: nothing is asked before something was typed; the field starts with the programme's 1.5 %."""
    for alamat in (SIMULASI, KINERJA):
        jawab = buka(alamat)
        assert jawab.status_code == 200 and "errorlist" not in jawab.content.decode()
    assert 'name="jasa_persen_per_bulan" value="1,5"' in buka(SIMULASI).content.decode()


def test_schedule_on_screen(buka):
    """KEU-43, KEU-45: example C with its dates and sums, and the text for WhatsApp."""
    jawab = buka(SIMULASI, C)
    teks = words(jawab)

    assert jawab.status_code == 200
    assert "28 Feb 2026 Rp 166.700 Rp 30.000 Rp 196.700 Rp 1.833.300" in teks
    assert "31 Jan 2027 Rp 166.300 Rp 30.000 Rp 196.300 Rp 0" in teks
    assert "Jumlah Rp 2.000.000 Rp 360.000 Rp 2.360.000" in teks
    assert "*Simulasi pinjaman KSM*" in teks and "Angsuran terakhir Rp 196.300, jatuh tempo 31 Januari 2027" in teks
    assert "Bagian tiap anggota" not in teks and "sanggup" not in teks
    assert 'href="/keuangan/simulasi/cetak/?pokok=2.000.000' in jawab.content.decode()


def test_shares_and_ability_on_screen(buka):
    """KEU-46, KEU-47: shares sum to the group's instalment; the check compares the largest share."""
    isi = {**C, "anggota": "3", "penghasilan": "1.065.567", "biaya": "1.000.000"}

    teks = words(buka(SIMULASI, isi))

    assert "1 Rp 666.666 Rp 65.567" in teks and "3 Rp 666.668 Rp 65.566" in teks
    assert "Jumlah Rp 2.000.000 Rp 196.700 Rp 196.300 Rp 360.000 Rp 2.360.000" in teks
    assert "Belum sanggup dibayar. Angsuran Rp 65.568 melebihi kemampuan bayar Rp 65.567." in teks
    assert "Sanggup dibayar. Angsuran terbesar Rp 65.568, kemampuan bayar Rp 65.568 sebulan." in words(
        buka(SIMULASI, {**isi, "penghasilan": "1.065.568"})
    )


def test_rounded_for_each_member(buka):
    """KEU-48: CK-02: five members of 284,000, the group pays 1,420,000."""
    isi = {**C, "pokok": "25.000.000", "tenor_bulan": "24", "pembulatan": "atas_1000", "anggota": "5"}

    teks = words(buka(SIMULASI, {**isi, "dibulatkan": "anggota"}))

    assert "5 Rp 5.000.000 Rp 284.000 Rp 284.000" in teks and "Angsuran pertama Rp 1.420.000" in teks
    assert "Angsuran pertama Rp 1.417.000" in words(buka(SIMULASI, {**isi, "dibulatkan": "ksm"}))


@pytest.mark.parametrize(
    ("isi", "status", "kata"),
    [
        ({"pokok": "1.000"}, 409, "Pilih pembulatan yang lebih kecil"),
        ({"pokok": "seribu"}, 400, "Tulis jumlah rupiah dengan angka"),
        ({"pokok": ""}, 400, "harus diisi"),
        ({"tenor_bulan": "0"}, 400, "lebih besar dari atau sama dengan 1"),
        ({"tenor_bulan": "121"}, 400, "lebih kecil dari atau sama dengan 120"),
        ({"jasa_persen_per_bulan": "150"}, 400, "antara 0 dan 100 persen"),
        ({"tanggal_cair": "31-02"}, 400, "tanggal yang valid"),
        ({"tanggal_cair": "1900-01-01"}, 400, "Periksa tahun"),
        ({"metode": "anuitas"}, 400, "anuitas"),
        ({"anggota": "61"}, 400, "lebih kecil dari atau sama dengan 60"),
        ({"pokok": "12", "pembulatan": "rupiah", "jasa_persen_per_bulan": "0", "anggota": "12"}, 409, "terlalu kecil"),
        ({"pokok": "5", "tenor_bulan": "1", "pembulatan": "rupiah", "anggota": "6"}, 409, "Betulkan bagian anggotanya"),
    ],
)
def test_what_cannot_be_stays_in_the_form(buka, isi, status, kata):
    """KEU-40, KEU-44, KEU-46: the page says what to do, keeps what was typed, and shows no schedule."""
    jawab = buka(SIMULASI, {**C, **isi})

    assert jawab.status_code == status and kata in words(jawab), words(jawab)
    html = jawab.content.decode()
    assert 'id="jadwal"' not in html and (f'value="{C["tanggal_cair"]}"' in html or "tanggal_cair" in isi)


def test_performance_on_screen(buka):
    """KEU-70 to KEU-76: five figures with band and borders; profit is computed; the advice follows the worst band."""
    jawab = buka(KINERJA, KPI)
    teks = words(jawab)

    for kata in ("15,00 % minimum", "6,00 % memuaskan", "96,00 % memuaskan", "150,00 % memuaskan", "20,00 % memuaskan"):
        assert kata in teks, kata
    assert "≤ 10 % > 10 % – 20 % > 20 %" in teks and "≥ 125 % 100 % – < 125 % < 100 %" in teks
    assert "tagih yang menunggak" in teks and jawab.status_code == 200
    assert "modal baru ditunda" in words(buka(KINERJA, {**KPI, "biaya": "30.000.001"}))


def test_performance_without_denominator(buka):
    """KEU-75: an empty amount is zero, and what cannot be divided is a dash without band."""
    teks = words(buka(KINERJA, {"bulan": "1", "ksm_berpinjaman": "0"}))

    assert teks.count("– ≤ 10 %") == 2 and "0,00 %" not in teks and "tagih" not in teks


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"ksm_menunggak_3": "21"}, "Tidak boleh melebihi jumlah KSM"),
        ({"saldo_menunggak_3": "100.000.001"}, "Tidak boleh melebihi seluruh saldo"),
        ({"bulan": "13"}, "13"),
    ],
)
def test_performance_that_cannot_be(buka, isi, kata):
    """KEU-77: 400 with the reason beside the field, and no result."""
    jawab = buka(KINERJA, {**KPI, **isi})

    assert jawab.status_code == 400 and kata in words(jawab) and 'id="hasil"' not in jawab.content.decode()


def test_schedule_on_paper(buka):
    """KEU-43, KEU-46: the house's paper with schedule, shares and the sum in words; no inline style or script."""
    isi = buka(f"{SIMULASI}cetak/", {**C, "anggota": "3", "penghasilan": "900.000", "biaya": "100.000"})
    html = isi.content.decode()

    assert "css/cetak" in html and "<h1>Simulasi pinjaman KSM</h1>" in html
    assert "31 Januari 2027" in html and "Rp 196.300" in html and "Rp 666.668" in html
    assert "dua juta tiga ratus enam puluh ribu rupiah" in html and "(sanggup)" in html
    assert not re.search(r"<style|style=|<script(?! type=\"module\" src=)", html)
    assert f'href="{SIMULASI}?' in html


def test_performance_on_paper(buka):
    """KEU-70 to KEU-76: figures, bands and advice on paper, with the month."""
    teks = words(buka(f"{KINERJA}cetak/", KPI))

    assert "Sampai akhir bulan Juni" in teks and "Laba sejak Januari Rp 10.000.000" in teks
    assert "15,00 % minimum ≤ 10 % > 10 % – 20 % > 20 %" in teks and "tagih yang menunggak" in teks


@pytest.mark.parametrize(("alamat", "isi"), [(SIMULASI, {**C, "pokok": "1.000"}), (KINERJA, {**KPI, "bulan": "13"})])
def test_paper_of_nothing_leads_back(buka, alamat, isi):
    """KEU-78: what has no result is not printed: back to the form, filled."""
    jawab = buka(f"{alamat}cetak/", isi)

    assert jawab.status_code == 302 and jawab["Location"] == f"{alamat}?{urlencode(isi)}"
    assert buka(f"{alamat}cetak/").status_code == 302


def test_pages_in_english(petugas_kelurahan, klien):
    """KEU-78: screen in the reader's language, paper always Indonesian."""
    k = klien(petugas_kelurahan)
    k.cookies["django_language"] = "en"

    layar, kertas = words(k.get(SIMULASI, C)), k.get(f"{SIMULASI}cetak/", C).content.decode()

    assert "Schedule of instalments" in layar and "Rp 2,360,000" in layar
    assert "Jadwal angsuran" in kertas and "Rp 2.360.000" in kertas and "Angsuran terakhir" not in layar
