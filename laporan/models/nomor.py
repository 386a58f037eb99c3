"""Numbers of letters and records: one running count per body or area, year and kind."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inti.models import new_id


class Penomoran(models.Model):
    """The last number given by one owner (body or area) in one year for one kind. Locked while a number is taken.

    A number is taken in the transaction that uses it, so a refusal gives it back and no gap arises. Source: DOK-06.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pemilik = models.CharField(_("pemilik nomor"), max_length=64)
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    jenis = models.CharField(_("jenis surat"), max_length=40)
    terakhir = models.PositiveIntegerField(_("nomor terakhir"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pemilik", "tahun", "jenis"], name="penomoran_satu_hitungan"),
            models.CheckConstraint(condition=Q(tahun__gte=1999, tahun__lte=2199), name="penomoran_tahun_wajar"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.pemilik} {self.tahun}: {self.terakhir}"


class NomorSurat(models.Model):
    """One number that was given, and to what. The blank and the filled paper of one thing share it. Source: DOK-06."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    penomoran = models.ForeignKey(Penomoran, models.PROTECT, related_name="nomor")
    urut = models.PositiveIntegerField(_("urut"))
    teks = models.CharField(_("nomor"), max_length=80)
    jenis = models.CharField(_("jenis surat"), max_length=40)
    objek_jenis = models.CharField(max_length=60)
    objek_id = models.CharField(max_length=64)
    diberikan_pada = models.DateTimeField(_("diberikan pada"), auto_now_add=True)

    class Meta:
        ordering = ["penomoran", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["penomoran", "urut"], name="nomor_surat_tidak_ganda"),
            models.UniqueConstraint(fields=["jenis", "objek_jenis", "objek_id"], name="nomor_surat_satu_per_objek"),
            models.CheckConstraint(condition=Q(urut__gte=1), name="nomor_surat_mulai_satu"),
        ]

    def __str__(self) -> str:
        return self.teks
