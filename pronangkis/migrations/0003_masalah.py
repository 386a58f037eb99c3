"""Which problems an activity answers, and the rule that every one answers some once it is handed in."""

from pathlib import Path

from django.db import migrations, models

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER pjm_terjawab ON pronangkis_pjm;
DROP FUNCTION pronangkis_cek_terjawab();
DROP TRIGGER kegiatan_masalah_terkunci ON pronangkis_kegiatanpjm_masalah;
DROP TRIGGER kegiatan_masalah_sekelurahan ON pronangkis_kegiatanpjm_masalah;
DROP FUNCTION pronangkis_cek_masalah();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pronangkis", "0002_aturan_basis_data"),
        ("siklus", "0004_aturan_refleksi"),
    ]

    operations = [
        migrations.AddField(
            model_name="kegiatanpjm",
            name="masalah",
            field=models.ManyToManyField(
                blank=True, related_name="kegiatan_pjm", to="siklus.masalah", verbose_name="masalah yang dijawab"
            ),
        ),
        migrasi.run_file(SQL / "masalah.sql", balik=BALIK),
    ]
