"""Papers of the residents' body, sections of its records of meetings, and its place in the search."""

from __future__ import annotations

from typing import Any

import pytest

from bkm.actions import install_bkm, ratify_ad, save_ad
from bkm.cari import search_bkm
from bkm.demo_lembaga import NAMA_BKM
from bkm.reports_lembaga import appointment_section, koordinator_name, koordinator_section
from inti import pdf
from inti.pelaku import SISTEM
from laporan.actions import request_dokumen
from laporan.kertas import paper_context
from laporan.models import Dokumen
from laporan.registry import kind_of, kinds_for
from tests.conftest import KELURAHAN
from tests.factories.bkm import s4
from tests.factories.bkm_lembaga import ANGGOTA, PERSONIL, elected, living, staffed
from tests.factories.siklus import hold

pytestmark = pytest.mark.django_db


def paper(kode: str, objek: Any) -> Dokumen:
    """A paper that was asked for."""
    request_dokumen(kode, objek, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
    return Dokumen.objects.get(jenis=kode, objek_id=str(objek.pk))


def printed(d: Dokumen) -> str:
    """Its page, as the printer gets it."""
    return " ".join(pdf.render_html(kind_of(d.jenis).templat, paper_context(d)).split())


def test_roster_and_units(register):
    """BKM-55, BKM-62: everybody in office, koordinator first, a slot for each photo; ruled rows where nobody is yet."""
    kepengurusan = living()
    kosong = paper("susunan_up", kepengurusan.bkm).isi
    assert all(not k["baris"] and k["kosong"] for k in kosong["kelompok"])
    assert {j.kode for j in kinds_for(kepengurusan.bkm)} >= {"susunan_bkm", "susunan_up"}
    d = paper("susunan_bkm", kepengurusan.bkm)
    assert d.isi["anggota"][0][:3] == [ANGGOTA[0][0], "L", "Koordinator"] and len(d.isi["foto"]) == len(ANGGOTA)
    html = printed(d)
    assert "BKM Cahaya Mandiri" in html and ANGGOTA[5][0] in html and "Foto anggota" in html


def test_units_filled(register):
    """BKM-62, BKM-66: every officer by the members' meeting, under the right unit."""
    kepengurusan = staffed()
    isi = paper("susunan_up", kepengurusan.bkm).isi
    nama = {b[0] for k in isi["kelompok"] for b in k["baris"]}
    assert nama == {p["nama"] for p in PERSONIL} and len(isi["penanda_tangan"]) == 1


def test_statutes_paper(register, petugas_kelurahan):
    """BKM-71: a draft until the rembug ratifies; the chapters as the residents wrote them."""
    langkah = s4()
    ad = save_ad(
        langkah, oleh=petugas_kelurahan, nama="Cahaya", kedudukan="Kelurahan Uji", jumlah_anggota=9, masa_bakti=3,
        nilai=["jujur"], bab=[{"judul": "Asas", "isi": "Pancasila.\nMufakat."}],
    )  # fmt: skip
    kind = kind_of("ad_bkm")
    assert not kind.final(ad)
    rembug = hold(langkah, "S4-REMBUG", oleh=petugas_kelurahan)
    ad = ratify_ad(ad, oleh=petugas_kelurahan, pertemuan=rembug)
    d = paper("ad_bkm", ad)
    assert kind.final(ad) and d.isi["bab"] == [{"judul": "Asas", "paragraf": ["Pancasila.", "Mufakat."]}]
    assert "Bab 1. Asas" in printed(d) and any(f["label"] == "Disahkan" and f["nilai"] for f in d.isi["fakta"])


def test_sections_of_records(register, petugas_kelurahan, kedua):
    """BKM-58, BKM-62: ruled before the meeting, filled with what it decided; the koordinator signs by name."""
    from bkm.actions import appoint_petugas, choose_koordinator, record_rapat

    langkah, rembug = elected(petugas_kelurahan, kedua)
    kepengurusan = install_bkm(langkah, oleh=petugas_kelurahan, pertemuan=rembug, nama=NAMA_BKM[0])
    rapat = hold(langkah, "S4-KOORDINATOR", oleh=petugas_kelurahan)
    sebelum = koordinator_section(rapat)
    assert sebelum[1]["kosong"] == 1 and koordinator_name(rapat) == ""
    assert appointment_section(rapat)[0]["kosong"] == 12

    anggota = list(kepengurusan.anggota.order_by("urutan"))
    sidang = record_rapat(kepengurusan, oleh=petugas_kelurahan, pertemuan=rapat, hadir=anggota[:2])
    choose_koordinator(anggota[1], oleh=petugas_kelurahan, rapat=sidang, cara="suara")
    appoint_petugas(sidang, oleh=petugas_kelurahan, baris=PERSONIL)
    sesudah = koordinator_section(rapat)
    assert anggota[1].nama in sesudah[1]["paragraf"][0] and "suara" in sesudah[1]["paragraf"][0]
    assert [b[4] for b in sesudah[0]["tabel"]["baris"]].count("hadir") == 2
    assert koordinator_name(rapat) == anggota[1].nama
    assert len(appointment_section(rapat)[0]["tabel"]["baris"]) == len(PERSONIL)


def test_search(register, empat_petugas):
    """UMU-12: a body is found by its name, inside the scope only."""
    living()
    assert [h.judul for h in search_bkm(empat_petugas["kelurahan"], "cahaya")] == ["BKM Cahaya Mandiri"]
    assert KELURAHAN in search_bkm(empat_petugas["kota"], "mandiri")[0].url
    assert search_bkm(empat_petugas["kota_lain"], "cahaya") == []
