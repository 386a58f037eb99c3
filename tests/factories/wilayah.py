"""Places, residents, bodies and parameters for tests, written straight to the tables. All people are invented."""

from __future__ import annotations

from datetime import date

import factory

from wilayah.models import Badan, Basis, DaftarDewasa, Parameter, Warga


class BasisFactory(factory.django.DjangoModelFactory):
    """One RW."""

    class Meta:
        model = Basis

    wilayah_id = "32.73.01.1001"
    jenis = "rw"
    nomor = factory.Sequence(lambda n: f"{n % 900 + 1:02d}")


class DaftarDewasaFactory(factory.django.DjangoModelFactory):
    """A roll of 100 women and men."""

    class Meta:
        model = DaftarDewasa

    basis = factory.SubFactory(BasisFactory)
    wilayah_id = factory.SelfAttribute("basis.wilayah_id")
    berlaku_pada = date(2026, 1, 1)
    dewasa_l = 48
    dewasa_p = 52


class WargaFactory(factory.django.DjangoModelFactory):
    """One resident without NIK."""

    class Meta:
        model = Warga

    wilayah_id = "32.73.01.1001"
    nama = factory.Sequence(lambda n: f"Warga Rekaan {n}")
    jenis_kelamin = "P"
    tahun_lahir = 1990


class BadanFactory(factory.django.DjangoModelFactory):
    """One BKM."""

    class Meta:
        model = Badan

    wilayah_id = "32.73.01.1001"
    jenis = "bkm"
    sebutan = "BKM"
    nama = factory.Sequence(lambda n: f"Mandiri {n}")


class ParameterFactory(factory.django.DjangoModelFactory):
    """A national percentage of the P2KP programme."""

    class Meta:
        model = Parameter

    kode = "uji.perempuan_min"
    definisi = "p2kp"
    nama = "Perempuan paling sedikit"
    nilai = 30
    jenis = "persen"
    satuan = "% hadir"
    mode = "warn"
    berlaku_mulai = date(2000, 1, 1)
    status_sumber = "naskah"
    sumber = "C1"
