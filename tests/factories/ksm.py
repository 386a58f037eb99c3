"""Groups for tests, written straight to the tables. All people are invented."""

from __future__ import annotations

from datetime import date

import factory

from ksm.ceklis import newest
from ksm.models import KSM, AnggotaKSM, AturanMain, CeklisKSM
from tests.factories.wilayah import BadanFactory


class KSMFactory(factory.django.DjangoModelFactory):
    """One group that existed before the programme."""

    class Meta:
        model = KSM

    wilayah_id = "32.73.01.1001"
    nama = factory.Sequence(lambda n: f"Melati {n}")
    badan = factory.SubFactory(
        BadanFactory,
        jenis="ksm",
        sebutan="KSM",
        nama=factory.SelfAttribute("..nama"),
        wilayah_id=factory.SelfAttribute("..wilayah_id"),
    )
    jenis = "ekonomi"
    asal = "sudah_ada"
    terbentuk = date(2020, 3, 1)


class AnggotaKSMFactory(factory.django.DjangoModelFactory):
    """One member."""

    class Meta:
        model = AnggotaKSM

    ksm = factory.SubFactory(KSMFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    wilayah_id = "32.73.01.1001"
    nama = factory.Sequence(lambda n: f"Anggota Rekaan {n}")
    jenis_kelamin = "P"
    masuk = date(2020, 3, 1)


class AturanMainFactory(factory.django.DjangoModelFactory):
    """Rules agreed on when the group was formed."""

    class Meta:
        model = AturanMain

    ksm = factory.SubFactory(KSMFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    wilayah_id = "32.73.01.1001"
    disepakati = date(2020, 3, 8)
    irama = "bulanan"
    pembagian_tugas = "Ketua memimpin, bendahara menyimpan uang."


class CeklisKSMFactory(factory.django.DjangoModelFactory):
    """A checklist with everything in order."""

    class Meta:
        model = CeklisKSM

    ksm = factory.SubFactory(KSMFactory, wilayah_id=factory.SelfAttribute("..wilayah_id"))
    wilayah_id = "32.73.01.1001"
    jenis = "keadaan"
    tanggal = date(2020, 4, 1)
    jawaban = factory.LazyAttribute(lambda o: {b.kode: {"ya": True, "catatan": ""} for b in newest(o.jenis).butir})
    ya = factory.LazyAttribute(lambda o: len(o.jawaban))
    butir = factory.LazyAttribute(lambda o: len(o.jawaban))
