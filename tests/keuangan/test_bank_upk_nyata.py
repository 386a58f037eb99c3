"""The published bank book of one living UPK, January 2023, against a statement made from it: from its CSV to the signed sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.demo_upk_nyata import DANA, JENIS, match_january
from keuangan.models import Jurnal, RekeningKoran
from keuangan.queries_bank import reconciliations
from laporan.registry import kind_of
from tests.factories.keuangan import RekeningKoranFactory
from tests.helpers import check_deferred, kunci, masuk
from tests.keuangan.test_bank_views import fields
from tests.keuangan.upk_nyata import ISI

pytestmark = pytest.mark.django_db
LEWAT_BANK = {
    "tarik tunai": -1,
    "setoran kas ke bank": 1,
    "bunga bank": 1,
    "biaya administrasi bank": -1,
    "pajak bank": -1,
}
LUPA = "biaya administrasi bank"  # what the book forgot: the person books it from the bank's row
MUTASI = [m for m in ISI["januari"]["mutasi"] if m["jenis"] in LEWAT_BANK]


def book_bank(buku: Any, tanpa: str = "") -> None:
    """The entries of January that move the bank account, as published."""
    for m in MUTASI:
        if m["jenis"] != tanpa:
            kode, lewat, _akun = JENIS[m["jenis"]]
            actions.record_peristiwa(
                buku, kode, oleh=SISTEM, tanggal=date.fromisoformat(m["tanggal"]), jumlah=m["jumlah"], dana=DANA,
                lewat=lewat, uraian=m["jenis"],
            )  # fmt: skip


def as_csv() -> bytes:
    """The same month as a bank prints it: newest first, deposits two days later (within the month), totals below."""
    saldo, baris = ISI["januari"]["bank_awal"], []
    isi = []
    for m in MUTASI:
        lambat = 2 if m["jenis"] == "setoran kas ke bank" else 0
        isi.append((min(date.fromisoformat(m["tanggal"]) + timedelta(days=lambat), date(2023, 1, 31)), m))
    for hari, m in sorted(isi, key=lambda x: x[0]):
        arah = LEWAT_BANK[m["jenis"]]
        saldo += arah * m["jumlah"]
        uang = f"{m['jumlah']:,}.00"
        baris.append(f'"{hari:%d/%m/%Y}","{m["jenis"].upper()}","{uang}","{"CR" if arah > 0 else "DB"}","{saldo:,}.00"')
    return "\n".join(["Periode,01/01/2023 - 31/01/2023", "Tanggal,Keterangan,Jumlah,,Saldo", *reversed(baris)]).encode()


def test_january_of_a_living_upk_agrees_with_its_bank(buku_nyata, pembuku, tmp_path, settings):
    """KEU-171, KEU-176, KEU-177, KEU-178: CSV in, strong suggestions, the forgotten fee booked from its row, difference nil."""
    settings.MEDIA_ROOT = tmp_path
    book_bank(buku_nyata, tanpa=LUPA)
    klien, alamat = masuk(pembuku), f"/keuangan/buku/{buku_nyata.pk}/bank/impor/"
    berkas = SimpleUploadedFile("januari.csv", as_csv(), "text/csv")
    isian = fields(klien.post(alamat, kunci(akun="11021", berkas=berkas)).content.decode())
    assert (isian["saldo_awal"], isian["saldo_akhir"]) == ("167.031.129", "290.844.727")
    assert klien.post(alamat, {**isian, "simpan": "1"}).status_code == 302
    koran = RekeningKoran.objects.get()
    halaman = f"/keuangan/rekening-koran/{koran.pk}/"
    klien.post(halaman, kunci(semua="1"))
    sementara = reconciliations(buku_nyata)[koran.pk]
    assert (sementara.keadaan, sementara.n_belum, sementara.belum) == ("belum", 1, -7_500)
    assert not kind_of("rekonsiliasi_bank").final(koran)

    lupa = koran.baris.get(uraian="BIAYA ADMINISTRASI BANK")
    isi = {"jumlah": "7.500", "lewat": "bank", "tanggal": "2023-01-27", "uraian": LUPA, "sumber": "perguliran"}
    catat = f"/keuangan/buku/{buku_nyata.pk}/bukti/baru/biaya_bank/?bank={lupa.pk}"
    kirim = klien.post(catat, kunci(**isi, tahun="2022", termin="0", bank=str(lupa.pk)))
    assert kirim.headers["Location"].startswith(halaman)
    klien.post(halaman, kunci(semua="1"))

    check_deferred()
    hasil = reconciliations(buku_nyata)[koran.pk]
    assert (hasil.saldo_buku, hasil.selisih, hasil.keadaan, hasil.n_cocok) == (290_844_727, 0, "cocok", len(MUTASI))
    kertas = kind_of("rekonsiliasi_bank")
    lembar = kertas.build(koran)
    assert kertas.final(koran) and lembar["cocok"] and lembar["saldo_bank"] == lembar["saldo_buku"] == "290.844.727"
    assert [t["jabatan"] for t in lembar["penanda_tangan"]] == ["Pembuku UPK", "Manajer UPK"]


def test_demo_matches_every_row(buku_nyata):
    """KEU-176: the statement of the demo is made by our own actions and agrees."""
    book_bank(buku_nyata)

    koran = match_january(buku_nyata, oleh=SISTEM)

    assert reconciliations(buku_nyata)[koran.pk].cocok and koran.saldo_akhir == 290_844_727
    assert Jurnal.objects.filter(buku=buku_nyata).count() == len(MUTASI) + 1


def test_paper_of_an_open_statement(buku, buku_bkm):
    """KEU-178: what is open stands on the sheet with what it does to the book's balance; the blank one has ruled lines."""
    koran = RekeningKoranFactory(wilayah_id=buku.wilayah_id)
    isi = kind_of("rekonsiliasi_bank").build(koran)
    assert [(k["jumlah"], [b["jumlah"] for b in k["baris"]]) for k in isi["kelompok"]] == [
        ("(100.000)", ["(100.000)"]), ("100.000", ["100.000"])
    ]  # fmt: skip
    assert not isi["cocok"] and isi["seharusnya"] == "100.000" and isi["selisih"] == "0"
    kosong = kind_of("blanko_rekonsiliasi_bank").build(buku_bkm)
    assert kosong["kosong"] and len(kosong["kelompok"][0]["baris"]) == 4
    assert [t["jabatan"] for t in kosong["penanda_tangan"]] == ["Sekretaris", "Koordinator BKM"]
