"""What a year decides and owns: the division of profit, and the inventory with its depreciation."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inti.money import RupiahField
from keuangan import izin
from keuangan.models.buku import Buku
from keuangan.models.jurnal import Jurnal
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


class PembagianLaba(Berwilayah):
    """One division of last year's profit, as the yearly meeting of residents (RWT) decided it. Source: KEU-103 to KEU-106.

    `laba` is what is divided (rupiah); its shares are the BagianLaba rows, 100 % and the whole amount together. Written once
    with its journal; a wrong one is taken back by reversing the journal.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="pembagian", verbose_name=_("buku"))
    tahun = models.PositiveSmallIntegerField(_("tahun laba"))
    laba = RupiahField(_("laba yang dibagi"))
    tanggal = models.DateField(_("tanggal RWT"))
    tempat = models.CharField(_("tempat RWT"), max_length=120)
    keputusan = models.CharField(_("isi keputusan"), max_length=300, blank=True)
    jurnal = models.OneToOneField(Jurnal, models.PROTECT, related_name="pembagian", verbose_name=_("jurnal"))

    class Meta:
        verbose_name = _("pembagian laba")
        ordering = ["buku", "-tahun", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(laba__gt=0), name="pembagian_laba_positif"),
            models.CheckConstraint(condition=Q(tahun__range=(1999, 2100)), name="pembagian_tahun_wajar"),
            models.CheckConstraint(condition=~Q(tempat=""), name="pembagian_bertempat"),
            dated("tanggal", "pembagian_tanggal_wajar"),
        ]
        indexes = scope_indexes("pembagianlaba", "-tahun", "id")

    def __str__(self) -> str:
        return f"{self.buku} {self.tahun}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id


class BagianLaba(models.Model):
    """One share: for what, percent as decided, rupiah as booked. Source: KEU-103, KEU-104."""

    class Tujuan(models.TextChoices):
        MODAL = "modal", _("Pemupukan modal")
        BOP_BKM = "bop_bkm", _("BOP BKM")
        UPL = "upl", _("Anggaran UPL")
        UPS = "ups", _("Anggaran UPS dan dana sosial")
        PENGAWAS = "pengawas", _("Anggaran Pengawas UPK")

    IZIN_BACA = izin.LIHAT_BUKU
    JALUR_CAKUPAN = "pembagian__"

    pembagian = models.ForeignKey(PembagianLaba, models.PROTECT, related_name="bagian", verbose_name=_("pembagian"))
    tujuan = models.CharField(_("untuk"), max_length=8, choices=Tujuan)
    persen = models.DecimalField(_("persen"), max_digits=5, decimal_places=2)
    jumlah = RupiahField(_("jumlah"))

    class Meta:
        verbose_name = _("bagian laba")
        ordering = ["pembagian", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pembagian", "tujuan"], name="bagian_laba_sekali"),
            models.CheckConstraint(
                condition=Q(tujuan__in=["modal", "bop_bkm", "upl", "ups", "pengawas"]), name="bagian_laba_tujuan"
            ),
            models.CheckConstraint(condition=Q(persen__gt=0, persen__lte=100), name="bagian_laba_persen"),
        ]

    def __str__(self) -> str:
        return f"{self.get_tujuan_display()} {self.persen} %"


class Inventaris(Berwilayah):
    """One thing of lasting value, depreciated in equal parts to nothing. Source: KEU-108 to KEU-110.

    `umur_bulan` counts from the month after `mulai_susut`; `akumulasi_awal` (rupiah) is what was already written off when it
    was entered. `jurnal` is its purchase, empty for what stands in the opening balance; `jurnal_lepas` took it out.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Keadaan(models.TextChoices):
        BAIK = "baik", _("Baik")
        RUSAK_RINGAN = "ringan", _("Rusak ringan")
        RUSAK_BERAT = "berat", _("Rusak berat")

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="inventaris", verbose_name=_("buku"))
    nama = models.CharField(_("nama barang"), max_length=120)
    tanggal = models.DateField(_("tanggal perolehan"))
    harga = RupiahField(_("harga perolehan"))
    umur_bulan = models.PositiveSmallIntegerField(_("umur (bulan)"))
    mulai_susut = models.DateField(_("mulai disusutkan"))
    akumulasi_awal = RupiahField(_("sudah disusutkan sebelumnya"), default=0)
    lokasi = models.CharField(_("letak"), max_length=120, blank=True)
    keadaan = models.CharField(_("keadaan"), max_length=6, choices=Keadaan, default=Keadaan.BAIK)
    sumber_dana = models.ForeignKey(
        "siklus.SumberDana", models.PROTECT, related_name="+", verbose_name=_("sumber dana")
    )
    tahun_dana = models.PositiveSmallIntegerField(_("tahun dana"))
    jurnal = models.OneToOneField(
        Jurnal, models.PROTECT, null=True, related_name="inventaris", verbose_name=_("jurnal")
    )
    lepas_pada = models.DateField(_("dilepas pada"), null=True)
    lepas_alasan = models.CharField(_("sebab dilepas"), max_length=200, blank=True)
    jurnal_lepas = models.OneToOneField(
        Jurnal, models.PROTECT, null=True, related_name="inventaris_lepas", verbose_name=_("jurnal pelepasan")
    )

    class Meta:
        verbose_name = _("inventaris")
        ordering = ["buku", "tanggal", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(nama=""), name="inventaris_bernama"),
            models.CheckConstraint(condition=Q(harga__gt=0), name="inventaris_harga_positif"),
            models.CheckConstraint(condition=Q(umur_bulan__range=(1, 600)), name="inventaris_umur_wajar"),
            models.CheckConstraint(condition=Q(akumulasi_awal__lte=F("harga")), name="inventaris_akumulasi_wajar"),
            models.CheckConstraint(condition=Q(mulai_susut__gte=F("tanggal")), name="inventaris_susut_sesudah_beli"),
            models.CheckConstraint(
                condition=Q(lepas_pada__isnull=True, jurnal_lepas__isnull=True, lepas_alasan="")
                | (Q(lepas_pada__isnull=False, jurnal_lepas__isnull=False) & ~Q(lepas_alasan="")),
                name="inventaris_lepas_berjurnal",
            ),
            dated("tanggal", "inventaris_tanggal_wajar"),
        ]
        indexes = scope_indexes("inventaris", "tanggal", "id")

    def __str__(self) -> str:
        return self.nama

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id

    def written_off_by(self, bulan: datetime.date) -> Decimal:
        """What should be written off at the end of the month of a day (rupiah), half up, never more than the cost. KEU-109."""
        n = (bulan.year - self.mulai_susut.year) * 12 + bulan.month - self.mulai_susut.month
        n = min(max(n, 0), self.umur_bulan)
        sisa = (self.harga - self.akumulasi_awal) * n / self.umur_bulan
        return self.akumulasi_awal + sisa.quantize(Decimal(1), rounding=ROUND_HALF_UP)


class SusutInventaris(models.Model):
    """What one journal of depreciation wrote off one thing (rupiah). Source: KEU-109."""

    IZIN_BACA = izin.LIHAT_BUKU
    JALUR_CAKUPAN = "inventaris__"

    inventaris = models.ForeignKey(Inventaris, models.PROTECT, related_name="susut", verbose_name=_("inventaris"))
    jurnal = models.ForeignKey(Jurnal, models.PROTECT, related_name="susut", verbose_name=_("jurnal"))
    jumlah = RupiahField(_("jumlah"))

    class Meta:
        verbose_name = _("penyusutan inventaris")
        ordering = ["inventaris", "id"]
        constraints = [
            models.UniqueConstraint(fields=["inventaris", "jurnal"], name="susut_sekali_per_jurnal"),
            models.CheckConstraint(condition=Q(jumlah__gt=0), name="susut_positif"),
        ]

    def __str__(self) -> str:
        return f"{self.inventaris_id} {self.jumlah}"
