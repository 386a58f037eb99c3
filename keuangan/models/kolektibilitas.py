"""What a month-end said of the loans and of their reserve, and when the gate was passed by decision. KEU-164, KEU-168.

Written once, with the journal of the reserve; another journal for the month needs the first to be taken back.
"""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inti.money import RupiahField
from keuangan import izin
from keuangan.hitung.kolektibilitas import Kelas
from keuangan.models.buku import Buku
from keuangan.models.jurnal import Jurnal
from keuangan.models.periode import Periode
from keuangan.models.pinjaman import Pinjaman
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


class CadanganBulan(Berwilayah):
    """The reserve of one ledger at the end of one month, rupiah: what it was, what it must be, and the journal between.

    `jurnal` is empty where nothing had to change. `ke` counts the times a month was done, `aturan` keeps borders, rates and
    their dates as they were used. Source: KEU-164.
    """

    IZIN_BACA = izin.LIHAT_PINJAMAN

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="cadangan", verbose_name=_("buku"), db_index=False)
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="cadangan", verbose_name=_("bulan"))
    ke = models.PositiveSmallIntegerField(_("ke"), default=1)
    pinjaman = models.PositiveIntegerField(_("pinjaman"))
    saldo_pokok = RupiahField(_("saldo pokok"))
    saldo_lalu = RupiahField(_("cadangan sebelumnya"), boleh_negatif=True)
    cadangan = RupiahField(_("cadangan"))
    jurnal = models.OneToOneField(
        Jurnal, models.PROTECT, related_name="cadangan_bulan", null=True, blank=True, verbose_name=_("bukti")
    )
    aturan = models.JSONField(_("aturan yang dipakai"), encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("cadangan bulan")
        ordering = ["buku", "-periode__tahun", "-periode__bulan", "-ke"]
        constraints = [
            models.UniqueConstraint(fields=["buku", "periode", "ke"], name="cadangan_bulan_sekali"),
            models.CheckConstraint(
                condition=Q(ke__gte=1, cadangan__gte=0, saldo_pokok__gte=0), name="cadangan_bulan_wajar"
            ),
            models.CheckConstraint(
                condition=Q(jurnal__isnull=True) ^ ~Q(cadangan=F("saldo_lalu")), name="cadangan_bulan_berbukti"
            ),
        ]
        indexes = scope_indexes("cadanganbulan", "-dibuat_pada", "id")

    def __str__(self) -> str:
        return f"{self.periode}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id


class KolektibilitasBulan(models.Model):
    """One loan at the end of one month: class, balance, arrears (rupiah), age (instalments or months). Written once. KEU-164."""

    IZIN_BACA = izin.LIHAT_PINJAMAN
    JALUR_CAKUPAN = "cadangan_bulan__"

    id = models.BigAutoField(primary_key=True)
    cadangan_bulan = models.ForeignKey(CadanganBulan, models.PROTECT, related_name="baris", db_index=False)
    urut = models.PositiveIntegerField(_("urut"))
    pinjaman = models.ForeignKey(Pinjaman, models.PROTECT, related_name="kolektibilitas", verbose_name=_("pinjaman"))
    kelas = models.CharField(_("kelas"), max_length=14, choices=Kelas)
    saldo_pokok = RupiahField(_("saldo pokok"))
    tunggakan_pokok = RupiahField(_("tunggakan pokok"))
    tunggakan_jasa = RupiahField(_("tunggakan jasa"))
    umur = models.DecimalField(_("umur tunggakan"), max_digits=12, decimal_places=6)
    berisiko = models.BooleanField(_("berisiko"))
    cadangan_persen = models.DecimalField(_("cadangan (%)"), max_digits=6, decimal_places=2)
    cadangan = RupiahField(_("cadangan"))

    class Meta:
        verbose_name = _("kolektibilitas bulan")
        ordering = ["cadangan_bulan", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["cadangan_bulan", "urut"], name="kolektibilitas_bulan_urut"),
            models.UniqueConstraint(fields=["cadangan_bulan", "pinjaman"], name="kolektibilitas_bulan_sekali"),
            models.CheckConstraint(condition=Q(kelas__in=Kelas.values), name="kolektibilitas_bulan_kelas"),
            models.CheckConstraint(
                condition=Q(
                    saldo_pokok__gte=0, tunggakan_pokok__gte=0, tunggakan_jasa__gte=0, umur__gte=0, cadangan__gte=0
                )
                & Q(tunggakan_pokok__lte=F("saldo_pokok"), cadangan__lte=F("saldo_pokok")),
                name="kolektibilitas_bulan_wajar",
            ),
            models.CheckConstraint(
                condition=~Q(kelas=Kelas.LANCAR) | Q(tunggakan_pokok=0, tunggakan_jasa=0),
                name="kolektibilitas_bulan_lancar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pinjaman_id} {self.kelas}"


class PengecualianGerbang(Berwilayah):
    """The BKM lets its UPK lend although the funding gate is closed: by decision, with a reason, until a day. KEU-168."""

    IZIN_BACA = izin.LIHAT_PINJAMAN

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="pengecualian_gerbang", verbose_name=_("buku"))
    mulai = models.DateField(_("mulai"))
    sampai = models.DateField(_("sampai"))
    keputusan = models.CharField(_("keputusan BKM"), max_length=200)
    alasan = models.CharField(_("alasan"), max_length=300)

    class Meta:
        verbose_name = _("pengecualian gerbang dana")
        ordering = ["buku", "-sampai", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(keputusan="") & ~Q(alasan=""), name="pengecualian_gerbang_beralasan"),
            models.CheckConstraint(condition=Q(sampai__gte=F("mulai")), name="pengecualian_gerbang_urut"),
            dated("mulai", "pengecualian_gerbang_tanggal_wajar"),
        ]
        indexes = scope_indexes("pengecualiangerbang", "-sampai", "id")

    def __str__(self) -> str:
        return self.keputusan

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id
