"""The election on paper: panitia, its rules, polling places, tallies per written name, utusan, and who won.

There is no candidate and no ballot here, only counts per written name and polling place. Source: BKM-01 .. BKM-26.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from bkm import izin
from siklus.models.dasar import AnakLangkah as AnakLangkahSiklus
from siklus.models.dasar import Sah, dated, reasoned
from wilayah.models import JenisKelamin, scope_indexes


class AnakLangkah(AnakLangkahSiklus):
    """A row of S4: lies in its Langkah's area, locks with it, and is read with the permission of this app."""

    IZIN_BACA = izin.LIHAT

    class Meta:
        abstract = True


def initials(nama: str) -> str:
    """A name as the trail may keep it for ever: its first letters."""
    return "".join(f"{kata[0]}." for kata in nama.split())


class Tingkat(models.TextChoices):
    """Tiers of the election, from the neighbours upward. Source: BKM-10."""

    BASIS = "basis", _("RT")
    RW = "rw", _("RW")
    KELURAHAN = "kelurahan", _("Kelurahan")


class Panitia(AnakLangkah):
    """The committee that residents chose in a rembug; one for each S4. Source: BKM-01."""

    dibentuk = models.DateField(_("dibentuk pada"))
    pertemuan = models.ForeignKey("siklus.Pertemuan", models.PROTECT, related_name="+", null=True, blank=True)
    catatan = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("panitia")
        ordering = ["-dibentuk", "id"]
        constraints = [
            models.UniqueConstraint(fields=["langkah"], name="panitia_satu_per_langkah"),
            dated("dibentuk", "panitia_tanggal_wajar"),
        ]
        indexes = scope_indexes("panitia", "-dibentuk", "id")

    def __str__(self) -> str:
        return str(_("Panitia pemilihan"))


class AnggotaPanitia(AnakLangkah):
    """One person of the panitia: in which pokja, as what. Personal data: name, telephone. Source: BKM-01, BKM-02.

    `pokja` is empty for the officers who lead the whole panitia. Who leaves is cancelled with the reason.
    """

    class Pokja(models.TextChoices):
        PERUMUS_AD = "perumus_ad", _("Perumus AD")
        PEMILIHAN = "pemilihan", _("Pemilihan")
        PEMANTAU = "pemantau", _("Pemantau partisipatif")

    class Jabatan(models.TextChoices):
        KETUA = "ketua", _("Ketua")
        SEKRETARIS = "sekretaris", _("Sekretaris")
        BENDAHARA = "bendahara", _("Bendahara")
        KOORDINATOR = "koordinator", _("Koordinator pokja")
        ANGGOTA = "anggota", _("Anggota")

    panitia = models.ForeignKey(Panitia, models.PROTECT, related_name="anggota")
    pokja = models.CharField(_("pokja"), max_length=12, choices=Pokja, blank=True)
    jabatan = models.CharField(_("jabatan"), max_length=12, choices=Jabatan, default=Jabatan.ANGGOTA)
    warga = models.ForeignKey("wilayah.Warga", models.PROTECT, related_name="+", null=True, blank=True)
    nama = models.CharField(_("nama"), max_length=150)
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin)
    miskin = models.BooleanField(_("warga miskin"), default=False)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    telepon = models.CharField(_("telepon"), max_length=20, blank=True)
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("anggota panitia")
        ordering = ["pokja", "jabatan", "nama", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["panitia", "warga"], condition=Q(status="sah", warga__isnull=False), name="panitia_warga_sekali"
            ),
            models.UniqueConstraint(
                "panitia", Lower("nama"), "jenis_kelamin", "basis", condition=Q(status="sah"), nulls_distinct=False,
                name="panitia_nama_sekali",
            ),
            models.UniqueConstraint(
                fields=["panitia", "jabatan"],
                condition=Q(status="sah", jabatan__in=["ketua", "sekretaris", "bendahara"]),
                name="panitia_pengurus_satu",
            ),
            models.UniqueConstraint(
                fields=["panitia", "pokja"], condition=Q(status="sah", jabatan="koordinator"), name="pokja_koordinator_satu"
            ),
            models.CheckConstraint(condition=~Q(jabatan="koordinator") | ~Q(pokja=""), name="koordinator_berpokja"),
            models.CheckConstraint(condition=~Q(nama=""), name="panitia_bernama"),
            reasoned("anggotapanitia_batal_beralasan"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["panitia", "pokja"], name="anggotapanitia_panitia"),
            *scope_indexes("anggotapanitia", "nama", "id"),
        ]

    def __str__(self) -> str:
        return f"{self.get_jabatan_display()} {initials(self.nama)}"

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Keluarkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Left the panitia, or entered wrongly: stays, with the reason. Source: UMU-32."""
        self.alasan_batal = sebab


class TataTertib(AnakLangkah):
    """The local rules of the vote, as the panitia and residents agreed them; one for each S4. Source: BKM-03, BKM-04.

    `nama_*` names on one ballot, `utusan_per_*` people elected at each place, `jumlah_anggota` people of the BKM.
    Its numbers are fixed once the first polling place has opened (held by trigger).
    """

    nama_basis = models.PositiveSmallIntegerField(_("nama pada surat suara RT"), default=2)
    utusan_per_basis = models.PositiveSmallIntegerField(_("utusan setiap RT"))
    jenjang_rw = models.BooleanField(_("memakai jenjang RW"), default=False)
    nama_rw = models.PositiveSmallIntegerField(_("nama pada surat suara RW"), null=True, blank=True)
    utusan_per_rw = models.PositiveSmallIntegerField(_("utusan setiap RW"), null=True, blank=True)
    nama_kelurahan = models.PositiveSmallIntegerField(_("nama pada surat suara kelurahan"))
    jumlah_anggota = models.PositiveSmallIntegerField(_("jumlah anggota BKM"))
    panitia_boleh_dipilih = models.BooleanField(_("panitia boleh dipilih"), default=True)
    kriteria = models.TextField(_("kriteria pemimpin yang disepakati"), blank=True)
    aturan_lain = models.TextField(_("aturan lain"), blank=True)
    disepakati = models.DateField(_("disepakati pada"), null=True, blank=True)
    pertemuan = models.ForeignKey("siklus.Pertemuan", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("tata tertib pemilihan")
        ordering = ["-dibuat_pada", "id"]
        constraints = [
            models.UniqueConstraint(fields=["langkah"], name="tatib_satu_per_langkah"),
            models.CheckConstraint(
                condition=Q(nama_basis__range=(1, 10), nama_kelurahan__range=(1, 30)), name="tatib_nama_per_suara_wajar"
            ),
            models.CheckConstraint(
                condition=Q(utusan_per_basis__range=(1, 50), jumlah_anggota__range=(3, 51)), name="tatib_jumlah_wajar"
            ),
            models.CheckConstraint(
                condition=Q(jenjang_rw=False, nama_rw__isnull=True, utusan_per_rw__isnull=True)
                | Q(jenjang_rw=True, nama_rw__range=(1, 10), utusan_per_rw__range=(1, 50)),
                name="tatib_jenjang_rw_lengkap",
            ),
            dated("disepakati", "tatib_tanggal_wajar"),
        ]
        indexes = scope_indexes("tatib", "-dibuat_pada", "id")

    def __str__(self) -> str:
        return str(_("Tata tertib pemilihan"))


class Pemilihan(AnakLangkah):
    """The election of one S4: which day's roll counts, and its polling places. Source: BKM-10, BKM-11."""

    tanggal_daftar = models.DateField(_("daftar warga dewasa per"))
    catatan = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("pemilihan")
        ordering = ["-dibuat_pada", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["langkah"], name="pemilihan_satu_per_langkah"),
            dated("tanggal_daftar", "pemilihan_tanggal_wajar"),
        ]
        indexes = scope_indexes("pemilihan", "-dibuat_pada", "-id")

    def __str__(self) -> str:
        return str(_("Pemilihan anggota BKM"))


class TPS(AnakLangkah):
    """One polling place of one tier, and its state. Source: BKM-10 .. BKM-20.

    `daftar_l/p` the eligible voters (people), `nama_per_suara` names on a ballot, `kursi` people to elect, `ambang` the
    least turnout in percent: all four are frozen when it opens. `mengikat`: below the threshold it cannot be valid.
    `dihitung_oleh` entered the tally that counts, `disahkan_oleh` confirmed it.
    """

    class Status(models.TextChoices):
        BELUM = "belum", _("Belum dibuka")
        BERLANGSUNG = "berlangsung", _("Pemungutan berlangsung")
        DITUTUP = "ditutup", _("Ditutup, menunggu hitungan")
        DIHITUNG = "dihitung", _("Sudah dihitung")
        KUNJUNGAN_RUMAH = "kunjungan_rumah", _("Kunjungan rumah")
        SAH = "sah", _("Sah")
        TIDAK_SAH = "tidak_sah", _("Tidak sah")
        TIDAK_MEMILIH = "tidak_memilih", _("Tidak memilih")

    pemilihan = models.ForeignKey(Pemilihan, models.PROTECT, related_name="tps")
    tingkat = models.CharField(_("tingkat"), max_length=10, choices=Tingkat, default=Tingkat.BASIS)
    basis = models.ForeignKey(
        "wilayah.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("RT/RW")
    )
    urutan = models.PositiveSmallIntegerField(default=0)
    tempat = models.CharField(_("tempat"), max_length=150, blank=True)
    tanggal = models.DateField(_("tanggal pemungutan"), null=True, blank=True)
    daftar_l = models.PositiveIntegerField(_("pemilih terdaftar laki-laki"), null=True, blank=True)
    daftar_p = models.PositiveIntegerField(_("pemilih terdaftar perempuan"), null=True, blank=True)
    daftar = models.GeneratedField(
        expression=F("daftar_l") + F("daftar_p"), output_field=models.PositiveIntegerField(null=True), db_persist=True
    )
    nama_per_suara = models.PositiveSmallIntegerField(_("nama pada satu surat suara"), null=True, blank=True)
    kursi = models.PositiveSmallIntegerField(_("yang dipilih"), null=True, blank=True)
    ambang = models.DecimalField(_("pemilih paling sedikit (%)"), max_digits=5, decimal_places=2, null=True, blank=True)
    mengikat = models.BooleanField(_("batas mengikat"), default=True)
    bukti = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)
    status = FSMField(_("status"), max_length=16, choices=Status, default=Status.BELUM, protected=True)
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    dihitung_oleh_id = models.UUIDField(null=True, editable=False)
    dihitung_oleh_nama = models.CharField(_("dihitung oleh"), max_length=150, blank=True, editable=False)
    disahkan_oleh_id = models.UUIDField(null=True, editable=False)
    disahkan_oleh_nama = models.CharField(_("disahkan oleh"), max_length=150, blank=True, editable=False)
    disahkan_pada = models.DateTimeField(_("disahkan pada"), null=True, editable=False)

    class Meta:
        verbose_name = _("TPS")
        ordering = ["tingkat", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pemilihan", "tingkat", "basis"], nulls_distinct=False, name="tps_satu_per_tempat"
            ),
            models.CheckConstraint(
                condition=Q(tingkat="kelurahan", basis__isnull=True) | (~Q(tingkat="kelurahan") & Q(basis__isnull=False)),
                name="tps_bertempat",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["belum", "tidak_memilih"])
                | Q(
                    tanggal__isnull=False, daftar_l__isnull=False, daftar_p__isnull=False, nama_per_suara__gte=1, kursi__gte=1
                ),
                name="tps_dibuka_berdaftar",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["tidak_sah", "tidak_memilih"]) | ~Q(alasan=""), name="tps_gugur_beralasan"
            ),
            models.CheckConstraint(
                condition=~Q(status="sah") | Q(disahkan_oleh_id__isnull=False, dihitung_oleh_id__isnull=False),
                name="tps_sah_tercatat",
            ),
            models.CheckConstraint(
                condition=~Q(status="sah", tingkat="kelurahan") | ~Q(disahkan_oleh_id=F("dihitung_oleh_id")),
                name="tps_pengesah_bukan_pencatat",
            ),
            models.CheckConstraint(
                condition=~Q(status="sah")
                | Q(bukti__isnull=False)
                | ~Q(disahkan_oleh_id=F("dihitung_oleh_id")),
                name="tps_kertas_atau_orang_kedua",
            ),
            dated("tanggal", "tps_tanggal_wajar"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["pemilihan", "tingkat", "urutan"], name="tps_pemilihan"),
            *scope_indexes("tps", "tingkat", "urutan", "id"),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def nama(self) -> str:
        """How people call it: "TPS RT 05", "Rembug kelurahan"."""
        return str(_("Rembug kelurahan")) if self.basis is None else f"TPS {self.basis.label_lengkap}"

    @property
    def final(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.status in FINAL

    @transition(status, source=Status.BELUM, target=Status.BERLANGSUNG, permission=izin.CATAT,
                custom={"label": _("Buka pemungutan"), "gaya": "go", "syarat": "bkm.tps.buka"})  # fmt: skip
    def buka(self, *, tanggal: datetime.date, tempat: str, beku: dict[str, Any]) -> None:
        """Open; roll, names per ballot, seats and threshold are frozen now. Source: BKM-11, BKM-12."""
        self.tanggal, self.tempat = tanggal, tempat
        for bidang, nilai in beku.items():
            setattr(self, bidang, nilai)

    @transition(status, source=Status.BERLANGSUNG, target=Status.BELUM, permission=izin.CATAT,
                custom={"label": _("Urungkan pembukaan"), "perlu_alasan": True})  # fmt: skip
    def urungkan(self) -> None:
        """Opened by mistake."""

    @transition(status, source=Status.BERLANGSUNG, target=Status.DITUTUP, permission=izin.CATAT,
                custom={"label": _("Tutup pemungutan"), "gaya": "go"})  # fmt: skip
    def tutup(self) -> None:
        """Voting is over; who registers later cannot vote, and counting may begin. Source: BKM-13."""

    @transition(status, source=[Status.DITUTUP, Status.KUNJUNGAN_RUMAH], target=Status.DIHITUNG, permission=izin.CATAT,
                custom={"label": _("Catat hitungan")})  # fmt: skip
    def hitung(self) -> None:
        """The tally is entered. Source: BKM-13, BKM-14."""

    @transition(status, source=Status.DIHITUNG, target=Status.KUNJUNGAN_RUMAH, permission=izin.CATAT,
                custom={"label": _("Lanjutkan dengan kunjungan rumah"), "syarat": "bkm.tps.kunjungi"})  # fmt: skip
    def kunjungi(self) -> None:
        """Too few came: officers collect votes house to house. Source: BKM-16."""

    @transition(status, source=Status.DIHITUNG, target=Status.SAH, permission=izin.CATAT,
                custom={"label": _("Sahkan hasil"), "gaya": "go", "syarat": "bkm.tps.sahkan"})  # fmt: skip
    def sahkan(self, *, pengesah: Any, kini: datetime.datetime) -> None:
        """The tally counts. Source: BKM-15, BKM-18, BKM-19."""
        self.disahkan_oleh_id, self.disahkan_oleh_nama, self.disahkan_pada = pengesah.pk, pengesah.nama, kini
        self.alasan = ""

    @transition(status, source=Status.DIHITUNG, target=Status.TIDAK_SAH, permission=izin.CATAT,
                custom={"label": _("Nyatakan tidak sah"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def gugurkan(self, *, sebab: str) -> None:
        """Not enough voters even with visits, or a defect: no utusan from here. Source: BKM-16, BKM-17."""
        self.alasan = sebab

    @transition(status, source=[Status.SAH, Status.TIDAK_SAH], target=Status.DIHITUNG, permission=izin.CATAT,
                custom={"label": _("Buka hitungan kembali"), "gaya": "bahaya", "perlu_alasan": True,
                        "syarat": "bkm.tps.periksa_ulang"})  # fmt: skip
    def periksa_ulang(self) -> None:
        """A mistake was found: its utusan are taken back, the old figures stay. Source: BKM-20."""
        self.disahkan_oleh_id, self.disahkan_oleh_nama, self.disahkan_pada, self.alasan = None, "", None, ""

    @transition(status, source=Status.BELUM, target=Status.TIDAK_MEMILIH, permission=izin.CATAT,
                custom={"label": _("Catat tidak memilih"), "gaya": "bahaya", "perlu_alasan": True})  # fmt: skip
    def tiadakan(self, *, sebab: str) -> None:
        """No vote is held here; it sends no utusan. Source: BKM-17."""
        self.alasan = sebab

    @transition(status, source=Status.TIDAK_MEMILIH, target=Status.BELUM, permission=izin.CATAT,
                custom={"label": _("Jadwalkan lagi"), "perlu_alasan": True, "syarat": "bkm.tps.periksa_ulang"})  # fmt: skip
    def jadwalkan_lagi(self) -> None:
        """It votes after all. Source: BKM-17."""
        self.alasan = ""


FINAL = (TPS.Status.SAH, TPS.Status.TIDAK_SAH, TPS.Status.TIDAK_MEMILIH)


class Hitungan(AnakLangkah):
    """One version of the tally of a TPS: never changed, a correction is a new version with its reason. Source: BKM-14, BKM-20.

    Voters are people by sex, ballots are sheets. `pemilih_*` and `surat_*` were given at the polling place; `kunjungan_*`
    were collected house to house and stay apart. `lain_lain` are votes for names that could not win (short entry).
    A second ballot among tied names is a version of kind `ulang` upon the version it settles.
    """

    class Jenis(models.TextChoices):
        UTAMA = "utama", _("Hitungan")
        ULANG = "ulang", _("Pemungutan ulang")

    class Cara(models.TextChoices):
        SINGKAT = "singkat", _("Singkat")
        LENGKAP = "lengkap", _("Lengkap")

    tps = models.ForeignKey(TPS, models.PROTECT, related_name="hitungan")
    jenis = models.CharField(_("jenis"), max_length=6, choices=Jenis, default=Jenis.UTAMA)
    atas = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="ulangan")
    ke = models.PositiveSmallIntegerField(_("hitungan ke"), default=1)
    cara = models.CharField(_("cara"), max_length=8, choices=Cara, default=Cara.SINGKAT)
    pemilih_l = models.PositiveIntegerField(_("pemilih laki-laki"))
    pemilih_p = models.PositiveIntegerField(_("pemilih perempuan"))
    pemilih = models.PositiveIntegerField(_("pemilih, jumlah"))
    surat_masuk = models.PositiveIntegerField(_("surat suara dalam kotak"))
    surat_sah = models.PositiveIntegerField(_("surat suara sah"))
    surat_rusak = models.PositiveIntegerField(_("surat suara tidak sah"))
    kunjungan_l = models.PositiveIntegerField(_("kunjungan rumah, laki-laki"), default=0)
    kunjungan_p = models.PositiveIntegerField(_("kunjungan rumah, perempuan"), default=0)
    kunjungan_sah = models.PositiveIntegerField(_("kunjungan rumah, surat sah"), default=0)
    kunjungan_rusak = models.PositiveIntegerField(_("kunjungan rumah, surat tidak sah"), default=0)
    lain_lain = models.PositiveIntegerField(_("suara untuk nama lain"), default=0)
    alasan = models.CharField(_("alasan koreksi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hitungan")
        ordering = ["tps", "jenis", "ke"]
        constraints = [
            models.UniqueConstraint(
                fields=["tps", "jenis", "atas", "ke"], nulls_distinct=False, name="hitungan_versi_sekali"
            ),
            models.CheckConstraint(condition=Q(pemilih=F("pemilih_l") + F("pemilih_p")), name="hitungan_l_tambah_p"),
            models.CheckConstraint(
                condition=Q(surat_masuk=F("surat_sah") + F("surat_rusak")), name="hitungan_sah_tambah_rusak"
            ),
            models.CheckConstraint(condition=Q(surat_masuk__lte=F("pemilih")), name="hitungan_surat_tidak_lebih"),
            models.CheckConstraint(
                condition=Q(kunjungan_sah__lte=F("kunjungan_l") + F("kunjungan_p") - F("kunjungan_rusak")),
                name="hitungan_kunjungan_tidak_lebih",
            ),
            models.CheckConstraint(
                condition=Q(ke=1) & Q(jenis="utama") | ~Q(alasan="") | Q(jenis="ulang"), name="hitungan_koreksi_beralasan"
            ),
            models.CheckConstraint(
                condition=Q(jenis="utama", atas__isnull=True)
                | Q(
                    jenis="ulang", atas__isnull=False, kunjungan_l=0, kunjungan_p=0, kunjungan_sah=0, kunjungan_rusak=0,
                    lain_lain=0,
                ),
                name="hitungan_ulang_atas_hitungan",
            ),
            models.CheckConstraint(condition=Q(cara="singkat") | Q(lain_lain=0), name="hitungan_lengkap_tanpa_lain"),
        ]  # fmt: skip
        indexes = scope_indexes("hitungan", "-dibuat_pada", "id")

    def __str__(self) -> str:
        return str(_("Hitungan ke-%(ke)d") % {"ke": self.ke})

    @property
    def kunjungan(self) -> int:
        """People visited at home who voted."""
        return self.kunjungan_l + self.kunjungan_p

    @property
    def semua_l(self) -> int:
        """Men who voted, visits included."""
        return self.pemilih_l + self.kunjungan_l

    @property
    def semua_p(self) -> int:
        """Women who voted, visits included."""
        return self.pemilih_p + self.kunjungan_p

    @property
    def semua(self) -> int:
        """People who voted, visits included."""
        return self.pemilih + self.kunjungan

    @property
    def sah(self) -> int:
        """Valid sheets, visits included."""
        return self.surat_sah + self.kunjungan_sah


class PerolehanSuara(AnakLangkah):
    """Votes for one written name in one version of a tally; `kunjungan` those collected at home. Source: BKM-14.

    At the kelurahan tier (and RW) the name is that of an `utusan`. Personal data: the written name.
    """

    hitungan = models.ForeignKey(Hitungan, models.PROTECT, related_name="perolehan")
    nama_tertulis = models.CharField(_("nama yang tertulis"), max_length=150)
    suara = models.PositiveIntegerField(_("suara"))
    kunjungan = models.PositiveIntegerField(_("suara dari kunjungan rumah"), default=0)
    utusan = models.ForeignKey("bkm.Utusan", models.PROTECT, null=True, blank=True, related_name="perolehan")

    class Meta:
        verbose_name = _("perolehan suara")
        ordering = ["hitungan", "-suara", "nama_tertulis", "id"]
        constraints = [
            models.UniqueConstraint(
                "hitungan", Lower("nama_tertulis"), "utusan", nulls_distinct=False, name="perolehan_nama_sekali"
            ),
            models.UniqueConstraint(
                fields=["hitungan", "utusan"], condition=Q(utusan__isnull=False), name="perolehan_utusan_sekali"
            ),
            models.CheckConstraint(condition=~Q(nama_tertulis=""), name="perolehan_bernama"),
        ]  # fmt: skip
        indexes = scope_indexes("perolehan", "-dibuat_pada", "id")

    def __str__(self) -> str:
        return initials(self.nama_tertulis)

    @property
    def jumlah(self) -> int:
        """Votes altogether."""
        return self.suara + self.kunjungan


class PenyatuanNama(AnakLangkah):
    """What the counters know of two written names of one TPS: the same person, or two. Source: BKM-21.

    `sama`: `nama_tertulis` counts for `dengan`. `beda`: asked and answered. Only while the TPS is `dihitung`.
    """

    class Putusan(models.TextChoices):
        SAMA = "sama", _("Orang yang sama")
        BEDA = "beda", _("Orang yang berbeda")

    tps = models.ForeignKey(TPS, models.PROTECT, related_name="penyatuan")
    nama_tertulis = models.CharField(_("nama yang tertulis"), max_length=150)
    dengan = models.CharField(_("dibandingkan dengan"), max_length=150)
    warga = models.ForeignKey("wilayah.Warga", models.PROTECT, related_name="+", null=True, blank=True)
    putusan = models.CharField(_("putusan"), max_length=4, choices=Putusan)

    class Meta:
        verbose_name = _("penyatuan nama")
        ordering = ["tps", "nama_tertulis", "id"]
        constraints = [
            models.UniqueConstraint(
                "tps", Lower("nama_tertulis"), condition=Q(putusan="sama"), name="penyatuan_nama_sekali"
            ),
            models.UniqueConstraint(
                "tps", Lower("nama_tertulis"), Lower("dengan"), name="penyatuan_pasangan_sekali"
            ),
            models.CheckConstraint(
                condition=~Q(nama_tertulis="") & ~Q(dengan="") & ~Q(nama_tertulis=F("dengan")), name="penyatuan_dua_nama"
            ),
        ]  # fmt: skip
        indexes = scope_indexes("penyatuan", "-dibuat_pada", "id")

    def __str__(self) -> str:
        return f"{initials(self.nama_tertulis)} = {initials(self.dengan)}"


class Utusan(AnakLangkah):
    """One delegate elected at a TPS: name, sex, votes, rank. Personal data: name. Source: BKM-22.

    Nobody is utusan twice in a tier. Who is taken back (recount, withdrawal) is cancelled with the reason.
    """

    pemilihan = models.ForeignKey(Pemilihan, models.PROTECT, related_name="utusan")
    tps = models.ForeignKey(TPS, models.PROTECT, related_name="utusan")
    tingkat = models.CharField(_("tingkat"), max_length=10, choices=Tingkat, default=Tingkat.BASIS)
    basis = models.ForeignKey("wilayah.Basis", models.PROTECT, related_name="+", verbose_name=_("RT/RW"))
    warga = models.ForeignKey("wilayah.Warga", models.PROTECT, related_name="+", null=True, blank=True)
    dari = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="naik")
    nama = models.CharField(_("nama"), max_length=150)
    jenis_kelamin = models.CharField(_("jenis kelamin"), max_length=1, choices=JenisKelamin)
    miskin = models.BooleanField(_("warga miskin"), default=False)
    suara = models.PositiveIntegerField(_("suara"))
    peringkat = models.PositiveSmallIntegerField(_("peringkat"))
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("utusan")
        ordering = ["tps", "peringkat", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tps", "peringkat"], condition=Q(status="sah"), name="utusan_peringkat_sekali"
            ),
            models.UniqueConstraint("tps", Lower("nama"), condition=Q(status="sah"), name="utusan_nama_sekali"),
            models.UniqueConstraint(
                fields=["pemilihan", "tingkat", "warga"],
                condition=Q(status="sah", warga__isnull=False),
                name="utusan_warga_sekali",
            ),
            models.CheckConstraint(condition=~Q(tingkat="kelurahan"), name="utusan_dari_bawah"),
            models.CheckConstraint(condition=Q(peringkat__gte=1) & ~Q(nama=""), name="utusan_bernama_berperingkat"),
            reasoned("utusan_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["pemilihan", "tingkat"], name="utusan_pemilihan"),
            *scope_indexes("utusan", "nama", "id"),
        ]

    def __str__(self) -> str:
        return f"Utusan {initials(self.nama)}"

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Taken back with the count, or withdrew: stays, with the reason. Source: BKM-20, UMU-32."""
        self.alasan_batal = sebab


class HasilAnggota(AnakLangkah):
    """One line of the result at the kelurahan: an utusan, votes, rank; the first ones are elected. Source: BKM-23.

    Those not elected stand in order: the reserve list of the term.
    """

    pemilihan = models.ForeignKey(Pemilihan, models.PROTECT, related_name="hasil")
    tps = models.ForeignKey(TPS, models.PROTECT, related_name="hasil")
    utusan = models.ForeignKey(Utusan, models.PROTECT, related_name="hasil")
    suara = models.PositiveIntegerField(_("suara"))
    peringkat = models.PositiveSmallIntegerField(_("peringkat"))
    terpilih = models.BooleanField(_("terpilih"))
    status = FSMField(_("status"), max_length=10, choices=Sah, default=Sah.SAH, protected=True)
    alasan_batal = models.CharField(_("alasan pembatalan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hasil pemilihan anggota")
        ordering = ["pemilihan", "peringkat", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pemilihan", "utusan"], condition=Q(status="sah"), name="hasil_utusan_sekali"
            ),
            models.UniqueConstraint(
                fields=["pemilihan", "peringkat"], condition=Q(status="sah"), name="hasil_peringkat_sekali"
            ),
            models.CheckConstraint(condition=Q(peringkat__gte=1), name="hasil_berperingkat"),
            reasoned("hasil_batal_beralasan"),
        ]
        indexes = [
            models.Index(fields=["pemilihan", "terpilih"], name="hasil_pemilihan"),
            *scope_indexes("hasil", "peringkat", "id"),
        ]

    def __str__(self) -> str:
        return str(_("Peringkat %(n)d") % {"n": self.peringkat})

    @transition(
        status,
        source=Sah.SAH,
        target=Sah.BATAL,
        permission=izin.CATAT,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )
    def batalkan(self, *, sebab: str) -> None:
        """Taken back with the count: stays, with the reason. Source: BKM-20, UMU-32."""
        self.alasan_batal = sebab


class PengumumanHasil(AnakLangkah):
    """The result of a tier was put up; only after its last TPS has closed (held by trigger). Source: BKM-24."""

    pemilihan = models.ForeignKey(Pemilihan, models.PROTECT, related_name="pengumuman")
    tingkat = models.CharField(_("tingkat"), max_length=10, choices=Tingkat)
    tanggal = models.DateField(_("diumumkan pada"))
    tempat = models.CharField(_("papan informasi di"), max_length=150, blank=True)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("pengumuman hasil")
        ordering = ["pemilihan", "-tanggal", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pemilihan", "tingkat", "tanggal"], name="pengumuman_sekali_sehari"),
            dated("tanggal", "pengumuman_tanggal_wajar"),
        ]
        indexes = scope_indexes("pengumuman", "-tanggal", "id")

    def __str__(self) -> str:
        return str(_("Pengumuman hasil %(tingkat)s") % {"tingkat": self.get_tingkat_display()})
