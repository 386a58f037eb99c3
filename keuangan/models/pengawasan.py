"""Who looked at the books: a visit of the Pengawas UPK with its checklist, the audit of a year, and findings of both.

What was found is written once, with what the ledger said at that moment; a finding alone moves on, by follow-up.
Source: KEU-180 to KEU-189.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.money import RupiahField
from keuangan import izin
from keuangan.models.buku import Buku
from keuangan.models.periode import Periode
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


def named_once(bidang: str) -> Q:
    """A correction names what it corrects exactly where it says why."""
    return Q(**{f"{bidang}__isnull": True}) ^ ~Q(alasan="")


class KunjunganPengawas(Berwilayah):
    """One visit of the Pengawas to a UPK, about one month of its ledger. Written once. Source: KEU-180 to KEU-183.

    `jumlah_pengawas` and `jumlah_butir` say how many names and answers belong to it; the database counts them at commit.
    `ceklis` is the version of the checklist that was asked.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    buku = models.ForeignKey(
        Buku, models.PROTECT, related_name="kunjungan_pengawas", verbose_name=_("buku"), db_index=False
    )
    periode = models.ForeignKey(Periode, models.PROTECT, related_name="kunjungan_pengawas", verbose_name=_("bulan"))
    tanggal = models.DateField(_("tanggal"))
    penerima = models.ForeignKey(
        "bkm.PetugasUP", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("petugas UPK")
    )
    penerima_nama = models.CharField(_("diterima oleh"), max_length=150)
    ceklis = models.CharField(_("versi ceklis"), max_length=20)
    kesimpulan = models.CharField(_("kesimpulan dan saran"), max_length=1000, blank=True)
    jumlah_pengawas = models.PositiveSmallIntegerField(_("banyak Pengawas"))
    jumlah_butir = models.PositiveSmallIntegerField(_("banyak butir"))
    membetulkan = models.OneToOneField(
        "self", models.PROTECT, related_name="pembetulan", null=True, blank=True, verbose_name=_("membetulkan")
    )
    alasan = models.CharField(_("alasan pembetulan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kunjungan Pengawas")
        ordering = ["buku", "-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(penerima_nama="") & ~Q(ceklis=""), name="kunjungan_pengawas_bernama"),
            models.CheckConstraint(
                condition=Q(jumlah_pengawas__range=(1, 20), jumlah_butir__range=(1, 100)), name="kunjungan_pengawas_berisi"
            ),
            models.CheckConstraint(condition=named_once("membetulkan"), name="kunjungan_pengawas_betul_beralasan"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="kunjungan_pengawas_berpencatat"),
            dated("tanggal", "kunjungan_pengawas_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["buku", "-tanggal", "-id"], name="kunjungan_pengawas_buku"),
            *scope_indexes("kunjunganpengawas", "-tanggal", "id"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.tanggal}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id


class PengawasHadir(models.Model):
    """One of the Pengawas who came, with the name as it was that day. Source: KEU-180."""

    IZIN_BACA = izin.LIHAT_BUKU
    JALUR_CAKUPAN = "kunjungan__"

    kunjungan = models.ForeignKey(KunjunganPengawas, models.PROTECT, related_name="hadir", verbose_name=_("kunjungan"))
    urut = models.PositiveSmallIntegerField(_("urut"))
    pengawas = models.ForeignKey("bkm.PengawasUPK", models.PROTECT, related_name="+", verbose_name=_("Pengawas"))
    nama = models.CharField(_("nama"), max_length=150)

    class Meta:
        verbose_name = _("Pengawas yang hadir")
        ordering = ["kunjungan", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["kunjungan", "urut"], name="pengawas_hadir_urut"),
            models.UniqueConstraint(fields=["kunjungan", "pengawas"], name="pengawas_hadir_sekali"),
            models.CheckConstraint(condition=~Q(nama=""), name="pengawas_hadir_bernama"),
        ]

    def __str__(self) -> str:
        return f"{self.kunjungan_id} {self.urut}"


class JawabanCeklis(models.Model):
    """One point of the checklist: what was asked, what the ledger said then, what the Pengawas answered. KEU-180, KEU-181.

    `fakta` is a list of {"teks", "keadaan" ("", "ok", "awas", "buruk"), "tautan"}.
    """

    class Jawaban(models.TextChoices):
        YA = "ya", _("Ya")
        TIDAK = "tidak", _("Tidak")
        TIDAK_DIPERIKSA = "tidak_diperiksa", _("Tidak diperiksa")

    IZIN_BACA = izin.LIHAT_BUKU
    JALUR_CAKUPAN = "kunjungan__"

    kunjungan = models.ForeignKey(
        KunjunganPengawas, models.PROTECT, related_name="jawaban", verbose_name=_("kunjungan")
    )
    urut = models.PositiveSmallIntegerField(_("urut"))
    kode = models.CharField(_("kode butir"), max_length=30)
    pertanyaan = models.CharField(_("pertanyaan"), max_length=300)
    sumber = models.CharField(_("sumber"), max_length=60)
    kategori = models.CharField(_("kategori"), max_length=12)
    fakta = models.JSONField(_("fakta buku"), default=list)
    jawaban = models.CharField(_("jawaban"), max_length=16, choices=Jawaban)
    catatan = models.CharField(_("catatan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("jawaban ceklis")
        ordering = ["kunjungan", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["kunjungan", "urut"], name="jawaban_ceklis_urut"),
            models.UniqueConstraint(fields=["kunjungan", "kode"], name="jawaban_ceklis_sekali"),
            models.CheckConstraint(
                condition=Q(jawaban__in=["ya", "tidak", "tidak_diperiksa"]) & ~Q(pertanyaan=""), name="jawaban_ceklis_dikenal"
            ),
            models.CheckConstraint(condition=~Q(jawaban="tidak") | ~Q(catatan=""), name="jawaban_ceklis_tidak_dijelaskan"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kunjungan_id} {self.kode}"


class AuditTahunan(Berwilayah):
    """The audit of one closed year of one ledger. Written once. Source: KEU-185, KEU-186.

    What the books say on 31 December (`*_buku`, rupiah) is computed by the database, whatever was sent; `*_auditor` is typed
    from the report. `opini` stands as the auditor wrote it. Loans only exist in the ledger of a UPK.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Jenis(models.TextChoices):
        INDEPENDEN = "independen", _("Auditor independen")
        BPKP = "bpkp", _("BPKP")
        INSPEKTORAT = "inspektorat", _("Inspektorat")
        LAIN = "lain", _("Lainnya")

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="audit", verbose_name=_("buku"))
    tahun = models.PositiveSmallIntegerField(_("tahun buku"))
    jenis = models.CharField(_("pemeriksa"), max_length=12, choices=Jenis)
    auditor = models.CharField(_("nama auditor"), max_length=150)
    lembaga = models.CharField(_("lembaga"), max_length=150)
    tanggal = models.DateField(_("tanggal laporan"))
    nomor_laporan = models.CharField(_("nomor laporan"), max_length=80, blank=True)
    opini = models.CharField(_("pendapat auditor"), max_length=120)
    aset_buku = RupiahField(_("aset menurut buku"), boleh_negatif=True, editable=False, default=0)
    aset_auditor = RupiahField(_("aset menurut auditor"), boleh_negatif=True)
    laba_buku = RupiahField(_("laba menurut buku"), boleh_negatif=True, editable=False, default=0)
    laba_auditor = RupiahField(_("laba menurut auditor"), boleh_negatif=True)
    pinjaman_buku = RupiahField(_("saldo pinjaman menurut buku"), boleh_negatif=True, null=True, editable=False)
    pinjaman_auditor = RupiahField(_("saldo pinjaman menurut auditor"), boleh_negatif=True, null=True, blank=True)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", verbose_name=_("laporan auditor"))
    membetulkan = models.OneToOneField(
        "self", models.PROTECT, related_name="pembetulan", null=True, blank=True, verbose_name=_("membetulkan")
    )
    alasan = models.CharField(_("alasan pembetulan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("audit tahunan")
        ordering = ["buku", "-tahun", "-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["buku", "tahun", "jenis", "lembaga"], condition=Q(membetulkan__isnull=True), name="audit_tahunan_sekali"
            ),
            models.CheckConstraint(
                condition=Q(jenis__in=["independen", "bpkp", "inspektorat", "lain"]), name="audit_tahunan_jenis"
            ),
            models.CheckConstraint(
                condition=~Q(auditor="") & ~Q(lembaga="") & ~Q(opini=""), name="audit_tahunan_bernama"
            ),
            models.CheckConstraint(
                condition=Q(pinjaman_buku__isnull=True, pinjaman_auditor__isnull=True)
                | Q(pinjaman_buku__isnull=False, pinjaman_auditor__isnull=False),
                name="audit_tahunan_pinjaman_berpasangan",
            ),
            models.CheckConstraint(condition=Q(tahun__range=(1999, 2100)), name="audit_tahunan_tahun_wajar"),
            models.CheckConstraint(condition=named_once("membetulkan"), name="audit_tahunan_betul_beralasan"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="audit_tahunan_berpencatat"),
            dated("tanggal", "audit_tahunan_tanggal_wajar"),
        ]  # fmt: skip
        indexes = scope_indexes("audittahunan", "-tahun", "id")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.tahun}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id

    @property
    def angka(self) -> list[tuple[str, Decimal, Decimal, Decimal]]:
        """(code, book, auditor, book less auditor) of each figure that this ledger has, rupiah. Source: KEU-186."""
        pasangan = [
            (k, getattr(self, f"{k}_buku"), getattr(self, f"{k}_auditor")) for k in ("aset", "laba", "pinjaman")
        ]
        return [(k, b, a, b - a) for k, b, a in pasangan if b is not None and a is not None]

    @property
    def cocok(self) -> bool:
        """Whether the report and the books agree to the rupiah."""
        return all(not selisih for _k, _b, _a, selisih in self.angka)


class PublikasiAudit(Berwilayah):
    """Where and when an audit was told to the yearly meeting of residents (RWT). Written once. Source: KEU-187."""

    IZIN_BACA = izin.LIHAT_BUKU

    audit = models.OneToOneField(AuditTahunan, models.PROTECT, related_name="publikasi", verbose_name=_("audit"))
    tanggal = models.DateField(_("tanggal RWT"))
    tempat = models.CharField(_("tempat RWT"), max_length=120)

    class Meta:
        verbose_name = _("publikasi audit")
        ordering = ["-tanggal", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(tempat=""), name="publikasi_audit_bertempat"),
            dated("tanggal", "publikasi_audit_tanggal_wajar"),
        ]
        indexes = scope_indexes("publikasiaudit", "-tanggal", "id")

    def __str__(self) -> str:
        return f"{self.tanggal} {self.tempat}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the audit."""
        return self.audit_id


class TemuanPemeriksaan(Berwilayah):
    """What a visit or an audit found, numbered without a gap in its ledger, until it is set right. KEU-184, KEU-188, KEU-189.

    `nilai` is rupiah, empty where it is no matter of an amount. Only its state moves. `digantikan`: the visit that found it
    was corrected by another, which names its findings anew.
    """

    IZIN_BACA = izin.LIHAT_BUKU

    class Status(models.TextChoices):
        TERBUKA = "terbuka", _("Belum ditindaklanjuti")
        DITINDAKLANJUTI = "ditindaklanjuti", _("Sudah ditindaklanjuti")
        SELESAI = "selesai", _("Selesai")
        DIGANTIKAN = "digantikan", _("Digantikan")

    class Kategori(models.TextChoices):
        KAS = "kas", _("Kas dan bank")
        BUKTI = "bukti", _("Bukti")
        PEMBUKUAN = "pembukuan", _("Pembukuan")
        PINJAMAN = "pinjaman", _("Pinjaman")
        TUNGGAKAN = "tunggakan", _("Tunggakan")
        DANA = "dana", _("Pemakaian dana")
        LAPORAN = "laporan", _("Laporan dan keterbukaan")
        LAIN = "lain", _("Lainnya")

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="temuan", verbose_name=_("buku"))
    nomor = models.PositiveIntegerField(_("nomor"))
    jawaban = models.OneToOneField(
        JawabanCeklis, models.PROTECT, related_name="temuan", null=True, blank=True, verbose_name=_("butir ceklis")
    )
    audit = models.ForeignKey(
        AuditTahunan, models.PROTECT, related_name="temuan", null=True, blank=True, verbose_name=_("audit")
    )
    tanggal = models.DateField(_("ditemukan"))
    uraian = models.CharField(_("uraian"), max_length=500)
    kategori = models.CharField(_("kategori"), max_length=12, choices=Kategori)
    nilai = RupiahField(_("nilai"), null=True, blank=True)
    rekomendasi = models.CharField(_("rekomendasi"), max_length=500)
    penanggung_jawab = models.CharField(_("penanggung jawab"), max_length=150)
    batas_waktu = models.DateField(_("batas waktu"))
    status = FSMField(_("keadaan"), max_length=16, choices=Status, default=Status.TERBUKA, protected=True)
    selesai_pada = models.DateField(_("selesai pada"), null=True, editable=False)
    selesai_oleh_id = models.UUIDField(null=True, editable=False)
    selesai_oleh_nama = models.CharField(_("dinyatakan selesai oleh"), max_length=150, blank=True, editable=False)

    class Meta:
        verbose_name = _("temuan pemeriksaan")
        ordering = ["buku", "nomor"]
        constraints = [
            models.UniqueConstraint(fields=["buku", "nomor"], name="temuan_pemeriksaan_nomor"),
            models.CheckConstraint(
                condition=Q(jawaban__isnull=True) ^ Q(audit__isnull=True), name="temuan_pemeriksaan_satu_asal"
            ),
            models.CheckConstraint(
                condition=~Q(uraian="") & ~Q(rekomendasi="") & ~Q(penanggung_jawab=""), name="temuan_pemeriksaan_lengkap"
            ),
            models.CheckConstraint(
                condition=Q(kategori__in=["kas", "bukti", "pembukuan", "pinjaman", "tunggakan", "dana", "laporan", "lain"]),
                name="temuan_pemeriksaan_kategori",
            ),
            models.CheckConstraint(condition=Q(nilai__isnull=True) | Q(nilai__gt=0), name="temuan_pemeriksaan_nilai"),
            models.CheckConstraint(condition=Q(batas_waktu__gte=F("tanggal")), name="temuan_pemeriksaan_batas_urut"),
            models.CheckConstraint(
                condition=(
                    Q(status="selesai", selesai_pada__isnull=False, selesai_oleh_id__isnull=False)
                    & ~Q(selesai_oleh_nama="")
                )
                | (~Q(status="selesai") & Q(selesai_pada__isnull=True, selesai_oleh_id__isnull=True, selesai_oleh_nama="")),
                name="temuan_pemeriksaan_selesai_bernama",
            ),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="temuan_pemeriksaan_berpencatat"),
            dated("tanggal", "temuan_pemeriksaan_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["buku", "status", "batas_waktu"], name="temuan_pemeriksaan_buku"),
            *scope_indexes("temuanpemeriksaan", "batas_waktu", "id"),
        ]

    def __str__(self) -> str:
        return str(_("Temuan %(nomor)d") % {"nomor": self.nomor})

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id

    @property
    def hidup(self) -> bool:
        """Whether something is still to be done about it."""
        return self.status in (self.Status.TERBUKA, self.Status.DITINDAKLANJUTI)

    def is_overdue(self, hari: datetime.date) -> bool:
        """Whether it is open after its last day. Source: KEU-189."""
        return self.hidup and self.batas_waktu < hari

    @transition(
        status,
        source=Status.TERBUKA,
        target=Status.DITINDAKLANJUTI,
        permission=izin.TINDAK_LANJUTI,
        custom={"label": _("Catat tindak lanjut"), "gaya": "go"},
    )
    def tindaklanjuti(self) -> None:
        """Something was done about it; the row of it says what. Source: KEU-188."""

    @transition(
        status,
        source=Status.DITINDAKLANJUTI,
        target=Status.TERBUKA,
        permission=izin.SELESAIKAN_TEMUAN,
        custom={"label": _("Belum cukup"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def kembalikan(self) -> None:
        """What was done is not enough. Source: KEU-188."""

    @transition(
        status,
        source=Status.DITINDAKLANJUTI,
        target=Status.SELESAI,
        permission=izin.SELESAIKAN_TEMUAN,
        custom={"label": _("Nyatakan selesai"), "gaya": "go"},
    )
    def selesaikan(self, *, pada: datetime.date, oleh_id: Any, oleh_nama: str) -> None:
        """Set right, says somebody who neither did it nor keeps the books. Source: KEU-188."""
        self.selesai_pada, self.selesai_oleh_id, self.selesai_oleh_nama = pada, oleh_id, oleh_nama

    @transition(
        status,
        source=[Status.TERBUKA, Status.DITINDAKLANJUTI],
        target=Status.DIGANTIKAN,
        permission=izin.CATAT_PENGAWASAN,
        custom={"label": _("Gantikan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def gantikan(self) -> None:
        """The visit that found it was corrected by another. Source: KEU-183."""


class TindakLanjutTemuan(Berwilayah):
    """What was done about a finding, when, by whom; with a photo where there is one. Written once. Source: KEU-188."""

    IZIN_BACA = izin.LIHAT_BUKU

    temuan = models.ForeignKey(
        TemuanPemeriksaan, models.PROTECT, related_name="tindak_lanjut", verbose_name=_("temuan")
    )
    tanggal = models.DateField(_("tanggal"))
    uraian = models.CharField(_("yang dilakukan"), max_length=500)
    berkas = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("foto bukti")
    )

    class Meta:
        verbose_name = _("tindak lanjut temuan")
        ordering = ["temuan", "tanggal", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(uraian=""), name="tindak_lanjut_temuan_berisi"),
            models.CheckConstraint(condition=Q(dibuat_oleh_id__isnull=False), name="tindak_lanjut_temuan_berpencatat"),
            dated("tanggal", "tindak_lanjut_temuan_tanggal_wajar"),
        ]
        indexes = scope_indexes("tindaklanjuttemuan", "-tanggal", "id")

    def __str__(self) -> str:
        return f"{self.temuan_id} {self.tanggal}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the finding."""
        return self.temuan_id
