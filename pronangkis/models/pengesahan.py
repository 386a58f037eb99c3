"""What residents said of the plan, and their ratification as the signed paper shows it."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from pronangkis import izin
from siklus.models.dasar import AnakLangkah, Sah, dated, reasoned
from wilayah.models import scope_indexes


class Pengesahan(AnakLangkah):
    """Ratification of a plan in a rembug, from the signed paper; written once. Source: PJM-11.

    Residents decide; the koordinator BKM signs for them, the lurah signs "mengetahui". `isi` is the whole plan as it
    was that day, `sidik` the SHA-256 of it. Personal data: the names of who signed, masked in the audit of rows.
    """

    IZIN_BACA = izin.LIHAT

    rembug = models.ForeignKey("siklus.Pertemuan", models.PROTECT, related_name="pengesahan")
    tanggal = models.DateField(_("tanggal pengesahan"))
    koordinator_nama = models.CharField(_("koordinator BKM"), max_length=150)
    lurah_nama = models.CharField(_("lurah (mengetahui)"), max_length=150)
    lurah_tanggal = models.DateField(_("tanggal lurah menandatangani"))
    keluaran = models.ForeignKey("siklus.Keluaran", models.PROTECT, related_name="+", null=True, blank=True)
    isi = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    sidik = models.CharField(_("sidik isi"), max_length=64, editable=False)
    catatan = models.TextField(_("catatan rembug"), blank=True)

    class Meta:
        verbose_name = _("pengesahan")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(sidik__regex=r"^[0-9a-f]{64}$"), name="pengesahan_bersidik"),
            models.CheckConstraint(
                condition=~Q(koordinator_nama="") & ~Q(lurah_nama=""), name="pengesahan_bertanda_tangan"
            ),
            models.CheckConstraint(
                condition=Q(lurah_tanggal__gte=models.F("tanggal")), name="pengesahan_lurah_sesudah_rembug"
            ),
            dated("tanggal", "pengesahan_tanggal_wajar"),
        ]
        indexes = [models.Index(fields=["langkah", "-tanggal"], name="pengesahan_langkah")]

    def __str__(self) -> str:
        return str(_("Pengesahan rembug %(tanggal)s") % {"tanggal": self.tanggal})


class TanggapanUji(AnakLangkah):
    """One reaction of residents in an uji publik, and what was changed because of it. Source: PJM-16."""

    IZIN_BACA = izin.LIHAT

    class Jenis(models.TextChoices):
        SETUJU = "setuju", _("Setuju")
        UBAH = "ubah", _("Minta diubah")
        TAMBAH = "tambah", _("Usul tambahan")
        KEBERATAN = "keberatan", _("Keberatan")
        TANYA = "tanya", _("Pertanyaan")

    class Tindak(models.TextChoices):
        BELUM = "belum", _("Belum dibahas")
        DIUBAH = "diubah", _("Rancangan diubah")
        TETAP = "tetap", _("Rancangan tetap, dijelaskan")
        DICATAT = "dicatat", _("Dicatat untuk tahun berikutnya")

    pjm = models.ForeignKey("pronangkis.PJM", models.PROTECT, related_name="tanggapan")
    pertemuan = models.ForeignKey("siklus.Pertemuan", models.PROTECT, related_name="tanggapan_uji")
    kegiatan = models.ForeignKey(
        "pronangkis.KegiatanPJM", models.PROTECT, related_name="tanggapan", null=True, blank=True
    )
    jenis = models.CharField(_("jenis"), max_length=10, choices=Jenis)
    uraian = models.CharField(_("tanggapan"), max_length=500)
    tindak = models.CharField(_("tindak lanjut"), max_length=10, choices=Tindak, default=Tindak.BELUM)
    hasil = models.CharField(_("apa yang diubah atau dijelaskan"), max_length=500, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tanggapan uji publik")
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(uraian=""), name="tanggapan_berisi"),
            models.CheckConstraint(condition=Q(tindak="belum") | ~Q(hasil=""), name="tanggapan_tindak_beruraian"),
            reasoned("tanggapan_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["pjm", "pertemuan"], name="tanggapan_pjm"),
            *scope_indexes("tanggapan_uji", "-dibuat_pada", "-id"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.uraian[:80]}"

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.SUSUN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab
