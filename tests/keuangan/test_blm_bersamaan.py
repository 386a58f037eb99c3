"""Many hands on one payment file at once, on real transactions: the money is booked once, a step is taken once."""

from __future__ import annotations

from datetime import date

import pytest

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import BerkasPencairan, Jurnal, LangkahBerkas
from keuangan.periksa import wrong_rows
from tests.factories.blm import composed, ledger, passed, photo, signed
from tests.keuangan.test_buku_bersamaan import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_receipt_of_eight_presses(register):
    """BLM-26, BLM-28: eight at once note the same money: one voucher, all of them see it received."""
    sppb = signed()
    ledger(sppb.bkm)
    berkas = passed(composed(sppb))
    actions.note_surat(berkas, oleh=SISTEM, nomor_sp2d="1", tanggal_sp2d=date(2026, 3, 9))

    hasil = at_once(*[lambda: actions.receive_blm(berkas, oleh=SISTEM, tanggal=date(2026, 3, 10))] * 8)

    assert hasil == {"jadi": 8}
    assert Jurnal.objects.filter(peristiwa="blm_masuk").count() == 1
    assert BerkasPencairan.objects.get().jurnal == Jurnal.objects.get() and wrong_rows() == []


def test_one_step_of_six(register):
    """BLM-23: six at once pass the same step: once, the others are told that it is done."""
    berkas = passed(composed(signed()), "faskel")
    foto = photo()

    def kerja() -> None:
        actions.pass_berkas(berkas, "korkot", oleh=SISTEM, tanggal=berkas.sejak, nama="Kusuma", foto=foto)

    hasil = at_once(*[kerja] * 6)

    assert hasil["jadi"] == 1 and sum(hasil.values()) == 6
    assert LangkahBerkas.objects.filter(langkah="korkot").count() == 1
