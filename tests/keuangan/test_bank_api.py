"""Matching the bank by API: the same rules as the pages, four officers, constant queries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from keuangan.models import CocokBank, RekeningKoran
from tests.factories.keuangan import CocokBankFactory, JurnalFactory, RekeningKoranFactory
from tests.helpers import api, kepala_kunci
from tests.keuangan.test_bank import book, enter, row

pytestmark = pytest.mark.django_db
KORAN, COCOK = "/api/v1/rekening-koran/", "/api/v1/cocok-bank/"
ID = "01900000-0000-7000-8000-0000000000ba"


@pytest.fixture
def buku_bank(buku: Any) -> Any:
    """The ledger with Rp 100.000 in the bank since 5 January."""
    JurnalFactory(buku=buku, akun="11021")
    return buku


def body(buku: Any, **ubah: Any) -> dict[str, Any]:
    """January of the bank as JSON: a deposit and a fee."""
    return {
        "buku": str(buku.pk), "dari": "2026-01-01", "sampai": "2026-01-31", "saldo_awal": "0", "saldo_akhir": "92499.50",
        "baris": [
            {"tanggal": "2026-01-06", "uraian": "SETORAN", "masuk": "100000", "saldo": "100000"},
            {"tanggal": "2026-01-31", "keluar": "7500.50"},
        ],
        **ubah,
    }  # fmt: skip


def send(orang: Any, alamat: str, isi: Any = None) -> Any:
    """POST under a fresh key."""
    return api(orang).post(alamat, isi or {}, format="json", headers=kepala_kunci())


def test_statement_by_api(buku_bank, pembuku, kasir, empat_petugas):
    """KEU-171 to KEU-173, KEU-178, UMU-05: record once, read both sides, accept what is certain, void; others 403, 400, 404."""
    status = {n: send(o, KORAN, body(buku_bank)).status_code for n, o in {**empat_petugas, "kasir": kasir}.items()}
    assert status == {"kelurahan": 403, "kota": 403, "kota_lain": 400, "tanpa_tugas": 400, "kasir": 403}

    satu = send(pembuku, KORAN, body(buku_bank, id=ID))

    assert satu.status_code == 201 and satu.json()["saldo_akhir"] == "92499.50" and satu.json()["jumlah_baris"] == 2
    assert send(pembuku, KORAN, body(buku_bank, id=ID)).status_code == 200
    lain = body(buku_bank, id=ID)
    lain["baris"][0]["tanggal"] = "2026-01-07"
    assert send(pembuku, KORAN, lain).json()["kode"] == "id_terpakai"
    for ubah, aturan in (({}, "KEU-173"), ({"dari": "2026-02-01", "sampai": "2026-02-28", "baris": []}, "KEU-173")):
        jawab = send(pembuku, KORAN, body(buku_bank, **ubah))
        assert (jawab.status_code, jawab.json()["rincian"]["aturan"]) == (409, aturan)
    assert send(pembuku, KORAN, body(buku_bank, akun="11010")).status_code == 400
    assert api(pembuku).post(KORAN, body(buku_bank), format="json").status_code == 400
    isi = api(pembuku).get(f"{KORAN}{ID}/keadaan/").json()
    assert (isi["keadaan"], isi["belum"], isi["selisih"], isi["n_belum"]) == ("belum", "92499.50", "0.00", 2)
    assert [(b["kuat"], b["saran"]) for b in isi["bank"]] == [(True, [isi["buku"][0]["id"]]), (False, [])]
    assert send(kasir, f"{KORAN}{ID}/terima-saran/").status_code == 403
    assert send(empat_petugas["kota_lain"], f"{KORAN}{ID}/terima-saran/").status_code == 404
    assert send(pembuku, f"{KORAN}{ID}/terima-saran/").json() == {"dicocokkan": 1}
    assert send(pembuku, f"{KORAN}{ID}/batal/", {"alasan": "Keliru"}).json()["rincian"]["aturan"] == "KEU-171"
    assert send(pembuku, f"{COCOK}{CocokBank.objects.get().pk}/lepas/").status_code == 200
    assert send(pembuku, f"{KORAN}{ID}/batal/", {"alasan": "Keliru"}).json()["alasan_batal"] == "Keliru"
    assert api(pembuku).get(f"{KORAN}{ID}/keadaan/").json()["keadaan"] == "batal"
    assert api(pembuku).delete(f"{KORAN}{ID}/").status_code == 405
    assert [r["id"] for r in api(pembuku).get(f"{KORAN}?batal=true&akun=11021").json()["results"]] == [ID]
    assert api(pembuku).get(f"{KORAN}?batal=false").json()["results"] == []


def test_match_by_api(buku_bank, pembuku, kasir, empat_petugas):
    """KEU-174, KEU-175: match by keys, once; undo; others 403, 400 and 404."""
    baris = book(buku_bank, 10, -7_500)
    koran = enter(buku_bank, baris=None)
    modal = buku_bank.jurnal.get(uraian="Modal tunai").baris.get(akun__kode="11021")
    isi = {"buku": str(buku_bank.pk), "bank": [koran.baris.get().pk], "jurnal": [modal.pk]}
    status = {n: send(o, COCOK, isi).status_code for n, o in {**empat_petugas, "kasir": kasir}.items()}
    assert status == {"kelurahan": 403, "kota": 403, "kota_lain": 400, "tanpa_tugas": 400, "kasir": 403}
    tolak = send(pembuku, COCOK, {**isi, "jurnal": [baris.pk]})
    assert (tolak.status_code, tolak.json()["rincian"]["aturan"]) == (409, "KEU-174")

    satu = send(pembuku, COCOK, {**isi, "id": ID})

    assert satu.status_code == 201 and (satu.json()["bank"], satu.json()["jurnal"]) == (isi["bank"], isi["jurnal"])
    assert send(pembuku, COCOK, {**isi, "id": ID}).status_code == 200
    assert send(pembuku, COCOK, {**isi, "id": ID, "jurnal": [baris.pk]}).json()["kode"] == "id_terpakai"
    assert send(pembuku, COCOK, isi).status_code == 409
    assert send(empat_petugas["kota_lain"], f"{COCOK}{ID}/lepas/").status_code == 404
    assert send(kasir, f"{COCOK}{ID}/lepas/").status_code == 403
    assert send(pembuku, f"{COCOK}{ID}/lepas/").json()["dibatalkan_oleh_nama"] == "Agus Pembuku"
    assert [c["id"] for c in api(pembuku).get(f"{COCOK}?lepas=true&rekening={koran.pk}").json()["results"]] == [ID]


def test_lists_by_officers_cost_the_same(buku_bank, empat_petugas, django_assert_num_queries):
    """UMU-12, KEU-178: who has the ledger in scope lists; the number of queries stays with more rows."""
    CocokBankFactory(rekening=RekeningKoranFactory(buku=buku_bank))
    for alamat, harap in ((KORAN, RekeningKoran), (COCOK, CocokBank)):
        banyak = {n: len(api(o).get(alamat).json().get("results", [])) for n, o in empat_petugas.items()}
        assert banyak == {"kelurahan": 1, "kota": 1, "kota_lain": 0, "tanpa_tugas": 0}
        kunci = harap.objects.get().pk
        assert api(empat_petugas["kota_lain"]).get(f"{alamat}{kunci}/").status_code == 404
        assert api(empat_petugas["kota"]).get(f"{alamat}{kunci}/").status_code == 200
    klien = api(empat_petugas["kelurahan"])
    for ke in (1, 2):
        if ke == 2:
            book(buku_bank, 3, 5_000, bulan=2)
            isi = {"dari": date(2026, 2, 1), "sampai": date(2026, 2, 28), "saldo_awal": Decimal(100_000)}
            CocokBankFactory(rekening=enter(buku_bank, baris=[row(4, 5_000, bulan=2)], **isi))
        with django_assert_num_queries(1):
            klien.get(KORAN)
        with django_assert_num_queries(2):
            klien.get(COCOK)
