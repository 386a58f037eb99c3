"""Charts as SVG, drawn on the server: the same picture on the page and in the PDF.

Every function is pure and returns a `Grafik`: the SVG and the table of figures it is drawn from, which the tag `grafik`
prints beside it. Only presentation attributes are used (no style, no script, no CSS variable), so the content security
policy holds and the PDF engine draws the same. Series differ by lightness, pattern, dash and marker, and values are
written at the mark, so a black-and-white print says the same. Labels are escaped by `format_html`.

Coordinates are in units of a drawing 400 wide; `lebar` makes it wider for paper without making the letters larger.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from inti import formats

Bilangan = int | float | Decimal
Format = Callable[[Any], str]

TINTA, REDUP, GARIS, DASAR = "#1b2426", "#465355", "#d6dcd9", "#e8ecea"
AKSEN, AWAS, OK = "#0b5f59", "#824c00", "#25663a"
HURUF = "Source Sans 3, DejaVu Sans, sans-serif"
UKURAN, BARIS_TEKS = 13, 17

# Series: (ground, stroke of the pattern, kind of pattern, dash of the line, marker). Dark and light alternate.
SERI = [
    ("#0b5f59", "#0b5f59", "penuh", "", "bulat"),
    ("#cfe5e0", "#0b5f59", "miring", "7 4", "kotak"),
    ("#e0a83c", "#824c00", "titik", "2 4", "segitiga"),
    ("#5f6c6e", "#5f6c6e", "penuh", "10 3 2 3", "bulat"),
    ("#ffffff", "#5f6c6e", "silang", "4 2", "kotak"),
    ("#f3d9a4", "#824c00", "tegak", "1 3", "segitiga"),
]
# Cells of the heat map: (ground, ink, edge). The sign in the cell carries the meaning without colour.
SEL = {
    "terverifikasi": ("#c5e2c9", "#17502a", "#c5e2c9"),
    "selesai": ("#c5e2c9", "#17502a", "#c5e2c9"),
    "berjalan": ("#ffffff", "#0b5f59", "#0b5f59"),
    "diajukan": ("#e0efec", "#084a45", "#0b5f59"),
    "terlambat": ("#f7d58f", "#5c3600", "#f7d58f"),
    "dibuka_kembali": ("#f7d58f", "#5c3600", "#f7d58f"),
    "dikembalikan": ("#b8403d", "#ffffff", "#b8403d"),
    "menolak": ("#b8403d", "#ffffff", "#b8403d"),
}
SEL_LAIN = ("#ecefec", "#5f6c6e", "#ecefec")


@dataclass(frozen=True)
class Grafik:
    """A drawn chart: `svg` is safe markup; `kepala` and `baris` are its figures as formatted text."""

    judul: str
    svg: SafeString
    kepala: list[str]
    baris: list[list[str]]

    def __html__(self) -> str:
        return self.svg

    def __str__(self) -> str:
        return self.svg


def bar(
    judul: str, data: Sequence[tuple[Any, Bilangan | None]], *, satuan: str = "", sasaran: Bilangan | None = None,
    tulis: Format = formats.angka, maks: Bilangan | None = None, lebar: int = 400,
) -> Grafik:  # fmt: skip
    """Horizontal bars from zero, the label above and the value at the right of each, longest label included.

    `sasaran` draws a target line with its value; None is "no figure" and draws a dash, not a zero.
    Raises ValueError for a negative value: a bar's length would lie.
    """
    angka = [n for _label, n in data if n is not None]
    if any(n < 0 for n in angka):
        raise ValueError("batang dimulai dari nol; pakai grafik garis untuk nilai negatif")
    puncak = float(maks or max([*angka, sasaran or 0], default=0)) or 1.0
    tinggi_baris, atas = 40, 22 if sasaran is not None else 2
    batang = []
    for i, (label, nilai) in enumerate(data):
        y = atas + i * tinggi_baris
        kurang = sasaran is not None and nilai is not None and nilai < sasaran
        batang += [
            _teks(0, y + 14, label), _teks(lebar, y + 14, tulis(nilai), anchor="end", tebal=True),
            _kotak(0, y + 20, lebar, 12, DASAR, bulat=3),
            _kotak(0, y + 20, lebar * min(1.0, float(nilai or 0) / puncak), 12, AWAS if kurang else AKSEN, bulat=3),
        ]  # fmt: skip
    tinggi = atas + len(data) * tinggi_baris + 2
    if sasaran is not None:
        x = lebar * min(1.0, float(sasaran) / puncak)
        kata = _("sasaran %(nilai)s") % {"nilai": tulis(sasaran)}
        batang += [_garis(x, 18, x, tinggi, TINTA, dash="3 3"), _label_di(x, 13, kata, lebar)]
    return Grafik(
        judul, _svg(judul, lebar, tinggi, batang), ["", satuan or _("Nilai")], [[str(k), tulis(n)] for k, n in data]
    )


def stacked_bar(
    judul: str, seri: Sequence[Any], data: Sequence[tuple[Any, Sequence[Bilangan | None]]], *, tulis: Format = formats.angka,
    lebar: int = 400, sebaris: bool = False,
) -> Grafik:  # fmt: skip
    """Bars made of parts, one shade and pattern per series, with the total at the right and a legend above.

    `sebaris` puts short labels before their bars instead of above, for many rows on one sheet.
    Raises ValueError when a row has not one value per series, or a negative one.
    """
    for label, nilai in data:
        if len(nilai) != len(seri):
            raise ValueError(f"{label}: {len(nilai)} nilai untuk {len(seri)} seri")
        if any(n is not None and n < 0 for n in nilai):
            raise ValueError("batang dimulai dari nol")
    jumlah = [sum(n or 0 for n in nilai) for _label, nilai in data]
    puncak = float(max(jumlah, default=0)) or 1.0
    kunci = _id(judul, seri, data)
    legenda, atas = _legend([str(s) for s in seri], kunci, lebar)
    isi = [_patterns(kunci, len(seri)), *legenda]
    kiri = min(lebar * 0.4, 10 + max((len(str(n)) for n, _v in data), default=0) * 6.6) if sebaris else 0.0
    kanan = lebar - (12 + max((len(tulis(t)) for t in jumlah), default=0) * 7.2) if sebaris else float(lebar)
    tinggi_baris, turun = (26, 3) if sebaris else (44, 20)
    for i, ((label, nilai), total) in enumerate(zip(data, jumlah, strict=True)):
        y, x = atas + i * tinggi_baris, kiri
        nama = _potong(str(label), int(kiri / 6.4)) if sebaris else label
        isi += [_teks(0, y + 15, nama), _teks(lebar, y + 15, tulis(total), anchor="end", tebal=True)]
        for j, n in enumerate(nilai):
            panjang = (kanan - kiri) * float(n or 0) / puncak
            if panjang > 0:
                isi.append(_kotak(x, y + turun, panjang, 16, _fill(kunci, j), tepi="#ffffff"))
            x += panjang
    kepala = ["", *[str(s) for s in seri], _("Jumlah")]
    baris = [[str(label), *[tulis(n) for n in nilai], tulis(t)] for (label, nilai), t in zip(data, jumlah, strict=True)]
    return Grafik(judul, _svg(judul, lebar, atas + len(data) * tinggi_baris, isi), kepala, baris)


def line(
    judul: str, waktu: Sequence[Any], seri: Mapping[Any, Sequence[Bilangan | None]], *, sasaran: Bilangan | None = None,
    tulis: Format = formats.angka, lebar: int = 400, tinggi: int = 220,
) -> Grafik:  # fmt: skip
    """Lines over time; each series has its own dash and marker, the last value is written at its end.

    A gap (None) breaks the line instead of being drawn as zero. The scale includes zero. Raises ValueError when a
    series is not as long as `waktu`.
    """
    for nama, nilai in seri.items():
        if len(nilai) != len(waktu):
            raise ValueError(f"{nama}: {len(nilai)} nilai untuk {len(waktu)} waktu")
    angka = [float(n) for nilai in seri.values() for n in nilai if n is not None] + (
        [float(sasaran)] if sasaran is not None else []
    )
    garis_skala = ticks(min([0.0, *angka]), max([0.0, *angka]))
    dasar, puncak = garis_skala[0], garis_skala[-1]
    kunci = _id(judul, waktu, list(seri.items()))
    legenda, atas = _legend([str(s) for s in seri], kunci, lebar, garis=True) if len(seri) > 1 else ([], 10)
    kiri = 8 + max(len(tulis(_bulat(t))) for t in garis_skala) * 7
    kanan, bawah = lebar - 46, tinggi - 22

    def x(i: int) -> float:
        return kiri + 10 + (kanan - kiri - 10) * i / max(1, len(waktu) - 1)

    def y(n: Bilangan) -> float:
        return bawah - (bawah - atas) * (float(n) - dasar) / (puncak - dasar)

    isi = list(legenda)
    for t in garis_skala:
        isi += [
            _garis(kiri, y(t), kanan, y(t), GARIS),
            _teks(kiri - 6, y(t) + 4, tulis(_bulat(t)), anchor="end", warna=REDUP),
        ]
    langkah = max(1, math.ceil(len(waktu) / max(2, (kanan - kiri) // 52)))
    isi += [_teks(x(i), tinggi - 4, w, anchor="middle", warna=REDUP) for i, w in enumerate(waktu) if i % langkah == 0]
    if sasaran is not None:
        isi.append(_garis(kiri, y(sasaran), kanan, y(sasaran), TINTA, dash="3 3"))
        isi.append(_teks(kiri + 4, y(sasaran) - 5, _("sasaran %(nilai)s") % {"nilai": tulis(sasaran)}, warna=TINTA))
    for j, nilai in enumerate(seri.values()):
        titik = [(x(i), y(n)) if n is not None else None for i, n in enumerate(nilai)]
        isi += _series(titik, SERI[j % len(SERI)])
        akhir = next(((p, n) for p, n in zip(reversed(titik), reversed(nilai), strict=True) if p is not None), None)
        if akhir:
            isi.append(_teks(akhir[0][0] + 7, akhir[0][1] + 4, tulis(akhir[1]), tebal=True))
    kepala = ["", *[str(s) for s in seri]]
    baris = [[str(w), *[tulis(nilai[i]) for nilai in seri.values()]] for i, w in enumerate(waktu)]
    return Grafik(judul, _svg(judul, lebar, tinggi, isi), kepala, baris)


def heat_map(
    judul: str, kolom: Sequence[Any], data: Sequence[tuple[Any, Sequence[tuple[str, Any]]]], *, lebar: int = 400
) -> Grafik:
    """Rows x columns of states for paper and small previews; a cell is (keadaan, sign), for example ("terlambat", "+12 h")."""
    kiri = min(lebar * 0.36, 16 + max((len(str(nama)) for nama, _sel in data), default=0) * 6.6)
    sisi = (lebar - kiri) / max(1, len(kolom))
    isi = [_teks(kiri + sisi * (j + 0.5), 13, k, anchor="middle", warna=REDUP, tebal=True) for j, k in enumerate(kolom)]
    for i, (nama, sel) in enumerate(data):
        y = 20 + i * 25
        isi.append(_teks(0, y + 15, _potong(str(nama), int(kiri / 6.4))))
        for j, (keadaan, tanda) in enumerate(sel):
            alas, tinta, tepi = SEL.get(keadaan, SEL_LAIN)
            isi += [
                _kotak(kiri + j * sisi + 1.5, y, sisi - 3, 22, alas, tepi=tepi, bulat=3),
                _teks(kiri + sisi * (j + 0.5), y + 15.5, tanda, anchor="middle", warna=tinta, tebal=True, ukuran=12),
            ]
    kepala = ["", *[str(k) for k in kolom]]
    baris = [
        [str(nama), *[f"{tanda} {keadaan}".strip().replace("_", " ") for keadaan, tanda in sel]] for nama, sel in data
    ]
    return Grafik(judul, _svg(judul, lebar, 22 + len(data) * 25, isi), kepala, baris)


def progress(
    judul: str, nilai: Bilangan | None, maks: Bilangan = 100, *, sasaran: Bilangan | None = None,
    tulis: Format = formats.persen, lebar: int = 400,
) -> Grafik:  # fmt: skip
    """One bar of a whole with its figure in words and a tick at the target. Raises ValueError when `maks` is not positive."""
    if maks <= 0:
        raise ValueError("keseluruhan harus lebih dari nol")
    panjang = lebar * min(1.0, max(0.0, float(nilai or 0) / float(maks)))
    kurang = sasaran is not None and nilai is not None and nilai < sasaran
    isi = [
        _teks(0, 14, judul), _teks(lebar, 14, tulis(nilai), anchor="end", tebal=True),
        _kotak(0, 21, lebar, 12, DASAR, bulat=3), _kotak(0, 21, panjang, 12, AWAS if kurang else AKSEN, bulat=3),
    ]  # fmt: skip
    tinggi = 36
    if sasaran is not None:
        x = lebar * min(1.0, float(sasaran) / float(maks))
        kata = _("sasaran %(nilai)s") % {"nilai": tulis(sasaran)}
        isi += [_garis(x, 18, x, 38, TINTA), _label_di(x, 51, kata, lebar)]
        tinggi = 56
    return Grafik(judul, _svg(judul, lebar, tinggi, isi), ["", _("Nilai")], [[judul, tulis(nilai)]])


def ticks(bawah: float, atas: float, banyak: int = 4) -> list[float]:
    """Round scale values that enclose [bawah, atas], about `banyak` steps of 1, 2 or 5 x 10^n."""
    if atas <= bawah:  # nothing to show yet: a scale of one
        atas = bawah + 1
    kasar = (atas - bawah) / banyak
    dasar = 10.0 ** math.floor(math.log10(kasar))
    langkah = next(m * dasar for m in (1, 2, 5, 10) if kasar <= m * dasar * (1 + 1e-9))
    mulai = math.floor(bawah / langkah + 1e-9)
    akhir = max(mulai + 1, math.ceil(atas / langkah - 1e-9))
    return [round(i * langkah, 10) for i in range(mulai, akhir + 1)]


def _bulat(t: float) -> float | int:
    """A tick without a needless ,0."""
    return int(t) if float(t).is_integer() else t


def _potong(teks: str, banyak: int) -> str:
    return teks if len(teks) <= banyak else f"{teks[: max(1, banyak - 1)].rstrip()}…"


def _id(*isi: Any) -> str:
    """A short id that two different charts on one page do not share."""
    return f"g{hashlib.sha256(repr(isi).encode()).hexdigest()[:8]}-"


def _n(x: float) -> str:
    """A coordinate: at most two decimals, always with a point."""
    return f"{x:.2f}".rstrip("0").rstrip(".") or "0"


def _svg(judul: str, lebar: float, tinggi: float, isi: Iterable[SafeString]) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {} {}" width="{}" height="{}" font-family="{}" '
        'font-size="{}"><title>{}</title>{}</svg>',
        _n(lebar), _n(tinggi), _n(lebar), _n(tinggi), HURUF, UKURAN, judul, format_html_join("", "{}", ((s,) for s in isi)),
    )  # fmt: skip


def _teks(
    x: float,
    y: float,
    isi: Any,
    *,
    anchor: str = "start",
    warna: str = TINTA,
    tebal: bool = False,
    ukuran: int = UKURAN,
) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" fill="{}" font-weight="{}" font-size="{}">{}</text>',
        _n(x), _n(y), anchor, warna, 700 if tebal else 400, ukuran, isi,
    )  # fmt: skip


def _label_di(x: float, y: float, isi: str, lebar: float) -> SafeString:
    """A label centred on x, kept inside the drawing."""
    separuh = len(isi) * 3.3
    anchor, di = ("start", 0.0) if x < separuh else ("end", lebar) if x > lebar - separuh else ("middle", x)
    return _teks(di, y, isi, anchor=anchor, warna=REDUP)


def _kotak(x: float, y: float, w: float, h: float, isi: str, *, tepi: str = "", bulat: float = 0) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}" stroke="{}"/>',
        _n(x), _n(y), _n(max(0.0, w)), _n(h), _n(bulat), isi, tepi or "none",
    )  # fmt: skip


def _garis(x1: float, y1: float, x2: float, y2: float, warna: str, *, dash: str = "", tebal: float = 1) -> SafeString:
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>',
        _n(x1), _n(y1), _n(x2), _n(y2), warna, _n(tebal), dash or "none",
    )  # fmt: skip


def _fill(kunci: str, i: int) -> str:
    """How series `i` is filled: its plain colour, or its pattern. A plain pattern would show seams between tiles on paper."""
    alas, _tinta, jenis, _dash, _bentuk = SERI[i % len(SERI)]
    return alas if jenis == "penuh" else f"url(#{kunci}{i % len(SERI)})"


def _patterns(kunci: str, banyak: int) -> SafeString:
    """One fill per series: a ground colour and a drawing on it, so that parts differ in a grey print."""
    gambar = {
        "penuh": "",
        "miring": "M-2 2L2 -2M0 8L8 0M6 10L10 6",
        "titik": "M2 2h2v2h-2z",
        "silang": "M0 0L8 8M8 0L0 8",
        "tegak": "M2 0V8",
    }
    return format_html(
        "<defs>{}</defs>",
        format_html_join(
            "",
            '<pattern id="{}{}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="{}"/>'
            '<path d="{}" stroke="{}" stroke-width="1.5" fill="none"/></pattern>',
            (
                (kunci, i, alas, gambar[jenis] or "M0 0", tinta)
                for i, (alas, tinta, jenis, _d, _m) in enumerate(SERI[:banyak])
            ),
        ),
    )


def _legend(nama: Sequence[str], kunci: str, lebar: int, *, garis: bool = False) -> tuple[list[SafeString], float]:
    """Legend entries flowing from the left, and the height they take."""
    isi: list[SafeString] = []
    x, y = 0.0, 0.0
    for i, kata in enumerate(nama):
        panjang = 28 + len(kata) * 6.8 + 14
        if x and x + panjang > lebar:
            x, y = 0.0, y + BARIS_TEKS + 3
        if garis:
            isi += _series([(x, y + 9), (x + 20, y + 9)], SERI[i % len(SERI)])
        else:
            isi.append(_kotak(x, y + 2, 18, 13, _fill(kunci, i), tepi=REDUP))
        isi.append(_teks(x + 28, y + 14, kata))
        x += panjang
    return isi, y + BARIS_TEKS + 12


def _series(titik: Sequence[tuple[float, float] | None], gaya: tuple[str, str, str, str, str]) -> list[SafeString]:
    """One line with its markers; a None breaks it."""
    _alas, tinta, _jenis, dash, bentuk = gaya
    potong, kini = [], []
    for p in [*titik, None]:
        if p is not None:
            kini.append(p)
        elif kini:
            potong.append(kini)
            kini = []
    hasil = [
        format_html(
            '<polyline points="{}" fill="none" stroke="{}" stroke-width="2" stroke-dasharray="{}"/>',
            " ".join(f"{_n(x)},{_n(y)}" for x, y in bagian), tinta, dash or "none",
        )
        for bagian in potong if len(bagian) > 1
    ]  # fmt: skip
    return hasil + [_penanda(x, y, bentuk, tinta) for bagian in potong for x, y in bagian]


def _penanda(x: float, y: float, bentuk: str, warna: str) -> SafeString:
    if bentuk == "kotak":
        return format_html(
            '<rect x="{}" y="{}" width="7" height="7" fill="#ffffff" stroke="{}" stroke-width="2"/>',
            _n(x - 3.5),
            _n(y - 3.5),
            warna,
        )
    if bentuk == "segitiga":
        titik = f"{_n(x)},{_n(y - 4.5)} {_n(x + 4.5)},{_n(y + 4)} {_n(x - 4.5)},{_n(y + 4)}"
        return format_html('<polygon points="{}" fill="{}"/>', titik, warna)
    return format_html('<circle cx="{}" cy="{}" r="3.5" fill="{}"/>', _n(x), _n(y), warna)
