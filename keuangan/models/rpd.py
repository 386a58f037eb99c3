"""Money to the KSM by RPD, and the bendahara's own book of what was bought and whose work was paid.

A group asks for one termin at a time (RPD), another person approves, a third one pays. What it spends is written as it is
spent, with a photo of the nota; that book becomes the account (LPJ) without retyping. Rules in sql/rpd.sql.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.formats import tanggal as tulis_tanggal
from inti.money import RupiahField
from keuangan import izin
from keuangan.models.berkas_pencairan import BerkasPencairan
from keuangan.models.blm import whole
from keuangan.models.jurnal import Jurnal
from ksm.models import BarisRAB, Usulan
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import Berwilayah, scope_indexes

# Counts against the contract and the payment file: asked for, approved or paid.
RPD_MENGIKAT = ("diajukan", "disetujui", "dibayar")
# One at a time: as long as it is on its way no other is begun.
RPD_TERBUKA = ("draf", "diajukan", "dikembalikan", "disetujui")


class DanaKSM(Berwilayah):
    """Base of what belongs to one proposal and its group's money; the treasurer of a group sees the own group only."""

    IZIN_BACA = izin.LIHAT_DANA_KSM
    JALUR_BADAN = "usulan__ksm__badan_id"
    JENIS_BADAN = "ksm"

    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="%(class)s", verbose_name=_("usulan"))

    class Meta:
        abstract = True

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the proposal."""
        return self.usulan_id

    @property
    def badan_id(self) -> Any:
        """The body of the group: its papers are the group's own."""
        return self.usulan.badan_id


class RPD(DanaKSM):
    """Rencana Penggunaan Dana: what a group asks for in one termin, `jumlah` the sum of its rows, rupiah. RPD-01 to RPD-12.

    `tenggat` is the last day for its LPJ, fixed with the payment; whether it is late is computed, never stored.
    """

    class Status(models.TextChoices):
        DRAF = "draf", _("Draf")
        DIAJUKAN = "diajukan", _("Diajukan")
        DISETUJUI = "disetujui", _("Disetujui")
        DIBAYAR = "dibayar", _("Dibayar")
        DIKEMBALIKAN = "dikembalikan", _("Dikembalikan")
        BATAL = "batal", _("Dibatalkan")

    class Lewat(models.TextChoices):
        KAS = "kas", _("Kas")
        BANK = "bank", _("Bank")

    termin = models.PositiveSmallIntegerField(_("termin"))
    berkas_pencairan = models.ForeignKey(
        BerkasPencairan, models.PROTECT, related_name="rpd", verbose_name=_("dari dana")
    )
    tanggal = models.DateField(_("tanggal"))
    jumlah = RupiahField(_("jumlah"))
    keterangan = models.CharField(_("keterangan"), max_length=300, blank=True)
    disetujui_pada = models.DateField(_("disetujui pada"), null=True, blank=True)
    disetujui_oleh_id = models.UUIDField(null=True, editable=False)
    disetujui_oleh_nama = models.CharField(_("disetujui oleh"), max_length=150, blank=True, editable=False)
    disetujui_lembar = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, editable=False,
        verbose_name=_("foto lembar yang disetujui"),
    )  # fmt: skip
    dibayar_pada = models.DateField(_("dibayar pada"), null=True, blank=True)
    dibayar_oleh_id = models.UUIDField(null=True, editable=False)
    lewat = models.CharField(_("lewat"), max_length=4, choices=Lewat, blank=True)
    penerima_nama = models.CharField(_("diterima oleh"), max_length=150, blank=True)
    tenggat = models.DateField(_("tenggat LPJ"), null=True, blank=True, editable=False)
    jurnal = models.OneToOneField(
        Jurnal, models.PROTECT, related_name="rpd", null=True, blank=True, verbose_name=_("bukti")
    )
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=12, choices=Status, default=Status.DRAF, protected=True)

    class Meta:
        verbose_name = _("RPD")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["usulan", "termin"], condition=~Q(status="batal"), name="rpd_termin_sekali"
            ),
            models.UniqueConstraint(
                fields=["usulan"], condition=Q(status__in=RPD_TERBUKA), name="rpd_satu_terbuka"
            ),
            models.CheckConstraint(condition=Q(termin__range=(1, 12)), name="rpd_termin_wajar"),
            models.CheckConstraint(
                condition=Q(status="dibayar", jurnal__isnull=False, dibayar_pada__isnull=False, tenggat__isnull=False,
                            dibayar_oleh_id__isnull=False, lewat__in=["kas", "bank"]) & ~Q(penerima_nama="")
                | ~Q(status="dibayar") & Q(jurnal__isnull=True, dibayar_pada__isnull=True, tenggat__isnull=True,
                                           dibayar_oleh_id__isnull=True, lewat="", penerima_nama=""),
                name="rpd_dibayar_berbukti",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["disetujui", "dibayar"], disetujui_pada__isnull=False) & ~Q(disetujui_oleh_nama="")
                & (Q(disetujui_oleh_id__isnull=False, disetujui_lembar__isnull=True)
                   | Q(disetujui_oleh_id__isnull=True, disetujui_lembar__isnull=False))
                | ~Q(status__in=["disetujui", "dibayar"])
                & Q(disetujui_oleh_id__isnull=True, disetujui_lembar__isnull=True, disetujui_pada__isnull=True,
                    disetujui_oleh_nama=""),
                name="rpd_disetujui_bernama",
            ),
            models.CheckConstraint(
                condition=Q(disetujui_oleh_id__isnull=True) | ~Q(disetujui_oleh_id=F("dibuat_oleh_id")),
                name="rpd_disetujui_orang_lain",
            ),
            models.CheckConstraint(
                condition=Q(dibayar_oleh_id__isnull=True) | ~Q(dibayar_oleh_id=F("disetujui_oleh_id")),
                name="rpd_dibayar_orang_lain",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["dikembalikan", "batal"]) | ~Q(alasan=""), name="rpd_henti_beralasan"
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="rpd_berpencatat"),
            models.CheckConstraint(
                condition=Q(dibayar_pada__isnull=True) | Q(dibayar_pada__gte=F("disetujui_pada")), name="rpd_tanggal_urut"
            ),
            whole("jumlah", "rpd_rupiah_utuh"),
            dated("tanggal", "rpd_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            *scope_indexes("rpd", "-tanggal", "-id"),
            models.Index(fields=["berkas_pencairan", "status"], name="rpd_berkas"),
        ]

    def __str__(self) -> str:
        return f"RPD {self.termin}"

    @property
    def terbuka(self) -> bool:
        """Whether its rows may still be written."""
        return self.status in {self.Status.DRAF, self.Status.DIKEMBALIKAN}

    @transition(
        status, source=[Status.DRAF, Status.DIKEMBALIKAN], target=Status.DIAJUKAN, permission=izin.SUSUN_RPD,
        custom={"label": _("Ajukan"), "gaya": "go", "syarat": "rpd.boleh_cair"},
    )  # fmt: skip
    def ajukan(self) -> None:
        """The group asks for the money of its next termin. Source: RPD-03."""
        self.alasan = ""

    @transition(
        status, source=Status.DIAJUKAN, target=Status.DISETUJUI, permission=izin.SETUJUI_RPD,
        custom={"label": _("Setujui"), "gaya": "go", "syarat": "rpd.boleh_cair"},
    )  # fmt: skip
    def setujui(self, *, tanggal: datetime.date, oleh_id: Any, oleh_nama: str, lembar: Any = None) -> None:
        """Another person than who wrote it agrees, by login or on the signed sheet. Source: RPD-04, RPD-14."""
        self.disetujui_pada, self.disetujui_oleh_id, self.disetujui_oleh_nama = tanggal, oleh_id, oleh_nama
        self.disetujui_lembar = lembar

    @transition(
        status, source=[Status.DIAJUKAN, Status.DISETUJUI], target=Status.DIKEMBALIKAN, permission=izin.SETUJUI_RPD,
        custom={"label": _("Kembalikan untuk diperbaiki"), "perlu_alasan": True},
    )  # fmt: skip
    def kembalikan(self, *, sebab: str) -> None:
        """Something is to be mended first. Source: RPD-04."""
        self.alasan = sebab
        self.disetujui_pada, self.disetujui_oleh_id, self.disetujui_oleh_nama = None, None, ""
        self.disetujui_lembar = None

    @transition(
        status, source=Status.DISETUJUI, target=Status.DIBAYAR, permission=izin.BAYAR_RPD,
        custom={"label": _("Bayar"), "gaya": "go", "syarat": "rpd.boleh_cair"},
    )  # fmt: skip
    def bayarkan(
        self, *, tanggal: datetime.date, lewat: str, penerima: str, jurnal: Jurnal, tenggat: datetime.date, oleh_id: Any
    ) -> None:
        """The money is handed out and the receipt signed, with its voucher. Source: RPD-05, RPD-06."""
        self.dibayar_pada, self.lewat, self.penerima_nama, self.jurnal = tanggal, lewat, penerima, jurnal
        self.tenggat, self.dibayar_oleh_id = tenggat, oleh_id

    @transition(
        status, source=Status.DIBAYAR, target=Status.DISETUJUI, permission=izin.BAYAR_RPD,
        custom={"label": _("Tarik catatan pembayaran"), "gaya": "bahaya", "perlu_alasan": True, "syarat": "rpd.belum_lpj"},
    )  # fmt: skip
    def urungkan_bayar(self) -> None:
        """The payment was noted wrongly: its voucher is reversed and it waits to be paid again. Source: RPD-08."""
        self.dibayar_pada = self.jurnal = self.tenggat = self.dibayar_oleh_id = None
        self.lewat = self.penerima_nama = ""

    @transition(
        status, source=[Status.DRAF, Status.DIKEMBALIKAN, Status.DIAJUKAN], target=Status.BATAL,
        permission=izin.SUSUN_RPD, custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Not needed, or entered wrongly; it stays with the reason. Source: RPD-02, UMU-32."""
        self.alasan = sebab


class BarisRPD(Berwilayah):
    """One line of an RPD: for which line of the RAB, how much of it now, rupiah. Source: RPD-01."""

    IZIN_BACA = izin.LIHAT_DANA_KSM
    JALUR_BADAN = "rpd__usulan__ksm__badan_id"
    JENIS_BADAN = "ksm"

    rpd = models.ForeignKey(RPD, models.CASCADE, related_name="baris", verbose_name=_("RPD"))
    baris_rab = models.ForeignKey(BarisRAB, models.PROTECT, related_name="+", verbose_name=_("baris RAB"))
    urut = models.PositiveSmallIntegerField(_("urut"))
    uraian = models.CharField(_("uraian"), max_length=150)
    jumlah = RupiahField(_("jumlah"))

    class Meta:
        verbose_name = _("baris RPD")
        ordering = ["rpd", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["rpd", "baris_rab"], name="baris_rpd_sekali"),
            models.CheckConstraint(condition=~Q(uraian=""), name="baris_rpd_beruraian"),
            whole("jumlah", "baris_rpd_rupiah_utuh"),
        ]
        indexes = scope_indexes("barisrpd", "rpd", "urut")

    def __str__(self) -> str:
        return self.uraian

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the RPD."""
        return self.rpd_id


class BukuKSM(DanaKSM):
    """Base of the group's own book: an outlay of one proposal, for which RAB line, from which RPD. Source: LPJ-01.

    A wrong entry is cancelled with a reason. Once the account of its RPD is handed in, it stays.
    """

    rpd = models.ForeignKey(
        RPD, models.PROTECT, related_name="%(class)s", null=True, blank=True, verbose_name=_("dari RPD")
    )
    baris_rab = models.ForeignKey(
        BarisRAB, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("baris RAB")
    )
    jumlah = RupiahField(_("jumlah"))
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        abstract = True


class BelanjaKSM(BukuKSM):
    """One purchase: day, what, how much (rupiah), where, with the photo of the nota. Source: LPJ-01.

    Aid that was handed out in cash stands here by itself, as `penerimaan`. Source: LPJ-16.
    """

    penerimaan = models.ForeignKey(
        "ksm.PenerimaanBantuan", models.PROTECT, related_name="+", null=True, blank=True, editable=False,
        verbose_name=_("penerimaan bantuan"),
    )  # fmt: skip
    tanggal = models.DateField(_("tanggal"))
    uraian = models.CharField(_("yang dibeli"), max_length=150)
    toko = models.CharField(_("toko"), max_length=120, blank=True)
    nota = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("foto nota")
    )

    class Meta:
        verbose_name = _("belanja KSM")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["penerimaan"], condition=Q(status="sah"), name="belanja_ksm_bantuan_sekali"
            ),
            models.CheckConstraint(condition=~Q(uraian=""), name="belanja_ksm_beruraian"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="belanja_ksm_berpencatat"),
            whole("jumlah", "belanja_ksm_rupiah_utuh"),
            dated("tanggal", "belanja_ksm_tanggal_wajar"),
            reasoned("belanja_ksm_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["usulan", "-tanggal"], name="belanjaksm_usulan"),
            *scope_indexes("belanjaksm", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return self.uraian

    @property
    def berbukti(self) -> bool:
        """Whether there is proof: the photo of the nota, or the signed receipt of the aid."""
        return self.nota_id is not None or self.penerimaan_id is not None

    @transition(
        "status", source=Sah.SAH, target=Sah.BATAL, permission=izin.CATAT_BELANJA,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class UpahKSM(BukuKSM):
    """Wages of one week: workers (orang) men and women, man-days (hari), rupiah paid, photo of the signed sheet. LPJ-02.

    `minggu` is the Monday of that week.
    """

    minggu = models.DateField(_("minggu mulai Senin"))
    pekerja_l = models.PositiveSmallIntegerField(_("pekerja laki-laki"), default=0)
    pekerja_p = models.PositiveSmallIntegerField(_("pekerja perempuan"), default=0)
    hok = models.DecimalField(_("hari orang kerja"), max_digits=7, decimal_places=1)
    uraian = models.CharField(_("pekerjaan"), max_length=150, blank=True)
    lembar = models.ForeignKey(
        "laporan.Berkas",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("foto daftar hadir dan upah"),
    )

    class Meta:
        verbose_name = _("upah KSM")
        ordering = ["-minggu", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["usulan", "minggu", "baris_rab", "rpd"], condition=Q(status="sah"), name="upah_ksm_sekali_seminggu",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=(Q(pekerja_l__gt=0) | Q(pekerja_p__gt=0)) & Q(hok__gt=0), name="upah_ksm_berpekerja"
            ),
            models.CheckConstraint(condition=Q(minggu__iso_week_day=1), name="upah_ksm_mulai_senin"),
            models.CheckConstraint(  # seven days at most for each of them
                condition=Q(hok__lte=(F("pekerja_l") + F("pekerja_p")) * Decimal(7)), name="upah_ksm_hok_wajar"
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="upah_ksm_berpencatat"),
            whole("jumlah", "upah_ksm_rupiah_utuh"),
            dated("minggu", "upah_ksm_tanggal_wajar"),
            reasoned("upah_ksm_batal_beralasan"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["usulan", "-minggu"], name="upahksm_usulan"),
            *scope_indexes("upahksm", "-minggu", "-id"),
        ]

    def __str__(self) -> str:
        return str(_("Upah minggu %(hari)s") % {"hari": tulis_tanggal(self.minggu, "singkat")})

    @property
    def tanggal(self) -> datetime.date:
        """The first day of the week, as the book orders it."""
        return self.minggu

    @property
    def berbukti(self) -> bool:
        """Whether the photo of the signed sheet is there."""
        return self.lembar_id is not None

    @transition(
        "status", source=Sah.SAH, target=Sah.BATAL, permission=izin.CATAT_BELANJA,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab
