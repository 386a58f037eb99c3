"""Pages of paper as the four officers see them: archive, progress, download, uploads, the public check."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from inti import pekerjaan
from inti.models import Pekerjaan
from inti.registry import jenis_dokumen
from laporan import actions
from laporan.models import Berkas, Dokumen
from laporan.qr import part_address
from tests.factories.akun import officer
from tests.factories.laporan import JENIS_UJI, photo_file, photo_upload, picture
from tests.helpers import kunci
from tests.laporan.test_qr import photo

pytestmark = pytest.mark.django_db


def statuses(klien, petugas: dict, alamat: str) -> dict[str, int]:
    return {nama: klien(u).get(alamat).status_code for nama, u in petugas.items()}


DALAM = {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 403}


@pytest.mark.parametrize("rute", ["dokumen-detail", "dokumen-kemajuan", "dokumen-unduh", "dokumen-isi"])
def test_document_pages_by_all_four(siap, klien, empat_petugas, rute):
    """UMU-12, UMU-22: in scope it opens, in another kota it does not exist, without a task it is refused."""
    d = siap()

    assert statuses(klien, empat_petugas, reverse(f"laporan:{rute}", args=[d.pk])) == DALAM


def test_archive_by_all_four(siap, klien, empat_petugas):
    """UMU-11: everybody sees the documents of the own area only."""
    siap()
    alamat = reverse("laporan:dokumen-daftar")

    terlihat = {nama: "001/UJI" in klien(u).get(alamat).content.decode() for nama, u in empat_petugas.items()}

    assert terlihat == {"kelurahan": True, "kota": True, "kota_lain": False, "tanpa_tugas": False}


@pytest.mark.parametrize(
    ("kueri", "ada"),
    [
        ({"jenis": JENIS_UJI}, True), ({"kelurahan": "sari"}, True), ({"kelurahan": "32.73"}, True), ({"kelurahan": "32.77"}, False),
        ({"keadaan": "berlaku"}, True), ({"keadaan": "gagal"}, False), ({"q": "UJI/32.73"}, True), ({"q": "tidak ada"}, False),
        ({"keadaan": "ngawur"}, True), ({"sesudah": "ngawur"}, True),
    ],
)  # fmt: skip
def test_archive_filters(siap, klien, petugas_kota, kueri, ada):
    """UMU-15: filters narrow the list; what is no filter value changes nothing."""
    siap()

    isi = klien(petugas_kota).get(reverse("laporan:dokumen-daftar"), kueri)

    assert isi.status_code == 200
    assert ("001/UJI" in isi.content.decode()) is ada


def test_archive_finds_a_typed_code(siap, klien, petugas_kota):
    """DOK-09: a code read from paper finds its document."""
    d = siap()

    isi = klien(petugas_kota).get(reverse("laporan:dokumen-daftar"), {"q": d.kode_tampil.lower()}).content.decode()

    assert d.get_absolute_url() in isi


def test_archive_query_count(siap, jenis, klien, petugas_kota, django_assert_max_num_queries, kelurahan):
    """UMU-15: the number of queries does not grow with the list."""
    from wilayah.models import Basis

    for n in range(2, 8):
        siap(objek=Basis.objects.create(wilayah=kelurahan, jenis="rt", nomor=f"{n:02d}"))
    masuk = klien(petugas_kota)

    with django_assert_max_num_queries(10):
        masuk.get(reverse("laporan:dokumen-daftar"))


def test_ask_for_a_document(jenis, basis, klien, petugas_kelurahan, cetak_palsu, django_capture_on_commit_callbacks):
    """DOK-12, UMU-05: one press is one document, printed at once by the worker; a resend makes no second one."""
    masuk, alamat = klien(petugas_kelurahan), reverse("laporan:dokumen-minta", args=[JENIS_UJI, basis.pk])
    assert masuk.get(alamat).status_code == 200
    isi = kunci()

    with django_capture_on_commit_callbacks(execute=True):
        satu, dua = masuk.post(alamat, isi), masuk.post(alamat, isi)

    d = Dokumen.objects.get()
    assert satu.status_code == dua.status_code == 302
    assert satu.url == dua.url == d.get_absolute_url()
    assert (d.keadaan, d.alamat_dasar) == ("berlaku", "http://testserver")


def test_ask_by_others_is_refused(jenis, basis, klien, petugas_kota_lain, petugas_tanpa_tugas):
    """UMU-12, UMU-13: out of scope it does not exist; unknown kinds and wrong ids neither."""
    alamat = reverse("laporan:dokumen-minta", args=[JENIS_UJI, basis.pk])

    assert klien(petugas_kota_lain).post(alamat, kunci()).status_code == 404
    assert klien(petugas_tanpa_tugas).post(alamat, kunci()).status_code == 403
    lain = klien(officer("faskel2", "faskel_cd", "32.73.01.1001"))
    assert lain.get(reverse("laporan:dokumen-minta", args=["bukan", basis.pk])).status_code == 404
    assert lain.get(reverse("laporan:dokumen-minta", args=[JENIS_UJI, "bukan-uuid"])).status_code == 404
    assert not Dokumen.objects.exists()


def test_progress_is_asked_until_it_ends(minta, klien, petugas_kelurahan, cetak_palsu):
    """DOK-12: the page asks again while it is printed, and loads itself anew at the end."""
    d, masuk = minta(), klien(petugas_kelurahan)
    alamat = reverse("laporan:dokumen-kemajuan", args=[d.pk])
    Pekerjaan.objects.filter(pk=d.pekerjaan_id).update(status="berjalan", kemajuan=30, pesan="mencetak ke PDF")

    sedang = masuk.get(alamat)
    assert "mencetak ke PDF" in sedang.content.decode()
    assert "hx-get" in sedang.content.decode() and "HX-Refresh" not in sedang

    Pekerjaan.objects.filter(pk=d.pekerjaan_id).update(status="antri")
    pekerjaan.run(str(d.pekerjaan_id))
    selesai = masuk.get(alamat)

    assert selesai["HX-Refresh"] == "true" and "hx-get" not in selesai.content.decode()
    assert "hx-get" not in masuk.get(f"{alamat}?ringkas").content.decode()


def test_failed_print_shows_reason_and_button(
    minta, klien, petugas_kelurahan, cetak_palsu, django_capture_on_commit_callbacks
):
    """UMU-19: the reason is on the page, with a button that runs it again."""
    d, masuk = minta(), klien(petugas_kelurahan)
    Pekerjaan.objects.filter(pk=d.pekerjaan_id).update(status="gagal", galat="Pembuat PDF belum tersedia.")

    assert "Pembuat PDF belum tersedia." in masuk.get(d.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        jawab = masuk.post(reverse("laporan:dokumen-ulang", args=[d.pk]), kunci())

    assert jawab.status_code == 302
    assert Dokumen.objects.get().keadaan == "berlaku"


def test_download_is_judged_again(siap, klien, petugas_kelurahan):
    """UMU-22: the right to a paper ends with the task, also for papers asked for before."""
    d = siap()
    alamat, masuk = reverse("laporan:dokumen-unduh", args=[d.pk]), klien(petugas_kelurahan)
    jawab = masuk.get(alamat)
    assert b"".join(jawab.streaming_content).startswith(b"%PDF")
    assert jawab["Content-Disposition"].startswith("attachment") and "private" in jawab["Cache-Control"]

    petugas_kelurahan.penugasan.update(selesai=timezone.localdate() - timedelta(days=1))

    assert masuk.get(alamat).status_code == 403


def test_content_is_readable_without_pdf(minta, klien, petugas_kelurahan, settings):
    """DOK-13: where no PDF can be made the page says so, and the content is still there."""
    settings.PDF_TERSEDIA = False
    d, masuk = minta(), klien(petugas_kelurahan)

    assert "Pembuat PDF belum tersedia" in masuk.get(d.get_absolute_url()).content.decode()
    assert d.kode_tampil in masuk.get(reverse("laporan:dokumen-isi", args=[d.pk])).content.decode()


def test_cancel_document_page(siap, klien, petugas_kota, petugas_kelurahan):
    """DOK-07: a reason is asked; without it the form comes back; who may not is told so."""
    d = siap()
    alamat = reverse("laporan:dokumen-batalkan", args=[d.pk])
    assert klien(petugas_kelurahan).post(alamat, kunci(alasan="x")).status_code == 403
    masuk = klien(petugas_kota)
    assert masuk.get(alamat).status_code == 200
    assert masuk.post(alamat, kunci(alasan="")).status_code == 400

    assert masuk.post(alamat, kunci(alasan="salah tempat")).status_code == 302

    assert "salah tempat" in masuk.get(d.get_absolute_url()).content.decode()


# -- uploads -----------------------------------------------------------------------------------------------------------


def test_file_is_served_by_scope_only(kelurahan, klien, empat_petugas, petugas_kelurahan):
    """DOK-04: photos inline, nothing guessed, nothing run; scans as attachment; strangers get 404."""
    b = actions.save_berkas(photo_upload(nama_asli="../../Rapat RT.exe"), oleh=petugas_kelurahan, wilayah=kelurahan)
    pdf = actions.save_berkas(
        photo_upload(jenis="pdf", jenis_isi="application/pdf", akhiran=".pdf", isi=b"%PDF-1.7 %%EOF", lebar=None, tinggi=None, kecil=b""),
        oleh=petugas_kelurahan, wilayah=kelurahan,
    )  # fmt: skip

    assert statuses(klien, empat_petugas, b.get_absolute_url()) == DALAM
    assert statuses(klien, empat_petugas, b.url_kecil) == DALAM
    jawab = klien(petugas_kelurahan).get(b.get_absolute_url())
    assert jawab["Content-Type"] == "image/jpeg"
    assert jawab["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in jawab["Content-Security-Policy"]
    assert jawab["Cache-Control"].startswith("private")
    assert ".exe" not in jawab["Content-Disposition"]
    assert klien(petugas_kelurahan).get(pdf.get_absolute_url())["Content-Disposition"].startswith("attachment")
    assert klien(petugas_kelurahan).get(reverse("laporan:berkas-kecil", args=[pdf.pk])).status_code == 404
    b.kecil.storage.delete(b.kecil.name)  # storage lost it: not found, never an error page
    assert klien(petugas_kelurahan).get(b.url_kecil).status_code == 404


def paper_photo(d: Dokumen, bagian: str = "surat") -> SimpleUploadedFile:
    return photo_file("kertas.jpg", photo(part_address(d.url_verifikasi, bagian)))


@pytest.mark.slow
def test_photo_is_filed_by_its_qr(siap, klien, petugas_kelurahan):
    """DOK-11: the QR says which sheet it is; nothing else is asked. A resend files it once."""
    d, masuk = siap(), klien(petugas_kelurahan)
    isi = kunci()

    for _ in range(2):
        jawab = masuk.post(reverse("laporan:berkas-unggah"), {**isi, "file": paper_photo(d)})
        assert jawab.status_code == 302

    b = Berkas.objects.get()
    assert (jawab.status_code, jawab.url) == (302, d.get_absolute_url())
    assert (b.dokumen_id, b.slot, b.lebar <= 1600) == (d.pk, "surat", True)
    assert "Tersimpan sebagai Surat uji" in masuk.get(jawab.url).content.decode()


@pytest.mark.slow
def test_qr_of_another_kota_is_not_taken(siap, klien, petugas_kota_lain):
    """UMU-12: a sheet of another kota does not exist here, and the photo is not kept."""
    d = siap()

    jawab = klien(petugas_kota_lain).post(reverse("laporan:berkas-unggah"), kunci(file=paper_photo(d)))

    assert jawab.status_code == 400
    assert "bukan milik kertas di wilayah tugas Anda" in jawab.content.decode()
    assert not Berkas.objects.exists()


@pytest.mark.slow
def test_unreadable_qr_is_placed_by_hand(siap, klien, petugas_kelurahan):
    """DOK-11: nothing is lost: the photo waits, and a choice from the sheets that are out puts it in its place."""
    d, masuk = siap(), klien(petugas_kelurahan)
    jawab = masuk.post(reverse("laporan:berkas-unggah"), kunci(file=photo_file(), keterangan="lembar lecek"))
    b = Berkas.objects.get()
    assert jawab.url == reverse("laporan:berkas-tempatkan", args=[b.pk])
    assert "lembar lecek" in masuk.get(reverse("laporan:berkas-unggah")).content.decode()
    assert "Surat uji" in masuk.get(jawab.url).content.decode()
    assert masuk.post(jawab.url, kunci(kertas="ngawur")).status_code == 400

    selesai = masuk.post(jawab.url, kunci(kertas=f"{d.pk}:surat"))

    assert selesai.url == d.get_absolute_url()
    assert Berkas.objects.get().dokumen_id == d.pk
    assert masuk.post(jawab.url, kunci(kertas=f"{d.pk}:surat")).status_code in {400, 409}


@pytest.mark.slow
def test_chosen_sheet_needs_no_qr(siap, klien, petugas_kelurahan):
    """DOK-11: the sheet chosen from the list wins; a PDF scan is taken too."""
    d, masuk = siap(), klien(petugas_kelurahan)
    pindaian = SimpleUploadedFile("pindai.pdf", b"%PDF-1.7\n%%EOF\n", content_type="application/pdf")

    isi = kunci(kertas=f"{d.pk}:surat")
    alamat = f"{reverse('laporan:berkas-unggah')}?kode={d.kode}"

    for _ in range(2):
        pindaian.seek(0)
        assert masuk.post(alamat, {**isi, "file": pindaian}).status_code == 302

    assert (Berkas.objects.get().jenis, Berkas.objects.get().slot) == ("pdf", "surat")


@pytest.mark.parametrize(
    ("nama", "isi", "pesan"),
    [
        ("virus.jpg", b"MZ\x90" + b"\x00" * 90, "Jenis berkas ini tidak dapat diterima"),
        ("halaman.jpg", b"<html><script>alert(1)</script>", "Jenis berkas ini tidak dapat diterima"),
        ("kosong.jpg", b"", "kosong"),
        ("putus.jpg", picture(900, 900)[:900], "Foto tidak dapat dibaca"),
    ],
)
def test_bad_upload_comes_back_in_words(register, klien, petugas_kelurahan, nama, isi, pesan):
    """DOK-02, UMU-23: a broken or foreign file is answered beside the field, and what was typed stays."""
    berkas = SimpleUploadedFile(nama, isi)

    jawab = klien(petugas_kelurahan).post(
        reverse("laporan:berkas-unggah"), kunci(file=berkas, keterangan="catatan saya")
    )

    assert jawab.status_code == 400
    assert pesan in jawab.content.decode() and "catatan saya" in jawab.content.decode()
    assert not Berkas.objects.exists()


def test_cancel_upload_page(kelurahan, klien, petugas_kelurahan, petugas_kota_lain):
    """UMU-32: one's own upload with a reason."""
    b = actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)
    alamat = reverse("laporan:berkas-batalkan", args=[b.pk])
    assert klien(petugas_kota_lain).post(alamat, kunci(alasan="x")).status_code == 404

    assert klien(petugas_kelurahan).post(alamat, kunci(alasan="foto keluarga")).status_code == 302

    assert Berkas.objects.get().dibatalkan_alasan == "foto keluarga"


def test_what_waits_for_me(minta, kelurahan, petugas_kelurahan, petugas_kota):
    """DOK-12: own failed prints and own photos without a place wait for their maker only."""
    from laporan.sajian import waiting

    d = minta()
    Pekerjaan.objects.filter(pk=d.pekerjaan_id).update(status="gagal")
    actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)

    assert [m.tautan for m in waiting(petugas_kelurahan)][0] == d.get_absolute_url()
    assert len(waiting(petugas_kelurahan)) == 2
    assert waiting(petugas_kota) == []


# -- the public check --------------------------------------------------------------------------------------------------


def check(client, kode: str):
    return client.get(reverse("laporan:verifikasi", args=[kode]))


def test_verification_page_is_public_and_tells_no_person(siap, jenis, client, petugas_kelurahan):
    """DOK-09: kind, number, version, issuer, fingerprint; no name, no printed data, nothing to press."""
    jenis(final=lambda objek: True, build=lambda objek: {"nama": "Siti Rohaeni binti Ahmad"})
    d = siap()

    jawab = check(client, d.kode_tampil)
    isi = jawab.content.decode()

    assert jawab.status_code == 200
    assert all(t in isi for t in (d.nomor_teks, "Kelurahan Sarijadi", d.kode_tampil, d.isi_sidik[:4], "berlaku"))
    assert "Siti" not in isi and petugas_kelurahan.nama not in isi and d.get_absolute_url() not in isi


def test_verification_tells_the_state(siap, jenis, client, petugas_kota):
    """DOK-07, DOK-09: draft, replaced and cancelled papers say so; unknown codes are told as possibly false."""
    draf = siap()
    assert "DRAF" in check(client, draf.kode).content.decode()
    jenis(build=lambda objek: {"nama": "B"})
    baru = siap()
    assert "versi yang lebih baru" in check(client, draf.kode).content.decode()
    actions.cancel_dokumen(baru, oleh=petugas_kota, alasan="salah")
    assert "dibatalkan" in check(client, baru.kode).content.decode()

    for kode in ("0000-0000-0000", "ngawur", "%00", "7K4Q-92MD-XT3A' OR 1=1"):
        assert check(client, kode).status_code == 404


def test_unprinted_document_is_no_paper(minta, client):
    """DOK-09: what was asked for but never printed does not exist on paper."""
    assert "tidak dikenal" in check(client, minta().kode).content.decode()


def test_typed_code_leads_to_its_page(siap, client):
    """DOK-09: typed as people type it, or a whole scanned address; nonsense comes back with help."""
    d, alamat = siap(), reverse("laporan:periksa")

    for teks in (d.kode, d.kode_tampil.lower(), d.kode_tampil.replace("-", " "), d.url_verifikasi):
        assert client.get(alamat, {"kode": teks}).url == reverse("laporan:verifikasi", args=[d.kode_tampil])
    assert client.get(alamat).status_code == 200
    assert "12 huruf dan angka" in client.get(alamat, {"kode": "abc"}).content.decode()
    assert client.get(alamat, {"kode": "x" * 3000}).status_code == 400


def test_officer_who_scans_may_file_at_once(siap, klien, petugas_kelurahan, petugas_kota_lain):
    """DOK-11: an officer of the area finds the way to upload; another one only what the public reads."""
    d = siap()

    assert f"kode={d.kode}" in check(klien(petugas_kelurahan), d.kode).content.decode()
    assert f"kode={d.kode}" not in check(klien(petugas_kota_lain), d.kode).content.decode()


def test_kind_that_is_gone_does_not_break_the_archive(siap, klien, petugas_kelurahan, client):
    """UMU-23: a document of a kind that no release registers any more still shows in lists."""
    d = siap()
    jenis_dokumen._isi.pop(JENIS_UJI)

    assert klien(petugas_kelurahan).get(reverse("laporan:dokumen-daftar")).status_code == 200
    assert klien(petugas_kelurahan).get(d.get_absolute_url()).status_code == 200
    assert check(client, d.kode).status_code == 200


def test_heic_photo_is_accepted(kelurahan, klien, petugas_kelurahan):
    """DOK-01: the format of many phones is taken and kept as JPEG."""
    from inti.unggah import _register_heif

    _register_heif()
    from PIL import Image

    keluar = io.BytesIO()
    Image.new("RGB", (300, 200), "green").save(keluar, "HEIF")

    klien(petugas_kelurahan).post(
        reverse("laporan:berkas-unggah"), kunci(file=photo_file("IMG_1.HEIC", keluar.getvalue()))
    )

    assert Berkas.objects.get().jenis_isi == "image/jpeg"
