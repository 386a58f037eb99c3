"""A request sent twice makes one record. The key is claimed in the same transaction as the effect. Source: UMU-05.

A committed twin is answered with what was answered then; a key that comes back with another body, route or object is
refused (422); a refused or crashed request rolls its key back, so a corrected retry works.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils.translation import gettext as _

from inti.errors import IsianSalah, KunciDipakaiUlang
from inti.models import KunciIdempotensi
from inti.unit_kerja import unit_kerja


@dataclass(frozen=True)
class Kunci:
    """One idempotency key with what it was used for."""

    nilai: uuid.UUID
    rute: str
    objek: str
    sidik: str


@dataclass
class Hasil:
    """What a request answered: HTTP status, JSON body or redirect target. `ulangan` is True on a replay."""

    status: int
    isi: Any = None
    lokasi: str = ""
    ulangan: bool = False


def parse_key(teks: str) -> uuid.UUID:
    """A key from a header or hidden field. Raises IsianSalah when it is no UUID (or longer than 64 characters)."""
    try:
        if len(teks) > 64:
            raise ValueError
        return uuid.UUID(teks)
    except (ValueError, AttributeError, TypeError):
        raise IsianSalah({"kunci": [_("Kunci pengiriman tidak sah. Muat ulang halaman lalu kirim lagi.")]}) from None


def digest(isi: Any) -> str:
    """Fingerprint of a body: SHA-256 of its canonical JSON."""
    teks = json.dumps(isi, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(teks.encode()).hexdigest()


def run_once(
    kerja: Callable[[], Hasil], *, oleh: Any, kunci: Kunci | None, alasan: str = "", sasaran: Any = None
) -> Hasil:
    """Run `kerja` in one unit under `kunci`; a resend gets the stored answer.

    Raises: KunciDipakaiUlang, SedangDiproses, and whatever `kerja` raises.
    """

    def sekali() -> Hasil:
        if kunci is None:
            return kerja()
        tersimpan = _claim(kunci, oleh.pk)
        if tersimpan is not None:
            return tersimpan
        hasil = kerja()
        _store(kunci, oleh.pk, hasil)
        return hasil

    return unit_kerja(sekali, oleh=oleh, alasan=alasan, sasaran=sasaran)


def _claim(kunci: Kunci, pelaku_id: Any) -> Hasil | None:
    """Take the key, or give back the committed twin's answer. Waits for a twin that is still running."""
    with connection.cursor() as kursor:
        kursor.execute(
            "INSERT INTO inti_kunciidempotensi (pelaku_id, kunci, rute, objek, sidik_isi, lokasi, dibuat_pada) "
            "VALUES (%s, %s, %s, %s, %s, '', now()) ON CONFLICT DO NOTHING",
            [pelaku_id, kunci.nilai, kunci.rute[:200], kunci.objek[:200], kunci.sidik],
        )
        if kursor.rowcount == 1:
            return None
    baris = KunciIdempotensi.objects.get(pelaku_id=pelaku_id, kunci=kunci.nilai)
    if (baris.rute, baris.objek, baris.sidik_isi) != (kunci.rute[:200], kunci.objek[:200], kunci.sidik):
        raise KunciDipakaiUlang
    return Hasil(status=baris.status or 200, isi=baris.isi, lokasi=baris.lokasi, ulangan=True)


def _store(kunci: Kunci, pelaku_id: Any, hasil: Hasil) -> None:
    isi = json.loads(json.dumps(hasil.isi, cls=DjangoJSONEncoder)) if hasil.isi is not None else None
    KunciIdempotensi.objects.filter(pelaku_id=pelaku_id, kunci=kunci.nilai).update(
        status=hasil.status, isi=isi, lokasi=hasil.lokasi
    )
