"""Every decision of the cycle in one table: of a stage by its residents, or on a Siklus as a whole."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from siklus import izin
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import Berwilayah, scope_indexes


class Keputusan(Berwilayah):
    """What was decided, when, how, in which meeting. Residents decide; nobody above approves. Source: SIK-55 .. SIK-57.

    `hasil` is the code of an option in the definition (terima, tolak ...). A correction cancels the old row with a
    reason and writes a new one; at most one row is valid per stage. A proposal to leave the programme hangs on the
    Siklus instead of a stage (SIK-12). `suara_*` are ballots counted, only where people voted.
    """

    IZIN_BACA = izin.LIHAT

    class Jenis(models.TextChoices):
        TERIMA_TOLAK = "terima_tolak", _("Terima atau tolak")
        PERINGKAT = "peringkat", _("Peringkat")
        PEMILIHAN = "pemilihan", _("Pemilihan")
        PENGESAHAN = "pengesahan", _("Pengesahan")
        INFORMASI = "informasi", _("Informasi")
        USUL_KELUAR = "usul_keluar", _("Usul keluar dari program")

    class Cara(models.TextChoices):
        MUSYAWARAH = "musyawarah", _("Musyawarah mufakat")
        PEMUNGUTAN_SUARA = "pemungutan_suara", _("Pemungutan suara")
        ARSIP = "arsip", _("Menurut berkas lama")

    langkah = models.ForeignKey("siklus.Langkah", models.PROTECT, related_name="keputusan", null=True)
    siklus = models.ForeignKey("siklus.Siklus", models.PROTECT, related_name="keputusan", null=True)
    pertemuan = models.ForeignKey("siklus.Pertemuan", models.PROTECT, related_name="keputusan", null=True, blank=True)
    jenis = models.CharField(_("jenis"), max_length=15, choices=Jenis)
    hasil = models.CharField(_("hasil"), max_length=30)
    tanggal = models.DateField(_("tanggal"))
    cara = models.CharField(_("cara"), max_length=20, choices=Cara, default=Cara.MUSYAWARAH)
    suara_setuju = models.PositiveIntegerField(_("suara menerima"), null=True, blank=True)
    suara_menolak = models.PositiveIntegerField(_("suara menolak"), null=True, blank=True)
    catatan = models.TextField(_("alasan dan catatan warga"), blank=True)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan koreksi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("keputusan")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(langkah__isnull=True) ^ Q(siklus__isnull=True), name="keputusan_satu_induk"
            ),
            models.CheckConstraint(
                condition=Q(jenis="usul_keluar") ^ Q(siklus__isnull=True), name="keputusan_usul_keluar_pada_siklus"
            ),
            models.CheckConstraint(
                condition=Q(langkah__isnull=True) | Q(cara="arsip") | Q(pertemuan__isnull=False),
                name="keputusan_di_pertemuan",
            ),
            models.UniqueConstraint(
                fields=["langkah"], condition=Q(status="sah", langkah__isnull=False), name="keputusan_satu_berlaku"
            ),
            models.UniqueConstraint(
                fields=["siklus"], condition=Q(status="sah", siklus__isnull=False), name="keputusan_usul_keluar_satu"
            ),
            models.CheckConstraint(
                condition=~Q(hasil="tolak") & ~Q(jenis="usul_keluar") | ~Q(catatan=""), name="keputusan_tolak_beralasan"
            ),
            models.CheckConstraint(
                condition=~Q(cara="pemungutan_suara") | Q(suara_setuju__isnull=False, suara_menolak__isnull=False),
                name="keputusan_suara_tercatat",
            ),
            dated("tanggal", "keputusan_tanggal_wajar"),
            reasoned("keputusan_batal_beralasan"),
        ]
        indexes = scope_indexes("keputusan", "-tanggal", "-id")

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.nama_hasil}"

    @property
    def nama_hasil(self) -> str:
        """The chosen option in words."""
        if self.langkah is None:
            return str(self.get_jenis_display())
        return str(self.langkah.aturan_main.ambil_pilihan(self.hasil).nama)

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of its stage, or of its Siklus."""
        return self.langkah_id or self.siklus_id

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Koreksi"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly: the old row stays, with the reason. Source: SIK-56."""
        self.alasan_batal = sebab
