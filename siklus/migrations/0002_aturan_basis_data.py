"""The rules of the cycle in the database itself: legal changes of state, the lock on a stage's records, row audit."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graphs in siklus/models (a test compares them).
TRANSISI = {
    "siklus_siklus": [
        ("", "berjalan"),
        ("berjalan", "menolak"),
        ("menolak", "berjalan"),
        ("berjalan", "dikeluarkan_dari_program"),
        ("menolak", "dikeluarkan_dari_program"),
        ("berjalan", "selesai"),
    ],
    "siklus_langkah": [
        ("", "belum"),
        ("belum", "berjalan"),
        ("berjalan", "diajukan"),
        ("dikembalikan", "diajukan"),
        ("dibuka_kembali", "diajukan"),
        ("diajukan", "dikembalikan"),
        ("diajukan", "terverifikasi"),
        ("terverifikasi", "dibuka_kembali"),
        ("belum", "dilewati"),
        ("berjalan", "dilewati"),
        ("belum", "terverifikasi"),
    ],
    "siklus_pertemuan": [
        ("", "terjadwal"),
        ("terjadwal", "terlaksana"),
        ("terjadwal", "batal"),
        ("terlaksana", "batal"),
    ],
    "siklus_keputusan": [("", "sah"), ("sah", "batal")],
    "siklus_keluaran": [("", "sah"), ("sah", "batal")],
    "siklus_pelatihan": [("", "sah"), ("sah", "batal")],
    "siklus_relawan": [("", "sah"), ("sah", "batal")],
}

BALIK = """
DROP TRIGGER peserta_terkunci ON siklus_pesertapelatihan;
DROP TRIGGER kehadiran_terkunci ON siklus_kehadiran;
DROP TRIGGER relawan_terkunci ON siklus_relawan;
DROP TRIGGER pelatihan_terkunci ON siklus_pelatihan;
DROP TRIGGER keluaran_terkunci ON siklus_keluaran;
DROP TRIGGER keputusan_terkunci ON siklus_keputusan;
DROP TRIGGER pertemuan_terkunci ON siklus_pertemuan;
DROP TRIGGER siklus_langkah_tetap ON siklus_langkah;
DROP TRIGGER siklus_tetap ON siklus_siklus;
DROP FUNCTION siklus_jaga_anak();
DROP FUNCTION siklus_cek_terbuka(text, uuid);
DROP FUNCTION siklus_jaga_langkah();
DROP FUNCTION siklus_jaga_siklus();
ALTER TABLE siklus_kehadiran DROP CONSTRAINT kehadiran_basis_sekelurahan, DROP CONSTRAINT kehadiran_sewilayah;
ALTER TABLE siklus_relawan DROP CONSTRAINT relawan_basis_sekelurahan, DROP CONSTRAINT relawan_sewilayah;
ALTER TABLE siklus_keluaran DROP CONSTRAINT keluaran_basis_sekelurahan, DROP CONSTRAINT keluaran_sewilayah,
  DROP CONSTRAINT keluaran_pertemuan_selangkah;
ALTER TABLE siklus_keputusan DROP CONSTRAINT keputusan_sewilayah, DROP CONSTRAINT keputusan_pertemuan_selangkah;
ALTER TABLE siklus_pesertapelatihan DROP CONSTRAINT peserta_sewilayah;
ALTER TABLE siklus_percakapan DROP CONSTRAINT percakapan_sewilayah;
ALTER TABLE siklus_bukucatatan DROP CONSTRAINT pelajaran_sewilayah;
ALTER TABLE siklus_pelatihan DROP CONSTRAINT pelatihan_sewilayah, DROP CONSTRAINT pelatihan_id_dan_wilayah;
ALTER TABLE siklus_pertemuan DROP CONSTRAINT pertemuan_basis_sekelurahan, DROP CONSTRAINT pertemuan_sewilayah,
  DROP CONSTRAINT pertemuan_id_dan_wilayah, DROP CONSTRAINT pertemuan_id_dan_langkah;
ALTER TABLE siklus_langkah DROP CONSTRAINT langkah_sedefinisi_dengan_siklus, DROP CONSTRAINT langkah_id_dan_wilayah;
ALTER TABLE siklus_siklus DROP CONSTRAINT siklus_id_dan_definisi;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("siklus", "0001_initial"),
        ("inti", "0002_aturan_basis_data"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrasi.run_file(SQL / "penjaga.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        migrasi.audit("siklus_sumberdana", kunci="kode"),
        migrasi.audit("siklus_lokasisasaran"),
        migrasi.audit("siklus_jadwalinduk"),
        migrasi.audit("siklus_siklus"),
        migrasi.audit("siklus_langkah"),
        migrasi.audit("siklus_pertemuan"),
        migrasi.audit("siklus_kehadiran", samarkan=["nama"]),
        migrasi.audit("siklus_keputusan"),
        migrasi.audit("siklus_keluaran"),
        migrasi.audit("siklus_pelatihan"),
        migrasi.audit("siklus_pesertapelatihan", samarkan=["nama"]),
        migrasi.audit("siklus_relawan", samarkan=["nama", "telepon"]),
        migrasi.audit("siklus_relawantahun"),
        migrasi.audit("siklus_bukucatatan"),
        migrasi.audit("siklus_percakapan"),
    ]
