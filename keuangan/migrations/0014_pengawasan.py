"""Visits of the Pengawas UPK with their checklist, audits of a year, findings with their follow-up."""

import datetime
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django_fsm
import inti.models
import inti.money
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bkm", "0004_aturan_lembaga"),
        ("keuangan", "0013_bulan"),
        ("laporan", "0003_badan_pemilik"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditTahunan",
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
                ("tahun", models.PositiveSmallIntegerField(verbose_name="tahun buku")),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("independen", "Auditor independen"),
                            ("bpkp", "BPKP"),
                            ("inspektorat", "Inspektorat"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="pemeriksa",
                    ),
                ),
                ("auditor", models.CharField(max_length=150, verbose_name="nama auditor")),
                ("lembaga", models.CharField(max_length=150, verbose_name="lembaga")),
                ("tanggal", models.DateField(verbose_name="tanggal laporan")),
                ("nomor_laporan", models.CharField(blank=True, max_length=80, verbose_name="nomor laporan")),
                ("opini", models.CharField(max_length=120, verbose_name="pendapat auditor")),
                (
                    "aset_buku",
                    inti.money.RupiahField(
                        boleh_negatif=True, default=0, editable=False, verbose_name="aset menurut buku"
                    ),
                ),
                ("aset_auditor", inti.money.RupiahField(boleh_negatif=True, verbose_name="aset menurut auditor")),
                (
                    "laba_buku",
                    inti.money.RupiahField(
                        boleh_negatif=True, default=0, editable=False, verbose_name="laba menurut buku"
                    ),
                ),
                ("laba_auditor", inti.money.RupiahField(boleh_negatif=True, verbose_name="laba menurut auditor")),
                (
                    "pinjaman_buku",
                    inti.money.RupiahField(
                        boleh_negatif=True, editable=False, null=True, verbose_name="saldo pinjaman menurut buku"
                    ),
                ),
                (
                    "pinjaman_auditor",
                    inti.money.RupiahField(
                        blank=True, boleh_negatif=True, null=True, verbose_name="saldo pinjaman menurut auditor"
                    ),
                ),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan pembetulan")),
                (
                    "berkas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="laporan auditor",
                    ),
                ),
                (
                    "buku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit",
                        to="keuangan.buku",
                        verbose_name="buku",
                    ),
                ),
                (
                    "membetulkan",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pembetulan",
                        to="keuangan.audittahunan",
                        verbose_name="membetulkan",
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
                "verbose_name": "audit tahunan",
                "ordering": ["buku", "-tahun", "-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tahun", "id"], name="audittahunan_p"),
                    models.Index(fields=["kode_kota", "-tahun", "id"], name="audittahunan_k"),
                    models.Index(fields=["kode_kecamatan", "-tahun", "id"], name="audittahunan_c"),
                    models.Index(fields=["wilayah", "-tahun", "id"], name="audittahunan_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("membetulkan__isnull", True)),
                        fields=("buku", "tahun", "jenis", "lembaga"),
                        name="audit_tahunan_sekali",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jenis__in", ["independen", "bpkp", "inspektorat", "lain"])),
                        name="audit_tahunan_jenis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("auditor", ""), _negated=True),
                            models.Q(("lembaga", ""), _negated=True),
                            models.Q(("opini", ""), _negated=True),
                        ),
                        name="audit_tahunan_bernama",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pinjaman_auditor__isnull", True), ("pinjaman_buku__isnull", True)),
                            models.Q(("pinjaman_auditor__isnull", False), ("pinjaman_buku__isnull", False)),
                            _connector="OR",
                        ),
                        name="audit_tahunan_pinjaman_berpasangan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tahun__range", (1999, 2100))), name="audit_tahunan_tahun_wajar"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("membetulkan__isnull", True), models.Q(("alasan", ""), _negated=True), _connector="XOR"
                        ),
                        name="audit_tahunan_betul_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="audit_tahunan_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="audit_tahunan_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KunjunganPengawas",
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
                ("penerima_nama", models.CharField(max_length=150, verbose_name="diterima oleh")),
                ("ceklis", models.CharField(max_length=20, verbose_name="versi ceklis")),
                ("kesimpulan", models.CharField(blank=True, max_length=1000, verbose_name="kesimpulan dan saran")),
                ("jumlah_pengawas", models.PositiveSmallIntegerField(verbose_name="banyak Pengawas")),
                ("jumlah_butir", models.PositiveSmallIntegerField(verbose_name="banyak butir")),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan pembetulan")),
                (
                    "buku",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kunjungan_pengawas",
                        to="keuangan.buku",
                        verbose_name="buku",
                    ),
                ),
                (
                    "membetulkan",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pembetulan",
                        to="keuangan.kunjunganpengawas",
                        verbose_name="membetulkan",
                    ),
                ),
                (
                    "penerima",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bkm.petugasup",
                        verbose_name="petugas UPK",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kunjungan_pengawas",
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
                "verbose_name": "kunjungan Pengawas",
                "ordering": ["buku", "-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["buku", "-tanggal", "-id"], name="kunjungan_pengawas_buku"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "id"], name="kunjunganpengawas_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "id"], name="kunjunganpengawas_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "id"], name="kunjunganpengawas_c"),
                    models.Index(fields=["wilayah", "-tanggal", "id"], name="kunjunganpengawas_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("penerima_nama", ""), _negated=True), models.Q(("ceklis", ""), _negated=True)
                        ),
                        name="kunjungan_pengawas_bernama",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jumlah_butir__range", (1, 100)), ("jumlah_pengawas__range", (1, 20))),
                        name="kunjungan_pengawas_berisi",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("membetulkan__isnull", True), models.Q(("alasan", ""), _negated=True), _connector="XOR"
                        ),
                        name="kunjungan_pengawas_betul_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="kunjungan_pengawas_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="kunjungan_pengawas_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JawabanCeklis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("urut", models.PositiveSmallIntegerField(verbose_name="urut")),
                ("kode", models.CharField(max_length=30, verbose_name="kode butir")),
                ("pertanyaan", models.CharField(max_length=300, verbose_name="pertanyaan")),
                ("sumber", models.CharField(max_length=60, verbose_name="sumber")),
                ("kategori", models.CharField(max_length=12, verbose_name="kategori")),
                ("fakta", models.JSONField(default=list, verbose_name="fakta buku")),
                (
                    "jawaban",
                    models.CharField(
                        choices=[("ya", "Ya"), ("tidak", "Tidak"), ("tidak_diperiksa", "Tidak diperiksa")],
                        max_length=16,
                        verbose_name="jawaban",
                    ),
                ),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan")),
                (
                    "kunjungan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jawaban",
                        to="keuangan.kunjunganpengawas",
                        verbose_name="kunjungan",
                    ),
                ),
            ],
            options={
                "verbose_name": "jawaban ceklis",
                "ordering": ["kunjungan", "urut"],
                "constraints": [
                    models.UniqueConstraint(fields=("kunjungan", "urut"), name="jawaban_ceklis_urut"),
                    models.UniqueConstraint(fields=("kunjungan", "kode"), name="jawaban_ceklis_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("jawaban__in", ["ya", "tidak", "tidak_diperiksa"]),
                            models.Q(("pertanyaan", ""), _negated=True),
                        ),
                        name="jawaban_ceklis_dikenal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("jawaban", "tidak"), _negated=True),
                            models.Q(("catatan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="jawaban_ceklis_tidak_dijelaskan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PengawasHadir",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("urut", models.PositiveSmallIntegerField(verbose_name="urut")),
                ("nama", models.CharField(max_length=150, verbose_name="nama")),
                (
                    "kunjungan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hadir",
                        to="keuangan.kunjunganpengawas",
                        verbose_name="kunjungan",
                    ),
                ),
                (
                    "pengawas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bkm.pengawasupk",
                        verbose_name="Pengawas",
                    ),
                ),
            ],
            options={
                "verbose_name": "Pengawas yang hadir",
                "ordering": ["kunjungan", "urut"],
                "constraints": [
                    models.UniqueConstraint(fields=("kunjungan", "urut"), name="pengawas_hadir_urut"),
                    models.UniqueConstraint(fields=("kunjungan", "pengawas"), name="pengawas_hadir_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("nama", ""), _negated=True), name="pengawas_hadir_bernama"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublikasiAudit",
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
                ("tanggal", models.DateField(verbose_name="tanggal RWT")),
                ("tempat", models.CharField(max_length=120, verbose_name="tempat RWT")),
                (
                    "audit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publikasi",
                        to="keuangan.audittahunan",
                        verbose_name="audit",
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
                "verbose_name": "publikasi audit",
                "ordering": ["-tanggal", "id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "id"], name="publikasiaudit_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "id"], name="publikasiaudit_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "id"], name="publikasiaudit_c"),
                    models.Index(fields=["wilayah", "-tanggal", "id"], name="publikasiaudit_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tempat", ""), _negated=True), name="publikasi_audit_bertempat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="publikasi_audit_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemuanPemeriksaan",
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
                ("nomor", models.PositiveIntegerField(verbose_name="nomor")),
                ("tanggal", models.DateField(verbose_name="ditemukan")),
                ("uraian", models.CharField(max_length=500, verbose_name="uraian")),
                (
                    "kategori",
                    models.CharField(
                        choices=[
                            ("kas", "Kas dan bank"),
                            ("bukti", "Bukti"),
                            ("pembukuan", "Pembukuan"),
                            ("pinjaman", "Pinjaman"),
                            ("tunggakan", "Tunggakan"),
                            ("dana", "Pemakaian dana"),
                            ("laporan", "Laporan dan keterbukaan"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="kategori",
                    ),
                ),
                ("nilai", inti.money.RupiahField(blank=True, null=True, verbose_name="nilai")),
                ("rekomendasi", models.CharField(max_length=500, verbose_name="rekomendasi")),
                ("penanggung_jawab", models.CharField(max_length=150, verbose_name="penanggung jawab")),
                ("batas_waktu", models.DateField(verbose_name="batas waktu")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("terbuka", "Belum ditindaklanjuti"),
                            ("ditindaklanjuti", "Sudah ditindaklanjuti"),
                            ("selesai", "Selesai"),
                            ("digantikan", "Digantikan"),
                        ],
                        default="terbuka",
                        max_length=16,
                        protected=True,
                        verbose_name="keadaan",
                    ),
                ),
                ("selesai_pada", models.DateField(editable=False, null=True, verbose_name="selesai pada")),
                ("selesai_oleh_id", models.UUIDField(editable=False, null=True)),
                (
                    "selesai_oleh_nama",
                    models.CharField(
                        blank=True, editable=False, max_length=150, verbose_name="dinyatakan selesai oleh"
                    ),
                ),
                (
                    "audit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="temuan",
                        to="keuangan.audittahunan",
                        verbose_name="audit",
                    ),
                ),
                (
                    "buku",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="temuan",
                        to="keuangan.buku",
                        verbose_name="buku",
                    ),
                ),
                (
                    "jawaban",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="temuan",
                        to="keuangan.jawabanceklis",
                        verbose_name="butir ceklis",
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
                "verbose_name": "temuan pemeriksaan",
                "ordering": ["buku", "nomor"],
                "indexes": [
                    models.Index(fields=["buku", "status", "batas_waktu"], name="temuan_pemeriksaan_buku"),
                    models.Index(fields=["kode_provinsi", "batas_waktu", "id"], name="temuanpemeriksaan_p"),
                    models.Index(fields=["kode_kota", "batas_waktu", "id"], name="temuanpemeriksaan_k"),
                    models.Index(fields=["kode_kecamatan", "batas_waktu", "id"], name="temuanpemeriksaan_c"),
                    models.Index(fields=["wilayah", "batas_waktu", "id"], name="temuanpemeriksaan_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("buku", "nomor"), name="temuan_pemeriksaan_nomor"),
                    models.CheckConstraint(
                        condition=models.Q(("jawaban__isnull", True), ("audit__isnull", True), _connector="XOR"),
                        name="temuan_pemeriksaan_satu_asal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uraian", ""), _negated=True),
                            models.Q(("rekomendasi", ""), _negated=True),
                            models.Q(("penanggung_jawab", ""), _negated=True),
                        ),
                        name="temuan_pemeriksaan_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kategori__in",
                                ["kas", "bukti", "pembukuan", "pinjaman", "tunggakan", "dana", "laporan", "lain"],
                            )
                        ),
                        name="temuan_pemeriksaan_kategori",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nilai__isnull", True), ("nilai__gt", 0), _connector="OR"),
                        name="temuan_pemeriksaan_nilai",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("batas_waktu__gte", models.F("tanggal"))),
                        name="temuan_pemeriksaan_batas_urut",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("selesai_oleh_id__isnull", False),
                                ("selesai_pada__isnull", False),
                                ("status", "selesai"),
                                models.Q(("selesai_oleh_nama", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "selesai"), _negated=True),
                                ("selesai_oleh_id__isnull", True),
                                ("selesai_oleh_nama", ""),
                                ("selesai_pada__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="temuan_pemeriksaan_selesai_bernama",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="temuan_pemeriksaan_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="temuan_pemeriksaan_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TindakLanjutTemuan",
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
                ("uraian", models.CharField(max_length=500, verbose_name="yang dilakukan")),
                (
                    "berkas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto bukti",
                    ),
                ),
                (
                    "temuan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tindak_lanjut",
                        to="keuangan.temuanpemeriksaan",
                        verbose_name="temuan",
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
                "verbose_name": "tindak lanjut temuan",
                "ordering": ["temuan", "tanggal", "id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "id"], name="tindaklanjuttemuan_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "id"], name="tindaklanjuttemuan_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "id"], name="tindaklanjuttemuan_c"),
                    models.Index(fields=["wilayah", "-tanggal", "id"], name="tindaklanjuttemuan_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("uraian", ""), _negated=True), name="tindak_lanjut_temuan_berisi"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="tindak_lanjut_temuan_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="tindak_lanjut_temuan_tanggal_wajar",
                    ),
                ],
            },
        ),
    ]
