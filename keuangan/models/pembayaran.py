"""What is owed when, and what was paid: schedule, payments, where each rupiah went. Source: KEU-132 to KEU-139.

A payment is never changed: a wrong one is taken back by another with the same amounts below zero, as its voucher is by a
reversing one. Sums on the instalments are kept by trigger.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inti.formats import tanggal
from inti.money import RupiahField
from keuangan import izin
from keuangan.models.jurnal import Jurnal
from keuangan.models.pinjaman import BagianAnggota, Pinjaman
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


class AngsuranPinjaman(models.Model):
    """One row of a schedule, rupiah; `jadwal_ke` 1 is that of the akad, later ones come from rescheduling. KEU-132.

    The paid and waived sums are written by trigger with the allocations only.
    """

    IZIN_BACA = izin.LIHAT_PINJAMAN
    JALUR_CAKUPAN = "pinjaman__"

    id = models.BigAutoField(primary_key=True)
    pinjaman = models.ForeignKey(Pinjaman, models.PROTECT, related_name="angsuran", db_index=False)
    jadwal_ke = models.PositiveSmallIntegerField(_("jadwal ke"), default=1)
    ke = models.PositiveSmallIntegerField(_("angsuran ke"))
    jatuh_tempo = models.DateField(_("jatuh tempo"))
    pokok = RupiahField(_("pokok"))
    jasa = RupiahField(_("jasa"))
    bop = RupiahField(_("titipan BOP KSM"), default=0)
    pokok_dibayar = RupiahField(default=0, editable=False)
    jasa_dibayar = RupiahField(default=0, editable=False)
    bop_dibayar = RupiahField(default=0, editable=False)
    jasa_dibebaskan = RupiahField(_("jasa dibebaskan"), default=0)

    class Meta:
        verbose_name = _("angsuran pinjaman")
        ordering = ["pinjaman", "jadwal_ke", "ke"]
        constraints = [
            models.UniqueConstraint(fields=["pinjaman", "jadwal_ke", "ke"], name="angsuran_pinjaman_sekali"),
            models.CheckConstraint(
                condition=Q(ke__gte=1, jadwal_ke__gte=1, pokok__gte=0, jasa__gte=0, bop__gte=0),
                name="angsuran_pinjaman_wajar",
            ),
            models.CheckConstraint(
                condition=Q(pokok_dibayar__gte=0, pokok_dibayar__lte=F("pokok"))
                & Q(jasa_dibayar__gte=0, jasa_dibebaskan__gte=0, jasa__gte=F("jasa_dibayar") + F("jasa_dibebaskan"))
                & Q(bop_dibayar__gte=0, bop_dibayar__lte=F("bop")),
                name="angsuran_pinjaman_tidak_lebih",
            ),
        ]
        indexes = [models.Index(fields=["jatuh_tempo", "pinjaman"], name="angsuranpinjaman_tempo")]

    def __str__(self) -> str:
        return f"{self.pinjaman_id} {self.jadwal_ke}/{self.ke}"

    @property
    def sisa_pokok(self) -> Decimal:
        """Principal of this instalment that is still owed."""
        return self.pokok - self.pokok_dibayar

    @property
    def sisa_jasa(self) -> Decimal:
        """Jasa of this instalment that is still owed."""
        return self.jasa - self.jasa_dibayar - self.jasa_dibebaskan


class Pembayaran(Berwilayah):
    """Money for one loan on one day, rupiah; below zero where it takes `membalik` back. Source: KEU-133 to KEU-136.

    `jumlah` is the sum of its allocations, `tabungan` and `titipan`. `bawaan` was paid before this ledger began and has no
    voucher here. As way of paying `tabungan` is tanggung renteng, `titipan` the group's own deposit. Principal before jasa
    needs `alasan` and a second person.
    """

    IZIN_BACA = izin.LIHAT_PINJAMAN
    JALUR_BADAN = "pinjaman__ksm__badan_id"
    JENIS_BADAN = "ksm"

    class Jenis(models.TextChoices):
        ANGSURAN = "angsuran", _("Angsuran")
        PELUNASAN = "pelunasan", _("Pelunasan")
        BAWAAN = "bawaan", _("Dibayar sebelum buku ini mulai")
        SETELAH_HAPUS = "setelah_hapus", _("Diterima sesudah dihapus buku")
        PEMBALIKAN = "pembalikan", _("Pembalikan")

    class Lewat(models.TextChoices):
        KAS = "kas", _("Kas")
        BANK = "bank", _("Bank")
        TABUNGAN = "tabungan", _("Tabungan tanggung renteng")
        TITIPAN = "titipan", _("Titipan KSM")
        LAMA = "lama", _("Buku lama")

    pinjaman = models.ForeignKey(Pinjaman, models.PROTECT, related_name="pembayaran", verbose_name=_("pinjaman"))
    tanggal = models.DateField(_("tanggal"))
    jenis = models.CharField(_("jenis"), max_length=14, choices=Jenis)
    lewat = models.CharField(_("lewat"), max_length=8, choices=Lewat)
    jumlah = RupiahField(_("jumlah"), boleh_negatif=True)
    tabungan = RupiahField(_("menjadi tabungan"), default=0, boleh_negatif=True)
    titipan = RupiahField(_("menjadi titipan KSM"), default=0, boleh_negatif=True)
    jurnal = models.OneToOneField(
        Jurnal, models.PROTECT, related_name="pembayaran", null=True, blank=True, verbose_name=_("bukti")
    )
    membalik = models.OneToOneField(
        "self", models.PROTECT, related_name="pembalik", null=True, blank=True, verbose_name=_("membalik")
    )
    pokok_dulu = models.BooleanField(_("pokok didahulukan"), default=False)
    disetujui_nama = models.CharField(_("disetujui oleh"), max_length=150, blank=True)
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("pembayaran")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(membalik__isnull=True, jumlah__gt=0, tabungan__gte=0, titipan__gte=0)
                | Q(membalik__isnull=False, jumlah__lt=0, tabungan__lte=0, titipan__lte=0),
                name="pembayaran_bertanda",
            ),
            models.CheckConstraint(
                condition=Q(membalik__isnull=True) ^ Q(jenis="pembalikan"), name="pembayaran_balik_disebut_balik"
            ),
            models.CheckConstraint(condition=Q(jurnal__isnull=False) ^ Q(lewat="lama"), name="pembayaran_berbukti"),
            models.CheckConstraint(
                condition=Q(membalik__isnull=True, pokok_dulu=False) | ~Q(alasan=""), name="pembayaran_beralasan"
            ),
            models.CheckConstraint(
                condition=Q(pokok_dulu=False) | ~Q(disetujui_nama="") & ~Q(disetujui_nama=F("dibuat_oleh_nama")),
                name="pembayaran_pokok_dulu_disetujui",
            ),
            models.CheckConstraint(condition=Q(jenis="bawaan") ^ ~Q(lewat="lama"), name="pembayaran_bawaan_buku_lama"),
            models.CheckConstraint(condition=~Q(membalik=F("id")), name="pembayaran_tidak_membalik_diri"),
            dated("tanggal", "pembayaran_tanggal_wajar"),
        ]
        indexes = [
            models.Index(fields=["pinjaman", "tanggal"], name="pembayaran_pinjaman"),
            *scope_indexes("pembayaran", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return f"{self.pinjaman_id} {self.tanggal:%d-%m-%Y}"

    def alokasi_untuk(self, untuk: str) -> Decimal:
        """Rupiah of it that went to jasa, pokok or bop; reads `alokasi` as fetched."""
        return sum((a.jumlah for a in self.alokasi.all() if a.untuk == untuk), Decimal(0))

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the loan."""
        return self.pinjaman_id


class AlokasiPembayaran(models.Model):
    """One part of a payment: rupiah for jasa, principal or the KSM's deposit of one instalment. Written once. KEU-133."""

    IZIN_BACA = izin.LIHAT_PINJAMAN
    JALUR_CAKUPAN = "pembayaran__"

    class Untuk(models.TextChoices):
        JASA = "jasa", _("Jasa")
        POKOK = "pokok", _("Pokok")
        BOP = "bop", _("Titipan BOP KSM")

    id = models.BigAutoField(primary_key=True)
    pembayaran = models.ForeignKey(Pembayaran, models.PROTECT, related_name="alokasi", db_index=False)
    angsuran = models.ForeignKey(AngsuranPinjaman, models.PROTECT, related_name="alokasi")
    untuk = models.CharField(_("untuk"), max_length=5, choices=Untuk)
    jumlah = RupiahField(_("jumlah"), boleh_negatif=True)

    class Meta:
        verbose_name = _("alokasi pembayaran")
        ordering = ["pembayaran", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pembayaran", "angsuran", "untuk"], name="alokasi_pembayaran_sekali"),
            models.CheckConstraint(
                condition=~Q(jumlah=0) & Q(untuk__in=["jasa", "pokok", "bop"]), name="alokasi_pembayaran_wajar"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.angsuran_id} {self.untuk} {self.jumlah}"


class BagianPembayaran(models.Model):
    """Who in the group brought how much of a payment, rupiah; members pay for one another. Written once. Source: KEU-136."""

    IZIN_BACA = izin.LIHAT_BAGIAN_PINJAMAN
    JALUR_CAKUPAN = "pembayaran__"

    id = models.BigAutoField(primary_key=True)
    pembayaran = models.ForeignKey(Pembayaran, models.PROTECT, related_name="bagian", db_index=False)
    bagian = models.ForeignKey(BagianAnggota, models.PROTECT, related_name="pembayaran")
    jumlah = RupiahField(_("jumlah"), boleh_negatif=True)

    class Meta:
        verbose_name = _("bagian pembayaran")
        ordering = ["pembayaran", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pembayaran", "bagian"], name="bagian_pembayaran_sekali"),
            models.CheckConstraint(condition=~Q(jumlah=0), name="bagian_pembayaran_wajar"),
        ]

    def __str__(self) -> str:
        return f"{self.bagian_id} {self.jumlah}"


class PenjadwalanUlang(Berwilayah):
    """Why and by whose decision a loan got another schedule; written once, the old schedule stays. Source: KEU-137."""

    IZIN_BACA = izin.LIHAT_PINJAMAN

    pinjaman = models.ForeignKey(Pinjaman, models.PROTECT, related_name="penjadwalan_ulang", verbose_name=_("pinjaman"))
    jadwal_ke = models.PositiveSmallIntegerField(_("jadwal ke"))
    tanggal = models.DateField(_("tanggal keputusan"))
    tenor_bulan = models.PositiveSmallIntegerField(_("jangka waktu baru (bulan)"))
    sisa_pokok = RupiahField(_("sisa pokok waktu itu"))
    sisa_jasa = RupiahField(_("tunggakan jasa yang dibawa"))
    keputusan = models.CharField(_("keputusan BKM"), max_length=200)
    alasan = models.CharField(_("alasan"), max_length=300)
    koordinator_nama = models.CharField(_("koordinator BKM"), max_length=150)

    class Meta:
        verbose_name = _("penjadwalan ulang")
        ordering = ["pinjaman", "jadwal_ke"]
        constraints = [
            models.UniqueConstraint(fields=["pinjaman", "jadwal_ke"], name="penjadwalan_ulang_sekali"),
            models.CheckConstraint(
                condition=Q(jadwal_ke__gte=2, tenor_bulan__range=(1, 120))
                & ~Q(keputusan="")
                & ~Q(alasan="")
                & ~Q(koordinator_nama=""),
                name="penjadwalan_ulang_lengkap",
            ),  # fmt: skip
        ]
        indexes = scope_indexes("penjadwalanulang", "-tanggal", "id")

    def __str__(self) -> str:
        return f"{self.pinjaman_id} {self.jadwal_ke}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the loan."""
        return self.pinjaman_id


class PenghapusanPinjaman(Berwilayah):
    """The decision that a loan is written off, with what covered it (rupiah). Written once. Source: KEU-138."""

    IZIN_BACA = izin.LIHAT_PINJAMAN

    pinjaman = models.OneToOneField(Pinjaman, models.PROTECT, related_name="penghapusan", verbose_name=_("pinjaman"))
    tanggal = models.DateField(_("tanggal"))
    sisa_pokok = RupiahField(_("sisa pokok"))
    dari_cadangan = RupiahField(_("dari cadangan"))
    keputusan = models.CharField(_("keputusan BKM"), max_length=200)
    alasan = models.CharField(_("alasan"), max_length=300)
    jurnal = models.OneToOneField(Jurnal, models.PROTECT, related_name="+", verbose_name=_("bukti"))

    class Meta:
        verbose_name = _("penghapusan pinjaman")
        ordering = ["-tanggal", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sisa_pokok__gt=0, dari_cadangan__gte=0, dari_cadangan__lte=F("sisa_pokok"))
                & ~Q(keputusan="")
                & ~Q(alasan=""),
                name="penghapusan_pinjaman_lengkap",
            ),  # fmt: skip
        ]
        indexes = scope_indexes("penghapusanpinjaman", "-tanggal", "id")

    def __str__(self) -> str:
        return f"{self.pinjaman_id}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the loan."""
        return self.pinjaman_id


class TagihanPinjaman(Berwilayah):
    """A step of collecting: visit, message, letter 1 to 3, call on tanggung renteng. Written once. Source: KEU-139."""

    IZIN_BACA = izin.LIHAT_PINJAMAN
    JALUR_BADAN = "pinjaman__ksm__badan_id"
    JENIS_BADAN = "ksm"

    class Cara(models.TextChoices):
        KUNJUNGAN = "kunjungan", _("Kunjungan ke ketua KSM")
        PESAN = "pesan", _("Pesan WA")
        SURAT_1 = "surat_1", _("Surat tagihan pertama")
        SURAT_2 = "surat_2", _("Surat tagihan kedua")
        SURAT_3 = "surat_3", _("Surat tagihan ketiga")
        TANGGUNG_RENTENG = "tanggung_renteng", _("Musyawarah tanggung renteng")

    pinjaman = models.ForeignKey(Pinjaman, models.PROTECT, related_name="tagihan", verbose_name=_("pinjaman"))
    tanggal = models.DateField(_("tanggal"))
    cara = models.CharField(_("cara"), max_length=18, choices=Cara)
    tunggakan_pokok = RupiahField(_("tunggakan pokok waktu itu"))
    tunggakan_jasa = RupiahField(_("tunggakan jasa waktu itu"))
    hasil = models.CharField(_("hasil"), max_length=300, blank=True)
    janji_bayar = models.DateField(_("janji bayar"), null=True, blank=True)

    class Meta:
        verbose_name = _("tagihan pinjaman")
        ordering = ["pinjaman", "-tanggal", "-id"]
        constraints = [dated("tanggal", "tagihan_pinjaman_tanggal_wajar")]
        indexes = scope_indexes("tagihanpinjaman", "-tanggal", "id")

    def __str__(self) -> str:
        return f"{self.get_cara_display()}, {tanggal(self.tanggal)}"

    @property
    def berupa_surat(self) -> bool:
        """Whether it is one of the three letters."""
        return self.cara.startswith("surat_")

    @property
    def badan_id(self) -> Any:
        """The body of the group that borrows: its papers are the group's own."""
        return self.pinjaman.badan_id

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the loan."""
        return self.pinjaman_id
