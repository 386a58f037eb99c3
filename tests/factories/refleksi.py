"""Findings of the Refleksi and the Pemetaan Swadaya for tests, written straight to the tables."""

from __future__ import annotations

from typing import Any

import factory

from siklus.models import BidangNihil, Langkah, Masalah, Peta, Potensi, RefleksiButir, Siklus
from tests.factories.laporan import BerkasFactory
from tests.factories.siklus import move

URUTAN = {"S2": 30, "S3": 40}


def running(kode: str, wilayah_id: str = "32.73.01.1001") -> Langkah:
    """A running stage of the first Siklus of a kelurahan; both are made where they are not there."""
    siklus, _baru = Siklus.objects.get_or_create(
        wilayah_id=wilayah_id, definisi="p2kp@1", defaults={"tahun_mulai": 2026}
    )
    langkah, _baru = Langkah.objects.get_or_create(
        siklus=siklus, kode=kode, wilayah_id=wilayah_id, definisi="p2kp@1",
        defaults={"tahun": 2026, "tingkat": "kelurahan", "urutan": URUTAN[kode]},
    )  # fmt: skip
    return move(langkah, "berjalan") if langkah.status == "belum" else langkah


class AnakFactory(factory.django.DjangoModelFactory):
    """A row of a stage, in its area."""

    class Meta:
        abstract = True

    wilayah_id = "32.73.01.1001"
    langkah: Any = factory.LazyAttribute(lambda o: running("S3", o.wilayah_id))


class RefleksiButirFactory(AnakFactory):
    """A criterion of one discussion."""

    class Meta:
        model = RefleksiButir

    langkah = factory.LazyAttribute(lambda o: running("S2", o.wilayah_id))
    jenis = "kriteria_kemiskinan"
    uraian = factory.Sequence(lambda n: f"Makan dua kali sehari ({n})")
    cakupan = factory.LazyAttribute(lambda o: "rumah_tangga" if o.jenis == "kriteria_kemiskinan" else "")


class MasalahFactory(AnakFactory):
    """A problem of the environment."""

    class Meta:
        model = Masalah

    bidang = "lingkungan"
    uraian = factory.Sequence(lambda n: f"Saluran tersumbat ({n})")


class BidangNihilFactory(AnakFactory):
    """A field without problems."""

    class Meta:
        model = BidangNihil

    bidang = "kepemimpinan"
    keterangan = "Sudah dibahas di semua RW."


class PotensiFactory(AnakFactory):
    """A group that existed before."""

    class Meta:
        model = Potensi

    bidang = "ekonomi"
    jenis = "sosial"
    uraian = factory.Sequence(lambda n: f"Kelompok arisan ({n})")
    kelompok_ada = True


class PetaFactory(AnakFactory):
    """The base map."""

    class Meta:
        model = Peta

    jenis = "dasar"
    berkas = factory.LazyAttribute(lambda o: BerkasFactory(wilayah_id=o.wilayah_id))
