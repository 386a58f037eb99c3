"""Members of a KSM: who belongs to it from when until when, and who leads it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from ksm import izin
from ksm.models.kelompok import KSM
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, JenisKelamin, scope_indexes


class AnggotaKSM(Berwilayah):
    """One membership. Personal data: name and household, masked in the audit of rows. Source: KSM-10 to KSM-17.

    `pembeda` tells two people of one name in one group apart. A person who left and comes back gets a new row.
    `keluarga` says to which household the person belongs; whether that is poor is asked of PS-2, never typed here.
    """

    IZIN_BACA = izin.LIHAT
    JALUR_BADAN = "ksm__badan_id"
    JENIS_BADAN = "ksm"

    class Jabatan(models.TextChoices):
        KETUA = "ketua", _("Ketua")
        SEKRETARIS = "sekretaris", _("Sekretaris")
        BENDAHARA = "bendahara", _("Bendahara")
        ANGGOTA = "anggota", _("Anggota")

    class Status(models.TextChoices):
        AKTIF = "aktif", _("Aktif")
        KELUAR = "keluar", _("Sudah keluar")
        BATAL = "batal", _("Dibatalkan")

    ksm = models.ForeignKey(KSM, models.PROTECT, related_name="anggota", verbose_name=_("KSM"))
    warga = models.ForeignKey("wilayah.Warga", models.PROTECT, related_name="+", null=True, blank=True)
    keluarga = models.ForeignKey(
        "siklus.Keluarga", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("keluarga")
    )
    nama = models.CharField(_("nama"), max_length=150)
    pembeda = models.CharField(_("pembeda bila bernama sama"), max_length=60, blank=True)
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin)
    jabatan = models.CharField(_("jabatan"), max_length=12, choices=Jabatan, default=Jabatan.ANGGOTA)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    masuk = models.DateField(_("masuk"))
    keluar = models.DateField(_("keluar"), null=True, blank=True)
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Status, default=Status.AKTIF, protected=True)

    class Meta:
        verbose_name = _("anggota KSM")
        ordering = ["nama", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ksm", "warga"],
                condition=Q(status="aktif", warga__isnull=False),
                name="anggota_ksm_warga_sekali",
            ),
            models.UniqueConstraint(
                "ksm",
                Lower("nama"),
                "jenis_kelamin",
                Lower("pembeda"),
                condition=Q(status="aktif"),
                name="anggota_ksm_nama_sekali",
            ),
            models.UniqueConstraint(
                fields=["ksm", "jabatan"],
                condition=Q(status="aktif") & ~Q(jabatan="anggota"),
                name="anggota_ksm_pengurus_tunggal",
            ),
            models.CheckConstraint(condition=~Q(nama=""), name="anggota_ksm_bernama"),
            models.CheckConstraint(condition=Q(jenis_kelamin__in=["L", "P"]), name="anggota_ksm_jenis_kelamin"),
            models.CheckConstraint(
                condition=Q(jabatan__in=["ketua", "sekretaris", "bendahara", "anggota"]), name="anggota_ksm_jabatan"
            ),
            models.CheckConstraint(condition=Q(status="keluar") ^ Q(keluar__isnull=True), name="anggota_ksm_keluar_bertanggal"),
            models.CheckConstraint(condition=Q(status="aktif") ^ ~Q(alasan=""), name="anggota_ksm_keluar_beralasan"),
            models.CheckConstraint(
                condition=Q(keluar__isnull=True) | Q(keluar__gte=F("masuk")), name="anggota_ksm_keluar_sesudah_masuk"
            ),
            dated("masuk", "anggota_ksm_masuk_wajar"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["ksm", "status"], name="anggotaksm_ksm"),
            models.Index(fields=["warga"], name="anggotaksm_warga", condition=Q(warga__isnull=False)),
            models.Index(fields=["keluarga"], name="anggotaksm_keluarga", condition=Q(keluarga__isnull=False)),
            *scope_indexes("anggotaksm", "nama", "id"),
        ]

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it names nobody.
        return f"Anggota {'.'.join(kata[0] for kata in self.nama.split())}."

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the group."""
        return self.ksm_id

    @transition(
        status,
        source=Status.AKTIF,
        target=Status.KELUAR,
        permission=izin.CATAT,
        custom={"label": _("Catat keluar"), "perlu_alasan": True},
    )
    def keluarkan(self, *, tanggal: Any, sebab: str) -> None:
        """The person left the group. Source: KSM-13."""
        self.keluar, self.alasan = tanggal, sebab

    @transition(
        status,
        source=Status.AKTIF,
        target=Status.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan (salah catat)"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly, or twice: it stays, with the reason. Source: UMU-32."""
        self.alasan = sebab
