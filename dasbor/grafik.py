"""The pictures of a dashboard, drawn from its figures: the same on the page and in the monthly report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dasbor.sajian import TREN, Dasbor
from inti import charts
from inti.formats import angka, persen, rupiah, tanggal
from inti.registry import ringkasan

# Measures named "pjm.nilai.<bidang>.<sumber>" (rupiah) are drawn as bars by bidang, one shade per source.
AWALAN_NILAI = "pjm.nilai."


def for_page(d: Dasbor) -> dict[str, charts.Grafik]:
    """Charts by group of indicators; a group without enough to draw has none."""
    hasil: dict[str, charts.Grafik] = {}
    if tren := participation(d):
        hasil["partisipasi"] = tren
    if nilai := plan_value(d):
        hasil["pjm"] = nilai
    return hasil


def participation(d: Dasbor) -> charts.Grafik | None:
    """Women and poor among those present by month, up to now; None with fewer than two months."""
    bulan = sorted({b for isi in d.tren.values() for b in isi} | {d.saring.bulan})
    kode = [k for k in TREN if d.angka[k].nilai is not None]
    if len(bulan) < 2 or not kode:
        return None
    seri = {d.angka[k].nama: [_rounded(_at(d, k, b)) for b in bulan] for k in kode}
    sasaran = d.angka[kode[0]].sasaran
    return charts.line(
        _("Partisipasi menurut bulan (%)"), [tanggal(b, "bulan").split(" ")[0][:3] for b in bulan], seri, sasaran=sasaran,
        tulis=lambda n: persen(n, 0),
    )  # fmt: skip


def _at(d: Dasbor, kode: str, bulan: date) -> Any:
    return d.angka[kode].nilai if bulan == d.saring.bulan else d.tren.get(kode, {}).get(bulan)


def _rounded(nilai: Any) -> Decimal | None:
    return None if nilai is None else Decimal(nilai).quantize(Decimal("0.1"))


def plan_value(d: Dasbor) -> charts.Grafik | None:
    """Value of the plans by bidang and source of money (rupiah), None while no plan has any."""
    nama = {u.kode: str(u.nama) for _k, p in ringkasan.semua() for u in p.ukuran if u.kode.startswith(AWALAN_NILAI)}
    bagian = [(k.split(".")[2:], d.jumlah.ukuran[k], nama[k]) for k in nama if d.jumlah.ukuran.get(k)]
    if not bagian or any(len(b) != 2 for b, _n, _nama in bagian):
        return None
    bidang = list(dict.fromkeys(b[0] for b, _n, _t in bagian))
    sumber = list(dict.fromkeys(b[1] for b, _n, _t in bagian))
    isi = {(b[0], b[1]): int(n) for b, n, _t in bagian}
    return charts.stacked_bar(
        _("Nilai PJM menurut bidang dan sumber dana"), [s.replace("_", " ").upper() for s in sumber],
        [(b.capitalize(), [isi.get((b, s), 0) for s in sumber]) for b in bidang], tulis=short_rupiah,
    )  # fmt: skip


def short_rupiah(nilai: Any) -> str:
    """An amount that fits beside a bar: "Rp 1,2 M", "Rp 340 jt"."""
    n = Decimal(nilai or 0)
    for batas, kata in ((10**9, "M"), (10**6, "jt")):
        if n >= batas:
            return f"Rp {angka((n / batas).quantize(Decimal('0.1')), 1)} {kata}"
    return rupiah(n)


def funnel(d: Dasbor, lebar: int = 400) -> charts.Grafik:
    """How many kelurahan have passed each stage."""
    return charts.bar(
        _("Kelurahan yang langkahnya sudah terverifikasi"), [(a.nama, int(a.pembilang or 0)) for a in d.corong],
        satuan=_("kelurahan"), maks=d.jumlah.kelurahan or 1, lebar=lebar,
    )  # fmt: skip
