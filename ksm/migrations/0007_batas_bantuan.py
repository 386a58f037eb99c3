"""All recipients of a proposal together receive no more than its agreement brings."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql" / "batas_bantuan.sql"

BALIK = """
DROP TRIGGER perjanjian_di_atas_bantuan ON ksm_perjanjian; DROP FUNCTION ksm_jaga_addendum_bantuan();
DROP TRIGGER sebatas_dana_bantuan ON ksm_penerimaanbantuan; DROP FUNCTION ksm_jaga_jumlah_bantuan();
DROP FUNCTION ksm_bantuan_diterima(uuid); DROP FUNCTION ksm_dana_perjanjian(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("ksm", "0006_aturan_pelaksanaan")]

    operations = [migrasi.run_file(SQL, balik=BALIK)]
