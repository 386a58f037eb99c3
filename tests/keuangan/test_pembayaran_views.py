"""Pages of running loans: four officers, the preview, one save, dialogs, papers, constant cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from bkm.models import PetugasUP
from bkm.queries import koordinator
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import Pembayaran, PenjadwalanUlang, Pinjaman, TagihanPinjaman
from keuangan.queries_pembayaran import savings_of
from keuangan.reports_pembayaran import card_paper, letter_paper, sheet_paper
from tests.factories.bkm_lembaga import staffed
from tests.factories.ksm import AnggotaKSMFactory
from tests.factories.pembayaran import TERIMA, pay, running
from tests.helpers import api, fresh, kunci, masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def pinjaman(buku: Any) -> Any:
    """Loan A with five members."""
    return running(buku, anggota=5)


def page(nama: str, *args: Any) -> str:
    """An address of this app."""
    return reverse(f"keuangan:{nama}", args=args)


def fill(orang: Any, alamat: str, **isi: Any) -> Any:
    """Send a form."""
    return masuk(orang).post(alamat, kunci(**isi))


def test_pages_by_officers(buku, pinjaman, kasir, empat_petugas):
    """UMU-12, UMU-13: who reads sees; what records is 403 for who only reads; elsewhere it does not exist."""
    lihat = [page("kartu", pinjaman.pk), *(page(n, buku.pk) for n in ("kumpulan", "pembayaran-daftar", "tunggakan", "simpanan")),
             page("simpanan-ksm", buku.pk, pinjaman.ksm_id)]  # fmt: skip
    catat = [
        page("bayar", pinjaman.pk),
        page("tagih", pinjaman.pk),
        page("simpanan-setor", buku.pk, pinjaman.ksm_id),
    ]
    for nama, baca, tulis in (
        ("kelurahan", 200, 403),
        ("kota", 200, 403),
        ("kota_lain", 404, 404),
        ("tanpa_tugas", 403, 403),
    ):
        klien = masuk(empat_petugas[nama])
        assert {klien.get(a).status_code for a in lihat} == {baca}, nama
        assert {klien.get(a).status_code for a in catat} <= {tulis, 404}, nama
    klien = masuk(kasir)
    assert {klien.get(a).status_code for a in lihat + catat} == {200}


def test_payment_page(buku, pinjaman, kasir):
    """KEU-133, UMU-05: the preview shows the parts and saves nothing; sending twice makes one payment; a refusal stays filled."""
    alamat, klien = page("bayar", pinjaman.pk), masuk(kasir)
    muka = klien.get(page("bayar-muka", pinjaman.pk), {"tanggal": "15-01-2026", "jumlah": "200.000", "lewat": "kas"})
    assert "75.000" in muka.content.decode() or "37.500" in muka.content.decode()
    assert not Pembayaran.objects.exists()
    lebih = klien.get(page("bayar-muka", pinjaman.pk), {"tanggal": "15-01-2026", "jumlah": "9000000", "lewat": "kas"})
    assert "melebihi seluruh sisa pinjaman" in lebih.content.decode()
    salah = fill(kasir, alamat, tanggal="15-01-2026", jumlah="9.000.000", lewat="kas")
    assert salah.status_code == 409 and "9.000.000" in salah.content.decode()

    isi = kunci(
        tanggal="15-01-2026", jumlah="200.000", lewat="kas", **{f"anggota_{pinjaman.bagian.first().pk}": "200.000"}
    )
    satu, dua = klien.post(alamat, isi), klien.post(alamat, isi)

    assert (satu.status_code, dua.status_code) == (302, 302)
    bayar = Pembayaran.objects.get()
    assert bayar.jumlah == 200_000 and bayar.bagian.count() == 1


def test_deposit_is_offered_on_the_payment_page(buku, kasir):
    """KEU-197: what is due and lies here as titipan is offered, previewed, saved; the sheet shows it; the API knows it too."""
    p = running(buku, syarat={"kelebihan": "titipan"})
    alamat = page("bayar", p.pk)
    assert "Pakai titipan" not in masuk(kasir).get(alamat).content.decode()
    pay(p, 287_500 * 2 + 5_000 + 400_000)
    isi = {"tanggal": "2026-03-20", "lewat": "titipan", "jumlah": "300.000"}

    ditawarkan = masuk(kasir).get(f"{alamat}?lewat=titipan").content.decode()
    assert "Pakai titipan Rp 405.000" in masuk(kasir).get(alamat).content.decode()
    assert 'value="405.000"' in ditawarkan and "Sesudah ini sisa pokok" in ditawarkan
    muka = page("bayar-muka", p.pk)
    assert "Jasa" in masuk(kasir).get(muka, isi).content.decode()
    assert "Titipan KSM ini Rp 405.000" in masuk(kasir).get(muka, {**isi, "jumlah": "500.000"}).content.decode()
    assert "titipan Rp 405.000" in masuk(kasir).get(page("kumpulan", buku.pk)).content.decode()
    assert "(titipan 405.000)" in sheet_paper(buku)["baris"][0][1]
    hitung = {"pinjaman": str(p.pk), "tanggal": "2026-03-20", "jumlah": "300000", "lewat": "titipan"}
    jawab = api(kasir).post("/api/v1/pembayaran/hitung/", hitung, format="json")
    assert (jawab.json()["jasa"], jawab.json()["pokok"]) == ("75000.00", "225000.00")
    assert fill(kasir, alamat, **isi).status_code == 302
    assert Pembayaran.objects.order_by("-dibuat_pada").first().lewat == "titipan"


def test_exception_by_page(pinjaman, kasir):
    """KEU-54, KEU-156: principal first asks for reason and name before anything is sent on."""
    alamat, isi = (
        page("bayar", pinjaman.pk),
        {"tanggal": "15-01-2026", "jumlah": "100000", "lewat": "kas", "pokok_dulu": "on"},
    )
    assert fill(kasir, alamat, **isi).status_code == 400

    assert fill(kasir, alamat, **isi, alasan="Ketua sakit", disetujui_oleh="Lilis Manajer").status_code == 302
    assert Pembayaran.objects.get().pokok_dulu


def test_sheet_by_page(buku, pinjaman, kasir):
    """KEU-157, UMU-05: a wrong line is marked and nothing is saved; then all at once, once; an empty line is no payment."""
    lain, kosong = running(buku), running(buku)
    alamat = page("kumpulan", buku.pk) + "?tanggal=2026-01-15"
    assert masuk(kasir).get(alamat).content.decode().count('name="baris_') == 3

    def isi(jumlah: str) -> dict[str, str]:
        return kunci(**{
            "tanggal": "2026-01-15", "lewat": "kas", f"baris_{pinjaman.pk}": "290.000", f"tabungan_{pinjaman.pk}": "10.000",
            f"baris_{lain.pk}": jumlah,
        })  # fmt: skip

    salah = masuk(kasir).post(alamat, isi("99.000.000"))
    assert salah.status_code == 400 and "melebihi seluruh sisa" in salah.content.decode()
    assert not Pembayaran.objects.exists()
    assert masuk(kasir).post(alamat, kunci(tanggal="2026-01-15", lewat="kas")).status_code == 400

    benar, klien = isi("100.000"), masuk(kasir)
    assert {klien.post(alamat, benar).status_code for _x in range(2)} == {302}

    assert sorted(int(b.jumlah) for b in Pembayaran.objects.all()) == [100_000, 300_000]
    assert savings_of(buku)[pinjaman.ksm_id].tabungan == 10_000
    assert not kosong.pembayaran.exists()


@pytest.mark.parametrize("nama", ["kumpulan", "tunggakan", "pembayaran-daftar", "simpanan"])
def test_list_pages_cost_the_same(buku, kasir, nama, django_assert_max_num_queries):
    """UMU-17: as many queries for eight loans as for two."""
    for _n in range(8):
        pay(running(buku), 50_000, tabungan=1_000)
    klien = masuk(kasir)
    klien.get(page(nama, buku.pk))

    with django_assert_max_num_queries(26):
        assert klien.get(page(nama, buku.pk)).status_code == 200


def test_lists_leave_as_workbooks(buku, pinjaman, kasir):
    """UMU-24: payments, arrears and savings as XLSX."""
    pay(pinjaman, 100_000, tabungan=5_000)
    for nama in ("pembayaran-daftar", "tunggakan", "simpanan"):
        assert masuk(kasir).get(page(nama, buku.pk), {"format": "xlsx"}).content.startswith(b"PK")


def test_collect_and_savings_by_page(buku, pinjaman, kasir, pembuku):
    """KEU-139, KEU-154, KEU-155: a step of collecting with a promise, savings in, savings for arrears by the bookkeeper."""
    assert (
        fill(
            kasir, page("tagih", pinjaman.pk), tanggal="15-01-2026", cara="surat_1", janji_bayar="20-01-2026"
        ).status_code
        == 302
    )
    teks = masuk(kasir).get(page("tunggakan", buku.pk)).content.decode()
    assert "lewat" in teks and pinjaman.ksm.nama in teks

    setor = page("simpanan-setor", buku.pk, pinjaman.ksm_id)
    assert fill(kasir, setor, tanggal="15-01-2026", jumlah="50.000", lewat="kas").status_code == 302
    ambil = fill(
        kasir,
        page("simpanan-tabungan", buku.pk, pinjaman.ksm_id),
        tanggal="15-01-2026",
        jumlah="1",
        lewat="kas",
    )
    assert ambil.status_code == 409 and "lunas" in ambil.content.decode()
    rapat = {"tanggal": "15-01-2026", "jumlah": "40.000", "alasan": "Musyawarah 14 Januari"}
    assert fill(kasir, page("tanggung-renteng", pinjaman.pk), **rapat).status_code == 403
    assert fill(pembuku, page("tanggung-renteng", pinjaman.pk), **rapat).status_code == 302
    assert savings_of(buku)[pinjaman.ksm_id].tabungan == 10_000
    assert "10.000" in masuk(kasir).get(page("simpanan-ksm", buku.pk, pinjaman.ksm_id)).content.decode()


def test_decisions_by_page(buku, pinjaman, kasir, pembuku, manajer):
    """KEU-135, KEU-137, KEU-138: taken back by the bookkeeper, another schedule and writing off by the manager."""
    bayar = pay(pinjaman, 50_000)
    balik = page("pembayaran-balik", bayar.pk)
    assert masuk(kasir).get(balik).status_code == 403 and "50.000" in masuk(pembuku).get(balik).content.decode()
    assert fill(pembuku, balik, tanggal="16-01-2026", alasan="Salah KSM").status_code == 302

    putus = {"tanggal": "20-03-2026", "keputusan": "BKM 4/2026", "alasan": "Gagal panen"}
    assert masuk(kasir).get(page("jadwal-ulang", pinjaman.pk)).status_code == 403
    hapus = fill(manajer, page("hapus-buku", pinjaman.pk), **putus)
    assert hapus.status_code == 409 and "macet" in hapus.content.decode()
    ulang = fill(manajer, page("jadwal-ulang", pinjaman.pk), **putus, tenor_bulan="12", koordinator_nama="Dedi")
    assert ulang.status_code == 302 and PenjadwalanUlang.objects.get().tenor_bulan == 12
    assert Pinjaman.objects.get().status == "dijadwal_ulang"


def test_brought_loan_is_struck_by_page(pinjaman, pembuku, manajer):
    """KEU-195: the manager has the button while it may be done, and says why; the bookkeeper has none."""
    alamat, tombol = page("pinjaman-transisi", pinjaman.pk, "cabut"), "Batalkan pinjaman bawaan"
    rinci = page("pinjaman", pinjaman.pk)

    assert tombol not in masuk(pembuku).get(rinci).content.decode()
    assert tombol in masuk(manajer).get(rinci).content.decode()
    assert fill(manajer, alamat, alasan="").status_code == 400
    assert fill(manajer, alamat, alasan="KSM lain yang meminjam").status_code == 302
    assert Pinjaman.objects.get().status == "batal"
    isi = masuk(manajer).get(rinci).content.decode()
    assert "KSM lain yang meminjam" in isi and "Pinjaman bawaan dibatalkan" in isi and tombol not in isi


def test_recovery_by_page(buku, kasir, manajer):
    """KEU-158: a written-off loan offers to receive money, and takes it."""
    from keuangan import actions

    p = running(buku, tenor_bulan=3, tanggal_cair=date(2025, 1, 15), pokok=300_000)
    actions.record_tagihan(p, oleh=kasir, tanggal=date(2026, 3, 1), cara="kunjungan")
    actions.write_off_pinjaman(p, oleh=manajer, tanggal=date(2026, 3, 20), keputusan="BKM 5/2026", alasan="Bubar")
    assert page("pulih", p.pk) in masuk(kasir).get(page("kartu", p.pk)).content.decode()

    assert fill(kasir, page("pulih", p.pk), tanggal="21-03-2026", jumlah="5.000", lewat="kas").status_code == 302


def test_members_show_to_whom_may_see_them(pinjaman, kasir, empat_petugas):
    """UMU-12, KEU-136: members' names stand on the card for the UPK, not for a city's officer without that right."""
    nama = pinjaman.bagian.first().anggota.nama

    assert nama in masuk(kasir).get(page("kartu", pinjaman.pk)).content.decode()
    kartu = masuk(kasir).get(page("kartu", pinjaman.pk)).content.decode()
    assert "Belum pernah" not in kartu and "Kurang" not in kartu  # nothing was paid
    pay(pinjaman, 50_000)
    kartu = masuk(kasir).get(page("kartu", pinjaman.pk)).content.decode()
    assert "Belum pernah dicatat siapa membawa berapa" in kartu and "Kurang" not in kartu
    assert page("bukti", Pembayaran.objects.get().jurnal_id) in kartu
    lain = fresh(empat_petugas["kota"])
    boleh = lain.may("keuangan.lihat_bagian_pinjaman", pinjaman)
    assert (nama in masuk(lain).get(page("kartu", pinjaman.pk)).content.decode()) == boleh


def test_papers_say_what_is_stored(buku, pinjaman):
    """KEU-139, KEU-159, DOK-07: card, blank sheet and letters carry the figures, and no member's name."""
    AnggotaKSMFactory(ksm=pinjaman.ksm, jabatan="ketua", nama="Euis Rekaan")
    pay(pinjaman, 200_000)
    kartu, lembar = card_paper(pinjaman), sheet_paper(buku)
    assert kartu["baris"][0][1:3] == ["Rp 125.000", "Rp 75.000"] and len(kartu["baris"][0]) == 10
    assert lembar["baris"][0][1] == pinjaman.ksm.nama and len(lembar["kosong"]) == 3
    surat = TagihanPinjaman.objects.create(
        pinjaman=pinjaman, wilayah_id=pinjaman.wilayah_id, tanggal=TERIMA, cara="surat_3", tunggakan_pokok=375_000,
        tunggakan_jasa=0,
    )  # fmt: skip
    isi = letter_paper(surat)
    assert "tanggung renteng" in isi["minta"] and isi["fakta"][2][1] == "Rp 375.000"
    assert "Euis" not in str(kartu) + str(lembar) + str(isi) and len(isi["penanda_tangan"]) == 2


def test_card_on_paper_says_what_was_taken_back(buku, pinjaman):
    """KEU-159: a reversal and what it takes back name each other's voucher; what was only saved stands on the savings card."""
    from django.template.loader import render_to_string

    satu = pay(pinjaman, 200_000)
    actions.reverse_pembayaran(satu, oleh=SISTEM, alasan="Salah KSM", tanggal=TERIMA)
    balik = Pembayaran.objects.get(membalik=satu)
    pay(pinjaman, 200_000)
    pay(pinjaman, 5_000, tabungan=5_000, tanggal=TERIMA)
    isi = card_paper(pinjaman)

    assert [b[9] for b in isi["baris"]] == [
        f"dibalik {balik.jurnal.nomor_bukti}", f"membalik {satu.jurnal.nomor_bukti}", "",
    ]  # fmt: skip
    assert isi["tabungan"][-1][2] == "Rp 5.000" and isi["jumlah"] == ["Rp 125.000", "Rp 75.000"]
    html = render_to_string("dokumen/pembayaran.html", {"isi": isi, "qr": {"": ""}})
    assert f"membalik {satu.jurnal.nomor_bukti}" in html


def test_letter_is_signed_by_who_managed_on_its_day(buku, pinjaman):
    """KEU-139: the manager of the day of the letter; the koordinator too on the third; blank where nobody is recorded."""

    def letter(cara: str, hari: date) -> list[str]:
        surat = TagihanPinjaman(
            pinjaman=pinjaman,
            wilayah_id=pinjaman.wilayah_id,
            tanggal=hari,
            cara=cara,
            tunggakan_pokok=1,
            tunggakan_jasa=0,
        )
        return [p["nama"] for p in letter_paper(surat)["penanda_tangan"]]

    assert letter("surat_3", TERIMA) == ["", ""]
    kepengurusan = staffed()
    manajer = PetugasUP.objects.get(unit__jenis="upk", jabatan="manajer")
    ketua = koordinator(kepengurusan.wilayah_id)
    assert letter("surat_1", manajer.mulai) == [manajer.nama] and letter("surat_3", manajer.mulai) == [
        ketua.nama,
        manajer.nama,
    ]
    assert letter("surat_1", manajer.mulai - timedelta(days=1)) == [""]


@pytest.mark.slow
@pytest.mark.parametrize("jenis", ["kartu_pinjaman", "lembar_kumpulan", "surat_tagihan"])
def test_papers_print(buku, pinjaman, jenis):
    """DOK-07: each kind renders to a real PDF with the body's letterhead."""
    from inti.pdf import render_pdf
    from inti.registry import jenis_dokumen
    from laporan.qr import qr_image

    surat = TagihanPinjaman.objects.create(
        pinjaman=pinjaman,
        wilayah_id=pinjaman.wilayah_id,
        tanggal=TERIMA,
        cara="surat_1",
        tunggakan_pokok=1,
        tunggakan_jasa=0,
    )
    objek = {"kartu_pinjaman": pinjaman, "lembar_kumpulan": buku, "surat_tagihan": surat}[jenis]
    kind = jenis_dokumen.ambil(jenis)
    isi = kind.build(objek)

    gambar = qr_image("https://contoh.invalid/verifikasi/X/")
    tanda = {"judul": isi["judul"], "kode": "7K4Q-92MD-XT3A", "qr": {"": gambar}, "waktu": timezone.now()}
    html, pdf = render_pdf(kind.templat, {"isi": isi, **tanda})

    assert pdf.startswith(b"%PDF") and isi["unit"].startswith("UPK")
    assert f'src="{gambar}"' in html and html.count("data:image") == 1  # a picture, never its address in letters
    assert str(surat) == "Surat tagihan pertama, 15 Januari 2026" and surat.pinjaman_id.hex not in str(surat)
