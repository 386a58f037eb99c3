"""PS-2: dwellings, households and who is on the list of poor households, with its notice, objections and decision.

Rumah and Keluarga belong to the kelurahan and live on between cycles. `EntriPS2` is a membership with a date in and a
date out, so that "is poverty falling here?" has an answer. The list is decided by residents: proposed with the criteria
of Refleksi, posted per RT, open to objections for a notice period, determined by the Lokakarya. Source: PS2-01 to PS2-16.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from siklus import izin
from siklus.models.dasar import AnakLangkah, Sah, dated, reasoned
from wilayah.models import Berwilayah, JenisKelamin, scope_indexes

ORANG_SEKELUARGA_MAKS = 50
# A proposal that is still on its way, and a membership that counts.
USULAN = ("diusulkan", "diumumkan")


class Rumah(Berwilayah):
    """One dwelling; several Keluarga may live in it. Personal data: address and point, masked in audit. Source: PS2-01."""

    IZIN_BACA = izin.LIHAT_PS2

    class Kepemilikan(models.TextChoices):
        MILIK = "milik", _("Milik sendiri")
        SEWA = "sewa", _("Sewa atau kontrak")
        MENUMPANG = "menumpang", _("Menumpang")
        LAINNYA = "lainnya", _("Lainnya")

    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    alamat = models.CharField(_("alamat"), max_length=200)
    status = models.CharField(_("status rumah"), max_length=12, choices=Kepemilikan, blank=True)
    lintang = models.DecimalField(_("lintang"), max_digits=8, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField(_("bujur"), max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        verbose_name = _("rumah")
        ordering = ["alamat", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(alamat=""), name="rumah_beralamat"),
            models.CheckConstraint(
                condition=Q(lintang__isnull=True, bujur__isnull=True)
                | Q(lintang__isnull=False, bujur__isnull=False, lintang__range=(-12, 7), bujur__range=(94, 142)),
                name="rumah_titik_di_indonesia",
            ),
        ]
        indexes = [*scope_indexes("rumah", "alamat", "id"), models.Index(fields=["basis"], name="rumah_basis")]

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it gives no address away.
        return str(_("Rumah"))


class Keluarga(Berwilayah):
    """One household (KK), what PS-2 lists. Persons by sex; headed by a woman is said by the head's sex. Source: PS2-01.

    `pembeda` tells two heads of one name in one RT apart. Personal data: name and the flags, masked in audit.
    """

    IZIN_BACA = izin.LIHAT_PS2

    rumah = models.ForeignKey(
        Rumah, models.PROTECT, related_name="keluarga", null=True, blank=True, verbose_name=_("rumah")
    )
    basis = models.ForeignKey("wilayah.Basis", models.PROTECT, related_name="+", verbose_name=_("RT/RW"))
    nama_kk = models.CharField(_("nama kepala keluarga"), max_length=150)
    nama_cari = models.GeneratedField(
        expression=Lower("nama_kk"), output_field=models.CharField(max_length=150), db_persist=True
    )
    pembeda = models.CharField(_("pembeda bila bernama sama"), max_length=60, blank=True)
    jenis_kelamin_kk = models.CharField(_("jenis kelamin kepala keluarga"), max_length=1, choices=JenisKelamin)
    warga = models.ForeignKey("wilayah.Warga", models.PROTECT, related_name="+", null=True, blank=True)
    jiwa_l = models.PositiveSmallIntegerField(_("jiwa laki-laki"), default=0)
    jiwa_p = models.PositiveSmallIntegerField(_("jiwa perempuan"), default=0)
    kepala_perempuan = models.GeneratedField(
        expression=Case(When(jenis_kelamin_kk="P", then=Value(True)), default=Value(False)),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    lansia = models.BooleanField(_("kepala keluarga lansia"), default=False)
    disabilitas = models.BooleanField(_("ada penyandang disabilitas"), default=False)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("keluarga")
        ordering = ["nama_cari", "id"]
        constraints = [
            models.UniqueConstraint(
                "basis",
                Lower("nama_kk"),
                "jenis_kelamin_kk",
                Lower("pembeda"),
                condition=Q(status="sah"),
                name="keluarga_sekali_per_rt",
            ),
            models.UniqueConstraint(
                fields=["warga"], condition=Q(status="sah", warga__isnull=False), name="keluarga_warga_sekali"
            ),
            models.CheckConstraint(condition=~Q(nama_kk=""), name="keluarga_bernama"),
            models.CheckConstraint(condition=Q(jenis_kelamin_kk__in=["L", "P"]), name="keluarga_jenis_kelamin"),
            models.CheckConstraint(
                condition=Q(jiwa_l__lte=ORANG_SEKELUARGA_MAKS, jiwa_p__lte=ORANG_SEKELUARGA_MAKS)
                & (Q(jiwa_l__gt=0) | Q(jiwa_p__gt=0)),
                name="keluarga_jiwa_wajar",
            ),
            models.CheckConstraint(  # the head is one of its persons
                condition=Q(jenis_kelamin_kk="L", jiwa_l__gt=0) | Q(jenis_kelamin_kk="P", jiwa_p__gt=0),
                name="keluarga_kepala_terhitung",
            ),
            reasoned("keluarga_batal_beralasan"),
        ]
        indexes = [
            *scope_indexes("keluarga", "nama_cari", "id"),
            models.Index(fields=["basis", "nama_cari", "id"], name="keluarga_basis"),
            models.Index(fields=["rumah"], name="keluarga_rumah"),
        ]

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it names nobody.
        return f"KK {'.'.join(kata[0] for kata in self.nama_kk.split())}."

    @property
    def jiwa(self) -> int:
        """Persons, women and men together (orang)."""
        return self.jiwa_l + self.jiwa_p

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Entered wrongly, or twice: it stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class PengumumanPS2(AnakLangkah):
    """The list of one RT (or, without Basis, of the whole kelurahan) posted for residents to read. Source: PS2-06.

    The notice period is `masa_hari` days (Parameter ps2.masa_keberatan_hari on the day of posting); `akhir` is its last
    day in the province's calendar. A list may be empty ("nihil"): that too is posted. It names nobody, so all may read it.
    """

    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    tanggal = models.DateField(_("dipasang pada"))
    masa_hari = models.PositiveSmallIntegerField(_("masa keberatan (hari)"))
    akhir = models.GeneratedField(
        expression=Func(
            F("tanggal"),
            F("masa_hari"),
            template="(%(expressions)s)",
            arg_joiner=" + ",
            output_field=models.DateField(),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )
    tempat = models.CharField(_("tempat dipasang"), max_length=150)
    jumlah_kk = models.PositiveIntegerField(_("KK dalam daftar"), default=0)
    foto = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("pengumuman PS-2")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(tempat=""), name="pengumumanps2_bertempat"),
            models.CheckConstraint(condition=Q(masa_hari__lte=90), name="pengumumanps2_masa_wajar"),
            dated("tanggal", "pengumumanps2_tanggal_wajar"),
            reasoned("pengumumanps2_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["langkah", "basis"], name="pengumumanps2_langkah"),
            *scope_indexes("pengumumanps2", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return str(_("Pengumuman PS-2 %(tempat)s") % {"tempat": self.basis.label_lengkap if self.basis else ""}).strip()

    def is_over(self, tanggal: datetime.date) -> bool:
        """Whether the notice period lies before a day. Source: PS2-07."""
        return bool(tanggal > self.akhir)

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Recorded wrongly; its entries go back to proposed (the action sees to it). Source: UMU-32."""
        self.alasan_batal = sebab


class EntriPS2(AnakLangkah):
    """One membership of a household in PS-2: proposed, announced, determined, left. Source: PS2-02 to PS2-10.

    `masuk_tanggal` is the day of the deciding meeting, `keluar_tanggal` the day of the decision to leave, both with a
    cause; whoever continues in the next cycle's list has `lanjutan` in and `daftar_baru` out on the same day, which is no
    movement. `peringkat_usulan` is what the number of criteria met suggests; `peringkat` is the residents' word.
    """

    IZIN_BACA = izin.LIHAT_PS2

    class Peringkat(models.TextChoices):
        SANGAT_MISKIN = "sangat_miskin", _("Sangat miskin")
        MISKIN = "miskin", _("Miskin")
        RENTAN = "rentan", _("Rentan")

    class Status(models.TextChoices):
        DIUSULKAN = "diusulkan", _("Diusulkan")
        DIUMUMKAN = "diumumkan", _("Diumumkan")
        DITETAPKAN = "ditetapkan", _("Ditetapkan")
        KELUAR = "keluar", _("Keluar")
        BATAL = "batal", _("Dicoret")

    class Masuk(models.TextChoices):
        PENETAPAN = "penetapan", _("Ditetapkan dalam lokakarya")
        LANJUTAN = "lanjutan", _("Tetap dalam daftar berikutnya")
        SUSULAN = "susulan", _("Masuk menyusul dengan keputusan")

    class Keluar(models.TextChoices):
        MEMBAIK = "membaik", _("Kehidupannya membaik")
        PINDAH = "pindah", _("Pindah dari kelurahan")
        MENINGGAL = "meninggal", _("Meninggal, keluarganya bubar")
        TIDAK_TERCANTUM = "tidak_tercantum", _("Tidak tercantum dalam daftar baru")
        DAFTAR_BARU = "daftar_baru", _("Dilanjutkan daftar baru")
        LAINNYA = "lainnya", _("Sebab lain")

    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="entri", verbose_name=_("keluarga"))
    basis = models.ForeignKey("wilayah.Basis", models.PROTECT, related_name="+", verbose_name=_("RT/RW"))
    kriteria = models.ManyToManyField(
        "siklus.RefleksiButir", related_name="entri_ps2", blank=True, verbose_name=_("kriteria terpenuhi")
    )
    peringkat = models.CharField(_("peringkat"), max_length=14, choices=Peringkat)
    peringkat_usulan = models.CharField(max_length=14, choices=Peringkat, blank=True, editable=False)
    wawancara_tanggal = models.DateField(_("tanggal wawancara"), null=True, blank=True)
    catatan = models.CharField(_("catatan"), max_length=300, blank=True)
    pengumuman = models.ForeignKey(PengumumanPS2, models.PROTECT, related_name="entri", null=True, blank=True)
    pertemuan = models.ForeignKey("siklus.Pertemuan", models.PROTECT, related_name="+", null=True, blank=True)
    status = FSMField(_("status"), max_length=12, choices=Status, default=Status.DIUSULKAN, protected=True)
    masuk_tanggal = models.DateField(_("masuk pada"), null=True, blank=True)
    masuk_sebab = models.CharField(_("sebab masuk"), max_length=12, choices=Masuk, blank=True)
    masuk_alasan = models.CharField(_("alasan masuk"), max_length=300, blank=True)
    keluar_tanggal = models.DateField(_("keluar pada"), null=True, blank=True)
    keluar_sebab = models.CharField(_("sebab keluar"), max_length=16, choices=Keluar, blank=True)
    keluar_alasan = models.CharField(_("alasan keluar"), max_length=300, blank=True)
    alasan_batal = models.CharField(_("alasan dicoret"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("entri PS-2")
        ordering = ["basis", "keluarga", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["keluarga"], condition=Q(status="ditetapkan"), name="ps2_satu_keanggotaan_per_kk"
            ),
            models.UniqueConstraint(fields=["keluarga"], condition=Q(status__in=USULAN), name="ps2_satu_usulan_per_kk"),
            models.CheckConstraint(
                condition=Q(peringkat__in=["sangat_miskin", "miskin", "rentan"]), name="ps2_berperingkat"
            ),
            models.CheckConstraint(  # announced exactly with its notice (late entries are decided without one)
                condition=~Q(status="diumumkan") | Q(pengumuman__isnull=False), name="ps2_diumumkan_dengan_pengumuman"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["ditetapkan", "keluar"], masuk_tanggal__isnull=False) & ~Q(masuk_sebab="")
                | Q(status__in=["diusulkan", "diumumkan", "batal"], masuk_tanggal__isnull=True, masuk_sebab=""),
                name="ps2_masuk_bertanggal",
            ),
            models.CheckConstraint(
                condition=~Q(masuk_sebab="susulan") | ~Q(masuk_alasan=""), name="ps2_susulan_beralasan"
            ),
            models.CheckConstraint(
                condition=~Q(masuk_sebab__in=["penetapan", "lanjutan"]) | Q(pertemuan__isnull=False),
                name="ps2_ditetapkan_lokakarya",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="keluar", keluar_tanggal__isnull=False) & ~Q(keluar_sebab="") & ~Q(keluar_alasan="")
                )
                | (~Q(status="keluar") & Q(keluar_tanggal__isnull=True, keluar_sebab="", keluar_alasan="")),
                name="ps2_keluar_bertanggal_beralasan",
            ),
            models.CheckConstraint(
                condition=Q(keluar_tanggal__isnull=True) | Q(keluar_tanggal__gte=F("masuk_tanggal")),
                name="ps2_keluar_sesudah_masuk",
            ),
            dated("wawancara_tanggal", "ps2_wawancara_wajar"),
            dated("masuk_tanggal", "ps2_masuk_wajar"),
            reasoned("ps2_coret_beralasan"),
        ]
        indexes = [
            models.Index(fields=["langkah", "basis", "status"], name="entrips2_langkah"),
            models.Index(fields=["keluarga", "status"], name="entrips2_keluarga"),
            models.Index(fields=["pengumuman"], name="entrips2_pengumuman"),
            models.Index(fields=["wilayah", "status", "peringkat"], name="entrips2_hitung"),
            *scope_indexes("entrips2", "-dibuat_pada", "-id"),
        ]

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it names nobody.
        return str(_("KK dalam daftar PS-2"))

    @transition(
        status,
        source=Status.DIUSULKAN,
        target=Status.DIUMUMKAN,
        permission=izin.CATAT,
        custom={"label": _("Umumkan")},
    )
    def umumkan(self, *, pengumuman: PengumumanPS2) -> None:
        """Stands on the sheet that was posted. Source: PS2-06."""
        self.pengumuman = pengumuman

    @transition(
        status,
        source=Status.DIUMUMKAN,
        target=Status.DIUSULKAN,
        permission=izin.CATAT,
        custom={"label": _("Tarik pengumuman"), "perlu_alasan": True},
    )
    def tarik(self) -> None:
        """Its notice was recorded wrongly; it has to be posted again. Source: PS2-06."""
        self.pengumuman = None

    @transition(
        status,
        source=Status.DIUMUMKAN,
        target=Status.DITETAPKAN,
        permission=izin.CATAT,
        custom={"label": _("Tetapkan"), "gaya": "go", "syarat": "siklus.ps2.tetapkan"},
    )
    def tetapkan(self, *, pertemuan: Any, lanjutan: bool = False) -> None:
        """Determined by the Lokakarya after the notice period, with no objection open. Source: PS2-09."""
        self.pertemuan = pertemuan
        self.masuk_tanggal = pertemuan.tanggal
        self.masuk_sebab = self.Masuk.LANJUTAN if lanjutan else self.Masuk.PENETAPAN

    @transition(
        status,
        source=Status.DIUSULKAN,
        target=Status.DITETAPKAN,
        permission=izin.CATAT,
        custom={"label": _("Masukkan menyusul"), "perlu_alasan": True},
    )
    def masukkan(self, *, tanggal: datetime.date, sebab: str, pertemuan: Any = None) -> None:
        """Enters the determined list by a dated decision with a reason. Source: PS2-10."""
        self.pertemuan = pertemuan
        self.masuk_tanggal, self.masuk_sebab, self.masuk_alasan = tanggal, self.Masuk.SUSULAN, sebab

    @transition(
        status,
        source=Status.DITETAPKAN,
        target=Status.KELUAR,
        permission=izin.CATAT,
        custom={"label": _("Keluarkan dari daftar"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def keluarkan(self, *, tanggal: datetime.date, sebab: str, uraian: str) -> None:
        """Leaves the list by a dated decision with a reason. Source: PS2-10."""
        self.keluar_tanggal, self.keluar_sebab, self.keluar_alasan = tanggal, sebab, uraian

    @transition(
        status,
        source=Status.DIUSULKAN,
        target=Status.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Coret"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Entered by mistake. Source: UMU-32."""
        self.alasan_batal = sebab

    @transition(
        status,
        source=Status.DIUMUMKAN,
        target=Status.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Coret karena keberatan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def coret(self, *, sebab: str) -> None:
        """Struck off because an objection was accepted. Source: PS2-08."""
        self.alasan_batal = sebab


class KeberatanPS2(AnakLangkah):
    """An objection to a name on the posted list, or a household that residents want added. Source: PS2-08.

    While one is open the list of its notice cannot be determined. Personal data: who spoke and what was said.
    """

    IZIN_BACA = izin.LIHAT_PS2

    class Jenis(models.TextChoices):
        KEBERATAN = "keberatan", _("Keberatan")
        USULAN = "usulan_tambahan", _("Usulan tambahan")

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", _("Belum diputuskan")
        DITERIMA = "diterima", _("Diterima")
        DITOLAK = "ditolak", _("Ditolak")
        DICABUT = "dicabut", _("Dicabut")

    pengumuman = models.ForeignKey(PengumumanPS2, models.PROTECT, related_name="keberatan")
    jenis = models.CharField(_("jenis"), max_length=16, choices=Jenis)
    entri = models.ForeignKey(EntriPS2, models.PROTECT, related_name="keberatan", null=True, blank=True)
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, related_name="usulan_ps2", null=True, blank=True)
    tanggal = models.DateField(_("tanggal"))
    pelapor = models.CharField(_("disampaikan oleh"), max_length=150, blank=True)
    uraian = models.CharField(_("uraian"), max_length=1000)
    status = FSMField(_("status"), max_length=10, choices=Status, default=Status.DIAJUKAN, protected=True)
    putusan = models.CharField(_("putusan dan alasannya"), max_length=1000, blank=True)
    putusan_tanggal = models.DateField(_("diputuskan pada"), null=True, blank=True)
    putusan_oleh = models.CharField(_("diputuskan oleh"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("keberatan PS-2")
        ordering = ["-tanggal", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis="keberatan", entri__isnull=False, keluarga__isnull=True)
                | Q(jenis="usulan_tambahan", keluarga__isnull=False),
                name="keberatan_menunjuk_kk",
            ),
            models.CheckConstraint(condition=~Q(uraian=""), name="keberatan_beruraian"),
            models.CheckConstraint(
                condition=Q(status="diajukan", putusan="", putusan_tanggal__isnull=True)
                | (~Q(status="diajukan") & ~Q(putusan="") & Q(putusan_tanggal__isnull=False)),
                name="keberatan_diputus_beralasan",
            ),
            models.CheckConstraint(
                condition=Q(putusan_tanggal__isnull=True) | Q(putusan_tanggal__gte=F("tanggal")),
                name="keberatan_diputus_sesudah_diajukan",
            ),
            dated("tanggal", "keberatan_tanggal_wajar"),
        ]
        indexes = [
            models.Index(fields=["pengumuman", "status"], name="keberatanps2_pengumuman"),
            models.Index(fields=["langkah", "status"], name="keberatanps2_langkah"),
            *scope_indexes("keberatanps2", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        return str(self.get_jenis_display())

    @transition(
        status, source=Status.DIAJUKAN, target=Status.DITERIMA, permission=izin.CATAT, custom={"label": _("Terima")}
    )
    def terima(self, *, putusan: str, tanggal: datetime.date, penentu: str) -> None:
        """Residents agree with it. Source: PS2-08."""
        self.putusan, self.putusan_tanggal, self.putusan_oleh = putusan, tanggal, penentu

    @transition(
        status, source=Status.DIAJUKAN, target=Status.DITOLAK, permission=izin.CATAT, custom={"label": _("Tolak")}
    )
    def tolak(self, *, putusan: str, tanggal: datetime.date, penentu: str) -> None:
        """Residents do not agree, and say why. Source: PS2-08."""
        self.putusan, self.putusan_tanggal, self.putusan_oleh = putusan, tanggal, penentu

    @transition(
        status,
        source=Status.DIAJUKAN,
        target=Status.DICABUT,
        permission=izin.CATAT,
        custom={"label": _("Catat pencabutan"), "perlu_alasan": True},
    )
    def cabut(self, *, putusan: str, tanggal: datetime.date) -> None:
        """Whoever spoke takes it back. Source: PS2-08."""
        self.putusan, self.putusan_tanggal = putusan, tanggal
