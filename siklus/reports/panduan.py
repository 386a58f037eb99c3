"""A leaflet for heads of RT and RW: what P2KP is, what is asked of them, what to sign, whom to call. Source: KP, B11 Bab 5.

Two sides of one A4 sheet in large type. Facts are the kelurahan's own: its name, its facilitator, the meetings that are
planned; the days for objections come from Parameter.
"""

from __future__ import annotations

import math
from typing import Any

from django.utils.translation import gettext_lazy as _

from inti.formats import hari_tanggal
from inti.registry import jenis_dokumen
from laporan.registry import Bagian, JenisDokumen
from siklus.models import Pertemuan, Siklus
from siklus.queries_halaman import contacts_for
from siklus.reports.data import clock, place_data
from wilayah import parameter
from wilayah.waktu import today_in

PANDUAN = "panduan_rt"
RENCANA_MAKS, KONTAK_MAKS, BARIS_RENCANA = 4, 3, 4
KEBERATAN = "ps2.masa_keberatan_hari"
# Stage, name on the wheel, what is asked of the head of an RT or RW.
DIMINTA = (
    (
        "S0",
        "Sosialisasi",
        "Sebarkan kabar dan undangan. Siapkan tempat. Beri tahu berapa warga dewasa di RT Bapak/Ibu.",
    ),
    ("S1", "Rembug kesiapan", "Ajak warga hadir. Warga sendiri yang memutuskan: menerima atau menolak. Keduanya sah."),
    (
        "S2",
        "Refleksi",
        "Kumpulkan warga untuk berdiskusi, terutama yang miskin dan para ibu. Biarkan mereka bicara dulu.",
    ),
    (
        "S3",
        "Pemetaan",
        "Temani relawan mendata. Tempel daftar keluarga miskin di papan RT, lalu teruskan keberatan warga.",
    ),
    ("S4", "Memilih BKM", "Ajak semua warga dewasa memilih. Jangan mengusulkan nama, jangan mengarahkan pilihan."),
    ("S5", "KSM", "Tunjukkan kelompok yang sudah ada di RT. Pastikan warga miskin boleh ikut dan diperlakukan sama."),
    (
        "S6",
        "Rencana warga",
        "Sampaikan kebutuhan RT. Hadiri lokakarya. Sesudah disahkan, ikut mengawasi pelaksanaannya.",
    ),
)
# The wheel in units of its picture: centre, distance of the stages from it, distance of a name from its stage.
PUSAT, JARI, JARAK = (88, 66), 40, 11


def build(siklus: Siklus) -> dict[str, Any]:
    """The leaflet of one kelurahan. Six queries."""
    wilayah = siklus.wilayah
    sebutan = wilayah.sebutan()
    kini = today_in(wilayah.kode)
    hari = parameter.value(KEBERATAN, definisi=siklus.program, kode_wilayah=wilayah.kode, tanggal=kini)
    rencana = planned_meetings(siklus)
    return {
        "tempat": place_data(wilayah),
        "singkat": wilayah.nama,
        "kepala": str(sebutan.kepala),
        "langkah": [
            {"kode": kode, "nama": nama, "diminta": teks, **on_wheel(i)} for i, (kode, nama, teks) in enumerate(DIMINTA)
        ],
        "hari_keberatan": int(hari.angka) if hari.angka is not None else 0,
        "rencana": rencana,
        "kosong": list(range(BARIS_RENCANA - len(rencana))),
        "kontak": [
            {"nama": k.nama, "peran": k.peran, "telepon": k.telepon}
            for k in contacts_for([wilayah.kode])[wilayah.kode]
            if k.telepon
        ][:KONTAK_MAKS],
    }


def on_wheel(ke: int) -> dict[str, Any]:
    """Where a stage and its name stand on the wheel, clockwise from the top; names on the outside."""
    sudut = 2 * math.pi * ke / len(DIMINTA)
    x, y = round(PUSAT[0] + JARI * math.sin(sudut)), round(PUSAT[1] - JARI * math.cos(sudut))
    if ke == 0:
        return {"x": x, "y": y, "nama_x": x, "nama_y": y - JARAK - 1, "rata": "middle", "angka_y": y + 3}
    kanan = x > PUSAT[0]
    return {
        "x": x, "y": y, "nama_x": x + (JARAK if kanan else -JARAK), "nama_y": y + 2, "rata": "start" if kanan else "end",
        "angka_y": y + 3,
    }  # fmt: skip


def planned_meetings(siklus: Siklus) -> list[dict[str, str]]:
    """The next meetings that have a date: when, what, where. One query."""
    baris = (
        Pertemuan.objects.filter(
            langkah__siklus=siklus, status=Pertemuan.Status.TERJADWAL, rencana_tanggal__gte=today_in(siklus.wilayah_id)
        )
        .select_related("langkah", "basis__induk")
        .order_by("rencana_tanggal", "jam_mulai", "id")[:RENCANA_MAKS]
    )
    return [
        {
            "hari": hari_tanggal(p.rencana_tanggal),
            "jam": clock(p.jam_mulai),
            "nama": str(p.langkah.aturan_main.ambil_pertemuan(p.jenis).nama)
            + (f", {p.basis.label_lengkap}" if p.basis else ""),
            "tempat": p.tempat,
        }
        for p in baris
    ]


def register() -> None:
    """Tell laporan of the leaflet."""
    jenis_dokumen.daftar(
        PANDUAN,
        JenisDokumen(
            kode=PANDUAN,
            judul=_("Panduan singkat untuk ketua RT/RW"),
            model="siklus.siklus",
            templat="dokumen/panduan_rt.html",
            build=build,
            penerbit=lambda siklus: place_data(siklus.wilayah)["lengkap"],
            final=lambda siklus: True,
            nama=lambda siklus: f"Panduan ketua RT/RW, {siklus.wilayah.nama_lengkap}",
            bagian=(Bagian(PANDUAN, _("Panduan")),),
        ),
    )
