"""Rules of the Refleksi and the Pemetaan Swadaya in the database itself. Source: SIK-04, SIK-49, SIK-62 .. SIK-70."""

from pathlib import Path

from django.db import migrations

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"
TABEL = ("siklus_refleksibutir", "siklus_masalah", "siklus_bidangnihil", "siklus_potensi", "siklus_peta")

BALIK = """
DROP TRIGGER masalah_bukan_nihil ON siklus_masalah;
DROP TRIGGER bidangnihil_tanpa_masalah ON siklus_bidangnihil;
DROP FUNCTION siklus_jaga_nihil();
DROP TRIGGER masalah_potensi_terkunci ON siklus_masalah_potensi;
DROP FUNCTION siklus_jaga_potensi_masalah();
DROP TRIGGER peta_terkunci ON siklus_peta;
DROP TRIGGER potensi_terkunci ON siklus_potensi;
DROP TRIGGER bidangnihil_terkunci ON siklus_bidangnihil;
DROP TRIGGER masalah_terkunci ON siklus_masalah;
DROP TRIGGER refleksi_terkunci ON siklus_refleksibutir;
ALTER TABLE siklus_peta DROP CONSTRAINT peta_basis_sekelurahan, DROP CONSTRAINT peta_sewilayah;
ALTER TABLE siklus_potensi DROP CONSTRAINT potensi_basis_sekelurahan, DROP CONSTRAINT potensi_sewilayah;
ALTER TABLE siklus_bidangnihil DROP CONSTRAINT bidangnihil_sewilayah;
ALTER TABLE siklus_masalah DROP CONSTRAINT masalah_basis_sekelurahan, DROP CONSTRAINT masalah_sewilayah;
ALTER TABLE siklus_refleksibutir DROP CONSTRAINT refleksi_satukan_sejenis, DROP CONSTRAINT refleksi_id_langkah_jenis,
  DROP CONSTRAINT refleksi_basis_sekelurahan, DROP CONSTRAINT refleksi_pertemuan_selangkah,
  DROP CONSTRAINT refleksi_sewilayah;
"""


class Migration(migrations.Migration):
    dependencies = [("siklus", "0003_refleksi_pemetaan")]

    operations = [
        migrasi.run_file(SQL / "refleksi.sql", balik=BALIK),
        *(migrasi.transisi(tabel, [("", "sah"), ("sah", "batal")]) for tabel in TABEL),
        *(migrasi.audit(tabel) for tabel in TABEL),
        migrasi.audit("siklus_masalah_potensi"),
    ]
