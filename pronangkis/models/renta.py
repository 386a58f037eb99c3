"""The yearly plan: the slice of the PJM of one year, with months, group and indicator."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from pronangkis import izin
from siklus.models.dasar import AnakLangkah
from wilayah.models import Berwilayah, scope_indexes


class Renta(AnakLangkah):
    """Rencana tahunan: year `tahun_ke` of one PJM version. Volume and money are read from the PJM. Source: PJM-13.

    The first is ratified together with the PJM, the later ones in the rembug of their year. If money or volume must
    change in between, the PJM gets a new version and this year's Renta follows it.
    """

    IZIN_BACA = izin.LIHAT

    class Status(models.TextChoices):
        DRAF = "draf", _("Draf")
        DIAJUKAN = "diajukan", _("Diajukan ke warga")
        DISAHKAN = "disahkan", _("Disahkan warga")
        DIGANTIKAN = "digantikan", _("Digantikan")

    pjm = models.ForeignKey("pronangkis.PJM", models.PROTECT, related_name="renta")
    siklus = models.ForeignKey("siklus.Siklus", models.PROTECT, related_name="renta")
    tahun_ke = models.PositiveSmallIntegerField(_("tahun ke"))
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    status = FSMField(_("status"), max_length=12, choices=Status, default=Status.DRAF, protected=True)
    pengesahan = models.ForeignKey(
        "pronangkis.Pengesahan", models.PROTECT, related_name="renta", null=True, blank=True, editable=False
    )
    catatan = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("Renta")
        ordering = ["wilayah", "tahun_ke", "-dibuat_pada"]
        constraints = [
            models.UniqueConstraint(fields=["pjm", "tahun_ke"], name="renta_sekali_per_tahun"),
            models.UniqueConstraint(
                fields=["siklus", "tahun_ke"], condition=Q(status="disahkan"), name="renta_satu_berlaku"
            ),
            models.CheckConstraint(condition=Q(tahun_ke__gte=1) & Q(tahun_ke__lte=3), name="renta_tahun_ke_wajar"),
            models.CheckConstraint(
                condition=Q(status="disahkan", pengesahan__isnull=False)
                | Q(status__in=["draf", "diajukan"], pengesahan__isnull=True)
                | Q(status="digantikan"),
                name="renta_disahkan_dengan_rembug",
            ),
        ]
        indexes = scope_indexes("renta", "-dibuat_pada", "-id")

    def __str__(self) -> str:
        return f"Renta {self.tahun}"

    @transition(
        status,
        source=Status.DRAF,
        target=Status.DIAJUKAN,
        permission=izin.SUSUN,
        custom={"label": _("Ajukan ke rembug"), "syarat": "pronangkis.renta.ajukan", "gaya": "go"},
    )
    def ajukan(self) -> None:
        """Lay this Renta before the residents; from here on it does not change. Source: PJM-13."""

    @transition(
        status,
        source=Status.DIAJUKAN,
        target=Status.DRAF,
        permission=izin.SUSUN,
        custom={"label": _("Tarik kembali menjadi draf"), "syarat": "pronangkis.renta.tarik", "perlu_alasan": True},
    )
    def tarik(self) -> None:
        """Handed in too early. Source: PJM-10."""

    @transition(
        status,
        source=Status.DIAJUKAN,
        target=Status.DISAHKAN,
        permission=izin.SAHKAN,
        custom={"label": _("Catat pengesahan rembug"), "syarat": "pronangkis.renta.sahkan", "gaya": "go"},
    )
    def sahkan(self, *, pengesahan: Any) -> None:
        """The residents ratified it in the rembug. Source: PJM-11."""
        self.pengesahan = pengesahan

    @transition(
        status,
        source=[Status.DRAF, Status.DIAJUKAN, Status.DISAHKAN],
        target=Status.DIGANTIKAN,
        permission=izin.SUSUN,
        custom={"label": _("Gantikan"), "otomatis": True},
    )
    def gantikan(self) -> None:
        """Its PJM version was replaced. Source: PJM-10."""


class KegiatanRenta(Berwilayah):
    """One activity in the year of a Renta: who does it, in which months, and how success is seen. Source: PJM-14.

    Volume, beneficiaries and money are those of the activity in that year; they are not stored twice.
    """

    IZIN_BACA = izin.LIHAT

    renta = models.ForeignKey(Renta, models.PROTECT, related_name="kegiatan")
    kegiatan = models.ForeignKey("pronangkis.KegiatanPJM", models.PROTECT, related_name="renta")
    ksm = models.CharField(_("KSM/panitia"), max_length=120, blank=True)
    bulan = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name=_("jadwal (bulan)"))
    indikator = models.CharField(_("indikator hasil"), max_length=200, blank=True)
    catatan = models.CharField(_("catatan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kegiatan Renta")
        ordering = ["renta", "kegiatan__urutan"]
        constraints = [
            models.UniqueConstraint(fields=["renta", "kegiatan"], name="kegiatan_renta_sekali"),
            models.CheckConstraint(
                condition=Q(bulan__contained_by=list(range(1, 13))), name="kegiatan_renta_bulan_satu_dua_belas"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Baris Renta"))

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the Renta's trail."""
        return self.renta_id
