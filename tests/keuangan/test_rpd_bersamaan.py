"""Two cashiers at one RPD, two RPD on one contract, on real transactions: paid once, never above. Source: RPD-05, RPD-07."""

from __future__ import annotations

from typing import Any

import pytest

from inti.errors import GerbangTertutup, TransisiDitolak
from keuangan import actions
from keuangan.models import RPD, Jurnal
from ksm.models import Usulan
from tests.factories.lpj import JUTA, approved, asked, contracted, crew, day, granted
from tests.keuangan.test_buku_bersamaan import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_cashiers_pay_once(register):
    """RPD-07: two at the same moment, one of them twice: one voucher; killed in between nothing would be left (one unit)."""
    usulan = contracted()
    orang, lain = crew(usulan), crew(nama="lain")
    rpd = approved(usulan, orang)

    def bayar(siapa: Any) -> Any:
        try:
            return actions.pay_rpd(rpd, oleh=siapa, tanggal=day(5), lewat="bank")
        except TransisiDitolak:
            return None

    hasil = at_once(*[lambda s=s: bayar(s) for s in (orang["sekretaris"], lain["sekretaris"], orang["sekretaris"])])

    assert hasil == {"jadi": 3}
    assert Jurnal.objects.filter(peristiwa="bayar_ksm").count() == 1
    assert RPD.objects.get(pk=rpd.pk).status == "dibayar" and Usulan.objects.get(pk=usulan.pk).status == "cair"


def test_two_rpd_on_what_is_left(register):
    """RPD-06: two groups ask at once for more than the file has left: the second is told."""
    pertama, kedua = contracted(), contracted()
    orang = crew()
    berkas = granted()
    from keuangan.actions import Dana  # noqa: PLC0415
    from keuangan.queries_rpd import ledger_of  # noqa: PLC0415

    buku = ledger_of(berkas)
    assert buku is not None
    actions.record_peristiwa(
        buku, "bop_dari_blm", oleh=orang["sekretaris"], tanggal=day(60), jumlah=int(berkas.jumlah) - 4 * JUTA,
        dana=Dana("blm_apbn", 2026, 1),
    )  # fmt: skip
    rpd = [asked(u, oleh=orang["sekretaris"]) for u in (pertama, kedua)]

    def ajukan(satu: RPD) -> Any:
        try:
            return actions.submit_rpd(satu, oleh=orang["sekretaris"])
        except GerbangTertutup:
            return None

    at_once(*[lambda r=r: ajukan(r) for r in rpd])

    assert RPD.objects.filter(status="diajukan").count() == 1
