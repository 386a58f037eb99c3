"""Plans for tests: made by our own actions on a running S6 stage."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import factory
from django.conf import settings

from inti.pelaku import SISTEM
from pronangkis import actions
from pronangkis.models import PJM, KegiatanPJM, Renta
from siklus.models import Langkah, LokasiSasaran, Masalah, Siklus, SumberDana
from tests.factories import siklus as pabrik
from wilayah.models import Wilayah

KELURAHAN = pabrik.KELURAHAN


def sources() -> None:
    """The one list of sources, as shipped."""
    daftar = json.loads((Path(settings.BASE_DIR) / "data" / "sumber_dana.json").read_text(encoding="utf-8"))[
        "sumber_dana"
    ]
    SumberDana.objects.bulk_create([SumberDana(**b) for b in daftar], ignore_conflicts=True)


def stage(siklus: Siklus, *, tahun: int = 1) -> Langkah:
    """S6 of a Siklus, running."""
    langkah = pabrik.stage(siklus, "S6", tahun_siklus=tahun)
    return pabrik.move(langkah, "berjalan") if langkah.status == "belum" else langkah


def plan(siklus: Siklus, *, oleh: Any = SISTEM) -> PJM:
    """An empty first version."""
    sources()
    return actions.open_pjm(stage(siklus), oleh=oleh)


def problem(siklus: Siklus, bidang: str = "lingkungan", uraian: str = "") -> Masalah:
    """An agreed problem of the Pemetaan Swadaya, written straight to the table (its actions have tests of their own)."""
    s3 = pabrik.stage(siklus, "S3")
    if s3.status == "belum":
        s3 = pabrik.move(s3, "berjalan")
    return Masalah.objects.create(
        langkah=s3, wilayah_id=s3.wilayah_id, bidang=bidang, uraian=uraian or f"Masalah {bidang}", disepakati=True
    )


def activity(pjm: PJM, *, oleh: Any = SISTEM, bidang: str = "lingkungan", **isi: Any) -> KegiatanPJM:
    """One complete activity: volume, place, problem, cost."""
    program = actions.add_program(pjm, oleh=oleh, bidang=bidang, nama=f"Program {bidang}")
    data: dict[str, Any] = {
        "nama": f"Kegiatan {bidang}", "volume": 3, "satuan": "paket", "volume_1": 1, "volume_2": 2, "kk_miskin": 10,
        "lokasi": "Gang Mawar", "masalah": [problem(pjm.siklus, bidang)] if bidang != "bop" else [],
        "biaya": {("blm_apbn", 1): Decimal(1_000_000), ("swadaya", 2): Decimal(500_000)},
    }  # fmt: skip
    return actions.add_kegiatan(pjm, oleh=oleh, program=program, **{**data, **isi})


def _siklus_of(kode: str) -> Siklus:
    ada = Siklus.objects.filter(wilayah=kode).first()
    if ada is not None:
        return ada
    if not LokasiSasaran.objects.filter(wilayah=kode).exists():
        pabrik.put_on_list(kode)
    return pabrik.open_siklus(Wilayah.objects.get(kode=kode))


def draft_of(kode: str = KELURAHAN) -> PJM:
    """The draft of a kelurahan, made where there is none."""
    siklus = _siklus_of(kode)
    return PJM.objects.filter(siklus=siklus, status="draf").first() or plan(siklus)


class PJMFactory(factory.django.DjangoModelFactory):
    """An empty draft of a kelurahan."""

    class Meta:
        model = PJM

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> PJM:
        return draft_of(kwargs["wilayah_id"])


class KegiatanPJMFactory(factory.django.DjangoModelFactory):
    """One complete activity in the draft of a kelurahan."""

    class Meta:
        model = KegiatanPJM

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> KegiatanPJM:
        return activity(draft_of(kwargs["wilayah_id"]))


class RentaFactory(factory.django.DjangoModelFactory):
    """The first Renta of a kelurahan's draft."""

    class Meta:
        model = Renta

    wilayah_id = KELURAHAN

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Renta:
        return draft_of(kwargs["wilayah_id"]).renta.get()
