"""The API of this app: lists and details by all four, writes through the same actions."""

from __future__ import annotations

import uuid

import pytest

from tests.factories.wilayah import BadanFactory, BasisFactory, ParameterFactory, WargaFactory
from tests.helpers import kepala_kunci
from wilayah import actions
from wilayah.models import Badan, Basis, Warga

pytestmark = pytest.mark.django_db
KEL = "32.73.01.1001"
NIK = "3273014203900012"


@pytest.fixture
def rows(register):
    return {
        "basis": BasisFactory(nomor="01"),
        "warga": WargaFactory(telepon="0812"),
        "badan": BadanFactory(),
        "parameter": ParameterFactory(wilayah_id="32.73"),
    }


@pytest.mark.parametrize("sumber", ["basis", "warga", "badan", "parameter"])
def test_list_and_detail_by_all_four(rows, empat_petugas, klien_api, sumber):
    """UMU-11, UMU-12: each sees the rows of the own scope; out of scope is the same 404 as missing; anonymous 401."""
    alamat = f"/api/v1/{sumber}/"
    terlihat = {n: len(klien_api(o).get(alamat).json()["results"]) for n, o in empat_petugas.items()}
    satu = {n: klien_api(o).get(f"{alamat}{rows[sumber].pk}/").status_code for n, o in empat_petugas.items()}

    assert terlihat == {"kelurahan": 1, "kota": 1, "kota_lain": 0, "tanpa_tugas": 0}
    assert satu == {"kelurahan": 200, "kota": 200, "kota_lain": 404, "tanpa_tugas": 404}
    assert klien_api().get(alamat).status_code == 401
    assert klien_api(empat_petugas["kota"]).get(f"{alamat}bukan-id/").status_code == 404


def test_register_is_open_to_whoever_is_signed_in(register, empat_petugas, klien_api):
    """WIL-13: the register is public reference data: filter, search and order it, in pages."""
    k = klien_api(empat_petugas["tanpa_tugas"])

    kota = k.get("/api/v1/wilayah/?induk=32").json()["results"]
    cari = k.get("/api/v1/wilayah/?cari=sarijadi").json()["results"]
    halaman = k.get("/api/v1/wilayah/?limit=3&urut=kode").json()

    assert [w["kode"] for w in kota] == ["32.73", "32.77"]
    assert [w["kode"] for w in cari] == [KEL]
    assert len(halaman["results"]) == 3 and len(k.get(halaman["next"]).json()["results"]) == 3
    assert k.get(f"/api/v1/wilayah/{KEL}/").json()["induk"] == "32.73.01"
    assert k.get("/api/v1/wilayah/?urut=zona").status_code == 400
    assert klien_api().get("/api/v1/wilayah/").status_code == 401


@pytest.mark.parametrize(
    ("sumber", "isi", "model"),
    [
        ("basis", {"wilayah": KEL, "jenis": "rt", "nomor": "5"}, Basis),
        ("warga", {"wilayah": KEL, "nama": "Budi Rekaan", "jenis_kelamin": "L"}, Warga),
        ("badan", {"wilayah": KEL, "jenis": "ksm", "nama": "Melati", "kop": ["KSM MELATI"]}, Badan),
    ],
)
def test_create_by_all_four_and_once(register, empat_petugas, klien_api, sumber, isi, model):
    """UMU-05, UMU-08, UMU-13: only who may writes; the same client id is the same row, with other content refused."""
    alamat, id_ = f"/api/v1/{sumber}/", str(uuid.uuid4())
    for nama, status in {"kota": 403, "kota_lain": 404, "tanpa_tugas": 404}.items():
        assert klien_api(empat_petugas[nama]).post(alamat, isi, headers=kepala_kunci()).status_code == status, nama
    k, kepala = klien_api(empat_petugas["kelurahan"]), kepala_kunci()

    jawaban = [k.post(alamat, {**isi, "id": id_}, headers=h) for h in (kepala, kepala, kepala_kunci())]
    lain = k.post(alamat, {**isi, "id": id_, **({"jenis": "rw"} if sumber == "basis" else {"nama": "Lain"})})

    assert [j.status_code for j in jawaban] == [201, 201, 200], jawaban[0].json()
    assert jawaban[1]["Idempotent-Replay"] == "true"
    assert lain.status_code == 409 and lain.json()["kode"] == "id_terpakai"
    assert model.objects.count() == 1


@pytest.mark.parametrize(
    ("sumber", "isi"),
    [("basis", {"nama": "Krajan"}), ("warga", {"alamat": "Jalan Rekaan 2"}), ("badan", {"kop": ["SATU", "DUA"]})],
)
def test_update_by_all_four_with_version(rows, empat_petugas, klien_api, sumber, isi):
    """UMU-10, UMU-13: a change names the version it saw; a stale one is refused with both values."""
    alamat = f"/api/v1/{sumber}/{rows[sumber].pk}/"
    for nama, status in {"kota": 403, "kota_lain": 404, "tanpa_tugas": 404}.items():
        assert klien_api(empat_petugas[nama]).patch(alamat, isi, headers={"If-Match": "1"}).status_code == status, nama
    k = klien_api(empat_petugas["kelurahan"])

    baik = k.patch(alamat, isi, headers={"If-Match": "1"})
    basi = k.patch(alamat, isi, headers={"If-Match": "1"})

    assert (baik.status_code, baik.json()["versi"]) == (200, 2)
    assert (basi.status_code, basi.json()["kode"]) == (409, "versi")
    assert k.patch(alamat, isi).status_code == 400


def test_adults_by_api(rows, empat_petugas, klien_api):
    """WIL-06: the roll of a place is read and recorded under it; the same date again corrects."""
    alamat = f"/api/v1/basis/{rows['basis'].pk}/dewasa/"
    isi = {"berlaku_pada": "2026-06-30", "dewasa_l": 61, "dewasa_p": 64}
    for nama, status in {"kota": 403, "kota_lain": 404, "tanpa_tugas": 404}.items():
        assert klien_api(empat_petugas[nama]).post(alamat, isi).status_code == status, nama
    k = klien_api(empat_petugas["kelurahan"])

    assert k.post(alamat, isi).status_code == 201
    assert k.post(alamat, {**isi, "dewasa_l": 60}).json()["versi"] == 2
    assert k.post(alamat, {**isi, "berlaku_pada": "2999-01-01"}).status_code == 400
    assert k.post(alamat, {**isi, "dewasa_l": -1}).status_code == 400

    assert [d["dewasa_l"] for d in k.get(alamat).json()] == [60]


def test_nik_and_contacts_by_role(rows, empat_petugas, klien_api):
    """WIL-09: the NIK never comes back in clear; phone and address only to those who may change the resident."""
    k = klien_api(empat_petugas["kelurahan"])
    alamat = f"/api/v1/warga/{rows['warga'].pk}/"

    k.patch(alamat, {"nik": NIK}, headers={"If-Match": "1"})
    milik, atasan = k.get(alamat).json(), klien_api(empat_petugas["kota"]).get(alamat).json()

    assert milik["nik_samar"] == atasan["nik_samar"] == "3273********0012"
    assert NIK not in str(milik) and (milik["telepon"], atasan["telepon"]) == ("0812", None)
    assert k.patch(alamat, {"nik": "123"}, headers={"If-Match": "2"}).json()["kode"] == "isian"


@pytest.mark.parametrize(
    ("sumber", "isi"),
    [
        ("basis", {"wilayah": "32.77.01.1001", "jenis": "rt", "nomor": "5"}),
        ("basis", {"wilayah": KEL, "jenis": "rt", "nomor": "lima"}),
        ("basis", {"wilayah": KEL, "jenis": "rt"}),
        ("basis", {"wilayah": KEL, "jenis": "rt", "nomor": "5", "induk": "bukan-uuid"}),
        ("basis", {"wilayah": [KEL], "jenis": "rt", "nomor": "5"}),
        ("warga", {"wilayah": KEL, "nama": "Budi", "jenis_kelamin": "X"}),
        ("warga", {"wilayah": KEL, "nama": "Budi\x00", "jenis_kelamin": "L"}),
        ("badan", {"wilayah": KEL, "jenis": "ksm", "nama": "M", "kop": ["a"] * 7}),
        ("badan", {"wilayah": "", "jenis": "ksm", "nama": "M"}),
    ],
)
def test_bad_input_is_a_sentence_never_a_crash(register, petugas_kelurahan, klien_api, sumber, isi):
    """UMU-23: wrong bodies get 400 (or 404 for a place out of scope) as problem+json."""
    jawaban = klien_api(petugas_kelurahan).post(f"/api/v1/{sumber}/", isi)

    assert jawaban.status_code in {400, 404}, jawaban.content
    assert jawaban.json()["pesan"]


def test_merged_entries_are_not_listed(rows, petugas_kelurahan, klien_api):
    """WIL-10: the API lists the entry that lives on."""
    tujuan = WargaFactory()
    Warga.objects.filter(pk=rows["warga"].pk).update(digabung_ke=tujuan)

    hasil = klien_api(petugas_kelurahan).get("/api/v1/warga/").json()["results"]

    assert [w["id"] for w in hasil] == [str(tujuan.pk)]


def test_place_of_another_kelurahan_cannot_be_a_parent(register, petugas_kota, petugas_kelurahan, klien_api):
    """UMU-12: a relation may only point at what the caller can see."""
    di_sana = BasisFactory(wilayah_id="32.77.01.1001")

    jawaban = klien_api(petugas_kelurahan).post(
        "/api/v1/basis/", {"wilayah": KEL, "jenis": "rt", "nomor": "5", "induk": str(di_sana.pk)}
    )

    assert jawaban.status_code == 400 and "induk" in jawaban.json()["rincian"]
    assert actions.clean_number("7") == "07"
