"""Paper does not change: content triggers, legal states, and the row audit (the printed data itself is masked there)."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).resolve().parent.parent / "sql"

BALIK = """
DROP TRIGGER IF EXISTS berkas_tetap ON laporan_berkas;
DROP TRIGGER IF EXISTS dokumen_tetap ON laporan_dokumen;
DROP TRIGGER IF EXISTS penomoran_tetap ON laporan_penomoran;
DROP TRIGGER IF EXISTS nomor_surat_tetap ON laporan_nomorsurat;
DROP FUNCTION IF EXISTS laporan_berkas_tetap();
DROP FUNCTION IF EXISTS laporan_dokumen_tetap();
DROP FUNCTION IF EXISTS laporan_nomor_tetap();
"""
TRANSISI_DOKUMEN = (("", "diminta"), ("diminta", "siap"), ("diminta", "dibatalkan"), ("siap", "dibatalkan"))


class Migration(migrations.Migration):
    dependencies = [("laporan", "0001_initial"), ("inti", "0002_aturan_basis_data")]

    operations = [
        migrasi.run_file(SQL / "tetap.sql", balik=BALIK),
        migrasi.transisi("laporan_dokumen", TRANSISI_DOKUMEN),
        migrasi.audit("laporan_berkas", samarkan=["lokasi", "lintang", "bujur"]),
        migrasi.audit("laporan_dokumen", samarkan=["isi"]),
        migrasi.audit("laporan_nomorsurat"),
    ]
