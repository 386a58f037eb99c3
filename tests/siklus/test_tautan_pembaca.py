"""What leads on: readers are not sent to forms that refuse them; stages that wait for others say so; no idle questions."""

from __future__ import annotations

from typing import Any

import pytest

from akun.models import Pengguna
from siklus.models import Langkah
from siklus.sajian import state_of
from siklus.views.paket import papers_of
from tests.factories.akun import officer
from tests.factories.refleksi import running
from tests.factories.wilayah import BadanFactory
from tests.helpers import masuk

pytestmark = pytest.mark.django_db
KEL = "32.73.01.1001"


@pytest.fixture
def lurah(register: Any) -> Pengguna:
    """Reads everything of the kelurahan, records nothing."""
    return officer("lurah", "lurah", KEL, nama="Ujang Lurah")


def test_reader_of_a_stage_is_not_sent_to_forms(lurah: Pengguna, petugas_kelurahan: Pengguna) -> None:
    """AKN-11: who may not record sees why a paper waits, without the buttons that would answer 403."""
    s2 = running("S2")
    pembaca, pencatat = papers_of(s2, lurah).kertas, papers_of(s2, petugas_kelurahan).kertas

    assert [k.sebab for k in pembaca] == [k.sebab for k in pencatat] and any(k.sebab for k in pembaca)
    assert not any(k.url for k in pembaca if k.objek is None) and all(k.url for k in pencatat if k.objek is None)
    halaman = {o.username: masuk(o).get(f"/langkah/{s2.pk}/").content.decode() for o in (lurah, petugas_kelurahan)}
    for alamat in ("/berkas/unggah/", "/pertemuan/jadwal/"):
        assert alamat not in halaman[lurah.username]
        assert alamat in halaman[petugas_kelurahan.username]


def test_reader_of_bodies_gets_names_without_links(lurah: Pengguna, petugas_kelurahan: Pengguna) -> None:
    """WIL-17: the list is for all of the kelurahan, the form for those who may change it."""
    alamat = f"/badan/{BadanFactory(nama='Sarijadi').pk}/ubah/"

    assert alamat not in masuk(lurah).get(f"/kelurahan/{KEL}/badan/").content.decode()
    assert alamat in masuk(petugas_kelurahan).get(f"/kelurahan/{KEL}/badan/").content.decode()


def test_admin_is_not_offered_what_belongs_to_the_programme(register: Any) -> None:
    """AKN-11: an admin keeps accounts; neither practice nor dashboards lead anywhere for one."""
    admin = officer("adm", "admin", "")

    halaman = masuk(admin).get("/").content.decode()

    assert "/latihan/" not in halaman and "/dasbor/" not in halaman


def test_stage_that_reads_another_one_is_locked_until_that_begins() -> None:
    """SIK-130, SIK-135: no list and no BKM can be there before the stage that makes them has begun."""

    def stages(**keadaan: str) -> list[Langkah]:
        umum = {"definisi": "p2kp@1", "tahun": 2026, "tahun_siklus": 1, "tingkat": "kelurahan"}
        return [Langkah(kode=kode, status=status, **umum) for kode, status in keadaan.items()]

    belum = stages(S3="belum", S4="belum", S4b="belum", S5="belum", S6="belum")
    mulai = stages(S3="berjalan", S4="terverifikasi", S4b="berjalan", S5="belum", S6="belum")
    separuh = stages(S3="terverifikasi", S4="berjalan", S4b="belum", S5="belum", S6="belum")

    assert [state_of(x, belum) for x in belum[3:]] == ["terkunci", "terkunci"]
    assert [state_of(x, mulai) for x in mulai[3:]] == ["belum", "belum"]
    assert [state_of(x, separuh) for x in separuh[3:]] == ["belum", "terkunci"]


def test_reason_is_asked_for_only_where_a_warning_is_passed(s0: Langkah, petugas_kelurahan: Pengguna) -> None:
    """UMU-23: a form without warnings asks for no reason to pass them."""
    form = masuk(petugas_kelurahan).get(f"/langkah/{s0.pk}/transisi/mulai/").context["form"]

    assert form.fields["alasan"].widget.is_hidden and not form.fields["tanggal"].widget.is_hidden
