"""Exports of Indonesian banks as they come; all figures are invented, the shapes are not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from inti.errors import IsianSalah, TerlaluBesar
from keuangan.baca_bank import Peta, guess, read_amount, read_cells, read_date, read_rows

D = Decimal
# Two columns, semicolons, Indonesian amounts, header lines above and totals below, cp1252.
DUA_KOLOM = """Rekening Koran;;;;;
Nomor Rekening;0123-01-000456-53-7;;;;
Periode;01/01/2023 - 31/01/2023;;;;

Tanggal;Uraian Transaksi;Teller;Debet;Kredit;Saldo
;SALDO AWAL;;;;167.031.129,00
02/01/2023;Tarikan tunai – UPK;8001;9.000.000,00;0,00;158.031.129,00
12/01/2023;Setoran;8001;;27.140.200,00;185.171.329,00
;lanjutan berita;;;;
31/01/2023;Jasa giro;;0,00;63.123,45;185.234.452,45
Total;;;9.000.000,00;27.203.323,45;
""".encode("cp1252")  # fmt: skip
# One amount column with a mark behind the amount, days without year, commas, newest first.
BERTANDA = b"""No. rekening : ,'1234567890
Periode : ,01/01/2023 - 31/01/2023
Tanggal,Keterangan,Cabang,Jumlah,,Saldo
'31/01,PAJAK BUNGA,'0000,"12,625.00",DB,"158,018,504.00"
'02/01,TARIKAN,'0000,"9,000,000.00",DB,"158,031,129.00"
Saldo Awal : ,"167,031,129.00"
"""
# Tabs, month names, signs on the amount, no balance.
BERTANDA_MINUS = "Date\tDescription\tAmount\n02 Jan 2023\tTransfer masuk\t1.500.000\n03 Mei 2023\tAdm\t-7500\n".encode(
    "utf-16"
)
# Month first, mark column named, ISO-less.
BULAN_DULU = b"Tgl|Ket|D/K|Nominal\n01/13/23|BUNGA|K|5000.50\n01/02/23|ADM|D|7500.00\n"


def rows(isi: bytes) -> list[tuple[date, str, Decimal, Decimal, Decimal | None]]:
    """As guessed, without errors."""
    tabel = read_cells(isi)
    hasil = read_rows(tabel, guess(tabel))
    assert hasil.galat == []
    return [(b.tanggal, b.uraian, b.masuk, b.keluar, b.saldo) for b in hasil.baris]


def test_two_columns_with_header_and_totals():
    """KEU-177: headings below header lines, opening balance and totals left out, words that go on joined, cents kept."""
    assert rows(DUA_KOLOM) == [
        (date(2023, 1, 2), "Tarikan tunai – UPK", D(0), D(9_000_000), D(158_031_129)),
        (date(2023, 1, 12), "Setoran lanjutan berita", D(27_140_200), D(0), D(185_171_329)),
        (date(2023, 1, 31), "Jasa giro", D("63123.45"), D(0), D("185234452.45")),
    ]
    tabel = read_cells(DUA_KOLOM)
    hasil = read_rows(tabel, guess(tabel))
    assert (hasil.awal, hasil.akhir) == (167_031_129, D("185234452.45"))
    assert [g.nomor for g in hasil.lewat] == [6, 11]


def test_one_column_with_marks_newest_first():
    """KEU-177: the unnamed column of marks, days without a year, newest on top turned round."""
    assert rows(BERTANDA) == [
        (date(2023, 1, 2), "TARIKAN", D(0), D(9_000_000), D(158_031_129)),
        (date(2023, 1, 31), "PAJAK BUNGA", D(0), D(12_625), D(158_018_504)),
    ]
    tabel = read_cells(BERTANDA)
    assert read_rows(tabel, guess(tabel)).awal == 167_031_129


def test_signs_tabs_and_months_first():
    """KEU-177: signed amounts without a mark, tabs in UTF-16, month names of both languages, the American order of days."""
    assert [(b[0], b[2], b[3]) for b in rows(BERTANDA_MINUS)] == [
        (date(2023, 1, 2), D(1_500_000), D(0)), (date(2023, 5, 3), D(0), D(7_500))
    ]  # fmt: skip
    assert [(b[0], b[2], b[3]) for b in rows(BULAN_DULU)] == [
        (date(2023, 1, 2), D(0), D(7_500)), (date(2023, 1, 13), D("5000.50"), D(0))
    ]  # fmt: skip


def test_wrong_rows_are_named():
    """KEU-177: the line in the file, the column, and what to do; good rows stay."""
    isi = b"Tanggal;Uraian;Debet;Kredit\n02/01/2023;a;1000;\n32/01/2023;b;;500\n03/01/2023;c;seribu;\n04/01/2023;d;5;5\n05/01/2023;e;;\n"
    tabel = read_cells(isi)

    hasil = read_rows(tabel, guess(tabel))

    assert [(g.nomor, g.kolom) for g in hasil.galat] == [
        (3, "Tanggal"), (4, "Uang keluar (debet)"), (5, "Uang masuk (kredit)")
    ]  # fmt: skip
    assert "32/01/2023" in hasil.galat[0].pesan and [b.nomor for b in hasil.baris] == [2]
    assert [g.nomor for g in hasil.lewat] == [6]


def test_without_headings_the_person_says():
    """KEU-177: days and words are found by what stands there; the amount column is asked for, then read."""
    tabel = read_cells(b"2023-01-02,Setoran tunai,1500000,K\n2023-01-03,Biaya adm,7500,D\n")
    peta = guess(tabel)
    assert peta == Peta(0, {"tanggal": 0, "uraian": 1}) and "kolom" in read_rows(tabel, peta).galat[0].pesan

    tanpa = read_rows(tabel, Peta(0, {"tanggal": 0, "uraian": 1, "jumlah": 2, "tanda": 3}))

    assert [(b.masuk, b.keluar) for b in tanpa.baris] == [(1_500_000, 0), (0, 7_500)]
    tak_jelas = read_cells(b"Tanggal;Jumlah;D/K\n02/01/2023;500;?\n")
    assert "DB atau CR" in read_rows(tak_jelas, guess(tak_jelas)).galat[0].pesan


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("1.234.567,00", "1234567"), ("1,234,567.00", "1234567"), ("1.234", "1234"), ("1,234", "1234"), ("1234.5", "1234.5"),
        ("1234,56", "1234.56"), ("Rp 500.000", "500000"), ("(7,500.00)", "-7500"), ("12500 DB", "12500"), ("-7500", "-7500"),
        ("IDR1.000,5", "1000.5"), ("Rp1.000,-", "1000"), ("- Rp 500", "-500"), (".50", "0.5"), ("", None), ("abc", None), ("12a4", None), ("1.234,5678901", None),
    ],
)  # fmt: skip
def test_amounts(teks, nilai):
    """KEU-177: comma or dot, thousands or decimals."""
    assert read_amount(teks) == (D(nilai) if nilai else None)


@pytest.mark.parametrize(
    ("teks", "hari"),
    [
        ("31/01/2023", date(2023, 1, 31)), ("31-01-23", date(2023, 1, 31)), ("2023-01-31", date(2023, 1, 31)),
        ("31 Jan 2023", date(2023, 1, 31)), ("5 Agustus 2023", date(2023, 8, 5)), ("31-Des-22", date(2022, 12, 31)),
        ("31/01/2023 10:22:33", date(2023, 1, 31)), ("20230131", date(2023, 1, 31)), ("31.01.2023", date(2023, 1, 31)),
        ("30/02/2023", None), ("31/01", None), ("Total", None), ("", None), ("12 kali 2023", None),
    ],
)  # fmt: skip
def test_days(teks, hari):
    """KEU-177: every way in which banks write a day."""
    assert read_date(teks) == hari


def test_what_is_no_csv():
    """KEU-177: a workbook, a PDF, bytes, nothing, and too much are refused with what to do."""
    for isi in (b"PK\x03\x04x", b"%PDF-1.7", b"a;b\x00c", b"  \n\n"):
        with pytest.raises(IsianSalah):
            read_cells(isi)
    with pytest.raises(TerlaluBesar):
        read_cells(b"x" * 400_001)
    with pytest.raises(TerlaluBesar):
        read_cells(b"a;b\n" * 6001)
