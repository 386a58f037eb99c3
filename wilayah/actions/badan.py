"""Writes to bodies: name, letterhead, closing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.unit_kerja import aksi, catat
from wilayah.actions.umum import actor, area_in_scope, constraint_says, lock_row, require_text, save_changes
from wilayah.izin import LIHAT_BADAN, UBAH_BADAN
from wilayah.models import Badan
from wilayah.registry import TutupLewat, tutup_badan
from wilayah.waktu import is_future

BIDANG = ("nama", "sebutan", "kop", "alamat", "telepon", "surel", "berdiri_pada")


@aksi
def add_badan(
    kode_wilayah: str, *, jenis: str, data: Mapping[str, Any], oleh: Any, id: uuid.UUID | None = None
) -> Badan:
    """Add a body to an area; `data` as in BIDANG, `kop` a list of at most six lines.

    Raises: Wilayah.DoesNotExist, TidakBerwenang, IsianSalah (no name, or an open body with the same kind and name).
    Source: WIL-11.
    """
    area_in_scope(kode_wilayah, oleh=oleh, baca=LIHAT_BADAN, izin=UBAH_BADAN)
    badan = Badan(wilayah_id=kode_wilayah, jenis=jenis, **_clean({"nama": "", **data}, kode_wilayah), **actor(oleh))
    if id is not None:
        badan.id = id
    with constraint_says(_pesan()):
        badan.save(force_insert=True)
    catat("wilayah.badan.ditambah", badan, rincian={"jenis": jenis})
    return badan


@aksi
def change_badan(badan: Badan, *, data: Mapping[str, Any], oleh: Any, versi: int | None = None) -> Badan:
    """Change the name, letterhead or contact of a body; its kind and area stay.

    Raises: Badan.DoesNotExist, TidakBerwenang, VersiBerbeda, IsianSalah. Source: WIL-11.
    """
    badan = lock_row(badan, oleh=oleh, izin=UBAH_BADAN, versi=versi, dikirim=data)
    with constraint_says(_pesan()):
        berubah = save_changes(badan, _clean(data, badan.wilayah_id))
    if berubah:
        catat("wilayah.badan.diubah", badan, rincian={"bidang": berubah})
    return badan


@aksi
def close_badan(badan: Badan, *, tanggal: date, alasan: str, oleh: Any, versi: int | None = None) -> Badan:
    """Close a body; its books and papers stay. What lives on a body of its kind may have to be ended instead.

    Raises: Badan.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (WIL-17). Source: WIL-14, WIL-17.
    """
    badan = lock_row(badan, oleh=oleh, izin=UBAH_BADAN, versi=versi)
    lewat = closed_elsewhere(badan)
    if lewat is not None:
        raise AturanDilanggar(lewat.pesan, aturan="WIL-17", rincian={"tautan": lewat.tautan})
    alasan = require_text(alasan, "alasan", _("Tuliskan dasarnya, misalnya nomor berita acara."))
    if is_future(tanggal, badan.wilayah_id):
        raise IsianSalah({"tanggal": [_("Tanggal penutupan belum tiba.")]})
    if badan.aktif:
        save_changes(badan, {"aktif": False, "ditutup_pada": tanggal, "ditutup_alasan": alasan[:200]})
        catat("wilayah.badan.ditutup", badan, alasan=alasan, rincian={"tanggal": str(tanggal)})
    return badan


def closed_elsewhere(badan: Badan) -> TutupLewat | None:
    """Where an open body is closed instead, with the reason; None where its own page does it. Source: WIL-17."""
    tanya = tutup_badan.ambil(badan.jenis)
    return tanya(badan) if tanya is not None and badan.aktif else None


def _clean(data: Mapping[str, Any], kode_wilayah: str) -> dict[str, Any]:
    isi = {k: v for k, v in data.items() if k in BIDANG}
    if "nama" in isi:
        isi["nama"] = require_text(" ".join(isi["nama"].split()), "nama", _("Isi nama badan."))
    if "kop" in isi:
        isi["kop"] = [" ".join(b.split()) for b in isi["kop"] if b.strip()]
        if len(isi["kop"]) > 6 or any(len(b) > 100 for b in isi["kop"]):
            raise IsianSalah({"kop": [_("Kop surat paling banyak 6 baris, masing-masing paling banyak 100 huruf.")]})
    if isi.get("berdiri_pada") and is_future(isi["berdiri_pada"], kode_wilayah):
        raise IsianSalah({"berdiri_pada": [_("Tanggal berdiri belum tiba.")]})
    return isi


def _pesan() -> dict[str, IsianSalah]:
    return {
        "badan_aktif_nama_unik": IsianSalah({"nama": [_("Badan sejenis dengan nama ini sudah ada di wilayah ini.")]})
    }
