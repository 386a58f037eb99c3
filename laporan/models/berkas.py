"""What people upload: photos, scans, lists. Kept forever; a wrong one is cancelled with a reason."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inti.queries import ScopedQuerySet
from laporan.izin import LIHAT_BERKAS, LIHAT_DOKUMEN, izin_objek
from laporan.registry import berkas_terjaga
from wilayah.models import Berwilayah, scope_indexes

POLA_SIDIK = r"^[0-9a-f]{64}$"


def stored_name(berkas: Any, nama: str) -> str:
    """Where a file is kept: by month, under a random name; of the sender's name only our own suffix remains."""
    return f"berkas/{timezone.now():%Y/%m}/{uuid.uuid4().hex}{PurePosixPath(nama).suffix}"


class KertasQuerySet(ScopedQuerySet):
    """Papers by area and body. Who is bound to one body sees its papers; those of the area itself, and those of the groups
    in it, only from another body than a group's, with the permission to see documents there. Source: UMU-11, DOK-21."""

    def visible_to(self, pelaku: Any, *, izin: str | None = None) -> Self:
        if not hasattr(pelaku, "cakupan"):
            return self.none()
        return self._papers_of(pelaku, izin)._not_secret_for(pelaku)

    def _not_secret_for(self, pelaku: Any) -> Self:
        """Papers about rows that name people ask for the permission to read those rows too. Source: PS2-11."""
        hasil = self.all()
        for jenis, perlu in izin_objek.semua():
            milik = pelaku.cakupan(perlu)
            if any(not c.kode for c in milik):
                continue
            boleh = Q(pk__in=[])
            for c in milik:
                boleh |= self._area_of(c)
            hasil = hasil.filter(~Q(objek_jenis=jenis) | boleh)
        return hasil

    def _papers_of(self, pelaku: Any, izin: str | None) -> Self:
        milik = pelaku.cakupan(izin or self.model.IZIN_BACA)  # type: ignore[attr-defined]
        boleh_umum = {(c.kode, c.badan_id) for c in pelaku.cakupan(LIHAT_DOKUMEN)}
        syarat = Q(pk__in=[])
        for c in milik:
            if not c.kode and c.badan_id is None:
                return self
            syarat |= self._area_of(c) & self._body_of(c, (c.kode, c.badan_id) in boleh_umum)
        return self.filter(syarat)

    def _area_of(self, c: Any) -> Q:
        return Q(**{self._kolom(c.kode): c.kode}) if c.kode else Q()

    def _body_of(self, c: Any, umum: bool) -> Q:
        """Papers of the own body. Who serves the groups from another body (BKM and its units) sees theirs too, as their
        rows (`JENIS_BADAN`), and with `umum` those of the area itself; who is of one group sees nothing of the others."""
        if c.badan_id is None:
            return Q()
        milik, jenis = Q(badan_id=c.badan_id), self.model.JENIS_BADAN  # type: ignore[attr-defined]
        if c.jenis_badan == jenis:
            return milik
        milik |= Q(badan__jenis=jenis)
        return milik | Q(badan__isnull=True) if umum else milik


class BerkasQuerySet(KertasQuerySet):
    """Uploads in scope. What an app guards beyond the area is hidden here, so that every way to a file ends the same."""

    def visible_to(self, pelaku: Any, *, izin: str | None = None) -> Self:
        terlihat = super().visible_to(pelaku, izin=izin)
        for _kode, tertutup in berkas_terjaga.semua():
            terlihat = terlihat.exclude(tertutup(pelaku))
        return terlihat

    def valid(self) -> BerkasQuerySet:
        """Without those cancelled."""
        return self.filter(dibatalkan_pada__isnull=True)

    def for_object(self, objek: models.Model) -> BerkasQuerySet:
        """Uploads that belong to one row."""
        return self.filter(objek_jenis=objek._meta.label_lower, objek_id=str(objek.pk))


class Berkas(Berwilayah):
    """One uploaded file; `ukuran` in bytes, `lebar` and `tinggi` in pixels. Content never changes. Source: DOK-01 to DOK-05.

    `objek_jenis`/`objek_id` name the row it belongs to; `dokumen` and `slot` the blank (and the part of it) whose
    signed copy it is. A file without them is "belum ditempatkan" and may be placed once. Source: DOK-11.
    """

    IZIN_BACA = LIHAT_BERKAS
    JALUR_BADAN = "badan_id"
    JENIS_BADAN = "ksm"

    class Jenis(models.TextChoices):
        FOTO = "foto", _("Foto")
        PDF = "pdf", _("PDF")
        TABEL = "tabel", _("Lembar kerja")
        LAIN = "lain", _("Lainnya")

    badan = models.ForeignKey(
        "wilayah.Badan", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("badan")
    )
    file = models.FileField(_("berkas"), upload_to=stored_name, max_length=200)
    kecil = models.FileField(_("gambar kecil"), upload_to=stored_name, max_length=200, blank=True)
    nama_asli = models.CharField(_("nama asli"), max_length=200)
    jenis = models.CharField(_("jenis"), max_length=6, choices=Jenis)
    jenis_isi = models.CharField(_("jenis isi"), max_length=100)
    ukuran = models.PositiveIntegerField(_("ukuran"))
    sha256 = models.CharField(_("sidik berkas"), max_length=64)
    lebar = models.PositiveIntegerField(_("lebar"), null=True)
    tinggi = models.PositiveIntegerField(_("tinggi"), null=True)
    lokasi = models.CharField(_("lokasi"), max_length=200, blank=True)
    lintang = models.DecimalField(_("lintang"), max_digits=9, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField(_("bujur"), max_digits=9, decimal_places=6, null=True, blank=True)
    keterangan = models.CharField(_("keterangan"), max_length=300, blank=True)
    objek_jenis = models.CharField(max_length=60, blank=True)
    objek_id = models.CharField(max_length=64, blank=True)
    dokumen = models.ForeignKey("laporan.Dokumen", models.PROTECT, null=True, blank=True, related_name="kembali")
    slot = models.CharField(_("bagian"), max_length=40, blank=True)
    dibatalkan_pada = models.DateTimeField(_("dibatalkan pada"), null=True, editable=False)
    dibatalkan_alasan = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)
    dibatalkan_oleh_nama = models.CharField(_("dibatalkan oleh"), max_length=150, blank=True, editable=False)

    objects: ClassVar[Any] = BerkasQuerySet.as_manager()

    class Meta:
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ukuran__gt=0), name="berkas_tidak_kosong"),
            models.CheckConstraint(condition=Q(sha256__regex=POLA_SIDIK), name="berkas_bersidik"),
            models.CheckConstraint(
                condition=(Q(jenis="foto", lebar__isnull=False, tinggi__isnull=False) & ~Q(kecil=""))
                | (~Q(jenis="foto") & Q(lebar__isnull=True, tinggi__isnull=True, kecil="")),
                name="berkas_foto_berukuran",
            ),
            models.CheckConstraint(
                condition=Q(lintang__isnull=True, bujur__isnull=True)
                | Q(lintang__isnull=False, bujur__isnull=False, lintang__range=(-90, 90), bujur__range=(-180, 180)),
                name="berkas_lokasi_berpasangan",
            ),
            models.CheckConstraint(condition=Q(objek_jenis="") ^ ~Q(objek_id=""), name="berkas_objek_berpasangan"),
            models.CheckConstraint(
                condition=Q(dibatalkan_pada__isnull=True, dibatalkan_alasan="")
                | (Q(dibatalkan_pada__isnull=False) & ~Q(dibatalkan_alasan="")),
                name="berkas_batal_beralasan",
            ),
        ]
        indexes = [
            *scope_indexes("berkas", "-dibuat_pada", "-id"),
            models.Index(fields=["objek_jenis", "objek_id"], name="berkas_objek", condition=~Q(objek_jenis="")),
            models.Index(fields=["dibuat_oleh_id", "dibuat_pada"], name="berkas_kuota"),
        ]

    def __str__(self) -> str:
        return self.keterangan or self.nama_asli

    def get_absolute_url(self) -> str:
        """Where the file itself is served, after the scope check."""
        return reverse("laporan:berkas-isi", args=[self.pk])

    @property
    def url_kecil(self) -> str:
        """Where the thumbnail of a photo is served; "" for other kinds."""
        return reverse("laporan:berkas-kecil", args=[self.pk]) if self.kecil else ""

    @property
    def berlaku(self) -> bool:
        """True while it has not been cancelled."""
        return self.dibatalkan_pada is None

    @property
    def jejak_induk_id(self) -> str:
        """The trail shows an upload under the row it belongs to."""
        return self.objek_id
