"""The rules of the shared tables in the database itself: chain, append-only, row audit, legal transitions, grants."""

from django.db import migrations

from inti import migrasi

BALIK_JEJAK = """
DROP TRIGGER IF EXISTS jejak_rantai ON inti_jejak;
DROP TRIGGER IF EXISTS jejak_hanya_tambah ON inti_jejak;
DROP TRIGGER IF EXISTS audit_hanya_tambah ON inti_auditbaris;
DROP FUNCTION IF EXISTS inti_rantai_jejak();
DROP FUNCTION IF EXISTS inti_sidik_jejak(inti_jejak, text);
DROP FUNCTION IF EXISTS inti_hanya_tambah();
"""


class Migration(migrations.Migration):
    dependencies = [("inti", "0001_initial")]

    operations = [
        migrasi.grants(),
        migrasi.run_file(migrasi.SQL / "jejak.sql", balik=BALIK_JEJAK),
        migrasi.run_file(
            migrasi.SQL / "audit.sql",
            balik="DROP FUNCTION IF EXISTS inti_audit_baris(); DROP FUNCTION IF EXISTS inti_samarkan(jsonb, text[]);",
        ),
        migrasi.run_file(migrasi.SQL / "transisi.sql", balik="DROP FUNCTION IF EXISTS inti_cek_transisi()"),
        migrasi.read_only("inti_auditbaris"),
        migrasi.read_only("inti_rantaijejak"),
        migrasi.read_only("inti_transisisah"),
        migrasi.revoke_change("inti_jejak"),
    ]
