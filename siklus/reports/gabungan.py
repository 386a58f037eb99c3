"""One file for many: the papers of all RT joined, each sheet with the marks of its own paper, so its photo finds its place.

Each row gets its own paper first; the joined file freezes what those say and carries their codes. Source: DOK-07, PS2-17.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inti.errors import AturanDilanggar
from laporan.kertas import group_digest
from laporan.models import Dokumen
from laporan.qr import part_address, qr_image
from laporan.registry import JenisDokumen
from siklus.models import Pertemuan

PAKET_SATU, PAKET_SEMUA = "paket_pertemuan", "paket_pertemuan_semua"
Isi = dict[str, Any]


def newest_papers(jenis: str, baris: Sequence[Any]) -> dict[Any, Dokumen]:
    """The newest paper in force of each row, by its key. One query."""
    if not baris:
        return {}
    dicari = Dokumen.objects.filter(
        jenis=jenis, objek_jenis=baris[0]._meta.label_lower, objek_id__in=[str(b.pk) for b in baris],
        digantikan_oleh__isnull=True,
    )  # fmt: skip
    menurut = {d.objek_id: d for d in dicari.exclude(status=Dokumen.Status.DIBATALKAN).order_by("versi_ke")}
    return {b.pk: menurut[str(b.pk)] for b in baris if str(b.pk) in menurut}


def mark(dokumen: Dokumen) -> Isi:
    """The marks in the foot of a sheet that is joined with others: those of its own paper, an address for each part."""
    return {
        "kode": dokumen.kode_tampil,
        "sidik": group_digest(dokumen.isi_sidik),
        "versi": dokumen.versi_ke,
        "alamat": {b.kode: part_address(dokumen.url_verifikasi, b.kode) for b in dokumen.jenis_terdaftar.bagian},
    }


def planned_beside(rapat: Pertemuan) -> list[Pertemuan]:
    """The planned meetings of one kind of a stage that are held RT by RT or RW by RW, in the order people walk. One query."""
    semua = Pertemuan._base_manager.filter(
        langkah=rapat.langkah_id, jenis=rapat.jenis, status="terjadwal", basis__isnull=False
    ).select_related("langkah__wilayah", "basis__induk", "wilayah")
    return sorted(semua, key=lambda p: (p.basis.urut_jalan, p.rencana_tanggal, str(p.pk)))  # type: ignore[union-attr]


def build_packages(rapat: Pertemuan) -> Isi:
    """All packages of the kind, each frozen as its own paper has it, with that paper's codes. Two queries.

    Raises: AturanDilanggar (DOK-07) while a meeting has no package of its own.
    """
    semua = planned_beside(rapat)
    kertas = newest_papers(PAKET_SATU, semua)
    if len(kertas) < len(semua):
        raise AturanDilanggar(
            gettext("Siapkan Paket rapat semua RT dari halaman langkahnya, agar setiap rapat mendapat kertasnya dulu."),
            aturan="DOK-07",
        )
    return {
        "rapat": [str(r.pk) for r in semua],
        "paket": [{"isi": d.isi, "tanda": mark(d)} for r in semua for d in [kertas[r.pk]]],
    }


def draw_packages(isi: Isi) -> Isi:
    """The QR of every part of every package: by the code of the paper, then of the part."""
    return {
        p["tanda"]["kode"]: {bagian: qr_image(alamat) for bagian, alamat in p["tanda"]["alamat"].items()}
        for p in isi["paket"]
    }


def all_packages(dasar: JenisDokumen) -> JenisDokumen:
    """The kind of the joined packages, beside that of one package."""
    return replace(
        dasar, kode=PAKET_SEMUA, judul=_("Paket rapat semua RT"), templat="dokumen/rapat_semua.html", build=build_packages,
        bagian=(), gambar=draw_packages, gabungan=True, nama=_name,
        cocok=lambda r: r.status == Pertemuan.Status.TERJADWAL and r.basis_id is not None,
        final=lambda r: all(dasar.final(x) for x in planned_beside(r)),
    )  # fmt: skip


def _name(rapat: Pertemuan) -> str:
    aturan = rapat.langkah.aturan_main.ambil_pertemuan(rapat.jenis)
    return f"Paket rapat {aturan.nama} semua RT, {rapat.wilayah.nama_lengkap}"
