"""Volunteers: the hard measure of enthusiasm (domain 15.13)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from siklus import izin
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import Berwilayah, JenisKelamin, scope_indexes


class Relawan(Berwilayah):
    """One volunteer of a Siklus; who is still active is kept year by year in `RelawanTahun`. Source: SIK-53, SIK-58.

    `langkah` is the stage in whose rembug the person came forward (empty for those who join later); with it the row
    locks. `pembeda` tells two people of one name in one RT apart. Personal data: name and telephone, masked in audit.
    """

    IZIN_BACA = izin.LIHAT

    siklus = models.ForeignKey("siklus.Siklus", models.PROTECT, related_name="relawan")
    langkah = models.ForeignKey("siklus.Langkah", models.PROTECT, related_name="relawan", null=True, blank=True)
    warga = models.ForeignKey("wilayah.Warga", models.PROTECT, related_name="+", null=True, blank=True)
    nama = models.CharField(_("nama"), max_length=150)
    pembeda = models.CharField(_("pembeda bila bernama sama"), max_length=60, blank=True)
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin)
    miskin = models.BooleanField(_("warga miskin"), default=False)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    peran = models.CharField(_("peran"), max_length=60, blank=True)
    telepon = models.CharField(_("telepon"), max_length=20, blank=True)
    sejak = models.DateField(_("sejak"))
    pengurus_partai = models.BooleanField(_("pengurus partai atau calon pejabat"), default=False)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("relawan")
        ordering = ["nama", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["siklus", "warga"],
                condition=Q(status="sah", warga__isnull=False),
                name="relawan_warga_sekali",
            ),
            models.UniqueConstraint(
                "siklus",
                Lower("nama"),
                "jenis_kelamin",
                "basis",
                Lower("pembeda"),
                condition=Q(status="sah"),
                nulls_distinct=False,
                name="relawan_nama_sekali",
            ),
            models.CheckConstraint(condition=~Q(nama=""), name="relawan_bernama"),
            dated("sejak", "relawan_sejak_wajar"),
            reasoned("relawan_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["siklus", "basis"], name="relawan_siklus"),
            *scope_indexes("relawan", "nama", "id"),
        ]

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it names nobody.
        return f"Relawan {'.'.join(kata[0] for kata in self.nama.split())}."

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the stage that recruited the person, else of the Siklus."""
        return self.langkah_id or self.siklus_id

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly, or twice: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class RelawanTahun(Berwilayah):
    """Whether a volunteer was active in one calendar year. Source: SIK-53."""

    IZIN_BACA = izin.LIHAT

    relawan = models.ForeignKey(Relawan, models.PROTECT, related_name="tahun")
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    aktif = models.BooleanField(_("masih aktif"))
    catatan = models.CharField(_("catatan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("keaktifan relawan")
        ordering = ["tahun"]
        constraints = [
            models.UniqueConstraint(fields=["relawan", "tahun"], name="relawan_tahun_sekali"),
            models.CheckConstraint(condition=Q(tahun__gte=1999) & Q(tahun__lte=2100), name="relawan_tahun_wajar"),
        ]

    def __str__(self) -> str:
        return f"{self.relawan} {self.tahun}"

    @property
    def jejak_induk_id(self) -> object:
        """Part of the volunteer's own trail."""
        return self.relawan.langkah_id or self.relawan.siklus_id
