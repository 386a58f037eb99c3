"""The factory of proposals reaches every state along legal changes."""

from __future__ import annotations

import pytest

from tests.factories.usulan_jadi import JALAN, usulan_in
from tests.helpers import check_deferred


@pytest.mark.parametrize("jenis", ["prasarana", "sosial"])
def test_every_state_is_reached(register, jenis):
    """USL-04, USL-06, USL-07, USL-09: the rows that each state stands on are there, so the database agrees."""
    for status in JALAN:
        u = usulan_in(status, jenis=jenis)
        check_deferred()
        assert u.status == status
