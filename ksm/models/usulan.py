"""What a group asks for: one line of the Renta, its cost, what residents bring themselves, and who benefits.

The way of a proposal follows siklus.md 4.3. What it costs is the sum of its RAB, who it reaches the count of its rows;
nothing of that is typed. Paper decides: every step can be recorded from the signed sheet.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.money import RupiahField
from ksm import izin
from ksm.models.kelompok import KSM
from siklus.models.dasar import Sah, dated
from wilayah.models import Berwilayah, scope_indexes

# The content may still be written; handed in, it changes only with the two decisions of a Perubahan.
TERBUKA = ("draf", "perubahan")
# The BKM has bound itself: the money of these counts against what is left.
TERIKAT = ("rapat_bkm", "kontrak", "cair", "berjalan", "perubahan", "lpj", "selesai")
# With a contract in force; money may go out, work may be recorded.
BERJALAN = ("kontrak", "cair", "berjalan")
VOLUME: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


def worth(volume: str, harga: str) -> models.GeneratedField:
    """A column: volume times unit price in whole rupiah, rounded half up."""
    hasil = Func(F(volume), F(harga), template="round(%(expressions)s)", arg_joiner=" * ", output_field=RupiahField())
    return models.GeneratedField(expression=hasil, output_field=RupiahField(), db_persist=True)


class Usulan(Berwilayah):
    """One proposal of one KSM for one Renta line. Volume is in `satuan`. Source: USL-01 to USL-12.

    `nomor` counts without gap per kelurahan and year. `rab_ke` is the RAB that counts: 0 as handed in, then one more with
    every change that was ratified. `bernama`: beneficiaries are listed by name (loans, social aid, houses), else KK per RT.
    """

    IZIN_BACA = izin.LIHAT
    JALUR_BADAN = "ksm__badan_id"
    JENIS_BADAN = "ksm"

    class Jenis(models.TextChoices):
        PRASARANA = "prasarana", _("Prasarana lingkungan")
        SOSIAL = "sosial", _("Kegiatan sosial")
        EKONOMI = "ekonomi", _("Pinjaman bergulir")

    class Unit(models.TextChoices):
        UPL = "upl", _("UPL")
        UPS = "ups", _("UPS")
        UPK = "upk", _("UPK")

    class Sifat(models.TextChoices):
        SEKALI = "sekali", _("Sekali diberikan (santunan)")
        PRODUKTIF = "produktif", _("Produktif (untuk usaha atau pendidikan)")

    class Lahan(models.TextChoices):
        MILIK_UMUM = "milik_umum", _("Lahan milik umum")
        HIBAH = "hibah", _("Lahan dihibahkan warga")
        IZIN_PAKAI = "izin_pakai", _("Izin pakai dari pemilik")
        MILIK_SENDIRI = "milik_sendiri", _("Lahan milik penerima (rumah)")

    class Status(models.TextChoices):
        DRAF = "draf", _("Draf")
        DIAJUKAN = "diajukan", _("Diajukan ke UP")
        VERIFIKASI_UP = "verifikasi_up", _("Layak menurut UP")
        RAPAT_BKM = "rapat_bkm", _("Disetujui rapat BKM")
        KONTRAK = "kontrak", _("Perjanjian ditandatangani")
        CAIR = "cair", _("Dana cair")
        BERJALAN = "berjalan", _("Pekerjaan berjalan")
        PERUBAHAN = "perubahan", _("Menunggu pengesahan perubahan")
        LPJ = "lpj", _("LPJ diperiksa")
        SELESAI = "selesai", _("Selesai")
        DITUNDA = "ditunda", _("Ditunda")
        BATAL = "batal", _("Dibatalkan")

    ksm = models.ForeignKey(KSM, models.PROTECT, related_name="usulan", verbose_name=_("KSM"))
    kegiatan_renta = models.ForeignKey(
        "pronangkis.KegiatanRenta", models.PROTECT, related_name="usulan", verbose_name=_("kegiatan Renta")
    )
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    nomor = models.PositiveIntegerField(_("nomor"))
    jenis = models.CharField(_("jenis usulan"), max_length=10, choices=Jenis)
    unit = models.CharField(_("dinilai oleh"), max_length=3, choices=Unit)
    bernama = models.BooleanField(_("penerima manfaat ditulis namanya"), default=False)
    sifat = models.CharField(_("sifat bantuan"), max_length=9, choices=Sifat, blank=True)
    judul = models.CharField(_("kegiatan yang diusulkan"), max_length=200)
    latar = models.TextField(_("masalah yang dijawab"), blank=True)
    lokasi = models.CharField(_("lokasi"), max_length=200, blank=True)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    volume = models.DecimalField(_("volume"), **VOLUME)
    satuan = models.CharField(_("satuan"), max_length=30)
    selisih_alasan = models.CharField(_("sebab volume berbeda dari PJM"), max_length=300, blank=True)
    mulai_rencana = models.DateField(_("rencana mulai"), null=True, blank=True)
    selesai_rencana = models.DateField(_("rencana selesai"), null=True, blank=True)
    lahan = models.CharField(_("lahan"), max_length=14, choices=Lahan, blank=True)
    lahan_keterangan = models.CharField(_("keterangan lahan dan surat pernyataannya"), max_length=300, blank=True)
    pemelihara = models.CharField(_("calon badan pemelihara"), max_length=120, blank=True)
    pemeliharaan = models.TextField(_("rencana pemeliharaan"), blank=True)
    diajukan = models.DateField(_("diajukan"), null=True, blank=True)
    rab_ke = models.PositiveSmallIntegerField(_("RAB ke"), default=0)
    status_ubah = models.CharField(max_length=14, blank=True, editable=False)  # state to come back to after a change
    selesai_pada = models.DateField(_("selesai"), null=True, blank=True)
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=14, choices=Status, default=Status.DRAF, protected=True)

    class Meta:
        verbose_name = _("usulan")
        ordering = ["-tahun", "-nomor"]
        constraints = [
            models.UniqueConstraint(fields=["wilayah", "tahun", "nomor"], name="usulan_nomor_sekali"),
            models.CheckConstraint(condition=Q(nomor__gt=0, tahun__range=(1999, 2100)), name="usulan_nomor_wajar"),
            models.CheckConstraint(condition=~Q(judul="") & ~Q(satuan=""), name="usulan_berjudul"),
            models.CheckConstraint(condition=Q(volume__gt=0), name="usulan_volume_positif"),
            models.CheckConstraint(
                condition=Q(jenis="ekonomi", unit="upk") | Q(jenis="sosial", unit__in=["ups", "upl"])
                | Q(jenis="prasarana", unit="upl"),
                name="usulan_unit_menurut_jenis",
            ),
            models.CheckConstraint(
                condition=Q(jenis="prasarana") | Q(bernama=True), name="usulan_sosial_ekonomi_bernama"
            ),
            models.CheckConstraint(condition=Q(jenis="sosial") ^ Q(sifat=""), name="usulan_sifat_sosial"),
            models.CheckConstraint(
                condition=Q(selesai_rencana__isnull=True) | Q(mulai_rencana__isnull=True)
                | Q(selesai_rencana__gte=F("mulai_rencana")),
                name="usulan_rencana_urut",
            ),
            models.CheckConstraint(  # handed in with all that paper asks of works
                condition=Q(status__in=["draf", "batal"]) | ~Q(jenis="prasarana")
                | (~Q(lahan="") & ~Q(pemelihara="") & ~Q(pemeliharaan="")),
                name="usulan_prasarana_berlahan_berpemelihara",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draf", "batal"]) | Q(diajukan__isnull=False), name="usulan_diajukan_bertanggal"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["batal", "ditunda"]) | ~Q(alasan=""), name="usulan_henti_beralasan"
            ),
            models.CheckConstraint(
                condition=Q(status="selesai") ^ Q(selesai_pada__isnull=True), name="usulan_selesai_bertanggal"
            ),
            models.CheckConstraint(condition=Q(status="perubahan") ^ Q(status_ubah=""), name="usulan_perubahan_berasal"),
            dated("diajukan", "usulan_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            *scope_indexes("usulan", "-tahun", "-nomor"),
            models.Index(fields=["ksm", "status"], name="usulan_ksm"),
            models.Index(fields=["kegiatan_renta"], name="usulan_renta"),
        ]

    def __str__(self) -> str:
        return self.nomor_usulan

    @property
    def nomor_usulan(self) -> str:
        """The proposal as papers name it: "US 0012/2026"."""
        return f"US {self.nomor:04d}/{self.tahun}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the group."""
        return self.ksm_id

    @property
    def badan_id(self) -> Any:
        """The body of the group: its papers are the group's own."""
        return self.ksm.badan_id

    @property
    def terbuka(self) -> bool:
        """Whether its content may be written now."""
        return self.status in TERBUKA

    @property
    def rab_tulis(self) -> int:
        """The RAB being written: that of a change while one is under way, else the one that counts."""
        return self.rab_ke + (1 if self.status == self.Status.PERUBAHAN else 0)

    @transition(
        status, source=Status.DRAF, target=Status.DIAJUKAN, permission=izin.SUSUN_USULAN,
        custom={"label": _("Ajukan ke UP"), "gaya": "go", "syarat": "usulan.ajukan"},
    )  # fmt: skip
    def ajukan(self, *, tanggal: Any) -> None:
        """The group has signed; the papers are complete. Source: USL-04."""
        self.diajukan = tanggal

    @transition(
        status, source=[Status.DIAJUKAN, Status.VERIFIKASI_UP], target=Status.DRAF, permission=izin.NILAI_USULAN,
        custom={"label": _("Kembalikan untuk diperbaiki"), "perlu_alasan": True},
    )  # fmt: skip
    def kembalikan(self, *, sebab: str) -> None:
        """The unit found something to mend. Source: USL-06."""
        self.alasan = sebab

    @transition(
        status, source=Status.DIAJUKAN, target=Status.VERIFIKASI_UP, permission=izin.NILAI_USULAN,
        custom={"label": _("Nyatakan layak"), "gaya": "go", "syarat": "usulan.layak"},
    )  # fmt: skip
    def layakkan(self) -> None:
        """The unit filled its checklist and found the proposal feasible. Source: USL-06."""
        self.alasan = ""

    @transition(
        status, source=Status.VERIFIKASI_UP, target=Status.RAPAT_BKM, permission=izin.PUTUS_USULAN,
        custom={"label": _("Disetujui rapat BKM"), "otomatis": True},
    )  # fmt: skip
    def setujui(self) -> None:
        """Ranked within the money left; runs with the BAPPUK. Source: USL-07."""
        self.alasan = ""

    @transition(
        status, source=[Status.VERIFIKASI_UP, Status.RAPAT_BKM, Status.KONTRAK], target=Status.DITUNDA,
        permission=izin.PUTUS_USULAN, custom={"label": _("Tunda"), "perlu_alasan": True, "syarat": "usulan.belum_cair"},
    )  # fmt: skip
    def tunda(self, *, sebab: str) -> None:
        """Below the line, or the agreed swadaya is not there. Source: USL-08."""
        self.alasan = sebab

    @transition(
        status, source=Status.DITUNDA, target=Status.VERIFIKASI_UP, permission=izin.PUTUS_USULAN,
        custom={"label": _("Lanjutkan"), "perlu_alasan": True},
    )  # fmt: skip
    def lanjutkan(self) -> None:
        """It stands in the next meeting again. Source: USL-08."""
        self.alasan = ""

    @transition(
        status, source=Status.RAPAT_BKM, target=Status.KONTRAK, permission=izin.PUTUS_USULAN,
        custom={"label": _("Catat perjanjian"), "gaya": "go", "syarat": "usulan.kontrak"},
    )  # fmt: skip
    def kontrakkan(self) -> None:
        """BKM and KSM signed. Source: USL-09."""

    @transition(
        status, source=Status.KONTRAK, target=Status.CAIR, permission=izin.LIHAT,
        custom={"label": _("Dana cair"), "otomatis": True},
    )  # fmt: skip
    def cairkan(self) -> None:
        """The first money was handed out; runs with the payment. Source: USL-10."""

    @transition(
        status, source=Status.CAIR, target=Status.KONTRAK, permission=izin.LIHAT,
        custom={"label": _("Pembayaran pertama dibalik"), "otomatis": True},
    )  # fmt: skip
    def urungkan_cair(self) -> None:
        """Its only payment was taken back. Source: USL-10."""

    @transition(
        status, source=[Status.KONTRAK, Status.CAIR], target=Status.BERJALAN, permission=izin.CATAT_PELAKSANAAN,
        custom={"label": _("Mulai pekerjaan"), "gaya": "go"},
    )  # fmt: skip
    def mulai(self) -> None:
        """Work has begun (it may begin with swadaya before the money). Source: USL-10."""

    @transition(
        status, source=[Status.KONTRAK, Status.CAIR, Status.BERJALAN], target=Status.PERUBAHAN,
        permission=izin.SUSUN_USULAN,
        custom={"label": _("Usulkan perubahan"), "perlu_alasan": True, "syarat": "usulan.belum_serah"},
    )  # fmt: skip
    def usul_ubah(self, *, asal: str) -> None:
        """Volume, use or beneficiaries are to change: no money goes out until both are decided. Source: USL-11, USL-19."""
        self.status_ubah = asal

    @transition(
        status, source=Status.PERUBAHAN, target=Status.KONTRAK, permission=izin.PUTUS_USULAN,
        custom={"label": _("Kembali ke perjanjian"), "otomatis": True},
    )  # fmt: skip
    def kembali_kontrak(self) -> None:
        """The change is decided; nothing was paid yet. Source: USL-11."""
        self.status_ubah = ""

    @transition(
        status, source=Status.PERUBAHAN, target=Status.CAIR, permission=izin.PUTUS_USULAN,
        custom={"label": _("Kembali ke dana cair"), "otomatis": True},
    )  # fmt: skip
    def kembali_cair(self) -> None:
        """The change is decided; money is out. Source: USL-11."""
        self.status_ubah = ""

    @transition(
        status, source=Status.PERUBAHAN, target=Status.BERJALAN, permission=izin.PUTUS_USULAN,
        custom={"label": _("Kembali ke pekerjaan"), "otomatis": True},
    )  # fmt: skip
    def kembali_berjalan(self) -> None:
        """The change is decided; work goes on. Source: USL-11."""
        self.status_ubah = ""

    @transition(
        status, source=[Status.CAIR, Status.BERJALAN], target=Status.LPJ, permission=izin.LIHAT,
        custom={"label": _("LPJ diajukan"), "otomatis": True},
    )  # fmt: skip
    def pertanggungjawabkan(self) -> None:
        """The group handed in its account; runs with the LPJ. Source: USL-12."""

    @transition(
        status, source=Status.LPJ, target=Status.BERJALAN, permission=izin.LIHAT,
        custom={"label": _("LPJ dikembalikan"), "otomatis": True},
    )  # fmt: skip
    def buka_lpj(self) -> None:
        """The account was given back to be mended. Source: USL-12."""

    @transition(
        status, source=Status.LPJ, target=Status.SELESAI, permission=izin.LIHAT,
        custom={"label": _("Selesai"), "otomatis": True},
    )  # fmt: skip
    def selesaikan(self, *, tanggal: Any) -> None:
        """UP and BKM accepted the account. Source: USL-12."""
        self.selesai_pada = tanggal

    @transition(
        status,
        source=[Status.DRAF, Status.DIAJUKAN, Status.VERIFIKASI_UP, Status.RAPAT_BKM, Status.KONTRAK, Status.DITUNDA],
        target=Status.BATAL, permission=izin.PUTUS_USULAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True, "syarat": "usulan.belum_cair"},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Withdrawn, refused by the meeting, or entered wrongly; it stays with the reason. Source: USL-08, UMU-32."""
        self.alasan = sebab


class MilikUsulan(Berwilayah):
    """Base of what is recorded below a proposal; a wrong record is cancelled with a reason. Source: UMU-32."""

    IZIN_BACA = izin.LIHAT
    JALUR_BADAN = "usulan__ksm__badan_id"
    JENIS_BADAN = "ksm"

    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="%(class)s", verbose_name=_("usulan"))
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the group that asks: the proposal's own."""
        return self.usulan_id

    @property
    def badan_id(self) -> Any:
        """The body of the group: its papers are the group's own."""
        return self.usulan.badan_id


class BarisUsulan(Berwilayah):
    """Base of the lines of a proposal; they are written while it is open, and stay. Source: USL-03."""

    IZIN_BACA = izin.LIHAT
    JALUR_BADAN = "usulan__ksm__badan_id"
    JENIS_BADAN = "ksm"

    usulan = models.ForeignKey(Usulan, models.PROTECT, related_name="%(class)s", verbose_name=_("usulan"))
    ke = models.PositiveSmallIntegerField(_("RAB ke"), default=0)
    urut = models.PositiveSmallIntegerField(_("urut"))

    class Meta:
        abstract = True

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the proposal."""
        return self.usulan_id

    @property
    def badan_id(self) -> Any:
        """The body of the group: its papers are the group's own."""
        return self.usulan.badan_id


class BarisRAB(BarisUsulan):
    """One line of the cost plan: volume x unit price, and who pays it, rupiah. Source: USL-03.

    `jumlah` is computed; the three shares sum to it once the proposal is handed in (trigger), not while it is typed.
    """

    class Kelompok(models.TextChoices):
        BAHAN = "bahan", _("Bahan")
        ALAT = "alat", _("Alat")
        UPAH = "upah", _("Upah")
        BANTUAN = "bantuan", _("Bantuan kepada penerima")
        LAIN = "lain", _("Lain-lain")

    kelompok = models.CharField(_("kelompok"), max_length=8, choices=Kelompok)
    uraian = models.CharField(_("uraian"), max_length=150)
    volume = models.DecimalField(_("volume"), **VOLUME)
    satuan = models.CharField(_("satuan"), max_length=30)
    harga_satuan = RupiahField(_("harga satuan"))
    jumlah = worth("volume", "harga_satuan")
    blm = RupiahField(_("BLM"), default=0)
    swadaya = RupiahField(_("swadaya"), default=0)
    lain = RupiahField(_("dana lain"), default=0)

    class Meta:
        verbose_name = _("baris RAB")
        ordering = ["usulan", "ke", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["usulan", "ke", "urut"], name="baris_rab_urut"),
            models.CheckConstraint(condition=~Q(uraian="") & ~Q(satuan=""), name="baris_rab_beruraian"),
            models.CheckConstraint(condition=Q(volume__gt=0, harga_satuan__gt=0), name="baris_rab_positif"),
            models.CheckConstraint(
                condition=Q(blm__gte=0, swadaya__gte=0, lain__gte=0), name="baris_rab_bagian_tidak_negatif"
            ),
        ]
        indexes = scope_indexes("barisrab", "usulan", "ke", "urut")

    def __str__(self) -> str:
        return self.uraian


class JanjiSwadaya(BarisUsulan):
    """What residents promise to bring: cash, labour days, material or land at an agreed price, rupiah. Source: USL-03."""

    class Bentuk(models.TextChoices):
        TUNAI = "tunai", _("Uang tunai")
        TENAGA = "tenaga", _("Tenaga (hari orang kerja)")
        BAHAN = "bahan", _("Bahan dan alat")
        LAHAN = "lahan", _("Lahan")

    bentuk = models.CharField(_("bentuk"), max_length=6, choices=Bentuk)
    uraian = models.CharField(_("uraian"), max_length=150)
    volume = models.DecimalField(_("jumlah"), **VOLUME)
    satuan = models.CharField(_("satuan"), max_length=30)
    harga_satuan = RupiahField(_("harga yang disepakati"))
    nilai = worth("volume", "harga_satuan")

    class Meta:
        verbose_name = _("janji swadaya")
        ordering = ["usulan", "ke", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["usulan", "ke", "urut"], name="janji_swadaya_urut"),
            models.CheckConstraint(condition=~Q(uraian="") & ~Q(satuan=""), name="janji_swadaya_beruraian"),
            models.CheckConstraint(condition=Q(volume__gt=0, harga_satuan__gt=0), name="janji_swadaya_positif"),
        ]
        indexes = scope_indexes("janjiswadaya", "usulan", "ke", "urut")

    def __str__(self) -> str:
        return self.uraian


class PemanfaatUsulan(BarisUsulan):
    """Who benefits: one household by name, or the KK of one RT counted (orang, KK). Source: USL-05, TGT-01.

    By name only households on PS-2 (trigger). `nilai` is what that household is to receive, rupiah. Personal data: who.
    """

    IZIN_BACA = izin.LIHAT_PEMANFAAT

    keluarga = models.ForeignKey(
        "siklus.Keluarga", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("keluarga")
    )
    penerima = models.CharField(_("nama penerima"), max_length=150, blank=True)
    nilai = RupiahField(_("nilai bantuan"), null=True, blank=True)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    kk = models.PositiveIntegerField(_("KK pemanfaat"), null=True, blank=True)
    kk_miskin = models.PositiveIntegerField(_("di antaranya KK miskin (PS-2)"), null=True, blank=True)
    jiwa_l = models.PositiveIntegerField(_("jiwa laki-laki"), null=True, blank=True)
    jiwa_p = models.PositiveIntegerField(_("jiwa perempuan"), null=True, blank=True)

    class Meta:
        verbose_name = _("pemanfaat")
        ordering = ["usulan", "ke", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["usulan", "ke", "urut"], name="pemanfaat_urut"),
            models.UniqueConstraint(
                fields=["usulan", "ke", "keluarga"], condition=Q(keluarga__isnull=False), name="pemanfaat_kk_sekali"
            ),
            models.UniqueConstraint(
                fields=["usulan", "ke", "basis"], condition=Q(keluarga__isnull=True), name="pemanfaat_rt_sekali"
            ),
            models.CheckConstraint(
                condition=Q(keluarga__isnull=False, basis__isnull=True, kk__isnull=True, kk_miskin__isnull=True)
                & ~Q(penerima="")
                | Q(
                    keluarga__isnull=True, basis__isnull=False, kk__gt=0, kk_miskin__isnull=False,
                    kk_miskin__lte=F("kk"), nilai__isnull=True, penerima="",
                ),
                name="pemanfaat_nama_atau_rt",
            ),
            models.CheckConstraint(condition=Q(nilai__isnull=True) | Q(nilai__gt=0), name="pemanfaat_nilai_positif"),
        ]  # fmt: skip
        indexes = [
            *scope_indexes("pemanfaatusulan", "usulan", "ke", "urut"),
            models.Index(fields=["keluarga"], name="pemanfaat_keluarga", condition=Q(keluarga__isnull=False)),
        ]

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it names nobody.
        return str(_("Pemanfaat"))
