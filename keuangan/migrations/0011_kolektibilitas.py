"""The collectibility and reserve of a month, and decisions to lend past the funding gate."""

import datetime
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import inti.models
import inti.money
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("keuangan", "0010_pembayaran"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="CadanganBulan",
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
                ("ke", models.PositiveSmallIntegerField(default=1, verbose_name="ke")),
                ("pinjaman", models.PositiveIntegerField(verbose_name="pinjaman")),
                ("saldo_pokok", inti.money.RupiahField(verbose_name="saldo pokok")),
                ("saldo_lalu", inti.money.RupiahField(boleh_negatif=True, verbose_name="cadangan sebelumnya")),
                ("cadangan", inti.money.RupiahField(verbose_name="cadangan")),
                (
                    "aturan",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="aturan yang dipakai"
                    ),
                ),
                (
                    "buku",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cadangan",
                        to="keuangan.buku",
                        verbose_name="buku",
                    ),
                ),
                (
                    "jurnal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cadangan_bulan",
                        to="keuangan.jurnal",
                        verbose_name="bukti",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cadangan",
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
                "verbose_name": "cadangan bulan",
                "ordering": ["buku", "-periode__tahun", "-periode__bulan", "-ke"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-dibuat_pada", "id"], name="cadanganbulan_p"),
                    models.Index(fields=["kode_kota", "-dibuat_pada", "id"], name="cadanganbulan_k"),
                    models.Index(fields=["kode_kecamatan", "-dibuat_pada", "id"], name="cadanganbulan_c"),
                    models.Index(fields=["wilayah", "-dibuat_pada", "id"], name="cadanganbulan_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("buku", "periode", "ke"), name="cadangan_bulan_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("cadangan__gte", 0), ("ke__gte", 1), ("saldo_pokok__gte", 0)),
                        name="cadangan_bulan_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("jurnal__isnull", True),
                            models.Q(("cadangan", models.F("saldo_lalu")), _negated=True),
                            _connector="XOR",
                        ),
                        name="cadangan_bulan_berbukti",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KolektibilitasBulan",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("urut", models.PositiveIntegerField(verbose_name="urut")),
                (
                    "kelas",
                    models.CharField(
                        choices=[
                            ("lancar", "Lancar"),
                            ("dpk", "Dalam Perhatian Khusus"),
                            ("kurang_lancar", "Kurang Lancar"),
                            ("diragukan", "Diragukan"),
                            ("macet", "Macet"),
                        ],
                        max_length=14,
                        verbose_name="kelas",
                    ),
                ),
                ("saldo_pokok", inti.money.RupiahField(verbose_name="saldo pokok")),
                ("tunggakan_pokok", inti.money.RupiahField(verbose_name="tunggakan pokok")),
                ("tunggakan_jasa", inti.money.RupiahField(verbose_name="tunggakan jasa")),
                ("umur", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="umur tunggakan")),
                ("berisiko", models.BooleanField(verbose_name="berisiko")),
                ("cadangan_persen", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="cadangan (%)")),
                ("cadangan", inti.money.RupiahField(verbose_name="cadangan")),
                (
                    "cadangan_bulan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="baris",
                        to="keuangan.cadanganbulan",
                    ),
                ),
                (
                    "pinjaman",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kolektibilitas",
                        to="keuangan.pinjaman",
                        verbose_name="pinjaman",
                    ),
                ),
            ],
            options={
                "verbose_name": "kolektibilitas bulan",
                "ordering": ["cadangan_bulan", "urut"],
                "constraints": [
                    models.UniqueConstraint(fields=("cadangan_bulan", "urut"), name="kolektibilitas_bulan_urut"),
                    models.UniqueConstraint(fields=("cadangan_bulan", "pinjaman"), name="kolektibilitas_bulan_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("kelas__in", ["lancar", "dpk", "kurang_lancar", "diragukan", "macet"])),
                        name="kolektibilitas_bulan_kelas",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cadangan__gte", 0),
                            ("saldo_pokok__gte", 0),
                            ("tunggakan_jasa__gte", 0),
                            ("tunggakan_pokok__gte", 0),
                            ("umur__gte", 0),
                            ("cadangan__lte", models.F("saldo_pokok")),
                            ("tunggakan_pokok__lte", models.F("saldo_pokok")),
                        ),
                        name="kolektibilitas_bulan_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kelas", "lancar"), _negated=True),
                            models.Q(("tunggakan_jasa", 0), ("tunggakan_pokok", 0)),
                            _connector="OR",
                        ),
                        name="kolektibilitas_bulan_lancar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PengecualianGerbang",
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
                ("mulai", models.DateField(verbose_name="mulai")),
                ("sampai", models.DateField(verbose_name="sampai")),
                ("keputusan", models.CharField(max_length=200, verbose_name="keputusan BKM")),
                ("alasan", models.CharField(max_length=300, verbose_name="alasan")),
                (
                    "buku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengecualian_gerbang",
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
                "verbose_name": "pengecualian gerbang dana",
                "ordering": ["buku", "-sampai", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-sampai", "id"], name="pengecualiangerbang_p"),
                    models.Index(fields=["kode_kota", "-sampai", "id"], name="pengecualiangerbang_k"),
                    models.Index(fields=["kode_kecamatan", "-sampai", "id"], name="pengecualiangerbang_c"),
                    models.Index(fields=["wilayah", "-sampai", "id"], name="pengecualiangerbang_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("keputusan", ""), _negated=True), models.Q(("alasan", ""), _negated=True)
                        ),
                        name="pengecualian_gerbang_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sampai__gte", models.F("mulai"))), name="pengecualian_gerbang_urut"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mulai__isnull", True), ("mulai__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="pengecualian_gerbang_tanggal_wajar",
                    ),
                ],
            },
        ),
    ]
