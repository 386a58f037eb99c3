"""Workbooks in and out. Out: typed cells, never a formula. In: only after a look into the zip. Source: UMU-24, UMU-25.

Reading gives plain rows with their sheet numbers and the errors of each row; what the rows mean is said by an importer
(`inti.impor`). Every row has a key made from the file's fingerprint, its sheet and its number, so that the same row of the
same file can never be stored twice. Source: UMU-26.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from inti.errors import IsianSalah, TerlaluBesar
from inti.tabel import Kolom
from inti.teks import clean_text
from inti.unggah import JENIS_XLSX, check_workbook

JenisKolom = Literal["teks", "bulat", "desimal", "tanggal", "pilihan"]
KOLOM_MAKS = 100
SEL_MAKS = 32_767  # characters of one cell, a limit of the format
RUANG_NAMA = uuid.UUID("b0a4f2b2-6a6e-5f3c-9c57-2f6f0f0a9d11")
POLA_ACUAN = re.compile(rb"\br=[\"']([A-Z]{0,4})([0-9]{1,9})[\"']")
FORMAT_TANGGAL = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")


@dataclass(frozen=True)
class KolomImpor:
    """One column that an importer reads: heading, kind of value, example, and a hint for the template."""

    kode: str
    judul: Any
    jenis: JenisKolom = "teks"
    wajib: bool = False
    contoh: Any = ""
    petunjuk: Any = ""
    pilihan: tuple[str, ...] = ()
    maks: int = 200


@dataclass(frozen=True)
class BarisImpor:
    """One row as typed: its number in the sheet (from 1), values by column code, and its own key."""

    nomor: int
    nilai: dict[str, Any]
    kunci: uuid.UUID


@dataclass(frozen=True)
class GalatBaris:
    """What is wrong in one row: number in the sheet (0: the file as a whole), heading of the column, sentence."""

    nomor: int
    kolom: str
    pesan: str


@dataclass
class Bacaan:
    """A sheet as read: rows, what is wrong with them, and the fingerprint of the file."""

    sha256: str
    baris: list[BarisImpor] = field(default_factory=list)
    galat: list[GalatBaris] = field(default_factory=list)


@dataclass(frozen=True)
class Lembar:
    """One sheet of a workbook: its name, columns and rows."""

    nama: Any
    kolom: Sequence[Kolom]
    baris: Iterable[Any]


def export_xlsx(
    judul: Any, kolom: Sequence[Kolom], baris: Iterable[Any], *, keterangan: Sequence[tuple[Any, Any]] = ()
) -> bytes:
    """A list as a workbook: headings and rows on the first sheet, title, time and `keterangan` on the second.

    Text cells are written as text whatever they begin with, numbers and dates as numbers and dates. Source: UMU-24.
    """
    return export_sheets(judul, [Lembar(_("Data"), kolom, baris)], keterangan=keterangan)


def export_sheets(judul: Any, lembar: Sequence[Lembar], *, keterangan: Sequence[tuple[Any, Any]] = ()) -> bytes:
    """Several lists as one workbook, one sheet each; the last sheet tells title, time, rows and `keterangan`. UMU-24."""
    import xlsxwriter

    keluar = io.BytesIO()
    buku = xlsxwriter.Workbook(
        keluar,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd-mm-yyyy",
        },
    )
    buku.set_properties({"title": str(judul), "created": datetime(2000, 1, 1)})
    gaya = _styles(buku)
    banyak = [_write_sheet(buku, satu, gaya) for satu in lembar]
    catatan = buku.add_worksheet(_("Keterangan"))
    catatan.set_column(0, 0, 24)
    catatan.set_column(1, 1, 60)
    waktu = timezone.localtime().strftime("%d-%m-%Y %H.%M")
    for i, (label, isi) in enumerate(
        [(_("Daftar"), judul), (_("Diunduh pada"), waktu), (_("Banyaknya baris"), banyak[0]), *keterangan]
    ):
        _write_cell(catatan, i, 0, str(label), gaya, "teks")
        _write_cell(catatan, i, 1, isi, gaya, "teks")
    buku.close()
    return keluar.getvalue()


def _write_sheet(buku: Any, lembar: Lembar, gaya: dict[str, Any]) -> int:
    """One sheet with its heading row; returns how many rows it has."""
    lembar_baru = buku.add_worksheet(str(lembar.nama)[:31])
    lembar_baru.freeze_panes(1, 0)
    for k, satu in enumerate(lembar.kolom):
        lembar_baru.set_column(k, k, max(12, min(40, len(str(satu.label)) + 4)))
        lembar_baru.write_string(0, k, str(satu.label), gaya["kepala"])
    n = 0
    for n, baris in enumerate(lembar.baris, start=1):
        for k, kol in enumerate(lembar.kolom):
            _write_cell(lembar_baru, n, k, kol.nilai(baris), gaya, kol.jenis)
    return n


def xlsx_response(nama: str, isi: bytes) -> HttpResponse:
    """A download of a workbook, under a plain name."""
    bersih = re.sub(r"[^a-z0-9.-]+", "-", force_str(nama).lower()).strip("-") or "daftar"
    jawaban = HttpResponse(isi, content_type=JENIS_XLSX)
    jawaban["Content-Disposition"] = f'attachment; filename="{bersih}.xlsx"'
    jawaban["X-Content-Type-Options"] = "nosniff"
    return jawaban


def template_xlsx(judul: Any, kolom: Sequence[KolomImpor]) -> bytes:
    """An empty workbook to fill in: headings on the first sheet; an example row and hints on the second."""
    import xlsxwriter

    keluar = io.BytesIO()
    buku = xlsxwriter.Workbook(
        keluar, {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd-mm-yyyy"}
    )
    gaya = _styles(buku)
    isian, contoh = buku.add_worksheet(_("Isian")), buku.add_worksheet(_("Contoh"))
    for lembar in (isian, contoh):
        lembar.freeze_panes(1, 0)
        for k, satu in enumerate(kolom):
            lembar.set_column(k, k, max(14, len(str(satu.judul)) + 4), gaya["teks"] if satu.jenis == "teks" else None)
            lembar.write_string(0, k, str(satu.judul), gaya["kepala"])
    for k, satu in enumerate(kolom):
        _write_cell(contoh, 1, k, satu.contoh, gaya, "teks")
    contoh.write_string(3, 0, str(judul), gaya["kepala"])
    for i, satu in enumerate(kolom):
        contoh.write_string(4 + i, 0, str(satu.judul))
        contoh.write_string(4 + i, 1, _hint(satu))
    buku.close()
    return keluar.getvalue()


def read_table(isi: bytes, kolom: Sequence[KolomImpor]) -> Bacaan:
    """Rows of the first sheet of a workbook (or of a CSV), typed and checked column by column.

    Headings are found by name, in any order, in one of the first ten rows. Raises: IsianSalah for a file that cannot be
    read, TerlaluBesar for one that unpacks too large. Source: UMU-25.
    """
    sidik = hashlib.sha256(isi).hexdigest()
    mentah = _rows_of_workbook(isi) if isi.startswith(b"PK\x03\x04") else _rows_of_csv(isi)
    hasil = Bacaan(sha256=sidik)
    kepala, letak = _find_heading(mentah, kolom)
    if kepala < 0:
        judul = ", ".join(str(k.judul) for k in kolom if k.wajib) or str(kolom[0].judul)
        hasil.galat.append(
            GalatBaris(
                0,
                "",
                _("Baris judul tidak ditemukan. Pakai templatnya; judul yang perlu ada: %(judul)s.") % {"judul": judul},
            )
        )
        return hasil
    for n, satu in enumerate(mentah[kepala + 1 :], start=kepala + 2):
        if any(_text(s) for s in satu):
            _read_row(n, satu, kolom, letak, hasil)
    return hasil


def row_key(sha256: str, lembar: str, nomor: int) -> uuid.UUID:
    """The key of one row of one sheet of one file: UUIDv5 of its place. Source: UMU-26."""
    return uuid.uuid5(RUANG_NAMA, f"{sha256}/{lembar}/{nomor}")


def _read_row(n: int, sel: Sequence[Any], kolom: Sequence[KolomImpor], letak: dict[str, int], hasil: Bacaan) -> None:
    nilai: dict[str, Any] = {}
    baik = True
    for k in kolom:
        mentah = sel[letak[k.kode]] if k.kode in letak and letak[k.kode] < len(sel) else None
        try:
            nilai[k.kode] = _convert(k, mentah)
        except ValueError as galat:
            hasil.galat.append(GalatBaris(n, str(k.judul), str(galat)))
            baik = False
    if baik:
        hasil.baris.append(BarisImpor(n, nilai, row_key(hasil.sha256, "1", n)))


def _convert(k: KolomImpor, mentah: Any) -> Any:
    """The value of one cell; None when it is empty. Raises ValueError with a sentence."""
    teks = _text(mentah)
    if not teks:
        if k.wajib:
            raise ValueError(_("Kolom ini harus diisi."))
        return None
    if k.jenis == "tanggal":
        return _date(mentah, teks)
    if k.jenis in {"bulat", "desimal"}:
        return _number(mentah, teks, bulat=k.jenis == "bulat")
    if len(teks) > k.maks:
        raise ValueError(_("Terlalu panjang: paling banyak %(n)d huruf.") % {"n": k.maks})
    try:
        teks = clean_text(teks)
    except IsianSalah as galat:
        raise ValueError(next(iter(galat.galat.values()))[0]) from galat
    if k.jenis == "pilihan":
        cocok = next((p for p in k.pilihan if p.lower() == teks.lower()), None)
        if cocok is None:
            raise ValueError(_("Isi dengan salah satu: %(pilihan)s.") % {"pilihan": ", ".join(k.pilihan)})
        return cocok
    return teks


def _date(mentah: Any, teks: str) -> date:
    if isinstance(mentah, datetime):
        nilai: date | None = mentah.date()
    elif isinstance(mentah, date):
        nilai = mentah
    else:
        nilai = next((d for f in FORMAT_TANGGAL if (d := _parse_date(teks, f)) is not None), None)
    if nilai is None or not date(1900, 1, 1) <= nilai <= date(2100, 12, 31):
        raise ValueError(_("Tanggal tidak terbaca. Tulis seperti 31-12-2026."))
    return nilai


def _parse_date(teks: str, pola: str) -> date | None:
    try:
        return datetime.strptime(teks, pola).date()
    except ValueError:
        return None


def _number(mentah: Any, teks: str, *, bulat: bool) -> int | Decimal:
    if isinstance(mentah, int | float) and not isinstance(mentah, bool):
        teks = repr(mentah)
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", teks) or "," in teks:  # Indonesian writing: 1.250,5
        teks = teks.replace(".", "").replace(",", ".")
    try:
        nilai = Decimal(teks)
    except ArithmeticError:
        raise ValueError(_("Isi dengan angka.")) from None
    if not nilai.is_finite() or abs(nilai) >= 10**15:
        raise ValueError(_("Isi dengan angka."))
    if not bulat:
        return nilai
    if nilai != nilai.to_integral_value():
        raise ValueError(_("Isi dengan bilangan bulat."))
    return int(nilai)


def _text(mentah: Any) -> str:
    """A cell as text; 5.0 of a number cell reads 5."""
    if mentah is None:
        return ""
    if isinstance(mentah, float) and mentah.is_integer():
        return str(int(mentah))
    return " ".join(str(mentah).split())


def _find_heading(mentah: list[list[Any]], kolom: Sequence[KolomImpor]) -> tuple[int, dict[str, int]]:
    """Row number of the headings and where each column stands; -1 when a demanded one is missing."""
    dicari = {_heading(str(k.judul)): k for k in kolom}
    for n, baris in enumerate(mentah[:10]):
        letak = {dicari[j].kode: i for i, s in reversed(list(enumerate(baris))) if (j := _heading(_text(s))) in dicari}
        if letak and all(k.kode in letak for k in kolom if k.wajib):
            return n, letak
    return -1, {}


def _heading(teks: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", teks.lower())


def _rows_of_workbook(isi: bytes) -> list[list[Any]]:
    import python_calamine

    check_workbook(isi)
    _check_extent(isi)
    try:
        buku = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(isi))
        return buku.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, zipfile.BadZipFile, IndexError, ValueError) as galat:
        raise IsianSalah(
            {"file": [_("Lembar kerja tidak dapat dibaca. Simpan lagi sebagai XLSX, lalu kirim ulang.")]}
        ) from galat


def _rows_of_csv(isi: bytes) -> list[list[Any]]:
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise IsianSalah({"file": [_("Berkas CSV harus berisi teks UTF-8. Simpan sebagai XLSX bila ragu.")]}) from None
    baris_pertama = teks.partition("\n")[0]
    pemisah = ";" if baris_pertama.count(";") > baris_pertama.count(",") else ","
    try:
        baris = list(csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah))
    except csv.Error as galat:
        raise IsianSalah(
            {"file": [_("Berkas CSV tidak dapat dibaca. Simpan sebagai XLSX, lalu kirim ulang.")]}
        ) from galat
    if len(baris) > settings.BATAS_TABEL_BARIS + 1 or any(len(b) > KOLOM_MAKS for b in baris):
        raise _too_many()
    return baris


def _check_extent(isi: bytes) -> None:
    """Refuse a sheet whose cells lie far apart: a reader would make a dense table of everything in between.

    Two cells in opposite corners of a sheet of a few hundred bytes stand for 17 thousand million.
    """
    with zipfile.ZipFile(io.BytesIO(isi)) as zip_:
        for entri in zip_.infolist():
            nama = entri.filename.lower()
            if nama.startswith("xl/worksheets/") and nama.endswith(".xml"):
                with zip_.open(entri) as aliran:
                    _check_sheet_extent(aliran)


def _check_sheet_extent(aliran: Any) -> None:
    ekor = b""
    awal = True
    while potong := aliran.read(1 << 20):
        if awal and (b"\x00" in potong[:64] or not re.search(rb"^\s*(\xef\xbb\xbf)?<", potong)):
            raise IsianSalah(
                {"file": [_("Lembar kerja tidak dapat dibaca. Simpan lagi sebagai XLSX, lalu kirim ulang.")]}
            )
        awal = False
        for kolom, baris in POLA_ACUAN.findall(ekor + potong):
            if int(baris) > settings.BATAS_TABEL_BARIS + 10 or _column_number(kolom) > KOLOM_MAKS:
                raise _too_many()
        ekor = potong[-64:]


def _column_number(huruf: bytes) -> int:
    n = 0
    for h in huruf:
        n = n * 26 + h - 64
    return n


def _too_many() -> TerlaluBesar:
    pesan = _(
        "Lembar kerja paling banyak %(baris)d baris dan %(kolom)d kolom. Hapus sel jauh yang tidak terpakai, atau pecah."
    )
    return TerlaluBesar(pesan % {"baris": settings.BATAS_TABEL_BARIS, "kolom": KOLOM_MAKS})


def _styles(buku: Any) -> dict[str, Any]:
    return {
        "kepala": buku.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "teks": buku.add_format({"num_format": "@"}),
        "angka": buku.add_format({"num_format": "#,##0.##"}),
        "rupiah": buku.add_format({"num_format": "#,##0"}),
        "uang": buku.add_format({"num_format": "#,##0"}),
        "persen": buku.add_format({"num_format": "0.0"}),
        "tanggal": buku.add_format({"num_format": "dd-mm-yyyy"}),
    }


def _write_cell(lembar: Any, baris: int, kolom: int, nilai: Any, gaya: dict[str, Any], jenis: str) -> None:
    if nilai is None or nilai == "":
        return
    if isinstance(nilai, bool):
        lembar.write_string(baris, kolom, _("ya") if nilai else _("tidak"))
    elif isinstance(nilai, int | float | Decimal):
        lembar.write_number(
            baris, kolom, nilai, gaya.get(jenis) if jenis in {"angka", "rupiah", "uang", "persen"} else None
        )
    elif isinstance(nilai, datetime):
        lembar.write_datetime(baris, kolom, timezone.localtime(nilai).replace(tzinfo=None), gaya["tanggal"])
    elif isinstance(nilai, date):
        lembar.write_datetime(baris, kolom, datetime(nilai.year, nilai.month, nilai.day), gaya["tanggal"])
    else:
        lembar.write_string(baris, kolom, str(nilai)[:SEL_MAKS], gaya["teks"])


def _hint(k: KolomImpor) -> str:
    wajib = _("harus diisi") if k.wajib else _("boleh kosong")
    bentuk = {"bulat": _("bilangan bulat"), "desimal": _("angka"), "tanggal": _("tanggal, seperti 31-12-2026")}.get(
        k.jenis, ""
    )
    pilihan = _("salah satu: %(p)s") % {"p": ", ".join(k.pilihan)} if k.pilihan else ""
    return "; ".join(str(b) for b in (wajib, bentuk, pilihan, k.petunjuk) if b)
