"""The rules of the register in the database itself: successors, tree, merges, values; and the row audit."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK_WILAYAH = """
DROP TRIGGER wilayah_wilayah_audit ON wilayah_wilayah;
DROP TRIGGER wilayah_register ON wilayah_wilayah;
DROP FUNCTION wilayah_jaga_register();
"""
BALIK_BASIS = """
DROP TRIGGER basis_tanpa_lingkaran ON wilayah_basis;
DROP FUNCTION wilayah_jaga_basis();
ALTER TABLE wilayah_warga DROP CONSTRAINT warga_sekelurahan_dengan_basis;
ALTER TABLE wilayah_daftardewasa DROP CONSTRAINT dewasa_sekelurahan_dengan_basis;
ALTER TABLE wilayah_basis DROP CONSTRAINT basis_induk_sekelurahan;
ALTER TABLE wilayah_basis DROP CONSTRAINT basis_id_dan_wilayah;
"""
BALIK_WARGA = """
DROP TRIGGER penggabungan_tidak_dihapus ON wilayah_penggabunganwarga;
DROP TRIGGER penggabungan_tetap ON wilayah_penggabunganwarga;
DROP FUNCTION wilayah_hanya_kolom();
DROP TRIGGER warga_penggabungan ON wilayah_warga;
DROP FUNCTION wilayah_jaga_warga();
"""
BALIK_PARAMETER = """
DROP TRIGGER parameter_tidak_dihapus ON wilayah_parameter;
DROP TRIGGER parameter_tetap ON wilayah_parameter;
ALTER TABLE wilayah_parameter DROP CONSTRAINT parameter_nilai_cocok_jenis;
DROP FUNCTION wilayah_nilai_cocok(text, jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("wilayah", "0002_warga_badan_parameter"), ("inti", "0002_aturan_basis_data")]

    operations = [
        migrasi.run_file(SQL / "wilayah.sql", balik=BALIK_WILAYAH),
        migrasi.run_file(SQL / "basis.sql", balik=BALIK_BASIS),
        migrasi.run_file(SQL / "warga.sql", balik=BALIK_WARGA),
        migrasi.run_file(SQL / "parameter.sql", balik=BALIK_PARAMETER),
        migrasi.audit("wilayah_basis"),
        migrasi.audit("wilayah_daftardewasa"),
        migrasi.audit(
            "wilayah_warga",
            samarkan=["telepon", "alamat", "tanggal_lahir", "tahun_lahir", "nik_sandi", "nik_indeks", "nik_samar"],
        ),
        migrasi.audit("wilayah_badan"),
        migrasi.audit("wilayah_parameter"),
    ]
