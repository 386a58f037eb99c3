"""Who may do what, where, from when to when. The only source of rights in the whole system."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from akun.models.pengguna import Pengguna
from akun.peran import PANJANG_KODE, PERAN, SEMUA, Tingkat, role_choices
from akun.queries import PenugasanQuerySet
from wilayah.models import Berwilayah, Wilayah, scope_indexes
from wilayah.waktu import today_in


def _role_fits_area() -> Q:
    """Every role at the levels its class names: the length of the area code, and a body where it is body-bound."""
    panjang = Coalesce(Length(F("wilayah")), Value(0))
    syarat = Q()
    for tingkat, n in PANJANG_KODE.items():
        kode = sorted(p.kode for p in SEMUA if tingkat in p.tingkat)
        if kode:
            syarat |= Q(Exact(panjang, n), peran__in=kode, badan__isnull=True)
    kode_badan = sorted(p.kode for p in SEMUA if Tingkat.BADAN in p.tingkat)
    return syarat | Q(peran__in=kode_badan, badan__isnull=False, wilayah__isnull=False)


class Penugasan(Berwilayah):
    """One role of one person in one area or body, from `mulai` to `selesai` (both days included; empty: until ended).

    Never deleted: an assignment that is over stays as history and gives no right. Source: AKN-10, AKN-21.
    """

    IZIN_BACA = "akun.lihat_pengguna"
    JALUR_BADAN = "badan_id"

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="penugasan", verbose_name=_("pengguna"))
    peran = models.CharField(_("peran"), max_length=24, choices=role_choices)
    wilayah = models.ForeignKey(  # type: ignore[assignment]  # empty is the nation
        Wilayah, models.PROTECT, null=True, blank=True, db_column="kode_wilayah", related_name="+",
        verbose_name=_("wilayah"), db_index=False,
    )  # fmt: skip
    badan = models.ForeignKey(
        "wilayah.Badan", models.PROTECT, null=True, blank=True, related_name="penugasan", verbose_name=_("badan")
    )
    mulai = models.DateField(_("mulai"))
    selesai = models.DateField(_("selesai"), null=True, blank=True)
    ditugaskan_oleh_id = models.UUIDField(editable=False)
    ditugaskan_oleh_nama = models.CharField(_("ditugaskan oleh"), max_length=150, editable=False)
    pendahulu = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="penerus", verbose_name=_("menggantikan")
    )
    alasan_selesai = models.CharField(_("sebab berakhir"), max_length=200, blank=True)
    # Taken back before a first full day had passed: the dates stay as they were given, the right is gone.
    dicabut_pada = models.DateTimeField(_("dicabut pada"), null=True, editable=False)

    objects = PenugasanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-mulai", "-id"]
        verbose_name = _("penugasan")
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai__isnull=True) | Q(selesai__gte=F("mulai")), name="penugasan_selesai_sesudah_mulai"
            ),
            models.CheckConstraint(condition=_role_fits_area(), name="penugasan_peran_sesuai_tingkat"),
            models.CheckConstraint(
                condition=~Q(peran__in=sorted(p.kode for p in SEMUA if p.berbatas_waktu)) | Q(selesai__isnull=False),
                name="penugasan_auditor_berbatas_waktu",
            ),
            models.CheckConstraint(condition=~Q(pengguna=F("ditugaskan_oleh_id")), name="penugasan_bukan_diri_sendiri"),
        ]
        indexes = [
            models.Index(fields=["pengguna", "selesai"], name="penugasan_pengguna"),
            *scope_indexes("penugasan", "-mulai"),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna}: {self.label}"

    @property
    def kode_wilayah(self) -> str:
        """Area code; "" for the nation."""
        return self.wilayah_id or ""

    @property
    def peran_kelas(self) -> Any:
        """The class of the role."""
        return PERAN[self.peran]

    @property
    def tempat(self) -> str:
        """Area or body in words."""
        if self.badan_id is not None:
            return str(self.badan)
        return str(self.wilayah) if self.wilayah_id else str(_("nasional"))

    @property
    def label(self) -> str:
        """Role and place in words."""
        return f"{PERAN[self.peran].nama}, {self.tempat}"

    def is_running(self, pada: date | None = None) -> bool:
        """True on the days from `mulai` to `selesai`, judged in the time zone of the area."""
        hari = pada or today_in(self.kode_wilayah)
        if self.dicabut_pada is not None:
            return False
        return self.mulai <= hari and (self.selesai is None or hari <= self.selesai)

    @property
    def keadaan(self) -> str:
        """State for the mark on the screen."""
        hari = today_in(self.kode_wilayah)
        if self.dicabut_pada is not None:
            return "dibatalkan"
        if self.selesai is not None and self.selesai < hari:
            return "selesai"
        return "menunggu" if self.mulai > hari else "aktif"
