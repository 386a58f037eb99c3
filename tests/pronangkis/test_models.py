"""The plan in the database."""

from __future__ import annotations


def test_open(pjm):
    """PJM-01: a plan opens with nine chapters and its first Renta."""
    assert pjm.bab.count() == 9
    assert pjm.renta.get().tahun_ke == 1
