"""Works as they go: progress, photos from the same spot, materials, swadaya as realised, quality, hand-over."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from inti.formats import persen_pas
from inti.money import RupiahField
from ksm import izin
from ksm.models.usulan import VOLUME, JanjiSwadaya, MilikUsulan, worth
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import JenisKelamin, scope_indexes


class KemajuanUsulan(MilikUsulan):
    """How far a work is on one day (persen), with what hinders it. One valid entry per day. Source: KRJ-01."""

    tanggal = models.DateField(_("tanggal"))
    persen = models.DecimalField(_("kemajuan fisik"), max_digits=5, decimal_places=2)
    uraian = models.CharField(_("yang dikerjakan"), max_length=300)
    kendala = models.CharField(_("kendala"), max_length=300, blank=True)
    tindak = models.CharField(_("yang akan dilakukan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kemajuan pekerjaan")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["usulan", "tanggal"], condition=Q(status="sah"), name="kemajuan_sekali_sehari"),
            models.CheckConstraint(condition=Q(persen__gte=0, persen__lte=100), name="kemajuan_persen_wajar"),
            models.CheckConstraint(condition=~Q(uraian=""), name="kemajuan_beruraian"),
            dated("tanggal", "kemajuan_tanggal_wajar"),
            reasoned("kemajuan_batal_beralasan"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["usulan", "-tanggal"], name="kemajuan_usulan"),
            *scope_indexes("kemajuanusulan", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return persen_pas(self.persen)

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT_PELAKSANAAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class FotoPekerjaan(MilikUsulan):
    """A photo of one spot at 0, 50 or 100 percent; the same spot makes the row of three. Source: KRJ-02.

    Its place is a field: EXIF is removed from the file.
    """

    class Tahap(models.IntegerChoices):
        NOL = 0, _("0%")
        LIMA_PULUH = 50, _("50%")
        SERATUS = 100, _("100%")

    titik = models.CharField(_("titik foto"), max_length=60)
    tahap = models.PositiveSmallIntegerField(_("tahap"), choices=Tahap)
    tanggal = models.DateField(_("tanggal"))
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", verbose_name=_("foto"))
    keterangan = models.CharField(_("keterangan"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("foto pekerjaan")
        ordering = ["usulan", "titik", "tahap"]
        constraints = [
            models.UniqueConstraint(
                fields=["usulan", "titik", "tahap"], condition=Q(status="sah"), name="foto_titik_tahap_sekali"
            ),
            models.CheckConstraint(condition=Q(tahap__in=[0, 50, 100]), name="foto_tahap_dikenal"),
            models.CheckConstraint(condition=~Q(titik=""), name="foto_bertitik"),
            dated("tanggal", "foto_tanggal_wajar"),
            reasoned("foto_batal_beralasan"),
        ]
        indexes = scope_indexes("fotopekerjaan", "-tanggal", "-id")

    def __str__(self) -> str:
        return f"{self.titik} {self.tahap} %"

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT_PELAKSANAAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class BahanUsulan(MilikUsulan):
    """Material that came to the work: how much, from whom. Source: KRJ-03."""

    tanggal = models.DateField(_("tanggal"))
    uraian = models.CharField(_("bahan"), max_length=150)
    volume = models.DecimalField(_("jumlah"), **VOLUME)
    satuan = models.CharField(_("satuan"), max_length=30)
    pemasok = models.CharField(_("dari"), max_length=120, blank=True)
    mutu = models.CharField(_("keadaan bahan"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("bahan masuk")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(uraian="") & ~Q(satuan="") & Q(volume__gt=0), name="bahan_lengkap"),
            dated("tanggal", "bahan_tanggal_wajar"),
            reasoned("bahan_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["usulan", "-tanggal"], name="bahan_usulan"),
            *scope_indexes("bahanusulan", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return self.uraian

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT_PELAKSANAAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class SwadayaUsulan(MilikUsulan):
    """What residents really brought: cash, labour days, material, land at the agreed price, rupiah. Source: KRJ-04.

    `janji` is the promise that it fulfils, where there is one. `penyumbang` names who gave (personal data); a group gives
    `orang` and no name. `jam` counts hours of volunteers where days are not the measure.
    """

    Bentuk = JanjiSwadaya.Bentuk

    janji = models.ForeignKey(
        JanjiSwadaya, models.PROTECT, related_name="realisasi", null=True, blank=True, verbose_name=_("janji")
    )
    tanggal = models.DateField(_("tanggal"))
    bentuk = models.CharField(_("bentuk"), max_length=6, choices=JanjiSwadaya.Bentuk)
    uraian = models.CharField(_("uraian"), max_length=150)
    volume = models.DecimalField(_("jumlah"), **VOLUME)
    satuan = models.CharField(_("satuan"), max_length=30)
    harga_satuan = RupiahField(_("harga yang disepakati"))
    nilai = worth("volume", "harga_satuan")
    penyumbang = models.CharField(_("dari"), max_length=150, blank=True)
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin, blank=True)
    orang = models.PositiveSmallIntegerField(_("orang"), null=True, blank=True)
    jam = models.DecimalField(_("jam kerja"), max_digits=7, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("swadaya")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(uraian="") & ~Q(satuan="") & Q(volume__gt=0, harga_satuan__gt=0), name="swadaya_lengkap"
            ),
            models.CheckConstraint(condition=Q(orang__isnull=True) | Q(orang__gt=0), name="swadaya_orang_positif"),
            models.CheckConstraint(condition=Q(jam__isnull=True) | Q(jam__gt=0), name="swadaya_jam_positif"),
            dated("tanggal", "swadaya_tanggal_wajar"),
            reasoned("swadaya_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["usulan", "-tanggal"], name="swadaya_usulan"),
            *scope_indexes("swadayausulan", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return self.uraian

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT_PELAKSANAAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class PemeriksaanMutu(MilikUsulan):
    """A quality check of the work by UPL and facilitator. Source: KRJ-05."""

    class Hasil(models.TextChoices):
        BAIK = "baik", _("Baik")
        CUKUP = "cukup", _("Cukup, ada catatan")
        KURANG = "kurang", _("Kurang, harus diperbaiki")

    tanggal = models.DateField(_("tanggal"))
    edisi = models.PositiveSmallIntegerField(_("edisi"), default=1)
    jawaban = models.JSONField(_("jawaban"), default=dict)
    ya = models.PositiveSmallIntegerField(_("sesuai"))
    butir = models.PositiveSmallIntegerField(_("dari"))
    hasil = models.CharField(_("hasil"), max_length=6, choices=Hasil)
    volume = models.DecimalField(_("volume terpasang"), null=True, blank=True, **VOLUME)
    catatan = models.TextField(_("catatan"), blank=True)
    pemeriksa = models.CharField(_("diperiksa oleh"), max_length=150)

    class Meta:
        verbose_name = _("pemeriksaan mutu")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(butir__gte=1, ya__lte=F("butir")), name="mutu_hitungan_wajar"),
            models.CheckConstraint(condition=Q(hasil="baik") | ~Q(catatan=""), name="mutu_kurang_bercatatan"),
            models.CheckConstraint(condition=~Q(pemeriksa=""), name="mutu_berpemeriksa"),
            dated("tanggal", "mutu_tanggal_wajar"),
            reasoned("mutu_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["usulan", "-tanggal"], name="mutu_usulan"),
            *scope_indexes("pemeriksaanmutu", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return str(self.get_hasil_display())

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.PERIKSA_PEKERJAAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class SerahTerima(MilikUsulan):
    """Completion and hand-over of a finished work, from the signed paper. Source: KRJ-06."""

    tanggal = models.DateField(_("tanggal serah terima"))
    selesai = models.DateField(_("pekerjaan selesai"))
    volume = models.DecimalField(_("volume jadi"), **VOLUME)
    satuan = models.CharField(_("satuan"), max_length=30)
    dari = models.CharField(_("diserahkan oleh (KSM)"), max_length=150)
    kepada = models.CharField(_("diterima oleh"), max_length=150)
    saksi = models.CharField(_("mengetahui"), max_length=150, blank=True)
    catatan = models.TextField(_("catatan"), blank=True)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("serah terima")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["usulan"], condition=Q(status="sah"), name="serah_terima_sekali"),
            models.CheckConstraint(
                condition=Q(volume__gt=0) & ~Q(dari="") & ~Q(kepada="") & ~Q(satuan=""), name="serah_terima_lengkap"
            ),
            models.CheckConstraint(condition=Q(tanggal__gte=F("selesai")), name="serah_terima_sesudah_selesai"),
            dated("selesai", "serah_terima_tanggal_wajar"),
            reasoned("serah_terima_batal_beralasan"),
        ]
        indexes = scope_indexes("serahterima", "-tanggal", "-id")

    def __str__(self) -> str:
        return str(_("Serah terima"))

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.PERIKSA_PEKERJAAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab
