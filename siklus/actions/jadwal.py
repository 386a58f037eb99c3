"""Writes of the plan: master schedule of a kota, dates of one stage, the official list of locations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import IsianSalah
from inti.izin import require
from inti.unit_kerja import aksi, catat
from siklus import izin
from siklus.actions.umum import author, field_date, needed, plan_span, save_changes, visible_langkah
from siklus.definisi import definisi_terbaru, semua_definisi
from siklus.models import JadwalInduk, Langkah, LokasiSasaran
from siklus.models.langkah import BELUM_DIAJUKAN
from wilayah.kode import path_of
from wilayah.models import Wilayah

Rencana = tuple[datetime.date, datetime.date]


@dataclass(frozen=True)
class BarisJadwal:
    """One row of a master schedule: a stage of one tahun siklus with its planned dates."""

    kode: str
    tingkat: str
    rencana_mulai: datetime.date
    rencana_selesai: datetime.date
    tahun_siklus: int = 1


@dataclass(frozen=True)
class HasilSimpan:
    """What a save changed: rows new, changed, the same; and stages that got other dates."""

    baru: int
    berubah: int
    sama: int
    langkah: int = 0


@aksi
def save_jadwal(
    wilayah: Wilayah, *, oleh: Any, tahun: int, baris: Sequence[BarisJadwal], program: str = "p2kp"
) -> HasilSimpan:
    """Save the master schedule of a kota (or another area) for a year and pass changed dates on to its open stages.

    Rows that are already so change nothing, so importing the same file twice does nothing. Stages that are submitted
    keep their plan. Raises: TidakBerwenang, IsianSalah. Source: SIK-29.
    """
    require(oleh, izin.JADWALKAN, kode=wilayah.kode)
    definisi = definisi_terbaru(program)
    dikenal = {(x.kode, x.tingkat.value) for x in definisi.langkah}
    baru = berubah = 0
    diteruskan: list[JadwalInduk] = []
    for b in baris:
        if (b.kode, b.tingkat) not in dikenal:
            raise IsianSalah(
                {"kode": [_("Langkah %(kode)s tidak ada di tingkat %(t)s.") % {"kode": b.kode, "t": b.tingkat}]}
            )
        mulai, selesai = plan_span(b.rencana_mulai, b.rencana_selesai)
        kunci = {
            "wilayah": wilayah, "definisi": definisi.kunci, "tahun": tahun, "tahun_siklus": b.tahun_siklus,
            "kode": b.kode, "tingkat": b.tingkat,
        }  # fmt: skip
        lama = JadwalInduk.objects.filter(**kunci).select_for_update(of=("self",), no_key=True).first()
        if lama is None:
            diteruskan.append(
                JadwalInduk.objects.create(**kunci, rencana_mulai=mulai, rencana_selesai=selesai, **author(oleh))
            )
            baru += 1
        elif save_changes(lama, {"rencana_mulai": mulai, "rencana_selesai": selesai}, RENCANA):
            diteruskan.append(lama)
            berubah += 1
    langkah = sum(_pass_on(j) for j in diteruskan)
    hasil = HasilSimpan(baru, berubah, len(baris) - baru - berubah, langkah)
    if diteruskan:
        catat(
            "siklus.jadwal.disimpan",
            wilayah,
            rincian={"tahun": tahun, "baru": baru, "berubah": berubah, "langkah": langkah},
        )
    return hasil


RENCANA = frozenset({"rencana_mulai", "rencana_selesai"})


def _pass_on(jadwal: JadwalInduk) -> int:
    """Give one row's dates to the stages of its area that are not submitted yet; returns how many."""
    return (
        Langkah.objects.in_area(jadwal.wilayah_id)
        .filter(
            definisi=jadwal.definisi, tahun=jadwal.tahun, tahun_siklus=jadwal.tahun_siklus, kode=jadwal.kode,
            tingkat=jadwal.tingkat, putaran=1, status__in=BELUM_DIAJUKAN,
        )
        .update(rencana_mulai=jadwal.rencana_mulai, rencana_selesai=jadwal.rencana_selesai)
    )  # fmt: skip


def schedule_for(langkah: Sequence[Langkah]) -> dict[Any, Rencana]:
    """Planned dates of new stages by their key, from the nearest master schedule above each. One query."""
    kode = {k for x in langkah for k in path_of(x.wilayah_id)}
    baris = JadwalInduk.objects.filter(
        wilayah__in=kode, definisi__in={x.definisi for x in langkah}, tahun__in={x.tahun for x in langkah}
    )
    peta = {(j.wilayah_id, j.definisi, j.tahun, j.tahun_siklus, j.kode, j.tingkat): j for j in baris}
    hasil: dict[Any, Rencana] = {}
    for x in langkah:
        for k in path_of(x.wilayah_id):
            j = peta.get((k, x.definisi, x.tahun, x.tahun_siklus, x.kode, x.tingkat))
            if j is not None:
                hasil[x.pk] = (j.rencana_mulai, j.rencana_selesai)
                break
    return hasil


@aksi
def plan_langkah(
    langkah: Langkah, *, oleh: Any, rencana_mulai: datetime.date, rencana_selesai: datetime.date, alasan: str = ""
) -> Langkah:
    """Move the plan of one stage away from the master schedule. Field dates are not touched.

    Raises: Langkah.DoesNotExist, TidakBerwenang, IsianSalah. Source: SIK-26, SIK-29.
    """
    baris = visible_langkah(langkah, oleh=oleh)
    require(oleh, izin.JADWALKAN, baris)
    mulai, selesai = plan_span(rencana_mulai, rencana_selesai)
    ubah = save_changes(baris, {"rencana_mulai": mulai, "rencana_selesai": selesai}, RENCANA)
    if ubah:
        catat("siklus.langkah.direncanakan", baris, alasan=alasan, rincian=ubah)
    return baris


@dataclass(frozen=True)
class BarisLokasi:
    """One area of an official letter."""

    kode_wilayah: str
    catatan: str = ""


@aksi
def save_lokasi(
    *,
    oleh: Any,
    tahun_anggaran: int,
    surat_asal: str,
    surat_nomor: str,
    surat_tanggal: datetime.date,
    baris: Iterable[BarisLokasi],
    program: str = "p2kp",
) -> HasilSimpan:
    """Enter the locations of one official letter for a budget year; the same letter twice changes nothing.

    Raises: TidakBerwenang for an area outside the officer's own, IsianSalah for an unknown or closed area.
    Source: SIK-21, SIK-101.
    """
    if program not in {d.kode for d in semua_definisi()}:
        raise IsianSalah({"program": [_("Program ini tidak dikenal.")]})
    if not 1999 <= tahun_anggaran <= 2100:
        raise IsianSalah({"tahun_anggaran": [_("Isi tahun anggaran yang benar.")]})
    surat = {
        "surat_asal": needed(surat_asal, bidang="surat_asal"), "surat_nomor": needed(surat_nomor, bidang="surat_nomor"),
        "surat_tanggal": field_date(surat_tanggal, "", bidang="surat_tanggal"),
    }  # fmt: skip
    daftar = list(baris)
    wilayah = Wilayah.objects.filter(aktif=True).in_bulk([b.kode_wilayah for b in daftar])
    asing = [b.kode_wilayah for b in daftar if b.kode_wilayah not in wilayah]
    if asing:
        raise IsianSalah(
            {"kode_wilayah": [_("Kode %(kode)s tidak ada di register.") % {"kode": k} for k in asing[:10]]}
        )
    lama = {
        x.wilayah_id: x
        for x in LokasiSasaran.objects.filter(program=program, tahun_anggaran=tahun_anggaran, wilayah__in=wilayah)
    }
    baru = berubah = 0
    for b in daftar:
        require(oleh, izin.KELOLA_LOKASI, kode=b.kode_wilayah)
        isi = {**surat, "catatan": b.catatan, "berlaku": True}
        if b.kode_wilayah in lama:
            berubah += bool(save_changes(lama[b.kode_wilayah], isi, frozenset(isi)))
            continue
        lama[b.kode_wilayah] = LokasiSasaran.objects.create(
            wilayah_id=b.kode_wilayah, program=program, tahun_anggaran=tahun_anggaran, **isi, **author(oleh)
        )
        baru += 1
    if baru or berubah:
        catat(
            "siklus.lokasi.disimpan",
            None,
            rincian={"surat": surat_nomor, "baru": baru, "berubah": berubah},
            kode_wilayah="",
        )
    return HasilSimpan(baru, berubah, len(daftar) - baru - berubah)


@aksi
def withdraw_lokasi(lokasi: LokasiSasaran, *, oleh: Any, alasan: str) -> LokasiSasaran:
    """Take an area off the list by a later letter; cycles already open go on. Raises: TidakBerwenang, IsianSalah. SIK-21."""
    baris = LokasiSasaran.objects.visible_to(oleh).select_for_update(of=("self",), no_key=True).get(pk=lokasi.pk)
    require(oleh, izin.KELOLA_LOKASI, baris)
    needed(alasan, bidang="alasan", pesan=_("Tuliskan dasar pencabutannya, misalnya nomor surat."))
    save_changes(baris, {"berlaku": False}, frozenset({"berlaku"}))
    catat("siklus.lokasi.dicabut", baris, alasan=alasan)
    return baris
