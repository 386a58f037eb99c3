"""One stage of a cycle in one area and year, its states, and the figures computed from plan and field dates."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.errors import AturanDilanggar
from inti.queries import ScopedQuerySet
from inti.registry import Kekurangan
from siklus import izin
from siklus.definisi import ambil_definisi
from siklus.definisi.model import DefLangkah
from siklus.models.dasar import TANGGAL_AWAL
from wilayah.models import Berwilayah, scope_indexes

BELUM_DIAJUKAN = ("belum", "berjalan", "dikembalikan")
TERKUNCI = ("diajukan", "terverifikasi", "dilewati")


class _Selisih(Func):
    """Days between two dates: PostgreSQL's `date - date` is an integer, Django would make it an interval."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


class LangkahQuerySet(ScopedQuerySet):
    """Stages, with lateness computed where the rows are. Nothing here is stored, so nothing can go stale."""

    def with_lateness(self, kini: datetime.datetime | None = None) -> Self:
        """Add `hari_ini` (in the province's zone), `terlambat`, `hari_lewat` and `hari_menunggu` (days). Source: SIK-13.

        Late = planned end has passed and the stage is not submitted (belum, berjalan, dikembalikan); optional stages
        and closed or refusing cycles are never late. `hari_menunggu` counts from submission to today, apart.
        """
        kini = kini or timezone.now()
        hari_ini = _date_in_zone(Value(kini, output_field=models.DateTimeField()))
        lewat = Q(
            opsional=False, status__in=BELUM_DIAJUKAN, rencana_selesai__isnull=False, rencana_selesai__lt=F("hari_ini")
        ) & (Q(siklus__isnull=True) | Q(siklus__status="berjalan"))
        return (
            self.annotate(hari_ini=hari_ini)
            .annotate(
                terlambat=Case(When(lewat, then=Value(True)), default=Value(False)),
                hari_menunggu=Case(
                    When(status="diajukan", then=_Selisih(F("hari_ini"), _date_in_zone(F("diajukan_pada")))),
                    default=None,
                    output_field=IntegerField(),
                ),
            )
            .annotate(
                hari_lewat=Case(
                    When(terlambat=True, then=_Selisih(F("hari_ini"), F("rencana_selesai"))),
                    default=Value(0),
                    output_field=IntegerField(),
                )
            )
        )

    def late(self, kini: datetime.datetime | None = None) -> Self:
        """Stages that are late now."""
        return self.with_lateness(kini).filter(terlambat=True)


def _date_in_zone(waktu: Any) -> Cast:
    return Cast(
        Func(F("wilayah__zona"), waktu, function="timezone", output_field=models.DateTimeField()), models.DateField()
    )


class Langkah(Berwilayah):
    """One stage of the cycle in one area, tahun siklus and putaran. Source: SIK-01 .. SIK-20.

    `siklus` is empty for stages above the owner (Sosialisasi at kota and kecamatan), one per definition and year.
    `rencana_*` come from the master schedule, `tanggal_*` are field dates, `*_pada` server times. SIK-26.
    `temuan_beku` grows by one entry with each submission: the findings as judged, with the reason for what was passed.
    """

    IZIN_BACA = izin.LIHAT

    # Findings as the submission just judged them; `ajukan` freezes exactly these (set by siklus.syarat).
    temuan_dinilai: list[Kekurangan]

    class Status(models.TextChoices):
        BELUM = "belum", _("Belum mulai")
        BERJALAN = "berjalan", _("Berjalan")
        DIAJUKAN = "diajukan", _("Menunggu verifikasi")
        DIKEMBALIKAN = "dikembalikan", _("Dikembalikan")
        TERVERIFIKASI = "terverifikasi", _("Terverifikasi")
        DIBUKA_KEMBALI = "dibuka_kembali", _("Dibuka kembali")
        DILEWATI = "dilewati", _("Dilewati")

    siklus = models.ForeignKey("siklus.Siklus", models.PROTECT, related_name="langkah", null=True)
    definisi = models.CharField(_("definisi"), max_length=30)
    tahun = models.PositiveSmallIntegerField(_("tahun"))
    kode = models.CharField(_("kode"), max_length=10)
    tingkat = models.CharField(_("tingkat"), max_length=12)
    tahun_siklus = models.PositiveSmallIntegerField(_("tahun siklus"), default=1)
    putaran = models.PositiveSmallIntegerField(_("putaran"), default=1)
    urutan = models.PositiveSmallIntegerField(default=0)
    opsional = models.BooleanField(default=False)
    status = FSMField(_("status"), max_length=15, choices=Status, default=Status.BELUM, protected=True)
    rencana_mulai = models.DateField(_("rencana mulai"), null=True, blank=True)
    rencana_selesai = models.DateField(_("rencana selesai"), null=True, blank=True)
    tanggal_mulai = models.DateField(_("tanggal mulai"), null=True, blank=True)
    tanggal_selesai = models.DateField(_("tanggal selesai"), null=True, blank=True)
    hasil = models.CharField(_("hasil keputusan"), max_length=30, blank=True)
    catatan = models.TextField(_("catatan pengembalian"), blank=True)
    alasan = models.TextField(_("alasan"), blank=True)
    keadaan_awal = models.BooleanField(_("keadaan awal"), default=False)
    temuan_beku = models.JSONField(default=list, encoder=DjangoJSONEncoder, editable=False)
    diajukan_pada = models.DateTimeField(_("diajukan pada"), null=True, editable=False)
    diajukan_oleh_id = models.UUIDField(null=True, editable=False)
    diajukan_oleh_nama = models.CharField(_("diajukan oleh"), max_length=150, blank=True, editable=False)
    diverifikasi_pada = models.DateTimeField(_("diverifikasi pada"), null=True, editable=False)
    diverifikasi_oleh_id = models.UUIDField(null=True, editable=False)
    diverifikasi_oleh_nama = models.CharField(_("diverifikasi oleh"), max_length=150, blank=True, editable=False)

    objects = LangkahQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("langkah")
        ordering = ["wilayah", "tahun_siklus", "urutan", "putaran"]
        constraints = [
            models.UniqueConstraint(
                fields=["siklus", "kode", "wilayah", "tahun_siklus", "putaran"],
                condition=Q(siklus__isnull=False),
                name="langkah_sekali_per_putaran",
            ),
            models.UniqueConstraint(
                fields=["definisi", "kode", "wilayah", "tahun"],
                condition=Q(siklus__isnull=True),
                name="langkah_atas_sekali_setahun",
            ),
            models.CheckConstraint(
                condition=Q(tahun_siklus__gte=1) & Q(putaran__gte=1), name="langkah_mulai_dari_satu"
            ),
            models.CheckConstraint(
                condition=Q(rencana_selesai__isnull=True)
                | Q(rencana_mulai__isnull=True)
                | Q(rencana_selesai__gte=F("rencana_mulai")),
                name="langkah_rencana_berurutan",
            ),
            models.CheckConstraint(
                condition=Q(tanggal_selesai__isnull=True)
                | Q(tanggal_mulai__isnull=True)
                | Q(tanggal_selesai__gte=F("tanggal_mulai")),
                name="langkah_selesai_sesudah_mulai",
            ),
            models.CheckConstraint(
                condition=Q(tanggal_mulai__isnull=True) | Q(tanggal_mulai__gte=TANGGAL_AWAL), name="langkah_mulai_wajar"
            ),
            models.CheckConstraint(
                condition=~Q(status="dikembalikan") | ~Q(catatan=""), name="langkah_dikembalikan_bercatatan"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["dibuka_kembali", "dilewati"]) | ~Q(alasan=""), name="langkah_beralasan"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["berjalan", "dikembalikan", "diajukan"]) | Q(tanggal_mulai__isnull=False),
                name="langkah_berjalan_bertanggal",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["diajukan", "terverifikasi"])
                | Q(keadaan_awal=True)
                | Q(diajukan_pada__isnull=False, diajukan_oleh_id__isnull=False),
                name="langkah_diajukan_tercatat",
            ),
            models.CheckConstraint(
                condition=~Q(status="terverifikasi")
                | Q(diverifikasi_pada__isnull=False, diverifikasi_oleh_id__isnull=False),
                name="langkah_verifikasi_tercatat",
            ),
            models.CheckConstraint(
                condition=Q(diverifikasi_oleh_id__isnull=True)
                | Q(diajukan_oleh_id__isnull=True)
                | ~Q(diverifikasi_oleh_id=F("diajukan_oleh_id")),
                name="langkah_verifikator_bukan_pengaju",
            ),
        ]
        indexes = [
            *scope_indexes("langkah_status", "status", "diajukan_pada", "id"),
            *scope_indexes("langkah_rencana", "rencana_selesai", "id"),
            *scope_indexes("langkah_matriks", "definisi", "tahun", "urutan"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"

    @cached_property
    def aturan_main(self) -> DefLangkah:
        """What the definition says of this stage."""
        return ambil_definisi(self.definisi).ambil(self.kode, tingkat=self.tingkat, tahun=self.tahun_siklus)

    @property
    def nama(self) -> str:
        """The stage's name as the field says it, with the putaran where it is a repeat."""
        nama = str(self.aturan_main.nama)
        return nama if self.putaran == 1 else str(_("%(nama)s putaran %(ke)s") % {"nama": nama, "ke": self.putaran})

    @property
    def terkunci(self) -> bool:
        """Whether child records may no longer change. Source: SIK-04."""
        return self.status in TERKUNCI

    @property
    def jejak_induk_id(self) -> Any:
        """The trail of a Siklus holds its stages."""
        return self.siklus_id or self.pk

    @transition(
        status,
        source=Status.BELUM,
        target=Status.BERJALAN,
        permission=izin.CATAT,
        custom={"label": _("Mulai"), "syarat": "siklus.langkah.mulai", "gaya": "go"},
    )
    def mulai(self, *, tanggal: datetime.date) -> None:
        """Start in the field on `tanggal`; the gates guard it. Source: SIK-02."""
        self.tanggal_mulai = tanggal

    @transition(
        status,
        source=[Status.BERJALAN, Status.DIKEMBALIKAN, Status.DIBUKA_KEMBALI],
        target=Status.DIAJUKAN,
        permission=izin.AJUKAN,
        custom={"label": _("Ajukan"), "syarat": "siklus.langkah.ajukan", "gaya": "go"},
    )
    def ajukan(
        self, *, pengaju: Any, selesai: datetime.date, hasil: str, catatan_ajuan: str, kini: datetime.datetime
    ) -> None:
        """Hand in for verification and freeze the findings that were judged just now. Source: SIK-03, SIK-14, SIK-15."""
        self.diajukan_pada, self.diajukan_oleh_id, self.diajukan_oleh_nama = kini, pengaju.pk, pengaju.nama
        self.diverifikasi_pada, self.diverifikasi_oleh_id, self.diverifikasi_oleh_nama = None, None, ""
        self.tanggal_selesai, self.hasil = selesai, hasil
        beku = {
            "pada": kini,
            "oleh": pengaju.nama,
            "alasan": catatan_ajuan,
            "hasil": hasil,
            "temuan": [k.as_dict() for k in getattr(self, "temuan_dinilai", [])],
        }
        self.temuan_beku = [*self.temuan_beku, beku]

    @transition(
        status,
        source=Status.DIAJUKAN,
        target=Status.DIKEMBALIKAN,
        permission=izin.KEMBALIKAN,
        custom={"label": _("Kembalikan"), "syarat": "siklus.langkah.siklus_terbuka", "perlu_alasan": True},
    )
    def kembalikan(self, *, catatan: str) -> None:
        """Give back with a note on what to mend; residents' results stay what they are. Source: SIK-05, SIK-09."""
        self.catatan = catatan

    @transition(
        status,
        source=Status.DIAJUKAN,
        target=Status.TERVERIFIKASI,
        permission=izin.VERIFIKASI,
        custom={"label": _("Verifikasi"), "gaya": "go"},
    )
    def verifikasi(self, *, pemeriksa: Any, kini: datetime.datetime) -> None:
        """The papers prove what was decided. Raises: AturanDilanggar for the submitter. Source: SIK-08, SIK-09."""
        if self.diajukan_oleh_id == pemeriksa.pk:
            raise AturanDilanggar(
                str(_("Anda sendiri yang mengajukan langkah ini; mintalah orang lain memverifikasinya.")),
                aturan="SIK-08",
            )
        self.diverifikasi_pada, self.diverifikasi_oleh_id, self.diverifikasi_oleh_nama = (
            kini,
            pemeriksa.pk,
            pemeriksa.nama,
        )
        self.catatan = ""

    @transition(
        status,
        source=Status.TERVERIFIKASI,
        target=Status.DIBUKA_KEMBALI,
        permission=izin.BUKA_KEMBALI,
        custom={
            "label": _("Buka kembali"),
            "syarat": "siklus.langkah.siklus_terbuka",
            "gaya": "bahaya",
            "perlu_alasan": True,
        },
    )
    def buka_kembali(self, *, sebab: str) -> None:
        """Open a verified stage again; frozen findings stay. Source: SIK-06."""
        self.alasan = sebab

    @transition(
        status,
        source=[Status.BELUM, Status.BERJALAN],
        target=Status.DILEWATI,
        permission=izin.LEWATI,
        custom={"label": _("Lewati"), "syarat": "siklus.langkah.lewati", "perlu_alasan": True},
    )
    def lewati(self, *, sebab: str) -> None:
        """Pass over a stage where the definition allows it. Source: SIK-07."""
        self.alasan = sebab

    @transition(
        status,
        source=Status.BELUM,
        target=Status.TERVERIFIKASI,
        permission=izin.BUKA_AWAL,
        custom={"label": _("Catat sebagai keadaan awal"), "syarat": "siklus.langkah.buka_awal", "perlu_alasan": True},
    )
    def buka_awal(
        self, *, pemeriksa: Any, selesai: datetime.date, hasil: str, sebab: str, kini: datetime.datetime
    ) -> None:
        """Take over a stage done before joining, on its papers, without replaying it. Source: SIK-25."""
        self.keadaan_awal, self.tanggal_selesai, self.hasil, self.alasan = True, selesai, hasil, sebab
        self.diverifikasi_pada, self.diverifikasi_oleh_id, self.diverifikasi_oleh_nama = (
            kini,
            pemeriksa.pk,
            pemeriksa.nama,
        )
