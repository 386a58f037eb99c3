"""What a KSM agreed on with itself, and how it is doing: its rules, and the three control checklists of B13."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.formats import share
from inti.money import RupiahField
from ksm import izin
from ksm.models.kelompok import KSM
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import Berwilayah


class MilikKSM(Berwilayah):
    """Base of what a group records about itself; a wrong record is cancelled with a reason. Source: UMU-32."""

    IZIN_BACA = izin.LIHAT
    JALUR_BADAN = "ksm__badan_id"
    JENIS_BADAN = "ksm"

    ksm = models.ForeignKey(KSM, models.PROTECT, related_name="%(class)s", verbose_name=_("KSM"))
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the group."""
        return self.ksm_id


class AturanMain(MilikKSM):
    """The rules a group agreed on; the newest valid row holds, older ones are its history. Source: KSM-20.

    Savings are rupiah per member. `hadir_*` are the members who agreed to it (orang).
    """

    class Irama(models.TextChoices):
        MINGGUAN = "mingguan", _("Setiap minggu")
        DUA_MINGGUAN = "dua_mingguan", _("Setiap dua minggu")
        BULANAN = "bulanan", _("Setiap bulan")
        LAIN = "lain", _("Lainnya")

    disepakati = models.DateField(_("disepakati pada"))
    irama = models.CharField(_("pertemuan rutin"), max_length=12, choices=Irama)
    pertemuan = models.CharField(_("hari dan tempat"), max_length=200, blank=True)
    simpanan_pokok = RupiahField(_("simpanan pokok (sekali)"), null=True, blank=True)
    simpanan_wajib = RupiahField(_("simpanan wajib (setiap pertemuan)"), null=True, blank=True)
    tabungan = models.TextField(_("aturan tabungan"), blank=True)
    pembagian_tugas = models.TextField(_("pembagian tugas"))
    keputusan = models.TextField(_("cara mengambil keputusan"), blank=True)
    lain = models.TextField(_("kesepakatan lain dan sanksi"), blank=True)
    hadir_l = models.PositiveSmallIntegerField(_("hadir laki-laki"), null=True, blank=True)
    hadir_p = models.PositiveSmallIntegerField(_("hadir perempuan"), null=True, blank=True)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("aturan main")
        ordering = ["-disepakati", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ksm", "disepakati"], condition=Q(status="sah"), name="aturan_main_satu_per_tanggal"
            ),
            models.CheckConstraint(condition=~Q(pembagian_tugas=""), name="aturan_main_bertugas"),
            models.CheckConstraint(
                condition=Q(hadir_l__isnull=True, hadir_p__isnull=True)
                | Q(hadir_l__isnull=False, hadir_p__isnull=False),
                name="aturan_main_hadir_berpasangan",
            ),
            dated("disepakati", "aturan_main_tanggal_wajar"),
            reasoned("aturan_main_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["ksm", "-disepakati"], name="aturanmain_ksm"),
            models.Index(fields=["wilayah", "status"], name="aturanmain_w"),
        ]

    def __str__(self) -> str:
        return str(_("Aturan main"))

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class CeklisKSM(MilikKSM):
    """One filled checklist of a group on one day. Source: KSM-21, KSM-22.

    `edisi` names the list of questions in `ksm/ceklis.py`; `jawaban` is question code -> {"ya": bool, "catatan": str};
    `ya` and `butir` count questions.
    """

    class Jenis(models.TextChoices):
        KEADAAN = "keadaan", _("Keadaan kelompok")
        ATURAN = "aturan", _("Tinjauan aturan main")
        PERKEMBANGAN = "perkembangan", _("Perkembangan KSM")

    jenis = models.CharField(_("ceklis"), max_length=12, choices=Jenis)
    edisi = models.PositiveSmallIntegerField(_("edisi"), default=1)
    tanggal = models.DateField(_("tanggal"))
    jawaban = models.JSONField(_("jawaban"), default=dict)
    ya = models.PositiveSmallIntegerField(_("sudah"))
    butir = models.PositiveSmallIntegerField(_("dari"))
    catatan = models.TextField(_("catatan dan tindak lanjut"), blank=True)
    peninjau = models.CharField(_("ditinjau bersama"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("ceklis KSM")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ksm", "jenis", "tanggal"], condition=Q(status="sah"), name="ceklis_satu_per_jenis_dan_tanggal"
            ),
            models.CheckConstraint(condition=Q(butir__gte=1, ya__lte=F("butir")), name="ceklis_hitungan_wajar"),
            models.CheckConstraint(
                condition=Q(jenis__in=["keadaan", "aturan", "perkembangan"]), name="ceklis_jenis_dikenal"
            ),
            dated("tanggal", "ceklis_tanggal_wajar"),
            reasoned("ceklis_batal_beralasan"),
        ]
        indexes = [models.Index(fields=["ksm", "jenis", "-tanggal"], name="ceklisksm_ksm")]

    def __str__(self) -> str:
        return str(self.get_jenis_display())

    @property
    def bagian(self) -> Decimal:
        """Share of questions answered "sudah" (persen)."""
        return share(self.ya, self.butir) or Decimal(0)

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Filled wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab
