"""Cash counts: computed by the database, explained where they differ, by two people, and never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from inti.errors import AturanDilanggar, IsianSalah, TidakBerwenang
from inti.models import Jejak
from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import Buku, HitungKas
from keuangan.pecahan import PECAHAN, rows, worth
from keuangan.queries_meja import desk_of
from tests.conftest import KELURAHAN
from tests.factories.keuangan import DATA, JurnalFactory, two
from tests.helpers import api, check_deferred, kepala_kunci
from wilayah.actions import load_parameters
from wilayah.waktu import today_in

pytestmark = pytest.mark.django_db
HARI = date(2026, 1, 5)
PAS = {"k50000": 2}


def count(buku: Any, oleh: Any, **ubah: Any) -> HitungKas:
    """Two notes of Rp 50.000, as the book says."""
    isi = {"tanggal": HARI, "lembar": PAS, "penghitung": "Yanti Kasir", "saksi": "Lilis Manajer", **ubah}
    return actions.count_kas(buku, oleh=oleh, **isi)


@pytest.fixture
def berkas_kas(buku: Any) -> Any:
    """The ledger with Rp 100.000 in cash since 5 January."""
    JurnalFactory(buku=buku)
    return buku


def test_worth_of_pieces():
    """KEU-80: notes and coins are worth what they say; empty rows are nothing."""
    assert worth({"k100000": 3, "l500": 2, "l50": 0}) == Decimal(301_000)
    assert len(rows({})) == len(PECAHAN) == 13 and sum(r[3] for r in rows({"k75000": 2, "l1000": 1})) == 151_000


def test_count_agrees_with_the_book(berkas_kas, kasir):
    """KEU-80: sum, balance of that day and difference come from the database; what is dated later does not count."""
    JurnalFactory(buku=berkas_kas, tanggal=date(2026, 1, 9))

    hasil = count(berkas_kas, kasir)

    assert (hasil.jumlah, hasil.saldo_buku, hasil.selisih) == (100_000, 100_000, 0)
    assert count(berkas_kas, kasir, tanggal=date(2026, 1, 9), lembar={"k100000": 2}).selisih == 0
    assert Jejak.objects.filter(peristiwa="keuangan.hitung_kas.dicatat", objek_id=str(hasil.pk)).exists()


def test_difference_is_explained(berkas_kas, kasir):
    """KEU-81: money and book differ only with an explanation, in the action and in the database."""
    with pytest.raises(AturanDilanggar) as galat:
        count(berkas_kas, kasir, lembar={"k50000": 1})
    assert galat.value.aturan == "KEU-81" and "50.000" in galat.value.pesan

    assert count(berkas_kas, kasir, lembar={"k50000": 1}, penjelasan="Dipinjam ketua").selisih == -50_000
    with refused("hitung_kas_selisih_dijelaskan"):
        insert(berkas_kas, lembar={"k50000": 1})


def test_two_people_count(berkas_kas, kasir):
    """KEU-82: two names, and not the same one in other letters."""
    with pytest.raises(AturanDilanggar) as galat:
        count(berkas_kas, kasir, saksi=" yanti  kasir ")
    assert galat.value.aturan == "KEU-82"
    with pytest.raises(IsianSalah):
        count(berkas_kas, kasir, saksi=" ")
    with refused("hitung_kas_dua_orang"):
        insert(berkas_kas, saksi="YANTI KASIR ")


@contextmanager
def refused(oleh: str) -> Iterator[None]:
    """The database refuses by the constraint named."""
    with pytest.raises(IntegrityError) as galat, transaction.atomic():
        yield
        check_deferred()
    assert oleh in (getattr(galat.value.__cause__.diag, "constraint_name", "") or ""), galat.value


def insert(buku: Any, **ubah: Any) -> Any:
    """A count straight into the table, as hands that pass by the action would."""
    akun = buku.jurnal.first().baris.get(akun__kode="11010").akun
    isi = {"lembar": PAS, "saksi": "Lilis", "akun": akun, "wilayah_id": buku.wilayah_id, "tanggal": HARI, **ubah}
    return HitungKas.objects.create(buku=buku, penghitung="Yanti Kasir", dibuat_oleh_id=SISTEM.pk, **isi)


@pytest.mark.parametrize(
    ("ubah", "aturan"),
    [
        ({"lembar": {"k3000": 1}}, "hitung_kas_lembar"),
        ({"lembar": {"k50000": -1}}, "hitung_kas_lembar"),
        ({"lembar": [1]}, "hitung_kas_lembar"),
        ({"tanggal": date(2025, 12, 31)}, "hitung_kas_dalam_buku"),
        ({"wilayah_id": "32.77.01.1001"}, "hitung_kas_sewilayah"),
    ],
)
def test_database_refuses(berkas_kas, ubah, aturan):
    """KEU-80: unknown notes, negative pieces, a day before the ledger, another area."""
    with refused(aturan):
        insert(berkas_kas, **ubah)


def test_only_cash_is_counted(berkas_kas):
    """KEU-80: not the bank, nor an account of another ledger."""
    from keuangan.models import AkunBuku

    with refused("hitung_kas_akun_kas"):
        insert(berkas_kas, akun=AkunBuku.objects.get(bagan="upk", kode="11021"))
    with refused("hitung_kas_akun_kas"):
        insert(berkas_kas, akun=AkunBuku.objects.get(bagan="sekretariat", kode="11010"))


def test_typed_sums_are_ignored(berkas_kas):
    """KEU-80: whatever sum is sent, the trigger computes its own."""
    baris = insert(berkas_kas, jumlah=7, saldo_buku=7, selisih=0)

    baru = HitungKas.objects.get(pk=baris.pk)
    assert (baru.jumlah, baru.saldo_buku, baru.selisih) == (100_000, 100_000, 0)


def test_counted_is_counted(berkas_kas, kasir):
    """KEU-80: a count is neither changed nor deleted."""
    hasil = count(berkas_kas, kasir)
    for perintah in (
        "UPDATE keuangan_hitungkas SET saksi = 'Lain' WHERE id = %s",
        "DELETE FROM keuangan_hitungkas WHERE id = %s",
    ):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(perintah, [hasil.pk])


@pytest.mark.parametrize(
    "ubah",
    [
        {"lembar": {"k3000": 1}},
        {"lembar": {"k50000": -1}},
        {"lembar": {"k50000": 1.5}},
        {"akun": "11021"},
        {"akun": "99999"},
        {"tanggal": date(2025, 12, 31)},
        {"penghitung": ""},
    ],
)
def test_action_refuses_kindly(berkas_kas, kasir, ubah):
    """KEU-80: before the database does; the same count without the slip is stored."""
    with pytest.raises(IsianSalah):
        count(berkas_kas, kasir, **ubah)
    with pytest.raises(IsianSalah):
        count(berkas_kas, kasir, tanggal=today_in(KELURAHAN) + timedelta(days=1))
    assert not HitungKas.objects.exists()
    count(berkas_kas, kasir)


def test_who_counts(berkas_kas, kasir, pembuku, manajer, sekretaris, empat_petugas):
    """KEU-84, UMU-12: who holds, books or approves in that unit; others are refused or see no ledger."""
    for orang in (sekretaris, empat_petugas["kelurahan"], empat_petugas["kota"]):
        with pytest.raises(TidakBerwenang):
            count(berkas_kas, orang)
    for orang in (empat_petugas["kota_lain"], empat_petugas["tanpa_tugas"]):
        with pytest.raises(Buku.DoesNotExist):
            count(berkas_kas, orang)
    for orang in (kasir, pembuku, manajer):
        count(berkas_kas, orang)
    assert HitungKas.objects.count() == 3


def test_cash_above_the_limit(berkas_kas):
    """KEU-83: above the dated limit it warns and says how much to deposit; without a limit nothing is said."""
    JurnalFactory(buku=berkas_kas, jumlah=1_400_000)
    assert desk_of(berkas_kas, {}).lebih == 0
    isi = json.loads((DATA / "parameter.json").read_text())["parameter"]
    load_parameters([b for b in isi if b["kode"] == "keuangan.batas_kas"], oleh=SISTEM)

    meja = desk_of(berkas_kas, {})

    assert meja.kas == 1_500_000 and meja.batas.mode == "warn" and meja.lebih == 500_000
    assert any("Rp 500.000" in t.judul for t in meja.tugas)


# -- API -----------------------------------------------------------------------------------------------------------

ALAMAT = "/api/v1/hitung-kas/"


def body(buku: Any, **ubah: Any) -> dict[str, Any]:
    """The same count as JSON."""
    return {
        "buku": str(buku.pk), "tanggal": "2026-01-05", "lembar": PAS, "penghitung": "Yanti", "saksi": "Lilis", **ubah,
    }  # fmt: skip


def send(orang: Any, isi: Any) -> Any:
    """POST under a fresh key."""
    return api(orang).post(ALAMAT, isi, format="json", headers=kepala_kunci())


def test_count_by_api(berkas_kas, kasir, empat_petugas):
    """KEU-80, KEU-84, UMU-05: the cashier stores; the same id again is the same row, other pieces 409; others 403 and 400."""
    kode = "01900000-0000-7000-8000-0000000000aa"
    status = {n: send(o, body(berkas_kas)).status_code for n, o in empat_petugas.items()}
    assert status == {"kelurahan": 403, "kota": 403, "kota_lain": 400, "tanpa_tugas": 400}

    satu = send(kasir, body(berkas_kas, id=kode))

    isi = satu.json()
    assert satu.status_code == 201 and (isi["jumlah"], isi["selisih"], isi["lembar"]) == ("100000.00", "0.00", PAS)
    assert send(kasir, body(berkas_kas, id=kode)).status_code == 200
    assert send(kasir, body(berkas_kas, id=kode, lembar={"k100000": 1})).json()["kode"] == "id_terpakai"
    assert send(kasir, body(berkas_kas, lembar={"k3000": 1})).status_code == 400
    jawab = send(kasir, body(berkas_kas, lembar={"k50000": 1}))
    assert (jawab.status_code, jawab.json()["rincian"]["aturan"]) == (409, "KEU-81")
    assert send(kasir, body(berkas_kas, lembar={"k50000": -1})).status_code == 400
    assert api(kasir).post(ALAMAT, body(berkas_kas), format="json").status_code == 400
    assert api(kasir).delete(f"{ALAMAT}{kode}/").status_code == 405
    assert [h["id"] for h in api(kasir).get(f"{ALAMAT}?selisih=false").json()["results"]] == [kode]
    assert api(kasir).get(f"{ALAMAT}?selisih=true").json()["results"] == []


def test_another_cash_account(berkas_kas, pembuku):
    """KEU-80: a ledger with a second cash box counts each by itself."""
    actions.add_akun(berkas_kas, oleh=pembuku, kode="11011", nama="Kas kecil", golongan="aset", kas_bank="kas")
    actions.post_jurnal(
        berkas_kas, oleh=SISTEM, jenis="bpb", tanggal=HARI, uraian="Kas kecil", baris=two("11011", "11010", 20_000)
    )

    assert count(berkas_kas, pembuku, akun="11011", lembar={"k20000": 1}).selisih == 0
    assert count(berkas_kas, pembuku, lembar={"k20000": 4}).selisih == 0
