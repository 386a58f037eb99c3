"""The end of a month: that its books were checked, and that its figures were put up for everybody to read.

Both are written once: another check or another notice is another row.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keuangan import izin
from keuangan.models.buku import Buku
from keuangan.models.periode import Periode
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


class PemeriksaanBuku(Berwilayah):
    """One run of `keuangan.periksa` over a ledger, for one of its months. Source: KEU-190.

    `rincian` names the wrong rows and `catatan` what is only worth knowing, each `{pemeriksaan, baris, sebab}` and at most
    RINCIAN_MAKS of them; `jumlah_salah` counts all. `ke`, `jumlah_jurnal` (vouchers of the month at that moment) and
    `jumlah_baris` (lines of the ledger that were read) come from the trigger.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="pemeriksaan", verbose_name=_("buku"))
    periode = models.ForeignKey(
        Periode, models.PROTECT, related_name="pemeriksaan", verbose_name=_("bulan"), db_index=False
    )
    ke = models.PositiveIntegerField(_("ke"), editable=False, default=0)
    jumlah_jurnal = models.PositiveIntegerField(_("bukti bulan itu"), editable=False, default=0)
    jumlah_baris = models.PositiveIntegerField(_("baris diperiksa"), editable=False, default=0)
    jumlah_salah = models.PositiveIntegerField(_("baris keliru"))
    rincian = models.JSONField(_("yang keliru"), default=list, blank=True)
    catatan = models.JSONField(_("catatan"), default=list, blank=True)

    class Meta:
        verbose_name = _("pemeriksaan buku")
        ordering = ["periode", "-ke"]
        constraints = [
            models.UniqueConstraint(fields=["periode", "ke"], name="pemeriksaan_buku_urut"),
            models.CheckConstraint(
                condition=Q(jumlah_salah=0, rincian=[]) | (Q(jumlah_salah__gt=0) & ~Q(rincian=[])),
                name="pemeriksaan_buku_berincian",
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="pemeriksaan_buku_berpemeriksa"),
        ]
        indexes = scope_indexes("pemeriksaanbuku", "-dibuat_pada", "id")

    def __str__(self) -> str:
        return f"{self.periode} ke-{self.ke}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id


class PengumumanBulan(Berwilayah):
    """The sheet of a closed month as it was put up: on which day, in which places. Source: KEU-191.

    `ditutup_pada` is the closing whose figures stood on it (from the trigger): when the month was opened and closed again
    it differs from the month's own. The photo of the sheet is a Berkas of this row.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="pengumuman", verbose_name=_("buku"))
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="pengumuman", verbose_name=_("bulan"))
    tanggal = models.DateField(_("tanggal dipasang"))
    tempat = models.JSONField(_("tempat"))
    ditutup_pada = models.DateTimeField(_("penutupan yang diumumkan"), editable=False, null=True)

    class Meta:
        verbose_name = _("pengumuman bulan")
        ordering = ["periode", "-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ditutup_pada__isnull=False), name="pengumuman_bulan_penutupan"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="pengumuman_bulan_berpencatat"),
            dated("tanggal", "pengumuman_bulan_tanggal_wajar"),
        ]
        indexes = scope_indexes("pengumumanbulan", "-tanggal", "id")

    def __str__(self) -> str:
        return f"{self.periode} {self.tanggal}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id

    @property
    def tempat_teks(self) -> str:
        """The places in one line."""
        return ", ".join(self.tempat)
