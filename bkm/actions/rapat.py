"""Writes of members' meetings and their decisions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bkm import izin
from bkm.models import AnggotaBKM, HadirRapatBKM, Kepengurusan, KeputusanRapat, RapatBKM
from inti.errors import AturanDilanggar, IsianSalah
from inti.izin import require
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import author, client_id, field_date, needed, take
from siklus.models import Pertemuan


@aksi
def record_rapat(
    kepengurusan: Kepengurusan,
    *,
    oleh: Any,
    pertemuan: Pertemuan | None = None,
    tanggal: datetime.date | None = None,
    tempat: str = "",
    pemimpin: str = "",
    notulis: str = "",
    pokok: str = "",
    catatan: str = "",
    hadir: Iterable[AnggotaBKM] = (),
    keputusan: Iterable[Mapping[str, Any]] = (),
    berkas: Any = None,
    arsip: bool = False,
    id: Any = None,
) -> RapatBKM:
    """Record a members' meeting: on a held Pertemuan of a stage, as a routine one, or from old papers (`arsip`).

    Each of `keputusan` has `isi`, and may have `jenis`, `cara`, `nomor`.
    Raises: Kepengurusan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (BKM-60). Source: BKM-60, BKM-61.
    """
    baris = take_installed(kepengurusan, oleh=oleh)
    if pertemuan is not None:
        _require_own_meeting(pertemuan, baris)
        tanggal, tempat = pertemuan.tanggal, tempat or pertemuan.tempat
        pemimpin, notulis = pemimpin or pertemuan.pemimpin, notulis or pertemuan.notulis
    hari = field_date(tanggal, baris.wilayah_id)
    if baris.dikukuhkan_pada is not None and hari < baris.dikukuhkan_pada:
        raise IsianSalah({"tanggal": [_("Rapat anggota BKM berlangsung sesudah pengukuhan.")]})
    if arsip and berkas is None:
        raise IsianSalah({"berkas": [_("Lampirkan foto notulen atau surat keputusannya.")]})
    asal = RapatBKM.Asal.LANGKAH if pertemuan else RapatBKM.Asal.ARSIP if arsip else RapatBKM.Asal.RUTIN
    rapat = RapatBKM(
        wilayah_id=baris.wilayah_id, kepengurusan=baris, asal=asal, pertemuan=pertemuan, tanggal=hari,
        tempat=tempat.strip()[:150], pemimpin=pemimpin.strip()[:150], notulis=notulis.strip()[:150],
        pokok=pokok.strip()[:200], catatan=catatan.strip(), berkas=berkas, **author(oleh), **client_id(id),
    )  # fmt: skip
    rapat.save(force_insert=True)
    _note_present(rapat, hadir, oleh=oleh)
    catat("bkm.rapatbkm.dicatat", rapat)
    for isi in keputusan:
        record_keputusan(rapat, oleh=oleh, **isi)
    return rapat


@aksi
def record_keputusan(
    rapat: RapatBKM, *, oleh: Any, isi: str, jenis: str = "lain", cara: str = "mufakat", nomor: str = ""
) -> KeputusanRapat:
    """Write down one decision of a meeting. Raises: RapatBKM.DoesNotExist, TidakBerwenang, IsianSalah. Source: BKM-61."""
    baris = take_rapat(rapat, oleh=oleh)
    if jenis not in KeputusanRapat.Jenis.values or cara not in KeputusanRapat.Cara.values:
        raise IsianSalah({"jenis": [_("Pilih salah satu.")]})
    keputusan = KeputusanRapat(
        wilayah_id=baris.wilayah_id, rapat=baris, jenis=jenis, cara=cara, isi=needed(isi, bidang="isi"),
        nomor=nomor.strip()[:60], **author(oleh),
    )  # fmt: skip
    keputusan.save(force_insert=True)
    catat("bkm.keputusanrapat.dicatat", baris, rincian={"jenis": jenis})
    return keputusan


@aksi
def cancel_rapat(rapat: RapatBKM, *, oleh: Any, alasan: str) -> RapatBKM:
    """Take back a meeting recorded by mistake, not while an office stands on it.

    Raises: RapatBKM.DoesNotExist, TidakBerwenang, TransisiDitolak, IsianSalah, AturanDilanggar (BKM-61).
    """
    baris = take_rapat(rapat, oleh=oleh)
    if _carries_offices(baris):
        raise AturanDilanggar(
            _("Pengangkatan, pemberhentian, atau pemilihan koordinator masih berdasar rapat ini."), aturan="BKM-61"
        )
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def take_installed(kepengurusan: Kepengurusan, *, oleh: Any) -> Kepengurusan:
    """An installed term under its lock. Raises: Kepengurusan.DoesNotExist, TidakBerwenang, AturanDilanggar (BKM-60)."""
    baris = take(Kepengurusan, kepengurusan.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    if baris.status != Kepengurusan.Status.DIKUKUHKAN:
        raise AturanDilanggar(
            _("Kepengurusan ini %(status)s; rapat dan pengangkatan hanya dalam masa bakti yang berjalan.")
            % {"status": baris.get_status_display().lower()},
            aturan="BKM-60",
        )
    return baris


def take_rapat(rapat: RapatBKM, *, oleh: Any) -> RapatBKM:
    """A valid meeting under its lock. Raises: RapatBKM.DoesNotExist, TidakBerwenang, AturanDilanggar (BKM-61)."""
    baris = take(RapatBKM, rapat.pk, oleh=oleh)
    require(oleh, izin.CATAT, baris)
    if baris.status != "sah":
        raise AturanDilanggar(_("Rapat ini sudah dibatalkan."), aturan="BKM-61")
    return baris


def _require_own_meeting(pertemuan: Pertemuan, kepengurusan: Kepengurusan) -> None:
    if pertemuan.wilayah_id != kepengurusan.wilayah_id or pertemuan.status != "terlaksana":
        raise IsianSalah({"pertemuan": [_("Pilih rapat yang sudah dilaksanakan di kelurahan ini.")]})
    if RapatBKM.objects.filter(pertemuan=pertemuan).exists():
        raise IsianSalah({"pertemuan": [_("Rapat ini sudah dicatat sebagai rapat anggota BKM.")]})


def _note_present(rapat: RapatBKM, hadir: Iterable[AnggotaBKM], *, oleh: Any) -> None:
    for anggota in hadir:
        if anggota.kepengurusan_id != rapat.kepengurusan_id:
            raise IsianSalah({"hadir": [_("Yang dicatat hadir hanya anggota BKM masa bakti ini.")]})
        HadirRapatBKM.objects.create(rapat=rapat, anggota=anggota, wilayah_id=rapat.wilayah_id, **author(oleh))


def _carries_offices(rapat: RapatBKM) -> bool:
    from bkm.models import Penasehat, PengawasUPK, PetugasSekretariat, PetugasUP

    keputusan = list(rapat.keputusan.values_list("pk", flat=True))  # type: ignore[attr-defined]
    if AnggotaBKM.objects.filter(dipilih__in=keputusan).exclude(status="batal").exists():
        return True
    return any(
        model._default_manager.filter(**{f"{dasar}__in": keputusan}).exclude(status="batal").exists()  # type: ignore[attr-defined]
        for model in (AnggotaBKM, PetugasUP, PengawasUPK, PetugasSekretariat, Penasehat)
        for dasar in ("diangkat", "diberhentikan")
    )
