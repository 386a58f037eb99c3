"""Two real allocations of 2007, through our own plan: the shares of the fields with BOP, swadaya with both denominators.

Figures computed by hand beside the tests; source D8 (domain 7.5).
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from inti.pelaku import SISTEM
from pronangkis import actions
from pronangkis.isi import plan_content
from pronangkis.queries import activities
from pronangkis.rekap import exact_shares, lines_of, recap
from tests.factories import pronangkis as pabrik
from tests.factories import siklus as pabrik_siklus

JUTA = Decimal(1_000_000)
# Percent of a grant of Rp 250 million: lingkungan, sosial, ekonomi, BOP.
BLOROK = {"lingkungan": 70, "ekonomi": 18, "sosial": 9, "bop": 3}
BRANGSONG = {"lingkungan": 80, "ekonomi": 8, "sosial": 7, "bop": 5}


@pytest.fixture
def pjm(register, kelurahan):
    """An empty plan."""
    pabrik_siklus.tree()
    pabrik_siklus.put_on_list()
    return pabrik.plan(pabrik_siklus.open_siklus(kelurahan))


def allocate(pjm, persen, *, swadaya=None):
    """A plan whose grant of 250 million is parted so; `swadaya` rupiah of residents by field."""
    for bidang, n in persen.items():
        program = actions.add_program(pjm, oleh=SISTEM, bidang=bidang, nama=f"Program {bidang}")
        biaya = {("blm_apbn", 1): JUTA * 250 * n / 100}
        if swadaya and bidang in swadaya:
            biaya["swadaya", 1] = swadaya[bidang]
        actions.add_kegiatan(pjm, oleh=SISTEM, program=program, nama=f"Kegiatan {bidang}", biaya=biaya)


@pytest.mark.parametrize("persen", [BLOROK, BRANGSONG], ids=["Blorok", "Brangsong"])
def test_shares_with_bop(pjm, persen):
    """PJM-19: 70/18/9/3 and 80/8/7/5 come back from the plan, and sum to exactly 100."""
    allocate(pjm, persen)

    rekap = recap(lines_of(activities(pjm)))

    assert {b.bidang: b.persen for b in rekap.baris} == {k: Decimal(n) for k, n in persen.items()}
    assert sum(b.persen for b in rekap.baris) == 100 and rekap.total == 250 * JUTA


def test_swadaya_of_brangsong(pjm):
    """PJM-19: Rp 75 million beside a grant of 250 is 30 % of the grant and 23.1 % of the total of 325 million."""
    # 75 / 250 = 30 %; 75 / 325 = 23.0769... %
    allocate(pjm, BRANGSONG, swadaya={"lingkungan": 70 * JUTA, "ekonomi": 5 * JUTA})

    rekap = recap(lines_of(activities(pjm)))

    assert (rekap.blm, rekap.swadaya, rekap.total) == (250 * JUTA, 75 * JUTA, 325 * JUTA)
    assert rekap.swadaya_per_blm == 30 and round(rekap.swadaya_per_total, 1) == Decimal("23.1")
    # M3 of the whole: 270, 17.5, 25, 12.5 of 325 million = 83.1, 5.4, 7.7, 3.8 percent.
    isi = plan_content(pjm)["rekap"]
    assert [b["persen"] for b in isi["baris"]] == ["83.1", "5.4", "7.7", "3.8"]


@pytest.mark.parametrize("nilai", [[1, 1, 1], [1, 2, 4, 8], [333, 333, 334], [0, 5], [7] * 7])
def test_shares_always_sum_to_hundred(nilai):
    """PJM-19: whatever the figures, one decimal each and 100.0 together; nothing to share gives zeros."""
    assert sum(exact_shares(nilai)) == 100
    assert exact_shares([0, 0]) == [0, 0]
