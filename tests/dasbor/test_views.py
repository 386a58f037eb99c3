"""The dashboard of a kota: its figures, the lists behind them, who may see it, what it costs."""

from __future__ import annotations

import io
from typing import Any

import pytest

from dasbor.queries import heat_map
from siklus.queries_halaman import filter_siklus, latest_siklus
from tests.conftest import KELURAHAN, KELURAHAN_TETANGGA
from tests.factories import siklus as pabrik
from tests.siklus.conftest import basis, lokasi, siklus

__all__ = ["basis", "lokasi", "siklus"]  # fixtures of the cycle, used here by name

JALUR = "/dasbor/?kota=32.73"


@pytest.fixture
def dua(siklus: Any, register: Any) -> tuple[Any, Any]:
    """Two kelurahan: in one Sosialisasi is verified and RKM was handed in, in the other Sosialisasi was given back."""
    pabrik.put_on_list(KELURAHAN_TETANGGA)
    lain = pabrik.open_siklus(register[KELURAHAN_TETANGGA])
    pabrik.move(pabrik.stage(siklus, "S0"), "terverifikasi")
    pabrik.move(pabrik.stage(siklus, "S1"), "diajukan")
    pabrik.move(pabrik.stage(lain, "S0"), "dikembalikan")
    return siklus, lain


def plan(siklus: Any, kode: str, selesai: str) -> None:
    """Give one stage a planned end."""
    siklus.langkah.filter(kode=kode, tahun_siklus=1).update(rencana_mulai="2020-01-01", rencana_selesai=selesai)


def test_heat_map_agrees_with_the_lists(dua: tuple[Any, Any], petugas_kota: Any) -> None:
    """SIK-13, SIK-30: every count of a column is the length of the list it opens, late ones computed the same way."""
    plan(dua[1], "S1", "2020-02-01")

    peta = heat_map(petugas_kota, "32.73")

    s0, s1 = (next(i for i, k in enumerate(peta.kolom) if k.kode == kode) for kode in ("S0", "S1"))
    assert dict(peta.jumlah[s0]) == {"terverifikasi": 1, "dikembalikan": 1}
    assert dict(peta.jumlah[s1]) == {"diajukan": 1, "terlambat": 1}
    for kolom, hitung in zip(peta.kolom, peta.jumlah, strict=True):
        for keadaan, n in hitung.items():
            if keadaan != "terkunci":
                daftar = filter_siklus(
                    latest_siklus(petugas_kota), area="32.73", langkah=kolom.kode, keadaan=keadaan, tahun=peta.tahun
                )
                assert daftar.count() == n, (kolom.kode, keadaan)


def test_tiles_are_counted(dua: tuple[Any, Any], petugas_kota: Any) -> None:
    """SIK-13: late and on time add up to all kelurahan; the lists behind the tiles have as many rows."""
    plan(dua[1], "S1", "2020-02-01")

    peta = heat_map(petugas_kota, "32.73")

    assert (peta.terlambat, peta.tepat) == (1, 1) and peta.persen_tepat == 50
    for keadaan, n in (("terlambat", 1), ("tepat", 1)):
        assert filter_siklus(latest_siklus(petugas_kota), area="32.73", keadaan=keadaan).count() == n


def test_dashboard_by_four_officers(dua: tuple[Any, Any], empat_petugas: dict[str, Any], klien: Any) -> None:
    """UMU-11, UMU-12: the kota's officer sees both kelurahan, the kelurahan's its own, another kota a 404."""
    jawab = {n: klien(p).get(JALUR) for n, p in empat_petugas.items()}

    assert jawab["kota"].status_code == jawab["kelurahan"].status_code == 200
    assert jawab["kota_lain"].status_code == 404
    assert jawab["tanpa_tugas"].status_code == 403
    assert "Sukarasa" in jawab["kota"].content.decode()
    assert "Sukarasa" not in jawab["kelurahan"].content.decode()


def test_cells_open_their_stage(dua: tuple[Any, Any], petugas_kota: Any, klien: Any) -> None:
    """SIK-30: the cell of a stage leads to its page, the head of a column to its list."""
    isi = klien(petugas_kota).get(JALUR).content.decode()

    s0 = pabrik.stage(dua[1], "S0")
    assert f'href="/langkah/{s0.pk}/"' in isi
    assert "/langkah/?langkah=S0&amp;area=32.73" in isi


def test_workbook_says_the_same_in_words(dua: tuple[Any, Any], petugas_kota: Any, klien: Any) -> None:
    """UMU-24: the same matrix as a workbook, states in words."""
    from python_calamine import CalamineWorkbook

    jawab = klien(petugas_kota).get("/dasbor.xlsx?kota=32.73")

    baris = CalamineWorkbook.from_filelike(io.BytesIO(jawab.content)).get_sheet_by_index(0).to_python()
    assert baris[0][:4] == ["Kode", "Kelurahan", "Sosialisasi", "RKM"]
    per_kode = {b[0]: b for b in baris[1:]}
    assert per_kode[KELURAHAN][2:4] == ["terverifikasi", "menunggu verifikasi"]
    assert per_kode[KELURAHAN_TETANGGA][2] == "dikembalikan"


def test_matrix_is_one_query(dua: tuple[Any, Any], petugas_kota: Any, django_assert_num_queries: Any) -> None:
    """UMU-11: one query for the whole matrix, however many kelurahan it has."""
    petugas_kota.cakupan("siklus.lihat_siklus")  # what one request has asked already

    with django_assert_num_queries(1):
        heat_map(petugas_kota, "32.73")


def test_dashboard_without_a_kota_says_what_to_do(petugas_tanpa_tugas: Any, register: Any, klien: Any) -> None:
    """UMU-13: nothing to show is a sentence, not an empty table."""
    from tests.factories.akun import officer

    baru = officer("kmw.baru", "kmw", "32", nama="Kirana")

    isi = klien(baru).get("/dasbor/").content.decode()

    assert "Belum ada kota untuk Anda" in isi
