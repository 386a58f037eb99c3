"""Evidence that a stage leaves behind: papers, photos, lists."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from siklus import izin
from siklus.models.dasar import AnakLangkah, Sah, reasoned
from wilayah.models import scope_indexes


class Keluaran(AnakLangkah):
    """One piece of evidence of a stage, by the code of its definition. Source: SIK-51, SIK-52.

    `berkas` is what people uploaded, `dokumen` what we rendered. A paper that was signed by hand (`dari_kertas`) has
    its photo or scan and its signatories: a list of {nama, jabatan, tanggal}; who recorded it is `dibuat_oleh_nama`.
    """

    kode = models.CharField(_("keluaran"), max_length=20)
    pertemuan = models.ForeignKey("siklus.Pertemuan", models.PROTECT, related_name="keluaran", null=True, blank=True)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    keterangan = models.CharField(_("keterangan"), max_length=300, blank=True)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)
    dokumen = models.ForeignKey("laporan.Dokumen", models.PROTECT, related_name="+", null=True, blank=True)
    dari_kertas = models.BooleanField(_("dicatat dari kertas bertanda tangan"), default=False)
    penanda_tangan = models.JSONField(_("penanda tangan"), default=list, encoder=DjangoJSONEncoder, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("keluaran")
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dari_kertas=False) | Q(berkas__isnull=False) & ~Q(penanda_tangan=[]),
                name="keluaran_kertas_berfoto_bertanda_tangan",
            ),
            reasoned("keluaran_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["langkah", "kode"], name="keluaran_langkah"),
            *scope_indexes("keluaran", "-dibuat_pada", "-id"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def nama(self) -> str:
        """The evidence's name from the definition."""
        return str(self.langkah.aturan_main.ambil_keluaran(self.kode).nama)

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Filed wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab
