"""One open application a group, in the database itself. KEU-123."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("keuangan", "0015_aturan_pengawasan")]

    operations = [
        migrations.AddConstraint(
            model_name="pinjaman",
            constraint=models.UniqueConstraint(
                condition=models.Q(status__in=("diajukan", "diperiksa", "disetujui")),
                fields=["ksm"],
                name="pinjaman_satu_permohonan_per_ksm",
            ),
        ),
    ]
