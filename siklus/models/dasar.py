"""What the rows below a Langkah share: the stage they hang on, their scope, their place in the trail, their validity."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siklus import izin
from wilayah.models import Berwilayah

TANGGAL_AWAL = datetime.date(1990, 1, 1)


class Sah(models.TextChoices):
    """Validity of a record: a wrong one is cancelled with a reason, never deleted. Source: UMU-32."""

    SAH = "sah", _("Sah")
    BATAL = "batal", _("Dibatalkan")


class AnakLangkah(Berwilayah):
    """Base of everything recorded on a Langkah; lies in the same area. Locked by trigger with it. Source: SIK-04."""

    IZIN_BACA = izin.LIHAT

    langkah = models.ForeignKey("siklus.Langkah", models.PROTECT, related_name="%(class)s", verbose_name=_("langkah"))

    class Meta:
        abstract = True

    @property
    def jejak_induk_id(self) -> Any:
        """The trail of a Langkah is one query: its own events and those of its children."""
        return self.langkah_id


def dated(bidang: str, nama: str) -> models.CheckConstraint:
    """A field date is not before 1990 (the upper bound is today in the province's zone, held by the action). SIK-27."""
    return models.CheckConstraint(
        condition=Q(**{f"{bidang}__isnull": True}) | Q(**{f"{bidang}__gte": TANGGAL_AWAL}), name=nama
    )


def reasoned(nama: str) -> models.CheckConstraint:
    """Cancelled exactly when a reason is written. Source: UMU-32."""
    return models.CheckConstraint(condition=Q(status="batal") ^ Q(alasan_batal=""), name=nama)
