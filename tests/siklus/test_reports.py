"""Papers of a meeting: what they say before and after it, and what their signed copy means."""

from __future__ import annotations

from datetime import date

import pytest

from inti import pdf, pekerjaan
from inti.errors import AturanDilanggar
from inti.pelaku import SISTEM
from laporan import actions
from laporan.kertas import paper_context
from laporan.models import Berkas, Dokumen, NomorSurat
from laporan.qr import read_paper
from laporan.registry import kind_of
from siklus.models import Kehadiran, Keluaran, Pertemuan
from tests.factories.laporan import photo_upload
from tests.factories.siklus_rapat import move, rkm_held, rkm_meeting
from tests.laporan.conftest import cetak_palsu, media  # noqa: F401

pytestmark = pytest.mark.django_db
SEMUA = ("undangan_rkm", "daftar_hadir_rkm", "tata_tertib_rkm", "berita_acara_rkm", "pernyataan_kesiapan", "paket_rkm",
         "undangan_pertemuan", "daftar_hadir_sosialisasi", "berita_acara_pertemuan", "paket_pertemuan")  # fmt: skip


UMUM = SEMUA[-4:]


@pytest.fixture
def rapat(register) -> Pertemuan:
    return rkm_meeting()


@pytest.fixture
def minta():
    """`minta(jenis, rapat)`: the row as stored; who may ask is tried in tests/laporan."""

    def ask(jenis: str, rapat: Pertemuan) -> Dokumen:
        rapat = Pertemuan.objects.select_related("langkah", "wilayah", "basis").get(pk=rapat.pk)
        d = actions.request_dokumen(jenis, rapat, oleh=SISTEM, alamat_dasar="https://p2kp.contoh.id")
        return Dokumen.objects.select_related("nomor", "wilayah").get(pk=d.pk)

    return ask


def text(d: Dokumen) -> str:
    """The printed page as text, white space made single."""
    return " ".join(pdf.render_html(kind_of(d.jenis).templat, paper_context(d)).split())


def test_invitation(minta, rapat):
    """DOK-10: letterhead, number, day and hour and place, signed by the head of the area."""
    isi = text(minta("undangan_rkm", rapat))

    for kata in ("Pemerintah Kota Bandung", "Kelurahan Sarijadi", "001/UND-RKM/32.73.01.1001/", "Sabtu, 14 November 2026",
                 "08.30 sampai 12.00", "Aula Kelurahan Sarijadi", "Lurah Sarijadi"):  # fmt: skip
        assert kata in isi, kata


def test_blank_record_before_the_meeting(minta, rapat):
    """DOK-10: numbered, with both options unticked, lines to write on, and every signature of the definition."""
    isi = text(minta("berita_acara_rkm", rapat))

    assert "001/BA-RKM/32.73.01.1001/" in isi
    assert "Menerima" in isi and "Menolak" in isi and ">X<" not in isi
    for jabatan in (
        "Pimpinan rembug",
        "Notulis",
        "Wakil warga laki-laki",
        "Wakil warga perempuan",
        "Mengetahui,",
        "Lurah Sarijadi",
    ):
        assert jabatan in isi


@pytest.mark.parametrize(
    ("hasil", "tanda"),
    [("terima", '>X</span><b class="besar">Menerima'), ("tolak", '>X</span><b class="besar">Menolak')],
)
def test_filled_record(minta, register, hasil, tanda):
    """SIK-105: the decision, attendance with shares against the roll, the date in words, and the volunteers."""
    isi = text(minta("berita_acara_rkm", rkm_held(hasil)))

    assert tanda in isi and isi.count(">X<") == 1
    for kata in ("Sabtu tanggal empat belas bulan November tahun dua ribu dua puluh enam", "126 (seratus dua puluh enam) orang",
                 "51,6 % di antaranya perempuan", "2,7 % dari 4.748 warga dewasa", "38,1 %", "Perkiraan ketua RT",
                 "H. Dadang Suherman", "Siti Rohaeni", "Asep Saepudin", "RT 03", "melalui musyawarah mufakat"):  # fmt: skip
        assert kata in isi, kata
    assert ("Warga belum siap dengan kewajiban swadaya." in isi) is (hasil == "tolak")


def test_filled_record_without_roll_or_poor(minta, register):
    """SIK-46: what nobody counted is not printed as zero."""
    isi = text(minta("berita_acara_rkm", rkm_held(miskin_l=None, miskin_p=None, dewasa_l=None, dewasa_p=None)))

    assert "warga dewasa menurut daftar" not in isi.lower() and "warga miskin" not in isi.lower()


def test_record_by_vote(minta, register):
    """SIK-55: where people voted, the counts stand in the record."""
    rapat = rkm_held()
    rapat.keputusan.update(cara="pemungutan_suara", suara_setuju=100, suara_menolak=26)

    assert "pemungutan suara dengan 100 suara menerima dan 26 suara menolak" in text(minta("berita_acara_rkm", rapat))


def test_blank_and_filled_record_share_the_number(minta, rapat):
    """DOK-06, DOK-07: the filled record is the next version under the same number; nobody counts it twice."""
    kosong = minta("berita_acara_rkm", rapat)
    Pertemuan.objects.filter(pk=rapat.pk).update(tanggal=date(2026, 11, 14), peserta_l=40, peserta_p=45)
    move(rapat, "terlaksana")

    terisi = minta("berita_acara_rkm", rapat)

    assert "Hadir 85 (delapan puluh lima) orang" in text(terisi) and "Hadir 85" not in text(kosong)

    assert (terisi.versi_ke, terisi.nomor_id) == (2, kosong.nomor_id)
    assert NomorSurat.objects.filter(jenis="berita_acara_rkm").count() == 1


def test_draft_until_it_may_be_relied_on(minta, register):
    """DOK-07: a blank is final with day, hour and place; a filled record only once its stage was handed in."""
    tanpa_jam = rkm_meeting(jam_mulai=None, jam_selesai=None)
    lengkap = rkm_meeting("32.73.01.1002")
    terisi = rkm_held(kode="32.77.01.1001")

    assert [minta("undangan_rkm", r).final for r in (tanpa_jam, lengkap)] == [False, True]
    assert "DRAF" in text(minta("undangan_rkm", tanpa_jam)) and "DRAF" not in text(minta("undangan_rkm", lengkap))
    assert not minta("berita_acara_rkm", terisi).final


def test_filled_record_becomes_final_when_handed_in(minta, register):
    """DOK-07: the same words, without DRAF, are another paper that replaces the draft."""
    rapat = rkm_held()
    draf = minta("berita_acara_rkm", rapat)
    type(rapat.langkah)._base_manager.filter(pk=rapat.langkah_id).update(
        status="diajukan", diajukan_pada="2026-11-20T00:00Z", diajukan_oleh_id=rapat.pk
    )

    akhir = minta("berita_acara_rkm", rapat)

    assert (draf.final, akhir.final, akhir.versi_ke) == (False, True, 2)
    assert akhir.isi_sidik == draf.isi_sidik


def test_attendance_sheet_ruled_or_named(minta, register):
    """DOK-10: ruled lines before, the names after; never both."""
    rapat = rkm_held()
    kosong = minta("daftar_hadir_rkm", rapat)
    for nama, jk in (("Siti <b>Rohaeni</b>", "P"), ("Asep", "L")):
        Kehadiran.objects.create(pertemuan=rapat, wilayah_id=rapat.wilayah_id, nama=nama, jenis_kelamin=jk)

    bernama = minta("daftar_hadir_rkm", rapat)

    assert len(kosong.isi["bagian"][0]["baris_kosong"]) == 90 and kosong.isi["bagian"][0]["nama"] == []
    assert bernama.isi["bagian"][0]["baris_kosong"] == []
    assert "Siti &lt;b&gt;Rohaeni" in text(bernama)


def test_readiness_only_after_yes(minta, register):
    """SIK-105: residents who refused sign no declaration of readiness."""
    assert "menerima pelaksanaan" in text(minta("pernyataan_kesiapan", rkm_held()))

    with pytest.raises(AturanDilanggar) as galat:
        minta("pernyataan_kesiapan", rkm_held("tolak", kode="32.73.01.1002"))

    assert galat.value.aturan == "SIK-105"


def test_package_joins_all_parts(minta, rapat):
    """DOK-10: one paper with invitation, sheet, rules and blank record, each part with a QR of its own."""
    d = minta("paket_rkm", rapat)
    isi = text(d)

    assert [b["kode"] for b in d.isi["bagian"]] == list(SEMUA[:4])
    assert len({q for q in paper_context(d)["qr"].values()}) == 5
    assert isi.count('class="tanda-lembar"') == 4
    assert "Tata tertib rembug" in isi and "001/UND-RKM/" in isi and "001/BA-RKM/" in isi


def test_same_facts_are_the_same_paper(minta, rapat):
    """DOK-08: asked for twice, printed once; the date of a letter is the day of its number, not of its printing."""
    assert minta("paket_rkm", rapat).pk == minta("paket_rkm", rapat).pk

    Pertemuan.objects.filter(pk=rapat.pk).update(rencana_tanggal=date(2026, 11, 21))

    assert minta("paket_rkm", rapat).versi_ke == 2


def test_signed_record_becomes_evidence(minta, register, petugas_kelurahan, cetak_palsu, media):  # noqa: F811
    """DOK-11, SIK-51, SIK-52: the photo of any sheet of the package is filed under the evidence whose blank it is."""
    rapat = rkm_held()
    d = minta("paket_rkm", rapat)
    pekerjaan.run(str(d.pekerjaan_id))

    actions.file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=d, slot="berita_acara_rkm")
    actions.file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=d, slot="daftar_hadir_rkm")

    keluaran = {k.kode: k for k in Keluaran.objects.filter(langkah=rapat.langkah)}
    assert set(keluaran) == {"S1-BA", "S1-DH"}
    ba = keluaran["S1-BA"]
    assert (ba.dari_kertas, ba.pertemuan_id, ba.dokumen_id) == (True, rapat.pk, d.pk)
    assert [t["nama"] for t in ba.penanda_tangan] == ["H. Dadang Suherman", "Siti Rohaeni"]
    assert not keluaran["S1-DH"].dari_kertas


def test_signed_record_of_a_locked_stage_is_refused(minta, register, petugas_kelurahan, cetak_palsu, media):  # noqa: F811
    """SIK-04: after handing in, a photo changes nothing; it is refused with the rule, and not kept."""
    rapat = rkm_held()
    d = minta("berita_acara_rkm", rapat)
    pekerjaan.run(str(d.pekerjaan_id))
    type(rapat.langkah)._base_manager.filter(pk=rapat.langkah_id).update(
        status="diajukan", diajukan_pada="2026-11-20T00:00Z", diajukan_oleh_id=rapat.pk
    )

    with pytest.raises(AturanDilanggar) as galat:
        actions.file_paper(photo_upload(), oleh=petugas_kelurahan, dokumen=d, slot="berita_acara_rkm")

    assert galat.value.aturan == "SIK-04"
    assert not Berkas.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("jenis", SEMUA)
def test_every_kind_prints(minta, register, jenis):
    """DOK-13, DOK-14: one real PDF of every kind, tagged, without a refused source."""
    rapat = rkm_held(pemimpin="Prof. Dr. H. Muhammad Nurrohman Adiputra Kusumawardhana Sastranegara, S.Sos., M.Si.")
    if jenis in UMUM:
        Pertemuan.objects.filter(pk=rapat.pk).update(jenis="S1-PERSIAPAN")
    d = minta(jenis, rapat)

    hasil = pdf.print_html(text(d))

    assert hasil.pdf.startswith(b"%PDF-") and 1 <= hasil.halaman <= 9
    assert len(hasil.pdf) < 200_000


@pytest.mark.lambat
def test_printed_qr_is_read_from_the_page(minta, rapat, tmp_path):
    """DOK-09, DOK-11: every printed page of the package, as a picture, says its code and its part."""
    import shutil
    import subprocess

    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm tidak ada di mesin ini")
    d = minta("paket_rkm", rapat)
    (tmp_path / "paket.pdf").write_bytes(pdf.print_html(text(d)).pdf)
    subprocess.run(["pdftoppm", "-r", "110", "-jpeg", tmp_path / "paket.pdf", tmp_path / "hal"], check=True)

    terbaca = [read_paper(p.read_bytes()) for p in sorted(tmp_path.glob("hal-*.jpg"))]

    assert [t.kode for t in terbaca] == [d.kode] * len(terbaca)
    assert {t.bagian for t in terbaca} == set(SEMUA[:4])


def test_papers_fit_the_meeting(minta, rapat):
    """DOK-10: the deciding meeting has its own papers, every other one the general ones; the rest is refused."""
    from laporan.registry import kinds_for

    assert {k.kode for k in kinds_for(rapat)} == set(SEMUA) - set(UMUM)
    Pertemuan.objects.filter(pk=rapat.pk).update(jenis="S1-PERSIAPAN")
    lain = Pertemuan.objects.get(pk=rapat.pk)
    assert {k.kode for k in kinds_for(lain)} == set(UMUM)

    isi = text(minta("berita_acara_pertemuan", lain))

    assert "Rencana tindak lanjut" in isi and "Keputusan" not in isi and "Relawan" not in isi
    with pytest.raises(AturanDilanggar) as galat:
        minta("berita_acara_rkm", lain)
    assert galat.value.aturan == "DOK-10"
