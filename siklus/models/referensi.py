"""Reference of the cycle: where money comes from, which places are on the official list, the master schedule."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siklus import izin
from wilayah.models import Berwilayah, scope_indexes


class SumberDana(models.Model):
    """One source of money (APBN, APBD, swadaya, swasta, channelling ...): the one list of the whole system."""

    class Golongan(models.TextChoices):
        PEMERINTAH = "pemerintah", _("Pemerintah")
        WARGA = "warga", _("Warga")
        MITRA = "mitra", _("Mitra")
        PERGULIRAN = "perguliran", _("Perguliran dan jasa")

    kode = models.CharField(_("kode"), primary_key=True, max_length=20)
    nama = models.CharField(_("nama"), max_length=100)
    golongan = models.CharField(_("golongan"), max_length=12, choices=Golongan)
    urutan = models.PositiveSmallIntegerField(default=0)
    aktif = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        ordering = ["urutan", "kode"]
        verbose_name = _("sumber dana")

    def __str__(self) -> str:
        return self.nama


class LokasiSasaran(Berwilayah):
    """One area on the official list of locations of a budget year, by letter. Source: SIK-21."""

    IZIN_BACA = izin.LIHAT

    program = models.CharField(_("program"), max_length=20)
    tahun_anggaran = models.PositiveSmallIntegerField(_("tahun anggaran"))
    surat_asal = models.CharField(_("penerbit surat"), max_length=150)
    surat_nomor = models.CharField(_("nomor surat"), max_length=100)
    surat_tanggal = models.DateField(_("tanggal surat"))
    catatan = models.CharField(_("catatan"), max_length=300, blank=True)
    berlaku = models.BooleanField(_("berlaku"), default=True)

    class Meta:
        verbose_name = _("lokasi sasaran")
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah", "program", "tahun_anggaran"], name="lokasi_sasaran_sekali_setahun"
            ),
            models.CheckConstraint(
                condition=Q(tahun_anggaran__gte=1999) & Q(tahun_anggaran__lte=2100), name="lokasi_sasaran_tahun"
            ),
            models.CheckConstraint(condition=~Q(surat_nomor=""), name="lokasi_sasaran_bersurat"),
        ]
        indexes = scope_indexes("lokasi_sasaran", "-tahun_anggaran", "wilayah", "id")[:3]

    def __str__(self) -> str:
        return f"{self.wilayah_id} {self.program} {self.tahun_anggaran}"


class JadwalInduk(Berwilayah):
    """Master schedule: planned begin and end of one stage for every cycle of a kota in one year. Source: SIK-29.

    `tahun` is the calendar year, `tahun_siklus` the year of participation; both name the cohort whose Langkah get
    these dates.
    """

    IZIN_BACA = izin.LIHAT

    definisi = models.CharField(_("definisi"), max_length=30)
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    tahun_siklus = models.PositiveSmallIntegerField(_("tahun siklus"), default=1)
    kode = models.CharField(_("langkah"), max_length=10)
    tingkat = models.CharField(_("tingkat"), max_length=12)
    rencana_mulai = models.DateField(_("rencana mulai"))
    rencana_selesai = models.DateField(_("rencana selesai"))

    class Meta:
        verbose_name = _("jadwal induk")
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah", "definisi", "tahun", "tahun_siklus", "kode", "tingkat"], name="jadwal_induk_sekali"
            ),
            models.CheckConstraint(
                condition=Q(rencana_selesai__gte=F("rencana_mulai")), name="jadwal_induk_selesai_sesudah_mulai"
            ),
        ]
        indexes = scope_indexes("jadwal_induk", "tahun", "kode", "id")

    def __str__(self) -> str:
        return f"{self.wilayah_id} {self.kode} {self.tahun}"
