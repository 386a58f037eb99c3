"""A ledger of one body, its chart of accounts, and the owners of money that passes through it.

A BKM keeps two ledgers on its one body: that of the Sekretariat and that of the UPK. A kecamatan UPK or a TPK keeps one on
its own body. Everything that is booked points at a Buku, so one posting locks one row and no ledger waits for another.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keuangan import izin
from keuangan.querysets import AkunBukuQuerySet
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, Wilayah, scope_indexes


class Unit(models.TextChoices):
    """Whose books they are; it decides the chart and who may book."""

    UPK = "upk", _("UPK")
    SEKRETARIAT = "sekretariat", _("Sekretariat BKM")
    TPK = "tpk", _("TPK")


# Kind of body -> the units whose books it keeps: a TPK is a body of its own (PNPM Perdesaan). Source: KEU-01.
UNIT_BADAN = {"bkm": [Unit.SEKRETARIAT, Unit.UPK], "upk": [Unit.UPK], "tpk": [Unit.TPK]}


class Bagan(models.TextChoices):
    """The two charts: revolving fund, and money that is held for others."""

    UPK = "upk", _("Bagan akun UPK")
    SEKRETARIAT = "sekretariat", _("Bagan akun Sekretariat")


class Buku(Berwilayah):
    """One ledger. `mulai` is the day of its opening balance; `tutup_hari` the last closed day. Source: KEU-01, KEU-24."""

    IZIN_BACA = izin.LIHAT_BUKU

    badan = models.ForeignKey("wilayah.Badan", models.PROTECT, related_name="buku", verbose_name=_("badan"))
    unit = models.CharField(_("unit"), max_length=12, choices=Unit)
    bagan = models.CharField(_("bagan akun"), max_length=12, choices=Bagan)
    mulai = models.DateField(_("mulai"))
    tutup_hari = models.DateField(_("hari terakhir yang ditutup"), null=True, blank=True)

    class Meta:
        verbose_name = _("buku")
        ordering = ["wilayah", "badan", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["badan", "unit"], name="buku_satu_per_unit"),
            models.CheckConstraint(condition=Q(unit__in=["upk", "sekretariat", "tpk"]), name="buku_unit_dikenal"),
            models.CheckConstraint(
                condition=Q(unit="upk", bagan="upk") | (~Q(unit="upk") & Q(bagan="sekretariat")),
                name="buku_bagan_menurut_unit",
            ),
            dated("mulai", "buku_mulai_wajar"),
        ]
        indexes = scope_indexes("buku", "unit", "id")

    def __str__(self) -> str:
        return f"{self.badan} · {self.get_unit_display()}"


class AkunBuku(Berwilayah):
    """One account. Without `buku` it is a sourced code that every ledger of that chart has. Source: KEU-02, KEU-03.

    `kas_bank` marks the accounts that hold money, `kontra` those whose balance stands on the other side, `guna` the
    place an account has in closing. Code, group and place never change once the account exists.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Golongan(models.TextChoices):
        ASET = "aset", _("Aset")
        KEWAJIBAN = "kewajiban", _("Kewajiban")
        EKUITAS = "ekuitas", _("Ekuitas")
        PENDAPATAN = "pendapatan", _("Pendapatan")
        BIAYA = "biaya", _("Biaya")

    class KasBank(models.TextChoices):
        KAS = "kas", _("Kas")
        BANK = "bank", _("Bank")

    class Guna(models.TextChoices):
        LABA_BERJALAN = "laba_berjalan", _("Laba tahun berjalan")
        LABA_LALU = "laba_lalu", _("Laba tahun lalu")

    wilayah = models.ForeignKey(  # type: ignore[assignment]  # empty: a sourced code
        Wilayah, models.PROTECT, null=True, blank=True, db_column="kode_wilayah", related_name="+", db_index=False,
        verbose_name=_("wilayah"),
    )  # fmt: skip
    buku = models.ForeignKey(
        Buku,
        models.PROTECT,
        related_name="akun_tambahan",
        null=True,
        blank=True,
        verbose_name=_("buku"),
        db_index=False,
    )
    bagan = models.CharField(_("bagan akun"), max_length=12, choices=Bagan)
    kode = models.CharField(_("kode"), max_length=5)
    nama = models.CharField(_("nama"), max_length=100)
    golongan = models.CharField(_("golongan"), max_length=10, choices=Golongan)
    kas_bank = models.CharField(_("kas atau bank"), max_length=4, choices=KasBank, blank=True)
    kontra = models.BooleanField(_("akun pengurang"), default=False)
    guna = models.CharField(_("guna"), max_length=14, choices=Guna, blank=True)
    sumber = models.CharField(_("sumber"), max_length=100, blank=True)
    aktif = models.BooleanField(_("dipakai"), default=True)

    objects = AkunBukuQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("akun buku")
        ordering = ["bagan", "kode"]
        constraints = [
            models.UniqueConstraint(
                fields=["bagan", "kode"], condition=Q(buku__isnull=True), name="akun_buku_baku_unik"
            ),
            models.UniqueConstraint(
                fields=["buku", "kode"], condition=Q(buku__isnull=False), name="akun_buku_tambahan_unik"
            ),
            models.UniqueConstraint(
                fields=["bagan", "guna"], condition=Q(buku__isnull=True) & ~Q(guna=""), name="akun_buku_guna_satu"
            ),
            models.CheckConstraint(condition=Q(kode__regex=r"^[1-5][0-9]{4}$"), name="akun_buku_kode_lima_angka"),
            models.CheckConstraint(condition=~Q(nama=""), name="akun_buku_bernama"),
            models.CheckConstraint(
                condition=Q(kode__startswith="1", golongan="aset")
                | Q(kode__startswith="2", golongan="kewajiban")
                | Q(kode__startswith="3", golongan="ekuitas")
                | Q(kode__startswith="4", golongan="pendapatan")
                | Q(kode__startswith="5", golongan="biaya"),
                name="akun_buku_golongan_menurut_kode",
            ),
            models.CheckConstraint(condition=Q(kas_bank="") | Q(golongan="aset"), name="akun_buku_kas_adalah_aset"),
            models.CheckConstraint(
                condition=Q(buku__isnull=True) ^ Q(wilayah__isnull=False), name="akun_buku_tambahan_berwilayah"
            ),
            models.CheckConstraint(condition=Q(buku__isnull=True) | Q(guna=""), name="akun_buku_guna_hanya_baku"),
        ]
        indexes = scope_indexes("akunbuku", "kode", "id")

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"

    @property
    def kode_wilayah(self) -> str:
        """Area code of an addition, "" for a sourced code."""
        return self.wilayah_id or ""

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger it was added to."""
        return self.buku_id

    @property
    def normal_debit(self) -> bool:
        """Whether its balance usually stands on the debit side."""
        return (self.golongan in {"aset", "biaya"}) != self.kontra


class PemilikDana(Berwilayah):
    """Whose money passes through a body without ever being its own: a ministry, a bank, an office, a donor. Source: KEU-05."""

    IZIN_BACA = izin.LIHAT_BUKU

    nama = models.CharField(_("nama"), max_length=120)
    keterangan = models.CharField(_("keterangan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("pemilik dana")
        ordering = ["nama", "id"]
        constraints = [
            models.UniqueConstraint(fields=["wilayah", "nama"], name="pemilik_dana_sekali"),
            models.CheckConstraint(condition=~Q(nama=""), name="pemilik_dana_bernama"),
        ]
        indexes = scope_indexes("pemilikdana", "nama", "id")

    def __str__(self) -> str:
        return self.nama
