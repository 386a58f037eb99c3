"""Two ledgers of one BKM with the people who keep them, and the ledger of another kelurahan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from inti.pelaku import SISTEM
from keuangan import actions
from tests.conftest import KELURAHAN, KELURAHAN_LAIN
from tests.factories.akun import officer
from tests.factories.bkm_lembaga import staffed
from tests.factories.keuangan import BukuFactory, JurnalFactory, load_chart
from tests.factories.wilayah import BadanFactory
from tests.helpers import check_deferred
from tests.keuangan.upk_nyata import DANA, ISI, book_january, opening


@pytest.fixture
def bagan(register: dict[str, Any]) -> None:
    """The sourced chart and the money sources."""
    load_chart()


@pytest.fixture
def badan(register: dict[str, Any]) -> Any:
    """BKM Cahaya."""
    return BadanFactory(nama="Cahaya")


@pytest.fixture
def buku(bagan: None, badan: Any) -> Any:
    """The ledger of its UPK."""
    return BukuFactory(badan=badan)


@pytest.fixture
def buku_bkm(bagan: None, badan: Any) -> Any:
    """The ledger of its Sekretariat."""
    return BukuFactory(badan=badan, unit="sekretariat")


@pytest.fixture
def buku_lain(bagan: None) -> Any:
    """The ledger of a UPK in another kota."""
    return BukuFactory(wilayah_id=KELURAHAN_LAIN)


@pytest.fixture
def pembuku(badan: Any) -> Any:
    """Books the UPK."""
    return officer("pembuku", "pembuku_upk", KELURAHAN, badan=badan, nama="Agus Pembuku")


@pytest.fixture
def kasir(badan: Any) -> Any:
    """Receives and pays the UPK's cash."""
    return officer("kasir", "kasir_upk", KELURAHAN, badan=badan, nama="Yanti Kasir")


@pytest.fixture
def manajer(badan: Any) -> Any:
    """Approves in the UPK."""
    return officer("manajer", "manajer_upk", KELURAHAN, badan=badan, nama="Lilis Manajer")


@pytest.fixture
def sekretaris(badan: Any) -> Any:
    """Books the Sekretariat."""
    return officer("sekretaris", "sekretaris_bkm", KELURAHAN, badan=badan, nama="Wiwin Sekretaris")


@pytest.fixture
def koordinator(badan: Any) -> Any:
    """Approves in the Sekretariat, reopens months."""
    return officer("koordinator", "koordinator_bkm", KELURAHAN, badan=badan, nama="Dedi Koordinator")


@pytest.fixture
def buku_nyata(bagan: Any, badan: Any) -> Any:
    """The ledger of one living UPK with its published opening balance."""
    buku = BukuFactory(badan=badan, mulai=date.fromisoformat(ISI["saldo_awal"]["tanggal"]))
    actions.set_saldo_awal(buku, oleh=SISTEM, saldo=opening())
    check_deferred()
    return buku


@pytest.fixture
def buku_januari(buku_nyata: Any) -> Any:
    """The same with every entry of January 2023, and its inventory as the register of things."""
    book_january(buku_nyata)
    actions.register_inventaris(
        buku_nyata, oleh=SISTEM, nama="Inventaris kantor", tanggal=date(2019, 1, 2), harga=40_434_600, umur_bulan=36,
        akumulasi_awal=27_905_183, dana=DANA,
    )  # fmt: skip
    return buku_nyata


@pytest.fixture
def upk(buku: Any) -> Any:
    """A ledger with Rp 100.000 in cash since 5 January, and its Pengawas, Tatang Sutarya."""
    JurnalFactory(buku=buku)
    staffed()
    return buku


@pytest.fixture
def pengawas(badan: Any) -> Any:
    """A Pengawas who signs in."""
    return officer("pengawas", "pengawas_upk", KELURAHAN, badan=badan, nama="Tatang Sutarya")
