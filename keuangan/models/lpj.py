"""The account of what was received: of a group for one RPD (LPJKSM), of the BKM for one tranche (LPJBKM). Rules: sql/lpj.sql."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.money import RupiahField
from keuangan import izin
from keuangan.models.blm import TahapBLM
from keuangan.models.jurnal import Jurnal
from keuangan.models.rpd import RPD, DanaKSM
from siklus.models.dasar import dated, reasoned
from wilayah.models import Berwilayah, scope_indexes

# Handed in: the book below it stays as it is.
LPJ_TERKUNCI = ("diajukan", "diperiksa_up", "diterima")


class LPJKSM(DanaKSM):
    """The account of one RPD, drawn from the group's book; rupiah. Source: LPJ-03 to LPJ-10.

    `diterima` is what the RPD paid, `belanja` the sum of the book (both held by trigger once handed in), `swadaya` what residents
    brought meanwhile, apart from the money. Less spent than received is returned; more needs `penjelasan`. `akhir`: the
    last account of the proposal, which closes it.
    """

    class Status(models.TextChoices):
        DRAF = "draf", _("Draf")
        DIAJUKAN = "diajukan", _("Diajukan")
        DIPERIKSA_UP = "diperiksa_up", _("Diperiksa UP")
        DITERIMA = "diterima", _("Diterima BKM")
        DIKEMBALIKAN = "dikembalikan", _("Dikembalikan")
        BATAL = "batal", _("Dibatalkan")

    rpd = models.ForeignKey(RPD, models.PROTECT, related_name="lpj", verbose_name=_("RPD"))
    akhir = models.BooleanField(_("LPJ akhir"), default=False)
    tanggal = models.DateField(_("tanggal"))
    diterima = RupiahField(_("dana diterima"))
    belanja = RupiahField(_("belanja"), default=0)
    swadaya = RupiahField(_("swadaya terlaksana"), default=0)
    penjelasan = models.CharField(_("penjelasan belanja di atas dana"), max_length=500, blank=True)
    kk = models.PositiveIntegerField(_("KK pemanfaat terjangkau"), default=0)
    kk_miskin = models.PositiveIntegerField(_("di antaranya KK miskin"), default=0)
    catatan = models.TextField(_("catatan"), blank=True)
    diajukan_pada = models.DateField(_("diajukan pada"), null=True, blank=True)
    diperiksa_pada = models.DateField(_("diperiksa pada"), null=True, blank=True)
    diperiksa_oleh_id = models.UUIDField(null=True, editable=False)
    diperiksa_oleh_nama = models.CharField(_("diperiksa oleh"), max_length=150, blank=True, editable=False)
    diperiksa_lembar = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, editable=False,
        verbose_name=_("foto lembar yang diperiksa"),
    )  # fmt: skip
    diterima_pada = models.DateField(_("diterima pada"), null=True, blank=True)
    diterima_oleh_nama = models.CharField(_("diterima oleh"), max_length=150, blank=True, editable=False)
    diterima_lembar = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, editable=False,
        verbose_name=_("foto lembar yang diterima"),
    )  # fmt: skip
    jurnal = models.OneToOneField(
        Jurnal, models.PROTECT, related_name="lpj", null=True, blank=True, verbose_name=_("bukti pertanggungjawaban")
    )
    jurnal_sisa = models.OneToOneField(
        Jurnal,
        models.PROTECT,
        related_name="lpj_sisa",
        null=True,
        blank=True,
        verbose_name=_("bukti pengembalian sisa"),
    )
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=12, choices=Status, default=Status.DRAF, protected=True)

    class Meta:
        verbose_name = _("LPJ KSM")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["rpd"], condition=~Q(status="batal"), name="lpj_ksm_satu_per_rpd"),
            models.UniqueConstraint(
                fields=["usulan"], condition=Q(akhir=True) & ~Q(status="batal"), name="lpj_ksm_satu_akhir"
            ),
            models.CheckConstraint(
                condition=Q(belanja__lte=F("diterima") + F("swadaya")) | ~Q(penjelasan=""), name="lpj_ksm_lebih_berpenjelasan"
            ),
            models.CheckConstraint(
                condition=Q(diterima__gt=0, belanja__gte=0, swadaya__gte=0, kk_miskin__lte=F("kk")), name="lpj_ksm_wajar"
            ),
            models.CheckConstraint(
                condition=~Q(status="diterima")
                | (
                    (Q(jurnal__isnull=False) | Q(belanja=0))
                    & Q(diterima_pada__isnull=False) & ~Q(diterima_oleh_nama="")
                    & (Q(belanja__gte=F("diterima")) | Q(jurnal_sisa__isnull=False))
                ),
                name="lpj_ksm_diterima_berbukti",
            ),
            models.CheckConstraint(
                condition=Q(status="diterima") | Q(jurnal__isnull=True, diterima_pada__isnull=True, diterima_oleh_nama="",
                                                   diterima_lembar__isnull=True),
                name="lpj_ksm_belum_diterima",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diperiksa_up", "diterima"])
                | Q(diperiksa_pada__isnull=False) & ~Q(diperiksa_oleh_nama="")
                & (Q(diperiksa_oleh_id__isnull=False) | Q(diperiksa_lembar__isnull=False)),
                name="lpj_ksm_diperiksa_bernama",
            ),
            models.CheckConstraint(
                condition=Q(diperiksa_oleh_id__isnull=True) | ~Q(diperiksa_oleh_id=F("dibuat_oleh_id")),
                name="lpj_ksm_diperiksa_orang_lain",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diajukan", "diperiksa_up", "diterima"]) | Q(diajukan_pada__isnull=False),
                name="lpj_ksm_diajukan_bertanggal",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["dikembalikan", "batal"]) | ~Q(alasan=""), name="lpj_ksm_henti_beralasan"
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="lpj_ksm_berpencatat"),
            dated("tanggal", "lpj_ksm_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            *scope_indexes("lpjksm", "-tanggal", "-id"),
            models.Index(fields=["usulan"], name="lpjksm_usulan"),
        ]

    def __str__(self) -> str:
        return str(_("LPJ akhir") if self.akhir else _("LPJ termin %(ke)d") % {"ke": self.rpd.termin})

    @property
    def dipertanggungjawabkan(self) -> Decimal:
        """How much of the money received is spent, rupiah: never more than was received."""
        return min(self.belanja, self.diterima)

    @property
    def sisa(self) -> Decimal:
        """Unspent money, to be returned to the BKM, rupiah."""
        return self.diterima - self.dipertanggungjawabkan

    @property
    def terbuka(self) -> bool:
        """Whether it may still be drawn up."""
        return self.status in {self.Status.DRAF, self.Status.DIKEMBALIKAN}

    @transition(
        status, source=[Status.DRAF, Status.DIKEMBALIKAN], target=Status.DIAJUKAN, permission=izin.CATAT_BELANJA,
        custom={"label": _("Ajukan LPJ"), "gaya": "go", "syarat": "lpj.ajukan"},
    )  # fmt: skip
    def ajukan(self, *, tanggal: datetime.date) -> None:
        """The group signs and hands it in; its book stays. Source: LPJ-05."""
        self.diajukan_pada, self.alasan = tanggal, ""

    @transition(
        status, source=Status.DIAJUKAN, target=Status.DIPERIKSA_UP, permission=izin.PERIKSA_LPJ,
        custom={"label": _("Sudah diperiksa"), "gaya": "go"},
    )  # fmt: skip
    def periksa(self, *, tanggal: datetime.date, oleh_id: Any, oleh_nama: str, lembar: Any = None) -> None:
        """UPL or UPS compared it with proof and work, by login or on the signed sheet. Source: LPJ-06, LPJ-17."""
        self.diperiksa_pada, self.diperiksa_oleh_id, self.diperiksa_oleh_nama = tanggal, oleh_id, oleh_nama
        self.diperiksa_lembar = lembar

    @transition(
        status, source=Status.DIAJUKAN, target=Status.DIKEMBALIKAN, permission=izin.PERIKSA_LPJ,
        custom={"label": _("Kembalikan untuk diperbaiki"), "perlu_alasan": True},
    )  # fmt: skip
    def kembalikan(self, *, sebab: str) -> None:
        """The unit found something to mend. Source: LPJ-06."""
        self.alasan, self.diajukan_pada = sebab, None

    @transition(
        status, source=Status.DIPERIKSA_UP, target=Status.DIKEMBALIKAN, permission=izin.TERIMA_LPJ,
        custom={"label": _("Kembalikan ke KSM"), "perlu_alasan": True},
    )  # fmt: skip
    def kembalikan_bkm(self, *, sebab: str) -> None:
        """The BKM found something to mend. Source: LPJ-07."""
        self.alasan, self.diajukan_pada = sebab, None
        self.diperiksa_pada, self.diperiksa_oleh_id, self.diperiksa_oleh_nama = None, None, ""
        self.diperiksa_lembar = None

    @transition(
        status, source=Status.DIPERIKSA_UP, target=Status.DITERIMA, permission=izin.TERIMA_LPJ,
        custom={"label": _("Terima LPJ"), "gaya": "go", "syarat": "lpj.terima"},
    )  # fmt: skip
    def terima(self, *, tanggal: datetime.date, oleh_nama: str, jurnal: Jurnal | None, lembar: Any = None) -> None:
        """The BKM accepts it; the advance is settled in the ledger. Source: LPJ-07, LPJ-08, LPJ-17."""
        self.diterima_pada, self.diterima_oleh_nama, self.jurnal, self.diterima_lembar = (
            tanggal,
            oleh_nama,
            jurnal,
            lembar,
        )

    @transition(
        status, source=Status.DITERIMA, target=Status.DIPERIKSA_UP, permission=izin.TERIMA_LPJ,
        custom={"label": _("Tarik penerimaan"), "gaya": "bahaya", "perlu_alasan": True, "syarat": "lpj.tarik"},
    )  # fmt: skip
    def tarik_terima(self) -> None:
        """Accepted by mistake: its voucher is reversed. Not for the last account, whose proposal is closed. Source: LPJ-09."""
        self.diterima_pada, self.diterima_oleh_nama, self.jurnal, self.diterima_lembar = None, "", None, None

    @transition(
        status, source=[Status.DRAF, Status.DIKEMBALIKAN], target=Status.BATAL, permission=izin.CATAT_BELANJA,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Begun by mistake; it stays with the reason. Source: UMU-32."""
        self.alasan = sebab


class LPJBKM(Berwilayah):
    """The BKM's account of one tranche as it was determined: computed from registers, then written once; rupiah. LPJ-11.

    `saldo` = received - capital to the UPK - BOP - paid to KSM + returned by KSM.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Status(models.TextChoices):
        DITETAPKAN = "ditetapkan", _("Ditetapkan")
        BATAL = "batal", _("Dibatalkan")

    tahap = models.ForeignKey(TahapBLM, models.PROTECT, related_name="lpj", verbose_name=_("tahap"))
    tanggal = models.DateField(_("tanggal"))
    diterima = RupiahField(_("dana diterima"))
    modal = RupiahField(_("modal bergulir ke UPK"))
    bop = RupiahField(_("BOP BKM"))
    dibayar = RupiahField(_("dibayarkan ke KSM"))
    kembali = RupiahField(_("dikembalikan KSM"))
    dipertanggungjawabkan = RupiahField(_("LPJ KSM diterima"))
    saldo = RupiahField(_("saldo di BKM"), boleh_negatif=True)
    isi = models.JSONField(_("rincian per KSM"), default=list)
    ditetapkan_oleh_nama = models.CharField(_("ditetapkan oleh"), max_length=150)
    catatan = models.TextField(_("catatan"), blank=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Status, default=Status.DITETAPKAN, protected=True)

    class Meta:
        verbose_name = _("LPJ BKM")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["tahap"], condition=Q(status="ditetapkan"), name="lpj_bkm_satu_per_tahap"),
            models.CheckConstraint(
                condition=Q(saldo=F("diterima") - F("modal") - F("bop") - F("dibayar") + F("kembali")),
                name="lpj_bkm_saldo_hitung",
            ),
            models.CheckConstraint(condition=~Q(ditetapkan_oleh_nama=""), name="lpj_bkm_bernama"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="lpj_bkm_berpencatat"),
            dated("tanggal", "lpj_bkm_tanggal_wajar"),
            reasoned("lpj_bkm_batal_beralasan"),
        ]
        indexes = scope_indexes("lpjbkm", "-tanggal", "-id")

    def __str__(self) -> str:
        return str(_("LPJ BKM %(tahap)s") % {"tahap": self.tahap})

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the tranche."""
        return self.tahap_id

    @property
    def di_ksm(self) -> Decimal:
        """Still with the KSM: paid, neither accounted for nor returned, rupiah."""
        return self.dibayar - self.kembali - self.dipertanggungjawabkan

    @transition(
        status, source=Status.DITETAPKAN, target=Status.BATAL, permission=izin.TERIMA_LPJ,
        custom={"label": _("Batalkan penetapan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Determined too early or wrongly; it stays with the reason. Source: LPJ-11, UMU-32."""
        self.alasan_batal = sebab
