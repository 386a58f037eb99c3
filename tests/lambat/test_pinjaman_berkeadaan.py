"""Lend, pay, overpay, settle, reverse, reschedule, close and reopen in any order: the register stays equal to the ledger.

Slow: `./test -m lambat tests/lambat`. At least 2,000 runs; each is rolled back.
"""

from __future__ import annotations

import calendar
import os
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from inti.errors import GalatAplikasi
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Terima
from keuangan.bagi import Minta
from keuangan.models import AlokasiPembayaran, AngsuranPinjaman, Buku, Pembayaran, Periode, Pinjaman
from keuangan.periksa import wrong_rows
from keuangan.queries import balance_of, waiting_approval
from keuangan.queries_kolektibilitas import assess_ledger, recap_on
from tests.conftest import KELURAHAN
from tests.factories.akun import officer
from tests.factories.keuangan import BukuFactory, load_chart
from tests.factories.ksm import KSMFactory
from tests.factories.pembayaran import running
from tests.factories.wilayah import BadanFactory
from tests.helpers import check_deferred
from wilayah.waktu import today_in

pytestmark = [pytest.mark.lambat, pytest.mark.django_db]
JALAN, LANGKAH = 2000, 14
PINJAMAN_MAKS = 3
HIDUP = ("berjalan", "dijadwal_ulang")


def block() -> Any:
    """An atomic block in which units of work may begin, as in those of Django's own tests."""
    satu: Any = transaction.atomic()
    satu._from_testcase = True
    return satu


def machine(buku: Buku, manajer: Any, koordinator: Any, ksm: list[Any]) -> type[RuleBasedStateMachine]:
    """The machine over one ledger; what an action refuses leaves everything as it was."""

    class Mesin(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.titik = block()
            self.titik.__enter__()
            self.hari = buku.mulai

        def teardown(self) -> None:
            try:
                check_deferred()
                assert wrong_rows(buku_id=buku.pk) == []
            finally:
                transaction.set_rollback(True)
                self.titik.__exit__(None, None, None)

        def loans(self, *status: str) -> list[Pinjaman]:
            return list(Pinjaman.objects.filter(buku=buku, status__in=status).order_by("nomor"))

        @initialize(pokok=st.integers(2, 60), tenor=st.integers(3, 12), umur=st.integers(1, 500))
        def first(self, pokok: int, tenor: int, umur: int) -> None:
            self.lend(pokok, tenor, umur)

        @precondition(lambda self: Pinjaman.objects.filter(buku=buku).count() < PINJAMAN_MAKS)
        @rule(pokok=st.integers(2, 60), tenor=st.integers(3, 12), umur=st.integers(1, 500))
        def lend(self, pokok: int, tenor: int, umur: int) -> None:
            satu = ksm[Pinjaman.objects.filter(buku=buku).count()]
            with suppress(GalatAplikasi), block():  # the loan and its opening balance, or neither
                running(
                    buku, ksm=satu, pokok=pokok * 50_000, tenor_bulan=tenor,
                    tanggal_cair=buku.mulai - timedelta(days=umur),
                )  # fmt: skip

        @rule(hari=st.integers(1, 45))
        def pass_time(self, hari: int) -> None:
            self.hari = min(self.hari + timedelta(days=hari), today_in(buku.wilayah_id))

        @rule(mana=st.integers(0, 9), permil=st.integers(1, 700), lunas=st.booleans())
        def pay(self, mana: int, permil: int, lunas: bool) -> None:
            hidup = self.loans(*HIDUP)
            if not hidup:
                return
            p = hidup[mana % len(hidup)]
            uang = max(1, int(p.pokok or 0) * permil // 1000)
            with suppress(GalatAplikasi):
                actions.pay_pinjaman(p, Terima(Minta(Decimal(uang), self.hari, pelunasan=lunas)), oleh=SISTEM)

        @rule(mana=st.integers(0, 9))
        def overpay(self, mana: int) -> None:
            hidup = self.loans(*HIDUP)
            if not hidup:
                return
            p = hidup[mana % len(hidup)]
            with pytest.raises(GalatAplikasi):
                actions.pay_pinjaman(p, Terima(Minta(Decimal(int(p.pokok or 0) * 9), self.hari)), oleh=SISTEM)

        @rule(mana=st.integers(0, 20))
        def take_back(self, mana: int) -> None:
            bayar = list(Pembayaran.objects.filter(pinjaman__buku=buku, membalik__isnull=True).order_by("id"))
            if bayar:
                with suppress(GalatAplikasi):
                    actions.reverse_pembayaran(
                        bayar[mana % len(bayar)], oleh=SISTEM, alasan="Salah catat", tanggal=self.hari
                    )

        @rule(mana=st.integers(0, 9), tenor=st.integers(1, 12))
        def reschedule(self, mana: int, tenor: int) -> None:
            hidup = self.loans(*HIDUP)
            if hidup:
                with suppress(GalatAplikasi):
                    actions.reschedule_pinjaman(
                        hidup[mana % len(hidup)], oleh=manajer, tanggal=self.hari, tenor_bulan=tenor,
                        keputusan="Rapat BKM 1", koordinator_nama="Dedi Koordinator", alasan="Paceklik",
                    )  # fmt: skip

        @rule()
        def close_month(self) -> None:
            periode = Periode.objects.filter(buku=buku, status="terbuka").order_by("tahun", "bulan").first()
            if periode is None:
                return
            with suppress(GalatAplikasi):
                actions.post_cadangan(
                    buku, tahun=periode.tahun, bulan=periode.bulan, oleh=SISTEM, alasan="Disusun ulang"
                )
                for j in waiting_approval(buku, periode):
                    actions.approve_jurnal(j, oleh=manajer)
                actions.close_periode(periode, oleh=manajer)
                assert balance_of(buku, "12010", periode.akhir) == recap_on(buku, periode.akhir).sendiri.cadangan

        @rule()
        def reopen_month(self) -> None:
            periode = Periode.objects.filter(buku=buku, status="ditutup").order_by("-tahun", "-bulan").first()
            if periode is not None:
                with suppress(GalatAplikasi):
                    actions.reopen_periode(periode, oleh=koordinator, alasan="Keputusan BKM")

        @invariant()
        def register_is_the_control_account(self) -> None:
            akhir = date(self.hari.year, self.hari.month, calendar.monthrange(self.hari.year, self.hari.month)[1])
            for hari in {self.hari, min(akhir, today_in(buku.wilayah_id)), buku.mulai}:
                saldo = sum((n.nilai.saldo_pokok for n in assess_ledger(buku, hari)), Decimal(0))
                assert saldo == balance_of(buku, "11030", hari)

        @invariant()
        def instalments_are_their_allocations(self) -> None:
            jadwal = AngsuranPinjaman.objects.filter(pinjaman__buku=buku)
            isi = jadwal.aggregate(pokok=Sum("pokok_dibayar"), jasa=Sum("jasa_dibayar"), bop=Sum("bop_dibayar"))
            alokasi = AlokasiPembayaran.objects.filter(pembayaran__pinjaman__buku=buku).order_by()
            per = dict(alokasi.values_list("untuk").annotate(n=Sum("jumlah")))
            assert {k: v or 0 for k, v in isi.items()} == {k: per.get(k, 0) for k in ("pokok", "jasa", "bop")}

        @invariant()
        def nothing_is_below_zero(self) -> None:
            assert not Pinjaman.objects.filter(buku=buku, sisa_pokok__lt=0).exists()
            baris = AngsuranPinjaman.objects.filter(pinjaman__buku=buku)
            assert not baris.filter(pokok_dibayar__gt=F("pokok")).exists()
            assert not baris.filter(jasa__lt=F("jasa_dibayar") + F("jasa_dibebaskan")).exists()
            assert all(n.nilai.saldo_pokok >= n.nilai.tunggakan.pokok >= 0 for n in assess_ledger(buku, self.hari))

        @invariant()
        def constraints_hold(self) -> None:
            check_deferred()

    return Mesin


def test_loans_in_any_order(register):
    """KEU-132, KEU-133, KEU-134, KEU-135, KEU-137, KEU-152, KEU-162, KEU-164: register, schedule, ledger and reserve agree."""
    load_chart()
    badan = BadanFactory(nama="Cahaya")
    buku = BukuFactory(badan=badan)
    manajer = officer("manajer", "manajer_upk", KELURAHAN, badan=badan, nama="Lilis Manajer")
    koordinator = officer("koordinator", "koordinator_bkm", KELURAHAN, badan=badan, nama="Dedi Koordinator")
    ksm = [KSMFactory(wilayah_id=buku.wilayah_id) for _n in range(PINJAMAN_MAKS)]
    kelas = machine(buku, manajer, koordinator, ksm)
    run_state_machine_as_test(
        kelas,
        settings=settings(
            max_examples=int(os.environ.get("P2KP_JALAN", JALAN)), stateful_step_count=LANGKAH,
            deadline=None, database=None, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
