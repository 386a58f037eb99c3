"""What stays after the work: who keeps it up, with what fee, and its state year by year."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from inti.money import RupiahField
from ksm import izin
from ksm.models.usulan import MilikUsulan
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import scope_indexes


class BadanPemelihara(MilikUsulan):
    """The body that operates and maintains a finished work over its design life (tahun). Source: PLH-01."""

    class Irama(models.TextChoices):
        BULANAN = "bulanan", _("Setiap bulan")
        TAHUNAN = "tahunan", _("Setiap tahun")
        PAKAI = "pakai", _("Setiap kali dipakai")
        TANPA = "tanpa", _("Tanpa iuran, gotong royong")

    nama = models.CharField(_("badan pemelihara"), max_length=120)
    ketua = models.CharField(_("penanggung jawab"), max_length=150)
    telepon = models.CharField(_("nomor yang dapat dihubungi"), max_length=20, blank=True)
    dibentuk = models.DateField(_("dibentuk pada"))
    umur_tahun = models.PositiveSmallIntegerField(_("umur rencana sarana (tahun)"))
    irama = models.CharField(_("iuran"), max_length=8, choices=Irama)
    iuran = RupiahField(_("besar iuran per KK"), null=True, blank=True)
    tugas = models.TextField(_("cara memelihara"), blank=True)

    class Meta:
        verbose_name = _("badan pemelihara")
        ordering = ["-dibentuk", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["usulan"], condition=Q(status="sah"), name="pemelihara_satu_berlaku"),
            models.CheckConstraint(
                condition=~Q(nama="") & ~Q(ketua="") & Q(umur_tahun__range=(1, 50)), name="pemelihara_lengkap"
            ),
            models.CheckConstraint(
                condition=Q(irama="tanpa") ^ Q(iuran__gt=0, iuran__isnull=False), name="pemelihara_iuran_berirama"
            ),
            dated("dibentuk", "pemelihara_tanggal_wajar"),
            reasoned("pemelihara_batal_beralasan"),
        ]  # fmt: skip
        indexes = scope_indexes("badanpemelihara", "-dibentuk", "-id")

    def __str__(self) -> str:
        return self.nama

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT_PEMELIHARAAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class KasPemelihara(MilikUsulan):
    """Fee that came in or was spent on upkeep, rupiah; the body's own book, outside the ledgers. Source: PLH-02."""

    class Arah(models.TextChoices):
        MASUK = "masuk", _("Iuran masuk")
        KELUAR = "keluar", _("Biaya pemeliharaan")

    tanggal = models.DateField(_("tanggal"))
    arah = models.CharField(_("masuk atau keluar"), max_length=6, choices=Arah)
    jumlah = RupiahField(_("jumlah"))
    uraian = models.CharField(_("uraian"), max_length=150)

    class Meta:
        verbose_name = _("kas pemeliharaan")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(jumlah__gt=0) & ~Q(uraian=""), name="kas_pemelihara_lengkap"),
            dated("tanggal", "kas_pemelihara_tanggal_wajar"),
            reasoned("kas_pemelihara_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["usulan", "-tanggal"], name="kas_pemelihara_usulan"),
            *scope_indexes("kaspemelihara", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return self.uraian

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT_PEMELIHARAAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class PemeriksaanAset(MilikUsulan):
    """The yearly check of what was built: its state, and what has to be done. One valid check per year. Source: PLH-03."""

    class Keadaan(models.TextChoices):
        BAIK = "baik", _("Baik, berfungsi")
        RUSAK_RINGAN = "rusak_ringan", _("Rusak ringan, masih dipakai")
        RUSAK_BERAT = "rusak_berat", _("Rusak berat")
        TIDAK_DIPAKAI = "tidak_dipakai", _("Tidak dipakai lagi")

    tahun = models.PositiveSmallIntegerField(_("tahun"))
    tanggal = models.DateField(_("tanggal"))
    keadaan = models.CharField(_("keadaan"), max_length=14, choices=Keadaan)
    temuan = models.CharField(_("yang ditemukan"), max_length=300, blank=True)
    tindak = models.CharField(_("yang akan dilakukan"), max_length=300, blank=True)
    pemeriksa = models.CharField(_("diperiksa oleh"), max_length=150)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("pemeriksaan sarana")
        ordering = ["-tahun", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["usulan", "tahun"], condition=Q(status="sah"), name="periksa_aset_setahun_sekali"),
            models.CheckConstraint(condition=Q(tahun=F("tanggal__year")), name="periksa_aset_tahunnya"),
            models.CheckConstraint(condition=Q(keadaan="baik") | ~Q(temuan=""), name="periksa_aset_rusak_bertemuan"),
            models.CheckConstraint(condition=~Q(pemeriksa=""), name="periksa_aset_berpemeriksa"),
            dated("tanggal", "periksa_aset_tanggal_wajar"),
            reasoned("periksa_aset_batal_beralasan"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["usulan", "-tahun"], name="periksa_aset_usulan"),
            *scope_indexes("pemeriksaanaset", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return f"{self.tahun}: {self.get_keadaan_display()}"

    @transition(
        "status",
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT_PEMELIHARAAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab
