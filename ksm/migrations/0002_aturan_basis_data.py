"""The rules of groups in the database itself: same area, one body, nothing recorded after the end, row audit."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graphs in ksm/models (a test compares them).
TRANSISI = {
    "ksm_ksm": [("", "aktif"), ("aktif", "bubar"), ("aktif", "batal"), ("bubar", "aktif")],
    "ksm_anggotaksm": [("", "aktif"), ("aktif", "keluar"), ("aktif", "batal")],
    "ksm_aturanmain": [("", "sah"), ("sah", "batal")],
    "ksm_ceklisksm": [("", "sah"), ("sah", "batal")],
}

BALIK = """
DROP TRIGGER ceklis_ksm_terkunci ON ksm_ceklisksm;
DROP TRIGGER aturan_main_terkunci ON ksm_aturanmain;
DROP TRIGGER anggota_ksm_terkunci ON ksm_anggotaksm;
DROP TRIGGER ksm_tetap ON ksm_ksm;
DROP FUNCTION ksm_jaga_anak();
DROP FUNCTION ksm_jaga_kelompok();
ALTER TABLE ksm_ceklisksm DROP CONSTRAINT ceklis_ksm_sewilayah;
ALTER TABLE ksm_aturanmain DROP CONSTRAINT aturan_main_sewilayah;
ALTER TABLE ksm_anggotaksm DROP CONSTRAINT anggota_ksm_basis_sekelurahan, DROP CONSTRAINT anggota_ksm_sewilayah;
ALTER TABLE ksm_ksm DROP CONSTRAINT ksm_pendamping_sewilayah, DROP CONSTRAINT ksm_langkah_sewilayah,
  DROP CONSTRAINT ksm_basis_sekelurahan, DROP CONSTRAINT ksm_seperti_badannya, DROP CONSTRAINT ksm_id_dan_wilayah;
DROP INDEX relawan_id_dan_wilayah;
ALTER TABLE wilayah_badan DROP CONSTRAINT badan_id_wilayah_nama;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ksm", "0001_initial"),
        ("siklus", "0002_aturan_basis_data"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrasi.run_file(SQL / "penjaga.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        migrasi.audit("ksm_ksm"),
        migrasi.audit("ksm_anggotaksm", samarkan=["nama"]),
        migrasi.audit("ksm_aturanmain"),
        migrasi.audit("ksm_ceklisksm"),
    ]
