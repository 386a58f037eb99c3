"""The body of the residents: its readiness, its terms and members, its units and secretariat, its meetings and papers.

BKM is permanent and stands one-to-one on a Badan; a Kepengurusan is one term of it. Who is appointed or dismissed points
to a decision of a members' meeting; dates are closed, nothing is deleted. There is no honorarium field on a member.
Source: BKM-50 .. BKM-75.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from bkm import izin
from inti.formats import tanggal as format_tanggal
from siklus.models.dasar import AnakLangkah, Sah, dated, reasoned
from wilayah.models import Berwilayah, JenisKelamin, scope_indexes


def short_name(nama: str) -> str:
    """A name as the trail may keep it for ever: its initials."""
    return "".join(f"{kata[0]}." for kata in nama.split())


class EvaluasiKesiapan(AnakLangkah):
    """Are residents ready to build their own body? Written from the results of the mapping, before S4. Source: BKM-50.

    `jawaban`: code of bkm.ciri.BUTIR -> {"ya": bool, "catatan": str}, every item answered.
    """

    IZIN_BACA = izin.LIHAT

    tanggal = models.DateField(_("tanggal"))
    pertemuan = models.ForeignKey(
        "siklus.Pertemuan", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("pertemuan")
    )
    penilai = models.CharField(_("ditulis oleh"), max_length=200)
    jawaban = models.JSONField(_("jawaban"))
    siap = models.BooleanField(_("siap"))
    kesimpulan = models.TextField(_("kesimpulan dan yang perlu disiapkan"))
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("evaluasi kesiapan")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["langkah"], condition=Q(status="sah"), name="evaluasi_satu_berlaku"),
            models.CheckConstraint(condition=~Q(penilai="") & ~Q(kesimpulan=""), name="evaluasi_bernama_berkesimpulan"),
            dated("tanggal", "evaluasi_tanggal_wajar"),
            reasoned("evaluasi_batal_beralasan"),
        ]
        indexes = scope_indexes("evaluasikesiapan", "-tanggal", "-id")

    def __str__(self) -> str:
        return str(_("Evaluasi kesiapan"))

    @transition(status, source=Sah.SAH, target=Sah.BATAL, permission=izin.CATAT,
                custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Replaced by a new evaluation, or entered wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class BKM(Berwilayah):
    """The residents' body of one kelurahan; one lives at a time, terms come and go. Source: BKM-51, BKM-52."""

    IZIN_BACA = izin.LIHAT

    class Asal(models.TextChoices):
        PEMILIHAN = "pemilihan", _("Dari pemilihan")
        KEADAAN_AWAL = "keadaan_awal", _("Sudah ada sebelum program (keadaan awal)")

    class Status(models.TextChoices):
        AKTIF = "aktif", _("Aktif")
        BUBAR = "bubar", _("Bubar")

    badan = models.OneToOneField("wilayah.Badan", models.PROTECT, related_name="bkm", verbose_name=_("badan"))
    asal = models.CharField(_("asal"), max_length=12, choices=Asal, default=Asal.PEMILIHAN)
    berkas_awal = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Status, default=Status.AKTIF, protected=True)
    berakhir_pada = models.DateField(_("berakhir pada"), null=True, blank=True)
    alasan_berakhir = models.CharField(_("sebab berakhir"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("BKM")
        ordering = ["wilayah", "id"]
        constraints = [
            models.UniqueConstraint(fields=["wilayah"], condition=Q(status="aktif"), name="bkm_satu_aktif_per_kelurahan"),
            models.CheckConstraint(
                condition=~Q(asal="keadaan_awal") | Q(berkas_awal__isnull=False), name="bkm_keadaan_awal_berberkas"
            ),
            models.CheckConstraint(
                condition=Q(status="aktif", berakhir_pada__isnull=True, alasan_berakhir="")
                | (Q(status="bubar", berakhir_pada__isnull=False) & ~Q(alasan_berakhir="")),
                name="bkm_bubar_bertanggal_beralasan",
            ),
        ]  # fmt: skip
        indexes = scope_indexes("bkm", "id")

    def __str__(self) -> str:
        return str(self.badan)

    @property
    def nama(self) -> str:
        """The name with its title: "BKM Cahaya Mandiri"."""
        return str(self.badan)

    @transition(status, source=Status.AKTIF, target=Status.BUBAR, permission=izin.CATAT,
                custom={"label": _("Catat pembubaran"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def bubarkan(self, *, tanggal: datetime.date, sebab: str) -> None:
        """Residents dissolved it in a rembug; its terms, books and papers stay. Source: BKM-52."""
        self.berakhir_pada, self.alasan_berakhir = tanggal, sebab


class Kepengurusan(Berwilayah):
    """One term: elected, installed in the same rembug, ended. `masa_bakti` in years. Source: BKM-53, BKM-54.

    `berakhir_rencana` is computed at the installing. `langkah` is the S4 of the election, empty for the opening state.
    """

    IZIN_BACA = izin.LIHAT

    class Status(models.TextChoices):
        TERPILIH = "terpilih", _("Terpilih, belum dikukuhkan")
        DIKUKUHKAN = "dikukuhkan", _("Dikukuhkan")
        BERAKHIR = "berakhir", _("Berakhir")
        BATAL = "batal", _("Dibatalkan")

    bkm = models.ForeignKey(BKM, models.PROTECT, related_name="kepengurusan", verbose_name=_("BKM"))
    langkah = models.ForeignKey("siklus.Langkah", models.PROTECT, related_name="kepengurusan", null=True, blank=True)
    periode = models.PositiveSmallIntegerField(_("periode ke"), default=1)
    jumlah_ditetapkan = models.PositiveSmallIntegerField(_("jumlah anggota yang ditetapkan"))
    masa_bakti = models.PositiveSmallIntegerField(_("masa bakti (tahun)"))
    pertemuan = models.ForeignKey(
        "siklus.Pertemuan", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("rembug pengukuhan")
    )
    dikukuhkan_pada = models.DateField(_("dikukuhkan pada"), null=True, blank=True)
    berakhir_rencana = models.DateField(_("masa bakti sampai"), null=True, blank=True)
    berakhir_pada = models.DateField(_("berakhir pada"), null=True, blank=True)
    status = FSMField(_("status"), max_length=12, choices=Status, default=Status.TERPILIH, protected=True)
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kepengurusan BKM")
        ordering = ["bkm", "-periode", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bkm"], condition=Q(status="dikukuhkan"), name="kepengurusan_satu_dikukuhkan"
            ),
            models.UniqueConstraint(fields=["bkm"], condition=Q(status="terpilih"), name="kepengurusan_satu_terpilih"),
            models.UniqueConstraint(
                fields=["bkm", "periode"], condition=~Q(status="batal"), name="kepengurusan_periode_sekali"
            ),
            models.UniqueConstraint(
                fields=["langkah"], condition=~Q(status="batal") & Q(langkah__isnull=False),
                name="kepengurusan_satu_per_langkah",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["terpilih", "batal"])
                | Q(dikukuhkan_pada__isnull=False, berakhir_rencana__isnull=False),
                name="kepengurusan_dikukuhkan_bertanggal",
            ),
            models.CheckConstraint(
                condition=Q(status="berakhir") ^ Q(berakhir_pada__isnull=True), name="kepengurusan_berakhir_bertanggal"
            ),
            models.CheckConstraint(
                condition=Q(berakhir_pada__isnull=True) | Q(berakhir_pada__gte=F("dikukuhkan_pada")),
                name="kepengurusan_berakhir_sesudah_dikukuhkan",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["terpilih", "dikukuhkan"]) | ~Q(alasan=""), name="kepengurusan_tutup_beralasan"
            ),
            models.CheckConstraint(
                condition=Q(masa_bakti__range=(1, 10), jumlah_ditetapkan__range=(3, 51)), name="kepengurusan_angka_wajar"
            ),
            dated("dikukuhkan_pada", "kepengurusan_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["berakhir_rencana"], name="kepengurusan_masa", condition=Q(status="dikukuhkan")),
            *scope_indexes("kepengurusan", "-dikukuhkan_pada", "id"),
        ]

    def __str__(self) -> str:
        return str(_("Kepengurusan periode ke-%(n)d") % {"n": self.periode})

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the stage that elected it, where there is one."""
        return self.langkah_id or self.bkm_id

    @transition(status, source=Status.TERPILIH, target=Status.DIKUKUHKAN, permission=izin.CATAT,
                custom={"label": _("Catat pengukuhan"), "gaya": "go"})  # fmt: skip
    def kukuhkan(self, *, tanggal: datetime.date, sampai: datetime.date, pertemuan: Any = None) -> None:
        """Installed as collective leadership, in the rembug that elected them. Source: BKM-54 (K2)."""
        self.dikukuhkan_pada, self.berakhir_rencana, self.pertemuan = tanggal, sampai, pertemuan

    @transition(status, source=Status.DIKUKUHKAN, target=Status.BERAKHIR, permission=izin.CATAT,
                custom={"label": _("Catat akhir masa bakti"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def akhiri(self, *, tanggal: datetime.date, sebab: str) -> None:
        """The term is over; members and their dates stay. Source: BKM-53."""
        self.berakhir_pada, self.alasan = tanggal, sebab

    @transition(status, source=Status.TERPILIH, target=Status.BATAL, permission=izin.CATAT,
                custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """The result it stood on was taken back. Source: UMU-32."""
        self.alasan = sebab


class RapatBKM(Berwilayah):
    """One members' meeting with its decisions. Source: BKM-60.

    Within a stage it is one-to-one on a Pertemuan; a monthly meeting outside stages keeps place and day itself; one of
    before the programme stands on its paper (`berkas`).
    """

    IZIN_BACA = izin.LIHAT

    class Asal(models.TextChoices):
        LANGKAH = "langkah", _("Rapat dalam langkah siklus")
        RUTIN = "rutin", _("Rapat rutin")
        ARSIP = "arsip", _("Menurut berkas lama")

    kepengurusan = models.ForeignKey(Kepengurusan, models.PROTECT, related_name="rapat")
    asal = models.CharField(_("asal"), max_length=8, choices=Asal)
    pertemuan = models.OneToOneField(
        "siklus.Pertemuan", models.PROTECT, related_name="rapat_bkm", null=True, blank=True, verbose_name=_("pertemuan")
    )
    tanggal = models.DateField(_("tanggal"))
    tempat = models.CharField(_("tempat"), max_length=150, blank=True)
    pemimpin = models.CharField(_("pemimpin rapat"), max_length=150, blank=True)
    notulis = models.CharField(_("notulis"), max_length=150, blank=True)
    pokok = models.CharField(_("pokok bahasan"), max_length=200, blank=True)
    catatan = models.TextField(_("catatan"), blank=True)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("rapat BKM")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asal="langkah") ^ Q(pertemuan__isnull=True), name="rapatbkm_langkah_berpertemuan"
            ),
            models.CheckConstraint(
                condition=~Q(asal="arsip") | Q(berkas__isnull=False), name="rapatbkm_arsip_berberkas"
            ),
            dated("tanggal", "rapatbkm_tanggal_wajar"),
            reasoned("rapatbkm_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["kepengurusan", "-tanggal"], name="rapatbkm_kepengurusan"),
            *scope_indexes("rapatbkm", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return str(_("Rapat anggota %(tanggal)s") % {"tanggal": format_tanggal(self.tanggal, "singkat")})

    @transition(status, source=Sah.SAH, target=Sah.BATAL, permission=izin.CATAT,
                custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly: it stays, with the reason; not while an appointment stands on it. Source: UMU-32."""
        self.alasan_batal = sebab


class KeputusanRapat(Berwilayah):
    """One decision of a members' meeting; appointments and dismissals point to it. Source: BKM-61."""

    IZIN_BACA = izin.LIHAT

    class Jenis(models.TextChoices):
        KOORDINATOR = "koordinator", _("Pemilihan koordinator")
        PENGANGKATAN = "pengangkatan", _("Pengangkatan petugas")
        PEMBERHENTIAN = "pemberhentian", _("Pemberhentian petugas")
        PENGGANTIAN = "penggantian", _("Penggantian antarwaktu anggota")
        LAIN = "lain", _("Keputusan lain")

    class Cara(models.TextChoices):
        MUFAKAT = "mufakat", _("Musyawarah mufakat")
        SUARA = "suara", _("Pemungutan suara")

    rapat = models.ForeignKey(RapatBKM, models.PROTECT, related_name="keputusan")
    jenis = models.CharField(_("jenis"), max_length=14, choices=Jenis)
    isi = models.TextField(_("isi keputusan"))
    cara = models.CharField(_("cara"), max_length=8, choices=Cara, default=Cara.MUFAKAT)
    nomor = models.CharField(_("nomor surat keputusan"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("keputusan rapat BKM")
        ordering = ["rapat", "dibuat_pada", "id"]
        constraints = [models.CheckConstraint(condition=~Q(isi=""), name="keputusanrapat_berisi")]
        indexes = [models.Index(fields=["rapat", "jenis"], name="keputusanrapat_rapat")]

    def __str__(self) -> str:
        return str(self.get_jenis_display())

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the meeting."""
        return self.rapat_id


class Keadaan(models.TextChoices):
    """Whether a person holds an office now."""

    AKTIF = "aktif", _("Aktif")
    BERHENTI = "berhenti", _("Sudah berhenti")
    BATAL = "batal", _("Dibatalkan")


class Pemangku(Berwilayah):
    """What every office holder has: who it is, from when to when, appointed by which decision. Source: BKM-62, BKM-63.

    Personal data: name, telephone; masked in the audit of rows. `pengurus_partai` and `pejabat` are warnings (BKM-65).
    """

    IZIN_BACA = izin.LIHAT

    warga = models.ForeignKey("wilayah.Warga", models.PROTECT, related_name="+", null=True, blank=True)
    nama = models.CharField(_("nama"), max_length=150)
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    telepon = models.CharField(_("telepon"), max_length=20, blank=True)
    miskin = models.BooleanField(_("warga miskin"), default=False)
    pengurus_partai = models.BooleanField(_("pengurus partai atau calon pejabat"), default=False)
    pejabat = models.BooleanField(_("pejabat pemerintah, militer, atau lembaga agama"), default=False)
    mulai = models.DateField(_("mulai"))
    selesai = models.DateField(_("selesai"), null=True, blank=True)
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it names nobody.
        return f"{self._meta.verbose_name} {short_name(self.nama)}"


class PemangkuAngkatan(Pemangku):
    """Somebody whom a members' meeting appoints and releases; the meeting that did either stands beside the name."""

    diberhentikan = models.ForeignKey(
        KeputusanRapat, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("diberhentikan oleh")
    )
    status = FSMField(_("status"), max_length=10, choices=Keadaan, default=Keadaan.AKTIF, protected=True)

    class Meta:
        abstract = True

    @transition("status", source=Keadaan.AKTIF, target=Keadaan.BERHENTI, permission=izin.CATAT,
                custom={"label": _("Berhentikan"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def berhentikan(self, *, tanggal: datetime.date, catatan: str, keputusan: KeputusanRapat) -> None:
        """Dismissed by a members' meeting, or released at own wish in one. Source: BKM-63 [B17]."""
        self.selesai, self.alasan, self.diberhentikan = tanggal, catatan, keputusan

    @transition("status", source=Keadaan.AKTIF, target=Keadaan.BATAL, permission=izin.CATAT,
                custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan = sebab


def _officer_constraints(nama: str, *, berdasar: bool) -> list[models.BaseConstraint]:
    """Named; left exactly when dated and reasoned; dismissed by a decision where one appointed (BKM-62, BKM-63)."""
    tutup = Q(selesai__isnull=False) & ~Q(alasan="")
    if berdasar:
        tutup &= Q(diberhentikan__isnull=False)
    return [
        models.CheckConstraint(condition=~Q(nama=""), name=f"{nama}_bernama"),
        models.CheckConstraint(condition=Q(jenis_kelamin__in=["L", "P"]), name=f"{nama}_jenis_kelamin"),
        models.CheckConstraint(
            condition=Q(status="aktif", selesai__isnull=True, alasan="")
            | (Q(status="berhenti") & tutup)
            | (Q(status="batal") & ~Q(alasan="")),
            name=f"{nama}_berhenti_bertanggal_beralasan",
        ),
        models.CheckConstraint(
            condition=Q(selesai__isnull=True) | Q(selesai__gte=F("mulai")), name=f"{nama}_selesai_sesudah_mulai"
        ),
        dated("mulai", f"{nama}_mulai_wajar"),
    ]


class AnggotaBKM(Pemangku):
    """One member in one term, in the order of the votes. Unpaid: there is no honorarium here. Source: BKM-55 .. BKM-59.

    A replacement (PAW) points to whom it replaces and to the meeting that decided; the reserve list is the election's
    order. The koordinator points to the members' meeting that chose him or her.
    """

    class Sebab(models.TextChoices):
        MUNDUR = "mundur", _("Mengundurkan diri")
        MENINGGAL = "meninggal", _("Meninggal dunia")
        PINDAH = "pindah", _("Pindah tempat tinggal")
        DIBERHENTIKAN = "diberhentikan", _("Diberhentikan rapat anggota")
        MASA_BAKTI = "masa_bakti", _("Masa bakti berakhir")

    kepengurusan = models.ForeignKey(Kepengurusan, models.PROTECT, related_name="anggota")
    utusan = models.ForeignKey("bkm.Utusan", models.PROTECT, related_name="anggota_bkm", null=True, blank=True)
    urutan = models.PositiveSmallIntegerField(_("urutan suara"))
    suara = models.PositiveIntegerField(_("suara"), null=True, blank=True)
    pekerjaan = models.CharField(_("pekerjaan"), max_length=80, blank=True)
    koordinator = models.BooleanField(_("koordinator"), default=False)
    dipilih = models.ForeignKey(
        KeputusanRapat,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("dipilih koordinator oleh"),
    )
    menggantikan = models.OneToOneField("self", models.PROTECT, related_name="pengganti", null=True, blank=True)
    diangkat = models.ForeignKey(
        KeputusanRapat,
        models.PROTECT,
        related_name="anggota_masuk",
        null=True,
        blank=True,
        verbose_name=_("diangkat oleh"),
    )
    diberhentikan = models.ForeignKey(
        KeputusanRapat, models.PROTECT, related_name="anggota_keluar", null=True, blank=True,
        verbose_name=_("diberhentikan oleh"),
    )  # fmt: skip
    sebab = models.CharField(_("sebab berhenti"), max_length=14, choices=Sebab, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Keadaan, default=Keadaan.AKTIF, protected=True)

    class Meta:
        verbose_name = _("anggota BKM")
        ordering = ["kepengurusan", "urutan", "id"]
        constraints = [
            *_officer_constraints("anggotabkm", berdasar=False),
            models.UniqueConstraint(
                fields=["kepengurusan", "urutan"], condition=~Q(status="batal"), name="anggotabkm_urutan_sekali"
            ),
            models.UniqueConstraint(
                fields=["kepengurusan", "utusan"], condition=~Q(status="batal") & Q(utusan__isnull=False),
                name="anggotabkm_utusan_sekali",
            ),
            models.UniqueConstraint(
                fields=["kepengurusan"], condition=Q(koordinator=True, status="aktif"), name="anggotabkm_satu_koordinator"
            ),
            models.CheckConstraint(
                condition=Q(koordinator=False) | Q(dipilih__isnull=False), name="anggotabkm_koordinator_berdasar_rapat"
            ),
            models.CheckConstraint(
                condition=Q(menggantikan__isnull=True) | Q(diangkat__isnull=False), name="anggotabkm_paw_berdasar_rapat"
            ),
            models.CheckConstraint(condition=Q(status="berhenti") | Q(sebab=""), name="anggotabkm_sebab_bila_berhenti"),
            models.CheckConstraint(
                condition=~Q(status="berhenti") | Q(sebab="masa_bakti") | (Q(diberhentikan__isnull=False) & ~Q(sebab="")),
                name="anggotabkm_berhenti_berdasar_rapat",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["kepengurusan", "status"], name="anggotabkm_kepengurusan"),
            *scope_indexes("anggotabkm", "nama", "id"),
        ]

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the term's trail."""
        return self.kepengurusan_id

    @transition(status, source=Keadaan.AKTIF, target=Keadaan.BERHENTI, permission=izin.CATAT,
                custom={"label": _("Catat berhenti"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def berhentikan(
        self, *, tanggal: datetime.date, sebab: str, catatan: str, keputusan: KeputusanRapat | None = None
    ) -> None:
        """Left before or at the end of the term; dated, with the cause, kept. Source: BKM-57."""
        self.selesai, self.sebab, self.alasan, self.diberhentikan = tanggal, sebab, catatan, keputusan

    @transition(status, source=Keadaan.AKTIF, target=Keadaan.BATAL, permission=izin.CATAT,
                custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan = sebab


class UnitPengelola(Berwilayah):
    """UPK, UPL or UPS of a BKM: executes what the members decide. One of each kind. Source: BKM-62."""

    IZIN_BACA = izin.LIHAT

    class Jenis(models.TextChoices):
        UPK = "upk", _("UPK")
        UPL = "upl", _("UPL")
        UPS = "ups", _("UPS")

    bkm = models.ForeignKey(BKM, models.PROTECT, related_name="unit", verbose_name=_("BKM"))
    badan = models.OneToOneField(
        "wilayah.Badan", models.PROTECT, related_name="unit_pengelola", verbose_name=_("badan")
    )
    jenis = models.CharField(_("jenis"), max_length=3, choices=Jenis)
    dibentuk = models.ForeignKey(KeputusanRapat, models.PROTECT, related_name="unit", verbose_name=_("dibentuk oleh"))
    dibentuk_pada = models.DateField(_("dibentuk pada"))

    class Meta:
        verbose_name = _("unit pengelola")
        ordering = ["bkm", "jenis"]
        constraints = [
            models.UniqueConstraint(fields=["bkm", "jenis"], name="unit_satu_per_jenis"),
            models.CheckConstraint(condition=Q(jenis__in=["upk", "upl", "ups"]), name="unit_jenis_dikenal"),
            dated("dibentuk_pada", "unit_tanggal_wajar"),
        ]
        indexes = scope_indexes("unitpengelola", "jenis", "id")

    def __str__(self) -> str:
        return str(self.get_jenis_display())

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the body's trail."""
        return self.bkm_id


class PetugasUP(PemangkuAngkatan):
    """One officer of a unit, appointed and dismissed by a members' meeting only. Source: BKM-62, BKM-63."""

    class Jabatan(models.TextChoices):
        MANAJER = "manajer", _("Manajer")
        KASIR = "kasir", _("Kasir")
        PEMBUKU = "pembuku", _("Pembuku")
        KOORDINATOR = "koordinator", _("Koordinator unit")
        PETUGAS = "petugas", _("Petugas")

    unit = models.ForeignKey(UnitPengelola, models.PROTECT, related_name="petugas", verbose_name=_("unit"))
    jabatan = models.CharField(_("jabatan"), max_length=12, choices=Jabatan)
    diangkat = models.ForeignKey(
        KeputusanRapat, models.PROTECT, related_name="petugas_up", verbose_name=_("diangkat oleh")
    )

    class Meta:
        verbose_name = _("petugas UP")
        ordering = ["unit", "jabatan", "nama", "id"]
        constraints = [
            *_officer_constraints("petugasup", berdasar=True),
            models.UniqueConstraint(
                fields=["unit", "jabatan"],
                condition=Q(status="aktif", jabatan__in=["manajer", "kasir", "pembuku", "koordinator"]),
                name="petugasup_jabatan_satu",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "status"], name="petugasup_unit"),
            *scope_indexes("petugasup", "nama", "id"),
        ]

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the unit's trail."""
        return self.unit_id


class PengawasUPK(PemangkuAngkatan):
    """Dewan Pengawas UPK: named by the BKM, paid only from the UPK's yearly profit, never an officer of a UP. BKM-67."""

    bkm = models.ForeignKey(BKM, models.PROTECT, related_name="pengawas", verbose_name=_("BKM"))
    diangkat = models.ForeignKey(
        KeputusanRapat, models.PROTECT, related_name="pengawas", verbose_name=_("diangkat oleh")
    )

    class Meta:
        verbose_name = _("pengawas UPK")
        ordering = ["bkm", "nama", "id"]
        constraints = _officer_constraints("pengawasupk", berdasar=True)
        indexes = [
            models.Index(fields=["bkm", "status"], name="pengawasupk_bkm"),
            *scope_indexes("pengawasupk", "nama", "id"),
        ]

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the body's trail."""
        return self.bkm_id


class Sekretariat(Berwilayah):
    """The secretariat of a BKM: minutes and all transactions; paid, full time. Source: BKM-66 [C4]."""

    IZIN_BACA = izin.LIHAT

    bkm = models.OneToOneField(BKM, models.PROTECT, related_name="sekretariat", verbose_name=_("BKM"))
    dibentuk = models.ForeignKey(KeputusanRapat, models.PROTECT, related_name="+", verbose_name=_("dibentuk oleh"))
    dibentuk_pada = models.DateField(_("dibentuk pada"))
    alamat = models.CharField(_("alamat sekretariat"), max_length=200, blank=True)
    jam_kerja = models.CharField(_("jam kerja"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("sekretariat BKM")
        ordering = ["bkm"]
        constraints = [dated("dibentuk_pada", "sekretariat_tanggal_wajar")]
        indexes = scope_indexes("sekretariat", "id")

    def __str__(self) -> str:
        return str(_("Sekretariat"))

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the body's trail."""
        return self.bkm_id


class PetugasSekretariat(PemangkuAngkatan):
    """One worker of the secretariat; never a member of the BKM or an officer of a UP. Source: BKM-66 [C4]."""

    class Jabatan(models.TextChoices):
        SEKRETARIS = "sekretaris", _("Sekretaris")
        STAF = "staf", _("Staf")

    sekretariat = models.ForeignKey(Sekretariat, models.PROTECT, related_name="petugas")
    jabatan = models.CharField(_("jabatan"), max_length=12, choices=Jabatan)
    penuh_waktu = models.BooleanField(_("penuh waktu"), default=True)
    diangkat = models.ForeignKey(
        KeputusanRapat, models.PROTECT, related_name="petugas_sekretariat", verbose_name=_("diangkat oleh")
    )

    class Meta:
        verbose_name = _("petugas sekretariat")
        ordering = ["sekretariat", "jabatan", "nama", "id"]
        constraints = [
            *_officer_constraints("petugassekretariat", berdasar=True),
            models.UniqueConstraint(
                fields=["sekretariat", "jabatan"], condition=Q(status="aktif", jabatan="sekretaris"),
                name="petugassekretariat_satu_sekretaris",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["sekretariat", "status"], name="petugassekretariat_induk"),
            *scope_indexes("petugassekretariat", "nama", "id"),
        ]

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the secretariat's trail."""
        return self.sekretariat_id


class Penasehat(PemangkuAngkatan):
    """An optional adviser of the BKM; the local rule knows at most three. Source: BKM-68 [C4]."""

    bkm = models.ForeignKey(BKM, models.PROTECT, related_name="penasehat", verbose_name=_("BKM"))
    diangkat = models.ForeignKey(
        KeputusanRapat, models.PROTECT, related_name="penasehat", verbose_name=_("diangkat oleh")
    )

    class Meta:
        verbose_name = _("penasehat BKM")
        ordering = ["bkm", "nama", "id"]
        constraints = _officer_constraints("penasehat", berdasar=True)
        indexes = [
            models.Index(fields=["bkm", "status"], name="penasehat_bkm"),
            *scope_indexes("penasehat", "nama", "id"),
        ]

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the body's trail."""
        return self.bkm_id


class HadirRapatBKM(Berwilayah):
    """One member who was present at a members' meeting. Source: BKM-60."""

    IZIN_BACA = izin.LIHAT

    rapat = models.ForeignKey(RapatBKM, models.PROTECT, related_name="hadir")
    anggota = models.ForeignKey(AnggotaBKM, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kehadiran rapat BKM")
        ordering = ["rapat", "id"]
        constraints = [models.UniqueConstraint(fields=["rapat", "anggota"], name="hadirrapat_sekali")]

    def __str__(self) -> str:
        return str(_("Anggota yang hadir"))

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the meeting."""
        return self.rapat_id


class AktaBKM(Berwilayah):
    """The deed: a body recorded with a notary by three persons whom residents authorised. Source: BKM-70 [C5]."""

    IZIN_BACA = izin.LIHAT

    class Bentuk(models.TextChoices):
        PERKUMPULAN = "perkumpulan", _("Perkumpulan")
        WAARMERKING = "waarmerking", _("Dicatat saja (waarmerking)")
        LAIN = "lain", _("Bentuk lain")

    kepengurusan = models.ForeignKey(Kepengurusan, models.PROTECT, related_name="akta")
    nomor = models.CharField(_("nomor akta"), max_length=60)
    tanggal = models.DateField(_("tanggal akta"))
    notaris = models.CharField(_("notaris"), max_length=150)
    bentuk = models.CharField(_("bentuk hukum"), max_length=12, choices=Bentuk, default=Bentuk.PERKUMPULAN)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", verbose_name=_("foto akta"))
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("akta BKM")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["kepengurusan"], condition=Q(status="sah"), name="akta_satu_berlaku"),
            models.CheckConstraint(condition=~Q(nomor="") & ~Q(notaris=""), name="akta_bernomor_bernotaris"),
            dated("tanggal", "akta_tanggal_wajar"),
            reasoned("akta_batal_beralasan"),
        ]
        indexes = scope_indexes("aktabkm", "-tanggal", "-id")

    def __str__(self) -> str:
        return str(_("Akta nomor %(nomor)s") % {"nomor": self.nomor})

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the term's trail."""
        return self.kepengurusan_id

    @transition(status, source=Sah.SAH, target=Sah.BATAL, permission=izin.CATAT,
                custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Replaced, or entered wrongly: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class Penghadap(Berwilayah):
    """One of the three who appeared before the notary; owns nothing of the BKM. Personal data. Source: BKM-70 [C5]."""

    IZIN_BACA = izin.LIHAT

    class Unsur(models.TextChoices):
        PANITIA = "panitia", _("Panitia")
        KOORDINATOR = "koordinator", _("Koordinator BKM")
        RELAWAN = "relawan", _("Relawan")

    akta = models.ForeignKey(AktaBKM, models.PROTECT, related_name="penghadap")
    unsur = models.CharField(_("unsur"), max_length=12, choices=Unsur)
    nama = models.CharField(_("nama"), max_length=150)
    pekerjaan = models.CharField(_("pekerjaan"), max_length=80)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )

    class Meta:
        verbose_name = _("penghadap akta")
        ordering = ["akta", "unsur"]
        constraints = [
            models.UniqueConstraint(fields=["akta", "unsur"], name="penghadap_satu_per_unsur"),
            models.CheckConstraint(
                condition=Q(unsur__in=["panitia", "koordinator", "relawan"]), name="penghadap_unsur"
            ),
            models.CheckConstraint(condition=~Q(nama="") & ~Q(pekerjaan=""), name="penghadap_bernama_berpekerjaan"),
        ]

    def __str__(self) -> str:
        return str(self.get_unsur_display())

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the deed."""
        return self.akta_id


class AnggaranDasar(AnakLangkah):
    """The statutes: drafted by the panitia's group, ratified in the rembug that elects. Source: BKM-71, BKM-72 [A1, B8].

    `bab`: list of {"judul": str, "isi": str}; `nilai`: codes of bkm.ciri.NILAI and PRINSIP. Locked once ratified.
    """

    IZIN_BACA = izin.LIHAT

    class Status(models.TextChoices):
        RANCANGAN = "rancangan", _("Rancangan")
        DISAHKAN = "disahkan", _("Disahkan rembug")

    nama = models.CharField(_("nama BKM"), max_length=120)
    kedudukan = models.CharField(_("tempat kedudukan"), max_length=200)
    jumlah_anggota = models.PositiveSmallIntegerField(_("jumlah anggota"))
    masa_bakti = models.PositiveSmallIntegerField(_("masa bakti (tahun)"))
    nilai = ArrayField(models.CharField(max_length=20), default=list, verbose_name=_("nilai dan prinsip"))
    bab = models.JSONField(_("bab"), default=list)
    lambang = models.TextField(_("lambang"), blank=True)
    penyusun = models.CharField(_("penyusun"), max_length=200, blank=True)
    pertemuan = models.ForeignKey("siklus.Pertemuan", models.PROTECT, related_name="+", null=True, blank=True)
    tanggal_rembug = models.DateField(_("tanggal rembug"), null=True, blank=True)
    tempat = models.CharField(_("tempat rembug"), max_length=150, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Status, default=Status.RANCANGAN, protected=True)

    class Meta:
        verbose_name = _("anggaran dasar")
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["langkah"], name="ad_satu_per_langkah"),
            models.CheckConstraint(condition=~Q(nama="") & ~Q(kedudukan=""), name="ad_bernama_berkedudukan"),
            models.CheckConstraint(
                condition=Q(status="disahkan") ^ Q(tanggal_rembug__isnull=True), name="ad_disahkan_bertanggal"
            ),
            models.CheckConstraint(
                condition=Q(masa_bakti__range=(1, 10), jumlah_anggota__range=(3, 51)), name="ad_angka_wajar"
            ),
            dated("tanggal_rembug", "ad_tanggal_wajar"),
        ]
        indexes = scope_indexes("anggarandasar", "-dibuat_pada", "-id")

    def __str__(self) -> str:
        return str(_("Anggaran Dasar"))

    @transition(status, source=Status.RANCANGAN, target=Status.DISAHKAN, permission=izin.CATAT,
                custom={"label": _("Catat pengesahan"), "gaya": "go"})  # fmt: skip
    def sahkan(self, *, tanggal: datetime.date, tempat: str = "", pertemuan: Any = None) -> None:
        """Ratified by the rembug of the kelurahan. Source: BKM-71."""
        self.tanggal_rembug, self.tempat, self.pertemuan = tanggal, tempat, pertemuan

    @transition(status, source=Status.DISAHKAN, target=Status.RANCANGAN, permission=izin.CATAT,
                custom={"label": _("Buka lagi"), "perlu_alasan": True})  # fmt: skip
    def buka_lagi(self) -> None:
        """Ratified by mistake, or sent back by the rembug. Source: BKM-71."""
        self.tanggal_rembug, self.tempat, self.pertemuan = None, "", None
