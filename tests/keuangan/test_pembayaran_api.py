"""Payments by API: four officers, a key and the client's id, the preview, taking back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from keuangan.models import Pembayaran, Pinjaman
from tests.factories.pembayaran import pay, running
from tests.helpers import api
from tests.keuangan.test_buku_api import send

pytestmark = pytest.mark.django_db
ALAMAT = "/api/v1/pembayaran/"


@pytest.fixture
def pinjaman(buku: Any) -> Any:
    """Loan A."""
    return running(buku)


def body(pinjaman: Any, **ubah: Any) -> dict[str, Any]:
    """A payment of Rp 100.000."""
    return {"pinjaman": str(pinjaman.pk), "tanggal": "2026-01-15", "jumlah": "100000.00", **ubah}


def test_receive_by_officers(pinjaman, kasir, manajer, empat_petugas):
    """KEU-133, UMU-12: the cashier receives; who only reads gets 403, out of scope 400 (the loan does not exist)."""
    status = {n: send(o, ALAMAT, body(pinjaman)).status_code for n, o in empat_petugas.items()}
    assert status == {"kelurahan": 403, "kota": 403, "kota_lain": 400, "tanpa_tugas": 400}
    assert send(manajer, ALAMAT, body(pinjaman)).status_code == 403

    jawab = send(kasir, ALAMAT, body(pinjaman))

    isi = jawab.json()
    assert jawab.status_code == 201 and (isi["jumlah"], isi["nomor_pinjaman"]) == ("100000.00", "PJ 0001")
    assert [(a["untuk"], a["jumlah"]) for a in isi["alokasi"]] == [
        ("jasa", "37500.00"), ("jasa", "37500.00"), ("pokok", "25000.00"),
    ]  # fmt: skip
    terlihat = {n: api(o).get(ALAMAT).json().get("results") for n, o in empat_petugas.items()}
    assert [len(v or []) for v in terlihat.values()] == [1, 1, 0, 0]
    assert api(empat_petugas["kota_lain"]).get(f"{ALAMAT}{isi['id']}/").status_code == 404
    assert api(kasir).patch(f"{ALAMAT}{isi['id']}/", {}, format="json").status_code == 405


def test_key_and_client_id(pinjaman, kasir):
    """UMU-05: without a key 400; the same id again is the stored payment, with another amount 409."""
    kode = str(uuid.uuid4())
    assert api(kasir).post(ALAMAT, body(pinjaman), format="json").status_code == 400

    satu, dua = (send(kasir, ALAMAT, body(pinjaman, id=kode)) for _x in range(2))

    assert satu.json()["id"] == dua.json()["id"] == kode and Pembayaran.objects.count() == 1
    assert send(kasir, ALAMAT, body(pinjaman, id=kode, jumlah="5.00")).json()["kode"] == "id_terpakai"


def test_refusals_name_their_rule(pinjaman, kasir):
    """KEU-52, KEU-54: 409 with the rule's id."""
    for ubah, aturan in (
        ({"jumlah": "9000000.00"}, "KEU-52"),
        ({"pokok_dulu": True}, "KEU-54"),
        ({"pelunasan": True}, "KEU-53"),
    ):
        jawab = send(kasir, ALAMAT, body(pinjaman, **ubah))
        assert (jawab.status_code, jawab.json()["rincian"]["aturan"]) == (409, aturan)


def test_preview_saves_nothing(pinjaman, kasir, empat_petugas):
    """KEU-133: the parts of a payment before it is made, also as settlement; for who sees the loan only."""
    jawab = send(kasir, f"{ALAMAT}hitung/", body(pinjaman, jumlah="2575000.00", pelunasan=True))

    assert jawab.status_code == 200, jawab.json()
    isi = jawab.json()
    assert (isi["pokok"], isi["jasa"], isi["lunas"]) == ("2500000.00", "75000.00", True)
    assert isi["jasa_dibebaskan"] == "300000.00" and not Pembayaran.objects.exists()
    assert send(empat_petugas["kota_lain"], f"{ALAMAT}hitung/", body(pinjaman)).status_code == 400


def test_take_back_and_filter(buku, pinjaman, kasir, pembuku):
    """KEU-135: the mirror answers; the list narrows by loan, ledger and days."""
    bayar = pay(pinjaman, 100_000)
    alamat = f"{ALAMAT}{bayar.pk}/balik/"
    assert send(kasir, alamat, {"alasan": "Salah", "tanggal": "2026-01-16"}).status_code == 403

    jawab = send(pembuku, alamat, {"alasan": "Salah", "tanggal": "2026-01-16"})

    assert jawab.status_code == 201 and jawab.json()["jumlah"] == "-100000.00"
    for saring, n in (
        ({"pinjaman": pinjaman.pk}, 2),
        ({"buku": buku.pk, "dari": "2026-01-16"}, 1),
        ({"ksm": uuid.uuid4()}, 0),
    ):
        assert len(api(kasir).get(ALAMAT, saring).json()["results"]) == n
    assert Pinjaman.objects.get().sisa_pokok == 2_500_000


def test_transitions_by_api(pinjaman, manajer, kasir):
    """KEU-134, KEU-137: what follows by itself is refused by rule through the registered actions."""
    from inti.registry import aksi_transisi

    for nama in ("lunasi", "hidupkan", "jadwalkan_ulang", "hapuskan"):
        assert f"keuangan.pinjaman.{nama}" in aksi_transisi
