"""What the system prints: a document asked for, built in the background, verified by its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inti.latihan import is_latihan
from inti.models import Pekerjaan
from laporan.izin import LIHAT_DOKUMEN
from laporan.kode import POLA_KODE, new_code, show_code
from laporan.models.berkas import POLA_SIDIK, KertasQuerySet, stored_name
from wilayah.models import Berwilayah, scope_indexes

if TYPE_CHECKING:
    from laporan.registry import JenisDokumen


class DokumenQuerySet(KertasQuerySet):
    """Documents in scope."""

    def in_state(self, keadaan: str) -> DokumenQuerySet:
        """Documents in one state as people see it (`Dokumen.Keadaan`). Raises KeyError for an unknown one."""
        gagal = Q(status="diminta", pekerjaan__status=Pekerjaan.Status.GAGAL)
        return self.filter(
            {
                "disusun": Q(status="diminta") & ~gagal,
                "gagal": gagal,
                "berlaku": Q(status="siap", digantikan_oleh__isnull=True),
                "digantikan": Q(status="siap", digantikan_oleh__isnull=False),
                "dibatalkan": Q(status="dibatalkan"),
            }[keadaan]
        )

    def for_object(self, objek: models.Model) -> DokumenQuerySet:
        """Documents about one row."""
        return self.filter(objek_jenis=objek._meta.label_lower, objek_id=str(objek.pk))


class Dokumen(Berwilayah):
    """One printed document: what was printed (`isi`), its fingerprint, number, version, file and code. Source: DOK-06 to DOK-08.

    `isi` is the frozen data of the page, so rendering it again gives the same paper; `isi_sidik` is its SHA-256.
    `templat_sidik` knows the templates it was asked with ("" before they were known); it is never printed. Source: DOK-20.
    Before `final` every page carries DRAF. Nothing but cancelling and being replaced changes a finished row.
    Status moves diminta -> siap -> dibatalkan, held by the trigger table; a failed build is the state of its
    `pekerjaan`, kept in one place only.
    """

    IZIN_BACA = LIHAT_DOKUMEN
    JALUR_BADAN = "badan_id"
    JENIS_BADAN = "ksm"

    class Status(models.TextChoices):
        DIMINTA = "diminta", _("Sedang disusun")
        SIAP = "siap", _("Siap")
        DIBATALKAN = "dibatalkan", _("Dibatalkan")

    class Keadaan(models.TextChoices):
        DISUSUN = "disusun", _("Sedang disusun")
        GAGAL = "gagal", _("Gagal disusun")
        BERLAKU = "berlaku", _("Berlaku")
        DIGANTIKAN = "digantikan", _("Sudah digantikan")
        DIBATALKAN = "dibatalkan", _("Dibatalkan")

    TRANSISI = (("", "diminta"), ("diminta", "siap"), ("diminta", "dibatalkan"), ("siap", "dibatalkan"))

    badan = models.ForeignKey("wilayah.Badan", models.PROTECT, null=True, related_name="+", verbose_name=_("badan"))
    jenis = models.CharField(_("jenis"), max_length=40)
    objek_jenis = models.CharField(max_length=60)
    objek_id = models.CharField(max_length=64)
    judul = models.CharField(_("judul"), max_length=200)
    nomor = models.ForeignKey("laporan.NomorSurat", models.PROTECT, null=True, related_name="dokumen")
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    versi_ke = models.PositiveSmallIntegerField(_("versi"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DIMINTA, editable=False)
    final = models.BooleanField(_("final"), default=False)
    isi = models.JSONField(encoder=DjangoJSONEncoder)
    isi_sidik = models.CharField(_("sidik isi"), max_length=64)
    templat_versi = models.PositiveSmallIntegerField(_("versi templat"))
    templat_sidik = models.CharField(_("sidik templat"), max_length=64, blank=True, editable=False)
    kode = models.CharField(_("kode verifikasi"), max_length=12, unique=True, default=new_code, editable=False)
    alamat_dasar = models.CharField(max_length=200)
    penerbit = models.CharField(_("penerbit"), max_length=200)
    berkas = models.FileField(_("berkas"), upload_to=stored_name, max_length=200, blank=True)
    berkas_sha256 = models.CharField(_("sidik berkas"), max_length=64, blank=True)
    ukuran = models.PositiveIntegerField(_("ukuran"), null=True)
    halaman = models.PositiveSmallIntegerField(_("halaman"), null=True)
    lama_ms = models.PositiveIntegerField(_("lama menyusun"), null=True)
    siap_pada = models.DateTimeField(_("siap pada"), null=True, editable=False)
    pekerjaan = models.OneToOneField(Pekerjaan, models.PROTECT, null=True, related_name="dokumen")
    digantikan_oleh = models.ForeignKey("self", models.PROTECT, null=True, related_name="menggantikan")
    dibatalkan_pada = models.DateTimeField(_("dibatalkan pada"), null=True, editable=False)
    dibatalkan_alasan = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)
    dibatalkan_oleh_nama = models.CharField(_("dibatalkan oleh"), max_length=150, blank=True, editable=False)

    objects: ClassVar[Any] = DokumenQuerySet.as_manager()

    class Meta:
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["jenis", "objek_jenis", "objek_id", "versi_ke"], name="dokumen_versi_tidak_ganda"
            ),
            models.UniqueConstraint(
                fields=["jenis", "objek_jenis", "objek_id", "isi_sidik", "templat_versi", "templat_sidik", "final"],
                condition=~Q(status="dibatalkan") & Q(digantikan_oleh__isnull=True),
                name="dokumen_isi_sama_satu",
            ),
            models.CheckConstraint(condition=Q(kode__regex=POLA_KODE), name="dokumen_kode_sah"),
            models.CheckConstraint(condition=Q(isi_sidik__regex=POLA_SIDIK), name="dokumen_bersidik"),
            models.CheckConstraint(condition=Q(versi_ke__gte=1), name="dokumen_versi_mulai_satu"),
            models.CheckConstraint(
                condition=Q(status="diminta", berkas="", berkas_sha256="", siap_pada__isnull=True, ukuran__isnull=True)
                | Q(status="dibatalkan")
                | (
                    Q(
                        status="siap",
                        berkas_sha256__regex=POLA_SIDIK,
                        siap_pada__isnull=False,
                        ukuran__isnull=False,
                        halaman__isnull=False,
                    )
                    & ~Q(berkas="")
                ),
                name="dokumen_siap_berarti_ada_berkas",
            ),
            models.CheckConstraint(
                condition=Q(status="dibatalkan", dibatalkan_pada__isnull=False) & ~Q(dibatalkan_alasan="")
                | (~Q(status="dibatalkan") & Q(dibatalkan_pada__isnull=True, dibatalkan_alasan="")),
                name="dokumen_batal_beralasan",
            ),
        ]
        indexes = [
            *scope_indexes("dokumen", "-dibuat_pada", "-id"),
            models.Index(fields=["objek_jenis", "objek_id", "jenis"], name="dokumen_objek"),
        ]

    def __str__(self) -> str:
        return f"{self.judul} ({self.nomor_teks})" if self.nomor_id else self.judul

    def get_absolute_url(self) -> str:
        """The document's own page in the archive."""
        return reverse("laporan:dokumen-detail", args=[self.pk])

    @property
    def jenis_terdaftar(self) -> JenisDokumen:
        """What kind of document this is. Raises LookupError for a kind nobody registers any more."""
        from laporan.registry import kind_of

        return kind_of(self.jenis)

    @property
    def keadaan(self) -> str:
        """One word for people: disusun, gagal, berlaku, digantikan, dibatalkan."""
        if self.status == self.Status.DIBATALKAN:
            return self.Keadaan.DIBATALKAN
        if self.status == self.Status.SIAP:
            return self.Keadaan.DIGANTIKAN if self.digantikan_oleh_id else self.Keadaan.BERLAKU
        gagal = self.pekerjaan is not None and self.pekerjaan.status == Pekerjaan.Status.GAGAL
        return self.Keadaan.GAGAL if gagal else self.Keadaan.DISUSUN

    @property
    def latihan(self) -> bool:
        """Whether it was printed in practice and proves nothing. Source: LAT-05."""
        return is_latihan(self.wilayah_id)

    @property
    def label_keadaan(self) -> Any:
        """The state in words."""
        return self.Keadaan(self.keadaan).label

    @property
    def kode_tampil(self) -> str:
        """The code as printed: 7K4Q-92MD-XT3A."""
        return show_code(self.kode)

    @property
    def nomor_teks(self) -> str:
        """The number as printed, "" for kinds without one."""
        return self.nomor.teks if self.nomor is not None else ""

    @property
    def url_verifikasi(self) -> str:
        """The absolute address that the QR on its pages holds."""
        return self.alamat_dasar + reverse("laporan:verifikasi", args=[self.kode])

    @property
    def jejak_induk_id(self) -> str:
        """The trail shows a document under the row it is about."""
        return self.objek_id
