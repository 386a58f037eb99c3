"""The second programme on the same engine: a cycle of a kecamatan that fans out over its desa."""

from __future__ import annotations

from typing import Any

import pytest

from inti.errors import IsianSalah
from inti.pelaku import SISTEM
from siklus import actions
from siklus.definisi import ambil_definisi
from siklus.definisi.model import Sebaran
from siklus.gerbang import periksa_banyak
from siklus.models import Langkah, LokasiSasaran
from tests.factories.siklus import SURAT

pytestmark = pytest.mark.django_db


@pytest.fixture
def kecamatan(register: Any) -> Any:
    """A kecamatan on the rural programme's list."""
    LokasiSasaran.objects.create(wilayah_id="32.73.01", program="pnpm_perdesaan", tahun_anggaran=2010, **SURAT)
    return register["32.73.01"]


def test_cycle_of_a_kecamatan_fans_out(kecamatan: Any) -> None:
    """SIK-19, SIK-20: one Langkah per desa where the stage fans out, one in the kecamatan otherwise, the kabupaten's apart."""
    siklus = actions.create_siklus(kecamatan, oleh=SISTEM, tahun=2010, program="pnpm_perdesaan")

    definisi = ambil_definisi("pnpm_perdesaan@1")
    anak = next(x for x in definisi.langkah if x.sebaran is Sebaran.ANAK)
    pemilik = next(x for x in definisi.langkah if x.sebaran is Sebaran.PEMILIK)
    di = siklus.langkah.filter(tahun_siklus=anak.tahun[0]).values_list("wilayah_id", flat=True)
    assert sorted(di.filter(kode=anak.kode)) == ["32.73.01.1001", "32.73.01.1002"]
    assert list(di.filter(kode=pemilik.kode)) == ["32.73.01"]
    atas = {x.kode for x in definisi.langkah_atas("kota")}
    assert set(Langkah.objects.filter(siklus__isnull=True, wilayah="32.73").values_list("kode", flat=True)) == atas


def test_every_checklist_of_the_rural_programme_answers(kecamatan: Any) -> None:
    """SIK-30: gates over child areas, over areas above and over earlier putaran all give findings in words."""
    actions.create_siklus(kecamatan, oleh=SISTEM, tahun=2010, program="pnpm_perdesaan")

    hasil = periksa_banyak(Langkah.objects.select_related("siklus", "wilayah"))

    assert hasil
    assert all(k.pesan and k.aturan for temuan in hasil.values() for k in temuan)


def test_urban_cycle_does_not_open_in_a_kecamatan(kecamatan: Any) -> None:
    """SIK-21: a cycle opens only at the owner level of its definition."""
    with pytest.raises(IsianSalah) as galat:
        actions.create_siklus(kecamatan, oleh=SISTEM, tahun=2010, program="p2kp")

    assert set(galat.value.galat) == {"wilayah"}
