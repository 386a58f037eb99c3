"""What the Pemetaan Swadaya found: problems, potentials, maps. PS-2 is a noun of its own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.money import RupiahField
from siklus import izin
from siklus.models.dasar import AnakLangkah, Sah, reasoned
from wilayah.models import scope_indexes


class Bidang(models.TextChoices):
    """Tridaya, and the two fields that feed the BKM's own work programme. Source: SIK-66 (domain 15.9)."""

    LINGKUNGAN = "lingkungan", _("Lingkungan")
    SOSIAL = "sosial", _("Sosial")
    EKONOMI = "ekonomi", _("Ekonomi")
    KELEMBAGAAN = "kelembagaan", _("Kelembagaan")
    KEPEMIMPINAN = "kepemimpinan", _("Kepemimpinan")


class Kajian(models.TextChoices):
    """The six field studies. Source: B6."""

    PS1 = "PS-1", "PS-1"
    PS2 = "PS-2", "PS-2"
    PS3 = "PS-3", "PS-3"
    PS4 = "PS-4", "PS-4"
    PS5 = "PS-5", "PS-5"
    PS6 = "PS-6", "PS-6"


def place_name(basis: Any) -> str:
    """A place with the one above it, since every RW has an RT 01; "" for none. Select `basis__induk` before."""
    return "" if basis is None else str(basis.label_lengkap)


def in_field(nama: str) -> models.CheckConstraint:
    """The field is one of the five. Source: SIK-66."""
    return models.CheckConstraint(condition=Q(bidang__in=Bidang.values), name=nama)


class Masalah(AnakLangkah):
    """One problem with cause and effect, found in the field. Source: SIK-66, SIK-67.

    `terdampak_*` persons by sex, `kk_miskin` families on PS-2 that it hits; None: not counted. `disepakati` in the
    lokakarya; only an agreed problem has a `prioritas` (1 = first of its field).
    """

    bidang = models.CharField(_("bidang"), max_length=12, choices=Bidang)
    uraian = models.CharField(_("masalah"), max_length=500)
    sebab = models.CharField(_("sebab"), max_length=1000, blank=True)
    akibat = models.CharField(_("akibat"), max_length=1000, blank=True)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    lokasi = models.CharField(_("lokasi"), max_length=150, blank=True)
    terdampak_l = models.PositiveIntegerField(_("terdampak laki-laki"), null=True, blank=True)
    terdampak_p = models.PositiveIntegerField(_("terdampak perempuan"), null=True, blank=True)
    kk_miskin = models.PositiveIntegerField(_("KK miskin terdampak"), null=True, blank=True)
    sumber = models.CharField(_("sumber kajian"), max_length=6, choices=Kajian, blank=True)
    potensi = models.ManyToManyField("siklus.Potensi", related_name="masalah", blank=True, verbose_name=_("potensi"))
    disepakati = models.BooleanField(_("disepakati"), default=False)
    prioritas = models.PositiveSmallIntegerField(_("prioritas"), null=True, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("masalah")
        ordering = ["bidang", "prioritas", "dibuat_pada", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(uraian=""), name="masalah_berisi"),
            in_field("masalah_bidang_dikenal"),
            models.CheckConstraint(
                condition=Q(prioritas__isnull=True) | Q(disepakati=True, prioritas__gte=1),
                name="masalah_prioritas_hanya_disepakati",
            ),
            reasoned("masalah_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["langkah", "bidang", "prioritas"], name="masalah_langkah"),
            *scope_indexes("masalah", "-dibuat_pada", "-id"),
        ]

    def __str__(self) -> str:
        return self.uraian[:100]

    @property
    def terdampak(self) -> int | None:
        """Persons hit; None when nobody counted them."""
        if self.terdampak_l is None and self.terdampak_p is None:
            return None
        return (self.terdampak_l or 0) + (self.terdampak_p or 0)

    @property
    def tempat(self) -> str:
        """Where it is: the place, the described spot, or both."""
        return ", ".join(b for b in (self.lokasi, place_name(self.basis)) if b)

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class BidangNihil(AnakLangkah):
    """Residents looked at one field and found no problem: said, not left open. Source: SIK-68."""

    bidang = models.CharField(_("bidang"), max_length=12, choices=Bidang)
    keterangan = models.CharField(_("keterangan"), max_length=300)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bidang tanpa masalah")
        ordering = ["bidang"]
        constraints = [
            models.CheckConstraint(condition=~Q(keterangan=""), name="bidangnihil_berketerangan"),
            in_field("bidangnihil_bidang_dikenal"),
            models.UniqueConstraint(
                fields=["langkah", "bidang"], condition=Q(status="sah"), name="bidangnihil_sekali_per_bidang"
            ),
            reasoned("bidangnihil_batal_beralasan"),
        ]
        indexes = scope_indexes("bidangnihil", "-dibuat_pada", "-id")

    def __str__(self) -> str:
        return str(_("Tanpa masalah: %(bidang)s") % {"bidang": self.get_bidang_display()})

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """A problem was found after all: the statement stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class Potensi(AnakLangkah):
    """One thing the residents can build on. `nilai` in rupiah where somebody knows it. Source: SIK-69."""

    class Jenis(models.TextChoices):
        MANUSIA = "manusia", _("Manusia")
        ALAM = "alam", _("Alam")
        SOSIAL = "sosial", _("Sosial")
        FISIK = "fisik", _("Fisik")
        KEUANGAN = "keuangan", _("Keuangan")

    bidang = models.CharField(_("bidang"), max_length=12, choices=Bidang)
    jenis = models.CharField(_("jenis"), max_length=10, choices=Jenis)
    uraian = models.CharField(_("potensi"), max_length=500)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    lokasi = models.CharField(_("lokasi"), max_length=150, blank=True)
    nilai = RupiahField(_("nilai (rupiah)"), null=True, blank=True)
    kelompok_ada = models.BooleanField(_("kelompok yang sudah ada"), default=False)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("potensi")
        ordering = ["bidang", "jenis", "dibuat_pada", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(uraian=""), name="potensi_berisi"),
            in_field("potensi_bidang_dikenal"),
            models.CheckConstraint(condition=Q(nilai__isnull=True) | Q(nilai__gte=0), name="potensi_nilai_wajar"),
            reasoned("potensi_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["langkah", "bidang"], name="potensi_langkah"),
            *scope_indexes("potensi", "-dibuat_pada", "-id"),
        ]

    def __str__(self) -> str:
        return self.uraian[:100]

    @property
    def tempat(self) -> str:
        """Where it is: the place, the described spot, or both."""
        return ", ".join(b for b in (self.lokasi, place_name(self.basis)) if b)

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class Peta(AnakLangkah):
    """One map that residents drew, as photo or scan. Source: SIK-70.

    `skala` is a text ("1 : 1.000", "tanpa skala"). The map of poor households shows homes: see SIK-70 who sees it.
    """

    class Jenis(models.TextChoices):
        DASAR = "dasar", _("Peta dasar")
        SEBARAN_MISKIN = "sebaran_miskin", _("Sebaran warga miskin")
        SARANA = "sarana_prasarana", _("Sarana dan prasarana")
        TEMATIK = "tematik", _("Tematik")

    class Level(models.TextChoices):
        KELURAHAN = "kelurahan", _("Kelurahan")
        BASIS_ATAS = "basis_atas", _("RW atau dusun")
        BASIS = "basis", _("RT")

    jenis = models.CharField(_("jenis"), max_length=20, choices=Jenis)
    level = models.CharField(_("tingkat"), max_length=12, choices=Level, default=Level.KELURAHAN)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    judul = models.CharField(_("judul"), max_length=150, blank=True)
    skala = models.CharField(_("skala"), max_length=30, blank=True)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", verbose_name=_("foto peta"))
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("peta")
        ordering = ["jenis", "dibuat_pada", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="kelurahan") ^ Q(basis__isnull=False), name="peta_basis_sesuai_tingkat"
            ),
            models.CheckConstraint(condition=~Q(jenis="tematik") | ~Q(judul=""), name="peta_tematik_berjudul"),
            reasoned("peta_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["langkah", "jenis"], name="peta_langkah"),
            *scope_indexes("peta", "-dibuat_pada", "-id"),
        ]

    def __str__(self) -> str:
        return self.judul or str(self.get_jenis_display())

    @property
    def lingkup(self) -> Any:
        """The place it shows."""
        return place_name(self.basis) or self.wilayah.nama

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
