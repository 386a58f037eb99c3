"""Loans of the old books: until when they come in, and how one that was entered wrongly leaves again."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DELETE FROM inti_transisisah WHERE tabel = 'keuangan_pinjaman' AND dari = 'berjalan' AND ke = 'batal';
DROP TRIGGER pinjaman_tidak_jadi ON keuangan_pinjaman;
DROP TRIGGER pinjaman_bawaan_bulan_terbuka ON keuangan_pinjaman;
DROP FUNCTION keuangan_jaga_cabut_bawaan();
DROP FUNCTION keuangan_jaga_bawaan();
DROP FUNCTION keuangan_bulan_pembuka_ditutup(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0016_satu_permohonan")]

    operations = [migrasi.run_file(SQL / "bawaan.sql", balik=BALIK)]
