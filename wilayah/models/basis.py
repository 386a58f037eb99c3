"""Below the kelurahan: the Basis tree (RW, RT, lingkungan, dusun) and how many adults live in each of its places."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from wilayah.models.wilayah import Berwilayah, scope_indexes

# Numbers are kept as people write them on letterheads: 01, 12, 105, 05A.
POLA_NOMOR = r"^([0-9]{2}|[1-9][0-9]{2})[A-Z]?$"

DI_KELURAHAN = Exact(Length(F("wilayah")), 13)


class Basis(Berwilayah):
    """One place below a kelurahan; kinds differ by place, so the tree is free: RW over RT, or dusun alone.

    No circle, parent in the same kelurahan and still open: held by a trigger (sql/basis.sql). A place is closed, not
    deleted, so that the roll of an older date still adds up. Source: WIL-05, WIL-14.
    """

    IZIN_BACA = "wilayah.lihat_basis"

    class Jenis(models.TextChoices):
        RW = "rw", _("RW")
        RT = "rt", _("RT")
        LINGKUNGAN = "lingkungan", _("Lingkungan")
        DUSUN = "dusun", _("Dusun")
        KELOMPOK = "kelompok", _("Kelompok")

    jenis = models.CharField(_("jenis"), max_length=12, choices=Jenis)
    nomor = models.CharField(_("nomor"), max_length=4, blank=True)
    nama = models.CharField(_("nama"), max_length=60, blank=True)
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="anak", verbose_name=_("di bawah")
    )
    urutan = models.PositiveSmallIntegerField(_("urutan"), default=0)
    aktif = models.BooleanField(_("masih ada"), default=True)
    ditutup_pada = models.DateField(_("ditutup pada"), null=True, blank=True)
    ditutup_alasan = models.CharField(_("sebab ditutup"), max_length=200, blank=True)

    class Meta:
        ordering = ["wilayah", "urutan", "jenis", "nomor", "nama"]
        constraints = [
            models.UniqueConstraint(
                "wilayah", "induk", "jenis", "nomor", Lower("nama"), name="basis_unik_per_induk", nulls_distinct=False
            ),
            models.CheckConstraint(condition=DI_KELURAHAN, name="basis_di_kelurahan"),
            models.CheckConstraint(condition=~Q(nomor="", nama=""), name="basis_bernomor_atau_bernama"),
            models.CheckConstraint(condition=Q(nomor="") | Q(nomor__regex=POLA_NOMOR), name="basis_nomor_baku"),
            models.CheckConstraint(
                condition=Q(aktif=True, ditutup_pada__isnull=True, ditutup_alasan="")
                | (Q(aktif=False, ditutup_pada__isnull=False) & ~Q(ditutup_alasan="")),
                name="basis_tutup_bertanggal_beralasan",
            ),
        ]
        indexes = [*scope_indexes("basis", "urutan", "id"), models.Index(fields=["induk", "urutan"], name="basis_anak")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How people call it: "RT 05", "Dusun Krajan", "RW 02 Sukamaju"."""
        return " ".join(str(b) for b in (self.get_jenis_display(), self.nomor, self.nama) if b)

    @property
    def label_lengkap(self) -> str:
        """With the place above it, since every RW has an RT 01: "RT 05, RW 02". Select `induk` before."""
        return f"{self.label}, {self.induk.label}" if self.induk_id and self.induk else self.label

    @property
    def urut_jalan(self) -> tuple[object, ...]:
        """The order in which people walk: RW by RW, within each its RT. Select `induk` before."""
        atas = (self.induk.urutan, self.induk.nomor, self.induk.nama) if self.induk_id and self.induk else (0, "", "")
        return (*atas, self.urutan, self.nomor, self.nama)

    @property
    def label_rapat(self) -> str:
        """The same for lists that commas part: "RT 05/RW 02". Select `induk` before."""
        return self.label_lengkap.replace(", ", "/")


class DaftarDewasa(Berwilayah):
    """How many adults (orang, women and men apart) a Basis has from a date on. Source: WIL-06.

    The newest row at or before a date counts; older rows stay as history.
    """

    IZIN_BACA = "wilayah.lihat_basis"

    basis = models.ForeignKey(Basis, models.PROTECT, related_name="daftar_dewasa")
    berlaku_pada = models.DateField(_("keadaan tanggal"))
    dewasa_l = models.PositiveIntegerField(_("dewasa laki-laki"))
    dewasa_p = models.PositiveIntegerField(_("dewasa perempuan"))
    sumber = models.CharField(_("sumber"), max_length=200, blank=True)

    class Meta:
        ordering = ["basis", "-berlaku_pada"]
        constraints = [
            models.UniqueConstraint(fields=["basis", "berlaku_pada"], name="dewasa_satu_per_basis_dan_tanggal"),
            # An RT has some hundred adults, a whole RW or dusun rarely ten thousand: more is a typing error.
            models.CheckConstraint(condition=Q(dewasa_l__lte=100_000, dewasa_p__lte=100_000), name="dewasa_masuk_akal"),
        ]
        indexes = scope_indexes("dewasa", "berlaku_pada", "id")

    def __str__(self) -> str:
        return f"{self.basis}: {self.dewasa_l} L, {self.dewasa_p} P"

    @property
    def jumlah(self) -> int:
        """Adults, women and men together (orang)."""
        return self.dewasa_l + self.dewasa_p
