"""Misuse of money: what was found, what became of it, what came back. Rules in sql/penyelewengan.sql. SLW-01 to SLW-08."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.money import RupiahField
from keuangan import izin
from keuangan.models.blm import whole
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import Berwilayah, scope_indexes

# Not over yet: while its effect is not lifted, no new money goes to that KSM or unit.
TERBUKA = ("dilaporkan", "terbukti", "dikembalikan_sebagian")
# Of these, proven: only such a case holds back the money of the BKM and its units.
TERBUKTI = ("terbukti", "dikembalikan_sebagian")


class Penyelewengan(Berwilayah):
    """One case: whose money, how much (rupiah), by whom in what role (never by name), how it was found. SLW-01 to SLW-05.

    `menahan` is its effect as the parameter said when it was recorded; the BKM may lift it with a decision.
    """

    IZIN_BACA = izin.LIHAT_PENYELEWENGAN

    class Tempat(models.TextChoices):
        KSM = "ksm", _("KSM")
        UPK = "upk", _("UPK")
        UPL = "upl", _("UPL")
        UPS = "ups", _("UPS")
        SEKRETARIAT = "sekretariat", _("Sekretariat BKM")
        BKM = "bkm", _("BKM")

    class Pelaku(models.TextChoices):
        PENGURUS_KSM = "pengurus_ksm", _("Pengurus KSM")
        ANGGOTA_KSM = "anggota_ksm", _("Anggota KSM")
        PETUGAS_UPK = "petugas_upk", _("Petugas UPK")
        PETUGAS_UP = "petugas_up", _("Petugas UPL atau UPS")
        SEKRETARIAT = "sekretariat", _("Sekretariat BKM")
        ANGGOTA_BKM = "anggota_bkm", _("Anggota BKM")
        APARAT = "aparat", _("Aparat pemerintah")
        PENDAMPING = "pendamping", _("Fasilitator atau konsultan")
        PEMASOK = "pemasok", _("Toko atau pemasok")
        LAIN = "lain", _("Lainnya")

    class Ditemukan(models.TextChoices):
        PENGADUAN = "pengaduan", _("Pengaduan warga")
        PENGAWAS = "pengawas", _("Pemeriksaan Pengawas")
        AUDIT = "audit", _("Audit")
        PEMBUKUAN = "pembukuan", _("Pembukuan atau LPJ")
        PENDAMPINGAN = "pendampingan", _("Kunjungan pendamping")
        LAIN = "lain", _("Cara lain")

    class Status(models.TextChoices):
        DILAPORKAN = "dilaporkan", _("Dilaporkan")
        TERBUKTI = "terbukti", _("Terbukti")
        TIDAK_TERBUKTI = "tidak_terbukti", _("Tidak terbukti")
        SEBAGIAN = "dikembalikan_sebagian", _("Dikembalikan sebagian")
        SELESAI = "selesai", _("Selesai, dikembalikan seluruhnya")
        DIHAPUS = "dihapus", _("Dihapus menurut keputusan")

    tempat = models.CharField(_("terjadi di"), max_length=11, choices=Tempat)
    ksm = models.ForeignKey(
        "ksm.KSM", models.PROTECT, related_name="penyelewengan", null=True, blank=True, verbose_name=_("KSM")
    )
    usulan = models.ForeignKey(
        "ksm.Usulan", models.PROTECT, related_name="penyelewengan", null=True, blank=True, verbose_name=_("usulan")
    )
    tahun_dana = models.PositiveSmallIntegerField(_("tahun dana"))
    jumlah = RupiahField(_("jumlah"))
    pelaku = models.CharField(_("pelaku sebagai"), max_length=12, choices=Pelaku)
    ditemukan = models.DateField(_("ditemukan pada"))
    lewat = models.CharField(_("ditemukan lewat"), max_length=12, choices=Ditemukan)
    uraian = models.TextField(_("apa yang terjadi"))
    menahan = models.BooleanField(_("menahan dana baru"), default=True)
    dilepas_pada = models.DateField(_("dana dilepas pada"), null=True, blank=True)
    dilepas_dasar = models.CharField(_("keputusan BKM"), max_length=300, blank=True)
    ditutup_pada = models.DateField(_("selesai pada"), null=True, blank=True)
    alasan = models.CharField(_("dasar keputusan"), max_length=300, blank=True)
    status = FSMField(_("keadaan"), max_length=21, choices=Status, default=Status.DILAPORKAN, protected=True)

    class Meta:
        verbose_name = _("penyelewengan dana")
        ordering = ["-ditemukan", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(tempat="ksm") ^ Q(ksm__isnull=True), name="penyelewengan_ksm_disebut"),
            models.CheckConstraint(condition=Q(usulan__isnull=True) | Q(ksm__isnull=False), name="penyelewengan_usulan_ksm"),
            models.CheckConstraint(condition=~Q(uraian=""), name="penyelewengan_beruraian"),
            models.CheckConstraint(condition=Q(tahun_dana__range=(1999, 2100)), name="penyelewengan_tahun"),
            models.CheckConstraint(
                condition=Q(dilepas_pada__isnull=True) ^ ~Q(dilepas_dasar=""), name="penyelewengan_lepas_berdasar"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["tidak_terbukti", "selesai", "dihapus"]) ^ Q(ditutup_pada__isnull=True),
                name="penyelewengan_tutup_bertanggal",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["tidak_terbukti", "dihapus"]) | ~Q(alasan=""), name="penyelewengan_tutup_beralasan"
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="penyelewengan_berpencatat"),
            whole("jumlah", "penyelewengan_rupiah_utuh"),
            dated("ditemukan", "penyelewengan_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            *scope_indexes("penyelewengan", "-ditemukan", "-id"),
            models.Index(fields=["ksm"], name="penyelewengan_ksm", condition=Q(ksm__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(_("Penyelewengan %(hari)s") % {"hari": f"{self.ditemukan:%d-%m-%Y}"})

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the group, where it happened in one."""
        return self.ksm_id

    @property
    def tertahan(self) -> bool:
        """Whether it holds back new money now. Source: SLW-04."""
        return self.menahan and self.dilepas_pada is None and self.status in TERBUKA

    @transition(
        status, source=Status.DILAPORKAN, target=Status.TERBUKTI, permission=izin.CATAT_PENYELEWENGAN,
        custom={"label": _("Nyatakan terbukti"), "perlu_alasan": True},
    )  # fmt: skip
    def buktikan(self, *, sebab: str) -> None:
        """Proven; the money is to come back. Source: SLW-02."""
        self.alasan = sebab

    @transition(
        status, source=Status.DILAPORKAN, target=Status.TIDAK_TERBUKTI, permission=izin.CATAT_PENYELEWENGAN,
        custom={"label": _("Tidak terbukti"), "perlu_alasan": True},
    )  # fmt: skip
    def bersihkan(self, *, tanggal: datetime.date, sebab: str) -> None:
        """Not so; the case stays, with why. Source: SLW-02."""
        self.ditutup_pada, self.alasan = tanggal, sebab

    @transition(
        status, source=[Status.TERBUKTI, Status.SEBAGIAN], target=Status.SEBAGIAN, permission=izin.CATAT_PENYELEWENGAN,
        custom={"label": _("Catat pengembalian"), "otomatis": True},
    )  # fmt: skip
    def kembalikan_sebagian(self) -> None:
        """Part of it came back. Source: SLW-03."""

    @transition(
        status, source=[Status.TERBUKTI, Status.SEBAGIAN], target=Status.SELESAI, permission=izin.CATAT_PENYELEWENGAN,
        custom={"label": _("Selesai"), "otomatis": True},
    )  # fmt: skip
    def selesaikan(self, *, tanggal: datetime.date) -> None:
        """All of it came back. Source: SLW-03."""
        self.ditutup_pada = tanggal

    @transition(
        status, source=[Status.TERBUKTI, Status.SEBAGIAN], target=Status.DIHAPUS, permission=izin.PUTUS_PENYELEWENGAN,
        custom={"label": _("Hapus menurut keputusan BKM"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def hapuskan(self, *, tanggal: datetime.date, sebab: str) -> None:
        """It cannot be got back; the BKM decided so. Source: SLW-05."""
        self.ditutup_pada, self.alasan = tanggal, sebab


class PemulihanDana(Berwilayah):
    """Money of a case that came back: day, rupiah, how. A wrong one is cancelled while the case is open. Source: SLW-03."""

    IZIN_BACA = izin.LIHAT_PENYELEWENGAN

    kasus = models.ForeignKey(Penyelewengan, models.PROTECT, related_name="pemulihan", verbose_name=_("kasus"))
    tanggal = models.DateField(_("tanggal"))
    jumlah = RupiahField(_("jumlah"))
    keterangan = models.CharField(_("keterangan"), max_length=200)
    bukti = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("foto bukti")
    )
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)

    class Meta:
        verbose_name = _("pengembalian dana")
        ordering = ["kasus", "tanggal", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(keterangan=""), name="pemulihan_dana_beruraian"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="pemulihan_dana_berpencatat"),
            whole("jumlah", "pemulihan_dana_rupiah_utuh"),
            dated("tanggal", "pemulihan_dana_tanggal_wajar"),
            reasoned("pemulihan_dana_batal_beralasan"),
        ]
        indexes = scope_indexes("pemulihandana", "kasus", "tanggal")

    def __str__(self) -> str:
        return f"{self.kasus_id} {self.tanggal}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the case."""
        return self.kasus_id

    @transition(
        "status", source=Sah.SAH, target=Sah.BATAL, permission=izin.CATAT_PENYELEWENGAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab
