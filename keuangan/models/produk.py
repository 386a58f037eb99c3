"""What a UPK lends: products with dated terms. A row of terms is never edited; other terms are another row with its date."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inti.money import RupiahField
from keuangan import izin
from keuangan.hitung.alokasi import JasaPelunasan, Kelebihan
from keuangan.hitung.jadwal import TENOR_MAKS, Metode, Pembulatan
from keuangan.models.buku import Buku, PemilikDana
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


class ProdukPinjaman(Berwilayah):
    """One kind of loan of one UPK. With `pemilik` it lends money of others (channelling), outside ladder and count. KEU-120."""

    IZIN_BACA = izin.LIHAT_BUKU

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="produk", verbose_name=_("buku"))
    nama = models.CharField(_("nama"), max_length=80)
    sumber_dana = models.ForeignKey(
        "siklus.SumberDana", models.PROTECT, related_name="+", verbose_name=_("sumber dana"), db_index=False
    )
    pemilik = models.ForeignKey(
        PemilikDana, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("pemilik dana")
    )
    aktif = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        verbose_name = _("produk pinjaman")
        ordering = ["nama", "id"]
        constraints = [
            models.UniqueConstraint(fields=["buku", "nama"], name="produk_pinjaman_sekali"),
            models.CheckConstraint(condition=~Q(nama=""), name="produk_pinjaman_bernama"),
        ]
        indexes = scope_indexes("produkpinjaman", "nama", "id")

    def __str__(self) -> str:
        return self.nama

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id

    @property
    def channelling(self) -> bool:
        """Whether it lends money that never becomes the UPK's own."""
        return self.pemilik_id is not None


class KetentuanProduk(Berwilayah):
    """The terms of a product from a day on. Percent, months, people, rupiah as named. Source: KEU-121.

    Jasa and `bop_persen` (deposit for the KSM's own costs, paid with each instalment) are percent of the original principal
    a month, `tabungan_persen` percent of what `dasar_tabungan` names. An empty ceiling means that none is set.
    `bulatkan_per` says whose instalment is rounded (KEU-48).
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class BulatkanPer(models.TextChoices):
        ANGGOTA = "anggota", _("Angsuran setiap anggota, KSM membayar jumlahnya")
        KSM = "ksm", _("Angsuran KSM, lalu dibagi menurut bagian anggota")

    class DasarTabungan(models.TextChoices):
        PINJAMAN = "pinjaman", _("Dari pinjaman, sekali waktu cair")
        ANGSURAN = "angsuran", _("Dari pokok setiap angsuran")

    produk = models.ForeignKey(ProdukPinjaman, models.PROTECT, related_name="ketentuan", verbose_name=_("produk"))
    berlaku_mulai = models.DateField(_("berlaku mulai"))
    metode = models.CharField(_("cara menghitung jasa"), max_length=8, choices=Metode, default=Metode.FLAT)
    jasa_persen = models.DecimalField(_("jasa per bulan (%)"), max_digits=7, decimal_places=4)
    bop_persen = models.DecimalField(_("titipan BOP KSM per bulan (%)"), max_digits=7, decimal_places=4, default=0)
    pembulatan = models.CharField(_("pembulatan"), max_length=10, choices=Pembulatan, default=Pembulatan.RUPIAH)
    bulatkan_per = models.CharField(
        _("yang dibulatkan"), max_length=8, choices=BulatkanPer, default=BulatkanPer.ANGGOTA
    )
    tenor_min = models.PositiveSmallIntegerField(_("jangka waktu paling pendek (bulan)"), default=3)
    tenor_maks = models.PositiveSmallIntegerField(_("jangka waktu paling lama (bulan)"), default=12)
    tenggang_bulan = models.PositiveSmallIntegerField(_("tenggang sebelum angsuran pertama (bulan)"), default=0)
    anggota_min = models.PositiveSmallIntegerField(_("anggota paling sedikit"), default=5)
    anggota_maks = models.PositiveSmallIntegerField(_("anggota paling banyak"), null=True, blank=True)
    perempuan_min = models.DecimalField(_("perempuan paling sedikit (%)"), max_digits=5, decimal_places=2, default=30)
    pinjaman_maks = models.PositiveSmallIntegerField(
        _("pinjaman paling banyak (kali)"), null=True, blank=True, default=4
    )
    maks_per_anggota = RupiahField(_("paling banyak per anggota (rupiah)"), null=True, blank=True)
    maks_per_ksm = RupiahField(_("paling banyak per KSM (rupiah)"), null=True, blank=True)
    menabung_bulan = models.PositiveSmallIntegerField(_("menabung sebelum meminjam (bulan berturut-turut)"), default=3)
    tabungan_persen = models.DecimalField(_("tabungan (%)"), max_digits=5, decimal_places=2, default=Decimal(5))
    dasar_tabungan = models.CharField(
        _("dasar tabungan"), max_length=10, choices=DasarTabungan, default=DasarTabungan.PINJAMAN
    )
    jasa_pelunasan = models.CharField(
        _("jasa pelunasan awal"), max_length=10, choices=JasaPelunasan, default=JasaPelunasan.BERJALAN
    )
    kelebihan = models.CharField(_("uang lebih"), max_length=20, choices=Kelebihan, default=Kelebihan.ANGSURAN_BERIKUT)
    dasar = models.CharField(_("dasar keputusan"), max_length=200)

    class Meta:
        verbose_name = _("ketentuan produk")
        ordering = ["produk", "-berlaku_mulai"]
        constraints = [
            models.UniqueConstraint(fields=["produk", "berlaku_mulai"], name="ketentuan_produk_per_tanggal"),
            models.CheckConstraint(
                condition=Q(jasa_persen__range=(0, 100), bop_persen__range=(0, 100), tabungan_persen__range=(0, 100))
                & Q(perempuan_min__range=(0, 100)),
                name="ketentuan_produk_persen",
            ),
            models.CheckConstraint(
                condition=Q(tenor_min__gte=1, tenor_maks__gte=F("tenor_min"), tenor_maks__lte=TENOR_MAKS)
                & Q(tenggang_bulan__lte=24, menabung_bulan__lte=24),
                name="ketentuan_produk_bulan",
            ),
            models.CheckConstraint(
                condition=Q(anggota_min__gte=1)
                & (Q(anggota_maks__isnull=True) | Q(anggota_maks__gte=F("anggota_min")))
                & (Q(pinjaman_maks__isnull=True) | Q(pinjaman_maks__gte=1)),
                name="ketentuan_produk_anggota",
            ),
            models.CheckConstraint(
                condition=(Q(maks_per_anggota__isnull=True) | Q(maks_per_anggota__gt=0))
                & (Q(maks_per_ksm__isnull=True) | Q(maks_per_ksm__gt=0)),
                name="ketentuan_produk_plafon",
            ),
            models.CheckConstraint(
                condition=Q(metode__in=Metode.values, pembulatan__in=Pembulatan.values)
                & Q(bulatkan_per__in=["anggota", "ksm"])
                & Q(dasar_tabungan__in=["pinjaman", "angsuran"], jasa_pelunasan__in=JasaPelunasan.values)
                & Q(kelebihan__in=Kelebihan.values),
                name="ketentuan_produk_pilihan",
            ),
            models.CheckConstraint(condition=~Q(dasar=""), name="ketentuan_produk_berdasar"),
            dated("berlaku_mulai", "ketentuan_produk_tanggal_wajar"),
        ]
        indexes = scope_indexes("ketentuanproduk", "-berlaku_mulai", "id")

    def __str__(self) -> str:
        return f"{self.produk} · {self.berlaku_mulai:%d-%m-%Y}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the product."""
        return self.produk_id


class TanggaPinjaman(models.Model):
    """One step of the ladder: how much a member may borrow (rupiah) at the `ke`-th loan of the group. Source: KEU-122."""

    IZIN_BACA = izin.LIHAT_BUKU
    JALUR_CAKUPAN = "ketentuan__"

    ketentuan = models.ForeignKey(KetentuanProduk, models.PROTECT, related_name="tangga", db_index=False)
    ke = models.PositiveSmallIntegerField(_("pinjaman ke"))
    maks_per_anggota = RupiahField(_("paling banyak per anggota (rupiah)"))

    class Meta:
        verbose_name = _("tangga pinjaman")
        ordering = ["ketentuan", "ke"]
        constraints = [
            models.UniqueConstraint(fields=["ketentuan", "ke"], name="tangga_pinjaman_sekali"),
            models.CheckConstraint(condition=Q(ke__gte=1, maks_per_anggota__gt=0), name="tangga_pinjaman_wajar"),
        ]

    def __str__(self) -> str:
        return f"{self.ke}: {self.maks_per_anggota}"
