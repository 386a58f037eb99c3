"""The rules of the plan in the database itself: immutability, sums at submission, states, row audit."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

# Equal to the FSM graphs in pronangkis/models (a test compares them).
TRANSISI = {
    "pronangkis_pjm": [
        ("", "draf"),
        ("draf", "uji_publik"),
        ("uji_publik", "draf"),
        ("uji_publik", "disahkan"),
        ("uji_publik", "digantikan"),
        ("disahkan", "digantikan"),
        ("draf", "batal"),
    ],
    "pronangkis_renta": [
        ("", "draf"),
        ("draf", "diajukan"),
        ("diajukan", "draf"),
        ("diajukan", "disahkan"),
        ("draf", "digantikan"),
        ("diajukan", "digantikan"),
        ("disahkan", "digantikan"),
    ],
    "pronangkis_tanggapanuji": [("", "sah"), ("sah", "batal")],
}

BALIK = """
DROP TRIGGER tim_terkunci ON pronangkis_anggotatim;
DROP TRIGGER tanggapan_terkunci ON pronangkis_tanggapanuji;
DROP TRIGGER pengesahan_terbuka ON pronangkis_pengesahan;
DROP TRIGGER kegiatan_basis_sekelurahan ON pronangkis_kegiatanpjm_basis;
DROP FUNCTION pronangkis_cek_basis();
DROP TRIGGER kegiatan_renta_terkunci ON pronangkis_kegiatanrenta;
DROP TRIGGER pasangan_terkunci ON pronangkis_pasanganprioritas;
DROP TRIGGER nilai_terkunci ON pronangkis_nilaiprioritas;
DROP TRIGGER daftar_terkunci ON pronangkis_daftarprioritas;
DROP TRIGGER biaya_terkunci ON pronangkis_biayakegiatan;
DROP TRIGGER kegiatan_basis_terkunci ON pronangkis_kegiatanpjm_basis;
DROP TRIGGER kegiatan_terkunci ON pronangkis_kegiatanpjm;
DROP TRIGGER program_terkunci ON pronangkis_programpjm;
DROP TRIGGER bab_terkunci ON pronangkis_babpjm;
DROP FUNCTION pronangkis_jaga_isi();
DROP TRIGGER renta_tetap ON pronangkis_renta;
DROP TRIGGER pjm_tetap ON pronangkis_pjm;
DROP FUNCTION pronangkis_jaga_pjm();
DROP FUNCTION pronangkis_cek_ajukan(uuid);
ALTER TABLE pronangkis_pasanganprioritas DROP CONSTRAINT pasangan_sewilayah;
ALTER TABLE pronangkis_nilaiprioritas DROP CONSTRAINT nilai_kegiatan_sewilayah, DROP CONSTRAINT nilai_sewilayah;
ALTER TABLE pronangkis_daftarprioritas DROP CONSTRAINT daftar_prioritas_sewilayah, DROP CONSTRAINT daftar_id_dan_wilayah;
ALTER TABLE pronangkis_kegiatanrenta DROP CONSTRAINT kegiatan_renta_kegiatan_sewilayah, DROP CONSTRAINT kegiatan_renta_sewilayah;
ALTER TABLE pronangkis_biayakegiatan DROP CONSTRAINT biaya_sewilayah;
ALTER TABLE pronangkis_tanggapanuji DROP CONSTRAINT tanggapan_kegiatan_seversi, DROP CONSTRAINT tanggapan_sewilayah_dengan_pjm,
  DROP CONSTRAINT tanggapan_pertemuan_selangkah, DROP CONSTRAINT tanggapan_sewilayah;
ALTER TABLE pronangkis_kegiatanpjm DROP CONSTRAINT kegiatan_program_seversi, DROP CONSTRAINT kegiatan_sewilayah,
  DROP CONSTRAINT kegiatan_id_dan_wilayah, DROP CONSTRAINT kegiatan_id_dan_pjm;
ALTER TABLE pronangkis_programpjm DROP CONSTRAINT program_sewilayah, DROP CONSTRAINT program_id_dan_pjm;
ALTER TABLE pronangkis_babpjm DROP CONSTRAINT bab_sewilayah;
ALTER TABLE pronangkis_anggotatim DROP CONSTRAINT tim_sewilayah;
ALTER TABLE pronangkis_pengesahan DROP CONSTRAINT pengesahan_rembug_selangkah, DROP CONSTRAINT pengesahan_sewilayah;
ALTER TABLE pronangkis_renta DROP CONSTRAINT renta_sewilayah_dengan_pjm, DROP CONSTRAINT renta_sewilayah,
  DROP CONSTRAINT renta_id_dan_wilayah;
ALTER TABLE pronangkis_pjm DROP CONSTRAINT pjm_sewilayah, DROP CONSTRAINT pjm_id_dan_wilayah;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pronangkis", "0001_initial"),
        ("siklus", "0002_aturan_basis_data"),
        ("inti", "0002_aturan_basis_data"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrasi.run_file(SQL / "penjaga.sql", balik=BALIK),
        *(migrasi.transisi(tabel, pasangan) for tabel, pasangan in TRANSISI.items()),
        migrasi.append_only("pronangkis_pengesahan"),
        migrasi.audit("pronangkis_pjm"),
        migrasi.audit("pronangkis_babpjm"),
        migrasi.audit("pronangkis_anggotatim", samarkan=["nama"]),
        migrasi.audit("pronangkis_programpjm"),
        migrasi.audit("pronangkis_kegiatanpjm"),
        migrasi.audit("pronangkis_biayakegiatan"),
        migrasi.audit("pronangkis_renta"),
        migrasi.audit("pronangkis_kegiatanrenta"),
        migrasi.audit("pronangkis_daftarprioritas"),
        migrasi.audit("pronangkis_nilaiprioritas"),
        migrasi.audit("pronangkis_pasanganprioritas"),
        migrasi.audit("pronangkis_pengesahan", samarkan=["koordinator_nama", "lurah_nama", "isi"]),
        migrasi.audit("pronangkis_tanggapanuji"),
        migrasi.audit("pronangkis_monografi"),
    ]
