"""Writes to the Basis tree and the adult roll."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from inti.errors import AturanDilanggar, IsianSalah
from inti.unit_kerja import aksi, catat
from wilayah.actions.umum import actor, area_in_scope, constraint_says, lock_row, require_text, save_changes
from wilayah.izin import LIHAT_BASIS, UBAH_BASIS
from wilayah.models import Basis, DaftarDewasa
from wilayah.models.basis import POLA_NOMOR
from wilayah.waktu import is_future, today_in


def clean_number(teks: str) -> str:
    """A number as it is kept: "1", "01" and "001" are 01, "5a" is 05A. Raises IsianSalah for anything else."""
    cocok = re.fullmatch(r"0*(\d{1,3})([A-Z]?)", teks.strip().upper().replace(" ", ""))
    if not teks.strip():
        return ""
    nomor = f"{int(cocok[1]):02d}{cocok[2]}" if cocok else ""
    if not re.fullmatch(POLA_NOMOR, nomor):
        raise IsianSalah({"nomor": [_("Nomor berupa angka, misalnya 05 atau 05A.")]})
    return nomor


@aksi
def add_basis(
    kode_wilayah: str,
    *,
    jenis: str,
    oleh: Any,
    nomor: str = "",
    nama: str = "",
    induk: Basis | None = None,
    urutan: int = 0,
    id: uuid.UUID | None = None,
) -> Basis:
    """Add one place (RW, RT, lingkungan, dusun) to the tree of a kelurahan.

    Raises: Wilayah.DoesNotExist, TidakBerwenang, IsianSalah (no number and no name, wrong parent, already there).
    Source: WIL-05.
    """
    wilayah = area_in_scope(kode_wilayah, oleh=oleh, baca=LIHAT_BASIS, izin=UBAH_BASIS, tingkat="kelurahan")
    basis = Basis(
        wilayah=wilayah,
        jenis=jenis,
        nomor=clean_number(nomor),
        nama=" ".join(nama.split()),
        induk=_parent(induk, kode_wilayah),
        urutan=urutan,
        **actor(oleh),
    )
    if id is not None:
        basis.id = id
    _require_name(basis)
    with constraint_says(_pesan(basis)):
        basis.save(force_insert=True)
    catat("wilayah.basis.ditambah", basis, rincian={"jenis": jenis, "label": basis.label})
    return basis


@aksi
def change_basis(basis: Basis, *, data: Mapping[str, Any], oleh: Any, versi: int | None = None) -> Basis:
    """Change jenis, nomor, nama, induk or urutan of a place.

    Raises: Basis.DoesNotExist, TidakBerwenang, VersiBerbeda, IsianSalah, AturanDilanggar (a circle). Source: WIL-05.
    """
    basis = lock_row(basis, oleh=oleh, izin=UBAH_BASIS, versi=versi, dikirim=data)
    isi = {k: v for k, v in data.items() if k in {"jenis", "nomor", "nama", "induk", "urutan"}}
    if "nomor" in isi:
        isi["nomor"] = clean_number(isi["nomor"])
    if "nama" in isi:
        isi["nama"] = " ".join(isi["nama"].split())
    if isi.get("induk") is not None:
        isi["induk"] = _parent(isi["induk"], basis.wilayah_id)
        _refuse_circle(basis, isi["induk"])
    with constraint_says(_pesan(basis)):
        berubah = save_changes(basis, isi)
    _require_name(basis)
    if berubah:
        catat("wilayah.basis.diubah", basis, rincian={"bidang": berubah, "label": basis.label})
    return basis


@aksi
def close_basis(basis: Basis, *, tanggal: date, alasan: str, oleh: Any, versi: int | None = None) -> Basis:
    """Close a place that no longer exists; what was recorded for earlier dates stays.

    Raises: Basis.DoesNotExist, TidakBerwenang, IsianSalah, AturanDilanggar (places below are open). Source: WIL-14.
    """
    basis = lock_row(basis, oleh=oleh, izin=UBAH_BASIS, versi=versi)
    alasan = require_text(alasan, "alasan", _("Tuliskan sebabnya, misalnya digabung dengan RT 03."))
    if is_future(tanggal, basis.wilayah_id):
        raise IsianSalah({"tanggal": [_("Tanggal penutupan belum tiba.")]})
    if basis.anak.filter(aktif=True).exists():
        raise AturanDilanggar(
            _("Masih ada tempat di bawah %(label)s. Pindahkan atau tutup dulu.") % {"label": basis.label},
            aturan="WIL-05",
        )
    if basis.aktif:
        save_changes(basis, {"aktif": False, "ditutup_pada": tanggal, "ditutup_alasan": alasan[:200]})
        catat("wilayah.basis.ditutup", basis, alasan=alasan, rincian={"tanggal": str(tanggal)})
    return basis


@aksi
def reopen_basis(basis: Basis, *, alasan: str, oleh: Any, versi: int | None = None) -> Basis:
    """Take back a closing. Raises: Basis.DoesNotExist, TidakBerwenang, IsianSalah."""
    basis = lock_row(basis, oleh=oleh, izin=UBAH_BASIS, versi=versi)
    alasan = require_text(alasan, "alasan", _("Tuliskan mengapa dibuka lagi."))
    if not basis.aktif:
        save_changes(basis, {"aktif": True, "ditutup_pada": None, "ditutup_alasan": ""})
        catat("wilayah.basis.dibuka_kembali", basis, alasan=alasan)
    return basis


@aksi
def record_adults(
    basis: Basis,
    *,
    berlaku_pada: date,
    dewasa_l: int,
    dewasa_p: int,
    oleh: Any,
    sumber: str = "",
    id: uuid.UUID | None = None,
) -> DaftarDewasa:
    """Record the adults (orang) of a place as of a date; the same date again corrects that row.

    Raises: Basis.DoesNotExist, TidakBerwenang, IsianSalah (a date to come, a negative number). Source: WIL-06.
    """
    basis = lock_row(basis, oleh=oleh, izin=UBAH_BASIS)
    if is_future(berlaku_pada, basis.wilayah_id):
        hari = today_in(basis.wilayah_id)
        raise IsianSalah(
            {"berlaku_pada": [_("Tanggal ini belum tiba; hari ini %(hari)s.") % {"hari": hari.isoformat()}]}
        )
    if min(dewasa_l, dewasa_p) < 0:
        raise IsianSalah({"dewasa_l": [_("Jumlah orang tidak boleh kurang dari nol.")]})
    lama = DaftarDewasa.objects.filter(basis=basis, berlaku_pada=berlaku_pada).select_for_update(no_key=True).first()
    data = {"dewasa_l": dewasa_l, "dewasa_p": dewasa_p, "sumber": sumber.strip()[:200]}
    if lama is not None:
        if save_changes(lama, data):
            catat("wilayah.dewasa.diperbaiki", lama, rincian={**data, "berlaku_pada": str(berlaku_pada)})
        return lama
    baru = DaftarDewasa(basis=basis, wilayah_id=basis.wilayah_id, berlaku_pada=berlaku_pada, **data, **actor(oleh))
    if id is not None:
        baru.id = id
    baru.save(force_insert=True)
    catat("wilayah.dewasa.dicatat", baru, rincian={**data, "berlaku_pada": str(berlaku_pada)})
    return baru


def _parent(induk: Basis | None, kode_wilayah: str) -> Basis | None:
    if induk is not None and (induk.wilayah_id != kode_wilayah or not induk.aktif):
        raise IsianSalah({"induk": [_("Pilih tempat yang masih ada di kelurahan yang sama.")]})
    return induk


def _refuse_circle(basis: Basis, induk: Basis | None) -> None:
    """A kind sentence before the trigger says the same. Source: WIL-05."""
    naik = induk
    while naik is not None:
        if naik.pk == basis.pk:
            raise AturanDilanggar(
                _("%(label)s tidak dapat berada di bawah dirinya sendiri.") % {"label": basis.label}, aturan="WIL-05"
            )
        naik = naik.induk


def _require_name(basis: Basis) -> None:
    if not basis.nomor and not basis.nama:
        raise IsianSalah({"nomor": [_("Isi nomor atau namanya.")]})


def _pesan(basis: Basis) -> dict[str, IsianSalah]:
    sudah = _("%(label)s sudah ada di tempat ini.") % {"label": basis.label}
    return {
        "basis_unik_per_induk": IsianSalah({"nomor": [sudah]}),
        "basis_bernomor_atau_bernama": IsianSalah({"nomor": [_("Isi nomor atau namanya.")]}),
    }
