"""`periksa_buku` finds what hands did past the triggers, and names the row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from inti.pelaku import SISTEM
from keuangan import actions
from keuangan.models import AkunBuku, Jurnal, Periode, SaldoBadan
from keuangan.periksa import wrong_rows
from tests.factories.keuangan import BLM, JurnalFactory, two
from tests.helpers import check_deferred

pytestmark = pytest.mark.django_db
TABEL = ("jurnal", "barisjurnal", "saldobadan", "peristiwajurnal", "persetujuanjurnal", "periode", "buku")


def by_other_hands(*perintah: str, tabel: tuple[str, ...] = TABEL) -> None:
    """Run statements as the owner of the tables would with its triggers off."""
    check_deferred()
    with connection.cursor() as kursor:
        for keadaan in ("DISABLE", "ENABLE"):
            for t in tabel:
                kursor.execute(f"ALTER TABLE keuangan_{t} {keadaan} TRIGGER USER")
            if keadaan == "DISABLE":
                for p in perintah:
                    kursor.execute(p)
                kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                kursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def terisi(buku: Any, buku_bkm: Any) -> Any:
    """A ledger with a receipt, an approved payment, a reversal, a transfer and a payment of nothing; January closed."""
    JurnalFactory(buku=buku, jumlah=900_000)
    bayar = actions.post_jurnal(
        buku, oleh=SISTEM, jenis="bkk", tanggal=date(2026, 1, 6), uraian="ATK", baris=two("51030", "11010", 5000)
    )
    balik = actions.reverse_jurnal(bayar, oleh=SISTEM, alasan="Dobel", tanggal=date(2026, 1, 7))
    keluar, masuk = actions.transfer_between(
        buku_bkm, buku, oleh=SISTEM, tanggal=date(2026, 2, 5), jumlah=9000, dana=BLM
    )
    actions.post_jurnal(  # from an account that never held anything: shown, and refused only when the day closes
        buku, oleh=SISTEM, jenis="bkk", tanggal=date(2026, 2, 6), uraian="ATK", baris=two("51030", "11022", 1)
    )
    for jurnal in (bayar, balik, masuk):
        with connection.cursor() as kursor:
            kursor.execute(
                "INSERT INTO keuangan_persetujuanjurnal (jurnal_id, oleh_id, oleh_nama, pada) VALUES (%s, gen_random_uuid(), 'Lilis', now())",
                [jurnal.pk],
            )
    actions.close_periode(Periode.objects.get(buku=buku, bulan=1), oleh=SISTEM)
    check_deferred()
    return buku


RUSAK = {
    "jurnal": ("UPDATE keuangan_barisjurnal SET debit = debit + 1000 WHERE debit = 900000", {"jurnal", "saldo"}),
    "baris hilang": ("DELETE FROM keuangan_barisjurnal WHERE debit = 900000", {"jurnal", "saldo", "kas"}),
    "akun": (
        "UPDATE keuangan_barisjurnal SET akun_id = (SELECT id FROM keuangan_akunbuku WHERE bagan = 'sekretariat' AND "
        "kode = '31010') WHERE kredit = 900000",
        {"baris", "saldo"},
    ),
    "nomor": ("UPDATE keuangan_jurnal SET nomor = 7 WHERE jenis = 'bkm' AND nomor = 1 AND jumlah = 900000", {"nomor"}),
    "tanggal": (
        "UPDATE keuangan_jurnal SET periode_id = (SELECT id FROM keuangan_periode p WHERE p.bulan = 2 AND "
        "p.buku_id = keuangan_jurnal.buku_id) WHERE jumlah = 900000",
        {"periode"},
    ),
    "persetujuan": (
        "DELETE FROM keuangan_persetujuanjurnal WHERE jurnal_id = (SELECT id FROM keuangan_jurnal WHERE jenis = 'bkk' "
        "AND jumlah = 5000)",
        {"persetujuan"},
    ),
    "pencatat": (
        "UPDATE keuangan_persetujuanjurnal s SET oleh_id = (SELECT dibuat_oleh_id FROM keuangan_jurnal j "
        "WHERE j.id = s.jurnal_id) WHERE jurnal_id = (SELECT id FROM keuangan_jurnal WHERE jenis = 'bkk' AND jumlah = 5000)",
        {"persetujuan"},
    ),
    "peristiwa": ("UPDATE keuangan_peristiwajurnal SET dibalik = false WHERE dibalik", {"peristiwa"}),
    "peristiwa hilang": (
        "DELETE FROM keuangan_peristiwajurnal WHERE jurnal_id = (SELECT id FROM keuangan_jurnal WHERE jumlah = 900000)",
        {"peristiwa"},
    ),
    "balik": ("UPDATE keuangan_barisjurnal SET termin = 2 WHERE kredit = 5000 AND tanggal = '2026-01-07'", {"balik"}),
    "pasangan": ("UPDATE keuangan_jurnal SET pasangan = NULL WHERE jenis = 'bkk' AND jumlah = 9000", {"pasangan"}),
    "saldo": ("UPDATE keuangan_saldobadan SET debit = debit + 5 WHERE bulan = 2 AND debit > 0", {"saldo"}),
    "saldo hilang": ("DELETE FROM keuangan_saldobadan WHERE bulan = 1", {"saldo"}),
    "kas": ("UPDATE keuangan_buku SET tutup_hari = '2026-02-06' WHERE unit = 'upk'", {"kas"}),
}


def test_whole_ledgers_pass(terisi, capsys):
    """KEU-25: nothing is wrong with what the actions wrote; the command says so and ends well."""
    call_command("periksa_buku")
    call_command("periksa_buku", "--buku", str(terisi.pk))

    assert "2 buku diperiksa" in capsys.readouterr().out
    for salah in ("x", "00000000-0000-0000-0000-000000000001"):
        with pytest.raises(CommandError):
            call_command("periksa_buku", "--buku", salah)


@pytest.mark.parametrize("nama", RUSAK)
def test_wrong_row_is_named(terisi, buku_lain, nama):
    """KEU-25: each kind of damage is found, by its check, with its row; another ledger is not blamed."""
    perintah, oleh = RUSAK[nama]
    by_other_hands(perintah)

    salah = wrong_rows()

    assert {s.pemeriksaan for s in salah} == oleh, salah
    assert buku_lain.pk not in {s.buku_id for s in salah}
    with pytest.raises(SystemExit):
        call_command("periksa_buku")


def test_row_of_a_wrong_balance_is_named(terisi, capsys):
    """KEU-25: the sentence gives the row, the account, the month and both figures."""
    kas = AkunBuku.objects.get(bagan="upk", kode="11010")
    by_other_hands(f"UPDATE keuangan_saldobadan SET kredit = 1 WHERE bulan = 1 AND akun_id = '{kas.pk}'")

    with pytest.raises(SystemExit):
        call_command("periksa_buku", "--buku", str(terisi.pk))

    tulis = capsys.readouterr().err
    baris = SaldoBadan.objects.get(buku=terisi, akun=kas, bulan=1)
    assert str(baris.pk) in tulis and "11010" in tulis and "1/2026" in tulis
    assert Jurnal.objects.filter(buku=terisi).count() == 5
