"""The rules of assignments in the database itself, and the row audit of people and assignments."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).resolve().parent.parent / "sql" / "penugasan.sql"
BALIK = """
DROP TRIGGER IF EXISTS penugasan_cek ON akun_penugasan;
DROP TRIGGER IF EXISTS penugasan_tidak_dihapus ON akun_penugasan;
DROP FUNCTION IF EXISTS akun_cek_penugasan();
"""


class Migration(migrations.Migration):
    dependencies = [("akun", "0002_penugasan"), ("inti", "0002_aturan_basis_data")]

    operations = [
        migrasi.run_file(SQL, balik=BALIK),
        migrasi.audit("akun_penugasan"),
        migrasi.audit("akun_pengguna", samarkan=["password", "email", "telepon"]),
    ]
