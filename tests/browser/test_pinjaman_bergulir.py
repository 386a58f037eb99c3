"""A group borrows again and pays, as the people of one UPK do it: cashier, bookkeeper, manager, and the BKM's koordinator."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.bantu import digits, download, message, next_page, pdf_text, save, says
from tests.browser.jalan import type_into

pytestmark = [pytest.mark.peramban, pytest.mark.slow]
KSM, PER_ORANG, ORANG, TENOR = "Mekar Sari", 1_000_000, 5, 10


def test_group_borrows_again_and_pays(masuk):
    """KEU-123 to KEU-133: letter, visits, two deciders, akad, money, the preview of a payment, collection day, the card."""
    kasir, pembuku, manajer, koordinator = (masuk(n, lebar=1280) for n in ("kasir", "pembuku", "upk", "bkm"))
    buku = ledger_of(kasir)
    pinjaman = apply_for(kasir, buku)
    visit(pembuku, pinjaman)
    decide(manajer, koordinator, pinjaman)
    disburse(manajer, kasir, pinjaman)
    collect(kasir, buku, pay(kasir, buku))
    for halaman in (kasir, pembuku, manajer, koordinator):
        assert [g for g in halaman.galat if "409" not in g] == []  # the refusal is meant


def ledger_of(halaman: Any) -> str:
    """The UPK's ledger, from the list of ledgers."""
    halaman.goto("/keuangan/")
    return halaman.locator("main a[href^='/keuangan/buku/']").filter(has_text="UPK").first.get_attribute("href")


def apply_for(halaman: Any, buku: str) -> str:
    """The letter: its sum has to be that of the members, and what was typed stays when it is not. Returns the loan's address."""
    halaman.goto(f"{buku}pinjaman/baru/")
    halaman.locator("select[name=ksm]").select_option(label=f"{KSM} (KSM ekonomi)")
    save(halaman, "Lanjut")
    bagian = halaman.locator("[name^=diminta_]")
    assert bagian.count() == ORANG
    for satu in bagian.all():
        satu.fill(str(PER_ORANG))
    for nama, nilai in {"tenor_bulan": str(TENOR), "keperluan": "Menambah dagangan", "jumlah": "4000000"}.items():
        type_into(halaman, nama, nilai)
    save(halaman, "Terima permohonan")
    assert "tidak sama dengan surat" in halaman.get_by_role("main").inner_text()
    assert digits(halaman.locator("[name^=diminta_]").first.input_value()) == str(PER_ORANG)
    type_into(halaman, "jumlah", str(PER_ORANG * ORANG))
    save(halaman, "Terima permohonan")
    assert re.search(r"/keuangan/pinjaman/[0-9a-f-]+/$", halaman.url), halaman.url
    return halaman.url


def visit(halaman: Any, pinjaman: str) -> None:
    """Every house one after the other, then the papers of the group; the application is ready to be decided."""
    kini = halaman.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Asia/Jakarta'})")
    halaman.goto(pinjaman)
    halaman.locator("#anggota a[href*='/pinjaman/bagian/']").first.click()
    for ke in range(ORANG):
        halaman.locator("[name=penghasilan]").wait_for()
        isi = {
            "dikunjungi": kini, "usaha": "Warung", "penghasilan": "2000000", "biaya": "1200000", "diusulkan": str(PER_ORANG),
        }  # fmt: skip
        for nama, nilai in isi.items():
            type_into(halaman, nama, nilai)
        for nama in ("ktp_ada", "keluarga_setuju"):
            halaman.locator(f"[name={nama}]").check()
        tombol = re.compile("Simpan, lanjut") if ke < ORANG - 1 else re.compile("^Simpan$")
        with next_page(halaman):
            halaman.get_by_role("button", name=tombol).click()
    halaman.goto(f"{pinjaman}berkas/")
    for nama, nilai in {"tanggung_renteng": kini, "dilatih": kini, "menabung_bulan": "4"}.items():
        type_into(halaman, nama, nilai)
    save(halaman, "Simpan")
    press(halaman, "Selesai diperiksa")


def decide(manajer: Any, koordinator: Any, pinjaman: str) -> None:
    """The manager proposes for every member; it waits for the koordinator at home, who agrees."""
    manajer.goto(f"{pinjaman}putus/")
    type_into(manajer, "hasil", "setuju")
    save(manajer, "Simpan putusan")
    assert "Usulan manajer UPK" in manajer.get_by_role("main").inner_text()
    koordinator.goto("/")
    koordinator.get_by_role("main").locator(f"a[href*='{path_of(pinjaman)}']").first.click()
    koordinator.wait_for_url(re.compile(re.escape(path_of(pinjaman))))
    press(koordinator, "Setujui")


def disburse(manajer: Any, kasir: Any, pinjaman: str) -> None:
    """Akad by the manager, money by the cashier: the box does not hold so much, so the bank is chosen already; the schedule stands and the voucher is named."""
    manajer.goto(pinjaman)
    press(manajer, "Catat akad")
    kasir.goto(pinjaman)
    press(kasir, "Cairkan")
    isi = kasir.get_by_role("main").inner_text()
    assert "Jadwal angsuran" in isi and "BKK" in isi
    assert kasir.locator("#jadwal tbody tr").count() == TENOR


def pay(halaman: Any, buku: str) -> str:
    """A group in arrears brings half of it: jasa first, shown before it is saved and booked just so. Returns the card's address."""
    halaman.goto(f"{buku}pinjaman/?status=berjalan")
    halaman.get_by_role("row").filter(has_text="Melati").filter(has_not_text="Melati 2").get_by_role("link").click()
    halaman.get_by_role("link", name="Terima pembayaran").click()
    halaman.locator("[name=jumlah]").press_sequentially("535000")
    muka = halaman.locator("#bagi")
    muka.get_by_text("Sesudah ini").wait_for()
    assert re.findall(r"(Jasa|Pokok) angsuran 1.*?([\d.]+)$", muka.inner_text(), re.M) == [
        ("Jasa", "135.000"), ("Pokok", "400.000"),
    ]  # fmt: skip
    save(halaman, "Terima pembayaran")
    assert "tersimpan" in message(halaman)
    isi = halaman.get_by_role("main").inner_text()
    assert re.search(r"Tunggakan\s+pokok Rp.500\.000, jasa Rp.0", isi), isi
    return halaman.url


def collect(halaman: Any, buku: str, kartu: str) -> None:
    """Collection day: one line filled, one save; the card says that nothing is overdue, and prints."""
    halaman.goto(f"{buku}kumpulan/")
    baris = halaman.get_by_role("row").filter(has_text="PJ 0004")
    baris.locator("[name^=baris_]").fill("500000")
    baris.locator("[name^=tabungan_]").fill("90000")
    save(halaman, "Simpan seluruh lembar")
    halaman.goto(kartu)
    isi = halaman.get_by_role("main").inner_text()
    assert re.search(r"Tunggakan\s+pokok Rp.0, jasa Rp.0", isi) and re.search(r"Rp.90\.000, Rp.0", isi), isi
    halaman.get_by_role("link", name="Cetak kartu").click()
    save(halaman, "Susun dan cetak")
    teks = pdf_text(download(halaman, halaman.get_by_role("link", name="Unduh PDF").first))
    for kata in ("U-7B", "Melati", "400.000", "500.000"):
        assert says(teks, kata), kata


def press(halaman: Any, tombol: str) -> None:
    """One step of the loan, in its dialog."""
    halaman.locator("#berikutnya").get_by_role("link", name=tombol).click()
    kotak = halaman.locator("dialog[open]")
    kotak.locator("form button[type=submit]").wait_for()
    if kotak.locator("[name=alasan]").count():
        kotak.locator("[name=alasan]").fill("Sudah dibicarakan.")
    with next_page(halaman):
        kotak.locator("form button[type=submit]").click()


def path_of(alamat: str) -> str:
    """The address without its server."""
    return "/" + alamat.split("/", 3)[3]
