"""Writes of reference data of the cycle: the one list of money sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inti.izin import require
from inti.unit_kerja import aksi, catat
from siklus import izin
from siklus.actions.jadwal import HasilSimpan
from siklus.models import SumberDana

ISI = ("nama", "golongan", "urutan")


@aksi
def load_sumber_dana(baris: Sequence[Mapping[str, Any]], *, oleh: Any) -> HasilSimpan:
    """Bring the list of money sources to the state of `baris`; again changes nothing. Codes are never removed.

    Raises: TidakBerwenang (only who manages locations of the whole nation), KeyError for a row that lacks a field.
    """
    require(oleh, izin.KELOLA_LOKASI, kode="")
    lama = SumberDana.objects.in_bulk()
    baru = berubah = 0
    for b in baris:
        isi = {k: b[k] for k in ISI}
        ada = lama.get(b["kode"])
        if ada is None:
            SumberDana.objects.create(kode=b["kode"], **isi)
            baru += 1
        elif any(getattr(ada, k) != v for k, v in isi.items()):
            SumberDana.objects.filter(pk=ada.pk).update(**isi)
            berubah += 1
    if baru or berubah:
        catat("siklus.sumber_dana.dimuat", None, rincian={"baru": baru, "berubah": berubah}, kode_wilayah="")
    return HasilSimpan(baru, berubah, len(baris) - baru - berubah)
