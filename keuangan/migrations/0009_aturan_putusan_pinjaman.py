"""The rules of a decision by two people in the database itself."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER usulan_putusan_sewilayah ON keuangan_usulanputusan;
DROP TRIGGER putusan_pinjaman_menurut_usulan ON keuangan_putusanpinjaman;
DROP FUNCTION keuangan_jaga_putusan();
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0008_putusan_pinjaman")]

    operations = [
        migrasi.run_file(SQL / "putusan_pinjaman.sql", balik=BALIK),
        migrasi.append_only("keuangan_usulanputusan"),
    ]
