"""The proposal of the manager that the coordinator confirms, and whose instalment is rounded."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import inti.models
import inti.money
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keuangan", "0007_aturan_tahun"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="UsulanPutusan",
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
                (
                    "pinjaman",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usulan",
                        to="keuangan.pinjaman",
                        verbose_name="pinjaman",
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
                (
                    "hasil",
                    models.CharField(
                        choices=[("setuju", "Disetujui"), ("ulang", "Periksa ulang"), ("tolak", "Ditolak")],
                        max_length=6,
                        verbose_name="hasil",
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("pokok", inti.money.RupiahField(verbose_name="jumlah yang disetujui")),
                ("tenor_bulan", models.PositiveSmallIntegerField(verbose_name="jangka waktu (bulan)")),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("manajer_id", models.UUIDField()),
                ("manajer_nama", models.CharField(max_length=150, verbose_name="manajer UPK")),
            ],
            options={
                "verbose_name": "usulan putusan",
                "ordering": ["pinjaman", "dibuat_pada"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hasil", "setuju"), models.Q(("alasan", ""), _negated=True), _connector="OR"
                        ),
                        name="usulan_putusan_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hasil", "setuju"), _negated=True), ("pokok__gt", 0), _connector="OR"
                        ),
                        name="usulan_putusan_berjumlah",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "id"], name="usulanputusan_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "id"], name="usulanputusan_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "id"], name="usulanputusan_c"),
                    models.Index(fields=["wilayah", "-tanggal", "id"], name="usulanputusan_w"),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="ketentuanproduk",
            name="ketentuan_produk_pilihan",
        ),
        migrations.AddField(
            model_name="ketentuanproduk",
            name="bulatkan_per",
            field=models.CharField(
                choices=[
                    ("anggota", "Angsuran setiap anggota, KSM membayar jumlahnya"),
                    ("ksm", "Angsuran KSM, lalu dibagi menurut bagian anggota"),
                ],
                default="anggota",
                max_length=8,
                verbose_name="yang dibulatkan",
            ),
        ),
        migrations.AddConstraint(
            model_name="ketentuanproduk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("metode__in", ["flat", "menurun"]),
                    ("pembulatan__in", ["rupiah", "atas_100", "atas_500", "atas_1000"]),
                    ("bulatkan_per__in", ["anggota", "ksm"]),
                    ("dasar_tabungan__in", ["pinjaman", "angsuran"]),
                    ("jasa_pelunasan__in", ["berjalan", "penuh"]),
                    ("kelebihan__in", ["angsuran_berikut", "titipan"]),
                ),
                name="ketentuan_produk_pilihan",
            ),
        ),
        migrations.AddField(
            model_name="putusanpinjaman",
            name="usulan",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="putusan",
                to="keuangan.usulanputusan",
                verbose_name="usulan",
            ),
        ),
    ]
