"""The loan of a KSM, the shares of its members, what was checked and decided. Source: KEU-123 to KEU-139.

The group borrows and is jointly liable; a member only holds a share. Terms are copied from the product at akad and stay.
What was paid stands with the payments; the sums here are kept by trigger (sql/pinjaman.sql) and recomputed by periksa_buku.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from inti.money import RupiahField
from keuangan import izin
from keuangan.hitung.alokasi import JasaPelunasan, Kelebihan
from keuangan.hitung.jadwal import Metode, Pembulatan
from keuangan.models.buku import Buku
from keuangan.models.jurnal import Jurnal
from keuangan.models.produk import KetentuanProduk, ProdukPinjaman
from siklus.models.dasar import dated
from wilayah.models import Berwilayah, scope_indexes

# In these states money is out: one loan at a time for a group and for a person.
AKTIF = ("akad", "berjalan", "dijadwal_ulang")
BERAKAD = (*AKTIF, "lunas", "dihapus_buku")
# An application that is not decided to its end yet: the waiting list, first in first served.
MENUNGGU = ("diajukan", "diperiksa", "disetujui")
# Terms that the akad copies from the product.
TERSALIN = (
    "metode", "jasa_persen", "bop_persen", "pembulatan", "tenggang_bulan", "jasa_pelunasan", "kelebihan",
)  # fmt: skip


class Pinjaman(Berwilayah):
    """One loan from application to the last rupiah. `pokok` is what was approved, rupiah. Source: KEU-123.

    `nomor` counts without gap per ledger, from the application on (first in, first served). `ke` is the how-manieth
    programme loan of the group (0: channelled). `bawaan` was running already when the ledger began. "Bermasalah" is no
    state: it follows from collectibility at a date. `jadwal_ke` is the schedule that counts now.
    """

    IZIN_BACA = izin.LIHAT_PINJAMAN
    JALUR_BADAN = "ksm__badan_id"
    JENIS_BADAN = "ksm"
    MULAI_LAIN = ("berjalan",)  # brought in from the old books; sql/pinjaman.sql says when. KEU-150

    class Status(models.TextChoices):
        DIAJUKAN = "diajukan", _("Diajukan")
        DIPERIKSA = "diperiksa", _("Diperiksa")
        DISETUJUI = "disetujui", _("Disetujui")
        DITOLAK = "ditolak", _("Ditolak")
        AKAD = "akad", _("Akad")
        BERJALAN = "berjalan", _("Berjalan")
        DIJADWAL_ULANG = "dijadwal_ulang", _("Dijadwal ulang")
        LUNAS = "lunas", _("Lunas")
        DIHAPUS_BUKU = "dihapus_buku", _("Dihapus buku")
        BATAL = "batal", _("Dibatalkan")

    class Lewat(models.TextChoices):
        KAS = "kas", _("Kas")
        BANK = "bank", _("Bank")

    buku = models.ForeignKey(Buku, models.PROTECT, related_name="pinjaman", verbose_name=_("buku"), db_index=False)
    ksm = models.ForeignKey("ksm.KSM", models.PROTECT, related_name="pinjaman", verbose_name=_("KSM"))
    produk = models.ForeignKey(ProdukPinjaman, models.PROTECT, related_name="pinjaman", verbose_name=_("produk"))
    ketentuan = models.ForeignKey(
        KetentuanProduk, models.PROTECT, related_name="+", verbose_name=_("ketentuan"), db_index=False
    )
    nomor = models.PositiveIntegerField(_("nomor"))
    nomor_lama = models.CharField(_("nomor pada buku lama"), max_length=40, blank=True)
    ke = models.PositiveSmallIntegerField(_("pinjaman ke"))
    bawaan = models.BooleanField(_("sudah berjalan sebelum buku ini"), default=False)
    diajukan = models.DateField(_("diajukan"))
    keperluan = models.CharField(_("keperluan"), max_length=300)
    tenor_diminta = models.PositiveSmallIntegerField(_("jangka waktu diminta (bulan)"))

    # What was found when the file was checked (part B); members' parts stand with their shares.
    pemeriksa_id = models.UUIDField(null=True, editable=False)
    pemeriksa_nama = models.CharField(_("diperiksa oleh"), max_length=150, blank=True)
    diperiksa = models.DateField(_("diperiksa pada"), null=True, blank=True)
    tanggung_renteng = models.DateField(_("pernyataan tanggung renteng ditandatangani"), null=True, blank=True)
    dilatih = models.DateField(_("pelatihan pinjaman bergulir selesai"), null=True, blank=True)
    menabung_bulan = models.PositiveSmallIntegerField(_("menabung berturut-turut (bulan)"), null=True, blank=True)
    catatan_periksa = models.TextField(_("catatan pemeriksaan"), blank=True)

    # Copied at akad; they do not follow the product any more.
    pokok = RupiahField(_("pokok pinjaman"), null=True, blank=True)
    tenor_bulan = models.PositiveSmallIntegerField(_("jangka waktu (bulan)"), null=True, blank=True)
    metode = models.CharField(_("cara menghitung jasa"), max_length=8, choices=Metode, blank=True)
    jasa_persen = models.DecimalField(_("jasa per bulan (%)"), max_digits=7, decimal_places=4, null=True, blank=True)
    bop_persen = models.DecimalField(
        _("titipan BOP KSM per bulan (%)"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    pembulatan = models.CharField(_("pembulatan"), max_length=10, choices=Pembulatan, blank=True)
    tenggang_bulan = models.PositiveSmallIntegerField(_("tenggang (bulan)"), null=True, blank=True)
    jasa_pelunasan = models.CharField(_("jasa pelunasan awal"), max_length=10, choices=JasaPelunasan, blank=True)
    kelebihan = models.CharField(_("uang lebih"), max_length=20, choices=Kelebihan, blank=True)
    tanggal_akad = models.DateField(_("tanggal akad"), null=True, blank=True)
    tanggal_cair = models.DateField(_("tanggal cair"), null=True, blank=True)
    lewat = models.CharField(_("dicairkan lewat"), max_length=4, choices=Lewat, blank=True)
    jurnal = models.OneToOneField(
        Jurnal, models.PROTECT, related_name="pinjaman_cair", null=True, blank=True, verbose_name=_("bukti pencairan")
    )
    jadwal_ke = models.PositiveSmallIntegerField(_("jadwal ke"), default=0)
    sisa_pokok = RupiahField(_("sisa pokok"), default=0, editable=False)
    tanggal_selesai = models.DateField(_("selesai"), null=True, blank=True)
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    status = FSMField(_("status"), max_length=16, choices=Status, default=Status.DIAJUKAN, protected=True)

    class Meta:
        verbose_name = _("pinjaman")
        ordering = ["-diajukan", "-nomor"]
        constraints = [
            models.UniqueConstraint(fields=["buku", "nomor"], name="pinjaman_nomor_sekali"),
            models.UniqueConstraint(fields=["ksm"], condition=Q(status__in=AKTIF), name="pinjaman_satu_aktif_per_ksm"),
            models.UniqueConstraint(
                fields=["ksm"], condition=Q(status__in=MENUNGGU), name="pinjaman_satu_permohonan_per_ksm"
            ),
            models.UniqueConstraint(
                fields=["ksm", "ke"], condition=Q(status__in=BERAKAD, ke__gt=0), name="pinjaman_ke_sekali"
            ),
            models.CheckConstraint(condition=Q(nomor__gt=0, tenor_diminta__range=(1, 120)), name="pinjaman_wajar"),
            models.CheckConstraint(condition=~Q(keperluan=""), name="pinjaman_berkeperluan"),
            models.CheckConstraint(
                condition=~Q(status__in=BERAKAD)
                | Q(
                    pokok__gt=0,
                    tenor_bulan__range=(1, 120),
                    jasa_persen__gte=0,
                    bop_persen__gte=0,
                    tenggang_bulan__gte=0,
                    tanggal_akad__isnull=False,
                )
                & ~Q(metode="")
                & ~Q(pembulatan="")
                & ~Q(jasa_pelunasan="")
                & ~Q(kelebihan=""),
                name="pinjaman_akad_lengkap",
            ),  # fmt: skip
            models.CheckConstraint(
                condition=~Q(status__in=["berjalan", "dijadwal_ulang", "lunas", "dihapus_buku"])
                | (Q(tanggal_cair__isnull=False, jadwal_ke__gte=1) & (Q(jurnal__isnull=False) | Q(bawaan=True))),
                name="pinjaman_cair_berbukti",
            ),
            models.CheckConstraint(
                condition=Q(sisa_pokok__gte=0) & (Q(pokok__isnull=True) | Q(sisa_pokok__lte=F("pokok"))),
                name="pinjaman_sisa_wajar",
            ),
            models.CheckConstraint(
                condition=Q(tanggal_cair__isnull=True) | Q(tanggal_cair__gte=F("tanggal_akad")),
                name="pinjaman_cair_sesudah_akad",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["lunas", "dihapus_buku"]) ^ Q(tanggal_selesai__isnull=True),
                name="pinjaman_selesai_bertanggal",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["ditolak", "batal"]) | ~Q(alasan=""), name="pinjaman_tolak_beralasan"
            ),
            dated("diajukan", "pinjaman_tanggal_wajar"),
        ]
        indexes = [
            *scope_indexes("pinjaman", "-diajukan", "-nomor"),
            models.Index(fields=["buku", "status", "nomor"], name="pinjaman_buku"),
        ]

    def __str__(self) -> str:
        return self.nomor_pinjaman

    @property
    def nomor_pinjaman(self) -> str:
        """The loan as papers name it: "PJ 0012"."""
        return f"PJ {self.nomor:04d}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the ledger."""
        return self.buku_id

    @property
    def badan_id(self) -> Any:
        """The body of the group that borrows: its papers are the group's own."""
        return self.ksm.badan_id

    @property
    def boleh_dibayar(self) -> bool:
        """Whether money may come in for it."""
        return self.status in {self.Status.BERJALAN, self.Status.DIJADWAL_ULANG}

    @transition(
        status, source=Status.DIAJUKAN, target=Status.DIPERIKSA, permission=izin.PERIKSA_PINJAMAN,
        custom={"label": _("Selesai diperiksa"), "gaya": "go", "syarat": "pinjaman.periksa"},
    )  # fmt: skip
    def periksa(self, *, pemeriksa: Any, tanggal: Any) -> None:
        """The file is read, every house and business visited. Source: KEU-127."""
        self.pemeriksa_id, self.pemeriksa_nama, self.diperiksa = pemeriksa.pk, pemeriksa.nama, tanggal

    @transition(
        status, source=Status.DIPERIKSA, target=Status.DISETUJUI, permission=izin.TETAPKAN_PUTUSAN,
        custom={"label": _("Setujui"), "gaya": "go", "syarat": "pinjaman.setujui"},
    )  # fmt: skip
    def setujui(self) -> None:
        """Manajer UPK and Koordinator BKM decide together, with amount and months per member. Source: KEU-129."""

    @transition(
        status, source=Status.DIPERIKSA, target=Status.DIAJUKAN, permission=izin.TETAPKAN_PUTUSAN,
        custom={"label": _("Minta periksa ulang"), "perlu_alasan": True},
    )  # fmt: skip
    def ulangi(self) -> None:
        """In doubt: it is checked again. Source: KEU-129."""

    @transition(
        status, source=Status.DIPERIKSA, target=Status.DITOLAK, permission=izin.TETAPKAN_PUTUSAN,
        custom={"label": _("Tolak"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def tolak(self, *, sebab: str) -> None:
        """Not feasible: the file goes back and the reason is told. Source: KEU-129."""
        self.alasan = sebab

    @transition(
        status, source=Status.DISETUJUI, target=Status.AKAD, permission=izin.KELOLA_PINJAMAN,
        custom={"label": _("Catat akad"), "gaya": "go", "syarat": "pinjaman.akadkan"},
    )  # fmt: skip
    def akadkan(self, *, tanggal: Any, pokok: Decimal) -> None:
        """The group agrees and signs; terms are copied and stay. Source: KEU-130."""
        self.tanggal_akad, self.pokok = tanggal, pokok
        for bidang in TERSALIN:
            setattr(self, bidang, getattr(self.ketentuan, bidang))

    @transition(
        status, source=Status.AKAD, target=Status.BERJALAN, permission=izin.CATAT_PINJAMAN,
        custom={"label": _("Cairkan"), "gaya": "go", "syarat": "pinjaman.cairkan"},
    )  # fmt: skip
    def cairkan(self, *, tanggal: Any, lewat: str, jurnal: Jurnal) -> None:
        """The money is handed out, two people sign. Source: KEU-131."""
        self.tanggal_cair, self.lewat, self.jurnal, self.jadwal_ke = tanggal, lewat, jurnal, 1

    @transition(
        status, source=[Status.BERJALAN, Status.DIJADWAL_ULANG], target=Status.DIJADWAL_ULANG,
        permission=izin.PUTUS_PINJAMAN, custom={"label": _("Jadwal ulang"), "perlu_alasan": True},
    )  # fmt: skip
    def jadwalkan_ulang(self) -> None:
        """A new schedule from the decision on; the old one stays as history. Source: KEU-137."""
        self.jadwal_ke += 1

    @transition(
        status, source=[Status.BERJALAN, Status.DIJADWAL_ULANG], target=Status.LUNAS,
        permission=izin.CATAT_PINJAMAN, custom={"label": _("Lunas"), "otomatis": True},
    )  # fmt: skip
    def lunasi(self, *, tanggal: Any) -> None:
        """The last rupiah is paid. Source: KEU-134."""
        self.tanggal_selesai = tanggal

    @transition(
        status, source=Status.LUNAS, target=Status.BERJALAN, permission=izin.CATAT_PINJAMAN,
        custom={"label": _("Pembayaran terakhir dibalik"), "otomatis": True},
    )  # fmt: skip
    def hidupkan(self) -> None:
        """The payment that closed it was taken back. Source: KEU-135."""
        self.tanggal_selesai = None

    @transition(
        status, source=[Status.BERJALAN, Status.DIJADWAL_ULANG], target=Status.DIHAPUS_BUKU,
        permission=izin.PUTUS_PINJAMAN, custom={"label": _("Hapus buku"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def hapuskan(self, *, tanggal: Any, sebab: str) -> None:
        """Macet, collected in vain, decided by the BKM; the debt stays collectable. Source: KEU-138."""
        self.tanggal_selesai, self.alasan = tanggal, sebab

    @transition(
        status, source=[Status.DIAJUKAN, Status.DIPERIKSA, Status.DISETUJUI, Status.AKAD], target=Status.BATAL,
        permission=izin.KELOLA_PINJAMAN,
        custom={"label": _("Batalkan"), "gaya": "bahaya", "perlu_alasan": True},
    )  # fmt: skip
    def batalkan(self, *, sebab: str) -> None:
        """Withdrawn by the group, or entered wrongly, before money went out. Source: UMU-32."""
        self.alasan = sebab

    @transition(
        status, source=Status.BERJALAN, target=Status.BATAL, permission=izin.KELOLA_PINJAMAN,
        custom={"label": _("Batalkan pinjaman bawaan"), "gaya": "bahaya", "perlu_alasan": True, "syarat": "pinjaman.cabut"},
    )  # fmt: skip
    def cabut(self, *, sebab: str) -> None:
        """Brought in from the old books by mistake, and nothing was paid on it here. Source: KEU-195."""
        self.alasan = sebab


class BagianAnggota(Berwilayah):
    """One member's share of a loan, in rupiah: asked, proposed after the visit, approved. Source: KEU-124, KEU-128.

    Names stand with the membership; income and cost of living are personal data, masked in the audit of rows.
    """

    IZIN_BACA = izin.LIHAT_BAGIAN_PINJAMAN
    JALUR_BADAN = "pinjaman__ksm__badan_id"
    JENIS_BADAN = "ksm"

    pinjaman = models.ForeignKey(Pinjaman, models.PROTECT, related_name="bagian", verbose_name=_("pinjaman"))
    anggota = models.ForeignKey(
        "ksm.AnggotaKSM", models.PROTECT, related_name="bagian_pinjaman", verbose_name=_("anggota")
    )
    urut = models.PositiveSmallIntegerField(_("urut"))
    diminta = RupiahField(_("diminta"))
    usaha = models.CharField(_("usaha"), max_length=120, blank=True)
    penghasilan = RupiahField(_("penghasilan per bulan"), null=True, blank=True)
    biaya = RupiahField(_("biaya hidup dan usaha per bulan"), null=True, blank=True)
    diusulkan = RupiahField(_("diusulkan pemeriksa"), null=True, blank=True)
    dikunjungi = models.DateField(_("rumah dan usaha dikunjungi"), null=True, blank=True)
    ktp_ada = models.BooleanField(_("salinan KTP ada dan cocok"), default=False)
    keluarga_setuju = models.BooleanField(_("keluarga menyetujui"), default=False)
    lembaga_lain = models.BooleanField(_("masih meminjam di lembaga lain"), default=False)
    catatan = models.CharField(_("catatan kunjungan"), max_length=300, blank=True)
    disetujui = RupiahField(_("disetujui"), null=True, blank=True)

    class Meta:
        verbose_name = _("bagian anggota")
        ordering = ["pinjaman", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["pinjaman", "anggota"], name="bagian_anggota_sekali"),
            models.UniqueConstraint(fields=["pinjaman", "urut"], name="bagian_anggota_urut"),
            models.CheckConstraint(
                condition=Q(diminta__gt=0)
                & (Q(diusulkan__isnull=True) | Q(diusulkan__gte=0))
                & (Q(disetujui__isnull=True) | Q(disetujui__gte=0))
                & (Q(penghasilan__isnull=True) | Q(penghasilan__gte=0))
                & (Q(biaya__isnull=True) | Q(biaya__gte=0)),
                name="bagian_anggota_tidak_negatif",
            ),
        ]
        indexes = scope_indexes("bagiananggota", "pinjaman", "urut")

    def __str__(self) -> str:
        return f"{self.pinjaman_id} #{self.urut}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the loan."""
        return self.pinjaman_id

    @property
    def kemampuan_bayar(self) -> Decimal | None:
        """Income minus cost of living (rupiah a month); None before the visit. Source: KEU-47."""
        if self.penghasilan is None or self.biaya is None:
            return None
        return self.penghasilan - self.biaya


class UsulanPutusan(Berwilayah):
    """What the Manajer UPK proposes to decide; open until a PutusanPinjaman answers it. Written once. Source: KEU-129.

    `pokok` (rupiah) and `tenor_bulan` repeat what the shares said then, so that nothing else can be confirmed.
    """

    IZIN_BACA = izin.LIHAT_PINJAMAN
    JALUR_BADAN = "pinjaman__ksm__badan_id"
    JENIS_BADAN = "ksm"

    class Hasil(models.TextChoices):
        SETUJU = "setuju", _("Disetujui")
        ULANG = "ulang", _("Periksa ulang")
        TOLAK = "tolak", _("Ditolak")

    pinjaman = models.ForeignKey(Pinjaman, models.PROTECT, related_name="usulan", verbose_name=_("pinjaman"))
    hasil = models.CharField(_("hasil"), max_length=6, choices=Hasil)
    tanggal = models.DateField(_("tanggal"))
    pokok = RupiahField(_("jumlah yang disetujui"))
    tenor_bulan = models.PositiveSmallIntegerField(_("jangka waktu (bulan)"))
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    manajer_id = models.UUIDField()
    manajer_nama = models.CharField(_("manajer UPK"), max_length=150)

    class Meta:
        verbose_name = _("usulan putusan")
        ordering = ["pinjaman", "dibuat_pada"]
        constraints = [
            models.CheckConstraint(condition=Q(hasil="setuju") | ~Q(alasan=""), name="usulan_putusan_beralasan"),
            models.CheckConstraint(condition=~Q(hasil="setuju") | Q(pokok__gt=0), name="usulan_putusan_berjumlah"),
        ]
        indexes = scope_indexes("usulanputusan", "-tanggal", "id")

    def __str__(self) -> str:
        return f"{self.pinjaman_id} {self.hasil}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the loan."""
        return self.pinjaman_id


class PutusanPinjaman(Berwilayah):
    """One decision on a checked application, by two people: Manajer UPK and Koordinator BKM. Written once. Source: KEU-129.

    `cara` says whether the coordinator decided by login or signed the sheet (its photo is filed with the loan).
    """

    IZIN_BACA = izin.LIHAT_PINJAMAN

    Hasil = UsulanPutusan.Hasil

    class Cara(models.TextChoices):
        LOGIN = "login", _("Disetujui dalam aplikasi")
        KERTAS = "kertas", _("Ditandatangani di kertas")

    pinjaman = models.ForeignKey(Pinjaman, models.PROTECT, related_name="putusan", verbose_name=_("pinjaman"))
    usulan = models.OneToOneField(
        UsulanPutusan, models.PROTECT, related_name="putusan", null=True, blank=True, verbose_name=_("usulan")
    )
    hasil = models.CharField(_("hasil"), max_length=6, choices=Hasil)
    tanggal = models.DateField(_("tanggal"))
    alasan = models.CharField(_("alasan"), max_length=300, blank=True)
    manajer_id = models.UUIDField()
    manajer_nama = models.CharField(_("manajer UPK"), max_length=150)
    koordinator_id = models.UUIDField(null=True)
    koordinator_nama = models.CharField(_("koordinator BKM"), max_length=150)
    cara = models.CharField(_("cara koordinator"), max_length=6, choices=Cara)
    berkas = models.ForeignKey(
        "laporan.Berkas", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("foto lembar putusan")
    )

    class Meta:
        verbose_name = _("putusan pinjaman")
        ordering = ["pinjaman", "tanggal", "dibuat_pada"]
        constraints = [
            models.CheckConstraint(condition=Q(hasil="setuju") | ~Q(alasan=""), name="putusan_pinjaman_beralasan"),
            models.CheckConstraint(
                condition=~Q(manajer_id=F("koordinator_id")) & ~Q(koordinator_nama="") & ~Q(manajer_nama=""),
                name="putusan_pinjaman_dua_orang",
            ),
            models.CheckConstraint(
                condition=Q(cara="login", koordinator_id__isnull=False) | Q(cara="kertas", berkas__isnull=False),
                name="putusan_pinjaman_berbukti",
            ),
        ]
        indexes = scope_indexes("putusanpinjaman", "-tanggal", "id")

    def __str__(self) -> str:
        return f"{self.pinjaman_id} {self.hasil}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the loan."""
        return self.pinjaman_id


class BuktiPinjaman(Berwilayah):
    """A paper in the loan's file, photographed: application, KTP, statement, contract, receipt. Written once. KEU-126."""

    IZIN_BACA = izin.LIHAT_BAGIAN_PINJAMAN
    JALUR_BADAN = "pinjaman__ksm__badan_id"
    JENIS_BADAN = "ksm"

    class Jenis(models.TextChoices):
        PERMOHONAN = "permohonan", _("Surat permohonan (bagian A)")
        KTP = "ktp", _("Salinan KTP anggota")
        PROPOSAL = "proposal", _("Proposal kegiatan ekonomi")
        TANGGUNG_RENTENG = "tanggung_renteng", _("Pernyataan tanggung renteng")
        BA_PEMBENTUKAN = "ba_pembentukan", _("Berita acara pembentukan KSM")
        ATURAN = "aturan", _("Aturan main KSM")
        ANALISA = "analisa", _("Analisa dan rekomendasi (bagian B)")
        AKAD = "akad", _("Surat perjanjian pinjaman")
        KWITANSI = "kwitansi", _("Kwitansi pencairan")
        KUNJUNGAN = "kunjungan", _("Laporan kunjungan pembinaan")
        TAGIHAN = "tagihan", _("Surat tagihan yang diterima")
        LAIN = "lain", _("Lainnya")

    pinjaman = models.ForeignKey(Pinjaman, models.PROTECT, related_name="bukti", verbose_name=_("pinjaman"))
    bagian = models.ForeignKey(
        BagianAnggota, models.PROTECT, related_name="bukti", null=True, blank=True, verbose_name=_("anggota")
    )
    jenis = models.CharField(_("jenis"), max_length=20, choices=Jenis)
    berkas = models.ForeignKey("laporan.Berkas", models.PROTECT, related_name="+", verbose_name=_("berkas"))
    keterangan = models.CharField(_("keterangan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("bukti pinjaman")
        ordering = ["pinjaman", "jenis", "dibuat_pada"]
        constraints = [
            models.UniqueConstraint(fields=["pinjaman", "berkas"], name="bukti_pinjaman_sekali"),
        ]
        indexes = scope_indexes("buktipinjaman", "pinjaman", "id")

    def __str__(self) -> str:
        return f"{self.pinjaman_id} {self.jenis}"

    @property
    def jejak_induk_id(self) -> Any:
        """Part of the trail of the loan."""
        return self.pinjaman_id
