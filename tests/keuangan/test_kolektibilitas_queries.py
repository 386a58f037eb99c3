"""Collectibility from the database: equal to the pure functions on random loans, at any day, in a constant number of queries."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keuangan.ambang import Ambang
from keuangan.hitung.jadwal import Ketentuan, Metode, Pembulatan
from keuangan.hitung.kolektibilitas import (
    BatasKelas,
    arrears,
    assess,
    classify,
    paid_instalments,
)
from keuangan.models import PenjadwalanUlang, Pinjaman
from keuangan.queries_kolektibilitas import assess_ledger
from tests.factories.keuangan import BukuFactory
from tests.factories.kolektibilitas import pay, reschedule, running_loan, tagihan_of
from tests.keuangan.contoh import d

MULAI = date(2026, 11, 1)
ATURAN = {
    "baku": Ambang(),
    "longgar": Ambang(batas=BatasKelas(tepat=(False, False, False)), bukti=1),
    "ketat": Ambang(batas=BatasKelas((d(1), d(2), d("2.5")), (True, False, True)), bukti=2),
}


@pytest.fixture
def buku_tua(bagan, badan):
    """A ledger that began this month: all that is paid here was paid in the old books."""
    return BukuFactory(badan=badan, mulai=MULAI)


def pure(pinjaman, hari, ambang):
    """The loan by the calculators alone: its schedules until that day, each judged when it ended. None: not out, or lunas."""
    pinjaman = Pinjaman.objects.get(pk=pinjaman.pk)
    if pinjaman.tanggal_cair > hari:
        return None
    pindah = list(PenjadwalanUlang.objects.filter(pinjaman=pinjaman, tanggal__lte=hari).order_by("jadwal_ke"))
    lalu = []
    for p in pindah:
        lama = tagihan_of(pinjaman, p.jadwal_ke - 1, p.tanggal)
        lalu.append((classify(arrears(lama, p.tanggal), ambang.batas), paid_instalments(lama)))
    kini = tagihan_of(pinjaman, len(pindah) + 1, hari)
    return assess(kini, hari, batas=ambang.batas, cadangan=ambang.cadangan, lalu=lalu, bukti=ambang.bukti)


def plain(nilai):
    """What must be equal, with ages to ten places: the database divides to twenty, Decimal to twenty-eight."""
    t = nilai.tunggakan
    umur = [n.quantize(Decimal("1e-10")) for n in (Decimal(t.kali), Decimal(t.umur))]
    return (
        nilai.saldo_pokok,
        t.pokok,
        t.jasa,
        t.sejak,
        *umur,
        nilai.kelas,
        nilai.cadangan,
        nilai.berisiko,
        nilai.lunas,
    )


pinjaman_acak = st.fixed_dictionaries(
    {
        "pokok": st.integers(1, 60).map(lambda n: n * 50_000),
        "tenor": st.integers(1, 12),
        "jasa": st.sampled_from(["0", "1.5", "2"]),
        "metode": st.sampled_from([Metode.FLAT, Metode.MENURUN]),
        "pembulatan": st.sampled_from([Pembulatan.RUPIAH, Pembulatan.ATAS_100]),
        "cair": st.integers(40, 900).map(lambda n: MULAI - timedelta(days=n)),
        "bayar": st.lists(st.tuples(st.integers(1, 300), st.integers(1, 300)), max_size=5),
        "ulang": st.lists(st.tuples(st.integers(1, 300), st.integers(1, 8)), max_size=2),
    }
)


def build(buku, isi):
    """One random loan with its payments and reschedulings in the order of their days."""
    ketentuan = Ketentuan(
        pokok=d(isi["pokok"]), jasa_persen_per_bulan=d(isi["jasa"]), tenor_bulan=isi["tenor"], tanggal_cair=isi["cair"],
        metode=isi["metode"], pembulatan=isi["pembulatan"],
    )  # fmt: skip
    pinjaman = running_loan(buku, ketentuan)
    hari = isi["cair"]
    kejadian = sorted([(n, "bayar", x) for n, x in isi["bayar"]] + [(n, "ulang", x) for n, x in isi["ulang"]])
    for n, jenis, x in kejadian:
        hari = isi["cair"] + timedelta(days=n)
        if hari >= MULAI:
            break
        if jenis == "bayar":
            pay(pinjaman, hari, max(1, isi["pokok"] * x // 300))
        elif Pinjaman.objects.get(pk=pinjaman.pk).sisa_pokok >= 100_000 and not PenjadwalanUlang.objects.filter(
            pinjaman=pinjaman, tanggal__gte=hari
        ):
            reschedule(pinjaman, hari, x)
    return pinjaman


@pytest.mark.slow
@pytest.mark.parametrize("aturan", ATURAN)
def test_database_and_calculator_agree(buku_tua, aturan):
    """KEU-60 to KEU-65, KEU-160: any loan, any day, any borders: every figure is the calculator's."""
    ambang = ATURAN[aturan]

    @settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.lists(pinjaman_acak, min_size=1, max_size=4), st.lists(st.integers(0, 900), min_size=3, max_size=3))
    def jalan(semua, mundur):
        from django.db import transaction

        with transaction.atomic():
            pinjaman = [build(buku_tua, isi) for isi in semua]
            for n in mundur:
                hari = MULAI - timedelta(days=n)
                harap = {p.pk: nilai for p in pinjaman if (nilai := pure(p, hari, ambang)) is not None}
                dapat = {n.pinjaman.pk: n.nilai for n in assess_ledger(buku_tua, hari, ambang)}
                assert {k: plain(v) for k, v in dapat.items()} == {k: plain(v) for k, v in harap.items()}
            transaction.set_rollback(True)

    jalan()
