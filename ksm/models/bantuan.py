"""Social aid as it reaches people: each recipient named in the proposal receives once, with a sign that it did."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from inti.money import RupiahField
from ksm import izin
from ksm.models.usulan import MilikUsulan, PemanfaatUsulan
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import scope_indexes


class PenerimaanBantuan(MilikUsulan):
    """One recipient received money, goods or works, rupiah; once per named beneficiary. Source: SOS-01 to SOS-03.

    The receipt is signed on paper (photo of the sheet) or shown by a photo of the hand-over. Personal data: who, photo.
    """

    IZIN_BACA = izin.LIHAT_PEMANFAAT

    class Bentuk(models.TextChoices):
        UANG = "uang", _("Uang")
        BARANG = "barang", _("Barang")
        JASA = "jasa", _("Jasa atau pekerjaan")

    class Bukti(models.TextChoices):
        TANDA_TANGAN = "tanda_tangan", _("Tanda tangan atau cap jempol")
        FOTO = "foto", _("Foto penyerahan")

    pemanfaat = models.ForeignKey(
        PemanfaatUsulan, models.PROTECT, related_name="penerimaan", verbose_name=_("penerima")
    )
    tanggal = models.DateField(_("diterima pada"))
    bentuk = models.CharField(_("bentuk"), max_length=6, choices=Bentuk)
    jumlah = RupiahField(_("nilai yang diterima"))
    bukti = models.CharField(_("bukti"), max_length=12, choices=Bukti)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", verbose_name=_("foto bukti"))
    diwakili = models.CharField(_("diterima oleh (bila diwakili)"), max_length=150, blank=True)
    keterangan = models.CharField(_("keterangan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("penerimaan bantuan")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["pemanfaat"], condition=Q(status="sah"), name="penerimaan_bantuan_sekali"),
            models.CheckConstraint(condition=Q(jumlah__gt=0), name="penerimaan_bantuan_positif"),
            dated("tanggal", "penerimaan_bantuan_tanggal_wajar"),
            reasoned("penerimaan_bantuan_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["usulan", "-tanggal"], name="penerimaan_usulan"),
            *scope_indexes("penerimaanbantuan", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return str(_("Penerimaan bantuan"))

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.SALURKAN_BANTUAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab
