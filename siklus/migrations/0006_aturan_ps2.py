"""The rules of PS-2 in the database itself: places, the way of an entry, notice and objections, row audit. Source: PS2-01 to PS2-10."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graphs in siklus/models/ps2.py (a test compares them).
TRANSISI = {
    "siklus_keluarga": [("", "sah"), ("sah", "batal")],
    "siklus_pengumumanps2": [("", "sah"), ("sah", "batal")],
    "siklus_entrips2": [
        ("", "diusulkan"),
        ("diusulkan", "diumumkan"),
        ("diumumkan", "diusulkan"),
        ("diumumkan", "ditetapkan"),
        ("diusulkan", "ditetapkan"),
        ("ditetapkan", "keluar"),
        ("diusulkan", "batal"),
        ("diumumkan", "batal"),
    ],
    "siklus_keberatanps2": [
        ("", "diajukan"),
        ("diajukan", "diterima"),
        ("diajukan", "ditolak"),
        ("diajukan", "dicabut"),
    ],
}

BALIK = """
DROP TRIGGER entrips2_kriteria_jalan ON siklus_entrips2_kriteria;
DROP TRIGGER keberatanps2_jalan ON siklus_keberatanps2;
DROP TRIGGER pengumumanps2_tetap ON siklus_pengumumanps2;
DROP TRIGGER entrips2_jalan ON siklus_entrips2;
DROP TRIGGER keluarga_tetap ON siklus_keluarga;
DROP TRIGGER keberatanps2_terkunci ON siklus_keberatanps2;
DROP TRIGGER pengumumanps2_terkunci ON siklus_pengumumanps2;
DROP FUNCTION siklus_jaga_kriteria_ps2();
DROP FUNCTION siklus_jaga_keberatan_ps2();
DROP FUNCTION siklus_jaga_pengumuman_ps2();
DROP FUNCTION siklus_jaga_entri_ps2();
DROP FUNCTION siklus_jaga_keluarga();
ALTER TABLE siklus_keberatanps2 DROP CONSTRAINT keberatanps2_sewilayah, DROP CONSTRAINT keberatanps2_pengumuman_selangkah,
  DROP CONSTRAINT keberatanps2_entri_selangkah, DROP CONSTRAINT keberatanps2_keluarga_sekelurahan;
ALTER TABLE siklus_entrips2 DROP CONSTRAINT entrips2_sewilayah, DROP CONSTRAINT entrips2_keluarga_sekelurahan,
  DROP CONSTRAINT entrips2_basis_sekelurahan, DROP CONSTRAINT entrips2_pengumuman_selangkah;
ALTER TABLE siklus_pengumumanps2 DROP CONSTRAINT pengumumanps2_sewilayah, DROP CONSTRAINT pengumumanps2_basis_sekelurahan;
ALTER TABLE siklus_keluarga DROP CONSTRAINT keluarga_basis_sekelurahan, DROP CONSTRAINT keluarga_rumah_sekelurahan;
ALTER TABLE siklus_rumah DROP CONSTRAINT rumah_basis_sekelurahan;
ALTER TABLE siklus_entrips2 DROP CONSTRAINT entrips2_id_dan_langkah;
ALTER TABLE siklus_pengumumanps2 DROP CONSTRAINT pengumumanps2_id_dan_langkah;
ALTER TABLE siklus_keluarga DROP CONSTRAINT keluarga_id_dan_wilayah;
ALTER TABLE siklus_rumah DROP CONSTRAINT rumah_id_dan_wilayah;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("siklus", "0005_ps2"),
        ("inti", "0002_aturan_basis_data"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrasi.run_file(SQL / "ps2.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        migrasi.audit("siklus_rumah", samarkan=["alamat", "lintang", "bujur"]),
        migrasi.audit(
            "siklus_keluarga",
            samarkan=[
                "nama_kk",
                "nama_cari",
                "pembeda",
                "jenis_kelamin_kk",
                "kepala_perempuan",
                "lansia",
                "disabilitas",
            ],
        ),
        migrasi.audit("siklus_pengumumanps2"),
        migrasi.audit("siklus_entrips2", samarkan=["catatan", "masuk_alasan", "keluar_alasan", "alasan_batal"]),
        migrasi.audit("siklus_entrips2_kriteria"),
        migrasi.audit("siklus_keberatanps2", samarkan=["pelapor", "uraian", "putusan", "putusan_oleh"]),
    ]
