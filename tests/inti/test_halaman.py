"""Pages by key: every row once, forwards and backwards, and a broken edge opens the first page."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from inti.halaman import keyset_page
from wilayah.models import Wilayah

KODE = ["32.73", "32.73.01", "32.73.01.1001", "32.73.01.1002", "32.77", "32.77.01", "32.77.01.1001"]


@pytest.fixture
def baris(register: object) -> object:
    """Seven areas of the small register."""
    return Wilayah.objects.filter(kode__in=KODE)


def walk(baris: object, urut: tuple[str, ...], ukuran: int = 3) -> list[list[str]]:
    """Codes page by page, forwards."""
    halaman, kueri = [], QueryDict()
    while True:
        h = keyset_page(baris, urut, kueri, ukuran=ukuran)  # type: ignore[arg-type]
        halaman.append([w.kode for w in h.baris])
        if not h.sesudah:
            return halaman
        kueri = QueryDict(h.sesudah.lstrip("?"))


def test_every_row_once(baris: object) -> None:
    """UMU-11: the pages together hold every row once, in order."""
    assert walk(baris, ("kode",)) == [KODE[:3], KODE[3:6], KODE[6:]]
    assert sum(walk(baris, ("-kode",)), []) == KODE[::-1]


def test_ties_are_broken_by_the_last_column(baris: object) -> None:
    """UMU-11: rows that share the first column are neither lost nor shown twice."""
    urut = sum(walk(baris, ("tingkat", "-kode"), ukuran=2), [])

    assert sorted(urut) == sorted(KODE)
    assert urut == [w.kode for w in Wilayah.objects.filter(kode__in=KODE).order_by("tingkat", "-kode")]


def test_back_gives_the_page_before(baris: object) -> None:
    """UMU-11: "sebelumnya" leads back to exactly the page one came from, and ends at the first."""
    satu = keyset_page(baris, ("kode",), QueryDict(), ukuran=3)  # type: ignore[arg-type]
    dua = keyset_page(baris, ("kode",), QueryDict(satu.sesudah.lstrip("?")), ukuran=3)  # type: ignore[arg-type]

    kembali = keyset_page(baris, ("kode",), QueryDict(dua.sebelum.lstrip("?")), ukuran=3)  # type: ignore[arg-type]

    assert [w.kode for w in kembali.baris] == KODE[:3]
    assert not kembali.sebelum and kembali.sesudah == satu.sesudah


@pytest.mark.parametrize("nilai", ["x", "W10", "WyJhIiwiYiJd", "%00", "A" * 600, "e30"])
def test_broken_edge_opens_the_first_page(nilai: str, baris: object) -> None:
    """UMU-23: a torn or foreign edge is no error: the list begins at its first page."""
    kueri = QueryDict(mutable=True)
    kueri["sesudah"] = nilai

    assert [w.kode for w in keyset_page(baris, ("kode",), kueri, ukuran=3).baris] == KODE[:3]  # type: ignore[arg-type]


def test_other_parameters_stay(baris: object) -> None:
    """UMU-11: turning the page keeps the filter."""
    halaman = keyset_page(baris, ("kode",), QueryDict("nama=suka&sesudah=zz"), ukuran=3)  # type: ignore[arg-type]

    assert QueryDict(halaman.sesudah.lstrip("?"))["nama"] == "suka"
