"""How numbers, money and dates are written, and numbers read: Indonesian on paper and screen, English when the reader chose it.

Paper is always Indonesian; pages follow the active language through Django's own formats.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

KOSONG = "–"
SATUAN = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
TINGKAT = [(10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu")]


def angka(nilai: Any, desimal: int | None = None) -> str:
    """A number with thousand separators: 4748 -> 4.748; rounded half up to `desimal` places. None gives a dash."""
    if nilai is None or nilai == "":
        return KOSONG
    if desimal is not None:  # number_format would cut the rest off: 64,796 as 64,7
        nilai = Decimal(str(nilai)).quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)
    return number_format(nilai, decimal_pos=desimal, use_l10n=True, force_grouping=True)


def bilangan(nilai: Any) -> str:
    """A figure without needless decimals: 12,50 -> 12,5 and 3,00 -> 3. None gives a dash."""
    if nilai is None or nilai == "":
        return KOSONG
    d = Decimal(str(nilai)).normalize()
    return angka(d, max(0, -int(d.as_tuple().exponent)))


def rupiah(nilai: Any, *, lambang: bool = True) -> str:
    """An amount in rupiah: Rp 449.700.000; cents only where there are any. None gives a dash."""
    if nilai is None or nilai == "":
        return KOSONG
    d = Decimal(nilai)
    teks = angka(abs(d), 0 if d == d.to_integral_value() else 2)
    awalan = "Rp " if lambang else ""
    return f"-{awalan}{teks}" if d < 0 else f"{awalan}{teks}"


def persen(nilai: Any, desimal: int = 1) -> str:
    """A percentage given in percent: 63.5636 -> 63,6 %. None (nothing to divide by) gives a dash."""
    if nilai is None or nilai == "":
        return KOSONG
    bulat = Decimal(str(nilai)).quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)
    return f"{angka(bulat, desimal)} %"


def persen_pas(nilai: Any, desimal: int | None = None) -> str:
    """A percentage without needless zeros, as people agreed on it (60 %, 12,5 %), or rounded to `desimal` where it is computed.

    None gives a dash.
    """
    if desimal is not None and nilai is not None and nilai != "":
        nilai = Decimal(str(nilai)).quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)
    teks = bilangan(nilai)
    return teks if teks == KOSONG else f"{teks} %"


def share(bagian: Any, seluruh: Any) -> Decimal | None:
    """Percentage of `bagian` in `seluruh`, unrounded; None when there is nothing to divide by (never 0 %)."""
    if not seluruh:
        return None
    return Decimal(bagian or 0) * 100 / Decimal(seluruh)


def tanggal(nilai: date | datetime | None, gaya: str = "panjang") -> str:
    """A date: panjang "14 November 2026", pendek "14 Nov", singkat "14 Nov 2026", bulan, bulan_pendek. None gives a dash."""
    if nilai is None:
        return KOSONG
    if isinstance(nilai, datetime):
        nilai = timezone.localtime(nilai) if timezone.is_aware(nilai) else nilai
    pola = {"panjang": "j F Y", "pendek": "j M", "singkat": "j M Y", "bulan": "F Y", "bulan_pendek": "M y"}[gaya]
    return date_format(nilai, pola)


def hari_tanggal(nilai: date | None) -> str:
    """A date with its day: Sabtu, 14 November 2026."""
    return KOSONG if nilai is None else date_format(nilai, "l, j F Y")


def jam(nilai: datetime | None) -> str:
    """A clock time as Indonesians write it: 08.41."""
    return KOSONG if nilai is None else date_format(timezone.localtime(nilai), "H.i")


def lama(hari: int) -> str:
    """How long ago or ahead, in words: "hari ini", "4 hari"."""
    if hari == 0:
        return _("hari ini")
    return ngettext("%(n)d hari", "%(n)d hari", abs(hari)) % {"n": abs(hari)}


def days_between(dari: date, sampai: date) -> int:
    """Whole days from one date to another, negative when the second is earlier."""
    return (sampai - dari) // timedelta(days=1)


def terbilang(nilai: int | Decimal) -> str:
    """A whole number in Indonesian words: 449700000 -> empat ratus empat puluh sembilan juta tujuh ratus ribu.

    Cents are read after "koma". Raises ValueError from one quadrillion on. Paper is Indonesian whatever the screen is.
    """
    d = Decimal(nilai)
    if abs(d) >= 10**15:
        raise ValueError("terlalu besar untuk dieja")
    bulat = int(abs(d))
    teks = _eja(bulat) or "nol"
    if sen := int((abs(d) - bulat) * 100):
        teks += f" koma {_eja(sen)}"
    return f"minus {teks}" if d < 0 else teks


def terbilang_rupiah(nilai: int | Decimal) -> str:
    """An amount in words with its unit, for receipts: satu juta rupiah."""
    return f"{terbilang(nilai)} rupiah"


def tanggal_terbilang(nilai: date) -> str:
    """A date in words as official records open: "Sabtu tanggal empat belas bulan November tahun dua ribu dua puluh enam"."""
    with translation.override("id"):
        hari, bulan = date_format(nilai, "l"), date_format(nilai, "F")
    return f"{hari} tanggal {terbilang(nilai.day)} bulan {bulan} tahun {terbilang(nilai.year)}"


def _eja(n: int) -> str:
    if n < 12:
        return SATUAN[n]
    if n < 20:
        return f"{SATUAN[n - 10]} belas"
    if n < 100:
        return f"{SATUAN[n // 10]} puluh {_eja(n % 10)}".strip()
    if n < 200:
        return f"seratus {_eja(n - 100)}".strip()
    if n < 1000:
        return f"{SATUAN[n // 100]} ratus {_eja(n % 100)}".strip()
    if n < 2000:
        return f"seribu {_eja(n - 1000)}".strip()
    besar, nama = next((b, s) for b, s in TINGKAT if n >= b)
    return f"{_eja(n // besar)} {nama} {_eja(n % besar)}".strip()


def to_number(nilai: Any) -> Decimal:
    """A figure as people type it: 1.250 (thousand), 2,5, 1250.5. Raises ValueError."""
    if isinstance(nilai, int | float | Decimal) and not isinstance(nilai, bool):
        return Decimal(str(nilai))
    teks = str(nilai).replace("\u00a0", "").replace(" ", "")
    if "," in teks or teks.count(".") > 1 or (teks.count(".") == 1 and len(teks.split(".")[1]) == 3):
        teks = teks.replace(".", "").replace(",", ".")
    try:
        angka = Decimal(teks)
    except InvalidOperation:
        raise ValueError(nilai) from None
    if not angka.is_finite():
        raise ValueError(nilai)
    return angka
