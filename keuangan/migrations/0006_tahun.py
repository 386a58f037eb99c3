import datetime
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import inti.models
import inti.money
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keuangan", "0005_hitung_kas"),
        ("siklus", "0006_aturan_ps2"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inventaris",
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
                ("nama", models.CharField(max_length=120, verbose_name="nama barang")),
                ("tanggal", models.DateField(verbose_name="tanggal perolehan")),
                ("harga", inti.money.RupiahField(verbose_name="harga perolehan")),
                ("umur_bulan", models.PositiveSmallIntegerField(verbose_name="umur (bulan)")),
                ("mulai_susut", models.DateField(verbose_name="mulai disusutkan")),
                ("akumulasi_awal", inti.money.RupiahField(default=0, verbose_name="sudah disusutkan sebelumnya")),
                ("lokasi", models.CharField(blank=True, max_length=120, verbose_name="letak")),
                (
                    "keadaan",
                    models.CharField(
                        choices=[("baik", "Baik"), ("ringan", "Rusak ringan"), ("berat", "Rusak berat")],
                        default="baik",
                        max_length=6,
                        verbose_name="keadaan",
                    ),
                ),
                ("tahun_dana", models.PositiveSmallIntegerField(verbose_name="tahun dana")),
                ("lepas_pada", models.DateField(null=True, verbose_name="dilepas pada")),
                ("lepas_alasan", models.CharField(blank=True, max_length=200, verbose_name="sebab dilepas")),
                (
                    "buku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inventaris",
                        to="keuangan.buku",
                        verbose_name="buku",
                    ),
                ),
                (
                    "jurnal",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inventaris",
                        to="keuangan.jurnal",
                        verbose_name="jurnal",
                    ),
                ),
                (
                    "jurnal_lepas",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inventaris_lepas",
                        to="keuangan.jurnal",
                        verbose_name="jurnal pelepasan",
                    ),
                ),
                (
                    "sumber_dana",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="siklus.sumberdana",
                        verbose_name="sumber dana",
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
                "verbose_name": "inventaris",
                "ordering": ["buku", "tanggal", "id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "tanggal", "id"], name="inventaris_p"),
                    models.Index(fields=["kode_kota", "tanggal", "id"], name="inventaris_k"),
                    models.Index(fields=["kode_kecamatan", "tanggal", "id"], name="inventaris_c"),
                    models.Index(fields=["wilayah", "tanggal", "id"], name="inventaris_w"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("nama", ""), _negated=True), name="inventaris_bernama"),
                    models.CheckConstraint(condition=models.Q(("harga__gt", 0)), name="inventaris_harga_positif"),
                    models.CheckConstraint(
                        condition=models.Q(("umur_bulan__range", (1, 600))), name="inventaris_umur_wajar"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("akumulasi_awal__lte", models.F("harga"))),
                        name="inventaris_akumulasi_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mulai_susut__gte", models.F("tanggal"))),
                        name="inventaris_susut_sesudah_beli",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("jurnal_lepas__isnull", True), ("lepas_alasan", ""), ("lepas_pada__isnull", True)
                            ),
                            models.Q(
                                ("jurnal_lepas__isnull", False),
                                ("lepas_pada__isnull", False),
                                models.Q(("lepas_alasan", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="inventaris_lepas_berjurnal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="inventaris_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PembagianLaba",
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
                ("tahun", models.PositiveSmallIntegerField(verbose_name="tahun laba")),
                ("laba", inti.money.RupiahField(verbose_name="laba yang dibagi")),
                ("tanggal", models.DateField(verbose_name="tanggal RWT")),
                ("tempat", models.CharField(max_length=120, verbose_name="tempat RWT")),
                ("keputusan", models.CharField(blank=True, max_length=300, verbose_name="isi keputusan")),
                (
                    "buku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pembagian",
                        to="keuangan.buku",
                        verbose_name="buku",
                    ),
                ),
                (
                    "jurnal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pembagian",
                        to="keuangan.jurnal",
                        verbose_name="jurnal",
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
                "verbose_name": "pembagian laba",
                "ordering": ["buku", "-tahun", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tahun", "id"], name="pembagianlaba_p"),
                    models.Index(fields=["kode_kota", "-tahun", "id"], name="pembagianlaba_k"),
                    models.Index(fields=["kode_kecamatan", "-tahun", "id"], name="pembagianlaba_c"),
                    models.Index(fields=["wilayah", "-tahun", "id"], name="pembagianlaba_w"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("laba__gt", 0)), name="pembagian_laba_positif"),
                    models.CheckConstraint(
                        condition=models.Q(("tahun__range", (1999, 2100))), name="pembagian_tahun_wajar"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tempat", ""), _negated=True), name="pembagian_bertempat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="pembagian_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BagianLaba",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tujuan",
                    models.CharField(
                        choices=[
                            ("modal", "Pemupukan modal"),
                            ("bop_bkm", "BOP BKM"),
                            ("upl", "Anggaran UPL"),
                            ("ups", "Anggaran UPS dan dana sosial"),
                            ("pengawas", "Anggaran Pengawas UPK"),
                        ],
                        max_length=8,
                        verbose_name="untuk",
                    ),
                ),
                ("persen", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="persen")),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                (
                    "pembagian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bagian",
                        to="keuangan.pembagianlaba",
                        verbose_name="pembagian",
                    ),
                ),
            ],
            options={
                "verbose_name": "bagian laba",
                "ordering": ["pembagian", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("pembagian", "tujuan"), name="bagian_laba_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("tujuan__in", ["modal", "bop_bkm", "upl", "ups", "pengawas"])),
                        name="bagian_laba_tujuan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("persen__gt", 0), ("persen__lte", 100)), name="bagian_laba_persen"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SusutInventaris",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                (
                    "inventaris",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="susut",
                        to="keuangan.inventaris",
                        verbose_name="inventaris",
                    ),
                ),
                (
                    "jurnal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="susut",
                        to="keuangan.jurnal",
                        verbose_name="jurnal",
                    ),
                ),
            ],
            options={
                "verbose_name": "penyusutan inventaris",
                "ordering": ["inventaris", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("inventaris", "jurnal"), name="susut_sekali_per_jurnal"),
                    models.CheckConstraint(condition=models.Q(("jumlah__gt", 0)), name="susut_positif"),
                ],
            },
        ),
    ]
