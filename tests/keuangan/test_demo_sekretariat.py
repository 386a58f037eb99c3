"""The demo's Sekretariat: one round of the grant, by our own actions, that every report can be read from."""

from __future__ import annotations

from datetime import date

import pytest

from keuangan.demo_sekretariat import MODAL_UPK, TAHAP_1, TAHAP_2, keep
from keuangan.demo_upk import Meja
from keuangan.models import Periode
from keuangan.periksa import wrong_rows
from keuangan.queries import balance_of
from tests.factories.keuangan import BukuFactory
from tests.factories.ksm import KSMFactory
from tests.helpers import check_deferred
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db


def test_two_months_of_a_sekretariat(bagan, badan, manajer, kasir, pembuku, koordinator, sekretaris):
    """KEU-14, KEU-16, KEU-90: two tranches, capital to the UPK in both books, LPJ before the second, one month closed."""
    meja = Meja(badan, manajer, kasir, pembuku, koordinator)
    meja.buku = BukuFactory(badan=badan, mulai=date(2026, 1, 1))
    for nama in ("Bina Karya", "Panitia Drainase"):
        KSMFactory(nama=nama, jenis="lingkungan")

    buku = keep(meja, sekretaris)

    check_deferred()
    hari = today_in(buku.wilayah_id)
    saldo = {k: balance_of(buku, k, hari) for k in ("11040", "21110", "21130", "41010", "11010")}
    # Both tranches, less capital for the UPK, the BOP share and what the first group accounted for.
    assert saldo["21110"] == TAHAP_1 + TAHAP_2 - MODAL_UPK - 1_800_000 - 11_640_000
    assert (saldo["11040"], saldo["21130"], saldo["41010"]) == (9_500_000, 1_500_000, 1_800_000)
    assert balance_of(meja.buku, "31020", hari) == balance_of(meja.buku, "11021", hari) == MODAL_UPK
    assert list(Periode.objects.filter(buku=buku).order_by("tahun", "bulan").values_list("status", flat=True)) == [
        "ditutup",
        "terbuka",
    ]
    assert wrong_rows() == [] and saldo["11010"] == 1_500_000 - 350_000 - 275_000
