"""Imports of workbooks in three steps: check in the background, look at the preview, confirm. Source: UMU-25, UMU-26.

An app registers an `Importir` in `inti.registry.impor`. The file hangs on a Pekerjaan of the queue `impor`, where it is
parsed and compared with what is stored; the preview shows wrong rows first. Confirming runs the importer's one action
on the same file, after comparing again, so what is saved is judged by what is stored then. A file without anything new
says so. Whoever may not (any more) is refused at each step. Source: UMU-22.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.izin import require
from inti.models import Pekerjaan
from inti.pekerjaan import enqueue, report_progress
from inti.registry import impor
from inti.unggah import TABEL, check_upload
from inti.unit_kerja import aksi, catat
from inti.xlsx import BarisImpor, GalatBaris, KolomImpor, read_table

PERIKSA, SIMPAN = "impor.periksa", "impor.simpan"
GALAT_TAMPIL = 200
BARIS_TAMPIL = 100

Keadaan = Literal["baru", "berubah", "sama"]


@dataclass(frozen=True)
class BarisRencana:
    """What one row would do: new, changed, or the same as stored; `ringkas` says it in one line."""

    nomor: int
    keadaan: Keadaan
    ringkas: str


@dataclass
class Rencana:
    """All rows compared with what is stored, and what is wrong with them beyond their shape."""

    baris: list[BarisRencana] = field(default_factory=list)
    galat: list[GalatBaris] = field(default_factory=list)

    def count(self, keadaan: Keadaan) -> int:
        """How many rows are in a state."""
        return sum(b.keadaan == keadaan for b in self.baris)


@dataclass(frozen=True)
class Importir:
    """One kind of import into an area.

    `rencana(baris, kode_wilayah, oleh)` compares and changes nothing; `simpan(baris, kode_wilayah, oleh=..., sumber=...)`
    is the action that stores them in one unit; `selesai(kode_wilayah)` is the page to go to afterwards.
    """

    judul: Any
    izin: str
    izin_baca: str
    kolom: tuple[KolomImpor, ...]
    rencana: Callable[[Sequence[BarisImpor], str, Any], Rencana]
    simpan: Callable[..., dict[str, int]]
    selesai: Callable[[str], str]
    petunjuk: Any = ""


@aksi
def start_import(kode: str, berkas: Any, *, kode_wilayah: str, oleh: Any) -> Pekerjaan:
    """Keep the uploaded workbook on a new Pekerjaan, which checks it in the background.

    Raises: TidakBerwenang, IsianSalah (not a workbook), TerlaluBesar. Source: UMU-25.
    """
    importir = importer(kode)
    require(oleh, importir.izin, kode=kode_wilayah)
    unggahan = check_upload(berkas, boleh=[TABEL], bidang="berkas")
    return enqueue(
        PERIKSA,
        oleh=oleh,
        kode_wilayah=kode_wilayah,
        kunci=f"impor:{uuid.uuid4()}",
        antrean=Pekerjaan.Antrean.IMPOR,
        argumen={"importir": kode, "sha256": unggahan.sha256},
        berkas=ContentFile(unggahan.isi, name=f"{uuid.uuid4().hex}{unggahan.akhiran}"),
        berkas_nama=unggahan.nama_asli,
    )


@aksi
def confirm_import(periksa: Pekerjaan, *, oleh: Any) -> Pekerjaan:
    """Queue the saving of a checked file; confirming twice gives the same piece of work.

    Raises: TidakBerwenang (not one's own upload), AturanDilanggar (UMU-26: unfinished, or with errors).
    """
    if periksa.pelaku_id != oleh.pk:
        raise TidakBerwenang
    require(oleh, importer(periksa.argumen["importir"]).izin, kode=periksa.kode_wilayah)
    hasil = periksa.hasil or {}
    if periksa.status != Pekerjaan.Status.SELESAI or hasil.get("jumlah_galat"):
        raise AturanDilanggar(_("Perbaiki dulu baris yang salah, lalu unggah berkasnya lagi."), aturan="UMU-26")
    return enqueue(
        SIMPAN,
        oleh=oleh,
        kode_wilayah=periksa.kode_wilayah,
        kunci=f"impor-simpan:{periksa.pk}",
        antrean=Pekerjaan.Antrean.IMPOR,
        argumen={"importir": periksa.argumen["importir"], "periksa": str(periksa.pk)},
        berkas_nama=periksa.berkas_nama,
    )


def run_check(pekerjaan: Pekerjaan) -> dict[str, Any]:
    """Task: parse the file and compare it with what is stored. Reads only, so it is safe to deliver twice."""
    _sidik, baris, rencana = _read(pekerjaan, pekerjaan)
    galat = sorted(rencana.galat, key=lambda g: g.nomor)
    return {
        "jumlah_baris": len(baris),
        "jumlah_galat": len(galat),
        "galat": [asdict(g) for g in galat[:GALAT_TAMPIL]],
        "baru": rencana.count("baru"),
        "berubah": rencana.count("berubah"),
        "sama": rencana.count("sama"),
        "baris": [asdict(b) for b in _interesting_first(rencana.baris)[:BARIS_TAMPIL]],
    }


def run_save(pekerjaan: Pekerjaan) -> dict[str, Any]:
    """Task: compare again and store. A second delivery finds every row stored and changes nothing. Source: UMU-20.

    Raises: AturanDilanggar (UMU-26) when the stored data changed meanwhile so that a row is now wrong.
    """
    importir = importer(pekerjaan.argumen["importir"])
    periksa = Pekerjaan.objects.get(pk=pekerjaan.argumen["periksa"])
    sidik, baris, rencana = _read(periksa, pekerjaan)
    if rencana.galat:
        satu = min(rencana.galat, key=lambda g: g.nomor)
        raise AturanDilanggar(
            _("Data berubah sejak diperiksa. Baris %(n)d: %(pesan)s Unggah lagi berkasnya.")
            % {"n": satu.nomor, "pesan": satu.pesan},
            aturan="UMU-26",
        )
    ubah = {"baru": rencana.count("baru"), "berubah": rencana.count("berubah"), "sama": rencana.count("sama")}
    if not (ubah["baru"] or ubah["berubah"]):
        return ubah
    rincian = _save(importir, baris, pekerjaan, {"berkas": periksa.berkas_nama, "sha256": sidik})
    return ubah | rincian


@aksi
def _save_as(
    importir: Importir, baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: dict[str, str]
) -> dict[str, int]:
    hasil = importir.simpan(baris, kode_wilayah, oleh=oleh, sumber=sumber["berkas"])
    catat(
        "inti.impor.disimpan",
        None,
        kode_wilayah=kode_wilayah,
        rincian={"impor": str(importir.judul), **sumber, **hasil},
    )
    return hasil


def _save(
    importir: Importir, baris: Sequence[BarisImpor], pekerjaan: Pekerjaan, sumber: dict[str, str]
) -> dict[str, int]:
    return _save_as(importir, baris, pekerjaan.kode_wilayah, oleh=actor_of(pekerjaan), sumber=sumber)


def importer(kode: str) -> Importir:
    """The importer registered under a code. Raises LookupError."""
    importir = impor.ambil(kode)
    if importir is None:
        raise LookupError(f"importir {kode!r} belum didaftarkan")
    return importir


def row_errors(nomor: int, galat: IsianSalah, kolom: Sequence[KolomImpor]) -> list[GalatBaris]:
    """A refused row as lines of the report: its number in the sheet, the heading of each wrong column, the sentence."""
    judul = {k.kode: str(k.judul) for k in kolom}
    return [GalatBaris(nomor, judul.get(kode, ""), str(pesan[0])) for kode, pesan in galat.galat.items()]


def actor_of(pekerjaan: Pekerjaan) -> Any:
    """The person who asked for a piece of work, read now. Raises TidakBerwenang when the account is closed."""
    orang = get_user_model()._default_manager.filter(pk=pekerjaan.pelaku_id, is_active=True).first()
    if orang is None:
        raise TidakBerwenang
    orang.practise_if(pekerjaan.kode_wilayah)
    return orang


def _read(periksa: Pekerjaan, pekerjaan: Pekerjaan) -> tuple[str, list[BarisImpor], Rencana]:
    importir = importer(periksa.argumen["importir"])
    oleh = actor_of(pekerjaan)
    require(oleh, importir.izin, kode=periksa.kode_wilayah)
    report_progress(pekerjaan, 10, _("Membaca berkas"))
    with periksa.berkas.open("rb") as berkas:
        bacaan = read_table(berkas.read(), importir.kolom)
    report_progress(pekerjaan, 40, _("Membandingkan dengan yang tersimpan"))
    rencana = importir.rencana(bacaan.baris, periksa.kode_wilayah, oleh)
    rencana.galat = bacaan.galat + rencana.galat
    if not (bacaan.baris or rencana.galat):
        rencana.galat = [GalatBaris(0, "", _("Berkas ini tidak berisi baris. Isi lembar pertama templatnya."))]
    return bacaan.sha256, bacaan.baris, rencana


def _interesting_first(baris: list[BarisRencana]) -> list[BarisRencana]:
    urutan = {"berubah": 0, "baru": 1, "sama": 2}
    return sorted(baris, key=lambda b: (urutan[b.keadaan], b.nomor))
