"""Rows of summaries for tests that only need one to exist."""

from __future__ import annotations

from datetime import date
from typing import Any

import factory
from django.utils import timezone

from dasbor.models import NilaiIndikator


class NilaiIndikatorFactory(factory.django.DjangoModelFactory):
    """One figure: 12 women of 22 people present."""

    class Meta:
        model = NilaiIndikator

    wilayah_id: Any = "32.73.01.1001"
    program = "p2kp"
    bulan = date(2026, 11, 1)
    kode_indikator = "partisipasi.perempuan"
    pembilang = 12
    penyebut = 22
    wajib = 1
    melapor = 1
    dihitung_pada = factory.LazyFunction(timezone.now)
