import datetime
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django_fsm
import inti.models
import inti.money
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bkm", "0005_kasir_bukan_pembuku"),
        ("ksm", "0003_keluarga_potensi"),
        ("laporan", "0003_badan_pemilik"),
        ("pronangkis", "0003_masalah"),
        ("siklus", "0006_aturan_ps2"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="BAPPUK",
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
                ("nomor", models.PositiveSmallIntegerField(verbose_name="nomor")),
                (
                    "tersedia",
                    inti.money.RupiahField(blank=True, editable=False, null=True, verbose_name="dana tersedia"),
                ),
                ("catatan", models.TextField(blank=True, verbose_name="catatan rapat")),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[("draf", "Draf"), ("ditetapkan", "Ditetapkan"), ("batal", "Dibatalkan")],
                        default="draf",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "rapat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bappuk",
                        to="bkm.rapatbkm",
                        verbose_name="rapat BKM",
                    ),
                ),
                (
                    "renta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bappuk",
                        to="pronangkis.renta",
                        verbose_name="Renta",
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
                "verbose_name": "BAPPUK",
                "ordering": ["-dibuat_pada", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-dibuat_pada", "-id"], name="bappuk_p"),
                    models.Index(fields=["kode_kota", "-dibuat_pada", "-id"], name="bappuk_k"),
                    models.Index(fields=["kode_kecamatan", "-dibuat_pada", "-id"], name="bappuk_c"),
                    models.Index(fields=["wilayah", "-dibuat_pada", "-id"], name="bappuk_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("renta", "nomor"), name="bappuk_nomor_sekali"),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draf")), fields=("renta",), name="bappuk_satu_draf"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "ditetapkan"), _negated=True),
                            ("tersedia__isnull", False),
                            _connector="OR",
                        ),
                        name="bappuk_ditetapkan_berdana",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="bappuk_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Usulan",
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
                ("tahun", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("nomor", models.PositiveIntegerField(verbose_name="nomor")),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("prasarana", "Prasarana lingkungan"),
                            ("sosial", "Kegiatan sosial"),
                            ("ekonomi", "Pinjaman bergulir"),
                        ],
                        max_length=10,
                        verbose_name="jenis usulan",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("upl", "UPL"), ("ups", "UPS"), ("upk", "UPK")],
                        max_length=3,
                        verbose_name="dinilai oleh",
                    ),
                ),
                ("bernama", models.BooleanField(default=False, verbose_name="penerima manfaat ditulis namanya")),
                (
                    "sifat",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sekali", "Sekali diberikan (santunan)"),
                            ("produktif", "Produktif (untuk usaha atau pendidikan)"),
                        ],
                        max_length=9,
                        verbose_name="sifat bantuan",
                    ),
                ),
                ("judul", models.CharField(max_length=200, verbose_name="kegiatan yang diusulkan")),
                ("latar", models.TextField(blank=True, verbose_name="masalah yang dijawab")),
                ("lokasi", models.CharField(blank=True, max_length=200, verbose_name="lokasi")),
                ("volume", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="volume")),
                ("satuan", models.CharField(max_length=30, verbose_name="satuan")),
                (
                    "selisih_alasan",
                    models.CharField(blank=True, max_length=300, verbose_name="sebab volume berbeda dari PJM"),
                ),
                ("mulai_rencana", models.DateField(blank=True, null=True, verbose_name="rencana mulai")),
                ("selesai_rencana", models.DateField(blank=True, null=True, verbose_name="rencana selesai")),
                (
                    "lahan",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("milik_umum", "Lahan milik umum"),
                            ("hibah", "Lahan dihibahkan warga"),
                            ("izin_pakai", "Izin pakai dari pemilik"),
                            ("milik_sendiri", "Lahan milik penerima (rumah)"),
                        ],
                        max_length=14,
                        verbose_name="lahan",
                    ),
                ),
                (
                    "lahan_keterangan",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="keterangan lahan dan surat pernyataannya"
                    ),
                ),
                ("pemelihara", models.CharField(blank=True, max_length=120, verbose_name="calon badan pemelihara")),
                ("pemeliharaan", models.TextField(blank=True, verbose_name="rencana pemeliharaan")),
                ("diajukan", models.DateField(blank=True, null=True, verbose_name="diajukan")),
                ("rab_ke", models.PositiveSmallIntegerField(default=0, verbose_name="RAB ke")),
                ("status_ubah", models.CharField(blank=True, editable=False, max_length=14)),
                ("selesai_pada", models.DateField(blank=True, null=True, verbose_name="selesai")),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("draf", "Draf"),
                            ("diajukan", "Diajukan ke UP"),
                            ("verifikasi_up", "Layak menurut UP"),
                            ("rapat_bkm", "Disetujui rapat BKM"),
                            ("kontrak", "Perjanjian ditandatangani"),
                            ("cair", "Dana cair"),
                            ("berjalan", "Pekerjaan berjalan"),
                            ("perubahan", "Menunggu pengesahan perubahan"),
                            ("lpj", "LPJ diperiksa"),
                            ("selesai", "Selesai"),
                            ("ditunda", "Ditunda"),
                            ("batal", "Dibatalkan"),
                        ],
                        default="draf",
                        max_length=14,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.basis",
                        verbose_name="RT/RW",
                    ),
                ),
                (
                    "kegiatan_renta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usulan",
                        to="pronangkis.kegiatanrenta",
                        verbose_name="kegiatan Renta",
                    ),
                ),
                (
                    "ksm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usulan",
                        to="ksm.ksm",
                        verbose_name="KSM",
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
                "verbose_name": "usulan",
                "ordering": ["-tahun", "-nomor"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tahun", "-nomor"], name="usulan_p"),
                    models.Index(fields=["kode_kota", "-tahun", "-nomor"], name="usulan_k"),
                    models.Index(fields=["kode_kecamatan", "-tahun", "-nomor"], name="usulan_c"),
                    models.Index(fields=["wilayah", "-tahun", "-nomor"], name="usulan_w"),
                    models.Index(fields=["ksm", "status"], name="usulan_ksm"),
                    models.Index(fields=["kegiatan_renta"], name="usulan_renta"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("wilayah", "tahun", "nomor"), name="usulan_nomor_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("nomor__gt", 0), ("tahun__range", (1999, 2100))), name="usulan_nomor_wajar"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judul", ""), _negated=True), models.Q(("satuan", ""), _negated=True)
                        ),
                        name="usulan_berjudul",
                    ),
                    models.CheckConstraint(condition=models.Q(("volume__gt", 0)), name="usulan_volume_positif"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("jenis", "ekonomi"), ("unit", "upk")),
                            models.Q(("jenis", "sosial"), ("unit__in", ["ups", "upl"])),
                            models.Q(("jenis", "prasarana"), ("unit", "upl")),
                            _connector="OR",
                        ),
                        name="usulan_unit_menurut_jenis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jenis", "prasarana"), ("bernama", True), _connector="OR"),
                        name="usulan_sosial_ekonomi_bernama",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jenis", "sosial"), ("sifat", ""), _connector="XOR"),
                        name="usulan_sifat_sosial",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("selesai_rencana__isnull", True),
                            ("mulai_rencana__isnull", True),
                            ("selesai_rencana__gte", models.F("mulai_rencana")),
                            _connector="OR",
                        ),
                        name="usulan_rencana_urut",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draf", "batal"]),
                            models.Q(("jenis", "prasarana"), _negated=True),
                            models.Q(
                                models.Q(("lahan", ""), _negated=True),
                                models.Q(("pemelihara", ""), _negated=True),
                                models.Q(("pemeliharaan", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="usulan_prasarana_berlahan_berpemelihara",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draf", "batal"]), ("diajukan__isnull", False), _connector="OR"
                        ),
                        name="usulan_diajukan_bertanggal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["batal", "ditunda"]), _negated=True),
                            models.Q(("alasan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="usulan_henti_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "selesai"), ("selesai_pada__isnull", True), _connector="XOR"),
                        name="usulan_selesai_bertanggal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "perubahan"), ("status_ubah", ""), _connector="XOR"),
                        name="usulan_perubahan_berasal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("diajukan__isnull", True), ("diajukan__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="usulan_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JanjiSwadaya",
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
                ("ke", models.PositiveSmallIntegerField(default=0, verbose_name="RAB ke")),
                ("urut", models.PositiveSmallIntegerField(verbose_name="urut")),
                (
                    "bentuk",
                    models.CharField(
                        choices=[
                            ("tunai", "Uang tunai"),
                            ("tenaga", "Tenaga (hari orang kerja)"),
                            ("bahan", "Bahan dan alat"),
                            ("lahan", "Lahan"),
                        ],
                        max_length=6,
                        verbose_name="bentuk",
                    ),
                ),
                ("uraian", models.CharField(max_length=150, verbose_name="uraian")),
                ("volume", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="jumlah")),
                ("satuan", models.CharField(max_length=30, verbose_name="satuan")),
                ("harga_satuan", inti.money.RupiahField(verbose_name="harga yang disepakati")),
                (
                    "nilai",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("volume"),
                            models.F("harga_satuan"),
                            arg_joiner=" * ",
                            output_field=inti.money.RupiahField(),
                            template="round(%(expressions)s)",
                        ),
                        output_field=inti.money.RupiahField(),
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "janji swadaya",
                "ordering": ["usulan", "ke", "urut"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "usulan", "ke", "urut"], name="janjiswadaya_p"),
                    models.Index(fields=["kode_kota", "usulan", "ke", "urut"], name="janjiswadaya_k"),
                    models.Index(fields=["kode_kecamatan", "usulan", "ke", "urut"], name="janjiswadaya_c"),
                    models.Index(fields=["wilayah", "usulan", "ke", "urut"], name="janjiswadaya_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("usulan", "ke", "urut"), name="janji_swadaya_urut"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uraian", ""), _negated=True), models.Q(("satuan", ""), _negated=True)
                        ),
                        name="janji_swadaya_beruraian",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("harga_satuan__gt", 0), ("volume__gt", 0)), name="janji_swadaya_positif"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PemanfaatUsulan",
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
                ("ke", models.PositiveSmallIntegerField(default=0, verbose_name="RAB ke")),
                ("urut", models.PositiveSmallIntegerField(verbose_name="urut")),
                ("penerima", models.CharField(blank=True, max_length=150, verbose_name="nama penerima")),
                ("nilai", inti.money.RupiahField(blank=True, null=True, verbose_name="nilai bantuan")),
                ("kk", models.PositiveIntegerField(blank=True, null=True, verbose_name="KK pemanfaat")),
                (
                    "kk_miskin",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="di antaranya KK miskin (PS-2)"),
                ),
                ("jiwa_l", models.PositiveIntegerField(blank=True, null=True, verbose_name="jiwa laki-laki")),
                ("jiwa_p", models.PositiveIntegerField(blank=True, null=True, verbose_name="jiwa perempuan")),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.basis",
                        verbose_name="RT/RW",
                    ),
                ),
                (
                    "keluarga",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="siklus.keluarga",
                        verbose_name="keluarga",
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemanfaat",
                "ordering": ["usulan", "ke", "urut"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "usulan", "ke", "urut"], name="pemanfaatusulan_p"),
                    models.Index(fields=["kode_kota", "usulan", "ke", "urut"], name="pemanfaatusulan_k"),
                    models.Index(fields=["kode_kecamatan", "usulan", "ke", "urut"], name="pemanfaatusulan_c"),
                    models.Index(fields=["wilayah", "usulan", "ke", "urut"], name="pemanfaatusulan_w"),
                    models.Index(
                        condition=models.Q(("keluarga__isnull", False)), fields=["keluarga"], name="pemanfaat_keluarga"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("usulan", "ke", "urut"), name="pemanfaat_urut"),
                    models.UniqueConstraint(
                        condition=models.Q(("keluarga__isnull", False)),
                        fields=("usulan", "ke", "keluarga"),
                        name="pemanfaat_kk_sekali",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("keluarga__isnull", True)),
                        fields=("usulan", "ke", "basis"),
                        name="pemanfaat_rt_sekali",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis__isnull", True),
                                ("keluarga__isnull", False),
                                ("kk__isnull", True),
                                ("kk_miskin__isnull", True),
                                models.Q(("penerima", ""), _negated=True),
                            ),
                            models.Q(
                                ("basis__isnull", False),
                                ("keluarga__isnull", True),
                                ("kk__gt", 0),
                                ("kk_miskin__isnull", False),
                                ("kk_miskin__lte", models.F("kk")),
                                ("nilai__isnull", True),
                                ("penerima", ""),
                            ),
                            _connector="OR",
                        ),
                        name="pemanfaat_nama_atau_rt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nilai__isnull", True), ("nilai__gt", 0), _connector="OR"),
                        name="pemanfaat_nilai_positif",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SerahTerima",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("tanggal", models.DateField(verbose_name="tanggal serah terima")),
                ("selesai", models.DateField(verbose_name="pekerjaan selesai")),
                ("volume", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="volume jadi")),
                ("satuan", models.CharField(max_length=30, verbose_name="satuan")),
                ("dari", models.CharField(max_length=150, verbose_name="diserahkan oleh (KSM)")),
                ("kepada", models.CharField(max_length=150, verbose_name="diterima oleh")),
                ("saksi", models.CharField(blank=True, max_length=150, verbose_name="mengetahui")),
                ("catatan", models.TextField(blank=True, verbose_name="catatan")),
                (
                    "berkas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "serah terima",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="serahterima_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="serahterima_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="serahterima_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="serahterima_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "sah")), fields=("usulan",), name="serah_terima_sekali"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("volume__gt", 0),
                            models.Q(("dari", ""), _negated=True),
                            models.Q(("kepada", ""), _negated=True),
                            models.Q(("satuan", ""), _negated=True),
                        ),
                        name="serah_terima_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tanggal__gte", models.F("selesai"))), name="serah_terima_sesudah_selesai"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("selesai__isnull", True), ("selesai__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="serah_terima_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="serah_terima_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PerubahanUsulan",
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
                ("ke", models.PositiveSmallIntegerField(verbose_name="perubahan ke")),
                ("sebab", models.CharField(max_length=300, verbose_name="sebab perubahan")),
                ("volume", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="volume baru")),
                ("sebelum", models.JSONField(default=dict, editable=False)),
                ("rapat_ksm", models.DateField(verbose_name="tanggal rapat KSM")),
                ("berita_acara", models.CharField(max_length=60, verbose_name="nomor berita acara KSM")),
                ("catatan", models.CharField(blank=True, max_length=300, verbose_name="catatan rapat BKM")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("diusulkan", "Diusulkan KSM"),
                            ("disahkan", "Disahkan rapat BKM"),
                            ("ditolak", "Tidak disahkan"),
                        ],
                        default="diusulkan",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "rapat_bkm",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bkm.rapatbkm",
                        verbose_name="rapat BKM",
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="perubahan",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "perubahan usulan",
                "ordering": ["usulan", "-ke", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-dibuat_pada", "-id"], name="perubahanusulan_p"),
                    models.Index(fields=["kode_kota", "-dibuat_pada", "-id"], name="perubahanusulan_k"),
                    models.Index(fields=["kode_kecamatan", "-dibuat_pada", "-id"], name="perubahanusulan_c"),
                    models.Index(fields=["wilayah", "-dibuat_pada", "-id"], name="perubahanusulan_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ditolak"), _negated=True),
                        fields=("usulan", "ke"),
                        name="perubahan_ke_sekali",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "diusulkan")), fields=("usulan",), name="perubahan_satu_terbuka"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ke__gte", 1),
                            ("volume__gt", 0),
                            models.Q(("sebab", ""), _negated=True),
                            models.Q(("berita_acara", ""), _negated=True),
                        ),
                        name="perubahan_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rapat_bkm__isnull", False), ("status", "disahkan")),
                            models.Q(("rapat_bkm__isnull", True), ("status", "diusulkan")),
                            models.Q(("status", "ditolak"), models.Q(("catatan", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="perubahan_dua_keputusan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rapat_ksm__isnull", True), ("rapat_ksm__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="perubahan_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Perjanjian",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("nomor", models.CharField(max_length=60, verbose_name="nomor")),
                ("judul", models.CharField(max_length=100, verbose_name="nama perjanjian")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("mulai", models.DateField(verbose_name="mulai")),
                ("selesai", models.DateField(verbose_name="selesai")),
                ("blm", inti.money.RupiahField(verbose_name="BLM")),
                ("swadaya", inti.money.RupiahField(verbose_name="swadaya")),
                ("lain", inti.money.RupiahField(default=0, verbose_name="dana lain")),
                ("pihak_bkm", models.CharField(max_length=150, verbose_name="atas nama BKM")),
                ("pihak_ksm", models.CharField(max_length=150, verbose_name="atas nama KSM")),
                ("saksi", models.CharField(blank=True, max_length=150, verbose_name="mengetahui")),
                (
                    "berkas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "perjanjian",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="perjanjian_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="perjanjian_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="perjanjian_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="perjanjian_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "sah")), fields=("usulan",), name="perjanjian_satu_berlaku"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "sah")),
                        fields=("wilayah", "nomor"),
                        name="perjanjian_nomor_sekali",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("blm__gt", 0), ("lain__gte", 0), ("swadaya__gte", 0)),
                        name="perjanjian_bernilai",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nomor", ""), _negated=True),
                            models.Q(("judul", ""), _negated=True),
                            models.Q(("pihak_bkm", ""), _negated=True),
                            models.Q(("pihak_ksm", ""), _negated=True),
                        ),
                        name="perjanjian_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mulai__gte", models.F("tanggal")), ("selesai__gte", models.F("mulai"))),
                        name="perjanjian_waktu_urut",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="perjanjian_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="perjanjian_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PemeriksaanMutu",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("edisi", models.PositiveSmallIntegerField(default=1, verbose_name="edisi")),
                ("jawaban", models.JSONField(default=dict, verbose_name="jawaban")),
                ("ya", models.PositiveSmallIntegerField(verbose_name="sesuai")),
                ("butir", models.PositiveSmallIntegerField(verbose_name="dari")),
                (
                    "hasil",
                    models.CharField(
                        choices=[
                            ("baik", "Baik"),
                            ("cukup", "Cukup, ada catatan"),
                            ("kurang", "Kurang, harus diperbaiki"),
                        ],
                        max_length=6,
                        verbose_name="hasil",
                    ),
                ),
                (
                    "volume",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="volume terpasang"
                    ),
                ),
                ("catatan", models.TextField(blank=True, verbose_name="catatan")),
                ("pemeriksa", models.CharField(max_length=150, verbose_name="diperiksa oleh")),
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemeriksaan mutu",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-tanggal"], name="mutu_usulan"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="pemeriksaanmutu_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="pemeriksaanmutu_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="pemeriksaanmutu_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="pemeriksaanmutu_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("butir__gte", 1), ("ya__lte", models.F("butir"))),
                        name="mutu_hitungan_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hasil", "baik"), models.Q(("catatan", ""), _negated=True), _connector="OR"
                        ),
                        name="mutu_kurang_bercatatan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pemeriksa", ""), _negated=True), name="mutu_berpemeriksa"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="mutu_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="mutu_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PemeriksaanAset",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("tahun", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                (
                    "keadaan",
                    models.CharField(
                        choices=[
                            ("baik", "Baik, berfungsi"),
                            ("rusak_ringan", "Rusak ringan, masih dipakai"),
                            ("rusak_berat", "Rusak berat"),
                            ("tidak_dipakai", "Tidak dipakai lagi"),
                        ],
                        max_length=14,
                        verbose_name="keadaan",
                    ),
                ),
                ("temuan", models.CharField(blank=True, max_length=300, verbose_name="yang ditemukan")),
                ("tindak", models.CharField(blank=True, max_length=300, verbose_name="yang akan dilakukan")),
                ("pemeriksa", models.CharField(max_length=150, verbose_name="diperiksa oleh")),
                (
                    "berkas",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemeriksaan sarana",
                "ordering": ["-tahun", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-tahun"], name="periksa_aset_usulan"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="pemeriksaanaset_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="pemeriksaanaset_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="pemeriksaanaset_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="pemeriksaanaset_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "sah")),
                        fields=("usulan", "tahun"),
                        name="periksa_aset_setahun_sekali",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tahun", models.F("tanggal__year"))), name="periksa_aset_tahunnya"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("keadaan", "baik"), models.Q(("temuan", ""), _negated=True), _connector="OR"
                        ),
                        name="periksa_aset_rusak_bertemuan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pemeriksa", ""), _negated=True), name="periksa_aset_berpemeriksa"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="periksa_aset_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="periksa_aset_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KemajuanUsulan",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("persen", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="kemajuan fisik")),
                ("uraian", models.CharField(max_length=300, verbose_name="yang dikerjakan")),
                ("kendala", models.CharField(blank=True, max_length=300, verbose_name="kendala")),
                ("tindak", models.CharField(blank=True, max_length=300, verbose_name="yang akan dilakukan")),
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "kemajuan pekerjaan",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-tanggal"], name="kemajuan_usulan"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="kemajuanusulan_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="kemajuanusulan_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="kemajuanusulan_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="kemajuanusulan_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "sah")),
                        fields=("usulan", "tanggal"),
                        name="kemajuan_sekali_sehari",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("persen__gte", 0), ("persen__lte", 100)), name="kemajuan_persen_wajar"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("uraian", ""), _negated=True), name="kemajuan_beruraian"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="kemajuan_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="kemajuan_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KasPemelihara",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                (
                    "arah",
                    models.CharField(
                        choices=[("masuk", "Iuran masuk"), ("keluar", "Biaya pemeliharaan")],
                        max_length=6,
                        verbose_name="masuk atau keluar",
                    ),
                ),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                ("uraian", models.CharField(max_length=150, verbose_name="uraian")),
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "kas pemeliharaan",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-tanggal"], name="kas_pemelihara_usulan"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="kaspemelihara_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="kaspemelihara_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="kaspemelihara_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="kaspemelihara_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("jumlah__gt", 0), models.Q(("uraian", ""), _negated=True)),
                        name="kas_pemelihara_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="kas_pemelihara_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="kas_pemelihara_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FotoPekerjaan",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("titik", models.CharField(max_length=60, verbose_name="titik foto")),
                (
                    "tahap",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "0%"), (50, "50%"), (100, "100%")], verbose_name="tahap"
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("keterangan", models.CharField(blank=True, max_length=150, verbose_name="keterangan")),
                (
                    "berkas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto",
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "foto pekerjaan",
                "ordering": ["usulan", "titik", "tahap"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="fotopekerjaan_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="fotopekerjaan_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="fotopekerjaan_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="fotopekerjaan_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "sah")),
                        fields=("usulan", "titik", "tahap"),
                        name="foto_titik_tahap_sekali",
                    ),
                    models.CheckConstraint(condition=models.Q(("tahap__in", [0, 50, 100])), name="foto_tahap_dikenal"),
                    models.CheckConstraint(condition=models.Q(("titik", ""), _negated=True), name="foto_bertitik"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="foto_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="foto_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BarisRAB",
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
                ("ke", models.PositiveSmallIntegerField(default=0, verbose_name="RAB ke")),
                ("urut", models.PositiveSmallIntegerField(verbose_name="urut")),
                (
                    "kelompok",
                    models.CharField(
                        choices=[
                            ("bahan", "Bahan"),
                            ("alat", "Alat"),
                            ("upah", "Upah"),
                            ("bantuan", "Bantuan kepada penerima"),
                            ("lain", "Lain-lain"),
                        ],
                        max_length=8,
                        verbose_name="kelompok",
                    ),
                ),
                ("uraian", models.CharField(max_length=150, verbose_name="uraian")),
                ("volume", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="volume")),
                ("satuan", models.CharField(max_length=30, verbose_name="satuan")),
                ("harga_satuan", inti.money.RupiahField(verbose_name="harga satuan")),
                (
                    "jumlah",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("volume"),
                            models.F("harga_satuan"),
                            arg_joiner=" * ",
                            output_field=inti.money.RupiahField(),
                            template="round(%(expressions)s)",
                        ),
                        output_field=inti.money.RupiahField(),
                    ),
                ),
                ("blm", inti.money.RupiahField(default=0, verbose_name="BLM")),
                ("swadaya", inti.money.RupiahField(default=0, verbose_name="swadaya")),
                ("lain", inti.money.RupiahField(default=0, verbose_name="dana lain")),
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris RAB",
                "ordering": ["usulan", "ke", "urut"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "usulan", "ke", "urut"], name="barisrab_p"),
                    models.Index(fields=["kode_kota", "usulan", "ke", "urut"], name="barisrab_k"),
                    models.Index(fields=["kode_kecamatan", "usulan", "ke", "urut"], name="barisrab_c"),
                    models.Index(fields=["wilayah", "usulan", "ke", "urut"], name="barisrab_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("usulan", "ke", "urut"), name="baris_rab_urut"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uraian", ""), _negated=True), models.Q(("satuan", ""), _negated=True)
                        ),
                        name="baris_rab_beruraian",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("harga_satuan__gt", 0), ("volume__gt", 0)), name="baris_rab_positif"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("blm__gte", 0), ("lain__gte", 0), ("swadaya__gte", 0)),
                        name="baris_rab_bagian_tidak_negatif",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BarisBAPPUK",
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
                ("peringkat", models.PositiveSmallIntegerField(verbose_name="peringkat")),
                (
                    "putusan",
                    models.CharField(
                        choices=[("disetujui", "Disetujui"), ("ditunda", "Ditunda"), ("ditolak", "Ditolak")],
                        max_length=10,
                        verbose_name="putusan",
                    ),
                ),
                ("disetujui", inti.money.RupiahField(default=0, verbose_name="BLM disetujui")),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "bappuk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="baris",
                        to="ksm.bappuk",
                        verbose_name="BAPPUK",
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="putusan",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris BAPPUK",
                "ordering": ["bappuk", "peringkat"],
                "indexes": [
                    models.Index(fields=["usulan"], name="bappuk_usulan"),
                    models.Index(fields=["kode_provinsi", "bappuk", "peringkat"], name="barisbappuk_p"),
                    models.Index(fields=["kode_kota", "bappuk", "peringkat"], name="barisbappuk_k"),
                    models.Index(fields=["kode_kecamatan", "bappuk", "peringkat"], name="barisbappuk_c"),
                    models.Index(fields=["wilayah", "bappuk", "peringkat"], name="barisbappuk_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("bappuk", "peringkat"),
                        name="bappuk_peringkat_sekali",
                    ),
                    models.UniqueConstraint(fields=("bappuk", "usulan"), name="bappuk_usulan_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("peringkat__gte", 1)), name="bappuk_peringkat_mulai_satu"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disetujui__gt", 0), ("putusan", "disetujui")),
                            models.Q(
                                models.Q(("putusan", "disetujui"), _negated=True),
                                ("disetujui", 0),
                                models.Q(("alasan", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="bappuk_putusan_lengkap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BahanUsulan",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("uraian", models.CharField(max_length=150, verbose_name="bahan")),
                ("volume", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="jumlah")),
                ("satuan", models.CharField(max_length=30, verbose_name="satuan")),
                ("pemasok", models.CharField(blank=True, max_length=120, verbose_name="dari")),
                ("mutu", models.CharField(blank=True, max_length=150, verbose_name="keadaan bahan")),
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "bahan masuk",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-tanggal"], name="bahan_usulan"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="bahanusulan_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="bahanusulan_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="bahanusulan_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="bahanusulan_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uraian", ""), _negated=True),
                            models.Q(("satuan", ""), _negated=True),
                            ("volume__gt", 0),
                        ),
                        name="bahan_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="bahan_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="bahan_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BadanPemelihara",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("nama", models.CharField(max_length=120, verbose_name="badan pemelihara")),
                ("ketua", models.CharField(max_length=150, verbose_name="penanggung jawab")),
                ("telepon", models.CharField(blank=True, max_length=20, verbose_name="nomor yang dapat dihubungi")),
                ("dibentuk", models.DateField(verbose_name="dibentuk pada")),
                ("umur_tahun", models.PositiveSmallIntegerField(verbose_name="umur rencana sarana (tahun)")),
                (
                    "irama",
                    models.CharField(
                        choices=[
                            ("bulanan", "Setiap bulan"),
                            ("tahunan", "Setiap tahun"),
                            ("pakai", "Setiap kali dipakai"),
                            ("tanpa", "Tanpa iuran, gotong royong"),
                        ],
                        max_length=8,
                        verbose_name="iuran",
                    ),
                ),
                ("iuran", inti.money.RupiahField(blank=True, null=True, verbose_name="besar iuran per KK")),
                ("tugas", models.TextField(blank=True, verbose_name="cara memelihara")),
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "badan pemelihara",
                "ordering": ["-dibentuk", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-dibentuk", "-id"], name="badanpemelihara_p"),
                    models.Index(fields=["kode_kota", "-dibentuk", "-id"], name="badanpemelihara_k"),
                    models.Index(fields=["kode_kecamatan", "-dibentuk", "-id"], name="badanpemelihara_c"),
                    models.Index(fields=["wilayah", "-dibentuk", "-id"], name="badanpemelihara_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "sah")), fields=("usulan",), name="pemelihara_satu_berlaku"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nama", ""), _negated=True),
                            models.Q(("ketua", ""), _negated=True),
                            ("umur_tahun__range", (1, 50)),
                        ),
                        name="pemelihara_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("irama", "tanpa"), models.Q(("iuran__gt", 0), ("iuran__isnull", False)), _connector="XOR"
                        ),
                        name="pemelihara_iuran_berirama",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dibentuk__isnull", True), ("dibentuk__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="pemelihara_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="pemelihara_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VerifikasiUsulan",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                (
                    "unit",
                    models.CharField(
                        choices=[("upl", "UPL"), ("ups", "UPS"), ("upk", "UPK")], max_length=3, verbose_name="unit"
                    ),
                ),
                ("edisi", models.PositiveSmallIntegerField(default=1, verbose_name="edisi")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("jawaban", models.JSONField(default=dict, verbose_name="jawaban")),
                ("ya", models.PositiveSmallIntegerField(verbose_name="sudah")),
                ("butir", models.PositiveSmallIntegerField(verbose_name="dari")),
                (
                    "hasil",
                    models.CharField(
                        choices=[("layak", "Layak"), ("perbaiki", "Perlu diperbaiki"), ("tidak_layak", "Tidak layak")],
                        max_length=12,
                        verbose_name="hasil",
                    ),
                ),
                ("catatan", models.TextField(blank=True, verbose_name="catatan")),
                ("pemeriksa", models.CharField(max_length=150, verbose_name="dinilai oleh")),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
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
                "verbose_name": "verifikasi usulan",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-tanggal"], name="verifikasi_usulan"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="verifikasiusulan_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="verifikasiusulan_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="verifikasiusulan_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="verifikasiusulan_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("butir__gte", 1), ("ya__lte", models.F("butir"))),
                        name="verifikasi_hitungan_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hasil", "layak"), models.Q(("catatan", ""), _negated=True), _connector="OR"
                        ),
                        name="verifikasi_kurang_bercatatan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pemeriksa", ""), _negated=True), name="verifikasi_berpemeriksa"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="verifikasi_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="verifikasi_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SwadayaUsulan",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                (
                    "bentuk",
                    models.CharField(
                        choices=[
                            ("tunai", "Uang tunai"),
                            ("tenaga", "Tenaga (hari orang kerja)"),
                            ("bahan", "Bahan dan alat"),
                            ("lahan", "Lahan"),
                        ],
                        max_length=6,
                        verbose_name="bentuk",
                    ),
                ),
                ("uraian", models.CharField(max_length=150, verbose_name="uraian")),
                ("volume", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="jumlah")),
                ("satuan", models.CharField(max_length=30, verbose_name="satuan")),
                ("harga_satuan", inti.money.RupiahField(verbose_name="harga yang disepakati")),
                (
                    "nilai",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("volume"),
                            models.F("harga_satuan"),
                            arg_joiner=" * ",
                            output_field=inti.money.RupiahField(),
                            template="round(%(expressions)s)",
                        ),
                        output_field=inti.money.RupiahField(),
                    ),
                ),
                ("penyumbang", models.CharField(blank=True, max_length=150, verbose_name="dari")),
                (
                    "jenis_kelamin",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
                        max_length=1,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("orang", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="orang")),
                (
                    "jam",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="jam kerja"
                    ),
                ),
                (
                    "janji",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="realisasi",
                        to="ksm.janjiswadaya",
                        verbose_name="janji",
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "swadaya",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-tanggal"], name="swadaya_usulan"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="swadayausulan_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="swadayausulan_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="swadayausulan_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="swadayausulan_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("uraian", ""), _negated=True),
                            models.Q(("satuan", ""), _negated=True),
                            ("harga_satuan__gt", 0),
                            ("volume__gt", 0),
                        ),
                        name="swadaya_lengkap",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("orang__isnull", True), ("orang__gt", 0), _connector="OR"),
                        name="swadaya_orang_positif",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jam__isnull", True), ("jam__gt", 0), _connector="OR"),
                        name="swadaya_jam_positif",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="swadaya_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="swadaya_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PenerimaanBantuan",
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
                    "status",
                    django_fsm.FSMField(
                        choices=[("sah", "Sah"), ("batal", "Dibatalkan")],
                        default="sah",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                ("tanggal", models.DateField(verbose_name="diterima pada")),
                (
                    "bentuk",
                    models.CharField(
                        choices=[("uang", "Uang"), ("barang", "Barang"), ("jasa", "Jasa atau pekerjaan")],
                        max_length=6,
                        verbose_name="bentuk",
                    ),
                ),
                ("jumlah", inti.money.RupiahField(verbose_name="nilai yang diterima")),
                (
                    "bukti",
                    models.CharField(
                        choices=[("tanda_tangan", "Tanda tangan atau cap jempol"), ("foto", "Foto penyerahan")],
                        max_length=12,
                        verbose_name="bukti",
                    ),
                ),
                (
                    "diwakili",
                    models.CharField(blank=True, max_length=150, verbose_name="diterima oleh (bila diwakili)"),
                ),
                ("keterangan", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                (
                    "berkas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto bukti",
                    ),
                ),
                (
                    "pemanfaat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penerimaan",
                        to="ksm.pemanfaatusulan",
                        verbose_name="penerima",
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
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="ksm.usulan",
                        verbose_name="usulan",
                    ),
                ),
            ],
            options={
                "verbose_name": "penerimaan bantuan",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-tanggal"], name="penerimaan_usulan"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="penerimaanbantuan_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="penerimaanbantuan_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="penerimaanbantuan_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="penerimaanbantuan_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "sah")), fields=("pemanfaat",), name="penerimaan_bantuan_sekali"
                    ),
                    models.CheckConstraint(condition=models.Q(("jumlah__gt", 0)), name="penerimaan_bantuan_positif"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="penerimaan_bantuan_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="penerimaan_bantuan_batal_beralasan",
                    ),
                ],
            },
        ),
    ]
