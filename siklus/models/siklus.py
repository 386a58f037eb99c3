"""One run of a programme in the area that owns it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from siklus import izin
from siklus.definisi import ambil_definisi
from siklus.definisi.model import Definisi
from wilayah.models import Berwilayah, scope_indexes


class Siklus(Berwilayah):
    """One run of the cycle in one area, pinned on one version of its definition (`p2kp@1`). Source: SIK-22 .. SIK-24.

    `nomor` counts the runs of the area (1 = the first), `tahun_mulai` is the calendar year of its first tahun siklus.
    """

    IZIN_BACA = izin.LIHAT

    class Status(models.TextChoices):
        BERJALAN = "berjalan", _("Berjalan")
        MENOLAK = "menolak", _("Menolak")
        DIKELUARKAN = "dikeluarkan_dari_program", _("Dikeluarkan dari program")
        SELESAI = "selesai", _("Selesai")

    definisi = models.CharField(_("definisi"), max_length=30)
    program = models.GeneratedField(
        expression=Func(F("definisi"), Value("@"), Value(1), function="split_part"),
        output_field=models.CharField(max_length=30),
        db_persist=True,
    )
    nomor = models.PositiveSmallIntegerField(_("siklus ke"), default=1)
    tahun_mulai = models.PositiveSmallIntegerField(_("tahun mulai"))
    lokasi = models.ForeignKey("siklus.LokasiSasaran", models.PROTECT, related_name="siklus", null=True)
    keadaan_awal = models.BooleanField(_("bergabung di tengah jalan"), default=False)
    status = FSMField(_("status"), max_length=30, choices=Status, default=Status.BERJALAN, protected=True)

    class Meta:
        verbose_name = _("siklus")
        ordering = ["wilayah", "nomor"]
        constraints = [
            models.UniqueConstraint(fields=["wilayah", "program", "nomor"], name="siklus_nomor_sekali"),
            models.UniqueConstraint(
                fields=["wilayah", "program"],
                condition=Q(status__in=["berjalan", "menolak"]),
                name="siklus_satu_berjalan",
            ),
            models.CheckConstraint(condition=Q(nomor__gte=1), name="siklus_nomor_mulai_satu"),
            models.CheckConstraint(
                condition=Q(tahun_mulai__gte=1999) & Q(tahun_mulai__lte=2100), name="siklus_tahun_wajar"
            ),
        ]
        indexes = scope_indexes("siklus", "wilayah", "-nomor", "id")[:3]

    def __str__(self) -> str:
        return str(_("Siklus %(nomor)s %(program)s") % {"nomor": self.nomor, "program": self.program.upper()})

    @property
    def aturan_main(self) -> Definisi:
        """The definition this run is pinned on."""
        return ambil_definisi(self.definisi)

    @transition(
        status,
        source=Status.BERJALAN,
        target=Status.MENOLAK,
        permission=izin.AJUKAN,
        custom={"label": _("Catat penolakan warga"), "syarat": "siklus.siklus.tolak", "otomatis": True},
    )
    def tolak(self) -> None:
        """Residents refused in RKM: nothing is deleted, everything later is locked. Source: SIK-10."""

    @transition(
        status,
        source=Status.MENOLAK,
        target=Status.BERJALAN,
        permission=izin.AJUKAN,
        custom={
            "label": _("Pulihkan sesudah berita acara diperbaiki"),
            "syarat": "siklus.siklus.pulihkan",
            "otomatis": True,
        },
    )
    def pulihkan(self) -> None:
        """The returned berita acara was corrected and says `terima`. Source: SIK-09, SIK-56."""

    @transition(
        status,
        source=Status.MENOLAK,
        target=Status.BERJALAN,
        permission=izin.JADWALKAN,
        custom={"label": _("Jadwalkan RKM ulang"), "syarat": "siklus.siklus.jadwalkan_rkm_ulang", "gaya": "go"},
    )
    def jadwalkan_rkm_ulang(self) -> None:
        """Residents want to deliberate again; the old putaran stays as it is. Source: SIK-11."""

    @transition(
        status,
        source=[Status.BERJALAN, Status.MENOLAK],
        target=Status.DIKELUARKAN,
        permission=izin.KELUARKAN,
        custom={
            "label": _("Keluarkan dari program"),
            "syarat": "siklus.siklus.keluarkan",
            "gaya": "bahaya",
            "perlu_alasan": True,
        },
    )
    def keluarkan(self) -> None:
        """Satker/PMU decides on Korkot's written proposal. Source: SIK-12."""

    @transition(
        status,
        source=Status.BERJALAN,
        target=Status.SELESAI,
        permission=izin.BUKA_SIKLUS,
        custom={"label": _("Tutup siklus"), "syarat": "siklus.siklus.selesaikan", "gaya": "go"},
    )
    def selesaikan(self) -> None:
        """The decision on the next cycle is submitted; this run is closed. Source: SIK-24, SIK-159."""
