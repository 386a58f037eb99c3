"""The ledger by API: four officers, a key on every write, money as strings, refusals with their rule."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keuangan import actions
from keuangan.models import AkunBuku, Jurnal, Periode
from tests.factories.keuangan import JurnalFactory, two
from tests.helpers import api, fresh, kepala_kunci

pytestmark = pytest.mark.django_db
ALAMAT = "/api/v1/jurnal/"


def body(buku: Any, **ubah: Any) -> dict[str, Any]:
    """A receipt of capital of Rp 5.000."""
    dana = {"sumber_dana": "perguliran", "tahun_dana": 2026}
    return {
        "buku": str(buku.pk), "jenis": "bkm", "tanggal": "2026-01-05", "uraian": "Modal",
        "baris": [{"akun": "11010", "debit": "5000.00", **dana}, {"akun": "31010", "kredit": "5000.00", **dana}], **ubah,
    }  # fmt: skip


def send(orang: Any, alamat: str, isi: Any = None, kepala: Any = None) -> Any:
    """POST as JSON under a fresh key (or the one given)."""
    return api(orang).post(alamat, isi or {}, format="json", headers=kepala or kepala_kunci())


def test_post_by_officers(buku, pembuku, kasir, manajer, empat_petugas):
    """KEU-06, KEU-19, UMU-12: the bookkeeper posts; who only reads gets 403, out of scope 400 (the ledger does not exist)."""
    status = {n: send(o, ALAMAT, body(buku)).status_code for n, o in empat_petugas.items()}
    assert status == {"kelurahan": 403, "kota": 403, "kota_lain": 400, "tanpa_tugas": 400}
    assert send(manajer, ALAMAT, body(buku)).status_code == 403

    jawab = send(pembuku, ALAMAT, body(buku))

    isi = jawab.json()
    assert jawab.status_code == 201 and (isi["nomor_bukti"], isi["jumlah"]) == ("BKM 0001/2026", "5000.00")
    assert [(b["kode_akun"], b["debit"], b["kredit"]) for b in isi["baris"]] == [
        ("11010", "5000.00", "0.00"), ("31010", "0.00", "5000.00"),
    ]  # fmt: skip
    assert api(pembuku).patch(f"{ALAMAT}{isi['id']}/", {}, format="json").status_code == 405
    assert api(pembuku).delete(f"{ALAMAT}{isi['id']}/").status_code == 405


def test_key_and_client_id(buku, pembuku):
    """UMU-05, KEU-12: without a key 400; sent again the same answer; the same id with other lines 409."""
    kunci, kode = kepala_kunci(), str(uuid.uuid4())
    assert api(pembuku).post(ALAMAT, body(buku), format="json").status_code == 400

    satu = send(pembuku, ALAMAT, body(buku, id=kode), kunci)
    dua = send(pembuku, ALAMAT, body(buku, id=kode), kunci)

    assert (satu.status_code, dua.headers["Idempotent-Replay"]) == (201, "true") and satu.json() == dua.json()
    assert send(pembuku, ALAMAT, body(buku, uraian="Lain"), kunci).status_code == 422
    assert send(pembuku, ALAMAT, body(buku, id=kode)).status_code == 200
    lain = body(buku, id=kode)
    lain["baris"][0]["debit"] = lain["baris"][1]["kredit"] = "7000.00"
    assert send(pembuku, ALAMAT, lain).json()["kode"] == "id_terpakai"
    assert Jurnal.objects.count() == 1


def test_refusals_name_their_rule(buku, pembuku):
    """KEU-06, KEU-10, KEU-15: 409 with the rule; shape is 400."""
    miring = body(buku)
    miring["baris"][0]["debit"] = "4000.00"
    for isi, aturan in (
        (miring, "KEU-06"), (body(buku, jenis="bkk"), "KEU-10"), (body(buku, tanggal="2025-01-05"), "KEU-15"),
    ):  # fmt: skip
        jawab = send(pembuku, ALAMAT, isi)
        assert (jawab.status_code, jawab.json()["rincian"]["aturan"]) == (409, aturan)
    tanpa = body(buku)
    del tanpa["baris"][0]["sumber_dana"]
    sen = body(buku)
    sen["baris"][0]["debit"] = sen["baris"][1]["kredit"] = "5.50"
    for isi in (tanpa, sen, body(buku, baris=[]), body(buku, jenis="x")):
        assert send(pembuku, ALAMAT, isi).status_code == 400


def test_approve_and_reverse(buku, pembuku, manajer, kasir):
    """KEU-13, KEU-20: approved by another, reversed with a reason, both once."""
    JurnalFactory(buku=buku)
    bayar = actions.post_jurnal(
        buku, oleh=kasir, jenis="bkk", tanggal=date(2026, 1, 6), uraian="ATK", baris=two("51030", "11010", 500)
    )
    alamat = f"{ALAMAT}{bayar.pk}/"
    assert [j["id"] for j in api(pembuku).get(ALAMAT, {"menunggu": "true"}).json()["results"]] == [str(bayar.pk)]

    assert send(pembuku, f"{alamat}setujui/").status_code == 403
    assert send(manajer, f"{alamat}setujui/").json()["disetujui_oleh_nama"] == "Lilis Manajer"
    assert send(pembuku, f"{alamat}balik/", {}).status_code == 400
    balik = send(pembuku, f"{alamat}balik/", {"alasan": "Dobel", "tanggal": "2026-01-06"})
    assert (balik.status_code, balik.json()["membalik"]) == (201, str(bayar.pk))
    assert api(pembuku).get(alamat).json()["dibalik"] is True
    assert send(pembuku, f"{alamat}balik/", {"alasan": "Dobel"}).json()["rincian"]["aturan"] == "KEU-13"


def test_lists_cost_the_same_for_many(buku, pembuku):
    """KEU-27: twenty vouchers cost as many queries as two; filters narrow."""
    jumlah = []
    for n in (2, 18):
        for _i in range(n):
            JurnalFactory(buku=buku)
        with CaptureQueriesContext(connection) as jalan:
            assert api(fresh(pembuku)).get(ALAMAT, {"buku": str(buku.pk)}).status_code == 200
        jumlah.append(len(jalan))

    assert jumlah[0] == jumlah[1]
    for saring, harap in (({"jenis": "bkk"}, 0), ({"dari": "2026-01-06"}, 0), ({"sampai": "2026-01-05"}, 20)):
        assert len(api(pembuku).get(ALAMAT, saring).json()["results"]) == harap


def test_chart_by_api(buku, buku_bkm, buku_lain, pembuku, petugas_kota_lain):
    """KEU-02, KEU-03: a ledger shows its own chart; an addition by its bookkeeper only, unseen elsewhere."""
    alamat = "/api/v1/akun-buku/"
    isi = {"buku": str(buku.pk), "kode": "51020", "nama": "Lembur", "golongan": "biaya"}

    assert send(petugas_kota_lain, alamat, isi).status_code == 400
    assert send(pembuku, alamat, isi).status_code == 201
    assert send(pembuku, alamat, {**isi, "kode": "51010"}).json()["rincian"]["aturan"] == "KEU-03"

    def codes(orang: Any, **saring: Any) -> list[str]:
        return [a["kode"] for a in api(orang).get(alamat, {"limit": 200, **saring}).json()["results"]]

    baku = AkunBuku.objects.filter(bagan="upk", buku__isnull=True).count()
    assert len(codes(pembuku, buku=buku.pk)) == baku + 1 and "51020" in codes(pembuku, buku=buku.pk)
    assert len(codes(petugas_kota_lain, buku=buku_lain.pk)) == baku
    assert codes(petugas_kota_lain, buku=buku.pk) == [] and "51020" not in codes(petugas_kota_lain)
    assert len(codes(pembuku, golongan="ekuitas", bagan="upk")) == 5


def test_ledger_and_months_by_api(bagan, badan, pembuku, manajer, koordinator, empat_petugas):
    """KEU-01, KEU-16, KEU-18: open a ledger, close a month, open it again by the other person."""
    isi = {"badan": str(badan.pk), "unit": "upk", "mulai": "2026-01-01"}
    assert send(empat_petugas["kelurahan"], "/api/v1/buku/", isi).status_code == 403
    buku = send(pembuku, "/api/v1/buku/", isi).json()
    send(pembuku, ALAMAT, body(type("B", (), {"pk": buku["id"]})))
    periode = Periode.objects.get()
    alamat = f"/api/v1/periode/{periode.pk}/transisi/"

    assert send(pembuku, f"{alamat}tutup/").status_code == 403
    assert send(manajer, f"{alamat}tutup/").json()["status"] == "ditutup"
    assert send(koordinator, f"{alamat}buka_kembali/", {}).status_code == 400
    assert send(koordinator, f"{alamat}buka_kembali/", {"alasan": "Keputusan BKM 2/2026"}).json()["status"] == "terbuka"
    assert api(pembuku).get("/api/v1/buku/", {"unit": "upk"}).json()["results"][0]["tutup_hari"] == "2025-12-31"
