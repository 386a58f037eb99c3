"""Three kelurahan of Kota Bandung and one of Kota Cimahi, in different states, with figures computed by hand.

Sarijadi: S0 verified, RKM handed in; two meetings (22 and 30 present; 12 and 10 women; 8 and 3 of them poor).
Sukarasa: S0 given back, RKM late since 1 February 2020; one meeting (22 present, 12 women, 8 poor).
Melong (Cimahi): nothing begun, no meeting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from dasbor.segarkan import refresh
from inti.pelaku import SISTEM
from tests.conftest import KELURAHAN, KELURAHAN_LAIN, KELURAHAN_TETANGGA
from tests.factories import siklus as pabrik
from tests.siklus.conftest import basis, lokasi, siklus

__all__ = ["basis", "lokasi", "siklus"]  # fixtures of the cycle, used here by name


@dataclass(frozen=True)
class Tiga:
    """The cycles of the three kelurahan."""

    sarijadi: Any
    sukarasa: Any
    melong: Any


@pytest.fixture
def tiga(siklus: Any, register: Any) -> Tiga:
    """The three, recorded but not summed up."""
    lain = []
    for kode in (KELURAHAN_TETANGGA, KELURAHAN_LAIN):
        pabrik.put_on_list(kode)
        lain.append(pabrik.open_siklus(register[kode]))
    sukarasa, melong = lain
    s0 = pabrik.move(pabrik.stage(siklus, "S0"), "berjalan")
    pabrik.hold(s0, "S0-KEL", oleh=SISTEM)
    pabrik.hold(s0, "S0-RW", oleh=SISTEM, basis=_rw(), peserta_l=20, peserta_p=10, miskin_l=1, miskin_p=2)
    jalankan(s0, "diajukan", "terverifikasi")
    pabrik.move(pabrik.stage(siklus, "S1"), "diajukan")
    s0 = pabrik.move(pabrik.stage(sukarasa, "S0"), "berjalan")
    pabrik.hold(s0, "S0-KEL", oleh=SISTEM)
    jalankan(s0, "diajukan", "dikembalikan")
    plan(sukarasa, "S1", "2020-02-01")
    return Tiga(siklus, sukarasa, melong)


@pytest.fixture
def dihitung(tiga: Tiga) -> Tiga:
    """The three, summed up."""
    refresh()
    return tiga


def _rw() -> Any:
    from wilayah.models import Basis

    return Basis.objects.get(wilayah_id=KELURAHAN, jenis="rw")


def jalankan(langkah: Any, *status: str) -> None:
    """Further legal moves of a stage by raw SQL."""
    from django.db import connection

    with connection.cursor() as kursor:
        for satu in status:
            kursor.execute(f"UPDATE siklus_langkah SET status = %s, {pabrik.ISI} WHERE id = %s", [satu, langkah.pk])


def plan(siklus: Any, kode: str, selesai: str) -> None:
    """Give one stage a planned end."""
    siklus.langkah.filter(kode=kode, tahun_siklus=1).update(rencana_mulai="2020-01-01", rencana_selesai=selesai)
