"""The main job, end to end, as the people who do it: one facilitator on a phone, one coordinator at a desk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.bantu import (
    download,
    message,
    missing,
    open_kelurahan,
    pdf_text,
    photo_of_paper,
    print_only,
    save,
    says,
)

pytestmark = [pytest.mark.peramban, pytest.mark.slow]
CATATAN = "Nama wakil warga perempuan di berita acara belum terbaca. Mohon difoto ulang."


def test_rkm_from_paper_to_verification(masuk, browser, browser_context_args):
    """SIK-02, SIK-03, SIK-06, DOK-09: print, log, photograph, submit, return, mend, verify; the paper proves itself."""
    faskel = masuk("faskel")
    log_sosialisasi(faskel)
    alamat = open_rkm(faskel)
    print_package(faskel)
    log_rkm(faskel, alamat)
    decide(faskel, alamat)
    file_signed_paper(faskel, alamat)
    submit(faskel, "Bagian warga miskin diketahui; daftar PS-2 belum ada.")

    korkot = masuk("korkot", lebar=1280)
    return_from_heat_map(korkot)

    mend(faskel, alamat)
    verify(korkot, alamat)

    kode = print_filled(faskel, alamat)
    check_paper(browser, browser_context_args, kode)
    assert faskel.galat == [] and korkot.galat == []


def log_sosialisasi(halaman: Any) -> None:
    """A meeting of one RT in a kelurahan whose Sosialisasi runs: totals follow the typing, what is missing shrinks."""
    open_kelurahan(halaman, "Cibuntu")
    halaman.get_by_role("link", name="Buka Sosialisasi awal").click()
    halaman.wait_for_url(re.compile(r"/langkah/"))
    kartu = halaman.locator("#catat-pertemuan")
    kartu.get_by_label("Jenis pertemuan").select_option(label="Sosialisasi tingkat RT")
    tempat = kartu.get_by_label("Tempat warga")
    semula = tempat.locator("option:checked").inner_text()
    kartu.get_by_label("Tempat", exact=True).fill("Rumah ketua RT")
    for isian, nilai in (("hadir_l", "14"), ("hadir_p", "21"), ("miskin_l", "6"), ("miskin_p", "9")):
        kartu.locator(f"[data-hadir={isian}]").press_sequentially(nilai)
    expect(kartu.locator("[data-jumlah=hadir]")).to_have_text("35", timeout=20_000)
    expect(kartu.locator("[data-jumlah=miskin]")).to_have_text("15", timeout=20_000)
    expect(kartu.locator("[data-bagian=perempuan]")).to_contain_text("60,0 %")
    expect(kartu.locator("[data-bagian=miskin]")).to_contain_text("15 / 35")
    terlaksana = halaman.locator("#pertemuan").get_by_text(re.compile(r"^\d+ terlaksana")).last
    jumlah = int(terlaksana.inner_text().split()[0])

    with halaman.expect_response(lambda r: "/pertemuan/baru/" in r.url and r.request.method == "POST"):
        kartu.get_by_role("button", name="Simpan dan RT/RW berikutnya").click()
    halaman.get_by_text(f"{jumlah + 1} terlaksana").wait_for()
    assert "tersimpan" in message(halaman)
    assert (
        halaman.locator("#catat-pertemuan").get_by_label("Tempat warga").locator("option:checked").inner_text()
        != semula
    )
    assert halaman.locator("#catat-pertemuan [data-hadir=hadir_l]").input_value() == ""


def open_rkm(halaman: Any) -> str:
    """The RKM stage of a kelurahan whose RKM is planned. Returns its address."""
    open_kelurahan(halaman, "Cijerah")
    halaman.get_by_role("link", name="Buka Rembug Kesiapan Masyarakat").click()
    halaman.wait_for_url(re.compile(r"/langkah/"))
    return halaman.url.partition("#")[0]


def print_package(halaman: Any) -> None:
    """The papers of the meeting: asked for with one button, ready, and they read like what is taken to the meeting."""
    save(halaman, "Siapkan semua")
    kertas = halaman.locator("#paket li")
    kertas.filter(has_text="Berita acara").get_by_role("link", name="PDF").wait_for()
    isi = download(halaman, kertas.first.get_by_role("link", name="PDF"))
    assert len(isi) > 20_000
    teks = pdf_text(isi)
    assert teks.count("\f") >= 4
    for kata in ("UNDANGAN", "DAFTAR HADIR", "TATA TERTIB", "BERITA ACARA", "Cijerah"):
        assert says(teks, kata), kata


def log_rkm(halaman: Any, alamat: str) -> None:
    """The RKM as it was held: the planned meeting becomes the held one, and less is missing."""
    halaman.goto(alamat)
    semula = missing(halaman)
    kartu = halaman.locator("#catat-pertemuan")
    assert kartu.get_by_label("Jenis pertemuan").locator("option:checked").inner_text() == "Rembug Kesiapan Masyarakat"
    kartu.get_by_label("Tempat", exact=True).fill("Aula Kelurahan Cijerah")
    for isian, nilai in (("hadir_l", "48"), ("hadir_p", "52"), ("miskin_l", "18"), ("miskin_p", "24")):
        kartu.locator(f"[data-hadir={isian}]").press_sequentially(nilai)
    expect(kartu.locator("[data-bagian=perempuan]")).to_contain_text("52,0 %", timeout=20_000)
    kartu.get_by_role("button", name="Simpan", exact=True).click()
    halaman.get_by_text("100 orang", exact=True).wait_for()
    expect(halaman.locator("#yang-kurang li.buruk", has_text="Rembug Kesiapan Masyarakat")).to_have_count(
        0, timeout=20_000
    )
    assert len(missing(halaman)) < len(semula)
    assert halaman.locator("#pertemuan").get_by_text("rencana").count() == 0


def decide(halaman: Any, alamat: str) -> None:
    halaman.goto(alamat)
    halaman.get_by_role("link", name="Catat keputusan").click()
    halaman.get_by_label("Menerima", exact=True).check()
    save(halaman, "Simpan keputusan")
    assert not any("Keputusan" in k for k in missing(halaman)), missing(halaman)


def file_signed_paper(halaman: Any, alamat: str) -> None:
    """Photos of the signed berita acara and of the attendance sheet."""
    for judul in ("Berita Acara RKM", "Daftar hadir RKM", "Rencana kerja sesudah RKM"):
        halaman.goto(alamat)
        baris = halaman.locator("#keluaran > ul > li").filter(has=halaman.locator("b", has_text=judul))
        baris.get_by_role("link", name=re.compile("Foto|Tambah")).click()
        halaman.locator("input[type=file]").set_input_files(photo_of_paper(judul))
        halaman.locator(".pratinjau img").wait_for()
        if judul == "Berita Acara RKM":
            halaman.get_by_label("Pimpinan rembug").fill("Dadang Suhendar")
            halaman.get_by_label("Wakil warga perempuan").fill("Euis Komariah")
            halaman.get_by_label("Tanggal ditandatangani").fill("2026-11-20")
        save(halaman, "Simpan bukti")
    assert halaman.locator("#keluaran img").count() == 3


def submit(halaman: Any, alasan: str) -> None:
    """Hand in from the dialog, with a written reason for what only warns."""
    halaman.locator("#aksi-langkah").get_by_role("link", name="Ajukan").click()
    kotak = halaman.locator("dialog[open]")
    kotak.get_by_label("Alasan").fill(alasan)
    save(halaman, "Ajukan", dalam=kotak)
    assert "Sudah diajukan" in message(halaman)


def return_from_heat_map(halaman: Any) -> None:
    """The coordinator sees it waiting in the heat map, opens the list behind the figure, and gives it back with a note."""
    halaman.get_by_role("link", name="Dasbor").first.click()
    baris = halaman.locator("table.panas tr").filter(has_text="Cijerah")
    sel = baris.locator("td").nth(1)
    assert "menunggu verifikasi" in sel.inner_text()
    sel.get_by_role("link").click()
    halaman.wait_for_url(lambda alamat: "/dasbor/" not in alamat)
    if "/langkah/?" in halaman.url or "/kelurahan/?" in halaman.url:
        halaman.get_by_role("main").get_by_role("link", name="Cijerah").first.click()
    halaman.locator("#aksi-langkah").get_by_role("link", name="Kembalikan").click()
    kotak = halaman.locator("dialog[open]")
    kotak.get_by_label("Alasan").or_(kotak.get_by_label("Catatan")).first.fill(CATATAN)
    save(halaman, "Kembalikan", dalam=kotak)
    assert "Dikembalikan" in message(halaman)


def mend(halaman: Any, alamat: str) -> None:
    """It waits under "Menunggu saya" with the note; mended and handed in again."""
    halaman.goto("/?menunggu=semua")
    butir = halaman.locator("section").filter(has=halaman.locator("#menunggu-saya")).locator("li")
    butir = butir.filter(has_text="dikembalikan").filter(has_text="Cijerah")
    assert CATATAN in butir.inner_text()
    butir.get_by_role("link").click()
    halaman.wait_for_url(f"{alamat}**")
    assert CATATAN in halaman.get_by_role("main").inner_text()
    halaman.locator("#keluaran > ul > li").first.get_by_role("link", name="Tambah").click()
    halaman.locator("input[type=file]").set_input_files(photo_of_paper("BERITA ACARA, JELAS"))
    halaman.get_by_label("Wakil warga perempuan").fill("Euis Komariah")
    halaman.get_by_label("Tanggal ditandatangani").fill("2026-11-20")
    save(halaman, "Simpan bukti")
    submit(halaman, "Foto sudah diganti.")


def verify(halaman: Any, alamat: str) -> None:
    """Verified by the coordinator; the heat map says so."""
    halaman.goto(alamat)
    halaman.locator("#aksi-langkah").get_by_role("link", name="Verifikasi").click()
    save(halaman, "Verifikasi", dalam=halaman.locator("dialog[open]"))
    assert "Terverifikasi" in message(halaman)
    halaman.goto("/dasbor/")
    assert (
        "terverifikasi"
        in halaman.locator("table.panas tr").filter(has_text="Cijerah").locator("td").nth(1).inner_text()
    )


def print_filled(halaman: Any, alamat: str) -> str:
    """The filled berita acara. Returns the code printed on it."""
    halaman.goto(alamat)
    print_only(halaman, "berita_acara_rkm")
    baris = halaman.locator("#paket li").filter(has_text="Berita acara")
    isi = download(halaman, baris.get_by_role("link", name="PDF"))
    teks = pdf_text(isi)
    for kata in ("BERITA ACARA", "Aula Kelurahan Cijerah", "100", "menerima"):
        assert says(teks, kata), kata
    assert "DRAF" not in teks
    halaman.goto("/dokumen/")
    halaman.get_by_role("link", name=re.compile("Berita Acara", re.I)).first.click()
    return halaman.locator("code").first.inner_text()


def check_paper(browser: Any, argumen: dict[str, Any], kode: str) -> None:
    """Anybody who holds the paper can check it, without a login."""
    with browser.new_context(**argumen) as ctx:
        warga = ctx.new_page()
        assert warga.goto(f"/verifikasi/{kode}/").status == 200
        teks = warga.locator("body").inner_text()
        assert "masih berlaku" in teks and "Berita acara" in teks, teks
        assert "Euis" not in teks and "Dadang" not in teks
        warga.goto("/verifikasi/")
        warga.get_by_label("Kode").fill("0000-0000-0000")
        warga.get_by_role("button", name="Periksa").click()
        assert "tidak dikenal" in warga.locator("body").inner_text()
