"""Import of a UPK that already runs: its groups' loans and savings, and the opening balance, from one sheet. KEU-151.

One row is one group (its running loan, and what it has saved) or one account of the opening balance. The sheet proves
itself: loans still owed equal account 11030, savings 21020, deposits 21030, debits equal credits; else nothing is stored.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inti.errors import AturanDilanggar, GalatAplikasi, IsianSalah
from inti.formats import rupiah
from inti.impor import BarisRencana, Importir, Rencana, row_errors
from inti.izin import may
from inti.unit_kerja import aksi
from inti.xlsx import BarisImpor, GalatBaris, KolomImpor
from keuangan import izin
from keuangan.actions import Baris, Bawaan, Dana, bring_pinjaman, set_saldo_awal
from keuangan.actions.bawaan import terms_for_old
from keuangan.hitung.jadwal import Ketentuan, Pembulatan, build_jadwal
from keuangan.models import BarisJurnal, Buku, Jurnal, Pinjaman, ProdukPinjaman
from keuangan.models.buku import Unit
from keuangan.queries import accounts_of
from keuangan.templat import SALDO_AWAL
from ksm.actions import register_ksm
from ksm.izin import CATAT as CATAT_KSM
from ksm.models import KSM

NOL = Decimal(0)
PIUTANG, TABUNGAN, TITIPAN = "11030", "21020", "21030"
ANGKA = ("pokok_dibayar", "jasa_dibayar", "bop_dibayar", "tabungan", "titipan", "debit", "kredit")


def _k(kode: str, judul: Any, jenis: Any = "bulat", contoh: Any = "", petunjuk: Any = "") -> KolomImpor:
    return KolomImpor(kode, judul, jenis, contoh=contoh, petunjuk=petunjuk, maks=120)


KOLOM = (
    _k("ksm", gettext_lazy("KSM"), "teks", "Melati", gettext_lazy("nama KSM; kosong pada baris akun")),
    _k("nomor_lama", gettext_lazy("Nomor pinjaman lama"), "teks", "17/2025"),
    _k("produk", gettext_lazy("Produk"), "teks", "", gettext_lazy("boleh kosong bila UPK hanya mempunyai satu produk")),
    _k("ke", gettext_lazy("Pinjaman ke"), "bulat", "2"),
    _k("pokok", gettext_lazy("Pokok pinjaman"), "bulat", "38000000"),
    _k("tenor", gettext_lazy("Jangka waktu"), "bulat", "12", gettext_lazy("bulan")),
    _k("cair", gettext_lazy("Tanggal cair"), "tanggal", "20-04-2025"),
    _k("jasa", gettext_lazy("Jasa persen per bulan"), "desimal", "1,45", gettext_lazy("kosong: menurut produk")),
    _k("bop", gettext_lazy("BOP persen per bulan"), "desimal", "0,05", gettext_lazy("kosong: menurut produk")),
    KolomImpor(
        "pembulatan", gettext_lazy("Pembulatan"), "pilihan", contoh="atas_100", pilihan=tuple(Pembulatan.values),
        petunjuk=gettext_lazy("kosong: menurut produk"),
    ),
    _k("pokok_dibayar", gettext_lazy("Pokok dibayar"), "bulat", "25333600"),
    _k("jasa_dibayar", gettext_lazy("Jasa dibayar"), "bulat", "4408000"),
    _k("bop_dibayar", gettext_lazy("BOP dibayar"), "bulat", "152000"),
    _k("dibayar_sampai", gettext_lazy("Terakhir dibayar"), "tanggal", "20-12-2025"),
    _k("tabungan", gettext_lazy("Saldo tabungan"), "bulat", "0", gettext_lazy("tabungan tanggung renteng KSM (21020)")),
    _k("titipan", gettext_lazy("Saldo titipan"), "bulat", "152000", gettext_lazy("titipan BOP KSM (21030)")),
    _k("akun", gettext_lazy("Akun"), "teks", "11010", gettext_lazy("kode akun saldo awal; kosong pada baris KSM")),
    _k("debit", gettext_lazy("Debit"), "bulat", "291350"),
    _k("kredit", gettext_lazy("Kredit"), "bulat", ""),
)  # fmt: skip


@dataclass(frozen=True)
class BarisPinjaman:
    """One group's row: its loan as found (None: only savings), what it has saved, rupiah."""

    nomor: int
    nama: str
    ksm: KSM | None
    produk: ProdukPinjaman
    isi: dict[str, Any] | None
    dibayar: tuple[Decimal, Decimal, Decimal]
    tabungan: Decimal
    titipan: Decimal

    @property
    def sisa(self) -> Decimal:
        """Principal still owed."""
        return self.isi["pokok"] - self.dibayar[0] if self.isi else NOL


@dataclass
class Lembar:
    """A sheet as understood: ledger, groups, accounts (row, code, debit, credit), and what is wrong."""

    buku: Buku | None = None
    pinjaman: list[BarisPinjaman] = field(default_factory=list)
    akun: list[tuple[int, str, Decimal, Decimal]] = field(default_factory=list)
    galat: list[GalatBaris] = field(default_factory=list)
    sudah: dict[Any, Pinjaman] = field(default_factory=dict)
    saldo_awal: Jurnal | None = None

    def saldo(self, kode: str) -> Decimal:
        """The balance of one account on the sheet, debit minus credit."""
        return sum((d - k for _n, a, d, k in self.akun if a == kode), NOL)


def plan_upk(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Rencana:
    """Compare a sheet with the ledger of an area's UPK, and prove it; changes nothing. About ten queries. Source: KEU-151."""
    lembar = read(baris, kode_wilayah, oleh)
    rencana = Rencana(galat=lembar.galat or _disproved(lembar))
    for p in lembar.pinjaman:
        ada = p.ksm is not None and p.ksm.pk in lembar.sudah
        ringkas = _("%(ksm)s: sisa pokok %(sisa)s, tabungan %(tabungan)s, titipan %(titipan)s") % {
            "ksm": p.nama, "sisa": rupiah(p.sisa), "tabungan": rupiah(p.tabungan), "titipan": rupiah(p.titipan),
        }  # fmt: skip
        sama = ada or (p.isi is None and lembar.saldo_awal is not None)
        rencana.baris.append(BarisRencana(p.nomor, "sama" if sama else "baru", ringkas))
    for n, kode, debit, kredit in lembar.akun:
        ringkas = _("Akun %(kode)s: debit %(debit)s, kredit %(kredit)s") % {
            "kode": kode, "debit": rupiah(debit), "kredit": rupiah(kredit),
        }  # fmt: skip
        rencana.baris.append(BarisRencana(n, "sama" if lembar.saldo_awal else "baru", ringkas))
    return rencana


@aksi
def import_upk(baris: Sequence[BarisImpor], kode_wilayah: str, *, oleh: Any, sumber: str) -> dict[str, int]:
    """Store a proved sheet: groups that are missing, loans, then the opening balance by group; waits for its approval.

    Raises: IsianSalah, TidakBerwenang, AturanDilanggar (KEU-22, KEU-150, KEU-151). Source: KEU-151.
    """
    lembar = read(baris, kode_wilayah, oleh)
    salah = lembar.galat or _disproved(lembar)
    if salah or lembar.buku is None:
        raise AturanDilanggar(salah[0].pesan if salah else _("UPK ini belum mempunyai buku."), aturan="KEU-151")
    jumlah = {"ksm": 0, "pinjaman": 0}
    simpanan: list[Baris] = []
    for p in lembar.pinjaman:
        ksm = p.ksm
        if ksm is None:
            terbentuk = p.isi["tanggal_cair"] if p.isi else lembar.buku.mulai
            ksm = register_ksm(
                kode_wilayah, oleh=oleh, nama=p.nama, jenis="ekonomi", asal="sudah_ada", terbentuk=terbentuk
            )
            jumlah["ksm"] += 1
        if p.isi is not None and ksm.pk not in lembar.sudah:
            _bring(lembar.buku, ksm, p, oleh=oleh)
            jumlah["pinjaman"] += 1
        dana = Dana(p.produk.sumber_dana_id, lembar.buku.mulai.year, 0, p.produk.pemilik, ksm)
        sisi = ((PIUTANG, p.sisa, NOL), (TABUNGAN, NOL, p.tabungan), (TITIPAN, NOL, p.titipan))
        simpanan += [Baris(a, dana, debit=d, kredit=k) for a, d, k in sisi if d or k]
    if lembar.saldo_awal is None:
        umum = Dana("perguliran", lembar.buku.mulai.year)
        akun = [
            Baris(a, umum, debit=d, kredit=k)
            for _n, a, d, k in lembar.akun
            if a not in {PIUTANG, TABUNGAN, TITIPAN} and (d or k)
        ]
        set_saldo_awal(
            lembar.buku,
            oleh=oleh,
            saldo=[*akun, *simpanan],
            uraian=_("Saldo awal dari %(berkas)s") % {"berkas": sumber},
        )
    return jumlah


def read(baris: Sequence[BarisImpor], kode_wilayah: str, oleh: Any) -> Lembar:
    """The sheet against what is stored. Nine queries."""
    lembar = Lembar()
    lembar.buku = Buku.objects.visible_to(oleh).filter(wilayah=kode_wilayah, unit=Unit.UPK).first()
    if lembar.buku is None:
        lembar.galat.append(GalatBaris(0, "", _("UPK wilayah ini belum mempunyai buku. Buka dulu bukunya.")))
        return lembar
    lembar.sudah = {p.ksm_id: p for p in Pinjaman.objects.filter(buku=lembar.buku, bawaan=True)}
    lembar.saldo_awal = Jurnal.objects.filter(buku=lembar.buku, peristiwa=SALDO_AWAL, pembalik__isnull=True).first()
    produk = {
        p.nama.lower(): p for p in ProdukPinjaman.objects.filter(buku=lembar.buku, aktif=True).select_related("pemilik")
    }
    ksm = {k.nama.lower(): k for k in KSM.objects.visible_to(oleh).in_area(kode_wilayah).filter(status="aktif")}
    kode = {a.kode for a in accounts_of(lembar.buku)}
    lihat: set[str] = set()
    for b in baris:
        try:
            if b.nilai.get("akun"):
                lembar.akun.append(_account(b, kode))
            else:
                lembar.pinjaman.append(_group(b, lembar.buku, produk, ksm, lihat, kode_wilayah, oleh))
        except IsianSalah as salah:
            lembar.galat += row_errors(b.nomor, salah, KOLOM)
        except GalatAplikasi as salah:
            lembar.galat.append(GalatBaris(b.nomor, "", salah.pesan))
    return lembar


def _account(b: BarisImpor, dikenal: set[str]) -> tuple[int, str, Decimal, Decimal]:
    kode = str(b.nilai["akun"]).strip()
    if kode not in dikenal:
        raise IsianSalah({"akun": [_("Akun ini tidak ada dalam bagan akun UPK.")]})
    debit, kredit = _amount(b, "debit"), _amount(b, "kredit")
    if debit and kredit:
        raise IsianSalah({"kredit": [_("Isi debit atau kredit, salah satu.")]})
    return b.nomor, kode, debit, kredit


def _group(
    b: BarisImpor, buku: Buku, produk: dict[str, ProdukPinjaman], ada: dict[str, KSM], lihat: set[str], kode: str, oleh: Any
) -> BarisPinjaman:  # fmt: skip
    nama = " ".join(str(b.nilai.get("ksm") or "").split()).removeprefix("KSM ").strip()
    if not nama:
        raise IsianSalah({"ksm": [_("Isi nama KSM, atau kode akunnya.")]})
    if nama.lower() in lihat:
        raise IsianSalah({"ksm": [_("KSM ini sudah ada di baris lain.")]})
    lihat.add(nama.lower())
    ksm = ada.get(nama.lower())
    if ksm is None and not may(oleh, CATAT_KSM, kode=kode):
        raise IsianSalah({"ksm": [_("KSM ini belum terdaftar. Minta sekretaris mendaftarkannya dulu.")]})
    milik = _product(b, produk)
    isi = _loan(b, buku, milik)
    dibayar = tuple(_amount(b, n) for n in ("pokok_dibayar", "jasa_dibayar", "bop_dibayar"))
    if isi is None and any(dibayar):
        raise IsianSalah({"pokok": [_("Isi pokok pinjamannya.")]})
    if isi is not None and dibayar[0] > isi["pokok"]:
        raise IsianSalah({"pokok_dibayar": [_("Pokok yang dibayar melebihi pinjamannya.")]})
    return BarisPinjaman(
        b.nomor, nama, ksm, milik, isi, dibayar, _amount(b, "tabungan"), _amount(b, "titipan")  # type: ignore[arg-type]
    )  # fmt: skip


def _product(b: BarisImpor, produk: dict[str, ProdukPinjaman]) -> ProdukPinjaman:
    nama = str(b.nilai.get("produk") or "").strip().lower()
    if not nama and len(produk) == 1:
        return next(iter(produk.values()))
    if nama not in produk:
        raise IsianSalah({"produk": [_("Tulis nama produk pinjaman UPK ini.")]})
    return produk[nama]


def _loan(b: BarisImpor, buku: Buku, produk: ProdukPinjaman) -> dict[str, Any] | None:
    """The loan of a row; None for a group that only saves. Raises: IsianSalah, AturanDilanggar (KEU-44)."""
    n = b.nilai
    if not n.get("pokok"):
        return None
    kurang = {k: [_("Kolom ini harus diisi.")] for k in ("tenor", "cair") if not n.get(k)}
    if kurang:
        raise IsianSalah(kurang)
    if n["cair"] >= buku.mulai:
        raise IsianSalah({"cair": [_("Pinjaman bawaan cair sebelum buku ini mulai.")]})
    sampai: datetime.date | None = n.get("dibayar_sampai")
    if sampai is not None and not n["cair"] <= sampai < buku.mulai:
        raise IsianSalah({"dibayar_sampai": [_("Tanggalnya antara pencairan dan sehari sebelum buku ini mulai.")]})
    ketentuan = {"jasa_persen": n.get("jasa"), "bop_persen": n.get("bop"), "pembulatan": n.get("pembulatan")}
    syarat = terms_for_old(produk, n["cair"])
    jasa = n["jasa"] if n.get("jasa") is not None else syarat.jasa_persen
    build_jadwal(  # refused here, with its row, where it gives no schedule
        Ketentuan(
            pokok=Decimal(n["pokok"]), jasa_persen_per_bulan=jasa, tenor_bulan=n["tenor"], tanggal_cair=n["cair"],
            pembulatan=Pembulatan(n.get("pembulatan") or syarat.pembulatan),
        )
    )  # fmt: skip
    return {
        "pokok": Decimal(n["pokok"]), "tenor_bulan": n["tenor"], "tanggal_cair": n["cair"], "ke": n.get("ke"),
        "nomor_lama": str(n.get("nomor_lama") or ""), "ketentuan": ketentuan, "dibayar_sampai": sampai,
    }  # fmt: skip


def _amount(b: BarisImpor, kode: str) -> Decimal:
    nilai = Decimal(b.nilai.get(kode) or 0)
    if nilai < 0:
        raise IsianSalah({kode: [_("Jumlah ini tidak boleh kurang dari nol.")]})
    return nilai


def _bring(buku: Buku, ksm: KSM, p: BarisPinjaman, *, oleh: Any) -> None:
    assert p.isi is not None
    try:
        bring_pinjaman(buku, Bawaan(ksm=ksm, produk=p.produk, dibayar=p.dibayar, **p.isi), oleh=oleh)
    except GalatAplikasi as salah:
        pesan = _("Baris %(n)d: %(pesan)s") % {"n": p.nomor, "pesan": salah.pesan}
        raise AturanDilanggar(pesan, aturan="KEU-150") from salah


def _disproved(lembar: Lembar) -> list[GalatBaris]:
    """What the sheet contradicts in itself, or in an opening balance that is booked already. Source: KEU-151."""
    salah: list[str] = []
    p = lembar.pinjaman
    bukti = (
        (PIUTANG, _("sisa pokok semua pinjaman"), sum((x.sisa for x in p), NOL), lembar.saldo(PIUTANG)),
        (TABUNGAN, _("tabungan semua KSM"), sum((x.tabungan for x in p), NOL), -lembar.saldo(TABUNGAN)),
        (TITIPAN, _("titipan semua KSM"), sum((x.titipan for x in p), NOL), -lembar.saldo(TITIPAN)),
    )
    salah += [
        _("Jumlah %(apa)s %(daftar)s, akun %(kode)s pada saldo awal %(buku)s. Keduanya harus sama.")
        % {"apa": apa, "daftar": rupiah(daftar), "kode": kode, "buku": rupiah(buku)}
        for kode, apa, daftar, buku in bukti
        if daftar != buku
    ]
    debit, kredit = (sum((b[i] for b in lembar.akun), NOL) for i in (2, 3))
    if debit != kredit:
        salah.append(
            _("Saldo awal tidak seimbang: debit %(debit)s, kredit %(kredit)s.")
            % {"debit": rupiah(debit), "kredit": rupiah(kredit)}
        )
    if lembar.saldo_awal is not None and not _same_opening(lembar):
        salah.append(_("Saldo awal buku ini sudah dibukukan dengan isi lain. Balik dulu jurnalnya bila keliru."))
    return [GalatBaris(0, "", s) for s in salah]


def _same_opening(lembar: Lembar) -> bool:
    tersimpan: dict[str, Decimal] = {}
    for b in BarisJurnal.objects.filter(jurnal=lembar.saldo_awal).select_related("akun"):
        tersimpan[b.akun.kode] = tersimpan.get(b.akun.kode, NOL) + b.debit - b.kredit
    kirim = {kode: lembar.saldo(kode) for _n, kode, _d, _k in lembar.akun}
    return {k: v for k, v in tersimpan.items() if v} == {k: v for k, v in kirim.items() if v}


IMPOR_UPK = Importir(
    judul=gettext_lazy("UPK yang sudah berjalan"),
    izin=izin.BUKUKAN_UPK,
    izin_baca=izin.LIHAT_BUKU,
    kolom=KOLOM,
    rencana=plan_upk,
    simpan=import_upk,
    selesai=lambda kode: f"/kelurahan/{kode}/keuangan/",
    petunjuk=gettext_lazy(
        "Satu baris untuk satu KSM (pinjaman yang masih berjalan dan simpanannya) atau satu akun saldo awal. Jumlah sisa "
        "pinjaman harus sama dengan akun 11030, tabungan dengan 21020, titipan dengan 21030."
    ),
)
