"""From scores, comparisons or plain agreement to one order of the activities. Pure; nothing is stored. PJM-12."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pronangkis.models import DaftarPrioritas, KegiatanPJM, NilaiPrioritas

KRITERIA = tuple(NilaiPrioritas.Kriteria)


def weights_of(daftar: DaftarPrioritas) -> dict[str, Decimal]:
    """Weight of every criterion; 1 where nothing else was agreed."""
    return {k.value: Decimal(str(daftar.bobot.get(k.value, 1))) for k in KRITERIA}


def score_of(daftar: DaftarPrioritas, kegiatan: Sequence[KegiatanPJM]) -> dict[Any, Decimal]:
    """Key of an activity -> its figure: weighted sum of scores, or number of comparisons won; empty for plain order."""
    if daftar.metode == DaftarPrioritas.Metode.SKOR:
        bobot = weights_of(daftar)
        hasil = {k.pk: Decimal(0) for k in kegiatan}
        for n in daftar.nilai.all():
            if n.kegiatan_id in hasil:
                hasil[n.kegiatan_id] += bobot[n.kriteria] * n.skor
        return hasil
    if daftar.metode == DaftarPrioritas.Metode.BERPASANGAN:
        hasil = {k.pk: Decimal(0) for k in kegiatan}
        for p in daftar.pasangan.all():
            if p.unggul_id in hasil:
                hasil[p.unggul_id] += 1
        return hasil
    return {}


def ranked(daftar: DaftarPrioritas, kegiatan: Sequence[KegiatanPJM]) -> list[KegiatanPJM]:
    """Activities, first to last: higher figure first; where it is equal, more KK miskin, then the order of the plan."""
    nilai = score_of(daftar, kegiatan)
    tempat = {k.pk: i for i, k in enumerate(kegiatan)}
    if daftar.metode == DaftarPrioritas.Metode.MUSYAWARAH:
        return sorted(kegiatan, key=lambda k: (k.prioritas or len(kegiatan) + 1, tempat[k.pk]))
    return sorted(kegiatan, key=lambda k: (-nilai[k.pk], -(k.kk_miskin or 0), tempat[k.pk]))


def ties(daftar: DaftarPrioritas, kegiatan: Sequence[KegiatanPJM]) -> set[Any]:
    """Keys of activities whose figure another one has too, so that the rembug knows where it must talk."""
    nilai = score_of(daftar, kegiatan)
    banyak: dict[Decimal, int] = {}
    for n in nilai.values():
        banyak[n] = banyak.get(n, 0) + 1
    return {pk for pk, n in nilai.items() if banyak[n] > 1}
