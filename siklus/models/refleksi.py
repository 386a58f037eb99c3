"""What residents said in the Refleksi Kemiskinan: by place first, then one list of the kelurahan."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from siklus import izin
from siklus.models.dasar import AnakLangkah, Sah, reasoned
from wilayah.models import scope_indexes


class Nilai(models.TextChoices):
    """The six human values, headings of the criteria for leaders. Source: SIK-61 (A3)."""

    DIPERCAYA = "dapat_dipercaya", _("Dapat dipercaya")
    IKHLAS = "ikhlas", _("Ikhlas, kerelawanan")
    JUJUR = "kejujuran", _("Kejujuran")
    ADIL = "keadilan", _("Keadilan")
    SETARA = "kesetaraan", _("Kesetaraan")
    BERSAMA = "kebersamaan", _("Kebersamaan")


class Prinsip(models.TextChoices):
    """The five social principles. Source: SIK-61 (A3)."""

    DEMOKRASI = "demokrasi", _("Demokrasi")
    PARTISIPASI = "partisipasi", _("Partisipasi")
    TRANSPARANSI = "transparansi", _("Transparansi")
    AKUNTABILITAS = "akuntabilitas", _("Akuntabilitas")
    DESENTRALISASI = "desentralisasi", _("Desentralisasi")


class RefleksiButir(AnakLangkah):
    """One point of the Refleksi. Source: SIK-62 .. SIK-65.

    Two kinds of rows: what one discussion said (`pertemuan`, `basis`), and what the kelurahan agreed on
    (`disepakati`, in the order `urutan`). A discussion's point that went into an agreed one carries it in
    `disepakati_dari`. Criteria say whom they measure (`cakupan`) and may carry a weight (`bobot`, 1 to 100);
    criteria for leaders are tagged with values (`nilai`), never with a person.
    """

    class Jenis(models.TextChoices):
        KRITERIA = "kriteria_kemiskinan", _("Kriteria kemiskinan")
        AKAR = "akar_masalah", _("Akar masalah")
        PEMIMPIN = "kriteria_pemimpin", _("Ciri pemimpin")
        LEMBAGA = "kriteria_lembaga", _("Lembaga yang dibutuhkan")
        VISI = "visi_awal", _("Visi awal")

    class Cakupan(models.TextChoices):
        RUMAH_TANGGA = "rumah_tangga", _("Keluarga")
        KAWASAN = "kawasan", _("Kawasan")

    jenis = models.CharField(_("jenis"), max_length=20, choices=Jenis)
    uraian = models.CharField(_("uraian"), max_length=500)
    cakupan = models.CharField(_("cakupan"), max_length=12, choices=Cakupan, blank=True)
    bobot = models.PositiveSmallIntegerField(_("bobot"), null=True, blank=True)
    nilai = models.JSONField(_("nilai"), default=list, blank=True)
    pertemuan = models.ForeignKey("siklus.Pertemuan", models.PROTECT, related_name="refleksi", null=True, blank=True)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    disepakati = models.BooleanField(_("disepakati kelurahan"), default=False)
    disepakati_dari = models.ForeignKey(
        "self", models.PROTECT, related_name="asal", null=True, blank=True, verbose_name=_("menjadi butir kelurahan")
    )
    urutan = models.PositiveSmallIntegerField(_("urutan"), default=0)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("butir refleksi")
        ordering = ["jenis", "urutan", "dibuat_pada", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(uraian=""), name="refleksi_berisi"),
            models.CheckConstraint(
                condition=Q(jenis="kriteria_kemiskinan") ^ Q(cakupan=""), name="refleksi_cakupan_hanya_kriteria"
            ),
            models.CheckConstraint(
                condition=Q(bobot__isnull=True) | Q(jenis="kriteria_kemiskinan", bobot__gte=1, bobot__lte=100),
                name="refleksi_bobot_wajar",
            ),
            models.CheckConstraint(
                condition=Q(nilai=[]) | Q(jenis="kriteria_pemimpin", nilai__contained_by=list(Nilai.values)),
                name="refleksi_nilai_dari_enam",
            ),
            models.CheckConstraint(
                condition=Q(disepakati=False)
                | Q(basis__isnull=True, pertemuan__isnull=True, disepakati_dari__isnull=True),
                name="refleksi_disepakati_milik_kelurahan",
            ),
            models.CheckConstraint(
                condition=~Q(status="batal") | Q(disepakati_dari__isnull=True), name="refleksi_batal_lepas"
            ),
            models.UniqueConstraint(
                "langkah",
                "jenis",
                Lower("uraian"),
                condition=Q(status="sah", disepakati=True),
                name="refleksi_disepakati_sekali",
            ),
            models.UniqueConstraint(
                fields=["langkah"],
                condition=Q(status="sah", disepakati=True, jenis="visi_awal"),
                name="refleksi_satu_visi",
            ),
            reasoned("refleksi_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["langkah", "jenis"], name="refleksi_langkah"),
            *scope_indexes("refleksi", "-dibuat_pada", "-id"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.uraian[:80]}"

    @property
    def nilai_teks(self) -> str:
        """The tagged values in words."""
        return ", ".join(str(Nilai(n).label) for n in self.nilai)

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly, or given up in the rekap: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab
        self.disepakati_dari = None
