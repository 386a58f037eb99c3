"""Text at the edge: what cannot be stored is told, what can be written two ways is written one way."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from inti.errors import IsianSalah
from inti.teks import clean_data, clean_query, clean_text, same_name


def test_text_is_normalised():
    """UMU-14: the same letter typed two ways is one letter."""
    assert clean_text("e\u0301") == "\u00e9"
    assert clean_text("baris\nbaris\tkolom") == "baris\nbaris\tkolom"


@pytest.mark.parametrize("teks", ["a\x00b", "a\x1bb", "a\x7fb", "\ud800"])
def test_control_characters_are_refused_beside_their_field(teks):
    """UMU-14: PostgreSQL would answer a NUL with a 500; we answer with a sentence."""
    with pytest.raises(IsianSalah) as galat:
        clean_data({"alamat": [{"jalan": teks}]})

    assert list(galat.value.galat) == ["jalan"]


def test_text_has_an_end():
    """UMU-14: a text that fills the disk is refused."""
    with pytest.raises(IsianSalah):
        clean_text("x" * 20_001)


def test_query_keeps_lists():
    """UMU-14: several values of one name stay several."""
    assert clean_query(QueryDict("a=1&a=2&b=e%CC%81")).getlist("a") == ["1", "2"]
    with pytest.raises(IsianSalah):
        clean_query(QueryDict("cari=%00"))


def test_one_person_under_two_spellings():
    """UMU-14: capitals and spaces do not make another person; nobody's name is nobody's."""
    assert same_name("Dedi  Kurnia ", "dedi kurnia") and not same_name("Dedi", "Dedi Kurnia")
    assert not same_name("", "") and not same_name(" ", "")
