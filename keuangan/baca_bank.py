"""Reading a bank's CSV: no two banks write the same, so everything is guessed and everything can be corrected. Source: KEU-177.

Encodings, separators, headings anywhere in the first lines, one amount column with a mark or two columns, amounts with
comma or dot, dates in any order with or without the year, newest first or oldest first. Pure: bytes in, rows out; every
row that cannot be read is named by its line with what to do. From the bank's side: kredit is money in.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import IsianSalah, TerlaluBesar
from inti.teks import TERLARANG
from inti.xlsx import GalatBaris

NOL = Decimal(0)
BESAR_MAKS = 400_000  # bytes: some years of one account
BARIS_MAKS, KOLOM_MAKS, KEPALA_MAKS = 6000, 40, 40
PEMISAH = (";", "\t", ",", "|")
# What a column may be, and the words by which banks head it; the first kind that fits a heading is taken.
PERAN = {
    "tanda": gettext_lazy("Tanda DB/CR"), "saldo": gettext_lazy("Saldo"), "tanggal": gettext_lazy("Tanggal"),
    "keluar": gettext_lazy("Uang keluar (debet)"), "masuk": gettext_lazy("Uang masuk (kredit)"),
    "jumlah": gettext_lazy("Jumlah (satu kolom)"), "uraian": gettext_lazy("Uraian"),
}  # fmt: skip
KATA = {
    "tanda": r"\b(db|d|debet|debit)\s*/\s*(cr|k|c|kredit|credit)\b|\bdk\b|\bjenis\b|\btipe\b|\btype\b|\bsign\b|\bd-?/?k\b",
    "saldo": r"saldo|balance",
    "tanggal": r"\btanggal|\btgl\b|\bdate\b",
    "keluar": r"\bdebi?e?t\b|\bdebit\b|\bdb\b|\bpenarikan\b|\bwithdrawal|\bkeluar\b|\bpengeluaran\b",
    "masuk": r"\b[kc]redit\b|\bcr\b|\bsetoran\b|\bdeposit|\bmasuk\b|\bpenerimaan\b",
    "jumlah": r"\bjumlah\b|\bamount\b|\bnominal\b|\bmutasi\b|\bnilai\b",
    "uraian": r"uraian|keterangan|deskripsi|description|remark|berita|transaksi|rincian|\bket\b|details?",
}
BULAN = {
    n: i
    for i, nama in enumerate(
        (
            "jan",
            "feb",
            "mar",
            "apr",
            "mei may",
            "jun",
            "jul",
            "agu ags aug agt",
            "sep",
            "okt oct",
            "nov nop",
            "des dec",
        ),
        1,
    )
    for n in nama.split()
}
TANDA = {
    **dict.fromkeys(("db", "d", "debet", "debit", "dr", "-"), -1),
    **dict.fromkeys(("k", "kr", "cr", "c", "kredit", "credit", "+"), 1),
}
AWAL = re.compile(r"saldo\s+awal|saldo\s+pindahan|opening|beginning|previous\s+balance", re.I)
PENUTUP = re.compile(r"^\W*(total|sub\s*total|jumlah|saldo|mutasi|closing|ending|opening|beginning)\b", re.I)


@dataclass(frozen=True)
class Tabel:
    """A file as cells: lines by their number in it (from 1), and its fingerprint."""

    sidik: str
    baris: list[tuple[int, list[str]]]

    @property
    def lebar(self) -> int:
        """Columns of the widest line."""
        return max((len(s) for _n, s in self.baris), default=0)


@dataclass(frozen=True)
class Peta:
    """Which column (from 0) is what, and the line of the headings (0: none, the table begins at once)."""

    kepala: int = 0
    kolom: dict[str, int] = field(default_factory=dict)

    @property
    def kurang(self) -> str:
        """What is still to be said before rows can be read; "" when enough is known."""
        if "tanggal" not in self.kolom:
            return _("Tunjukkan kolom tanggalnya.")
        if not {"masuk", "keluar", "jumlah"} & set(self.kolom):
            return _("Tunjukkan kolom uang masuk dan keluar, atau kolom jumlahnya.")
        return ""


@dataclass(frozen=True)
class BarisBaca:
    """One row as read (rupiah): its line in the file, day, words, money in or out, the balance printed after it."""

    nomor: int
    tanggal: datetime.date
    uraian: str
    masuk: Decimal
    keluar: Decimal
    saldo: Decimal | None = None


@dataclass
class Bacaan:
    """What a file says: rows oldest first, lines left out with why, lines that are wrong, and the balances it names."""

    baris: list[BarisBaca] = field(default_factory=list)
    lewat: list[GalatBaris] = field(default_factory=list)
    galat: list[GalatBaris] = field(default_factory=list)
    saldo_awal: Decimal | None = None

    @property
    def awal(self) -> Decimal | None:
        """The balance before the first row: printed, or from the first printed balance. None where none is printed."""
        if self.saldo_awal is not None:
            return self.saldo_awal
        saldo = NOL
        for b in self.baris:
            saldo += b.masuk - b.keluar
            if b.saldo is not None:
                return b.saldo - saldo
        return None

    @property
    def akhir(self) -> Decimal | None:
        """The balance after the last row, where it is printed."""
        return self.baris[-1].saldo if self.baris else self.saldo_awal


def read_cells(isi: bytes) -> Tabel:
    """The cells of a CSV, whatever its encoding and separator. Raises: IsianSalah (not a CSV), TerlaluBesar."""
    if len(isi) > BESAR_MAKS:
        raise TerlaluBesar(_("Berkas ini terlalu besar. Unduh mutasi yang lebih pendek, misalnya satu bulan."))
    if isi.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise IsianSalah(
            {"berkas": [_("Ini bukan CSV. Pilih unduhan CSV di laman bank, atau simpan lembar kerjanya sebagai CSV.")]}
        )
    teks = as_text(isi)
    if TERLARANG.search(teks):
        raise IsianSalah({"berkas": [_("Berkas ini bukan teks CSV. Unduh lagi dari bank sebagai CSV.")]})
    try:
        mentah = csv.reader(io.StringIO(teks, newline=""), delimiter=_separator(teks))
        baris = [(mentah.line_num, [" ".join(s.split()).lstrip("'") for s in sel]) for sel in mentah]
    except csv.Error as galat:
        raise IsianSalah(
            {"berkas": [_("CSV ini tidak dapat dibaca. Unduh lagi dari bank, lalu kirim ulang.")]}
        ) from galat
    baris = [(n, sel) for n, sel in baris if any(sel)]
    if len(baris) > BARIS_MAKS or any(len(sel) > KOLOM_MAKS for _n, sel in baris):
        raise TerlaluBesar(_("Berkas ini terlalu besar. Unduh mutasi yang lebih pendek, misalnya satu bulan."))
    if not baris:
        raise IsianSalah({"berkas": [_("Berkas ini kosong.")]})
    return Tabel(hashlib.sha256(isi).hexdigest(), baris)


def as_text(isi: bytes) -> str:
    """A CSV as text, whatever its encoding. Raises: IsianSalah."""
    if isi.startswith((b"\xff\xfe", b"\xfe\xff")):
        sandi = ["utf-16"]
    else:
        sandi = ["utf-8-sig", "cp1252", "latin-1"]
    for s in sandi:
        try:
            return isi.decode(s)
        except UnicodeDecodeError:
            continue
    raise IsianSalah({"berkas": [_("Berkas ini bukan teks CSV. Unduh lagi dari bank sebagai CSV.")]})


def _separator(teks: str) -> str:
    """The separator that gives most lines the same number of columns (more than one)."""
    contoh = teks.splitlines()[:200]

    def rapi(pemisah: str) -> int:
        banyak = Counter(len(sel) for sel in csv.reader(contoh, delimiter=pemisah) if len(sel) > 2)
        return max((n * min(lebar, 10) for lebar, n in banyak.items()), default=0)

    return max(PEMISAH, key=rapi)


def guess(tabel: Tabel) -> Peta:
    """The headings by their words, else the columns by what stands in them; what is not recognised is left out."""
    terbaik = Peta()
    for nomor, sel in tabel.baris[:KEPALA_MAKS]:
        kolom: dict[str, int] = {}
        for i, teks in enumerate(sel):
            peran = next((p for p, pola in KATA.items() if p not in kolom and re.search(pola, teks, re.I)), None)
            if peran is not None and len(teks) <= 40 and read_date(teks) is None:
                kolom[peran] = i
        peta = Peta(nomor, kolom)
        if not peta.kurang and len(kolom) > len(terbaik.kolom):
            terbaik = peta
    return _widened(tabel, terbaik) if terbaik.kolom else _by_content(tabel)


def _widened(tabel: Tabel, peta: Peta) -> Peta:
    """Where one amount column has no mark column beside it, the unnamed next one that holds only marks is it."""
    kolom = dict(peta.kolom)
    if "jumlah" in kolom and "tanda" not in kolom and not {"masuk", "keluar"} & set(kolom):
        isi = [sel for n, sel in tabel.baris if n > peta.kepala]
        for i in set(range(tabel.lebar)) - set(kolom.values()):
            sel = [s[i] for s in isi if i < len(s) and s[i]]
            if sel and sum(s.lower() in TANDA for s in sel) * 2 > len(sel):
                kolom["tanda"] = i
                break
    return Peta(peta.kepala, kolom)


def _by_content(tabel: Tabel) -> Peta:
    """No headings: the column with most dates, then that with the longest words; amounts are left to the person."""
    kolom: dict[str, int] = {}
    isi = [sel for _n, sel in tabel.baris]
    tanggal = Counter(i for sel in isi for i, s in enumerate(sel) if read_date(s) is not None)
    if tanggal:
        kolom["tanggal"] = tanggal.most_common(1)[0][0]
        huruf: Counter[int] = Counter()
        for sel in isi:
            for i, s in enumerate(sel):
                huruf[i] += len(re.sub(r"[^A-Za-z]", "", s)) if i != kolom["tanggal"] else 0
        if any(huruf.values()):
            kolom["uraian"] = huruf.most_common(1)[0][0]
    return Peta(0, kolom)


def read_rows(tabel: Tabel, peta: Peta) -> Bacaan:
    """The rows below the headings, as the columns say. Lines that cannot be read are named; nothing is guessed away."""
    hasil = Bacaan()
    if peta.kurang:
        hasil.galat.append(GalatBaris(0, "", peta.kurang))
        return hasil
    isi = [(n, sel) for n, sel in tabel.baris if n > peta.kepala]
    bentuk = _date_shape([_cell(sel, peta, "tanggal") for _n, sel in isi])
    tahun = _year(tabel)
    for nomor, sel in isi:
        _read_row(nomor, sel, peta, hasil, bentuk, tahun)
    if _newest_first(hasil):
        hasil.baris.reverse()
    return hasil


def _cell(sel: Sequence[str], peta: Peta, peran: str) -> str:
    i = peta.kolom.get(peran, -1)
    return sel[i] if 0 <= i < len(sel) else ""


def _read_row(nomor: int, sel: Sequence[str], peta: Peta, hasil: Bacaan, bentuk: str, tahun: int | None) -> None:
    hari_teks, uraian = _cell(sel, peta, "tanggal"), _cell(sel, peta, "uraian")
    semua = " ".join(s for s in sel if s)
    angka, salah = _amounts(sel, peta)
    hari = read_date(hari_teks, bentuk=bentuk, tahun=tahun)
    saldo = read_amount(_cell(sel, peta, "saldo"))
    if AWAL.search(semua) and not any(angka):
        if saldo is not None and hasil.saldo_awal is None:
            hasil.saldo_awal = saldo
        hasil.lewat.append(GalatBaris(nomor, "", _("saldo awal")))
    elif hari is None and (PENUTUP.search(uraian or semua) or PENUTUP.search(semua)):
        hasil.lewat.append(GalatBaris(nomor, "", _("bukan transaksi: %(isi)s") % {"isi": semua[:60]}))
    elif hari is None and not any(angka) and not salah:
        if not hari_teks and uraian and hasil.baris:  # words of the row above that went on
            lalu = hasil.baris[-1]
            hasil.baris[-1] = BarisBaca(
                lalu.nomor, lalu.tanggal, f"{lalu.uraian} {uraian}"[:300], lalu.masuk, lalu.keluar, lalu.saldo
            )
        else:
            hasil.lewat.append(GalatBaris(nomor, "", _("bukan transaksi: %(isi)s") % {"isi": semua[:60]}))
    elif hari is None:
        pesan = _("Tanggal “%(isi)s” tidak terbaca. Tulis seperti 31-12-2026.") % {"isi": hari_teks[:30]}
        hasil.galat.append(GalatBaris(nomor, str(PERAN["tanggal"]), pesan))
    elif salah:
        hasil.galat.append(GalatBaris(nomor, *salah))
    elif not any(angka):
        hasil.lewat.append(GalatBaris(nomor, "", _("tanpa jumlah: %(isi)s") % {"isi": semua[:60]}))
    else:
        hasil.baris.append(BarisBaca(nomor, hari, uraian[:300], *angka, saldo))


def _amounts(sel: Sequence[str], peta: Peta) -> tuple[tuple[Decimal, Decimal], tuple[str, str] | None]:
    """(money in, money out) of a line, and what is wrong with them: column and sentence."""
    nilai = {}
    for peran in ("masuk", "keluar", "jumlah"):
        teks = _cell(sel, peta, peran)
        nilai[peran] = read_amount(teks)
        if teks.strip("-– ") and nilai[peran] is None:
            return (NOL, NOL), (
                str(PERAN[peran]),
                _("Jumlah “%(isi)s” tidak terbaca. Tulis dengan angka saja.") % {"isi": teks[:30]},
            )
    masuk, keluar = (abs(nilai[p] or NOL) for p in ("masuk", "keluar"))
    jumlah = nilai["jumlah"]
    if masuk and keluar:
        return (NOL, NOL), (str(PERAN["masuk"]), _("Ada uang masuk dan keluar sekaligus. Periksa pilihan kolomnya."))
    if masuk or keluar or not jumlah:
        return (masuk, keluar), None
    arah = _direction(_cell(sel, peta, "tanda"), _cell(sel, peta, "jumlah"), jumlah, peta)
    if arah == 0:
        return (NOL, NOL), (
            str(PERAN["tanda"]),
            _("Tidak jelas uang masuk atau keluar. Tunjukkan kolom tanda DB atau CR."),
        )
    return ((abs(jumlah), NOL) if arah > 0 else (NOL, abs(jumlah))), None


def _direction(tanda: str, teks: str, jumlah: Decimal, peta: Peta) -> int:
    """1 for money in, -1 for out, 0 when nothing says which."""
    ekor = re.search(r"([A-Za-z]+)\s*$", teks)
    for kata in (tanda, ekor.group(1) if ekor else ""):
        bersih = kata.strip(" .()").lower()
        if bersih in TANDA:
            return TANDA[bersih]
    if jumlah < 0:
        return -1
    # Without a mark: signed amounts, or the one-sided column beside the other.
    return 0 if "tanda" in peta.kolom else 1


def read_amount(teks: str) -> Decimal | None:
    """An amount as banks write it: 1.234.567,00 · 1,234,567.00 · Rp 500.000 · (7,500.00) · 12500 DB. None: no amount."""
    bersih = re.sub(r"(?i)\s|\u00a0|(?<![a-z])(rp|idr)\.?(?=[\W\d])", "", teks)
    bersih = re.sub(r"[.,]-$", "", bersih)  # "Rp 1.000,-"
    bersih = re.sub(r"(?i)(db|dr|d|cr|kr|k|c)\.?$", "", bersih)
    negatif = bersih.startswith(("-", "(")) or bersih.endswith("-")
    bersih = bersih.strip("()-+")
    if not re.fullmatch(r"\d[\d.,]*|[.,]\d+", bersih):
        return None
    titik, koma = bersih.rfind("."), bersih.rfind(",")
    if titik >= 0 and koma >= 0:
        desimal = "." if titik > koma else ","
    elif titik < 0 and koma < 0:
        desimal = ""
    else:
        satu = "." if titik >= 0 else ","
        # One kind only: several of it, or exactly three digits behind it, are thousands.
        desimal = "" if bersih.count(satu) > 1 or len(bersih) - bersih.rfind(satu) == 4 else satu
    bulat, _titik, pecahan = bersih.rpartition(desimal) if desimal else (bersih, "", "")
    try:
        nilai = Decimal(f"{re.sub(r'[.,]', '', bulat) or 0}.{re.sub(r'[.,]', '', pecahan) or 0}")
    except InvalidOperation:
        return None
    if nilai >= 10**15 or len(pecahan) > 4:
        return None
    nilai = nilai.quantize(Decimal("0.01"))
    return -nilai if negatif else nilai


def read_date(teks: str, *, bentuk: str = "dmy", tahun: int | None = None) -> datetime.date | None:
    """A day as banks write it: 31/01/2023, 31-01-23, 2023-01-31, 31 Jan 2023, 31/01 with `tahun`; a time behind it is left."""
    bersih = re.sub(r"[ T]\d{1,2}[:.]\d{2}([:.]\d{2})?.*$", "", teks.strip().strip("'")).strip()
    if m := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", bersih) or re.fullmatch(
        r"(20\d\d)(\d\d)(\d\d)", bersih
    ):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := re.fullmatch(r"(\d{1,2})[-/. ]([A-Za-z]{3,9})\.?(?:[-/. ,]+(\d{4}|\d{2}))?", bersih):
        bulan = BULAN.get(m[2][:3].lower())
        return _day(_full_year(m[3], tahun), bulan, int(m[1])) if bulan else None
    if m := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?", bersih):
        hari, bulan = (int(m[1]), int(m[2])) if bentuk == "dmy" else (int(m[2]), int(m[1]))
        return _day(_full_year(m[3], tahun), bulan, hari)
    return None


def _full_year(teks: str | None, tahun: int | None) -> int | None:
    if teks is None:
        return tahun
    return int(teks) if len(teks) == 4 else 2000 + int(teks)


def _day(tahun: int | None, bulan: int, hari: int) -> datetime.date | None:
    if tahun is None or not 1990 <= tahun <= 2100:
        return None
    try:
        return datetime.date(tahun, bulan, hari)
    except ValueError:
        return None


def _date_shape(teks: Sequence[str]) -> str:
    """ "mdy" only where a second part above 12, and no first, shows that the month comes first."""
    bagian = [m for t in teks if (m := re.match(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.]|$)", t.strip("' ")))]
    return "mdy" if any(int(m[2]) > 12 for m in bagian) and not any(int(m[1]) > 12 for m in bagian) else "dmy"


def _year(tabel: Tabel) -> int | None:
    """The year that the lines above the table name, for dates without one."""
    for _n, sel in tabel.baris[:KEPALA_MAKS]:
        if m := re.search(r"\b(20\d\d)\b", " ".join(sel)):
            return int(m[1])
    return None


def _newest_first(hasil: Bacaan) -> bool:
    """Whether the bank wrote the newest row on top: by days, within one day by the balances."""
    baris = hasil.baris
    if len(baris) < 2:
        return False
    if baris[0].tanggal != baris[-1].tanggal:
        return baris[0].tanggal > baris[-1].tanggal
    atas, bawah = baris[0], baris[1]
    if atas.saldo is None or bawah.saldo is None:
        return False
    return bawah.saldo + atas.masuk - atas.keluar == atas.saldo != bawah.saldo - bawah.masuk + bawah.keluar
