"""The checklist of the Pengawas as data/ceklis_pengawas.json has it, by the day it is asked. Source: KEU-180."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

BERKAS = Path(settings.BASE_DIR) / "data" / "ceklis_pengawas.json"


@dataclass(frozen=True)
class Butir:
    """One point: its code, what is asked, the kind of a finding from it, its source, and the facts shown beside it."""

    kode: str
    pertanyaan: str
    kategori: str
    sumber: str
    fakta: tuple[str, ...]


@dataclass(frozen=True)
class Ceklis:
    """One version of the checklist, in force from a day on."""

    kode: str
    berlaku_mulai: datetime.date
    butir: tuple[Butir, ...]


@cache
def versions() -> tuple[Ceklis, ...]:
    """Every version, oldest first."""
    isi = json.loads(BERKAS.read_text(encoding="utf-8"))["versi"]
    semua = [
        Ceklis(
            v["kode"],
            datetime.date.fromisoformat(v["berlaku_mulai"]),
            tuple(Butir(**{**b, "fakta": tuple(b["fakta"])}) for b in v["butir"]),
        )
        for v in isi
    ]
    return tuple(sorted(semua, key=lambda c: c.berlaku_mulai))


def checklist_on(hari: datetime.date) -> Ceklis:
    """The version in force on a day; the first one before any."""
    berlaku = [c for c in versions() if c.berlaku_mulai <= hari]
    return berlaku[-1] if berlaku else versions()[0]
