"""A group's own deposit may pay an instalment that fell due."""

from pathlib import Path

from django.db import migrations, models

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0018_aturan_permohonan")]

    operations = [
        migrations.AlterField(
            model_name="pembayaran",
            name="lewat",
            field=models.CharField(
                choices=[
                    ("kas", "Kas"),
                    ("bank", "Bank"),
                    ("tabungan", "Tabungan tanggung renteng"),
                    ("titipan", "Titipan KSM"),
                    ("lama", "Buku lama"),
                ],
                max_length=8,
                verbose_name="lewat",
            ),
        ),
        # The wider checks hold the older payments too, so there is nothing to take back.
        migrasi.run_file(SQL / "titipan.sql", balik=""),
    ]
