"""Shared by all tests: a small register of real areas, and the four officers by whom everything is tried.

The officers: of the kelurahan, of its kota, of another kota, and one with no assignment at all.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories.akun import PenggunaFactory, officer
from tests.helpers import api, masuk

# Real codes and names of the register (Kemendagri), a cut of it. The last three differ in what is near to each other.
REGISTER = [
    ("32", "Jawa Barat"),
    ("32.73", "Kota Bandung"),
    ("32.77", "Kota Cimahi"),
    ("32.73.01", "Sukasari"),
    ("32.77.01", "Cimahi Selatan"),
    ("32.73.01.1001", "Sarijadi"),
    ("32.73.01.1002", "Sukarasa"),
    ("32.77.01.1001", "Melong"),
]
KELURAHAN, KELURAHAN_TETANGGA, KELURAHAN_LAIN = "32.73.01.1001", "32.73.01.1002", "32.77.01.1001"
KOTA, KOTA_LAIN = "32.73", "32.77"


# The longest test of all has a browser of its own, beside the chain of the others; whoever reaches this folder's end takes it.
TERPANJANG, SESUDAH = "tests/browser/test_siklus_penuh.py", "inti"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a browser begin, they take longest; files with real transactions end: those empty the tables.

    The longest one stands halfway: by then the database that it copies is made, and enough is left to fill both processes.
    """
    akhir = {item.path for item in items if is_transactional(item)}

    def turn(item: pytest.Item) -> tuple[int, bool]:
        if item.get_closest_marker("peramban"):
            return (2 if item.nodeid.startswith(TERPANJANG) else 0), False
        return (3 if item.path in akhir or item.nodeid.split("/")[1] > SESUDAH else 1), item.path in akhir

    items.sort(key=turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """`./test` runs files side by side. Those with a browser stay in one process, where they share server and logins."""
    from xdist.scheduler import LoadFileScheduling

    class MenurutBerkas(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            satu = nodeid.startswith("tests/browser/") and not nodeid.startswith(TERPANJANG)
            return "tests/browser" if satu else super()._split_scope(nodeid)

    return MenurutBerkas(config, log)


def is_transactional(item: pytest.Item) -> bool:
    """Whether a test commits."""
    tanda = item.get_closest_marker("django_db")
    return bool(tanda and tanda.kwargs.get("transaction")) or "transactional_db" in getattr(item, "fixturenames", ())


@pytest.fixture
def register(db: None) -> dict[str, Any]:
    """The small register: code -> Wilayah."""
    from wilayah.kode import kind_of, level_of, parent_of, search_name, zone_of
    from wilayah.models import Wilayah

    baris = [
        Wilayah(
            kode=kode, nama=nama, nama_cari=search_name(nama), tingkat=level_of(kode), jenis=kind_of(kode, nama),
            induk_id=parent_of(kode) or None, zona=zone_of(kode),
        )
        for kode, nama in REGISTER
    ]  # fmt: skip
    Wilayah.objects.bulk_create(baris, ignore_conflicts=True)
    return {w.kode: w for w in baris}


@pytest.fixture
def kelurahan(register: dict[str, Any]) -> Any:
    """The kelurahan of the first officer."""
    return register[KELURAHAN]


@pytest.fixture
def petugas_kelurahan(register: dict[str, Any]) -> Any:
    """A facilitator (CD) of one kelurahan."""
    return officer("faskel", "faskel_cd", KELURAHAN, nama="Fitri Faskel")


@pytest.fixture
def petugas_kota(register: dict[str, Any]) -> Any:
    """The city coordinator of the kota in which that kelurahan lies."""
    return officer("korkot", "korkot", KOTA, nama="Kusuma Korkot")


@pytest.fixture
def petugas_kota_lain(register: dict[str, Any]) -> Any:
    """The city coordinator of another kota."""
    return officer("korkot.lain", "korkot", KOTA_LAIN, nama="Lina Korkot")


@pytest.fixture
def petugas_tanpa_tugas(db: None) -> Any:
    """A person who can sign in but has no assignment: sees nothing."""
    return PenggunaFactory(username="tanpa.tugas", nama="Tata Tanpa Tugas")


@pytest.fixture
def empat_petugas(
    petugas_kelurahan: Any, petugas_kota: Any, petugas_kota_lain: Any, petugas_tanpa_tugas: Any
) -> dict[str, Any]:
    """All four, by name."""
    return {
        "kelurahan": petugas_kelurahan, "kota": petugas_kota, "kota_lain": petugas_kota_lain, "tanpa_tugas": petugas_tanpa_tugas,
    }  # fmt: skip


@pytest.fixture
def klien() -> Any:
    """`klien(user)`: a browser signed in as that person."""
    return masuk


@pytest.fixture
def klien_api() -> Any:
    """`klien_api(user)`: an API client acting as that person."""
    return api


@pytest.fixture(autouse=True)
def _bersih() -> None:
    """Rate limits and other cached counts never travel from test to test, nor does the language of a page asked for."""
    from django.conf import settings
    from django.core.cache import cache
    from django.utils import translation

    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


_TRANSISI: list[tuple[str, str, str]] = []


def _keep_transitions(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """The table of legal state changes is filled by migrations; a test on real transactions flushes it, so it is refilled."""
    from django.db import connections

    if sender.label != "inti" or "inti_transisisah" not in connections[using].introspection.table_names():
        return
    with connections[using].cursor() as kursor:
        kursor.execute("SELECT tabel, dari, ke FROM inti_transisisah")
        ada = kursor.fetchall()
        if ada:
            _TRANSISI[:] = ada
        elif _TRANSISI:
            kursor.executemany("INSERT INTO inti_transisisah (tabel, dari, ke) VALUES (%s, %s, %s)", _TRANSISI)


@pytest.fixture(scope="session", autouse=True)
def _transisi_tetap() -> Any:
    """Connect that to the signal which a flush sends too."""
    from django.db.models.signals import post_migrate

    post_migrate.connect(_keep_transitions, dispatch_uid="uji-transisi")
    yield
    post_migrate.disconnect(dispatch_uid="uji-transisi")
