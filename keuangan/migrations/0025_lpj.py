import datetime
import django.db.models.deletion
import django.db.models.expressions
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
        ("keuangan", "0024_aturan_blm"),
        ("ksm", "0005_aturan_usulan"),
        ("laporan", "0003_badan_pemilik"),
        ("wilayah", "0003_aturan_basis_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="Penyelewengan",
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
                    "tempat",
                    models.CharField(
                        choices=[
                            ("ksm", "KSM"),
                            ("upk", "UPK"),
                            ("upl", "UPL"),
                            ("ups", "UPS"),
                            ("sekretariat", "Sekretariat BKM"),
                            ("bkm", "BKM"),
                        ],
                        max_length=11,
                        verbose_name="terjadi di",
                    ),
                ),
                ("tahun_dana", models.PositiveSmallIntegerField(verbose_name="tahun dana")),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                (
                    "pelaku",
                    models.CharField(
                        choices=[
                            ("pengurus_ksm", "Pengurus KSM"),
                            ("anggota_ksm", "Anggota KSM"),
                            ("petugas_upk", "Petugas UPK"),
                            ("petugas_up", "Petugas UPL atau UPS"),
                            ("sekretariat", "Sekretariat BKM"),
                            ("anggota_bkm", "Anggota BKM"),
                            ("aparat", "Aparat pemerintah"),
                            ("pendamping", "Fasilitator atau konsultan"),
                            ("pemasok", "Toko atau pemasok"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="pelaku sebagai",
                    ),
                ),
                ("ditemukan", models.DateField(verbose_name="ditemukan pada")),
                (
                    "lewat",
                    models.CharField(
                        choices=[
                            ("pengaduan", "Pengaduan warga"),
                            ("pengawas", "Pemeriksaan Pengawas"),
                            ("audit", "Audit"),
                            ("pembukuan", "Pembukuan atau LPJ"),
                            ("pendampingan", "Kunjungan pendamping"),
                            ("lain", "Cara lain"),
                        ],
                        max_length=12,
                        verbose_name="ditemukan lewat",
                    ),
                ),
                ("uraian", models.TextField(verbose_name="apa yang terjadi")),
                ("menahan", models.BooleanField(default=True, verbose_name="menahan dana baru")),
                ("dilepas_pada", models.DateField(blank=True, null=True, verbose_name="dana dilepas pada")),
                ("dilepas_dasar", models.CharField(blank=True, max_length=300, verbose_name="keputusan BKM")),
                ("ditutup_pada", models.DateField(blank=True, null=True, verbose_name="selesai pada")),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="dasar keputusan")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("dilaporkan", "Dilaporkan"),
                            ("terbukti", "Terbukti"),
                            ("tidak_terbukti", "Tidak terbukti"),
                            ("dikembalikan_sebagian", "Dikembalikan sebagian"),
                            ("selesai", "Selesai, dikembalikan seluruhnya"),
                            ("dihapus", "Dihapus menurut keputusan"),
                        ],
                        default="dilaporkan",
                        max_length=21,
                        protected=True,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "ksm",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penyelewengan",
                        to="ksm.ksm",
                        verbose_name="KSM",
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penyelewengan",
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
                "verbose_name": "penyelewengan dana",
                "ordering": ["-ditemukan", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-ditemukan", "-id"], name="penyelewengan_p"),
                    models.Index(fields=["kode_kota", "-ditemukan", "-id"], name="penyelewengan_k"),
                    models.Index(fields=["kode_kecamatan", "-ditemukan", "-id"], name="penyelewengan_c"),
                    models.Index(fields=["wilayah", "-ditemukan", "-id"], name="penyelewengan_w"),
                    models.Index(condition=models.Q(("ksm__isnull", False)), fields=["ksm"], name="penyelewengan_ksm"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tempat", "ksm"), ("ksm__isnull", True), _connector="XOR"),
                        name="penyelewengan_ksm_disebut",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("usulan__isnull", True), ("ksm__isnull", False), _connector="OR"),
                        name="penyelewengan_usulan_ksm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("uraian", ""), _negated=True), name="penyelewengan_beruraian"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tahun_dana__range", (1999, 2100))), name="penyelewengan_tahun"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dilepas_pada__isnull", True),
                            models.Q(("dilepas_dasar", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="penyelewengan_lepas_berdasar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["tidak_terbukti", "selesai", "dihapus"]),
                            ("ditutup_pada__isnull", True),
                            _connector="XOR",
                        ),
                        name="penyelewengan_tutup_bertanggal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["tidak_terbukti", "dihapus"]), _negated=True),
                            models.Q(("alasan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="penyelewengan_tutup_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="penyelewengan_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="penyelewengan_rupiah_utuh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ditemukan__isnull", True), ("ditemukan__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="penyelewengan_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RPD",
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
                ("termin", models.PositiveSmallIntegerField(verbose_name="termin")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                ("keterangan", models.CharField(blank=True, max_length=300, verbose_name="keterangan")),
                ("disetujui_pada", models.DateField(blank=True, null=True, verbose_name="disetujui pada")),
                ("disetujui_oleh_id", models.UUIDField(editable=False, null=True)),
                (
                    "disetujui_oleh_nama",
                    models.CharField(blank=True, editable=False, max_length=150, verbose_name="disetujui oleh"),
                ),
                ("dibayar_pada", models.DateField(blank=True, null=True, verbose_name="dibayar pada")),
                ("dibayar_oleh_id", models.UUIDField(editable=False, null=True)),
                (
                    "lewat",
                    models.CharField(
                        blank=True, choices=[("kas", "Kas"), ("bank", "Bank")], max_length=4, verbose_name="lewat"
                    ),
                ),
                ("penerima_nama", models.CharField(blank=True, max_length=150, verbose_name="diterima oleh")),
                ("tenggat", models.DateField(blank=True, editable=False, null=True, verbose_name="tenggat LPJ")),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("draf", "Draf"),
                            ("diajukan", "Diajukan"),
                            ("disetujui", "Disetujui"),
                            ("dibayar", "Dibayar"),
                            ("dikembalikan", "Dikembalikan"),
                            ("batal", "Dibatalkan"),
                        ],
                        default="draf",
                        max_length=12,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "berkas_pencairan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rpd",
                        to="keuangan.berkaspencairan",
                        verbose_name="dari dana",
                    ),
                ),
                (
                    "jurnal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rpd",
                        to="keuangan.jurnal",
                        verbose_name="bukti",
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
                "verbose_name": "RPD",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="rpd_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="rpd_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="rpd_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="rpd_w"),
                    models.Index(fields=["berkas_pencairan", "status"], name="rpd_berkas"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "batal"), _negated=True),
                        fields=("usulan", "termin"),
                        name="rpd_termin_sekali",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("draf", "diajukan", "dikembalikan", "disetujui"))),
                        fields=("usulan",),
                        name="rpd_satu_terbuka",
                    ),
                    models.CheckConstraint(condition=models.Q(("termin__range", (1, 12))), name="rpd_termin_wajar"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dibayar_oleh_id__isnull", False),
                                ("dibayar_pada__isnull", False),
                                ("jurnal__isnull", False),
                                ("lewat__in", ["kas", "bank"]),
                                ("status", "dibayar"),
                                ("tenggat__isnull", False),
                                models.Q(("penerima_nama", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "dibayar"), _negated=True),
                                ("dibayar_oleh_id__isnull", True),
                                ("dibayar_pada__isnull", True),
                                ("jurnal__isnull", True),
                                ("lewat", ""),
                                ("penerima_nama", ""),
                                ("tenggat__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="rpd_dibayar_berbukti",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("disetujui_oleh_id__isnull", False),
                                ("disetujui_pada__isnull", False),
                                ("status__in", ["disetujui", "dibayar"]),
                                models.Q(("disetujui_oleh_nama", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status__in", ["disetujui", "dibayar"]), _negated=True),
                                ("disetujui_oleh_id__isnull", True),
                                ("disetujui_oleh_nama", ""),
                                ("disetujui_pada__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="rpd_disetujui_bernama",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disetujui_oleh_id__isnull", True),
                            models.Q(("disetujui_oleh_id", models.F("dibuat_oleh_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="rpd_disetujui_orang_lain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dibayar_oleh_id__isnull", True),
                            models.Q(("dibayar_oleh_id", models.F("disetujui_oleh_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="rpd_dibayar_orang_lain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["dikembalikan", "batal"]), _negated=True),
                            models.Q(("alasan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="rpd_henti_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="rpd_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dibayar_pada__isnull", True),
                            ("dibayar_pada__gte", models.F("disetujui_pada")),
                            _connector="OR",
                        ),
                        name="rpd_tanggal_urut",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="rpd_rupiah_utuh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="rpd_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LPJBKM",
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
                ("diterima", inti.money.RupiahField(verbose_name="dana diterima")),
                ("modal", inti.money.RupiahField(verbose_name="modal bergulir ke UPK")),
                ("bop", inti.money.RupiahField(verbose_name="BOP BKM")),
                ("dibayar", inti.money.RupiahField(verbose_name="dibayarkan ke KSM")),
                ("kembali", inti.money.RupiahField(verbose_name="dikembalikan KSM")),
                ("dipertanggungjawabkan", inti.money.RupiahField(verbose_name="LPJ KSM diterima")),
                ("saldo", inti.money.RupiahField(boleh_negatif=True, verbose_name="saldo di BKM")),
                ("isi", models.JSONField(default=list, verbose_name="rincian per KSM")),
                ("ditetapkan_oleh_nama", models.CharField(max_length=150, verbose_name="ditetapkan oleh")),
                ("catatan", models.TextField(blank=True, verbose_name="catatan")),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[("ditetapkan", "Ditetapkan"), ("batal", "Dibatalkan")],
                        default="ditetapkan",
                        max_length=10,
                        protected=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "tahap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lpj",
                        to="keuangan.tahapblm",
                        verbose_name="tahap",
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
                "verbose_name": "LPJ BKM",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="lpjbkm_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="lpjbkm_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="lpjbkm_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="lpjbkm_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ditetapkan")), fields=("tahap",), name="lpj_bkm_satu_per_tahap"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "saldo",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("diterima"), "-", models.F("modal")
                                            ),
                                            "-",
                                            models.F("bop"),
                                        ),
                                        "-",
                                        models.F("dibayar"),
                                    ),
                                    "+",
                                    models.F("kembali"),
                                ),
                            )
                        ),
                        name="lpj_bkm_saldo_hitung",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ditetapkan_oleh_nama", ""), _negated=True), name="lpj_bkm_bernama"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="lpj_bkm_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="lpj_bkm_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="lpj_bkm_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PemulihanDana",
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
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                ("keterangan", models.CharField(max_length=200, verbose_name="keterangan")),
                ("alasan_batal", models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan")),
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
                (
                    "bukti",
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
                    "kasus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pemulihan",
                        to="keuangan.penyelewengan",
                        verbose_name="kasus",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengembalian dana",
                "ordering": ["kasus", "tanggal", "id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "kasus", "tanggal"], name="pemulihandana_p"),
                    models.Index(fields=["kode_kota", "kasus", "tanggal"], name="pemulihandana_k"),
                    models.Index(fields=["kode_kecamatan", "kasus", "tanggal"], name="pemulihandana_c"),
                    models.Index(fields=["wilayah", "kasus", "tanggal"], name="pemulihandana_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("keterangan", ""), _negated=True), name="pemulihan_dana_beruraian"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="pemulihan_dana_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="pemulihan_dana_rupiah_utuh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="pemulihan_dana_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="pemulihan_dana_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LPJKSM",
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
                ("akhir", models.BooleanField(default=False, verbose_name="LPJ akhir")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("diterima", inti.money.RupiahField(verbose_name="dana diterima")),
                ("belanja", inti.money.RupiahField(default=0, verbose_name="belanja")),
                ("swadaya", inti.money.RupiahField(default=0, verbose_name="swadaya terlaksana")),
                (
                    "penjelasan",
                    models.CharField(blank=True, max_length=500, verbose_name="penjelasan belanja di atas dana"),
                ),
                ("kk", models.PositiveIntegerField(default=0, verbose_name="KK pemanfaat terjangkau")),
                ("kk_miskin", models.PositiveIntegerField(default=0, verbose_name="di antaranya KK miskin")),
                ("catatan", models.TextField(blank=True, verbose_name="catatan")),
                ("diajukan_pada", models.DateField(blank=True, null=True, verbose_name="diajukan pada")),
                ("diperiksa_pada", models.DateField(blank=True, null=True, verbose_name="diperiksa pada")),
                ("diperiksa_oleh_id", models.UUIDField(editable=False, null=True)),
                (
                    "diperiksa_oleh_nama",
                    models.CharField(blank=True, editable=False, max_length=150, verbose_name="diperiksa oleh"),
                ),
                ("diterima_pada", models.DateField(blank=True, null=True, verbose_name="diterima pada")),
                (
                    "diterima_oleh_nama",
                    models.CharField(blank=True, editable=False, max_length=150, verbose_name="diterima oleh"),
                ),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("draf", "Draf"),
                            ("diajukan", "Diajukan"),
                            ("diperiksa_up", "Diperiksa UP"),
                            ("diterima", "Diterima BKM"),
                            ("dikembalikan", "Dikembalikan"),
                            ("batal", "Dibatalkan"),
                        ],
                        default="draf",
                        max_length=12,
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
                        related_name="lpj",
                        to="keuangan.jurnal",
                        verbose_name="bukti pertanggungjawaban",
                    ),
                ),
                (
                    "jurnal_sisa",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lpj_sisa",
                        to="keuangan.jurnal",
                        verbose_name="bukti pengembalian sisa",
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
                    "rpd",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lpj",
                        to="keuangan.rpd",
                        verbose_name="RPD",
                    ),
                ),
            ],
            options={
                "verbose_name": "LPJ KSM",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="lpjksm_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="lpjksm_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="lpjksm_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="lpjksm_w"),
                    models.Index(fields=["usulan"], name="lpjksm_usulan"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "batal"), _negated=True),
                        fields=("rpd",),
                        name="lpj_ksm_satu_per_rpd",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("akhir", True), models.Q(("status", "batal"), _negated=True)),
                        fields=("usulan",),
                        name="lpj_ksm_satu_akhir",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "belanja__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("diterima"), "+", models.F("swadaya")
                                ),
                            ),
                            models.Q(("penjelasan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lpj_ksm_lebih_berpenjelasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("belanja__gte", 0),
                            ("diterima__gt", 0),
                            ("kk_miskin__lte", models.F("kk")),
                            ("swadaya__gte", 0),
                        ),
                        name="lpj_ksm_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "diterima"), _negated=True),
                            models.Q(
                                models.Q(("jurnal__isnull", False), ("belanja", 0), _connector="OR"),
                                ("diterima_pada__isnull", False),
                                models.Q(("diterima_oleh_nama", ""), _negated=True),
                                models.Q(
                                    ("belanja__gte", models.F("diterima")),
                                    ("jurnal_sisa__isnull", False),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="lpj_ksm_diterima_berbukti",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "diterima"),
                            models.Q(
                                ("diterima_oleh_nama", ""), ("diterima_pada__isnull", True), ("jurnal__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="lpj_ksm_belum_diterima",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["diperiksa_up", "diterima"]), _negated=True),
                            models.Q(("diperiksa_oleh_id__isnull", False), ("diperiksa_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="lpj_ksm_diperiksa_bernama",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("diperiksa_oleh_id__isnull", True),
                            models.Q(("diperiksa_oleh_id", models.F("dibuat_oleh_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="lpj_ksm_diperiksa_orang_lain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["diajukan", "diperiksa_up", "diterima"]), _negated=True),
                            ("diajukan_pada__isnull", False),
                            _connector="OR",
                        ),
                        name="lpj_ksm_diajukan_bertanggal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["dikembalikan", "batal"]), _negated=True),
                            models.Q(("alasan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lpj_ksm_henti_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="lpj_ksm_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="lpj_ksm_tanggal_wajar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BelanjaKSM",
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
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
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
                ("uraian", models.CharField(max_length=150, verbose_name="yang dibeli")),
                ("toko", models.CharField(blank=True, max_length=120, verbose_name="toko")),
                (
                    "baris_rab",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ksm.barisrab",
                        verbose_name="baris RAB",
                    ),
                ),
                (
                    "nota",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto nota",
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
                    "rpd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="keuangan.rpd",
                        verbose_name="dari RPD",
                    ),
                ),
            ],
            options={
                "verbose_name": "belanja KSM",
                "ordering": ["-tanggal", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-tanggal"], name="belanjaksm_usulan"),
                    models.Index(fields=["kode_provinsi", "-tanggal", "-id"], name="belanjaksm_p"),
                    models.Index(fields=["kode_kota", "-tanggal", "-id"], name="belanjaksm_k"),
                    models.Index(fields=["kode_kecamatan", "-tanggal", "-id"], name="belanjaksm_c"),
                    models.Index(fields=["wilayah", "-tanggal", "-id"], name="belanjaksm_w"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("uraian", ""), _negated=True), name="belanja_ksm_beruraian"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="belanja_ksm_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="belanja_ksm_rupiah_utuh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tanggal__isnull", True), ("tanggal__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="belanja_ksm_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="belanja_ksm_batal_beralasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BarisRPD",
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
                ("urut", models.PositiveSmallIntegerField(verbose_name="urut")),
                ("uraian", models.CharField(max_length=150, verbose_name="uraian")),
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
                (
                    "baris_rab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ksm.barisrab",
                        verbose_name="baris RAB",
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
                    "rpd",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="baris",
                        to="keuangan.rpd",
                        verbose_name="RPD",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris RPD",
                "ordering": ["rpd", "urut"],
                "indexes": [
                    models.Index(fields=["kode_provinsi", "rpd", "urut"], name="barisrpd_p"),
                    models.Index(fields=["kode_kota", "rpd", "urut"], name="barisrpd_k"),
                    models.Index(fields=["kode_kecamatan", "rpd", "urut"], name="barisrpd_c"),
                    models.Index(fields=["wilayah", "rpd", "urut"], name="barisrpd_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("rpd", "baris_rab"), name="baris_rpd_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("uraian", ""), _negated=True), name="baris_rpd_beruraian"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="baris_rpd_rupiah_utuh",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UpahKSM",
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
                ("jumlah", inti.money.RupiahField(verbose_name="jumlah")),
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
                ("minggu", models.DateField(verbose_name="minggu mulai Senin")),
                ("pekerja_l", models.PositiveSmallIntegerField(default=0, verbose_name="pekerja laki-laki")),
                ("pekerja_p", models.PositiveSmallIntegerField(default=0, verbose_name="pekerja perempuan")),
                ("hok", models.DecimalField(decimal_places=1, max_digits=7, verbose_name="hari orang kerja")),
                ("uraian", models.CharField(blank=True, max_length=150, verbose_name="pekerjaan")),
                (
                    "baris_rab",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ksm.barisrab",
                        verbose_name="baris RAB",
                    ),
                ),
                (
                    "lembar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="laporan.berkas",
                        verbose_name="foto daftar hadir dan upah",
                    ),
                ),
                (
                    "rpd",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="keuangan.rpd",
                        verbose_name="dari RPD",
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
                "verbose_name": "upah KSM",
                "ordering": ["-minggu", "-id"],
                "indexes": [
                    models.Index(fields=["usulan", "-minggu"], name="upahksm_usulan"),
                    models.Index(fields=["kode_provinsi", "-minggu", "-id"], name="upahksm_p"),
                    models.Index(fields=["kode_kota", "-minggu", "-id"], name="upahksm_k"),
                    models.Index(fields=["kode_kecamatan", "-minggu", "-id"], name="upahksm_c"),
                    models.Index(fields=["wilayah", "-minggu", "-id"], name="upahksm_w"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "sah")),
                        fields=("usulan", "minggu", "baris_rab"),
                        name="upah_ksm_sekali_seminggu",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pekerja_l__gt", 0), ("pekerja_p__gt", 0), _connector="OR"), ("hok__gt", 0)
                        ),
                        name="upah_ksm_berpekerja",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minggu__iso_week_day", 1)), name="upah_ksm_mulai_senin"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "hok__lte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("pekerja_l"), "+", models.F("pekerja_p")
                                    ),
                                    "*",
                                    models.Value(Decimal("7")),
                                ),
                            )
                        ),
                        name="upah_ksm_hok_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dibuat_oleh_id__isnull", False)), name="upah_ksm_berpencatat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.F("jumlah"), django.db.models.functions.math.Floor("jumlah")
                            ),
                            ("jumlah__gt", 0),
                        ),
                        name="upah_ksm_rupiah_utuh",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minggu__isnull", True), ("minggu__gte", datetime.date(1990, 1, 1)), _connector="OR"
                        ),
                        name="upah_ksm_tanggal_wajar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "batal"), ("alasan_batal", ""), _connector="XOR"),
                        name="upah_ksm_batal_beralasan",
                    ),
                ],
            },
        ),
    ]
