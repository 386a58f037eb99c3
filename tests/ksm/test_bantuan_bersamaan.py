"""Two officers, one recipient, on real transactions: one receipt, the other is told."""

from __future__ import annotations

import pytest

from ksm import actions
from ksm.models import PenerimaanBantuan
from tests.factories.laporan import BerkasFactory
from tests.factories.pelaksanaan import ago
from tests.factories.usulan_jadi import usulan_in
from tests.keuangan.test_buku_bersamaan import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_officers_and_one_recipient(register, upl):
    """SOS-03: both record the same recipient at once: one succeeds, the other is told so."""
    satu = usulan_in("berjalan", jenis="sosial").pemanfaatusulan.order_by("urut").first()
    isi = {"tanggal": ago(2), "bentuk": "uang", "bukti": "tanda_tangan"}
    foto = [BerkasFactory(), BerkasFactory()]

    hasil = at_once(*[lambda f=f: actions.receive_bantuan(satu, oleh=upl, berkas=f, **isi) for f in foto])

    assert hasil == {"jadi": 1, "SOS-03": 1}
    assert PenerimaanBantuan.objects.filter(status="sah").count() == 1
