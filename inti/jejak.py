"""Reading the audit trail: is it whole, what happened to a row, and what an event says in words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Q

from inti.models import Jejak
from inti.registry import kalimat

# Every row against its own content, its predecessor and its number; then every head against its last row.
PERIKSA = """
WITH urut AS (
  SELECT j.*, lag(j.sidik, 1, '') OVER w AS sebelum_nyata, lag(j.nomor, 1, 0::bigint) OVER w AS nomor_sebelum,
         inti_sidik_jejak(j, j.sidik_sebelum) AS hitung
  FROM inti_jejak j WHERE %(kode)s IS NULL OR j.kode_wilayah = %(kode)s
  WINDOW w AS (PARTITION BY j.kode_wilayah ORDER BY j.nomor)
)
SELECT kode_wilayah, nomor, id, CASE WHEN hitung <> sidik THEN 'isi berubah'
       WHEN nomor <> nomor_sebelum + 1 THEN 'nomor meloncat' ELSE 'tidak bersambung dengan baris sebelumnya' END
FROM urut WHERE hitung <> sidik OR sidik_sebelum <> sebelum_nyata OR nomor <> nomor_sebelum + 1
UNION ALL
SELECT r.kode_wilayah, r.nomor, NULL, 'ujung rantai tidak sama dengan baris terakhir'
FROM inti_rantaijejak r
LEFT JOIN LATERAL (SELECT nomor, sidik FROM inti_jejak j WHERE j.kode_wilayah = r.kode_wilayah
                   ORDER BY nomor DESC LIMIT 1) t ON true
WHERE (%(kode)s IS NULL OR r.kode_wilayah = %(kode)s)
  AND (coalesce(t.nomor, 0) <> r.nomor OR coalesce(t.sidik, '') <> r.sidik)
ORDER BY 1, 2
"""


@dataclass(frozen=True)
class BarisRusak:
    """One place where a chain does not hold, and why."""

    kode_wilayah: str
    nomor: int
    jejak_id: uuid.UUID | None
    sebab: str


def broken_links(*, kode_wilayah: str | None = None) -> list[BarisRusak]:
    """Places where the trail was changed, cut, swapped or appended to by other hands. Empty when it is whole. UMU-03."""
    with connection.cursor() as kursor:
        kursor.execute(PERIKSA, {"kode": kode_wilayah})
        return [BarisRusak(*baris) for baris in kursor.fetchall()]


def history_of(objek: models.Model, *, batas: int = 100) -> models.QuerySet[Jejak]:
    """What happened to a row and to what hangs on it, newest first: one query through two indexes.

    Refusals are left out: they changed nothing, and stay in the trail for those who read that.
    """
    sendiri = Q(objek_jenis=objek._meta.label_lower, objek_id=str(objek.pk))
    semua = Jejak.objects.filter(sendiri | Q(induk_id=str(objek.pk))).exclude(peristiwa__startswith="ditolak.")
    return semua.order_by("-waktu", "-nomor")[:batas]


def register_sentences(peta: Mapping[str, tuple[Any, str]], *app: str) -> None:
    """Enter the sentences of `peta` (event -> sentence, colour) for the events of these apps."""
    for peristiwa, kata in peta.items():
        if peristiwa.partition(".")[0] in app:
            kalimat.daftar(peristiwa, kata)


def sentence_of(peristiwa: str, objek: Any) -> str:
    """What an event says of a row in the words of the trail, as a whole sentence; "" where no app wrote one."""
    kata, _keadaan = kalimat.ambil(peristiwa) or ("", "")
    return f"{str(kata) % {'objek': objek}}." if kata else ""
