"""Every number of the programme: dated, with its unit, mode and source, and an override per area."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from inti.formats import angka, rupiah
from wilayah.models.wilayah import Berwilayah, Wilayah, scope_indexes
from wilayah.querysets import ParameterQuerySet


class Parameter(Berwilayah):
    """One value of one code, from a date on, for the nation or for one area. Source: PAR-01 to PAR-05, PAR-07.

    A row is never edited: another value is another row with its own date (sql/parameter.sql refuses the rest); a
    wrong row is cancelled with a reason. `nilai` is JSON of the shape that `jenis` demands, null means "belum diatur".
    """

    IZIN_BACA = "wilayah.lihat_parameter"

    class Jenis(models.TextChoices):
        PERSEN = "persen", _("Persen")
        JUMLAH = "jumlah", _("Jumlah (bilangan bulat)")
        LAMA = "lama", _("Lama waktu")
        RUPIAH = "rupiah", _("Rupiah")
        BILANGAN = "bilangan", _("Bilangan")
        RENTANG = "rentang", _("Rentang (paling sedikit – paling banyak)")
        DAFTAR = "daftar", _("Daftar")
        TEKS = "teks", _("Teks")
        YA_TIDAK = "ya_tidak", _("Ya atau tidak")

    class Mode(models.TextChoices):
        BLOCK = "block", _("Menahan")
        WARN = "warn", _("Memperingatkan")
        INFO = "info", _("Memberi tahu")

    class StatusSumber(models.TextChoices):
        NASKAH = "naskah", _("Ada naskahnya")
        SETEMPAT = "setempat", _("Kesepakatan atau contoh setempat")
        KETETAPAN = "ketetapan", _("Ketetapan proyek")
        INGATAN = "ingatan", _("Ingatan lapangan, naskah belum ditemukan")
        TANPA_SUMBER = "tanpa_sumber", _("Belum bersumber")

    kode = models.CharField(_("kode"), max_length=80)
    definisi = models.CharField(_("program"), max_length=40, blank=True)
    wilayah = models.ForeignKey(  # type: ignore[assignment]
        Wilayah, models.PROTECT, null=True, blank=True, db_column="kode_wilayah", related_name="+", db_index=False,
        verbose_name=_("berlaku di"),
    )  # fmt: skip
    nama = models.CharField(_("nama"), max_length=200, blank=True)
    nilai = models.JSONField(_("nilai"), null=True)
    jenis = models.CharField(_("jenis"), max_length=10, choices=Jenis)
    satuan = models.CharField(_("satuan"), max_length=30, blank=True)
    mode = models.CharField(_("bila tidak terpenuhi"), max_length=5, choices=Mode)
    berlaku_mulai = models.DateField(_("berlaku mulai"))
    berlaku_sampai = models.DateField(_("berlaku sampai"), null=True, blank=True)
    sumber = models.CharField(_("sumber"), max_length=300, blank=True)
    status_sumber = models.CharField(_("status sumber"), max_length=12, choices=StatusSumber)
    keterangan = models.TextField(_("keterangan"), blank=True)
    dibatalkan_pada = models.DateTimeField(null=True, editable=False)
    dibatalkan_alasan = models.TextField(blank=True, editable=False)

    objects = ParameterQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["kode", "definisi", "wilayah", "-berlaku_mulai"]
        constraints = [
            models.UniqueConstraint(
                fields=["kode", "definisi", "wilayah", "berlaku_mulai"],
                name="parameter_satu_nilai_per_tanggal",
                condition=Q(dibatalkan_pada__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(kode__regex=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$"), name="parameter_kode_baku"),
            models.CheckConstraint(
                condition=~Q(mode="block", status_sumber__in=["ingatan", "tanpa_sumber"]),
                name="parameter_ingatan_tidak_menahan",
            ),
            models.CheckConstraint(
                condition=Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__gte=F("berlaku_mulai")),
                name="parameter_masa_berlaku_urut",
            ),
            models.CheckConstraint(
                condition=Q(dibatalkan_pada__isnull=True, dibatalkan_alasan="")
                | (Q(dibatalkan_pada__isnull=False) & ~Q(dibatalkan_alasan="")),
                name="parameter_batal_beralasan",
            ),
        ]
        indexes = scope_indexes("parameter", "kode", "id")

    def __str__(self) -> str:
        return self.nama or self.kode

    @property
    def kode_wilayah(self) -> str:
        """Area code of an override, "" for a national value."""
        return self.wilayah_id or ""

    @property
    def nilai_tampil(self) -> str:
        """The value in words, with its unit: "30 % warga dewasa", "9 – 13 orang", "belum diatur"."""
        if self.nilai is None:
            return _now("belum diatur")
        satuan = self.satuan if self.jenis != self.Jenis.RUPIAH else ""
        return f"{_in_words(self.jenis, self.nilai)} {satuan}".strip()

    @property
    def dibatalkan(self) -> bool:
        """True when the row was withdrawn; it then counts nowhere, but still reads as history."""
        return self.dibatalkan_pada is not None


def _in_words(jenis: str, nilai: Any) -> str:
    if jenis == Parameter.Jenis.YA_TIDAK:
        return _now("ya") if nilai else _now("tidak")
    if jenis == Parameter.Jenis.DAFTAR:
        return " / ".join(angka(n) for n in nilai)
    if jenis == Parameter.Jenis.RENTANG:
        return f"{angka(nilai['min'])} – {angka(nilai['maks'])}"
    if jenis == Parameter.Jenis.RUPIAH:
        return rupiah(nilai)
    return str(nilai) if jenis == Parameter.Jenis.TEKS else angka(nilai)
