"""Events of loans and of things come from their registers."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER jurnal_dari_daftarnya ON keuangan_jurnal;
DROP FUNCTION keuangan_jaga_peristiwa_daftar();
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0021_aturan_bank")]

    operations = [migrasi.run_file(SQL / "peristiwa_daftar.sql", balik=BALIK)]
