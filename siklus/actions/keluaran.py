"""Writes of evidence: filing papers, photos and lists, with who signed them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import IsianSalah
from inti.transitions import advance
from inti.unit_kerja import aksi, catat
from laporan.models import Berkas, Dokumen
from siklus.actions.umum import (
    author,
    client_id,
    field_date,
    needed,
    own_basis,
    save_changes,
    take_langkah,
    take_record,
)
from siklus.definisi.model import DefKeluaran
from siklus.models import Keluaran, Langkah, Pertemuan
from wilayah.models import Basis

ISIAN = frozenset({"berkas", "dokumen", "keterangan", "dari_kertas", "penanda_tangan"})
PENANDA_MAKS = 30


@aksi
def file_keluaran(
    langkah: Langkah,
    *,
    oleh: Any,
    kode: str,
    berkas: Berkas | None = None,
    dokumen: Dokumen | None = None,
    pertemuan: Pertemuan | None = None,
    basis: Basis | None = None,
    keterangan: str = "",
    dari_kertas: bool = False,
    penanda_tangan: Sequence[dict[str, Any]] = (),
    id: Any = None,
) -> Keluaran:
    """File one piece of evidence under its code in the definition.

    `dari_kertas`: recorded from a signed paper; then its photo and its signatories {nama, jabatan, tanggal} are asked.
    Raises: Langkah.DoesNotExist, Berkas.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-04), IsianSalah.
    Source: SIK-51, SIK-52.
    """
    baris = take_langkah(langkah, oleh=oleh)
    _kind(baris, kode)
    keluaran = Keluaran(
        langkah=baris, wilayah_id=baris.wilayah_id, kode=kode, pertemuan=_own_meeting(pertemuan, baris),
        basis=own_basis(basis, baris), **author(oleh), **client_id(id),
    )  # fmt: skip
    isi = _checked(
        baris, oleh=oleh, berkas=berkas, dokumen=dokumen, keterangan=keterangan, dari_kertas=dari_kertas,
        penanda_tangan=list(penanda_tangan),
    )  # fmt: skip
    for bidang, nilai in isi.items():
        setattr(keluaran, bidang, nilai)
    keluaran.save(force_insert=True)
    catat("siklus.keluaran.disimpan", keluaran, rincian={"kode": kode, "berkas": str(keluaran.berkas_id or "")})
    return keluaran


@aksi
def update_keluaran(keluaran: Keluaran, *, oleh: Any, **isi: Any) -> Keluaran:
    """Add the photo, the signatories or a remark to evidence of an open stage.

    Raises: Keluaran.DoesNotExist, TidakBerwenang, AturanDilanggar (SIK-04), IsianSalah. Source: SIK-52.
    """
    baris = take_record(keluaran, oleh=oleh)
    asing = set(isi) - ISIAN
    if asing:
        raise IsianSalah({b: [_("Isian ini tidak dapat diubah di sini.")] for b in sorted(asing)})
    lengkap = {b: getattr(baris, b) for b in ISIAN} | isi
    ubah = save_changes(baris, _checked(baris.langkah, oleh=oleh, **lengkap), ISIAN)
    if ubah:
        catat("siklus.keluaran.diubah", baris, rincian={"bidang": sorted(ubah)})
    return baris


@aksi
def cancel_keluaran(keluaran: Keluaran, *, oleh: Any, alasan: str) -> Keluaran:
    """Take back evidence filed by mistake; it stays readable with the reason.

    Raises: Keluaran.DoesNotExist, TransisiDitolak, TidakBerwenang, IsianSalah, AturanDilanggar (SIK-04). Source: UMU-32.
    """
    baris = take_record(keluaran, oleh=oleh)
    return advance(baris, "batalkan", oleh=oleh, alasan=alasan, sebab=alasan.strip()[:300])


def _kind(langkah: Langkah, kode: str) -> DefKeluaran:
    try:
        return langkah.aturan_main.ambil_keluaran(kode)
    except KeyError:
        raise IsianSalah({"kode": [_("Keluaran ini tidak ada dalam langkah tersebut.")]}) from None


def _own_meeting(pertemuan: Pertemuan | None, langkah: Langkah) -> Pertemuan | None:
    if pertemuan is not None and pertemuan.langkah_id != langkah.pk:
        raise IsianSalah({"pertemuan": [_("Pertemuan ini bukan bagian dari langkah tersebut.")]})
    return pertemuan


def _checked(
    langkah: Langkah,
    *,
    oleh: Any,
    berkas: Berkas | None,
    dokumen: Dokumen | None,
    keterangan: str,
    dari_kertas: bool,
    penanda_tangan: Sequence[Any],
) -> dict[str, Any]:
    """The fields of evidence, in scope and whole. Raises: Berkas.DoesNotExist, Dokumen.DoesNotExist, IsianSalah."""
    if berkas is not None:
        berkas = Berkas.objects.visible_to(oleh).get(pk=berkas.pk)
        if not berkas.berlaku or berkas.wilayah_id != langkah.wilayah_id:
            raise IsianSalah({"berkas": [_("Berkas ini sudah dibatalkan atau milik wilayah lain.")]})
    if dokumen is not None:
        dokumen = Dokumen.objects.visible_to(oleh).get(pk=dokumen.pk)
    tanda = [_signatory(x, langkah.wilayah_id) for x in list(penanda_tangan)[:PENANDA_MAKS]]
    if dari_kertas and (berkas is None or not tanda):
        pesan = _("Kertas bertanda tangan dicatat dengan fotonya dan siapa yang menandatangani.")
        raise IsianSalah({"berkas" if berkas is None else "penanda_tangan": [pesan]})
    return {
        "berkas": berkas, "dokumen": dokumen, "keterangan": keterangan.strip()[:300], "dari_kertas": dari_kertas,
        "penanda_tangan": tanda,
    }  # fmt: skip


def _signatory(isi: Any, kode_wilayah: str) -> dict[str, str]:
    """One signatory as stored: name, office, ISO date. Raises: IsianSalah. Source: SIK-52."""
    if not isinstance(isi, dict):
        raise IsianSalah({"penanda_tangan": [_("Isi nama, jabatan, dan tanggal setiap penanda tangan.")]})
    try:
        hari = datetime.date.fromisoformat(str(isi.get("tanggal", "")))
    except ValueError:
        raise IsianSalah({"penanda_tangan": [_("Isi tanggal tanda tangan dengan benar.")]}) from None
    return {
        "nama": needed(str(isi.get("nama", "")), bidang="penanda_tangan", pesan=_("Isi nama penanda tangan."))[:150],
        "jabatan": needed(str(isi.get("jabatan", "")), bidang="penanda_tangan", pesan=_("Isi jabatan penanda tangan."))[
            :100
        ],
        "tanggal": field_date(hari, kode_wilayah, bidang="penanda_tangan").isoformat(),
    }
