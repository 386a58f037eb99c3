"""The area register (province to kelurahan/desa by Kemendagri code) and the base of every row that lies in an area."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact, GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from inti.models import Rekam
from inti.queries import ScopedQuerySet
from wilayah.kode import parent_of
from wilayah.querysets import WilayahQuerySet
from wilayah.sebutan import Sebutan, usual_words, words_for

# The level of a code is its length, and the parent's code is what stands before the last dot.
_KODE_SESUAI_TINGKAT = (
    Q(Exact(Length(F("kode")), 2), tingkat="provinsi")
    | Q(Exact(Length(F("kode")), 5), tingkat="kota")
    | Q(Exact(Length(F("kode")), 8), tingkat="kecamatan")
    | Q(Exact(Length(F("kode")), 13), tingkat="kelurahan")
)
_INDUK_AWALAN_KODE = (
    Q(tingkat="provinsi", induk__isnull=True)
    | Q(Exact(F("induk"), Left(F("kode"), 2)), tingkat="kota")
    | Q(Exact(F("induk"), Left(F("kode"), 5)), tingkat="kecamatan")
    | Q(Exact(F("induk"), Left(F("kode"), 8)), tingkat="kelurahan")
)

POLA_KODE = r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$"


class Wilayah(models.Model):
    """One area of the register: 32, 32.73, 32.73.01, 32.73.01.1001. Public reference data.

    An area that was split, merged or recoded is never deleted: it is closed and points at its successor. `zona` is
    the IANA time zone of its province. Source: WIL-01, WIL-03, WIL-04.
    """

    class Tingkat(models.TextChoices):
        PROVINSI = "provinsi", _("Provinsi")
        KOTA = "kota", _("Kota/kabupaten")
        KECAMATAN = "kecamatan", _("Kecamatan")
        KELURAHAN = "kelurahan", _("Kelurahan/desa")

    class Jenis(models.TextChoices):
        PROVINSI = "provinsi", _("Provinsi")
        KOTA = "kota", _("Kota")
        KABUPATEN = "kabupaten", _("Kabupaten")
        KECAMATAN = "kecamatan", _("Kecamatan")
        KELURAHAN = "kelurahan", _("Kelurahan")
        DESA = "desa", _("Desa")
        DESA_ADAT = "desa_adat", _("Desa adat")

    kode = models.CharField(_("kode"), primary_key=True, max_length=13)
    nama = models.CharField(_("nama"), max_length=100)
    nama_cari = models.CharField(max_length=100, editable=False)
    tingkat = models.CharField(_("tingkat"), max_length=10, choices=Tingkat)
    jenis = models.CharField(_("jenis"), max_length=12, choices=Jenis)
    induk = models.ForeignKey("self", models.PROTECT, null=True, related_name="anak", db_column="kode_induk")
    zona = models.CharField(_("zona waktu"), max_length=20)
    pengganti = models.ForeignKey("self", models.PROTECT, null=True, related_name="asal", db_column="kode_pengganti")
    pengganti_alasan = models.CharField(_("sebab penggantian"), max_length=200, blank=True)
    aktif = models.BooleanField(_("berlaku"), default=True)

    objects = WilayahQuerySet.as_manager()

    class Meta:
        ordering = ["kode"]
        constraints = [
            models.CheckConstraint(condition=Q(kode__regex=POLA_KODE), name="wilayah_kode_kemendagri"),
            models.CheckConstraint(condition=_KODE_SESUAI_TINGKAT, name="wilayah_kode_sesuai_tingkat"),
            models.CheckConstraint(condition=_INDUK_AWALAN_KODE, name="wilayah_induk_awalan_kode"),
            models.CheckConstraint(  # closed exactly when a successor is named
                condition=Q(aktif=True, pengganti__isnull=True)
                | (Q(aktif=False, pengganti__isnull=False) & ~Q(pengganti_alasan="")),
                name="wilayah_tutup_berpengganti",
            ),
            models.CheckConstraint(condition=~Q(pengganti=F("kode")), name="wilayah_pengganti_lain"),
        ]
        indexes = [models.Index(fields=["nama_cari"], name="wilayah_nama_awalan", opclasses=["text_pattern_ops"])]

    def __str__(self) -> str:
        return self.nama

    @property
    def kode_induk_semua(self) -> list[str]:
        """Codes of the areas above this one, the province first."""
        naik: list[str] = []
        kode = parent_of(self.kode)
        while kode:
            naik.insert(0, kode)
            kode = parent_of(kode)
        return naik

    @property
    def desa(self) -> bool:
        """True for a desa (kepala desa, BPD), False for a kelurahan (lurah) and everything above. Source: WIL-12."""
        return self.jenis in {self.Jenis.DESA, self.Jenis.DESA_ADAT}

    def sebutan(self, tanggal: date | None = None) -> Sebutan:
        """What things are called here on a date (today by default). One query. Source: WIL-12."""
        return words_for(self, tanggal=tanggal)

    @property
    def nama_lengkap(self) -> str:
        """The name with its kind: "Kelurahan Cibuntu", "Kota Bandung" (whose name already says it)."""
        if self.tingkat == self.Tingkat.KOTA:
            return self.nama
        return f"{usual_words(self).wilayah} {self.nama}"


def _kode_hingga(panjang: int) -> models.GeneratedField:
    """A column generated by the database: the first `panjang` characters of the area code, NULL above that level."""
    return models.GeneratedField(
        expression=Case(
            When(GreaterThanOrEqual(Length(F("wilayah")), panjang), then=Left(F("wilayah"), panjang)),
            default=None,
        ),
        output_field=models.CharField(max_length=panjang),
        db_persist=True,
        null=True,
    )


class Berwilayah(Rekam):
    """Base of every scoped row: its area code, and the codes above it generated by the database. Source: UMU (scope).

    Lists filter by equality on one of the four columns, through an index that begins with it. A model that inherits
    names its read permission in `IZIN_BACA`.
    """

    wilayah = models.ForeignKey(
        Wilayah, models.PROTECT, db_column="kode_wilayah", related_name="+", verbose_name=_("wilayah"), db_index=False
    )
    kode_provinsi = _kode_hingga(2)
    kode_kota = _kode_hingga(5)
    kode_kecamatan = _kode_hingga(8)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def kode_wilayah(self) -> str:
        """The area code as text."""
        return self.wilayah_id


def scope_indexes(nama: str, *urutan: str) -> list[models.Index]:
    """The four list indexes of a scoped table: scope column first, sort order last, so a page costs the same at any size."""
    kolom = {"p": "kode_provinsi", "k": "kode_kota", "c": "kode_kecamatan", "w": "wilayah"}
    return [models.Index(fields=[k, *urutan], name=f"{nama}_{huruf}") for huruf, k in kolom.items()]
