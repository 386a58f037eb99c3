"""Statements of the bank and which of their rows are which lines of the book."""

import datetime
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import inti.models
import inti.money
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keuangan", "0019_titipan"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="RekeningKoran",
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
                ("dari", models.DateField(verbose_name="dari")),
                ("sampai", models.DateField(verbose_name="sampai")),
                ("saldo_awal", inti.money.RupiahField(boleh_negatif=True, verbose_name="saldo awal")),
                ("saldo_akhir", inti.money.RupiahField(boleh_negatif=True, verbose_name="saldo akhir")),
                ("jumlah_baris", models.PositiveIntegerField(verbose_name="jumlah baris")),
                ("sidik", models.CharField(blank=True, editable=False, max_length=64, verbose_name="sidik berkas")),
                (
                    "dibatalkan_pada",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dibatalkan pada"),
                ),
                ("dibatalkan_oleh_id", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "dibatalkan_oleh_nama",
                    models.CharField(blank=True, editable=False, max_length=150, verbose_name="dibatalkan oleh"),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan batal")),
                (
                    "akun",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="keuangan.akunbuku",
                        verbose_name="akun bank",
                    ),
                ),
                (
                    "buku",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rekening_koran",
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
                "verbose_name": "rekening koran",
                "ordering": ["-sampai", "-id"],
                "indexes": [
                    models.Index(fields=["buku", "akun", "dari"], name="rekening_koran_buku"),
                    models.Index(fields=["kode_provinsi", "-sampai", "-id"], name="rekeningkoran_p"),
                    models.Index(fields=["kode_kota", "-sampai", "-id"], name="rekeningkoran_k"),
                    models.Index(fields=["kode_kecamatan", "-sampai", "-id"], name="rekeningkoran_c"),
                    models.Index(fields=["wilayah", "-sampai", "-id"], name="rekeningkoran_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sampai__gte", models.F("dari"))), name="rekening_koran_rentang"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jumlah_baris__lte", 5000)), name="rekening_koran_banyak_baris"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("alasan_batal", ""),
                                ("dibatalkan_oleh_id__isnull", True),
                                ("dibatalkan_pada__isnull", True),
                            ),
                            models.Q(
                                ("dibatalkan_oleh_id__isnull", False),
                                ("dibatalkan_pada__isnull", False),
                                models.Q(("alasan_batal", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rekening_koran_batal_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="rekening_koran_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dari__isnull", True), ("dari__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="rekening_koran_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BarisBank",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "rekening",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="baris",
                        to="keuangan.rekeningkoran",
                        verbose_name="rekening koran",
                    ),
                ),
                ("urut", models.PositiveIntegerField(verbose_name="urut")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("uraian", models.CharField(blank=True, max_length=300, verbose_name="uraian")),
                ("masuk", inti.money.RupiahField(default=0, verbose_name="masuk")),
                ("keluar", inti.money.RupiahField(default=0, verbose_name="keluar")),
                ("saldo", inti.money.RupiahField(blank=True, boleh_negatif=True, null=True, verbose_name="saldo")),
            ],
            options={
                "verbose_name": "baris bank",
                "ordering": ["rekening", "urut"],
                "constraints": [
                    models.UniqueConstraint(fields=("rekening", "urut"), name="baris_bank_urut"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("keluar", 0), ("masuk__gt", 0)),
                            models.Q(("keluar__gt", 0), ("masuk", 0)),
                            _connector="OR",
                        ),
                        name="baris_bank_satu_sisi",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CocokBank",
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
                    "cara",
                    models.CharField(
                        choices=[("saran", "Dari saran"), ("tangan", "Dipilih sendiri")],
                        max_length=6,
                        verbose_name="cara",
                    ),
                ),
                ("banyak", models.PositiveSmallIntegerField(verbose_name="banyak baris")),
                (
                    "dibatalkan_pada",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dilepas pada"),
                ),
                ("dibatalkan_oleh_id", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "dibatalkan_oleh_nama",
                    models.CharField(blank=True, editable=False, max_length=150, verbose_name="dilepas oleh"),
                ),
                (
                    "akun",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="keuangan.akunbuku",
                        verbose_name="akun bank",
                    ),
                ),
                (
                    "buku",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "pencocokan bank",
                "ordering": ["-dibuat_pada", "-id"],
                "indexes": [
                    models.Index(fields=["buku", "akun", "-id"], name="cocok_bank_buku"),
                    models.Index(fields=["kode_provinsi", "-id"], name="cocokbank_p"),
                    models.Index(fields=["kode_kota", "-id"], name="cocokbank_k"),
                    models.Index(fields=["kode_kecamatan", "-id"], name="cocokbank_c"),
                    models.Index(fields=["wilayah", "-id"], name="cocokbank_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cara__in", ["saran", "tangan"])), name="cocok_bank_cara"
                    ),
                    models.CheckConstraint(condition=models.Q(("banyak__gte", 2)), name="cocok_bank_sedikitnya_dua"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dibatalkan_pada__isnull", True), ("dibatalkan_oleh_id__isnull", False), _connector="XOR"
                        ),
                        name="cocok_bank_lepas_bernama",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="cocok_bank_berpencatat"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnggotaCocok",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("lepas", models.BooleanField(default=False, editable=False)),
                (
                    "baris_jurnal",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cocok",
                        to="keuangan.barisjurnal",
                    ),
                ),
                (
                    "baris_bank",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cocok",
                        to="keuangan.barisbank",
                    ),
                ),
                (
                    "cocok",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="anggota", to="keuangan.cocokbank"
                    ),
                ),
            ],
            options={
                "verbose_name": "anggota pencocokan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("baris_bank__isnull", True), ("baris_jurnal__isnull", True), _connector="XOR"
                        ),
                        name="anggota_cocok_satu_macam",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("baris_bank__isnull", False), ("lepas", False)),
                        fields=("baris_bank",),
                        name="baris_bank_dicocokkan_sekali",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("baris_jurnal__isnull", False), ("lepas", False)),
                        fields=("baris_jurnal",),
                        name="baris_jurnal_dicocokkan_sekali",
                    ),
                ],
            },
        ),
    ]
