"""A kelurahan whose S6 runs, with its sources of money."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import pronangkis as pabrik
from tests.factories import siklus as pabrik_siklus


@pytest.fixture
def basis(register: Any) -> dict[str, Any]:
    """RW 01 with RT 01 and RT 02."""
    return pabrik_siklus.tree()


@pytest.fixture
def siklus(register: Any, basis: Any, kelurahan: Any) -> Any:
    """An open cycle."""
    pabrik_siklus.put_on_list()
    pabrik_siklus.load_numbers()
    return pabrik_siklus.open_siklus(kelurahan)


@pytest.fixture
def langkah(siklus: Any) -> Any:
    """S6, running."""
    pabrik.sources()
    return pabrik.stage(siklus)


@pytest.fixture
def pjm(siklus: Any) -> Any:
    """An empty draft."""
    return pabrik.plan(siklus)
