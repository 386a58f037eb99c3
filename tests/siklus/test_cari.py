"""The global search: every group stays in scope and costs the same for two rows and for twenty."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti.registry import cari
from tests.factories.siklus_rapat import rkm_held
from tests.factories.wilayah import WargaFactory
from tests.helpers import fresh, masuk
from wilayah.models import Badan


@pytest.fixture
def isi(register: Any) -> Any:
    """A held RKM with its place and leader, residents, a body."""
    rkm_held()
    for n in range(2):
        WargaFactory(wilayah_id="32.73.01.1001", nama=f"Suherti Contoh {n}")
    Badan.objects.create(wilayah_id="32.73.01.1001", jenis="forum", nama="Forum Suherman")


def found(orang: Any, kata: str) -> set[str]:
    """Groups in which somebody finds a word."""
    return {kode for kode, grup in cari.semua() if grup.cari(fresh(orang), kata)}


def test_search_by_four_officers(isi, empat_petugas):
    """UMU-11: the own kelurahan and its kota find meeting, body and resident; another kota and no task find nothing."""
    assert {"pertemuan", "badan"} <= found(empat_petugas["kelurahan"], "Suherman")
    assert {"pertemuan", "badan"} <= found(empat_petugas["kota"], "Suherman")
    assert "warga" in found(empat_petugas["kelurahan"], "Suherti")
    for nama in ("kota_lain", "tanpa_tugas"):
        assert found(empat_petugas[nama], "Suher") == set(), nama


def test_search_costs_the_same_for_many_rows(isi, petugas_kelurahan):
    """UMU-15: the number of queries does not grow with what is found."""
    klien = masuk(petugas_kelurahan)

    def ask() -> int:
        with CaptureQueriesContext(
            connection,
        ) as tercatat:
            assert klien.get("/cari/?q=suherti").status_code == 200
        return len(tercatat)

    ask()
    sedikit = ask()
    for n in range(18):
        WargaFactory(wilayah_id="32.73.01.1001", nama=f"Suherti Lagi {n}")

    assert ask() == sedikit
