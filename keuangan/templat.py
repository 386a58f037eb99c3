"""Standard journals: what each event debits and credits, as one table. Source: KEU-21.

A side is (part, account). The part names an amount of the event; "=" is the sum of the other side. The account is a code
of the chart, "@uang" (cash or bank, as the event was paid) or "@akun" (chosen by who books, within `pilihan`). A part that
is zero or not given has no line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# Account of the money that an event moves, by how it was paid.
UANG_LEWAT = {"kas": "11010", "bank": "11021"}
# What the bank knows first: the usual event of a bank row that the book lacks, by chart and side.
BANK_BELUM = {
    "upk": {"masuk": "bunga_bank", "keluar": "biaya_bank"},
    "sekretariat": {"masuk": "bunga_bank_bkm", "keluar": "biaya_bank_bkm"},
}
UANG, AKUN, SISANYA = "@uang", "@akun", "="
Sisi = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Templat:
    """One event of one chart: voucher kind, both sides, and between which codes "@akun" may be chosen (prefixes).

    `disetujui` asks for a second person (money out always has one), `sebatas` names the account whose balance the event
    may not exceed.
    """

    nama: Any
    bagan: str
    jenis: str
    debit: Sisi
    kredit: Sisi
    pilihan: tuple[str, ...] = ()
    disetujui: bool = False
    sebatas: str = ""  # account whose balance bounds the amount

    @property
    def bagian(self) -> list[str]:
        """The amounts that are asked for."""
        return [b for b, _akun in (*self.debit, *self.kredit) if b != SISANYA]

    @property
    def akun(self) -> set[str]:
        """The accounts of both sides, places that are left open included."""
        return {a for _bagian, a in (*self.debit, *self.kredit)}


def _in(nama: Any, bagan: str, kredit: Sisi, pilihan: tuple[str, ...] = ()) -> Templat:
    return Templat(nama, bagan, "bkm", ((SISANYA, UANG),), kredit, pilihan)


def _out(nama: Any, bagan: str, debit: Sisi, pilihan: tuple[str, ...] = ()) -> Templat:
    return Templat(nama, bagan, "bkk", debit, ((SISANYA, UANG),), pilihan)


def _move(nama: Any, bagan: str, debit: str, kredit: str, pilihan: tuple[str, ...] = ()) -> Templat:
    return Templat(nama, bagan, "bpb", (("jumlah", debit),), ((SISANYA, kredit),), pilihan)


def _one(akun: str) -> Sisi:
    return (("jumlah", akun),)


U, S = "upk", "sekretariat"
DANA = ("211",)  # money held for others at the Sekretariat
BIAYA, ANGGARAN = ("51", "52"), ("2104",)

TEMPLAT: dict[str, Templat] = {
    # -- the revolving fund: UPK -----------------------------------------------------------------------------------
    "modal_diterima": _in(_("Modal bergulir diterima dari BKM"), U, _one("31020")),
    "pinjaman_cair": _out(_("Pinjaman dicairkan"), U, _one("11030")),
    "angsuran": _in(
        _("Angsuran diterima"), U,
        (("pokok", "11030"), ("jasa", "41010"), ("titipan", "21030"), ("tabungan", "21020")),
    ),
    "tabungan_masuk": _in(_("Tabungan KSM disetor"), U, _one("21020")),
    "tabungan_keluar": _out(_("Tabungan KSM diambil"), U, _one("21020")),
    "tabungan_untuk_tunggakan": Templat(
        _("Tabungan menutup tunggakan"), U, "bpb", ((SISANYA, "21020"),), (("pokok", "11030"), ("jasa", "41010")),
        disetujui=True,
    ),
    "titipan_untuk_angsuran": Templat(
        _("Titipan KSM membayar angsuran"), U, "bpb", ((SISANYA, "21030"),), (("pokok", "11030"), ("jasa", "41010")),
    ),
    "titipan_keluar": _out(_("Titipan BOP KSM dikembalikan"), U, _one("21030")),
    "setor_bank": _move(_("Kas disetor ke bank"), U, "11021", "11010"),
    "tarik_tunai": _move(_("Bank ditarik tunai"), U, "11010", "11021"),
    "bunga_bank": _in(_("Bunga bank"), U, _one("42010")),
    "biaya_bank": _out(_("Biaya dan pajak bank"), U, _one("52010")),
    "biaya": _out(_("Biaya UPK"), U, _one(AKUN), BIAYA),
    "belanja_anggaran": _out(_("Belanja dari anggaran BOP, UPL, UPS, Pengawas"), U, _one(AKUN), ANGGARAN),
    "cadangan_naik": _move(_("Cadangan risiko bertambah"), U, "51080", "12010"),
    "cadangan_turun": _move(_("Cadangan risiko berkurang"), U, "12010", "51080"),
    "penghapusan_pinjaman": Templat(
        _("Pinjaman dihapus buku"), U, "bpb", (("cadangan", "12010"), ("biaya", "51080")), ((SISANYA, "11030"),),
        disetujui=True,
    ),
    "terima_setelah_hapus": _in(_("Diterima sesudah dihapus buku"), U, _one("41020")),
    "beli_inventaris": _out(_("Inventaris dibeli"), U, _one("12020")),
    "penyusutan": _move(_("Penyusutan"), U, "51060", "12021"),
    "pembagian_laba": Templat(
        _("Laba tahun lalu dibagi"), U, "bpb", ((SISANYA, "31040"),),
        (("modal", "31030"), ("bop_bkm", "21041"), ("upl", "21042"), ("ups", "21043"), ("pengawas", "21044")),
        disetujui=True, sebatas="31040",
    ),
    # -- money held for residents: Sekretariat ---------------------------------------------------------------------
    "blm_masuk": _in(_("BLM masuk ke BKM"), S, _one("21110")),
    "dana_masuk": _in(_("Dana lain masuk ke BKM"), S, _one(AKUN), DANA),
    "modal_disalurkan": _out(_("Modal bergulir disalurkan ke UPK"), S, _one("21110")),
    "bayar_ksm": _out(_("Dana kegiatan dibayarkan ke KSM"), S, _one("11040")),
    "lpj_diterima": _move(_("LPJ KSM diterima"), S, AKUN, "11040", DANA),
    "sisa_ksm": _in(_("Sisa dana dikembalikan KSM"), S, _one("11040")),
    "swadaya_tunai": _in(_("Swadaya tunai"), S, _one("21130")),
    "swadaya_natura": _move(_("Swadaya bahan, tenaga, dan lahan"), S, "53010", "41020"),
    "channelling_masuk": _in(_("Dana channelling masuk"), S, _one("21140")),
    "channelling_kembali": _out(_("Dana channelling dikembalikan ke pemiliknya"), S, _one("21140")),
    "bop_masuk": _in(_("BOP BKM diterima"), S, _one("41010")),
    "bop_dari_blm": _move(_("Bagian BOP dari BLM"), S, "21110", "41010"),
    "setor_bank_bkm": _move(_("Kas disetor ke bank"), S, "11021", "11010"),
    "tarik_tunai_bkm": _move(_("Bank ditarik tunai"), S, "11010", "11021"),
    "bunga_bank_bkm": _in(_("Bunga bank"), S, _one("42010")),
    "biaya_bank_bkm": _out(_("Biaya dan pajak bank"), S, _one("52010")),
    "biaya_bkm": _out(_("Biaya BKM dan Sekretariat"), S, _one(AKUN), BIAYA),
    "beli_inventaris_bkm": _out(_("Inventaris dibeli"), S, _one("12020")),
    "penyusutan_bkm": _move(_("Penyusutan"), S, "51060", "12021"),
}  # fmt: skip

# What an event concerns, and the source its money usually has: for the questions of the page, not for the booking.
UNTUK: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("pinjaman_cair", "angsuran", "tabungan_masuk", "tabungan_keluar", "tabungan_untuk_tunggakan",
         "titipan_untuk_angsuran", "titipan_keluar",
         "penghapusan_pinjaman", "terima_setelah_hapus"),
        ("ksm",),
    ),
    **dict.fromkeys(("bayar_ksm", "lpj_diterima", "sisa_ksm", "swadaya_tunai", "swadaya_natura"), ("ksm", "kegiatan")),
    **dict.fromkeys(("channelling_masuk", "channelling_kembali"), ("pemilik", "ksm")),
}  # fmt: skip
SUMBER = {
    "blm_masuk": "blm_apbn", "bop_dari_blm": "blm_apbn", "bop_masuk": "blm_apbn", "bayar_ksm": "blm_apbn",
    "lpj_diterima": "blm_apbn", "sisa_ksm": "blm_apbn", "modal_diterima": "blm_apbn", "modal_disalurkan": "blm_apbn",
    "swadaya_tunai": "swadaya", "swadaya_natura": "swadaya", "channelling_masuk": "channelling",
    "channelling_kembali": "channelling",
}  # fmt: skip
# What must be named, or the fund card of the group would not show it. Source: KEU-90.
WAJIB_KSM = frozenset({"bayar_ksm", "lpj_diterima", "sisa_ksm"})
# Savings without their owner would stand in the account and on no card. KEU-155.
SIMPANAN_KSM = frozenset({"tabungan_masuk", "tabungan_keluar", "titipan_keluar"})
BAGIAN: dict[str, Any] = {
    "jumlah": _("Jumlah"), "pokok": _("Pokok"), "jasa": _("Jasa"), "titipan": _("Titipan BOP KSM"),
    "tabungan": _("Tabungan"), "cadangan": _("Dari cadangan risiko"), "biaya": _("Dari biaya"), "modal": _("Modal dari laba"),
    "bop_bkm": _("BOP BKM"), "upl": _("UPL"), "ups": _("UPS dan dana sosial"), "pengawas": _("Pengawas UPK"),
}  # fmt: skip

# The two halves of a transfer between the ledgers of one BKM: they are booked together and must agree. Source: KEU-14.
PASANGAN: dict[str, tuple[str, str]] = {"modal_bergulir": ("modal_disalurkan", "modal_diterima")}
# Cash that a cashier takes to the bank or fetches there: no money comes in or goes out, and it is still the cashier's. KEU-19.
PINDAH_KAS = frozenset({"setor_bank", "tarik_tunai"})
# Kept in a register of their own: booked from there once the ledger has one, or register and account part. Source: KEU-199.
DARI_PINJAMAN = frozenset({
    "pinjaman_cair", "angsuran", "tabungan_untuk_tunggakan", "titipan_untuk_angsuran", "penghapusan_pinjaman",
    "terima_setelah_hapus",
})  # fmt: skip
DARI_INVENTARIS = frozenset({"beli_inventaris", "beli_inventaris_bkm", "penyusutan", "penyusutan_bkm"})
# The grant, once its BKM has a signed agreement: booked from the payment file. Source: BLM-28.
DARI_BERKAS = frozenset({"blm_masuk"})
BERPASANGAN = {t for pasangan in PASANGAN.values() for t in pasangan}

# Not in the table: booked by their own actions, or freely with a written description.
SALDO_AWAL, PEMBALIKAN, TUTUP_TAHUN, AWAL_TAHUN, LAIN, PEMBAGIAN, PENYUSUTAN, LEPAS = (
    "saldo_awal", "pembalikan", "tutup_tahun", "awal_tahun", "lain", "pembagian_laba", "penyusutan", "lepas_inventaris",
)  # fmt: skip
NAMA_LAIN: dict[str, Any] = {
    SALDO_AWAL: _("Saldo awal"),
    PEMBALIKAN: _("Jurnal balik"),
    TUTUP_TAHUN: _("Tutup tahun"),
    AWAL_TAHUN: _("Laba menjadi laba tahun lalu"),
    LAIN: _("Bukti lain"),
    LEPAS: _("Inventaris dilepas"),
}


def event_name(kode: str) -> str:
    """An event in words."""
    return str(TEMPLAT[kode].nama if kode in TEMPLAT else NAMA_LAIN.get(kode, kode))
