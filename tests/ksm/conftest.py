"""A living group with its treasurer, and a second one of the same kelurahan."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import KELURAHAN
from tests.factories.akun import officer
from tests.factories.ksm import AnggotaKSMFactory, KSMFactory


@pytest.fixture
def ksm(register: dict[str, Any]) -> Any:
    """KSM Melati."""
    return KSMFactory(nama="Melati")


@pytest.fixture
def ksm_lain(register: dict[str, Any]) -> Any:
    """KSM Mawar, of the same kelurahan."""
    return KSMFactory(nama="Mawar", jenis="lingkungan", asal="baru")


@pytest.fixture
def bendahara(ksm: Any) -> Any:
    """The treasurer of Melati, with a login."""
    AnggotaKSMFactory(ksm=ksm, nama="Cucu Cahyati", jabatan="bendahara")
    return officer("bendahara", "bendahara_ksm", KELURAHAN, badan=ksm.badan, nama="Cucu Cahyati")


@pytest.fixture
def sekretaris(register: dict[str, Any]) -> Any:
    """The secretary of the BKM, whose role is bound to the BKM's body."""
    from tests.factories.wilayah import BadanFactory

    return officer("sekretaris", "sekretaris_bkm", KELURAHAN, badan=BadanFactory(), nama="Sari Sekretaris")
