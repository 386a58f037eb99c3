"""The paper "Laporan bulanan kota": the dashboard of one kota and month, frozen with its figures. Source: DAS-10, DOK-06.

It is about a row of `RingkasanWilayah`, so that every month has a paper, a number and versions of its own. The running
month prints as a draft; a month that has passed is final.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from dasbor import sajian
from dasbor.grafik import BIDANG, SUMBER, plan_value
from dasbor.models import RingkasanWilayah
from dasbor.queries import Saring
from inti import charts
from inti.formats import angka, jam, persen, tanggal
from inti.pelaku import SISTEM
from inti.registry import jenis_dokumen
from inti.templatetags.komponen import KEADAAN
from laporan.models import NomorSurat
from laporan.nomor import take_number
from laporan.registry import JenisDokumen
from siklus.queries_halaman import contacts_for
from siklus.reports.data import place_data
from wilayah.waktu import today_in

JENIS = "laporan_bulanan_kota"
LEBAR = 640
# What a cell shows in black and white when it holds no figure.
TANDA = {"terkunci": "·", "belum": "·"}


def build(baris: RingkasanWilayah) -> dict[str, Any]:
    """What is printed: tiles, heat map, funnel, indicators, trend, lateness, signature. Figures also as numbers."""
    wilayah = baris.wilayah
    assert wilayah is not None
    d = sajian.build(SISTEM, wilayah, Saring(kode=wilayah.kode, bulan=baris.bulan))
    kunjungan = sajian.visits(d.baris)
    return {
        "tempat": place_data(wilayah),
        "bulan": tanggal(baris.bulan, "bulan"),
        "data_per": f"{tanggal(d.dihitung_pada)} pukul {jam(d.dihitung_pada)}" if d.dihitung_pada else "",
        "kelurahan": d.jumlah.kelurahan,
        "berjalan": d.saring.bulan_ini,
        "menunggu": d.menunggu if d.saring.bulan_ini else None,
        "tertua": d.tertua if d.saring.bulan_ini else None,
        "angka": {k: _figure(a) for k, a in d.angka.items()},
        "kelompok": [
            {"kode": k, "judul": judul, "baris": [a.kode for a in isi]} for k, judul, isi in d.groups(kecuali=("langkah",))
        ],
        "corong": [a.kode for a in d.corong],
        "tren": _trend(d),
        "nilai_pjm": _plan_value(d),
        "peta": {
            "kolom": [k.nama for k in d.peta.kolom],
            "tahun": d.peta.tahun,
            "baris": [[b.nama, [[s.keadaan, cell_text(s)] for s in b.sel]] for b in d.peta.baris],
        },
        "kunjungan": [
            {
                "nama": k.nama, "langkah": k.langkah, "lewat": k.hari_lewat, "keadaan": str(_word(k.keadaan)),
                "sebab": k.sebab, "kontak": [f"{o.singkat} {o.nama}, {o.telepon}" for o in k.kontak],
            }
            for k in kunjungan
        ],
        "penanda_tangan": [{"jabatan": f"Koordinator Kota {wilayah.nama}", "nama": _coordinator(wilayah.kode)}],
        "tanggal_surat": tanggal(today_in(wilayah.kode)),
        "kota": wilayah.nama.removeprefix("Kota ").removeprefix("Kabupaten "),
    }  # fmt: skip


def _figure(a: sajian.AngkaSajian) -> dict[str, Any]:
    """One indicator as text for print and as numbers for comparison."""
    return {
        "nama": a.nama, "teks": a.teks, "bagian": a.teks_bagian, "satuan": "" if a.berpenyebut else a.satuan,
        "pembilang": _number(a.pembilang), "penyebut": _number(a.penyebut), "melapor": a.melapor, "wajib": a.wajib,
        "sasaran": (persen(a.sasaran, 0) if a.berpenyebut else angka(a.sasaran)) if a.sasaran is not None else "",
        "kurang": a.kurang, "arah": a.arah, "kelengkapan": persen(a.kelengkapan, 0),
    }  # fmt: skip


def _number(nilai: Decimal | None) -> str | None:
    return None if nilai is None else str(sajian.whole(nilai))


def _word(keadaan: str) -> Any:
    return _("lama tanpa kegiatan") if keadaan == "menunggu" else KEADAAN[keadaan].label


def cell_text(sel: sajian.Sel) -> str:
    """What stands in a cell of the printed heat map: the figure, else the sign of its state."""
    if sel.teks:
        return sel.teks.strip()
    return TANDA.get(sel.keadaan) or KEADAAN[sel.keadaan].isyarat


def _trend(d: sajian.Dasbor) -> dict[str, Any]:
    """Months and percentages of participation, empty with fewer than two months."""
    bulan = sorted({b for isi in d.tren.values() for b in isi} | {d.saring.bulan})
    kode = [k for k in sajian.TREN if d.angka[k].nilai is not None]
    if len(bulan) < 2 or not kode:
        return {}

    def at(k: str, b: date) -> str | None:
        nilai = d.angka[k].nilai if b == d.saring.bulan else d.tren.get(k, {}).get(b)
        return None if nilai is None else str(Decimal(nilai).quantize(Decimal("0.1")))

    return {
        "bulan": [tanggal(b, "bulan") for b in bulan],
        "seri": {d.angka[k].nama: [at(k, b) for b in bulan] for k in kode},
        "sasaran": str(d.angka[kode[0]].sasaran) if d.angka[kode[0]].sasaran is not None else None,
    }


def _plan_value(d: sajian.Dasbor) -> dict[str, str]:
    """Measures of the value of plans (rupiah), as they are named."""
    return {k: str(int(n)) for k, n in sorted(d.jumlah.ukuran.items()) if k.startswith((SUMBER, BIDANG)) and n}


def _coordinator(kode: str) -> str:
    """The name of the city coordinator on duty, "" when nobody is."""
    return next((k.nama for k in contacts_for([kode]).get(kode, []) if k.singkat == "Korkot"), "")


def pictures(isi: dict[str, Any]) -> dict[str, Any]:
    """Charts drawn from the frozen figures, for print: wide, with a legend that grey can carry."""
    p = isi["peta"]
    hasil: dict[str, Any] = {
        "corong": charts.bar(
            "Kelurahan yang langkahnya sudah terverifikasi",
            [(isi["angka"][k]["nama"], int(isi["angka"][k]["pembilang"] or 0)) for k in isi["corong"]],
            satuan="kelurahan", maks=isi["kelurahan"] or 1, lebar=LEBAR,
        ),
        "peta": [
            charts.heat_map(
                f"Kelurahan x langkah siklus, tahun {p['tahun']}", p["kolom"],
                [(nama, [(k, t) for k, t in sel]) for nama, sel in p["baris"][i : i + 28]], lebar=LEBAR,
            )
            for i in range(0, len(p["baris"]), 28)
        ],
    }  # fmt: skip
    if isi["tren"]:
        t = isi["tren"]
        hasil["tren"] = charts.line(
            "Partisipasi menurut bulan (%)", t["bulan"],
            {n: [None if x is None else Decimal(x) for x in s] for n, s in t["seri"].items()},
            sasaran=Decimal(t["sasaran"]) if t["sasaran"] else None, tulis=lambda n: persen(n, 0), lebar=LEBAR,
        )  # fmt: skip
    hasil["pjm"] = plan_value(isi["nilai_pjm"], LEBAR)
    return hasil


def number(baris: RingkasanWilayah) -> NomorSurat:
    """The number of the paper of this kota and month, taken once, dated on the month's last day or today."""
    hari = min(today_in(baris.kode), _last_day(baris.bulan))
    return take_number(JENIS, baris, pemilik=baris.kode, singkatan="LAP-KOTA", lingkup=baris.kode, tanggal=hari)


def _last_day(bulan: date) -> date:
    return (bulan.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def passed(baris: RingkasanWilayah) -> bool:
    """A month that is over no longer changes, so its report is no draft."""
    return baris.bulan < today_in(baris.kode).replace(day=1)


def of_kota(baris: RingkasanWilayah) -> bool:
    """Only a kota has this report."""
    return len(baris.kode) == 5


def title(baris: RingkasanWilayah) -> str:
    """The title in the archive."""
    return f"Laporan bulanan {baris.wilayah.nama if baris.wilayah else ''}, {tanggal(baris.bulan, 'bulan')}"


def register() -> None:
    """Tell laporan of this paper."""
    jenis_dokumen.daftar(
        JENIS,
        JenisDokumen(
            kode=JENIS, judul=_("Laporan bulanan kota"), model="dasbor.ringkasanwilayah",
            templat="dokumen/laporan_kota.html", build=build, penerbit=lambda b: b.wilayah.nama, final=passed,
            cocok=of_kota, nomor=number, nama=title, gambar=pictures,
        ),
    )  # fmt: skip
