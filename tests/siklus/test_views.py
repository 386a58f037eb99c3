"""Pages of the cycle: each tried by the four officers, in the states that matter, with its queries counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from inti.models import KunciIdempotensi
from siklus import actions
from siklus.models import Keluaran, Keputusan, Langkah, Pertemuan, Relawan
from tests.factories import siklus as pabrik
from tests.helpers import kunci
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture
def s1(siklus: Any) -> Langkah:
    """RKM of the kelurahan, running."""
    return pabrik.move(pabrik.stage(siklus, "S1"), "berjalan")


def alamat(nama: str, *args: Any, **kueri: Any) -> str:
    """An address of this app."""
    return reverse(f"siklus:{nama}", args=args)


HALAMAN_LANGKAH = [
    "langkah", "langkah-temuan", "langkah-rencana", "percakapan", "pelajaran-baru", "paket", "pertemuan-langkah",
    "pertemuan-baru", "pertemuan-jadwal", "keputusan", "relawan", "pelatihan-baru", "keluaran-baru",
]  # fmt: skip


@pytest.mark.parametrize("nama", HALAMAN_LANGKAH)
def test_stage_page_by_four_officers(nama: str, s1: Langkah, empat_petugas: dict[str, Any], klien: Any) -> None:
    """UMU-12, UMU-13: the team opens it, another kota and a person without task get the same 404 as for nothing."""
    kode = {n: klien(p).get(alamat(nama, s1.pk)).status_code for n, p in empat_petugas.items()}

    assert kode["kelurahan"] in ({403} if nama == "langkah-rencana" and not empat_petugas["kelurahan"].may("siklus.jadwalkan_langkah", s1) else {200})
    assert kode["kota"] in (200, 403)
    assert kode["kota_lain"] == 404
    assert kode["tanpa_tugas"] in (403, 404)
