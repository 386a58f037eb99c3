"""One month of one ledger: open, or closed by rule."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from keuangan import izin
from keuangan.hitung.dasar import month_end
from keuangan.models.buku import Buku
from wilayah.models import Berwilayah, scope_indexes


class Periode(Berwilayah):
    """A month in which entries may be dated while it is open. No row, or a closed one: no entry. Source: KEU-15 to KEU-18."""

    IZIN_BACA = izin.LIHAT_BUKU

    class Status(models.TextChoices):
        TERBUKA = "terbuka", _("Terbuka")
        DITUTUP = "ditutup", _("Ditutup")

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="periode", verbose_name=_("buku"), db_index=False)
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    bulan = models.PositiveSmallIntegerField(_("bulan"))
    status = FSMField(_("status"), max_length=10, choices=Status, default=Status.TERBUKA, protected=True)
    ditutup_pada = models.DateTimeField(_("ditutup pada"), null=True, editable=False)
    ditutup_oleh_id = models.UUIDField(null=True, editable=False)
    ditutup_oleh_nama = models.CharField(_("ditutup oleh"), max_length=150, blank=True, editable=False)
    dibuka_oleh_id = models.UUIDField(null=True, editable=False)
    alasan_buka = models.CharField(_("alasan dibuka kembali"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("periode buku")
        ordering = ["buku", "-tahun", "-bulan"]
        constraints = [
            models.UniqueConstraint(fields=["buku", "tahun", "bulan"], name="periode_sekali"),
            models.CheckConstraint(condition=Q(bulan__range=(1, 12), tahun__range=(1990, 2100)), name="periode_bulan"),
            models.CheckConstraint(
                condition=Q(status="terbuka") | Q(ditutup_pada__isnull=False, ditutup_oleh_id__isnull=False),
                name="periode_tutup_bertanggal",
            ),
            models.CheckConstraint(
                condition=Q(dibuka_oleh_id__isnull=True) ^ ~Q(alasan_buka=""), name="periode_buka_beralasan"
            ),
        ]
        indexes = scope_indexes("periode", "-tahun", "-bulan", "id")

    def __str__(self) -> str:
        return f"{self.bulan:02d}/{self.tahun}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id

    @property
    def awal(self) -> datetime.date:
        """First day of the month."""
        return datetime.date(self.tahun, self.bulan, 1)

    @property
    def akhir(self) -> datetime.date:
        """Last day of the month."""
        return month_end(self.awal)

    @transition(
        status,
        source=Status.TERBUKA,
        target=Status.DITUTUP,
        permission=izin.TUTUP_PERIODE,
        custom={"label": _("Tutup bulan"), "gaya": "go"},
    )
    def tutup(self, *, pada: datetime.datetime, oleh_id: Any, oleh_nama: str) -> None:
        """The month is counted, approved and never below zero; from now on it takes no entry. Source: KEU-16."""
        self.ditutup_pada, self.ditutup_oleh_id, self.ditutup_oleh_nama = pada, oleh_id, oleh_nama

    @transition(
        status,
        source=Status.DITUTUP,
        target=Status.TERBUKA,
        permission=izin.BUKA_PERIODE,
        custom={"label": _("Buka kembali"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def buka_kembali(self, *, oleh_id: Any, sebab: str) -> None:
        """By decision of the BKM, by another person than who closed it. Source: KEU-18."""
        self.dibuka_oleh_id, self.alasan_buka = oleh_id, sebab
