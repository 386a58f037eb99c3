"""Records of works, upkeep and aid for tests, written straight to the tables. All people are invented."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import factory

from ksm.ceklis_mutu import newest
from ksm.models import (
    BadanPemelihara,
    BahanUsulan,
    FotoPekerjaan,
    KasPemelihara,
    KemajuanUsulan,
    PemeriksaanAset,
    PemeriksaanMutu,
    PenerimaanBantuan,
    SerahTerima,
    SwadayaUsulan,
    Usulan,
)
from tests.factories.laporan import BerkasFactory
from tests.factories.usulan_jadi import KELURAHAN, usulan_in
from wilayah.waktu import today_in


def ago(hari: int, kode: str = KELURAHAN) -> date:
    """So many days before today in the area."""
    return today_in(kode) - timedelta(days=hari)


class MilikUsulanFactory(factory.django.DjangoModelFactory):
    """A record of a running work; with `usulan` its area follows."""

    class Meta:
        abstract = True

    wilayah_id = factory.LazyAttribute(lambda o: o.usulan.wilayah_id)
    usulan = factory.LazyFunction(lambda: usulan_in("berjalan"))
    tanggal = factory.LazyAttribute(lambda o: ago(10, o.usulan.wilayah_id))


class KemajuanUsulanFactory(MilikUsulanFactory):
    """Forty percent."""

    class Meta:
        model = KemajuanUsulan

    persen = Decimal(40)
    uraian = "Galian dan pasangan batu"


class FotoPekerjaanFactory(MilikUsulanFactory):
    """The spot before work began."""

    class Meta:
        model = FotoPekerjaan

    titik = "Depan pos ronda"
    tahap = 0
    berkas = factory.LazyAttribute(lambda o: BerkasFactory(wilayah_id=o.usulan.wilayah_id))


class BahanUsulanFactory(MilikUsulanFactory):
    """Twenty bags of cement."""

    class Meta:
        model = BahanUsulan

    uraian = "Semen"
    volume = 20
    satuan = "zak"


class SwadayaUsulanFactory(MilikUsulanFactory):
    """Ten days of labour."""

    class Meta:
        model = SwadayaUsulan

    bentuk = "tenaga"
    uraian = "Kerja bakti"
    volume = 10
    satuan = "HOK"
    harga_satuan = 100_000


class PemeriksaanMutuFactory(MilikUsulanFactory):
    """Everything in order."""

    class Meta:
        model = PemeriksaanMutu

    jawaban = factory.LazyFunction(lambda: {b.kode: {"ya": True, "catatan": ""} for b in newest().butir})
    ya = factory.LazyAttribute(lambda o: len(o.jawaban))
    butir = factory.LazyAttribute(lambda o: len(o.jawaban))
    hasil = "baik"
    pemeriksa = "Hendra Gunawan"


class SerahTerimaFactory(MilikUsulanFactory):
    """The hand-over of a work that was finished by `finish`."""

    class Meta:
        model = SerahTerima

    usulan = factory.LazyFunction(lambda: finish(usulan_in("berjalan")))
    tanggal = factory.LazyAttribute(lambda o: ago(5, o.usulan.wilayah_id))
    selesai = factory.LazyAttribute(lambda o: o.tanggal - timedelta(days=1))
    volume = Decimal(80)
    satuan = "m"
    dari = "Cucu Cahyati"
    kepada = "Asep Hidayat"


class BadanPemeliharaFactory(MilikUsulanFactory):
    """Three thousand a month, for ten years."""

    class Meta:
        model = BadanPemelihara
        exclude = ("tanggal",)

    nama = "Kelompok Pemelihara RT 01"
    ketua = "Ujang Koswara"
    dibentuk = factory.LazyAttribute(lambda o: ago(10, o.usulan.wilayah_id))
    umur_tahun = 10
    irama = "bulanan"
    iuran = 3_000


class KasPemeliharaFactory(MilikUsulanFactory):
    """Fees of one month."""

    class Meta:
        model = KasPemelihara

    usulan = factory.LazyFunction(lambda: kept(usulan_in("berjalan")))
    arah = "masuk"
    jumlah = 90_000
    uraian = "Iuran 30 KK"


class PemeriksaanAsetFactory(MilikUsulanFactory):
    """This year's check: in order."""

    class Meta:
        model = PemeriksaanAset

    usulan = factory.LazyFunction(lambda: SerahTerimaFactory().usulan)
    tanggal = factory.LazyAttribute(lambda o: ago(1, o.usulan.wilayah_id))
    tahun = factory.LazyAttribute(lambda o: o.tanggal.year)
    keadaan = "baik"
    pemeriksa = "Ujang Koswara"


class PenerimaanBantuanFactory(MilikUsulanFactory):
    """The first recipient received the whole right."""

    class Meta:
        model = PenerimaanBantuan

    usulan = factory.LazyFunction(lambda: usulan_in("berjalan", jenis="sosial"))
    pemanfaat = factory.LazyAttribute(lambda o: o.usulan.pemanfaatusulan.order_by("urut").first())
    bentuk = "uang"
    jumlah = factory.LazyAttribute(lambda o: o.pemanfaat.nilai)
    bukti = "tanda_tangan"
    berkas = factory.LazyAttribute(lambda o: BerkasFactory(wilayah_id=o.usulan.wilayah_id))


def finish(usulan: Usulan, *, hari: int = 6) -> Usulan:
    """A work at 100 percent with one spot photographed three times and good quality; not handed over yet."""
    KemajuanUsulanFactory(usulan=usulan, persen=100, tanggal=ago(hari, usulan.wilayah_id))
    for tahap in (0, 50, 100):
        FotoPekerjaanFactory(usulan=usulan, tahap=tahap, tanggal=ago(hari, usulan.wilayah_id))
    PemeriksaanMutuFactory(usulan=usulan, tanggal=ago(hari, usulan.wilayah_id))
    return usulan


def kept(usulan: Usulan) -> Usulan:
    """A work with its maintenance body."""
    BadanPemeliharaFactory(usulan=usulan)
    return usulan


def asset(*, serah: int = 400, **isi: Any) -> Usulan:
    """A finished work, handed over so many days ago, with its maintenance body."""
    usulan = finish(usulan_in("berjalan", **isi), hari=serah + 2)
    SerahTerimaFactory(usulan=usulan, tanggal=ago(serah, usulan.wilayah_id))
    return kept(usulan)
