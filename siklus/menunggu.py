"""What waits for an officer in the cycle: returned, to verify, late or nearly so, papers without their photo."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from inti.formats import tanggal
from inti.registry import Menunggu
from siklus import izin, tautan
from siklus.definisi import semua_definisi
from siklus.definisi.model import JenisKeluaran
from siklus.models import Keluaran, Langkah
from siklus.wewenang import TUGAS

BATAS = 50
HARI_KE_DEPAN = 7


def waiting_for(user: Any) -> list[Menunggu]:
    """Everything of the cycle that waits for `user`, oldest first. Four queries, whatever the area."""
    semua = [*_returned(user), *_to_verify(user), *_due(user), *_unphotographed(user)]
    return sorted(semua, key=lambda m: m.sejak)


def _returned(user: Any) -> Iterator[Menunggu]:
    baris = Langkah.objects.visible_to(user, izin=izin.AJUKAN).filter(_mine(user, "ajukan"), status="dikembalikan")
    for x in baris.select_related("wilayah").order_by("diubah_pada")[:BATAS]:
        yield Menunggu(
            judul=_("%(langkah)s dikembalikan") % {"langkah": x.nama},
            keterangan=f"{x.wilayah.nama}: {x.catatan}",
            tautan=tautan.langkah(x.pk),
            sejak=x.diubah_pada,
            ikon="kembali",
            tenggat=x.rencana_selesai,
            kode_wilayah=x.wilayah_id,
        )


def _to_verify(user: Any) -> Iterator[Menunggu]:
    baris = Langkah.objects.visible_to(user, izin=izin.VERIFIKASI).filter(_mine(user, "verifikasi"), status="diajukan")
    for x in baris.exclude(diajukan_oleh_id=user.pk).select_related("wilayah").order_by("diajukan_pada")[:BATAS]:
        yield Menunggu(
            judul=_("Verifikasi %(langkah)s") % {"langkah": x.nama},
            keterangan=_("%(wilayah)s, diajukan %(oleh)s") % {"wilayah": x.wilayah.nama, "oleh": x.diajukan_oleh_nama},
            tautan=tautan.langkah(x.pk),
            sejak=x.diajukan_pada or x.diubah_pada,
            ikon="cek",
            kode_wilayah=x.wilayah_id,
        )


def _due(user: Any) -> Iterator[Menunggu]:
    """Stages past their planned end, and running ones that end within a week."""
    kini = timezone.now()
    baris = (
        Langkah.objects.visible_to(user, izin=izin.AJUKAN)
        .with_lateness(kini)
        .filter(_mine(user, "ajukan"))
        .filter(
            Q(terlambat=True)
            | Q(status="berjalan", opsional=False, rencana_selesai__lte=kini.date() + datetime.timedelta(HARI_KE_DEPAN))
        )
        .exclude(status="dikembalikan")
    )
    for x in baris.select_related("wilayah").order_by("rencana_selesai", "id")[:BATAS]:
        terlambat = x.terlambat  # type: ignore[attr-defined]
        judul = _("%(langkah)s terlambat %(n)d hari") if terlambat else _("%(langkah)s segera jatuh tempo")
        yield Menunggu(
            judul=judul % {"langkah": x.nama, "n": x.hari_lewat},  # type: ignore[attr-defined]
            keterangan=_("%(wilayah)s, rencana selesai %(tanggal)s")
            % {"wilayah": x.wilayah.nama, "tanggal": tanggal(x.rencana_selesai)},
            tautan=tautan.langkah(x.pk),
            sejak=x.dibuat_pada if x.rencana_mulai is None else _moment(x.rencana_mulai, x.dibuat_pada),
            ikon="awas" if terlambat else "jam",
            tenggat=x.rencana_selesai,
            kode_wilayah=x.wilayah_id,
        )


def _unphotographed(user: Any) -> Iterator[Menunggu]:
    """Papers that are recorded but whose signed copy is not there yet, on stages that are still open."""
    kode = [
        k.kode for d in semua_definisi() for x in d.langkah for k in x.keluaran if k.jenis is JenisKeluaran.BERITA_ACARA
    ]
    baris = Keluaran.objects.visible_to(user, izin=izin.CATAT).filter(
        kode__in=kode,
        status="sah",
        berkas__isnull=True,
        langkah__status__in=("berjalan", "dikembalikan", "dibuka_kembali"),
    )
    for x in baris.select_related("langkah", "wilayah").order_by("dibuat_pada")[:BATAS]:
        yield Menunggu(
            judul=_("Foto %(nama)s belum ada") % {"nama": x.nama},
            keterangan=x.wilayah.nama,
            tautan=tautan.langkah(x.langkah_id, "keluaran/baru", kode=x.kode),
            sejak=x.dibuat_pada,
            ikon="kamera",
            kode_wilayah=x.wilayah_id,
        )


def _mine(user: Any, transisi: str) -> Q:
    """Stages whose definition leaves `transisi` to a role that `user` holds anywhere; the area is scoped apart."""
    peran_pada = getattr(user, "peran_pada", None)
    if peran_pada is None:
        return Q()
    peran = {p for kode in user.wilayah_codes() for p in peran_pada(kode)}
    milik = Q(pk__in=[])
    for definisi in semua_definisi():
        for aturan in definisi.langkah:
            if peran & set(getattr(aturan, TUGAS[transisi])):
                milik |= Q(definisi=definisi.kunci, kode=aturan.kode, tingkat=aturan.tingkat.value)
    return milik


def _moment(hari: datetime.date, contoh: datetime.datetime) -> datetime.datetime:
    return datetime.datetime.combine(hari, datetime.time(), tzinfo=contoh.tzinfo)
