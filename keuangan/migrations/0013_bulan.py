"""The end of a month: checks of the books, and notices of closed months; written once, by rule."""

import datetime
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import inti.models
from django.db import migrations, models
from pathlib import Path

from inti import migrasi


SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER pengumuman_bulan_wajar ON keuangan_pengumumanbulan;
DROP TRIGGER periode_diperiksa ON keuangan_periode;
DROP TRIGGER pemeriksaan_buku_dihitung ON keuangan_pemeriksaanbuku;
DROP FUNCTION keuangan_jaga_pengumuman();
DROP FUNCTION keuangan_jaga_periode_diperiksa();
DROP FUNCTION keuangan_jaga_pemeriksaan();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("keuangan", "0012_aturan_kolektibilitas"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="PemeriksaanBuku",
            fields=[
                ("id", models.UUIDField(default=inti.models.new_id, editable=False, primary_key=True, serialize=False)),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True, verbose_name="dibuat pada")),
                ("diubah_pada", models.DateTimeField(auto_now=True, verbose_name="diubah pada")),
                ("dibuat_oleh_id", models.UUIDField(editable=False, null=True)),
                (
                    "dibuat_oleh_nama",
                    models.CharField(blank=True, editable=False, max_length=150, verbose_name="dicatat oleh"),
                ),
                (
                    "kode_provinsi",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.functions.text.Length(models.F("wilayah")), 2
                                ),
                                then=django.db.models.functions.text.Left(models.F("wilayah"), 2),
                            ),
                            default=None,
                        ),
                        null=True,
                        output_field=models.CharField(max_length=2),
                    ),
                ),
                (
                    "kode_kota",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.functions.text.Length(models.F("wilayah")), 5
                                ),
                                then=django.db.models.functions.text.Left(models.F("wilayah"), 5),
                            ),
                            default=None,
                        ),
                        null=True,
                        output_field=models.CharField(max_length=5),
                    ),
                ),
                (
                    "kode_kecamatan",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.functions.text.Length(models.F("wilayah")), 8
                                ),
                                then=django.db.models.functions.text.Left(models.F("wilayah"), 8),
                            ),
                            default=None,
                        ),
                        null=True,
                        output_field=models.CharField(max_length=8),
                    ),
                ),
                ("ke", models.PositiveIntegerField(default=0, editable=False, verbose_name="ke")),
                (
                    "jumlah_jurnal",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="bukti bulan itu"),
                ),
                (
                    "jumlah_baris",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="baris diperiksa"),
                ),
                ("jumlah_salah", models.PositiveIntegerField(verbose_name="baris keliru")),
                ("rincian", models.JSONField(blank=True, default=list, verbose_name="yang keliru")),
                ("catatan", models.JSONField(blank=True, default=list, verbose_name="catatan")),
                (
                    "buku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pemeriksaan",
                        to="keuangan.buku",
                        verbose_name="buku",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pemeriksaan",
                        to="keuangan.periode",
                        verbose_name="bulan",
                    ),
                ),
                (
                    "wilayah",
                    models.ForeignKey(
                        db_column="kode_wilayah",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                        verbose_name="wilayah",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemeriksaan buku",
                "ordering": ["periode", "-ke"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-dibuat_pada", "id"], name="pemeriksaanbuku_p"),
                    models.Index(fields=["kode_kota", "-dibuat_pada", "id"], name="pemeriksaanbuku_k"),
                    models.Index(fields=["kode_kecamatan", "-dibuat_pada", "id"], name="pemeriksaanbuku_c"),
                    models.Index(fields=["wilayah", "-dibuat_pada", "id"], name="pemeriksaanbuku_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("periode", "ke"), name="pemeriksaan_buku_urut"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("jumlah_salah", 0), ("rincian", [])),
                            models.Q(("jumlah_salah__gt", 0), models.Q(("rincian", []), _negated=True)),
                            _connector="OR",
                        ),
                        name="pemeriksaan_buku_berincian",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="pemeriksaan_buku_berpemeriksa"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PengumumanBulan",
            fields=[
                ("id", models.UUIDField(default=inti.models.new_id, editable=False, primary_key=True, serialize=False)),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True, verbose_name="dibuat pada")),
                ("diubah_pada", models.DateTimeField(auto_now=True, verbose_name="diubah pada")),
                ("dibuat_oleh_id", models.UUIDField(editable=False, null=True)),
                (
                    "dibuat_oleh_nama",
                    models.CharField(blank=True, editable=False, max_length=150, verbose_name="dicatat oleh"),
                ),
                (
                    "kode_provinsi",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.functions.text.Length(models.F("wilayah")), 2
                                ),
                                then=django.db.models.functions.text.Left(models.F("wilayah"), 2),
                            ),
                            default=None,
                        ),
                        null=True,
                        output_field=models.CharField(max_length=2),
                    ),
                ),
                (
                    "kode_kota",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.functions.text.Length(models.F("wilayah")), 5
                                ),
                                then=django.db.models.functions.text.Left(models.F("wilayah"), 5),
                            ),
                            default=None,
                        ),
                        null=True,
                        output_field=models.CharField(max_length=5),
                    ),
                ),
                (
                    "kode_kecamatan",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.functions.text.Length(models.F("wilayah")), 8
                                ),
                                then=django.db.models.functions.text.Left(models.F("wilayah"), 8),
                            ),
                            default=None,
                        ),
                        null=True,
                        output_field=models.CharField(max_length=8),
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="tanggal dipasang")),
                ("tempat", models.JSONField(verbose_name="tempat")),
                (
                    "ditutup_pada",
                    models.DateTimeField(editable=False, null=True, verbose_name="penutupan yang diumumkan"),
                ),
                (
                    "buku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengumuman",
                        to="keuangan.buku",
                        verbose_name="buku",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengumuman",
                        to="keuangan.periode",
                        verbose_name="bulan",
                    ),
                ),
                (
                    "wilayah",
                    models.ForeignKey(
                        db_column="kode_wilayah",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                        verbose_name="wilayah",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengumuman bulan",
                "ordering": ["periode", "-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "id"], name="pengumumanbulan_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "id"], name="pengumumanbulan_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "id"], name="pengumumanbulan_c"),
                    models.Index(fields=["wilayah", "-tanggal", "id"], name="pengumumanbulan_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ditutup_pada__isnull", False)), name="pengumuman_bulan_penutupan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="pengumuman_bulan_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="pengumuman_bulan_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrasi.run_file(SQL / "bulan.sql", balik=BALIK),
        migrasi.append_only("keuangan_pemeriksaanbuku"),
        migrasi.append_only("keuangan_pengumumanbulan"),
    ]
