"""Proven misuse at a UPK holds back its capital."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER modal_tertahan_penyelewengan ON keuangan_jurnal;
DROP FUNCTION keuangan_jaga_modal_upk();
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0026_aturan_lpj")]

    operations = [migrasi.run_file(SQL / "modal_tertahan.sql", balik=BALIK)]
