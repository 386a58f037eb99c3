"""The one transaction: trail, actor, retries, refusals, and the chain that an outsider cannot bend."""

from __future__ import annotations

import uuid

import psycopg2
import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from inti import jejak
from inti.errors import AturanDilanggar, IsianSalah, SedangDiproses
from inti.models import AuditBaris, Jejak, KunciIdempotensi, RantaiJejak
from inti.pelaku import SISTEM
from inti.unit_kerja import aksi, catat, unit_kerja

pytestmark = pytest.mark.django_db


@aksi
def catat_dua(*, oleh, alasan=""):
    """An action that joins or opens a unit."""
    catat("uji.satu", None, kode_wilayah="32.73")
    catat("uji.dua", None, kode_wilayah="32.73", rincian={"jumlah": 2})
    return "hasil"


def test_unit_writes_events_in_order_with_chain():
    """UMU-02, UMU-03: events commit with the work, numbered without gap, each linked to the one before."""
    assert catat_dua(oleh=SISTEM, alasan="sebab") == "hasil"

    satu, dua = Jejak.objects.order_by("nomor")
    assert (satu.peristiwa, dua.peristiwa) == ("uji.satu", "uji.dua")
    assert (satu.nomor, dua.nomor) == (1, 2)
    assert dua.sidik_sebelum == satu.sidik and len(dua.sidik) == 64
    assert (satu.pelaku_nama, satu.alasan) == ("Sistem", "sebab")
    assert jejak.broken_links() == []


def test_refusal_rolls_back_and_is_logged():
    """UMU-01, UMU-31: nothing of a refused action stays, except that it was refused."""

    def kerja():
        catat("uji.satu", None)
        raise AturanDilanggar("Tidak boleh.", aturan="UMU-01")

    with pytest.raises(AturanDilanggar):
        unit_kerja(kerja, oleh=SISTEM)

    assert [j.peristiwa for j in Jejak.objects.all()] == ["ditolak.aturan"]
    assert Jejak.objects.get().rincian["aturan"] == "UMU-01"


def test_typing_error_is_not_logged():
    """UMU-31: a typing error is no refusal worth a trail."""

    def kerja():
        raise IsianSalah({"nama": ["Isi dulu."]})

    with pytest.raises(IsianSalah):
        unit_kerja(kerja, oleh=SISTEM)

    assert not Jejak.objects.exists()


def test_unit_does_not_nest_but_actions_join():
    """UMU-01: one action is one transaction; an action called by another joins it."""
    with pytest.raises(RuntimeError):
        unit_kerja(lambda: unit_kerja(lambda: None, oleh=SISTEM), oleh=SISTEM)

    assert unit_kerja(lambda: catat_dua(oleh=SISTEM), oleh=SISTEM) == "hasil"
    assert Jejak.objects.count() == 2


def test_write_outside_a_unit_is_an_error():
    """UMU-02: an event without a unit has no actor."""
    with pytest.raises(RuntimeError):
        catat("uji", None)


class SerialFailure(OperationalError):
    """An OperationalError that carries PostgreSQL's code the way psycopg2 does."""

    def __init__(self, kode: str) -> None:
        super().__init__("ulang")
        sebab = type("Sebab", (psycopg2.Error,), {"pgcode": kode})()
        self.__cause__ = sebab


def test_serialisation_failure_is_retried_as_a_whole():
    """UMU-01: PostgreSQL's request to try again never reaches the officer."""
    kali = []

    def kerja():
        kali.append(1)
        catat("uji.ulang", None)
        if len(kali) < 3:
            raise SerialFailure("40001")
        return "jadi"

    assert unit_kerja(kerja, oleh=SISTEM) == "jadi"
    assert len(kali) == 3
    assert Jejak.objects.count() == 1


def test_lock_not_had_in_time_says_still_working():
    """UMU-05: a lock timeout is told as "masih diproses", not as a failure."""

    def kerja():
        raise SerialFailure("55P03")

    with pytest.raises(SedangDiproses):
        unit_kerja(kerja, oleh=SISTEM)


@pytest.mark.parametrize("perintah", ["UPDATE inti_jejak SET pelaku_nama = 'Orang lain'", "DELETE FROM inti_jejak"])
def test_trail_cannot_be_changed(perintah):
    """UMU-03: not even the owner of the table edits the trail while the triggers stand."""
    catat_dua(oleh=SISTEM)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(perintah)


@pytest.mark.parametrize(
    ("perintah", "sebab"),
    [
        ("UPDATE inti_jejak SET alasan = 'dipalsukan' WHERE nomor = 2", "isi berubah"),
        ("DELETE FROM inti_jejak WHERE nomor = 2", "nomor meloncat"),
        ("DELETE FROM inti_jejak WHERE nomor = 3", "ujung rantai tidak sama dengan baris terakhir"),
        (
            "UPDATE inti_jejak SET nomor = CASE nomor WHEN 1 THEN 2 ELSE 1 END WHERE nomor IN (1, 2)",
            "isi berubah",
        ),
    ],
)
def test_checker_finds_every_forgery(perintah, sebab):
    """UMU-03: change, delete, cut and swap by somebody who switched the triggers off are all found."""
    for ke in range(3):
        unit_kerja(lambda ke=ke: catat(f"uji.{ke}", None, kode_wilayah="32.73"), oleh=SISTEM)
    assert jejak.broken_links() == []

    with connection.cursor() as kursor:
        kursor.execute("ALTER TABLE inti_jejak DISABLE TRIGGER USER")
        kursor.execute("ALTER TABLE inti_jejak DROP CONSTRAINT jejak_nomor_tanpa_celah")
        kursor.execute(perintah)

    assert sebab in [b.sebab for b in jejak.broken_links()]


def test_chains_are_apart_per_area():
    """UMU-03: every area has its own chain, so a busy kota does not wait for another."""
    unit_kerja(lambda: catat("uji", None, kode_wilayah="32.73"), oleh=SISTEM)
    unit_kerja(lambda: catat("uji", None, kode_wilayah="32.77"), oleh=SISTEM)

    assert sorted(RantaiJejak.objects.values_list("kode_wilayah", "nomor")) == [("32.73", 1), ("32.77", 1)]


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE inti_jejak SET alasan = 'x'",
        "DELETE FROM inti_jejak",
        "TRUNCATE inti_jejak",
        "INSERT INTO inti_auditbaris (waktu, tabel, baris, operasi, pelaku, permintaan, alasan) "
        "VALUES (now(), 't', '1', 'INSERT', '', '', '')",
        "UPDATE inti_rantaijejak SET nomor = 0",
        "INSERT INTO inti_transisisah (tabel, dari, ke) VALUES ('siklus_langkah', 'belum', 'terverifikasi')",
        "ALTER TABLE inti_jejak DISABLE TRIGGER USER",
    ],
)
def test_application_role_may_not(perintah):
    """UMU-28: the role of the web and the workers cannot touch trail, audit, transition table or schema."""
    with connection.cursor() as kursor, transaction.atomic():
        kursor.execute("SET LOCAL ROLE p2kp_app")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege) as galat:
            try:
                with transaction.atomic():
                    kursor.execute(perintah)
            except Exception as e:
                raise e.__cause__ from None
        assert galat.value.pgcode == "42501"


def test_row_audit_keeps_old_and_new_and_masks():
    """UMU-04: the trigger keeps both values of a change made by plain SQL, with masked columns unreadable."""
    with connection.cursor() as kursor:
        kursor.execute("CREATE TABLE uji_audit (id int PRIMARY KEY, nama text, telepon text)")
        kursor.execute(
            "CREATE TRIGGER uji_audit_audit AFTER INSERT OR UPDATE OR DELETE ON uji_audit "
            "FOR EACH ROW EXECUTE FUNCTION inti_audit_baris('id', 'telepon')"
        )
        kursor.execute("INSERT INTO uji_audit VALUES (1, 'Siti', '0812000111')")
        kursor.execute("UPDATE uji_audit SET nama = 'Sita', telepon = '0812999888'")
        kursor.execute("UPDATE uji_audit SET nama = 'Sita'")
        kursor.execute("DELETE FROM uji_audit")

    sisip, ubah, hapus = AuditBaris.objects.order_by("pk")
    assert sisip.baru["nama"] == "Siti" and sisip.baru["telepon"].startswith("***")
    assert (ubah.lama["nama"], ubah.baru["nama"]) == ("Siti", "Sita")
    assert "id" not in ubah.lama
    assert hapus.baru is None and "0812" not in str(hapus.lama)


def test_composite_key_of_idempotency():
    """UMU-09: the same key of two actors is two keys."""
    kunci = uuid.uuid4()
    for pelaku in (uuid.uuid4(), uuid.uuid4()):
        KunciIdempotensi.objects.create(pelaku_id=pelaku, kunci=kunci, rute="r", sidik_isi="s")

    assert KunciIdempotensi.objects.filter(kunci=kunci).count() == 2
