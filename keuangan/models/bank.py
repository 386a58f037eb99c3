"""What the bank says happened on an account, and which of its rows are which lines of the book. Rules in sql/bank.sql.

A statement is written once with all its rows. A match is a group: bank rows on one side, journal lines of the same bank
account on the other. Nothing says "cocok": that is computed from the matches (queries_bank).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inti.money import RupiahField
from keuangan import izin
from keuangan.models.buku import AkunBuku, Buku
from keuangan.models.jurnal import BarisJurnal
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


class RekeningKoran(Berwilayah):
    """One statement of one bank account, as the bank says it (rupiah, with cents). Source: KEU-171 to KEU-173.

    `sidik` is the SHA-256 of the file it was read from, "" when it was typed. A wrong one is voided whole, with a reason.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    buku = models.ForeignKey(
        Buku, models.PROTECT, related_name="rekening_koran", verbose_name=_("buku"), db_index=False
    )
    akun = models.ForeignKey(AkunBuku, models.PROTECT, related_name="+", verbose_name=_("akun bank"), db_index=False)
    dari = models.DateField(_("dari"))
    sampai = models.DateField(_("sampai"))
    saldo_awal = RupiahField(_("saldo awal"), boleh_negatif=True)
    saldo_akhir = RupiahField(_("saldo akhir"), boleh_negatif=True)
    jumlah_baris = models.PositiveIntegerField(_("jumlah baris"))
    sidik = models.CharField(_("sidik berkas"), max_length=64, blank=True, editable=False)
    dibatalkan_pada = models.DateTimeField(_("dibatalkan pada"), null=True, blank=True, editable=False)
    dibatalkan_oleh_id = models.UUIDField(null=True, blank=True, editable=False)
    dibatalkan_oleh_nama = models.CharField(_("dibatalkan oleh"), max_length=150, blank=True, editable=False)
    alasan_batal = models.CharField(_("alasan batal"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("rekening koran")
        ordering = ["-sampai", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(sampai__gte=F("dari")), name="rekening_koran_rentang"),
            models.CheckConstraint(condition=Q(jumlah_baris__lte=5000), name="rekening_koran_banyak_baris"),
            models.CheckConstraint(
                condition=Q(dibatalkan_pada__isnull=True, dibatalkan_oleh_id__isnull=True, alasan_batal="")
                | (Q(dibatalkan_pada__isnull=False, dibatalkan_oleh_id__isnull=False) & ~Q(alasan_batal="")),
                name="rekening_koran_batal_beralasan",
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="rekening_koran_berpencatat"),
            dated("dari", "rekening_koran_tanggal_wajar"),
        ]
        indexes = [
            models.Index(fields=["buku", "akun", "dari"], name="rekening_koran_buku"),
            *scope_indexes("rekeningkoran", "-sampai", "-id"),
        ]

    def __str__(self) -> str:
        return f"{self.akun_id} {self.dari} – {self.sampai}"

    @property
    def batal(self) -> bool:
        """Whether it was voided."""
        return self.dibatalkan_pada is not None

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id


class BarisBank(models.Model):
    """One row of a statement: money in or out as the bank says (rupiah with cents). Source: KEU-171, KEU-172.

    `saldo` is the balance that the bank prints after the row, where it prints one.
    """

    IZIN_BACA = izin.LIHAT_BUKU
    JALUR_CAKUPAN = "rekening__"

    id = models.BigAutoField(primary_key=True)
    rekening = models.ForeignKey(
        RekeningKoran, models.PROTECT, related_name="baris", verbose_name=_("rekening koran"), db_index=False
    )
    urut = models.PositiveIntegerField(_("urut"))
    tanggal = models.DateField(_("tanggal"))
    uraian = models.CharField(_("uraian"), max_length=300, blank=True)
    masuk = RupiahField(_("masuk"), default=0)
    keluar = RupiahField(_("keluar"), default=0)
    saldo = RupiahField(_("saldo"), null=True, blank=True, boleh_negatif=True)

    class Meta:
        verbose_name = _("baris bank")
        ordering = ["rekening", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["rekening", "urut"], name="baris_bank_urut"),
            models.CheckConstraint(
                condition=Q(masuk__gt=0, keluar=0) | Q(keluar__gt=0, masuk=0), name="baris_bank_satu_sisi"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rekening_id} #{self.urut}"

    @property
    def nilai(self) -> Any:
        """Money in, or out as a negative (rupiah)."""
        return self.masuk - self.keluar


class CocokBank(Berwilayah):
    """Bank rows and journal lines that are the same money. Source: KEU-174 to KEU-176.

    `banyak` is the number of its members, so that none comes later. Undone with who and when, never deleted.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Cara(models.TextChoices):
        SARAN = "saran", _("Dari saran")
        TANGAN = "tangan", _("Dipilih sendiri")

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="+", verbose_name=_("buku"), db_index=False)
    akun = models.ForeignKey(AkunBuku, models.PROTECT, related_name="+", verbose_name=_("akun bank"), db_index=False)
    cara = models.CharField(_("cara"), max_length=6, choices=Cara)
    banyak = models.PositiveSmallIntegerField(_("banyak baris"))
    dibatalkan_pada = models.DateTimeField(_("dilepas pada"), null=True, blank=True, editable=False)
    dibatalkan_oleh_id = models.UUIDField(null=True, blank=True, editable=False)
    dibatalkan_oleh_nama = models.CharField(_("dilepas oleh"), max_length=150, blank=True, editable=False)

    class Meta:
        verbose_name = _("pencocokan bank")
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(cara__in=["saran", "tangan"]), name="cocok_bank_cara"),
            models.CheckConstraint(condition=Q(banyak__gte=2), name="cocok_bank_sedikitnya_dua"),
            models.CheckConstraint(
                condition=Q(dibatalkan_pada__isnull=True) ^ Q(dibatalkan_oleh_id__isnull=False),
                name="cocok_bank_lepas_bernama",
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="cocok_bank_berpencatat"),
        ]
        indexes = [
            models.Index(fields=["buku", "akun", "-id"], name="cocok_bank_buku"),
            *scope_indexes("cocokbank", "-id"),
        ]

    def __str__(self) -> str:
        return f"{self.akun_id} {self.get_cara_display()}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id


class AnggotaCocok(models.Model):
    """One member of a match: a bank row or a journal line. Live in one match at most. Source: KEU-174.

    `lepas` is set by trigger when the match is undone, so that uniqueness is a plain index.
    """

    IZIN_BACA = izin.LIHAT_BUKU
    JALUR_CAKUPAN = "cocok__"

    id = models.BigAutoField(primary_key=True)
    cocok = models.ForeignKey(CocokBank, models.PROTECT, related_name="anggota")
    baris_bank = models.ForeignKey(
        BarisBank, models.PROTECT, related_name="cocok", null=True, blank=True, db_index=False
    )
    baris_jurnal = models.ForeignKey(
        BarisJurnal, models.PROTECT, related_name="cocok", null=True, blank=True, db_index=False
    )
    lepas = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("anggota pencocokan")
        constraints = [
            models.CheckConstraint(
                condition=Q(baris_bank__isnull=True) ^ Q(baris_jurnal__isnull=True), name="anggota_cocok_satu_macam"
            ),
            models.UniqueConstraint(
                fields=["baris_bank"],
                condition=Q(lepas=False, baris_bank__isnull=False),
                name="baris_bank_dicocokkan_sekali",
            ),
            models.UniqueConstraint(
                fields=["baris_jurnal"],
                condition=Q(lepas=False, baris_jurnal__isnull=False),
                name="baris_jurnal_dicocokkan_sekali",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cocok_id}: {self.baris_bank_id or self.baris_jurnal_id}"
