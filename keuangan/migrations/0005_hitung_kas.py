"""Cash counts: written once, computed by the database."""

import datetime
from pathlib import Path
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
import inti.models
import inti.money
from django.db import migrations, models

from inti import migrasi

SQL = Path(__file__).parent.parent / "sql"

BALIK = """
DROP TRIGGER hitung_kas_dihitung ON keuangan_hitungkas;
DROP FUNCTION keuangan_jaga_hitung_kas();
ALTER TABLE keuangan_hitungkas DROP CONSTRAINT hitung_kas_sewilayah;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("keuangan", "0004_aturan_pinjaman"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="HitungKas",
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
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("lembar", models.JSONField(verbose_name="lembar")),
                ("jumlah", inti.money.RupiahField(default=0, editable=False, verbose_name="jumlah uang")),
                ("saldo_buku", inti.money.RupiahField(default=0, editable=False, verbose_name="saldo buku")),
                ("selisih", inti.money.RupiahField(default=0, editable=False, verbose_name="selisih")),
                ("penjelasan", models.CharField(blank=True, max_length=300, verbose_name="penjelasan selisih")),
                ("penghitung", models.CharField(max_length=150, verbose_name="dihitung oleh")),
                ("saksi", models.CharField(max_length=150, verbose_name="disaksikan oleh")),
                (
                    "akun",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="keuangan.akunbuku",
                        verbose_name="akun kas",
                    ),
                ),
                (
                    "buku",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hitung_kas",
                        to="keuangan.buku",
                        verbose_name="buku",
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
                "verbose_name": "hitung kas",
                "ordering": ["-tanggal", "-dibuat_pada", "-id"],
                "indexes": [
                    models.Index(fields=["buku", "-tanggal", "-id"], name="hitung_kas_buku"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="hitungkas_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="hitungkas_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="hitungkas_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="hitungkas_w"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("jumlah__gte", 0)), name="hitung_kas_tidak_negatif"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "selisih",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("jumlah"), "-", models.F("saldo_buku")
                                ),
                            )
                        ),
                        name="hitung_kas_selisih",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("selisih", 0), models.Q(("penjelasan", ""), _negated=True), _connector="OR"
                        ),
                        name="hitung_kas_selisih_dijelaskan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.expressions.NegatedExpression(
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.text.Lower(
                                        django.db.models.functions.text.Trim("penghitung")
                                    ),
                                    django.db.models.functions.text.Lower(
                                        django.db.models.functions.text.Trim("saksi")
                                    ),
                                )
                            ),
                            models.Q(("penghitung", ""), _negated=True),
                            models.Q(("saksi", ""), _negated=True),
                        ),
                        name="hitung_kas_dua_orang",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="hitung_kas_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="hitung_kas_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrasi.run_file(SQL / "hitung_kas.sql", balik=BALIK),
        migrasi.append_only("keuangan_hitungkas"),
    ]
