"""The cash that lay in the box, counted by two people, beside what the book said at that moment."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Trim
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from inti.money import RupiahField
from keuangan import izin
from keuangan.models.buku import AkunBuku, Buku
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


class HitungKas(Berwilayah):
    """One cash count of one cash account (rupiah). Written once, never changed. Source: KEU-80 to KEU-82.

    `lembar` holds pieces per denomination (code of keuangan.pecahan). `jumlah` is their worth, `saldo_buku` what the lines
    dated up to that day said when it was counted, `selisih` the first minus the second: the trigger computes all three.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="hitung_kas", verbose_name=_("buku"), db_index=False)
    akun = models.ForeignKey(AkunBuku, models.PROTECT, related_name="+", verbose_name=_("akun kas"), db_index=False)
    tanggal = models.DateField(_("tanggal"))
    lembar = models.JSONField(_("lembar"))
    jumlah = RupiahField(_("jumlah uang"), editable=False, default=0)
    saldo_buku = RupiahField(_("saldo buku"), editable=False, default=0)
    selisih = RupiahField(_("selisih"), editable=False, default=0)
    penjelasan = models.CharField(_("penjelasan selisih"), max_length=300, blank=True)
    penghitung = models.CharField(_("dihitung oleh"), max_length=150)
    saksi = models.CharField(_("disaksikan oleh"), max_length=150)

    class Meta:
        verbose_name = _("hitung kas")
        ordering = ["-tanggal", "-dibuat_pada", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(jumlah__gte=0), name="hitung_kas_tidak_negatif"),
            models.CheckConstraint(condition=Q(selisih=F("jumlah") - F("saldo_buku")), name="hitung_kas_selisih"),
            models.CheckConstraint(condition=Q(selisih=0) | ~Q(penjelasan=""), name="hitung_kas_selisih_dijelaskan"),
            models.CheckConstraint(
                condition=~Exact(Lower(Trim("penghitung")), Lower(Trim("saksi"))) & ~Q(penghitung="") & ~Q(saksi=""),
                name="hitung_kas_dua_orang",
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="hitung_kas_berpencatat"),
            dated("tanggal", "hitung_kas_tanggal_wajar"),
        ]
        indexes = [
            models.Index(fields=["buku", "-tanggal", "-id"], name="hitung_kas_buku"),
            *scope_indexes("hitungkas", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return f"{self.akun_id} {self.tanggal}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id
