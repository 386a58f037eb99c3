"""Sums of every account and month, kept by trigger with each line, so that a balance never reads all lines."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from inti.money import RupiahField
from keuangan import izin
from keuangan.models.buku import AkunBuku, Buku
from wilayah.models import Berwilayah, scope_indexes


class SaldoBadan(Berwilayah):
    """Debits and credits (rupiah) of one account in one month; `periksa_buku` recomputes them from lines. Source: KEU-25."""

    IZIN_BACA = izin.LIHAT_BUKU

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="saldo", verbose_name=_("buku"), db_index=False)
    akun = models.ForeignKey(AkunBuku, models.PROTECT, related_name="+", verbose_name=_("akun"), db_index=False)
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    bulan = models.PositiveSmallIntegerField(_("bulan"))
    debit = RupiahField(_("debit"), default=0)
    kredit = RupiahField(_("kredit"), default=0)

    class Meta:
        verbose_name = _("saldo badan")
        ordering = ["buku", "tahun", "bulan", "akun"]
        constraints = [
            models.UniqueConstraint(fields=["buku", "akun", "tahun", "bulan"], name="saldo_badan_sekali"),
        ]
        indexes = scope_indexes("saldobadan", "tahun", "bulan", "id")

    def __str__(self) -> str:
        return f"{self.buku_id} {self.akun_id} {self.bulan:02d}/{self.tahun}"
