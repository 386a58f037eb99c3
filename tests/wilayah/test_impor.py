"""Import of the Basis tree and the adult roll: preview, errors first, once only, by the right people."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.impor import run_save
from inti.models import Jejak, Pekerjaan
from tests.factories.wilayah import BasisFactory, DaftarDewasaFactory
from tests.helpers import kunci
from tests.inti.test_xlsx import workbook
from wilayah.models import Basis, DaftarDewasa
from wilayah.queries import adults_on

pytestmark = pytest.mark.django_db
KEL = "32.73.01.1001"
ALAMAT = f"/impor/basis/{KEL}/"
JUDUL = ["RW", "RT", "Dewasa L", "Dewasa P", "Keadaan tanggal"]
TANGGAL = date(2026, 6, 30)
BAIK = [JUDUL, ["1", "1", 61, 64, TANGGAL], ["01", "002", 50, 48, TANGGAL], ["Dusun Krajan", None, 200, 210, TANGGAL]]


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(klien, isi: bytes, tangkap, nama: str = "basis.xlsx"):
    """Upload a workbook and follow to its checked preview."""
    with tangkap(execute=True):
        jawaban = klien.post(ALAMAT, kunci(berkas=SimpleUploadedFile(nama, isi)))
    assert jawaban.status_code == 302, jawaban.content.decode()[-2000:]
    return klien.get(jawaban["Location"]), jawaban["Location"]


def confirm(klien, alamat: str, tangkap):
    """Press Simpan on a preview and follow to the result."""
    with tangkap(execute=True):
        jawaban = klien.post(f"{alamat}simpan/", kunci())
    return klien.get(jawaban["Location"]) if jawaban.status_code == 302 else jawaban


def test_preview_changes_nothing_then_saving_does(petugas_kelurahan, klien, django_capture_on_commit_callbacks):
    """WIL-08: nothing is stored before the confirmation; then tree and roll stand, with one event."""
    k = klien(petugas_kelurahan)

    halaman, alamat = upload(k, workbook(BAIK), django_capture_on_commit_callbacks)
    sebelum = Basis.objects.count()
    hasil = confirm(k, alamat, django_capture_on_commit_callbacks)

    assert "Belum ada yang disimpan." in halaman.content.decode() and sebelum == 0
    assert "3 baris baru" in hasil.content.decode()
    assert {b.label for b in Basis.objects.all()} == {"RW 01", "RT 01", "RT 02", "Dusun Krajan"}
    assert adults_on(KEL, TANGGAL).jumlah == 61 + 64 + 50 + 48 + 200 + 210
    assert Jejak.objects.get(peristiwa="wilayah.basis.diimpor").rincian["dewasa_baru"] == 3


def test_same_file_twice_changes_nothing_and_says_so(petugas_kelurahan, klien, django_capture_on_commit_callbacks):
    """WIL-08: the second upload of the same file is all the same; confirming the first again stores nothing more."""
    k = klien(petugas_kelurahan)
    isi = workbook(BAIK)
    _halaman, alamat = upload(k, isi, django_capture_on_commit_callbacks)
    confirm(k, alamat, django_capture_on_commit_callbacks)
    jumlah = (Basis.objects.count(), DaftarDewasa.objects.count(), Jejak.objects.count())

    lagi = confirm(k, alamat, django_capture_on_commit_callbacks)
    halaman, _alamat = upload(k, isi, django_capture_on_commit_callbacks)

    assert lagi.status_code == 200
    assert "Tidak ada yang berubah." in halaman.content.decode()
    assert "simpan/" not in halaman.content.decode(), "nothing to confirm"
    assert (Basis.objects.count(), DaftarDewasa.objects.count(), Jejak.objects.count()) == jumlah


def test_saving_delivered_twice_stores_once(petugas_kelurahan, klien, django_capture_on_commit_callbacks):
    """UMU-20: a worker that died after saving, and the delivery that follows, store the rows once."""
    k = klien(petugas_kelurahan)
    _halaman, alamat = upload(k, workbook(BAIK), django_capture_on_commit_callbacks)
    confirm(k, alamat, django_capture_on_commit_callbacks)

    hasil = run_save(Pekerjaan.objects.get(jenis="impor.simpan"))

    assert hasil == {"baru": 0, "berubah": 0, "sama": 3}
    assert DaftarDewasa.objects.count() == 3


def test_changed_figure_is_shown_with_the_old_one(petugas_kelurahan, klien, django_capture_on_commit_callbacks):
    """WIL-08: a figure that differs is shown beside the stored one before it is corrected."""
    rw = BasisFactory(nomor="01")
    rt = BasisFactory(jenis="rt", nomor="01", induk=rw)
    DaftarDewasaFactory(basis=rt, berlaku_pada=TANGGAL, dewasa_l=60, dewasa_p=64)
    k = klien(petugas_kelurahan)

    halaman, alamat = upload(k, workbook(BAIK[:2]), django_capture_on_commit_callbacks)
    confirm(k, alamat, django_capture_on_commit_callbacks)

    assert "tadinya 60 L, 64 P" in halaman.content.decode()
    assert rt.daftar_dewasa.get().dewasa_l == 61


def test_wrong_rows_come_first_and_cannot_be_saved(petugas_kelurahan, klien, django_capture_on_commit_callbacks):
    """UMU-26: every wrong row has its number and sentence; a file with any of them is not saved, not even by hand."""
    k = klien(petugas_kelurahan)
    salah = [
        *BAIK,
        ["01", "01", 61, 64, TANGGAL],
        ["02", "x/9", 1, 1, TANGGAL],
        ["03", "01", 5, None, TANGGAL],
        ["03", "02", 5, 6, date(2999, 1, 1)],
        ["03", "03", -5, 6, TANGGAL],
        ["03", "04", 5, 6, None],
    ]

    halaman, alamat = upload(k, workbook(salah), django_capture_on_commit_callbacks)
    jawaban = confirm(k, alamat, django_capture_on_commit_callbacks)

    hasil = Pekerjaan.objects.get(jenis="impor.periksa").hasil
    assert [g["nomor"] for g in hasil["galat"]] == [5, 7, 8, 9, 10]
    assert "Sama dengan baris 2" in halaman.content.decode()
    assert jawaban.status_code == 409
    assert Basis.objects.count() == 0


def test_import_by_all_four(empat_petugas, klien, django_capture_on_commit_callbacks):
    """UMU-12, UMU-13: the page opens only where one may write; another person's upload does not exist."""
    for nama, status in {"kelurahan": 200, "kota": 403, "kota_lain": 404, "tanpa_tugas": 404}.items():
        assert klien(empat_petugas[nama]).get(ALAMAT).status_code == status, nama

    _halaman, alamat = upload(klien(empat_petugas["kelurahan"]), workbook(BAIK), django_capture_on_commit_callbacks)

    for nama in ("kota", "kota_lain", "tanpa_tugas"):
        assert klien(empat_petugas[nama]).get(alamat).status_code == 404, nama
        assert klien(empat_petugas[nama]).post(f"{alamat}simpan/", kunci()).status_code == 404, nama
    assert klien(empat_petugas["kelurahan"]).get("/impor/basis/32.77.01.1001/").status_code == 404


def test_right_is_asked_again_when_saving(petugas_kelurahan, klien, django_capture_on_commit_callbacks):
    """UMU-22: whoever lost the assignment between check and confirmation saves nothing."""
    k = klien(petugas_kelurahan)
    _halaman, alamat = upload(k, workbook(BAIK), django_capture_on_commit_callbacks)
    petugas_kelurahan.penugasan.update(peran="lurah")

    jawaban = confirm(k, alamat, django_capture_on_commit_callbacks)

    assert jawaban.status_code == 403
    assert Basis.objects.count() == 0


def test_not_a_workbook_is_told_beside_the_field(petugas_kelurahan, klien):
    """UMU-25: a photo instead of a sheet comes back on the form, nothing is queued."""
    jawaban = klien(petugas_kelurahan).post(
        ALAMAT, kunci(berkas=SimpleUploadedFile("foto.xlsx", b"\x89PNG\r\n\x1a\n...."))
    )

    assert jawaban.status_code == 400
    assert "Jenis berkas" in jawaban.content.decode()
    assert Pekerjaan.objects.count() == 0


def test_own_download_can_be_imported_unchanged(petugas_kelurahan, klien, django_capture_on_commit_callbacks):
    """WIL-08: what the page gives out as XLSX comes back as "nothing changed"."""
    k = klien(petugas_kelurahan)
    _halaman, alamat = upload(k, workbook(BAIK), django_capture_on_commit_callbacks)
    confirm(k, alamat, django_capture_on_commit_callbacks)

    isi = k.get(f"/kelurahan/{KEL}/basis/?format=xlsx").content
    halaman, _alamat = upload(k, isi, django_capture_on_commit_callbacks)

    assert "Tidak ada yang berubah." in halaman.content.decode()


def test_template_is_given_to_officers_only(petugas_kelurahan, klien, client):
    """WIL-08: the template downloads as a workbook; a stranger is asked to sign in."""
    assert klien(petugas_kelurahan).get("/impor/basis/templat.xlsx").content.startswith(b"PK")
    assert client.get("/impor/basis/templat.xlsx").status_code == 302
