"""KSM: the group that carries out and benefits. It stands one-to-one on its Badan and outlives the stage it came from."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from ksm import izin
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes


class KSM(Berwilayah):
    """One self-help group of a kelurahan. Source: KSM-01 to KSM-06.

    `nama` repeats the name of its Badan (kept equal by a foreign key). `langkah` is the stage S5 in which it was
    registered; the group is not locked with it. `potensi` is the existing group that the Pemetaan Swadaya found, where the
    KSM started from one. How many women and poor residents it has is never typed: it is counted
    from the members (`ksm.queries.with_members`).
    """

    IZIN_BACA = izin.LIHAT
    JALUR_BADAN = "badan_id"
    JENIS_BADAN = "ksm"

    class Jenis(models.TextChoices):
        LINGKUNGAN = "lingkungan", _("KSM lingkungan")
        SOSIAL = "sosial", _("KSM sosial")
        EKONOMI = "ekonomi", _("KSM ekonomi")
        PANITIA = "panitia", _("Panitia")

    class Asal(models.TextChoices):
        BARU = "baru", _("Kelompok baru")
        SUDAH_ADA = "sudah_ada", _("Kelompok yang sudah ada")

    class Status(models.TextChoices):
        AKTIF = "aktif", _("Aktif")
        BUBAR = "bubar", _("Bubar")
        BATAL = "batal", _("Dibatalkan")

    badan = models.OneToOneField("wilayah.Badan", models.PROTECT, related_name="ksm")
    nama = models.CharField(_("nama"), max_length=120)
    jenis = models.CharField(_("jenis"), max_length=12, choices=Jenis)
    asal = models.CharField(_("asal"), max_length=12, choices=Asal)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    terbentuk = models.DateField(_("terbentuk"))
    ikatan = models.CharField(_("ikatan bersama"), max_length=200, blank=True)
    tujuan = models.TextField(_("tujuan bersama"), blank=True)
    relawan_pendamping = models.ForeignKey(
        "siklus.Relawan",
        models.PROTECT,
        related_name="ksm",
        null=True,
        blank=True,
        verbose_name=_("relawan pendamping"),
    )
    langkah = models.ForeignKey(
        "siklus.Langkah", models.PROTECT, related_name="ksm", null=True, blank=True, verbose_name=_("langkah")
    )
    potensi = models.ForeignKey(
        "siklus.Potensi", models.PROTECT, related_name="ksm", null=True, blank=True, verbose_name=_("potensi")
    )
    status = FSMField(_("status"), max_length=10, choices=Status, default=Status.AKTIF, protected=True)
    berakhir_pada = models.DateField(_("berakhir pada"), null=True, blank=True)
    alasan_berakhir = models.CharField(_("sebab berakhir"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("KSM")
        ordering = ["nama", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(nama=""), name="ksm_bernama"),
            models.CheckConstraint(  # ended exactly when dated and reasoned
                condition=Q(status="aktif", berakhir_pada__isnull=True, alasan_berakhir="")
                | (~Q(status="aktif") & Q(berakhir_pada__isnull=False) & ~Q(alasan_berakhir="")),
                name="ksm_berakhir_bertanggal_beralasan",
            ),
            models.CheckConstraint(
                condition=~Q(status="bubar") | Q(berakhir_pada__gte=models.F("terbentuk")), name="ksm_bubar_sesudah_terbentuk"
            ),
            models.CheckConstraint(
                condition=Q(potensi__isnull=True) | Q(asal="sudah_ada"), name="ksm_potensi_kelompok_lama"
            ),
            models.UniqueConstraint(
                fields=["potensi"], condition=Q(potensi__isnull=False) & ~Q(status="batal"), name="ksm_potensi_sekali"
            ),
            dated("terbentuk", "ksm_terbentuk_wajar"),
        ]  # fmt: skip
        indexes = [
            *scope_indexes("ksm", "nama", "id"),
            models.Index(fields=["langkah"], name="ksm_langkah", condition=Q(langkah__isnull=False)),
        ]

    def __str__(self) -> str:
        jenis = str(self.get_jenis_display())
        return self.nama if self.nama.casefold().startswith(f"{jenis.casefold()} ") else f"{jenis} {self.nama}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the stage that registered the group, where there is one."""
        return self.langkah_id

    @property
    def anggota_belum_berkk(self) -> int:
        """Active members (orang) whose household is not known. Needs `ksm.queries.with_members`."""
        return int(self.anggota_jumlah - self.anggota_berkk)  # type: ignore[attr-defined]

    @transition(
        status,
        source=Status.AKTIF,
        target=Status.BUBAR,
        permission=izin.CATAT,
        custom={"label": _("Catat pembubaran"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def bubarkan(self, *, tanggal: Any, sebab: str) -> None:
        """The group has dissolved; its papers, books and history stay. Source: KSM-06."""
        self.berakhir_pada, self.alasan_berakhir = tanggal, sebab

    @transition(
        status,
        source=Status.AKTIF,
        target=Status.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan (salah catat)"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, tanggal: Any, sebab: str) -> None:
        """Entered by mistake or twice: it stays, with the reason, and is counted nowhere. Source: UMU-32."""
        self.berakhir_pada, self.alasan_berakhir = tanggal, sebab

    @transition(
        status,
        source=Status.BUBAR,
        target=Status.AKTIF,
        permission=izin.CATAT,
        custom={"label": _("Aktifkan kembali"), "perlu_alasan": True},
    )
    def pulihkan(self) -> None:
        """The group meets again, or its end was recorded by mistake. Source: KSM-06."""
        self.berakhir_pada, self.alasan_berakhir = None, ""
