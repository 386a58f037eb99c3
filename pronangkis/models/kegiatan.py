"""Programmes, activities and their costs: the lines of the plan."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from inti.models import new_id
from inti.money import RupiahField
from pronangkis import izin
from wilayah.models import Berwilayah, scope_indexes

VOLUME: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "null": True, "blank": True}


class Bidang(models.TextChoices):
    """Fields of the plan: Tridaya, the work programme of the BKM, and its running cost. Source: PJM-04."""

    LINGKUNGAN = "lingkungan", _("Lingkungan")
    SOSIAL = "sosial", _("Sosial")
    EKONOMI = "ekonomi", _("Ekonomi")
    KELEMBAGAAN = "kelembagaan", _("Kelembagaan dan kepemimpinan")
    BOP = "bop", _("Biaya operasional BKM")


class ProgramPJM(Berwilayah):
    """One programme of a version, in one field. `garis_id` is the same in every version. Source: PJM-04."""

    IZIN_BACA = izin.LIHAT

    pjm = models.ForeignKey("pronangkis.PJM", models.PROTECT, related_name="program")
    garis_id = models.UUIDField(default=new_id, editable=False)
    bidang = models.CharField(_("bidang"), max_length=12, choices=Bidang)
    nama = models.CharField(_("program"), max_length=150)
    tujuan = models.CharField(_("tujuan"), max_length=500, blank=True)
    urutan = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("program PJM")
        ordering = ["pjm", "bidang", "urutan", "nama"]
        constraints = [
            models.UniqueConstraint(fields=["pjm", "garis_id"], name="program_garis_sekali"),
            models.UniqueConstraint(fields=["pjm", "bidang", "nama"], name="program_nama_sekali"),
            models.CheckConstraint(condition=~Q(nama=""), name="program_bernama"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the plan's trail."""
        return self.pjm_id


class KegiatanPJM(Berwilayah):
    """One activity of a version. `garis_id` is the same in every version. Source: PJM-04 .. PJM-08.

    `volume` is in `satuan`; `volume_1` .. `volume_3` are its parts by year and sum to it once the plan is handed in.
    `pemanfaat_*` are persons, `kk_miskin` households on PS-2. What it costs is the sum of its cost lines, never typed.
    """

    IZIN_BACA = izin.LIHAT

    class Unit(models.TextChoices):
        UPL = "upl", _("UPL")
        UPS = "ups", _("UPS")
        UPK = "upk", _("UPK")
        SEKRETARIAT = "sekretariat", _("Sekretariat BKM")

    pjm = models.ForeignKey("pronangkis.PJM", models.PROTECT, related_name="kegiatan")
    program = models.ForeignKey(ProgramPJM, models.PROTECT, related_name="kegiatan")
    garis_id = models.UUIDField(default=new_id, editable=False)
    urutan = models.PositiveSmallIntegerField(_("nomor"), default=0)
    nama = models.CharField(_("kegiatan"), max_length=200)
    lokasi = models.CharField(_("lokasi"), max_length=200, blank=True)
    masalah = models.ManyToManyField(
        "siklus.Masalah", related_name="kegiatan_pjm", blank=True, verbose_name=_("masalah yang dijawab")
    )
    basis = models.ManyToManyField("wilayah.Basis", related_name="+", blank=True, verbose_name=_("RT/RW"))
    volume = models.DecimalField(_("volume"), **VOLUME)
    satuan = models.CharField(_("satuan"), max_length=30, blank=True)
    volume_1 = models.DecimalField(_("volume tahun 1"), **VOLUME)
    volume_2 = models.DecimalField(_("volume tahun 2"), **VOLUME)
    volume_3 = models.DecimalField(_("volume tahun 3"), **VOLUME)
    pemanfaat_l = models.PositiveIntegerField(_("pemanfaat laki-laki"), null=True, blank=True)
    pemanfaat_p = models.PositiveIntegerField(_("pemanfaat perempuan"), null=True, blank=True)
    kk_miskin = models.PositiveIntegerField(_("KK miskin"), null=True, blank=True)
    pelaksana = models.CharField(_("pelaksana"), max_length=100, blank=True)
    unit = models.CharField(_("penanggung jawab UP"), max_length=12, choices=Unit, blank=True)
    prioritas = models.PositiveSmallIntegerField(_("prioritas"), null=True, blank=True, editable=False)
    keterangan = models.CharField(_("keterangan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kegiatan PJM")
        ordering = ["pjm", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pjm", "garis_id"], name="kegiatan_garis_sekali"),
            models.UniqueConstraint(
                fields=["pjm", "prioritas"],
                name="kegiatan_prioritas_sekali",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(nama=""), name="kegiatan_bernama"),
            models.CheckConstraint(
                condition=(Q(volume__isnull=True) | Q(volume__gt=0))
                & (Q(volume_1__isnull=True) | Q(volume_1__gte=0))
                & (Q(volume_2__isnull=True) | Q(volume_2__gte=0))
                & (Q(volume_3__isnull=True) | Q(volume_3__gte=0)),
                name="kegiatan_volume_positif",
            ),
            models.CheckConstraint(
                condition=Q(prioritas__isnull=True) | Q(prioritas__gte=1), name="kegiatan_prioritas_mulai_satu"
            ),
        ]
        indexes = [
            models.Index(fields=["pjm", "urutan"], name="kegiatan_pjm"),
            *scope_indexes("kegiatan_pjm", "-dibuat_pada", "-id"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the plan's trail."""
        return self.pjm_id

    def volume_of(self, ke: int) -> Any:
        """Volume in year `ke` of the plan, None where nothing is planned."""
        return getattr(self, f"volume_{ke}")


class BiayaKegiatan(Berwilayah):
    """What one source pays for one activity in one year of the plan, whole rupiah. Source: PJM-06.

    The sum of these lines IS the cost of the activity, of its programme and of the plan.
    """

    IZIN_BACA = izin.LIHAT

    kegiatan = models.ForeignKey(KegiatanPJM, models.PROTECT, related_name="biaya")
    sumber = models.ForeignKey("siklus.SumberDana", models.PROTECT, related_name="+")
    tahun_ke = models.PositiveSmallIntegerField(_("tahun ke"))
    jumlah = RupiahField(_("jumlah"))

    class Meta:
        verbose_name = _("biaya kegiatan")
        ordering = ["kegiatan", "tahun_ke", "sumber"]
        constraints = [
            models.UniqueConstraint(fields=["kegiatan", "sumber", "tahun_ke"], name="biaya_sekali"),
            models.CheckConstraint(
                condition=Q(jumlah__gt=0) & Q(jumlah=Func(F("jumlah"), function="trunc")), name="biaya_rupiah_utuh"
            ),
            models.CheckConstraint(condition=Q(tahun_ke__gte=1) & Q(tahun_ke__lte=3), name="biaya_tahun_wajar"),
        ]

    def __str__(self) -> str:
        return f"{self.sumber_id} tahun {self.tahun_ke}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the plan's trail."""
        return self.kegiatan.pjm_id
