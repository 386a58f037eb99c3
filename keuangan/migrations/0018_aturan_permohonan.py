"""Until when an application may be corrected."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER bagian_anggota_terjaga ON keuangan_bagiananggota;
CREATE TRIGGER bagian_anggota_terjaga BEFORE INSERT OR UPDATE OR DELETE ON keuangan_bagiananggota
  FOR EACH ROW EXECUTE FUNCTION keuangan_jaga_bagian();
DROP TRIGGER bagian_anggota_keluar ON keuangan_bagiananggota;
DROP TRIGGER bagian_anggota_diminta ON keuangan_bagiananggota;
DROP TRIGGER permohonan_tetap ON keuangan_pinjaman;
DROP FUNCTION keuangan_jaga_diminta();
DROP FUNCTION keuangan_jaga_permohonan();
DROP FUNCTION keuangan_pemeriksaan_dimulai(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0017_aturan_bawaan")]

    operations = [migrasi.run_file(SQL / "ubah_permohonan.sql", balik=BALIK)]
