"""Ledgers for tests. Vouchers are made by our own actions: the database accepts no others. All bodies are invented."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import factory
from django.conf import settings

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.actions import Baris, Dana
from keuangan.models import (
    AkunBuku,
    Buku,
    CocokBank,
    HitungKas,
    Inventaris,
    Jurnal,
    PemilikDana,
    Periode,
    RekeningKoran,
)
from siklus.actions import load_sumber_dana
from tests.factories.wilayah import BadanFactory

DATA = Path(settings.BASE_DIR) / "data"
MULAI = date(2026, 1, 1)
BLM = Dana("blm_apbn", 2026, 1)
GULIR = Dana("perguliran", 2026)


def load_chart() -> None:
    """The sourced chart and the one list of money sources."""
    actions.load_akun_buku(json.loads((DATA / "akun_buku.json").read_text())["akun"], oleh=SISTEM)
    load_sumber_dana(json.loads((DATA / "sumber_dana.json").read_text())["sumber_dana"], oleh=SISTEM)


def two(debit: str, kredit: str, jumlah: int, dana: Dana = GULIR) -> list[Baris]:
    """The shortest journal: one account against another."""
    return [Baris(debit, dana, debit=jumlah), Baris(kredit, dana, kredit=jumlah)]


class BukuFactory(factory.django.DjangoModelFactory):
    """The ledger of a UPK."""

    class Meta:
        model = Buku

    wilayah_id = "32.73.01.1001"
    badan = factory.SubFactory(BadanFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    unit = "upk"
    bagan = factory.LazyAttribute(lambda b: "upk" if b.unit == "upk" else "sekretariat")
    mulai = MULAI


class AkunBukuFactory(factory.django.DjangoModelFactory):
    """An account that a ledger added."""

    class Meta:
        model = AkunBuku

    wilayah_id = "32.73.01.1001"
    buku = factory.SubFactory(BukuFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    bagan = factory.SelfAttribute("buku.bagan")
    kode = "51020"
    nama = "Lembur"
    golongan = "biaya"


class PeriodeFactory(factory.django.DjangoModelFactory):
    """January of a ledger, open."""

    class Meta:
        model = Periode

    wilayah_id = "32.73.01.1001"
    buku = factory.SubFactory(BukuFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    tahun, bulan = 2026, 1


class PemilikDanaFactory(factory.django.DjangoModelFactory):
    """An invented bank."""

    class Meta:
        model = PemilikDana

    wilayah_id = "32.73.01.1001"
    nama = factory.Sequence(lambda n: f"Bank Rekaan {n}")


class JurnalFactory(factory.django.DjangoModelFactory):
    """A receipt of Rp 100.000 of capital in cash (or on `akun`), dated in January."""

    class Meta:
        model = Jurnal

    wilayah_id = "32.73.01.1001"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> Jurnal:
        if not AkunBuku.objects.filter(buku__isnull=True).exists():
            load_chart()
        buku = isi.get("buku") or BukuFactory(wilayah_id=isi["wilayah_id"])
        return actions.post_jurnal(
            buku, oleh=SISTEM, jenis="bkm", tanggal=isi.get("tanggal", date(2026, 1, 5)), uraian="Modal tunai",
            baris=two(isi.get("akun", "11010"), "31010", isi.get("jumlah", 100_000)),
        )  # fmt: skip


class HitungKasFactory(factory.django.DjangoModelFactory):
    """A count of cash that agrees with the book: Rp 100.000."""

    class Meta:
        model = HitungKas

    wilayah_id = "32.73.01.1001"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> HitungKas:
        buku = isi.get("buku") or JurnalFactory(wilayah_id=isi["wilayah_id"]).buku
        return actions.count_kas(
            buku, oleh=SISTEM, tanggal=isi.get("tanggal", date(2026, 1, 5)), lembar={"k50000": 2}, penghitung="Yanti",
            saksi="Lilis",
        )  # fmt: skip


class InventarisFactory(factory.django.DjangoModelFactory):
    """A computer of Rp 1.000.000 for three months, bought in cash on 10 January."""

    class Meta:
        model = Inventaris

    wilayah_id = "32.73.01.1001"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> Inventaris:
        buku = JurnalFactory(wilayah_id=isi["wilayah_id"], jumlah=2_000_000).buku
        return actions.buy_inventaris(
            buku, oleh=SISTEM, dana=GULIR, nama="Komputer", tanggal=date(2026, 1, 10), harga=1_000_000, umur_bulan=3
        )


class RekeningKoranFactory(factory.django.DjangoModelFactory):
    """The bank's January of a ledger whose bank account got Rp 100.000 on the 5th: one row, which agrees."""

    class Meta:
        model = RekeningKoran

    wilayah_id = "32.73.01.1001"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> RekeningKoran:
        buku = isi.get("buku")
        if buku is None:
            buku = JurnalFactory(wilayah_id=isi["wilayah_id"], akun="11021").buku
        return actions.enter_rekening_koran(
            buku, oleh=SISTEM, akun="11021", dari=isi.get("dari", date(2026, 1, 1)), sampai=isi.get("sampai", date(2026, 1, 31)),
            saldo_awal=isi.get("saldo_awal", Decimal(0)), saldo_akhir=isi.get("saldo_akhir", Decimal(100_000)),
            baris=isi.get("baris", [actions.BarisKoran(date(2026, 1, 6), "SETORAN TUNAI", masuk=Decimal(100_000))]),
        )  # fmt: skip


class CocokBankFactory(factory.django.DjangoModelFactory):
    """The one row of that statement matched with its line."""

    class Meta:
        model = CocokBank

    wilayah_id = "32.73.01.1001"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **isi: Any) -> CocokBank:
        rekening = isi.get("rekening") or RekeningKoranFactory(wilayah_id=isi["wilayah_id"])
        return actions.match_suggestions(rekening, oleh=SISTEM)[0]
