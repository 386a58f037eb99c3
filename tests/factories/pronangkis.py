"""Plans for tests: made by our own actions on a running S6 stage."""

from __future__ import annotations

from typing import Any

from inti.pelaku import SISTEM
from pronangkis import actions
from pronangkis.models import PJM
from siklus.models import Langkah, Siklus, SumberDana
from tests.factories import siklus as pabrik

KELURAHAN = pabrik.KELURAHAN


def sources() -> None:
    """The one list of sources, as shipped."""
    for kode, nama, golongan, urutan in (
        ("blm_apbn", "BLM dari APBN", "pemerintah", 10),
        ("apbd_kota", "APBD kota/kabupaten", "pemerintah", 50),
        ("swadaya", "Swadaya warga", "warga", 70),
        ("swasta", "Swasta/CSR", "mitra", 80),
    ):
        SumberDana.objects.get_or_create(kode=kode, defaults={"nama": nama, "golongan": golongan, "urutan": urutan})


def stage(siklus: Siklus, *, tahun: int = 1) -> Langkah:
    """S6 of a Siklus, running."""
    langkah = pabrik.stage(siklus, "S6", tahun_siklus=tahun)
    return pabrik.move(langkah, "berjalan") if langkah.status == "belum" else langkah


def plan(siklus: Siklus, *, oleh: Any = SISTEM) -> PJM:
    """An empty first version."""
    sources()
    return actions.open_pjm(stage(siklus), oleh=oleh)
