"""Vouchers and their lines: written once, balanced at commit, never changed. The rules live in sql/buku.sql.

A Jurnal carries the total and the number of its lines, and the deferred trigger compares: a line that comes later, even a
balanced pair of them, is refused. That one event has one journal is held in the side table PeristiwaJurnal, so that
journals can be partitioned by year without losing it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear, Floor
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from inti.money import RupiahField
from keuangan import izin
from keuangan.models.buku import AkunBuku, Buku, PemilikDana
from keuangan.models.periode import Periode
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes

# Events that always need a second person, whatever their voucher.
PERISTIWA_DISETUJUI = ["saldo_awal", "pembalikan", "penghapusan_pinjaman", "pembagian_laba"]


class Jurnal(Berwilayah):
    """One voucher of one ledger. `jumlah` is the sum of its debits in rupiah. Source: KEU-06 to KEU-14, KEU-19 to KEU-22.

    `nomor` counts without gap per ledger, kind and year. `membalik` is the journal that this one takes back.
    `pasangan` is shared by the two halves of a transfer between two ledgers. `objek_*` names what it was booked for.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Jenis(models.TextChoices):
        BKM = "bkm", _("Bukti Kas Masuk")
        BKK = "bkk", _("Bukti Kas Keluar")
        BPB = "bpb", _("Bukti Pemindahbukuan")

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="jurnal", verbose_name=_("buku"), db_index=False)
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="jurnal", verbose_name=_("periode"))
    jenis = models.CharField(_("jenis bukti"), max_length=3, choices=Jenis)
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    nomor = models.PositiveIntegerField(_("nomor"))
    tanggal = models.DateField(_("tanggal"))
    peristiwa = models.CharField(_("peristiwa"), max_length=40)
    uraian = models.CharField(_("uraian"), max_length=200)
    bukti = models.CharField(_("nomor bukti kertas"), max_length=60, blank=True)
    jumlah = RupiahField(_("jumlah"))
    jumlah_baris = models.PositiveSmallIntegerField(_("jumlah baris"))
    perlu_persetujuan = models.BooleanField(_("perlu persetujuan"), default=False)
    membalik = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="pembalik",
        null=True,
        blank=True,
        verbose_name=_("membalik"),
        db_index=False,
    )
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    pasangan = models.UUIDField(_("pasangan"), null=True, blank=True)
    objek_jenis = models.CharField(max_length=60)
    objek_id = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("jurnal")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["buku", "jenis", "tahun", "nomor"], name="jurnal_nomor_sekali"),
            models.CheckConstraint(condition=Q(jenis__in=["bkm", "bkk", "bpb"]), name="jurnal_jenis_bukti"),
            models.CheckConstraint(condition=Q(tahun=ExtractYear("tanggal")), name="jurnal_tahun_tanggalnya"),
            models.CheckConstraint(condition=Q(nomor__gt=0), name="jurnal_nomor_positif"),
            models.CheckConstraint(condition=Q(jumlah__gt=0), name="jurnal_jumlah_positif"),
            models.CheckConstraint(condition=Q(jumlah_baris__gte=2), name="jurnal_paling_sedikit_dua_baris"),
            models.CheckConstraint(condition=~Q(uraian="") & ~Q(peristiwa=""), name="jurnal_beruraian"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="jurnal_berpencatat"),
            models.CheckConstraint(condition=Q(membalik__isnull=True) | ~Q(alasan=""), name="jurnal_balik_beralasan"),
            models.CheckConstraint(
                condition=Q(membalik__isnull=True) ^ Q(peristiwa="pembalikan"), name="jurnal_balik_disebut_balik"
            ),
            models.CheckConstraint(
                condition=Q(perlu_persetujuan=True)
                | (~Q(jenis="bkk") & ~Q(jenis="bpb", peristiwa="lain") & ~Q(peristiwa__in=PERISTIWA_DISETUJUI)),
                name="jurnal_keluar_perlu_persetujuan",
            ),
            models.CheckConstraint(condition=~Q(membalik=F("id")), name="jurnal_tidak_membalik_diri"),
            dated("tanggal", "jurnal_tanggal_wajar"),
        ]
        indexes = [
            models.Index(fields=["buku", "-tanggal", "-id"], name="jurnal_buku"),
            models.Index(fields=["membalik"], name="jurnal_membalik", condition=Q(membalik__isnull=False)),
            models.Index(fields=["pasangan"], name="jurnal_pasangan", condition=Q(pasangan__isnull=False)),
            *scope_indexes("jurnal", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return self.nomor_bukti

    @property
    def nomor_bukti(self) -> str:
        """The voucher as papers name it: "BKK 0012/2026"."""
        return f"{self.jenis.upper()} {self.nomor:04d}/{self.tahun}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id


class BarisJurnal(models.Model):
    """One side of a journal: debit or credit in whole rupiah, account, and whose money it is. Source: KEU-04, KEU-07, KEU-08.

    `tahun_dana` is the programme year of the money, `termin` its tranche (0: none). `kegiatan` and `ksm` say for what.
    """

    IZIN_BACA = izin.LIHAT_BUKU
    JALUR_CAKUPAN = "jurnal__"

    id = models.BigAutoField(primary_key=True)
    jurnal = models.ForeignKey(Jurnal, models.PROTECT, related_name="baris", verbose_name=_("jurnal"))
    buku = models.ForeignKey(Buku, models.PROTECT, related_name="+", verbose_name=_("buku"), db_index=False)
    tanggal = models.DateField(_("tanggal"))
    urut = models.PositiveSmallIntegerField(_("urut"))
    akun = models.ForeignKey(AkunBuku, models.PROTECT, related_name="+", verbose_name=_("akun"), db_index=False)
    debit = RupiahField(_("debit"), default=0)
    kredit = RupiahField(_("kredit"), default=0)
    sumber_dana = models.ForeignKey(
        "siklus.SumberDana", models.PROTECT, related_name="+", verbose_name=_("sumber dana"), db_index=False
    )
    pemilik = models.ForeignKey(
        PemilikDana,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("pemilik dana"),
        db_index=False,
    )
    tahun_dana = models.PositiveSmallIntegerField(_("tahun dana"))
    termin = models.PositiveSmallIntegerField(_("tahap dana"), default=0)
    ksm = models.ForeignKey(
        "ksm.KSM", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("KSM"), db_index=False
    )
    kegiatan = models.ForeignKey(
        "pronangkis.KegiatanPJM", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("kegiatan"),
        db_index=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("baris jurnal")
        ordering = ["jurnal", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["jurnal", "urut"], name="baris_jurnal_urut"),
            models.CheckConstraint(
                condition=Q(debit__gt=0, kredit=0) | Q(kredit__gt=0, debit=0), name="baris_jurnal_satu_sisi"
            ),
            models.CheckConstraint(
                condition=Q(Exact(F("debit"), Floor("debit"))) & Q(Exact(F("kredit"), Floor("kredit"))),
                name="baris_jurnal_rupiah_utuh",
            ),
            models.CheckConstraint(
                condition=~Q(sumber_dana="channelling") | Q(pemilik__isnull=False),
                name="baris_jurnal_channelling_berpemilik",
            ),
            models.CheckConstraint(condition=Q(tahun_dana__range=(1999, 2100)), name="baris_jurnal_tahun_dana"),
            models.CheckConstraint(condition=Q(termin__lte=12), name="baris_jurnal_termin"),
        ]
        indexes = [
            models.Index(fields=["buku", "akun", "tanggal", "id"], name="baris_jurnal_buku"),
            models.Index(fields=["ksm", "tanggal"], name="baris_jurnal_ksm", condition=Q(ksm__isnull=False)),
            models.Index(fields=["kegiatan"], name="baris_jurnal_kegiatan", condition=Q(kegiatan__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.jurnal_id} #{self.urut}"


class PeristiwaJurnal(models.Model):
    """Which event a journal stands for; written by trigger with it. One living journal for one event. Source: KEU-12.

    A reversed journal frees its event, so that the correct one can be booked.
    """

    jurnal = models.OneToOneField(Jurnal, models.PROTECT, primary_key=True, related_name="+")
    buku = models.ForeignKey(Buku, models.PROTECT, related_name="+", db_index=False)
    objek_jenis = models.CharField(max_length=60)
    objek_id = models.CharField(max_length=64)
    peristiwa = models.CharField(max_length=40)
    dibalik = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("peristiwa jurnal")
        constraints = [
            models.UniqueConstraint(
                fields=["buku", "objek_jenis", "objek_id", "peristiwa"],
                condition=Q(dibalik=False),
                name="peristiwa_satu_jurnal",
            )
        ]

    def __str__(self) -> str:
        return f"{self.objek_jenis}:{self.objek_id}:{self.peristiwa}"


class PersetujuanJurnal(models.Model):
    """Who approved a voucher: never the person who recorded it. Source: KEU-20."""

    jurnal = models.OneToOneField(Jurnal, models.PROTECT, primary_key=True, related_name="persetujuan")
    oleh_id = models.UUIDField()
    oleh_nama = models.CharField(_("disetujui oleh"), max_length=150)
    pada = models.DateTimeField(_("disetujui pada"), auto_now_add=True)

    class Meta:
        verbose_name = _("persetujuan jurnal")

    def __str__(self) -> str:
        return self.oleh_nama
