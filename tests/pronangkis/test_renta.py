"""The yearly plan of years 2 and 3: taken from the plan in force, ratified by its own rembug."""

from __future__ import annotations

from typing import Any

import pytest

from inti.errors import AturanDilanggar, GerbangTertutup, IsianSalah, TidakBerwenang
from pronangkis import actions
from pronangkis.models import PJM, Renta
from tests.factories import pronangkis as pabrik
from tests.factories import siklus as pabrik_siklus
from tests.pronangkis.test_actions import MENYUSUL, filled, ratify

pytestmark = pytest.mark.django_db


@pytest.fixture
def berlaku(pjm: Any, petugas_kelurahan: Any, basis: Any) -> PJM:
    """A plan that the rembug ratified."""
    filled(pjm, petugas_kelurahan, basis)
    actions.submit_pjm(pjm, oleh=petugas_kelurahan, alasan=MENYUSUL)
    return ratify(pjm, petugas_kelurahan)()


@pytest.fixture
def tahun_dua(siklus: Any, berlaku: PJM) -> Any:
    """S6 of year 2, running."""
    return pabrik.stage(siklus, tahun=2)


def test_opened_from_the_plan_in_force(tahun_dua: Any, berlaku: PJM, empat_petugas: Any) -> None:
    """PJM-13: what has volume or cost in year 2 of the ratified plan, once; another kota finds no stage."""
    with pytest.raises(type(tahun_dua).DoesNotExist):
        actions.open_renta(tahun_dua, oleh=empat_petugas["kota_lain"])
    with pytest.raises(TidakBerwenang):
        actions.open_renta(tahun_dua, oleh=empat_petugas["kota"])
    renta = actions.open_renta(tahun_dua, oleh=empat_petugas["kelurahan"])

    assert (renta.tahun_ke, renta.tahun, renta.status) == (2, berlaku.tahun_mulai + 1, "draf")
    assert renta.kegiatan.count() == berlaku.kegiatan.filter(volume_2__gt=0).count() == 4
    with pytest.raises(AturanDilanggar, match="sudah ada"):
        actions.open_renta(tahun_dua, oleh=empat_petugas["kelurahan"])


def test_not_before_a_plan_is_ratified(siklus: Any, pjm: Any, petugas_kelurahan: Any) -> None:
    """PJM-13: a draft is no ground for a yearly plan."""
    with pytest.raises(AturanDilanggar, match="sudah disahkan"):
        actions.open_renta(pabrik.stage(siklus, tahun=2), oleh=petugas_kelurahan)


def test_months_then_ratified_by_its_own_rembug(tahun_dua: Any, petugas_kelurahan: Any) -> None:
    """PJM-11, PJM-13, PJM-14: months are 1-12, the rembug of that year ratifies, and the first year's Renta stays."""
    renta = actions.open_renta(tahun_dua, oleh=petugas_kelurahan)
    baris = list(renta.kegiatan.all())
    with pytest.raises(IsianSalah):
        actions.save_renta_lines(renta, oleh=petugas_kelurahan, baris=[{"id": baris[0].pk, "bulan": [13]}])
    actions.save_renta_lines(
        renta, oleh=petugas_kelurahan, baris=[{"id": b.pk, "bulan": [4, 3, 4], "ksm": "Melati"} for b in baris]
    )
    assert list(renta.kegiatan.values_list("bulan", flat=True)) == [[3, 4]] * len(baris)

    renta = actions.submit_renta(Renta.objects.get(pk=renta.pk), oleh=petugas_kelurahan)
    rembug = pabrik_siklus.hold(tahun_dua, "S6-REMBUG", oleh=petugas_kelurahan)
    tanda = {"koordinator_nama": "Dedi Kurnia", "lurah_nama": "Asep Hidayat"}
    lain = pabrik_siklus.hold(pabrik.stage(tahun_dua.siklus), "S6-REMBUG", oleh=petugas_kelurahan)
    with pytest.raises((AturanDilanggar, IsianSalah, GerbangTertutup)):
        actions.ratify_renta(renta, oleh=petugas_kelurahan, rembug=lain, **tanda)
    sah = actions.ratify_renta(renta, oleh=petugas_kelurahan, rembug=rembug, **tanda)

    assert sah.status == "disahkan" and sah.pengesahan.sidik
    assert set(Renta.objects.values_list("tahun_ke", "status")) == {(1, "disahkan"), (2, "disahkan")}


def test_taken_back_before_the_rembug(tahun_dua: Any, petugas_kelurahan: Any) -> None:
    """PJM-10: withdrawn with a reason it may be filled in again."""
    renta = actions.open_renta(tahun_dua, oleh=petugas_kelurahan)
    renta = actions.submit_renta(renta, oleh=petugas_kelurahan, alasan=MENYUSUL)
    baris = [{"id": renta.kegiatan.first().pk, "catatan": "ubah"}]
    with pytest.raises(AturanDilanggar):
        actions.save_renta_lines(renta, oleh=petugas_kelurahan, baris=baris)

    actions.withdraw_renta(renta, oleh=petugas_kelurahan, alasan="Lokasi berubah.")

    actions.save_renta_lines(Renta.objects.get(pk=renta.pk), oleh=petugas_kelurahan, baris=baris)
    assert renta.kegiatan.filter(catatan="ubah").count() == 1
