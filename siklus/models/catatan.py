"""Words beside the record: lessons of a closed stage, and the talk between team and verifier. Never locked."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siklus.models.dasar import AnakLangkah
from wilayah.models import scope_indexes


class BukuCatatan(AnakLangkah):
    """One lesson ("pelajaran") that a stage leaves, searchable by all teams of the programme. Source: SIK-28.

    `cari` is PostgreSQL's Indonesian full-text vector, kept by the database.
    """

    berhasil = models.TextField(_("apa yang berhasil"), blank=True)
    tidak_berhasil = models.TextField(_("apa yang tidak berhasil"), blank=True)
    saran = models.TextField(_("saran untuk tim lain"), blank=True)
    cari = models.GeneratedField(
        expression=SearchVector("berhasil", "tidak_berhasil", "saran", config="indonesian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("pelajaran")
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(berhasil="") | ~Q(tidak_berhasil="") | ~Q(saran=""), name="pelajaran_berisi"
            )
        ]
        indexes = [GinIndex(fields=["cari"], name="pelajaran_cari"), *scope_indexes("pelajaran", "-dibuat_pada", "-id")]

    def __str__(self) -> str:
        return (self.berhasil or self.tidak_berhasil or self.saran)[:80]


class Percakapan(AnakLangkah):
    """One message between the team and the verifier on a stage; also after it is locked."""

    isi = models.TextField(_("pesan"))

    class Meta:
        verbose_name = _("percakapan")
        ordering = ["dibuat_pada", "id"]
        constraints = [models.CheckConstraint(condition=~Q(isi=""), name="percakapan_berisi")]
        indexes = [models.Index(fields=["langkah", "dibuat_pada"], name="percakapan_langkah")]

    def __str__(self) -> str:
        return self.isi[:80]
