"""The pages of matching the bank: a CSV that is looked at first, rows that are typed, and both sides of a statement."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from keuangan import actions
from keuangan.models import CocokBank, Jurnal, Periode, RekeningKoran
from keuangan.queries_bank import reconciliations
from laporan.models import Berkas
from tests.factories.keuangan import JurnalFactory, RekeningKoranFactory
from tests.helpers import kunci, masuk
from tests.keuangan.test_bank import book, enter, row

pytestmark = pytest.mark.django_db
CSV = (
    "Tanggal;Uraian;Debet;Kredit;Saldo\n06/01/2026;SETORAN TUNAI;;100.000,00;100.000,00\n"
    "31/01/2026;BIAYA ADM – JAN;7.500,00;;92.500,00\nTotal;;7.500,00;100.000,00;\n"
).encode("cp1252")


@pytest.fixture
def buku_bank(buku: Any) -> Any:
    """The ledger with Rp 100.000 in the bank since 5 January."""
    JurnalFactory(buku=buku, akun="11021")
    return buku


def fields(isi: str) -> dict[str, Any]:
    """What the form of a page would send back as it stands: its values, hidden ones too."""
    hasil: dict[str, Any] = {}
    for nama, ekor in re.findall(r'<input[^>]*?name="([^"]+)"([^>]*)>', isi):
        nilai = (re.findall(r'value="([^"]*)"', ekor) or [""])[0]
        if nama == "isi":
            hasil.setdefault("isi", []).append(nilai)
        elif nama not in {"csrfmiddlewaretoken"}:
            hasil[nama] = nilai
    for nama, pilihan in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', isi, re.S):
        pilih = re.search(r'value="([^"]*)"[^>]*selected', pilihan)
        hasil[nama] = pilih.group(1) if pilih else ""
    return hasil


def upload(klien: Any, alamat: str, isi: bytes = CSV, akun: str = "11021") -> Any:
    """The first step: the file."""
    return klien.post(alamat, kunci(akun=akun, berkas=SimpleUploadedFile("mutasi jan.csv", isi, "text/csv")))


def test_csv_is_looked_at_then_saved(buku_bank, pembuku, tmp_path, settings):
    """KEU-177, KEU-173: nothing is stored before the preview; days and balances are proposed; the file is filed; twice is told."""
    settings.MEDIA_ROOT = tmp_path
    klien, alamat = masuk(pembuku), f"/keuangan/buku/{buku_bank.pk}/bank/impor/"
    lihat = upload(klien, alamat)
    teks = lihat.content.decode()
    assert lihat.status_code == 200 and "BIAYA ADM – JAN" in teks and not RekeningKoran.objects.exists()
    isian = fields(teks)
    assert [isian[n] for n in ("dari", "sampai", "saldo_awal", "saldo_akhir")] == [
        "2026-01-01",
        "2026-01-31",
        "0",
        "92.500",
    ]
    assert (isian["kolom_masuk"], isian["kolom_keluar"], isian["kolom_saldo"], isian["kolom_jumlah"]) == (
        "3",
        "2",
        "4",
        "",
    )

    salah = klien.post(alamat, {**isian, "saldo_akhir": "90.000", "simpan": "1"})
    assert salah.status_code == 409 and "Rp 2.500" in salah.content.decode() and "90.000" in salah.content.decode()
    jawaban = klien.post(alamat, {**isian, "simpan": "1"})

    koran = RekeningKoran.objects.get()
    assert jawaban.headers["Location"] == f"/keuangan/rekening-koran/{koran.pk}/"
    assert (koran.jumlah_baris, koran.saldo_akhir, koran.dibuat_oleh_nama) == (2, 92_500, "Agus Pembuku")
    assert Berkas.objects.for_object(koran).get().slot == "rekening_koran" and koran.sidik
    ulang = upload(klien, alamat).content.decode()
    assert "Berkas yang sama sudah dimasukkan" in ulang and "disabled" in ulang
    dua_kali = klien.post(alamat, {**fields(ulang), "kunci": kunci()["kunci"], "simpan": "1"})
    assert dua_kali.status_code == 400 and RekeningKoran.objects.count() == 1


def test_columns_are_corrected(buku_bank, pembuku):
    """KEU-177: a file without headings comes back with what is missing; corrected, it is read, and what was typed stays."""
    klien, alamat = masuk(pembuku), f"/keuangan/buku/{buku_bank.pk}/bank/impor/"
    tanpa = b"2026-01-06,SETORAN TUNAI,100000.00,K\n2026-01-31,BIAYA ADM,7500.00,D\n"
    isian = fields(upload(klien, alamat, tanpa).content.decode())
    assert isian["kolom_tanggal"] == "0" and isian["kolom_jumlah"] == "" and isian["saldo_awal"] == ""
    belum = klien.post(alamat, {**isian, "saldo_awal": "50.000", "simpan": "1"})
    assert belum.status_code == 400 and "kolom uang masuk" in belum.content.decode()

    baca = klien.post(
        alamat, {**isian, "saldo_awal": "50.000", "kolom_jumlah": "2", "kolom_tanda": "3", "periksa": "1"}
    )

    isian = fields(baca.content.decode())
    assert (isian["saldo_awal"], isian["saldo_akhir"], isian["dari"]) == ("50.000", "", "2026-01-01")
    assert klien.post(alamat, {**isian, "saldo_akhir": "142.500", "simpan": "1"}).status_code == 302
    assert list(RekeningKoran.objects.get().baris.values_list("masuk", "keluar")) == [(100_000, 0), (0, 7_500)]


def test_rows_that_are_there_already_stay_out(buku_bank, pembuku):
    """KEU-173, KEU-177: a longer export brings only its new days, with the balance that goes on; a bad row names its line."""
    RekeningKoranFactory(buku=buku_bank)
    klien, alamat = masuk(pembuku), f"/keuangan/buku/{buku_bank.pk}/bank/impor/"
    panjang = b"Tanggal;Uraian;Debet;Kredit\n06/01/2026;SETORAN;;100.000\n03/02/2026;BUNGA;;1.250,75\n"
    lihat = upload(klien, alamat, panjang).content.decode()
    isian = fields(lihat)
    assert "1 baris ada di rekening koran yang sudah tersimpan" in lihat
    assert [isian[n] for n in ("dari", "sampai", "saldo_awal", "saldo_akhir")] == [
        "2026-02-01", "2026-02-28", "100.000", "101.250,75"
    ]  # fmt: skip
    assert klien.post(alamat, {**isian, "simpan": "1"}).status_code == 302
    assert RekeningKoran.objects.order_by("dari").last().jumlah_baris == 1

    rusak = upload(klien, alamat, b"Tanggal;Uraian;Debet;Kredit\n03/03/2026;BUNGA;;seribu\n").content.decode()
    assert "Baris 2" in rusak and "seribu" in rusak
    bukan = upload(klien, alamat, b"PK\x03\x04...")
    assert bukan.status_code == 400 and "bukan CSV" in bukan.content.decode()
    luar = fields(upload(klien, alamat, b"Tanggal;Uraian;Debet;Kredit\n03/03/2026;BUNGA;;5\n").content.decode())
    kirim = klien.post(alamat, {**luar, "sampai": "2026-03-02", "simpan": "1"})
    assert kirim.status_code == 409 and "Baris 2" in kirim.content.decode()
    assert klien.post(alamat, kunci(isi="rusak!", simpan="1")).status_code == 400


def test_savings_book_is_typed(buku_bank, pembuku, tmp_path, settings):
    """KEU-171, KEU-172: rows with a photo of the page; a slip is pointed at beside its row, more rows keep what was typed."""
    settings.MEDIA_ROOT = tmp_path
    klien, alamat = masuk(pembuku), f"/keuangan/buku/{buku_bank.pk}/bank/ketik/"
    isi = {
        "akun": "11021", "dari": "2026-01-01", "sampai": "2026-01-31", "saldo_awal": "0", "saldo_akhir": "92.499,50",
        "banyak": "3", "tanggal_0": "2026-01-06", "uraian_0": "SETORAN", "masuk_0": "100.000", "tanggal_2": "2026-01-31",
        "uraian_2": "ADM", "keluar_2": "7.500,50",
    }  # fmt: skip
    for ubah, bidang in (
        ({"tanggal_0": ""}, "tanggal_0"),
        ({"keluar_2": ""}, "masuk_2"),
        ({"masuk_0": "seratus"}, "masuk_0"),
    ):
        salah = klien.post(alamat, kunci(**{**isi, **ubah}))
        assert salah.status_code == 400 and bidang in salah.context["form"].errors
    luar = klien.post(alamat, kunci(**{**isi, "tanggal_2": "2026-02-01"}))
    assert luar.status_code == 400 and "Baris 3" in luar.context["form"].errors["masuk_2"][0]
    lebih = klien.post(alamat, kunci(**isi, tambah="1"))
    assert lebih.status_code == 200 and lebih.context["form"].bebas == 11 and "7.500,50" in lebih.content.decode()
    assert not RekeningKoran.objects.exists()

    foto = BytesIO()
    Image.new("RGB", (60, 40), "white").save(foto, "JPEG")
    kirim = klien.post(alamat, kunci(**isi, foto=SimpleUploadedFile("buku.jpg", foto.getvalue(), "image/jpeg")))

    koran = RekeningKoran.objects.get()
    assert kirim.status_code == 302 and koran.baris.get(urut=2).keluar == Decimal("7500.50")
    assert Berkas.objects.for_object(koran).count() == 1
    lagi = klien.get(alamat).context["form"]
    assert (lagi["dari"].value(), lagi["sampai"].value()) == (date(2026, 2, 1), date(2026, 2, 28))


def test_two_sides_by_page(buku_bank, pembuku, django_assert_max_num_queries):
    """KEU-174 to KEU-176, KEU-178: strong ones at one press, the rest by ticking, undone again; a refusal keeps the ticks."""
    a, b = book(buku_bank, 10, 60_000), book(buku_bank, 11, 40_000)
    baris = [row(6, 100_000, "SETORAN"), row(12, 100_000, "GABUNG"), row(25, -7_500, "BIAYA ADM")]
    koran = enter(buku_bank, baris=baris)
    alamat = f"/keuangan/rekening-koran/{koran.pk}/"
    klien = masuk(pembuku)
    satu, gabung, adm = koran.baris.order_by("urut")
    with django_assert_max_num_queries(26):
        awal = klien.get(alamat).content.decode()
    assert f"/bukti/baru/biaya_bank/?bank={adm.pk}" in awal and "Terima" not in awal  # two rows want the one line

    saran = klien.post(
        alamat, kunci(saran=f"{satu.pk}:{koran.buku.jurnal.get(uraian='Modal tunai').baris.get(debit__gt=0).pk}")
    )
    assert saran.headers["Location"] == f"{alamat}#cocokkan"
    beda = klien.post(alamat, kunci(bank=[gabung.pk], jurnal=[a.pk]))
    teks = beda.content.decode()
    assert beda.status_code == 409 and "beda Rp 40.000" in teks and teks.count(" checked") == 2
    assert klien.post(alamat, kunci()).status_code == 400
    assert klien.post(alamat, kunci(saran="x")).status_code == 400
    assert klien.post(alamat, kunci(bank=[gabung.pk], jurnal=[a.pk, b.pk])).status_code == 302
    assert CocokBank.objects.get(banyak=3).cara == "tangan"
    assert klien.post(alamat, kunci(lepas=str(CocokBank.objects.get(banyak=3).pk))).status_code == 302
    assert CocokBank.objects.filter(dibatalkan_pada__isnull=True).count() == 1
    assert "1 pasangan sudah dicocokkan" in klien.get(alamat).content.decode()
    assert "2 baris belum di buku" in klien.get(f"/keuangan/buku/{buku_bank.pk}/bank/").content.decode()


def test_fee_is_booked_from_its_row(buku_bank, pembuku, manajer):
    """KEU-178: the voucher opens with what the bank says, goes back to the statement, and comes as a strong suggestion."""
    koran = enter(buku_bank, baris=[row(6, 100_000, "SETORAN"), row(25, "-7500.45", "BIAYA ADM")])
    adm = koran.baris.get(urut=2)
    klien, alamat = masuk(pembuku), f"/keuangan/buku/{buku_bank.pk}/bukti/baru/biaya_bank/"
    pilih = klien.get(f"/keuangan/buku/{buku_bank.pk}/bukti/baru/?bank={adm.pk}").content.decode()
    assert f"biaya_bank/?bank={adm.pk}" in pilih and "bunga_bank" not in pilih
    form = klien.get(f"{alamat}?bank={adm.pk}").context["form"]
    assert (form["jumlah"].value(), form["tanggal"].value(), form["lewat"].value()) == (
        "7.500",
        date(2026, 1, 25),
        "bank",
    )
    isi = {
        "jumlah": "7.500", "lewat": "bank", "tanggal": "2026-01-25", "uraian": "BIAYA ADM", "sumber": "perguliran",
        "tahun": "2026", "termin": "0", "bank": str(adm.pk),
    }  # fmt: skip

    kirim = klien.post(alamat, kunci(**isi))

    assert kirim.headers["Location"] == f"/keuangan/rekening-koran/{koran.pk}/#cocokkan"
    assert Jurnal.objects.get(peristiwa="biaya_bank").jumlah == 7_500
    assert klien.post(f"/keuangan/rekening-koran/{koran.pk}/", kunci(semua="1")).status_code == 302
    hasil = reconciliations(buku_bank)[koran.pk]
    assert hasil.cocok and hasil.sen == Decimal("-0.45")
    assert "Bank dan buku cocok" in klien.get(f"/keuangan/rekening-koran/{koran.pk}/").content.decode()
    actions.approve_jurnal(Jurnal.objects.get(peristiwa="biaya_bank"), oleh=manajer)
    actions.close_day(buku_bank, tanggal=date(2026, 1, 31), oleh=manajer)
    assert 'name="lepas"' in klien.get(f"/keuangan/rekening-koran/{koran.pk}/").content.decode()
    actions.close_periode(Periode.objects.get(buku=buku_bank), oleh=manajer)
    ditutup = klien.get(f"/keuangan/rekening-koran/{koran.pk}/").content.decode()
    assert 'name="lepas"' not in ditutup and "Bulannya sudah ditutup" in ditutup
    terlambat = klien.get(f"{alamat}?bank={adm.pk}").context["form"]
    assert terlambat["tanggal"].value() == date(2026, 2, 1)
    assert klien.get(f"{alamat}?bank=9999999").context["form"]["jumlah"].value() is None


def test_void_by_page(buku_bank, pembuku):
    """KEU-171: with a reason, and what was voided stays readable."""
    koran = enter(buku_bank)
    klien, alamat = masuk(pembuku), f"/keuangan/rekening-koran/{koran.pk}/"
    assert klien.post(f"{alamat}batal/", kunci(alasan="")).status_code == 400
    assert klien.post(f"{alamat}batal/", kunci(alasan="Salah bulan")).status_code == 302
    assert "Salah bulan" in klien.get(alamat).content.decode()
    assert "Salah bulan" in klien.get(f"/keuangan/buku/{buku_bank.pk}/bank/").content.decode()
    assert klien.post(alamat, kunci(semua="1")).status_code == 409


def test_pages_by_everybody(buku_bank, buku_bkm, pembuku, kasir, sekretaris, empat_petugas):
    """UMU-11, UMU-12, KEU-171: who has the ledger in scope reads; only its bookkeeper opens the forms and presses."""
    koran = enter(buku_bank)
    u, r = f"/keuangan/buku/{buku_bank.pk}/bank/", f"/keuangan/rekening-koran/{koran.pk}/"
    for nama, siapa in {**empat_petugas, "pembuku": pembuku, "kasir": kasir}.items():
        klien, luar = masuk(siapa), {"kota_lain": 404, "tanpa_tugas": 403}.get(nama)
        for alamat in (u, r):
            baca = klien.get(alamat)
            assert baca.status_code == (luar or 200), (nama, alamat)
            assert nama == "pembuku" or not re.search("checkbox|Masukkan CSV", baca.content.decode())
        for alamat in (f"{u}impor/", f"{u}ketik/", f"{r}batal/"):
            harap = luar or (200 if nama == "pembuku" else 403)
            kirim = klien.get if harap == 200 else klien.post
            assert kirim(alamat, kunci()).status_code == harap, (nama, alamat)
        assert nama == "pembuku" or klien.post(r, kunci(semua="1")).status_code == (luar or 403), nama
    assert masuk(sekretaris).get(f"/keuangan/buku/{buku_bkm.pk}/bank/ketik/").status_code == 200
    assert CocokBank.objects.count() == 0


def test_empty_bank_page(buku, buku_bkm, pembuku):
    """KEU-178: a ledger whose bank never moved says what to do."""
    assert "Belum pernah dicocokkan" in masuk(pembuku).get(f"/keuangan/buku/{buku.pk}/bank/").content.decode()
