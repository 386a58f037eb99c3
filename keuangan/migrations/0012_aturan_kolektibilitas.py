"""The reserve of a month in the database itself: complete, equal to the ledger, once, never changed."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER pengecualian_gerbang_sebuku ON keuangan_pengecualiangerbang;
DROP TRIGGER cadangan_bulan_genap ON keuangan_cadanganbulan;
DROP TRIGGER kolektibilitas_bulan_wajar ON keuangan_kolektibilitasbulan;
DROP TRIGGER cadangan_bulan_wajar ON keuangan_cadanganbulan;
DROP FUNCTION keuangan_jaga_pengecualian();
DROP FUNCTION keuangan_cek_cadangan();
DROP FUNCTION keuangan_jaga_kolektibilitas();
DROP FUNCTION keuangan_jaga_cadangan();
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0011_kolektibilitas")]

    operations = [
        migrasi.run_file(SQL / "kolektibilitas.sql", balik=BALIK),
        *(
            migrasi.append_only(f"keuangan_{t}")
            for t in ("cadanganbulan", "kolektibilitasbulan", "pengecualiangerbang")
        ),
    ]
