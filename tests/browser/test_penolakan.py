"""What residents refused, what another kota may not see, and what somebody without an assignment finds."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.bantu import download, print_only, save

pytestmark = [pytest.mark.peramban, pytest.mark.slow]
MENOLAK = "32.73.15.1006"  # Gempol Sari: the demo's residents said no
NAMA = "Gempol Sari"
DITERIMA, NAMA_DITERIMA = "32.73.15.1003", "Warung Muncang"  # they said yes, and it is verified


def test_refusal_shows_everywhere_and_a_second_rkm_follows(masuk):
    """SIK-10, SIK-11: the residents' no stands on every page that shows the kelurahan; all is kept, RKM 2 is planned."""
    faskel = masuk("faskel")
    kartu = faskel.locator("article.kel").filter(has_text=NAMA)
    assert "RKM ditolak warga" in kartu.inner_text()
    faskel.goto("/kelurahan/?keadaan=menolak")
    daftar = faskel.locator("article.kel h3").all_inner_texts()
    assert daftar == [NAMA]
    faskel.goto(f"/kelurahan/{MENOLAK}/")
    halaman = faskel.get_by_role("main")
    assert "Warga menolak dalam RKM." in halaman.inner_text()
    assert "menolak" in halaman.locator(".rel").get_by_role("link", name="RKM").inner_text()
    assert halaman.get_by_role("link", name="Jadwalkan RKM ulang").count() == 0  # not the facilitator's to decide
    halaman.locator(".rel").get_by_role("link", name="RKM").click()
    faskel.wait_for_url(re.compile("/langkah/"))
    tertulis = halaman.locator("#keputusan").inner_text()
    assert "Menolak" in tertulis and "tunggakan" in tertulis
    assert halaman.locator("#keluaran img").count() >= 2

    korkot = masuk("korkot", lebar=1280)
    assert "RKM ditolak warga" in korkot.get_by_role("main").inner_text()
    korkot.goto("/dasbor/")
    sel = korkot.locator("table.panas tr").filter(has_text=NAMA).locator("td").nth(1)
    assert "menolak" in sel.inner_text()
    korkot.goto(f"/kelurahan/{MENOLAK}/")
    korkot.get_by_role("link", name="Jadwalkan RKM ulang").click()
    korkot.get_by_label("Rencana mulai").fill("2026-12-07")
    korkot.get_by_label("Rencana selesai").fill("2026-12-19")
    korkot.get_by_label("Catatan").fill("Warga meminta rembug kedua.")
    save(korkot, "Jadwalkan RKM ulang")
    korkot.goto(f"/kelurahan/{MENOLAK}/")
    teks = korkot.get_by_role("main").inner_text()
    assert "7 Des – 19 Des 2026" in teks and "Warga menolak dalam RKM." not in teks
    korkot.goto(f"/kelurahan/{MENOLAK}/riwayat/")
    assert "ulang" in korkot.get_by_role("main").inner_text().lower()  # the trail keeps the first answer and the plan
    assert faskel.galat == [] and korkot.galat == []


def test_another_kota_gets_404_for_all_of_it(masuk):
    """AKN-30: page, stage, meeting, paper, photo and the same rows by API: to another kota's officer they do not exist."""
    faskel = masuk("faskel", lebar=1280)
    tempat = rows_of(faskel)
    assert {faskel.request.get(alamat).status for alamat in tempat} == {200}

    lain = masuk("korkot.cimahi", lebar=1280)
    assert {alamat: lain.request.get(alamat, max_redirects=0).status for alamat in tempat} == dict.fromkeys(tempat, 404)
    for daftar in ("/kelurahan/", "/langkah/", "/pertemuan/", "/dokumen/", "/petugas/", "/dasbor/"):
        assert lain.goto(daftar).status == 200
        assert NAMA_DITERIMA not in lain.get_by_role("main").inner_text(), daftar
    for sumber in ("siklus", "langkah", "pertemuan", "keluaran", "dokumen", "berkas", "relawan", "keputusan"):
        jawab = lain.request.get(f"/api/v1/{sumber}/")
        assert jawab.status == 200 and jawab.json()["results"] == [], sumber
    lain.goto(f"/cari/?q={NAMA_DITERIMA}")  # the register of areas is public, what people recorded in it is not
    assert "terima" not in lain.get_by_role("main").inner_text().lower()
    lain.goto("/")  # nothing to count is not the same as nothing late
    assert "Belum ada siklus di wilayah Anda" in lain.get_by_role("main").inner_text()
    lain.goto("/dasbor/")
    assert "Belum ada siklus di kota ini" in lain.get_by_role("main").inner_text()
    assert lain.galat == []


def test_without_an_assignment_there_is_an_honest_empty_house(masuk):
    """AKN-12: whoever has no assignment sees no record, is told what to do, and is offered nothing that refuses."""
    halaman = masuk("tanpa.tugas")
    utama = halaman.get_by_role("main")
    assert "Belum ada kelurahan untuk Anda" in utama.inner_text()
    assert "Minta Korkot atau atasan Anda" in utama.inner_text()
    ditawarkan = {a.get_attribute("href") for a in halaman.get_by_role("link").all()}
    jawab = {alamat: halaman.request.get(alamat).status for alamat in ditawarkan if str(alamat).startswith("/")}
    assert jawab and {alamat: status for alamat, status in jawab.items() if status != 200} == {}
    assert halaman.galat == []
    assert halaman.goto("/akun/").status == 200
    assert "belum mempunyai tugas" in utama.inner_text()
    assert halaman.request.get(f"/kelurahan/{MENOLAK}/").status in (403, 404)


def rows_of(halaman: Any) -> list[str]:
    """Addresses of everything recorded about one kelurahan, found by walking its pages; pages and API."""
    halaman.goto(f"/kelurahan/{DITERIMA}/")
    halaman.locator(".rel").get_by_role("link", name="RKM").click()
    halaman.wait_for_url(re.compile("/langkah/"))
    langkah = id_of(halaman.url)
    pertemuan = id_of(halaman.locator("#pertemuan a[href*='/pertemuan/']").last.get_attribute("href"))
    berkas = id_of(halaman.locator("#keluaran figure a").first.get_attribute("href"))
    dokumen = print_one(halaman)
    return [
        f"/kelurahan/{DITERIMA}/", f"/kelurahan/{DITERIMA}/riwayat/", f"/kelurahan/{DITERIMA}/warga/",
        f"/langkah/{langkah}/", f"/langkah/{langkah}/pertemuan/", f"/langkah/{langkah}/relawan/",
        f"/pertemuan/{pertemuan}/", f"/berkas/{berkas}/", f"/berkas/{berkas}/kecil/",
        f"/dokumen/{dokumen}/", f"/dokumen/{dokumen}/unduh/", f"/dokumen/{dokumen}/isi/",
        f"/api/v1/langkah/{langkah}/", f"/api/v1/langkah/{langkah}/gerbang/", f"/api/v1/langkah/{langkah}/transisi/",
        f"/api/v1/pertemuan/{pertemuan}/", f"/api/v1/berkas/{berkas}/", f"/api/v1/dokumen/{dokumen}/",
    ]  # fmt: skip


def print_one(halaman: Any) -> str:
    """Print one paper of the open stage. Returns its id."""
    print_only(halaman, "daftar_hadir_rkm")
    tautan = halaman.locator("#paket a[href*='/dokumen/']").first
    assert download(halaman, tautan).startswith(b"%PDF-")
    return id_of(tautan.get_attribute("href"))


def id_of(alamat: str) -> str:
    """The UUID in an address."""
    return re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", alamat)[-1]
