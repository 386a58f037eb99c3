"""The help about the stages, and the leaflet for heads of RT and RW."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from inti.pelaku import SISTEM
from laporan.actions import request_dokumen
from laporan.models import Dokumen
from siklus import actions
from siklus.bantuan import numbers_of, search_help, stages_by_code, tasks_of
from siklus.definisi import definisi_terbaru, semua_definisi
from tests.conftest import KELURAHAN
from tests.factories.akun import officer
from tests.factories.siklus import load_numbers, open_siklus, put_on_list, stage
from tests.helpers import kunci, masuk
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def siklus(kelurahan: Any) -> Any:
    """A running cycle."""
    put_on_list()
    return open_siklus(kelurahan)


def test_help_shows_every_stage(petugas_kelurahan, petugas_tanpa_tugas):
    """SIK-23: every stage of every programme has its help, read from the definition; another address is a 404."""
    klien = masuk(petugas_kelurahan)
    for definisi in semua_definisi():
        daftar = klien.get(f"/bantuan/?program={definisi.kode}").content.decode()
        for kode in stages_by_code(definisi):
            alamat = f"/bantuan/{definisi.kode}/{kode}/"
            assert alamat in daftar
            assert klien.get(alamat).status_code == 200, alamat
    assert klien.get("/bantuan/p2kp/S99/").status_code == klien.get("/bantuan/lain/S1/").status_code == 404
    assert klien.get("/bantuan/?program=tidak.ada").status_code == 200
    assert masuk(petugas_tanpa_tugas).get("/bantuan/").status_code == 403


def test_help_tells_each_role_its_tasks(petugas_kelurahan, petugas_kota, register):
    """SIK-08, AKN-20: who records and hands in, who verifies, who only reads; by the rules of the engine itself."""
    s1 = definisi_terbaru("p2kp").ambil("S1")
    lurah = officer("lurah", "lurah", KELURAHAN)

    faskel, korkot, kepala = (tasks_of(p, s1) for p in (petugas_kelurahan, petugas_kota, lurah))

    assert any("Mengajukan" in t for t in faskel[0].tugas) and not any("memverifikasi" in t for t in faskel[0].tugas)
    assert any("memverifikasi" in t for t in korkot[0].tugas) and not any("Mengajukan" in t for t in korkot[0].tugas)
    assert not any("Mengajukan" in t or "memverifikasi" in t for t in kepala[0].tugas)


def test_help_shows_numbers_with_their_source(kelurahan, petugas_kelurahan):
    """PAR-02, SIK-16: numbers come from Parameter, with unit, strictness and source; a number nobody set is left out."""
    s1 = definisi_terbaru("p2kp").ambil("S1")
    assert numbers_of(s1, "p2kp", KELURAHAN) == []
    load_numbers()

    angka = numbers_of(s1, "p2kp", KELURAHAN)

    assert angka and all(a.nama and a.nilai and a.sumber for a in angka)
    halaman = masuk(petugas_kelurahan).get("/bantuan/p2kp/S1/").content.decode()
    assert all(a.nama in halaman for a in angka)


def test_search_finds_help(petugas_kelurahan, petugas_tanpa_tugas):
    """UMU-11: the search of the house finds a stage by its name or its words; without a task nothing."""
    assert [h.url for h in search_help(petugas_kelurahan, "Pengembangan KSM")][0] == "/bantuan/p2kp/S5/"
    assert search_help(petugas_kelurahan, "zzzz") == []
    assert search_help(petugas_tanpa_tugas, "rembug") == []
    assert "/bantuan/p2kp/S1/" in masuk(petugas_kelurahan).get("/cari/?q=rembug kesiapan").content.decode()


def test_stage_leads_to_help_and_leaflet(siklus, petugas_kelurahan):
    """SIK-23: every stage's page leads to its help and to the leaflet."""
    halaman = masuk(petugas_kelurahan).get(f"/langkah/{stage(siklus, 'S4').pk}/").content.decode()

    assert "/bantuan/p2kp/S4/" in halaman and f"/dokumen/minta/panduan_rt/{siklus.pk}/" in halaman


def test_leaflet_is_filled(siklus, kelurahan, petugas_kelurahan):
    """DOK-07: name of the place, people to call, the next meetings that have a date, ruled rows for the rest."""
    besok = today_in(KELURAHAN) + timedelta(days=1)
    s1 = stage(siklus, "S1")
    actions.schedule_pertemuan(s1, oleh=petugas_kelurahan, jenis="S1-RKM", rencana_tanggal=besok, tempat="Balai RW 05")

    request_dokumen("panduan_rt", siklus, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")

    isi = Dokumen.objects.get(jenis="panduan_rt").isi
    assert isi["singkat"] == kelurahan.nama and len(isi["langkah"]) == 7
    assert isi["rencana"][0]["tempat"] == "Balai RW 05" and isi["kosong"] == [0, 1, 2]
    assert isi["hari_keberatan"] == 0  # nothing set here: the leaflet then names no number
    assert [k["peran"] for k in isi["kontak"]] == [k["peran"] for k in isi["kontak"] if k["telepon"]]


def test_leaflet_is_offered_where_it_is_needed(siklus, petugas_kelurahan, petugas_kota_lain):
    """DOK-07: on the page of the kelurahan, and among the papers of S0 and S1; asked for there it is made; later stages not."""
    klien = masuk(petugas_kelurahan)
    minta = f"/dokumen/minta/panduan_rt/{siklus.pk}/"
    assert minta in klien.get(f"/kelurahan/{KELURAHAN}/").content.decode()
    for kode in ("S0", "S1"):
        s = stage(siklus, kode)
        assert f"/langkah/{s.pk}/paket/panduan_rt/" in klien.get(f"/langkah/{s.pk}/").content.decode(), kode
    s2 = stage(siklus, "S2")
    assert f"/langkah/{s2.pk}/paket/panduan_rt/" not in klien.get(f"/langkah/{s2.pk}/").content.decode()
    s0 = stage(siklus, "S0")
    assert masuk(petugas_kota_lain).post(f"/langkah/{s0.pk}/paket/panduan_rt/", kunci()).status_code == 404
    assert not Dokumen.objects.filter(jenis="panduan_rt").exists()

    assert klien.post(f"/langkah/{s0.pk}/paket/panduan_rt/", kunci()).status_code == 302

    assert Dokumen.objects.get(jenis="panduan_rt").objek_id == str(siklus.pk)
