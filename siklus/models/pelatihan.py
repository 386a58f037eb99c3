"""Trainings that a stage asks for, and who took part."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from siklus import izin
from siklus.models.dasar import AnakLangkah, Sah, dated, reasoned
from wilayah.models import Berwilayah, JenisKelamin, scope_indexes


class Pelatihan(AnakLangkah):
    """One training: topic, by whom, how many days, who came. Source: SIK-50.

    `kode` is the training in the definition, `hari` its length in days, `peserta_*` persons by sex.
    """

    kode = models.CharField(_("pelatihan"), max_length=20)
    judul = models.CharField(_("judul"), max_length=150)
    topik = models.JSONField(_("topik"), default=list, blank=True)
    tanggal = models.DateField(_("tanggal mulai"))
    hari = models.PositiveSmallIntegerField(_("lama (hari)"), default=1)
    tempat = models.CharField(_("tempat"), max_length=150, blank=True)
    penyelenggara = models.CharField(_("penyelenggara"), max_length=150)
    pelatih = models.CharField(_("pelatih"), max_length=200, blank=True)
    materi = models.TextField(_("materi"), blank=True)
    peserta_l = models.PositiveIntegerField(_("peserta laki-laki"))
    peserta_p = models.PositiveIntegerField(_("peserta perempuan"))
    peserta_jumlah = models.GeneratedField(
        expression=F("peserta_l") + F("peserta_p"), output_field=models.PositiveIntegerField(), db_persist=True
    )
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("pelatihan")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(hari__gte=1) & Q(hari__lte=60), name="pelatihan_hari_wajar"),
            models.CheckConstraint(condition=Q(peserta_jumlah__gt=0), name="pelatihan_berpeserta"),
            models.CheckConstraint(condition=~Q(penyelenggara=""), name="pelatihan_berpenyelenggara"),
            dated("tanggal", "pelatihan_tanggal_wajar"),
            reasoned("pelatihan_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["langkah", "kode"], name="pelatihan_langkah"),
            *scope_indexes("pelatihan", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return self.judul

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


class PesertaPelatihan(Berwilayah):
    """One name on the list of a training. Personal data: name, masked in the audit of rows."""

    IZIN_BACA = izin.LIHAT

    pelatihan = models.ForeignKey(Pelatihan, models.PROTECT, related_name="peserta")
    warga = models.ForeignKey("wilayah.Warga", models.PROTECT, related_name="+", null=True, blank=True)
    relawan = models.ForeignKey("siklus.Relawan", models.PROTECT, related_name="pelatihan", null=True, blank=True)
    nama = models.CharField(_("nama"), max_length=150)
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin)
    unsur = models.CharField(_("unsur"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("peserta pelatihan")
        ordering = ["nama", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pelatihan", "warga"], condition=Q(warga__isnull=False), name="peserta_warga_sekali"
            ),
            models.UniqueConstraint(
                fields=["pelatihan", "relawan"], condition=Q(relawan__isnull=False), name="peserta_relawan_sekali"
            ),
            models.CheckConstraint(condition=~Q(nama=""), name="peserta_bernama"),
        ]
        indexes = [models.Index(fields=["pelatihan", "nama"], name="peserta_pelatihan")]

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it names nobody.
        return str(_("Nama di daftar peserta"))

    @property
    def jejak_induk_id(self) -> object:
        """Part of the stage's trail."""
        return self.pelatihan.langkah_id
