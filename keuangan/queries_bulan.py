"""The end of a month as one path of seven steps, each state computed from the facts; nothing is ticked by hand. KEU-192.

`path_of` collects the facts once (a constant number of queries), then every step is a function of them. A new step is a row
of LANGKAH.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from inti.formats import angka, rupiah
from inti.formats import tanggal as format_tanggal
from inti.registry import Kekurangan, Mode
from keuangan.models import AkunBuku, Buku, HitungKas, Jurnal, PembagianLaba, PemeriksaanBuku, PengumumanBulan, Periode
from keuangan.queries import HariMinus, accounts_of, balances, negative_days, waiting_approval
from keuangan.queries_bank import bank_findings
from keuangan.queries_inventaris import register_of
from keuangan.queries_kolektibilitas import reserve_finding
from keuangan.queries_meja import approvals_finding, below_zero_finding, cash_count_modes, counted_finding
from keuangan.queries_pembayaran import Kontrol, control_of
from keuangan.templat import TUTUP_TAHUN
from laporan.models import Berkas
from wilayah import parameter
from wilayah.waktu import today_in

NOL = Decimal(0)
PERIKSA_DULU = "keuangan.periksa_sebelum_tutup"
SELESAI, BERJALAN, MENUNGGU, TIDAK_PERLU, TERLEWAT = "selesai", "berjalan", "menunggu", "tidak_perlu", "terlewat"
KEADAAN = (SELESAI, BERJALAN, MENUNGGU, TIDAK_PERLU, TERLEWAT)
NOMINAL = ("pendapatan", "biaya")
TAMPIL = 5  # vouchers, checks and notices that a step names


@dataclass(frozen=True)
class Tombol:
    """The one way on from a step. `kirim`: a form of that button alone; `boleh`: whether this reader may."""

    label: str
    url: str
    boleh: bool = True
    kirim: bool = False


@dataclass(frozen=True)
class LangkahBulan:
    """One step: its state, what was found in one sentence, the findings behind it, and its button.

    `kata` replaces the word of the state, `berubah` warns that what was done no longer holds; `fakta` and `tautan` are
    (label, text) and (label, address) beside it.
    """

    kode: str
    judul: str
    untuk: str
    siapa: str
    keadaan: str
    ringkas: str
    temuan: tuple[Kekurangan, ...] = ()
    tombol: Tombol | None = None
    fakta: tuple[tuple[str, str], ...] = ()
    tautan: tuple[tuple[str, str], ...] = ()
    kata: str = ""
    berubah: bool = False
    kini: bool = False

    @property
    def kelas(self) -> str:
        """How the mark of the step looks: of all that may be done, only the first stands out."""
        biasa = {SELESAI: "ok", MENUNGGU: "kunci", TERLEWAT: "awas", TIDAK_PERLU: "kunci"}
        return "awas" if self.berubah else "jalan" if self.kini else biasa.get(self.keadaan, "")

    @property
    def tanda(self) -> str:
        """The state as the mark beside its title says it."""
        return "belum" if self.keadaan == BERJALAN and not self.kini else self.keadaan

    @property
    def satu(self) -> bool:
        """Whether its one finding says no more than the sentence of the step."""
        return len(self.temuan) == 1 and self.ringkas == f"{self.temuan[0].pesan} {self.temuan[0].rincian}".strip()

    @property
    def warna(self) -> str:
        """The colour of its word, "" for that of the state."""
        return "awas" if self.berubah else ""

    @property
    def ikon(self) -> str:
        """The picture on its mark, "" for its number."""
        biasa = {SELESAI: "cek", TERLEWAT: "awas", TIDAK_PERLU: "lewat"}
        return "awas" if self.berubah else biasa.get(self.keadaan, "")


@dataclass
class JalanBulan:
    """The path of one month."""

    periode: Periode
    langkah: list[LangkahBulan]
    tahun: list[LangkahBulan] = field(default_factory=list)
    pemeriksaan: list[PemeriksaanBuku] = field(default_factory=list)
    pengumuman: list[PengumumanBulan] = field(default_factory=list)

    @property
    def selesai(self) -> int:
        """Steps that are done."""
        return sum(s.keadaan == SELESAI for s in self.langkah)

    @property
    def perlu(self) -> int:
        """Steps that this ledger and month need."""
        return sum(s.keadaan != TIDAK_PERLU for s in self.langkah)

    @property
    def kini(self) -> str:
        """The code of the first step that can be done now, else of the first that waits; "" when all is done."""
        for keadaan in (BERJALAN, MENUNGGU):
            for s in self.langkah:
                if s.keadaan == keadaan:
                    return s.kode
        return ""

    @property
    def berikut(self) -> LangkahBulan | None:
        """The first step that can be done now; None when everything is done or waits."""
        return next((s for s in self.langkah if s.keadaan == BERJALAN), None)


@dataclass
class BahanBulan:
    """The facts of one month of one ledger, asked once; `hak` is what the reader may do, `user_id` who that is."""

    periode: Periode
    buku: Buku
    hak: Mapping[str, bool]
    user_id: Any
    hari: datetime.date
    akun: list[AkunBuku]
    saldo: dict[Any, Decimal]
    hitung: dict[Any, HitungKas]
    ketat_hitung: Mode
    tunggu: list[Jurnal]
    minus: list[HariMinus]
    banyak: int
    rupiah: Decimal
    kontrol: Kontrol | None
    cadangan: Kekurangan | None
    barang: int
    susut: Decimal
    bank: list[Kekurangan]
    lama: Periode | None
    pemeriksaan: list[PemeriksaanBuku]
    diperiksa: Kekurangan
    pengumuman: list[PengumumanBulan]
    berfoto: set[str]
    tahun_ditutup: bool
    laba_dibagi: bool

    @property
    def tutup(self) -> bool:
        """Whether the month is locked."""
        return self.periode.status == Periode.Status.DITUTUP

    @property
    def usai(self) -> bool:
        """Whether its last day has come."""
        return self.periode.akhir <= self.hari

    @property
    def ada_laba(self) -> bool:
        """Whether income or cost stands at the end of the month, to be carried to profit."""
        return any(self.saldo.get(a.pk) for a in self.akun if a.golongan in NOMINAL)

    @property
    def akhir(self) -> str:
        """The last day in words."""
        return format_tanggal(self.periode.akhir)

    def money(self, jenis: str) -> list[tuple[AkunBuku, Decimal]]:
        """Cash ("kas") or bank accounts that ever moved, with their balance at the end of the month (rupiah)."""
        return [(a, self.saldo[a.pk]) for a in self.akun if a.kas_bank == jenis and a.pk in self.saldo]

    def to(self, nama: str, *kunci: Any, **isi: Any) -> str:
        """The address of a form of this ledger that comes back to this month."""
        kembali = urlencode({**isi, "periode": self.periode.pk})
        return reverse(f"keuangan:{nama}", args=kunci or [self.buku.pk]) + f"?{kembali}"

    @cached_property
    def penahan(self) -> list[Kekurangan]:
        """What must be met before the month is locked, met or not."""
        p = self.periode
        return [
            Kekurangan("KEU-16", "block", self.usai, _("Bulannya sudah selesai (%(hari)s).") % {"hari": self.akhir}),
            Kekurangan(
                "KEU-16", "block", self.lama is None,
                _("Bulan sebelumnya sudah dikunci.") if self.lama is None
                else _("Kunci dulu %(bulan)s.") % {"bulan": format_tanggal(self.lama.awal, "bulan")},
                tautan=reverse("keuangan:periode", args=[self.lama.pk]) if self.lama else "",
            ),
            *_book_findings(self),
            counted_finding(
                p, bool(self.hitung), self.ketat_hitung,
                self.to("hitung-kas", tanggal=p.akhir) if self.hak.get("hitung") else "",
            ),
            *_reserve_findings(self),
            *self.bank,
            self.diperiksa,
            *([_year_finding(self)] if p.bulan == 12 and (self.ada_laba or self.tahun_ditutup) else []),
        ]  # fmt: skip


# -- what one month needs to know ------------------------------------------------------------------------------------


def path_of(periode: Periode, hak: Mapping[str, bool], user_id: Any = None) -> JalanBulan:
    """The path of one month (with its `buku`) for those rights. A constant number of queries. Source: KEU-192."""
    bahan = facts_of(periode, hak, user_id)
    langkah = [
        LangkahBulan(kode, str(judul), str(untuk), str(siapa), **isi(bahan))
        for kode, judul, untuk, siapa, isi in LANGKAH
    ]
    jalan = JalanBulan(periode, langkah, _year_steps(bahan), bahan.pemeriksaan, bahan.pengumuman)
    berikut = jalan.berikut
    jalan.langkah = [replace(s, kini=s is berikut) for s in langkah]
    return jalan


def facts_of(periode: Periode, hak: Mapping[str, bool], user_id: Any = None) -> BahanBulan:
    """Everything that the steps of a month look at. A constant number of queries."""
    buku, akhir = periode.buku, periode.akhir
    bukti = Jurnal.objects.filter(periode=periode).aggregate(n=Count("pk"), rp=Sum("jumlah"))
    hitung = list(HitungKas.objects.filter(buku=buku, tanggal=akhir).order_by("dibuat_pada"))
    barang = register_of(buku, akhir)
    pemeriksaan = list(PemeriksaanBuku.objects.filter(periode=periode).order_by("-ke")[:TAMPIL])
    lama = Periode.objects.filter(buku=buku, status=Periode.Status.TERBUKA).order_by("tahun", "bulan").first()
    pengumuman = list(PengumumanBulan.objects.filter(periode=periode).order_by("-tanggal", "-id")[:TAMPIL])
    foto = Berkas.objects.valid().filter(
        objek_jenis=PengumumanBulan._meta.label_lower, objek_id__in=[str(u.pk) for u in pengumuman]
    )
    return BahanBulan(
        periode=periode, buku=buku, hak=hak, user_id=user_id, hari=today_in(buku.wilayah_id), akun=accounts_of(buku),
        saldo=balances(buku, akhir), hitung={h.akun_id: h for h in hitung},
        ketat_hitung=cash_count_modes(buku, [akhir])[akhir],
        tunggu=list(waiting_approval(buku, periode)), minus=negative_days(buku, akhir), banyak=bukti["n"],
        rupiah=bukti["rp"] or NOL, kontrol=control_of(buku, akhir), cadangan=reserve_finding(buku, periode),
        barang=len(barang), susut=sum((max(b.barang.written_off_by(akhir) - b.akumulasi, NOL) for b in barang), NOL),
        bank=bank_findings(buku, [periode])[periode.pk],
        lama=lama if lama is not None and lama.awal < periode.awal else None, pemeriksaan=pemeriksaan,
        diperiksa=check_finding(periode, pemeriksaan, bukti["n"]), pengumuman=pengumuman,
        berfoto=set(foto.values_list("objek_id", flat=True)),
        tahun_ditutup=periode.bulan == 12 and Jurnal.objects.filter(
            buku=buku, peristiwa=TUTUP_TAHUN, objek_id=f"{buku.pk}:{periode.tahun}", pembalik__isnull=True
        ).exists(),
        laba_dibagi=periode.bulan == 12 and PembagianLaba.objects.filter(
            buku=buku, tahun=periode.tahun, jurnal__pembalik__isnull=True
        ).exists(),
    )  # fmt: skip


def check_finding(
    periode: Periode, pemeriksaan: Sequence[PemeriksaanBuku] | None = None, banyak: int | None = None
) -> Kekurangan:
    """Whether the books were checked after the last voucher of a month, and found right. Three queries at most. KEU-190.

    `pemeriksaan` (newest first) and `banyak` (vouchers of the month) where they are known already.
    """
    if pemeriksaan is None:
        pemeriksaan = list(PemeriksaanBuku.objects.filter(periode=periode).order_by("-ke")[:1])
    if banyak is None:
        banyak = Jurnal.objects.filter(periode=periode).count()
    aturan = parameter.value(PERIKSA_DULU, kode_wilayah=periode.wilayah_id, tanggal=periode.akhir)
    mode: Any = aturan.mode if aturan.nilai not in (None, False) else "info"
    if not pemeriksaan:
        return Kekurangan("KEU-190", mode, False, _("Buku belum diperiksa."), kode="periksa", sumber=aturan.sumber)
    p = pemeriksaan[0]
    if p.jumlah_salah:
        pesan = ngettext("Pemeriksaan terakhir menemukan %(n)s baris keliru.",
                         "Pemeriksaan terakhir menemukan %(n)s baris keliru.", p.jumlah_salah)  # fmt: skip
        return Kekurangan(
            "KEU-190", "block", False, pesan % {"n": angka(p.jumlah_salah)}, kode="periksa", sumber="KP",
            rincian=_("Sesudah dibetulkan, periksa sekali lagi."),
        )  # fmt: skip
    lagi = banyak - p.jumlah_jurnal
    if lagi:
        pesan = ngettext(
            "%(n)s bukti dicatat sesudah buku diperiksa.", "%(n)s bukti dicatat sesudah buku diperiksa.", lagi
        )
        return Kekurangan("KEU-190", mode, False, pesan % {"n": angka(lagi)}, kode="periksa", sumber=aturan.sumber)
    pesan = _("Buku diperiksa %(hari)s oleh %(nama)s: %(n)s baris, semuanya cocok.") % {
        "hari": format_tanggal(p.dibuat_pada), "nama": p.dibuat_oleh_nama, "n": angka(p.jumlah_baris)}  # fmt: skip
    return Kekurangan("KEU-190", mode, True, pesan, kode="periksa")


def _book_findings(b: BahanBulan) -> list[Kekurangan]:
    """Approvals, money below zero, and the register of loans, of one month."""
    daftar = {"keadaan": "menunggu", "dari": b.periode.awal, "sampai": b.periode.akhir}
    hasil = [
        approvals_finding(b.tunggu, b.to("bukti-daftar", **daftar)), below_zero_finding(b.minus, b.to("bukti-pilih")),
    ]  # fmt: skip
    if b.kontrol is not None:
        k = b.kontrol
        pesan = _("Daftar pinjaman sama dengan akun 11030: %(n)s.") % {"n": rupiah(k.buku)}
        if not k.cocok:
            pesan = _("Daftar pinjaman %(daftar)s, akun 11030 %(buku)s: ada bukti pinjaman tanpa pembayarannya.") % {
                "daftar": rupiah(k.daftar), "buku": rupiah(k.buku)}  # fmt: skip
        ke = reverse("keuangan:register-pinjaman", args=[b.buku.pk]) + f"?tanggal={b.periode.akhir}"
        hasil.append(Kekurangan("KEU-152", "block", k.cocok, pesan, tautan="" if k.cocok else ke))
    return hasil


def _reserve_findings(b: BahanBulan) -> list[Kekurangan]:
    """The reserve of the month, said as it is; nothing where there are no loans."""
    c = b.cadangan
    if c is None:
        return []
    pesan = c.pesan if c.terpenuhi else _("Cadangan risiko pinjaman belum dibukukan atau belum tepat.")
    return [Kekurangan(c.aturan, c.mode, c.terpenuhi, pesan, sumber=c.sumber, rincian=c.rincian, kode=c.kode)]


def _year_finding(b: BahanBulan) -> Kekurangan:
    pesan = (
        _("Tahun %(tahun)d sudah ditutup.")
        if b.tahun_ditutup
        else _("Tutup dulu tahun %(tahun)d, sebelum Desember dikunci.")
    )
    ke = reverse("keuangan:tahun", args=[b.buku.pk, b.periode.tahun])
    return Kekurangan("KEU-26", "warn", b.tahun_ditutup, pesan % {"tahun": b.periode.tahun}, tautan=ke)


# -- the seven steps -------------------------------------------------------------------------------------------------


def _unmet(temuan: Sequence[Kekurangan]) -> list[Kekurangan]:
    return [k for k in temuan if not k.terpenuhi]


def _open_or_missed(b: BahanBulan) -> str:
    """What a step is that was not done: missed once the month is locked, waiting before it is over."""
    return TERLEWAT if b.tutup else BERJALAN if b.usai else MENUNGGU


def _cash(b: BahanBulan) -> dict[str, Any]:
    kas = b.money("kas")
    if not kas:
        return {"keadaan": TIDAK_PERLU, "ringkas": _("Buku ini belum pernah memegang uang tunai.")}
    kurang = [a for a, _n in kas if a.pk not in b.hitung]
    lihat = tuple(
        (_("Berita acara %(akun)s") % {"akun": a.nama}, reverse("keuangan:hitung", args=[b.hitung[a.pk].pk]))
        for a, _n in kas if a.pk in b.hitung
    )  # fmt: skip
    fakta = tuple((_("Saldo buku %(akun)s") % {"akun": a.nama}, rupiah(n)) for a, n in kas)
    tombol = Tombol(_("Hitung kas"), b.to("hitung-kas", tanggal=b.periode.akhir), b.hak.get("hitung", False))
    if kurang:
        ringkas = _("Kas belum dihitung pada %(hari)s, hari terakhir bulan ini.") if b.usai else _(
            "Kas dihitung pada %(hari)s, hari terakhir bulan ini.")  # fmt: skip
        keadaan = _open_or_missed(b)
        return {
            "keadaan": keadaan, "ringkas": ringkas % {"hari": b.akhir}, "fakta": fakta, "tautan": lihat,
            "tombol": tombol if b.usai else None,
        }  # fmt: skip
    temuan = []
    for a, n in kas:
        h = b.hitung[a.pk]
        if h.selisih:
            temuan.append(_told(_("%(akun)s berselisih %(n)s: %(sebab)s") % {
                "akun": a.nama, "n": rupiah(h.selisih), "sebab": h.penjelasan}, "KEU-81"))  # fmt: skip
        if h.saldo_buku != n:
            temuan.append(_told(_("Sesudah dihitung ada bukti yang menyusul: saldo buku %(lama)s menjadi %(baru)s.") % {
                "lama": rupiah(h.saldo_buku), "baru": rupiah(n)}, "KEU-193"))  # fmt: skip
    satu = b.hitung[kas[0][0].pk]
    ringkas = _("%(n)s dihitung %(satu)s, disaksikan %(dua)s.") % {
        "n": rupiah(sum(b.hitung[a.pk].jumlah for a, _n in kas)), "satu": satu.penghitung, "dua": satu.saksi}  # fmt: skip
    return {"keadaan": SELESAI, "ringkas": ringkas, "temuan": tuple(temuan), "fakta": fakta, "tautan": lihat}


def _told(pesan: str, aturan: str) -> Kekurangan:
    return Kekurangan(aturan, "info", False, pesan)


def _bank(b: BahanBulan) -> dict[str, Any]:
    bank = b.money("bank")
    if not bank:
        return {"keadaan": TIDAK_PERLU, "ringkas": _("Buku ini belum pernah memakai rekening bank.")}
    dari = {"dari": b.periode.awal, "sampai": b.periode.akhir}
    buku_bank = reverse("keuangan:laporan-rinci", args=[b.buku.pk, "buku-bank"]) + f"?{urlencode(dari)}"
    isi: dict[str, Any] = {
        "fakta": tuple((a.nama, rupiah(n)) for a, n in bank), "temuan": tuple(b.bank),
        "tautan": ((_("Buku bank bulan ini"), buku_bank),),
    }  # fmt: skip
    kurang = _unmet(b.bank)
    if not kurang:
        return {**isi, "keadaan": SELESAI, "ringkas": _("Buku dan rekening bank cocok.")}
    ke = next((k.tautan for k in kurang if k.tautan), buku_bank)
    return {
        **isi, "keadaan": _open_or_missed(b), "ringkas": kurang[0].rincian or kurang[0].pesan,
        "tombol": Tombol(_("Cocokkan bank"), ke, b.hak.get("bukukan", False)),
    }  # fmt: skip


def _books(b: BahanBulan) -> dict[str, Any]:
    temuan = _book_findings(b)
    kurang = _unmet(temuan)
    ringkas = ngettext("%(n)s bukti, %(rp)s.", "%(n)s bukti, %(rp)s.", b.banyak) % {
        "n": angka(b.banyak), "rp": rupiah(b.rupiah)}  # fmt: skip
    isi: dict[str, Any] = {"temuan": tuple(temuan), "ringkas": ringkas}
    if b.tunggu:
        # Oldest first, but one that this reader did not record: nobody approves their own.
        j = next((j for j in b.tunggu if j.dibuat_oleh_id != b.user_id), b.tunggu[0])
        boleh = b.hak.get("setujui", False) and j.dibuat_oleh_id != b.user_id
        n = len(b.tunggu)
        ringkas = ngettext("%(n)d bukti menunggu persetujuan", "%(n)d bukti menunggu persetujuan", n) % {"n": n}
        label = _("Setujui bukti") if n == 1 else _("Setujui satu per satu")
        isi |= {"ringkas": f"{ringkas}.", "tombol": Tombol(label, b.to("bukti-setujui", j.pk), boleh)}
    elif kurang:
        tombol = Tombol(_("Catat yang tertinggal"), b.to("bukti-pilih"), b.hak.get("catat", False))
        isi |= {"ringkas": kurang[0].pesan, "tombol": tombol}
    elif not b.usai:
        tombol = Tombol(_("Catat bukti"), b.to("bukti-pilih"), b.hak.get("catat", False))
        isi |= {"ringkas": f"{ringkas} {_('Bulannya masih berjalan.')}", "tombol": tombol}
    if b.tutup or (b.usai and not kurang):
        return {**isi, "keadaan": SELESAI}
    return {**isi, "keadaan": BERJALAN}


def _reserve(b: BahanBulan) -> dict[str, Any]:
    temuan = []
    if b.susut or b.barang:
        pesan = _("Penyusutan barang sampai bulan ini sudah dibukukan.")
        if b.susut:
            pesan = _("Penyusutan %(n)s belum dibukukan.") % {"n": rupiah(b.susut)}
        temuan.append(Kekurangan("KEU-109", "info", not b.susut, pesan, kode="susut"))
    temuan += _reserve_findings(b)
    if not temuan:
        tanpa = _("Sekretariat tidak memberi pinjaman dan buku ini tidak punya barang inventaris.")
        if b.buku.unit == "upk":
            tanpa = _("Belum ada pinjaman dan barang inventaris.")
        return {"keadaan": TIDAK_PERLU, "ringkas": tanpa}
    kurang = _unmet(temuan)
    if not kurang:
        return {"keadaan": SELESAI, "ringkas": temuan[-1].pesan, "temuan": tuple(temuan)}
    boleh, p = b.hak.get("bukukan", False), b.periode
    if kurang[0].kode == "susut":
        tombol = Tombol(_("Bukukan penyusutan"), b.to("inventaris-susut", tanggal=p.akhir), boleh)
    else:
        tombol = Tombol(_("Bukukan cadangan"), b.to("cadangan", bulan=f"{p.tahun}-{p.bulan:02d}"), boleh)
    ringkas = kurang[0].pesan if b.usai else _("Dibukukan pada akhir bulan.")
    siap = b.usai and not b.tutup
    return {
        "keadaan": _open_or_missed(b), "ringkas": ringkas, "temuan": tuple(temuan), "tombol": tombol if siap else None,
    }  # fmt: skip


def _check(b: BahanBulan) -> dict[str, Any]:
    ke = reverse("keuangan:periode-periksa", args=[b.periode.pk])
    tombol = Tombol(
        _("Periksa buku") if not b.pemeriksaan else _("Periksa lagi"), ke, b.hak.get("urus", False), kirim=True
    )
    k = b.diperiksa
    isi = {"ringkas": f"{k.pesan} {k.rincian}".strip(), "temuan": () if k.terpenuhi else (k,)}
    if k.terpenuhi:
        return {**isi, "keadaan": SELESAI}
    return {**isi, "keadaan": _open_or_missed(b), "tombol": tombol}


def _lock(b: BahanBulan) -> dict[str, Any]:
    p = b.periode
    if b.tutup:
        ringkas = _("Dikunci %(nama)s, %(hari)s.") % {
            "nama": p.ditutup_oleh_nama,
            "hari": format_tanggal(p.ditutup_pada),
        }
        return {"keadaan": SELESAI, "ringkas": ringkas}
    tahan = [k for k in b.penahan if k.menahan]
    sisa = tuple(_unmet(b.penahan))
    if tahan:
        if not b.usai:
            return {
                "keadaan": MENUNGGU,
                "ringkas": _("Dikunci sesudah bulannya selesai, %(hari)s.") % {"hari": b.akhir},
            }
        ringkas = ngettext("%(n)d hal masih menahan.", "%(n)d hal masih menahan.", len(tahan)) % {"n": len(tahan)}
        return {"keadaan": MENUNGGU, "ringkas": ringkas, "temuan": sisa}
    ke = b.to("periode-transisi", p.pk, "tutup")
    ringkas = _("Tidak ada yang menahan. Sesudah dikunci, bukti bulan ini tidak diterima lagi.")
    tombol = Tombol(_("Kunci bulan ini"), ke, b.hak.get("tutup", False))
    return {"keadaan": BERJALAN, "ringkas": ringkas, "temuan": sisa, "tombol": tombol}


def _announce(b: BahanBulan) -> dict[str, Any]:
    if not b.tutup:
        ringkas = _("Lembar papan informasi dipasang sesudah bulannya dikunci.")
        if b.pengumuman:
            ringkas = _("Bulan ini dibuka lagi: lembar yang terpasang akan diganti sesudah dikunci.")
        return {"keadaan": MENUNGGU, "ringkas": ringkas}
    ke, boleh = reverse("keuangan:periode-umumkan", args=[b.periode.pk]), b.hak.get("urus", False)
    tombol = Tombol(_("Catat pengumuman"), ke, boleh)
    if not b.pengumuman:
        ringkas = _("Cetak lembarnya, pasang di tempat warga membaca, lalu catat dan fotolah.")
        return {"keadaan": BERJALAN, "ringkas": ringkas, "tombol": tombol}
    kini = [u for u in b.pengumuman if not changed_since(u, b.periode)]
    if not kini:
        return {
            "keadaan": BERJALAN, "ringkas": _("Angkanya sudah berubah sejak diumumkan. Pasang lembar yang baru."),
            "tombol": tombol, "kata": _("sudah berubah"), "berubah": True,
        }  # fmt: skip
    bergambar = next((u for u in kini if str(u.pk) in b.berfoto), None)
    u = bergambar or kini[0]
    ringkas = _("Dipasang %(hari)s di %(tempat)s.") % {"hari": format_tanggal(u.tanggal), "tempat": u.tempat_teks}
    if bergambar:
        return {"keadaan": SELESAI, "ringkas": ringkas, "kata": _("diumumkan")}
    foto = reverse("keuangan:pengumuman-foto", args=[u.pk])
    return {
        "keadaan": BERJALAN, "ringkas": f"{ringkas} {_('Foto lembarnya belum ada.')}",
        "tombol": Tombol(_("Tambah foto"), foto, boleh),
    }  # fmt: skip


def changed_since(pengumuman: PengumumanBulan, periode: Periode) -> bool:
    """Whether the month was opened, or closed anew, after its figures were put up. No queries. Source: KEU-191."""
    return periode.status != Periode.Status.DITUTUP or pengumuman.ditutup_pada != periode.ditutup_pada


def _year_steps(b: BahanBulan) -> list[LangkahBulan]:
    """What comes with December: the year is closed before it is locked, profit divided and books audited after."""
    p, buku = b.periode, b.buku
    if p.bulan != 12:
        return []
    tahun = reverse("keuangan:tahun", args=[buku.pk, p.tahun])
    dibuka = _("Buka tahun %(tahun)d") % {"tahun": p.tahun}
    hasil = [
        LangkahBulan(
            "tutup_tahun", _("Tutup tahun"), "", "",
            SELESAI if b.tahun_ditutup else TIDAK_PERLU if not b.ada_laba else TERLEWAT if b.tutup else BERJALAN,
            _("Pendapatan dan biaya setahun menjadi laba, sebelum Desember dikunci."), tombol=Tombol(dibuka, tahun),
        )
    ]  # fmt: skip
    if buku.unit == "upk":
        hasil.append(LangkahBulan(
            "bagi_laba", _("Bagi laba"), "", "",
            SELESAI if b.laba_dibagi else BERJALAN if b.tahun_ditutup else MENUNGGU,
            _("Menurut keputusan Rembug Warga Tahunan."), tombol=Tombol(dibuka, tahun),
        ))  # fmt: skip
    mutu = reverse("keuangan:laporan-rinci", args=[buku.pk, "mutu"]) + f"?dari={p.tahun}-01-01&sampai={p.akhir}"
    hasil.append(LangkahBulan(
        "audit", _("Audit"), "", "", MENUNGGU if not b.tutup else BERJALAN,
        _("Siapkan laporan, bukti, dan mutu pembukuannya bagi auditor."), tombol=Tombol(_("Mutu pembukuan"), mutu),
    ))  # fmt: skip
    return hasil


# code, title, what it is for, who does it, and what it is like now
LANGKAH: tuple[tuple[str, Any, Any, Any, Callable[[BahanBulan], dict[str, Any]]], ...] = (
    (
        "kas", gettext_lazy("Hitung kas"),
        gettext_lazy("Uang di kotak dihitung berdua pada hari terakhir, lalu dibandingkan dengan buku."),
        gettext_lazy("Kasir dan seorang saksi"), _cash,
    ),
    (
        "bank", gettext_lazy("Cocokkan bank"),
        gettext_lazy("Saldo buku bank harus sama dengan buku tabungan atau rekening koran."),
        gettext_lazy("Pembuku"), _bank,
    ),
    (
        "bukukan", gettext_lazy("Bukukan dan setujui"),
        gettext_lazy("Semua bukti bulan ini tercatat, dan yang wajib sudah disetujui orang kedua."),
        gettext_lazy("Pembuku, lalu yang menyetujui"), _books,
    ),
    (
        "susut", gettext_lazy("Penyusutan dan cadangan"),
        gettext_lazy("Barang disusutkan dan risiko pinjaman dicadangkan, sekali setiap akhir bulan."),
        gettext_lazy("Pembuku"), _reserve,
    ),
    (
        "periksa", gettext_lazy("Periksa"),
        gettext_lazy("Aplikasi menghitung ulang seluruh buku dari baris jurnalnya dan menyebut yang tidak cocok."),
        gettext_lazy("Pembuku atau yang menyetujui"), _check,
    ),
    (
        "kunci", gettext_lazy("Kunci"),
        gettext_lazy("Sesudah dikunci, angka bulan ini tidak berubah lagi."),
        gettext_lazy("Manajer UPK; di Sekretariat, sekretarisnya"), _lock,
    ),
    (
        "umumkan", gettext_lazy("Umumkan"),
        gettext_lazy("Warga membaca keadaan keuangannya di papan informasi."),
        gettext_lazy("Siapa pun pengurusnya"), _announce,
    ),
)  # fmt: skip
