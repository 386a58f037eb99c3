import datetime
import django.db.models.deletion
import django.db.models.functions.math
import django.db.models.functions.text
import django.db.models.lookups
import django_fsm
import inti.models
import inti.money
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bkm", "0005_kasir_bukan_pembuku"),
        ("keuangan", "0022_peristiwa_daftar"),
        ("ksm", "0003_keluarga_potensi"),
        ("laporan", "0003_badan_pemilik"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaguBLM",
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
                ("tahun_anggaran", models.PositiveSmallIntegerField(verbose_name="tahun anggaran")),
                (
                    "sumber",
                    models.CharField(choices=[("apbn", "APBN"), ("apbd", "APBD")], max_length=4, verbose_name="sumber"),
                ),
                ("jumlah", inti.money.RupiahField(verbose_name="pagu")),
                ("nomor_sk", models.CharField(max_length=100, verbose_name="nomor keputusan")),
                ("tanggal_sk", models.DateField(verbose_name="tanggal keputusan")),
                ("diumumkan", models.DateField(blank=True, null=True, verbose_name="diumumkan kepada warga")),
                ("diumumkan_di", models.CharField(blank=True, max_length=200, verbose_name="diumumkan di")),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan penggantian")),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan batal")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[("berlaku", "Berlaku"), ("diganti", "Diganti"), ("batal", "Dibatalkan")],
                        default="berlaku",
                        max_length=8,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "menggantikan",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengganti",
                        to="keuangan.pagublm",
                        verbose_name="menggantikan",
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
                "verbose_name": "pagu BLM",
                "ordering": ["-tahun_anggaran", "wilayah", "sumber", "dibuat_pada"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tahun_anggaran", "sumber", "id"], name="pagublm_p"),
                    models.Index(fields=["kode_kota", "-tahun_anggaran", "sumber", "id"], name="pagublm_k"),
                    models.Index(fields=["kode_kecamatan", "-tahun_anggaran", "sumber", "id"], name="pagublm_c"),
                    models.Index(fields=["wilayah", "-tahun_anggaran", "sumber", "id"], name="pagublm_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "berlaku")),
                        fields=("wilayah", "tahun_anggaran", "sumber"),
                        name="pagu_blm_satu_berlaku",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sumber__in", ["apbn", "apbd"])), name="pagu_blm_sumber"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tahun_anggaran__range", (1999, 2100))), name="pagu_blm_tahun"
                    ),
                    models.CheckConstraint(condition=models.Q(("nomor_sk", ""), _negated=True), name="pagu_blm_ber_sk"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("menggantikan__isnull", True), models.Q(("alasan", ""), _negated=True), _connector="XOR"
                        ),
                        name="pagu_blm_ganti_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="pagu_blm_batal_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("diumumkan__isnull", True), models.Q(("diumumkan_di", ""), _negated=True), _connector="XOR"
                        ),
                        name="pagu_blm_umum_bertempat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="pagu_blm_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="pagu_blm_rupiah_utuh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal_sk__isnull", True),
                            ("tanggal_sk__gte", datetime.date(1990, 1, 1)),
                            _connector="OR",
                        ),
                        name="pagu_blm_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RekeningBKM",
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
                ("bank", models.CharField(max_length=100, verbose_name="bank")),
                ("alamat_bank", models.CharField(max_length=200, verbose_name="alamat bank")),
                ("atas_nama", models.CharField(max_length=150, verbose_name="atas nama")),
                ("nomor", models.CharField(max_length=40, verbose_name="nomor rekening")),
                ("dibuka", models.DateField(verbose_name="dibuka")),
                ("ditutup", models.DateField(blank=True, null=True, verbose_name="ditutup")),
                ("alasan_tutup", models.CharField(blank=True, max_length=300, verbose_name="alasan ditutup")),
                (
                    "berkas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto buku rekening",
                    ),
                ),
                (
                    "bkm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rekening",
                        to="bkm.bkm",
                        verbose_name="BKM",
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
                "verbose_name": "rekening BKM",
                "ordering": ["bkm", "-dibuka", "id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "bank", "id"], name="rekeningbkm_p"),
                    models.Index(fields=["kode_kota", "bank", "id"], name="rekeningbkm_k"),
                    models.Index(fields=["kode_kecamatan", "bank", "id"], name="rekeningbkm_c"),
                    models.Index(fields=["wilayah", "bank", "id"], name="rekeningbkm_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ditutup__isnull", True)), fields=("bkm",), name="rekening_bkm_satu_dipakai"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bank", ""), _negated=True),
                            models.Q(("alamat_bank", ""), _negated=True),
                            models.Q(("atas_nama", ""), _negated=True),
                            ("nomor__regex", "^[0-9][0-9 .-]{4,39}$"),
                        ),
                        name="rekening_bkm_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alasan_tutup", ""), ("ditutup__isnull", True)),
                            models.Q(
                                ("ditutup__gte", models.F("dibuka")), models.Q(("alasan_tutup", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="rekening_bkm_tutup_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dibuka__isnull", True), ("dibuka__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="rekening_bkm_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SPPB",
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
                ("tahun_anggaran", models.PositiveSmallIntegerField(verbose_name="tahun anggaran")),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                ("jumlah_tahap", models.PositiveSmallIntegerField(verbose_name="banyak tahap")),
                ("nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor")),
                ("tanggal", models.DateField(blank=True, null=True, verbose_name="ditandatangani pada")),
                ("pemerintah_nama", models.CharField(blank=True, max_length=150, verbose_name="wakil pemerintah")),
                (
                    "pemerintah_jabatan",
                    models.CharField(blank=True, max_length=150, verbose_name="jabatan wakil pemerintah"),
                ),
                ("koordinator_nama", models.CharField(blank=True, max_length=150, verbose_name="koordinator BKM")),
                ("mengetahui_nama", models.CharField(blank=True, max_length=150, verbose_name="mengetahui")),
                ("swadaya", inti.money.RupiahField(default=0, verbose_name="swadaya yang dijanjikan warga")),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan batal")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[("draf", "Draf"), ("ditandatangani", "Ditandatangani"), ("batal", "Dibatalkan")],
                        default="draf",
                        max_length=14,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "berkas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto lembar SPPB",
                    ),
                ),
                (
                    "bkm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sppb",
                        to="bkm.bkm",
                        verbose_name="BKM",
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
                "verbose_name": "SPPB",
                "ordering": ["-tahun_anggaran", "wilayah", "dibuat_pada"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tahun_anggaran", "id"], name="sppb_p"),
                    models.Index(fields=["kode_kota", "-tahun_anggaran", "id"], name="sppb_k"),
                    models.Index(fields=["kode_kecamatan", "-tahun_anggaran", "id"], name="sppb_c"),
                    models.Index(fields=["wilayah", "-tahun_anggaran", "id"], name="sppb_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "batal"), _negated=True),
                        fields=("bkm", "tahun_anggaran"),
                        name="sppb_satu_per_tahun",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tahun_anggaran__range", (1999, 2100))), name="sppb_tahun"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jumlah_tahap__range", (1, 12))), name="sppb_tahap_wajar"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ditandatangani"), _negated=True),
                            models.Q(
                                ("berkas__isnull", False),
                                ("tanggal__isnull", False),
                                models.Q(("nomor", ""), _negated=True),
                                models.Q(("pemerintah_nama", ""), _negated=True),
                                models.Q(("pemerintah_jabatan", ""), _negated=True),
                                models.Q(("koordinator_nama", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sppb_tanda_tangan_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan", ""), _connector="XOR"),
                        name="sppb_batal_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="sppb_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="sppb_rupiah_utuh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="sppb_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SyaratKertas",
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
                ("tahun_anggaran", models.PositiveSmallIntegerField(verbose_name="tahun anggaran")),
                ("tahap", models.PositiveSmallIntegerField(default=0, verbose_name="tahap")),
                ("kode", models.SlugField(max_length=30, verbose_name="kode")),
                ("nama", models.CharField(max_length=150, verbose_name="kertas")),
                ("wajib", models.BooleanField(default=True, verbose_name="wajib")),
                ("urut", models.PositiveSmallIntegerField(default=0, verbose_name="urut")),
                (
                    "dicabut_pada",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dicabut pada"),
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
                "verbose_name": "kertas berkas pencairan",
                "ordering": ["wilayah", "-tahun_anggaran", "tahap", "urut"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tahun_anggaran", "urut", "id"], name="syaratkertas_p"),
                    models.Index(fields=["kode_kota", "-tahun_anggaran", "urut", "id"], name="syaratkertas_k"),
                    models.Index(fields=["kode_kecamatan", "-tahun_anggaran", "urut", "id"], name="syaratkertas_c"),
                    models.Index(fields=["wilayah", "-tahun_anggaran", "urut", "id"], name="syaratkertas_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dicabut_pada__isnull", True)),
                        fields=("wilayah", "tahun_anggaran", "tahap", "kode"),
                        name="syarat_kertas_sekali",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tahap__range", (0, 12)),
                            ("tahun_anggaran__range", (1999, 2100)),
                            models.Q(("nama", ""), _negated=True),
                            models.Q(("kode", ""), _negated=True),
                        ),
                        name="syarat_kertas_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PorsiSPPB",
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
                    "bidang",
                    models.CharField(
                        choices=[
                            ("lingkungan", "Lingkungan"),
                            ("ekonomi", "Ekonomi"),
                            ("sosial", "Sosial"),
                            ("bop", "BOP BKM"),
                        ],
                        max_length=10,
                        verbose_name="bidang",
                    ),
                ),
                ("persen", models.DecimalField(decimal_places=4, max_digits=7, verbose_name="bagian (%)")),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                ("urut", models.PositiveSmallIntegerField(default=0, verbose_name="urut")),
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
                    "sppb",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="porsi",
                        to="keuangan.sppb",
                        verbose_name="SPPB",
                    ),
                ),
            ],
            options={
                "verbose_name": "porsi SPPB",
                "ordering": ["sppb", "urut"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "urut", "id"], name="porsisppb_p"),
                    models.Index(fields=["kode_kota", "urut", "id"], name="porsisppb_k"),
                    models.Index(fields=["kode_kecamatan", "urut", "id"], name="porsisppb_c"),
                    models.Index(fields=["wilayah", "urut", "id"], name="porsisppb_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("sppb", "bidang"), name="porsi_sppb_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("bidang__in", ["lingkungan", "ekonomi", "sosial", "bop"])),
                        name="porsi_sppb_bidang",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gte", 0),
                        ),
                        name="porsi_sppb_rupiah_utuh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("persen__gte", Decimal("0")), ("persen__lte", 100)),
                        name="porsi_sppb_persen",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaguSPPB",
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
                    "sumber",
                    models.CharField(choices=[("apbn", "APBN"), ("apbd", "APBD")], max_length=4, verbose_name="sumber"),
                ),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                (
                    "pagu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sppb",
                        to="keuangan.pagublm",
                        verbose_name="pagu",
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
                    "sppb",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pagu",
                        to="keuangan.sppb",
                        verbose_name="SPPB",
                    ),
                ),
            ],
            options={
                "verbose_name": "pagu dalam SPPB",
                "ordering": ["sppb", "-sumber"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "sumber", "id"], name="pagusppb_p"),
                    models.Index(fields=["kode_kota", "sumber", "id"], name="pagusppb_k"),
                    models.Index(fields=["kode_kecamatan", "sumber", "id"], name="pagusppb_c"),
                    models.Index(fields=["wilayah", "sumber", "id"], name="pagusppb_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("sppb", "sumber"), name="pagu_sppb_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("sumber__in", ["apbn", "apbd"])), name="pagu_sppb_sumber"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="pagu_sppb_rupiah_utuh",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TahapBLM",
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
                ("ke", models.PositiveSmallIntegerField(verbose_name="tahap")),
                ("persen", models.DecimalField(decimal_places=4, max_digits=7, verbose_name="bagian (%)")),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                (
                    "sppb",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tahap",
                        to="keuangan.sppb",
                        verbose_name="SPPB",
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
                "verbose_name": "tahap BLM",
                "ordering": ["sppb", "ke"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "ke", "id"], name="tahapblm_p"),
                    models.Index(fields=["kode_kota", "ke", "id"], name="tahapblm_k"),
                    models.Index(fields=["kode_kecamatan", "ke", "id"], name="tahapblm_c"),
                    models.Index(fields=["wilayah", "ke", "id"], name="tahapblm_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("sppb", "ke"), name="tahap_blm_sekali"),
                    models.CheckConstraint(condition=models.Q(("ke__range", (1, 12))), name="tahap_blm_ke"),
                    models.CheckConstraint(
                        condition=models.Q(("persen__gte", Decimal("0.0001")), ("persen__lte", 100)),
                        name="tahap_blm_persen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="tahap_blm_rupiah_utuh",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BerkasPencairan",
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
                    "sumber",
                    models.CharField(choices=[("apbn", "APBN"), ("apbd", "APBD")], max_length=4, verbose_name="sumber"),
                ),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                ("putaran", models.PositiveSmallIntegerField(default=1, verbose_name="putaran")),
                ("disusun", models.DateField(verbose_name="disusun pada")),
                ("diserahkan", models.DateField(blank=True, null=True, verbose_name="diserahkan kepada Tim Faskel")),
                ("sejak", models.DateField(verbose_name="menunggu sejak")),
                ("pjok_nama", models.CharField(blank=True, max_length=150, verbose_name="PJOK")),
                ("pjok_sk", models.CharField(blank=True, max_length=100, verbose_name="nomor SK PJOK")),
                ("nomor_pp", models.CharField(blank=True, max_length=100, verbose_name="nomor PP-BLM")),
                ("tanggal_pp", models.DateField(blank=True, null=True, verbose_name="tanggal PP-BLM")),
                ("nomor_spp", models.CharField(blank=True, max_length=100, verbose_name="nomor SPP")),
                ("tanggal_spp", models.DateField(blank=True, null=True, verbose_name="tanggal SPP")),
                ("nomor_spm", models.CharField(blank=True, max_length=100, verbose_name="nomor SPM")),
                ("tanggal_spm", models.DateField(blank=True, null=True, verbose_name="tanggal SPM")),
                ("nomor_sp2d", models.CharField(blank=True, max_length=100, verbose_name="nomor SP2D")),
                ("tanggal_sp2d", models.DateField(blank=True, null=True, verbose_name="tanggal SP2D")),
                ("diterima_pada", models.DateField(blank=True, null=True, verbose_name="diterima di rekening BKM")),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("disusun", "Disusun"),
                            ("diperiksa_faskel", "Diperiksa Tim Faskel"),
                            ("diverifikasi_korkot", "Diverifikasi Korkot"),
                            ("diminta_pjok", "Diminta PJOK"),
                            ("disetujui_ppk", "Disetujui PPK"),
                            ("disetujui_satker", "Disetujui Satker"),
                            ("cair", "Cair"),
                            ("dikembalikan", "Dikembalikan"),
                            ("batal", "Dibatalkan"),
                        ],
                        default="disusun",
                        max_length=20,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "jurnal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berkas_blm",
                        to="keuangan.jurnal",
                        verbose_name="bukti penerimaan",
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
                    "rekening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="keuangan.rekeningbkm",
                        verbose_name="rekening BKM",
                    ),
                ),
                (
                    "tahap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="berkas",
                        to="keuangan.tahapblm",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "berkas pencairan",
                "ordering": ["-disusun", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-disusun", "-id"], name="berkaspencairan_p"),
                    models.Index(fields=["kode_kota", "-disusun", "-id"], name="berkaspencairan_k"),
                    models.Index(fields=["kode_kecamatan", "-disusun", "-id"], name="berkaspencairan_c"),
                    models.Index(fields=["wilayah", "-disusun", "-id"], name="berkaspencairan_w"),
                    models.Index(fields=["kode_kota", "status", "sejak"], name="berkaspencairan_antre"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "batal"), _negated=True),
                        fields=("tahap", "sumber"),
                        name="berkas_pencairan_satu_per_sumber",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sumber__in", ["apbn", "apbd"])), name="berkas_pencairan_sumber"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diterima_pada__isnull", False), ("jurnal__isnull", False), ("status", "cair")),
                            models.Q(
                                models.Q(("status", "cair"), _negated=True),
                                ("diterima_pada__isnull", True),
                                ("jurnal__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="berkas_pencairan_cair_berbukti",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "cair"), _negated=True),
                            models.Q(("diterima_pada__gte", models.F("tanggal_sp2d")), ("tanggal_sp2d__isnull", False)),
                            _connector="OR",
                        ),
                        name="berkas_pencairan_cair_ber_sp2d",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("tanggal_pp__isnull", True),
                                models.Q(("nomor_pp", ""), _negated=True),
                                _connector="XOR",
                            ),
                            models.Q(
                                ("tanggal_spp__isnull", True),
                                models.Q(("nomor_spp", ""), _negated=True),
                                _connector="XOR",
                            ),
                            models.Q(
                                ("tanggal_spm__isnull", True),
                                models.Q(("nomor_spm", ""), _negated=True),
                                _connector="XOR",
                            ),
                            models.Q(
                                ("tanggal_sp2d__isnull", True),
                                models.Q(("nomor_sp2d", ""), _negated=True),
                                _connector="XOR",
                            ),
                        ),
                        name="berkas_pencairan_surat_bertanggal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["diminta_pjok", "disetujui_ppk", "disetujui_satker", "cair"]),
                                _negated=True,
                            ),
                            models.Q(
                                ("tanggal_pp__isnull", False),
                                models.Q(("pjok_nama", ""), _negated=True),
                                models.Q(("pjok_sk", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="berkas_pencairan_ber_pp",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "batal"), _negated=True),
                            models.Q(("alasan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="berkas_pencairan_batal_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="berkas_pencairan_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("putaran__range", (1, 99))), name="berkas_pencairan_putaran"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="berkas_pencairan_rupiah_utuh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disusun__isnull", True), ("disusun__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="berkas_pencairan_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DispensasiLPJ",
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
                ("nomor_surat", models.CharField(max_length=100, verbose_name="nomor surat")),
                ("tanggal_surat", models.DateField(verbose_name="tanggal surat")),
                ("alasan", models.CharField(max_length=500, verbose_name="alasan")),
                (
                    "dicabut_pada",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="dicabut pada"),
                ),
                ("alasan_cabut", models.CharField(blank=True, max_length=300, verbose_name="alasan dicabut")),
                (
                    "berkas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto surat",
                    ),
                ),
                (
                    "ksm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ksm.ksm", verbose_name="KSM"
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
                    "tahap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispensasi",
                        to="keuangan.tahapblm",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "dispensasi LPJ",
                "ordering": ["tahap", "dibuat_pada"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal_surat", "id"], name="dispensasilpj_p"),
                    models.Index(fields=["kode_kota", "-tanggal_surat", "id"], name="dispensasilpj_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal_surat", "id"], name="dispensasilpj_c"),
                    models.Index(fields=["wilayah", "-tanggal_surat", "id"], name="dispensasilpj_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dicabut_pada__isnull", True)),
                        fields=("tahap", "ksm"),
                        name="dispensasi_lpj_sekali",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nomor_surat", ""), _negated=True), models.Q(("alasan", ""), _negated=True)
                        ),
                        name="dispensasi_lpj_tertulis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dicabut_pada__isnull", True),
                            models.Q(("alasan_cabut", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="dispensasi_lpj_cabut_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal_surat__isnull", True),
                            ("tanggal_surat__gte", datetime.date(1990, 1, 1)),
                            _connector="OR",
                        ),
                        name="dispensasi_lpj_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DanaTahap",
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
                    "sumber",
                    models.CharField(choices=[("apbn", "APBN"), ("apbd", "APBD")], max_length=4, verbose_name="sumber"),
                ),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
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
                    "tahap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dana",
                        to="keuangan.tahapblm",
                        verbose_name="tahap",
                    ),
                ),
            ],
            options={
                "verbose_name": "dana tahap",
                "ordering": ["tahap", "-sumber"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "sumber", "id"], name="danatahap_p"),
                    models.Index(fields=["kode_kota", "sumber", "id"], name="danatahap_k"),
                    models.Index(fields=["kode_kecamatan", "sumber", "id"], name="danatahap_c"),
                    models.Index(fields=["wilayah", "sumber", "id"], name="danatahap_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tahap", "sumber"), name="dana_tahap_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("sumber__in", ["apbn", "apbd"])), name="dana_tahap_sumber"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="dana_tahap_rupiah_utuh",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriksaKertas",
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
                ("kode", models.SlugField(max_length=30, verbose_name="kode")),
                ("nama", models.CharField(max_length=150, verbose_name="kertas")),
                ("wajib", models.BooleanField(default=True, verbose_name="wajib")),
                ("urut", models.PositiveSmallIntegerField(default=0, verbose_name="urut")),
                ("ada", models.BooleanField(blank=True, null=True, verbose_name="ada")),
                ("benar", models.BooleanField(blank=True, null=True, verbose_name="benar")),
                ("catatan", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                (
                    "berkas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kertas",
                        to="keuangan.berkaspencairan",
                        verbose_name="berkas",
                    ),
                ),
                (
                    "foto",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto kertas",
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
                "verbose_name": "kertas berkas",
                "ordering": ["berkas", "urut"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "urut", "id"], name="periksakertas_p"),
                    models.Index(fields=["kode_kota", "urut", "id"], name="periksakertas_k"),
                    models.Index(fields=["kode_kecamatan", "urut", "id"], name="periksakertas_c"),
                    models.Index(fields=["wilayah", "urut", "id"], name="periksakertas_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("berkas", "kode"), name="periksa_kertas_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nama", ""), _negated=True), models.Q(("kode", ""), _negated=True)
                        ),
                        name="periksa_kertas_bernama",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("benar__isnull", True), ("ada", True), _connector="OR"),
                        name="periksa_kertas_ada_dulu",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("benar__isnull", True),
                            ("benar", True),
                            models.Q(("catatan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="periksa_kertas_salah_disebut",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LangkahBerkas",
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
                ("putaran", models.PositiveSmallIntegerField(verbose_name="putaran")),
                (
                    "langkah",
                    models.CharField(
                        choices=[
                            ("faskel", "Tim Faskel"),
                            ("korkot", "Korkot atau Askot"),
                            ("pjok", "PJOK"),
                            ("ppk", "PPK"),
                            ("satker", "Satker"),
                        ],
                        max_length=6,
                        verbose_name="langkah",
                    ),
                ),
                (
                    "hasil",
                    models.CharField(
                        choices=[("lolos", "Diteruskan"), ("kembali", "Dikembalikan")],
                        max_length=7,
                        verbose_name="hasil",
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("nama", models.CharField(max_length=150, verbose_name="nama")),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan")),
                (
                    "cara",
                    models.CharField(
                        choices=[("login", "Dalam aplikasi"), ("kertas", "Di kertas")],
                        max_length=6,
                        verbose_name="cara",
                    ),
                ),
                ("pelaku_id", models.UUIDField(editable=False, null=True)),
                (
                    "berkas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="langkah",
                        to="keuangan.berkaspencairan",
                        verbose_name="berkas",
                    ),
                ),
                (
                    "foto",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto lembar",
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
                "verbose_name": "langkah berkas pencairan",
                "ordering": ["berkas", "putaran", "dibuat_pada"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "id"], name="langkahberkas_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "id"], name="langkahberkas_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "id"], name="langkahberkas_c"),
                    models.Index(fields=["wilayah", "-tanggal", "id"], name="langkahberkas_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("berkas", "putaran", "langkah", "hasil"), name="langkah_berkas_sekali"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("langkah__in", ["faskel", "korkot", "pjok", "ppk", "satker"])),
                        name="langkah_berkas_dikenal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nama", ""), _negated=True), name="langkah_berkas_bernama"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hasil", "lolos"), models.Q(("catatan", ""), _negated=True), _connector="OR"
                        ),
                        name="langkah_berkas_kembali_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cara", "login"), ("pelaku_id__isnull", False)),
                            models.Q(("cara", "kertas"), ("foto__isnull", False), ("pelaku_id__isnull", True)),
                            _connector="OR",
                        ),
                        name="langkah_berkas_berbukti",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="langkah_berkas_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="langkah_berkas_tanggal_wajar",
                    ),
                ],
            },
        ),
    ]
