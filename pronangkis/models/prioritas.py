"""How the order of the activities was found: every score and comparison is kept."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pronangkis import izin
from wilayah.models import Berwilayah

SKOR_MIN, SKOR_MAKS = 1, 5


class DaftarPrioritas(Berwilayah):
    """Daftar prioritas PJM of one version: the method, its weights, and its scores. Source: PJM-12.

    The result stands on the activities (`prioritas`, 1 = first). Changing the method keeps the scores of the other.
    """

    IZIN_BACA = izin.LIHAT

    class Metode(models.TextChoices):
        SKOR = "skor", _("Pemberian skor")
        BERPASANGAN = "berpasangan", _("Perbandingan berpasangan")
        MUSYAWARAH = "musyawarah", _("Urutan hasil musyawarah")

    pjm = models.OneToOneField("pronangkis.PJM", models.PROTECT, related_name="daftar_prioritas")
    metode = models.CharField(_("cara"), max_length=12, choices=Metode, default=Metode.SKOR)
    bobot = models.JSONField(_("bobot kriteria"), default=dict, encoder=DjangoJSONEncoder, blank=True)
    catatan = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("daftar prioritas PJM")
        ordering = ["pjm"]

    def __str__(self) -> str:
        return str(_("Daftar prioritas PJM"))

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the plan's trail."""
        return self.pjm_id


class NilaiPrioritas(Berwilayah):
    """One score (1 to 5) of one activity on one criterion. Source: PJM-12."""

    IZIN_BACA = izin.LIHAT

    class Kriteria(models.TextChoices):
        KK_MISKIN = "kk_miskin", _("Jumlah KK miskin terdampak")
        MENDESAK = "mendesak", _("Kemendesakan")
        DAMPAK = "dampak", _("Dampak")
        SWADAYA = "swadaya", _("Kesiapan swadaya")
        BERLANJUT = "berlanjut", _("Keberlanjutan")
        LAYAK = "layak", _("Kelayakan teknis")

    daftar = models.ForeignKey(DaftarPrioritas, models.PROTECT, related_name="nilai")
    kegiatan = models.ForeignKey("pronangkis.KegiatanPJM", models.PROTECT, related_name="nilai")
    kriteria = models.CharField(_("kriteria"), max_length=10, choices=Kriteria)
    skor = models.PositiveSmallIntegerField(_("skor"))

    class Meta:
        verbose_name = _("skor prioritas")
        ordering = ["daftar", "kegiatan", "kriteria"]
        constraints = [
            models.UniqueConstraint(fields=["kegiatan", "kriteria"], name="skor_sekali_per_kriteria"),
            models.CheckConstraint(
                condition=Q(skor__gte=SKOR_MIN) & Q(skor__lte=SKOR_MAKS), name="skor_satu_sampai_lima"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kriteria_display()}: {self.skor}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the plan's trail."""
        return self.daftar.pjm_id


class PasanganPrioritas(Berwilayah):
    """One comparison: of `kegiatan_a` and `kegiatan_b`, `unggul` comes first. Source: PJM-12."""

    IZIN_BACA = izin.LIHAT

    daftar = models.ForeignKey(DaftarPrioritas, models.PROTECT, related_name="pasangan")
    kegiatan_a = models.ForeignKey("pronangkis.KegiatanPJM", models.PROTECT, related_name="pasangan_a")
    kegiatan_b = models.ForeignKey("pronangkis.KegiatanPJM", models.PROTECT, related_name="pasangan_b")
    unggul = models.ForeignKey("pronangkis.KegiatanPJM", models.PROTECT, related_name="unggul")

    class Meta:
        verbose_name = _("perbandingan prioritas")
        ordering = ["daftar", "kegiatan_a", "kegiatan_b"]
        constraints = [
            models.UniqueConstraint(fields=["daftar", "kegiatan_a", "kegiatan_b"], name="pasangan_sekali"),
            models.CheckConstraint(condition=Q(kegiatan_a__lt=F("kegiatan_b")), name="pasangan_berurutan"),
            models.CheckConstraint(
                condition=Q(unggul=F("kegiatan_a")) | Q(unggul=F("kegiatan_b")), name="pasangan_unggul_salah_satu"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Perbandingan dua kegiatan"))

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the plan's trail."""
        return self.daftar.pjm_id
