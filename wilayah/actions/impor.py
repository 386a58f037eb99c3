"""Storing a checked import of the Basis tree and the adult roll in one unit."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inti.unit_kerja import aksi, catat
from wilayah.actions.umum import actor, area_in_scope, save_changes
from wilayah.izin import LIHAT_BASIS, UBAH_BASIS
from wilayah.models import Basis, DaftarDewasa


@dataclass(frozen=True)
class Tempat:
    """One place as a sheet names it: kind, number, name; compared without regard to case."""

    jenis: str
    nomor: str
    nama: str

    def __eq__(self, lain: object) -> bool:
        return isinstance(lain, Tempat) and self._tanda == lain._tanda

    def __hash__(self) -> int:
        return hash(self._tanda)

    @property
    def _tanda(self) -> tuple[str, str, str]:
        return self.jenis, self.nomor, self.nama.lower()

    @property
    def label(self) -> str:
        """As people call it."""
        return Basis(jenis=self.jenis, nomor=self.nomor, nama=self.nama).label

    @classmethod
    def paths(cls, basis: Iterable[Basis]) -> dict[tuple[Tempat, ...], Basis]:
        """Places of one kelurahan by their way from the top."""
        menurut_id = {b.pk: b for b in basis}

        def jalur(b: Basis) -> tuple[Tempat, ...]:
            atas = jalur(menurut_id[b.induk_id]) if b.induk_id else ()
            return (*atas, cls(b.jenis, b.nomor, b.nama))

        return {jalur(b): b for b in menurut_id.values()}


@dataclass(frozen=True)
class BarisBasis:
    """One row: the way to a place, and its adults (orang) as of a date, or no roll (None)."""

    jalur: tuple[Tempat, ...]
    dewasa_l: int | None
    dewasa_p: int | None
    tanggal: date | None
    kunci: uuid.UUID


@aksi
def import_basis(kode_wilayah: str, *, baris: Sequence[BarisBasis], oleh: Any, sumber: str) -> dict[str, int]:
    """Add missing places and rolls and correct rolls that differ; rows that are the same are left alone.

    New rows take their id from the row's key, so the same row of the same file is stored once at most.
    Returns how many places and rolls were added or changed. Raises: Wilayah.DoesNotExist, TidakBerwenang. Source: WIL-08.
    """
    wilayah = area_in_scope(kode_wilayah, oleh=oleh, baca=LIHAT_BASIS, izin=UBAH_BASIS, tingkat="kelurahan")
    tempat = Tempat.paths(Basis.objects.select_for_update(no_key=True).filter(wilayah=wilayah).order_by("pk"))
    baru = _missing_places(baris, tempat, kode_wilayah, oleh)
    for lapis in sorted({len(j) for j, _b in baru}):
        Basis.objects.bulk_create([b for j, b in baru if len(j) == lapis])
    dewasa = {
        (d.basis_id, d.berlaku_pada): d
        for d in DaftarDewasa.objects.select_for_update(no_key=True).filter(wilayah=wilayah)
    }
    hasil = {"tempat_baru": len(baru), "dewasa_baru": 0, "dewasa_berubah": 0}
    tambahan = []
    for b in baris:
        if b.tanggal is None:
            continue
        basis = tempat[b.jalur]
        isi = {"dewasa_l": b.dewasa_l, "dewasa_p": b.dewasa_p}
        lama = dewasa.get((basis.pk, b.tanggal))
        if lama is None:
            kunci = uuid.uuid5(b.kunci, "dewasa")
            tambahan.append(
                DaftarDewasa(
                    id=kunci,
                    basis=basis,
                    wilayah=wilayah,
                    berlaku_pada=b.tanggal,
                    sumber=sumber[:200],
                    **isi,
                    **actor(oleh),
                )
            )
        elif any(getattr(lama, k) != v for k, v in isi.items()):
            save_changes(lama, {**isi, "sumber": sumber[:200]})
            hasil["dewasa_berubah"] += 1
    DaftarDewasa.objects.bulk_create(tambahan)
    hasil["dewasa_baru"] = len(tambahan)
    if any(hasil.values()):
        catat("wilayah.basis.diimpor", wilayah, rincian={"berkas": sumber, **hasil})
    return hasil


def _missing_places(
    baris: Sequence[BarisBasis], tempat: dict[tuple[Tempat, ...], Basis], kode_wilayah: str, oleh: Any
) -> list[tuple[tuple[Tempat, ...], Basis]]:
    """New places from the top down, in the order of the sheet; `tempat` learns them."""
    baru = []
    for b in baris:
        for i in range(1, len(b.jalur) + 1):
            jalur = b.jalur[:i]
            if jalur in tempat:
                continue
            t = jalur[-1]
            basis = Basis(
                id=uuid.uuid5(b.kunci, f"basis-{i}"),
                wilayah_id=kode_wilayah,
                jenis=t.jenis,
                nomor=t.nomor,
                nama=t.nama,
                induk=tempat[jalur[:-1]] if i > 1 else None,
                **actor(oleh),
            )
            tempat[jalur] = basis
            baru.append((jalur, basis))
    return baru
