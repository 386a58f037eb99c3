"""A finding reads as what is missing, so that a facilitator never has to turn the sentence around."""

from __future__ import annotations

import pytest

from inti.registry import Kekurangan
from siklus.gerbang import as_missing


@pytest.mark.parametrize(
    ("terpenuhi", "pesan", "terbaca"),
    [
        (False, "Berita Acara RKM sudah ada berkasnya.", "Berita Acara RKM belum ada berkasnya."),
        (True, "Berita Acara RKM sudah ada berkasnya.", "Berita Acara RKM sudah ada berkasnya."),
        (
            False,
            "BKM sudah dikukuhkan dan koordinatornya terpilih.",
            "Belum semuanya: BKM dikukuhkan dan koordinatornya terpilih.",
        ),
        (False, "Setiap RT mempunyai relawan.", "Belum: Setiap RT mempunyai relawan."),
        (
            False,
            "Kelurahan sudah dijangkau dan sudah terverifikasi.",
            "Belum semuanya: Kelurahan dijangkau dan terverifikasi.",
        ),
    ],
)
def test_finding_reads_as_what_is_missing(terpenuhi, pesan, terbaca):
    """SIK-30: the checklist says "belum ada" with its cross, "sudah ada" with its check."""
    temuan = Kekurangan(aturan="SIK-51", mode="block", terpenuhi=terpenuhi, pesan=pesan)

    assert as_missing(temuan).pesan == terbaca
