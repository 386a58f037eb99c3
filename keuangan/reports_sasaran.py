"""The paper that the residents' meeting reads: whom the money reached, who never was by RT, swadaya. No names. Source: TGT-07.

Its figures are those of /kelurahan/<kode>/sasaran/, by the same queries and with the same charts.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from bkm.models import BKM
from bkm.queries import signers
from inti.charts import Grafik
from inti.formats import angka, persen_pas, rupiah, share, tanggal
from inti.registry import jenis_dokumen
from keuangan.queries_sasaran import Capaian, Swadaya, often_from, reach, reach_by_place, reached, swadaya_of
from keuangan.sajian_sasaran import place_chart, reach_chart
from laporan.kertas import signatures
from laporan.registry import Bagian, JenisDokumen
from pronangkis.reports.sumber import head_of_area
from siklus.reports.data import letterhead_of, place_data
from wilayah.sebutan import words_for
from wilayah.waktu import today_in

SASARAN, LEBAR = "sasaran_kelurahan", 640
SELAJUR = 15  # RT in one lane of the table
JUDUL = _("Sasaran dan swadaya")
Isi = dict[str, Any]


def build(bkm: BKM) -> Isi:
    """The figures of today, as text for the tables and as numbers for the charts. Source: TGT-07."""
    kode, tempat = bkm.wilayah_id, place_data(bkm.wilayah)
    sering = often_from([kode])[kode]
    capaian = reach([kode], sering={kode: sering})[kode]
    semua, karya = swadaya_of([kode])[kode]
    nama, hari, rt = signers(kode), tanggal(today_in(kode)), reach_by_place(kode)
    return {
        "judul": "Sasaran dan Swadaya", "kode_bagian": SASARAN, "tempat": tempat, "kop": letterhead_of(bkm.badan), "hari": hari,
        "manfaat": _benefit_rows(capaian),
        "swadaya": [_swadaya_row("Seluruh kegiatan", semua), _swadaya_row("Prasarana saja", karya)],
        "kk": reached(capaian), "belum": f"{angka(capaian.kk_belum)} dari {angka(capaian.kk_ps2)} KK",
        "sering": f"{angka(capaian.kk_sering)} KK menerima {sering} kali atau lebih." if capaian.kk_sering else "",
        "rt": [[b.label_rapat, reached(c)] for b, c in rt],
        **_place_rows([[b.label_rapat, *(angka(n) for n in (c.kk_ps2, *reached(c)))] for b, c in rt]),
        "rt_jumlah": [angka(n) for n in (capaian.kk_ps2, *reached(capaian))],
        "penanda_tangan": signatures(
            ("", "Koordinator BKM", nama.get("koordinator", "")),
            ("Mengetahui,", words_for(bkm.wilayah).kepala, head_of_area(bkm.wilayah)),
        ),
        "tempat_tanggal": f"{tempat['singkat']}, {hari}",
    }  # fmt: skip


def _benefit_rows(c: Capaian) -> list[list[str]]:
    """Share of the benefit that reached PS-2, whole and by its way: what, persen, rupiah of rupiah. Source: TGT-01."""
    baris = (
        ("Seluruhnya", c.rupiah_ps2, c.rupiah), ("Bantuan dan pinjaman atas nama", c.bernama_ps2, c.bernama),
        ("Prasarana, menurut KK PS-2 di RT-nya", c.prasarana_ps2, c.prasarana),
    )  # fmt: skip
    return [[nama, rupiah(a), rupiah(b), persen_pas(share(a, b), 1)] for nama, a, b in baris]


def _swadaya_row(nama: str, s: Swadaya) -> list[str]:
    """Swadaya with both denominators (rupiah, persen). Source: TGT-05."""
    return [
        nama,
        rupiah(s.swadaya),
        rupiah(s.blm),
        persen_pas(s.per_blm, 1),
        rupiah(s.total),
        persen_pas(s.per_total, 1),
    ]


def _place_rows(rt: list[list[str]]) -> Isi:
    """The RT as rows of a table; a long list is folded into two or three lanes side by side, to stay on its sheet."""
    lajur = min(3, max(1, -(-len(rt) // SELAJUR)))
    tinggi = -(-len(rt) // lajur)
    lajur_isi = [rt[i * tinggi : (i + 1) * tinggi] for i in range(lajur)]
    kosong = [""] * 5
    baris = [[s for isi in lajur_isi for s in (isi[i] if i < len(isi) else kosong)] for i in range(tinggi)]
    return {
        "rt_lajur": list(range(lajur)),
        "rt_baris": [[{"isi": s, "n": i % 5 > 0} for i, s in enumerate(b)] for b in baris],
    }


def pictures(isi: Isi) -> dict[str, Grafik | None]:
    """The page's two charts, drawn from the frozen figures."""
    return {"kk": reach_chart(isi["kk"], lebar=LEBAR), "rt": place_chart(isi["rt"], lebar=LEBAR)}


def issuer(bkm: BKM) -> str:
    """Who issues it, as the public reads."""
    return f"{letterhead_of(bkm.badan)['nama']}, {place_data(bkm.wilayah)['lengkap']}"


def register() -> None:
    """Tell laporan of the paper of reach and swadaya."""
    jenis_dokumen.daftar(
        SASARAN,
        JenisDokumen(
            kode=SASARAN, judul=JUDUL, model="bkm.bkm", templat="dokumen/sasaran.html", build=build, penerbit=issuer,
            bagian=(Bagian(SASARAN, JUDUL),), final=lambda _b: True, cocok=lambda b: b.status == "aktif", gambar=pictures,
            nama=lambda b: f"Sasaran dan swadaya {b.wilayah.nama_lengkap}, {tanggal(today_in(b.wilayah_id))}",
        ),
    )  # fmt: skip
