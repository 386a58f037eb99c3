"""Paper by API: the same actions, the same scope, the errors of the house."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from laporan import actions
from laporan.models import Berkas, Dokumen
from tests.factories.laporan import JENIS_UJI, photo_file, photo_upload
from tests.helpers import kepala_kunci

pytestmark = pytest.mark.django_db
DOKUMEN, BERKAS = "/api/v1/dokumen/", "/api/v1/berkas/"


def upload(api, **isi):
    return api.post(BERKAS, {"file": photo_file(), "wilayah": "32.73.01.1001", **isi}, format="multipart")


def test_documents_by_all_four(siap, klien_api, empat_petugas):
    """UMU-11, UMU-12: list and detail in scope; out of scope an empty list and 404; nobody gets 401."""
    d = siap()

    jumlah = {n: len(klien_api(u).get(DOKUMEN).json()["results"]) for n, u in empat_petugas.items()}
    rinci = {n: klien_api(u).get(f"{DOKUMEN}{d.pk}/").status_code for n, u in empat_petugas.items()}

    assert jumlah == {"kelurahan": 1, "kota": 1, "kota_lain": 0, "tanpa_tugas": 0}
    assert rinci == {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 404}
    assert klien_api().get(DOKUMEN).status_code == 401


def test_document_hides_what_was_printed(siap, klien_api, petugas_kelurahan):
    """DOK-08: fingerprint, number, code and state; the printed data itself is not given out."""
    d = siap()

    isi = klien_api(petugas_kelurahan).get(f"{DOKUMEN}{d.pk}/").json()

    assert isi["nomor"] == d.nomor_teks and isi["kode"] == d.kode_tampil and isi["keadaan"] == "berlaku"
    assert "isi" not in isi and isi["isi_sidik"] == d.isi_sidik


def test_ask_by_api(jenis, basis, klien_api, petugas_kelurahan, petugas_kota_lain):
    """DOK-12, UMU-05: one document; a resend is replayed; out of scope 404; an unknown kind is 400."""
    kepala, isi = kepala_kunci(), {"jenis": JENIS_UJI, "objek": str(basis.pk)}
    api = klien_api(petugas_kelurahan)

    satu = api.post(DOKUMEN, isi, headers=kepala)
    dua = api.post(DOKUMEN, isi, headers=kepala)

    assert (satu.status_code, dua.status_code, dua["Idempotent-Replay"]) == (201, 201, "true")
    assert satu.json()["id"] == dua.json()["id"] and Dokumen.objects.count() == 1
    assert klien_api(petugas_kota_lain).post(DOKUMEN, isi).status_code == 404
    salah = api.post(DOKUMEN, {**isi, "jenis": "bukan"})
    assert (salah.status_code, salah.json()["kode"]) == (400, "isian")
    assert api.post(DOKUMEN, {**isi, "objek": "x"}).status_code == 404


def test_download_cancel_and_retry_by_api(siap, klien_api, petugas_kota, petugas_kota_lain):
    """UMU-22, DOK-07: the same rules as on the pages."""
    d = siap()
    api, lain = klien_api(petugas_kota), klien_api(petugas_kota_lain)

    assert b"".join(api.get(f"{DOKUMEN}{d.pk}/unduh/").streaming_content).startswith(b"%PDF")
    assert lain.get(f"{DOKUMEN}{d.pk}/unduh/").status_code == 404
    gagal = api.post(f"{DOKUMEN}{d.pk}/ulang/")
    assert (gagal.status_code, gagal.json()["rincian"]["aturan"]) == (409, "DOK-12")
    assert api.post(f"{DOKUMEN}{d.pk}/batalkan/", {}).status_code == 400
    assert lain.post(f"{DOKUMEN}{d.pk}/batalkan/", {"alasan": "x"}).status_code == 404
    assert api.post(f"{DOKUMEN}{d.pk}/batalkan/", {"alasan": "salah"}).json()["keadaan"] == "dibatalkan"


@pytest.mark.parametrize(
    "kueri", ["jenis=bukan", "keadaan=bukan", "urut=isi", "kelurahan=%00", "limit=abc", "kursor=abc"]
)
def test_bad_filters_are_no_crash(siap, klien_api, petugas_kelurahan, kueri):
    """UMU-15, UMU-23: nonsense in the address is answered, never with a 500."""
    siap()

    assert klien_api(petugas_kelurahan).get(f"{DOKUMEN}?{kueri}").status_code < 500
    assert klien_api(petugas_kelurahan).get(f"{BERKAS}?{kueri}").status_code < 500


def test_upload_by_api(register, klien_api, petugas_kelurahan, petugas_kota_lain):
    """DOK-01, DOK-04, UMU-08: kept once under the client's id; other content under it is a clash; others do not see it."""
    id = str(uuid.uuid4())
    api = klien_api(petugas_kelurahan)

    satu, lagi = upload(api, id=id, keterangan="RKM"), upload(api, id=id, keterangan="RKM")
    lain = upload(api, id=id, file=photo_file(isi=photo_upload().isi + b"", nama="lain.jpg"))
    beda = upload(api, id=id, file=SimpleUploadedFile("a.csv", b"a;b\n"))

    assert (satu.status_code, lagi.status_code, lain.status_code) == (201, 200, 200)
    assert satu.json()["id"] == id and Berkas.objects.count() == 1
    assert (beda.status_code, beda.json()["kode"]) == (409, "id_terpakai")
    assert klien_api(petugas_kota_lain).get(f"{BERKAS}{id}/").status_code == 404
    assert klien_api(petugas_kota_lain).get(f"{BERKAS}{id}/isi/").status_code == 404
    assert api.get(f"{BERKAS}{id}/isi/")["Content-Disposition"].startswith("attachment")


def test_upload_by_api_is_refused_in_words(register, klien_api, petugas_kelurahan, petugas_kota_lain, settings):
    """DOK-02, UMU-13: outside one's area 403, broken or unknown 400, too large 413, half a place 400."""
    api = klien_api(petugas_kelurahan)

    assert upload(klien_api(petugas_kota_lain)).status_code == 403
    assert upload(api, wilayah="99").json()["rincian"] == {"wilayah": ["Kode wilayah tidak dikenal."]}
    assert upload(api, file=SimpleUploadedFile("a.exe", b"MZ")).status_code == 400
    assert upload(api, lintang="-6.9").status_code == 400
    assert upload(api, lintang="-6.9", bujur="999").status_code == 400
    assert api.post(BERKAS, {"wilayah": "32.73.01.1001"}, format="json").status_code == 400
    settings.BATAS_FOTO = settings.BATAS_PDF = settings.BATAS_TABEL = 10
    besar = upload(api)
    assert (besar.status_code, besar.json()["kode"]) == (413, "terlalu_besar")
    assert not Berkas.objects.exists()


def test_cancel_upload_by_api(kelurahan, klien_api, petugas_kelurahan, petugas_kota_lain):
    """UMU-32: with a reason; strangers do not find it."""
    b = actions.save_berkas(photo_upload(), oleh=petugas_kelurahan, wilayah=kelurahan)

    assert klien_api(petugas_kota_lain).post(f"{BERKAS}{b.pk}/batalkan/", {"alasan": "x"}).status_code == 404
    assert klien_api(petugas_kelurahan).post(f"{BERKAS}{b.pk}/batalkan/", {"alasan": ""}).status_code == 400
    assert (
        klien_api(petugas_kelurahan).post(f"{BERKAS}{b.pk}/batalkan/", {"alasan": "salah"}).json()["dibatalkan_alasan"]
        == "salah"
    )
