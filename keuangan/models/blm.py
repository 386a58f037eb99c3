"""The grant (BLM) from the official allocation to its tranches: pagu, account, SPPB, shares, tranche plan, papers.

Nothing here is computed from population or need: the pagu comes from a decree, the SPPB divides it, tranches divide the SPPB.
That the parts make the whole, in percent and in rupiah, is held at commit by sql/blm.sql.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Floor
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.money import RupiahField
from keuangan import izin
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes

TAHUN = (1999, 2100)
TAHAP_MAKS = 12  # as many as a line of the ledger can name


class SumberBLM(models.TextChoices):
    """Who pays. One payment file each. Source: BLM-01, BLM-20."""

    APBN = "apbn", _("APBN")
    APBD = "apbd", _("APBD")

    @property
    def sumber_dana(self) -> str:
        """The source of the money as the ledger calls it."""
        return f"blm_{self.value}"


class Bidang(models.TextChoices):
    """What the pagu is divided over. The running cost of the BKM is part of it, so that all sums to a hundred."""

    LINGKUNGAN = "lingkungan", _("Lingkungan")
    EKONOMI = "ekonomi", _("Ekonomi")
    SOSIAL = "sosial", _("Sosial")
    BOP = "bop", _("BOP BKM")


def whole(bidang: str, nama: str) -> models.CheckConstraint:
    """Whole rupiah, more than nothing."""
    return models.CheckConstraint(condition=Q(Exact(F(bidang), Floor(bidang))) & Q(**{f"{bidang}__gt": 0}), name=nama)


def percent(bidang: str, nama: str, *, mulai: Decimal) -> models.CheckConstraint:
    """A share of a hundred."""
    return models.CheckConstraint(condition=Q(**{f"{bidang}__gte": mulai, f"{bidang}__lte": 100}), name=nama)


class PaguBLM(Berwilayah):
    """The official allocation of one kelurahan, fiscal year and source (rupiah), by decree. Source: BLM-01 to BLM-03.

    An amount never changes: a correction is a new row that names the one it replaces, and why.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Status(models.TextChoices):
        BERLAKU = "berlaku", _("Berlaku")
        DIGANTI = "diganti", _("Diganti")
        BATAL = "batal", _("Dibatalkan")

    tahun_anggaran = models.PositiveSmallIntegerField(_("tahun anggaran"))
    sumber = models.CharField(_("sumber"), max_length=4, choices=SumberBLM)
    jumlah = RupiahField(_("pagu"))
    nomor_sk = models.CharField(_("nomor keputusan"), max_length=100)
    tanggal_sk = models.DateField(_("tanggal keputusan"))
    diumumkan = models.DateField(_("diumumkan kepada warga"), null=True, blank=True)
    diumumkan_di = models.CharField(_("diumumkan di"), max_length=200, blank=True)
    menggantikan = models.OneToOneField(
        "self", models.PROTECT, related_name="pengganti", null=True, blank=True, verbose_name=_("menggantikan")
    )
    alasan = models.CharField(_("alasan penggantian"), max_length=300, blank=True)
    alasan_batal = models.CharField(_("alasan batal"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=8, choices=Status, default=Status.BERLAKU, protected=True)

    class Meta:
        verbose_name = _("pagu BLM")
        ordering = ["-tahun_anggaran", "wilayah", "sumber", "dibuat_pada"]
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah", "tahun_anggaran", "sumber"], condition=Q(status="berlaku"), name="pagu_blm_satu_berlaku"
            ),
            models.CheckConstraint(condition=Q(sumber__in=["apbn", "apbd"]), name="pagu_blm_sumber"),
            models.CheckConstraint(condition=Q(tahun_anggaran__range=TAHUN), name="pagu_blm_tahun"),
            models.CheckConstraint(condition=~Q(nomor_sk=""), name="pagu_blm_ber_sk"),
            models.CheckConstraint(condition=Q(menggantikan__isnull=True) ^ ~Q(alasan=""), name="pagu_blm_ganti_beralasan"),
            models.CheckConstraint(condition=Q(status="batal") ^ Q(alasan_batal=""), name="pagu_blm_batal_beralasan"),
            models.CheckConstraint(
                condition=Q(diumumkan__isnull=True) ^ ~Q(diumumkan_di=""), name="pagu_blm_umum_bertempat"
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="pagu_blm_berpencatat"),
            whole("jumlah", "pagu_blm_rupiah_utuh"),
            dated("tanggal_sk", "pagu_blm_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            *scope_indexes("pagublm", "-tahun_anggaran", "sumber", "id"),
        ]

    def __str__(self) -> str:
        return f"{self.get_sumber_display()} {self.tahun_anggaran}"

    @transition(
        status, source=Status.BERLAKU, target=Status.DIGANTI, permission=izin.KELOLA_PAGU,
        custom={"label": _("Ganti"), "otomatis": True},
    )  # fmt: skip
    def gantikan(self) -> None:
        """A newer decree says another amount; that row names this one. Source: BLM-03."""

    @transition(
        status, source=Status.BERLAKU, target=Status.BATAL, permission=izin.KELOLA_PAGU,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True, "syarat": "keuangan.pagu_bebas"},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """It was entered by mistake, or the decree was withdrawn. Source: BLM-03."""
        self.alasan_batal = sebab


class RekeningBKM(Berwilayah):
    """The bank account on which the BKM receives the grant, as its bank book says. One is in use at a time. BLM-24."""

    IZIN_BACA = izin.LIHAT_BUKU

    bkm = models.ForeignKey("bkm.BKM", models.PROTECT, related_name="rekening", verbose_name=_("BKM"))
    bank = models.CharField(_("bank"), max_length=100)
    alamat_bank = models.CharField(_("alamat bank"), max_length=200)
    atas_nama = models.CharField(_("atas nama"), max_length=150)
    nomor = models.CharField(_("nomor rekening"), max_length=40)
    dibuka = models.DateField(_("dibuka"))
    ditutup = models.DateField(_("ditutup"), null=True, blank=True)
    alasan_tutup = models.CharField(_("alasan ditutup"), max_length=300, blank=True)
    berkas = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("foto buku rekening")
    )

    class Meta:
        verbose_name = _("rekening BKM")
        ordering = ["bkm", "-dibuka", "id"]
        constraints = [
            models.UniqueConstraint(fields=["bkm"], condition=Q(ditutup__isnull=True), name="rekening_bkm_satu_dipakai"),
            models.CheckConstraint(
                condition=~Q(bank="") & ~Q(alamat_bank="") & ~Q(atas_nama="") & Q(nomor__regex=r"^[0-9][0-9 .-]{4,39}$"),
                name="rekening_bkm_lengkap",
            ),
            models.CheckConstraint(
                condition=Q(ditutup__isnull=True, alasan_tutup="") | (Q(ditutup__gte=F("dibuka")) & ~Q(alasan_tutup="")),
                name="rekening_bkm_tutup_beralasan",
            ),
            dated("dibuka", "rekening_bkm_tanggal_wajar"),
        ]  # fmt: skip
        indexes = scope_indexes("rekeningbkm", "bank", "id")

    def __str__(self) -> str:
        return f"{self.bank} {self.nomor}"


class SPPB(Berwilayah):
    """The BKM's agreement with the government for one fiscal year. `jumlah` is the pagu of all sources, rupiah.

    Drawn up, signed by both (date, number, names, photo of the sheet), or cancelled with a reason. Once signed nothing in
    it changes. Source: BLM-05 to BLM-09.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Status(models.TextChoices):
        DRAF = "draf", _("Draf")
        DITANDATANGANI = "ditandatangani", _("Ditandatangani")
        BATAL = "batal", _("Dibatalkan")

    bkm = models.ForeignKey("bkm.BKM", models.PROTECT, related_name="sppb", verbose_name=_("BKM"))
    tahun_anggaran = models.PositiveSmallIntegerField(_("tahun anggaran"))
    jumlah = RupiahField(_("jumlah"))
    jumlah_tahap = models.PositiveSmallIntegerField(_("banyak tahap"))
    nomor = models.CharField(_("nomor"), max_length=100, blank=True)
    tanggal = models.DateField(_("ditandatangani pada"), null=True, blank=True)
    pemerintah_nama = models.CharField(_("wakil pemerintah"), max_length=150, blank=True)
    pemerintah_jabatan = models.CharField(_("jabatan wakil pemerintah"), max_length=150, blank=True)
    koordinator_nama = models.CharField(_("koordinator BKM"), max_length=150, blank=True)
    mengetahui_nama = models.CharField(_("mengetahui"), max_length=150, blank=True)
    berkas = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("foto lembar SPPB")
    )
    swadaya = RupiahField(_("swadaya yang dijanjikan warga"), default=0)
    alasan = models.CharField(_("alasan batal"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=14, choices=Status, default=Status.DRAF, protected=True)

    class Meta:
        verbose_name = _("SPPB")
        ordering = ["-tahun_anggaran", "wilayah", "dibuat_pada"]
        constraints = [
            models.UniqueConstraint(
                fields=["bkm", "tahun_anggaran"], condition=~Q(status="batal"), name="sppb_satu_per_tahun"
            ),
            models.CheckConstraint(condition=Q(tahun_anggaran__range=TAHUN), name="sppb_tahun"),
            models.CheckConstraint(condition=Q(jumlah_tahap__range=(1, TAHAP_MAKS)), name="sppb_tahap_wajar"),
            models.CheckConstraint(
                condition=~Q(status="ditandatangani")
                | (
                    Q(tanggal__isnull=False, berkas__isnull=False)
                    & ~Q(nomor="") & ~Q(pemerintah_nama="") & ~Q(pemerintah_jabatan="") & ~Q(koordinator_nama="")
                ),
                name="sppb_tanda_tangan_lengkap",
            ),
            models.CheckConstraint(condition=Q(status="batal") ^ Q(alasan=""), name="sppb_batal_beralasan"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="sppb_berpencatat"),
            whole("jumlah", "sppb_rupiah_utuh"),
            dated("tanggal", "sppb_tanggal_wajar"),
        ]  # fmt: skip
        indexes = scope_indexes("sppb", "-tahun_anggaran", "id")

    def __str__(self) -> str:
        return self.nomor or f"SPPB {self.tahun_anggaran}"

    @property
    def swadaya_per_blm(self) -> Decimal:
        """Swadaya against the grant, percent (one decimal). Source: BLM-10."""
        return (self.swadaya * 100 / self.jumlah).quantize(Decimal("0.1"))

    @property
    def swadaya_per_total(self) -> Decimal:
        """Swadaya against grant and swadaya together, percent (one decimal). Source: BLM-10."""
        return (self.swadaya * 100 / (self.jumlah + self.swadaya)).quantize(Decimal("0.1"))

    @transition(
        status, source=Status.DRAF, target=Status.DITANDATANGANI, permission=izin.SUSUN_BERKAS,
        custom={"label": _("Catat tanda tangan"), "gaya": "go", "syarat": "keuangan.sppb_siap"},
    )  # fmt: skip
    def tandatangani(self, *, tanggal: datetime.date, nomor: str, penanda: dict[str, str], berkas: Any) -> None:
        """Both sides have signed on paper. Source: BLM-08."""
        self.tanggal, self.nomor, self.berkas = tanggal, nomor, berkas
        for bidang, isi in penanda.items():
            setattr(self, bidang, isi)

    @transition(
        status, source=[Status.DRAF, Status.DITANDATANGANI], target=Status.BATAL, permission=izin.SUSUN_BERKAS,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True, "syarat": "keuangan.sppb_bebas"},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Drawn up wrongly, or the pagu was changed; before any money came. Source: BLM-09."""
        self.alasan = sebab


class PaguSPPB(Berwilayah):
    """What one source pays in the agreement (rupiah): the pagu itself, whole. Source: BLM-05."""

    IZIN_BACA = izin.LIHAT_BUKU

    sppb = models.ForeignKey(SPPB, models.CASCADE, related_name="pagu", verbose_name=_("SPPB"))
    pagu = models.ForeignKey(PaguBLM, models.PROTECT, related_name="sppb", verbose_name=_("pagu"))
    sumber = models.CharField(_("sumber"), max_length=4, choices=SumberBLM)
    jumlah = RupiahField(_("jumlah"))

    class Meta:
        verbose_name = _("pagu dalam SPPB")
        ordering = ["sppb", "-sumber"]  # APBN first
        constraints = [
            models.UniqueConstraint(fields=["sppb", "sumber"], name="pagu_sppb_sekali"),
            models.CheckConstraint(condition=Q(sumber__in=["apbn", "apbd"]), name="pagu_sppb_sumber"),
            whole("jumlah", "pagu_sppb_rupiah_utuh"),
        ]
        indexes = scope_indexes("pagusppb", "sumber", "id")

    def __str__(self) -> str:
        return f"{self.sppb_id} {self.sumber}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the agreement."""
        return self.sppb_id


class PorsiSPPB(Berwilayah):
    """The share of one field in percent and rupiah; all of them make a hundred percent and the pagu. Source: BLM-06."""

    IZIN_BACA = izin.LIHAT_BUKU

    sppb = models.ForeignKey(SPPB, models.CASCADE, related_name="porsi", verbose_name=_("SPPB"))
    bidang = models.CharField(_("bidang"), max_length=10, choices=Bidang)
    persen = models.DecimalField(_("bagian (%)"), max_digits=7, decimal_places=4)
    jumlah = RupiahField(_("jumlah"))
    urut = models.PositiveSmallIntegerField(_("urut"), default=0)

    class Meta:
        verbose_name = _("porsi SPPB")
        ordering = ["sppb", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["sppb", "bidang"], name="porsi_sppb_sekali"),
            models.CheckConstraint(condition=Q(bidang__in=Bidang.values), name="porsi_sppb_bidang"),
            models.CheckConstraint(
                condition=Q(Exact(F("jumlah"), Floor("jumlah")), jumlah__gte=0), name="porsi_sppb_rupiah_utuh"
            ),
            percent("persen", "porsi_sppb_persen", mulai=Decimal(0)),
        ]
        indexes = scope_indexes("porsisppb", "urut", "id")

    def __str__(self) -> str:
        return f"{self.sppb_id} {self.bidang}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the agreement."""
        return self.sppb_id


class TahapBLM(Berwilayah):
    """One tranche of an agreement: its percent, and what that is in rupiah over all sources. Source: BLM-11, BLM-12."""

    IZIN_BACA = izin.LIHAT_BUKU

    sppb = models.ForeignKey(SPPB, models.CASCADE, related_name="tahap", verbose_name=_("SPPB"))
    ke = models.PositiveSmallIntegerField(_("tahap"))
    persen = models.DecimalField(_("bagian (%)"), max_digits=7, decimal_places=4)
    jumlah = RupiahField(_("jumlah"))

    class Meta:
        verbose_name = _("tahap BLM")
        ordering = ["sppb", "ke"]
        constraints = [
            models.UniqueConstraint(fields=["sppb", "ke"], name="tahap_blm_sekali"),
            models.CheckConstraint(condition=Q(ke__range=(1, TAHAP_MAKS)), name="tahap_blm_ke"),
            percent("persen", "tahap_blm_persen", mulai=Decimal("0.0001")),
            whole("jumlah", "tahap_blm_rupiah_utuh"),
        ]
        indexes = scope_indexes("tahapblm", "ke", "id")

    def __str__(self) -> str:
        return f"{_('Tahap')} {ROMAWI[self.ke]}"

    @property
    def romawi(self) -> str:
        """The tranche as papers number it: I, II, III."""
        return ROMAWI[self.ke]

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the agreement."""
        return self.sppb_id


ROMAWI = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class DanaTahap(Berwilayah):
    """What one source pays in one tranche (rupiah). Over all tranches it makes that source's pagu. Source: BLM-12."""

    IZIN_BACA = izin.LIHAT_BUKU

    tahap = models.ForeignKey(TahapBLM, models.CASCADE, related_name="dana", verbose_name=_("tahap"))
    sumber = models.CharField(_("sumber"), max_length=4, choices=SumberBLM)
    jumlah = RupiahField(_("jumlah"))

    class Meta:
        verbose_name = _("dana tahap")
        ordering = ["tahap", "-sumber"]
        constraints = [
            models.UniqueConstraint(fields=["tahap", "sumber"], name="dana_tahap_sekali"),
            models.CheckConstraint(condition=Q(sumber__in=["apbn", "apbd"]), name="dana_tahap_sumber"),
            whole("jumlah", "dana_tahap_rupiah_utuh"),
        ]
        indexes = scope_indexes("danatahap", "sumber", "id")

    def __str__(self) -> str:
        return f"{self.tahap_id} {self.sumber}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the tranche."""
        return self.tahap_id


class SyaratKertas(Berwilayah):
    """A paper that the file of a tranche asks for, in an area and fiscal year (`tahap` 0: in every tranche). BLM-21.

    The nearest area with rows of that year counts as a whole; without any the list of the programme counts. A list is
    replaced, its old rows stay as history (`dicabut_pada`).
    """

    IZIN_BACA = izin.LIHAT_BUKU

    tahun_anggaran = models.PositiveSmallIntegerField(_("tahun anggaran"))
    tahap = models.PositiveSmallIntegerField(_("tahap"), default=0)
    kode = models.SlugField(_("kode"), max_length=30)
    nama = models.CharField(_("kertas"), max_length=150)
    wajib = models.BooleanField(_("wajib"), default=True)
    urut = models.PositiveSmallIntegerField(_("urut"), default=0)
    dicabut_pada = models.DateTimeField(_("dicabut pada"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("kertas berkas pencairan")
        ordering = ["wilayah", "-tahun_anggaran", "tahap", "urut"]
        constraints = [
            models.UniqueConstraint(
                fields=["wilayah", "tahun_anggaran", "tahap", "kode"],
                condition=Q(dicabut_pada__isnull=True),
                name="syarat_kertas_sekali",
            ),
            models.CheckConstraint(
                condition=Q(tahun_anggaran__range=TAHUN, tahap__range=(0, TAHAP_MAKS)) & ~Q(nama="") & ~Q(kode=""),
                name="syarat_kertas_wajar",
            ),
        ]
        indexes = scope_indexes("syaratkertas", "-tahun_anggaran", "urut", "id")

    def __str__(self) -> str:
        return self.nama


class DispensasiLPJ(Berwilayah):
    """A letter that lets the next tranche pass although one KSM is late with its LPJ of `tahap`. Source: BLM-33.

    The KSM itself gets no new money until it has accounted: that is not dispensed with.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    tahap = models.ForeignKey(TahapBLM, models.PROTECT, related_name="dispensasi", verbose_name=_("tahap"))
    ksm = models.ForeignKey("ksm.KSM", models.PROTECT, related_name="+", verbose_name=_("KSM"))
    nomor_surat = models.CharField(_("nomor surat"), max_length=100)
    tanggal_surat = models.DateField(_("tanggal surat"))
    alasan = models.CharField(_("alasan"), max_length=500)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", verbose_name=_("foto surat"))
    dicabut_pada = models.DateTimeField(_("dicabut pada"), null=True, blank=True, editable=False)
    alasan_cabut = models.CharField(_("alasan dicabut"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("dispensasi LPJ")
        ordering = ["tahap", "dibuat_pada"]
        constraints = [
            models.UniqueConstraint(
                fields=["tahap", "ksm"], condition=Q(dicabut_pada__isnull=True), name="dispensasi_lpj_sekali"
            ),
            models.CheckConstraint(condition=~Q(nomor_surat="") & ~Q(alasan=""), name="dispensasi_lpj_tertulis"),
            models.CheckConstraint(
                condition=Q(dicabut_pada__isnull=True) ^ ~Q(alasan_cabut=""), name="dispensasi_lpj_cabut_beralasan"
            ),
            dated("tanggal_surat", "dispensasi_lpj_tanggal_wajar"),
        ]
        indexes = scope_indexes("dispensasilpj", "-tanggal_surat", "id")

    def __str__(self) -> str:
        return self.nomor_surat

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the tranche."""
        return self.tahap_id
