"""The payment file of one tranche and source: papers checked twice, five signatures in order, money once on the account.

Whose turn it is follows from the status. A file that is sent back goes round again (`putaran`): every step is passed anew.
Rules in sql/berkas_pencairan.sql. Source: BLM-20 to BLM-29.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.money import RupiahField
from keuangan import izin
from keuangan.models.blm import RekeningBKM, SumberBLM, TahapBLM, whole
from keuangan.models.jurnal import Jurnal
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


class BerkasPencairan(Berwilayah):
    """The file of one tranche and one source. `jumlah` is that source's part of the tranche, rupiah. Source: BLM-20.

    `diserahkan` says since when it lies with the Tim Faskel; `sejak` since when it waits where it is now.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Status(models.TextChoices):
        DISUSUN = "disusun", _("Disusun")
        DIPERIKSA_FASKEL = "diperiksa_faskel", _("Diperiksa Tim Faskel")
        DIVERIFIKASI_KORKOT = "diverifikasi_korkot", _("Diverifikasi Korkot")
        DIMINTA_PJOK = "diminta_pjok", _("Diminta PJOK")
        DISETUJUI_PPK = "disetujui_ppk", _("Disetujui PPK")
        DISETUJUI_SATKER = "disetujui_satker", _("Disetujui Satker")
        CAIR = "cair", _("Cair")
        DIKEMBALIKAN = "dikembalikan", _("Dikembalikan")
        BATAL = "batal", _("Dibatalkan")

    tahap = models.ForeignKey(TahapBLM, models.PROTECT, related_name="berkas", verbose_name=_("tahap"))
    sumber = models.CharField(_("sumber"), max_length=4, choices=SumberBLM)
    jumlah = RupiahField(_("jumlah"))
    rekening = models.ForeignKey(RekeningBKM, models.PROTECT, related_name="+", verbose_name=_("rekening BKM"))
    putaran = models.PositiveSmallIntegerField(_("putaran"), default=1)
    disusun = models.DateField(_("disusun pada"))
    diserahkan = models.DateField(_("diserahkan kepada Tim Faskel"), null=True, blank=True)
    sejak = models.DateField(_("menunggu sejak"))
    pjok_nama = models.CharField(_("PJOK"), max_length=150, blank=True)
    pjok_sk = models.CharField(_("nomor SK PJOK"), max_length=100, blank=True)
    nomor_pp = models.CharField(_("nomor PP-BLM"), max_length=100, blank=True)
    tanggal_pp = models.DateField(_("tanggal PP-BLM"), null=True, blank=True)
    nomor_spp = models.CharField(_("nomor SPP"), max_length=100, blank=True)
    tanggal_spp = models.DateField(_("tanggal SPP"), null=True, blank=True)
    nomor_spm = models.CharField(_("nomor SPM"), max_length=100, blank=True)
    tanggal_spm = models.DateField(_("tanggal SPM"), null=True, blank=True)
    nomor_sp2d = models.CharField(_("nomor SP2D"), max_length=100, blank=True)
    tanggal_sp2d = models.DateField(_("tanggal SP2D"), null=True, blank=True)
    diterima_pada = models.DateField(_("diterima di rekening BKM"), null=True, blank=True)
    jurnal = models.OneToOneField(
        Jurnal, models.PROTECT, related_name="berkas_blm", null=True, blank=True, verbose_name=_("bukti penerimaan")
    )
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=20, choices=Status, default=Status.DISUSUN, protected=True)

    class Meta:
        verbose_name = _("berkas pencairan")
        ordering = ["-disusun", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tahap", "sumber"], condition=~Q(status="batal"), name="berkas_pencairan_satu_per_sumber"
            ),
            models.CheckConstraint(condition=Q(sumber__in=["apbn", "apbd"]), name="berkas_pencairan_sumber"),
            models.CheckConstraint(
                condition=Q(status="cair", jurnal__isnull=False, diterima_pada__isnull=False)
                | (~Q(status="cair") & Q(jurnal__isnull=True, diterima_pada__isnull=True)),
                name="berkas_pencairan_cair_berbukti",
            ),
            models.CheckConstraint(
                condition=~Q(status="cair") | (Q(tanggal_sp2d__isnull=False, diterima_pada__gte=F("tanggal_sp2d"))),
                name="berkas_pencairan_cair_ber_sp2d",
            ),
            models.CheckConstraint(
                condition=(Q(tanggal_pp__isnull=True) ^ ~Q(nomor_pp=""))
                & (Q(tanggal_spp__isnull=True) ^ ~Q(nomor_spp=""))
                & (Q(tanggal_spm__isnull=True) ^ ~Q(nomor_spm=""))
                & (Q(tanggal_sp2d__isnull=True) ^ ~Q(nomor_sp2d="")),
                name="berkas_pencairan_surat_bertanggal",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diminta_pjok", "disetujui_ppk", "disetujui_satker", "cair"])
                | (Q(tanggal_pp__isnull=False) & ~Q(pjok_nama="") & ~Q(pjok_sk="")),
                name="berkas_pencairan_ber_pp",
            ),
            models.CheckConstraint(condition=~Q(status="batal") | ~Q(alasan=""), name="berkas_pencairan_batal_beralasan"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="berkas_pencairan_berpencatat"),
            models.CheckConstraint(condition=Q(putaran__range=(1, 99)), name="berkas_pencairan_putaran"),
            whole("jumlah", "berkas_pencairan_rupiah_utuh"),
            dated("disusun", "berkas_pencairan_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            *scope_indexes("berkaspencairan", "-disusun", "-id"),
            models.Index(fields=["kode_kota", "status", "sejak"], name="berkaspencairan_antre"),
        ]

    def __str__(self) -> str:
        return f"{self.tahap} {self.get_sumber_display()}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the tranche."""
        return self.tahap_id

    @property
    def menunggu(self) -> LangkahDef | None:
        """Whose turn it is: one of the five, or None (the BKM's own turn, or over)."""
        if self.status == self.Status.DISUSUN and self.diserahkan is None:
            return None
        return MENUNGGU.get(self.status)

    @property
    def terbuka(self) -> bool:
        """Whether it is still on its way."""
        return self.status not in {self.Status.CAIR, self.Status.BATAL}

    @transition(
        status, source=Status.DISUSUN, target=Status.DIPERIKSA_FASKEL, permission=izin.LANJUTKAN_BERKAS,
        custom={"label": _("Lengkap dan benar"), "gaya": "go", "syarat": "keuangan.berkas_faskel"},
    )  # fmt: skip
    def periksa(self, *, tanggal: datetime.date) -> None:
        """The Tim Faskel has checked every paper twice and signs. Source: BLM-22, BLM-23."""
        self.sejak = tanggal

    @transition(
        status, source=Status.DIPERIKSA_FASKEL, target=Status.DIVERIFIKASI_KORKOT, permission=izin.LANJUTKAN_BERKAS,
        custom={"label": _("Verifikasi dan rekomendasikan"), "gaya": "go", "syarat": "keuangan.gerbang_tahap"},
    )  # fmt: skip
    def verifikasi(self, *, tanggal: datetime.date) -> None:
        """Korkot or Askot verify jointly and recommend. Source: BLM-23."""
        self.sejak = tanggal

    @transition(
        status, source=Status.DIVERIFIKASI_KORKOT, target=Status.DIMINTA_PJOK, permission=izin.LANJUTKAN_BERKAS,
        custom={"label": _("Terbitkan PP-BLM"), "gaya": "go", "syarat": "keuangan.gerbang_tahap"},
    )  # fmt: skip
    def minta(self, *, tanggal: datetime.date, nomor: str, pjok: str, sk: str) -> None:
        """PJOK issues the PP-BLM on the basis of the joint verification. Source: BLM-23, BLM-25."""
        self.sejak = self.tanggal_pp = tanggal
        self.nomor_pp, self.pjok_nama, self.pjok_sk = nomor, pjok, sk

    @transition(
        status, source=Status.DIMINTA_PJOK, target=Status.DISETUJUI_PPK, permission=izin.LANJUTKAN_BERKAS,
        custom={"label": _("Setujui (PPK)"), "gaya": "go"},
    )  # fmt: skip
    def setujui_ppk(self, *, tanggal: datetime.date) -> None:
        """PPK recommends payment. Source: BLM-23."""
        self.sejak = tanggal

    @transition(
        status, source=Status.DISETUJUI_PPK, target=Status.DISETUJUI_SATKER, permission=izin.LANJUTKAN_BERKAS,
        custom={"label": _("Setujui (Satker)"), "gaya": "go"},
    )  # fmt: skip
    def setujui_satker(self, *, tanggal: datetime.date) -> None:
        """Satker approves the transfer to the account of the BKM. Source: BLM-23."""
        self.sejak = tanggal

    @transition(
        status, source=Status.DISETUJUI_SATKER, target=Status.CAIR, permission=izin.SUSUN_BERKAS,
        custom={"label": _("Catat dana diterima"), "gaya": "go"},
    )  # fmt: skip
    def terima(self, *, tanggal: datetime.date, jurnal: Jurnal) -> None:
        """The money is on the BKM's account, as its bank book says. Source: BLM-26."""
        self.diterima_pada, self.jurnal, self.sejak = tanggal, jurnal, tanggal

    @transition(
        status, source=Status.CAIR, target=Status.DISETUJUI_SATKER, permission=izin.SUSUN_BERKAS,
        custom={"label": _("Tarik catatan penerimaan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def tarik_terima(self) -> None:
        """The receipt was noted wrongly: its voucher is reversed and the file waits for the money again. Source: BLM-28."""
        self.diterima_pada = self.jurnal = None

    @transition(
        status,
        source=[Status.DISUSUN, Status.DIPERIKSA_FASKEL, Status.DIVERIFIKASI_KORKOT, Status.DIMINTA_PJOK,
                Status.DISETUJUI_PPK, Status.DISETUJUI_SATKER],
        target=Status.DIKEMBALIKAN, permission=izin.LANJUTKAN_BERKAS,
        custom={"label": _("Kembalikan ke BKM"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def kembalikan(self, *, tanggal: datetime.date, sebab: str) -> None:
        """Whose turn it is sends the file back to the BKM, with what is to be mended. Source: BLM-27."""
        self.sejak, self.alasan, self.diserahkan = tanggal, sebab, None

    @transition(
        status, source=Status.DIKEMBALIKAN, target=Status.DISUSUN, permission=izin.SUSUN_BERKAS,
        custom={"label": _("Susun kembali"), "gaya": "go"},
    )  # fmt: skip
    def susun_kembali(self, *, tanggal: datetime.date) -> None:
        """The BKM takes it up again: a new round, every paper and every signature anew. Source: BLM-27."""
        self.putaran += 1
        self.sejak, self.alasan = tanggal, ""
        self.nomor_pp, self.tanggal_pp, self.pjok_nama, self.pjok_sk = "", None, "", ""

    @transition(
        status, source=[Status.DISUSUN, Status.DIKEMBALIKAN], target=Status.BATAL, permission=izin.SUSUN_BERKAS,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Begun by mistake. Source: BLM-20."""
        self.alasan = sebab


@dataclass(frozen=True)
class LangkahDef:
    """One of the five who pass a file: whose it is, what right it asks, from which state to which, by which transition."""

    kode: str
    nama: Any
    lembaga: Any
    izin: str
    dari: str
    ke: str
    transisi: str


_S = BerkasPencairan.Status
LANGKAH: dict[str, LangkahDef] = {
    d.kode: d
    for d in (
        LangkahDef("faskel", _("Tim Faskel"), _("Kelurahan"), izin.PERIKSA_FASKEL, _S.DISUSUN, _S.DIPERIKSA_FASKEL,
                   "periksa"),
        LangkahDef("korkot", _("Korkot atau Askot"), _("Kota/kabupaten"), izin.PERIKSA_KORKOT, _S.DIPERIKSA_FASKEL,
                   _S.DIVERIFIKASI_KORKOT, "verifikasi"),
        LangkahDef("pjok", _("PJOK"), _("Kecamatan"), izin.PERIKSA_PJOK, _S.DIVERIFIKASI_KORKOT, _S.DIMINTA_PJOK,
                   "minta"),
        LangkahDef("ppk", _("PPK"), _("Kota/kabupaten"), izin.PERIKSA_PPK, _S.DIMINTA_PJOK, _S.DISETUJUI_PPK,
                   "setujui_ppk"),
        LangkahDef("satker", _("Satker"), _("Kota/kabupaten"), izin.PERIKSA_SATKER, _S.DISETUJUI_PPK,
                   _S.DISETUJUI_SATKER, "setujui_satker"),
    )
}  # fmt: skip
MENUNGGU: dict[str, LangkahDef] = {str(d.dari): d for d in LANGKAH.values()}


class PeriksaKertas(Berwilayah):
    """One paper of a file: is it there (`ada`), and is it right (`benar`)? None: not looked at yet. Source: BLM-22."""

    IZIN_BACA = izin.LIHAT_BUKU

    berkas = models.ForeignKey(BerkasPencairan, models.CASCADE, related_name="kertas", verbose_name=_("berkas"))
    kode = models.SlugField(_("kode"), max_length=30)
    nama = models.CharField(_("kertas"), max_length=150)
    wajib = models.BooleanField(_("wajib"), default=True)
    urut = models.PositiveSmallIntegerField(_("urut"), default=0)
    ada = models.BooleanField(_("ada"), null=True, blank=True)
    benar = models.BooleanField(_("benar"), null=True, blank=True)
    catatan = models.CharField(_("catatan"), max_length=300, blank=True)
    foto = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("foto kertas")
    )

    class Meta:
        verbose_name = _("kertas berkas")
        ordering = ["berkas", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["berkas", "kode"], name="periksa_kertas_sekali"),
            models.CheckConstraint(condition=~Q(nama="") & ~Q(kode=""), name="periksa_kertas_bernama"),
            models.CheckConstraint(condition=Q(benar__isnull=True) | Q(ada=True), name="periksa_kertas_ada_dulu"),
            models.CheckConstraint(condition=Q(benar__isnull=True) | Q(benar=True) | ~Q(catatan=""),
                                   name="periksa_kertas_salah_disebut"),
        ]  # fmt: skip
        indexes = scope_indexes("periksakertas", "urut", "id")

    def __str__(self) -> str:
        return self.nama

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the file."""
        return self.berkas_id


class LangkahBerkas(Berwilayah):
    """One of the five passed a file or sent it back: date, name, note. Written once. Source: BLM-23, BLM-27.

    By login of that role (`pelaku_id`), or noted from the signed sheet, whose photo is filed.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Hasil(models.TextChoices):
        LOLOS = "lolos", _("Diteruskan")
        KEMBALI = "kembali", _("Dikembalikan")

    class Cara(models.TextChoices):
        LOGIN = "login", _("Dalam aplikasi")
        KERTAS = "kertas", _("Di kertas")

    berkas = models.ForeignKey(BerkasPencairan, models.PROTECT, related_name="langkah", verbose_name=_("berkas"))
    putaran = models.PositiveSmallIntegerField(_("putaran"))
    langkah = models.CharField(_("langkah"), max_length=6, choices=[(d.kode, d.nama) for d in LANGKAH.values()])
    hasil = models.CharField(_("hasil"), max_length=7, choices=Hasil)
    tanggal = models.DateField(_("tanggal"))
    nama = models.CharField(_("nama"), max_length=150)
    catatan = models.CharField(_("catatan"), max_length=500, blank=True)
    cara = models.CharField(_("cara"), max_length=6, choices=Cara)
    pelaku_id = models.UUIDField(null=True, editable=False)
    foto = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("foto lembar")
    )

    class Meta:
        verbose_name = _("langkah berkas pencairan")
        ordering = ["berkas", "putaran", "dibuat_pada"]
        constraints = [
            models.UniqueConstraint(fields=["berkas", "putaran", "langkah", "hasil"], name="langkah_berkas_sekali"),
            models.CheckConstraint(condition=Q(langkah__in=list(LANGKAH)), name="langkah_berkas_dikenal"),
            models.CheckConstraint(condition=~Q(nama=""), name="langkah_berkas_bernama"),
            models.CheckConstraint(
                condition=Q(hasil="lolos") | ~Q(catatan=""), name="langkah_berkas_kembali_beralasan"
            ),
            models.CheckConstraint(
                condition=Q(cara="login", pelaku_id__isnull=False)
                | Q(cara="kertas", foto__isnull=False, pelaku_id__isnull=True),
                name="langkah_berkas_berbukti",
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="langkah_berkas_berpencatat"),
            dated("tanggal", "langkah_berkas_tanggal_wajar"),
        ]
        indexes = scope_indexes("langkahberkas", "-tanggal", "id")

    def __str__(self) -> str:
        return f"{self.get_langkah_display()}: {self.get_hasil_display()}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the file."""
        return self.berkas_id
