"""Writes on meetings: planning, recording what was held, attendance by name, correcting, calling off."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from siklus.actions.umum import (
    author,
    client_id,
    field_date,
    needed,
    own_basis,
    people,
    plan_date,
    save_changes,
    sex,
    take,
    take_langkah,
    take_record,
)
from siklus.definisi.model import DefPertemuan, Tingkat
from siklus.models import Kehadiran, Langkah, Pertemuan
from siklus.queries_ps2 import standing
from wilayah.models import Basis, Warga
from wilayah.queries import adults_on

# What a meeting says about itself, beside its kind and place; all of it may be corrected while the stage is open.
ISIAN = frozenset(
    {
        "rencana_tanggal", "tanggal", "jam_mulai", "jam_selesai", "tempat", "pemimpin", "notulis", "peserta_l", "peserta_p",
        "miskin_l", "miskin_p", "sumber_miskin", "media", "hasil", "catatan", "kelompok",
    }
)  # fmt: skip
ISIAN_RENCANA = frozenset({"rencana_tanggal", "jam_mulai", "jam_selesai", "tempat", "kelompok", "catatan"})


@aksi
def schedule_pertemuan(
    langkah: Langkah,
    *,
    oleh: Any,
    jenis: str,
    rencana_tanggal: datetime.date,
    tingkat: str = "",
    basis: Basis | None = None,
    id: Any = None,
    **isi: Any,
) -> Pertemuan:
    """Plan a meeting of a stage (also one that has not started: the RKM's day is agreed during Sosialisasi).

    `isi`: jam_mulai, jam_selesai, tempat, kelompok, catatan.
    Raises: Langkah.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-04, SIK-10), IsianSalah. Source: SIK-49, SIK-103.
    """
    baris = take_langkah(langkah, oleh=oleh)
    rapat = _new(baris, jenis, tingkat, basis, oleh=oleh, id=id)
    _fill(rapat, {**isi, "rencana_tanggal": plan_date(rencana_tanggal, bidang="rencana_tanggal")}, ISIAN_RENCANA)
    rapat.save(force_insert=True)
    catat("siklus.pertemuan.dijadwalkan", rapat, tujuan=rapat.status, rincian={"rencana": str(rencana_tanggal)})
    return rapat


@aksi
def record_pertemuan(
    langkah: Langkah,
    *,
    oleh: Any,
    jenis: str,
    tanggal: datetime.date,
    tempat: str,
    peserta_l: int,
    peserta_p: int,
    tingkat: str = "",
    basis: Basis | None = None,
    id: Any = None,
    **isi: Any,
) -> Pertemuan:
    """Record a meeting that was held, with place, day and attendance (persons by sex).

    `isi`: any other field of ISIAN. Raises: Langkah.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-02 before the
    stage started, SIK-04, SIK-10), IsianSalah. Source: SIK-40, SIK-41, SIK-44, SIK-49.
    """
    baris = take_langkah(langkah, oleh=oleh)
    _require_started(baris)
    rapat = _new(baris, jenis, tingkat, basis, oleh=oleh, id=id)
    rapat.rencana_tanggal = isi.pop("rencana_tanggal", None) or tanggal
    hadir = _attendance(
        rapat, {**isi, "tanggal": tanggal, "tempat": tempat, "peserta_l": peserta_l, "peserta_p": peserta_p}
    )
    rapat.save(force_insert=True)
    return advance(rapat, "laksanakan", oleh=oleh, **hadir)


@aksi
def hold_pertemuan(
    pertemuan: Pertemuan, *, oleh: Any, tanggal: datetime.date, tempat: str, peserta_l: int, peserta_p: int, **isi: Any
) -> Pertemuan:
    """Write down that a planned meeting was held. Raises: as `record_pertemuan`, TransisiDitolak. Source: SIK-44."""
    baris = take_record(pertemuan, oleh=oleh)
    _require_started(baris.langkah)
    hadir = _attendance(
        baris, {**isi, "tanggal": tanggal, "tempat": tempat, "peserta_l": peserta_l, "peserta_p": peserta_p}
    )
    return advance(baris, "laksanakan", oleh=oleh, **hadir)


@aksi
def update_pertemuan(pertemuan: Pertemuan, *, oleh: Any, **isi: Any) -> Pertemuan:
    """Correct a meeting while its stage is open; the audit of rows keeps the old values.

    Raises: Pertemuan.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-04), IsianSalah. Source: SIK-40, SIK-41.
    """
    baris = take_record(pertemuan, oleh=oleh)
    if baris.status == Pertemuan.Status.BATAL:
        raise AturanDilanggar(_("Pertemuan ini sudah dibatalkan; catat pertemuan baru."), aturan="UMU-32")
    asing = set(isi) - ISIAN
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dapat diubah di sini.")] for b in sorted(asing)})
    if baris.status == Pertemuan.Status.TERLAKSANA:
        isi = _attendance(baris, {**{b: getattr(baris, b) for b in ISIAN}, **isi})
    elif set(isi) - ISIAN_RENCANA:
        raise IsianSalah({b: [_("Isi saat mencatat pelaksanaan.")] for b in sorted(set(isi) - ISIAN_RENCANA)})
    elif "rencana_tanggal" in isi:
        plan_date(isi["rencana_tanggal"], bidang="rencana_tanggal")
    ubah = save_changes(baris, isi, ISIAN | {"dewasa_l", "dewasa_p"})
    if ubah:
        catat("siklus.pertemuan.diubah", baris, rincian=ubah)
    return baris


@aksi
def cancel_pertemuan(pertemuan: Pertemuan, *, oleh: Any, alasan: str) -> Pertemuan:
    """Call off a planned meeting, or take back one recorded by mistake; it stays readable with the reason.

    Raises: Pertemuan.DoesNotExist, TransisiDitolak, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04; SIK-55 when
    the valid decision was taken in it). Source: UMU-32.
    """
    baris = take_record(pertemuan, oleh=oleh)
    if baris.keputusan.filter(status="sah").exists():  # type: ignore[attr-defined]
        raise AturanDilanggar(
            _("Keputusan yang berlaku diambil dalam pertemuan ini. Koreksi keputusannya dulu."), aturan="SIK-55"
        )
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


@aksi
def add_kehadiran(
    pertemuan: Pertemuan,
    *,
    oleh: Any,
    nama: str,
    jenis_kelamin: str,
    warga: Warga | None = None,
    basis: Basis | None = None,
    unsur: str = "",
    miskin: bool = False,
    id: Any = None,
) -> Kehadiran:
    """Put one name on the attendance list (optional beside the counts; a name alone says nothing about others).

    Raises: Pertemuan.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-04), IsianSalah. Source: SIK-46.
    """
    rapat = take_record(pertemuan, oleh=oleh)
    if warga is not None and rapat.kehadiran.filter(warga=warga).exists():  # type: ignore[attr-defined]
        raise IsianSalah({"warga": [_("Orang ini sudah ada di daftar hadir.")]})
    if warga is not None and warga.wilayah_id != rapat.wilayah_id:
        raise IsianSalah({"warga": [_("Orang ini tercatat di kelurahan lain.")]})
    baris = Kehadiran.objects.create(
        pertemuan=rapat, wilayah_id=rapat.wilayah_id, warga=warga, nama=needed(nama, bidang="nama"), unsur=unsur.strip(),
        jenis_kelamin=sex(jenis_kelamin), basis=own_basis(basis, rapat.langkah), miskin=miskin, **author(oleh), **client_id(id),
    )  # fmt: skip
    catat("siklus.kehadiran.dicatat", rapat)
    return baris


@aksi
def remove_kehadiran(kehadiran: Kehadiran, *, oleh: Any) -> None:
    """Take a mistyped name off an open list; the audit of rows keeps it. Raises: as `add_kehadiran`."""
    baris = take(Kehadiran, kehadiran.pk, oleh=oleh)
    rapat = take_record(baris.pertemuan, oleh=oleh)
    baris.delete()
    catat("siklus.kehadiran.dihapus", rapat)


# -- parts ---------------------------------------------------------------------------------------------------------


def _require_started(langkah: Langkah) -> None:
    if langkah.status == Langkah.Status.BELUM:
        raise AturanDilanggar(
            _("Mulai dulu langkah ini; pertemuan yang akan datang dapat dijadwalkan."), aturan="SIK-02"
        )


def _new(langkah: Langkah, jenis: str, tingkat: str, basis: Basis | None, *, oleh: Any, id: Any) -> Pertemuan:
    aturan = _kind(langkah, jenis)
    own_basis(basis, langkah)
    return Pertemuan(
        langkah=langkah, wilayah_id=langkah.wilayah_id, jenis=jenis, basis=basis,
        tingkat=_level(aturan, tingkat, basis).value, **author(oleh), **client_id(id),
    )  # fmt: skip


def _kind(langkah: Langkah, jenis: str) -> DefPertemuan:
    try:
        return langkah.aturan_main.ambil_pertemuan(jenis)
    except KeyError:
        raise IsianSalah({"jenis": [_("Jenis pertemuan ini tidak ada dalam langkah tersebut.")]}) from None


def _level(aturan: DefPertemuan, tingkat: str, basis: Basis | None) -> Tingkat:
    """The level of a meeting: as told, else what its place says, else what the definition says. Source: SIK-49."""
    boleh = (aturan.tingkat, *aturan.tingkat_lain)
    bisa = [t for t in boleh if (t in BAWAH) == (basis is not None)]
    if basis is not None:
        bisa = [t for t in bisa if t in _floors(basis)]
    if tingkat:
        bisa = [t for t in bisa if t.value == tingkat]
    if not bisa:
        raise IsianSalah({"basis": [_("Pilih tempat pada tingkat yang diminta: %(t)s.") % {"t": _words(boleh)}]})
    return bisa[0]


BAWAH = (Tingkat.BASIS, Tingkat.BASIS_ATAS)
SEBUTAN = {
    Tingkat.BASIS: "RT", Tingkat.BASIS_ATAS: "RW", Tingkat.KELURAHAN: "kelurahan", Tingkat.KECAMATAN: "kecamatan",
    Tingkat.KOTA: "kota", Tingkat.PROVINSI: "provinsi", Tingkat.NASIONAL: "nasional",
}  # fmt: skip


def _words(tingkat: tuple[Tingkat, ...]) -> str:
    return ", ".join(SEBUTAN[t] for t in tingkat)


def _floors(basis: Basis) -> set[Tingkat]:
    """The floors a place stands for: top, bottom, or both in a tree of one floor."""
    lantai = set()
    if basis.induk_id is None:
        lantai.add(Tingkat.BASIS_ATAS)
    if not basis.anak.filter(aktif=True).exists():  # type: ignore[attr-defined]
        lantai.add(Tingkat.BASIS)
    return lantai


def _fill(rapat: Pertemuan, isi: dict[str, Any], boleh: frozenset[str]) -> None:
    asing = set(isi) - boleh
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dikenal di sini.")] for b in sorted(asing)})
    for bidang, nilai in isi.items():
        setattr(rapat, bidang, nilai)


def _attendance(rapat: Pertemuan, isi: dict[str, Any]) -> dict[str, Any]:
    """Checked fields of a held meeting, with the adult roll of its place on the day. Raises: IsianSalah."""
    asing = set(isi) - ISIAN
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dikenal di sini.")] for b in sorted(asing)})
    hari = field_date(isi["tanggal"], rapat.wilayah_id)
    needed(isi["tempat"] or "", bidang="tempat", pesan=_("Isi tempat pertemuannya."))
    laki, perempuan = people(isi["peserta_l"], bidang="peserta_l"), people(isi["peserta_p"], bidang="peserta_p")
    if laki + perempuan == 0:
        raise IsianSalah({"peserta_l": [_("Isi jumlah yang hadir; pertemuan tanpa peserta dibatalkan saja.")]})
    _check_poor(isi.get("miskin_l"), laki, "miskin_l")
    _check_poor(isi.get("miskin_p"), perempuan, "miskin_p")
    dari_ps2 = isi.get("sumber_miskin") == Pertemuan.SumberMiskin.PS2
    if dari_ps2 and not standing(hari).filter(wilayah=rapat.wilayah_id).exists():
        raise IsianSalah({"sumber_miskin": [_("Daftar PS-2 belum ditetapkan; catat angkanya sebagai perkiraan.")]})
    mulai, selesai = isi.get("jam_mulai"), isi.get("jam_selesai")
    if mulai and selesai and selesai < mulai:
        raise IsianSalah({"jam_selesai": [_("Jam selesai tidak boleh sebelum jam mulai.")]})
    return {**isi, **_adults(rapat, hari)}


def _check_poor(miskin: int | None, hadir: int, bidang: str) -> None:
    if miskin is not None and people(miskin, bidang=bidang) > hadir:
        raise IsianSalah(
            {bidang: [_("Warga miskin yang hadir tidak dapat melebihi yang hadir (%(n)d).") % {"n": hadir}]}
        )


def _adults(rapat: Pertemuan, hari: datetime.date) -> dict[str, int | None]:
    """Adult roll of the meeting's place on the day (persons), copied onto the meeting. Source: SIK-59."""
    if len(rapat.wilayah_id) != 13:
        return {"dewasa_l": None, "dewasa_p": None}
    jumlah = adults_on(rapat.basis if rapat.basis is not None else rapat.wilayah_id, hari)
    return {"dewasa_l": jumlah.l if jumlah else None, "dewasa_p": jumlah.p if jumlah else None}
