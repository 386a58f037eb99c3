"""A meeting of a stage and who was there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.formats import tanggal
from siklus import izin
from siklus.models.dasar import AnakLangkah, dated
from wilayah.models import Berwilayah, JenisKelamin, scope_indexes


class Pertemuan(AnakLangkah):
    """A meeting, FGD or rembug of a stage, planned and then held, with attendance as people. Source: SIK-40 .. SIK-49.

    `jenis` is the code of the meeting in the definition. `dewasa_*` is the adult roll of its area on the day, copied
    so that a later roll does not change an old percentage. `hadir` is the database's own sum, never typed.
    """

    class Status(models.TextChoices):
        TERJADWAL = "terjadwal", _("Terjadwal")
        TERLAKSANA = "terlaksana", _("Terlaksana")
        BATAL = "batal", _("Dibatalkan")

    class SumberMiskin(models.TextChoices):
        PS2 = "ps2", _("Menurut daftar PS-2")
        PERKIRAAN = "perkiraan", _("Perkiraan ketua RT")

    jenis = models.CharField(_("jenis pertemuan"), max_length=20)
    tingkat = models.CharField(_("tingkat"), max_length=12)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    kelompok = models.CharField(_("kelompok"), max_length=20, blank=True)
    status = FSMField(_("status"), max_length=12, choices=Status, default=Status.TERJADWAL, protected=True)
    rencana_tanggal = models.DateField(_("rencana tanggal"), null=True, blank=True)
    tanggal = models.DateField(_("tanggal"), null=True, blank=True)
    jam_mulai = models.TimeField(_("jam mulai"), null=True, blank=True)
    jam_selesai = models.TimeField(_("jam selesai"), null=True, blank=True)
    tempat = models.CharField(_("tempat"), max_length=150, blank=True)
    pemimpin = models.CharField(_("pemimpin"), max_length=150, blank=True)
    notulis = models.CharField(_("notulis"), max_length=150, blank=True)
    peserta_l = models.PositiveIntegerField(_("hadir laki-laki"), null=True, blank=True)
    peserta_p = models.PositiveIntegerField(_("hadir perempuan"), null=True, blank=True)
    hadir = models.GeneratedField(
        expression=F("peserta_l") + F("peserta_p"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
        null=True,
    )
    miskin_l = models.PositiveIntegerField(_("warga miskin laki-laki"), null=True, blank=True)
    miskin_p = models.PositiveIntegerField(_("warga miskin perempuan"), null=True, blank=True)
    sumber_miskin = models.CharField(
        _("sumber angka miskin"), max_length=10, choices=SumberMiskin, default=SumberMiskin.PERKIRAAN
    )
    dewasa_l = models.PositiveIntegerField(_("dewasa laki-laki"), null=True, editable=False)
    dewasa_p = models.PositiveIntegerField(_("dewasa perempuan"), null=True, editable=False)
    media = models.CharField(_("media yang dipakai"), max_length=200, blank=True)
    hasil = models.TextField(_("hasil"), blank=True)
    catatan = models.TextField(_("catatan"), blank=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("pertemuan")
        ordering = ["-tanggal", "-rencana_tanggal", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tingkat__in=["basis", "basis_atas"]) ^ Q(basis__isnull=True),
                name="pertemuan_basis_sesuai_tingkat",
            ),
            models.CheckConstraint(
                condition=~Q(status="terlaksana")
                | Q(tanggal__isnull=False, peserta_l__isnull=False, peserta_p__isnull=False) & ~Q(tempat=""),
                name="pertemuan_terlaksana_lengkap",
            ),
            models.CheckConstraint(
                condition=~Q(status="terjadwal") | Q(rencana_tanggal__isnull=False),
                name="pertemuan_terjadwal_bertanggal",
            ),
            models.CheckConstraint(
                condition=Q(miskin_l__isnull=True) | Q(miskin_l__lte=F("peserta_l")),
                name="pertemuan_miskin_l_dari_hadir",
            ),
            models.CheckConstraint(
                condition=Q(miskin_p__isnull=True) | Q(miskin_p__lte=F("peserta_p")),
                name="pertemuan_miskin_p_dari_hadir",
            ),
            models.CheckConstraint(condition=Q(status="batal") ^ Q(alasan_batal=""), name="pertemuan_batal_beralasan"),
            models.CheckConstraint(
                condition=Q(jam_selesai__isnull=True) | Q(jam_mulai__isnull=True) | Q(jam_selesai__gte=F("jam_mulai")),
                name="pertemuan_jam_berurutan",
            ),
            dated("tanggal", "pertemuan_tanggal_wajar"),
        ]
        indexes = [
            models.Index(fields=["langkah", "jenis"], name="pertemuan_langkah"),
            *scope_indexes("pertemuan", "-tanggal", "-id"),
        ]

    def __str__(self) -> str:
        hari = self.tanggal or self.rencana_tanggal
        return f"{self.nama}, {tanggal(hari, 'singkat')}" if hari else self.nama

    @property
    def nama(self) -> str:
        """The meeting's name from the definition."""
        return str(self.langkah.aturan_main.ambil_pertemuan(self.jenis).nama)

    @property
    def miskin(self) -> int | None:
        """Poor residents present, persons; None when nobody counted them."""
        if self.miskin_l is None and self.miskin_p is None:
            return None
        return (self.miskin_l or 0) + (self.miskin_p or 0)

    @property
    def dewasa(self) -> int | None:
        """Adults of the meeting's area on the day, persons; None without a roll."""
        if self.dewasa_l is None or self.dewasa_p is None:
            return None
        return self.dewasa_l + self.dewasa_p

    @transition(
        status,
        source=Status.TERJADWAL,
        target=Status.TERLAKSANA,
        permission=izin.CATAT,
        custom={"label": _("Catat pelaksanaan"), "gaya": "go"},
    )
    def laksanakan(self, **isi: object) -> None:
        """Write down that it was held, with place, day and attendance. Source: SIK-40, SIK-44."""
        for bidang, nilai in isi.items():
            setattr(self, bidang, nilai)

    @transition(
        status,
        source=[Status.TERJADWAL, Status.TERLAKSANA],
        target=Status.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Called off, or entered by mistake; the record stays. Source: UMU-32."""
        self.alasan_batal = sebab


class Kehadiran(Berwilayah):
    """One name on an attendance sheet; optional beside the counted block. Source: SIK-46.

    Personal data: name and mark of poverty, seen by the team of the area only, masked in the audit of rows.
    """

    IZIN_BACA = izin.LIHAT

    pertemuan = models.ForeignKey(Pertemuan, models.PROTECT, related_name="kehadiran")
    warga = models.ForeignKey("wilayah.Warga", models.PROTECT, related_name="+", null=True, blank=True)
    nama = models.CharField(_("nama"), max_length=150)
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    unsur = models.CharField(_("unsur"), max_length=60, blank=True)
    miskin = models.BooleanField(_("warga miskin"), default=False)

    class Meta:
        verbose_name = _("kehadiran")
        ordering = ["nama", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pertemuan", "warga"], condition=Q(warga__isnull=False), name="kehadiran_warga_sekali"
            ),
            models.CheckConstraint(condition=~Q(nama=""), name="kehadiran_bernama"),
        ]
        indexes = [models.Index(fields=["pertemuan", "nama"], name="kehadiran_pertemuan")]

    def __str__(self) -> str:
        # The trail keeps this text for ever, so it names nobody.
        return str(_("Nama di daftar hadir"))

    @property
    def jejak_induk_id(self) -> object:
        """Part of the stage's trail."""
        return self.pertemuan.langkah_id
