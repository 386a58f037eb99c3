"""The rules of the Refleksi and the Pemetaan Swadaya in the database, tried by breaking them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from siklus.models import Masalah, Potensi, RefleksiButir
from tests.factories.refleksi import (
    BidangNihilFactory,
    MasalahFactory,
    PetaFactory,
    PotensiFactory,
    RefleksiButirFactory,
    running,
)

pytestmark = pytest.mark.django_db


def refused(kerja, **isi):
    """The database refuses the row; the same setup without the fault is accepted."""
    with pytest.raises(DatabaseError), transaction.atomic():
        kerja(**isi)
    return True


def test_point_constraints(register):
    """SIK-62, SIK-64, SIK-65: words, reach, weight and values of a point."""
    assert refused(RefleksiButirFactory, uraian="")
    assert refused(RefleksiButirFactory, cakupan="")
    assert refused(RefleksiButirFactory, jenis="akar_masalah", cakupan="kawasan")
    assert refused(RefleksiButirFactory, bobot=0)
    assert refused(RefleksiButirFactory, bobot=101)
    assert refused(RefleksiButirFactory, jenis="visi_awal", bobot=5)
    assert refused(RefleksiButirFactory, jenis="kriteria_pemimpin", nilai=["kaya"])
    assert refused(RefleksiButirFactory, jenis="akar_masalah", nilai=["kejujuran"])
    assert RefleksiButirFactory(bobot=100)
    assert RefleksiButirFactory(jenis="kriteria_pemimpin", nilai=["kejujuran", "keadilan"])


def test_agreed_list(register):
    """SIK-63, SIK-64: an agreed point is nobody's alone, stands once, and takes in points of its own kind only."""
    sepakat = RefleksiButirFactory(uraian="Rumah tidak layak", disepakati=True)
    assert refused(RefleksiButirFactory, uraian="RUMAH tidak layak", disepakati=True)
    assert refused(RefleksiButirFactory, disepakati=True, disepakati_dari=sepakat)
    assert refused(RefleksiButirFactory, jenis="akar_masalah", disepakati_dari=sepakat)
    assert RefleksiButirFactory(disepakati_dari=sepakat).disepakati_dari_id == sepakat.pk
    RefleksiButirFactory(jenis="visi_awal", disepakati=True, uraian="Kampung mandiri")
    assert refused(RefleksiButirFactory, jenis="visi_awal", disepakati=True, uraian="Kampung hijau")


def test_problem_constraints(register):
    """SIK-66, SIK-67: five fields; a priority only for what is agreed."""
    assert refused(MasalahFactory, bidang="politik")
    assert refused(MasalahFactory, uraian="")
    assert refused(MasalahFactory, prioritas=1)
    assert refused(MasalahFactory, prioritas=0, disepakati=True)
    assert MasalahFactory(prioritas=1, disepakati=True)


def test_a_field_without_problems_has_none(register):
    """SIK-68: said to have none, or an agreed problem; never both, and said once."""
    BidangNihilFactory(bidang="sosial")
    assert refused(BidangNihilFactory, bidang="sosial")
    assert refused(BidangNihilFactory, bidang="ekonomi", keterangan="")
    MasalahFactory(bidang="sosial")  # found, not agreed
    assert refused(MasalahFactory, bidang="sosial", disepakati=True)
    MasalahFactory(bidang="ekonomi", disepakati=True)
    assert refused(BidangNihilFactory, bidang="ekonomi")


def test_potential_and_map(register):
    """SIK-69, SIK-70: value not below zero; a map of a place names the place, a thematic one its theme."""
    assert refused(PotensiFactory, nilai=-1)
    assert refused(PotensiFactory, bidang="lain")
    assert refused(PetaFactory, level="basis")
    assert refused(PetaFactory, jenis="tematik")
    assert PetaFactory(jenis="tematik", judul="Sumur warga")


def test_link_to_potential_stays_in_the_stage(register):
    """SIK-67, SIK-04: a problem leans on potentials of its own stage, while it is open."""
    masalah, potensi = MasalahFactory(), PotensiFactory()
    masalah.potensi.add(potensi)
    jauh = PotensiFactory(wilayah_id="32.73.01.1002")
    with pytest.raises(DatabaseError), transaction.atomic():
        masalah.potensi.add(jauh)
    move_on(masalah.langkah)
    with pytest.raises(DatabaseError), transaction.atomic():
        masalah.potensi.remove(potensi)


def move_on(langkah):
    """Hand a running stage in, by raw SQL along legal changes."""
    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE siklus_langkah SET status = 'diajukan', diajukan_pada = now(), "
            "diajukan_oleh_id = '00000000-0000-0000-0000-0000000000a1' WHERE id = %s",
            [langkah.pk],
        )


@pytest.mark.parametrize(
    "pabrik", [RefleksiButirFactory, MasalahFactory, BidangNihilFactory, PotensiFactory, PetaFactory]
)
def test_locked_with_the_stage(register, pabrik):
    """SIK-04, UMU-32: handed in, nothing is added or changed; nothing is ever deleted."""
    baris = pabrik()
    with pytest.raises(DatabaseError), transaction.atomic():
        baris.delete()
    move_on(baris.langkah)
    with pytest.raises(DatabaseError), transaction.atomic():
        type(baris).objects.filter(pk=baris.pk).update(dibuat_oleh_nama="Orang lain")
    with pytest.raises(DatabaseError), transaction.atomic():
        pabrik(langkah=baris.langkah)


def test_area_of_the_stage(register):
    """SIK-49: a record lies in the area of its stage."""
    langkah = running("S3")
    for model, isi in (
        (Masalah, {"bidang": "sosial"}),
        (Potensi, {"bidang": "sosial", "jenis": "alam"}),
        (RefleksiButir, {"jenis": "akar_masalah"}),
    ):
        assert refused(model.objects.create, langkah=langkah, wilayah_id="32.73.01.1002", uraian="Salah", **isi)
