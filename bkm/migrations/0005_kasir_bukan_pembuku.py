"""Cash and books of one unit are in two hands."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql" / "kasir_pembuku.sql"
BALIK = """
DROP TRIGGER petugasup_kasir_bukan_pembuku ON bkm_petugasup;
DROP FUNCTION bkm_cek_kasir_pembuku();
"""


class Migration(migrations.Migration):
    dependencies = [("bkm", "0004_aturan_lembaga")]

    operations = [migrasi.run_file(SQL, balik=BALIK)]
