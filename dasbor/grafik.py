"""The pictures of a dashboard, drawn from its figures: the same on the page and in the monthly report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dasbor.sajian import TREN, Dasbor
from inti import charts
from inti.formats import angka, persen, rupiah, tanggal
from inti.registry import ringkasan

# Measures of pronangkis (rupiah), by source of money and by bidang; what follows the prefix names the part.
SUMBER, BIDANG = "pjm_sumber_", "pjm_bidang_"


def for_page(d: Dasbor) -> dict[str, list[charts.Grafik]]:
    """Charts by group of indicators; a group without enough to draw has none."""
    hasil: dict[str, list[charts.Grafik]] = {}
    if tren := participation(d):
        hasil["partisipasi"] = [tren]
    if nilai := plan_value(d.jumlah.ukuran):
        hasil["rencana"] = nilai
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


def plan_value(ukuran: Mapping[str, Any], lebar: int = 400) -> list[charts.Grafik]:
    """Value of the plans by source and by bidang (rupiah), nothing while no plan has any."""
    judul = ((SUMBER, _("Nilai PJM menurut sumber dana")), (BIDANG, _("Nilai PJM menurut bidang")))
    bagian = [(kata, _parts(ukuran, awalan)) for awalan, kata in judul]
    return [
        charts.bar(kata, isi, satuan=_("rupiah"), tulis=short_rupiah, lebar=lebar)
        for kata, isi in bagian
        if any(n for _nama, n in isi)
    ]


def _parts(ukuran: Mapping[str, Any], awalan: str) -> list[tuple[str, int]]:
    return [
        (u.removeprefix(awalan).replace("_", " ").capitalize(), int(Decimal(ukuran.get(u, 0))))
        for _k, p in ringkasan.semua()
        for u in (x.kode for x in p.ukuran)
        if u.startswith(awalan)
    ]


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
