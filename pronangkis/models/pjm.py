"""The three-year plan of one Siklus, version by version, its chapters and the team that writes it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from pronangkis import izin
from siklus.models.dasar import AnakLangkah
from wilayah.models import Berwilayah, JenisKelamin, scope_indexes

TAHUN_MAKS = 3


class PJM(AnakLangkah):
    """One version of the PJM Pronangkis: `tahun` years from `tahun_mulai` on. Source: PJM-01, PJM-02.

    A draft is edited; once handed in (`uji_publik`) it never changes again, a trigger sees to that. What the uji publik
    or a review asks for goes into the next version, a copy whose lines keep their `garis_id`. Per Siklus one version
    is drafted, one is before the residents, one is in force. Money is not stored here: the lines are the sum.
    """

    IZIN_BACA = izin.LIHAT

    class Status(models.TextChoices):
        DRAF = "draf", _("Draf")
        UJI_PUBLIK = "uji_publik", _("Diajukan ke warga")
        DISAHKAN = "disahkan", _("Disahkan warga")
        DIGANTIKAN = "digantikan", _("Digantikan versi baru")
        BATAL = "batal", _("Dibatalkan")

    siklus = models.ForeignKey("siklus.Siklus", models.PROTECT, related_name="pjm")
    versi_ke = models.PositiveSmallIntegerField(_("versi"), default=1)
    asal = models.ForeignKey("self", models.PROTECT, related_name="turunan", null=True, blank=True, editable=False)
    alasan_versi = models.CharField(_("mengapa versi ini dibuat"), max_length=300, blank=True)
    tahun_mulai = models.PositiveSmallIntegerField(_("tahun pertama"))
    tahun = models.PositiveSmallIntegerField(_("lama (tahun)"), default=TAHUN_MAKS)
    visi = models.TextField(_("visi"), blank=True)
    misi = models.TextField(_("misi"), blank=True, help_text=_("Satu misi satu baris."))
    status = FSMField(_("status"), max_length=12, choices=Status, default=Status.DRAF, protected=True)
    pengesahan = models.ForeignKey(
        "pronangkis.Pengesahan", models.PROTECT, related_name="pjm", null=True, blank=True, editable=False
    )
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("PJM Pronangkis")
        ordering = ["wilayah", "-versi_ke"]
        constraints = [
            models.UniqueConstraint(fields=["siklus", "versi_ke"], name="pjm_versi_sekali"),
            models.UniqueConstraint(fields=["siklus"], condition=Q(status="draf"), name="pjm_satu_draf"),
            models.UniqueConstraint(fields=["siklus"], condition=Q(status="uji_publik"), name="pjm_satu_diajukan"),
            models.UniqueConstraint(fields=["siklus"], condition=Q(status="disahkan"), name="pjm_satu_berlaku"),
            models.CheckConstraint(condition=Q(versi_ke__gte=1), name="pjm_versi_mulai_satu"),
            models.CheckConstraint(condition=Q(tahun__gte=1) & Q(tahun__lte=TAHUN_MAKS), name="pjm_tahun_wajar"),
            models.CheckConstraint(
                condition=Q(tahun_mulai__gte=1999) & Q(tahun_mulai__lte=2100), name="pjm_tahun_mulai_wajar"
            ),
            models.CheckConstraint(  # ratified exactly with the record of its rembug
                condition=Q(status="disahkan", pengesahan__isnull=False)
                | Q(status__in=["draf", "uji_publik", "batal"], pengesahan__isnull=True)
                | Q(status="digantikan"),
                name="pjm_disahkan_dengan_rembug",
            ),
            models.CheckConstraint(condition=Q(status="batal") ^ Q(alasan_batal=""), name="pjm_batal_beralasan"),
        ]
        indexes = scope_indexes("pjm", "-dibuat_pada", "-id")

    def __str__(self) -> str:
        return str(
            _("PJM %(awal)s-%(akhir)s versi %(ke)s")
            % {"awal": self.tahun_mulai, "akhir": self.tahun_akhir, "ke": self.versi_ke}
        )

    @property
    def tahun_akhir(self) -> int:
        """The last calendar year of the plan."""
        return int(self.tahun_mulai) + int(self.tahun) - 1

    @property
    def tahun_ke(self) -> range:
        """Years of the plan, 1 to `tahun`."""
        return range(1, self.tahun + 1)

    @property
    def daftar_misi(self) -> list[str]:
        """The mission, one sentence each."""
        return [b.strip() for b in self.misi.splitlines() if b.strip()]

    @transition(
        status,
        source=Status.DRAF,
        target=Status.UJI_PUBLIK,
        permission=izin.SUSUN,
        custom={"label": _("Ajukan ke uji publik dan rembug"), "syarat": "pronangkis.pjm.ajukan", "gaya": "go"},
    )
    def ajukan(self) -> None:
        """Lay this version before the residents; from here on it does not change. Source: PJM-05, PJM-09."""

    @transition(
        status,
        source=Status.UJI_PUBLIK,
        target=Status.DRAF,
        permission=izin.SUSUN,
        custom={"label": _("Tarik kembali menjadi draf"), "syarat": "pronangkis.pjm.tarik", "perlu_alasan": True},
    )
    def tarik(self) -> None:
        """Handed in too early, and nobody has reacted yet. Source: PJM-10."""

    @transition(
        status,
        source=Status.UJI_PUBLIK,
        target=Status.DISAHKAN,
        permission=izin.SAHKAN,
        custom={"label": _("Catat pengesahan rembug"), "syarat": "pronangkis.pjm.sahkan", "gaya": "go"},
    )
    def sahkan(self, *, pengesahan: Any) -> None:
        """The residents ratified it in the rembug; koordinator BKM signed, the lurah knows. Source: PJM-11."""
        self.pengesahan = pengesahan

    @transition(
        status,
        source=[Status.UJI_PUBLIK, Status.DISAHKAN],
        target=Status.DIGANTIKAN,
        permission=izin.SUSUN,
        custom={"label": _("Gantikan dengan versi baru"), "otomatis": True},
    )
    def gantikan(self) -> None:
        """A newer version took its place. Source: PJM-10."""

    @transition(
        status,
        source=Status.DRAF,
        target=Status.BATAL,
        permission=izin.SUSUN,
        custom={"label": _("Batalkan draf ini"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """A draft nobody needs: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class BabPJM(Berwilayah):
    """One narrative chapter of a version. Source: PJM-15.

    `isi` is empty while nobody edited it: then the text is composed from the kelurahan's own records. Handing in
    freezes that text; `disunting` keeps saying whether somebody wrote it.
    """

    IZIN_BACA = izin.LIHAT

    class Kode(models.TextChoices):
        I = "I", _("Pendahuluan")  # noqa: E741
        II = "II", _("Gambaran umum")
        III = "III", _("Hasil Refleksi Kemiskinan dan Pemetaan Swadaya")
        IV = "IV", _("Visi, misi, tujuan, dan strategi")
        V = "V", _("Program jangka menengah")
        VI = "VI", _("Rencana tahunan (Renta)")
        VII = "VII", _("Rencana pembiayaan dan kemitraan")
        VIII = "VIII", _("Organisasi pelaksana")
        IX = "IX", _("Pemantauan, evaluasi, dan keberlanjutan")

    pjm = models.ForeignKey(PJM, models.PROTECT, related_name="bab")
    kode = models.CharField(_("bab"), max_length=4, choices=Kode)
    isi = models.TextField(_("isi"), blank=True)
    disunting = models.BooleanField(_("sudah disunting"), default=False)

    class Meta:
        verbose_name = _("bab PJM")
        ordering = ["pjm", "dibuat_pada"]
        constraints = [
            models.UniqueConstraint(fields=["pjm", "kode"], name="bab_sekali_per_pjm"),
            models.CheckConstraint(condition=Q(disunting=False) | ~Q(isi=""), name="bab_disunting_berisi"),
        ]

    def __str__(self) -> str:
        return f"Bab {self.kode} {self.get_kode_display()}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the plan's trail."""
        return self.pjm_id


class AnggotaTim(AnakLangkah):
    """One member of the team that writes the plan (TIPP). Personal data: name, masked in the audit. Source: PJM-03."""

    IZIN_BACA = izin.LIHAT

    class Unsur(models.TextChoices):
        BKM = "bkm", _("BKM")
        UP = "up", _("Unit pengelola")
        RELAWAN = "relawan", _("Relawan")
        KELURAHAN = "kelurahan", _("Perangkat kelurahan")
        MISKIN = "miskin", _("Wakil warga miskin")
        PEREMPUAN = "perempuan", _("Kelompok perempuan")
        PEDULI = "peduli", _("Kelompok peduli")

    nama = models.CharField(_("nama"), max_length=150)
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin)
    unsur = models.CharField(_("unsur"), max_length=12, choices=Unsur)
    jabatan = models.CharField(_("jabatan dalam tim"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("anggota tim penyusun")
        ordering = ["dibuat_pada", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(nama=""), name="tim_bernama"),
            models.UniqueConstraint(fields=["langkah", "nama", "unsur"], name="tim_nama_sekali"),
        ]
        indexes = [models.Index(fields=["langkah", "nama"], name="tim_langkah")]

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it names nobody.
        return str(_("Anggota tim penyusun"))
