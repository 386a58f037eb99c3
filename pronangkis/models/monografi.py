"""The kelurahan in figures, for the second chapter of the plan."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from pronangkis import izin
from wilayah.models import Berwilayah

ORANG: dict[str, Any] = {"null": True, "blank": True}


class Monografi(Berwilayah):
    """What the kelurahan's own statistics say of one year: area in hectares, borders, people, work, schools. PJM-17.

    The three lists hold {nama, jumlah} rows: persons for work and schooling, pieces for facilities.
    """

    IZIN_BACA = izin.LIHAT

    tahun = models.PositiveSmallIntegerField(_("tahun data"))
    luas_ha = models.DecimalField(_("luas wilayah (hektare)"), max_digits=9, decimal_places=2, null=True, blank=True)
    batas_utara = models.CharField(_("batas utara"), max_length=100, blank=True)
    batas_timur = models.CharField(_("batas timur"), max_length=100, blank=True)
    batas_selatan = models.CharField(_("batas selatan"), max_length=100, blank=True)
    batas_barat = models.CharField(_("batas barat"), max_length=100, blank=True)
    rupa_bumi = models.TextField(_("keadaan alam"), blank=True)
    penduduk_l = models.PositiveIntegerField(_("penduduk laki-laki"), **ORANG)
    penduduk_p = models.PositiveIntegerField(_("penduduk perempuan"), **ORANG)
    kk = models.PositiveIntegerField(_("jumlah KK"), **ORANG)
    pekerjaan = models.JSONField(_("mata pencaharian"), default=list, encoder=DjangoJSONEncoder, blank=True)
    pendidikan = models.JSONField(_("pendidikan"), default=list, encoder=DjangoJSONEncoder, blank=True)
    sarana = models.JSONField(_("sarana dan prasarana"), default=list, encoder=DjangoJSONEncoder, blank=True)
    lembaga = models.TextField(_("lembaga yang ada"), blank=True)
    sumber = models.CharField(_("sumber data"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("monografi")
        ordering = ["wilayah", "-tahun"]
        constraints = [
            models.UniqueConstraint(fields=["wilayah", "tahun"], name="monografi_sekali_setahun"),
            models.CheckConstraint(condition=Q(tahun__gte=1990) & Q(tahun__lte=2100), name="monografi_tahun_wajar"),
            models.CheckConstraint(condition=Exact(Length(models.F("wilayah")), 13), name="monografi_milik_kelurahan"),
            models.CheckConstraint(condition=Q(luas_ha__isnull=True) | Q(luas_ha__gt=0), name="monografi_luas_positif"),
        ]

    def __str__(self) -> str:
        return str(_("Monografi %(tahun)s") % {"tahun": self.tahun})
