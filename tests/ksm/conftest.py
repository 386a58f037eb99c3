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


@pytest.fixture
def renta(register: dict[str, Any]) -> Any:
    """A ratified Renta: works, social, economy; the numbers of the programme are loaded."""
    from tests.factories.siklus import load_numbers
    from tests.factories.usulan import ratified

    load_numbers()
    return ratified()


@pytest.fixture
def kelompok(ksm: Any) -> Any:
    """KSM Melati with officers and rules."""
    from tests.factories.usulan import complete

    return complete(ksm)


@pytest.fixture
def rapat(renta: Any) -> Any:
    """A members' meeting of the BKM."""
    from tests.factories.bkm_lembaga import gathered, living

    return gathered(living())


@pytest.fixture
def upl(register: dict[str, Any]) -> Any:
    """The UPL of the BKM: records and checks works, hands out aid, looks after assets."""
    from tests.factories.wilayah import BadanFactory

    return officer("upl", "upl", KELURAHAN, badan=BadanFactory(), nama="Hendra Gunawan")
