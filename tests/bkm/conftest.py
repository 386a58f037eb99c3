"""An S4 that runs, its polling places, and a second person who confirms."""

from __future__ import annotations

from typing import Any

import pytest

from bkm.models import TPS, Pemilihan
from siklus.models import Langkah
from tests.factories import bkm as pabrik
from tests.factories.akun import officer


@pytest.fixture
def s4(register: Any) -> Langkah:
    """Pembangunan BKM of the kelurahan, running, with three RT of 60 men and 65 women."""
    pabrik.tree()
    return pabrik.s4()


@pytest.fixture
def kedua(register: Any) -> Any:
    """A senior facilitator, the second person."""
    return officer("sf", "sf", "32.73.01", nama="Sri Senior")


@pytest.fixture
def pemilihan(s4: Langkah, petugas_kelurahan: Any) -> Pemilihan:
    """Tata tertib agreed, polling places made."""
    return pabrik.prepared(s4, petugas_kelurahan)


@pytest.fixture
def ditutup(pemilihan: Pemilihan, petugas_kelurahan: Any) -> TPS:
    """The TPS of RT 01, closed and not counted."""
    return pabrik.closed(pabrik.place(pemilihan), petugas_kelurahan)


@pytest.fixture
def dihitung(ditutup: TPS, petugas_kelurahan: Any) -> TPS:
    """The same with its tally."""
    pabrik.tally(ditutup, petugas_kelurahan)
    return TPS.objects.select_related("langkah", "basis", "pemilihan").get(pk=ditutup.pk)
