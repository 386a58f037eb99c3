"""Cash and books of one UPK are in two hands."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).resolve().parent.parent / "sql" / "kasir_pembuku.sql"
BALIK = """
DROP TRIGGER penugasan_kasir_bukan_pembuku ON akun_penugasan;
DROP FUNCTION akun_cek_kasir_pembuku();
"""


class Migration(migrations.Migration):
    dependencies = [("akun", "0004_penugasan_dicabut")]

    operations = [migrasi.run_file(SQL, balik=BALIK)]
