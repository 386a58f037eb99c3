"""Two officers at once, on real transactions: numbers without gap, one meeting, one RAB."""

from __future__ import annotations

import pytest

from inti.pelaku import SISTEM
from ksm import actions
from ksm.models import BAPPUK, Usulan
from tests.factories import usulan as pabrik
from tests.factories.ksm import KSMFactory
from tests.keuangan.test_buku_bersamaan import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_numbers_run_without_gap(register):
    """USL-15: three begin a proposal in the same moment: 1, 2, 3."""
    renta = pabrik.ratified()
    kelompok = [KSMFactory() for _ke in range(3)]

    assert at_once(*[lambda k=k: pabrik.started(k, renta) for k in kelompok]) == {"jadi": 3}
    assert sorted(Usulan.objects.values_list("nomor", flat=True)) == [1, 2, 3]


def test_one_meeting_divides_the_money(register):
    """USL-07: two open the BAPPUK of one Renta at once: one succeeds, the other is told."""
    renta = pabrik.ratified()
    pabrik.judged(pabrik.submitted(pabrik.filled(pabrik.complete(KSMFactory()), renta)))
    rapat = pabrik.meeting(pabrik.KELURAHAN)

    hasil = at_once(*[lambda: actions.open_bappuk(renta, oleh=SISTEM, rapat=rapat) for _ke in range(2)])

    assert hasil == {"jadi": 1, "USL-07": 1} and BAPPUK.objects.count() == 1
