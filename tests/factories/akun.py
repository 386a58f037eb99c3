"""People and assignments for tests, written straight to the tables (the actions have tests of their own)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import factory
from django.contrib.auth.hashers import make_password

from akun.models import Pengguna, Penugasan
from wilayah.waktu import today_in

SANDI = "kata-sandi-uji-1945"
_HASH: dict[str, str] = {}


def hashed_password() -> str:
    """The hash of SANDI, computed once a run."""
    if "sandi" not in _HASH:
        _HASH["sandi"] = make_password(SANDI)
    return _HASH["sandi"]


class PenggunaFactory(factory.django.DjangoModelFactory):
    """One person whose password is SANDI."""

    class Meta:
        model = Pengguna

    username = factory.Sequence(lambda n: f"petugas{n}")
    nama = factory.Sequence(lambda n: f"Petugas Uji {n}")
    password = factory.LazyFunction(hashed_password)


class PenugasanFactory(factory.django.DjangoModelFactory):
    """One running assignment, begun a month ago."""

    class Meta:
        model = Penugasan

    pengguna = factory.SubFactory(PenggunaFactory)
    peran = "faskel_cd"
    wilayah_id = "32.73.01.1001"
    mulai = factory.LazyFunction(lambda: today_in("") - timedelta(days=30))
    ditugaskan_oleh_id = "00000000-0000-0000-0000-000000000000"
    ditugaskan_oleh_nama = "Sistem"


def officer(
    username: str,
    peran: str,
    kode: str,
    *,
    nama: str = "",
    mulai: date | None = None,
    selesai: date | None = None,
    badan: Any = None,
) -> Pengguna:
    """A person with one running assignment of `peran` in the area `kode` ("" is the nation)."""
    pengguna = PenggunaFactory(username=username, nama=nama or f"{username.title()} Uji")
    PenugasanFactory(
        pengguna=pengguna, peran=peran, wilayah_id=kode or None, badan=badan, selesai=selesai,
        mulai=mulai or today_in("") - timedelta(days=30),
    )  # fmt: skip
    return pengguna
