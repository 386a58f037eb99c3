"""Parts that are not built yet say so, and name the stages that wait for them."""

from __future__ import annotations

from typing import Any

import pytest

from inti import registry
from siklus.bagian import BagianBelum, belum, waiting_stages
from siklus.definisi import ambil_definisi
from siklus.models import Siklus
from tests.helpers import masuk

pytestmark = pytest.mark.django_db


def test_part_to_come(siklus: Siklus, empat_petugas: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """SIK-17: the tab opens for the officers of the area, names the waiting stages, and hides from all others."""
    monkeypatch.setitem(belum, "mitra", BagianBelum("mitra", "Kemitraan", "Yang akan ada.", "mitra"))
    alamat = f"/kelurahan/{siklus.wilayah_id}/mitra/"
    for nama in ("kelurahan", "kota"):
        isi = masuk(empat_petugas[nama]).get(alamat)
        assert isi.status_code == 200
        assert "belum tersedia" in isi.content.decode()
        assert all(m.langkah.kode in isi.content.decode() for m in isi.context["menanti"])
    assert masuk(empat_petugas["kota_lain"]).get(alamat).status_code == 404
    assert masuk(empat_petugas["tanpa_tugas"]).get(alamat).status_code in {403, 404}


def test_waiting_is_read_from_the_definition(monkeypatch: pytest.MonkeyPatch) -> None:
    """SIK-17: what waits for a part is what the definition asks of it and nobody answers."""
    bagian, definisi = BagianBelum("bkm", "BKM", "", "bkm"), ambil_definisi("p2kp@1")
    lain = {k: f for k, f in registry.syarat.semua() if not k.startswith("bkm.")}
    monkeypatch.setattr(registry.syarat, "_isi", lain)

    menanti = {m.langkah.kode for m in waiting_stages(bagian, definisi)}
    assert {"S4", "S4b", "S6"} <= menanti
    assert "S1" not in menanti
