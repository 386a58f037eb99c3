"""Summaries: what dashboards read instead of the records. Everything here can be recomputed from them.

One row per kelurahan, programme and month; sums per area above; one figure per area and indicator. The running month is
refreshed by a task (`dasbor.segarkan`), a month that has passed stays as it was. Source: DAS-03 to DAS-06.
"""

from __future__ import annotations

from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dasbor import izin
from inti.formats import share
from wilayah.models import Berwilayah, Wilayah, scope_indexes


class RingkasanKelurahan(Berwilayah):
    """What is known of one kelurahan in one month; `ukuran` holds additive measures (orang, kk, rupiah, buah, hari).

    `langkah` holds its stages as a heat map shows them. The other columns are what lists sort and narrow by:
    `hari_lewat` (days of the stage that is late the longest), `temuan_persen` (findings met of the running stage),
    `kini` (code of the stage that asks for work), `gelombang_mulai` (planned start of its first stage: its wave),
    `sebab` (its first missing finding, in Indonesian). Source: DAS-03.
    """

    IZIN_BACA = izin.LIHAT

    program = models.CharField(_("program"), max_length=30)
    bulan = models.DateField(_("bulan"))
    siklus = models.ForeignKey("siklus.Siklus", models.PROTECT, related_name="+")
    siklus_status = models.CharField(_("keadaan siklus"), max_length=30)
    angkatan = models.PositiveSmallIntegerField(_("angkatan"))
    gelombang_mulai = models.DateField(_("gelombang mulai"), null=True)
    tahun_siklus = models.PositiveSmallIntegerField(_("tahun siklus"), default=1)
    kini = models.CharField(_("langkah sekarang"), max_length=10, blank=True)
    keadaan = models.CharField(_("keadaan langkah sekarang"), max_length=20, blank=True)
    temuan_persen = models.PositiveSmallIntegerField(_("temuan terpenuhi (%)"), null=True)
    hari_lewat = models.PositiveIntegerField(_("lewat (hari)"), default=0)
    terlambat = models.GeneratedField(
        expression=Q(hari_lewat__gt=0),  # type: ignore[arg-type]  # a Q is an expression too
        output_field=models.BooleanField(),
        db_persist=True,
    )
    sebab = models.TextField(_("yang pertama kurang"), blank=True)
    sebab_tautan = models.CharField(max_length=300, blank=True)
    menunggu_sejak = models.DateTimeField(_("menunggu verifikasi sejak"), null=True)
    kegiatan_terakhir = models.DateField(_("kegiatan terakhir"), null=True)
    langkah = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    ukuran = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    versi_sumber = models.CharField(max_length=16, blank=True)
    per_tanggal = models.DateField(_("sampai tanggal"))
    dihitung_pada = models.DateTimeField(_("dihitung pada"))

    class Meta:
        verbose_name = _("ringkasan kelurahan")
        ordering = ["wilayah", "-bulan"]
        constraints = [
            models.UniqueConstraint(fields=["wilayah", "program", "bulan"], name="ringkasan_sekali_sebulan"),
            models.CheckConstraint(condition=Q(bulan__day=1), name="ringkasan_bulan_hari_pertama"),
            models.CheckConstraint(
                condition=Q(temuan_persen__isnull=True) | Q(temuan_persen__lte=100), name="ringkasan_temuan_persen"
            ),
            models.CheckConstraint(condition=Q(per_tanggal__gte=F("bulan")), name="ringkasan_tanggal_dalam_bulan"),
        ]
        indexes = scope_indexes("ringkasan", "program", "bulan", "wilayah")[:3]

    def __str__(self) -> str:
        return f"{self.wilayah_id} {self.bulan:%Y-%m}"


class _DiAtas(Berwilayah):
    """Base of what is kept per area of any level; without area it is the nation."""

    IZIN_BACA = izin.LIHAT

    wilayah = models.ForeignKey(  # type: ignore[assignment]
        Wilayah, models.PROTECT, null=True, db_column="kode_wilayah", related_name="+", db_index=False,
        verbose_name=_("wilayah"),
    )  # fmt: skip
    program = models.CharField(_("program"), max_length=30)
    bulan = models.DateField(_("bulan"))
    dihitung_pada = models.DateTimeField(_("dihitung pada"))

    class Meta:
        abstract = True

    @property
    def kode(self) -> str:
        """The area code, "" for the nation."""
        return self.wilayah_id or ""


class RingkasanWilayah(_DiAtas):
    """Sums of the measures of all kelurahan below one area in one month.

    `kelurahan` counts those with a cycle, `melapor` by measure how many of them know it. Source: DAS-04.
    """

    kelurahan = models.PositiveIntegerField(_("kelurahan"), default=0)
    terlambat = models.PositiveIntegerField(_("terlambat"), default=0)
    ukuran = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    melapor = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    per_tanggal = models.DateField(_("sampai tanggal"))

    class Meta:
        verbose_name = _("ringkasan wilayah")
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah", "program", "bulan"], name="ringkasan_wilayah_sekali_sebulan", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(bulan__day=1), name="ringkasan_wilayah_bulan_hari_pertama"),
            models.CheckConstraint(condition=Q(terlambat__lte=F("kelurahan")), name="ringkasan_wilayah_bagian"),
        ]
        indexes = scope_indexes("ringkasan_wil", "program", "bulan", "wilayah")[:3]

    def __str__(self) -> str:
        return f"{self.kode or 'nasional'} {self.bulan:%Y-%m}"


class NilaiIndikator(_DiAtas):
    """One figure of one area and month: numerator, denominator (none for a plain sum), and how complete it is.

    `wajib` counts the kelurahan that should know it, `melapor` those that do. Source: DAS-05, DAS-06.
    """

    kode_indikator = models.CharField(_("indikator"), max_length=60)
    pembilang = models.DecimalField(_("pembilang"), max_digits=20, decimal_places=2, null=True)
    penyebut = models.DecimalField(_("penyebut"), max_digits=20, decimal_places=2, null=True)
    wajib = models.PositiveIntegerField(_("kelurahan yang wajib"), default=0)
    melapor = models.PositiveIntegerField(_("kelurahan yang melapor"), default=0)

    class Meta:
        verbose_name = _("nilai indikator")
        ordering = ["wilayah", "kode_indikator"]
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah", "program", "bulan", "kode_indikator"], name="indikator_sekali_sebulan",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(bulan__day=1), name="indikator_bulan_hari_pertama"),
            models.CheckConstraint(condition=Q(melapor__lte=F("wajib")), name="indikator_melapor_bagian"),
        ]  # fmt: skip
        indexes = scope_indexes("indikator", "program", "bulan", "id")[:3]

    def __str__(self) -> str:
        return f"{self.kode or 'nasional'} {self.bulan:%Y-%m} {self.kode_indikator}"

    @property
    def persen(self) -> Decimal | None:
        """Percent, unrounded; None where there is nothing to divide by."""
        return share(self.pembilang, self.penyebut)
