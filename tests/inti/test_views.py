"""What every form does with its key: sent twice is saved once and said once; sent with other content gets a new key."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.helpers import kunci
from wilayah.models import Basis

pytestmark = pytest.mark.django_db
ALAMAT = "/kelurahan/32.73.01.1001/basis/tambah/"


def test_same_form_twice_is_saved_and_said_once(petugas_kelurahan: Any, klien: Any) -> None:
    """UMU-05: whichever of two answers the browser shows says that it is saved; the list says it once."""
    k, isi = klien(petugas_kelurahan), kunci(jenis="rw", nomor="07", nama="")
    pertama, kedua = k.post(ALAMAT, isi), k.post(ALAMAT, isi)
    assert (pertama.status_code, kedua.status_code) == (302, 302) and pertama["Location"] == kedua["Location"]
    assert k.get(kedua["Location"]).content.decode().count("data-berhasil") == 1
    assert k.post(ALAMAT, isi).status_code == 302
    assert k.get(kedua["Location"]).content.decode().count("data-berhasil") == 1
    assert Basis.objects.filter(nomor="07").count() == 1


def test_key_with_other_content_comes_back_filled_with_a_key_of_its_own(petugas_kelurahan: Any, klien: Any) -> None:
    """UMU-05, UMU-23: refused once, and the form that comes back can be sent."""
    k, isi = klien(petugas_kelurahan), kunci(jenis="rw", nomor="07", nama="")
    k.post(ALAMAT, isi)
    jawaban = k.post(ALAMAT, {**isi, "nomor": "08"})
    html = jawaban.content.decode()
    baru = re.findall(r'name="kunci" value="([\w-]+)"', html.partition("<main")[2])
    assert jawaban.status_code == 422 and 'value="08"' in html and isi["kunci"] not in baru
    assert k.post(ALAMAT, {**isi, "nomor": "08", "kunci": baru[0]}).status_code == 302
    assert sorted(Basis.objects.values_list("nomor", flat=True)) == ["07", "08"]
