"""The household of a member, and the existing group that a KSM started from; both masked or kept in one kelurahan."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
ALTER TABLE ksm_ksm DROP CONSTRAINT ksm_potensi_sekelurahan;
ALTER TABLE ksm_anggotaksm DROP CONSTRAINT anggota_ksm_keluarga_sekelurahan;
DROP INDEX potensi_id_dan_wilayah;
"""
AUDIT_LAMA = (
    "CREATE TRIGGER ksm_anggotaksm_audit AFTER INSERT OR UPDATE OR DELETE ON ksm_anggotaksm "
    "FOR EACH ROW EXECUTE FUNCTION inti_audit_baris('id', 'nama')"
)


class Migration(migrations.Migration):
    dependencies = [
        ("ksm", "0002_aturan_basis_data"),
        ("siklus", "0006_aturan_ps2"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="anggotaksm",
            name="keluarga",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="siklus.keluarga",
                verbose_name="keluarga",
            ),
        ),
        migrations.AddField(
            model_name="ksm",
            name="potensi",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ksm",
                to="siklus.potensi",
                verbose_name="potensi",
            ),
        ),
        migrations.AddIndex(
            model_name="anggotaksm",
            index=models.Index(
                condition=models.Q(("keluarga__isnull", False)), fields=["keluarga"], name="anggotaksm_keluarga"
            ),
        ),
        migrations.AddConstraint(
            model_name="ksm",
            constraint=models.CheckConstraint(
                condition=models.Q(("potensi__isnull", True), ("asal", "sudah_ada"), _connector="OR"),
                name="ksm_potensi_kelompok_lama",
            ),
        ),
        migrations.AddConstraint(
            model_name="ksm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("potensi__isnull", False), models.Q(("status", "batal"), _negated=True)),
                fields=("potensi",),
                name="ksm_potensi_sekali",
            ),
        ),
        migrasi.run_file(SQL / "keluarga.sql", balik=BALIK),
        # The audit of rows masks the household too: it would tell who is poor.
        migrations.RunSQL("DROP TRIGGER ksm_anggotaksm_audit ON ksm_anggotaksm", AUDIT_LAMA),
        migrasi.audit("ksm_anggotaksm", samarkan=["nama", "keluarga_id"]),
    ]
