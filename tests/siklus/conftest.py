"""A kelurahan on the official list with its tree, its numbers and an open cycle."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import siklus as pabrik


@pytest.fixture
def lokasi(register: Any) -> Any:
    """The kelurahan's entry on the official list of locations."""
    return pabrik.put_on_list()


@pytest.fixture
def basis(register: Any) -> dict[str, Any]:
    """RW 01 with RT 01 and RT 02."""
    return pabrik.tree()


@pytest.fixture
def siklus(lokasi: Any, basis: Any, kelurahan: Any) -> Any:
    """An open cycle with its numbers loaded."""
    pabrik.load_numbers()
    return pabrik.open_siklus(kelurahan)


@pytest.fixture
def s0(siklus: Any) -> Any:
    """Sosialisasi of the kelurahan, not started."""
    return pabrik.stage(siklus, "S0")


@pytest.fixture
def berjalan(s0: Any) -> Any:
    """Sosialisasi of the kelurahan, running."""
    return pabrik.move(s0, "berjalan")
