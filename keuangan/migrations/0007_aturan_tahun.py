"""The rules of the year in the database itself: shares of 100 %, inventory that stays what it was; append-only, audited."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER inventaris_tetap ON keuangan_inventaris;
DROP TRIGGER bagian_laba_seratus_persen ON keuangan_bagianlaba;
DROP TRIGGER pembagian_seratus_persen ON keuangan_pembagianlaba;
DROP FUNCTION keuangan_jaga_inventaris();
DROP FUNCTION keuangan_cek_bagian_laba();
DROP FUNCTION keuangan_cek_pembagian();
DROP FUNCTION keuangan_periksa_pembagian(uuid);
ALTER TABLE keuangan_inventaris DROP CONSTRAINT inventaris_sewilayah;
ALTER TABLE keuangan_pembagianlaba DROP CONSTRAINT pembagian_sewilayah;
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0006_tahun")]

    operations = [
        migrasi.run_file(SQL / "tahun.sql", balik=BALIK),
        migrasi.append_only("keuangan_pembagianlaba"),
        migrasi.append_only("keuangan_bagianlaba"),
        migrasi.append_only("keuangan_susutinventaris"),
        migrasi.audit("keuangan_inventaris"),
    ]
