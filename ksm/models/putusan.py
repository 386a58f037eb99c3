"""What is judged and decided about proposals: feasibility by the unit, BAPPUK of the BKM, agreement, changes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.money import RupiahField
from ksm import izin
from ksm.models.usulan import VOLUME, MilikUsulan, Usulan
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import Berwilayah, scope_indexes


class VerifikasiUsulan(MilikUsulan):
    """One judgement of a proposal by UPL, UPS or UPK: its checklist and what follows. Source: USL-06.

    `edisi` names the list of questions; `jawaban` is question code -> {"ya": bool, "catatan": str}, with
    "hitung" where the sums of the house said otherwise (USL-13).
    """

    class Hasil(models.TextChoices):
        LAYAK = "layak", _("Layak")
        PERBAIKI = "perbaiki", _("Perlu diperbaiki")
        TIDAK_LAYAK = "tidak_layak", _("Tidak layak")

    unit = models.CharField(_("unit"), max_length=3, choices=Usulan.Unit)
    edisi = models.PositiveSmallIntegerField(_("edisi"), default=1)
    tanggal = models.DateField(_("tanggal"))
    jawaban = models.JSONField(_("jawaban"), default=dict)
    ya = models.PositiveSmallIntegerField(_("sudah"))
    butir = models.PositiveSmallIntegerField(_("dari"))
    hasil = models.CharField(_("hasil"), max_length=12, choices=Hasil)
    catatan = models.TextField(_("catatan"), blank=True)
    pemeriksa = models.CharField(_("dinilai oleh"), max_length=150)

    class Meta:
        verbose_name = _("verifikasi usulan")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(butir__gte=1, ya__lte=F("butir")), name="verifikasi_hitungan_wajar"),
            models.CheckConstraint(condition=Q(hasil="layak") | ~Q(catatan=""), name="verifikasi_kurang_bercatatan"),
            models.CheckConstraint(condition=~Q(pemeriksa=""), name="verifikasi_berpemeriksa"),
            dated("tanggal", "verifikasi_tanggal_wajar"),
            reasoned("verifikasi_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["usulan", "-tanggal"], name="verifikasi_usulan"),
            *scope_indexes("verifikasiusulan", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return str(self.get_hasil_display())

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.NILAI_USULAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class BAPPUK(Berwilayah):
    """Berita acara of the BKM meeting that ranks competing proposals against the money left. Source: USL-07.

    `tersedia` is what was left on the day it was determined (rupiah), computed from the tranches and what is bound; the sum
    of what the rows approve never exceeds it (trigger).
    """

    IZIN_BACA = izin.LIHAT

    class Status(models.TextChoices):
        DRAF = "draf", _("Draf")
        DITETAPKAN = "ditetapkan", _("Ditetapkan")
        BATAL = "batal", _("Dibatalkan")

    renta = models.ForeignKey("pronangkis.Renta", models.PROTECT, related_name="bappuk", verbose_name=_("Renta"))
    rapat = models.ForeignKey("bkm.RapatBKM", models.PROTECT, related_name="bappuk", verbose_name=_("rapat BKM"))
    nomor = models.PositiveSmallIntegerField(_("nomor"))
    tersedia = RupiahField(_("dana tersedia"), null=True, blank=True, editable=False)
    catatan = models.TextField(_("catatan rapat"), blank=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Status, default=Status.DRAF, protected=True)

    class Meta:
        verbose_name = _("BAPPUK")
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["renta", "nomor"], name="bappuk_nomor_sekali"),
            models.UniqueConstraint(fields=["renta"], condition=Q(status="draf"), name="bappuk_satu_draf"),
            models.CheckConstraint(
                condition=~Q(status="ditetapkan") | Q(tersedia__isnull=False), name="bappuk_ditetapkan_berdana"
            ),
            reasoned("bappuk_batal_beralasan"),
        ]
        indexes = scope_indexes("bappuk", "-dibuat_pada", "-id")

    def __str__(self) -> str:
        return f"BAPPUK {self.nomor}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the Renta."""
        return self.renta_id

    @transition(
        status, source=Status.DRAF, target=Status.DITETAPKAN, permission=izin.PUTUS_USULAN,
        custom={"label": _("Tetapkan"), "gaya": "go", "syarat": "bappuk.tetapkan"},
    )  # fmt: skip
    def tetapkan(self, *, tersedia: Any) -> None:
        """The meeting decided; its rows stay. Source: USL-07."""
        self.tersedia = tersedia

    @transition(
        status, source=[Status.DRAF, Status.DITETAPKAN], target=Status.BATAL, permission=izin.PUTUS_USULAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True, "syarat": "bappuk.batalkan"},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly, before any agreement stands on it. Source: UMU-32."""
        self.alasan_batal = sebab


class BarisBAPPUK(Berwilayah):
    """One proposal in the meeting: its rank, and what was decided, rupiah of BLM. Source: USL-07."""

    IZIN_BACA = izin.LIHAT

    class Putusan(models.TextChoices):
        DISETUJUI = "disetujui", _("Disetujui")
        DITUNDA = "ditunda", _("Ditunda")
        DITOLAK = "ditolak", _("Ditolak")

    bappuk = models.ForeignKey(BAPPUK, models.PROTECT, related_name="baris", verbose_name=_("BAPPUK"))
    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="putusan", verbose_name=_("usulan"))
    peringkat = models.PositiveSmallIntegerField(_("peringkat"))
    putusan = models.CharField(_("putusan"), max_length=10, choices=Putusan)
    disetujui = RupiahField(_("BLM disetujui"), default=0)
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("baris BAPPUK")
        ordering = ["bappuk", "peringkat"]
        constraints = [
            models.UniqueConstraint(
                fields=["bappuk", "peringkat"], name="bappuk_peringkat_sekali", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["bappuk", "usulan"], name="bappuk_usulan_sekali"),
            models.CheckConstraint(condition=Q(peringkat__gte=1), name="bappuk_peringkat_mulai_satu"),
            models.CheckConstraint(
                condition=Q(putusan="disetujui", disetujui__gt=0) | (~Q(putusan="disetujui") & Q(disetujui=0) & ~Q(alasan="")),
                name="bappuk_putusan_lengkap",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["usulan"], name="bappuk_usulan"),
            *scope_indexes("barisbappuk", "bappuk", "peringkat"),
        ]

    def __str__(self) -> str:
        return f"{self.bappuk_id} #{self.peringkat}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the BAPPUK."""
        return self.bappuk_id


class Perjanjian(MilikUsulan):
    """Agreement between BKM and KSM; `judul` is its label (Parameter, siklus.md 15 no. 4). Rupiah. Source: USL-09.

    The three amounts repeat the RAB that counts (trigger); BLM is not above what the meeting approved.
    """

    nomor = models.CharField(_("nomor"), max_length=60)
    judul = models.CharField(_("nama perjanjian"), max_length=100)
    tanggal = models.DateField(_("tanggal"))
    mulai = models.DateField(_("mulai"))
    selesai = models.DateField(_("selesai"))
    blm = RupiahField(_("BLM"))
    swadaya = RupiahField(_("swadaya"))
    lain = RupiahField(_("dana lain"), default=0)
    pihak_bkm = models.CharField(_("atas nama BKM"), max_length=150)
    pihak_ksm = models.CharField(_("atas nama KSM"), max_length=150)
    saksi = models.CharField(_("mengetahui"), max_length=150, blank=True)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("perjanjian")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["usulan"], condition=Q(status="sah"), name="perjanjian_satu_berlaku"),
            models.UniqueConstraint(
                fields=["wilayah", "nomor"], condition=Q(status="sah"), name="perjanjian_nomor_sekali"
            ),
            models.CheckConstraint(condition=Q(blm__gt=0, swadaya__gte=0, lain__gte=0), name="perjanjian_bernilai"),
            models.CheckConstraint(
                condition=~Q(nomor="") & ~Q(judul="") & ~Q(pihak_bkm="") & ~Q(pihak_ksm=""), name="perjanjian_lengkap"
            ),
            models.CheckConstraint(
                condition=Q(mulai__gte=F("tanggal"), selesai__gte=F("mulai")), name="perjanjian_waktu_urut"
            ),
            dated("tanggal", "perjanjian_tanggal_wajar"),
            reasoned("perjanjian_batal_beralasan"),
        ]
        indexes = scope_indexes("perjanjian", "-tanggal", "-id")

    def __str__(self) -> str:
        return f"{self.judul} {self.nomor}"

    @property
    def jumlah(self) -> Decimal:
        """Grant, swadaya and other money together (rupiah): the whole RAB."""
        return self.blm + self.swadaya + self.lain

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.PUTUS_USULAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class PerubahanUsulan(Berwilayah):
    """A change of volume, use or beneficiaries, with the two decisions that it needs. Source: USL-11.

    `ke` is the RAB that it writes; `sebelum` is the proposal as it stood. It counts once the KSM meeting has its berita
    acara and a BKM members' meeting ratified it.
    """

    IZIN_BACA = izin.LIHAT
    JALUR_BADAN = "usulan__ksm__badan_id"
    JENIS_BADAN = "ksm"

    class Status(models.TextChoices):
        DIUSULKAN = "diusulkan", _("Diusulkan KSM")
        DISAHKAN = "disahkan", _("Disahkan rapat BKM")
        DITOLAK = "ditolak", _("Tidak disahkan")

    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="perubahan", verbose_name=_("usulan"))
    ke = models.PositiveSmallIntegerField(_("perubahan ke"))
    sebab = models.CharField(_("sebab perubahan"), max_length=300)
    volume = models.DecimalField(_("volume baru"), **VOLUME)
    sebelum = models.JSONField(default=dict, editable=False)
    rapat_ksm = models.DateField(_("tanggal rapat KSM"))
    berita_acara = models.CharField(_("nomor berita acara KSM"), max_length=60)
    rapat_bkm = models.ForeignKey(
        "bkm.RapatBKM", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("rapat BKM")
    )
    catatan = models.CharField(_("catatan rapat BKM"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Status, default=Status.DIUSULKAN, protected=True)

    class Meta:
        verbose_name = _("perubahan usulan")
        ordering = ["usulan", "-ke", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["usulan", "ke"], condition=~Q(status="ditolak"), name="perubahan_ke_sekali"
            ),
            models.UniqueConstraint(
                fields=["usulan"], condition=Q(status="diusulkan"), name="perubahan_satu_terbuka"
            ),
            models.CheckConstraint(
                condition=Q(ke__gte=1, volume__gt=0) & ~Q(sebab="") & ~Q(berita_acara=""), name="perubahan_lengkap"
            ),
            models.CheckConstraint(
                condition=Q(status="disahkan", rapat_bkm__isnull=False) | Q(status="diusulkan", rapat_bkm__isnull=True)
                | (Q(status="ditolak") & ~Q(catatan="")),
                name="perubahan_dua_keputusan",
            ),
            dated("rapat_ksm", "perubahan_tanggal_wajar"),
        ]  # fmt: skip
        indexes = scope_indexes("perubahanusulan", "-dibuat_pada", "-id")

    def __str__(self) -> str:
        return str(_("Perubahan ke-%(ke)d") % {"ke": self.ke})

    @property
    def badan_id(self) -> Any:
        """The body of the group: its papers are the group's own."""
        return self.usulan.badan_id

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the proposal."""
        return self.usulan_id

    @transition(
        status, source=Status.DIUSULKAN, target=Status.DISAHKAN, permission=izin.PUTUS_USULAN,
        custom={"label": _("Catat pengesahan rapat BKM"), "gaya": "go", "syarat": "perubahan.sahkan"},
    )  # fmt: skip
    def sahkan(self, *, rapat: Any) -> None:
        """A members' meeting ratified it: the new RAB counts. Source: USL-11."""
        self.rapat_bkm = rapat

    @transition(
        status, source=Status.DIUSULKAN, target=Status.DITOLAK, permission=izin.PUTUS_USULAN,
        custom={"label": _("Tidak disahkan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def tolak(self, *, catatan: str) -> None:
        """The proposal stays as it was. Source: USL-11."""
        self.catatan = catatan
