"""Bodies with a name: BKM, KSM, UPK, TPK, forum, dinas. What is special to each stands one-to-one on it, higher up."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from wilayah.models.wilayah import Berwilayah, scope_indexes

KOP_BARIS_MAKS = 6


class Badan(Berwilayah):
    """Any body that acts, owns books or signs papers. `kop` are the lines of its letterhead. Source: WIL-11, WIL-12."""

    IZIN_BACA = "wilayah.lihat_badan"
    JALUR_BADAN = "id"

    class Jenis(models.TextChoices):
        BKM = "bkm", _("BKM/LKM")
        UPK = "upk", _("Unit Pengelola Keuangan (UPK)")
        UPL = "upl", _("Unit Pengelola Lingkungan (UPL)")
        UPS = "ups", _("Unit Pengelola Sosial (UPS)")
        KSM = "ksm", _("KSM")
        PANITIA = "panitia", _("Panitia")
        TPK = "tpk", _("Tim Pengelola Kegiatan (TPK)")
        FORUM = "forum", _("Forum")
        PEMERINTAH = "pemerintah", _("Kantor pemerintahan")
        DINAS = "dinas", _("Dinas/SKPD")
        FASILITATOR = "fasilitator", _("Tim fasilitator/konsultan")
        LAIN = "lain", _("Lainnya")

    jenis = models.CharField(_("jenis"), max_length=12, choices=Jenis)
    nama = models.CharField(_("nama"), max_length=120)
    sebutan = models.CharField(_("sebutan"), max_length=20, blank=True)
    kop = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, size=KOP_BARIS_MAKS, verbose_name=_("kop surat")
    )
    alamat = models.CharField(_("alamat kantor"), max_length=200, blank=True)
    telepon = models.CharField(_("telepon kantor"), max_length=20, blank=True)
    surel = models.EmailField(_("surel"), blank=True)
    berdiri_pada = models.DateField(_("berdiri pada"), null=True, blank=True)
    aktif = models.BooleanField(_("masih berjalan"), default=True)
    ditutup_pada = models.DateField(_("ditutup pada"), null=True, blank=True)
    ditutup_alasan = models.CharField(_("sebab ditutup"), max_length=200, blank=True)

    class Meta:
        ordering = ["wilayah", "jenis", "nama"]
        constraints = [
            models.UniqueConstraint(
                "wilayah", "jenis", Lower("nama"), name="badan_aktif_nama_unik", condition=Q(aktif=True)
            ),
            models.CheckConstraint(condition=~Q(nama=""), name="badan_bernama"),
            models.CheckConstraint(condition=Q(kop__len__lte=KOP_BARIS_MAKS), name="badan_kop_enam_baris"),
            models.CheckConstraint(
                condition=Q(aktif=True, ditutup_pada__isnull=True, ditutup_alasan="")
                | (Q(aktif=False, ditutup_pada__isnull=False) & ~Q(ditutup_alasan="")),
                name="badan_tutup_bertanggal_beralasan",
            ),
        ]
        indexes = scope_indexes("badan", "jenis", "nama", "id")

    def __str__(self) -> str:
        return f"{self.sebutan} {self.nama}".strip()
