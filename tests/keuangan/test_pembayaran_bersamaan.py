"""Many hands on one loan at once, on real transactions: the last instalment is paid once, the other is told."""

from __future__ import annotations

from datetime import date

import pytest

from keuangan import actions
from keuangan.models import Jurnal, Pembayaran, Pinjaman
from keuangan.periksa import wrong_rows
from tests.factories.pembayaran import TERIMA, pay, running
from tests.keuangan.test_buku_bersamaan import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_cashiers_and_the_last_instalment(buku, kasir, pembuku):
    """KEU-133, KEU-134: both send the last instalment at once: one succeeds, the other is told that nothing is owed."""
    p = running(buku, dibayar=(2_250_000, 337_500, 25_000))

    hasil = at_once(*[lambda o=o: pay(p, 287_500, o) for o in (kasir, pembuku)])

    assert hasil == {"jadi": 1, "KEU-133": 1}
    p = Pinjaman.objects.get()
    assert (p.status, p.sisa_pokok) == ("lunas", 0)
    assert Pembayaran.objects.filter(jenis="angsuran").count() == 1 and wrong_rows() == []


def test_eight_payments_add_up(buku, kasir):
    """KEU-133: eight at once on one loan are all there, and every sum agrees."""
    p = running(buku)

    hasil = at_once(*[lambda: pay(p, 10_000, kasir)] * 8)

    assert hasil == {"jadi": 8}
    assert sum(b.jumlah for b in Pembayaran.objects.all()) == 80_000 and wrong_rows() == []


def test_one_reversal_of_three(buku, kasir, pembuku):
    """KEU-135: three at once take a payment back once."""
    p = running(buku)
    bayar = pay(p, 100_000, kasir)

    hasil = at_once(
        *[lambda: actions.reverse_pembayaran(bayar, oleh=pembuku, alasan="Salah", tanggal=date(2026, 1, 20))] * 3
    )

    assert hasil == {"jadi": 1, "KEU-135": 2}
    assert Pinjaman.objects.get().sisa_pokok == 2_500_000 and wrong_rows() == []
    assert Jurnal.objects.filter(peristiwa="pembalikan").count() == 1 and bayar.tanggal == TERIMA
