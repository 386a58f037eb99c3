"""Pages of works, aid and upkeep: by whom, what they cost, what they refuse; measures, papers, what waits."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ksm.bagian_pelaksanaan import waiting_for, works_part
from ksm.ceklis_mutu import newest
from ksm.models import (
    BadanPemelihara,
    FotoPekerjaan,
    KasPemelihara,
    KemajuanUsulan,
    PemeriksaanAset,
    PemeriksaanMutu,
    PenerimaanBantuan,
    SerahTerima,
    SwadayaUsulan,
    Usulan,
)
from ksm.ringkasan_pelaksanaan import UKURAN, count
from laporan.models import Berkas
from tests.conftest import KELURAHAN
from tests.factories.laporan import photo_file
from tests.factories.pelaksanaan import (
    BahanUsulanFactory,
    FotoPekerjaanFactory,
    KemajuanUsulanFactory,
    PemeriksaanAsetFactory,
    PemeriksaanMutuFactory,
    PenerimaanBantuanFactory,
    SwadayaUsulanFactory,
    ago,
    asset,
    finish,
    kept,
)
from tests.factories.usulan_jadi import UsulanFactory, usulan_in
from tests.helpers import fresh, kunci, masuk
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
BAGIAN = ("pekerjaan", "foto", "swadaya", "bantuan", "pemeliharaan")
FORMULIR = ("pekerjaan/kemajuan", "pekerjaan/bahan", "pekerjaan/mutu", "pekerjaan/serah-terima", "foto/baru", "swadaya/baru",
            "pemeliharaan/badan", "pemeliharaan/kas", "pemeliharaan/periksa")  # fmt: skip


@pytest.fixture
def usulan(register: Any) -> Usulan:
    """A running work."""
    return usulan_in("berjalan")


@pytest.fixture
def bantuan(register: Any) -> Usulan:
    """Aid for three households."""
    return usulan_in("berjalan", jenis="sosial")


def at(u: Usulan, bagian: str) -> str:
    """The address of a part."""
    return f"/usulan/{u.pk}/{bagian}/"


def test_pages_by_four_officers(usulan, empat_petugas, upl):
    """KRJ-01, UMU-12: kelurahan and kota read; another kota finds nothing, without a task neither; forms only by who records."""
    for bagian in BAGIAN:
        kode = {n: masuk(p).get(at(usulan, bagian)).status_code for n, p in empat_petugas.items()}
        assert kode == {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 403}, bagian
    for bagian in FORMULIR:
        kode = {n: masuk(p).get(at(usulan, bagian)).status_code for n, p in empat_petugas.items()}
        assert kode == {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 403}, bagian
        assert masuk(upl).get(at(usulan, bagian)).status_code == 200, bagian


def test_papers_of_works_by_four_officers(usulan, empat_petugas):
    """KRJ-12, PLH-06: materials and upkeep are printed from their pages; another kota finds nothing, without a task neither."""
    for bagian, jenis in (("pekerjaan", "catatan_bahan"), ("pemeliharaan", "lembar_pemeliharaan")):
        minta = f"/dokumen/minta/{jenis}/{usulan.pk}/"
        assert minta in masuk(empat_petugas["kelurahan"]).get(at(usulan, bagian)).content.decode()
        kode = {n: masuk(p).get(minta).status_code for n, p in empat_petugas.items()}
        assert kode == {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 403}, jenis


def test_treasurer_on_the_phone(register, ksm, bendahara):
    """KSM-23, SOS-06: the treasurer sees and records the own proposal, and not the quality check; another group's is 404."""
    milik, lain = usulan_in("berjalan", ksm=ksm), usulan_in("berjalan")
    klien = masuk(bendahara)

    for bagian in BAGIAN[:4]:
        assert klien.get(at(milik, bagian)).status_code == 200
        assert klien.get(at(lain, bagian)).status_code == 404
    assert klien.get(at(milik, "pekerjaan/kemajuan")).status_code == 200
    assert klien.get(at(milik, "pekerjaan/mutu")).status_code == 403
    isi = kunci(tanggal=str(ago(2)), persen="35,5", uraian="Galian")
    assert klien.post(at(milik, "pekerjaan/kemajuan"), isi).status_code == 302
    assert milik.kemajuanusulan.get().persen == Decimal("35.50")


def test_what_a_handover_lacks_leads_to_its_form(register, ksm, bendahara, upl):
    """KRJ-06, UMU-13: who records is led to the form of progress, who checks to that of quality; nobody to a 403 or to here."""
    u = usulan_in("berjalan", ksm=ksm)
    for siapa, mutu in ((bendahara, False), (upl, True)):
        halaman = masuk(siapa).get(at(u, "pekerjaan")).content.decode()
        kurang = halaman[halaman.index('id="yang-kurang"') :]
        kurang = kurang[: kurang.index("</section>")]
        assert f'href="{at(u, "pekerjaan/kemajuan")}">Lengkapi' in kurang, siapa
        assert (f'href="{at(u, "pekerjaan/mutu")}">Lengkapi' in kurang) == mutu, siapa
        assert f'href="{at(u, "pekerjaan")}"' not in kurang


def test_a_loan_has_no_such_pages(register, upl):
    """KRJ-01: a proposal of the revolving fund is 404 here."""
    u = usulan_in("kontrak", jenis="ekonomi")

    for bagian in (*BAGIAN, *FORMULIR):
        assert masuk(upl).get(at(u, bagian)).status_code == 404
    assert works_part(u, upl) is None


def test_progress_form_keeps_what_was_typed(usulan, upl):
    """KRJ-01, KRJ-08: a future day and a step back come back filled, with the reason beside them."""
    KemajuanUsulanFactory(usulan=usulan, persen=60)
    klien, alamat = masuk(upl), at(usulan, "pekerjaan/kemajuan")

    esok = klien.post(alamat, kunci(tanggal=str(ago(-1)), persen="70", uraian="Plester halus"))
    mundur = klien.post(alamat, kunci(tanggal=str(ago(1)), persen="10", uraian="Plester halus"))

    assert (esok.status_code, mundur.status_code) == (400, 409)
    assert all("Plester halus" in j.content.decode() for j in (esok, mundur))
    assert "Kemajuan tidak mundur" in mundur.content.decode() and KemajuanUsulan.objects.count() == 1


def test_photo_is_kept_small_and_bare(usulan, upl):
    """KRJ-02, DOK-01: a photo is stored without its EXIF; a text that calls itself a photo is refused beside its field."""
    import io

    from PIL import Image

    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (6.0, 53.0, 1.0)}
    exif[0x010F] = "Kamera Rekaan"
    keluar = io.BytesIO()
    Image.new("RGB", (3000, 2000), (20, 90, 80)).save(keluar, "JPEG", exif=exif)
    klien, alamat = masuk(upl), at(usulan, "foto/baru")
    isi = {"titik": "Depan pos ronda", "tahap": "0", "tanggal": str(ago(3))}

    palsu = klien.post(
        alamat, kunci(**isi, foto=SimpleUploadedFile("foto.jpg", b"bukan foto", content_type="image/jpeg"))
    )
    pdf = klien.post(
        alamat, kunci(**isi, foto=SimpleUploadedFile("a.pdf", b"%PDF-1.4 x %%EOF", content_type="application/pdf"))
    )
    tanpa = klien.post(alamat, kunci(**isi))
    jadi = klien.post(alamat, kunci(**isi, foto=photo_file(isi=keluar.getvalue())))

    assert [palsu.status_code, pdf.status_code, tanpa.status_code, jadi.status_code] == [400, 400, 400, 302]
    assert "Depan pos ronda" in palsu.content.decode()
    foto = FotoPekerjaan.objects.get()
    assert (foto.berkas.lebar, foto.berkas.badan_id) == (1600, usulan.ksm.badan_id)
    assert (foto.berkas.objek_jenis, foto.berkas.objek_id) == ("ksm.fotopekerjaan", str(foto.pk))
    with foto.berkas.file.open("rb") as berkas:
        assert not dict(Image.open(berkas).getexif())
    halaman = klien.get(at(usulan, "foto")).content.decode()
    assert "tahap=50" in halaman and "tahap=0" not in halaman


def test_swadaya_by_form(usulan, upl):
    """KRJ-04: cash, and labour that fulfils a promise; both stand in the table beside what was promised."""
    klien, alamat = masuk(upl), at(usulan, "swadaya/baru")
    tenaga, tunai = (usulan.janjiswadaya.get(bentuk=b) for b in ("tenaga", "tunai"))

    klien.post(alamat, kunci(tanggal=str(ago(3)), janji=str(tenaga.pk), volume="5", orang="5"))
    klien.post(alamat, kunci(tanggal=str(ago(3)), janji=str(tunai.pk), jumlah="250.000", penyumbang="Warga RT 01"))
    tanpa = klien.post(alamat, kunci(tanggal=str(ago(3)), uraian="Batu"))

    assert tanpa.status_code == 400
    assert sorted(s.nilai for s in SwadayaUsulan.objects.all()) == [250_000, 500_000]
    halaman = klien.get(at(usulan, "swadaya")).content.decode()
    assert "Rp 750.000" in halaman and "Rp 1.250.000" in halaman


def test_quality_and_hand_over_by_form(usulan, upl):
    """KRJ-05, KRJ-06: the checklist on its page; hand-over is refused with findings, then recorded, and the asset appears."""
    klien = masuk(upl)
    serah = {
        "tanggal": str(ago(1)), "selesai": str(ago(2)), "volume": "80", "satuan": "m", "dari": "Cucu", "kepada": "Lurah",
    }  # fmt: skip
    belum = klien.post(at(usulan, "pekerjaan/serah-terima"), kunci(**serah))
    assert belum.status_code == 409 and "Setiap titik difoto pada 100 %." in belum.content.decode()
    finish(usulan)
    ya = {f"ya_{b.kode}": "ya" for b in newest().butir}
    kurang = klien.post(
        at(usulan, "pekerjaan/mutu"),
        kunci(**{**ya, "ya_rapi": "belum"}, tanggal=str(ago(1)), pemeriksa="Hendra", hasil="baik"),
    )
    assert kurang.status_code == 409
    jadi = klien.post(
        at(usulan, "pekerjaan/mutu"), kunci(**ya, tanggal=str(ago(1)), pemeriksa="Hendra", hasil="baik", volume="79,5")
    )
    assert jadi.status_code == 302
    mutu = PemeriksaanMutu.objects.filter(pemeriksa="Hendra").get()
    assert klien.get(f"/usulan/mutu/{mutu.pk}/").status_code == 200

    assert klien.post(at(usulan, "pekerjaan/serah-terima"), kunci(**serah, berkas=photo_file())).status_code == 302

    assert SerahTerima.objects.get().berkas_id and usulan.judul in klien.get("/sarana/").content.decode()
    halaman = klien.get(at(usulan, "pekerjaan")).content.decode()
    assert "Sudah diserahterimakan." in halaman and "foto/baru" not in halaman


def test_records_are_taken_back_by_page(usulan, upl, petugas_kota):
    """UMU-32: with a reason, by who may; a kind that does not exist is 404."""
    k = KemajuanUsulanFactory(usulan=usulan)
    alamat = f"/usulan/catatan/kemajuan/{k.pk}/transisi/batalkan/"
    klien = masuk(upl)

    assert masuk(petugas_kota).get(alamat).status_code == 403
    assert klien.get(alamat.replace("kemajuan", "emas")).status_code == 404
    assert klien.post(alamat, kunci(alasan="")).status_code == 400
    assert klien.post(alamat, kunci(alasan="Salah ketik")).status_code == 302
    assert KemajuanUsulan.objects.get().alasan_batal == "Salah ketik"
    assert klien.get(alamat).status_code == 200


def test_aid_by_four_officers(bantuan, empat_petugas, upl):
    """SOS-06: sums for everybody in scope; names and forms for the kelurahan's own."""
    nama = bantuan.pemanfaatusulan.first().penerima
    for peran, kode, ada in (
        ("kelurahan", 200, True),
        ("kota", 200, False),
        ("kota_lain", 404, False),
        ("tanpa_tugas", 403, False),
    ):
        jawab = masuk(empat_petugas[peran]).get(at(bantuan, "bantuan"))
        assert (jawab.status_code, nama in jawab.content.decode()) == (kode, ada), peran
        lembar = masuk(empat_petugas[peran]).get(at(bantuan, "bantuan/lembar")).status_code
        assert lembar == {"kelurahan": 403, "kota": 403, "kota_lain": 404, "tanpa_tugas": 403}[peran]
    assert masuk(upl).get(at(bantuan, "bantuan/lembar")).status_code == 200


def test_aid_one_by_one_by_form(bantuan, upl):
    """SOS-02, SOS-03: on the phone with a photo; above the right and twice come back filled."""
    satu = bantuan.pemanfaatusulan.order_by("urut").first()
    klien, alamat = masuk(upl), at(bantuan, f"bantuan/{satu.pk}")
    isi = {"tanggal": str(ago(1)), "bentuk": "uang", "bukti": "foto", "jumlah": "500.000"}
    assert "500.000" in klien.get(alamat).content.decode()

    lebih = klien.post(alamat, kunci(**{**isi, "jumlah": "500.001"}, foto=photo_file()))
    tanpa = klien.post(alamat, kunci(**isi))
    jadi = klien.post(alamat, kunci(**isi, foto=photo_file()))
    lagi = klien.post(alamat, kunci(**isi, foto=photo_file()))

    assert [j.status_code for j in (lebih, tanpa, jadi, lagi)] == [409, 400, 302, 409]
    assert satu.penerima in lagi.content.decode() and PenerimaanBantuan.objects.get().jumlah == 500_000
    assert Berkas.objects.filter(objek_jenis="ksm.pemanfaatusulan").count() == 1


def test_aid_from_the_sheet_by_form(bantuan, upl):
    """SOS-05: one photo for two of three; the third from the same sheet later, without sending it again."""
    klien, alamat = masuk(upl), at(bantuan, "bantuan/lembar")
    isi = {"tanggal": str(ago(1)), "bentuk": "uang", "bukti": "tanda_tangan"}
    kosong = klien.post(alamat, kunci(**isi, foto=photo_file()))
    jadi = klien.post(
        alamat, kunci(**isi, terima_0="on", terima_2="on", jumlah_2="450.000", jumlah_0="500.000", foto=photo_file())
    )
    lembar = PenerimaanBantuan.objects.first().berkas
    kedua = klien.post(alamat, kunci(**isi, terima_0="on", lembar=str(lembar.pk)))

    assert (kosong.status_code, jadi.status_code, kedua.status_code) == (400, 302, 302)
    terima = list(PenerimaanBantuan.objects.order_by("pemanfaat__urut"))
    assert [t.jumlah for t in terima] == [500_000, 500_000, 450_000] and {t.berkas_id for t in terima} == {lembar.pk}
    assert "Semua sudah menerima" in klien.get(alamat).content.decode()


def test_upkeep_by_form(usulan, upl):
    """PLH-01 to PLH-03: body, fee, expense and check, each on its form."""
    klien = masuk(upl)
    badan = {
        "nama": "Pemelihara",
        "ketua": "Ujang",
        "dibentuk": str(ago(3)),
        "umur_tahun": "10",
        "irama": "bulanan",
        "iuran": "3.000",
    }
    assert klien.post(at(usulan, "pemeliharaan/badan"), kunci(**badan)).status_code == 302
    assert klien.post(at(usulan, "pemeliharaan/badan"), kunci(**badan)).status_code == 409
    assert klien.post(at(usulan, "pemeliharaan/badan"), kunci(**badan, alasan="Pindah")).status_code == 302
    kas = {"tanggal": str(ago(2)), "arah": "masuk", "jumlah": "90.000", "uraian": "Iuran"}
    assert klien.post(at(usulan, "pemeliharaan/kas"), kunci(**kas)).status_code == 302
    assert (
        klien.post(at(usulan, "pemeliharaan/kas"), kunci(**{**kas, "arah": "keluar", "jumlah": "90.001"})).status_code
        == 409
    )
    periksa = {"tanggal": str(ago(0)), "keadaan": "baik", "pemeriksa": "Ujang"}
    assert klien.post(at(usulan, "pemeliharaan/periksa"), kunci(**periksa)).status_code == 409

    aset = asset(serah=3)
    assert klien.post(at(aset, "pemeliharaan/periksa"), kunci(**periksa, berkas=photo_file())).status_code == 302
    assert PemeriksaanAset.objects.get().berkas_id and KasPemelihara.objects.get().jumlah == 90_000
    assert BadanPemelihara.objects.filter(usulan=usulan, status="sah").count() == 1


def test_pages_cost_the_same_for_many(register, upl):
    """UMU-11: a work with many records and a list with many assets take no more queries than with few."""
    sedikit, banyak = usulan_in("berjalan"), usulan_in("berjalan")
    for i in range(6):
        KemajuanUsulanFactory(usulan=banyak, persen=i * 10, tanggal=ago(30 - i))
        FotoPekerjaanFactory(usulan=banyak, titik=f"Titik {i}")
        BahanUsulanFactory(usulan=banyak)
        SwadayaUsulanFactory(usulan=banyak, janji=banyak.janjiswadaya.first())
        PemeriksaanMutuFactory(usulan=banyak)
    KemajuanUsulanFactory(usulan=sedikit)
    klien = masuk(upl)
    for bagian in BAGIAN:
        klien.get(at(sedikit, bagian))
        with CountQueries() as satu:
            klien.get(at(sedikit, bagian))
        with CountQueries() as dua:
            klien.get(at(banyak, bagian))
        assert dua.n <= satu.n + 1, bagian
    asset()
    klien.get("/sarana/")
    with CountQueries() as satu:
        klien.get("/sarana/")
    asset()
    asset()
    with CountQueries() as dua:
        klien.get("/sarana/")
    assert dua.n == satu.n


class CountQueries:
    """How many queries ran inside."""

    def __enter__(self) -> CountQueries:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.tangkap = CaptureQueriesContext(connection)
        self.tangkap.__enter__()
        return self

    def __exit__(self, *galat: Any) -> None:
        self.tangkap.__exit__(*galat)
        self.n = len(self.tangkap.captured_queries)


def test_list_of_assets_by_four_officers(register, empat_petugas):
    """PLH-04: filters by due and state, the same as a workbook; another kota sees none."""
    lama, baru = asset(serah=400, judul="Saluran lama"), asset(serah=10, judul="Jalan baru")
    PemeriksaanAsetFactory(usulan=baru, tanggal=ago(1), keadaan="rusak_ringan", temuan="Retak")
    for nama in ("kelurahan", "kota"):
        klien = masuk(empat_petugas[nama])
        halaman = klien.get("/sarana/").content.decode()
        assert lama.judul in halaman and baru.judul in halaman and "1 sarana sudah waktunya diperiksa" in halaman
        telat = klien.get("/sarana/?terlambat=true").content.decode()
        assert lama.judul in telat and baru.judul not in telat
        assert baru.judul in klien.get("/sarana/?keadaan=rusak_ringan").content.decode()
        xlsx = klien.get("/sarana/?format=xlsx")
        assert xlsx.status_code == 200 and "spreadsheet" in xlsx["Content-Type"]
    assert lama.judul not in masuk(empat_petugas["kota_lain"]).get("/sarana/").content.decode()
    assert masuk(empat_petugas["tanpa_tugas"]).get("/sarana/").status_code == 403


def test_due_check_waits_for_who_records(register, upl, petugas_kota, petugas_kota_lain):
    """PLH-04: the yearly check stands in "Menunggu saya" until it is recorded."""
    u = asset(serah=400)

    tunggu = waiting_for(upl)
    assert [(m.tautan, m.tenggat) for m in tunggu] == [(at(u, "pemeliharaan"), ago(400) + timedelta(days=365))]
    assert waiting_for(petugas_kota) == [] == waiting_for(petugas_kota_lain)
    PemeriksaanAsetFactory(usulan=u, tanggal=ago(0))
    assert waiting_for(fresh(upl)) == []


def test_parts_on_the_page_of_a_proposal(register, upl):
    """KRJ-11: rows for works and upkeep, for aid, for both where a house is repaired; none before the agreement."""

    def rows(u: Usulan) -> list[str]:
        bagian = works_part(u, upl)
        return [str(b.judul) for b in bagian.baris] if bagian else []

    assert rows(usulan_in("rapat_bkm")) == []
    assert rows(usulan_in("kontrak")) == ["Pekerjaan", "Foto", "Swadaya", "Pemeliharaan"]
    assert rows(usulan_in("kontrak", jenis="sosial")) == ["Pekerjaan", "Foto", "Swadaya", "Bantuan"]
    rumah = usulan_in("kontrak", jenis="sosial", unit="upl")
    assert rows(rumah) == ["Pekerjaan", "Foto", "Swadaya", "Bantuan", "Pemeliharaan"]


def test_measures(register, django_assert_num_queries):
    """KRJ-10, PLH-05, SOS-08: counted as of a day, in a constant number of queries; drafts and loans are left out."""
    hari = today_in(KELURAHAN)
    jalan = usulan_in("berjalan")
    KemajuanUsulanFactory(usulan=jalan, persen=40)
    SwadayaUsulanFactory(usulan=jalan)
    PemeriksaanMutuFactory(usulan=jalan, hasil="kurang", catatan="Retak")
    asset(serah=400)
    sosial = usulan_in("berjalan", jenis="sosial")
    PenerimaanBantuanFactory(usulan=sosial)
    kept(usulan_in("kontrak"))
    UsulanFactory()
    usulan_in("kontrak", jenis="ekonomi")

    with django_assert_num_queries(6):
        hasil = count([KELURAHAN], hari)[KELURAHAN]

    assert set(hasil) == {u.kode for u in UKURAN}
    # The asset was handed over before its agreement's day of the factory; it counts because the agreement stands now.
    assert hasil == {
        "karya": 3, "karya_berjalan": 1, "karya_selesai": 1, "karya_kemajuan": Decimal("1.4"), "karya_diperiksa": 2,
        "karya_mutu_baik": 1, "swadaya_janji": 6_150_000, "swadaya_nyata": 1_000_000, "swadaya_karya_janji": 6_000_000,
        "swadaya_karya_nyata": 1_000_000, "sarana": 1, "sarana_terperiksa": 0, "sarana_jatuh_tempo": 1, "bantuan_penerima": 3,
        "bantuan_diterima": 1, "bantuan_rupiah": 500_000,
    }  # fmt: skip
    assert all(n == 0 for n in count([KELURAHAN], hari - timedelta(days=500))[KELURAHAN].values())
