"""Works, upkeep and aid by API: entered under a key, read in scope, taken back through `transisi/`."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from ksm.ceklis_mutu import newest
from ksm.models import KemajuanUsulan, PenerimaanBantuan, SwadayaUsulan
from tests.factories.laporan import BerkasFactory
from tests.factories.pelaksanaan import KemajuanUsulanFactory, ago, asset, finish
from tests.factories.usulan_jadi import usulan_in
from tests.helpers import api, kepala_kunci

pytestmark = pytest.mark.django_db


def post(orang: Any, sumber: str, isi: dict[str, Any], **kepala: str) -> Any:
    """Create one row under a fresh key."""
    return api(orang).post(f"/api/v1/{sumber}/", isi, format="json", headers=kepala or kepala_kunci())


@pytest.fixture
def usulan(register: Any) -> Any:
    """A running work."""
    return usulan_in("berjalan")


def test_progress_by_four_officers(usulan, empat_petugas, upl):
    """KRJ-01, UMU-05: under a key, by who records; a resend gives the same row; the same day is refused."""
    isi = {
        "id": str(uuid.uuid4()),
        "usulan": str(usulan.pk),
        "tanggal": str(ago(3)),
        "persen": "25.00",
        "uraian": "Galian",
    }
    kode = {
        n: post(p, "kemajuan-usulan", {**isi, "id": str(uuid.uuid4())}).status_code for n, p in empat_petugas.items()
    }
    assert kode == {"kelurahan": 201, "kota": 403, "kota_lain": 400, "tanpa_tugas": 400}
    KemajuanUsulan.objects.update(status="batal", alasan_batal="Uji")
    oleh, kepala = upl, kepala_kunci()

    tanpa = api(oleh).post("/api/v1/kemajuan-usulan/", isi, format="json")
    satu, dua = (post(oleh, "kemajuan-usulan", isi, **kepala) for _i in range(2))
    lagi = post(oleh, "kemajuan-usulan", {**isi, "id": str(uuid.uuid4())})

    assert (tanpa.status_code, satu.status_code, dua.status_code, lagi.status_code) == (400, 201, 201, 409)
    assert satu.json()["id"] == dua.json()["id"] == isi["id"] and satu.json()["persen"] == "25.00"
    assert lagi.json()["rincian"]["aturan"] == "KRJ-01" and KemajuanUsulan.objects.filter(status="sah").count() == 1


def test_every_kind_of_record(usulan, upl):
    """KRJ-02 to KRJ-03, PLH-01 to PLH-03: each resource runs its action."""
    u, hari = {"usulan": str(usulan.pk)}, str(ago(3))
    foto = str(BerkasFactory().pk)
    kirim: list[tuple[str, dict[str, Any]]] = [
        ("foto-pekerjaan", {**u, "titik": "Gang", "tahap": 0, "tanggal": hari, "berkas": foto}),
        ("bahan-usulan", {**u, "tanggal": hari, "uraian": "Semen", "volume": "5", "satuan": "zak"}),
        (
            "swadaya-usulan",
            {**u, "tanggal": hari, "janji": str(usulan.janjiswadaya.get(bentuk="tenaga").pk), "volume": "2"},
        ),
        (
            "pemeriksaan-mutu",
            {
                **u,
                "tanggal": hari,
                "hasil": "baik",
                "pemeriksa": "H",
                "jawaban": {b.kode: {"ya": True} for b in newest().butir},
            },
        ),
        ("badan-pemelihara", {**u, "nama": "A", "ketua": "B", "dibentuk": hari, "umur_tahun": 5, "irama": "tanpa"}),
        ("kas-pemelihara", {**u, "tanggal": hari, "arah": "masuk", "jumlah": "1000", "uraian": "Iuran"}),
    ]
    for sumber, isi in kirim:
        jawab = post(upl, sumber, isi)
        assert jawab.status_code == 201, (sumber, jawab.json())
    assert SwadayaUsulan.objects.get().nilai == 200_000
    serah = {**u, "tanggal": hari, "selesai": hari, "volume": "80", "dari": "A", "kepada": "B"}
    assert post(upl, "serah-terima", serah).status_code == 409
    lain = finish(usulan_in("berjalan"))
    assert post(upl, "serah-terima", {**serah, "usulan": str(lain.pk)}).status_code == 201
    periksa = {"usulan": str(asset(serah=5).pk), "tanggal": hari, "keadaan": "baik", "pemeriksa": "H"}
    assert post(upl, "pemeriksaan-aset", periksa).status_code == 201
    assert post(upl, "kas-pemelihara", {**kirim[5][1], "arah": "keluar", "jumlah": "1001"}).status_code == 409


def test_receipts(register, upl, petugas_kota):
    """SOS-02, SOS-03, SOS-06: the whole right without an amount; twice and above are refused; the kota finds nobody."""
    u = usulan_in("berjalan", jenis="sosial")
    satu, dua, _tiga = u.pemanfaatusulan.order_by("urut")
    isi = {"tanggal": str(ago(1)), "bentuk": "uang", "bukti": "foto", "berkas": str(BerkasFactory().pk)}

    jadi = post(upl, "penerimaan-bantuan", {**isi, "pemanfaat": str(satu.pk)})
    dobel = post(upl, "penerimaan-bantuan", {**isi, "pemanfaat": str(satu.pk)})
    lebih = post(upl, "penerimaan-bantuan", {**isi, "pemanfaat": str(dua.pk), "jumlah": "500001"})
    kota = post(petugas_kota, "penerimaan-bantuan", {**isi, "pemanfaat": str(dua.pk)})

    assert (jadi.status_code, dobel.status_code, lebih.status_code, kota.status_code) == (201, 409, 409, 400)
    assert (dobel.json()["rincian"]["aturan"], lebih.json()["rincian"]["aturan"]) == ("SOS-03", "SOS-02")
    assert PenerimaanBantuan.objects.get().jumlah == 500_000
    daftar = api(upl).get(f"/api/v1/penerimaan-bantuan/?usulan={u.pk}&bentuk=uang").json()["results"]
    assert [b["jumlah"] for b in daftar] == ["500000.00"]
    assert api(petugas_kota).get("/api/v1/penerimaan-bantuan/").json().get("results", []) == []


def test_taken_back_by_api(usulan, upl, petugas_kota_lain):
    """UMU-32: with a reason; another kota finds nothing."""
    k = KemajuanUsulanFactory(usulan=usulan)
    alamat = f"/api/v1/kemajuan-usulan/{k.pk}/transisi/batalkan/"

    assert api(petugas_kota_lain).post(alamat, {"alasan": "x"}, format="json", headers=kepala_kunci()).status_code in {
        403,
        404,
    }
    tanpa = api(upl).post(alamat, {}, format="json", headers=kepala_kunci())
    jadi = api(upl).post(alamat, {"alasan": "Salah"}, format="json", headers=kepala_kunci())

    assert tanpa.status_code == 400 and jadi.json()["status"] == "batal"


def test_lists_cost_the_same_for_many(usulan, upl, django_assert_num_queries):
    """UMU-11: one row or six, the same queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    klien = api(upl)
    KemajuanUsulanFactory(usulan=usulan, persen=1, tanggal=ago(30))
    klien.get("/api/v1/kemajuan-usulan/")
    with CaptureQueriesContext(connection) as satu:
        klien.get("/api/v1/kemajuan-usulan/")
    for i in range(5):
        KemajuanUsulanFactory(usulan=usulan, persen=2 + i, tanggal=ago(20 - i))
    with CaptureQueriesContext(connection) as banyak:
        assert len(klien.get(f"/api/v1/kemajuan-usulan/?ksm={usulan.ksm_id}&sejak={ago(25)}").json()["results"]) == 5

    assert len(banyak) <= len(satu)


def test_sheet_by_api(register, upl, petugas_kota):
    """SOS-05: all who signed in one call, all or nothing, once under one key."""
    u = usulan_in("berjalan", jenis="sosial")
    satu, dua, tiga = (str(p.pk) for p in u.pemanfaatusulan.order_by("urut"))
    isi = {
        "usulan": str(u.pk),
        "tanggal": str(ago(1)),
        "bentuk": "uang",
        "bukti": "tanda_tangan",
        "berkas": str(BerkasFactory().pk),
    }
    lembar = {**isi, "penerima": [{"pemanfaat": satu}, {"pemanfaat": dua, "jumlah": "400000"}]}
    kepala = kepala_kunci()

    pertama, ulang = (post(upl, "penerimaan-bantuan/lembar", lembar, **kepala) for _i in range(2))
    campur = post(upl, "penerimaan-bantuan/lembar", {**isi, "penerima": [{"pemanfaat": tiga}, {"pemanfaat": dua}]})
    kosong = post(upl, "penerimaan-bantuan/lembar", {**isi, "penerima": []})
    kota = post(petugas_kota, "penerimaan-bantuan/lembar", lembar)

    assert [x.status_code for x in (pertama, ulang, campur, kosong, kota)] == [201, 201, 409, 400, 400]
    assert [b["jumlah"] for b in pertama.json()] == ["500000.00", "400000.00"] and pertama.json() == ulang.json()
    assert PenerimaanBantuan.objects.count() == 2
