"""Workbooks: cells that are never formulas, files that are never bombs, rows that are never stored twice."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from inti.errors import IsianSalah, TerlaluBesar
from inti.tabel import Kolom
from inti.xlsx import KolomImpor, export_xlsx, read_table, row_key, template_xlsx

KOLOM = (
    KolomImpor("nama", "Nama", wajib=True, contoh="=Contoh"),
    KolomImpor("jumlah", "Jumlah orang", "bulat"),
    KolomImpor("luas", "Luas", "desimal"),
    KolomImpor("tanggal", "Tanggal", "tanggal"),
    KolomImpor("pilih", "Pilih", "pilihan", pilihan=("L", "P")),
)


def workbook(baris: list[list[object]]) -> bytes:
    """A real workbook with these rows."""
    import xlsxwriter

    keluar = io.BytesIO()
    buku = xlsxwriter.Workbook(keluar)
    lembar = buku.add_worksheet()
    tanggal = buku.add_format({"num_format": "dd/mm/yyyy"})
    for n, isi in enumerate(baris):
        for k, nilai in enumerate(isi):
            if isinstance(nilai, date):
                lembar.write_datetime(n, k, nilai, tanggal)
            elif isinstance(nilai, str):
                lembar.write_string(n, k, nilai)
            elif nilai is not None:
                lembar.write(n, k, nilai)
    buku.close()
    return keluar.getvalue()


def replace_part(isi: bytes, nama: str, baru: bytes) -> bytes:
    """The same workbook with one part replaced or added."""
    keluar = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as masuk, zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as hasil:
        for e in masuk.infolist():
            if e.filename != nama:
                hasil.writestr(e, masuk.read(e))
        hasil.writestr(nama, baru)
    return keluar.getvalue()


def test_read_types_and_finds_headings_in_any_order():
    """UMU-26: headings are found by name below a title; numbers, dates and choices come typed."""
    isi = workbook([
        ["Daftar warga"],
        ["TANGGAL", "jumlah  orang", "nama", "Luas", "pilih"],
        [date(2026, 1, 31), 5, "Sari", "1.250,5", "p"],
        ["31-12-2025", "1.200", "Budi", 2.25, None],
    ])  # fmt: skip

    hasil = read_table(isi, KOLOM)

    assert hasil.galat == []
    assert [b.nilai for b in hasil.baris] == [
        {"nama": "Sari", "jumlah": 5, "luas": Decimal("1250.5"), "tanggal": date(2026, 1, 31), "pilih": "P"},
        {"nama": "Budi", "jumlah": 1200, "luas": Decimal("2.25"), "tanggal": date(2025, 12, 31), "pilih": None},
    ]
    assert [b.nomor for b in hasil.baris] == [3, 4]


@pytest.mark.parametrize(
    ("kolom", "nilai", "kata"),
    [
        (0, None, "harus diisi"),
        (0, "A" * 201, "Terlalu panjang"),
        (0, "a\x00b", "tidak dapat disimpan"),
        (1, "lima", "angka"),
        (1, 2.5, "bulat"),
        (1, "nan", "angka"),
        (3, "31/02/2026", "Tanggal"),
        (3, "1-1-1800", "Tanggal"),
        (4, "X", "L, P"),
    ],
)
def test_wrong_cell_is_named_and_the_others_are_kept(kolom, nilai, kata):
    """UMU-26: each wrong cell gives one sentence with its row and column; good rows are still read."""
    baris = ["Sari", 5, 1, "1-1-2026", "L"]
    salah = [*baris]
    salah[kolom] = nilai
    csv = "\n".join(";".join("" if s is None else str(s) for s in b) for b in ([k.judul for k in KOLOM], baris, salah))
    isi = csv.encode() if nilai != "a\x00b" else csv.encode()

    hasil = read_table(isi, KOLOM)

    assert [b.nomor for b in hasil.baris] == [2]
    assert [(g.nomor, g.kolom) for g in hasil.galat] == [(3, KOLOM[kolom].judul)]
    assert kata in hasil.galat[0].pesan


def test_missing_heading_says_which():
    """UMU-26: a sheet without the demanded headings is told which ones."""
    hasil = read_table(workbook([["Lain"], ["x"]]), KOLOM)

    assert hasil.baris == [] and "Nama" in hasil.galat[0].pesan


def test_row_key_is_of_file_sheet_and_row():
    """UMU-26: the same row of the same file has the same key, any other another."""
    isi, lain = workbook([["Nama"], ["Sari"]]), workbook([["Nama"], ["Budi"]])

    kunci = [read_table(i, KOLOM[:1]).baris[0].kunci for i in (isi, isi, lain)]

    assert kunci[0] == kunci[1] != kunci[2]
    assert row_key("a", "1", 1) != row_key("a", "1", 2)


def test_cells_far_apart_are_refused():
    """UMU-25: a small sheet that names its farthest cell would become a table of thousands of millions of cells."""
    isi = workbook([["Nama"], ["Sari"]])
    lembar = b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c></row><row r="%d"><c r="%s"><v>1</v></c></row></sheetData></worksheet>'

    for baris, sel in ((1048576, b"A1048576"), (2, b"XFD2")):
        with pytest.raises(TerlaluBesar):
            read_table(replace_part(isi, "xl/worksheets/sheet1.xml", lembar % (baris, sel)), KOLOM)

    assert read_table(replace_part(isi, "xl/worksheets/sheet1.xml", lembar % (2, b"A2")), KOLOM[:1]).baris


@pytest.mark.parametrize("nama", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"])
def test_macros_and_outside_links_are_refused(nama):
    """UMU-25: a workbook with macros or links to other files is not read."""
    isi = workbook([["Nama"], ["Sari"]])

    with pytest.raises(IsianSalah):
        read_table(replace_part(isi, nama, b"x"), KOLOM)


def test_broken_and_bomb_workbooks_are_refused():
    """UMU-25: what unpacks a hundredfold, or is no workbook inside, is refused with a sentence."""
    isi = workbook([["Nama"], ["Sari"]])

    with pytest.raises(TerlaluBesar):
        read_table(replace_part(isi, "xl/media/a.bin", b"0" * 30_000_000), KOLOM)
    with pytest.raises(IsianSalah):
        read_table(replace_part(isi, "xl/workbook.xml", b"<bukan"), KOLOM)
    with pytest.raises(IsianSalah):
        read_table(replace_part(isi, "xl/worksheets/sheet1.xml", "<?xml".encode("utf-16")), KOLOM)
    with pytest.raises(IsianSalah):
        read_table(b"\xff\xfe\x00", KOLOM)


def test_export_writes_no_formula():
    """UMU-24: text that looks like a formula or address stays text; numbers and dates stay what they are."""
    kolom = [
        Kolom("a", "Nama", ambil=lambda b: b[0]),
        Kolom("b", "Jumlah", "angka", ambil=lambda b: b[1]),
        Kolom("c", "Tgl", "tanggal", ambil=lambda b: b[2]),
    ]
    jahat = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://contoh.invalid"]

    isi = export_xlsx("Uji", kolom, [(j, Decimal("12.5"), date(2026, 1, 2)) for j in jahat])

    with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
        lembar = zip_.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in lembar and b"hyperlink" not in lembar
    baca = read_table(
        isi, (KolomImpor("a", "Nama"), KolomImpor("b", "Jumlah", "desimal"), KolomImpor("c", "Tgl", "tanggal"))
    )
    assert [b.nilai["a"] for b in baca.baris] == [" ".join(j.split()) for j in jahat]
    assert baca.baris[0].nilai["b"] == Decimal("12.5") and baca.baris[0].nilai["c"] == date(2026, 1, 2)


def test_template_can_be_read_back_empty():
    """UMU-26: the template has the headings the importer looks for, and no row yet."""
    isi = template_xlsx("Uji", KOLOM)

    hasil = read_table(isi, KOLOM)

    assert (hasil.baris, hasil.galat) == ([], [])
    with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
        assert b"<f>" not in zip_.read("xl/worksheets/sheet2.xml")
