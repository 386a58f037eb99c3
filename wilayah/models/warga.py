"""Residents: what a rule needs of a person and no more. Every personal field stands in wilayah/data_pribadi.py."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from wilayah.models.basis import DI_KELURAHAN, Basis
from wilayah.models.wilayah import Berwilayah, scope_indexes


class JenisKelamin(models.TextChoices):
    """As the papers of the programme write it."""

    L = "L", _("Laki-laki")
    P = "P", _("Perempuan")


class Warga(Berwilayah):
    """One resident of a kelurahan. Age may be known by date, by year, or not at all. Source: WIL-07, WIL-09, WIL-10.

    The NIK is optional and never stored in clear: `nik_sandi` is AES-GCM under the key named by `nik_kunci`,
    `nik_indeks` a keyed digest for uniqueness and exact search, `nik_samar` what a screen may show. A merged entry
    keeps its data and points at the entry that lives on.
    """

    IZIN_BACA = "wilayah.lihat_warga"

    nama = models.CharField(_("nama"), max_length=120)
    nama_cari = models.GeneratedField(
        expression=Lower("nama"), output_field=models.CharField(max_length=120), db_persist=True
    )
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin)
    tanggal_lahir = models.DateField(_("tanggal lahir"), null=True, blank=True)
    tahun_lahir = models.PositiveSmallIntegerField(_("tahun lahir"), null=True, blank=True)
    pernah_menikah = models.BooleanField(_("sudah atau pernah menikah"), default=False)
    basis = models.ForeignKey(
        Basis, models.PROTECT, null=True, blank=True, related_name="warga", verbose_name=_("RT/RW")
    )
    telepon = models.CharField(_("telepon"), max_length=20, blank=True)
    alamat = models.CharField(_("alamat"), max_length=200, blank=True)
    nik_sandi = models.TextField(blank=True, editable=False)
    nik_kunci = models.CharField(max_length=16, blank=True, editable=False)
    nik_indeks = models.CharField(max_length=64, blank=True, editable=False)
    nik_samar = models.CharField(_("NIK"), max_length=16, blank=True, editable=False)
    digabung_ke = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="gabungan", editable=False
    )

    class Meta:
        ordering = ["nama_cari", "id"]
        constraints = [
            models.CheckConstraint(condition=DI_KELURAHAN, name="warga_di_kelurahan"),
            models.CheckConstraint(condition=~Q(nama=""), name="warga_bernama"),
            models.CheckConstraint(condition=Q(jenis_kelamin__in=["L", "P"]), name="warga_jenis_kelamin"),
            models.CheckConstraint(
                condition=Q(tanggal_lahir__isnull=True) | Q(tahun_lahir__isnull=True),
                name="warga_tanggal_atau_tahun_lahir",
            ),
            models.CheckConstraint(
                condition=Q(tahun_lahir__isnull=True) | Q(tahun_lahir__range=(1900, 2100)),
                name="warga_tahun_lahir_wajar",
            ),
            models.CheckConstraint(  # the four columns of a NIK stand or fall together
                condition=Q(nik_sandi="", nik_kunci="", nik_indeks="", nik_samar="")
                | ~(Q(nik_sandi="") | Q(nik_kunci="") | Q(nik_indeks="") | Q(nik_samar="")),
                name="warga_nik_utuh",
            ),
            models.CheckConstraint(
                condition=Q(nik_samar="") | Q(nik_samar__regex=r"^[0-9]{4}\*{8}[0-9]{4}$"), name="warga_nik_tersamar"
            ),
            models.UniqueConstraint(
                fields=["nik_indeks"], name="warga_nik_unik", condition=~Q(nik_indeks="") & Q(digabung_ke__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(digabung_ke=F("id")), name="warga_gabung_ke_orang_lain"),
        ]
        indexes = [
            *scope_indexes("warga", "nama_cari", "id"),
            models.Index(fields=["basis"], name="warga_basis", condition=Q(basis__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.nama

    def age_on(self, tanggal: date) -> int | None:
        """Age in whole years on a date; by year of birth only when the date is not known; None when neither is."""
        if self.tanggal_lahir is not None:
            lahir = self.tanggal_lahir
            return tanggal.year - lahir.year - ((tanggal.month, tanggal.day) < (lahir.month, lahir.day))
        return tanggal.year - self.tahun_lahir if self.tahun_lahir is not None else None

    def is_adult_on(self, tanggal: date, *, usia_min: int) -> bool | None:
        """True from `usia_min` years on or once married; None when the age is not known. Source: WIL-07."""
        if self.pernah_menikah:
            return True
        usia = self.age_on(tanggal)
        return None if usia is None else usia >= usia_min


class PenggabunganWarga(Berwilayah):
    """Log of one merge of two entries of the same resident: what was filled in, which rows were re-pointed.

    Enough to undo it: the merged entry keeps its own data, `diisi` names the fields of the other that were empty and
    got its value, `dipindah` the rows by model. Source: WIL-10.
    """

    IZIN_BACA = "wilayah.lihat_warga"

    asal = models.ForeignKey(Warga, models.PROTECT, related_name="penggabungan")
    tujuan = models.ForeignKey(Warga, models.PROTECT, related_name="penggabungan_masuk")
    alasan = models.TextField(_("alasan"))
    diisi = models.JSONField(default=list)
    dipindah = models.JSONField(default=dict)
    dibatalkan_pada = models.DateTimeField(null=True, editable=False)
    dibatalkan_alasan = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["-dibuat_pada"]
        constraints = [
            models.CheckConstraint(condition=~Q(asal=F("tujuan")), name="penggabungan_dua_catatan"),
            models.CheckConstraint(condition=~Q(alasan=""), name="penggabungan_beralasan"),
            models.CheckConstraint(
                condition=Q(dibatalkan_pada__isnull=True, dibatalkan_alasan="")
                | (Q(dibatalkan_pada__isnull=False) & ~Q(dibatalkan_alasan="")),
                name="penggabungan_batal_beralasan",
            ),
            models.UniqueConstraint(
                fields=["asal"], name="penggabungan_satu_yang_berlaku", condition=Q(dibatalkan_pada__isnull=True)
            ),
        ]
        indexes = scope_indexes("gabungwarga", "-dibuat_pada")

    def __str__(self) -> str:
        return f"{self.asal} → {self.tujuan}"
